"""What the detectors of the added disclosures make of worded examples, two languages each."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from reviewer.model.review import DisclosureStatus
from reviewer.pipeline import Analyser, Options, load_rulebook, read

WORDED = Path(__file__).parent / "worded"
OPTIONS = Options(as_of=date(2026, 11, 21))
FEWEST = 2
# Told apart in the tests of consumer rights.
CONSUMER_RIGHTS = {
    "authorized_agent",
    "business_purpose_disclosure",
    "limit_sensitive_use",
    "lookback_12_months",
    "non_retaliation",
    "opt_out_sale_sharing",
    "opt_out_signal",
    "right_explanation_rules",
    "right_human_review",
    "right_objection",
    "right_restriction",
    "sale_detail",
}


def examples() -> list[tuple[str, str, str]]:
    """All examples: disclosure, status, text."""
    return [
        (disclosure, status, text)
        for path in sorted(WORDED.glob("*.yaml"))
        for disclosure, by_status in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        for status, texts in by_status.items()
        for text in texts
    ]


EXAMPLES = examples()


@cache
def analyser() -> Analyser:
    return Analyser(load_rulebook())


@cache
def statuses(text: str) -> dict[str, DisclosureStatus]:
    analysis = analyser().analyse(read(text.encode(), "policy.txt"), OPTIONS)
    return {one.id: one.status for one in analysis.disclosures}


@pytest.mark.parametrize(("disclosure", "status", "text"), EXAMPLES)
def test_that_examples_are_decided(disclosure: str, status: str, text: str) -> None:
    assert statuses(text)[disclosure] == DisclosureStatus(status)


def test_that_every_detector_has_examples_for_and_against_in_both_languages() -> None:
    told = Counter(
        (disclosure, status == "absent", "en" if text.isascii() else "zh")
        for disclosure, status, text in EXAMPLES
    )
    worded = {disclosure for disclosure, _, _ in EXAMPLES}
    for disclosure in worded:
        for against in (False, True):
            for language in ("en", "zh"):
                assert told[disclosure, against, language] >= FEWEST, disclosure


def test_that_all_added_disclosures_of_weight_are_decided_and_have_examples() -> None:
    weighty = {
        one.id
        for one in load_rulebook().disclosures
        if one.origin == "added" and one.priority != "niche"
    }
    decided = {one.id for one in load_rulebook().disclosures if one.detector}
    assert weighty - CONSUMER_RIGHTS <= decided
    assert weighty - CONSUMER_RIGHTS <= {disclosure for disclosure, _, _ in EXAMPLES}
