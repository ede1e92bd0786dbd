"""Which categories a clause has, asked at the caret: 1 to 8, or by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QWidget, QWidgetAction

from reviewer.gui.categories import by_key, category_styles
from reviewer.gui.overriding import overriding
from reviewer.gui.words import say, words
from reviewer.model.clause import Category

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QKeyEvent

    from reviewer.model.rules import CategoryStyle


@overriding
class CategoryMenu(QMenu):
    """All categories; Enter takes one, Space ticks several that Enter then takes.

    A digit takes the only category of its key, and steps through several.
    """

    chosen = Signal(tuple)

    def __init__(self, parent: QWidget, present: tuple[Category, ...] = ()) -> None:
        """Offer all categories.

        Args:
            present: those that the clause has; they are ticked.
        """
        super().__init__(parent)
        self._present = present
        self._ticked_by_hand = False
        self._by_name: dict[Category, QAction] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(say("Categories"))
        hint = QWidgetAction(self)
        label = QLabel(say("Key or Enter: choose · Space: choose several"))
        label.setObjectName("menuhint")
        hint.setDefaultWidget(label)
        hint.setEnabled(False)
        self.addAction(hint)
        self.addSeparator()
        for key, group in by_key().items():
            for category in group:
                self._add(key, category_styles()[category])
        self.triggered.connect(self._take)

    def _add(self, key: str, style: CategoryStyle) -> None:
        title = style.title.in_language(words.language).replace("&", "&&")
        action = self.addAction(f"{key}   {title}")
        action.setCheckable(True)
        action.setChecked(style.id in self._present)
        action.setData(style.id.value)
        self._by_name[style.id] = action

    def begin(self) -> None:
        """Put the cursor on the first category that the clause has."""
        first = self._present[0] if self._present else next(iter(self._by_name))
        self.setActiveAction(self._by_name[first])

    def event(self, event: QEvent) -> bool:
        """Keep all keys from the window: digits switch categories on and off there."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space; with Enter take what was ticked."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.setChecked(not action.isChecked())
            self._ticked_by_hand = True
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._ticked_by_hand:
            ticked = tuple(one for one, action in self._by_name.items() if action.isChecked())
            self.close()
            if ticked:
                self.chosen.emit(ticked)
        elif event.text() in by_key():
            self._press(by_key()[event.text()])
        else:
            super().keyPressEvent(event)

    def _press(self, group: tuple[Category, ...]) -> None:
        """Take the only category of a key, or go to the next one of several."""
        if len(group) == 1:
            self.close()
            self.chosen.emit(group)
            return
        actions = [self._by_name[category] for category in group]
        active = self.activeAction()
        at = actions.index(active) + 1 if active in actions else 0
        self.setActiveAction(actions[at % len(actions)])

    def _take(self, action: QAction) -> None:
        if action.data() is not None:
            self.chosen.emit((Category(action.data()),))
