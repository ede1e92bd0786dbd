"""The window: shows itself at once, and is furnished after its first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from reviewer.gui.loading import loaded
from reviewer.gui.overriding import overriding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
    from PySide6.QtWidgets import QDockWidget, QLabel, QMenu, QToolBar

    from reviewer.gui.actions import Actions
    from reviewer.gui.annotating.controller import Annotating
    from reviewer.gui.batch.gathering import Gathering
    from reviewer.gui.commands import Commands
    from reviewer.gui.commenting.walking import Commenting
    from reviewer.gui.deciding import Deciding
    from reviewer.gui.document import Document
    from reviewer.gui.exporting.exporting import Exporting
    from reviewer.gui.files import Files
    from reviewer.gui.judging import Judging
    from reviewer.gui.keeping import Keeping
    from reviewer.gui.look import Look
    from reviewer.gui.notices import Notices
    from reviewer.gui.pages import Pages
    from reviewer.gui.peers.comparing import Comparing
    from reviewer.gui.preferences import Preferences
    from reviewer.gui.renewing.controller import Renewing
    from reviewer.gui.resuming import Resuming
    from reviewer.gui.sealing.sealing import Sealing
    from reviewer.gui.session import Session
    from reviewer.gui.signing import Signing
    from reviewer.gui.unsaved import UnsavedReviews
    from reviewer.gui.versions.versions import Versions
    from reviewer.gui.widgets.banner import Banner, Message
    from reviewer.gui.widgets.checklist_panel import ChecklistPanel
    from reviewer.gui.widgets.clause_panel import ClausePanel
    from reviewer.gui.widgets.flag_panel import FlagPanel
    from reviewer.gui.widgets.inspector import Inspector
    from reviewer.gui.widgets.status import Status
    from reviewer.gui.widgets.workspace import Workspace

SIZE = QSize(1440, 900)
_LAYOUT_VERSION = 2
# What the furniture is made of, small parts first.
_MODULES = (
    "reviewer.gui.icons",
    "reviewer.gui.theme",
    "reviewer.gui.actions",
    "reviewer.gui.keys.keymap",
    "reviewer.gui.dialogs.properties",
    "reviewer.gui.dialogs.placing",
    "reviewer.store.writer",
    "reviewer.gui.saving",
    "reviewer.gui.troubles",
    "reviewer.gui.keeping",
    "reviewer.gui.unsaved",
    "reviewer.gui.resuming",
    "reviewer.gui.naming",
    "reviewer.gui.dialogs.linking",
    "reviewer.gui.commenting.walking",
    "reviewer.model.anew",
    "reviewer.gui.renewing.controller",
    "reviewer.gui.pages",
    "reviewer.gui.commands",
    "reviewer.gui.files",
    "reviewer.gui.notices",
    "reviewer.gui.annotating.controller",
    "reviewer.gui.widgets.delegates",
    "reviewer.gui.widgets.margin",
    "reviewer.gui.widgets.mark_painter",
    "reviewer.gui.widgets.ruler",
    "reviewer.gui.widgets.text_panes",
    "reviewer.gui.widgets.document_pane",
    "reviewer.gui.widgets.checklist_panel",
    "reviewer.gui.widgets.clause_panel",
    "reviewer.gui.widgets.flag_panel",
    "reviewer.gui.widgets.workspace",
    "reviewer.gui.widgets.remarks",
    "reviewer.gui.widgets.inspector",
    "reviewer.gui.widgets.status",
    "reviewer.gui.widgets.dock",
    "reviewer.gui.judging",
    "reviewer.gui.widgets.category_menu",
    "reviewer.gui.deciding",
    "reviewer.gui.dialogs.signing",
    "reviewer.gui.signing",
    "reviewer.gui.peers.comparing",
    "reviewer.gui.batch.gathering",
    "reviewer.gui.exporting.exporting",
    "reviewer.gui.sealing.sealing",
    "reviewer.gui.versions.versions",
    "reviewer.gui.look",
    "reviewer.gui.listed_words",
    "reviewer.gui.bars",
    "reviewer.gui.furniture",
)


@overriding
class MainWindow(QMainWindow):
    """Clauses left, documents in the middle, checklist and inspector right.

    It comes empty, in its place and size. :meth:`furnish` fills it; until
    then ``furnished`` is false and nothing but ``preferences`` is there.
    """

    painted = Signal()
    ready = Signal()
    """Everything is there, and nothing open yet."""

    session: Session
    document: Document | None
    look: Look
    workspace: Workspace
    clauses: ClausePanel
    flags: FlagPanel
    checklist: ChecklistPanel
    inspector: Inspector
    status: Status
    files: Files
    exporting: Exporting
    sealing: Sealing
    annotating: Annotating
    notices: Notices
    judging: Judging
    deciding: Deciding
    signing: Signing
    peers: Comparing
    batch: Gathering
    versions: Versions
    keeping: Keeping
    unsaved: UnsavedReviews
    resuming: Resuming
    commands: Commands
    commenting: Commenting
    pages: Pages
    renewing: Renewing
    actions_: Actions
    docks: dict[str, QDockWidget]
    menus: dict[str, QMenu]
    recent_menu: QMenu
    bar: QToolBar
    decided: QLabel

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self.furnished = False
        self._was_painted = False
        self.setWindowTitle("reviewer")
        self.setAcceptDrops(True)
        self.resize(SIZE.boundedTo(self.screen().availableSize()))
        geometry = preferences.settings.geometry
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    def furnish(self, session: Session) -> None:
        """Put everything into the window that belongs there."""
        for _ in self.furnishing(session):
            pass

    def furnishing(self, session: Session) -> Iterator[None]:
        """The same in short steps, for a window that is shown already."""
        yield from loaded(_MODULES)
        from reviewer.gui.furniture import Furniture

        self.session = session
        yield from Furniture(self).arranged()
        layout = self.preferences.settings.layout
        if layout:
            self.restoreState(QByteArray.fromBase64(layout.encode()), _LAYOUT_VERSION)
        self.furnished = True
        self.notices.begin()

    def tell(self, message: Message) -> Banner:
        """Show a message above the documents."""
        return self.workspace.banners.tell(message)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files; what else is dropped gets an answer, not silence."""
        if self.furnished and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open dropped files."""
        if self.furnished and self.files.drop(event.mimeData()):
            event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Announce the first paint, after which the helpers may start."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window and its docks are; stay where decisions would be lost."""
        if self.furnished:
            if not self.keeping.may_close(self.session.documents):
                event.ignore()
                return
            self.exporting.close()
            self.sealing.close()
            self.resuming.note()
            self.keeping.close()
            self.commands.leave_reading()
            self.preferences.change(
                geometry=self.saveGeometry().toBase64().toStdString(),
                layout=self.saveState(_LAYOUT_VERSION).toBase64().toStdString(),
            )
        super().closeEvent(event)
