"""What reviewers do with clauses, by key: each makes one edit of the current document."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewer.gui.actions import plain, with_key
from reviewer.gui.bounds import Unit
from reviewer.gui.dialogs.linking import LinkDialog
from reviewer.gui.links import Links
from reviewer.gui.naming import named
from reviewer.gui.shaping import Shaping
from reviewer.gui.tips import as_written
from reviewer.gui.widgets.category_menu import CategoryMenu
from reviewer.gui.widgets.clause_panel import decided
from reviewer.gui.widgets.text_panes import place_of
from reviewer.gui.words import say, words
from reviewer.model.edits import (
    AddClause,
    ClauseStatus,
    Decide,
    Delete,
    Link,
    Relabel,
)
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.gui.main_window import MainWindow
    from reviewer.gui.saving import Saver
    from reviewer.model.clause import Category
    from reviewer.model.edits import ItemKey

DEEDS = (
    *("undo", "redo", "accept", "reject", "leave_open", "relabel", "add", "remove"),
    *("start_back", "start_on", "end_back", "end_on"),
    *("start_phrase_back", "start_phrase_on", "end_phrase_back", "end_phrase_on"),
    *("split", "merge", "comment", "link", "overlap", "accept_shown"),
)
"""The names of the actions that this answers for."""


class Deciding(Shaping):
    """Makes edits of clauses, goes on, and says what was done."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._links = Links(
            lambda one: ((one.decisions_changed, self.refresh), (one.stage_changed, self.refresh))
        )

    def deeds(self) -> dict[str, Callable[[], object]]:
        """A function for each action."""
        deeds: dict[str, Callable[[], object]] = {
            "undo": partial(self.turn_back, back=True),
            "redo": partial(self.turn_back, back=False),
            "accept": partial(self.decide, ClauseStatus.ACCEPTED),
            "reject": partial(self.decide, ClauseStatus.REJECTED),
            "leave_open": partial(self.decide, ClauseStatus.OPEN),
            "relabel": self.ask_relabel,
            "add": self.ask_mark,
            "remove": self.remove,
            "split": self.split,
            "merge": self.merge,
            "comment": self.comment,
            "link": self.ask_link,
            "overlap": self.cycle_overlaps,
            "accept_shown": self._window.clauses.ask_accept,
        }
        for unit, name in ((Unit.WORD, ""), (Unit.PHRASE, "phrase_")):
            for forward, way in ((-1, "back"), (1, "on")):
                deeds[f"start_{name}{way}"] = partial(self.move_start, forward, unit)
                deeds[f"end_{name}{way}"] = partial(self.move_end, forward, unit)
        return deeds

    def begin(self) -> None:
        """Follow the window's documents from now on."""
        self._window.session.current_changed.connect(self.follow)
        self._window.keeping.changed.connect(self._show_saved)
        self._window.clauses.accept_wanted.connect(self.accept_all)
        self._window.inspector.closed.connect(self._go_back)
        words.changed.connect(self.refresh)
        self._window.look.themed.connect(self.refresh)
        self.follow()

    def follow(self) -> None:
        """Follow another document's decisions."""
        self._links.turn_to(self._window.session.current)
        self.refresh()

    def refresh(self) -> None:
        """Say what undo would take back, how much is decided, and allow what can be done."""
        actions, document = self._window.actions_, self._window.session.current
        working = document.working if document else None
        for name in DEEDS:
            actions[name].setEnabled(working is not None and not working.signed)
        for name, edit in (
            ("undo", working.undoable if working else None),
            ("redo", working.redoable if working else None),
        ):
            label = say("&Undo") if name == "undo" else say("&Redo")
            action = actions[name]
            action.setEnabled(edit is not None)
            text = label
            if edit is not None and document is not None:
                what = named(document, edit.change).replace("&", "&&")
                text = say("{label} {edit}", label=label, edit=what)
            action.setText(text)
            action.setToolTip(as_written(with_key(plain(text), action)))
        text = decided(document) if document is not None and working is not None else ""
        self._window.status.decided.setText(text)
        self._window.decided.setText(text)
        self._window.signing.refresh()
        self._show_saved()

    def _show_saved(self) -> None:
        saver = self._window.keeping.saver(self._window.session.current)
        self._window.status.saved.setText(saved_words(saver) if saver is not None else "")

    def _go_back(self) -> None:
        pane = self._window.workspace.pane
        if pane is not None:
            pane.text.setFocus()

    # Deciding

    def decide(self, status: ClauseStatus) -> None:
        """Decide on the current clause and go on to the next open one."""
        found = self.here()
        if found is None:
            return
        document, standing, number = found
        changed = standing.status(number) is not status
        if changed and not document.edit(Decide((standing.ids[number],), status)):
            return
        self._window.status.speak_place(document)
        if document.step(1, only_open=True) and document.clause != number:
            return
        if not any(map(standing.is_open, document.shown)):
            self.note(say("All clauses shown are decided."))

    def accept_all(self, numbers: tuple[int, ...]) -> None:
        """Accept many clauses at once."""
        document = self._window.session.current
        standing = document.standing if document else None
        if document is None or standing is None or not numbers:
            return
        change = Decide(tuple(standing.ids[number] for number in numbers), ClauseStatus.ACCEPTED)
        if document.edit(change):
            self.note(named(document, change))

    def turn_back(self, *, back: bool) -> None:
        """Undo or redo, and show what it was about."""
        document = self._window.session.current
        working = document.working if document else None
        if document is None or working is None:
            return
        edit = working.undoable if back else working.redoable
        what = named(document, edit.change) if edit else ""
        if not (document.undo() if back else document.redo()):
            return
        touched = [n for n in document.latest.clauses if document.place_of(n) is not None]
        if touched:
            document.choose(min(touched, key=lambda number: document.place_of(number) or 0))
        self.note(say("Undone: {edit}", edit=what) if back else say("Redone: {edit}", edit=what))

    # Categories

    def ask_relabel(self) -> None:
        """Ask for the current clause's categories."""
        found = self.here()
        if found is None:
            return
        document, standing, number = found
        identifier = standing.ids[number]

        def relabel(categories: tuple[Category, ...]) -> None:
            self.make(document, Relabel((identifier,), categories))

        self._ask(standing.clauses[number].categories, relabel)

    def ask_mark(self) -> None:
        """Ask which categories the selected words have, and mark them."""
        pane = self._window.workspace.pane
        if pane is None or pane.document.working is None:
            return
        span, document = pane.selection(), pane.document
        if not span:
            self.note(say("Select the words first, with the mouse or Shift and the arrow keys."))
            return

        def add(categories: tuple[Category, ...]) -> None:
            self.make(document, AddClause(span, categories))

        self._ask((), add)

    def _ask(
        self, present: tuple[Category, ...], take: Callable[[tuple[Category, ...]], None]
    ) -> None:
        pane = self._window.workspace.pane
        if pane is None:
            return
        self.menu = CategoryMenu(self._window, present)
        self.menu.chosen.connect(take)
        place = place_of(pane.text, pane.text.textCursor().position())
        corner = place.bottomLeft().toPoint()
        corner.setY(max(0, min(corner.y(), pane.text.viewport().height())))
        self.menu.popup(pane.text.viewport().mapToGlobal(corner))
        self.menu.begin()

    def remove(self) -> None:
        """Delete a clause that a reviewer made; reject the machine's."""
        found = self.here()
        if found is None:
            return
        document, standing, number = found
        if not standing.is_own(number):
            self.decide(ClauseStatus.REJECTED)
            return
        change = Delete((standing.ids[number],))
        if document.edit(change):
            self.note(named(document, change))

    # Comments, links, overlaps

    def comment(self) -> None:
        """Write a comment on the selected words, or on the current clause."""
        pane, document = self._window.workspace.pane, self._window.session.current
        if document is None or pane is None:
            return
        span = pane.selection()
        current = document.current_span
        chosen = span if span and span != current else document.passage
        if chosen is None and self.here() is None:
            return
        self._window.docks["inspector"].show()
        self._window.inspector.remarks.write(chosen)

    def ask_link(self) -> None:
        """Ask which checklist item the current clause is evidence of."""
        found, rulebook = self.here(), self._window.session.rulebook
        if found is None or rulebook is None:
            return
        document, standing, number = found
        identifier = standing.ids[number]
        chosen = self._window.preferences.checklists_for(document)
        known = {one.id: one for one in rulebook.checklists}
        checklists = tuple(known[one] for one in chosen if one in known)

        def link(item: ItemKey) -> None:
            change = Link((identifier,), item)
            if document.edit(change):
                self.note(named(document, change))

        self.link_dialog = LinkDialog(checklists, self._window)
        self.link_dialog.chosen.connect(link)
        self.link_dialog.open()

    def cycle_overlaps(self) -> None:
        """Make another clause at the caret the current one."""
        document = self._window.session.current
        if document is None or document.standing is None:
            return
        here = document.current_span or Span(document.caret, document.caret + 1)
        found = document.index.overlapping(here.start, here.end)
        at = sorted({document.marks[number].clause for number in found})
        others = [n for n in at if not document.is_hidden(document.clauses[n])]
        if document.clause in others and len(others) > 1:
            document.point_at(others[(others.index(document.clause) + 1) % len(others)])
        elif others and document.clause is None:
            document.point_at(others[0])
        else:
            self.note(say("No other clause overlaps this one."))


def saved_words(saver: Saver) -> str:
    """How far the saving is, as ``saved 14:02``."""
    if saver.document.locked:
        return say("read-only")
    if saver.trouble is not None or (saver.path is None and saver.pending):
        return say("not saved: {count}", count=saver.pending)
    if saver.pending or saver.saved_at is None:
        return say("saving …") if saver.pending else ""
    return say("saved {time}", time=saver.saved_at.strftime("%H:%M"))
