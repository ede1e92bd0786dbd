from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.gui.marks import IntervalIndex, leading_category, marks_of
from reviewer.model.clause import Category, Clause, ClauseOrigin
from reviewer.model.span import Span

spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 200), st.integers(1, 40)
)


@given(st.lists(spans, max_size=60), st.integers(0, 240), st.integers(1, 60))
def test_that_the_index_finds_exactly_what_overlaps(
    given_spans: list[Span], start: int, length: int
) -> None:
    found = IntervalIndex(given_spans).overlapping(start, start + length)
    wanted = [n for n, span in enumerate(given_spans) if span.overlap(Span(start, start + length))]
    assert sorted(found) == wanted
    starts = [given_spans[number].start for number in found]
    assert starts == sorted(starts)


def test_that_an_empty_span_is_never_found() -> None:
    assert IntervalIndex([Span(3, 3)]).overlapping(0, 10) == []


def _clause(span: Span, *categories: Category) -> Clause:
    scores = tuple(0.5 + 0.01 * n for n in range(len(categories)))
    return Clause(
        span=span, categories=categories, scores=scores, section=None, origin=ClauseOrigin.RULE
    )


@given(st.lists(spans, max_size=30))
def test_that_marks_in_one_lane_do_not_overlap(given_spans: list[Span]) -> None:
    pair = (Category.SHARING, Category.TRANSFER)
    marks = marks_of([_clause(span, *pair) for span in given_spans])
    assert len(marks) == 2 * len(given_spans)
    for number, mark in enumerate(marks):
        for other in marks[number + 1 :]:
            assert mark.lane != other.lane or not mark.span.overlap(other.span)


def test_that_the_best_score_leads() -> None:
    clause = _clause(Span(0, 4), Category.USE, Category.RIGHTS)
    assert leading_category(clause) is Category.RIGHTS
    assert [mark.leading for mark in marks_of([clause])] == [False, True]
