"""What must never be: Qt in the core, slow starts, files that grow too long."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer.analysis.phrases import parse
from reviewer.model.clause import Category
from reviewer.pipeline import Analyser

if TYPE_CHECKING:
    from reviewer.model.rules import Rulebook

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "reviewer"
# Parts that may know Qt, and the starter of whatever is asked for.
OUTSIDE = {"gui", "__main__.py"}
LONGEST = 400
# Longer files, each with its reason.
LONG: dict[str, str] = {}
SLOW = ("spacy", "jieba", "reportlab", "numpy", "pydantic", "yaml", "lxml", "markdown_it",
        "charset_normalizer", "ahocorasick_rs", "PySide6", "pikepdf", "pyhanko",
        "cryptography")  # fmt: skip


def core_modules() -> list[str]:
    """All modules outside the window, by dotted name."""
    names = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[1] not in OUTSIDE and path.name not in OUTSIDE:
            names.append(".".join(parts).removesuffix(".__init__"))
    return names


def loaded_after(*statements: str) -> set[str]:
    """The top-level names of all modules that are loaded once some statements ran."""
    source = "\n".join([*statements, "import sys", "print(*sys.modules)"])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", source],
        capture_output=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
    )
    return {name.split(".")[0] for name in done.stdout.split()}


def test_that_the_core_does_without_qt() -> None:
    names = core_modules()
    assert len(names) > 40
    loaded = loaded_after(*(f"import {name}" for name in names))
    assert "reviewer" in loaded
    assert not loaded & {"PySide6", "shiboken6"}


def test_that_an_analysis_does_without_qt_and_the_report() -> None:
    loaded = loaded_after(
        "from datetime import date",
        "from reviewer import pipeline",
        "analyser = pipeline.Analyser(pipeline.load_rulebook())",
        "options = pipeline.Options(date(2026, 1, 1))",
        "pipeline.review(b'We keep invoices for ten years.', 'a', analyser, options)",
    )
    assert not loaded & {"PySide6", "reportlab"}


def test_that_the_command_line_starts_with_nothing_heavy() -> None:
    assert not loaded_after("import reviewer.cli") & set(SLOW)


def test_that_the_vocabulary_needs_the_standard_library_alone() -> None:
    models = [name for name in core_modules() if name.startswith("reviewer.model")]
    loaded = loaded_after("import reviewer.errors", *(f"import {name}" for name in models))
    assert not loaded & {*SLOW, "platformdirs"}


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_that_files_stay_short(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    lines = path.read_text(encoding="utf-8").count("\n")
    if name in LONG:
        assert lines >= LONGEST, f"{name} is short again; take it off the list"
    else:
        assert lines < LONGEST


def test_that_every_module_says_what_it_is_for() -> None:
    for path in PACKAGE.rglob("*.py"):
        assert path.read_text(encoding="utf-8").startswith('"""'), path


def test_that_every_phrase_of_the_rulebook_can_be_read(bundled: Rulebook) -> None:
    words = {one.language: one.words for one in bundled.vocabulary}
    phrases = [(rule.language, phrase) for rule in bundled.cues for phrase in rule.phrases]
    phrases += [(rule.language, phrase) for rule in bundled.headings for phrase in rule.phrases]
    phrases += [(rule.language, phrase) for rule in bundled.neutral for phrase in rule.phrases]
    phrases += [(one.language, gate) for one in bundled.patterns for gate in one.gate]
    for disclosure in bundled.disclosures:
        for sign in disclosure.detector.signs if disclosure.detector else ():
            phrases += [("en", phrase) for phrase in sign.en + sign.unless_en]
            phrases += [("zh", phrase) for phrase in sign.zh + sign.unless_zh]
    for condition in bundled.conditions:
        phrases += [("en", phrase) for phrase in condition.holds_en + condition.fails_en]
        phrases += [("zh", phrase) for phrase in condition.holds_zh + condition.fails_zh]
    assert len(phrases) > 1000
    for language, phrase in phrases:
        assert parse(phrase, words.get(language, {})), phrase


def test_that_every_category_has_a_style_and_cues_in_both_languages(bundled: Rulebook) -> None:
    assert [style.id for style in bundled.categories] == list(Category)
    for language in ("en", "zh"):
        cued = {rule.category for rule in bundled.cues if rule.language == language}
        assert cued == set(Category)
        named = {
            category
            for rule in bundled.headings
            if rule.language == language
            for category in rule.categories
        }
        assert named == set(Category)


def test_that_the_bundled_rulebook_compiles(bundled: Rulebook) -> None:
    assert Analyser(bundled)
