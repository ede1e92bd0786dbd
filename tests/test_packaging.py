"""The declared ranges, the lock, the listing of other people's work and what is installed agree."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from reviewer.paths import resources

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / ".ci" / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
# What a licence may be made of; anything else is looked at before it is added.
FREE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "CC0-1.0", "ISC",
    "LGPL-3.0-only", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Zlib",
}  # fmt: skip


def locked(text: str) -> dict[str, list[tuple[Requirement, str]]]:
    """The pins of a part of the lock by name, each with the lines of its hashes."""
    pins: dict[str, list[tuple[Requirement, str]]] = {}
    for entry in re.split(r"\n(?=\S)", text):
        head, _, hashes = entry.partition("\\\n")
        if head.strip() and not head.startswith("#"):
            pin = Requirement(head.strip())
            pins.setdefault(canonicalize_name(pin.name), []).append((pin, hashes))
    return pins


PROGRAM = locked(LOCK.partition("\n# Development\n")[0])
EVERYTHING = locked(LOCK)


def version_of(pin: Requirement) -> str:
    (specifier,) = pin.specifier
    assert specifier.operator == "=="
    return specifier.version


def test_that_every_pin_has_one_version_and_its_hashes() -> None:
    assert len(PROGRAM) > 40
    for pins in EVERYTHING.values():
        for pin, hashes in pins:
            assert version_of(pin)
            assert _HASH.search(hashes), pin.name
        assert len(pins) == 1 or all(pin.marker for pin, _ in pins)


@pytest.mark.parametrize(
    ("declared", "part"),
    [
        *((one, PROGRAM) for one in PROJECT["dependencies"]),
        *((one, EVERYTHING) for one in PROJECT["optional-dependencies"]["dev"]),
    ],
    ids=str,
)
def test_that_the_lock_is_within_the_declared_ranges(
    declared: str, part: dict[str, list[tuple[Requirement, str]]]
) -> None:
    asked = Requirement(declared)
    pins = part[canonicalize_name(asked.name)]
    assert all(asked.specifier.contains(version_of(pin)) for pin, _ in pins)


def needed_by(names: list[str]) -> set[str]:
    """All that installed packages ask for here, and what that asks for."""
    known: set[str] = set()
    ahead = [Requirement(name) for name in names]
    while ahead:
        asked = ahead.pop()
        name = canonicalize_name(asked.name)
        if name in known:
            continue
        known.add(name)
        for text in metadata.requires(name) or ():
            further = Requirement(text)
            extras = asked.extras or {""}
            if further.marker is None or any(
                further.marker.evaluate({"extra": extra}) for extra in extras
            ):
                ahead.append(further)
    return known


def here(pins: dict[str, list[tuple[Requirement, str]]]) -> set[str]:
    """The names of the pins that hold on this system."""
    return {
        name
        for name, ours in pins.items()
        if any(pin.marker is None or pin.marker.evaluate() for pin, _ in ours)
    }


def test_that_the_lock_holds_all_that_is_asked_for_and_nothing_else() -> None:
    assert here(PROGRAM) == needed_by(PROJECT["dependencies"])
    development = PROJECT["optional-dependencies"]["dev"]
    assert here(EVERYTHING) == needed_by(PROJECT["dependencies"] + development)


# Read by developers alone.
NOT_SHIPPED = {"training"}


def test_that_all_resources_ship_but_what_training_reads() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert all(target == f"reviewer/{source}" for source, target in included.items())
    present = {f"resources/{path.name}" for path in (ROOT / "resources").iterdir()}
    assert set(included) == present - {f"resources/{name}" for name in NOT_SHIPPED}


LISTED = re.compile(r"^\| \[?([^\]|]+?)(?:\]\([^)]*\))? \| ([^|]+) \| [^|]+ \|$", re.MULTILINE)


def listing(*titles: str) -> dict[str, str]:
    """Licences by the name of the work, from some sections of the listing."""
    text = (resources() / "THIRD_PARTY.md").read_text(encoding="utf-8")
    sections = {part.partition("\n")[0]: part for part in text.split("\n## ")}
    rows = [row for title in titles for row in LISTED.findall(sections[title])]
    return {name: licence for name, licence in rows if name not in {"library", "work"}}


def test_that_every_library_is_listed_with_its_licence() -> None:
    direct = listing("Libraries that it asks for")
    further = listing("Libraries that those ask for")
    declared = {canonicalize_name(Requirement(one).name) for one in PROJECT["dependencies"]}
    assert {canonicalize_name(name) for name in direct} == declared
    assert {canonicalize_name(name) for name in direct | further} == set(PROGRAM)


def test_that_nothing_ships_under_another_kind_of_licence() -> None:
    listed = listing(
        "Fonts and data that come with the program",
        "Libraries that it asks for",
        "Libraries that those ask for",
    )
    for name, licence in listed.items():
        parts = re.split(r" (?:AND|OR) |, ", licence)
        assert parts[0] in FREE, name
        assert not any("NC" in part or "AGPL" in part for part in parts), name


def test_that_texts_that_packages_lack_come_with_the_program() -> None:
    names = {path.name for path in (resources() / "licences").iterdir()}
    assert names == {"GPL-3.0.txt", "LGPL-3.0.txt", "jieba.txt"}
    lesser = (resources() / "licences" / "LGPL-3.0.txt").read_text(encoding="utf-8")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in lesser
    assert (resources() / "fonts" / "OFL.txt").read_text(encoding="utf-8").strip()
