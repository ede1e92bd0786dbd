"""Takes pictures of the real window, to be looked at.

    python tests/screenshots.py FOLDER [FILE...]

Opens the files (without any the bundled samples and a PDF with problems) with
real helpers under the platform that is set, in light and dark, English and
Chinese, and saves PNG files. Settings come from a folder of its own.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from reviewer.bugs import Where
from reviewer.gui import app
from reviewer.gui.annotating.work import CopyMade
from reviewer.gui.document import Document, Stage
from reviewer.gui.widgets.empty import samples
from reviewer.model.clause import Category
from reviewer.model.edits import (
    AddClause,
    ClauseStatus,
    Comment,
    Decide,
    FlagVerdict,
    ItemKey,
    ItemVerdict,
    JudgeFlags,
    JudgeItems,
    NameReviewer,
    OnClause,
    OnSelection,
    Relabel,
    Stamp,
)
from reviewer.model.history import edited, fold
from reviewer.model.review import ItemStatus
from reviewer.model.span import Span
from reviewer.report.on_original.copied import in_part
from reviewer.store.review_file import create
from reviewer.store.review_parts import fresh
from reviewer.store.settings import ThemeChoice

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.gui.main_window import MainWindow
    from reviewer.gui.sealing.windows import SealWindow

_PATIENCE = 60.0
_PAGES = (
    (
        "Fernway Bicycle Rental: Privacy Policy",
        "1. What we collect",
        "When you rent a bicycle we collect your name, your telephone number and",
        "the number of the card that you pay with.",
        "The lock of the bicycle tells us where it stands while it is rented.",
    ),
    (
        "2. Whom we share it with",
        "We share your card number with our payment service and with nobody else.",
        "Where the police ask for it in writing, we disclose who rented a bicycle.",
        "We do not sell personal information.",
    ),
    (),
    (
        "3. How long we keep it",
        "Rental records are kept for six years because tax law asks for it.",
        "Places where a bicycle stood are deleted after thirty days.",
    ),
    (),
    (
        "4. Your rights",
        "You may ask for a copy of your data or have it corrected or erased.",
        "Write to privacy@fernway.example; we answer within one month.",
    ),
)


def make_pdf(path: Path) -> Path:
    """A policy of six pages, two of which are pictures without any text."""
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for lines in _PAGES:
        canvas.setFont("Helvetica", 11)
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 22 * number, line)
        for number in range(0 if lines else 40):
            canvas.rect(72 + 9 * number, 300, 6, 40 + 7 * (number * number % 31), fill=1)
        canvas.showPage()
    canvas.save()
    return path


def pause(milliseconds: int = 120) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait(condition: Callable[[], bool]) -> None:
    """Let the window work until something holds, but not for ever."""
    end = time.monotonic() + _PATIENCE
    while not condition() and time.monotonic() < end:
        pause(30)


def has_come(document: Document, stages: set[Stage]) -> bool:
    """Whether a document has reached one of some stages."""
    return document.stage in stages


def shoot(window: MainWindow, folder: Path, name: str) -> None:
    """Save one picture."""
    pause(250)
    window.grab().save(str(folder / f"{name}.png"))


def looks(window: MainWindow, folder: Path, name: str) -> None:
    """Save the present state in both themes and both languages."""
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        for language in ("en", "zh"):
            window.look.choose_theme(theme)
            window.look.choose_language(language)
            shoot(window, folder, f"{name}-{theme.value}-{language}")
    window.look.choose_theme(ThemeChoice.LIGHT)
    window.look.choose_language("en")


def shoot_document(window: MainWindow, folder: Path, name: str) -> None:
    """Pictures of one document: a clause, a lit item, search, zoom."""
    document = window.document
    assert document is not None
    document.step(1)
    document.step(1)
    looks(window, folder, f"{name}-clause")
    chosen = window.preferences.checklists_for(document)
    finding = document.checklist(chosen[0]) if chosen else None
    wanted = (ItemStatus.MET, ItemStatus.PARTIAL, ItemStatus.UNKNOWN)
    items = [i for i in (finding.items if finding else ()) if i.evidence and i.status in wanted]
    if finding and items:
        document.light(ItemKey(finding.id, items[0].id))
        looks(window, folder, f"{name}-item")
        document.light(None)
    pane = window.workspace.pane
    assert pane is not None
    pane.find_bar.open("information" if document.language == "en" else "信息")
    pause(200)
    shoot(window, folder, f"{name}-find")
    pane.find_bar.dismiss()
    window.clauses.filter.setText("cat:sharing conf>0.5")
    shoot(window, folder, f"{name}-filter")
    window.clauses.filter.setText("")
    window.look.zoom(6)
    shoot(window, folder, f"{name}-zoom")
    window.look.zoom(0)


def shoot_deciding(window: MainWindow, folder: Path, name: str) -> None:
    """Pictures of deciding: statuses, an own mark, a comment, the menus, the signature."""
    document, pane = window.document, window.workspace.pane
    assert document is not None
    assert pane is not None
    assert document.standing is not None
    ids = [document.standing.ids[number] for number in document.order[:9]]
    document.choose(document.order[0])
    document.edit(Decide(tuple(ids[:3]), ClauseStatus.ACCEPTED))
    document.edit(Decide(tuple(ids[3:5]), ClauseStatus.REJECTED))
    document.edit(Relabel((ids[5],), (Category.SHARING, Category.TRANSFER)))
    first = document.clauses[document.order[1]].span
    document.edit(AddClause(Span(first.start, (first.start + first.end) // 2), (Category.MINORS,)))
    document.edit(Comment(target=OnClause(ids[2]), text="Which provider?", question=True))
    passage = Span(first.start + 2, first.start + 18)
    document.edit(Comment(target=OnSelection(passage), text="Odd wording.", question=True))
    pause(400)
    document.choose(document.order[2])
    looks(window, folder, f"{name}-decided")
    window.commenting.step(1)
    looks(window, folder, f"{name}-remark")
    document.choose(document.order[2])
    window.actions_["comment"].trigger()
    window.clauses.ask_accept()
    shoot(window, folder, f"{name}-comment")
    window.inspector.remarks.cancel.click()
    window.clauses.bulk.hide()
    pane.text.setFocus()
    for language in ("en", "zh"):
        window.look.choose_language(language)
        window.actions_["relabel"].trigger()
        pause(200)
        window.deciding.menu.grab().save(str(folder / f"{name}-menu-{language}.png"))
        window.deciding.menu.close()
        window.actions_["link"].trigger()
        shoot_dialog(window, folder, f"{name}-link-{language}")
        window.actions_["sign"].trigger()
        shoot_dialog(window, folder, f"{name}-sign-{language}")
    window.look.choose_language("en")


def shoot_judged(window: MainWindow, folder: Path, name: str) -> None:
    """Pictures of verdicts on items and red flags, and of the question sheet."""
    document = window.document
    assert document is not None
    chosen = window.preferences.checklists_for(document)
    finding = document.checklist(chosen[0]) if chosen else None
    if finding is None:
        return
    for item, verdict in zip(finding.items, ItemVerdict, strict=False):
        key = ItemKey(finding.id, item.id)
        document.edit(JudgeItems(items=(key,), verdict=verdict, comment="Ask the client."))
        document.light(key)
    looks(window, folder, f"{name}-judged")
    window.judging.begin_verdict()
    shoot(window, folder, f"{name}-verdict-keys")
    window.judging.keys.end()
    if document.flags:
        window.commands.focus_pane(5)
        document.choose_flag(document.flags[0])
        document.edit(JudgeFlags(flags=document.flags[:1], verdict=FlagVerdict.CONFIRMED))
        looks(window, folder, f"{name}-flag")
        document.choose_flag(None)
    window.judging.ask_questions()
    shoot_dialog(window, folder, f"{name}-questions")


def shoot_peers(window: MainWindow, folder: Path, name: str) -> None:
    """Pictures of a comparison with a colleague's review, and of how far both agree."""
    document = window.document
    assert document is not None
    assert document.working is not None
    assert document.rulebook is not None
    other = folder / f"{name}-grace.review"
    now = datetime.now(UTC)
    found = fold(document.working.review)
    ids = tuple(found.decisions.clauses)
    for change in (
        NameReviewer("Grace Hopper"),
        Decide(ids[:8], ClauseStatus.ACCEPTED),
        Decide(ids[8:12], ClauseStatus.REJECTED),
        Comment(target=OnClause(ids[0]), text="Which provider is meant?", question=True),
    ):
        found = edited(found, change, Stamp(now, "Grace Hopper"))
    contents = fresh(document.source, found.review, document.rulebook, now)
    create(other, contents, found.edits, overwrite=True)
    window.peers.open(document, other)
    wait(lambda: window.peers.panel is not None and bool(window.peers.panel.shown))
    panel = window.peers.panel
    assert panel is not None
    looks(window, folder, f"{name}-peers")
    window.actions_["peer_missing"].trigger()
    shoot(window, folder, f"{name}-peers-bulk")
    panel.bulk.cancel.click()
    panel.tabs.setCurrentIndex(1)
    looks(window, folder, f"{name}-agreement")
    window.docks["peers"].hide()
    other.unlink()


def shoot_batch(window: MainWindow, folder: Path, files: list[Path]) -> None:
    """Pictures of a folder of policies, one of which holds nothing."""
    policies = Path(tempfile.mkdtemp(prefix="policies"))
    for file in files:
        (policies / file.name).write_bytes(file.read_bytes())
    (policies / "scan without text.txt").write_text(" ", encoding="utf-8")
    window.batch.open(policies)
    wait(lambda: window.batch.queue.running)
    shoot(window, folder, "batch-running")
    wait(lambda: not window.batch.queue.running)
    looks(window, folder, "batch")
    window.look.zoom(6)
    shoot(window, folder, "batch-zoom")
    window.look.zoom(0)
    window.docks["batch"].hide()


def shoot_source(window: MainWindow, folder: Path, name: str) -> None:
    """Pictures of what the document is: the list of problems, a place, the properties."""
    pane, document = window.workspace.pane, window.document
    assert pane is not None
    assert document is not None
    if pane.problems.open():
        last = pane.problems.model.index(pane.problems.model.rowCount() - 1)
        pane.problems.view.setCurrentIndex(last)
        looks(window, folder, f"{name}-problems")
        pane.problems.view.activated.emit(last)
        shoot(window, folder, f"{name}-place")
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        for language in ("en", "zh"):
            window.look.choose_theme(theme)
            window.look.choose_language(language)
            window.commands.show_properties()
            shoot_dialog(window, folder, f"{name}-properties-{theme.value}-{language}")
    window.look.choose_theme(ThemeChoice.LIGHT)
    window.look.choose_language("en")


def altered(text: str) -> str:
    """Another version: a paragraph put in, one taken out, one moved, words changed."""
    lines = text.split("\n")
    long = [number for number, line in enumerate(lines) if len(line) > 40]
    first, second, third, fourth = long[1], long[3], long[5], long[7]
    lines[first] = lines[first].replace(" ", " also ", 1).replace("，", "，同时", 1)
    lines[second] += "\nWe keep this for six months. 该信息保存六个月。"
    lines[long[-2]] += f"\n{lines[third]}"
    lines[third] = lines[fourth] = ""
    return "\n".join(lines)


def shoot_versions(window: MainWindow, folder: Path, name: str) -> None:
    """Pictures of two versions: changes, verdicts, former decisions, and the carried review."""
    document, versions = window.document, window.versions
    assert document is not None
    assert document.policy is not None
    other = Path(tempfile.mkdtemp(prefix="versions")) / "later.txt"
    other.write_text(altered(document.policy.text), encoding="utf-8")
    versions.shown = None
    versions.compare_with(document, other, newer=True)
    wait(lambda: versions.shown is not None)
    shown = versions.shown
    assert shown is not None
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        for language in ("en", "zh"):
            window.look.choose_theme(theme)
            window.look.choose_language(language)
            shown.step(1)
            for number in range(shown.lists.count()):
                shown.lists.setCurrentIndex(number)
                pause(200)
                picture = f"{name}-versions-{number}-{theme.value}-{language}.png"
                shown.grab().save(str(folder / picture))
    window.look.choose_theme(ThemeChoice.LIGHT)
    window.look.choose_language("en")
    window.look.zoom(6)
    pause(300)
    shown.grab().save(str(folder / f"{name}-versions-zoom.png"))
    window.look.zoom(0)
    shown.carry.click()
    pause(300)
    versions.box.grab().save(str(folder / f"{name}-versions-counts.png"))
    versions.box.buttons()[0].click()
    new = window.document
    assert new is not None
    new.choose(next((n for n in new.order if new.standing and new.standing.is_open(n)), None))
    looks(window, folder, f"{name}-carried")


def shoot_extras(window: MainWindow, folder: Path) -> None:
    """Dialogs, messages, a narrow window and reading mode."""
    for theme, language in ((ThemeChoice.LIGHT, "en"), (ThemeChoice.DARK, "zh")):
        window.look.choose_theme(theme)
        window.look.choose_language(language)
        for name, show in (
            ("keys", window.pages.show_keys),
            ("help", window.pages.show_help),
            ("settings", window.pages.show_settings),
        ):
            show()
            shoot_dialog(window, folder, f"{name}-{theme.value}-{language}")
        window.look.choose_contrast(more=True)
        shoot(window, folder, f"contrast-{theme.value}-{language}")
        window.look.choose_contrast(more=False)
    window.look.choose_theme(ThemeChoice.LIGHT)
    window.look.choose_language("en")
    window.session.open_path(folder / "no such policy.txt")
    pause(600)
    window.resize(1100, 720)
    shoot(window, folder, "narrow")
    window.workspace.banners.clear()
    window.commands.toggle_reading()
    window.resize(1440, 900)
    shoot(window, folder, "reading")
    window.commands.leave_reading()


def shoot_copy(window: MainWindow, folder: Path) -> None:
    """Pictures of asking for an annotated copy, and of what is told of one."""
    told = tuple(map(in_part, ("We share your card number with our payment service", "Places")))
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        for language in ("en", "zh"):
            window.look.choose_theme(theme)
            window.look.choose_language(language)
            name = f"copy-{theme.value}-{language}"
            window.annotating.ask()
            shoot_dialog(window, folder, f"{name}-ask")
            window.annotating.told(CopyMade(folder / "fernway - annotated.pdf", 12, told))
            shoot(window, folder, name)
            window.workspace.banners.banners()[-1].buttons[2].click()
            shoot_dialog(window, folder, f"{name}-points")
            window.workspace.banners.clear()
    window.look.choose_theme(ThemeChoice.LIGHT)
    window.look.choose_language("en")


def shoot_exports(window: MainWindow, folder: Path) -> None:
    """Pictures of the export, its formats and its file, and of signing and verifying it."""
    target = Path(os.environ["XDG_CONFIG_HOME"]) / "report.pdf"
    export = window.exporting.ask()
    assert export is not None
    wait(lambda: bool(export.source.sizes) and not export.composing.busy)
    export.window.preview.view.go_to(3)
    dialog_looks(window, export.window, folder, "export")
    export.filing.choose(target)
    wait(target.exists)
    export.options.kinds.setCurrentIndex(2)
    wait(lambda: not export.composing.busy)
    grab(export.window, folder, "export-csv")
    export.window.reject()
    sign = window.sealing.ask_sign(target)
    sign.key.kinds.setCurrentIndex(2)
    sign.key.name.setText("Ada Byron")
    sign.place.setText("London")
    dialog_looks(window, sign, folder, "sign-report")
    signed = target.with_name("signed.pdf")
    window.sealing.sign(signed)
    wait(signed.exists)
    wait(lambda: bool(sign.verdict.sentences))
    dialog_looks(window, sign, folder, "sign-report-done")
    sign.reject()
    broken = target.with_name("altered.pdf")
    data = bytearray(signed.read_bytes())
    data[len(data) // 3] ^= 1
    broken.write_bytes(data)
    for path, name in ((signed, "verify"), (broken, "verify-altered")):
        verify = window.sealing.ask_verify(path)
        wait(partial(is_told, verify))
        dialog_looks(window, verify, folder, name)
    window.sealing.ask_verify().reject()


def is_told(window: SealWindow) -> bool:
    """Whether it is said what the signatures are worth, or why that cannot be said."""
    return bool(window.verdict.sentences or window.banners.banners())


def dialog_looks(window: MainWindow, dialog: QWidget, folder: Path, name: str) -> None:
    """Save a window's state in both themes and both languages."""
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        for language in ("en", "zh"):
            window.look.choose_theme(theme)
            window.look.choose_language(language)
            grab(dialog, folder, f"{name}-{theme.value}-{language}")
    window.look.choose_theme(ThemeChoice.LIGHT)
    window.look.choose_language("en")


def grab(widget: QWidget, folder: Path, name: str) -> None:
    """Save one picture of a window."""
    pause(400)
    widget.grab().save(str(folder / f"{name}.png"))


def shoot_bug(window: MainWindow, folder: Path) -> None:
    """Pictures of a bug, its report, and what is told about the program."""
    for theme, language in ((ThemeChoice.LIGHT, "en"), (ThemeChoice.DARK, "zh")):
        window.look.choose_theme(theme)
        window.look.choose_language(language)
        try:
            message = f"a bug for the picture in {language}"
            raise ValueError(message)  # noqa: TRY301 - it is shown
        except ValueError as error:
            # Each language meets a bug of its own: the same one is not told twice.
            kind = type(f"Lamp{language.title()}Error", (Exception,), {})
            window.notices.note(kind().with_traceback(error.__traceback__), Where.WINDOW)
        name = f"{theme.value}-{language}"
        shoot(window, folder, f"bug-{name}")
        window.workspace.banners.banners()[-1].buttons[0].click()
        shoot_dialog(window, folder, f"bug-report-{name}")
        window.workspace.banners.clear()
        window.pages.show_about()
        shoot_dialog(window, folder, f"about-{name}")
    window.look.choose_theme(ThemeChoice.LIGHT)
    window.look.choose_language("en")


def shoot_dialog(window: MainWindow, folder: Path, name: str) -> None:
    """Save a picture of the dialog that is open, and close it."""
    pause(300)
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.grab().save(str(folder / f"{name}.png"))
            widget.reject()
    window.activateWindow()


def main(arguments: list[str]) -> int:
    """Take all pictures; the exit code."""
    folder = Path(arguments[0]) if arguments else Path(tempfile.mkdtemp(prefix="shots"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="settings")
    os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"]
    os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"]
    built = make_pdf(Path(os.environ["XDG_CONFIG_HOME"]) / "fernway.pdf")
    files = [Path(name) for name in arguments[1:]] or [*samples(), built]
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    start = app.Start(())
    window = start.window
    window.show()
    shoot(window, folder, "first")
    wait(lambda: window.furnished)
    looks(window, folder, "empty")
    for number, file in enumerate(files):
        window.session.open_path(file)
        document = window.document
        assert document is not None
        wait(partial(has_come, document, {Stage.ANALYSING, Stage.READY, Stage.FAILED}))
        shoot(window, folder, f"{number}-text")
        wait(partial(has_come, document, {Stage.READY, Stage.FAILED}))
        if document.stage is Stage.READY:
            shoot_document(window, folder, str(number))
            shoot_judged(window, folder, str(number))
            shoot_deciding(window, folder, str(number))
            shoot_peers(window, folder, str(number))
        shoot_source(window, folder, str(number))
        if document.stage is Stage.READY and file != built:  # which is too short to be changed
            shoot_versions(window, folder, str(number))
            window.session.make_current(document)
    shoot_batch(window, folder, files)
    shoot_extras(window, folder)
    shoot_exports(window, folder)
    shoot_copy(window, folder)
    shoot_bug(window, folder)
    start.end()
    sys.stdout.write(f"{folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
