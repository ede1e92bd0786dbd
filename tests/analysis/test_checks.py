"""Checks of flags in the cases that single sentences do not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer import pipeline
from reviewer.analysis.checks.numbering import Numbering, numbers_in
from tests.analysis.examples import AS_OF, analysed

if TYPE_CHECKING:
    from reviewer.model.review import FlagFinding
    from reviewer.pipeline import Analyser


def raised(text: str, flag: str, analyser: Analyser, name: str = "policy.txt") -> list[FlagFinding]:
    review = pipeline.review(text.encode(), name, analyser, pipeline.Options(AS_OF))
    return [one for one in review.analysis.flags if one.id == flag]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("6.5.1", {(6, 5, 1)}),
        ("第十二条", {(12,)}),
        ("Part IV", {(4,)}),
        ("Annex B", {(2,)}),
        ("•", set()),
    ],
)
def test_that_numbers_are_read_in_every_script(words: str, expected: set[tuple[int, ...]]) -> None:
    assert numbers_in(words) == expected


def test_that_an_item_counts_as_a_part_of_its_section(analyser: Analyser) -> None:
    text = "1. Data\n\nWe collect names.\n\n2. Rights\n\n2.1 Access\n\nAsk us.\n\nTen, contact\n"
    numbering = Numbering.of(analysed(text, analyser).policy)
    assert numbering.has((2, 1))
    assert not numbering.has((2, 7))
    assert numbering.has((1, 3))  # items of 1 may be numbered by themselves
    assert numbering.has((10,))
    assert not numbering.has((9,))


LINKED = "To opt out of interest-based ads, please click here. We collect your name and address."


def test_that_links_are_missed_in_plain_text_alone(analyser: Analyser) -> None:
    assert raised(LINKED, "dangling_reference", analyser)
    page = f"<html><body><h1>Privacy policy</h1><p>{LINKED}</p></body></html>"
    assert not raised(page, "dangling_reference", analyser, "policy.html")


def test_that_each_missing_part_is_told_once(analyser: Analyser) -> None:
    text = (
        "1. Data\n\nWe collect your name, see Section 9.\n\n2. Rights\n\n"
        "You may ask for a copy, see Section 9 and Section 12.\n"
    )
    found = raised(text, "dangling_reference", analyser)
    assert [one.span.text_of(text) for one in found] == ["Section 9", "Section 12"]


def test_that_few_links_stand_for_all(analyser: Analyser) -> None:
    text = "\n\n".join(f"For lamp {count} please click here." for count in "ABCDEF")
    assert len(raised(text, "dangling_reference", analyser)) == 3


def test_that_a_contradiction_quotes_both_places(analyser: Analyser) -> None:
    text = (
        "Your data are stored in the People's Republic of China.\n\n"
        "Your data may be transferred to other countries."
    )
    (found,) = raised(text, "storage_contradiction", analyser)
    assert found.span.text_of(text).startswith("stored in")
    assert "People's Republic of China" in found.message.en
    assert "other countries" in found.message.zh


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("3 March 2021", "2021-03-03"),
        ("2021-03-03", "2021-03-03"),
        ("30/03/2021", "2021-03-30"),
        ("March 2021", "2021-03"),
        ("2021年【3】月【3】日", "2021-03-03"),
    ],
)
def test_that_dates_are_read_in_every_form(day: str, words: str, analyser: Analyser) -> None:
    text = f"Privacy policy\n\nLast updated: {day}\n\nWe collect your name and your address.\n"
    (found,) = raised(text, "stale_policy", analyser)
    assert f"{words}," in found.message.en


def test_that_the_law_since_a_date_is_named(analyser: Analyser) -> None:
    text = "隐私政策\n\n更新日期：{}\n\n我们收集您的姓名，用于销售灯具。\n"
    (old,) = raised(text.format("2020年5月6日"), "stale_policy", analyser)
    assert "《个人信息保护法》" in old.message.zh
    (newer,) = raised(text.format("2023年5月6日"), "stale_policy", analyser)
    assert "《网络数据安全管理条例》" in newer.message.zh


def test_that_a_history_of_versions_is_no_contradiction(analyser: Analyser) -> None:
    dates = "\n\n".join(f"Last updated: {month} 3, 2026" for month in ("March", "April", "May"))
    assert not raised(f"Privacy policy\n\n{dates}\n\nWe sell lamps.", "missing_date", analyser)


def test_that_two_times_to_answer_are_told(analyser: Analyser) -> None:
    text = (
        "Your rights\n\nYou have the right to access your data. "
        "We respond to your request within 30 days.\n\n"
        "Contact\n\nContact us about your data. We reply to all questions within 10 days.\n"
    )
    (found,) = raised(text, "slow_response", analyser)
    assert "30 days" in found.message.en
    assert "10 days" in found.message.en


def test_that_boxes_with_numbers_are_no_misspelling(analyser: Analyser) -> None:
    text = "Contact us at {} or at {} about your personal data."
    assert not raised(text.format("data1@lamps.com", "data2@lamps.com"), "broken_contact", analyser)
    assert raised(text.format("privacy@lamps.com", "privcy@lamps.com"), "broken_contact", analyser)
    assert raised(text.format("privacy@lamps.com", "privacy@lampz.com"), "broken_contact", analyser)
