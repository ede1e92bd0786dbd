"""Highlights, tags and notes where clauses crowd or overlap."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.model.clause import Category, Clause, ClauseOrigin
from reviewer.model.span import Span
from reviewer.report.boxes import Anchor, Link, Stroke, Text
from reviewer.report.content import ReportOptions, build
from reviewer.report.fonts import load
from reviewer.report.layout import Layout, lay_out
from reviewer.report.numbering import mark_key, note_key
from tests.report import samples

if TYPE_CHECKING:
    from reviewer.model.review import Review

_TEXT = "We keep data. " * 60 + "\n\nAnd we share some of it.\n"


def with_clauses(*spans: Span, text: str = _TEXT, categories: int = 1) -> Review:
    plain = samples.unmarked(samples.review())
    clauses = tuple(
        Clause(
            span=span,
            categories=tuple(Category)[:categories],
            scores=(0.9,) * categories,
            section=None,
            origin=ClauseOrigin.MODEL,
        )
        for span in spans
    )
    return replace(
        plain,
        policy=samples.policy(text, "en"),
        analysis=replace(plain.analysis, clauses=clauses),
    )


def laid_out(review: Review) -> Layout:
    return lay_out(load(), build(review, samples.rulebook(), ReportOptions(language="en")))


def placed(layout: Layout, key: str) -> list[int]:
    """Pages, from 1, on which a place stands."""
    return [
        number
        for number, page in enumerate(layout.pages, start=1)
        for _, op in page.placed
        if isinstance(op, Anchor) and op.key == key
    ]


def test_that_every_clause_has_one_place_and_one_note_however_they_crowd() -> None:
    spans = [Span(start, start + 13) for start in range(0, 14 * 60, 14)]
    layout = laid_out(with_clauses(*spans, categories=3))
    for number in range(1, 61):
        assert len(placed(layout, mark_key(number))) == 1
        assert len(placed(layout, note_key(number))) == 1


def test_that_tags_of_a_paragraph_stay_in_their_margin() -> None:
    spans = [Span(start, start + 5) for start in range(0, 14 * 60, 6)]
    layout = laid_out(with_clauses(*spans, categories=4))
    texts = [op for page in layout.pages for _, op in page.placed if isinstance(op, Text)]
    tags = [op for op in texts if re.fullmatch(r"\d+( [A-Z]X)*\+?", op.text)]
    assert tags
    assert all(op.x > 0 for op in tags)


def test_that_clauses_are_numbered_in_the_order_of_the_text() -> None:
    review = with_clauses(Span(28, 41), Span(0, 13), Span(14, 27))
    content = build(review, samples.rulebook(), ReportOptions(language="en"))
    policy = next(part for part in content.parts if part.key == "policy")
    marks = policy.pieces[-1].marks  # type: ignore[union-attr]
    assert [(mark.number, mark.span.start) for mark in marks] == [(1, 0), (2, 14), (3, 28)]


def test_that_overlapping_clauses_are_underlined_in_lanes() -> None:
    layout = laid_out(with_clauses(Span(0, 55), Span(0, 27), Span(14, 41)))
    page = layout.pages[placed(layout, mark_key(1))[0] - 1]
    hue = samples.rulebook().categories[0].hue
    levels = {y + op.y for y, op in page.placed if isinstance(op, Stroke) and op.colour == hue}
    assert len(levels) == 3


def test_that_clauses_of_spaces_or_behind_the_text_are_still_led_to() -> None:
    end = len(_TEXT)
    layout = laid_out(with_clauses(Span(end - 1, end), Span(840, 842), Span(0, 13)))
    for number in (1, 2, 3):
        assert len(placed(layout, mark_key(number))) == 1


def test_that_no_heading_stands_at_the_foot_of_a_page() -> None:
    text = "".join(f"# Heading {number}\n{'Some words. ' * 24}\n" for number in range(60))
    layout = laid_out(with_clauses(text=text))
    policy_pages = [
        page for page in layout.pages if any(isinstance(op, Anchor) for _, op in page.placed)
    ]
    for page in policy_pages:
        texts = [(y, op) for y, op in page.placed if isinstance(op, Text)]
        last = max(texts, key=lambda pair: pair[0])[1]
        assert not last.text.startswith("Heading")


def test_that_a_clause_over_pages_is_marked_on_both() -> None:
    text = "x " * 40 + "\n" + "We keep data. " * 600
    layout = laid_out(with_clauses(Span(0, len(text)), text=text))
    tinted = {
        number
        for number, page in enumerate(layout.pages, start=1)
        for _, op in page.placed
        if isinstance(op, Stroke) and op.colour == samples.rulebook().categories[0].hue
    }
    assert len(tinted) > 2


def test_that_links_lie_on_the_page() -> None:
    spans = [Span(start, start + 13) for start in range(0, 14 * 60, 14)]
    layout = laid_out(with_clauses(*spans, categories=3))
    for page in layout.pages:
        for y, op in page.placed:
            if isinstance(op, Link):
                assert op.width > 0
                assert 0 < op.x < 600
                assert 0 < y + op.y < 842
