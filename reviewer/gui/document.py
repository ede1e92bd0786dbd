"""One open policy: its text, what was found in it, and where the reader is."""

from __future__ import annotations

from bisect import bisect_left
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reviewer.gui.categories import by_key, stepped
from reviewer.gui.judgeable import Judgeable
from reviewer.gui.marks import IntervalIndex, Mark, marks_of
from reviewer.gui.searching import nearest
from reviewer.gui.stamping import stamped
from reviewer.gui.textmap import TextMap
from reviewer.gui.trail import Trail
from reviewer.model.review import Review, Timing
from reviewer.model.span import Span
from reviewer.report.original import Original

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.model.clause import Category, Clause
    from reviewer.model.edits import Edit, ItemKey, Stamp
    from reviewer.model.policy import Policy
    from reviewer.model.review import Analysis


class Stage(StrEnum):
    """How far a document has come."""

    READING = "reading"
    ANALYSING = "analysing"
    READY = "ready"
    FAILED = "failed"


class Document(Judgeable):
    """An open policy; everything that shows it listens here."""

    stage_changed = Signal()
    current_changed = Signal()
    marks_changed = Signal()
    caret_moved = Signal()
    renamed = Signal()

    def __init__(
        self,
        name: str,
        path: Path | None,
        parent: QObject | None = None,
        *,
        stamp: Callable[[], Stamp] = stamped,
    ) -> None:
        """Begin with nothing; see :class:`Decidable` for the stamp."""
        super().__init__(parent, stamp=stamp)
        self.name = name
        self.path = path
        self.source = b""
        """The bytes that the text was read from."""
        self.former: Review | None = None
        """Of the version that decisions were carried over from; None for none."""
        self.stage = Stage.READING
        self.encoding = ""
        self.reading_again = False
        self.original: Original | None = None
        self.review: Review | None = None
        self.map = TextMap("")
        self.marks: tuple[Mark, ...] = ()
        self.index = IntervalIndex(())
        self.hidden: frozenset[Category] = frozenset()
        self.shown: tuple[int, ...] = ()
        self._looked_up: tuple[tuple[int, ...], frozenset[int]] = ((), frozenset())
        self.clause: int | None = None
        self.item: ItemKey | None = None
        self.lit: tuple[Span, ...] = ()
        self.lit_at = -1
        self._seconds = 0.0

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
        self.review = self.working = self.standing = self.clause = self.item = None
        self.flag = None
        self.marks, self.shown, self.lit, self.lit_at = (), (), (), -1
        self.index, self.trail = IntervalIndex(()), Trail()
        self.caret = self.caret * len(policy.text) // max(1, len(former.text))
        self._find(self.found.words, match_case=self.found.match_case)
        for changed in (self.stage_changed, self.marks_changed, self.found_changed):
            changed.emit()
        self.current_changed.emit()
        self.trail_changed.emit()

    def show_analysis(
        self, analysis: Analysis, seconds: float, edits: tuple[Edit, ...] = ()
    ) -> None:
        """Take what was found, and what was decided on it before."""
        if self.policy is None:
            return
        timing = Timing(read=self._seconds, analyse=seconds)
        self.review = Review(policy=self.policy, analysis=analysis, timing=timing)
        self.flag = None
        self.begin(self.review, self.working.edits if self.working else edits)
        self._reshape()
        self.shown = self.order
        self.stage = Stage.READY
        self.stage_changed.emit()
        self.decisions_changed.emit()

    def follow_decisions(self) -> None:
        """Draw and list the clauses as they stand."""
        if not self.latest.reshaped:
            return
        self._reshape()
        if self.clause is not None and self.place_of(self.clause) is None:
            self.clause = None
        self.marks_changed.emit()
        self.current_changed.emit()

    def _reshape(self) -> None:
        self.marks = marks_of(self.clauses, self.order)
        self.index = IntervalIndex(mark.span for mark in self.marks)

    def place_of(self, clause: int) -> int | None:
        """Which clause of the text it is, from 0; None where it is gone."""
        return self.standing.place(clause) if self.standing else None

    def enter(self, stage: Stage) -> None:
        """Announce that the analysis failed or has begun anew."""
        self.stage = stage
        self.stage_changed.emit()

    def read_again(self, *, busy: bool) -> None:
        """Announce that the file is being read anew, or no more; the text stays meanwhile."""
        self.reading_again = busy
        self.stage_changed.emit()

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

    def step(self, forward: int, *, only_open: bool = False) -> bool:
        """Go to the next (1) or previous (-1) clause, or piece of lit evidence.

        Args:
            only_open: whether clauses that were decided are passed over.

        Returns:
            False where nothing is shown that could be gone to.
        """
        if self.lit:
            if self.lit_at >= 0:
                self.lit_at = (self.lit_at + forward) % len(self.lit)
            else:
                self.lit_at = nearest([span.start for span in self.lit], self.caret, forward)
            self._go_to_evidence()
            return True
        found = self._next(forward, only_open=only_open)
        if found is None:
            return False
        self.choose(found)
        return True

    def _next(self, forward: int, *, only_open: bool) -> int | None:
        """The next (1) or previous (-1) clause that can be gone to; round at the ends."""
        standing, order = self.standing, self.order
        if standing is None or not order:
            return None
        here = None if self.clause is None else standing.place(self.clause)
        if here is None:
            here = bisect_left(order, self.caret, key=lambda n: self.clauses[n].span.start)
            here -= forward > 0
        shown = self._shown_now()
        for step in range(1, len(order) + 1):
            number = order[(here + forward * step) % len(order)]
            if number not in shown or (only_open and not standing.is_open(number)):
                continue
            if not self.is_hidden(self.clauses[number]):
                return number
        return None

    def _shown_now(self) -> frozenset[int]:
        """The clauses that the list shows, to be looked up; made once for each list."""
        if self._looked_up[0] is not self.shown:
            self._looked_up = self.shown, frozenset(self.shown)
        return self._looked_up[1]

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
        return bool(self.hidden) and self.hidden.issuperset(clause.categories)

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

    def move_caret(self, position: int) -> None:
        """Note where the reader's caret stands."""
        if position != self.caret:
            self.caret = position
            self.caret_moved.emit()

    def put_caret(self, position: int) -> None:
        """Put the reader's caret somewhere, as where it was when the window was closed."""
        length = len(self.policy.text) if self.policy else 0
        self.caret = min(position, max(0, length - 1))
        self.wanted.emit(Span(self.caret, self.caret))

    def rename(self, name: str, path: Path) -> None:
        """Take another name and place."""
        self.name, self.path = name, path
        self.renamed.emit()

    def travel(self, forward: int) -> None:
        """Go back (-1) or forward (1) along the places visited."""
        span = self.trail.step(forward)
        if span is not None:
            self.trail_changed.emit()
            numbers = (number for number in self.order if self.clauses[number].span == span)
            self.clause = next(numbers, self.clause)
            if span in self.lit:
                self.lit_at = self.lit.index(span)
            self.wanted.emit(span)
            self.current_changed.emit()
