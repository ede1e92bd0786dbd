"""What a reader hands on: text, and what it knows of its structure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from reviewer.model.span import Span
from reviewer.text import problems
from reviewer.text.encoding import REPLACED

if TYPE_CHECKING:
    from reviewer.model.origin import Origin
    from reviewer.model.policy import BlockKind, Format, Problem
    from reviewer.text.encoding import Decoded


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What the markup says of one line of text.

    Attributes:
        span: the whole line, marker included.
        kind: what the markup makes of it.
        level: heading level or list depth from 1; 0 for other kinds.
        heavy: code points in front that are drawn heavier than the rest of
            the line; 0 where all or none are.
    """

    span: Span
    kind: BlockKind
    level: int = 0
    heavy: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The canonical text of a file.

    Attributes:
        encoding: Python's name of the text encoding; empty for formats that
            have none of their own.
        pages: how many the file has; 0 for formats without.
        title: the document's own title; empty where the format has none.
        hints: one for each line that carries text, in order; empty where the
            format has no markup and structure is read from the text itself.
        origins: the way back to the original; empty for plain text.
    """

    text: str
    format: Format
    encoding: str = ""
    pages: int = 0
    title: str = ""
    hints: tuple[Hint, ...] = ()
    origins: tuple[Origin, ...] = ()
    problems: tuple[Problem, ...] = ()


class Reader(Protocol):
    """Reads the bytes of one format."""

    def __call__(self, data: bytes, encoding: str = "") -> Extract:
        """What the file holds.

        Args:
            encoding: of a format that is text, chosen by the user; empty:
                told from the bytes. Other formats ignore it.

        Raises:
            ReadError: the bytes are no readable file of the format.
        """
        ...


def decoding_problems(decoded: Decoded, text: str) -> tuple[Problem, ...]:
    """What to say of a file that could not be decoded everywhere.

    Args:
        text: the canonical text made of it, where the first such place is shown.
    """
    if not decoded.lost:
        return ()
    place = text.find(REPLACED)
    span = Span(place, place + 1) if place >= 0 else None
    return (problems.undecodable(decoded.lost, span),)
