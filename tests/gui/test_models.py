from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from reviewer.gui.document import Document
from reviewer.gui.models import checklist as items
from reviewer.gui.models import clauses as rows
from reviewer.gui.models.filtered_items import ItemFilter
from reviewer.model.edits import ItemKey
from reviewer.model.review import ItemStatus
from tests.gui.examples import ENGLISH, analysis_of, policy_of, rulebook

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def _document() -> Document:
    document = Document("birchlane.txt", None)
    policy = policy_of(ENGLISH)
    document.show_policy(policy, 0.0)
    document.show_analysis(analysis_of(policy), 0.0)
    return document


def test_that_the_clause_model_keeps_qt_s_rules(qtbot: QtBot) -> None:
    del qtbot
    model = rows.ClauseModel()
    tester = QAbstractItemModelTester(model, _FATAL)
    document = _document()
    model.show_clauses(document, tuple(range(6)))
    assert model.index(2, rows.Column.CATEGORY).data() == "Sharing, Choice and consent"
    assert model.index(2, rows.Column.CONFIDENCE).data() == "0.88"
    assert str(model.index(2, rows.Column.QUOTE).data()).startswith("We share your e-mail")
    model.sort(rows.Column.CONFIDENCE, Qt.SortOrder.AscendingOrder)
    assert model.index(0, rows.Column.CONFIDENCE).data() == "0.64"
    assert model.row_of(3) == 0
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.show_clauses(document, (1, 4))
    assert model.rowCount() == 2
    assert model.row_of(0) is None
    model.show_clauses(None, ())
    del tester


def test_that_the_checklist_model_keeps_qt_s_rules(qtbot: QtBot) -> None:
    del qtbot
    model = items.ChecklistModel()
    tester = QAbstractItemModelTester(model, _FATAL)
    document = _document()
    model.show_groups(items.groups_of(rulebook(), document, ("eu_gdpr", "us_ccpa")))
    assert model.rowCount() == 2
    top = model.index(1, 0)
    assert model.rowCount(top) == 4
    first = model.index(0, 0, top)
    assert first.data() == "Recipients of the data"
    assert first.data(items.ARTICLE_ROLE) == "Art. 1 · Evidence: 2"
    assert first.siblingAtColumn(1).data() == "Unreviewed"
    assert first.siblingAtColumn(1).data(items.SUGGESTION_ROLE) == "Machine: Met"
    assert model.index(1, 0, top).data(items.UNVERIFIED_ROLE)
    assert "not verified" in str(model.index(1, 0, top).data(Qt.ItemDataRole.ToolTipRole))
    assert model.index_of(ItemKey("us_ccpa", "item_1")) == first
    assert not model.index_of(ItemKey("us_ccpa", "none")).isValid()
    assert model.parent(first) == top
    assert model.parent(top) == QModelIndex()
    model.show_groups(())
    del tester


def test_that_the_checklist_filter_reads_titles_articles_and_verdicts(qtbot: QtBot) -> None:
    del qtbot
    document = _document()
    for words, count in (("complaint", 1), ("art. 2", 1), ("missing", 1), ("接收", 1), ("no", 0)):
        (group,) = items.groups_of(rulebook(), document, ("eu_gdpr",), ItemFilter(words=words))
        assert len(group.rows) == count


def test_that_every_verdict_has_a_word_of_its_own() -> None:
    assert len({items.verdict_word(status) for status in ItemStatus}) == len(ItemStatus)
