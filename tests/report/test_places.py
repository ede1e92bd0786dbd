"""Whether links, bookmarks and comments lead to and lie on what they name."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from reviewer.pipeline import Options, review
from reviewer.report.pdf import ReportOptions, write_report
from tests.report.decided import decided
from tests.report.extraction import Extracted, bare, extracted, hyphened
from tests.report.samples import rulebook
from tests.report.structured import annotations_of, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewer.model.rules import Rulebook
    from reviewer.pipeline import Analyser

_OPTIONS = Options(as_of=date(2026, 1, 2), checklists=("eu_gdpr",))
_MARK = re.compile(r"(?:note |注)(\d+)(?:\D+(\d+)\D*)?")
_TAG = re.compile(r"(\d+)(?: [A-Z]{2})+\+?")
_PAGE = re.compile(r"(?:p\. |第)(\d+)(?:页)?")
_ITEM = re.compile(r"[A-Z]\d+")
_ROW = re.compile(r"(.+?) ?(\d+)")


class Pages:
    """A report's pages, for asking what stands where."""

    def __init__(self, data: bytes) -> None:
        self._document = pypdfium2.PdfDocument(data)
        self._pages = [page.get_textpage() for page in self._document]

    def within(self, page: int, box: tuple[float, float, float, float]) -> str:
        return hyphened(self._pages[page].get_text_bounded(*box))

    def below(self, page: int, top: float) -> str:
        """The line or two that begin where a link or bookmark leads to."""
        return " ".join(self.within(page, (0, top - 27, 600, top - 4)).split())

    def close(self) -> None:
        for page in self._pages:
            page.close()
        self._document.close()


def links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str, int, float]]:
    """Page, words, target page and height of each link; pages from 0."""
    pages = {page.obj.objgen: rank for rank, page in enumerate(pdf.pages)}
    for rank, link in annotations_of(pdf):
        if link.Subtype == "/Link":
            yield rank, str(link.Contents), pages[link.Dest[0].objgen], float(link.Dest[3])


def astray(words: str, to: int, found: str) -> bool:
    """Whether what is found is not what the words of a link promise."""
    if mark := _MARK.fullmatch(words):
        there = re.search(rf"(?<!\d){mark[1]} [A-Z]{{2}}", found)
        return there is None or (mark[2] is not None and int(mark[2]) != to + 1)
    if tag := _TAG.fullmatch(words):
        return tag[1] not in found.split()
    if page := _PAGE.fullmatch(words):
        return int(page[1]) != to + 1
    if _ITEM.fullmatch(words):
        return re.search(rf"{words}(?!\d)", found) is None
    row = _ROW.fullmatch(words)
    if row is not None and bare(row[1]) in bare(found):
        return int(row[2]) != to + 1
    return any(bare(part)[:24] not in bare(found) for part in words.split(maxsplit=1))


def strays(data: bytes) -> list[tuple[int, str, int, str]]:
    pages = Pages(data)
    with opened(data) as pdf:
        found = [(page, words, to, pages.below(to, top)) for page, words, to, top in links(pdf)]
    pages.close()
    assert len(found) > 40
    return [one for one in found if astray(*one[1:])]


def test_that_every_link_lands_on_what_it_names(report: Extracted) -> None:
    assert strays(report.data) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_links_of_a_decided_review_land(language: str) -> None:
    options = ReportOptions(language=language)
    assert strays(write_report(decided(language), rulebook(), options)) == []


def test_that_every_bookmark_lands_on_its_heading(report: Extracted) -> None:
    pages = Pages(report.data)
    with opened(report.data) as pdf, pdf.open_outline() as outline:
        ranks = {page.obj.objgen: rank for rank, page in enumerate(pdf.pages)}
        waiting = list(outline.root)
        waiting.pop(0)  # the title page, which names the policy
        seen = 0
        while waiting:
            item = waiting.pop()
            waiting += item.children
            assert isinstance(item.destination, pikepdf.Array)
            target, _, _, top, _ = list(item.destination)
            found = pages.below(ranks[target.objgen], float(top) - 4)
            assert bare(item.title)[:20] in bare(found)
            seen += 1
    pages.close()
    assert seen > 8


def test_that_comments_lie_on_the_words_of_real_clauses(
    analyser: Analyser, bundled: Rulebook, seeds: list[Path]
) -> None:
    for path in seeds:
        found = review(path.read_bytes(), path.name, analyser, _OPTIONS)
        data = write_report(found, bundled, ReportOptions(language="en"))
        pages = Pages(data)
        under: dict[int, str] = defaultdict(str)
        with opened(data) as pdf:
            for rank, comment in annotations_of(pdf):
                if comment.Subtype == "/Highlight":
                    quads = [float(value) for value in comment.QuadPoints]
                    number = int(re.findall(r"\d+", str(comment.NM))[0])
                    for at in range(0, len(quads), 8):
                        left, top, right, _, _, low, _, _ = quads[at : at + 8]
                        under[number] += pages.within(rank, (left, low, right, top))
        pages.close()
        clauses = sorted(found.analysis.clauses, key=lambda clause: clause.span)
        told = [visible(clause.span.text_of(found.policy.text)) for clause in clauses]
        lying = [visible(under[number]) for number in range(1, len(clauses) + 1)]
        wrong = [pair for pair in zip(told, lying, strict=True) if pair[0] != pair[1]]
        assert wrong == [], path.name


def visible(text: str) -> str:
    """What can be seen of a text; what has no width may stand in the box of its neighbour."""
    return "".join(char for char in bare(text) if char.isprintable())


def test_that_sentences_of_real_policies_are_found(
    analyser: Analyser, bundled: Rulebook, seeds: list[Path]
) -> None:
    for path in seeds:
        found = review(path.read_bytes(), path.name, analyser, _OPTIONS)
        report = extracted(write_report(found, bundled, ReportOptions(language="en")))
        pages = [bare(page) for page in report.pages]
        sentences = [bare(one.span.text_of(found.policy.text)) for one in found.policy.sentences]
        chosen = sentences[:: max(len(sentences) // 20, 1)][:20]
        assert len(chosen) == 20
        missing = [one for one in chosen if one not in report.text and not parted(one, pages)]
        assert missing == [], path.name


def parted(sentence: str, pages: list[str]) -> bool:
    """Whether a sentence begins on a page and ends on the next."""
    return any(
        sentence[:at] in before and sentence[at:] in after
        for before, after in pairwise(pages)
        for at in range(1, len(sentence))
    )
