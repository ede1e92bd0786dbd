"""What is kept for the next start is the same as what is made anew, and ours alone."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from reviewer.analysis.arrays import as_arrays
from reviewer.analysis.tables import Entry, Tables, compiled
from reviewer.analysis.worded import Worded
from reviewer.model.policy import LocalizedText
from reviewer.model.rules import MachineTest, Rulebook
from reviewer.store import bundled as bundled_rulebook
from reviewer.store import kept, rulebook
from reviewer.store.plain import as_plain, from_plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ENTRIES = [
    Entry("one", "en", tuple(f"we sell lamp number {n} ... oil*" for n in range(600))),
    Entry("two", "zh", ("我们出售...灯", "reali*ed"), placed=False),
]
VOCABULARY: Mapping[str, Mapping[str, tuple[str, ...]]] = {"en": {"goods": ("lamp", "oil")}}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("reviewer.paths.cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def arrays(tables: Tables) -> dict[str, list[Any]]:
    return {name: np.asarray(one).tolist() for name, one in as_arrays(tables)}


def refuse(*_: object) -> Any:  # noqa: ANN401 - it stands in for anything
    pytest.fail("it was made anew")


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.kept"))


def test_that_the_rulebook_that_was_kept_is_the_one_that_was_read(
    bundled: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bundled_rulebook.rulebook() == bundled
    monkeypatch.setattr(rulebook, "load", refuse)
    assert bundled_rulebook.rulebook() == bundled


def test_that_a_changed_file_is_read_anew(
    folder: Path, bundled: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled_rulebook.rulebook()
    changed = replace(bundled, version="another")
    monkeypatch.setattr(bundled_rulebook, "_files", lambda: iter([b"version.yaml", b"another"]))
    monkeypatch.setattr(rulebook, "load", lambda: changed)
    assert bundled_rulebook.rulebook().version == "another"
    assert len(files(folder)) == 2


def test_that_tables_that_were_kept_are_those_that_were_compiled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = arrays(compiled(ENTRIES, VOCABULARY))
    assert arrays(bundled_rulebook.tables(ENTRIES, VOCABULARY)) == made
    monkeypatch.setattr("reviewer.analysis.tables.compiled", refuse)
    assert arrays(bundled_rulebook.tables(ENTRIES, VOCABULARY)) == made


@pytest.mark.parametrize(
    "entries",
    [
        [ENTRIES[0], replace(ENTRIES[1], placed=True)],
        [ENTRIES[0], replace(ENTRIES[1], key="three")],
        [ENTRIES[0], replace(ENTRIES[1], phrases=("我们出售", "...灯", "reali*ed")[:1])],
        ENTRIES[::-1],
    ],
)
def test_that_other_entries_have_other_tables(folder: Path, entries: list[Entry]) -> None:
    bundled_rulebook.tables(ENTRIES, VOCABULARY)
    assert arrays(bundled_rulebook.tables(entries, VOCABULARY)) == arrays(
        compiled(entries, VOCABULARY)
    )
    assert len(files(folder)) == 2


def test_that_the_phrases_of_a_rulebook_are_told_once(folder: Path) -> None:
    read = bundled_rulebook.rulebook()
    made = arrays(bundled_rulebook.tables_of(read, lambda: ENTRIES))
    others = replace(read, checklists=())
    assert arrays(bundled_rulebook.tables_of(others, refuse)) == made
    assert len(files(folder)) == 2


def test_that_a_rulebook_with_other_phrases_has_other_tables(bundled: Rulebook) -> None:
    read = bundled_rulebook.rulebook()
    bundled_rulebook.tables_of(read, lambda: ENTRIES)
    for changed in (replace(read, neutral=()), bundled):
        found = bundled_rulebook.tables_of(changed, lambda: ENTRIES[::-1])
        vocabulary = {words.language: words.words for words in changed.vocabulary}
        assert arrays(found) == arrays(compiled(ENTRIES[::-1], vocabulary))


def test_that_few_phrases_are_not_kept(folder: Path) -> None:
    bundled_rulebook.tables(ENTRIES[1:], VOCABULARY)
    assert not folder.exists()


def test_that_wordings_that_were_kept_are_those_that_were_worked_out(
    bundled: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {language: Worded.of(bundled.wording, language) for language in ("en", "zh")}
    for _ in range(2):
        for language, one in made.items():
            found = bundled_rulebook.worded(bundled.wording, language)
            assert (found.heads, found.told) == (one.heads, one.told)
            assert found.masks.tolist() == one.masks.tolist()
            assert found.always.tolist() == one.always.tolist()
        monkeypatch.setattr(Worded, "of", refuse)


def test_that_another_wording_is_worked_out_anew(folder: Path, bundled: Rulebook) -> None:
    fewer = replace(bundled.wording, lists=bundled.wording.lists[1:])
    silent = replace(bundled.wording, denials=())
    for wording in (bundled.wording, fewer, silent):
        found = bundled_rulebook.worded(wording, "en")
        assert found.told == Worded.of(wording, "en").told
    assert len(files(folder)) == 3


@pytest.mark.parametrize("damage", [b"", b"[]", b"{", b"PK\x03\x04", b"\xff" * 200])
def test_that_damaged_files_are_made_anew(folder: Path, bundled: Rulebook, damage: bytes) -> None:
    for _ in range(2):
        assert bundled_rulebook.rulebook() == bundled
        assert arrays(bundled_rulebook.tables(ENTRIES, VOCABULARY)) == arrays(
            compiled(ENTRIES, VOCABULARY)
        )
        for path in files(folder):
            path.write_bytes(damage)


def test_that_half_a_file_is_made_anew(folder: Path, bundled: Rulebook) -> None:
    bundled_rulebook.rulebook()
    bundled_rulebook.tables(ENTRIES, VOCABULARY)
    for path in files(folder):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert bundled_rulebook.rulebook() == bundled
    assert arrays(bundled_rulebook.tables(ENTRIES, VOCABULARY)) == arrays(
        compiled(ENTRIES, VOCABULARY)
    )


@pytest.mark.skipif(os.name != "posix", reason="other systems keep it in the user's profile")
def test_that_a_folder_in_which_others_write_is_not_used(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    kept.write("rulebook", "key", b"data")
    assert not files(folder)
    (folder / "rulebook-key.kept").write_bytes(b"from another")
    assert kept.read("rulebook", "key") is None


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_that_folder_and_files_are_private(folder: Path) -> None:
    kept.write("rulebook", "key", b"data")
    assert kept.read("rulebook", "key") == b"data"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert files(folder)[0].stat().st_mode & 0o777 == 0o600


def test_that_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands there", encoding="utf-8")
    kept.write("rulebook", "key", b"data")
    assert kept.read("rulebook", "key") is None


def test_that_only_the_latest_few_are_kept(folder: Path) -> None:
    for number in range(6):
        kept.write("rulebook", f"key{number}", b"data")
        os.utime(folder / f"rulebook-key{number}.kept", ns=(number, number))
    kept.write("tables", "key", b"data")
    assert [path.name for path in files(folder)] == [
        *(f"rulebook-key{number}.kept" for number in (3, 4, 5)),
        "tables-key.kept",
    ]


def test_that_plain_values_lead_back() -> None:
    test = MachineTest(attribute="age", disclosure="minors", at_least=14.0)  # type: ignore[arg-type]
    plain = json.loads(json.dumps(as_plain(test)))
    assert plain == ["age", "minors", 14.0, None, False]
    assert from_plain(MachineTest, plain) == test
    with pytest.raises(ValueError, match="zip"):
        from_plain(LocalizedText, ["one"])
    with pytest.raises(KeyError):
        from_plain(MachineTest, ["no such kind", "minors", None, None, False])
