"""Puts blocks together to a canonical text, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.policy import Origin
from reviewer.model.span import Span
from reviewer.text.readers.extract import Hint

if TYPE_CHECKING:
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
        """One a line, in order."""
        return tuple(self._origins)

    def add(
        self, text: str, kind: BlockKind, *, level: int = 0, marker: str = "", line: int = 0
    ) -> None:
        """Appends one block.

        Args:
            text: without line feeds and surrounding white space.
            marker: a bullet or number that the markup implies; written in
                front, so that a reader can be pointed to it.
            line: line of the original's source, from 1.
        """
        whole = f"{marker} {text}" if marker else text
        span = Span(self._length, self._length + len(whole))
        self._lines.append(whole)
        self._hints.append(Hint(span=span, kind=kind, level=level))
        self._origins.append(Origin(span, line))
        self._length = span.end + 1
