"""What is followed edit by edit is what would be built anew."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from reviewer.gui.coverage import Coverage, runs
from reviewer.gui.document import Document
from reviewer.gui.marks import IntervalIndex, marks_of
from reviewer.gui.models.clauses import STATUS_ROLE, Column
from reviewer.gui.ordered import Ordered
from reviewer.gui.standing import Standing
from reviewer.gui.widgets.clause_panel import ClausePanel
from reviewer.gui.widgets.ruler import Ruler
from reviewer.model.clause import Category
from reviewer.model.edits import (
    AddClause,
    AdjustBounds,
    ClauseStatus,
    Comment,
    Decide,
    Delete,
    Merge,
    OnClause,
    Relabel,
    Split,
    Stamp,
)
from reviewer.model.history import fold
from reviewer.model.span import Span
from tests.gui.examples import ENGLISH, analysis_of, policy_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QColor, QImage

    from reviewer.model.edits import Change
    from tests.gui.conftest import Desk

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
_LENGTH = len(ENGLISH)
_ROUNDING = 4
_NOW = datetime(2026, 1, 2, tzinfo=UTC)

keys = st.dictionaries(st.integers(0, 30), st.integers(0, 9), max_size=20)
spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 5000), st.integers(0, 900)
)


@given(keys, st.lists(st.tuples(st.integers(0, 30), st.integers(-1, 9)), max_size=40))
def test_that_numbers_stand_as_if_sorted_anew(
    first: dict[int, int], changes: list[tuple[int, int]]
) -> None:
    ordered = Ordered({number: (key, number) for number, key in first.items()})
    plain = dict(first)
    for number, key in changes:
        if key < 0:
            ordered.drop(number)
            plain.pop(number, None)
        else:
            ordered.put(number, (key, number))
            plain[number] = key
    assert ordered.numbers == tuple(sorted(plain, key=lambda n: (plain[n], n)))
    assert len(ordered) == len(plain)
    for place, number in enumerate(ordered.numbers):
        assert ordered.place(number) == place
        assert ordered.at(place) == number
    assert all(ordered.place(number) is None for number in range(31) if number not in plain)


@given(st.lists(spans, max_size=40), st.sets(st.integers(0, 39)), spans)
def test_that_the_index_forgets_what_was_dropped(
    given_spans: list[Span], dropped: set[int], asked: Span
) -> None:
    index = IntervalIndex(given_spans)
    for number in dropped:
        if number < len(given_spans):
            index.drop(number, given_spans[number])
    found = index.overlapping(asked.start, asked.end)
    wanted = {
        number
        for number, span in enumerate(given_spans)
        if number not in dropped and span.overlap(asked)
    }
    assert set(found) >= wanted
    if asked:
        assert set(found) == wanted


@given(st.lists(st.tuples(st.integers(-3, 40), st.integers(0, 9), st.booleans()), max_size=30))
def test_that_rows_are_covered_while_something_covers_them(
    stretches: list[tuple[int, int, bool]],
) -> None:
    coverage = Coverage(32)
    for first, more, _stays in stretches:
        coverage.put(first, first + more)
    for first, more, stays in stretches:
        if not stays:
            coverage.drop(first, first + more)
    kept = [(first, first + more) for first, more, stays in stretches if stays]
    covered = coverage.covered()
    assert [bool(row) for row in covered] == [
        any(first <= row <= last for first, last in kept) for row in range(32)
    ]
    drawn = {row for first, last in runs([covered]) for row in range(first, last + 1)}
    assert drawn == {row for row in range(32) if covered[row]}


# Whole documents


def test_that_a_review_opens_whose_commented_clause_was_deleted() -> None:
    document = _document()
    assert document.edit(AddClause(Span(0, 8), (Category.USE,)))
    assert document.edit(Comment(target=OnClause("e1"), text="Why?"))
    assert document.edit(Delete(("e1",)))
    _check_standing(document)


_DEEDS = (
    *("accept", "reject", "open", "relabel", "add", "bounds", "split", "merge"),
    *("delete", "comment", "undo", "redo", "accept all"),
)
deeds = st.lists(
    st.tuples(st.sampled_from(_DEEDS), st.integers(0, 60), st.integers(0, _LENGTH - 1)),
    min_size=1,
    max_size=14,
)
orders = st.tuples(st.sampled_from(list(Column)), st.sampled_from(list(Qt.SortOrder)))
hidden_ones = st.sampled_from((frozenset(), frozenset({Category.SHARING, Category.CHOICE})))
_LINES = ("", "open", "own", "-rejected cat:sharing", "we conf>0.6", "commented")


def _document() -> Document:
    document = Document("birchlane.txt", None, stamp=lambda: Stamp(_NOW, "Ada"))
    policy = policy_of(ENGLISH)
    document.show_policy(policy, 0.0)
    document.show_analysis(analysis_of(policy), 0.0)
    return document


def _change(document: Document, deed: str, number: int, place: int) -> Change:
    """An edit of some clause; it may be one that is refused."""
    standing = document.standing
    assert standing is not None
    order = standing.order
    one = standing.ids[order[number % len(order)]] if order else "none"
    other = standing.ids[order[(number + 1) % len(order)]] if order else "none"
    here = document.clauses[order[number % len(order)]].span if order else Span(0, 1)
    category = list(Category)[number % len(Category)]
    span = Span(place, min(_LENGTH, place + 1 + number))
    statuses = {"accept": "accepted", "reject": "rejected", "open": "open"}
    made: dict[str, Change] = {
        "relabel": Relabel((one,), (category, Category.USE)),
        "add": AddClause(span, (category,)),
        "bounds": AdjustBounds(one, span),
        "split": Split(one, ((here.start + here.end) // 2,)),
        "merge": Merge((one, other)),
        "delete": Delete((one,)),
        "comment": Comment(target=OnClause(one), text="Why?"),
        "accept all": Decide(tuple(standing.ids), ClauseStatus.ACCEPTED),
    }
    return made[deed] if deed in made else Decide((one,), ClauseStatus(statuses[deed]))


def _do(document: Document, deed: str, number: int, place: int) -> None:
    if deed == "undo":
        document.undo()
    elif deed == "redo":
        document.redo()
    else:
        document.edit(_change(document, deed, number, place))


def _check_standing(document: Document) -> None:
    """The clauses are those that the edits, folded at once, come to."""
    standing, working = document.standing, document.working
    assert standing is not None
    assert working is not None
    anew = Standing(fold(working.review, working.edits))
    ids = [standing.ids[number] for number in standing.order]
    assert ids == [anew.ids[number] for number in anew.order] == list(dict.fromkeys(ids))
    for number, other in zip(standing.order, anew.order, strict=True):
        assert standing.clauses[number] == anew.clauses[other]
        assert standing.status(number) is anew.status(other)
        assert standing.comments[number] == anew.comments[other]
        assert standing.place(number) == anew.place(other)
    assert standing.decided_count == anew.decided_count


def _check_marks(document: Document) -> None:
    """The marks are those of the clauses, found where they are, each lane without overlaps."""

    def told(marks: object) -> list[tuple[object, ...]]:
        found = marks if isinstance(marks, tuple) else tuple(document.marks)
        return sorted((m.clause, m.span, m.category.value, m.leading) for m in found)

    anew = marks_of(document.clauses, document.order)
    assert told(None) == told(anew)
    for category in Category:
        assert document.marks.counts[category] == sum(m.category is category for m in anew)
    for start in range(0, _LENGTH, 37):
        here = [document.marks[n] for n in document.index.overlapping(start, start + 20)]
        wanted = [m for m in anew if m.span.overlap(Span(start, start + 20))]
        assert told(tuple(here)) == told(tuple(wanted))
        for number, mark in enumerate(here):
            for other in here[number + 1 :]:
                assert mark.lane != other.lane or not mark.span.overlap(other.span)


def _rows(panel: ClausePanel) -> list[tuple[object, ...]]:
    model = panel.model
    return [
        (
            model.clause_of(row),
            model.index(row, Column.CATEGORY).data(),
            model.index(row, Column.QUOTE).data(),
            model.index(row, 0).data(STATUS_ROLE),
        )
        for row in range(model.rowCount())
    ]


@pytest.fixture(scope="module")
def panel(qapp: QApplication) -> Iterator[ClausePanel]:
    del qapp
    made = ClausePanel()
    tester = QAbstractItemModelTester(made.model, _FATAL)
    yield made
    made.show_document(None)
    del tester


@settings(max_examples=60, deadline=None)
@given(deeds, st.sampled_from(_LINES), orders, hidden_ones)
def test_that_all_views_follow_any_edits(
    panel: ClausePanel,
    made: list[tuple[str, int, int]],
    line: str,
    order: tuple[Column, Qt.SortOrder],
    hidden: frozenset[Category],
) -> None:
    document = _document()
    ruler = Ruler(document)
    ruler.resize(36, 300)
    panel.filter.setText(line)
    panel.view.sortByColumn(*order)
    panel.show_document(document)
    document.show_only(hidden)
    ruler.grab()
    document.choose(0)
    for deed in made:
        _do(document, *deed)
        assert document.clause is None or document.place_of(document.clause) is not None
    _check_standing(document)
    _check_marks(document)
    followed, shown, count = _rows(panel), document.shown, panel.count.text()
    panel.refresh()
    assert followed == _rows(panel)
    assert (shown, count) == (document.shown, panel.count.text())
    picture = ruler.grab().toImage()
    fresh = Ruler(document)
    fresh.resize(36, 300)
    assert picture == fresh.grab().toImage()
    panel.show_document(None)


def test_that_an_edit_leaves_alone_what_it_does_not_concern(panel: ClausePanel) -> None:
    document = _document()
    panel.filter.setText("")
    panel.view.sortByColumn(Column.QUOTE, Qt.SortOrder.AscendingOrder)
    panel.show_document(document)
    assert document.standing is not None
    told: list[object] = []
    panel.model.modelReset.connect(lambda: told.append("all rows"))
    panel.model.rowsInserted.connect(lambda _index, first, last: told.append((first, last)))
    panel.model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    document.redrawn.connect(lambda marks: told.append((marks.gone, marks.new)))
    before = {id(mark) for mark in document.marks if mark.clause != 2}
    old, span = document.marks.of(2), document.clauses[2].span
    document.edit(AdjustBounds(document.standing.ids[2], Span(span.start, span.end - 10)))
    assert told == [(old, document.marks.of(2)), (2, 2)]
    assert {id(mark) for mark in document.marks if mark.clause != 2} == before
    told.clear()
    document.edit(Decide((document.standing.ids[4],), ClauseStatus.ACCEPTED))
    assert told == [(4, 4)]
    panel.show_document(None)


def _screen(desk: Desk) -> QImage:
    """What stands on the screen above the status bar, which tells of the saving meanwhile."""
    window = desk.window
    picture = window.screen().grabWindow(window.winId()).toImage()
    return picture.copy(0, 0, picture.width(), window.status.y())


def _differ(one: QImage, other: QImage) -> list[tuple[int, int]]:
    """Where two pictures are not alike, but for roundings at the edges of what was painted."""
    if one == other:
        return []
    return [
        (x, y)
        for y in range(one.height())
        for x in range(one.width())
        if one.pixel(x, y) != other.pixel(x, y)
        and _apart(one.pixelColor(x, y), other.pixelColor(x, y)) > _ROUNDING
    ]


def _apart(one: QColor, other: QColor) -> int:
    pairs = zip(
        (one.red(), one.green(), one.blue()),
        (other.red(), other.green(), other.blue()),
        strict=True,
    )
    return max(abs(mine - its) for mine, its in pairs)


def test_that_what_is_painted_in_parts_is_what_is_painted_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Key by key, what stands on the screen is what painting everything would put there."""
    monkeypatch.setattr(QApplication, "cursorFlashTime", lambda: 0)
    QApplication.setCursorFlashTime(0)
    desk.open("\n\n".join([ENGLISH] * 3))
    window = desk.window
    for key in "nnarjjkao]{a" + "r" * 6 + "nkkk":
        desk.press(key)
        QTest.qWait(1)
        QCoreApplication.processEvents()
        in_parts = _screen(desk)
        for widget in (desk.pane.text.viewport(), desk.pane.margin, desk.pane.ruler):
            widget.update()
        window.clauses.view.viewport().update()
        QCoreApplication.processEvents()
        whole = _screen(desk)
        assert _differ(in_parts, whole) == [], f"after {key}"


def test_that_the_list_is_walked_by_rows_and_read_by_cells(desk: Desk) -> None:
    document = desk.open()
    view = desk.window.clauses.view
    view.setFocus()
    document.choose(2)
    for key, clause in (
        (Qt.Key.Key_End, 5),
        (Qt.Key.Key_Right, 5),
        (Qt.Key.Key_Up, 4),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Down, 1),
    ):
        QTest.keyClick(view, key)
        assert document.clause == clause
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert document.clause == 1
    table = QAccessible.queryAccessibleInterface(view)
    assert table.role() == QAccessible.Role.Table
    assert table.text(QAccessible.Text.Name) == "Clauses"
    cells = (table.child(number) for number in range(table.childCount()))
    read = [cell.text(QAccessible.Text.Name) for cell in cells if cell is not None]
    at = next(n for n, words in enumerate(read) if words.startswith("We ask for the camera"))
    assert read[at - 2 : at] == ["open", "Collection, Permissions"]


def test_that_the_next_row_is_not_chosen_where_one_leaves_the_filter(desk: Desk) -> None:
    document = desk.open()
    desk.window.clauses.filter.setText("open")
    desk.window.clauses.refresh()
    document.choose(1)
    visited = len(document.trail._places)
    desk.press("a")
    assert document.shown == (0, 2, 3, 4, 5)
    assert document.clause == 2
    assert len(document.trail._places) == visited + 1
