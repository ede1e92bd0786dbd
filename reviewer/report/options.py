"""What a report is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.model.comparison import Compared
    from reviewer.model.resolving import Peer


class ReportPart(StrEnum):
    """A part of a report that can be left out; title page and sign-off always stand."""

    SUMMARY = "summary"
    CHANGES = "changes"
    FLAGS = "flags"
    CHECKLISTS = "checklists"
    CONDITIONS = "conditions"
    OPEN_POINTS = "open_points"
    PEERS = "peers"
    NAMED = "named"
    POLICY = "policy"
    LOG = "log"
    METHOD = "method"


@dataclass(frozen=True, slots=True)
class Peered:
    """A colleague's review of the same text.

    Attributes:
        name: whom it is by.
    """

    name: str
    peer: Peer


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What a report is asked for.

    Attributes:
        language: of the report's own words, "en" or "zh".
        reviewer: name to be printed; empty for that of the review, if any.
        checklists: ids of those that are ticked; empty for those that the reviewer chose, or all
            evaluated.
        parts: those that are shown; empty for all.
        accepted_only: whether clauses that nobody decided on are left unmarked.
        bilingual: whether checklists stand in both languages, side by side.
        whole_log: whether every decision is listed, however many there are.
        comparison: with the last version of the policy; None where none was made.
        peered: with a colleague's review of the same text; None where none was imported.
    """

    language: str
    reviewer: str = ""
    checklists: tuple[str, ...] = ()
    parts: tuple[ReportPart, ...] = ()
    accepted_only: bool = False
    bilingual: bool = False
    whole_log: bool = False
    comparison: Compared | None = None
    peered: Peered | None = None

    def shows(self, part: ReportPart) -> bool:
        """Whether a part is asked for."""
        return not self.parts or part in self.parts
