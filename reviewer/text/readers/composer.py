"""Puts blocks together to a canonical text, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.origin import LineOrigin, Origin
from reviewer.model.span import Span
from reviewer.text.readers.extract import Hint
from reviewer.text.readers.table import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.model.policy import BlockKind


class Composer:
    """Collects blocks in reading order."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._hints: list[Hint] = []
        self._origins: list[Origin] = []
        self._length = 0

    @property
    def text(self) -> str:
        """The lines so far, joined by line feeds."""
        return "\n".join(self._lines)

    @property
    def hints(self) -> tuple[Hint, ...]:
        """One a line, in order."""
        return tuple(self._hints)

    @property
    def origins(self) -> tuple[Origin, ...]:
        """In order of the text."""
        return tuple(self._origins)

    def add(  # noqa: PLR0913 - all that a format can know of a line
        self,
        text: str,
        kind: BlockKind,
        *,
        level: int = 0,
        marker: str = "",
        line: int = 0,
        heavy: int = 0,
    ) -> Span:
        """Appends one block.

        Args:
            text: without line feeds and surrounding white space.
            marker: a bullet or number that the markup implies; written in
                front, so that a reader can be pointed to it.
            line: line of the original's source, from 1; 0 for formats whose
                origins are told by :meth:`trace`.
            heavy: code points of the text's beginning that are drawn heavier
                than the rest.

        Returns:
            Where the text now stands, its marker left out.
        """
        whole = f"{marker} {text}" if marker else text
        span = Span(self._length, self._length + len(whole))
        self._lines.append(whole)
        # Heavy from end to end is no heavier than the rest.
        front = heavy + len(whole) - len(text) if 0 < heavy < len(text) else 0
        self._hints.append(Hint(span=span, kind=kind, level=level, heavy=front))
        if line:
            self._origins.append(LineOrigin(span, line))
        self._length = span.end + 1
        return Span(span.end - len(text), span.end)

    def add_row(self, cells: Sequence[str], kind: BlockKind, *, line: int = 0) -> tuple[Span, ...]:
        """Appends the cells of a row as one block.

        Returns:
            Where each cell's text now stands; empty spans for empty cells.
        """
        filled = SEPARATOR.join(cell for cell in cells if cell)
        start = self.add(filled, kind, line=line).start
        spans = []
        for cell in cells:
            spans.append(Span(start, start + len(cell)))
            start += len(cell) + len(SEPARATOR) if cell else 0
        return tuple(spans)

    def trace(self, origin: Origin) -> None:
        """Notes where a stretch of the latest block stands in the original."""
        self._origins.append(origin)
