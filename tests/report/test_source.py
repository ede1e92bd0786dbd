"""What a report says about the file that a policy was read from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewer.model.origin import LineOrigin, Origin, PageOrigin, RunOrigin
from reviewer.model.policy import Format, LocalizedText, Policy, Problem
from reviewer.model.span import Span
from reviewer.report.blocks import Alert, Alerts, Content, Facts, Items, Notes
from reviewer.report.content import ReportOptions, build
from reviewer.report.json import as_json
from reviewer.report.original import Original
from reviewer.report.pdf import write_report
from tests.report import samples
from tests.report.extraction import Extracted, bare, extracted, link_targets

if TYPE_CHECKING:
    from reviewer.model.review import Review

_LINES_A_PAGE = 4


def paged(review: Review) -> Review:
    """The same review, as if its policy were a PDF with four lines a page."""
    origins: list[Origin] = []
    start = 0
    for number, line in enumerate(review.policy.text.splitlines()):
        span = Span(start, start + len(line))
        edges = tuple(float(at) for at in range(len(line) + 1))
        page = number // _LINES_A_PAGE + 1
        origins.append(PageOrigin(span=span, page=page, low=0.0, high=1.0, edges=edges))
        start += len(line) + 1
    source = replace(review.policy.source, format=Format.PDF, encoding="", pages=5)
    return replace(review, policy=replace(review.policy, source=source, origins=tuple(origins)))


def with_problems(review: Review, *problems: Problem) -> Review:
    return replace(review, policy=replace(review.policy, problems=problems))


def problem(page: int | None = None, span: Span | None = None) -> Problem:
    message = LocalizedText("It is hard to read.", "难以读取。")
    return Problem(id="hard", message=message, page=page, span=span)


def told(review: Review, language: str = "en") -> Content:
    return build(review, samples.rulebook(), ReportOptions(language=language))


def written(review: Review, language: str = "en") -> Extracted:
    options = ReportOptions(language=language)
    return extracted(write_report(review, samples.rulebook(), options))


def facts(found: Content) -> dict[str, str]:
    return dict(next(one.rows for one in found.parts[0].pieces if isinstance(one, Facts)))


def problems_of(found: Content) -> tuple[Alert, ...]:
    part = next(part for part in found.parts if part.key == "method")
    return next(piece.rows for piece in part.pieces if isinstance(piece, Alerts))


def test_that_the_title_page_names_format_pages_and_size() -> None:
    review = paged(samples.review())
    size = review.policy.source.size
    assert facts(told(review))["Format"] == f"PDF, 5 pages, {size:,} bytes"
    assert facts(told(review, "zh"))["格式"] == f"PDF、5页、{size:,}字节"


def test_that_the_title_page_names_the_encoding_and_languages_in_words() -> None:
    review = samples.review()
    source = replace(review.policy.source, encoding="cp1252")
    policy = replace(review.policy, source=source, languages=("fr", "zh-Hant"))
    found = facts(told(replace(review, policy=policy)))
    assert "Windows-1252" in found["Format"]
    assert found["Language"] == "French, Traditional Chinese"
    assert facts(told(replace(review, policy=policy), "zh"))["语言"] == "法文、繁体中文"


def test_that_the_title_page_counts_problems_where_there_are_any() -> None:
    assert "Problems" not in facts(told(samples.review()))
    review = with_problems(samples.review(), problem(), problem(page=2))
    assert facts(told(review))["Problems"].startswith("2, listed under")


def test_that_problems_say_where_in_the_file_they_are() -> None:
    review = paged(samples.review())
    review = with_problems(review, problem(page=3), problem())
    assert [row.grade for row in problems_of(told(review))] == ["page 3", "whole document"]
    assert [row.grade for row in problems_of(told(review, "zh"))] == ["第3页", "整份文件"]


def test_that_a_problem_of_a_plain_text_names_its_line() -> None:
    start = samples.ENGLISH.replace("# ", "").index("* the make")
    (row,) = problems_of(
        told(with_problems(samples.review(), problem(span=Span(start, start + 1))))
    )
    assert row.grade == "line 6"
    assert row.quote == "“* the make and model of your phone;”"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_a_problem_with_a_place_leads_to_the_annotated_text(language: str) -> None:
    review = samples.review()
    at = review.policy.text.index("erase")
    plain, marked = (
        written(with_problems(review, *found), language)
        for found in ((problem(),), (problem(span=Span(at, at + 1)),))
    )
    page = marked.page_of({"en": "Problems with the document", "zh": "文件存在的问题"}[language])
    assert bare("copy of your data, or to erase it") in bare(marked.pages[page - 1])
    target = marked.page_of("You may ask us for a copy of your data, or to erase it; we answer")
    links = link_targets(marked.data)
    assert (page, target) in links
    assert len(links) == len(link_targets(plain.data)) + 1
    assert (page, target) not in link_targets(plain.data)


def test_that_evidence_and_notes_name_the_page_of_a_pdf() -> None:
    found = told(paged(samples.review()))
    pieces = [piece for part in found.parts for piece in part.pieces]
    items = [row for piece in pieces if isinstance(piece, Items) for row in piece.rows]
    quotes = [quote.text for row in items for quote in row.quotes]
    assert quotes
    assert all("(original p" in text for text in quotes)
    notes = next(piece for piece in pieces if isinstance(piece, Notes))
    assert notes.rows[0].labels.endswith("original p. 1")
    assert notes.rows[-1].labels.endswith("original p. 3")
    assert "原件第3页" in written(paged(samples.review()), "zh").text


def test_that_no_page_is_named_where_the_file_has_none() -> None:
    assert "original" not in "".join(written(samples.review()).pages)


def policy(*origins: Origin, kind: Format = Format.PDF) -> Policy:
    plain = samples.policy("one\ntwo\nthree\n", "en")
    return replace(plain, source=replace(plain.source, format=kind), origins=origins)


def line(start: int, end: int, page: int) -> PageOrigin:
    edges = tuple(map(float, range(end - start + 1)))
    return PageOrigin(span=Span(start, end), page=page, low=0.0, high=1.0, edges=edges)


def test_that_an_offset_finds_the_stretch_it_was_read_from() -> None:
    first, second, third = line(0, 3, 1), line(4, 7, 1), line(8, 13, 4)
    original = Original(policy(first, second, third))
    assert original.at(0) is first
    assert original.at(3) is first
    assert original.at(4) is second
    assert original.at(99) is third
    assert original.pages(Span(5, 9)) == (1, 4)
    assert original.pages(Span(5, 5)) == (1, 1)


def test_that_a_page_without_text_lies_behind_the_last_line_before_it() -> None:
    original = Original(policy(line(0, 3, 2), line(4, 7, 2), line(8, 13, 4)))
    assert original.page_place(4) == Span(8, 13)
    assert original.page_place(2) == Span(0, 3)
    assert original.page_place(3) == Span(4, 7)
    assert original.page_place(1) == Span(0, 3)
    assert Original(policy()).page_place(1) is None


def test_that_the_lines_of_a_plain_text_are_those_of_its_file() -> None:
    original = Original(policy(kind=Format.TXT))
    assert original.at(5) == LineOrigin(Span(4, 8), 2)
    assert original.at(13) == LineOrigin(Span(8, 14), 3)
    assert original.pages(Span(0, 9)) is None


def test_that_a_word_document_has_no_pages() -> None:
    run = RunOrigin(span=Span(0, 3), part="word/document.xml", paragraph=2, run=0, offset=0)
    original = Original(policy(run, kind=Format.DOCX))
    assert original.at(2) is run
    assert original.pages(Span(0, 2)) is None
    assert Original(policy(kind=Format.DOCX)).at(0) is None


def test_that_scripts_are_told_page_and_place_of_a_problem() -> None:
    review = with_problems(samples.review(), problem(), problem(page=2, span=Span(3, 5)))
    whole, placed = as_json(review)["problems"]
    assert set(whole) == {"id", "message"}
    assert (placed["page"], placed["start"], placed["end"]) == (2, 3, 5)
