"""Spans: half-open ranges of Unicode code points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points into ``Policy.text``.

    >>> Span(2, 5).text_of("abcdefg")
    'cde'

    Raises:
        ValueError: the range is negative or runs backwards.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            message = f"not a span: {self.start}..{self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        return self.end - self.start

    def text_of(self, text: str) -> str:
        """The piece of text that the span covers."""
        return text[self.start : self.end]

    def overlap(self, other: Span) -> int:
        """How many code points both spans cover; 0 where they are apart."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def covers(self, other: Span) -> bool:
        """Whether the other span lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end
