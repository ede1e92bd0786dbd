"""What went wrong, said above the documents: failures, bugs, preferences that were lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from reviewer import __version__
from reviewer.bugs import Where, bug_of, describe
from reviewer.gui.dialogs.crash import CrashDialog
from reviewer.gui.keys.keymap import keymap, title_of
from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.words import say, say_error, say_list, say_together, words
from reviewer.paths import log_folder
from reviewer.store import last_words
from reviewer.store.crashes import Recorder, Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from reviewer.errors import EditRefused, ReviewerError
    from reviewer.gui.document import Document
    from reviewer.gui.preferences import Preferences
    from reviewer.gui.session import Failure

    Actions = tuple[tuple[str, Callable[[], object]], ...]


class Notices(QObject):
    """Puts it into banners; a bug that strikes again and again has one."""

    analyse_wanted = Signal(object)
    """The Document whose analysis was stopped and is wanted after all."""

    _reported = Signal(object)

    def __init__(
        self, preferences: Preferences, tell: Callable[[Message], object], window: QWidget
    ) -> None:
        super().__init__(window)
        self._preferences = preferences
        self._tell = tell
        self._window = window
        self._folder = log_folder()
        self._recorder = Recorder(self._folder, lambda: words.language)
        preferences.unkept.connect(self._tell_unkept)
        # Bugs strike in any thread, and in the middle of painting.
        self._reported.connect(self._tell_bug, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Say what was found at the start."""
        self._tell_lost_preferences()
        self._tell_misread()
        for bug, when in last_words.found(self._folder):
            self._announce(self._recorder.record(bug, Where.PROGRAM, when))

    def note(self, error: BaseException, where: Where) -> None:
        """Report a bug, from any thread, and say so once."""
        self._announce(self._recorder.record(describe(error), where))

    def _announce(self, report: Report) -> None:
        if not report.again:
            self._reported.emit(report)

    @Slot(object)
    def _tell_bug(self, report: Report) -> None:
        text = (
            say(
                "The program crashed the last time ({kind}). "
                "A report without any text of a policy says where.",
                kind=report.kind,
            )
            if report.where is Where.PROGRAM
            else say(
                "Something unexpected went wrong ({kind}). The work goes on; "
                "a report without any text of a policy says where.",
                kind=report.kind,
            )
        )
        actions = self._report_actions(report)
        self._tell(Message(tone=Tone.ERROR, text=text, actions=actions, closes=False))

    def tell_failure(self, failure: Failure) -> None:
        """Say that some work failed, and offer to try again."""
        self._tell(self.message(failure))

    def message(self, failure: Failure, *, again: bool = True) -> Message:
        """What is said of work that failed; a bug is reported.

        Args:
            failure: it.
            again: whether to offer to try again.
        """
        cause = say_error(failure.error)
        named = failure.subject in cause
        text = cause if named else say_together(": ", failure.subject, cause)
        actions: Actions = ((say("Copy details"), partial(copy, details(failure))),)
        lasting: tuple[str, ...] = ()
        bug = bug_of(failure.error)
        if bug is not None:
            actions = self._report_actions(self._recorder.record(bug, Where.HELPER))
            lasting = tuple(label for label, _ in actions)
        if again:
            actions = ((say("Retry"), failure.retry), *actions)
        return Message(tone=Tone.ERROR, text=text, actions=actions, lasting=lasting)

    def tell_halted(self, document: Document) -> None:
        """Say that an analysis was stopped, and offer to make it after all."""
        text = say("The analysis of {name} was stopped; the text can be read.", name=document.name)
        actions: Actions = ((say("Analyse"), partial(self.analyse_wanted.emit, document)),)
        self._tell(Message(tone=Tone.INFO, text=text, actions=actions))

    def tell_refused(self, error: EditRefused) -> None:
        """Say why an edit was not taken, until the next one or the next clause."""
        self._tell(Message(tone=Tone.INFO, text=say_error(error), passing=True))

    def tell_left_out(self, problems: tuple[ReviewerError, ...]) -> None:
        """Say which checklists of one's own cannot be used; the others can."""
        text = say_together(" ", *map(say_error, problems))
        self._tell(Message(tone=Tone.WARNING, text=text))

    def _report_actions(self, report: Report) -> Actions:
        return (
            (say("Show the report"), partial(self._show, report)),
            (say("Copy details"), partial(copy, report.text)),
        )

    def _show(self, report: Report) -> None:
        CrashDialog(report, self._tell, self._window).open()

    def _tell_lost_preferences(self) -> None:
        if not self._preferences.broken:
            return
        place = self._preferences.set_aside
        text = (
            say(
                "The preferences could not be read and start anew. "
                "The file that held them is kept as {path}.",
                path=place,
            )
            if place
            else say("The preferences could not be read and start anew.")
        )
        self._tell(Message(tone=Tone.WARNING, text=text))

    def _tell_misread(self) -> None:
        if "keys" in self._preferences.misread:
            text = say("Your own keys could not be read; all keys are the usual ones.")
            self._tell(Message(tone=Tone.WARNING, text=text))
        elif keymap.refused:
            deeds = say_list(title_of(name) for name in keymap.refused)
            text = say(
                "The kept keys for {deeds} cannot be used; these are the usual ones.", deeds=deeds
            )
            self._tell(Message(tone=Tone.WARNING, text=text))
        others = [name for name in self._preferences.misread if name != "keys"]
        if others:
            text = say(
                "These preferences could not be read and are the usual ones: {names}.",
                names=say_list(others),
            )
            self._tell(Message(tone=Tone.WARNING, text=text))

    def _tell_unkept(self, cause: str) -> None:
        text = say("Preferences cannot be kept: {cause}. The work goes on.", cause=cause)
        self._tell(Message(tone=Tone.WARNING, text=text))


def copy(text: str) -> None:
    """Put a text into the clipboard."""
    QGuiApplication.clipboard().setText(text)


def details(failure: Failure) -> str:
    """What may be passed on about a failure: no words of any policy."""
    error = failure.error
    lines = [f"reviewer {__version__}", type(error).__name__, failure.subject, str(error)]
    return "\n".join(line for line in lines if line)
