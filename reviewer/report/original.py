"""Where a place of a policy's text stands in the file that it was read from."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reviewer.model.origin import LineOrigin, PageOrigin
from reviewer.model.policy import Format
from reviewer.model.span import Span

if TYPE_CHECKING:
    from reviewer.model.origin import Origin
    from reviewer.model.policy import Policy


class Original:
    """The way back from offsets, cheap enough to be asked at every move of a caret."""

    def __init__(self, policy: Policy) -> None:
        self._origins = policy.origins
        self._starts = [origin.span.start for origin in policy.origins]
        self._length = len(policy.text)
        if not policy.origins and policy.source.format is Format.TXT:
            # Its text is the file itself: a line here is a line there.
            self._starts = _line_starts(policy.text)

    def at(self, offset: int) -> Origin | None:
        """What an offset was read from; between two stretches the one before.

        None where nothing is known of the original.
        """
        if not self._starts:
            return None
        number = max(0, bisect_right(self._starts, offset) - 1)
        if self._origins:
            return self._origins[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else self._length
        return LineOrigin(Span(self._starts[number], end), number + 1)

    def pages(self, span: Span) -> tuple[int, int] | None:
        """The first and the last page of a span, from 1; None where there are no pages."""
        ends = self.at(span.start), self.at(max(span.start, span.end - 1))
        numbers = [origin.page for origin in ends if isinstance(origin, PageOrigin)]
        return (min(numbers), max(numbers)) if numbers else None

    def page_place(self, page: int) -> Span | None:
        """Where a page begins in the text; of one without text, the last line in front of it.

        None where nothing was read from pages.
        """
        lines = [origin for origin in self._origins if isinstance(origin, PageOrigin)]
        if not lines:
            return None
        here = [line.span for line in lines if line.page == page]
        before = [(line.page, line.span) for line in lines if line.page < page]
        if here:
            return here[0]
        return max(before)[1] if before else lines[0].span


def _line_starts(text: str) -> list[int]:
    r"""Where the lines of a text begin.

    >>> _line_starts("a\n\nbc")
    [0, 2, 3]
    """
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
