"""The policy's text as a block of the report: its lines and the clauses marked in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.model.policy import BlockKind
    from reviewer.model.rules import Underline
    from reviewer.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Swatch:
    """How a category is told apart: two letters, hue and line."""

    tag: str
    hue: str
    underline: Underline


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyLine:
    """One line of the policy, without the white space around it.

    Attributes:
        span: in ``Policy.text``.
        marker: characters of the bullet or number in front, with the space
            behind it.
        indent: in ems.
        first: further indent of the first line, in ems.
        gap: whether an empty line stands above it.
        key: of the section it opens; empty where it opens none.
        level: of that section, from 1.
    """

    span: Span
    text: str
    kind: BlockKind
    marker: int = 0
    indent: float = 0.0
    first: float = 0.0
    gap: bool = False
    key: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A highlighted clause.

    Attributes:
        key: of the place in the text. note: of its note.
        author: who found it. subject: its categories. comment: what its note says.
    """

    number: int
    span: Span
    key: str
    note: str
    swatches: tuple[Swatch, ...]
    author: str
    subject: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyText:
    """The whole policy with its highlights.

    Attributes:
        marks: by start.
        anchors: further offsets that are led to, ascending.
        language: BCP 47 tag of the policy.
    """

    lines: tuple[PolicyLine, ...]
    marks: tuple[Mark, ...]
    anchors: tuple[tuple[int, str], ...]
    language: str
