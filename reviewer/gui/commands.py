"""What the actions do, in one line each where that is enough."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QInputDialog, QWidget

from reviewer.gui.actions import CATEGORY_KEYS
from reviewer.gui.categories import by_key, category_styles
from reviewer.gui.citation import citation
from reviewer.gui.dialogs.properties import PropertiesDialog
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.gui.main_window import MainWindow

_NOTE_TIME = 4000
# The docks that Ctrl+1 to Ctrl+4 lead to; the second is the document.
_DOCKS = ("clauses", "", "checklist", "inspector")
_FLAGS = 5


class Commands(QObject):
    """The window's commands by the names of the table of actions."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._hidden_docks: list[str] = []

    def deeds(self) -> dict[str, Callable[[], object]]:
        """A function for each action."""
        window = self._window
        zoom = window.look.zoom
        deeds: dict[str, Callable[[], object]] = {
            "open": window.files.ask,
            "paste": partial(window.files.paste, plain=False),
            "paste_plain": partial(window.files.paste, plain=True),
            "save": window.keeping.save,
            "save_as": window.keeping.save_as,
            "properties": self.show_properties,
            "close": self.close_document,
            "quit": window.close,
            "copy_cited": self.copy_cited,
            "find": self.find,
            "find_next": partial(self.find_on, 1),
            "find_previous": partial(self.find_on, -1),
            "zoom_in": partial(zoom, 1),
            "zoom_out": partial(zoom, -1),
            "zoom_reset": partial(zoom, 0),
            "reading": self.toggle_reading,
            "next": partial(self.step, 1, only_open=True),
            "previous": partial(self.step, -1, only_open=True),
            "next_shown": partial(self.step, 1),
            "previous_shown": partial(self.step, -1),
            "go_to": self.ask_clause,
            "cancel": self.release,
            "back": partial(self.travel, -1),
            "forward": partial(self.travel, 1),
            "next_document": partial(window.batch.step, 1),
            "previous_document": partial(window.batch.step, -1),
            "next_pane": partial(self.cycle_panes, 1),
            "previous_pane": partial(self.cycle_panes, -1),
            "verdict": window.judging.begin_verdict,
            "take_back": window.judging.take_back,
            "questions": window.judging.ask_questions,
            "own_checklist": window.judging.ask_file,
            "export": window.exporting.ask,
            "annotate": window.annotating.ask,
        }
        for part in (
            window.deciding,
            window.commenting,
            window.versions,
            window.renewing,
            window.peers,
            window.batch,
            window.signing,
            window.sealing,
            window.pages,
        ):
            deeds |= part.deeds()
        deeds |= {f"pane_{number + 1}": partial(self.focus_pane, number) for number in range(6)}
        deeds |= {f"key_{key}": partial(self.step_group, key) for key in CATEGORY_KEYS}
        return deeds

    def close_document(self) -> None:
        """Close the current document."""
        if self._window.document is not None:
            self._window.session.leave(self._window.document)

    def step(self, forward: int, *, only_open: bool = False) -> None:
        """Go to the next or previous clause or piece of evidence; say where there is none."""
        document = self._window.document
        if document is None or document.step(forward, only_open=only_open) or not document.order:
            return
        text = say("No clause is shown: see the filter and the categories.")
        if only_open and document.shown:
            text = say("No open clause is left among those shown.")
        self._window.status.showMessage(text, _NOTE_TIME)

    def travel(self, forward: int) -> None:
        """Go back or forward along the places visited."""
        if self._window.document is not None:
            self._window.document.travel(forward)

    def step_group(self, key: str) -> None:
        """Step a number key's categories and say what is shown now."""
        document = self._window.document
        if document is None:
            return
        document.step_group(key)
        counted, group = document.marks.counts, by_key()[key]
        if not any(counted[category] for category in group):
            text = say("Key {key}: the document has no such clauses", key=key)
            self._window.status.showMessage(text, _NOTE_TIME)
            return
        titles = [
            category_styles()[category].title.in_language(words.language)
            for category in group
            if counted[category] and category not in document.hidden
        ]
        shown = ("、" if words.language == "zh" else ", ").join(titles) or say("none")
        text = say("Key {key} shows: {categories}", key=key, categories=shown)
        self._window.status.showMessage(text, _NOTE_TIME)

    def find(self) -> None:
        """Open the find bar with the selected words."""
        pane = self._window.workspace.pane
        if pane is not None and pane.document.policy is not None:
            pane.find_bar.open(pane.selection().text_of(pane.document.policy.text))

    def find_on(self, forward: int) -> None:
        """Go to the next or previous place found."""
        pane = self._window.workspace.pane
        if pane is not None:
            pane.find_bar.step(forward)

    def copy_cited(self) -> None:
        """Copy the selection, or the current clause, with where it stands."""
        pane = self._window.workspace.pane
        if pane is None:
            return
        span = pane.selection() or pane.document.current_span
        if span:
            text = citation(pane.document, span, self._window.session.rulebook)
            QGuiApplication.clipboard().setText(text)
            self._window.status.showMessage(say("Copied with citation"), _NOTE_TIME)

    def ask_clause(self) -> None:
        """Ask for a clause's number and go there."""
        document = self._window.document
        if document is None or not document.order:
            return
        dialog = QInputDialog(self._window)
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setWindowTitle(say("Go to clause"))
        dialog.setLabelText(say("Number, 1 to {count}", count=len(document.order)))
        dialog.setIntRange(1, len(document.order))
        here = 0 if document.clause is None else document.place_of(document.clause) or 0
        dialog.setIntValue(here + 1)
        dialog.setOkButtonText(say("Go"))
        dialog.setCancelButtonText(say("Cancel"))
        dialog.intValueSelected.connect(lambda number: document.choose(document.order[number - 1]))
        dialog.open()

    def release(self) -> None:
        """Close the find bar, else release the lit item, else the clause."""
        pane = self._window.workspace.pane
        if pane is None:
            return
        focused = QApplication.focusWidget()
        finding = focused is not None and pane.find_bar.isAncestorOf(focused)
        if finding or (pane.find_bar.isVisible() and pane.document.item is None):
            pane.find_bar.dismiss()
        elif pane.document.item is not None:
            pane.document.light(None)
        elif pane.document.flag is not None:
            pane.document.choose_flag(None)
        elif pane.document.clause is not None:
            pane.document.point_at(None)
        elif pane.document.passage is not None:
            pane.document.look_at(None)
        pane.text.setFocus()

    def _panes(self) -> list[QWidget]:
        window = self._window
        pane = window.workspace.pane
        middle: QWidget = pane.text if pane is not None else window.workspace.empty
        sides: list[QWidget] = [window.checklist.view, window.inspector.browser]
        problems: list[QWidget] = [pane.problems.view] if pane is not None else []
        lists: list[QWidget] = [window.clauses.view, window.flags.view]
        tables = [p.view for p in (window.peers.panel, window.batch.panel) if p is not None]
        return [lists[0], middle, *sides, *problems, lists[1], *tables]

    def focus_pane(self, number: int) -> None:
        """Give a pane the focus, showing its dock where it was hidden."""
        if number == len(_DOCKS):
            self.show_problems()
            return
        if number == _FLAGS:
            self._window.docks["flags"].show()
            self._window.docks["flags"].raise_()
            self._window.flags.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if _DOCKS[number]:
            self._window.docks[_DOCKS[number]].show()
            self._window.docks[_DOCKS[number]].raise_()
        self._panes()[number].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_problems(self) -> None:
        """Give the list of problems the focus; say where there are none."""
        pane = self._window.workspace.pane
        if pane is not None and not pane.problems.open():
            text = say("Nothing was wrong when the file was read.")
            self._window.status.showMessage(text, _NOTE_TIME)

    def cycle_panes(self, forward: int) -> None:
        """Give the next visible pane the focus."""
        panes = [pane for pane in self._panes() if pane.isVisible()]
        focused = QApplication.focusWidget()
        at = next(
            (
                n
                for n, pane in enumerate(panes)
                if focused and (pane is focused or pane.isAncestorOf(focused))
            ),
            -forward,
        )
        panes[(at + forward) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_reading(self) -> None:
        """Hide all docks, or show again those that were hidden."""
        if self._hidden_docks:
            self.leave_reading()
            return
        self._hidden_docks = [name for name, d in self._window.docks.items() if d.isVisible()]
        for name in self._hidden_docks:
            self._window.docks[name].hide()

    def leave_reading(self) -> None:
        """Show the docks that reading mode hid."""
        for name in self._hidden_docks:
            self._window.docks[name].show()
        self._hidden_docks = []

    def show_properties(self) -> None:
        """Show what the current document is."""
        window = self._window
        page = window.findChild(PropertiesDialog)
        if page is None:
            page = PropertiesDialog(window.session, window)
            page.problems_wanted.connect(self.show_problems)
        page.show()
        page.raise_()
        page.activateWindow()
