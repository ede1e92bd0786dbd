"""How the words of attributes are found: borders, plurals, gaps, the longest, the preferred."""

from __future__ import annotations

import pytest

from reviewer.analysis.attributes import AttributeFinder
from reviewer.analysis.worded import Worded
from reviewer.model.clause import AttributeKind, Category
from reviewer.model.policy import LocalizedText
from reviewer.model.terms import Denial, Term, TermGroup, TermList, Wording

TITLE = LocalizedText("thing", "东西")
EVERY = tuple(Category)


def term(name: str, *en: str, zh: tuple[str, ...] = (), **more: object) -> Term:
    return Term(id=name, title=TITLE, en=en, zh=zh, **more)  # type: ignore[arg-type]


def terms(
    *found: Term,
    kind: AttributeKind = AttributeKind.DATA_TYPE,
    categories: tuple[Category, ...] = EVERY,
    never_en: tuple[str, ...] = (),
    named: bool = False,
) -> TermList:
    group = TermGroup(id="group", title=TITLE, terms=found, named=named)
    return TermList(kind=kind, categories=categories, groups=(group,), never_en=never_en)


def named(
    text: str, *lists: TermList, category: Category = Category.USE, language: str = "en"
) -> list[tuple[str, str]]:
    finder = AttributeFinder(Wording(lists=lists))
    return [
        (one.value, one.span.text_of(text)) for one in finder.named_in(text, (category,), language)
    ]


def test_that_words_stand_alone_and_may_be_plural() -> None:
    lamp = terms(term("lamp", "lamp"), term("battery", "battery"), term("box", "box"))
    text = "Lamps, a clamp, lampshades, batteries, boxes and a LAMP."
    assert named(text, lamp) == [
        ("lamp", "Lamps"),
        ("battery", "batteries"),
        ("box", "boxes"),
        ("lamp", "LAMP"),
    ]


def test_that_an_open_word_goes_on() -> None:
    assert named("lamplighters light", terms(term("lamp", "lamp*"))) == [("lamp", "lamplighters")]


def test_that_the_longest_wording_wins_where_it_holds() -> None:
    lamps = terms(term("lamp", "lamp"), term("oil", "lamp oil"))
    assert named("lamp oil", lamps) == [("oil", "lamp oil")]
    assert named("lamp oilskin", lamps) == [("lamp", "lamp")]


def test_that_words_within_a_longer_match_that_does_not_hold_are_found() -> None:
    lists = terms(term("our", "our lamp oil"), term("oil", "oil colour"))
    assert named("your lamp oil colour", lists) == [("oil", "oil colour")]


def test_that_capitals_matter_where_a_phrase_has_them() -> None:
    state = terms(term("US", "US"), kind=AttributeKind.COUNTRY)
    assert named("Tell us of the US.", state) == [("US", "US")]
    assert named("HOW TO REACH US", state) == []


def test_that_never_stops_words_of_its_own_kind_alone() -> None:
    lamp = terms(term("lamp", "lamp"), never_en=("street lamp",))
    street = terms(term("street", "street lamp"), kind=AttributeKind.PURPOSE)
    assert named("a street lamp and a lamp", lamp) == [("lamp", "lamp")]
    assert named("a street lamp", lamp, street) == [("street", "street lamp")]
    road = terms(term("road", "street"), kind=AttributeKind.PURPOSE)
    assert named("a street lamp", lamp, road) == [("road", "street")]
    gap = terms(term("light", "light ... street"), kind=AttributeKind.PURPOSE)
    assert named("We light a street lamp.", lamp, gap) == [("light", "light a street")]


def test_that_a_gap_is_short_and_stays_within_its_sentence() -> None:
    light = terms(term("light", "light ... lamp"), kind=AttributeKind.PURPOSE)
    assert named("We light your old lamps.", light) == [("light", "light your old lamps")]
    assert named("We light. A lamp is out.", light) == []
    assert named("We light " + "very " * 10 + "old lamps.", light) == []


def test_that_the_clause_decides_what_is_named() -> None:
    lamp = terms(
        term("lamp", "lamp"),
        term("oil", "oil", categories=(Category.SHARING,)),
        categories=(Category.USE,),
    )
    assert named("oil and a lamp", lamp) == [("lamp", "lamp")]
    assert named("oil and a lamp", lamp, category=Category.SHARING) == [("oil", "oil")]


def test_that_the_first_list_is_preferred_where_both_fit() -> None:
    first = terms(
        term("first", "lamp"), kind=AttributeKind.PERMISSION, categories=(Category.PERMISSION,)
    )
    second = terms(term("second", "lamp"))
    assert named("a lamp", first, second) == [("second", "lamp")]
    assert named("a lamp", first, second, category=Category.PERMISSION) == [("first", "lamp")]


def test_that_words_in_a_row_name_one_thing() -> None:
    lists = terms(term("oil", "oil"), term("lamp", "lamp"))
    assert named("an oil lamp, oil, lamp", lists) == [
        ("lamp", "oil lamp"),
        ("oil", "oil"),
        ("lamp", "lamp"),
    ]


def test_that_names_are_their_own_value() -> None:
    shop = terms(term("shop", "lantern shop"), kind=AttributeKind.RECIPIENT, named=True)
    text = "Lantern  Shop knows; www.lanternshop.example does not."
    assert named(text, shop) == []  # written with one space
    assert named("Ask Lantern Shop.", shop) == [("Lantern Shop", "Lantern Shop")]


def test_that_what_must_stand_around_is_no_part_of_the_value() -> None:
    phone = terms(term("phone", "phone<,>", "<and >phone", zh=("手机<、>",)))
    assert named("name, phone, street and phone", phone) == [("phone", "phone")] * 2
    assert named("pick up the phone now", phone) == []
    assert named("手机、姓名", phone, language="zh") == [("phone", "手机")]


def test_that_full_width_and_zero_width_letters_are_seen_through() -> None:
    lamp = terms(term("lamp", zh=("mac地址",)))
    text = "我们收集ＭＡＣ\u200b地址。"
    assert named(text, lamp, language="zh") == [("lamp", "ＭＡＣ\u200b地址")]


@pytest.mark.parametrize("phrase", ["a*b", "a ... b ... c", "(a", "a<b>c"])
def test_that_a_phrase_must_be_well_formed(phrase: str) -> None:
    with pytest.raises(ValueError, match="the phrase"):
        Worded.of(Wording(lists=(terms(term("bad", phrase)),)), "en")


def test_that_without_words_nothing_is_denied_or_named() -> None:
    assert named("We do not keep lamps.") == []


def test_that_denial_is_data() -> None:
    denial = Denial(language="en", negating=("hardly",), until=("save",))
    wording = Wording(lists=(terms(term("lamp", "lamp"), term("oil", "oil")),), denials=(denial,))
    found = AttributeFinder(wording).named_in("We hardly keep lamps save oil.", (Category.USE,))
    assert [(one.value, one.negated) for one in found] == [("lamp", True), ("oil", False)]
