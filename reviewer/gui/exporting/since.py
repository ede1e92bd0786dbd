"""From the file of an earlier version to what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from reviewer.gui import reading
from reviewer.gui.exporting import work
from reviewer.gui.tasks import Place, Ticket, Work

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.errors import ReviewerError
    from reviewer.gui.tasks import Runner
    from reviewer.model.policy import Policy
    from reviewer.model.review import Review
    from reviewer.store.review_file import Stored


class Since(QObject):
    """Reads, analyses and compares, each in the helper that it belongs to."""

    found = Signal(object, str)
    """The comparison, packed, and the file's name."""
    failed = Signal(object)

    def __init__(self, tasks: Runner, review: Review, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._review = review
        self._ticket: Ticket | None = None
        self._name = ""

    @property
    def busy(self) -> bool:
        """Whether a version is being compared."""
        return self._ticket is not None

    def begin(self, path: Path) -> None:
        """Compare with the version in a file: a policy, or a review of one."""
        self.cancel()
        self._name = path.name
        if reading.is_review(path):
            self._run(reading.review_from(path), self._take_stored, path)
        else:
            self._run(reading.policy_from(path), self._take_policy, path)

    def against(self, old: Review, name: str) -> None:
        """Compare with a version that is there already."""
        self.cancel()
        self._name = name
        self._run(Work(work.compare, (old, self._review)), self._take)

    def cancel(self) -> None:
        """Stop comparing."""
        if self._ticket is not None:
            ticket, self._ticket = self._ticket, None
            ticket.cancel()

    def _run(self, asked: Work, done: Callable[[object], None], read: Path | None = None) -> None:
        """Have something done.

        Args:
            asked: the call.
            done: takes its answer.
            read: the file that it reads; None for none.
        """

        def failed(error: ReviewerError) -> None:
            self._ticket = None
            self.failed.emit(reading.in_words(error, read) if read is not None else error)

        self._ticket = self._tasks.run(asked, done, failed)

    def _take_stored(self, answer: object) -> None:
        self.against(cast("Stored", answer).contents.review, self._name)

    def _take_policy(self, answer: object) -> None:
        policy, _, _ = cast("tuple[Policy, float, bytes]", answer)
        arguments = (policy, self._review)
        asked = Work(work.compare_policy, arguments, limit=600.0, place=Place.ANALYSER)
        self._run(asked, self._take)

    def _take(self, answer: object) -> None:
        self._ticket = None
        self.found.emit(answer, self._name)
