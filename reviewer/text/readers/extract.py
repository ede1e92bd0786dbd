"""What a reader hands on: text, and what it knows of its structure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.model.policy import BlockKind, Format, Origin, Problem
    from reviewer.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What the markup says of one line of text.

    Attributes:
        span: the whole line, marker included.
        kind: what the markup makes of it.
        level: heading level or list depth from 1; 0 for other kinds.
    """

    span: Span
    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The canonical text of a file.

    Attributes:
        encoding: Python's name of the text encoding.
        title: the document's own title; empty where the format has none.
        hints: one for each line that carries text, in order; empty where the
            format has no markup and structure is read from the text itself.
        origins: the way back to the original; empty for plain text.
    """

    text: str
    format: Format
    encoding: str
    title: str = ""
    hints: tuple[Hint, ...] = ()
    origins: tuple[Origin, ...] = ()
    problems: tuple[Problem, ...] = ()


Reader = Callable[[bytes], Extract]
"""Reads the bytes of one format; raises :class:`~reviewer.errors.ReadError`."""
