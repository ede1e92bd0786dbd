"""Structure that a document's markup leaves out, in every format alike."""

from __future__ import annotations

import pytest

from reviewer.model.policy import BlockKind, Policy
from reviewer.text.read import read_policy

LONG = "We keep the street of everyone who orders a lantern from us, and the name on the order."
OTHER = "The carrier is told the street and the name, and the kind of lantern that is on the cart."


def policy_of(source: str) -> Policy:
    return read_policy(source.encode(), "a")


def sections(policy: Policy) -> list[tuple[int, str, str]]:
    return [(section.level, section.number, section.title) for section in policy.sections]


def texts(policy: Policy, kind: BlockKind) -> list[str]:
    return [b.span.text_of(policy.text) for b in policy.blocks if b.kind is kind]


@pytest.mark.parametrize(
    "source",
    [
        f"# Lamps\n\n**Streets.** {LONG}\n\n**What is told to the carrier?** {OTHER}\n",
        (
            f"<html><h1>Lamps</h1><p><b>Streets.</b> {LONG}</p>"
            f"<p><i>What is told to the carrier?</i> {OTHER}</p>"
        ),
        (
            f"<html><h1>Lamps</h1><p><b>Streets</b>. {LONG}</p>"
            f"<p><span style='font-weight:700'>What is told to the carrier?</span> {OTHER}</p>"
        ),
    ],
)
def test_that_headings_that_run_into_their_paragraphs_are_sections(source: str) -> None:
    policy = policy_of(source)
    assert sections(policy) == [
        (1, "", "Lamps"),
        (2, "", "Streets"),
        (2, "", "What is told to the carrier?"),
    ]
    first = policy.sections[1]
    assert first.heading.text_of(policy.text) == "Streets."
    assert first.span.text_of(policy.text) == f"Streets. {LONG}\n"
    assert [policy.blocks[s.block].section for s in policy.sentences] == [1, 1, 2, 2]


def test_that_numbers_rank_headings_that_run_in() -> None:
    policy = policy_of(
        f"<html><p>1. <b>Streets</b>: {LONG}</p><p>(a) <b>Towns</b>: {OTHER}</p>"
        f"<p>2. <b>Names</b>: {LONG}</p>"
    )
    assert sections(policy) == [(1, "1", "Streets"), (2, "(a)", "Towns"), (1, "2", "Names")]


@pytest.mark.parametrize(
    "line",
    [
        f"**We never sell your street.** {LONG}",
        f"**Last updated:** 1 May 2026, when {LONG}",
        f"**Lantern** {LONG}",
        "**Streets.** Two words.",
        f"**{LONG}** {OTHER}",
    ],
)
def test_that_emphasis_at_the_beginning_titles_nothing(line: str) -> None:
    assert sections(policy_of(f"# Lamps\n\n{line}\n\n{line}\n")) == [(1, "", "Lamps")]


def test_that_short_numbered_lines_above_longer_ones_are_headings() -> None:
    policy = policy_of(
        "<html><h1>灯笼店隐私政策</h1><p>一、我们收集的信息</p>"
        "<p>我们会收集您的姓名、地址和电话号码，用于寄送您订购的灯笼。</p><p>（一）订购信息</p>"
        "<p>包括您订购的灯笼的种类、数量以及您希望收到它的日期。</p><p>二、如何联系我们</p>"
        "<p>您可以写信到店里来，我们会在十五天之内答复您的请求。</p>"
    )
    assert sections(policy) == [
        (1, "", "灯笼店隐私政策"),
        (2, "一", "我们收集的信息"),
        (3, "（一）", "订购信息"),
        (2, "二", "如何联系我们"),
    ]


def test_that_numbered_lists_stay_lists() -> None:
    policy = policy_of(
        f"<html><h1>Lamps</h1><p>{LONG}</p><p>We keep:</p><p>1. the name</p><p>2. the street</p>"
        f"<p>3. the kind of lantern</p><p>{OTHER}</p>"
    )
    assert texts(policy, BlockKind.ITEM) == ["the name", "the street", "the kind of lantern"]
    assert sections(policy) == [(1, "", "Lamps")]


def test_that_contents_are_told_from_what_they_list_and_from_a_glossary() -> None:
    titles = ["What we keep", "Whom we tell", "How to reach us"]
    body = "".join(f"<p>{title}</p><p>{LONG} {OTHER}</p>" for title in titles)
    terms = "".join(f"<dt>{term}</dt><dd>{OTHER}</dd>" for term in ("Lantern", "Wick", "Oil"))
    listed = "".join(f"<p>{title}</p>" for title in titles)
    policy = policy_of(
        f"<html><h1>Lamps</h1><p>This notice says:</p>{listed}{body}<h2>Words</h2><dl>{terms}</dl>"
    )
    assert texts(policy, BlockKind.CONTENTS) == titles
    headings = [title for _, _, title in sections(policy)]
    assert [title for title in headings if title in titles] == titles
    assert not {"Lantern", "Wick", "Oil"} & set(texts(policy, BlockKind.CONTENTS))


def test_that_a_date_marked_as_a_heading_is_none() -> None:
    policy = policy_of(f"# Lamps\n\n## Last updated: 1 May 2026\n\n{LONG}\n\n## Streets\n\n{OTHER}")
    assert [title for _, _, title in sections(policy)] == ["Lamps", "Streets"]
    assert texts(policy, BlockKind.PARAGRAPH)[0] == "Last updated: 1 May 2026"


def test_that_rows_are_led_to_the_names_of_their_columns() -> None:
    policy = policy_of(
        "# A\n\n| Permission | Use |\n|---|---|\n| Camera | scanning |\n\n# B\n\nEnd.\n"
    )
    kinds = [block.kind for block in policy.blocks]
    assert kinds[1:3] == [BlockKind.COLUMNS, BlockKind.CELL]
    assert policy.blocks[2].lead_in == 1
    spoken = [policy.blocks[sentence.block].kind for sentence in policy.sentences]
    assert BlockKind.COLUMNS not in spoken
