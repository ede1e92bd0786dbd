"""How an open policy stands towards checklists and red flags, with what a reviewer answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from reviewer.checklist.supported import supported
from reviewer.gui.answered import Findings
from reviewer.gui.commenting.places import Places
from reviewer.gui.searchable import Searchable
from reviewer.gui.stamping import stamped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QObject

    from reviewer.gui.commenting.places import Commented
    from reviewer.model.edits import ItemKey, Stamp
    from reviewer.model.review import ChecklistFinding, Evidence, FlagFinding, ItemFinding
    from reviewer.model.rules import Rulebook
    from reviewer.model.span import Span


class Judgeable(Searchable):
    """Findings and flags by the names that edits use.

    Attributes:
        rulebook: that of the analysis or of the review file; None before it is known, and
            then answers change no finding.
        flag: the red flag that is looked at; None for none.
        passage: commented words that are looked at; None for none.
        offered: ids of the checklists that were shown before any were chosen for this
            policy; None while none were.
    """

    passage_changed = Signal()
    remark_wanted = Signal(object)
    """The Target whose comments shall be looked at."""

    def __init__(
        self, parent: QObject | None = None, *, stamp: Callable[[], Stamp] = stamped
    ) -> None:
        super().__init__(parent, stamp=stamp)
        self.rulebook: Rulebook | None = None
        self.flag: str | None = None
        self.offered: tuple[str, ...] | None = None
        self._findings = Findings()
        self.passage: Span | None = None
        self._places = Places()

    @property
    def commented(self) -> tuple[Commented, ...]:
        """What people commented on, in the order of the text."""
        return self._places.current(self.working)

    def commented_within(self, reach: Span) -> Iterator[Commented]:
        """Those of it that stand within a stretch of the text, in part at least."""
        return self._places.within(self.working, reach)

    def look_at(self, passage: Span | None) -> None:
        """Look at commented words and go there; None releases them."""
        if passage != self.passage:
            self.passage = passage
            self.passage_changed.emit()
        if passage is not None:
            self.visit(passage)

    @property
    def findings(self) -> tuple[ChecklistFinding, ...]:
        """The findings of all checklists, with what a reviewer answered."""
        return self._findings.current(self.working, self.rulebook)

    def checklist(self, identifier: str) -> ChecklistFinding | None:
        """The findings of a checklist, as answered; None where it was not evaluated."""
        return next((finding for finding in self.findings if finding.id == identifier), None)

    def item_finding(self, key: ItemKey) -> ItemFinding | None:
        """The finding for one item; None where there is none."""
        finding = self.checklist(key.checklist)
        items = finding.items if finding else ()
        return next((item for item in items if item.id == key.item), None)

    def evidence(self, key: ItemKey) -> tuple[Evidence, ...]:
        """What speaks for an item as it stands, what a reviewer linked included."""
        finding = self.item_finding(key)
        return self.evidence_for(key, finding) if finding else ()

    def evidence_for(self, key: ItemKey, finding: ItemFinding) -> tuple[Evidence, ...]:
        """The same, for a finding that is known."""
        if self.working is None:
            return finding.evidence
        return supported(self.working.decisions, key, finding)

    @property
    def flags(self) -> tuple[str, ...]:
        """The names of the red flags, in the order of the analysis."""
        return tuple(self.working.ground.flags) if self.working else ()

    def flag_finding(self, name: str) -> FlagFinding:
        """The red flag with a name.

        Raises:
            KeyError: there is none.
        """
        if self.working is None:
            raise KeyError(name)
        return self.working.review.analysis.flags[self.working.ground.flags[name]]
