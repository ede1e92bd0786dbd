"""The report's sentences are complete in both languages."""

from __future__ import annotations

import ast
import gettext
import re
from functools import cache
from pathlib import Path

import pytest

from reviewer.i18n import translator
from reviewer.model.flags import Severity
from reviewer.model.policy import Format
from reviewer.model.review import ItemStatus
from reviewer.model.rules import Level
from reviewer.paths import resources
from reviewer.report.words import Words, shortened

_SAME = {"Markdown", "PDF", "SHA-256", "“{text}”"}


@cache
def nodes() -> tuple[ast.AST, ...]:
    """All that the report's code consists of."""
    folder = Path(__file__).resolve().parents[2] / "reviewer" / "report"
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in folder.rglob("*.py"))
    return tuple(node for tree in trees for node in ast.walk(tree))


def sentences() -> set[str]:
    """Every sentence that the report's code says."""
    found: set[str] = set()
    for node in nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            first = node.args[0] if node.args else None
            if node.func.attr == "say" and isinstance(first, ast.Constant):
                found.add(str(first.value))
    return found


def test_that_every_sentence_is_in_the_chinese_catalogue() -> None:
    translate = translator("report", "zh")
    assert len(sentences()) > 80
    assert {text for text in sentences() if translate(text) == text} == _SAME


def test_that_the_catalogue_holds_no_sentence_that_is_never_said() -> None:
    catalogue = gettext.translation("report", resources() / "locale", languages=["zh_CN"])
    known = catalogue._catalog  # type: ignore[attr-defined] # gettext offers no other way
    # Some are said through tables of words.
    texts = {node.value for node in nodes() if isinstance(node, ast.Constant)}
    assert {key for key in known if key} <= texts


def test_that_translations_keep_their_placeholders() -> None:
    translate = translator("report", "zh")
    for text in sentences():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(
            re.findall(r"\{\w+\}", translate(text))
        )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_every_value_has_a_word(language: str) -> None:
    words = Words(language)
    assert len({words.status(status) for status in ItemStatus}) == len(ItemStatus)
    assert len({words.status_meaning(status) for status in ItemStatus}) == len(ItemStatus)
    assert len({words.severity(severity) for severity in Severity}) == len(Severity)
    assert len({words.level(level) for level in Level}) == len(Level)
    assert len({words.format(kind) for kind in Format}) == len(Format)


def test_that_a_language_without_a_name_is_shown_by_its_tag() -> None:
    assert Words("en").tongue("pt-BR") == "pt-BR"


def test_that_shortened_texts_end_with_a_word() -> None:
    assert shortened("We collect your name and your address", 20) == "We collect your name…"
    assert shortened("我们收集您的姓名、地址", 8) == "我们收集您的姓名…"
    assert shortened("short", 20) == "short"
