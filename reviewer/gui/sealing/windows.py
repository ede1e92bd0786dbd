"""The windows that sign a report and that verify one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.dialogs.properties import Choice
from reviewer.gui.sealing.file_line import FileLine
from reviewer.gui.sealing.key_form import KeyForm
from reviewer.gui.sealing.verdict_view import VerdictView
from reviewer.gui.widgets.banner import BannerArea
from reviewer.gui.widgets.tabbing import in_order
from reviewer.gui.words import say, words
from reviewer.report.signer_role import SignerRole

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.report.verify import Verification


class SealWindow(QDialog):
    """A report above, what is asked about it in the middle, what was found below."""

    wanted = Signal()
    stopped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint)
        self.banners = BannerArea()
        self.report = FileLine("*.pdf")
        self.verdict = VerdictView()
        self.act, self.stop, self.leave = QPushButton(), QPushButton(), QPushButton()
        self.busy = QProgressBar()
        self.form = QFormLayout()
        self._label = QLabel()
        self._lay_out()
        self.act.clicked.connect(self.wanted)
        self.stop.clicked.connect(self.stopped)
        self.leave.clicked.connect(self.reject)
        self.report.changed.connect(self.allow)
        words.changed.connect(self.retranslate)
        self.show_busy(busy=False)

    def _lay_out(self) -> None:
        self.form.setContentsMargins(14, 12, 14, 8)
        self.form.setVerticalSpacing(9)
        self.form.setHorizontalSpacing(12)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._label.setBuddy(self.report)
        self.form.addRow(self._label, self.report)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedSize(120, 8)
        below = QHBoxLayout()
        below.setContentsMargins(14, 9, 14, 9)
        below.setSpacing(10)
        for button in (self.stop, self.leave):
            button.setAutoDefault(False)
        self.act.setDefault(True)
        below.addWidget(self.busy)
        below.addWidget(self.stop)
        below.addStretch(1)
        below.addWidget(self.act)
        below.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addLayout(self.form)
        column.addWidget(self.verdict, 1)
        column.addLayout(below)

    @property
    def ready(self) -> bool:
        """Whether nothing is missing that is asked for."""
        return self.report.path is not None

    def allow(self) -> None:
        """Offer to act where that can be."""
        self.act.setEnabled(self.ready and not self.busy.isVisibleTo(self))

    def show_busy(self, *, busy: bool) -> None:
        """Say whether a helper is at it."""
        self.busy.setVisible(busy)
        self.stop.setVisible(busy)
        self.allow()

    def show_found(self, found: Verification | None, path: Path | None = None) -> None:
        """Show what the signatures of a file are worth, or nothing."""
        self.verdict.show_verification(found, path.name if path else "")

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self._label.setText(say("&Report"))
        self.report.name(say("Report (PDF)"))
        self.stop.setText(say("Stop"))
        self.leave.setText(say("Close"))
        self.busy.setAccessibleName(say("Progress"))
        self.verdict.retranslate()


class VerifyWindow(SealWindow):
    """Asks for a file alone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.retranslate()
        self.resize(700, 440)
        in_order(self.report.button, self.verdict, self.stop, self.act, self.leave)

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        super().retranslate()
        self.setWindowTitle(say("Verify a signed report"))
        self.act.setText(say("Verify"))


class SignWindow(SealWindow):
    """Asks for the key, the role, and what the signature shall say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = KeyForm(self.form)
        self.roles = Choice()
        self.reason, self.place, self.service = QLineEdit(), QLineEdit(), QLineEdit()
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setForegroundRole(self._note.palette().ColorRole.PlaceholderText)
        for role in SignerRole:
            self.roles.addItem("", role)
        self._labels = {}
        rows = {"role": self.roles, "reason": self.reason, "place": self.place,
                "service": self.service}  # fmt: skip
        for name_, widget in rows.items():
            self._labels[name_] = QLabel()
            self._labels[name_].setBuddy(widget)
            self.form.addRow(self._labels[name_], widget)
        self.form.addRow("", self._note)
        self.key.changed.connect(self.allow)
        self.retranslate()
        self.allow()
        rest = (self.roles, self.reason, self.place, self.service, self.verdict)
        in_order(self.report.button, *self.key.controls(), *rest, self.stop, self.act, self.leave)
        self.resize(QSize(700, 740).boundedTo(self.screen().availableSize()))

    @property
    def ready(self) -> bool:
        """Whether nothing is missing that is asked for."""
        # Asked once before the form is there.
        return super().ready and hasattr(self, "key") and self.key.complete

    @property
    def role(self) -> SignerRole:
        """In which role is signed."""
        return SignerRole(self.roles.currentData())

    def sign_as(self, role: SignerRole) -> None:
        """Propose a role."""
        self.roles.setCurrentIndex(self.roles.findData(role))

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        super().retranslate()
        self.setWindowTitle(say("Sign a report"))
        self.act.setText(say("Sign and save as …"))
        self.key.retranslate()
        for row, title in enumerate((say("Reviewer, who certifies"), say("Approver, who follows"))):
            self.roles.setItemText(row, title)
        self._labels["role"].setText(say("Si&gn as"))
        self._labels["reason"].setText(say("R&eason"))
        self._labels["place"].setText(say("P&lace"))
        self._labels["service"].setText(say("&Time stamp service"))
        self.service.setPlaceholderText(say("Address (URL); empty for none"))
        self._note.setText(
            say(
                "Only where an address is given a connection is opened: the service is sent a "
                "digest of the signature, never the report."
            )
        )
