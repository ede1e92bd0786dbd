"""What a report says, before it is drawn."""

from __future__ import annotations

from dataclasses import replace

from reviewer.model.policy import LocalizedText
from reviewer.model.review import ItemStatus, Review, TestState
from reviewer.model.rules import LegalTest, Rulebook, TestKind
from reviewer.report.blocks import Content, Item, Items, Picks
from reviewer.report.content import ReportOptions, build
from reviewer.report.policy_blocks import PolicyText
from tests.report import samples


def content(review: Review, rulebook: Rulebook | None = None) -> Content:
    return build(review, rulebook or samples.rulebook(), ReportOptions(language="en"))


def items(found: Content) -> list[Item]:
    return [
        row
        for part in found.parts
        for piece in part.pieces
        if isinstance(piece, Items)
        for row in piece.rows
    ]


def with_test(kind: TestKind) -> Rulebook:
    """The rulebook, each of whose requirements has a test."""
    test = LegalTest(kind=kind, text=LocalizedText("Is it plain?", "是否清楚？"))
    book = samples.rulebook()
    checklists = tuple(
        replace(each, items=tuple(replace(item, test=test) for item in each.items))
        for each in book.checklists
    )
    return replace(book, checklists=checklists)


def with_status(review: Review, status: ItemStatus, test: TestState = TestState.OPEN) -> Review:
    checklists = tuple(
        replace(each, items=tuple(replace(item, status=status, test=test) for item in each.items))
        for each in review.analysis.checklists
    )
    return replace(review, analysis=replace(review.analysis, checklists=checklists))


def labels(found: Content) -> set[str]:
    return {remark.label for item in items(found) for remark in item.remarks}


def test_that_items_are_lettered_by_checklist_and_numbered() -> None:
    numbers = [item.number for item in items(content(samples.review()))]
    assert numbers == [f"{letter}{number}" for letter in "AB" for number in range(1, 6)]


def test_that_at_most_three_quotes_are_shown_each_with_its_place() -> None:
    for item in items(content(samples.review())):
        assert len(item.quotes) <= 3
        for quote in item.quotes:
            assert quote.text.startswith("“")
            assert "{page}" in quote.place.text


def test_that_a_remedy_is_named_where_something_lacks_and_nowhere_else() -> None:
    for status in ItemStatus:
        named = "Remedy" in labels(content(with_status(samples.review(), status)))
        assert named == (status in {ItemStatus.MISSING, ItemStatus.PARTIAL})


def test_that_what_a_reviewer_must_judge_is_asked_until_it_is_passed() -> None:
    met = with_status(samples.review(), ItemStatus.MET)
    assert "To be judged" in labels(content(met, with_test(TestKind.REVIEWER)))
    assert "Note" in labels(content(met, with_test(TestKind.NOTE)))
    passed = with_status(samples.review(), ItemStatus.MET, TestState.PASSED)
    assert "To be judged" not in labels(content(passed, with_test(TestKind.MACHINE)))


def test_that_an_open_question_is_not_asked_twice() -> None:
    review = samples.review()
    question = samples.rulebook().conditions[0].question
    checklists = tuple(
        replace(each, items=tuple(replace(item, reason=question) for item in each.items))
        for each in review.analysis.checklists
    )
    told = replace(review, analysis=replace(review.analysis, checklists=checklists))
    assert "Open question" in labels(content(review))
    assert "Open question" not in labels(content(told))


def test_that_the_gravest_gaps_come_first_and_the_rest_are_counted() -> None:
    found = content(with_status(samples.review(), ItemStatus.MISSING))
    picks = next(piece for part in found.parts for piece in part.pieces if isinstance(piece, Picks))
    grades = [pick.grade for pick in picks.rows]
    order = ["critical", "high", "medium", "low"]
    assert grades == sorted(grades, key=order.index)
    assert str(10 - len(picks.rows)) in picks.rest


def test_that_the_policy_is_told_line_by_line() -> None:
    text = "# One\n\n    indented\n\u3000\u3000second\n* item\n"
    review = replace(samples.review(), policy=samples.policy(text, "en"))
    found = content(samples.unmarked(review))
    policy = next(
        piece for part in found.parts for piece in part.pieces if isinstance(piece, PolicyText)
    )
    heading, indented, second, item = policy.lines
    assert (heading.text, heading.key) == ("One", "section-0")
    assert (indented.text, indented.gap, indented.indent > 0) == ("indented", True, True)
    assert (second.first, second.indent) == (2.0, 0.0)
    assert (item.text, item.marker) == ("* item", 2)
    for line in policy.lines:
        assert line.span.text_of(review.policy.text) == line.text


def test_that_a_ticked_checklist_of_a_policy_that_was_not_analysed_is_left_out() -> None:
    plain = samples.unmarked(samples.review())
    review = replace(
        plain,
        policy=replace(plain.policy, language="fr", languages=("fr",)),
        analysis=replace(plain.analysis, checklists=()),
    )
    options = ReportOptions(language="en", checklists=("sea_law",))
    assert items(build(review, samples.rulebook(), options)) == []
