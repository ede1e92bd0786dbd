"""The comparison with a colleague's review: what was decided, and how far both agree."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.peers.agreeing import AgreementColumn, AgreementModel, AgreementRow
from reviewer.gui.peers.rows import PeerColumn, PeerModel
from reviewer.gui.peers.wording import KINDS, Wording, kind_of, kind_word, standing_word
from reviewer.gui.widgets.bulk_bar import BulkBar
from reviewer.gui.widgets.flow import FlowLayout
from reviewer.gui.widgets.pause import after_typing
from reviewer.gui.widgets.plain_rows import PlainTable, fit
from reviewer.gui.widgets.rows import set_type_size
from reviewer.gui.words import say, words
from reviewer.model.merging import Row, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction


_FILTER = 200


class PeerPanel(QWidget):
    """Shows rows and agreement; says which row is looked at."""

    row_chosen = Signal(object)
    left = Signal()
    """Enter was pressed: on to the text."""

    agreement_wanted = Signal()
    taking_confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._wording: Wording | None = None
        self._other = ""
        self.standing, self.kind = QComboBox(), QComboBox()
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.about = QLabel()
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
        self.model, self.view = PeerModel(), PlainTable()
        self.agreement, self.agreement_view = AgreementModel(), PlainTable()
        self.meaning = QLabel()
        self.meaning.setWordWrap(True)
        self.bulk = BulkBar()
        self.bulk.confirmed.connect(self.taking_confirmed)
        self.tabs = QTabWidget()
        self._bar = QWidget()
        self._buttons = FlowLayout(self._bar)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        after_typing(self.filter, self._filter)
        self._lay_out()
        self._set_up()
        words.changed.connect(self.retranslate)
        self.retranslate()

    def _lay_out(self) -> None:
        decisions, agreement = QWidget(), QWidget()
        for widget in (self.standing, self.kind, self.filter):
            self._buttons.addWidget(widget)
        head = QVBoxLayout()
        head.setContentsMargins(8, 4, 8, 0)
        head.addWidget(self.about)
        head.addWidget(self._bar)
        head.addWidget(self.bulk)
        column = QVBoxLayout(decisions)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        other = QVBoxLayout(agreement)
        other.setContentsMargins(0, 4, 0, 0)
        self.meaning.setContentsMargins(8, 0, 8, 0)
        other.addWidget(self.meaning)
        other.addWidget(self.agreement_view, 1)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(decisions, "")
        self.tabs.addTab(agreement, "")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.tabs)
        self.filter.setFixedWidth(_FILTER)
        for box in (self.standing, self.kind):
            box.setMinimumHeight(self.filter.sizeHint().height())
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def _set_up(self) -> None:
        for view, model in ((self.view, self.model), (self.agreement_view, self.agreement)):
            view.setModel(model)
            view.resized.connect(self._fit)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._choose())
        self.view.clicked.connect(lambda _index: self._choose())
        self.view.activated.connect(lambda _index: self.left.emit())
        self.standing.activated.connect(lambda _index: self._filter())
        self.kind.activated.connect(lambda _index: self._filter())
        self.tabs.currentChanged.connect(lambda _at: self.agreement_wanted.emit())

    def use_actions(self, buttons: Sequence[QAction], keys: Sequence[QAction]) -> None:
        """Take the actions that stand as buttons, and those whose keys act in the table."""
        for action in buttons:
            button = QToolButton()
            button.setObjectName("flat")
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setMinimumHeight(26)
            self._buttons.addWidget(button)
        self.view.addActions(list(keys))

    def set_zoom(self, point_size: float) -> None:
        """Show the tables in another size."""
        for view in (self.view, self.agreement_view):
            set_type_size(view, self, point_size)
            view.scheduleDelayedItemsLayout()
        self._fit()

    def _fit(self) -> None:
        # The sign before the word takes about two characters.
        widest = "MM" + max(map(standing_word, Standing), key=len)
        column = PeerColumn
        shares = {column.SUBJECT: 5, column.YOU: 3, column.OTHER: 3, column.MERGED: 3}
        fit(self.view, shares, {column.STANDING: widest})
        numbers = {
            AgreementColumn.UNITS: "00000",
            AgreementColumn.AGREED: "00000",
            AgreementColumn.KAPPA: "−0.00",
        }
        shares_of = {AgreementColumn.SUBJECT: 4, AgreementColumn.WORD: 5}
        fit(self.agreement_view, shares_of, numbers)

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.standing.setAccessibleName(say("State"))
        self.kind.setAccessibleName(say("About"))
        self.filter.setPlaceholderText(say("Filter the comparison"))
        self.filter.setAccessibleName(say("Filter the comparison"))
        self.view.setAccessibleName(say("Comparison with the other review"))
        self.agreement_view.setAccessibleName(say("Agreement"))
        self.tabs.setTabText(0, say("Decisions"))
        self.tabs.setTabText(1, say("Agreement"))
        self.meaning.setText(
            say(
                "Cohen's kappa is agreement beyond chance: 1 is full agreement, 0 what chance "
                "alone would give, below 0 less than that. Categories count each sentence of "
                "which both reviewers decided all clauses; n is how many. The words are those of "
                "Landis and Koch (1977)."
            )
        )
        for model, columns in ((self.model, PeerColumn), (self.agreement, AgreementColumn)):
            model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
        self._fit()
        self._fill_choices()
        self._filter()

    # Rows

    def show_rows(self, rows: Sequence[Row], wording: Wording | None, other: str) -> None:
        """Show another state of the comparison; what was looked at is so still, or its place."""
        self._rows, self._wording, self._other = tuple(rows), wording, other
        self._fill_choices()
        self._filter()

    def show_agreement(self, rows: Sequence[AgreementRow]) -> None:
        """Show how far both agree."""
        self.agreement.show_rows(rows)

    @property
    def row(self) -> Row | None:
        """The row that is looked at; None for none."""
        at = self.view.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that the filters keep."""
        return self.model.rows

    def choose_standing(self, standing: Standing | None) -> None:
        """Show rows of one state; None for all."""
        at = self.standing.findData(standing.value if standing else None)
        self.standing.setCurrentIndex(max(0, at))
        self._filter()

    def _fill_choices(self) -> None:
        counts = Counter(row.standing for row in self._rows)
        kinds = Counter(kind_of(row) for row in self._rows)
        choices = [(standing_word(one), counts[one], one.value) for one in Standing]
        _fill(self.standing, say("All states"), len(self._rows), choices)
        offers = [(kind_word(one), kinds[one], one.__name__) for one in KINDS if kinds[one]]
        _fill(self.kind, say("Everything"), len(self._rows), offers)

    def _filter(self) -> None:
        at, former = self.view.currentIndex().row(), self.row
        wording = self._wording
        standing, kind = self.standing.currentData(), self.kind.currentData()
        wanted = self.filter.text().lower().split()
        rows = [
            row
            for row in self._rows
            if (standing is None or row.standing.value == standing)
            and (kind is None or kind_of(row).__name__ == kind)
            and (not wanted or wording is None or _holds(wording.spoken(row), wanted))
        ]
        blocked = self.view.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt takes no name
        self.model.compare(rows, wording, self._other)
        self.view.selectionModel().blockSignals(blocked)
        self._keep_place(at, former)
        self._fit()

    def _keep_place(self, at: int, former: Row | None) -> None:
        """Look at the row that was looked at, or at what stands in its place."""
        if former is None or not self.model.rows:
            return
        rows = self.model.rows
        same = (n for n, row in enumerate(rows) if row == former)
        row = next(same, min(at, len(rows) - 1))
        index = self.model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.view.scrollTo(index)

    def _choose(self) -> None:
        row = self.row
        # The reader goes where the table leads while in it, not when it is filled anew.
        if row is not None and self.view.hasFocus():
            self.row_chosen.emit(row)


def _holds(text: str, wanted: list[str]) -> bool:
    lowered = text.lower()
    return all(word in lowered for word in wanted)


def _fill(box: QComboBox, every: str, total: int, choices: Sequence[tuple[str, int, str]]) -> None:
    """List choices with how many rows each keeps; what was chosen stays."""
    chosen = box.currentData()
    box.clear()
    box.addItem(say("{name}: {count}", name=every, count=total), None)
    for name, count, key in choices:
        box.addItem(say("{name}: {count}", name=name, count=count), key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
