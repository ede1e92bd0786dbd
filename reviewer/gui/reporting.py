"""From the wish for a report to its file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from reviewer.gui.dialogs.export import ExportDialog
from reviewer.gui.opening import open_place
from reviewer.gui.session import ReportOrder
from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from reviewer.gui.preferences import Preferences
    from reviewer.gui.session import Session
    from reviewer.gui.widgets.status import Status


class Reporting(QObject):
    """Asks, has the report written in a helper, and tells where it is."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        status: Status,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._preferences = preferences
        self._status = status
        self._window = window
        self.tell: Callable[[Message], object] = lambda _message: None
        session.report_wanted.connect(self.write)
        session.failed.connect(lambda _failure: status.end_work())

    def ask(self) -> None:
        """Ask for language, reviewer and regulations, then for the file."""
        document, rulebook = self._session.current, self._session.rulebook
        if document is None or document.review is None or rulebook is None:
            text = say("The report can be written once the analysis is ready.")
            self.tell(Message(tone=Tone.INFO, text=text))
            return
        rulebook = document.rulebook or rulebook
        chosen = self._preferences.checklists_for(document)
        name = self._preferences.settings.reviewer
        self.dialog = ExportDialog(rulebook, chosen, name, self._window)
        self.dialog.accepted.connect(self._ask_file)
        self.dialog.open()

    def _ask_file(self) -> None:
        from reviewer.report.content import ReportOptions

        document = self._session.current
        if document is None or document.review is None:
            return
        dialog = self.dialog
        self._preferences.change(reviewer=dialog.reviewer)
        options = ReportOptions(
            language=dialog.language,
            reviewer=dialog.reviewer,
            checklists=dialog.checklists,
        )
        folder = document.path.parent if document.path else Path.home()
        ending = say("review")
        # An object, not the static function: it adds the ending before it asks
        # whether to replace a file.
        files = QFileDialog(self._window, say("Export report"), str(folder), "PDF (*.pdf)")
        files.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        files.setDefaultSuffix("pdf")
        files.selectFile(f"{Path(document.name).stem} - {ending}.pdf")
        files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        working, rulebook, former = document.working, document.rulebook, document.former
        review = working if working and working.edits else document.review
        files.fileSelected.connect(
            lambda name: self.write(ReportOrder(review, options, Path(name), rulebook, former))
        )
        self.file_dialog = files
        files.open()

    def write(self, order: ReportOrder) -> None:
        """Have a report written; the window goes on meanwhile."""
        ticket = self._session.write_report(order, self._written)
        if ticket is not None:
            text = say("Writing {name} …", name=order.target.name)
            self._status.show_work(text, ticket.cancel)

    def _written(self, answer: object) -> None:
        path = Path(str(answer))
        self._status.end_work()
        actions = (
            (say("Open"), partial(open_place, path, self.tell)),
            (say("Show in folder"), partial(open_place, path.parent, self.tell)),
        )
        text = say("The report was written: {name}", name=path.name)
        self.tell(Message(tone=Tone.SUCCESS, text=text, actions=actions, closes=False))
