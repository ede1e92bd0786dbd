"""Every sentence of the window has a Chinese one with the same placeholders."""

from __future__ import annotations

import ast
import gettext
import string
from functools import cache
from typing import TYPE_CHECKING

import pytest

from reviewer.i18n import translator
from reviewer.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterator

babel = pytest.importorskip("babel.messages.extract", reason="Babel is not installed")

ROOT = resources().parent / "reviewer" / "gui"


@cache
def _sentences() -> tuple[str, ...]:
    found: set[str] = set()
    keywords = {"say": None, "mark": None}
    for file in sorted(ROOT.rglob("*.py")):
        with file.open("rb") as stream:
            for _line, message, _comments, _context in babel.extract("python", stream, keywords):
                found.add(message)
        # The extraction does not look into f-strings.
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            found.update(_said(node))
    return tuple(sorted(found))


def _said(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Call(
            func=ast.Name(id="say" | "mark"), args=[ast.Constant(value=str(sentence)), *_]
        ):
            yield sentence


def _placeholders(sentence: str) -> set[str]:
    return {name for _text, name, _format, _how in string.Formatter().parse(sentence) if name}


def test_that_every_sentence_is_translated_with_its_placeholders() -> None:
    chinese = translator("gui", "zh")
    assert len(_sentences()) > 150
    for sentence in _sentences():
        assert chinese(sentence) != sentence, sentence
        assert _placeholders(chinese(sentence)) == _placeholders(sentence), sentence


def test_that_the_catalogue_holds_no_sentence_that_is_never_said() -> None:
    catalogue = gettext.translation("gui", resources() / "locale", languages=["zh_CN"])
    known = catalogue._catalog  # type: ignore[attr-defined] # gettext offers no other way
    assert {key for key in known if key} <= set(_sentences())
