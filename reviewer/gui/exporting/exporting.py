"""Opens the export of a document, one window each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.words import say

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.gui.exporting.export import Export
    from reviewer.gui.main_window import MainWindow


class Exporting(QObject):
    """Knows the exports under way."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.exports: dict[Document, Export] = {}
        window.session.closing.connect(self._close)

    def ask(self, *, sign: bool = False) -> Export | None:
        """Show the export of the current document; None while there is nothing to export.

        Args:
            sign: whether the report shall be signed as soon as it is written.
        """
        document, rulebook = self._window.document, self._window.session.rulebook
        review = document.review if document is not None else None
        if document is None or review is None or rulebook is None:
            text = say("The report can be written once the analysis is ready.")
            self._window.tell(Message(tone=Tone.INFO, text=text))
            return None
        from reviewer.gui.exporting.export import Export  # seldom needed at the start

        export = self.exports.get(document)
        if export is None:
            export = Export(self._window, document, document.rulebook or rulebook, review)
            export.window.finished.connect(lambda _code: self.exports.pop(document, None))
            self.exports[document] = export
        if sign:
            export.filing.sign_next = True
        export.window.show()
        export.window.raise_()
        export.window.activateWindow()
        return export

    def close(self) -> None:
        """Stop and close every export."""
        for export in list(self.exports.values()):
            export.window.reject()

    def _close(self, document: Document) -> None:
        if document in self.exports:
            self.exports[document].window.reject()
