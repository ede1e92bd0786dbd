"""The bundled rulebook, and what the loader says about files that are wrong."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import yaml

from reviewer.analysis.phrases import parse
from reviewer.errors import RulebookError
from reviewer.model.clause import AttributeKind, Category
from reviewer.model.rules import Rulebook, TestKind
from reviewer.paths import resources
from reviewer.store.rulebook import load, load_checklist
from reviewer.store.schema import SCHEMA_FILE, rulebook_schema

if TYPE_CHECKING:
    from pathlib import Path

OWN_FILES = ("version.yaml", "categories.yaml", "disclosures.yaml", "conditions.yaml")


@pytest.fixture(scope="module")
def bundled() -> Rulebook:
    return load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the rulebook without cues, headings, patterns and detectors."""
    source = resources() / "rulebook"
    for name in OWN_FILES:
        shutil.copy(source / name, tmp_path / name)
    shutil.copytree(source / "checklists", tmp_path / "checklists")
    return tmp_path


def write(folder: Path, name: str, value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    (folder / name).write_text(text, encoding="utf-8")


def changed(folder: Path, name: str, old: str, new: str) -> None:
    """Replaces the first occurrence of a text in a file."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def complaint(folder: Path) -> str:
    with pytest.raises(RulebookError) as caught:
        load(folder)
    return str(caught.value)


def test_that_the_four_checklists_are_complete(bundled: Rulebook) -> None:
    counts = {checklist.id: len(checklist.items) for checklist in bundled.checklists}
    assert counts["cn_pipl"] == 58
    assert counts["cn_gb35273"] == 47
    assert counts["eu_gdpr"] == 45
    assert counts["us_ccpa"] == 38


def test_that_all_disclosures_are_there(bundled: Rulebook) -> None:
    assert len(bundled.disclosures) == 151
    assert sum(one.origin == "codebook" for one in bundled.disclosures) == 54


def test_that_every_text_is_there_in_both_languages(bundled: Rulebook) -> None:
    texts = [one.question for one in bundled.conditions]
    for disclosure in bundled.disclosures:
        texts += [disclosure.title, disclosure.present, disclosure.partial, disclosure.absent]
    for checklist in bundled.checklists:
        for item in checklist.items:
            texts += [item.title, item.met, item.partial, item.missing, item.remedy]
            texts += [item.test.text] if item.test else []
    assert all(text.en.strip() and text.zh.strip() for text in texts)


def test_that_every_condition_is_used(bundled: Rulebook) -> None:
    used = {item.condition for checklist in bundled.checklists for item in checklist.items}
    assert {condition.id for condition in bundled.conditions} <= used


def test_that_a_conditional_item_has_its_condition(bundled: Rulebook) -> None:
    for checklist in bundled.checklists:
        for item in checklist.items:
            assert (item.level == "conditional") == (item.condition is not None), item.id


def test_that_phrases_of_conditions_can_be_read(bundled: Rulebook) -> None:
    words = {one.language: one.words for one in bundled.vocabulary}
    for condition in bundled.conditions:
        for phrase in condition.holds_en + condition.fails_en:
            assert parse(phrase, words.get("en", {}))
        for phrase in condition.holds_zh + condition.fails_zh:
            assert parse(phrase, words.get("zh", {}))


def test_that_machine_tests_compare_ages_and_deadlines(bundled: Rulebook) -> None:
    for checklist in bundled.checklists:
        for item in checklist.items:
            if item.test and item.test.kind is TestKind.MACHINE:
                assert item.test.machine is not None
                assert item.test.machine.attribute in {AttributeKind.AGE, AttributeKind.DEADLINE}


def test_that_categories_come_in_the_order_of_the_enum(bundled: Rulebook) -> None:
    assert tuple(style.id for style in bundled.categories) == tuple(Category)


def test_that_the_schema_file_is_fresh() -> None:
    written = (resources() / "rulebook" / SCHEMA_FILE).read_text(encoding="utf-8")
    assert written == rulebook_schema(), "run: python -m reviewer.store.schema"


def test_that_optional_files_may_be_absent(folder: Path) -> None:
    rulebook = load(folder)
    assert not rulebook.cues
    assert not rulebook.headings
    assert not rulebook.patterns
    assert not rulebook.vocabulary
    assert not rulebook.wording.lists
    assert not rulebook.wording.denials
    assert all(disclosure.detector is None for disclosure in rulebook.disclosures)


def test_that_a_missing_key_is_named_with_file_and_place(folder: Path) -> None:
    changed(folder, "checklists/eu_gdpr.yaml", "    severity: critical", "    severty: critical")
    assert complaint(folder) == (
        "The rulebook file checklists/eu_gdpr.yaml lacks the key 'severity' "
        "at items > eu_gdpr.identity; add it."
    )


def test_that_a_superfluous_key_is_named_with_file_place_and_choices(folder: Path) -> None:
    changed(folder, "conditions.yaml", "  holds_en:", "  hold_en:")
    assert complaint(folder).startswith(
        "The rulebook file conditions.yaml has an unknown key 'hold_en' at consent_relied_on; "
        "use one of id, question, holds,"
    )


def test_that_a_wrong_value_is_named_with_what_is_allowed(folder: Path) -> None:
    changed(folder, "checklists/cn_pipl.yaml", "    level: required", "    level: needed")
    assert complaint(folder) == (
        "The rulebook file checklists/cn_pipl.yaml has 'needed' at "
        "items > cn_pipl.name > level; input should be 'required', 'conditional' or 'recommended'."
    )


def test_that_broken_yaml_is_named_with_its_line(folder: Path) -> None:
    (folder / "conditions.yaml").write_text("- id: one\n  question: [\n", encoding="utf-8")
    assert "conditions.yaml is no YAML at line 3" in complaint(folder)


def test_that_a_missing_file_is_named_with_its_folder(folder: Path) -> None:
    (folder / "disclosures.yaml").unlink()
    assert complaint(folder) == (
        f"The rulebook file disclosures.yaml cannot be read in {folder}; restore it there."
    )


def test_that_another_encoding_is_named(folder: Path) -> None:
    (folder / "version.yaml").write_bytes(b"version: \xff\xfe")
    assert "version.yaml is not in UTF-8" in complaint(folder)


def test_that_an_unknown_disclosure_is_named_with_its_item(folder: Path) -> None:
    changed(folder, "checklists/us_ccpa.yaml", "all_of: [data_types,", "all_of: [data_kinds,")
    assert complaint(folder) == (
        "The rulebook names the disclosure data_kinds at item us_ccpa.collected, "
        "but none is defined; correct it."
    )


def test_that_an_unknown_condition_is_named_with_its_item(folder: Path) -> None:
    changed(folder, "checklists/us_ccpa.yaml", "sensitive_pi_collected", "sensitive_pi")
    assert "names the condition sensitive_pi at item us_ccpa.sensitive" in complaint(folder)


def test_that_an_item_given_twice_is_refused(folder: Path) -> None:
    changed(folder, "checklists/eu_gdpr.yaml", "id: eu_gdpr.contact", "id: eu_gdpr.identity")
    assert "defines the item eu_gdpr.identity twice" in complaint(folder)


def test_that_a_missing_category_is_named(folder: Path) -> None:
    path = folder / "categories.yaml"
    write(folder, path.name, yaml.safe_load(path.read_text(encoding="utf-8"))[:-1])
    assert "lacks the category cessation" in complaint(folder)


def test_that_a_checklist_is_called_like_its_file(folder: Path) -> None:
    (folder / "checklists" / "eu_gdpr.yaml").rename(folder / "checklists" / "gdpr.yaml")
    assert "checklists/gdpr.yaml holds the checklist eu_gdpr" in complaint(folder)


def test_that_a_machine_test_needs_its_limits(folder: Path) -> None:
    changed(folder, "checklists/us_ccpa.yaml", "kind: note", "kind: machine")
    assert "has a test whose kind and limits differ" in complaint(folder)


def test_that_an_item_needs_a_disclosure_that_decides_it(folder: Path) -> None:
    old = "    all_of: [controller_identity]\n"
    changed(folder, "checklists/eu_gdpr.yaml", old, "")
    assert "item eu_gdpr.identity names no disclosure that decides it" in complaint(folder)


def test_that_the_version_file_holds_only_the_version(folder: Path) -> None:
    write(folder, "version.yaml", {"version": "1", "date": "today"})
    assert "must hold the one key 'version'" in complaint(folder)


def test_that_a_checklist_of_ones_own_is_checked_against_the_rulebook(
    bundled: Rulebook, tmp_path: Path
) -> None:
    source = resources() / "rulebook" / "checklists" / "eu_gdpr.yaml"
    own = tmp_path / "house.yaml"
    text = source.read_text(encoding="utf-8")
    own.write_text(text.replace("id: eu_gdpr\n", "id: house\n"), encoding="utf-8")
    assert load_checklist(own, bundled).id == "house"
    own.write_text(text.replace("[recipients]", "[receivers]"), encoding="utf-8")
    with pytest.raises(RulebookError, match="names the disclosure receivers"):
        load_checklist(own, bundled)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 50_000, "nests too deep at line 1"),
        ("a: &lamp [x]\nb: [*lamp, *lamp]\n", "an alias or nests too deep at line 2"),
        ("version: 2026-13-45\n", "is no YAML"),
        ("version: 0x_\n", "is no YAML"),
        ("version: [1\n", "is no YAML"),
    ],
    ids=["deep", "alias", "date", "number", "open"],
)
def test_that_a_bottomless_checklist_is_refused(
    tmp_path: Path, bundled: Rulebook, text: str, said: str
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError, match=said):
        load_checklist(own, bundled)


def words_of(kind: str, **more: object) -> dict[str, object]:
    """A file of attributes with one term, "lamp"."""
    title = {"en": "Lamp", "zh": "灯"}
    lamp = {"id": "lamp", "title": title, "en": ["lamp"], "zh": ["灯"]}
    group = {"id": "lights", "title": title, "terms": [lamp]}
    return {"kind": kind, "categories": ["use"], "groups": [group], **more}


def test_that_words_of_attributes_are_read_in_the_order_of_preference(folder: Path) -> None:
    (folder / "attributes").mkdir()
    for kind in ("contact", "data_type", "law"):
        write(folder, f"attributes/{kind}.yaml", words_of(kind))
    denial = {"language": "en", "negating": ["not"]}
    write(folder, "attributes/negation.yaml", [denial])
    wording = load(folder).wording
    assert [one.kind.value for one in wording.lists] == ["law", "data_type", "contact"]
    assert wording.denials[0].negating == ("not",)
    term = wording.term(AttributeKind.LAW, "lamp")
    assert term is not None
    assert term.title.zh == "灯"
    assert wording.term(AttributeKind.LAW, "candle") is None
    assert wording.term(AttributeKind.AGE, "lamp") is None


@pytest.mark.parametrize("kind", ["age", "law"])
def test_that_a_file_of_words_is_called_as_its_kind(folder: Path, kind: str) -> None:
    (folder / "attributes").mkdir()
    name = "attributes/age.yaml"
    write(folder, name, words_of(kind))
    assert complaint(folder) == (
        f"The rulebook file {name} holds words of the kind {kind}; give both one name."
    )


def test_that_no_value_is_defined_twice(folder: Path) -> None:
    (folder / "attributes").mkdir()
    words = words_of("law")
    groups = words["groups"]
    assert isinstance(groups, list)
    write(folder, "attributes/law.yaml", words | {"groups": groups * 2})
    assert complaint(folder) == (
        "The rulebook file attributes/law.yaml defines the value lamp twice; rename one."
    )


def test_that_an_unknown_key_among_words_is_named(folder: Path) -> None:
    (folder / "attributes").mkdir()
    write(folder, "attributes/law.yaml", words_of("law", never=["lamp"]))
    assert "unknown key 'never' at the top" in complaint(folder)
