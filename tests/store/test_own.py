"""Checklists of one's own: what is taken, and how faults are told."""

from __future__ import annotations

import os
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reviewer import pipeline
from reviewer.model.flags import Severity
from reviewer.model.rules import (
    Checklist,
    Level,
    MachineTest,
    Requirement,
    TestKind,
    Verification,
)
from reviewer.paths import resources
from reviewer.store.located import LARGEST
from reviewer.store.own import examine, with_own, without_bundled

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.model.rules import Rulebook

TEMPLATE = resources() / "templates" / "checklist.yaml"


def text(words: str) -> dict[str, str]:
    return {"en": words, "zh": f"中文 {words}"}


def item(identifier: str = "house.name", **more: object) -> dict[str, Any]:
    """A sound item, with some keys changed; those that are None are left out."""
    value: dict[str, Any] = {
        "id": identifier,
        "title": text("Name"),
        "article": "4.2",
        "level": "required",
        "severity": "high",
        "verification": "primary",
        "all_of": ["controller_identity"],
        "met": text("Met."),
        "partial": text("Partly."),
        "missing": text("Missing."),
        "remedy": text("Name it."),
    }
    return {key: one for key, one in (value | more).items() if one is not None}


def house(*items: dict[str, Any], **more: object) -> dict[str, Any]:
    """A sound checklist of some items."""
    value: dict[str, Any] = {
        "id": "house",
        "title": text("House rules"),
        "jurisdiction": "Internal",
        "version": "1",
        "sources": ["Handbook"],
        "items": list(items) or [item()],
    }
    return {key: one for key, one in (value | more).items() if one is not None}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "house.yaml"


def write(file: Path, value: object) -> None:
    file.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


def faults(file: Path, value: object, bundled: Rulebook) -> list[str]:
    """What is said of a file that holds a value, without the file's name and the line."""
    write(file, value)
    examined = examine(file, bundled)
    assert (examined.checklist is None) == bool(examined.faults)
    return [
        str(one).removeprefix(f"house.yaml, line {one.values['line']}, ") for one in examined.faults
    ]


def taken(file: Path, value: object, bundled: Rulebook) -> Checklist:
    write(file, value)
    checklist = examine(file, bundled).checklist
    assert checklist is not None
    return checklist


def test_that_the_template_is_sound(bundled: Rulebook) -> None:
    checklist = examine(TEMPLATE, bundled).checklist
    assert checklist is not None
    items = {one.id: one for one in checklist.items}
    assert items["house.security"].level is Level.REQUIRED
    assert items["house.security"].severity is Severity.HIGH
    assert "house.ai" not in items
    assert items["house.response-in-two-weeks"].test is not None
    assert len(items) == 45 - 2 + 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_the_page_on_checklists_names_every_key(language: str) -> None:
    page = (resources() / "help" / f"checklists.{language}.md").read_text(encoding="utf-8")
    keys = [one.name for kind in (Checklist, Requirement, MachineTest) for one in fields(kind)]
    assert not [key for key in [*keys, "without"] if f"`{key}" not in page]
    for choices in (Level, Severity, TestKind, Verification):
        assert not [one.value for one in choices if f"`{one.value}`" not in page]


def test_that_a_sound_checklist_is_taken(file: Path, bundled: Rulebook) -> None:
    assert taken(file, house(), bundled).items[0].id == "house.name"


def test_that_an_extension_takes_over_changes_and_leaves_out(file: Path, bundled: Rulebook) -> None:
    changed = {"id": "eu_gdpr.dpo", "level": "required", "condition": None}
    value = house(changed, item(), extends="eu_gdpr", without=["eu_gdpr.ai"])
    del value["jurisdiction"], value["version"], value["sources"]
    checklist = taken(file, value, bundled)
    base = bundled.checklist("eu_gdpr")
    names = [one.id.removeprefix("eu_gdpr.") for one in base.items if one.id != "eu_gdpr.ai"]
    assert [one.id for one in checklist.items] == [f"house.{one}" for one in [*names, "name"]]
    assert checklist.jurisdiction_in("zh") == base.jurisdiction_in("zh") == "欧盟／欧洲经济区"
    assert checklist.extends == "eu_gdpr"
    officer = next(one for one in checklist.items if one.id == "house.dpo")
    original = next(one for one in base.items if one.id == "eu_gdpr.dpo")
    assert officer.level is Level.REQUIRED
    assert officer.condition is None
    assert (officer.title, officer.all_of) == (original.title, original.all_of)


def test_that_an_extension_is_not_called_by_its_base_in_chinese(
    file: Path, bundled: Rulebook
) -> None:
    checklist = taken(file, house(extends="eu_gdpr", version="Our second"), bundled)
    assert checklist.version_in("zh") == checklist.version_in("en") == "Our second"
    checklist = taken(file, house(extends="eu_gdpr", version_zh="第二版"), bundled)
    assert (checklist.version_in("zh"), checklist.version_in("en")) == ("第二版", "1")


def test_that_an_extension_may_have_no_items_of_its_own(file: Path, bundled: Rulebook) -> None:
    value = house(extends="uk_gdpr", items=None)
    assert len(taken(file, value, bundled).items) == len(bundled.checklist("uk_gdpr").items)


def test_that_every_fault_is_told_in_the_order_of_lines(file: Path, bundled: Rulebook) -> None:
    file.write_text(
        "id: house\n"
        "extends: eu_gdpr\n"
        "title: {en: a, zh: b}\n"
        "jurisdicton: here\n"
        "items:\n"
        "  - id: eu_gdpr.identity\n"
        "    level: requird\n"
        "  - id: eu_gdpr.contact\n"
        "    all_of:\n"
        "      - controller_contact\n"
        "      - recipiants\n",
        encoding="utf-8",
    )
    assert [str(one) for one in examine(file, bundled).faults] == [
        (
            "house.yaml, line 4, jurisdicton: there is no key 'jurisdicton'; perhaps jurisdiction "
            "is meant."
        ),
        (
            "house.yaml, line 7, items[0].level: 'requird' is none of required, conditional, "
            "recommended; perhaps required is meant."
        ),
        (
            "house.yaml, line 11, items[1].all_of[1]: there is no disclosure recipiants; perhaps "
            "recipients is meant."
        ),
    ]


MACHINE = {"attribute": "age", "disclosure": "minors_age", "at_least": 13}


def compared(**more: object) -> dict[str, Any]:
    machine = {key: one for key, one in (MACHINE | more).items() if one is not None}
    return item(test={"kind": "machine", "text": text("Age"), "machine": machine})


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (["a"], "the top: no checklist stands here; begin with its id."),
        (
            house(item("eu_gdpr.x"), id="eu_gdpr"),
            "id: there is a checklist eu_gdpr already; choose another id",
        ),
        (house(id="My House"), "id: an id is made of small letters, digits and _"),
        (house(version=2), "version: 2 is no text; put it in quotes."),
        (house(sources="Handbook"), "sources: 'Handbook' is no list; put it in square brackets."),
        (house(title=None), "the top: it lacks the key 'title'; add it."),
        (house(title=text(" ")), "title.en: the text is empty; write one."),
        (house(items=[]), "items: there are no items; list at least one."),
        (house(items={"a": 1}), "items: there are no items; list at least one."),
        (house(items=["a"]), "items[0]: 'a' has no keys; write its keys below it."),
        (house(without=["eu_gdpr.ai"]), "without: there is nothing to leave out; add extends."),
        (
            house(extends="eu_gpdr"),
            "extends: there is no checklist eu_gpdr to extend; perhaps eu_gdpr is meant.",
        ),
        (house(extends="mars"), "there is no checklist mars to extend; 'reviewer checklists' "),
        (
            house(extends="eu_gdpr", without=["eu_gdpr.contct"]),
            (
                "without[0]: the checklist extended has no item eu_gdpr.contct; perhaps "
                "eu_gdpr.contact is meant."
            ),
        ),
        (house(extends="eu_gdpr", without=["x"]), "'reviewer checklists ID' lists its items."),
        (house(item(), item()), "items[1].id: there is an item house.name already; rename one."),
        (
            house(item("house.contact"), extends="eu_gdpr"),
            "items[0].id: there is an item house.contact already; rename one.",
        ),
        (house(item("eu_gdpr.contact")), "items[0].id: the id must begin with 'house.'; change"),
        (house(item("house.")), "items[0].id: the id must begin with 'house.'; change"),
        (house(item(all_of=None)), "items[0]: nothing decides this item; add all_of or any_of."),
        (house(item(all_of=["zzz"])), "there is no disclosure zzz; 'reviewer checklists --names'"),
        (house(item(met={"en": "Met."})), "items[0].met: it lacks the key 'zh'; add it."),
        (house(item(remedy=text(""))), "items[0].remedy.en: the text is empty; write one."),
        (house(item(severity="grave")), "is none of critical, high, medium, low; choose one."),
        (house(item(colour="red")), "items[0].colour: there is no key 'colour'; the keys are id,"),
        (house(item(level="conditional")), "items[0].level: an item has a condition exactly if"),
        (house(item(condition="sdks_embedded")), "items[0].level: an item has a condition exactly"),
        (
            house(item(level="conditional", condition="sdks_embeded")),
            "items[0].condition: there is no condition sdks_embeded; perhaps sdks_embedded is",
        ),
        (house(item(level="conditional", condition="x")), "'reviewer checklists --names' lists"),
        (
            house(item(test={"kind": "machine", "text": text("Age")})),
            "items[0].test.kind: a test has limits exactly if its kind is machine",
        ),
        (house(compared(at_least=None)), "items[0].test.machine: a limit is missing or the lower"),
        (house(compared(at_most=3)), "items[0].test.machine: a limit is missing or the lower is"),
        (house(compared(at_least=float("nan"))), "items[0].test.machine: a limit is missing or"),
        (house(compared(at_least="old")), "items[0].test.machine.at_least: 'old' is no number"),
        (house(compared(optional="perhaps")), "optional: 'perhaps' is neither true nor false"),
        (house(compared(attribute="law")), "items[0].test.machine.attribute: only age, deadline"),
        (house(compared(disclosure="minor_age")), "disclosure: there is no disclosure minor_age; "),
    ],
)
def test_that_a_fault_is_told_with_its_place(
    file: Path, bundled: Rulebook, value: object, said: str
) -> None:
    found = faults(file, value, bundled)
    assert len(found) == 1
    assert said in found[0]
    assert found[0].endswith(".")


def test_that_a_misspelt_item_hides_no_misspelt_disclosure(file: Path, bundled: Rulebook) -> None:
    found = faults(file, house(item(severity="hi", fallback=["recipiants"])), bundled)
    assert [one.partition(":")[0] for one in found] == ["items[0].severity", "items[0].fallback[0]"]


def test_that_a_key_that_stands_twice_is_told(file: Path, bundled: Rulebook) -> None:
    write(file, house())
    file.write_text(file.read_text(encoding="utf-8") + "version: '2'\n", encoding="utf-8")
    (fault,) = examine(file, bundled).faults
    assert "version: the key stands here twice; remove one." in str(fault)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[" * 50_000, "line 1: an alias, a very long text or very deep nesting"),
        (b"a: &lamp [x]\nb: [*lamp, *lamp]\n", "line 2: an alias, a very long text"),
        (b"a: " + b"9:" * 6_000 + b"9", "line 1: an alias, a very long text"),
        (b"version: 2026-13-45\n", "this is no YAML"),
        (b"version: 0x_\n", "this is no YAML"),
        (b"id: house\nversion: [1\n", "line 3: this is no YAML"),
        (b"a: !!python/object:os.system {}\n", "line 1: this is no YAML"),
        (b"a: 1\n---\nb: 2\n", "this is no YAML"),
        (b"\xff\xfe", "is not in UTF-8"),
        (b"#" * (LARGEST + 1), "is larger than 1024 KiB"),
        (b"", "no checklist stands here"),
    ],
    ids=str,
)
def test_that_a_bottomless_or_broken_file_is_refused(
    file: Path, bundled: Rulebook, content: bytes, said: str
) -> None:
    file.write_bytes(content)
    (fault,) = examine(file, bundled).faults
    assert said in str(fault)


def test_that_a_file_that_is_none_is_told(tmp_path: Path, bundled: Rulebook) -> None:
    for path in (tmp_path, tmp_path / "none.yaml"):
        (fault,) = examine(path, bundled).faults
        assert str(fault).startswith(f"The file {path.name} cannot be read")


@given(st.binary(max_size=200))
def test_that_any_bytes_are_a_checklist_or_faults(
    bundled: Rulebook, tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    examined = examine(path, bundled)
    assert (examined.checklist is None) == bool(examined.faults)


def test_that_a_bundled_file_does_not_clash_with_itself(bundled: Rulebook) -> None:
    for checklist in bundled.checklists:
        path = resources() / "rulebook" / "checklists" / f"{checklist.id}.yaml"
        assert examine(path, without_bundled(bundled, path)).checklist == checklist


# the folder


def test_that_a_folder_is_read_beside_the_bundled_ones(tmp_path: Path, bundled: Rulebook) -> None:
    write(tmp_path / "b.yaml", house())
    write(tmp_path / "a.yml", house(item("home.name"), id="home"))
    (tmp_path / "notes.txt").write_text("no checklist", encoding="utf-8")
    own = with_own(bundled, tmp_path)
    assert [one.id for one in own.rulebook.checklists[-2:]] == ["home", "house"]
    assert own.rulebook.checklists[:-2] == bundled.checklists
    assert not own.problems


def test_that_a_broken_file_is_left_out_in_one_sentence(tmp_path: Path, bundled: Rulebook) -> None:
    write(tmp_path / "good.yaml", house())
    write(tmp_path / "bad.yaml", house(item("x"), id="eu_gdpr"))
    write(tmp_path / "twin.yaml", house())
    own = with_own(bundled, tmp_path)
    assert len(own.rulebook.checklists) == len(bundled.checklists) + 1
    assert [str(one) for one in own.problems] == [
        (
            "The checklist bad.yaml is left out for 2 errors; "
            "'reviewer checklists --validate bad.yaml' lists them."
        ),
        (
            "twin.yaml, line 1, id: there is a checklist house already; choose another id, or "
            "extend that one."
        ),
    ]


def test_that_a_folder_that_is_missing_is_no_error(tmp_path: Path, bundled: Rulebook) -> None:
    own = with_own(bundled, tmp_path / "none")
    assert own.rulebook is bundled
    assert not own.problems


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read all")
def test_that_a_closed_folder_is_told(tmp_path: Path, bundled: Rulebook) -> None:
    tmp_path.chmod(0)
    own = with_own(bundled, tmp_path)
    tmp_path.chmod(0o700)
    assert "cannot be read" in str(own.problems[0])


def test_that_own_checklists_are_evaluated_and_nothing_of_them_is_kept(
    tmp_path: Path, bundled: Rulebook
) -> None:
    write(tmp_path / "house.yaml", house())
    write(tmp_path / "bad.yaml", house(id="eu_gdpr"))
    loaded = pipeline.load_with_own(tmp_path)
    analyser = pipeline.Analyser(loaded.rulebook, problems=loaded.problems)
    assert len(analyser.problems) == 1
    data = (resources() / "samples" / "sample_en.txt").read_bytes()
    options = pipeline.Options(as_of=date(2026, 11, 21), checklists=("house",))
    review = pipeline.review(data, "policy.txt", analyser, options)
    assert [one.id for one in review.analysis.checklist("house").items] == ["house.name"]
    assert pipeline.load_rulebook() == bundled
    assert pipeline.load_with_own(tmp_path / "none").rulebook == bundled


def test_that_the_settings_name_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert pipeline.own_checklists_folder().name == "checklists"
    from reviewer import paths
    from reviewer.store import settings

    named = tmp_path / "elsewhere"
    settings.save(settings.Settings(own_checklists=str(named)), paths.settings_file())
    assert pipeline.own_checklists_folder() == named
    named.mkdir()
    write(named / "house.yaml", house())
    assert pipeline.load_with_own().rulebook.checklists[-1].id == "house"
