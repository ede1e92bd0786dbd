"""What was open when the window was closed, or ended otherwise, opened again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.gui.document import Stage
from reviewer.gui.reading import is_review

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.gui.keeping import Keeping
    from reviewer.gui.preferences import Preferences
    from reviewer.gui.session import Session


class Resuming(QObject):
    """Notes the open documents in the settings, and opens them at the next start."""

    def __init__(
        self, session: Session, keeping: Keeping, preferences: Preferences, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._keeping = keeping
        self._preferences = preferences
        self._carets: dict[str, int] = {}
        self._current = ""
        self._noted: tuple[str, ...] = ()
        session.current_changed.connect(self.note)
        session.opened.connect(self._place)
        keeping.changed.connect(self._note_files)

    def _file_of(self, document: Document) -> str:
        saver = self._keeping.saver(document)
        path = saver.path if saver is not None and saver.path is not None else document.path
        return str(path) if path is not None else ""

    def _note_files(self) -> None:
        """Note where documents are kept; most changes of saving do not change that."""
        files = tuple(filter(None, map(self._file_of, self._session.documents)))
        if files != self._noted:
            self.note()

    def note(self) -> None:
        """Note which documents are open, which is current, and where their readers are."""
        files = {self._file_of(one): one.caret for one in self._session.documents}
        files.pop("", None)
        self._noted = tuple(files)
        current = self._session.current
        self._preferences.remember(
            open_files=tuple(sorted(files.items(), key=lambda pair: self._noted.index(pair[0]))),
            current_file=self._file_of(current) if current is not None else "",
        )

    def resume(self) -> None:
        """Open what was open, where the user wants that; files that are gone are passed over."""
        settings = self._preferences.settings
        if not settings.reopen:
            return
        files = [(Path(name), caret) for name, caret in settings.open_files]
        self._current = settings.current_file
        self._carets = {name: caret for name, caret in settings.open_files if caret}
        for path, caret in files:
            if not path.is_file():
                continue
            if is_review(path):
                self._keeping.open(path, caret=caret)
            else:
                self._session.open_path(path)

    def _place(self, document: Document) -> None:
        """Show a document that was open where its reader was, once its text is there."""
        name = str(document.path or "")
        caret = self._carets.pop(name, 0)

        def placed() -> None:
            if document.stage is not Stage.READING:
                document.stage_changed.disconnect(placed)
                if caret:
                    document.put_caret(caret)
                if name and name == self._current:
                    self._current = ""
                    self._session.make_current(document)

        document.stage_changed.connect(placed)
