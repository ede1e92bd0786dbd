"""From the wish to sign or verify a report to what its signatures are worth."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from reviewer.gui.dialogs.file_dialog import FileDialog
from reviewer.gui.opening import ways_to
from reviewer.gui.session import Failure
from reviewer.gui.tasks import Place, Ticket, Work
from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.words import say, say_error
from reviewer.report import verdicts
from reviewer.report.signer_role import SignerRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.errors import ReviewerError
    from reviewer.gui.main_window import MainWindow
    from reviewer.gui.sealing.windows import SealWindow, SignWindow, VerifyWindow
    from reviewer.report.verify import Verification

# A time stamp service may be slow; a report of a long policy has some hundred pages.
_SECONDS = 300.0


class Sealing(QObject):
    """Keeps one window for either, and no passphrase."""

    def __init__(self, main: MainWindow) -> None:
        super().__init__(main)
        self._main = main
        self._tickets: dict[SealWindow, Ticket] = {}
        self._sign_window: SignWindow | None = None
        self._verify_window: VerifyWindow | None = None

    def deeds(self) -> dict[str, Callable[[], object]]:
        """A function for each action."""
        return {"sign_report": self.ask_sign, "verify_report": self.ask_verify}

    def ask_sign(self, report: Path | None = None) -> SignWindow:
        """Show the window that signs, for a report where one is known."""
        from reviewer.gui.sealing.windows import SignWindow

        window = self._sign_window
        if window is None:
            window = self._sign_window = SignWindow(self._main)
            window.wanted.connect(self._ask_target)
            self._connect(window)
        if not window.key.name.text():
            window.key.name.setText(self._main.preferences.settings.reviewer)
        if report is not None and report != window.report.path:
            window.report.choose(report)
            window.sign_as(SignerRole.REVIEWER)
            window.show_found(None)
            window.banners.clear()
        _raise(window)
        return window

    def ask_verify(self, report: Path | None = None) -> VerifyWindow:
        """Show the window that verifies; look at a report at once where one is known."""
        from reviewer.gui.sealing.windows import VerifyWindow

        window = self._verify_window
        if window is None:
            window = self._verify_window = VerifyWindow(self._main)
            window.wanted.connect(self.verify)
            self._connect(window)
        _raise(window)
        if report is not None:
            window.report.choose(report)
            self.verify()
        return window

    def close(self) -> None:
        """Stop and close both windows."""
        for window in (self._sign_window, self._verify_window):
            if window is not None:
                window.reject()

    def _connect(self, window: SealWindow) -> None:
        window.stopped.connect(partial(self._stop, window))
        window.finished.connect(lambda _code: self._stop(window))
        window.report.changed.connect(lambda: window.show_found(None))

    def _ask_target(self) -> None:
        window = self._sign_window
        report = window.report.path if window else None
        if window is None or report is None:
            return
        # An object, not the static function: it adds the ending before it asks
        # whether to replace a file.
        files = FileDialog(window, say("Save as"), str(report.parent), "PDF (*.pdf)")
        files.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        files.setDefaultSuffix("pdf")
        ending = say("signed")
        files.selectFile(f"{report.stem} - {ending}.pdf")
        files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        files.fileSelected.connect(lambda name: self.sign(Path(name)))
        self.file_dialog = files
        files.open()

    def sign(self, target: Path) -> None:
        """Sign the report that is chosen into another file, and show what that is worth."""
        window = self._sign_window
        report = window.report.path if window else None
        if window is None or report is None or window in self._tickets:
            return
        from reviewer.gui.sealing import work

        order = work.SigningOrder(
            report=report,
            target=target,
            replace=target.exists(),
            key=window.key.take(),
            role=window.role,
            moment=datetime.now().astimezone().replace(microsecond=0),
            timestamp_url=window.service.text().strip(),
            reason=window.reason.text().strip(),
            place=window.place.text().strip(),
        )
        asked = Work(work.sign_report, (order,), _SECONDS, Place.SIGNER)
        self._run(window, asked, partial(self._signed, window, target))

    def _signed(self, window: SignWindow, target: Path, found: Verification) -> None:
        # Who has certified is followed by somebody who approves the same file.
        window.report.choose(target)
        if window.role is SignerRole.REVIEWER:
            window.sign_as(SignerRole.APPROVER)
        window.show_found(found, target)
        tell = window.banners.tell
        actions = ways_to(target, tell)
        tone, text = Tone.SUCCESS, say("Signed and verified: {name}", name=target.name)
        if not found.sound:
            tone, text = Tone.ERROR, say_error(verdicts.broken(target.name))
        tell(Message(tone=tone, text=text, actions=actions, closes=False))

    def verify(self) -> None:
        """Show what the signatures of the chosen file are worth."""
        window = self._verify_window
        path = window.report.path if window else None
        if window is None or path is None or window in self._tickets:
            return
        from reviewer.gui.sealing import work

        asked = Work(work.verify_file, (path,), _SECONDS, Place.VERIFIER)
        self._run(window, asked, lambda found: window.show_found(found, path))

    def _run(self, window: SealWindow, asked: Work, done: Callable[[Verification], object]) -> None:
        window.banners.clear()
        window.show_found(None)

        def answered(answer: object) -> None:
            self._end(window)
            done(cast("Verification", answer))

        def failed(error: ReviewerError) -> None:
            self._end(window)
            failure = Failure(error, "", lambda: None)
            window.banners.tell(self._main.notices.message(failure, again=False))

        self._tickets[window] = self._main.session.tasks.run(asked, answered, failed)
        window.show_busy(busy=True)

    def _end(self, window: SealWindow) -> None:
        self._tickets.pop(window, None)
        window.show_busy(busy=False)

    def _stop(self, window: SealWindow) -> None:
        ticket = self._tickets.get(window)
        if ticket is not None:
            ticket.cancel()
            self._end(window)


def _raise(window: SealWindow) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
