"""Every sentence of the program exists in Chinese."""

from __future__ import annotations

import ast
import builtins
import inspect
import string
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from reviewer import errors, i18n
from reviewer.errors import ReadError, ReviewerError
from reviewer.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog

PACKAGE = Path(i18n.__file__).parent
LOCALE = resources() / "locale" / "zh_CN" / "LC_MESSAGES"
DOMAINS = sorted(path.stem for path in LOCALE.glob("*.po"))
ERRORS = {
    name
    for name, value in vars(errors).items()
    if inspect.isclass(value) and issubclass(value, ReviewerError) and not hasattr(builtins, name)
}
# Calls whose first argument is a sentence of the catalogue ``messages``.
SPOKEN = {*ERRORS, "told"}


@cache
def catalogue(domain: str) -> Catalog:
    with (LOCALE / f"{domain}.po").open("rb") as file:
        return read_po(file, domain=domain)


def texts_of(node: ast.expr, tree: ast.AST) -> Iterator[str]:
    """The texts that an expression can stand for, through names and ``mark(...)``."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "mark":
        yield from texts_of(node.args[0], tree)
    elif isinstance(node, ast.IfExp):
        yield from texts_of(node.body, tree)
        yield from texts_of(node.orelse, tree)
    elif isinstance(node, ast.Name):
        for other in ast.walk(tree):
            if isinstance(other, ast.Assign) and node.id in {
                target.id for target in other.targets if isinstance(target, ast.Name)
            }:
                yield from texts_of(other.value, tree)


def scopes(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.Call]]:
    """Every call with the innermost function, or the module, that it stands in."""

    def visit(node: ast.AST, scope: ast.AST) -> Iterator[tuple[ast.AST, ast.Call]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield scope, child
            inner = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            yield from visit(child, child if inner else scope)

    yield from visit(tree, tree)


@cache
def templates() -> dict[str, str]:
    """The templates of all errors and answers of the program, with the files they stand in."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name in {"errors.py", "i18n.py"}:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for scope, call in scopes(tree):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(
                call.func, "id", ""
            )  # fmt: skip
            if name not in SPOKEN or not call.args:
                continue
            texts = [*texts_of(call.args[0], scope)] or [*texts_of(call.args[0], tree)]
            place = f"{path.relative_to(PACKAGE)}:{call.lineno}"
            assert texts, f"the template at {place} is not written out"
            found |= dict.fromkeys(texts, place)
    return found


def fields(text: str) -> set[str]:
    """The placeholders of a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_that_the_templates_of_errors_are_found() -> None:
    assert len(templates()) > 30
    assert "There is no file {file}; check its name and folder." in templates()
    assert any(place.startswith("gui/tasks.py") for place in templates().values())


def test_that_every_error_has_a_chinese_sentence() -> None:
    known = catalogue("messages")
    missing = {
        template: place
        for template, place in templates().items()
        if (message := known.get(template)) is None or not message.string
    }
    assert not missing, f"add to {LOCALE / 'messages.po'}: {missing}"


def test_that_no_sentence_is_left_over() -> None:
    left = {str(message.id) for message in catalogue("messages") if message.id} - set(templates())
    assert not left, f"remove from {LOCALE / 'messages.po'}: {left}"


def test_that_errors_are_whole_sentences() -> None:
    for template, place in templates().items():
        assert template.endswith("."), place
        assert template[0].isupper() or template[0] == "{", place
        assert "\n" not in template, place


@pytest.mark.parametrize("domain", DOMAINS)
def test_that_every_sentence_is_translated(domain: str) -> None:
    for message in catalogue(domain):
        if message.id:
            assert message.string, message.id
            assert not message.fuzzy, message.id


@pytest.mark.parametrize("domain", DOMAINS)
def test_that_both_languages_have_the_same_placeholders(domain: str) -> None:
    for message in catalogue(domain):
        if isinstance(message.id, str) and isinstance(message.string, str) and message.id:
            assert fields(message.string) == fields(message.id), message.id


@pytest.mark.parametrize("domain", DOMAINS)
def test_that_compiled_catalogues_are_up_to_date(domain: str) -> None:
    compiled = LOCALE / f"{domain}.mo"
    fresh = BytesIO()
    write_mo(fresh, catalogue(domain))
    with compiled.open("rb") as file:
        written = read_mo(file)
    expected = read_mo(BytesIO(fresh.getvalue()))
    assert {one.id: one.string for one in written if one.id} == {
        one.id: one.string for one in expected if one.id
    }, f"run: pybabel compile -D {domain} -d resources/locale -l zh_CN"


def test_that_chinese_sentences_end_as_chinese_does() -> None:
    for message in catalogue("messages"):
        if isinstance(message.string, str) and message.id:
            assert message.string.endswith("。"), message.id
            assert not set(",;") & set(message.string), message.id


def test_that_an_error_speaks_the_language_asked_for() -> None:
    error = ReadError("There is no file {file}; check its name and folder.", file="a.txt")
    assert i18n.sentence(error, "en") == "There is no file a.txt; check its name and folder."
    chinese = i18n.sentence(error, "zh")
    assert "a.txt" in chinese
    assert chinese != str(error)
    assert i18n.sentence(error, "zh-Hans") == chinese


def test_that_an_unknown_sentence_or_catalogue_stays_as_it_is() -> None:
    assert i18n.translator("messages", "zh")("Lamps burn oil.") == "Lamps burn oil."
    assert i18n.translator("nothing", "zh")("Lamps burn oil.") == "Lamps burn oil."
    assert i18n.translator("messages", "fr")("Lamps burn oil.") == "Lamps burn oil."
