"""One open policy: its text, what was found in it, and how far it has come."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reviewer.gui.stamping import stamped
from reviewer.gui.textmap import TextMap
from reviewer.gui.walkable import Walkable
from reviewer.model.review import Review, Timing
from reviewer.model.span import Span
from reviewer.report.original import Original

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.model.edits import Edit, Stamp
    from reviewer.model.policy import Policy
    from reviewer.model.review import Analysis
    from reviewer.model.steps import Step


class Stage(StrEnum):
    """How far a document has come."""

    READING = "reading"
    ANALYSING = "analysing"
    READY = "ready"
    FAILED = "failed"


class Document(Walkable):
    """An open policy; everything that shows it listens here.

    What it is made of, from below: :class:`Decidable` takes edits, :class:`Searchable`
    finds words, :class:`Judgeable` knows findings and flags, :class:`Markable` has the
    marks and :class:`Walkable` the place of the reader.
    """

    stage_changed = Signal()
    advanced = Signal()
    """Its analysis is at another step."""

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
        self.reached: Step | None = None
        """What its analysis is at; None before that is known."""
        self.encoding = ""
        self.reading_again = False
        self.original: Original | None = None
        self.review: Review | None = None
        self.map = TextMap("")
        self._seconds = 0.0

    def show_policy(self, policy: Policy, seconds: float) -> None:
        """Take the text, for the first time or anew; its analysis is still on the way.

        What a reader chose stays; what points into the former text goes, and the
        caret moves to about the same place.
        """
        former, self.policy, self._seconds = self.policy, policy, seconds
        self.map, self.original = TextMap(policy.text), Original(policy)
        self.stage, self.reached = Stage.ANALYSING, None
        if former is None:
            self.stage_changed.emit()
            return
        self.review = None
        self.forget()
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
        self.mark_anew()
        self.shown = self.order
        self.stage = Stage.READY
        self.stage_changed.emit()
        self.decisions_changed.emit()

    def follow_decisions(self) -> None:
        """Draw and list the clauses as they stand."""
        if not self.latest.reshaped:
            return
        self.mark_changed(self.latest.clauses)
        if self.clause is not None and self.place_of(self.clause) is None:
            self.clause = None
        self.marks_changed.emit()
        self.current_changed.emit()

    def enter(self, stage: Stage) -> None:
        """Announce that the analysis failed or has begun anew."""
        self.stage = stage
        self.stage_changed.emit()

    def advance(self, step: Step | None) -> None:
        """Announce what the analysis is at."""
        self.reached = step
        self.advanced.emit()

    def read_again(self, *, busy: bool) -> None:
        """Announce that the file is being read anew, or no more; the text stays meanwhile."""
        self.reading_again = busy
        self.stage_changed.emit()

    @property
    def language(self) -> str:
        """The policy's language without its script; "und" while unknown."""
        return self.policy.language.split("-")[0] if self.policy else "und"

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
