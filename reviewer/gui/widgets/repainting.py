"""Has as little of a document painted anew as a change concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from reviewer.gui.marks import Redrawn
    from reviewer.gui.widgets.document_pane import DocumentPane
    from reviewer.model.span import Span

# Marks reach so far over the line that they belong to.
_AROUND = 24
_FEW = 50


class Repainting(QObject):
    """Follows one document and asks its text, margin and ruler to be painted."""

    def __init__(self, pane: DocumentPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._hits: tuple[Span, ...] = ()
        self._drawn: tuple[Span | None, bool] = (None, False)
        self._edited: list[Span] | None = None
        document = pane.document
        document.redrawn.connect(self._note_marks)
        document.marks_changed.connect(self._follow_marks)
        document.found_changed.connect(self._follow_found)
        document.current_changed.connect(self._follow_current)
        document.passage_changed.connect(self._whole)
        document.decisions_changed.connect(self._follow_decisions)

    def all(self) -> None:
        """Paint everything, the marks on the ruler too."""
        self._pane.ruler.redraw()
        self._whole()

    def _note_marks(self, redrawn: Redrawn) -> None:
        """Note where an edit changed marks; they are drawn when all follows that hangs on them."""
        spans = [mark.span for mark in (*redrawn.gone, *redrawn.new)]
        self._edited = None if redrawn.anew else spans

    def _follow_marks(self) -> None:
        """Paint the marks that an edit changed; all where others are shown or faded."""
        edited, self._edited = self._edited, None
        if edited is None or len(edited) > _FEW:
            self.all()
        else:
            self._pane.ruler.redraw()
            self._places(edited)

    def _whole(self) -> None:
        """Paint all but what stands on the ruler for long."""
        self._pane.text.viewport().update()
        self._pane.margin.update()
        self._pane.ruler.update()

    def _follow_found(self) -> None:
        """Paint the hits; on the ruler they are all alike, whichever is gone to."""
        hits = self._pane.document.found.hits
        if hits is self._hits:
            self._whole()
        else:
            self._hits = hits
            self.all()

    def _follow_current(self) -> None:
        """Paint what was the current place as any other, and the new one as the current."""
        document = self._pane.document
        before, whole = self._drawn
        special = document.item is not None or document.flag is not None
        self._drawn = document.current_span, special
        if whole or special:
            self._whole()  # with evidence lit the other marks are fainter
        else:
            self._places([one for one in (before, document.current_span) if one is not None])

    def _follow_decisions(self) -> None:
        """Paint what an edit changed."""
        document, latest = self._pane.document, self._pane.document.latest
        if not 0 < len(latest.clauses) <= _FEW:
            self._whole()
        else:
            self._places([document.clauses[number].span for number in latest.clauses])

    def _places(self, spans: list[Span]) -> None:
        """Paint the lines of some spans that are on the screen."""
        text, margin, to_qt = self._pane.text, self._pane.margin, self._pane.document.map.to_qt
        self._pane.ruler.update()
        height = text.viewport().height()
        for shown in text.visible_blocks():
            start, length = shown.block.position(), shown.block.length()
            for span in spans:
                begin, end = to_qt(span.start) - start, to_qt(span.end) - start
                if begin >= length or end <= 0:
                    continue
                top, bottom = shown.heights(max(0, begin), min(length - 1, end))
                first, tall = int(top) - _AROUND, int(bottom - top) + 2 * _AROUND
                if first <= height and first + tall >= 0:
                    text.viewport().update(0, first, text.viewport().width(), tall)
                    margin.update(0, first, margin.width(), tall)
