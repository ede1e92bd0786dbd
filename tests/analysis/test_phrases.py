"""How phrases are written."""

from __future__ import annotations

import pytest

from reviewer.analysis.phrases import Literal, parse

WORDS = {
    "goods": ("lantern*", "lamp", "oil"),
    "light": ("(bright|dim) light",),
}


def literals(phrase: str) -> list[list[str]]:
    """The literals of each slot, an open end shown as ``*`` again."""
    return [
        ["*".join((one.head, *one.tail)) + "*" * one.open_end for one in slot]
        for slot in parse(phrase, WORDS)
    ]


@pytest.mark.parametrize(
    ("phrase", "slots"),
    [
        ("sell", [["sell"]]),
        ("Sell Lamps", [["sell lamps"]]),
        ("sell*", [["sell*"]]),
        ("sell* lamp*", [["sell* lamp*"]]),
        ("(buy|sell) lamps", [["buy lamps", "sell lamps"]]),
        ("(very |)bright", [["very bright", "bright"]]),
        ("[very ]bright", [["very bright", "bright"]]),
        ("[very|quite] bright", [["very bright", "quite bright", "bright"]]),
        ("sell {goods}", [["sell lantern*", "sell lamp", "sell oil"]]),
        ("{light}", [["bright light", "dim light"]]),
        ("sell ... lamps", [["sell"], ["lamps"]]),
        ("sell...lamps...here", [["sell"], ["lamps"], ["here"]]),
        ("不会...(出售|出租)", [["不会"], ["出售", "出租"]]),
        ("(我们|本店)出售", [["我们出售", "本店出售"]]),
        ("（甲）：乙", [["(甲):乙"]]),
        ("don’t sell", [["don't sell"]]),
    ],
)
def test_that_a_phrase_stands_for_literals(phrase: str, slots: list[list[str]]) -> None:
    assert literals(phrase) == slots


def test_that_an_open_word_inside_a_literal_has_a_tail() -> None:
    assert parse("sell* lamp*", {}) == ((Literal("sell", (" lamp",), open_end=True),),)


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("", "can be empty|stands for|empty"),
        ("sell {bads}", "names the list 'bads'"),
        ("(a|)", "can be empty"),
        ("sell ... ", "can be empty|empty"),
        ("sell (old (oil|lamps))", "nested or left open"),
        ("sell (old oil", "nested or left open"),
        ("".join(["(a|b|c|d|e|f|g|h)"] * 4), "stands for more than"),
    ],
)
def test_that_a_phrase_that_cannot_be_meant_is_refused(phrase: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse(phrase, WORDS)
