"""The window: arranges the panels and binds the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu, QToolBar, QToolButton, QWidget

from reviewer.gui.actions import DEEDS, FILE, LABELLED, MENUS, TOOL_BAR, VIEW, Actions
from reviewer.gui.commands import Commands
from reviewer.gui.files import Files
from reviewer.gui.look import Look
from reviewer.gui.notices import Notices
from reviewer.gui.reporting import Reporting
from reviewer.gui.trail import Trail
from reviewer.gui.widgets.checklist_panel import ChecklistPanel
from reviewer.gui.widgets.clause_panel import ClausePanel
from reviewer.gui.widgets.dock import DockTitle, SideWidths
from reviewer.gui.widgets.inspector import Inspector
from reviewer.gui.widgets.status import Status
from reviewer.gui.widgets.workspace import Workspace
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent

    from reviewer.gui.document import Document
    from reviewer.gui.preferences import Preferences
    from reviewer.gui.session import Session
    from reviewer.gui.widgets.banner import Message

_SIZE = QSize(1440, 900)
_LEFT, _RIGHT = 330, 400
_LAYOUT_VERSION = 1


class MainWindow(QMainWindow):
    """Clauses left, documents in the middle, checklist and inspector right."""

    painted = Signal()

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self.session = session
        self.preferences = preferences
        self.look = Look(preferences, self)
        self.workspace = Workspace(session)
        self.clauses = ClausePanel()
        self.checklist = ChecklistPanel()
        self.inspector = Inspector()
        self.status = Status()
        self.files = Files(session, preferences, self.tell, self)
        self.reporting = Reporting(session, preferences, self.status, self)
        self.reporting.tell = self.tell
        self.notices = Notices(preferences, self.tell, self)
        self.commands = Commands(self)
        self.actions_ = Actions(self.commands.deeds(), self)
        self.document: Document | None = None
        self._was_painted = False
        self.setCentralWidget(self.workspace)
        self.setStatusBar(self.status)
        self.setAcceptDrops(True)
        self._add_docks()
        self._add_bars()
        self._connect()
        self._restore()
        self.retranslate()
        self._follow_preferences()
        self._follow_document()

    def _add_docks(self) -> None:
        self.docks = {
            "clauses": self._dock("clauses", self.clauses, Qt.DockWidgetArea.LeftDockWidgetArea),
            "checklist": self._dock(
                "checklist", self.checklist, Qt.DockWidgetArea.RightDockWidgetArea
            ),
            "inspector": self._dock(
                "inspector", self.inspector, Qt.DockWidgetArea.RightDockWidgetArea
            ),
        }
        left, *right = self.docks.values()
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        self.resizeDocks([left, right[0]], [_LEFT, _RIGHT], Qt.Orientation.Horizontal)
        self.resizeDocks(right, [460, 400], Qt.Orientation.Vertical)
        self.side_widths = SideWidths(self, {left: _LEFT, right[0]: _RIGHT})

    def _dock(self, name: str, panel: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(self)
        dock.setObjectName(name)
        dock.setTitleBarWidget(DockTitle(dock))
        dock.setWidget(panel)
        self.addDockWidget(area, dock)
        return dock

    def _add_bars(self) -> None:
        self.menus = {title: self.menuBar().addMenu("") for title in MENUS}
        self.recent_menu, self.panes_menu = QMenu(self), QMenu(self)
        self.theme_menu, self.language_menu = QMenu(self), QMenu(self)
        for deed in DEEDS:
            menu = self.menus[deed.menu]
            if deed.ruled:
                menu.addSeparator()
            menu.addAction(self.actions_[deed.name])
        self.menus[FILE].insertMenu(self.actions_["properties"], self.recent_menu)
        self.menus[VIEW].addSeparator()
        for menu in (self.panes_menu, self.theme_menu, self.language_menu):
            self.menus[VIEW].addMenu(menu)
        for dock in self.docks.values():
            self.panes_menu.addAction(dock.toggleViewAction())
        self.recent_menu.aboutToShow.connect(lambda: self.files.fill_recent(self.recent_menu))
        self.bar = QToolBar(self)
        self.bar.setObjectName("bar")
        self.bar.setMovable(False)
        self.bar.setIconSize(QSize(20, 20))
        self.addToolBar(self.bar)
        for name in TOOL_BAR:
            if not name:
                self.bar.addSeparator()
                continue
            self.bar.addAction(self.actions_[name])
            button = self.bar.widgetForAction(self.actions_[name])
            if name in LABELLED and isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.workspace.use_keys(self.actions_.singles())
        self.clauses.view.addActions(self.actions_.singles())
        self.checklist.view.addActions([self.actions_["next"], self.actions_["previous"]])

    def _connect(self) -> None:
        session, workspace = self.session, self.workspace
        session.current_changed.connect(self._follow_document)
        session.failed.connect(self.notices.tell_failure)
        session.rulebook_ready.connect(self._use_rulebook)
        workspace.text_read.connect(self.files.remember)
        workspace.zoom_asked.connect(self.look.zoom)
        workspace.empty.open_wanted.connect(self.files.ask)
        workspace.empty.paste_wanted.connect(lambda: self.files.paste(plain=False))
        workspace.empty.file_wanted.connect(session.open_path)
        workspace.empty.clear_wanted.connect(self.files.clear_recent)
        self.checklist.checklists_chosen.connect(self._choose_checklists)
        self.status.facts.clicked.connect(self.commands.show_properties)
        self.preferences.changed.connect(self._follow_preferences)
        self.painted.connect(self.notices.begin)
        self.look.themed.connect(self.retranslate)
        words.changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Say everything in the window's language, with icons in its colours."""
        self.actions_.retranslate()
        for title, menu in self.menus.items():
            menu.setTitle(say(title))
        self.recent_menu.setTitle(say("&Recent files"))
        self.panes_menu.setTitle(say("&Panes"))
        self.theme_menu.setTitle(say("&Theme"))
        self.language_menu.setTitle(say("&Language"))
        self.bar.setWindowTitle(say("Tool bar"))
        titles = (say("Clauses"), say("Checklist"), say("Inspector"))
        for dock, title in zip(self.docks.values(), titles, strict=True):
            dock.setWindowTitle(title)
        self.look.fill_menus(self.theme_menu, self.language_menu)
        self._show_facts()

    def _restore(self) -> None:
        settings = self.preferences.settings
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        if settings.layout:
            self.restoreState(QByteArray.fromBase64(settings.layout.encode()), _LAYOUT_VERSION)

    def _follow_preferences(self) -> None:
        settings = self.preferences.settings
        size = self.font().pointSizeF() * settings.zoom / 100
        self.workspace.set_zoom(settings.zoom)
        for panel in (self.clauses, self.checklist, self.inspector):
            panel.set_zoom(size)
        self.status.show_zoom(settings.zoom)
        self.workspace.empty.show_recent(settings.recent)
        self._show_checklists()

    def _follow_document(self) -> None:
        if self.document is not None and self.document in self.session.documents:
            self.document.current_changed.disconnect(self._announce)
            self.document.stage_changed.disconnect(self._show_facts)
            self.document.trail_changed.disconnect(self._follow_trail)
            self.document.caret_moved.disconnect(self._follow_caret)
        self.document = self.session.current
        if self.document is not None:
            self.document.current_changed.connect(self._announce)
            self.document.stage_changed.connect(self._show_facts)
            self.document.trail_changed.connect(self._follow_trail)
            self.document.caret_moved.connect(self._follow_caret)
        self.clauses.show_document(self.document)
        self._show_checklists()
        self.actions_.allow(with_text=self.document is not None)
        self._follow_trail()
        self._show_facts()

    def _follow_trail(self) -> None:
        trail = self.document.trail if self.document else Trail()
        self.actions_.allow_travel(back=trail.leads(-1), forward=trail.leads(1))

    def _follow_caret(self) -> None:
        self.status.show_place(self.document)

    def _announce(self) -> None:
        if self.document is not None:
            self.status.announce(self.document)

    def _show_facts(self) -> None:
        self.status.show_document(self.document)
        name = self.document.name if self.document else ""
        self.setWindowTitle(f"{name} — reviewer" if name else "reviewer")
        # The proposal depends on the language, which is known once the text is read.
        self._show_checklists()

    def _show_checklists(self) -> None:
        chosen = self.preferences.checklists_for(self.document)
        self.checklist.show_document(self.document, chosen)
        self.checklist.note_proposal(
            proposed=self.document is not None and not self.preferences.has_chosen(self.document)
        )
        self.inspector.show_document(self.document, chosen)

    def _use_rulebook(self) -> None:
        if self.session.rulebook is not None:
            self.checklist.use_rulebook(self.session.rulebook)
            self.inspector.use_rulebook(self.session.rulebook)

    def _choose_checklists(self, chosen: tuple[str, ...]) -> None:
        if self.document is not None:
            self.preferences.choose_checklists(self.document, chosen)

    def tell(self, message: Message) -> None:
        """Show a message above the documents."""
        self.workspace.banners.tell(message)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files; what else is dropped gets an answer, not silence."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open dropped files."""
        if self.files.drop(event.mimeData()):
            event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Announce the first paint, after which the helpers may start."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window and its docks are."""
        self.commands.leave_reading()
        self.preferences.change(
            geometry=self.saveGeometry().toBase64().toStdString(),
            layout=self.saveState(_LAYOUT_VERSION).toBase64().toStdString(),
        )
        super().closeEvent(event)
