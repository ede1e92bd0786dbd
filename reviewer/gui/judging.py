"""Verdicts by key, and the ways to other regulations."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFileDialog

from reviewer.gui.dialogs.file_dialog import FileDialog
from reviewer.gui.models.filtered_items import verdict_word
from reviewer.gui.models.flags import flag_word
from reviewer.gui.verdict_keys import VerdictKeys
from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.widgets.flag_form import FLAG_VERDICTS
from reviewer.gui.widgets.item_form import VERDICTS
from reviewer.gui.words import say, say_together, words
from reviewer.model.edits import ChooseChecklists, FlagVerdict, ItemKey, ItemVerdict
from reviewer.model.review import ItemStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.gui.document import Document
    from reviewer.gui.main_window import MainWindow
    from reviewer.gui.widgets.choice_row import Choice
    from reviewer.gui.worker import OpenedChecklist

_NOTE_TIME = 4000


class Judging(QObject):
    """What the checklist and the list of flags can do beside being looked at."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.keys = VerdictKeys(window)
        window.inspector.item_form.judged.connect(self._announce_item)
        window.inspector.flag_form.judged.connect(self._announce_flag)
        window.checklist.head.questions_wanted.connect(self.ask_questions)
        window.checklist.head.file_wanted.connect(self.ask_file)

    def begin_verdict(self) -> None:
        """Wait for the digit of a verdict on the current flag or item."""
        window, document = self._window, self._window.document
        if document is not None and document.flag is not None:
            flags = window.inspector.flag_form
            acts = [partial(flags.judge, FlagVerdict(one.value)) for one in FLAG_VERDICTS]
            self.keys.begin(self._hint(FLAG_VERDICTS), acts)
        elif document is not None and document.item is not None:
            items = window.inspector.item_form
            self._show_page()
            judge = [partial(items.judge, ItemVerdict(one.value)) for one in VERDICTS]
            self.keys.begin(self._hint(VERDICTS), judge)
        else:
            self._say(say("Choose a requirement of the checklist or a red flag first."))

    def _show_page(self) -> None:
        """The item's page, where a clause of its evidence is shown just now."""
        document = self._window.document
        if document is None or document.item is None:
            return
        if document.clause is not None and document.lit_at < 0:
            document.light(document.item)

    def _hint(self, choices: Sequence[Choice]) -> str:
        listed = "   ".join(
            f"{number} {say(choice.label)}" for number, choice in enumerate(choices, start=1)
        )
        return say("Verdict: {choices}   Esc cancels", choices=listed)

    def take_back(self) -> None:
        """Take back the verdict on the current flag or item."""
        window, document = self._window, self._window.document
        if document is not None and document.flag is not None:
            window.inspector.flag_form.judge(None)
        elif document is not None and document.item is not None:
            self._show_page()
            window.inspector.item_form.take_back()

    def _announce_item(self, key: ItemKey) -> None:
        document = self._window.document
        if document is None or document.working is None or document.rulebook is None:
            return
        judgement = document.working.decisions.items.get(key)
        checklist = document.rulebook.checklist(key.checklist)
        title = next(item.title for item in checklist.items if item.id == key.item)
        verdict = (
            verdict_word(ItemStatus(judgement.verdict.value)) if judgement else say("Unreviewed")
        )
        self._say(
            say("{title}: {verdict}", title=title.in_language(words.language), verdict=verdict)
        )

    def _announce_flag(self, name: str) -> None:
        document = self._window.document
        if document is None or document.working is None:
            return
        judgement = document.working.decisions.flags.get(name)
        word = flag_word(judgement.verdict if judgement else None)
        self._say(say("Red flag: {verdict}", verdict=word))

    def _say(self, text: str) -> None:
        status = self._window.status
        status.showMessage(text, _NOTE_TIME)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(status, text))

    def ask_questions(self) -> None:
        """Ask on product and markets, and propose checklists."""
        from reviewer.gui.dialogs.regulations import RegulationsDialog  # brings the questions

        window = self._window
        document, rulebook = window.document, window.session.rulebook
        if document is None or rulebook is None:
            self._say(say("Open a policy first."))
            return
        chosen = window.preferences.checklists_for(document)
        rulebook = document.rulebook or rulebook
        self.dialog = RegulationsDialog(rulebook, document, chosen, window)
        self.dialog.accepted.connect(lambda: self.choose(document, self.dialog.checklists))
        self.dialog.file_wanted.connect(self.ask_file)
        self.dialog.open()

    def choose(self, document: Document, chosen: tuple[str, ...]) -> None:
        """Show and report these checklists; the choice is the default for further policies."""
        if document.working is not None:
            if document.working.decisions.checklists is None:
                document.offered = self._window.preferences.checklists_for(document)
            document.edit(ChooseChecklists(chosen))
        self._window.preferences.choose_checklists(document, chosen)

    def ask_file(self) -> None:
        """Ask for a file with a checklist of one's own."""
        files = FileDialog(
            self._window, say("Open a checklist file"), "", say("Checklists") + " (*.yaml *.yml)"
        )
        files.setFileMode(QFileDialog.FileMode.ExistingFile)
        files.fileSelected.connect(lambda name: self.open_file(Path(name)))
        self.file_dialog = files
        files.open()

    def open_file(self, path: Path) -> None:
        """Check a file in the helper and use its checklist, or list what is wrong with it."""
        self._window.session.open_checklist(path, partial(self._opened, path))

    def _opened(self, path: Path, opened: OpenedChecklist) -> None:
        window, document = self._window, self._window.document
        if opened.faults:
            from reviewer.gui.dialogs.faults import FaultsDialog

            self.faults_dialog = FaultsDialog(path, opened.faults, window)
            self.faults_dialog.open()
            return
        text = say("The checklist of {name} can be chosen now.", name=path.name)
        if document is not None and document.working is not None and document.working.edits:
            kept = say(
                "Policies with decisions keep their findings; open them anew to check them by it."
            )
            text = say_together(" ", text, kept)
        elif document is not None:
            chosen = window.preferences.checklists_for(document)
            window.preferences.choose_checklists(
                document, tuple(dict.fromkeys((*chosen, opened.identifier)))
            )
        window.tell(Message(tone=Tone.SUCCESS, text=text))
