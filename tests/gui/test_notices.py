"""Bugs and lost preferences are said, once, without words, and the work goes on."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPlainTextEdit

from reviewer import __version__, bugs
from reviewer.bugs import Where
from reviewer.errors import EditRefused, ReviewerError, RulebookError
from reviewer.gui import worker
from reviewer.gui.dialogs.about import AboutDialog, LicencesDialog
from reviewer.gui.dialogs.crash import CrashDialog
from reviewer.gui.dialogs.properties import PropertiesDialog
from reviewer.gui.preferences import Preferences
from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.words import say, say_error, say_list, say_together, words
from reviewer.paths import log_folder
from reviewer.store import settings
from tests.gui.test_tasks import stumble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QUrl

    from reviewer.store.settings import Settings
    from tests.gui.conftest import Desk


QUOTE = "We sell the street of every customer"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def folder() -> Iterator[Path]:
    """The folder of log and reports, without any."""
    yield log_folder()
    for path in log_folder().glob("crash-*.txt"):
        path.unlink()


def reports(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in folder.glob("crash-*.txt")]


def fail() -> None:
    try:
        stumble(QUOTE)
    except ValueError as error:
        raise ExceptionGroup(QUOTE, [LookupError(QUOTE)]) from error


def uncaught() -> None:
    """What Python does with an exception that leaves a slot."""
    try:
        fail()
    except ExceptionGroup as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_that_a_bug_of_the_window_is_said_once_and_reported(desk: Desk, folder: Path) -> None:
    with bugs.watched(desk.window.notices.note):
        for _ in range(300):
            uncaught()
        desk.bot.waitUntil(lambda: bool(desk.banners()))
        desk.bot.wait(50)
    (said,) = desk.banners()
    assert "ExceptionGroup" in said
    assert "The work goes on" in said
    (report,) = reports(folder)
    assert "in the group LookupError" in report
    assert "caused by ValueError" in report
    assert QUOTE not in report + said


def test_that_a_bug_of_a_thread_is_said(desk: Desk, folder: Path) -> None:
    with bugs.watched(desk.window.notices.note):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        desk.bot.waitUntil(lambda: bool(desk.banners()))
    (report,) = reports(folder)
    assert "in the background" in report
    assert QUOTE not in report + desk.banners()[0]


def test_that_the_report_can_be_read_copied_and_found(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def shown(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", shown)
    desk.window.notices.note(ValueError(QUOTE), Where.WINDOW)
    desk.bot.waitUntil(lambda: bool(desk.banners()))
    desk.click_banner("Copy details")
    (report,) = reports(folder)
    assert QGuiApplication.clipboard().text() == report
    desk.click_banner("Show the report")
    dialog = desk.window.findChild(CrashDialog)
    assert isinstance(dialog, CrashDialog)
    page = dialog.findChild(QPlainTextEdit)
    assert isinstance(page, QPlainTextEdit)
    assert page.toPlainText() == report
    QGuiApplication.clipboard().clear()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == report
    dialog.folder.click()
    assert opened == [folder]
    dialog.close()
    assert len(desk.banners()) == 1


def test_that_a_report_in_no_file_can_still_be_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("reviewer.store.crashes._put", refuse)
    desk.window.notices.note(LookupError(QUOTE), Where.WINDOW)
    desk.bot.waitUntil(lambda: bool(desk.banners()))
    desk.click_banner("Show the report")
    dialog = desk.window.findChild(CrashDialog)
    assert isinstance(dialog, CrashDialog)
    assert dialog.folder.isHidden()
    assert "LookupError" in dialog.page.toPlainText()
    dialog.close()


def test_that_a_bug_of_a_helper_is_said_with_its_report(desk: Desk, folder: Path) -> None:
    try:
        stumble(QUOTE)
    except ValueError as error:
        bug = bugs.describe(error)
    desk.answers.broken[worker.read_file] = ReviewerError("It failed.", bug=bug)
    desk.window.session.open_path(desk.write())
    desk.bot.waitUntil(lambda: bool(desk.banners()))
    (report,) = reports(folder)
    assert "test_tasks.py" in report
    assert "helper process" in report
    assert QUOTE not in report
    assert "birchlane" not in report
    desk.click_banner("Show the report")
    dialog = desk.window.findChild(CrashDialog)
    assert isinstance(dialog, CrashDialog)
    dialog.close()
    del desk.answers.broken[worker.read_file]
    desk.click_banner("Retry")
    desk.bot.waitUntil(lambda: desk.window.document is not None)
    assert desk.banners() == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_a_crash_is_said_at_the_next_start(desk: Desk, folder: Path, language: str) -> None:
    words.speak(language)
    trace = "Fatal Python error: Aborted\n\nCurrent thread 0x1 (most recent call first):\n"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fatal-1.txt").write_text(trace + '  File "/a/app.py", line 3 in run\n', "ascii")
    desk.window.notices.begin()
    desk.bot.waitUntil(lambda: bool(desk.banners()))
    (said,) = desk.banners()
    assert "Aborted" in said
    assert ("crashed" in said) == (language == "en")
    (report,) = reports(folder)
    assert "app.py:3 run" in report
    assert not list(folder.glob("fatal-*"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_an_own_checklist_left_out_is_said(desk: Desk, language: str) -> None:
    words.speak(language)
    template = "The checklist {file} is not in UTF-8; save it in that encoding."
    problem = RulebookError(template, file="house.yaml")
    desk.window.session.left_out.emit((problem,))
    (said,) = desk.banners()
    assert "house.yaml" in said
    assert ("save it" in said) == (language == "en")


def test_that_the_folder_of_the_log_is_shown(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []

    def refuse(url: QUrl) -> bool:
        opened.append(url)
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", refuse)
    desk.window.actions_["logs"].trigger()
    assert [Path(url.toLocalFile()) for url in opened] == [folder]
    assert folder.is_dir()
    assert desk.banners() == [f"No program was found that opens {folder}."]


def test_that_about_tells_the_versions_and_copies_them(desk: Desk) -> None:
    desk.window.actions_["about"].trigger()
    dialog = desk.window.findChild(AboutDialog)
    assert isinstance(dialog, AboutDialog)
    assert "opens no connection" in dialog.sentence.text()
    assert "spaCy" in dialog.table.text()
    dialog.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == f"reviewer {__version__}"
    assert any(line.startswith("Qt 6.") for line in lines)
    dialog.close()


@pytest.mark.parametrize(
    ("content", "shown"), [("# Lamps\n\nMIT", "Lamps\nMIT"), (None, "is missing")]
)
def test_that_the_licences_are_shown_in_the_program(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, content: str | None, shown: str
) -> None:
    if content is not None:
        (desk.folder / "THIRD_PARTY.md").write_text(content, encoding="utf-8")
    monkeypatch.setattr("reviewer.gui.dialogs.about.resources", lambda: desk.folder)
    dialog = AboutDialog(desk.window)
    dialog.open()
    dialog.licences.click()
    page = dialog.findChild(LicencesDialog)
    assert isinstance(page, LicencesDialog)
    assert shown in page.page.toPlainText()
    page.close()
    dialog.close()


def test_that_macos_finds_quit_and_about(desk: Desk) -> None:
    roles = {
        name: desk.window.actions_[name].menuRole() for name in ("quit", "about", "properties")
    }
    assert roles == {
        "quit": QAction.MenuRole.QuitRole,
        "about": QAction.MenuRole.AboutRole,
        "properties": QAction.MenuRole.NoRole,
    }


_PROGRAM = """
import sys
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QApplication, QWidget
from reviewer.gui import app, commands
class Broken(QWidget):
    def paintEvent(self, event):
        raise LookupError("We sell the street of every customer")
def begin(window):
    qWarning("QPainter::begin: painting 'We sell the street of every customer'")
    def stumble():
        raise ValueError("We sell the street of every customer")
    QTimer.singleShot(0, stumble)
    window.broken = Broken(window)
    window.broken.show()
    timer = QTimer(window)
    timer.timeout.connect(window.broken.update)
    timer.start(10)
    QTimer.singleShot(600, end)
def end():
    if sys.argv[1] == "crash":
        import os
        os.abort()
    print(len(made_window.workspace.banners.banners()))
    QApplication.quit()
if __name__ == "__main__":
    class Watched(app.Start):
        def __init__(self, paths):
            global made_window
            super().__init__(paths)
            made_window = self.window
            self.window.ready.connect(lambda: begin(self.window))
    app.Start = Watched
    sys.exit(app.run([]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders are told otherwise there")
def test_that_a_whole_run_leaves_a_log_and_reports_without_words(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(_PROGRAM, encoding="utf-8")
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path),
    }
    folder = tmp_path / "reviewer" / "log"
    for how, code, count in (("crash", -6, 2), ("end", 0, 5)):
        done = subprocess.run(
            [sys.executable, str(program), how],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == code, done.stderr
        assert QUOTE not in done.stdout + done.stderr
        assert len(reports(folder)) == count
    assert done.stdout.split() == ["3"]
    text = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert QUOTE not in text
    for said in (
        "INFO reviewer reviewer 0",
        "the window is shown",
        "QPainter::begin: painting ...",
    ):
        assert said in text
    assert "(Aborted)" in text
    assert not list(folder.glob("fatal-*"))


def test_that_a_broken_file_is_set_aside_before_the_first_save(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text("{ broken", encoding="utf-8")
    preferences = Preferences(file)
    assert preferences.broken
    assert preferences.set_aside == tmp_path / "settings.broken.json"
    preferences.change(zoom=120)
    assert settings.load(file).zoom == 120
    assert preferences.set_aside.read_text(encoding="utf-8") == "{ broken"


def test_that_a_file_that_cannot_be_set_aside_is_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_file: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "settings.json"
    file.write_text("{ broken", encoding="utf-8")
    with monkeypatch.context() as blocked:
        blocked.setattr(settings, "set_aside", refuse)
        preferences = Preferences(file)
        preferences.change(zoom=120)
        assert preferences.set_aside is None
        assert file.read_text(encoding="utf-8") == "{ broken"
    preferences.change(zoom=130)
    assert settings.load(file).zoom == 130


def test_that_lost_preferences_are_said_once(desk: Desk) -> None:
    desk.window.notices.begin()
    assert desk.banners() == []
    desk.window.preferences.broken = True
    desk.window.notices.begin()
    (said,) = desk.banners()
    assert "start anew" in said
    assert "kept as" not in said
    desk.window.workspace.banners.clear()
    desk.window.preferences.set_aside = desk.folder / "settings.broken.json"
    desk.window.notices.begin()
    (said,) = desk.banners()
    assert str(desk.folder / "settings.broken.json") in said


@pytest.mark.parametrize("cause", ["Read-only file system", "No space left on device"])
def test_that_preferences_that_cannot_be_kept_are_said_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, cause: str
) -> None:
    def refuse(_settings: Settings, _file: Path) -> None:
        raise OSError(30, cause)

    with monkeypatch.context() as blocked:
        blocked.setattr(settings, "save", refuse)
        for zoom in (110, 120, 130):
            desk.window.preferences.change(zoom=zoom)
    assert desk.window.preferences.settings.zoom == 130
    assert desk.banners() == [f"Preferences cannot be kept: {cause}. The work goes on."]


def test_that_a_folder_that_is_a_file_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    preferences = Preferences(tmp_path / "file" / "settings.json")
    causes: list[str] = []
    preferences.unkept.connect(causes.append)
    preferences.change(zoom=120)
    assert not preferences.broken
    assert len(causes) == 1
    assert preferences.settings.zoom == 120


def test_that_what_was_told_follows_the_language(desk: Desk) -> None:
    cause = EditRefused("The review is open already.")

    def told() -> str:
        names = say_list(["a.pdf", "b.csv"])
        return say_together(" ", say("Written: {names}", names=names), say_error(cause))

    labels = ("Open", "Sign …")
    actions = tuple((say(label), str) for label in labels)
    banner = desk.window.tell(Message(tone=Tone.INFO, text=told(), actions=actions))
    english = told()
    desk.window.look.choose_language("zh")
    assert banner.label.text() == banner.accessibleName() == told() != english
    assert [button.text() for button in banner.buttons] == list(map(say, labels)) != list(labels)
    desk.window.look.choose_language("en")
    assert banner.label.text() == english
    desk.window.tell(Message(tone=Tone.INFO, text=told()))
    assert desk.banners() == [english]


def test_that_standard_buttons_keep_our_words_when_the_language_changes(desk: Desk) -> None:
    desk.open()
    desk.window.commands.show_properties()
    dialog = desk.window.findChild(PropertiesDialog)
    assert dialog is not None
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    close = box.buttons()[0]
    for language in ("zh", "en"):
        desk.window.look.choose_language(language)
        QApplication.sendPostedEvents()
        assert close.text() == say("Close")


def test_that_helpers_get_the_words_alone() -> None:
    assert type(pickle.loads(pickle.dumps(say("Open")))) is str  # noqa: S301 - our own
