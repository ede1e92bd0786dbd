"""Two versions in the window: what changed, going about in it, and decisions carried over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog

from reviewer import pipeline
from reviewer.errors import ReadError
from reviewer.gui import worker
from reviewer.gui.exporting import work as exporting
from reviewer.gui.keys.keymap import keymap
from reviewer.gui.versions import text_side, work
from reviewer.gui.versions.models import ChangesModel, MattersModel, VerdictsModel
from reviewer.gui.versions.rows import RowKind, rows_of
from reviewer.gui.versions.text_side import Look, Marked, TextSide
from reviewer.gui.versions.told import was
from reviewer.gui.widgets.text_panes import LongPolicyText, PolicyText
from reviewer.gui.words import words
from reviewer.model.carrying import Fate
from reviewer.model.clause import Category
from reviewer.model.comparison import Compared, ItemChange
from reviewer.model.edits import (
    AddClause,
    AdjustBounds,
    Answer,
    AnswerCondition,
    AnswerTest,
    CarryOver,
    ChooseChecklists,
    ClauseStatus,
    Comment,
    Decide,
    Delete,
    FlagVerdict,
    ItemKey,
    ItemVerdict,
    JudgeFlags,
    JudgeItems,
    Link,
    NameReviewer,
    OnClause,
    Relabel,
    Unlink,
)
from reviewer.model.history import fold
from reviewer.model.inherited import inherited
from reviewer.model.review import ConditionState, ItemStatus, Review, TestState, Timing
from reviewer.model.span import Span
from reviewer.store.review_file import load
from tests.gui import examples
from tests.gui.examples import ENGLISH, read_whole, rulebook
from tests.model.edit_examples import numbered

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.gui.document import Document
    from reviewer.gui.versions.window import VersionsWindow
    from reviewer.model.edits import Plain
    from tests.gui.conftest import Desk

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
NEW = (
    ENGLISH.replace("three years", "five long years")
    .replace("We never sell your notes.\n", "")
    .replace("3. How long", "We log the name of your phone.\n\n3. How long")
)


@pytest.fixture(autouse=True)
def _whole_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(examples.KNOWN, worker.read_file, read_whole)


def decided(desk: Desk) -> Document:
    """The old version with all clauses accepted, a comment and a verdict."""
    document = desk.open()
    assert document.standing is not None
    names = tuple(document.standing.ids)
    document.edit(Decide(names, ClauseStatus.ACCEPTED))
    keeping = next(
        name
        for name, clause in zip(names, document.clauses, strict=True)
        if "three years" in clause.span.text_of(ENGLISH)
    )
    document.edit(Comment(target=OnClause(keeping), text="Why so long?", question=True))
    item = document.findings[0].items[0]
    key = ItemKey(document.findings[0].id, item.id)
    document.edit(JudgeItems(items=(key,), verdict=ItemVerdict.MET))
    return document


def compared(desk: Desk, new: str = NEW) -> VersionsWindow:
    """The window over both versions."""
    document = decided(desk)
    return shown(desk, document, desk.write(new, "later.txt"))


def shown(desk: Desk, document: Document, path: Path, *, newer: bool = True) -> VersionsWindow:
    """The window over a document and a file."""
    versions = desk.window.versions
    versions.shown = None
    versions.compare_with(document, path, newer=newer)
    desk.bot.waitUntil(lambda: versions.shown is not None, timeout=5000)
    window = versions.shown
    assert window is not None
    desk.bot.waitExposed(window)
    return window


def carried(desk: Desk, window: VersionsWindow) -> Document:
    """The new review after asking and agreeing."""
    QTest.mouseClick(window.carry, Qt.MouseButton.LeftButton)
    (button,) = (one for one in desk.window.versions.box.buttons() if one.text() == "Carry over")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    return desk.document


def kinds(window: VersionsWindow) -> list[RowKind]:
    """The kinds of the changes shown."""
    return [row.kind for row in window.changes.model.rows]


def test_that_a_new_version_is_shown_beside_the_old_one(desk: Desk) -> None:
    window = compared(desk)
    assert kinds(window) == [RowKind.ADDED, RowKind.REMOVED, RowKind.CHANGED]
    assert window.windowTitle() == "Versions: birchlane.txt and later.txt"
    assert [window.lists.tabText(n) for n in range(3)] == ["Changes 3", "Verdicts 0", "Decisions 8"]
    assert not desk.window.status.work.isVisible()


def test_that_the_file_is_asked_for(desk: Desk) -> None:
    decided(desk)
    desk.window.actions_["compare_new"].trigger()
    dialog = desk.window.versions.file_dialog
    assert isinstance(dialog, QFileDialog)
    assert dialog.windowTitle() == "Choose the new version"
    path = desk.write(NEW, "later.txt")
    dialog.fileSelected.emit(str(path))
    dialog.close()
    versions = desk.window.versions
    desk.bot.waitUntil(lambda: versions.shown is not None, timeout=5000)


def test_that_n_and_p_step_through_the_changes_in_both_texts(desk: Desk) -> None:
    window = compared(desk)
    assert window.changes.place == (1, 3)
    QTest.keyClick(window.changes.view, Qt.Key.Key_P)
    assert window.changes.place == (3, 3)
    assert window.summary.text() == "Change 3 of 3, Changed, Retention"
    old, new = window.old, window.new
    assert old.text.textCursor().position() == old.map.to_qt(ENGLISH.index("We keep your"))
    assert new.text.textCursor().position() == new.map.to_qt(NEW.index("We keep your"))
    # The keys act wherever the reader is.
    for widget in (window.old.text, window.new.text):
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_N)
    assert window.changes.place == (2, 3)
    # What is gone leads the new text to the place where it was.
    position = new.map.to_text(new.text.textCursor().position())
    assert NEW.index("2. Whom") <= position <= NEW.index("We log the name")


def test_that_a_filter_leaves_kinds_out_and_says_how_many_there_are(desk: Desk) -> None:
    window = compared(desk)
    texts = [button.text() for button in window.changes.choices.buttons]
    assert texts == ["~ Changed 1", "+ Added 1", "− Removed 1", "→ Moved 0", "≠ Other category 0"]
    for button in window.changes.choices.buttons[1:]:
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert kinds(window) == [RowKind.CHANGED]
    window.changes.choices.buttons[0].setChecked(False)
    assert window.changes.empty.isVisible()
    window.step(1)
    assert window.changes.current is None


def test_that_words_are_marked_by_more_than_colour(desk: Desk) -> None:
    window = compared(desk)
    window.step(-1)
    old = {
        one.cursor.selectedText(): one.format.fontStrikeOut()
        for one in window.old.text.extraSelections()
    }
    new = {
        one.cursor.selectedText(): one.format.fontUnderline()
        for one in window.new.text.extraSelections()
    }
    assert old["three"]
    assert new["five long"]
    assert new["We log the name of your phone."]
    assert old["We never sell your notes."]


def test_that_the_second_text_follows_the_first(desk: Desk) -> None:
    many = "".join(f"Paragraph {n} says something of its own.\n\n" for n in range(200))
    desk.open(many, "old.txt")
    window = shown(desk, desk.document, desk.write("A line more.\n\n" + many, "new.txt"))
    bar = window.old.text.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    old, new = window.old, window.new
    first = many[old.top : old.top + 400].split("Paragraph ")[1].split()[0]
    there = new.policy.text[new.top : new.top + 400].split("Paragraph ")[1].split()[0]
    assert abs(int(first) - int(there)) <= 1


def test_that_the_lists_and_texts_take_turns_by_key(desk: Desk) -> None:
    window = compared(desk)
    window.changes.view.setFocus()
    focused = []
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_F6)
        focused.append(window.focusWidget())
    assert focused == [window.old.text, window.new.text, window.changes.view]


def test_that_the_window_goes_by_the_keys_that_the_user_chose(desk: Desk) -> None:
    window = compared(desk)
    assert (window.previous.text(), window.next.text()) == ("Previous (P)", "Next (N)")
    try:
        keymap.use((("next", ("G",)), ("previous", ()), ("next_pane", ("F8",))))
        assert (window.previous.text(), window.next.text()) == ("Previous change", "Next (G)")
        window.changes.view.setFocus()
        QTest.keyClick(window, Qt.Key.Key_F6)
        assert window.focusWidget() is window.changes.view
        QTest.keyClick(window, Qt.Key.Key_F8)
        assert window.focusWidget() is window.old.text
        QTest.keyClick(window, Qt.Key.Key_N)
        assert window.changes.place[0] == 1
        QTest.keyClick(window, Qt.Key.Key_G)
        assert window.changes.place[0] == 2
    finally:
        keymap.use(())
    assert window.next.text() == "Next (N)"


def test_that_the_counts_are_shown_before_decisions_are_carried_over(desk: Desk) -> None:
    window = compared(desk)
    QTest.mouseClick(window.carry, Qt.MouseButton.LeftButton)
    box = desk.window.versions.box
    counts = window.counts()
    assert box.text().startswith(f"{counts[Fate.KEPT]} kept, {counts[Fate.REOPENED]} open again")
    box.reject()
    assert len(desk.window.session.documents) == 1


def test_that_what_is_decided_meanwhile_is_carried_over_too(desk: Desk) -> None:
    window = compared(desk)
    kept, document = window.counts()[Fate.KEPT], desk.document
    item = document.findings[0].items[2]
    key = ItemKey(document.findings[0].id, item.id)
    document.edit(JudgeItems(items=(key,), verdict=ItemVerdict.MISSING, searched="nothing"))
    desk.window.versions.shown = None
    QTest.mouseClick(window.carry, Qt.MouseButton.LeftButton)
    desk.bot.waitUntil(lambda: desk.window.versions.shown is not None, timeout=5000)
    anew = desk.window.versions.shown
    assert anew is not None
    assert anew.counts()[Fate.KEPT] == kept + 1


def test_that_the_new_version_opens_as_a_review_with_the_decisions(desk: Desk) -> None:
    window = compared(desk)
    counts = window.counts()
    document = carried(desk, window)
    assert document.name == "later.txt"
    working, standing = document.working, document.standing
    assert working is not None
    assert standing is not None
    assert isinstance(working.edits[0].change, CarryOver)
    statuses = {
        clause.span.text_of(NEW)[:14]: standing.status(number)
        for number, clause in enumerate(document.clauses)
    }
    assert statuses["We share your "] is ClauseStatus.ACCEPTED
    assert statuses["We keep your n"] is ClauseStatus.OPEN
    found = inherited(working)
    assert found is not None
    assert len(found.reopened) == counts[Fate.REOPENED]
    assert len(found.gone) == counts[Fate.GONE]
    assert any("Decisions carried over from birchlane.txt" in one for one in desk.banners())
    # The old one is as it was, and nothing of the new one is undone by mistake.
    assert len(desk.window.session.documents) == 2
    assert not desk.window.actions_["undo"].isEnabled()


def test_that_carried_decisions_and_the_former_version_are_in_the_file(desk: Desk) -> None:
    document = carried(desk, compared(desk))
    saver = desk.window.keeping.saver(document)
    assert saver is not None
    desk.bot.waitUntil(lambda: saver.pending == 0 and saver.saved_at is not None, timeout=5000)
    path = desk.folder / "carried.review"
    with desk.bot.waitSignal(saver.moved, timeout=5000):
        desk.window.keeping.save_to(document, path)
    desk.window.session.close(document)
    stored = load(path)
    assert stored.contents.former is not None
    assert stored.contents.former.policy.text == ENGLISH
    desk.window.session.open_path(path)
    desk.bot.waitUntil(lambda: desk.document.name == "carried.review", timeout=5000)
    desk.window.versions.shown = None
    desk.window.actions_["former"].trigger()
    desk.bot.waitUntil(lambda: desk.window.versions.shown is not None, timeout=5000)
    window = desk.window.versions.shown
    assert window is not None
    assert window.lists.currentWidget() is window.decisions
    assert {one.fate for one in window.decisions.model.rows} == {Fate.REOPENED, Fate.GONE}
    assert not window.carry.isVisible()


def test_that_the_inspector_tells_what_a_clause_was_before(desk: Desk) -> None:
    document = carried(desk, compared(desk))
    number = next(
        n for n, one in enumerate(document.clauses) if "five long" in one.span.text_of(NEW)
    )
    document.choose(number)
    told = desk.window.inspector.browser.toPlainText()
    assert "Open again: its words, or those that lead in to it, have changed" in told
    assert "Was: accepted" in told
    assert "three years" in told
    assert "Why so long?" in told
    document.choose(0)
    assert "carried over; decided by" in desk.window.inspector.browser.toPlainText()


def test_that_choosing_a_former_decision_shows_its_words(desk: Desk) -> None:
    window = compared(desk)
    window.show_decisions()
    model = window.decisions.model
    rows = [(row.fate, row.quote) for row in model.rows]
    at = next(n for n, (fate, text) in enumerate(rows) if fate is Fate.GONE and "never" in text)
    window.decisions.view.setCurrentIndex(model.index(at, 0))
    old = window.old
    assert old.text.textCursor().position() == old.map.to_qt(ENGLISH.index("We never sell"))


def test_that_an_earlier_review_is_brought_to_the_version_that_is_open(desk: Desk) -> None:
    document = decided(desk)
    path = desk.folder / "old.review"
    saver = desk.window.keeping.saver(document)
    assert saver is not None
    desk.bot.waitUntil(lambda: saver.pending == 0 and saver.saved_at is not None, timeout=5000)
    with desk.bot.waitSignal(saver.moved, timeout=5000):
        desk.window.keeping.save_to(document, path)
    desk.window.session.close(document)
    new = desk.open(NEW, "later.txt")
    window = shown(desk, new, path, newer=False)
    assert window.old.policy.text == ENGLISH
    carried(desk, window)
    # It takes the place of the one without decisions.
    assert [one.name for one in desk.window.session.documents] == ["later.txt"]
    assert desk.document is not new


def test_that_a_version_with_decisions_takes_no_others(desk: Desk) -> None:
    document = decided(desk)
    desk.window.versions.shown = None
    other = desk.open(NEW, "later.txt")
    assert other.standing is not None
    other.edit(Decide((other.standing.ids[0],), ClauseStatus.REJECTED))
    saver = desk.window.keeping.saver(other)
    assert saver is not None
    desk.bot.waitUntil(lambda: saver.pending == 0 and saver.saved_at is not None, timeout=5000)
    path = desk.folder / "new.review"
    with desk.bot.waitSignal(saver.moved, timeout=5000):
        desk.window.keeping.save_to(other, path)
    window = shown(desk, document, path)
    assert not window.carry.isEnabled()
    assert "decisions of its own" in window.carry.toolTip()


def test_that_reading_can_be_cancelled(desk: Desk) -> None:
    document = decided(desk)
    desk.answers.held.add(worker.analyse)
    desk.window.versions.compare_with(document, desk.write(NEW, "later.txt"), newer=True)
    status = desk.window.status
    desk.bot.waitUntil(lambda: bool(desk.answers.waiting), timeout=3000)
    assert status.work.isVisible()
    status._cancelled()
    assert desk.answers.waiting[0].cancelled
    desk.answers.release()
    assert desk.window.versions.shown is None
    assert not status.work.isVisible()


def test_that_a_file_that_cannot_be_read_is_told(desk: Desk) -> None:
    document = decided(desk)
    template = "{name} cannot be read."
    desk.answers.broken[worker.read_file] = ReadError(template, name="later.txt")
    desk.window.versions.compare_with(document, desk.folder / "later.txt", newer=True)
    desk.bot.waitUntil(lambda: any("later.txt" in one for one in desk.banners()), timeout=3000)
    assert not desk.window.status.work.isVisible()
    del desk.answers.broken[worker.read_file]
    desk.write(NEW, "later.txt")
    desk.click_banner("Retry")
    desk.bot.waitUntil(lambda: desk.window.versions.shown is not None, timeout=5000)


def test_that_a_review_without_a_former_version_says_so(desk: Desk) -> None:
    desk.open()
    desk.window.actions_["former"].trigger()
    assert "No decisions were carried over" in desk.window.status.currentMessage()


def test_that_the_window_speaks_both_languages_at_once(desk: Desk) -> None:
    window = compared(desk)
    words.speak("zh")
    assert window.lists.tabText(0) == "变化 3"
    assert window.changes.choices.buttons[0].text() == "~ 有改动 1"
    assert window.summary.text() == "第 1 处变化，共 3 处，新增"
    assert window.carry.text() == "沿用原决定…"


def test_that_verdicts_are_those_on_the_chosen_checklists(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = rulebook().checklists[0]
    changes = tuple(
        ItemChange(checklist, first.items[0].id, ItemStatus.MET, ItemStatus.MISSING)
        for checklist in (first.id, "elsewhere")
    )

    def compare(*given: Any) -> work.Pair:  # noqa: ANN401 - handed on
        pair = work.compare_versions(*given)
        return replace(pair, comparison=replace(pair.comparison, items=changes))

    monkeypatch.setitem(examples.KNOWN, work.compare_versions, compare)
    document = decided(desk)
    document.edit(ChooseChecklists((first.id,)))
    window = shown(desk, document, desk.write(NEW, "later.txt"))
    assert window.verdicts.model.rows == changes[:1]
    assert window.lists.tabText(1) == "Verdicts 1"


def test_that_everything_has_a_name(desk: Desk) -> None:
    window = compared(desk)
    for widget in (
        *(window.changes.view, window.verdicts.view, window.decisions.view, window.lists),
        *(window.old.text, window.new.text, *window.changes.choices.buttons),
        *window.decisions.choices.buttons,
    ):
        assert widget.accessibleName()


def test_that_the_size_follows_the_main_window(desk: Desk) -> None:
    window = compared(desk)
    before = window.old.text.font().pointSizeF(), window.changes.view.font().pointSizeF()
    desk.window.look.zoom(5)
    after = window.old.text.font().pointSizeF(), window.changes.view.font().pointSizeF()
    assert all(two > 1.3 * one for one, two in zip(before, after, strict=True))


def test_that_the_report_gets_the_former_version(desk: Desk) -> None:
    document = carried(desk, compared(desk))
    export = desk.window.exporting.ask()
    assert export is not None
    desk.bot.wait_until(lambda: bool(export.options.compared))
    (call,) = (one for one in desk.answers.calls if one.function is exporting.compare)
    assert call.arguments[0] is document.former
    export.window.reject()


# Models


def both() -> tuple[Compared, work.Pair]:
    """The two versions compared, outside of any window."""
    reviews = []
    for text in (ENGLISH, NEW):
        policy = pipeline.read(text.encode(), "birchlane.txt")
        analysis = examples.analysis_of(policy)
        reviews.append(
            Review(policy=policy, analysis=analysis, timing=Timing(read=0.0, analyse=0.0))
        )
    old, new = reviews
    every = Decide(tuple(fold(old).ground.clauses), ClauseStatus.ACCEPTED)
    pair = work.compare_versions(old, numbered([every]), new, "")
    return Compared(old=old, new=new, comparison=pair.comparison), pair


def test_that_the_models_keep_qt_s_rules(qtbot: QtBot) -> None:
    del qtbot
    found, pair = both()
    changes, matters = ChangesModel(found), MattersModel(rulebook())
    verdicts = VerdictsModel(rulebook())
    testers = [QAbstractItemModelTester(one, _FATAL) for one in (changes, matters, verdicts)]
    changes.show_rows(rows_of(found))
    matters.show_rows(pair.former.matters)
    checklist = rulebook().checklists[0]
    item = checklist.items[0]
    verdicts.show_rows((ItemChange(checklist.id, item.id, ItemStatus.MET, ItemStatus.MISSING),))
    spoken = Qt.ItemDataRole.AccessibleTextRole
    last = changes.index(changes.rowCount() - 1, 2)
    assert "“three” became “five long”" in str(last.data(spoken))
    assert changes.index(0, 0).data(spoken) == "Added"
    assert verdicts.index(0, 2).data() == "Met"
    assert verdicts.index(0, 3).data() == "Missing"
    assert {matters.index(row, 0).data() for row in range(matters.rowCount())} == {
        "Kept",
        "Open again",
        "Gone",
    }
    for model in (changes, matters, verdicts):
        model.retranslate()
        model.show_rows(())
    assert len(testers) == 3


def test_that_other_categories_of_the_same_words_are_a_kind_of_their_own() -> None:
    found, _ = both()
    analysis = found.new.analysis
    first = replace(analysis.clauses[0], categories=(Category.SECURITY,))
    clauses = (first, *analysis.clauses[1:])
    new = replace(found.new, analysis=replace(analysis, clauses=clauses))
    pair = work.compare_versions(found.old, (), new, "")
    rows = rows_of(Compared(old=found.old, new=new, comparison=pair.comparison))
    assert rows[0].kind is RowKind.RELABELLED
    assert (rows[0].before, rows[0].after) == ((Category.COLLECTION,), (Category.SECURITY,))


@pytest.mark.parametrize("build", [PolicyText, LongPolicyText])
def test_that_either_build_of_a_text_is_led_to_a_place(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, build: type[PolicyText | LongPolicyText]
) -> None:
    monkeypatch.setattr(text_side, "pane_for", lambda _length: build())
    text = "".join(f"Line {number} of words.\n" for number in range(3000))
    side = TextSide(examples.policy_of(text, "long.txt"), ())
    qtbot.addWidget(side)
    side.resize(400, 300)
    side.show()
    qtbot.waitUntil(lambda: not side._loader.busy, timeout=5000)
    told: list[bool] = []
    side.scrolled.connect(lambda: told.append(True))
    side.align_top(text.index("Line 2000 "))
    assert text[side.top :].startswith("Line 2000 ")
    assert not told


_KEY = ItemKey(rulebook().checklists[0].id, rulebook().checklists[0].items[0].id)
_WAS: list[tuple[Plain, str]] = [
    (Decide(("a",), ClauseStatus.REJECTED), "rejected"),
    (Relabel(("a",), (Category.SHARING,)), "relabelled as Sharing"),
    (AddClause(Span(0, 1), (Category.RIGHTS,)), "marked as"),
    (AdjustBounds("a", Span(0, 1)), "shaped by hand"),
    (Delete(("a",)), "deleted"),
    (Comment(target=OnClause("a"), text="Why?"), "comment: Why?"),
    (Answer(1, "So."), "answer: So."),
    (Link(("a",), _KEY), "linked to"),
    (Unlink(("a",), ItemKey("x", "y")), "taken from x/y"),
    (JudgeItems(items=(_KEY,), verdict=ItemVerdict.MET, comment="Seen."), "Met · Seen."),
    (JudgeItems(items=(), verdict=ItemVerdict.MET), "verdict"),
    (JudgeFlags(flags=("f",), verdict=FlagVerdict.DISMISSED), "Red flag: Dismissed"),
    (AnswerTest(item=_KEY, state=TestState.FAILED), "failed"),
    (AnswerCondition(condition="no such", state=ConditionState.HOLDS), "no such: yes"),
    (ChooseChecklists(("x",)), "choice of regulations"),
    (NameReviewer("Ada"), "edit"),
]


@pytest.mark.parametrize(("decision", "told"), _WAS, ids=[type(one).__name__ for one, _ in _WAS])
def test_that_every_former_decision_has_its_words(decision: Plain, told: str) -> None:
    assert told in was(decision, rulebook())
    words.speak("zh")
    chinese = was(decision, None)
    words.speak("en")
    assert chinese
    assert chinese != was(decision, None) or told == "no such: yes"


def test_that_a_long_text_is_marked_where_it_is_looked_at(qtbot: QtBot) -> None:
    text = "Line of words.\n" * 4000
    policy = examples.policy_of(text, "long.txt")
    marks = tuple(Marked(Span(15 * n, 15 * n + 4), Look.INSERTED) for n in range(4000))
    side = TextSide(policy, marks)
    qtbot.addWidget(side)
    side.resize(400, 300)
    side.show()
    qtbot.waitUntil(lambda: not side._loader.busy, timeout=5000)
    side.show_span(Span(15 * 3000, 15 * 3000 + 4))
    drawn = side.text.extraSelections()
    assert 5 < len(drawn) < 400
    assert any(one.cursor.selectionStart() == 15 * 3000 for one in drawn)
