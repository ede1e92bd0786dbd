"""Has the files of an export made, anew whenever what is asked for changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.gui.exporting import work
from reviewer.gui.tasks import Ticket, Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.errors import ReviewerError
    from reviewer.gui.tasks import Runner
    from reviewer.report.outputs import Output

# Who ticks three parts in a row waits for one preview.
_PAUSE = 350
_SECONDS = 600.0


class Composing(QObject):
    """One call at a time; one that is no longer wanted is stopped."""

    began = Signal()
    heard = Signal(int, int)
    """How many of how many pages are drawn."""
    made = Signal(tuple)
    failed = Signal(object)

    def __init__(
        self, tasks: Runner, asked: Callable[[], work.Composition | None], parent: QObject
    ) -> None:
        """Begin with nothing.

        Args:
            tasks: the helpers.
            asked: what is to be made now; None for nothing.
            parent: the window.
        """
        super().__init__(parent)
        self._tasks = tasks
        self._asked = asked
        self._ticket: Ticket | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.begin)
        self._composition: work.Composition | None = None
        self.outputs: tuple[Output, ...] = ()
        """The latest files; empty once others are asked for."""

    @property
    def busy(self) -> bool:
        """Whether files are on their way."""
        return self._ticket is not None or self._timer.isActive()

    def ask(self) -> None:
        """Have the files made in a moment, unless nothing else is asked for than before."""
        if not self._known():
            self.cancel()
            self._timer.start()

    def ensure(self) -> None:
        """Have them made at once, unless they are there or on their way."""
        if not self._known():
            self.begin()

    def _known(self) -> bool:
        """Whether what is asked for now is there or on its way."""
        started = self._ticket is not None or bool(self.outputs)
        return started and self._asked() == self._composition

    def begin(self) -> None:
        """Have them made at once, whatever there is."""
        self.cancel()
        asked = self._composition = self._asked()
        if asked is None:
            return
        self._ticket = self._tasks.run(
            Work(work.compose, (asked,), limit=_SECONDS), self._done, self._fail
        )
        self._ticket.heard = self._hear
        self.began.emit()

    def cancel(self) -> None:
        """Stop what is being made; the helper really stops."""
        self._timer.stop()
        self.outputs = ()
        if self._ticket is not None:
            ticket, self._ticket = self._ticket, None
            ticket.cancel()

    def _hear(self, value: object) -> None:
        done, of = cast("tuple[int, int]", value)
        self.heard.emit(done, of)

    def _done(self, answer: object) -> None:
        self._ticket = None
        self.outputs = cast("tuple[Output, ...]", answer)
        self.made.emit(self.outputs)

    def _fail(self, error: ReviewerError) -> None:
        self._ticket = None
        self.failed.emit(error)
