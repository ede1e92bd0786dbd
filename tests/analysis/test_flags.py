"""How signs are weighed and checks are asked, with flags made for the purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reviewer.analysis import flags
from reviewer.analysis.flagged import FlagDocument, Raised
from reviewer.model.clause import AttributeKind, Category
from reviewer.model.flags import Flag, FlagKind, FlagSign, Reach, Severity
from reviewer.model.policy import LocalizedText
from tests.analysis.examples import analysed, cue, disclosure, rulebook_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.review import FlagFinding
    from reviewer.model.rules import Disclosure

CUES = (cue(Category.SHARING, "share*"), cue(Category.SHARING, "共享", language="zh"))
TEXT = LocalizedText("text", "文字")
OIL = FlagSign(id="oil", en=("burn* oil",), zh=("您烧油",), unless_en=("never",))


def flag_of(*signs: FlagSign, **parts: Any) -> Flag:  # noqa: ANN401 - whatever a flag has
    told: dict[str, Any] = {
        "id": "burning",
        "title": TEXT,
        "severity": Severity.HIGH,
        "kind": FlagKind.PATTERN,
        "definition": TEXT,
        "why": TEXT,
        "exceptions": TEXT,
        "remedy": TEXT,
        "message": LocalizedText("It says “{words}”.", "其写有“{words}”。"),
    }
    return Flag(**(told | parts), signs=signs)


def raised(text: str, flag: Flag, *disclosures: Disclosure) -> tuple[FlagFinding, ...]:
    rulebook = rulebook_of(cues=CUES, flags=(flag,), disclosures=disclosures)
    return analysed(text, rulebook).analysis.flags


def words(text: str, flag: Flag) -> list[str]:
    return [one.span.text_of(text) for one in raised(text, flag)]


def test_that_a_flag_points_to_the_words_and_quotes_them() -> None:
    text = "Lamps here BURN   OIL. They glow."
    (found,) = raised(text, flag_of(FlagSign(id="oil", en=("lamps ... oil",))))
    assert found.span.text_of(text) == "Lamps here BURN   OIL"
    assert found.message == LocalizedText(
        "It says “Lamps here BURN OIL”.", "其写有“Lamps here BURN OIL”。"
    )
    assert found.severity is Severity.HIGH


def test_that_long_words_are_shortened_in_the_message() -> None:
    text = f"Lamps {'of tin ' * 11}burn {'fine ' * 8}oil."
    (found,) = raised(text, flag_of(FlagSign(id="oil", en=("lamps ... burn ... oil",))))
    assert found.message.en.endswith("…”.")
    assert len(found.message.en) < 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We burn oil. You burn oil.", ["burn oil", "burn oil"]),
        ("We never burn oil.", []),
        ("您烧油。", ["您烧油"]),
        ("你烧油。", ["你烧油"]),
        ("We burn wood.", []),
    ],
)
def test_that_phrases_raise_a_flag(text: str, expected: list[str]) -> None:
    assert words(text, flag_of(OIL)) == expected


def test_that_weights_are_summed_up_in_a_sentence() -> None:
    flag = flag_of(
        FlagSign(id="oil", en=("oil",), weight=0.6),
        FlagSign(id="night", en=("at night",), weight=0.4),
    )
    assert words("Oil burns. It is cold at night.", flag) == []
    assert words("Oil burns. At night oil burns.", flag) == ["oil"]


@pytest.mark.parametrize(
    ("reach", "expected"),
    [
        (Reach.SENTENCE, 3),
        (Reach.NEIGHBOURS, 2),
        (Reach.SECTION, 1),
        (Reach.DOCUMENT, 0),
    ],
)
def test_that_a_sign_counts_as_far_as_it_reaches(reach: Reach, expected: int) -> None:
    text = (
        "# Lamps\n\nWe burn oil. Only with consent. One. Two. Three. Lamps burn oil.\n\n"
        "# Stoves\n\nStoves burn oil.\n"
    )
    consent = FlagSign(id="consent", en=("consent",), weight=-1, reach=reach)
    assert len(raised(text, flag_of(OIL, consent))) == expected


def test_that_categories_and_values_count() -> None:
    shared = FlagSign(id="shared", categories=(Category.SHARING,), weight=0.5)
    oil = FlagSign(id="oil", en=("oil",), weight=0.5)
    assert words("We share oil with our neighbours. We burn oil.", flag_of(oil, shared)) == ["oil"]
    several = FlagSign(id="several", attributes=(AttributeKind.CONTACT,), least=2, weight=0.5)
    assert words("We share oil with our neighbours.", flag_of(oil, several)) == []


def test_that_a_disclosure_counts_for_the_whole_policy() -> None:
    from reviewer.model.signs import Sign

    told = disclosure(Sign(id="said", en=("we tell you",)), present=(("said",),))
    flag = flag_of(OIL, FlagSign(id="told", disclosures=("told",), weight=-1))
    assert len(raised("We burn oil.", flag, told)) == 1
    assert not raised("We burn oil.\n\nWe tell you so.", flag, told)


def test_that_a_sign_lowers_the_severity() -> None:
    named = FlagSign(id="named", en=("list of lamps",), weight=0, reach=Reach.DOCUMENT, lowers=True)
    assert raised("We burn oil.", flag_of(OIL, named))[0].severity is Severity.HIGH
    text = "We burn oil. Here is a list of lamps."
    assert raised(text, flag_of(OIL, named))[0].severity is Severity.MEDIUM


def test_that_the_clearest_places_are_shown() -> None:
    more = FlagSign(id="more", en=("always",), weight=0.5)
    text = "We burn oil. They always burn oil. Lamps burn oil. Stoves always burn oil."
    found = raised(text, flag_of(OIL, more, most=2))
    assert [one.span.start for one in found] == [text.index("burn", 13), text.rindex("burn")]


def test_that_a_flag_can_ask_for_several_sentences() -> None:
    assert not raised("We burn oil.", flag_of(OIL, sentences=2))
    assert len(raised("We burn oil. You burn oil.", flag_of(OIL, sentences=2))) == 2


def test_that_what_is_left_to_the_reviewer_is_not_raised() -> None:
    assert not raised("We burn oil.", flag_of(OIL, asks=True))


def test_that_headings_are_read_where_a_sign_asks() -> None:
    text = "# We burn oil\n\nLamps glow.\n"
    assert not raised(text, flag_of(OIL))
    sign = FlagSign(id="oil", en=("burn oil",), headings=True)
    assert words(text, flag_of(sign)) == ["burn oil"]


def test_that_a_check_decides_and_reads_its_words_from_the_rulebook(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def check(document: FlagDocument) -> Iterator[Raised]:
        (word,) = document.words("burning", "fuels")
        for one in document.shown("burning", "oil"):
            assert document.clause(one.piece) is None
            assert document.attributes(one.piece) == ()
            assert document.language == "en"
            yield Raised(
                flag="burning",
                span=document.top,
                values={"fuel": word},
                variant="fuel",
                severity=Severity.LOW,
            )

    monkeypatch.setattr(flags.FlagFinder.__init__, "__defaults__", ({"burning": check},))
    flag = flag_of(
        OIL,
        lists={"fuels": ("wood",)},
        variants={"fuel": LocalizedText("Not {fuel}: {words}", "非{fuel}：{words}")},
    )
    (found,) = raised("Lamps.\n\nThey burn oil.", flag)
    assert found.message.en == "Not wood: Lamps."
    assert found.severity is Severity.LOW
