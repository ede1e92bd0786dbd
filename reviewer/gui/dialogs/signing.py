"""Signing a review: what is still open, who signs, and what the signature covers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.overriding import overriding
from reviewer.gui.searching import quote
from reviewer.gui.widgets.pause import after_typing
from reviewer.gui.words import say, words
from reviewer.model.citing import cited
from reviewer.model.edits import NameReviewer
from reviewer.model.signing import OpenPoint, PointKind, digest, open_points

if TYPE_CHECKING:
    from reviewer.model.history import WorkingReview
    from reviewer.model.rules import Rulebook

_QUOTE = 90
_KEY = Qt.ItemDataRole.UserRole


def kind_name(kind: PointKind) -> str:
    """What sort of point is open, in the window's language."""
    return {
        PointKind.CLAUSE: say("Open clauses"),
        PointKind.ITEM: say("Requirements without a verdict"),
        PointKind.CONDITION: say("Conditions without an answer"),
        PointKind.TEST: say("Legal tests without an answer"),
        PointKind.FLAG: say("Red flags without a verdict"),
        PointKind.COMMENT: say("Questions without an answer"),
    }[kind]


@overriding
class SignDialog(QDialog):
    """Lists the open points; those that are ticked are signed with as exceptions."""

    signed = Signal(object, tuple, str)
    """The NameReviewer, keys of the exceptions, and the comment."""

    def __init__(
        self, working: WorkingReview, rulebook: Rulebook, known: NameReviewer, parent: QWidget
    ) -> None:
        """Offer to sign.

        Args:
            working: the review, with the checklists that count.
            rulebook: explains its items.
            known: who reviews, as far as it is known.
        """
        super().__init__(parent)
        self.setWindowTitle(say("Sign off"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._working = working
        self._rulebook = rulebook
        self.name = QLineEdit(known.name)
        self.role = QLineEdit(known.role)
        self.role.setPlaceholderText(say("For example: data protection officer"))
        self.comment = QLineEdit()
        self.points = QTreeWidget()
        self.points.setHeaderHidden(True)
        self.points.setAccessibleName(say("Open points"))
        self.decisions = _hash_label()
        self.left = QLabel()
        self.left.setWordWrap(True)
        self._fill()
        self._lay_out()
        self.points.itemChanged.connect(lambda _item, _column: self._allow())
        self.name.textChanged.connect(lambda _text: self._allow())
        after_typing(self.name, self._show_hash)
        after_typing(self.role, self._show_hash)
        self._show_hash()
        self._allow()
        self.resize(640, 620)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(say("&Name"), self.name)
        form.addRow(say("&Role"), self.role)
        form.addRow(say("&Comment"), self.comment)
        source = _hash_label()
        source.setText(self._working.review.policy.source.sha256)
        form.addRow(say("SHA-256 of the policy's file"), source)
        form.addRow(say("SHA-256 of the decisions"), self.decisions)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.sign = buttons.addButton(say("Sign"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(say("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.left)
        column.addWidget(self.points, 1)
        column.addLayout(form)
        note = QLabel(say("A signed review is read-only until it is reopened, which is recorded."))
        note.setWordWrap(True)
        column.addWidget(note)
        column.addWidget(buttons)

    def _fill(self) -> None:
        points = open_points(self._working, self._rulebook.checklists)
        for kind in PointKind:
            these = [point for point in points if point.kind is kind]
            if not these:
                continue
            name = say("{title}: {count}", title=kind_name(kind), count=len(these))
            top = QTreeWidgetItem([name])
            top.setFlags(
                top.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate
            )
            top.addChildren([self._row(point) for point in these])
            self.points.addTopLevelItem(top)
            top.setCheckState(0, Qt.CheckState.Unchecked)
            top.setExpanded(len(these) <= 12)  # noqa: PLR2004 - as many as fit
        self.points.setVisible(bool(points))

    def _row(self, point: OpenPoint) -> QTreeWidgetItem:
        row = QTreeWidgetItem([self._words(point)])
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        row.setCheckState(0, Qt.CheckState.Unchecked)
        row.setData(0, _KEY, point.key)
        return row

    def _words(self, point: OpenPoint) -> str:
        if point.kind in {PointKind.ITEM, PointKind.TEST}:
            return self._title(point.name)
        if point.kind is PointKind.CONDITION:
            found = (one for one in self._rulebook.conditions if one.id == point.name)
            question = next((one.question.in_language(words.language) for one in found), "")
            return question or point.name
        if point.kind is PointKind.COMMENT:
            return self._working.decisions.comments[int(point.name)].text
        text = self._working.review.policy.text
        quoted = quote(text, point.span, _QUOTE) if point.span else point.name
        return f"{self._flag(point.name)} · {quoted}" if point.kind is PointKind.FLAG else quoted

    def _flag(self, name: str) -> str:
        found = self._working.review.analysis.flags[self._working.ground.flags[name]]
        rules = (one for one in self._rulebook.flags if one.id == found.id)
        return next((one.title.in_language(words.language) for one in rules), found.id)

    def _title(self, name: str) -> str:
        checklist, _, item = name.partition("/")
        for one in self._rulebook.checklists:
            for requirement in one.items if one.id == checklist else ():
                if requirement.id == item:
                    title = requirement.title.in_language(words.language)
                    return f"{cited(requirement.article, words.language)}  {title}"
        return name

    def _reviewer(self) -> NameReviewer:
        return NameReviewer(self.name.text().strip(), self.role.text().strip())

    def _show_hash(self) -> None:
        decisions = replace(self._working.decisions, reviewer=self._reviewer())
        self.decisions.setText(digest(decisions))

    def rows(self) -> list[QTreeWidgetItem]:
        """One row for each open point."""
        tops = [self.points.topLevelItem(n) for n in range(self.points.topLevelItemCount())]
        found = [top.child(n) for top in tops if top for n in range(top.childCount())]
        return [row for row in found if row is not None]

    def _allow(self) -> None:
        rows = self.rows()
        left = sum(row.checkState(0) is not Qt.CheckState.Checked for row in rows)
        if not rows:
            text = say("Nothing is open.")
        elif left:
            text = say(
                "Open points: {count}. Decide them, or tick those that are left open knowingly; "
                "they are named in the signature.",
                count=left,
            )
        else:
            text = say("All open points are named as exceptions: {count}.", count=len(rows))
        named = bool(self.name.text().strip())
        missing = () if named or left else (say("Enter your name to sign."),)
        self.left.setText(" ".join((text, *missing)))
        self.sign.setEnabled(left == 0 and named)

    def accept(self) -> None:
        """Sign, where that can be."""
        if not self.sign.isEnabled():
            return
        keys = tuple(str(row.data(0, _KEY)) for row in self.rows())
        self.signed.emit(self._reviewer(), keys, self.comment.text().strip())
        super().accept()


def _hash_label() -> QLabel:
    label = QLabel()
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * 0.8)
    label.setFont(font)
    return label
