"""From the wish for an annotated copy to its file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from reviewer.errors import NotCopied, ReviewerError
from reviewer.gui.annotating import work
from reviewer.gui.annotating.dialogs import CopyDialog, MissingDialog
from reviewer.gui.dialogs.file_dialog import FileDialog
from reviewer.gui.opening import ways_to
from reviewer.gui.session import Failure
from reviewer.gui.tasks import Place, Work
from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.words import say, say_error

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.gui.main_window import MainWindow
    from reviewer.report.on_original.options import MarkOptions

_SECONDS = 120.0


class Annotating(QObject):
    """Asks, has the copy made in a helper, and tells where it is and what it lacks."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def ask(self) -> None:
        """Ask what the copy shall show, then for the file."""
        from reviewer.report.on_original.copying import ending

        document, tell = self._window.session.current, self._window.tell
        if document is None or document.review is None:
            text = say("The copy can be made once the analysis is ready.")
            tell(Message(tone=Tone.INFO, text=text))
            return
        try:
            kind = ending(document.review.policy.source)
        except NotCopied as error:
            tell(Message(tone=Tone.INFO, text=say_error(error)))
            return
        self.dialog = CopyDialog(self._window)
        self.dialog.accepted.connect(partial(self._ask_file, document, kind.removeprefix(".")))
        self.dialog.open()

    def _ask_file(self, document: Document, ending: str) -> None:
        from reviewer.report.on_original.options import MarkOptions

        options = MarkOptions(
            language=self.dialog.language, accepted_only=self.dialog.accepted_only
        )
        folder = document.path.parent if document.path else Path.home()
        kinds = f"{ending.upper()} (*.{ending})"
        title = say("Annotated copy of the original")
        files = FileDialog(self._window, title, str(folder), kinds)
        files.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        files.setDefaultSuffix(ending)
        addition = say("annotated")
        files.selectFile(f"{Path(document.name).stem} - {addition}.{ending}")
        files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        files.fileSelected.connect(lambda name: self._begin(document, options, Path(name)))
        self.file_dialog = files
        files.open()

    def _begin(self, document: Document, options: MarkOptions, target: Path) -> None:
        rulebook = document.rulebook or self._window.session.rulebook
        if document.review is None or rulebook is None:
            return
        if document.path is not None and _same(document.path, target):
            text = say("{name} is the original, which stays as it is.", name=target.name)
            self._window.tell(Message(tone=Tone.WARNING, text=text))
            return
        working = document.working
        self.write(
            work.CopyOrder(
                source=document.source,
                review=working if working and working.edits else document.review,
                rulebook=rulebook,
                options=options,
                target=target,
            )
        )

    def write(self, order: work.CopyOrder) -> None:
        """Have a copy made; the window goes on meanwhile."""
        session = self._window.session

        def failed(error: ReviewerError) -> None:
            self._window.status.end_work()
            session.failed.emit(Failure(error, order.target.name, partial(self.write, order)))

        call = Work(work.write_copy, (order,), _SECONDS, Place.MARKER)
        ticket = session.tasks.run(call, self.told, failed)
        text = say("Writing {name} …", name=order.target.name)
        self._window.status.show_work(text, ticket.cancel)

    def told(self, answer: object) -> None:
        """Say where a copy is, and how much there is to note about it."""
        if not isinstance(answer, work.CopyMade):
            raise TypeError(type(answer))
        window, path, problems = self._window, answer.path, answer.problems
        window.status.end_work()
        text = say("The copy was written: {name} (marks: {count}).", name=path.name,
                   count=answer.placed)  # fmt: skip
        actions = [*ways_to(path, window.tell)]
        if problems:
            text = say(
                "The copy was written: {name} (marks: {count}). Please note: {points}.",
                name=path.name,
                count=answer.placed,
                points=len(problems),
            )
            actions.append((say("Show what to note …"), partial(self._show, problems)))
        tone = Tone.WARNING if problems else Tone.SUCCESS
        window.tell(Message(tone=tone, text=text, actions=tuple(actions), closes=False))

    def _show(self, problems: tuple[ReviewerError, ...]) -> None:
        self.missing = MissingDialog(problems, self._window)
        self.missing.open()


def _same(one: Path, other: Path) -> bool:
    try:
        return other.exists() and one.samefile(other)
    except OSError:  # the original is gone, so nothing can be written over it
        return False
