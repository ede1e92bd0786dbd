"""Two versions side by side: what changed, the verdicts that changed, and old decisions."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.keys.keymap import keymap
from reviewer.gui.overriding import overriding
from reviewer.gui.versions.lists import ChangeList, MatterList, VerdictList
from reviewer.gui.versions.models import categories
from reviewer.gui.versions.rows import ChangeRow, RowKind, rows_of
from reviewer.gui.versions.text_side import Look, Marked, TextSide
from reviewer.gui.versions.told import kind_word
from reviewer.gui.words import say, words
from reviewer.model.carrying import Fate, Matter
from reviewer.model.comparison import ChangeKind
from reviewer.model.edits import ItemKey, OnItem, OnSelection
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from reviewer.gui.look import Look as WindowLook
    from reviewer.gui.preferences import Preferences
    from reviewer.gui.versions.work import FormerDecisions
    from reviewer.model.comparison import Compared, ItemChange
    from reviewer.model.edits import Target
    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook

_SIZE = QSize(1380, 840)
_LISTS = 500
_MARGIN = 10
_QUIET = {RowKind.MOVED: Look.MOVED, RowKind.RELABELLED: Look.CHANGED}


@overriding
class VersionsWindow(QDialog):
    """A window of its own beside the main one, which goes on meanwhile."""

    carry_wanted = Signal()
    zoom_asked = Signal(int)

    def __init__(
        self,
        compared: Compared,
        former: FormerDecisions,
        rulebook: Rulebook | None,
        parent: QWidget,
    ) -> None:
        """Show a comparison; nothing can be carried over before that is allowed."""
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.compared = compared
        self.matters = former.matters
        self._places = former.places
        self._base = parent.font().pointSizeF()
        rows = rows_of(compared)
        self.old = TextSide(compared.old.policy, tuple(_marks(rows, new=False)))
        self.new = TextSide(compared.new.policy, tuple(_marks(rows, new=True)))
        self.changes = ChangeList(rows, compared)
        self.verdicts = VerdictList(compared, rulebook)
        self.decisions = MatterList(self.matters, rulebook)
        self.lists = QTabWidget()
        self.summary = QLabel()
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.previous, self.next = QPushButton(), QPushButton()
        self.carry, self.close_button = QPushButton(), QPushButton()
        self._steps: dict[str, QAction] = {}
        self._why_not: Callable[[], str] = str
        self._pairs = _Pairs(compared)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.allow_carrying(False, str)  # noqa: FBT003 - as setEnabled

    def _lay_out(self) -> None:
        self.lists.setDocumentMode(True)
        for widget in (self.changes, self.verdicts, self.decisions):
            self.lists.addTab(widget, "")
        texts = QSplitter()
        texts.addWidget(self.old)
        texts.addWidget(self.new)
        texts.setChildrenCollapsible(False)
        self.splitter = QSplitter()
        self.splitter.addWidget(self.lists)
        self.splitter.addWidget(texts)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([_LISTS, _SIZE.width() - _LISTS])
        foot = QHBoxLayout()
        foot.setContentsMargins(_MARGIN, 4, _MARGIN, 8)
        foot.addWidget(self.previous)
        foot.addWidget(self.next)
        foot.addSpacing(_MARGIN)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.carry)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter, 1)
        column.addLayout(foot)
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))

    def _connect(self) -> None:
        self.changes.chosen.connect(self._show_change)
        self.decisions.chosen.connect(self._show_matter)
        self.verdicts.chosen.connect(self._show_verdict)
        self.old.scrolled.connect(lambda: self._follow(self.old, self.new, new=False))
        self.new.scrolled.connect(lambda: self._follow(self.new, self.old, new=True))
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.carry.clicked.connect(self.carry_wanted)
        self.close_button.clicked.connect(self.close)
        for name, act in (
            ("next", lambda: self.step(1)),
            ("previous", lambda: self.step(-1)),
            ("next_pane", lambda: self.cycle(1)),
            ("previous_pane", lambda: self.cycle(-1)),
        ):
            self._steps[name] = action = QAction(self)
            action.triggered.connect(lambda _checked=False, act=act: act())
            self.addAction(action)
        keymap.changed.connect(self._bind)
        self._bind()
        for side in (self.old, self.new):
            side.zoom_asked.connect(self.zoom_asked)
        for button in (self.previous, self.next, self.carry, self.close_button):
            # Return must not carry anything over by accident.
            button.setAutoDefault(False)
        words.changed.connect(self.retranslate)

    def _bind(self) -> None:
        """Go about by the keys that the main window has for it."""
        for name, action in self._steps.items():
            action.setShortcuts([QKeySequence(key) for key in keymap.keys[name]])
        self._name_steps()

    def _name_steps(self) -> None:
        back, on = keymap.shown("previous"), keymap.shown("next")
        self.previous.setText(say("Previous ({key})", key=back) if back else say("Previous change"))
        self.next.setText(say("Next ({key})", key=on) if on else say("Next change"))

    def follow_look(self, look: WindowLook) -> None:
        """Draw the marks anew in another theme."""
        look.themed.connect(self._repaint)

    def _repaint(self) -> None:
        for side in (self.old, self.new):
            side.repaint_marks()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first change."""
        super().showEvent(event)
        if self.changes.current is None and self.changes.step(1):
            self.changes.view.setFocus()

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        old, new = self.compared.old.policy.source.name, self.compared.new.policy.source.name
        self.setWindowTitle(say("Versions: {old} and {new}", old=old, new=new))
        self.old.title.setText(say("Old: {name}", name=old))
        self.new.title.setText(say("New: {name}", name=new))
        self.old.text.setAccessibleName(say("Old version"))
        self.new.text.setAccessibleName(say("New version"))
        self.lists.setAccessibleName(say("What changed"))
        counts = (
            *(len(self.changes.model.rows), len(self.compared.comparison.items)),
            len(self.matters),
        )
        titles = (say("Changes"), say("Verdicts"), say("Decisions"))
        for number, (title, count) in enumerate(zip(titles, counts, strict=True)):
            self.lists.setTabText(number, f"{title} {count}")
        self._name_steps()
        self.carry.setText(say("Carry the decisions over …"))
        self.close_button.setText(say("Close"))
        for panel in (self.changes, self.verdicts, self.decisions):
            panel.retranslate()
        self.carry.setToolTip(self._why_not())
        self._say_place()

    def allow_carrying(self, allowed: bool, why: Callable[[], str]) -> None:  # noqa: FBT001 - as setEnabled
        """Offer to carry decisions over, or say why not: in the window's language of then."""
        self._why_not = why
        self.carry.setEnabled(allowed)
        self.carry.setToolTip(why())
        self.carry.setAccessibleDescription(why())

    def show_decisions(self) -> None:
        """Begin with the list of former decisions."""
        self.lists.setCurrentWidget(self.decisions)
        self.decisions.view.setFocus()

    def follow_zoom(self, preferences: Preferences) -> None:
        """Show everything in the size that is chosen, now and later."""
        self._preferences = preferences
        preferences.changed.connect(self._follow_preferences)
        self._follow_preferences()

    def _follow_preferences(self) -> None:
        percent = self._preferences.settings.zoom
        for side in (self.old, self.new):
            side.set_zoom(percent)
        font = self.font()
        font.setPointSizeF(self._base * percent / 100)
        self.lists.setFont(font)
        for side in (self.old, self.new):
            side.title.setFont(font)
        for panel in (self.changes, self.verdicts, self.decisions):
            panel.set_font(font)

    # Going about

    def step(self, forward: int) -> None:
        """Go to the next (1) or previous (-1) change."""
        self.lists.setCurrentWidget(self.changes)
        self.changes.step(forward)

    def cycle(self, forward: int) -> None:
        """Give the next of list, old and new text the focus."""
        panel = self.lists.currentWidget()
        view = panel.view if isinstance(panel, ChangeList | VerdictList | MatterList) else panel
        panes = [view, self.old.text, self.new.text]
        here = next((n for n, pane in enumerate(panes) if pane.hasFocus()), -forward)
        panes[(here + forward) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_change(self, row: ChangeRow) -> None:
        self.old.show_span(row.old or self._pairs.beside(row.new, new=True))
        self.new.show_span(row.new or self._pairs.beside(row.old, new=False))
        self._say_place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._place_words()))

    def _say_place(self) -> None:
        self.summary.setText(self._place_words())

    def _place_words(self) -> str:
        row, (number, count) = self.changes.current, self.changes.place
        if row is None:
            return ""
        place = say("Change {number} of {count}", number=number, count=count)
        parts = [place, kind_word(row.kind), categories(row)]
        separator = "，" if words.language == "zh" else ", "
        return separator.join(part for part in parts if part)

    def _show_verdict(self, change: ItemChange) -> None:
        self._show_evidence(ItemKey(change.checklist, change.item))

    def _show_evidence(self, key: ItemKey) -> None:
        """Go to what speaks for an item in either text; where nothing does, the other leads."""
        old, new = (_evidence(one, key) for one in (self.compared.old, self.compared.new))
        if old is not None or new is not None:
            self.old.show_span(old or self._pairs.beside(new, new=True))
            self.new.show_span(new or self._pairs.beside(old, new=False))

    def _show_matter(self, matter: Matter) -> None:
        at = self.compared.old.policy.text.find(matter.quote) if matter.quote else -1
        old = Span(at, at + len(matter.quote)) if at >= 0 else None
        new = next((one for one in map(self.span_of, matter.now) if one), None)
        if old is not None or new is not None:
            self.old.show_span(old or self._pairs.beside(new, new=True))
            self.new.show_span(new or self._pairs.beside(old, new=False))
            return
        items = (one.item for one in matter.now if isinstance(one, OnItem))
        for key in items:
            self._show_evidence(key)

    def span_of(self, target: Target) -> Span | None:
        """Where in the new text something stands; None for what stands nowhere."""
        if isinstance(target, OnSelection):
            return target.span
        return self._places.get(target)

    def _follow(self, led: TextSide, other: TextSide, *, new: bool) -> None:
        """Keep the other text beside the one that is scrolled."""
        other.align_top(self._pairs.beside(Span(led.top, led.top), new=new).start)

    def counts(self) -> dict[Fate, int]:
        """How many decisions share a fate."""
        return {fate: sum(one.fate is fate for one in self.matters) for fate in Fate}


class _Pairs:
    """Which place of one text lies beside a place of the other."""

    def __init__(self, compared: Compared) -> None:
        still = {ChangeKind.SAME, ChangeKind.CHANGED}
        pairs = [
            (one.old.start, one.new.start)
            for one in compared.comparison.passages
            if one.old and one.new and one.kind in still and not one.moved
        ]
        self._to_new = sorted(pairs)
        self._to_old = sorted((new, old) for old, new in pairs)

    def beside(self, span: Span | None, *, new: bool) -> Span:
        """The empty place in the other text; of the new text where ``new`` says so."""
        pairs = self._to_old if new else self._to_new
        if span is None or not pairs:
            return Span(0, 0)
        at = bisect_right(pairs, (span.start, 1 << 60)) - 1
        place = pairs[max(at, 0)][1] if at >= 0 else 0
        return Span(place, place)


def _evidence(review: Review, key: ItemKey) -> Span | None:
    """The best evidence of an item."""
    for finding in review.analysis.checklists:
        for item in finding.items:
            if (finding.id, item.id) == (key.checklist, key.item) and item.evidence:
                return item.evidence[0].span
    return None


def _marks(rows: tuple[ChangeRow, ...], *, new: bool) -> list[Marked]:
    """How the words of one text are marked."""
    found: list[Marked] = []
    for row in rows:
        span = row.new if new else row.old
        if span is None:
            continue
        if row.kind in _QUIET:
            found.append(Marked(span, _QUIET[row.kind]))
        elif row.kind is RowKind.CHANGED:
            found.append(Marked(span, Look.CHANGED))
            differing = (word.new if new else word.old for word in row.words)
            look = Look.INSERTED if new else Look.REMOVED
            found += [Marked(one, look) for one in differing if one]
        else:
            found.append(Marked(span, Look.INSERTED if new else Look.REMOVED))
    return found
