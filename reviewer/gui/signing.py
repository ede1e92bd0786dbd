"""Signing the current review, and going on with one that was signed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog

from reviewer.gui.dialogs.signing import SignDialog
from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.widgets.decision_text import named, signed
from reviewer.gui.words import say, say_together, words
from reviewer.model.edits import ChooseChecklists, NameReviewer, Reopen
from reviewer.model.signing import signed_off, still_as_signed

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.gui.document import Document
    from reviewer.gui.main_window import MainWindow
    from reviewer.gui.widgets.banner import Banner
    from reviewer.model.edits import SignOff, Stamp


class Signing(QObject):
    """Asks for the signature, and tells of it while its review is shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._banner: Banner | None = None
        self._shown: tuple[Document, int, str] | None = None

    def deeds(self) -> dict[str, Callable[[], object]]:
        """A function for each action."""
        return {"sign": self.ask, "reopen": self.ask_reason}

    def refresh(self) -> None:
        """Tell of the signature of the current review, and no more of another's."""
        document = self._window.session.current
        working = document.working if document is not None else None
        signature = working.decisions.signature if working is not None else None
        actions = self._window.actions_
        actions["sign"].setEnabled(working is not None and signature is None)
        actions["reopen"].setEnabled(signature is not None)
        wanted = None
        if document is not None and signature is not None:
            wanted = (document, signature.by, words.language)
        if wanted == self._shown:
            return
        self._shown = wanted
        if self._banner is not None:
            self._banner.dismiss()
            self._banner = None
        if document is not None and working is not None and signature is not None:
            text = _told(signature.sign_off, working.edit(signature.by).stamp)
            sound = still_as_signed(working)
            if not sound:
                altered = say("Policy or decisions are not those that were signed.")
                text = say_together(" ", text, altered)
            tone = Tone.SUCCESS if sound else Tone.ERROR
            export = partial(self._window.exporting.ask, sign=True)
            actions_of = (
                (say("Export and sign the report …"), export),
                (say("Reopen …"), self.ask_reason),
            )
            self._banner = self._window.tell(
                Message(tone=tone, text=text, actions=actions_of, closes=False)
            )

    def ask(self) -> None:
        """Ask for name and role, and for the points that are left open knowingly."""
        document, window = self._window.session.current, self._window
        working = document.working if document is not None else None
        if document is None or working is None:
            return
        rulebook = document.rulebook or window.session.rulebook
        if rulebook is None:
            return
        chosen = working.decisions.checklists
        if chosen is None:
            found = working.ground.checklists
            chosen = tuple(
                one for one in window.preferences.checklists_for(document) if one in found
            )
        counted = replace(working, decisions=replace(working.decisions, checklists=chosen))
        settings = window.preferences.settings
        known = working.decisions.reviewer or NameReviewer(settings.reviewer, settings.role)
        self.dialog = SignDialog(counted, rulebook, known, window)

        def take(reviewer: NameReviewer, exceptions: tuple[str, ...], comment: str) -> None:
            window.preferences.change(reviewer=reviewer.name, role=reviewer.role)
            now = document.working
            if now is None:
                return
            if now.decisions.checklists is None and not document.edit(ChooseChecklists(chosen)):
                return
            if now.decisions.reviewer != reviewer and not document.edit(reviewer):
                return
            document.made(
                lambda last, stamp: signed_off(
                    last, stamp, rulebook.checklists, exceptions, comment
                )
            )

        self.dialog.signed.connect(take)
        self.dialog.open()

    def ask_reason(self) -> None:
        """Ask why a signed review is reopened."""
        document = self._window.session.current
        if document is None or document.working is None or not document.working.signed:
            return
        box = QInputDialog(self._window)
        box.setInputMode(QInputDialog.InputMode.TextInput)
        box.setWindowTitle(say("Reopen the review"))
        box.setLabelText(say("Why is it reopened? The reason is recorded."))
        box.setOkButtonText(say("Reopen"))
        box.setCancelButtonText(say("Cancel"))
        box.textValueSelected.connect(lambda text: self.reopen(document, text))
        self.reason_box = box
        box.open()

    def reopen(self, document: Document, reason: str) -> None:
        """Go on with a signed review; a reason must be given."""
        if reason.strip():
            document.edit(Reopen(reason.strip()))


def _told(sign_off: SignOff, stamp: Stamp) -> str:
    """Who signed and when; who pressed the key where that is somebody else."""
    name = sign_off.name
    if sign_off.role:
        name = say("{name} ({role})", name=name, role=sign_off.role)
    if stamp.who == sign_off.name:
        who = named(name, stamp.time)
        return say("Signed by {who}. The review is read-only.", who=who)
    who = signed(stamp)
    return say("Signed by {name} ({who}). The review is read-only.", name=name, who=who)
