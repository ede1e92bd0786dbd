"""One open policy: its text, what was found in it, and where the reader is."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reviewer.checklist.supported import supported
from reviewer.errors import EditRefused
from reviewer.gui.categories import by_key, stepped
from reviewer.gui.marks import IntervalIndex, Mark, marks_of
from reviewer.gui.searching import Found, find, nearest
from reviewer.gui.stamping import stamped
from reviewer.gui.standing import Findings
from reviewer.gui.textmap import TextMap
from reviewer.gui.trail import Trail
from reviewer.model.history import WorkingReview, edited, fold
from reviewer.model.review import Review, Timing
from reviewer.model.span import Span
from reviewer.report.original import Original

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.model.clause import Category, Clause
    from reviewer.model.edits import Change, ItemKey, Stamp
    from reviewer.model.policy import Policy
    from reviewer.model.review import Analysis, ChecklistFinding, Evidence, FlagFinding, ItemFinding
    from reviewer.model.rules import Rulebook


class Stage(StrEnum):
    """How far a document has come."""

    READING = "reading"
    ANALYSING = "analysing"
    READY = "ready"
    FAILED = "failed"


class Document(QObject):
    """An open policy; everything that shows it listens here."""

    stage_changed = Signal()
    current_changed = Signal()
    marks_changed = Signal()
    found_changed = Signal()
    wanted = Signal(Span)
    trail_changed = Signal()
    caret_moved = Signal()
    decisions_changed = Signal()
    refused = Signal(object)
    """An edit was not taken; the EditRefused that says why."""

    def __init__(
        self,
        name: str,
        path: Path | None,
        parent: QObject | None = None,
        *,
        stamp: Callable[[], Stamp] = stamped,
    ) -> None:
        """Begin with nothing.

        Args:
            stamp: who edits, and when.
        """
        super().__init__(parent)
        self.name = name
        self.path = path
        self.stage = Stage.READING
        self.encoding = ""
        self.reading_again = False
        self.policy: Policy | None = None
        self.original: Original | None = None
        self.review: Review | None = None
        self.working: WorkingReview | None = None
        self.rulebook: Rulebook | None = None
        self._findings = Findings()
        self._stamp = stamp
        self.map = TextMap("")
        self.marks: tuple[Mark, ...] = ()
        self.index = IntervalIndex(())
        self.hidden: frozenset[Category] = frozenset()
        self.shown: tuple[int, ...] = ()
        self.clause: int | None = None
        self.item: ItemKey | None = None
        self.flag: str | None = None
        self.lit: tuple[Span, ...] = ()
        self.lit_at = -1
        self.found = Found()
        self.hit_index = IntervalIndex(())
        self.caret = 0
        self._seconds = 0.0
        self.trail = Trail()

    def show_policy(self, policy: Policy, seconds: float) -> None:
        """Take the text, for the first time or anew; its analysis is still on the way.

        What a reader chose stays; what points into the former text goes, and the
        caret moves to about the same place.
        """
        former, self.policy, self._seconds = self.policy, policy, seconds
        self.map, self.original = TextMap(policy.text), Original(policy)
        self.stage = Stage.ANALYSING
        if former is None:
            self.stage_changed.emit()
            return
        self.review = self.working = self.clause = self.item = self.flag = None
        self.marks, self.shown, self.lit, self.lit_at = (), (), (), -1
        self.index, self.trail = IntervalIndex(()), Trail()
        self.caret = self.caret * len(policy.text) // max(1, len(former.text))
        self._find(self.found.words, match_case=self.found.match_case)
        for changed in (self.stage_changed, self.marks_changed, self.found_changed):
            changed.emit()
        self.current_changed.emit()
        self.trail_changed.emit()

    def show_analysis(self, analysis: Analysis, seconds: float) -> None:
        """Take what was found."""
        if self.policy is None:
            return
        timing = Timing(read=self._seconds, analyse=seconds)
        self.review = Review(policy=self.policy, analysis=analysis, timing=timing)
        self.working = fold(self.review, self.working.edits if self.working else ())
        self.marks = marks_of(analysis.clauses)
        self.index = IntervalIndex(mark.span for mark in self.marks)
        self.shown = tuple(range(len(analysis.clauses)))
        self.stage = Stage.READY
        self.stage_changed.emit()
        self.decisions_changed.emit()

    def edit(self, change: Change) -> bool:
        """Have an edit made; False, and ``refused`` says why, where it cannot be."""
        if self.working is None:
            return False
        try:
            self.working = edited(self.working, change, self._stamp())
        except EditRefused as error:
            self.refused.emit(error)
            return False
        self.decisions_changed.emit()
        return True

    def enter(self, stage: Stage) -> None:
        """Announce that the analysis failed or has begun anew."""
        self.stage = stage
        self.stage_changed.emit()

    def read_again(self, *, busy: bool) -> None:
        """Announce that the file is being read anew, or no more; the text stays meanwhile."""
        self.reading_again = busy
        self.stage_changed.emit()

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses; none before the analysis."""
        return self.review.analysis.clauses if self.review else ()

    @property
    def language(self) -> str:
        """The policy's language without its script; "und" while unknown."""
        return self.policy.language.split("-")[0] if self.policy else "und"

    @property
    def current_span(self) -> Span | None:
        """What is drawn as current: the piece of evidence walked to, or the clause."""
        if self.lit_at >= 0:
            return self.lit[self.lit_at]
        if self.flag is not None:
            return self.flag_finding(self.flag).span
        return None if self.clause is None else self.clauses[self.clause].span

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

    def choose_flag(self, name: str | None) -> None:
        """Make a red flag the current thing and go there; None releases it."""
        if self.item is not None:
            self.light(None)
        self.flag, self.lit_at = name, -1
        if name is not None:
            self.clause = None
            self.visit(self.flag_finding(name).span)
        self.current_changed.emit()

    def choose(self, clause: int | None) -> None:
        """Make a clause the current one and go there."""
        if clause == self.clause and self.lit_at < 0 and self.flag is None:
            if clause is not None:
                self.wanted.emit(self.clauses[clause].span)
            return
        self.clause, self.lit_at, self.flag = clause, -1, None
        if clause is not None:
            self.visit(self.clauses[clause].span)
        self.current_changed.emit()

    def point_at(self, clause: int | None) -> None:
        """Make a clause the current one where the reader already looks at it."""
        if clause != self.clause or self.lit_at >= 0 or self.flag is not None:
            self.clause, self.lit_at, self.flag = clause, -1, None
            self.current_changed.emit()

    def clause_at(self, position: int) -> int | None:
        """The shortest visible clause at a code point; None where there is none."""
        marks = [self.marks[number] for number in self.index.overlapping(position, position + 1)]
        visible = [mark for mark in marks if mark.category not in self.hidden]
        if not visible:
            return None
        return min(visible, key=lambda mark: (len(mark.span), mark.clause)).clause

    def step(self, forward: int) -> bool:
        """Go to the next (1) or previous (-1) clause, or piece of lit evidence.

        False where nothing is shown that could be gone to.
        """
        if self.lit:
            if self.lit_at >= 0:
                self.lit_at = (self.lit_at + forward) % len(self.lit)
            else:
                self.lit_at = nearest([span.start for span in self.lit], self.caret, forward)
            self._go_to_evidence()
            return True
        walk = [number for number in self.shown if not self.is_hidden(self.clauses[number])]
        walk.sort(key=lambda number: self.clauses[number].span)
        if not walk:
            return False
        if self.clause in walk:
            at = (walk.index(self.clause) + forward) % len(walk)
        else:
            at = nearest([self.clauses[n].span.start for n in walk], self.caret, forward)
        self.choose(walk[at])
        return True

    def _go_to_evidence(self) -> None:
        span = self.lit[self.lit_at]
        finding = self.item_finding(self.item) if self.item else None
        shown = self.evidence(self.item) if self.item else ()
        evidence = (*shown, *finding.related) if finding else ()
        self.clause = next((piece.clause for piece in evidence if piece.span == span), self.clause)
        self.visit(span)
        self.current_changed.emit()

    def is_hidden(self, clause: Clause) -> bool:
        """Whether all categories of a clause are switched off."""
        return all(category in self.hidden for category in clause.categories)

    def light(self, key: ItemKey | None) -> None:
        """Light the evidence of one item and fade the rest; None releases it."""
        finding = self.item_finding(key) if key else None
        self.item = key if finding else None
        self.flag = None
        spans = {piece.span for piece in self.evidence(key)} if key else set()
        if finding and not spans:
            spans = {piece.span for piece in finding.related}
        self.lit = tuple(sorted(spans))
        self.lit_at = -1
        self.marks_changed.emit()
        if self.lit:
            self.lit_at = 0
            self._go_to_evidence()
        else:
            if finding is not None:
                self.clause = None
            self.current_changed.emit()

    def show_only(self, hidden: frozenset[Category]) -> None:
        """Switch categories off; all others are on."""
        self.hidden = hidden
        self.marks_changed.emit()

    def toggle(self, category: Category) -> None:
        """Switch one category on or off."""
        self.show_only(self.hidden ^ {category})

    def step_group(self, key: str) -> None:
        """Step a number key's categories through all, each alone, and none.

        Categories without a clause are no step of their own.
        """
        present = {mark.category for mark in self.marks}
        group = tuple(c for c in by_key()[key] if c in present)
        if not group:
            return
        self.show_only((self.hidden - frozenset(group)) | stepped(group, self.hidden))

    def search(self, words: str, *, match_case: bool = False) -> None:
        """Find words; the first hit from the caret on is shown."""
        self._find(words, match_case=match_case)
        self.found_changed.emit()
        if self.found.hits:
            self.wanted.emit(self.found.hits[self.found.at])

    def _find(self, words: str, *, match_case: bool) -> None:
        text = self.policy.text if self.policy else ""
        self.found = find(text, words, self.caret, match_case=match_case)
        self.hit_index = IntervalIndex(self.found.hits)

    def next_hit(self, forward: int) -> None:
        """Show the next (1) or previous (-1) hit; round at the ends."""
        if self.found.hits:
            at = (self.found.at + forward) % len(self.found.hits)
            self.found = replace(self.found, at=at)
            self.found_changed.emit()
            self.visit(self.found.hits[at])

    def visit(self, span: Span) -> None:
        """Go to a place and remember it for going back."""
        if self.trail.visit(span):
            self.trail_changed.emit()
        self.wanted.emit(span)

    def move_caret(self, position: int) -> None:
        """Note where the reader's caret stands."""
        if position != self.caret:
            self.caret = position
            self.caret_moved.emit()

    def travel(self, forward: int) -> None:
        """Go back (-1) or forward (1) along the places visited."""
        span = self.trail.step(forward)
        if span is not None:
            self.trail_changed.emit()
            numbers = (n for n, clause in enumerate(self.clauses) if clause.span == span)
            self.clause = next(numbers, self.clause)
            if span in self.lit:
                self.lit_at = self.lit.index(span)
            self.wanted.emit(span)
            self.current_changed.emit()
