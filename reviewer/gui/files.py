"""Opening policies: by dialog, drop, paste, and from the recent ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from reviewer.gui import facts
from reviewer.gui.dialogs.file_dialog import FileDialog
from reviewer.gui.tips import as_written
from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.words import say
from reviewer.model.policy import Format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import QMimeData

    from reviewer.gui.document import Document
    from reviewer.gui.preferences import Preferences
    from reviewer.gui.session import Session

_KINDS = (
    (Format.PDF, "*.pdf"),
    (Format.DOCX, "*.docx"),
    (Format.HTML, "*.html *.htm *.xhtml"),
    (Format.MD, "*.md *.markdown"),
    (Format.TXT, "*.txt"),
)
_STRUCTURED = ("<h1", "<h2", "<h3", "<p", "<li", "<table")


class Files(QObject):
    """Brings files and pasted text into the session."""

    folder_wanted = Signal(Path)
    """A folder was dropped."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        tell: Callable[[Message], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._preferences = preferences
        self._tell = tell
        self._window = window
        self._pasted = 0

    def ask(self) -> None:
        """Ask which files to open."""
        folder = self._preferences.settings.folder
        files = FileDialog(self._window, say("Open policies"), folder, kinds())
        files.setFileMode(QFileDialog.FileMode.ExistingFiles)
        files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        files.filesSelected.connect(lambda names: self.open_all(Path(name) for name in names))
        files.open()

    def open_all(self, paths: Iterable[Path]) -> None:
        """Open files; the last one is shown."""
        for path in paths:
            self._session.open_path(path)

    def remember(self, document: Document) -> None:
        """Note a file among the recent ones once its text was read."""
        if document.path is not None and document.policy is not None:
            settings = self._preferences.settings.with_recent(document.path)
            self._preferences.take(settings)
            self._preferences.change(folder=str(document.path.parent))

    def paste(self, *, plain: bool) -> None:
        """Open what the clipboard holds: files, a piece of a web page, or text."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime.hasUrls() and not mime.hasHtml():
            self.drop(mime)
            return
        data = pasted(mime, plain=plain)
        if not data.strip():
            text = say("The clipboard holds no text. Copy a policy first, then paste it.")
            self._tell(Message(tone=Tone.INFO, text=text))
            return
        self._pasted += 1
        name = str(say("Pasted policy {number}", number=self._pasted))
        self._session.open_text(data, name)

    def drop(self, mime: QMimeData) -> bool:
        """Open dropped files, else a folder; False, and said, where there is neither."""
        paths, folder = dropped(mime), dropped_folder(mime)
        self.open_all(paths)
        if not paths and folder is not None:
            self.folder_wanted.emit(folder)
            return True
        if not paths and mime.hasUrls():
            text = say("Only files and folders of this computer can be opened, no web addresses.")
            self._tell(Message(tone=Tone.INFO, text=text))
        return bool(paths)

    def fill_recent(self, menu: QMenu) -> None:
        """List the recent files in a menu, with their folders as tooltips."""
        menu.clear()
        menu.setToolTipsVisible(True)
        recent = self._preferences.settings.recent
        for name in recent:
            action = menu.addAction(Path(name).name.replace("&", "&&"))
            action.setToolTip(as_written(name))
            action.triggered.connect(
                lambda _checked=False, path=Path(name): self._session.open_path(path)
            )
        if not recent:
            menu.addAction(say("No recent files")).setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction(say("Clear the list of recent files")).triggered.connect(self.clear_recent)

    def clear_recent(self) -> None:
        """Forget the recent files."""
        self._preferences.change(recent=(), folder="")


def kinds() -> str:
    """What the dialog offers to show: all formats, each alone, and every file.

    The content decides what a file is, whatever it is called.
    """
    names = [facts.format_name(kind) for kind, _patterns in _KINDS]
    names.append(say("Reviews"))
    patterns = [one for _kind, one in _KINDS] + ["*.review"]
    every, anything = say("Policies: {formats}", formats=facts.listed(names)), say("All files")
    offers = [(every, " ".join(patterns)), *zip(names, patterns, strict=True), (anything, "*")]
    return ";;".join(f"{name} ({pattern})" for name, pattern in offers)


def dropped(mime: QMimeData) -> tuple[Path, ...]:
    """The files that were dropped; folders and web addresses are left out."""
    if not mime.hasUrls():
        return ()
    paths = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.is_file())


def dropped_folder(mime: QMimeData) -> Path | None:
    """The first folder that was dropped; None for none."""
    paths = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return next((path for path in paths if path.is_dir()), None)


def pasted(mime: QMimeData, *, plain: bool) -> bytes:
    """A clipboard's policy as bytes: the web page's structure where it has one."""
    html = mime.html() if mime.hasHtml() and not plain else ""
    if any(tag in html.lower() for tag in _STRUCTURED):
        head = "" if "<html" in html.lower() else "<!DOCTYPE html><html><body>"
        return f"{head}{html}".encode()
    return mime.text().encode()
