"""What stands in the window: panels, docks, and what each of them follows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QTabWidget, QWidget

from reviewer.gui.actions import Actions
from reviewer.gui.annotating.controller import Annotating
from reviewer.gui.bars import Bars
from reviewer.gui.batch.gathering import Gathering
from reviewer.gui.commands import Commands
from reviewer.gui.commenting.walking import Commenting
from reviewer.gui.deciding import Deciding
from reviewer.gui.exporting.exporting import Exporting
from reviewer.gui.files import Files
from reviewer.gui.fitting import Fitting
from reviewer.gui.judging import Judging
from reviewer.gui.keeping import Keeping
from reviewer.gui.links import Links
from reviewer.gui.listed_words import ListedWords
from reviewer.gui.look import Look
from reviewer.gui.notices import Notices
from reviewer.gui.pages import Pages
from reviewer.gui.peers.comparing import Comparing
from reviewer.gui.renewing.controller import Renewing
from reviewer.gui.resuming import Resuming
from reviewer.gui.sealing.sealing import Sealing
from reviewer.gui.signing import Signing
from reviewer.gui.trail import Trail
from reviewer.gui.unsaved import UnsavedReviews
from reviewer.gui.versions.versions import Versions
from reviewer.gui.widgets.checklist_panel import ChecklistPanel
from reviewer.gui.widgets.clause_panel import ClausePanel
from reviewer.gui.widgets.dock import DockTitle, SideWidths
from reviewer.gui.widgets.flag_panel import FlagPanel
from reviewer.gui.widgets.inspector import Inspector
from reviewer.gui.widgets.status import Status
from reviewer.gui.widgets.workspace import Workspace
from reviewer.gui.words import say, words
from reviewer.paths import unsaved_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.gui.document import Document
    from reviewer.gui.main_window import MainWindow
    from reviewer.model.rules import Rulebook

_LEFT, _RIGHT = 330, 400
_LEFT_AREA, _RIGHT_AREA = (
    Qt.DockWidgetArea.LeftDockWidgetArea,
    Qt.DockWidgetArea.RightDockWidgetArea,
)


class Furniture(QObject):
    """Puts everything into an empty window and keeps it in step with what is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._rulebook: Rulebook | None = None
        self._bars = Bars(window)
        self._links = Links(
            lambda one: (
                (one.current_changed, self._announce),
                (one.stage_changed, self._show_facts),
                (one.trail_changed, self._follow_trail),
                (one.caret_moved, self._follow_caret),
                (one.decisions_changed, self._show_checklists),
            )
        )

    def arranged(self) -> Iterator[None]:
        """Build and place everything, in steps that are short enough not to be felt."""
        window = self._window
        session, preferences = window.session, window.preferences
        window.look = Look(preferences, window)
        window.look.apply_theme()
        window.look.apply_language()
        yield
        window.workspace = Workspace(session)
        window.notices = Notices(preferences, window.tell, window)
        yield
        window.clauses = ClausePanel()
        window.flags = FlagPanel()
        yield
        window.inspector = Inspector()
        yield
        window.checklist = ChecklistPanel()
        yield
        window.status = Status()
        window.decided = QLabel()
        window.decided.setContentsMargins(8, 0, 10, 0)
        self._employ()
        window.document = None
        yield
        # Nothing of it is shown before all of it stands in its place.
        window.setUpdatesEnabled(False)
        window.setCentralWidget(window.workspace)
        window.setStatusBar(window.status)
        yield
        self._add_docks()
        yield
        self._bars.add_menus()
        self._bars.add_bar()
        yield
        self._connect()
        self._retranslate()
        self._follow_preferences()
        self._follow_document()
        self._use_rulebook()
        window.deciding.begin()
        window.setUpdatesEnabled(True)

    def _employ(self) -> None:
        """Make all that turns signals into work."""
        window = self._window
        session, preferences = window.session, window.preferences
        window.files = Files(session, preferences, window.tell, window)
        window.annotating = Annotating(window)
        window.exporting, window.sealing = Exporting(window), Sealing(window)
        window.keeping = Keeping(session, unsaved_folder(), window.tell, window)
        window.unsaved = UnsavedReviews(session, window.keeping, window.tell, window)
        window.resuming = Resuming(session, window.keeping, preferences, window)
        window.judging = Judging(window)
        window.deciding = Deciding(window)
        window.commenting = Commenting(window)
        self._listed_words, self._fitting = ListedWords(window), Fitting(window)
        window.pages = Pages(window)
        window.renewing = Renewing(window)
        window.signing = Signing(window)
        window.peers, window.batch = Comparing(window), Gathering(window)
        window.versions = Versions(window)
        window.commands = Commands(window)
        window.actions_ = Actions(window.commands.deeds(), window)

    def _add_docks(self) -> None:
        window = self._window
        window.docks = {
            "clauses": self._dock("clauses", window.clauses, _LEFT_AREA),
            "flags": self._dock("flags", window.flags, _LEFT_AREA),
            "checklist": self._dock("checklist", window.checklist, _RIGHT_AREA),
            "inspector": self._dock("inspector", window.inspector, _RIGHT_AREA),
        }
        left, flags, *right = window.docks.values()
        window.setTabPosition(_LEFT_AREA, QTabWidget.TabPosition.North)
        window.tabifyDockWidget(left, flags)
        left.raise_()
        window.resizeDocks([left, right[0]], [_LEFT, _RIGHT], Qt.Orientation.Horizontal)
        window.resizeDocks(right, [370, 490], Qt.Orientation.Vertical)
        self._side_widths = SideWidths(window, {left: _LEFT, right[0]: _RIGHT})

    def _dock(self, name: str, panel: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(self._window)
        dock.setObjectName(name)
        dock.setTitleBarWidget(DockTitle(dock))
        dock.setWidget(panel)
        self._window.addDockWidget(area, dock)
        return dock

    def _connect(self) -> None:
        window = self._window
        session, workspace = window.session, window.workspace
        session.current_changed.connect(self._follow_document)
        session.reviewer = lambda: window.preferences.settings.reviewer
        session.opened.connect(lambda opened: opened.refused.connect(window.notices.tell_refused))
        session.opened.connect(self._fitting.follow_document)
        session.opened.connect(self._follow_steps)
        session.halted.connect(window.notices.tell_halted)
        window.notices.analyse_wanted.connect(session.analyse)
        session.may_close = window.unsaved.may_leave
        window.keeping.offered = lambda: existing(window.preferences.settings.reviews)
        window.keeping.unsaved_found.connect(workspace.empty.show_unsaved)
        session.failed.connect(window.notices.tell_failure)
        session.left_out.connect(window.notices.tell_left_out)
        session.rulebook_ready.connect(self._use_rulebook)
        workspace.text_read.connect(window.files.remember)
        workspace.text_read.connect(window.unsaved.tell_decided)
        workspace.zoom_asked.connect(window.look.zoom)
        workspace.empty.open_wanted.connect(window.files.ask)
        workspace.empty.folder_wanted.connect(window.batch.ask)
        workspace.empty.paste_wanted.connect(lambda: window.files.paste(plain=False))
        workspace.empty.file_wanted.connect(session.open_path)
        workspace.empty.help_wanted.connect(window.pages.show_help)
        workspace.empty.clear_wanted.connect(window.files.clear_recent)
        workspace.empty.discard_wanted.connect(
            lambda one: window.unsaved.ask_discard(one.path, one.name, one.edits)
        )
        window.checklist.checklists_chosen.connect(self._choose_checklists)
        window.status.facts.clicked.connect(window.commands.show_properties)
        window.preferences.changed.connect(self._follow_preferences)
        window.look.themed.connect(self._retranslate)
        words.changed.connect(self._retranslate)
        window.peers.begin()
        window.batch.begin()
        self._fitting.begin()

    def _retranslate(self) -> None:
        """Say everything in the window's language, with icons in its colours."""
        window = self._window
        self._bars.retranslate()
        titles = (say("Clauses"), say("Red flags"), say("Checklist"), say("Inspector"))
        # Those that come later name themselves.
        for dock, title in zip(window.docks.values(), titles, strict=False):
            dock.setWindowTitle(title)
        self._show_facts()

    def _follow_preferences(self) -> None:
        window = self._window
        settings = window.preferences.settings
        self._fitting.follow()
        window.workspace.empty.show_recent(settings.recent)
        self._show_checklists()

    def _follow_steps(self, document: Document) -> None:
        for signal in (document.decisions_changed, document.current_changed):
            signal.connect(self._window.workspace.banners.go_on)

    def _follow_document(self) -> None:
        window = self._window
        document = window.document = window.session.current
        self._links.turn_to(document)
        self._use_rulebook()
        window.clauses.show_document(document)
        window.flags.show_document(document)
        self._show_checklists()
        window.actions_.allow(with_text=document is not None)
        self._follow_trail()
        self._show_facts()

    def _follow_trail(self) -> None:
        document = self._window.document
        trail = document.trail if document else Trail()
        self._window.actions_.allow_travel(back=trail.leads(-1), forward=trail.leads(1))

    def _follow_caret(self) -> None:
        self._window.status.show_place(self._window.document)

    def _announce(self) -> None:
        if self._window.document is not None:
            self._window.status.announce(self._window.document)

    def _show_facts(self) -> None:
        document = self._window.document
        self._window.status.show_document(document)
        name = document.name if document else ""
        self._window.setWindowTitle(f"{name} — reviewer" if name else "reviewer")
        # With the analysis comes the rulebook that it was made with.
        self._use_rulebook()
        # The proposal depends on the language, which is known once the text is read.
        self._show_checklists()

    def _show_checklists(self) -> None:
        window = self._window
        document, preferences = window.document, window.preferences
        chosen = preferences.checklists_for(document)
        window.checklist.show_document(document, chosen)
        window.checklist.note_proposal(
            proposed=document is not None and not preferences.has_chosen(document)
        )
        window.inspector.show_document(document, chosen)

    def _use_rulebook(self) -> None:
        window = self._window
        kept = window.document.rulebook if window.document is not None else None
        rulebook = kept or window.session.rulebook
        if rulebook is not None and rulebook is not self._rulebook:
            self._rulebook = rulebook
            window.checklist.use_rulebook(rulebook)
            window.inspector.use_rulebook(rulebook)
            window.flags.use_rulebook(rulebook)

    def _choose_checklists(self, chosen: tuple[str, ...]) -> None:
        window = self._window
        if window.document is not None:
            window.judging.choose(window.document, chosen)


def existing(folder: str) -> str:
    """A folder as long as it is there; empty otherwise."""
    return folder if folder and Path(folder).is_dir() else ""
