"""What is exported: the format, the parts, the language, and which clauses count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.dialogs.properties import Choice
from reviewer.gui.exporting.ticks import Ticks
from reviewer.gui.widgets.pause import after_typing
from reviewer.gui.widgets.tabbing import in_order
from reviewer.gui.words import say, words
from reviewer.report.options import ReportOptions, ReportPart
from reviewer.report.outputs import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.model.rules import Checklist

_MOST_CHECKLISTS = 8
_MOST_PARTS = 11


@dataclass(frozen=True, slots=True)
class Offer:
    """The checklists that a review can be reported by, and those that count already."""

    checklists: tuple[Checklist, ...]
    chosen: tuple[str, ...]


def part_names() -> dict[ReportPart, str]:
    """What the parts are called, in their order in the report."""
    return {
        ReportPart.SUMMARY: say("Summary"),
        ReportPart.CHANGES: say("What changed"),
        ReportPart.FLAGS: say("Red flags"),
        ReportPart.CHECKLISTS: say("Checklists"),
        ReportPart.CONDITIONS: say("Conditions and answers"),
        ReportPart.OPEN_POINTS: say("Open points"),
        ReportPart.PEERS: say("Two reviewers"),
        ReportPart.NAMED: say("What the clauses name"),
        ReportPart.POLICY: say("The policy with its marks"),
        ReportPart.LOG: say("Decisions"),
        ReportPart.METHOD: say("Method and limits"),
    }


def kind_names() -> dict[Kind, str]:
    """What the formats are called."""
    return {
        Kind.PDF: say("Report (PDF)"),
        Kind.XLSX: say("Workbook (XLSX)"),
        Kind.CSV: say("Tables (CSV)"),
        Kind.JSON: say("Data (JSON)"),
    }


class OptionsPanel(QScrollArea):
    """Asks for it, and says when it changes."""

    changed = Signal()
    since_wanted = Signal()

    def __init__(self, offer: Offer, reviewer: str) -> None:
        super().__init__()
        self._offer = offer
        self.compared = b""
        """An earlier version compared with this one; empty for none."""
        self.kinds, self.languages, self.clauses = Choice(), Choice(), Choice()
        self.name = QLineEdit(reviewer)
        self.bilingual, self.whole_log = QCheckBox(), QCheckBox()
        self.checklists, self.parts = Ticks(_MOST_CHECKLISTS), Ticks(_MOST_PARTS)
        self.since = QPushButton()
        self.forget = QPushButton()
        self._since_name = QLabel()
        self._labels = {name: QLabel() for name in _LABELS}
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setForegroundRole(self._note.palette().ColorRole.PlaceholderText)
        self._fill()
        self._lay_out()
        self.retranslate()
        self._connect()
        self._allow()

    def _fill(self) -> None:
        for kind in Kind:
            self.kinds.addItem("", kind)
        for language in ("en", "zh"):
            self.languages.addItem("", language)
        self.languages.setCurrentIndex(self.languages.findData(words.language))
        for accepted_only in (False, True):
            self.clauses.addItem("", accepted_only)
        entries = [(one.id, one.id) for one in self._offer.checklists]
        self.checklists.fill(entries, self._offer.chosen)
        self.parts.fill([(part.value, part.value) for part in ReportPart], tuple(ReportPart))

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(8)
        rows: tuple[tuple[str, QWidget], ...]
        rows = (("kind", self.kinds), ("language", self.languages), ("name", self.name),
                ("clauses", self.clauses))  # fmt: skip
        for name, widget in rows:
            form.addRow(self._labels[name], widget)
            self._labels[name].setBuddy(widget)
        column.addLayout(form)
        for name, ticks in (("checklists", self.checklists), ("parts", self.parts)):
            self._labels[name].setBuddy(ticks)
            column.addWidget(self._labels[name])
            column.addWidget(ticks)
            if name == "checklists":
                column.addWidget(self.bilingual)
        column.addWidget(self.whole_log)
        column.addWidget(self._labels["since"])
        column.addWidget(self._since_name)
        row = QHBoxLayout()
        row.addWidget(self.since)
        row.addWidget(self.forget)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._note)
        column.addStretch(1)
        self._since_name.hide()
        self._since_name.setWordWrap(True)
        self._since_name.setTextFormat(Qt.TextFormat.PlainText)
        self._show_page(page)

    def _show_page(self, page: QWidget) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)
        self.setMinimumWidth(360)
        in_order(
            self.kinds,
            self.languages,
            self.name,
            self.clauses,
            self.checklists,
            self.bilingual,
            self.parts,
            self.whole_log,
            self.since,
            self.forget,
        )

    def _connect(self) -> None:
        for box in (self.kinds, self.languages, self.clauses):
            box.currentIndexChanged.connect(lambda _row: self._change())
        for tick in (self.bilingual, self.whole_log):
            tick.toggled.connect(lambda _on: self._change())
        for ticks in (self.checklists, self.parts):
            ticks.changed.connect(self._change)
        after_typing(self.name, self._change)
        self.since.clicked.connect(self.since_wanted)
        self.forget.clicked.connect(lambda: self.compare_with(b""))

    def _change(self) -> None:
        self._allow()
        self.changed.emit()

    def _allow(self) -> None:
        """Switch off what the format does not know."""
        pdf, data = self.kind is Kind.PDF, self.kind is Kind.JSON
        paged: tuple[QWidget, ...] = (self.parts, self.bilingual, self.whole_log, self.since)
        worded: tuple[QWidget, ...] = (self.languages, self.name, self.clauses, self.checklists)
        for widget in paged:
            widget.setEnabled(pdf)
        for widget in worded:
            widget.setEnabled(not data)
        self.forget.setEnabled(pdf and bool(self.compared))

    def compare_with(self, compared: bytes, name: str = "") -> None:
        """Tell what changed since an earlier version, or with nothing no more."""
        self.compared = compared
        self._since_name.setText(name)
        self._since_name.setVisible(bool(name))
        self._change()

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        for name, label in self._labels.items():
            label.setText(_LABELS[name]())
        _name(self.kinds, list(kind_names().values()))
        _name(self.languages, [say("English"), say("Chinese")])
        _name(self.clauses, [say("Open and accepted ones"), say("Accepted ones only")])
        titles = (one.title.in_language(words.language) for one in self._offer.checklists)
        self.checklists.name(titles)
        self.parts.name(part_names().values())
        self.checklists.setAccessibleName(say("Regulations in the report"))
        self.parts.setAccessibleName(say("Parts of the report"))
        self.name.setPlaceholderText(say("Name as it shall stand in the report"))
        self.bilingual.setText(say("Checklists in both languages, side by side"))
        self.whole_log.setText(say("Every decision, however many there are"))
        self.since.setText(say("Choose the version …"))
        self.forget.setText(say("Leave out"))
        self._note.setText(
            say(
                "Title page and sign-off always stand in the report. "
                "That a regulation is listed does not mean that it applies."
            )
        )

    @property
    def kind(self) -> Kind:
        """The format."""
        return Kind(self.kinds.currentData())

    @property
    def missing(self) -> str:
        """A sentence saying what has to be ticked first; empty where nothing has."""
        if self.kind is Kind.JSON:
            return ""
        # A report without any checklist would say less than it seems to.
        if self._offer.checklists and not self.checklists.ticked:
            return say("Tick at least one regulation.")
        if self.kind is Kind.PDF and not self.parts.ticked:
            return say("Tick at least one part.")
        return ""

    @property
    def options(self) -> ReportOptions:
        """What the report is asked for."""
        parts = tuple(ReportPart(one) for one in self.parts.ticked)
        return ReportOptions(
            language=str(self.languages.currentData()),
            reviewer=self.name.text().strip(),
            checklists=self.checklists.ticked,
            parts=() if len(parts) == len(ReportPart) else parts,
            accepted_only=bool(self.clauses.currentData()),
            bilingual=self.bilingual.isChecked(),
            whole_log=self.whole_log.isChecked(),
        )


_LABELS = {
    "kind": lambda: say("&Format"),
    "language": lambda: say("&Language"),
    "name": lambda: say("Re&viewer"),
    "clauses": lambda: say("&Clauses"),
    "checklists": lambda: say("Re&gulations in the report"),
    "parts": lambda: say("&Parts of the report"),
    "since": lambda: say("Changes since an earlier version"),
}


def _name(box: Choice, titles: Sequence[str]) -> None:
    for row, title in enumerate(titles):
        box.setItemText(row, title)
