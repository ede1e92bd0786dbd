"""What the inspector says of the values that a clause names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument

from reviewer.gui.widgets.inspector_text import Place, about_clause
from reviewer.model.clause import Attribute, AttributeKind
from reviewer.model.policy import LocalizedText
from reviewer.model.span import Span
from reviewer.model.terms import Term, TermGroup, TermList, Wording
from tests.gui.examples import ENGLISH
from tests.gui.examples import rulebook as rulebook_of_tests

if TYPE_CHECKING:
    from reviewer.model.rules import Rulebook
    from tests.gui.conftest import Desk

CLAUSE = 2


def attribute(
    kind: AttributeKind, value: str, words: str, *, negated: bool = False, sensitive: bool = False
) -> Attribute:
    start = ENGLISH.index(words)
    span = Span(start, start + len(words))
    return Attribute(kind=kind, value=value, span=span, negated=negated, sensitive=sensitive)


def shown(desk: Desk, *attributes: Attribute, rulebook: Rulebook | None = None) -> tuple[str, str]:
    """The rich text about a clause with some values, and its plain text."""
    document = desk.open()
    assert document.review is not None
    clauses = list(document.clauses)
    clauses[CLAUSE] = replace(clauses[CLAUSE], attributes=attributes)
    analysis = replace(document.review.analysis, clauses=tuple(clauses))
    document.show_analysis(analysis, 0.0)
    html = about_clause(Place(document, rulebook), CLAUSE)
    page = QTextDocument()
    page.setHtml(html)
    return html, page.toPlainText()


def test_that_values_stand_by_kind_as_links_to_their_words(desk: Desk) -> None:
    data = attribute(AttributeKind.DATA_TYPE, "a", "We share your")
    recipient = attribute(AttributeKind.RECIPIENT, "b", "Whom")
    html, page = shown(desk, recipient, data)
    assert f"span:{data.span.start}-{data.span.end}" in html
    assert page.index("Data") < page.index("Recipient")
    assert "“Whom”" in page


def test_that_denied_and_sensitive_values_say_so(desk: Desk) -> None:
    one = attribute(AttributeKind.DATA_TYPE, "a", "We share", negated=True, sensitive=True)
    _, page = shown(desk, one)
    assert "“We share” (sensitive) (denied)" in page


def test_that_the_same_words_stand_once_with_their_number(desk: Desk) -> None:
    text = "e-mail address"
    places = [place for place in range(len(ENGLISH)) if ENGLISH.startswith(text, place)][:2]
    both = [
        Attribute(kind=AttributeKind.PURPOSE, value="a", span=Span(place, place + len(text)))
        for place in places
    ]
    _, page = shown(desk, *both)
    assert page.count(f"“{text}” ×2") == 1


def test_that_the_two_ends_of_a_range_stand_once(desk: Desk) -> None:
    low = attribute(AttributeKind.PERIOD, "P1M", "We share")
    _, page = shown(desk, low, replace(low, value="P2M"))
    assert page.split("Period")[1].count("“We share”") == 1
    assert "×" not in page


def test_that_a_law_is_called_by_its_full_name(desk: Desk) -> None:
    title = LocalizedText("Lamp Act", "灯具法")
    term = Term(id="LA", title=title, en=("la",))
    group = TermGroup(id="laws", title=title, terms=(term,))
    laws = TermList(kind=AttributeKind.LAW, categories=(), groups=(group,))
    rulebook = replace(rulebook_of_tests(), wording=Wording(lists=(laws,)), checklists=())
    document_law = attribute(AttributeKind.LAW, "LA", "Whom")
    _, page = shown(desk, document_law, rulebook=rulebook)
    assert "“Whom” Lamp Act" in page
