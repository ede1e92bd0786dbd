"""Words of a policy and what is said of them; nothing here knows a file format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from reviewer.report.words import shortened

if TYPE_CHECKING:
    from datetime import datetime

    from reviewer.errors import NotMarked
    from reviewer.model.policy import Policy
    from reviewer.model.rules import Underline
    from reviewer.model.span import Span

_QUOTE = 60


class MarkKind(Enum):
    """How words are marked where the format has a choice."""

    HIGHLIGHT = "highlight"
    ALERT = "alert"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The line below the words that tells apart categories of one hue."""

    hue: str
    underline: Underline


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words of the policy, and what is said of them.

    Attributes:
        key: the same in every copy of the review.
        hue: "#RRGGBB", at full strength.
        lines: one a category; none for what is no clause.
        moment: when it was last decided on; for what only the machine found the day of the
            analysis.
        subject: the categories, or what kind of note it is.
    """

    key: str
    span: Span
    kind: MarkKind
    hue: str
    author: str
    moment: datetime
    subject: str
    text: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """What a policy's copy shall show.

    Attributes:
        marks: in the order of the text, longer ones in front of those within them.
        problems: what has no place in the text at all.
    """

    policy: Policy
    marks: tuple[Mark, ...]
    problems: tuple[NotMarked, ...] = ()


def quoted(policy: Policy, span: Span) -> str:
    """The beginning of some words, for a sentence about them."""
    return shortened(span.text_of(policy.text), _QUOTE)
