"""A folder's files, analysed one after the other beside whatever else is done."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from reviewer.gui import reading
from reviewer.gui.batch import work
from reviewer.gui.batch.wording import BatchRow, Progress
from reviewer.gui.tasks import Place, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from reviewer.checklist.overview import Overview
    from reviewer.errors import ReviewerError
    from reviewer.gui.preferences import Preferences
    from reviewer.gui.session import Session
    from reviewer.gui.tasks import Ticket
    from reviewer.model.policy import Policy


class Queue(QObject):
    """The files and what is known of them.

    Attributes:
        files: by path, in the order in which they are listed.
        running: whether the files that wait are being analysed.
    """

    changed = Signal()

    def __init__(self, session: Session, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self.files: dict[Path, BatchRow] = {}
        self.running = False
        self._ticket: Ticket | None = None
        self._at: Path | None = None

    def begin(self, paths: Iterable[Path]) -> None:
        """Take other files; none is analysed yet."""
        self.stop()
        self.files = {path: BatchRow(name=path.name, path=path) for path in paths}

    def renew(self, path: Path) -> None:
        """Analyse a file anew, where it is one of these."""
        if path in self.files:
            self._note(path, progress=Progress.WAITING, found=None, error=None)
            self.start()

    def start(self) -> None:
        """Analyse the files that wait for it, one after the other."""
        if not self.running:
            self.running = True
            self._next()

    def stop(self) -> None:
        """Analyse no further file; what the present one brings is dropped."""
        if self._ticket is not None:
            # The helper goes on to the end of it: ended by force it would have to load anew.
            self._ticket.cancelled = True
        if self._at is not None:
            self._note(self._at, progress=Progress.WAITING)
        self._ticket = self._at = None
        self.running = False
        self.changed.emit()

    def _next(self) -> None:
        open_ones = {one.path for one in self._session.documents}
        waiting = (path for path, row in self.files.items() if row.progress is Progress.WAITING)
        path = next((one for one in waiting if one not in open_ones), None)
        self._ticket, self._at = None, path
        if path is None:
            self.running = False
            self.changed.emit()
            return
        self._note(path, progress=Progress.WORKING, error=None)
        if reading.is_review(path):
            call = reading.review_from(path, work.of_review, self._chosen())
            self._run(path, call, partial(self._take, path))
        else:
            self._run(path, reading.policy_from(path), partial(self._analyse, path))
        self.changed.emit()

    def _run(self, path: Path, call: Work, done: Callable[[object], None]) -> None:
        def failed(error: ReviewerError) -> None:
            cause = reading.in_words(error, path) if call.place is Place.READER else error
            self._note(path, progress=Progress.FAILED, error=cause)
            self._next()

        self._ticket = self._session.tasks.run(call, done, failed)

    def _analyse(self, path: Path, answer: object) -> None:
        policy, _seconds, _data = cast("tuple[Policy, float, bytes]", answer)
        arguments = (policy, self._session.today, self._chosen())
        call = Work(work.of_policy, arguments, limit=600.0, place=Place.ANALYSER)
        self._run(path, call, partial(self._take, path))

    def _take(self, path: Path, answer: object) -> None:
        self._note(path, progress=Progress.DONE, found=cast("Overview", answer))
        self._next()

    def _note(self, path: Path, **values: object) -> None:
        if path in self.files:
            self.files[path] = replace(self.files[path], **values)  # type: ignore[arg-type] # names are checked by replace

    def _chosen(self) -> dict[str, tuple[str, ...]]:
        preferences = self._preferences
        return {language: preferences.checklists_in(language) for language in ("en", "zh")}
