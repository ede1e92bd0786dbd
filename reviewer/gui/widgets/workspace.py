"""The middle of the window: messages above, documents in tabs or the empty page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QStackedWidget,
    QTabBar,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.document import Document, Stage
from reviewer.gui.icons import icon
from reviewer.gui.overriding import overriding
from reviewer.gui.tips import as_written
from reviewer.gui.widgets.banner import BannerArea
from reviewer.gui.widgets.document_pane import DocumentPane
from reviewer.gui.widgets.empty import EmptyPage
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from reviewer.gui.session import Session

_TITLE = 32
# A narrow window takes from the panes at the sides first.
_LEAST_WIDTH = 460


class Workspace(QWidget):
    """A tab for each document of the session."""

    text_read = Signal(Document)
    zoom_asked = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._zoom = 100
        self._keys: list[QAction] = []
        self.panes: dict[Document, DocumentPane] = {}
        self.setMinimumWidth(_LEAST_WIDTH)
        self.banners = BannerArea()
        self.empty = EmptyPage()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setMovable(True)
        # Names are shortened already; with many tabs the bar scrolls.
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setUsesScrollButtons(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._tab_chosen)
        session.opened.connect(self._add)
        session.closing.connect(self._remove)
        session.current_changed.connect(self._follow)
        words.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.tabs.setAccessibleName(say("Open documents"))

    def use_keys(self, keys: list[QAction]) -> None:
        """Take the actions whose keys act in a document."""
        self._keys = keys

    def set_zoom(self, percent: int) -> None:
        """Show every text in another size."""
        self._zoom = percent
        for pane in self.panes.values():
            pane.set_zoom(percent)

    def rehearse(self, then: Callable[[], None]) -> None:
        """Build and paint a pane that nobody sees, in two turns of the event loop.

        The first pane of a process takes several times as long as any later one,
        for styles, fonts and layouts are made then. Taken apart like this, no
        step of it is long enough to be felt.

        Args:
            then: what is done in the turn after.
        """
        document = Document("", None, self)
        pane = DocumentPane(document)
        pane.resize(self.size())

        def paint() -> None:
            pane.grab()
            pane.deleteLater()
            document.deleteLater()
            QTimer.singleShot(0, then)

        QTimer.singleShot(0, paint)

    @property
    def pane(self) -> DocumentPane | None:
        """The pane of the current document."""
        return self.panes.get(self._session.current) if self._session.current else None

    def step_tab(self, forward: int) -> None:
        """Show the next (1) or previous (-1) document; round at the ends."""
        if self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + forward) % self.tabs.count())

    def _add(self, document: Document) -> None:
        pane = DocumentPane(document)
        pane.set_zoom(self._zoom)
        pane.addActions(self._keys)
        pane.zoom_asked.connect(self.zoom_asked)
        self.panes[document] = pane
        document.stage_changed.connect(lambda: self._note_stage(document))
        document.renamed.connect(lambda: self._rename(document))
        at = self.tabs.addTab(pane, shortened(document.name))
        self.tabs.setTabToolTip(at, as_written(str(document.path or document.name)))
        button = TabClose(document.name)
        button.clicked.connect(lambda: self._session.leave(document))
        self.tabs.tabBar().setTabButton(at, QTabBar.ButtonPosition.RightSide, button)

    def _rename(self, document: Document) -> None:
        at = self.tabs.indexOf(self.panes[document])
        self.tabs.setTabText(at, shortened(document.name))
        self.tabs.setTabToolTip(at, as_written(str(document.path or document.name)))
        button = self.tabs.tabBar().tabButton(at, QTabBar.ButtonPosition.RightSide)
        if isinstance(button, TabClose):
            button.rename(document.name)
        self.text_read.emit(document)

    def _note_stage(self, document: Document) -> None:
        if document.stage is Stage.ANALYSING:
            self.text_read.emit(document)

    def _remove(self, document: Document) -> None:
        pane = self.panes.pop(document)
        self.tabs.removeTab(self.tabs.indexOf(pane))
        pane.deleteLater()

    def _follow(self) -> None:
        pane = self.pane
        self._stack.setCurrentWidget(self.tabs if pane is not None else self.empty)
        if pane is not None:
            self.tabs.setCurrentWidget(pane)

    def _document_at(self, index: int) -> Document | None:
        widget = self.tabs.widget(index)
        return widget.document if isinstance(widget, DocumentPane) else None

    def _tab_chosen(self, index: int) -> None:
        document = self._document_at(index)
        if document is not None and document in self._session.documents:
            self._session.make_current(document)


@overriding
class TabClose(QToolButton):
    """Closes one tab."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setObjectName("tabclose")
        self.setFixedSize(24, 24)
        self.setIconSize(QSize(14, 14))
        words.changed.connect(self.retranslate)
        self.retranslate()

    def rename(self, name: str) -> None:
        """Close what is called otherwise now."""
        self._name = name
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the window's language, with the icon in its colour."""
        self.setIcon(icon("close"))
        self.setToolTip(say("Close document"))
        self.setAccessibleName(say("Close {name}", name=self._name))

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icon when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.setIcon(icon("close"))


def shortened(name: str) -> str:
    """A name that suits a tab; an ampersand stays one."""
    cut = name if len(name) <= _TITLE else f"{name[: _TITLE - 12]}…{name[-11:]}"
    return cut.replace("&", "&&")
