"""The bundled red flags, and what the loader says about ones that are wrong."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import yaml

from reviewer.analysis.checks import CHECKS
from reviewer.analysis.phrases import parse
from reviewer.errors import RulebookError
from reviewer.model.flags import FlagKind, Reach
from reviewer.paths import resources
from reviewer.store.rulebook import load

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.model.rules import Rulebook

OWN_FILES = ("version.yaml", "categories.yaml", "disclosures.yaml", "conditions.yaml")
FLAG = {
    "id": "burning",
    "severity": "high",
    "kind": "pattern",
    **{
        name: {"en": "text", "zh": "文字"}
        for name in (
            "title",
            "definition",
            "why",
            "exceptions",
            "remedy",
            "message",
        )
    },
    "signs": {"oil": {"en": ["burn oil"], "reach": "sentence"}},
}
VALUE = re.compile(r"\{(\w+)\}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the rulebook without flags, cues and detectors."""
    source = resources() / "rulebook"
    for name in OWN_FILES:
        shutil.copy(source / name, tmp_path / name)
    (tmp_path / "flags").mkdir()
    return tmp_path


def write(folder: Path, *flags: object, name: str = "own.yaml") -> None:
    text = yaml.safe_dump(list(flags), allow_unicode=True, sort_keys=False)
    (folder / "flags" / name).write_text(text, encoding="utf-8")


def complaint(folder: Path) -> str:
    with pytest.raises(RulebookError) as caught:
        load(folder)
    return str(caught.value)


def test_that_all_flags_are_there(bundled: Rulebook) -> None:
    kinds = Counter(flag.kind for flag in bundled.flags)
    assert len(bundled.flags) == 48
    assert kinds[FlagKind.PATTERN] == 21
    assert {flag.id for flag in bundled.flags} >= CHECKS.keys()
    assert bundled.flag("placeholder").severity == "high"
    with pytest.raises(KeyError):
        bundled.flag("none such")


def test_that_every_text_is_there_and_gives_the_same_values(bundled: Rulebook) -> None:
    for flag in bundled.flags:
        texts = [flag.title, flag.definition, flag.why, flag.exceptions, flag.remedy]
        messages = [flag.message, *flag.variants.values()]
        assert all(text.en.strip() and text.zh.strip() for text in texts + messages)
        for message in messages:
            english, chinese = (
                {value.rsplit("_", 1)[0] for value in VALUE.findall(text)}
                for text in (message.en, message.zh)
            )
            assert english == chinese, flag.id


def test_that_phrases_of_signs_can_be_read(bundled: Rulebook) -> None:
    words = {one.language: one.words for one in bundled.vocabulary}
    for sign in (sign for flag in bundled.flags for sign in flag.signs):
        for phrase in sign.en + sign.unless_en:
            assert parse(phrase, words["en"])
        for phrase in sign.zh + sign.unless_zh:
            assert parse(phrase, words["zh"])


def test_that_signs_of_disclosures_have_no_other_condition(bundled: Rulebook) -> None:
    for sign in (sign for flag in bundled.flags for sign in flag.signs):
        if sign.disclosures:
            assert not sign.en + sign.zh + sign.categories + sign.attributes


def test_that_a_folder_of_flags_is_read_in_order(folder: Path) -> None:
    write(folder, FLAG | {"id": "second"}, name="b.yaml")
    write(folder, FLAG | {"id": "first"}, name="a.yaml")
    flags = load(folder).flags
    assert [flag.id for flag in flags] == ["first", "second"]
    assert flags[0].signs[0].id == "oil"
    assert flags[0].signs[0].reach is Reach.SENTENCE


def test_that_a_folder_without_flags_is_read(folder: Path) -> None:
    assert load(folder).flags == ()


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ([FLAG, FLAG], ("burning", "twice")),
        ([FLAG | {"colour": "red"}], ("colour", "burning", "flags/own.yaml")),
        ([FLAG | {"severity": "grave"}], ("grave", "burning > severity")),
        (
            [FLAG | {"signs": {"oil": {"disclosures": ["none_such"]}}}],
            ("none_such", "flag burning"),
        ),
        ([FLAG | {"signs": {"oil": {"phrases": []}}}], ("phrases", "oil")),
        (["burning"], ("burning", "flags/own.yaml")),
    ],
)
def test_that_wrong_flags_are_refused_with_their_place(
    folder: Path, flags: list[object], words: tuple[str, ...]
) -> None:
    write(folder, *flags)
    said = complaint(folder)
    for word in words:
        assert word in said


def test_that_a_file_that_is_no_list_is_refused(folder: Path) -> None:
    (folder / "flags" / "own.yaml").write_text("burning: oil\n", encoding="utf-8")
    assert "flags/own.yaml" in complaint(folder)
