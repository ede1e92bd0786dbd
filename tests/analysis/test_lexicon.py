"""What the lexicon finds, by example and against a plain regular expression."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.analysis import places as standing
from reviewer.analysis.lexicon import Lexicon
from reviewer.analysis.literals import WILD
from reviewer.analysis.phrases import GAP, Literal, parse
from reviewer.analysis.tables import Entry, compiled
from reviewer.model.span import Span
from reviewer.text.normalize import shadow
from reviewer.text.sentences import split
from tests.strategies import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewer.analysis.phrases import Slot

VOCABULARY: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {"goods": ("lantern*", "lamp", "old oil")},
    "zh": {"goods": ("灯笼", "灯")},
}
LATIN = "a-zA-Z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"


def lexicon_of(
    entries: list[Entry], vocabulary: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Lexicon:
    return Lexicon(compiled(entries, vocabulary))


def found(phrase: str, text: str, language: str = "en") -> list[str]:
    """The words that a phrase matches in a text that is one piece."""
    lexicon = lexicon_of([Entry("key", language, (phrase,))], VOCABULARY)
    (places,) = lexicon.find(shadow(text), [Span(0, len(text))]).placed
    return [text[start:end] for start, end in places.get("key", ())]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("sell lamps", "We SELL lamps here.", "SELL lamps"),
        ("sell", "We sell.", "sell"),
        ("sell", "We seller", None),
        ("sell", "We resell", None),
        ("sell*", "We were selling it", "selling"),
        ("sell*", "We resell it", None),
        ("sell* lamp*", "We sells lamplight daily", "sells lamplight"),
        ("sell* lamps", "We sell our lamps", None),
        ("reali*ed", "It was realised", "realised"),
        ("reali*ed", "It was realized", "realized"),
        ("reali*ed", "It was realistically used", None),
        ("organi*ation* sell", "organizations sell", "organizations sell"),
        ("e-mail", "your e-mail, please", "e-mail"),
        ("18", "since 2018", None),
        ("20", "in 2018", "20"),
        (
            "sell ... lamps",
            "We sell you and all your friends lamps.",
            "sell you and all your friends lamps",
        ),
        ("sell ... lamps", "Lamps we sell", None),
        ("sell ... lamps", "We sell " + "very " * 30 + "good lamps", None),
        ("sell ... lamps ... here", "We sell all lamps here", "sell all lamps here"),
        ("sell ... {goods}", "We sell old oil", "sell old oil"),
        ("sell {goods}", "sell lanterns", "sell lanterns"),
        ("sell {goods}", "sell lamps", None),
        ("sell data", "we sell\u00a0da\u00adta", "sell\u00a0da\u00adta"),
        ("don't", "we don’t", "don’t"),
        ("sell data", "we ＳＥＬＬ data", "ＳＥＬＬ data"),
        ("shop", "the shop's lamps", "shop"),
        ("sell", "我们sell灯笼", "sell"),
        ("lamps", "lamps", "lamps"),
    ],
)
def test_that_english_phrases_are_found(phrase: str, text: str, expected: str | None) -> None:
    assert found(phrase, text) == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("出售", "我们不会出售信息", "出售"),
        ("不会...(出售|出租)", "我们不会向任何人出租信息", "不会向任何人出租"),
        ("不会...出售", "我们不会" + "啊" * 50 + "出售", None),
        ("(我们|本店)不会", "本店不会", "本店不会"),
        ("cookie*", "我们使用Cookies，", "Cookies"),
        ("出售{goods}", "出售灯笼", "出售灯"),
        ("用户", "⽤⼾", "⽤⼾"),
        ("邮箱:", "邮箱：a@b.example", "邮箱："),
        ("sdk", "第三方SDK的", "SDK"),
        ("sdk", "SDKs", None),
    ],
)
def test_that_chinese_phrases_are_found(phrase: str, text: str, expected: str | None) -> None:
    spans = found(phrase, text, "zh")
    if expected is None:
        assert spans == []
    else:
        assert len(spans) == 1
        assert spans[0].startswith(expected)


def test_that_a_phrase_does_not_reach_beyond_its_piece() -> None:
    text = "We sell. Lamps are bright. We sell lamps."
    lexicon = lexicon_of([Entry("key", "en", ("sell ... lamps",))], {})
    pieces = split(text, Span(0, len(text)))
    assert [len(one) for one in lexicon.find(shadow(text), pieces).placed] == [0, 0, 1]


def test_that_places_are_told_by_key_in_the_order_of_the_phrases() -> None:
    entries = [Entry("one", "en", ("lamp", "oil")), Entry("two", "en", ("oil", "wick"))]
    text = "Oil for a lamp"
    (places,) = lexicon_of(entries, {}).find(shadow(text), [Span(0, len(text))]).placed
    assert places == {"one": [(10, 14), (0, 3)], "two": [(0, 3)]}


def test_that_entries_without_places_tell_pieces_and_phrases() -> None:
    text = "We sell oil. We keep it. Oil is a lamp's food."
    pieces = split(text, Span(0, len(text)))
    entries = [
        Entry("one", "en", ("lamp", "oil"), placed=False),
        Entry("two", "en", ("keep",)),
        Entry("one", "en", ("sell",), placed=False),
    ]
    found = lexicon_of(entries, {}).find(shadow(text), pieces)
    assert found.shown == {"one": ([0, 0, 2, 2], [1, 0, 0, 1])}
    assert found.placed == ({}, {"two": [(16, 20)]}, {})


def test_that_a_phrase_is_told_once_a_piece_at_its_first_place() -> None:
    assert found("oil", "oil, oil and oil") == ["oil"]
    text = "oil, oil and oil"
    (places,) = (
        lexicon_of([Entry("one", "en", ("oil",))], {}).find(shadow(text), [Span(0, 16)]).placed
    )
    assert places == {"one": [(0, 3)]}


def test_that_no_phrases_or_no_pieces_find_nothing() -> None:
    assert lexicon_of([], {}).find(shadow("text"), [Span(0, 4)]).placed == ({},)
    assert lexicon_of([Entry("one", "en", ("oil",))], {}).find(shadow("oil"), []).placed == ()
    assert lexicon_of([Entry("one", "en", ("oil",))], {}).find(
        shadow("soil"), [Span(0, 4)]
    ).placed == ({},)


def test_that_a_phrase_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="bads"):
        lexicon_of([Entry("one", "en", ("{bads}",))], VOCABULARY)


def expression(literal: Literal) -> str:
    """A literal as a regular expression over a shadow."""
    words = re.escape(literal.head)
    for piece in literal.tail:
        # Letters within the word up to the first such piece, or the word to its end.
        inside = re.match(f"[{LATIN}]", piece) is not None
        words += (
            f"(?>[{LATIN}]{{0,{WILD}}}?{re.escape(piece)})"
            if inside
            else (f"[{LATIN}]*+{re.escape(piece)}")
        )
    before = f"(?<![{LATIN}])" if re.match(f"[{LATIN}]", literal.head) else ""
    last = (literal.tail or (literal.head,))[-1]
    if literal.open_end:
        return f"{before}{words}[{LATIN}]*+" if re.search(f"[{LATIN}]$", last) else before + words
    return f"{before}{words}" + (f"(?![{LATIN}])" if re.search(f"[{LATIN}]$", last) else "")


def naive(phrase: str, language: str) -> re.Pattern[str]:
    slots = [
        "(?:" + "|".join(map(expression, slot)) + ")"
        for slot in parse(phrase, VOCABULARY[language])
    ]
    return re.compile(f".{{0,{GAP[language]}}}".join(slots), re.DOTALL)


PARTS = {
    "en": ("sell", "sells", "lamp", "lamps", "oil", "a", "it’s", "old"),
    "zh": ("出售", "灯", "灯笼", "信息", "sdk", "不", "售灯"),
}


@st.composite
def phrases(draw: st.DrawFn, language: str) -> str:
    word = st.sampled_from(PARTS[language])
    joint = " " if language == "en" else ""
    atom = st.one_of(
        word,
        word.map(lambda one: f"{one}*"),
        st.tuples(word, word).map(lambda two: f"({two[0]}|{two[1]})"),
        st.tuples(word, word).map(lambda two: f"{two[0]}{joint}[{two[1]}{joint}]{two[1]}"),
        st.just("{goods}"),
    )
    slots = st.lists(atom, min_size=1, max_size=3).map(joint.join)
    return " ... ".join(draw(st.lists(slots, min_size=1, max_size=3)))


@st.composite
def texts(draw: st.DrawFn, language: str) -> str:
    spaces = (" ", " ", " ", "  ", ", ", "", "\u00a0", " \u200b", "s ") if language == "en" else (
        "", "", "", "，", " ", "\u200b", "s")  # fmt: skip
    parts = []
    for _ in range(draw(st.integers(0, 14))):
        word = draw(st.sampled_from((*PARTS[language], "OLD", "Lamplight", "x" * 30, "的")))
        parts += [word, draw(st.sampled_from(spaces))]
    return "".join(parts)


@pytest.mark.parametrize("language", ["en", "zh"])
@given(data=st.data())
def test_that_the_automaton_finds_what_an_expression_finds(
    language: str, data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(phrases(language), min_size=1, max_size=5, unique=True))
    text = data.draw(texts(language))
    entries = [Entry(str(number), language, (phrase,)) for number, phrase in enumerate(chosen)]
    whole = shadow(text)
    (places,) = lexicon_of(entries, VOCABULARY).find(whole, [Span(0, len(text))]).placed
    expressions = [naive(phrase, language) for phrase in chosen]
    first = {str(number): one.search(whole.text) for number, one in enumerate(expressions)}
    assert places.keys() == {key for key, match in first.items() if match}
    for key, [(start, end)] in places.items():
        match = first[key]
        assert match is not None
        assert start == whole.span(match.start(), match.end()).start
        assert expressions[int(key)].fullmatch(shadow(text[start:end]).text)


class Slow:
    """What the lexicon must find, put together one phrase and one place after another."""

    def __init__(self, entries: list[Entry]) -> None:
        self._rows = [
            (entry, index, parse(phrase, VOCABULARY[entry.language]))
            for entry in entries
            for index, phrase in enumerate(entry.phrases)
        ]

    def find(self, text: str, begin: int, end: int) -> Iterator[tuple[str, int, int, int]]:
        """Key and index of each phrase that stands in a stretch of a shadow, with its first place.

        What stands in front of the stretch and behind it decides whether words begin and end.
        """
        for entry, index, slots in self._rows:
            places = [self._places(slot, text, begin, end) for slot in slots]
            for start, first in places[0]:
                stop = self._followed(places[1:], first, GAP[entry.language])
                if stop is not None:
                    yield entry.key, index, start, stop
                    break

    def _followed(self, places: list[list[tuple[int, int]]], end: int, gap: int) -> int | None:
        if not places:
            return end
        for start, stop in places[0]:
            if 0 <= start - end <= gap:
                last = self._followed(places[1:], stop, gap)
                if last is not None:
                    return last
        return None

    def _places(self, slot: Slot, text: str, begin: int, end: int) -> list[tuple[int, int]]:
        found = set()
        for literal in slot:
            pattern = re.compile(expression(literal))
            for place in range(begin, end):
                match = pattern.match(text, place)
                if match and match.end() <= end:
                    found.add(match.span())
        return sorted(found)


@pytest.mark.parametrize("language", ["en", "zh"])
@given(data=st.data())
def test_that_all_pieces_and_phrases_at_once_come_out_as_one_by_one(
    language: str, data: st.DataObject
) -> None:
    lists = data.draw(st.lists(st.lists(phrases(language), max_size=4), min_size=1, max_size=4))
    entries = [Entry(f"key {n}", language, tuple(one)) for n, one in enumerate(lists)]
    parts = data.draw(st.lists(texts(language), min_size=1, max_size=4))
    text = "".join(parts)
    ends = list(accumulate(map(len, parts)))
    pieces = [Span(end - len(part), end) for part, end in zip(parts, ends, strict=True) if part]
    whole = shadow(text)
    found = lexicon_of(entries, VOCABULARY).find(whole, pieces)
    told = lexicon_of([replace(one, placed=False) for one in entries], VOCABULARY).find(
        whole, pieces
    )
    slow = Slow(entries)
    shown: dict[str, tuple[list[int], list[int]]] = {}
    for number, piece in enumerate(pieces):
        begin, stop = whole.position(piece.start), whole.position(piece.end)
        expected: dict[str, list[tuple[int, int]]] = {}
        for key, index, start, end in slow.find(whole.text, begin, stop):
            span = whole.span(start, end)
            expected.setdefault(key, []).append((span.start, span.end))
            shown.setdefault(key, ([], []))
            shown[key][0].append(number)
            shown[key][1].append(index)
        assert found.placed[number] == expected
    assert told.shown == shown


@pytest.mark.parametrize("language", ["en", "zh"])
@given(data=st.data())
def test_that_a_long_text_comes_out_in_parts_as_in_one(language: str, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(phrases(language), min_size=1, max_size=5, unique=True))
    parts = data.draw(st.lists(texts(language), min_size=1, max_size=6))
    pieces, text = [], ""
    for part in parts:
        pieces += [Span(len(text), len(text) + len(part))] if part else []
        text += part
    entries = [Entry(str(number), language, (phrase,)) for number, phrase in enumerate(chosen)]
    lexicon = lexicon_of(entries, VOCABULARY)
    whole = lexicon.find(shadow(text), pieces)
    with patch.object(standing, "_STEMS", data.draw(st.integers(1, 5))):
        assert lexicon.find(shadow(text), pieces) == whole


@given(text=lines(), phrase=phrases("en"))
def test_that_every_match_lies_in_its_piece(text: str, phrase: str) -> None:
    pieces = split(text, Span(0, len(text)))
    lexicon = lexicon_of([Entry("one", "en", (phrase, "we", "名", "collect*"))], VOCABULARY)
    for piece, places in zip(pieces, lexicon.find(shadow(text), pieces).placed, strict=True):
        for start, end in places.get("one", ()):
            assert piece.covers(Span(start, end))
            assert text[start:end].strip("\u200b\u200d\u00ad\ufeff\ufe0f")
