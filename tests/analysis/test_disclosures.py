"""How a disclosure is decided from signs, with a rulebook made for the purpose."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from reviewer import pipeline
from reviewer.model.clause import AttributeKind, Category
from reviewer.model.policy import LocalizedText
from reviewer.model.review import DisclosureFinding, DisclosureStatus
from reviewer.model.rules import Condition, Disclosure
from reviewer.model.signs import Detector, Sign
from tests.analysis.examples import AS_OF, analysed, cue, disclosure, rulebook_of

PRESENT, PARTIAL = DisclosureStatus.PRESENT, DisclosureStatus.PARTIAL
ABSENT, UNKNOWN = DisclosureStatus.ABSENT, DisclosureStatus.UNKNOWN

CUES = (
    cue(Category.RETENTION, "kept"),
    cue(Category.RETENTION, "保存", language="zh"),
    cue(Category.SHARING, "share*"),
)
PERIOD = Sign(id="period", en=("for ... year*",), zh=("年",), categories=(Category.RETENTION,))
VAGUE = Sign(id="vague", en=("as long as",), unless_en=("as long as you",))


def decided(text: str, one: Disclosure) -> DisclosureFinding:
    review = analysed(text, rulebook_of(cues=CUES, disclosures=(one,)))
    (finding,) = review.analysis.disclosures
    for evidence in finding.evidence:
        assert 0 <= evidence.span.start < evidence.span.end <= len(review.policy.text)
        if evidence.clause is not None:
            clause = review.analysis.clauses[evidence.clause]
            assert clause.span.covers(evidence.span)
    return finding


def detected(one: Disclosure, **how: Any) -> Disclosure:  # noqa: ANN401 - fields of a detector
    """A disclosure whose detector is told how to look."""
    assert one.detector is not None
    return dataclasses.replace(one, detector=dataclasses.replace(one.detector, **how))


TOLD = disclosure(PERIOD, VAGUE, present=(("period",),), partial=(("vague",),))


@pytest.mark.parametrize(
    ("text", "status", "evidence"),
    [
        ("Names are kept for ten years.", PRESENT, "Names are kept for ten years."),
        ("姓名保存三年。", PRESENT, "姓名保存三年。"),
        (
            "Oil burns. Names are kept as long as lamps burn.",
            PARTIAL,
            "Names are kept as long as lamps burn.",
        ),
        ("We share names for many years.", ABSENT, None),
        ("Names are kept as long as you like.", ABSENT, None),
        ("Lamps burn oil.", ABSENT, None),
    ],
)
def test_that_signs_decide(text: str, status: DisclosureStatus, evidence: str | None) -> None:
    finding = decided(text, TOLD)
    assert finding.status is status
    assert [one.span.text_of(text) for one in finding.evidence] == ([evidence] if evidence else [])
    assert 0 < finding.confidence <= 1


def test_that_the_better_status_wins() -> None:
    text = "Names are kept as long as lamps burn. Invoices are kept for ten years."
    finding = decided(text, TOLD)
    assert finding.status is PRESENT
    assert [one.span.text_of(text) for one in finding.evidence] == [
        "Invoices are kept for ten years."
    ]


def test_that_all_signs_of_a_group_are_needed() -> None:
    both = disclosure(PERIOD, VAGUE, present=(("period", "vague"),))
    assert decided("Names are kept for ten years.", both).status is ABSENT
    text = "Names are kept for ten years. Lamps stay as long as they burn."
    finding = decided(text, both)
    assert finding.status is PRESENT
    assert len(finding.evidence) == 2


def test_that_one_group_of_several_is_enough() -> None:
    either = disclosure(PERIOD, VAGUE, present=(("period",), ("vague",)))
    assert decided("Lamps stay as long as they burn.", either).status is PRESENT


def test_that_more_evidence_gives_more_confidence() -> None:
    one = decided("Names are kept for ten years.", TOLD)
    text = "Names are kept for ten years. Streets are kept for two years."
    assert decided(text, TOLD).confidence > one.confidence
    many = decided(" ".join(["Names are kept for ten years."] * 30), TOLD)
    assert many.confidence < 1
    assert len(many.evidence) == 5


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("We name wick makers.", ABSENT),
        ("We name wick makers and wick makers.", ABSENT),
        ("We name wick makers. We name oil makers.", ABSENT),
        ("We name wick makers. We name oil makers. We name glass makers.", PRESENT),
    ],
)
def test_that_enough_different_phrases_are_needed(text: str, status: DisclosureStatus) -> None:
    phrases = ("wick makers", "oil makers", "glass makers")
    told = disclosure(Sign(id="many", en=phrases, at_least=3), present=(("many",),))
    assert decided(text, told).status is status


@pytest.mark.parametrize(("headings", "status"), [(True, PRESENT), (False, ABSENT)])
def test_that_headings_count_only_where_asked_for(
    headings: bool,  # noqa: FBT001 - a row of a table
    status: DisclosureStatus,
) -> None:
    sign = Sign(id="head", en=("who we are",), headings=headings)
    text = "1. Who we are\n\nLamps burn oil in the north.\n"
    assert decided(text, disclosure(sign, present=(("head",),))).status is status


def test_that_any_heading_shows_a_sign_without_words() -> None:
    told = disclosure(Sign(id="titles", headings=True, sentences=2), present=(("titles",),))
    assert decided("1. Lamps\n\nThey burn.\n\n2. Oil\n\nIt burns.\n", told).status is PRESENT
    assert decided("1. Lamps\n\nThey burn.\n", told).status is ABSENT


def test_that_an_attribute_can_be_the_sign() -> None:
    sign = Sign(id="period", attributes=(AttributeKind.PERIOD,), categories=(Category.RETENTION,))
    told = disclosure(sign, present=(("period",),))
    assert decided("Names are kept for ten years.", told).status is PRESENT
    assert decided("Names are kept for very long.", told).status is ABSENT
    assert decided("We share it for ten years.", told).status is ABSENT


def test_that_different_values_of_an_attribute_count() -> None:
    sign = Sign(id="periods", attributes=(AttributeKind.PERIOD,), at_least=2)
    told = disclosure(sign, present=(("periods",),))
    assert decided("Names are kept for 2 years. Oil is kept for 2 years.", told).status is ABSENT
    assert decided("Names are kept for 2 years. Oil is kept for 3 years.", told).status is PRESENT


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Lamps burn.\n\nNorth Lamp Wicks\n", PRESENT),
        ("North Lamp Wicks\n\n" + "Lamps burn in the north.\n\n" * 50, PRESENT),
        ("Lamps burn.\n\n" * 25 + "North Lamp Wicks\n\n" + "Oil burns.\n\n" * 25, ABSENT),
        (
            "Lamps burn.\n\nOf all that we hear of, some is told by lamp wicks in the north.\n",
            ABSENT,
        ),
        ("Lamps burn.\n\nNorth Lamp Wicks\n\nSouth Lamp Wicks\n", PRESENT),
        ("Lamps burn.\n\nNorth Lamp Wicks\n\nSouth Lamp Wicks\n\nWest Lamp Wicks\n", ABSENT),
    ],
)
def test_that_a_line_by_itself_heads_or_ends_a_policy(text: str, status: DisclosureStatus) -> None:
    sign = Sign(id="name", en=("lamp wicks",), headings=True, by_itself=True)
    assert decided(text, disclosure(sign, present=(("name",),))).status is status


def test_that_a_sign_can_need_several_sentences() -> None:
    told = disclosure(Sign(id="wicks", en=("wick makers",), sentences=2), present=(("wicks",),))
    assert decided("We name wick makers.", told).status is ABSENT
    assert decided("We name wick makers. They are wick makers.", told).status is PRESENT


def test_that_a_sentence_can_need_a_value_beside_the_phrase() -> None:
    sign = Sign(id="kept", en=("kept",), zh=("保存",), naming=(AttributeKind.PERIOD,))
    told = disclosure(sign, present=(("kept",),))
    text = "Names are kept by us. Names are kept for 2 years."
    finding = decided(text, told)
    assert [one.span.text_of(text) for one in finding.evidence] == ["Names are kept for 2 years."]
    assert decided("姓名保存2年。", told).status is PRESENT
    assert decided("Names are kept by us.", told).status is ABSENT


LAMPS, OIL = Sign(id="lamps", en=("lamps",)), Sign(id="oil", en=("oil",))
FAR = "Lamps burn. " + "The north is cold. " * 4 + "We buy oil."


@pytest.mark.parametrize(
    ("text", "within", "status"),
    [
        ("Lamps burn oil.", 0, PRESENT),
        ("Lamps burn. We buy oil.", 0, ABSENT),
        ("Lamps burn. We buy oil.", 1, PRESENT),
        (FAR, 1, ABSENT),
        (FAR, None, PRESENT),
    ],
)
def test_that_signs_of_a_group_may_have_to_stand_near(
    text: str, within: int | None, status: DisclosureStatus
) -> None:
    both = disclosure(LAMPS, OIL, present=(("lamps", "oil"),))
    assert decided(text, detected(both, within=within)).status is status


def test_that_only_what_stands_near_is_evidence() -> None:
    both = detected(disclosure(LAMPS, OIL, present=(("lamps", "oil"),)), within=1)
    text = "Oil is sold. The north is cold. Snow falls. Lamps burn. We buy oil."
    finding = decided(text, both)
    assert [one.span.text_of(text) for one in finding.evidence] == ["Lamps burn.", "We buy oil."]


def test_that_clauses_about_the_matter_come_first_as_evidence() -> None:
    told = disclosure(Sign(id="names", en=("names",)), present=(("names",),))
    text = "We share names. Our names and names. Names are kept for ten years."
    best = decided(text, detected(told, about=(Category.RETENTION,))).evidence[0]
    assert best.span.text_of(text) == "Names are kept for ten years."


def test_that_clauses_about_other_matters_can_be_left_out() -> None:
    told = disclosure(Sign(id="names", en=("names",)), present=(("names",),))
    kept = detected(told, only=(Category.RETENTION,))
    assert decided("We share names.", kept).status is ABSENT
    assert decided("Names are kept.", kept).status is PRESENT
    assert decided("We like names.", kept).status is PRESENT  # in no clause at all


def test_that_headings_are_evidence_only_where_no_sentence_is() -> None:
    told = disclosure(Sign(id="lamps", en=("lamps",), headings=True), present=(("lamps",),))
    alone = "1. Lamps\n\nOil burns in the north.\n"
    assert [one.span.text_of(alone) for one in decided(alone, told).evidence] == ["Lamps"]
    both = "1. Lamps\n\nAll lamps burn in the north.\n"
    assert [one.span.text_of(both) for one in decided(both, told).evidence] == [
        "All lamps burn in the north."
    ]


def test_that_an_unless_rules_out_its_sentence_only() -> None:
    text = "It stays as long as you like. Oil stays as long as lamps burn."
    finding = decided(text, disclosure(VAGUE, present=(("vague",),)))
    assert [one.span.text_of(text) for one in finding.evidence] == [
        "Oil stays as long as lamps burn."
    ]


def test_that_besides_asks_for_both_in_either_order() -> None:
    sign = Sign(id="both", en=("wick*",), zh=("灯芯",), besides_en=("oil",), besides_zh=("灯油",))
    told = disclosure(sign, present=(("both",),))
    for text in ("Wicks draw oil.", "Where oil burns there are wicks.", "灯油浸着灯芯。"):
        assert decided(text, told).status is PRESENT
    for text in ("Wicks burn.", "Oil burns. Wicks burn.", "灯芯燃烧。"):
        assert decided(text, told).status is ABSENT


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("1. Lamps\n\nThey burn oil in the north.\n", PRESENT),
        ("1. Lamps\n\n1.1 Fuel\n\nThey burn oil in the north.\n", PRESENT),
        ("In lamps there are:\n\n- those which burn oil\n- those which glow\n", PRESENT),
        ("1. Stoves\n\nThey burn oil in the north.\n\n2. Lamps\n\nThey glow.\n", ABSENT),
        ("Lamps burn oil in the north.\n", ABSENT),
    ],
)
def test_that_under_looks_at_what_stands_above(text: str, status: DisclosureStatus) -> None:
    sign = Sign(id="under", en=("burn oil",), under_en=("lamps",))
    assert decided(text, disclosure(sign, present=(("under",),))).status is status


def test_that_under_looks_at_the_names_of_columns() -> None:
    sign = Sign(id="under", en=("oil",), under_en=("fuel",))
    text = "| Lamp | Fuel |\n|---|---|\n| North | Burns oil all night |\n"
    review = pipeline.review(
        text.encode(),
        "policy.md",
        pipeline.Analyser(
            rulebook_of(cues=CUES, disclosures=(disclosure(sign, present=(("under",),)),))
        ),
        pipeline.Options(AS_OF),
    )
    (finding,) = review.analysis.disclosures
    assert finding.status is PRESENT


def test_that_among_leaves_only_some_values() -> None:
    sign = Sign(id="two", en=("kept",), naming=(AttributeKind.PERIOD,), among=("P2Y",))
    told = disclosure(sign, present=(("two",),))
    assert decided("Names are kept for 2 years.", told).status is PRESENT
    assert decided("Names are kept for 3 years.", told).status is ABSENT
    assert decided("Names are kept for long.", told).status is ABSENT


def test_that_enough_sentences_are_needed() -> None:
    told = disclosure(Sign(id="burn", en=("burn*",), sentences=2), present=(("burn",),))
    assert decided("Lamps burn and burn.", told).status is ABSENT
    assert decided("Lamps burn. Stoves burn.", told).status is PRESENT


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("No lamp burns oil.", True),
        ("Lamps burn oil in the north.", False),
        ("No lamp burns oil. Lamps burn oil in the north.", False),
        ("Stoves glow.", False),
    ],
)
def test_that_a_disclosure_by_denial_alone_is_told_apart(
    text: str,
    denied: bool,  # noqa: FBT001 - a row of a table
) -> None:
    said = Sign(id="said", en=("burn* oil",), unless_en=("no lamp",))
    denial = Sign(id="denial", en=("no lamp burns oil",), denies=True)
    told = disclosure(said, denial, present=(("said",), ("denial",)))
    assert decided(text, told).denied is denied


def test_that_nothing_decides_without_a_detector() -> None:
    text = LocalizedText("text", "文字")
    plain = disclosure()
    silent = Disclosure(
        id="silent",
        origin="added",
        priority=plain.priority,
        title=text,
        present=text,
        partial=text,
        absent=text,
        remedy=text,
    )
    finding = decided("Names are kept for ten years.", silent)
    assert (finding.status, finding.confidence, finding.evidence) == (UNKNOWN, 0.0, ())


def test_that_conditions_are_answered_by_the_text() -> None:
    abroad = Condition(
        id="abroad",
        question=LocalizedText("Abroad?", "境外？"),
        holds_en=("sent abroad",),
        fails_en=("never leaves",),
    )
    rulebook = rulebook_of(cues=CUES, conditions=(abroad,))
    analyser = pipeline.Analyser(rulebook)
    from reviewer.analysis.condition_phrases import condition_matches
    from reviewer.analysis.extract import Extractor
    from reviewer.analysis.pieces import pieces_of

    text = "1. What is sent abroad\n\nIt never leaves the village. Oil is sent abroad.\n"
    policy = pipeline.read(text.encode(), "policy.txt")
    pieces = pieces_of(policy, analyser.lexicon)
    found = condition_matches(pieces, Extractor(rulebook).extract(policy, pieces.all))
    assert {
        key: [one.span.text_of(text) for one in evidence] for key, evidence in found.items()
    } == {
        "abroad.fails": ["It never leaves the village."],
        "abroad.holds": ["Oil is sent abroad."],
    }


def test_that_a_detector_may_be_empty() -> None:
    empty = disclosure()
    assert empty.detector == Detector(signs=(), present=())
    assert decided("Lamps burn oil.", empty).status is ABSENT
