"""The report as its readers meet it."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from reviewer.report.pdf import ReportOptions, write_report
from tests.report import samples
from tests.report.extraction import Extracted, bare, extracted, font_names, link_targets

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.model.review import Review

_DRAFT = {"en": "Draft: machine findings, not reviewed", "zh": "草稿：机器判断结果，未经人工审阅"}
_UNVERIFIED = {"en": "not verified against the source", "zh": "未对照原文核实"}
_POLICIES = {"en": samples.ENGLISH, "zh": samples.CHINESE}


def write(review: Review, language: str = "en", *checklists: str, reviewer: str = "") -> Extracted:
    options = ReportOptions(language=language, reviewer=reviewer, checklists=checklists)
    return extracted(write_report(review, samples.rulebook(), options))


def test_that_every_line_of_the_policy_is_found(report: Extracted, policy_language: str) -> None:
    for line in samples.policy(_POLICIES[policy_language], policy_language).text.splitlines():
        assert bare(line) in report.text


def test_that_every_page_says_draft_and_its_number(report: Extracted, report_language: str) -> None:
    pattern = {"en": "Page {} of {}", "zh": "第{}页，共{}页"}[report_language]
    for number, page in enumerate(report.pages, start=1):
        assert bare(_DRAFT[report_language]) in bare(page)
        assert bare(pattern.format(number, len(report.pages))) in bare(page)


def test_that_pages_after_the_first_name_document_and_digest(english: Extracted) -> None:
    digest = samples.review().policy.source.sha256
    assert all("Harbour Lights Privacy Notice" in page for page in english.pages[1:])
    assert all(f"SHA-256 {digest[:12]}" in page for page in english.pages[1:])
    assert digest in english.pages[0]


def test_that_the_title_page_names_what_was_reviewed_with_what(english: Extracted) -> None:
    first = english.pages[0]
    for fact in ("notice.txt", "Plain text, UTF-8", "English", "2026-03-01", "9.8.7", "Ada Byron"):
        assert fact in first


def test_that_a_reviewer_given_for_the_report_takes_precedence() -> None:
    report = write(samples.review(), reviewer="Grace Hopper")
    assert "Grace Hopper" in report.pages[0]
    assert "Grace Hopper" in report.pages[-1]
    assert "Ada Byron" not in report.text


def test_that_only_the_date_of_the_analysis_is_printed(english: Extracted) -> None:
    assert set(re.findall(r"\b(?:19|20)\d\d-\d\d-\d\d\b", "".join(english.pages))) == {"2026-03-01"}


def test_that_unverified_articles_carry_a_warning(
    report: Extracted, report_language: str, policy_language: str
) -> None:
    findings = samples.review(_POLICIES[policy_language], policy_language).analysis.checklists
    unverified = sum(not item.verification.verified for each in findings for item in each.items)
    quoted = report.text.count(f"“{bare(_UNVERIFIED[report_language])}”")
    assert report.text.count(bare(_UNVERIFIED[report_language])) - quoted == unverified


def test_that_the_method_page_says_what_a_report_is_not(report: Extracted) -> None:
    english = "nolegaladvice" in report.text and "doesnotmeanthatitapplies" in report.text
    chinese = "不构成法律意见" in report.text and "并不表示该法规适用" in report.text
    assert english or chinese


def test_that_only_ticked_checklists_are_reported() -> None:
    report = write(samples.review(), "en", "sky_law")
    assert "Sky Law asks for name" in " ".join(report.pages)
    assert "Sea Law" not in " ".join(report.pages)


def test_that_an_unknown_checklist_is_refused() -> None:
    with pytest.raises(KeyError, match="moon_law"):
        write(samples.review(), "en", "moon_law")


def test_that_links_land_on_pages(report: Extracted) -> None:
    targets = link_targets(report.data)
    assert len(targets) > 40
    assert all(0 < page <= len(report.pages) for _, page in targets)


def test_that_a_reference_names_the_page_it_leads_to(english: Extracted) -> None:
    policy_page = english.page_of("The whole text as it was read")
    checklist_page = english.page_of("Sea Law asks for name")
    cited = {
        int(page) for page in re.findall(r"note \d+, p\. (\d+)", english.pages[checklist_page - 1])
    }
    assert cited
    led_to = {to for page, to in link_targets(english.data) if page == checklist_page}
    assert cited <= led_to
    assert min(cited) >= policy_page


def test_that_notes_and_highlights_lead_to_each_other(english: Extracted) -> None:
    notes = english.page_of("Deciding words")
    first = english.page_of("The whole text as it was read")
    targets = set(link_targets(english.data))
    assert (first, notes) in targets
    assert (notes, first) in targets


def test_that_bookmarks_name_parts_checklists_and_sections(english: Extracted) -> None:
    titles = [title for _, title, _ in english.bookmarks]
    for title in ("Summary", "A  Sea Law", "B  Sky Law", "The policy, annotated", "Sign-off"):
        assert title in titles
    level, _, page = next(entry for entry in english.bookmarks if entry[1] == "3 Your rights")
    assert level > 0
    assert "3 Your rights" in english.pages[page - 1]


def test_that_fonts_are_embedded_subsets(report: Extracted) -> None:
    fonts = font_names(report.data)
    assert fonts
    assert all(re.fullmatch(r"[A-Z]{6}\+NotoSans(SC)?-(Regular|Bold)", name) for name in fonts)


def test_that_the_same_review_gives_the_same_bytes() -> None:
    assert write(samples.review()).data == write(samples.review()).data


def test_that_the_clock_and_its_stand_in_are_not_asked(
    english: Extracted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert write(samples.review()).data == english.data
    with pikepdf.open(BytesIO(english.data)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260301000000Z"


def test_that_another_process_writes_the_same_bytes(english: Extracted) -> None:
    script = (
        "import hashlib, sys; from tests.report import samples;"
        "from reviewer.report.pdf import *;"
        "data = write_report(samples.review(), samples.rulebook(), ReportOptions(language='en'));"
        "print(hashlib.sha256(data).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == hashlib.sha256(english.data).hexdigest()


def test_that_characters_without_a_shape_are_told_and_can_be_searched() -> None:
    review = samples.review(samples.ENGLISH.replace("Help", "Help 🍪 \U00020bb7"))
    report = write(review)
    assert "U+1F36A × 1" in " ".join(report.pages)
    assert "no shape for 2 characters" in " ".join(" ".join(report.pages).split())
    assert "Help🍪\U00020bb7" in report.text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_that_tags_stand_in_no_paragraph_for_extractors_that_sort_by_place(tmp_path: Path) -> None:
    review = samples.review(samples.ENGLISH.replace(" We share", " We share and say again" * 9))
    path = tmp_path / "report.pdf"
    path.write_bytes(write(review).data)
    run = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    for line in review.policy.text.splitlines():
        assert bare(line) in bare(run.stdout)


def test_that_nothing_is_said_of_shapes_where_all_are_there(english: Extracted) -> None:
    assert "no shape" not in " ".join(" ".join(english.pages).split())


def test_that_a_review_without_findings_is_reported_too() -> None:
    report = write(samples.unmarked(samples.review()))
    assert "The machine found no clauses." in " ".join(report.pages)
    assert "Nothing was found to be missing" in " ".join(report.pages)


def test_that_a_policy_in_another_language_says_that_nothing_was_analysed() -> None:
    found = samples.unmarked(samples.review())
    review = replace(found, policy=replace(found.policy, language="fr", languages=("fr",)))
    assert "language that the rulebook does not know" in " ".join(write(review).pages[1].split())


def test_that_conditions_are_asked_and_remedies_named(english: Extracted) -> None:
    text = " ".join(" ".join(english.pages).split())
    assert "Open question Does data leave the country?" in text
    assert "Remedy Add the rights." in text


def test_that_the_sign_off_has_room_for_two(chinese: Extracted) -> None:
    last = chinese.pages[-1]
    for label in ("审阅人", "批准人"):
        assert label in last
    for label in ("姓名", "职务", "日期", "签名"):
        assert last.count(label) >= 2


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:0],
        lambda text: text * 40,
        lambda text: text.replace("\n", "\n\n\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: "x" * 5000 + "\n" + "。" * 500 + "\n" + text,
        lambda text: "\t" + text.replace("\n", "\n\u3000\u3000"),
        lambda text: text + "{braces} {page} {0} %s <b> &amp; \u202e\x07\n",
    ],
    ids=["empty", "long", "gaps", "no-break", "unbreakable", "indented", "odd"],
)
def test_that_any_text_can_be_reported(change: Callable[[str], str]) -> None:
    source = change(samples.CHINESE)
    review = samples.unmarked(samples.review())
    policy = replace(samples.policy(source, "zh-Hans"), title="任意")
    assert write(replace(review, policy=policy), "zh").pages


def test_that_real_policies_can_be_searched_line_by_line(seeds: list[Path]) -> None:
    for path in seeds:
        text = path.read_text(encoding="utf-8")
        report = write(samples.marked(text))
        lines = [bare(line)[:40] for line in text.splitlines() if line.strip()]
        assert [line for line in lines if line not in report.text] == []
