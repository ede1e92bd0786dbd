"""What the window shows before a document is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.icons import application_icon, icon
from reviewer.gui.overriding import overriding
from reviewer.gui.tips import as_written
from reviewer.gui.widgets.flow import FlowLayout
from reviewer.gui.words import say, words
from reviewer.paths import resources

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from reviewer.gui.worker import Unsaved

_WIDTH = 640
_RECENT = 8
# From this zoom on, in percent, two names have no room beside each other.
_LARGE = 150


def samples() -> tuple[Path, ...]:
    """The bundled sample policies, by name."""
    folder = resources() / "samples"
    kinds = {".txt", ".md", ".html", ".pdf", ".docx"}
    if not folder.is_dir():
        return ()
    return tuple(
        sorted(
            file
            for file in folder.iterdir()
            if file.suffix.lower() in kinds
            and file.stem.upper() not in {"README", "SOURCES", "LICENSE"}
        )
    )


@overriding
class EmptyPage(QScrollArea):
    """Ways to begin: open, paste, sample, recent files."""

    open_wanted = Signal()
    folder_wanted = Signal()
    paste_wanted = Signal()
    file_wanted = Signal(Path)
    clear_wanted = Signal()
    help_wanted = Signal()
    discard_wanted = Signal(object)
    """The unsaved review that shall go."""

    def __init__(self) -> None:
        super().__init__()
        self._recent: tuple[str, ...] = ()
        self._unsaved: tuple[Unsaved, ...] = ()
        self._zoom = 100
        self._stale = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        words.changed.connect(self._refresh)
        self._fill()

    def show_recent(self, recent: tuple[str, ...]) -> None:
        """List these files."""
        if recent != self._recent:
            self._recent = recent
            self._refresh()

    def show_unsaved(self, unsaved: tuple[Unsaved, ...]) -> None:
        """Offer the reviews that nobody has given a place yet."""
        if unsaved != self._unsaved:
            self._unsaved = unsaved
            self._refresh()

    def set_zoom(self, percent: int) -> None:
        """Show everything in another size."""
        if percent != self._zoom:
            self._zoom = percent
            self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icons when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up on what changed while a document was in front."""
        if self._stale:
            self._fill()
        super().showEvent(event)

    def _refresh(self) -> None:
        """Fill the page anew, or as soon as it is seen again: behind documents it often changes."""
        self._stale = self.window().isVisible() and not self.isVisible()
        if not self._stale:
            self._fill()

    def _fill(self) -> None:
        self._stale = False
        page = QWidget()
        outer = QHBoxLayout(page)
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH * max(100, self._zoom) // 100)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        outer.addStretch(1)
        # All the width up to the most, before the stretches get any.
        outer.addWidget(middle, 1000)
        outer.addStretch(1)
        column.addStretch(2)
        self._add_head(column)
        self._add_buttons(column)
        self._add_unsaved(column)
        self._add_files(column, say("Try a sample"), "sample", samples())
        recent = tuple(Path(name) for name in self._recent[:_RECENT])
        self._add_files(column, say("Recent files"), "recent", recent)
        if recent:
            self._add_clear(column)
        column.addStretch(3)
        self._grow(middle)
        former = self.takeWidget()
        if former is not None:
            # Qt may be going through all widgets with a new palette just now.
            former.deleteLater()
        self.setWidget(page)

    def _grow(self, page: QWidget) -> None:
        for control in (*page.findChildren(QLabel), *page.findChildren(QPushButton)):
            font = control.font()
            font.setPointSizeF(font.pointSizeF() * self._zoom / 100)
            control.setFont(font)

    def _add_head(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(QSize(48, 48)))
        row.addWidget(picture)
        title = QLabel(say("Review a privacy policy"))
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        font.setWeight(font.Weight.DemiBold)
        title.setFont(font)
        row.addWidget(title, 1)
        column.addLayout(row)
        hint = QLabel(
            say(
                "Drop PDF, Word (.docx), HTML, Markdown or text files here, open them, or paste a "
                "policy that you copied from a web page. Everything stays on this computer."
            )
        )
        hint.setWordWrap(True)
        column.addWidget(hint)
        column.addSpacing(6)

    def _add_buttons(self, column: QVBoxLayout) -> None:
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        flow.setContentsMargins(0, 0, 0, 0)
        begin = QPushButton(icon("open"), say("Open a file …"))
        begin.clicked.connect(self.open_wanted)
        begin.setDefault(True)
        folder = QPushButton(icon("open"), say("Open a folder …"))
        folder.clicked.connect(self.folder_wanted)
        paste = QPushButton(icon("paste"), say("Paste from the clipboard"))
        paste.clicked.connect(self.paste_wanted)
        how = QPushButton(icon("info"), say("How a review goes"))
        how.clicked.connect(self.help_wanted)
        for button in (begin, folder, paste, how):
            button.setMinimumHeight(34)
            flow.addWidget(button)
        column.addWidget(row)

    def _add_files(
        self,
        column: QVBoxLayout,
        title: str,
        picture: str,
        files: tuple[Path, ...],
    ) -> None:
        if not files:
            return
        column.addSpacing(10)
        column.addWidget(_heading(title))
        grid = QGridLayout()
        grid.setSpacing(4)
        columns = 2 if self._zoom <= _LARGE else 1
        for number, file in enumerate(files):
            opener = self._opener(file, picture, _sample_name(file) or file.name)
            grid.addWidget(opener, number // columns, number % columns)
        for one in range(columns):
            grid.setColumnStretch(one, 1)
        column.addLayout(grid)

    def _opener(self, file: Path, picture: str, text: str) -> QPushButton:
        button = QPushButton(icon(picture), text.replace("&", "&&"))
        button.setFlat(True)
        button.setStyleSheet("text-align: left; padding: 4px 8px;")
        button.setToolTip(as_written(str(file)))
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda _checked=False: self.file_wanted.emit(file))
        return button

    def _add_unsaved(self, column: QVBoxLayout) -> None:
        if not self._unsaved:
            return
        column.addSpacing(10)
        column.addWidget(_heading(say("Reviews that were not saved")))
        grid = QGridLayout()
        grid.setSpacing(4)
        for row, one in enumerate(self._unsaved):
            text = say("{name}: {count} decisions", name=one.name, count=one.edits)
            grid.addWidget(self._opener(one.path, "recent", text), row, 0)
            discard = QPushButton(say("Discard …"))
            discard.setAccessibleName(say("Discard {name} …", name=one.name))
            discard.clicked.connect(
                lambda _checked=False, review=one: self.discard_wanted.emit(review)
            )
            grid.addWidget(discard, row, 1)
        grid.setColumnStretch(0, 1)
        column.addLayout(grid)

    def _add_clear(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        clear = QPushButton(say("Clear the list of recent files"))
        clear.setFlat(True)
        clear.clicked.connect(self.clear_wanted)
        row.addWidget(clear)
        row.addStretch(1)
        column.addLayout(row)


def _heading(text: str) -> QLabel:
    heading = QLabel(text)
    font = heading.font()
    font.setBold(True)
    heading.setFont(font)
    return heading


def _sample_name(file: Path) -> str:
    """What a bundled sample is called; empty for any other file."""
    if file.parent != resources() / "samples":
        return ""
    return {
        "sample_en": say("A notice in English, for a smart home"),
        "sample_zh": say("A policy in Chinese, for a smart home"),
    }.get(file.stem, "")
