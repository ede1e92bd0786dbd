"""The type of review files in the registry of Windows, on a registry in memory."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer.desktop import command, registry
from reviewer.desktop.program import Program
from reviewer.errors import DesktopError, OutputError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

CLASSES = r"software\classes"
PROGRAM = Program((r"C:\Program Files\reviewer\reviewer.exe",))
ICON = Path("review-file.ico")


class Memory:
    """What ``winreg`` does, with its errors, for the keys of one user."""

    HKEY_CURRENT_USER, REG_SZ, KEY_READ, KEY_WRITE = 1, 1, 2, 4

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, str]] = {}

    def CreateKey(self, key: int, sub_key: str) -> AbstractContextManager[object]:  # noqa: N802
        assert key == self.HKEY_CURRENT_USER
        parts = sub_key.lower().split("\\")
        for count in range(1, len(parts) + 1):
            self.keys.setdefault("\\".join(parts[:count]), {})
        return nullcontext(sub_key.lower())

    def OpenKey(  # noqa: N802
        self, key: int, sub_key: str, reserved: int, access: int
    ) -> AbstractContextManager[object]:
        assert (key, reserved) == (self.HKEY_CURRENT_USER, 0)
        assert access in {2, 6}
        if sub_key.lower() not in self.keys:
            raise FileNotFoundError(2, "no such key")
        return nullcontext(sub_key.lower())

    def SetValueEx(  # noqa: N802
        self, key: object, name: str, reserved: int, kind: int, value: str
    ) -> None:
        assert (reserved, kind) == (0, self.REG_SZ)
        self.keys[str(key)][name] = value

    def QueryValueEx(self, key: object, name: str) -> tuple[object, int]:  # noqa: N802
        if name not in self.keys[str(key)]:
            raise FileNotFoundError(2, "no such value")
        return self.keys[str(key)][name], self.REG_SZ

    def QueryInfoKey(self, key: object) -> tuple[int, int, int]:  # noqa: N802
        return len(self._below(str(key))), len(self.keys[str(key)]), 0

    def DeleteValue(self, key: object, name: str) -> None:  # noqa: N802
        self.QueryValueEx(key, name)
        del self.keys[str(key)][name]

    def DeleteKey(self, key: int, sub_key: str) -> None:  # noqa: N802
        assert key == self.HKEY_CURRENT_USER
        name = sub_key.lower()
        if name not in self.keys:
            raise FileNotFoundError(2, "no such key")
        if self._below(name):
            raise PermissionError(13, "Access is denied")
        del self.keys[name]

    def _below(self, name: str) -> list[str]:
        return [one for one in self.keys if one.startswith(f"{name}\\")]


@pytest.fixture
def memory() -> Memory:
    made = Memory()
    made.CreateKey(1, CLASSES)
    return made


def test_that_review_files_are_opened_with_the_program(memory: Memory) -> None:
    assert registry.install(PROGRAM, ICON, memory).endswith(r"\Classes\Reviewer.Review")
    kind = rf"{CLASSES}\reviewer.review"
    assert memory.keys[rf"{CLASSES}\.review"] == {"": "Reviewer.Review"}
    assert memory.keys[rf"{kind}\defaulticon"] == {"": "review-file.ico"}
    assert memory.keys[rf"{kind}\shell\open\command"] == {
        "": r'"C:\Program Files\reviewer\reviewer.exe" "%1"'
    }


def test_that_a_module_is_started_with_its_arguments() -> None:
    program = Program((r"C:\py\pythonw.exe", "-m", "reviewer"))
    assert registry.command_line(program) == r'"C:\py\pythonw.exe" -m reviewer "%1"'


def test_that_removing_leaves_nothing(memory: Memory) -> None:
    before = set(memory.keys)
    registry.install(PROGRAM, ICON, memory)
    registry.install(PROGRAM, ICON, memory)
    assert registry.remove(memory)
    assert set(memory.keys) == before
    assert not registry.remove(memory)


def test_that_what_others_noted_stays(memory: Memory) -> None:
    memory.CreateKey(1, rf"{CLASSES}\.review\OpenWithList")
    memory.SetValueEx(rf"{CLASSES}\.review", "", 0, 1, "Other.Kind")
    memory.CreateKey(1, rf"{CLASSES}\Other.Kind")
    before = {name: dict(values) for name, values in memory.keys.items()}
    for _ in range(2):
        registry.install(PROGRAM, ICON, memory)
    registry.remove(memory)
    assert memory.keys == before


def test_that_a_name_without_a_kind_is_left_without_one(memory: Memory) -> None:
    memory.CreateKey(1, rf"{CLASSES}\.review\OpenWithList")
    registry.install(PROGRAM, ICON, memory)
    registry.remove(memory)
    assert memory.keys[rf"{CLASSES}\.review"] == {}


def test_that_a_kind_chosen_afterwards_stays(memory: Memory) -> None:
    registry.install(PROGRAM, ICON, memory)
    memory.SetValueEx(rf"{CLASSES}\.review", "", 0, 1, "Other.Kind")
    registry.remove(memory)
    assert memory.keys[rf"{CLASSES}\.review"] == {"": "Other.Kind"}


def test_that_the_command_says_what_it_did(
    memory: Memory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "reviewer.exe"
    script.touch(mode=0o755)
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "reviewer")])
    monkeypatch.setitem(sys.modules, "winreg", memory)
    assert "with this program now" in command._on_windows("install", "en")
    line = memory.keys[rf"{CLASSES}\reviewer.review\shell\open\command"][""]
    assert line == f'"{script}" "%1"'
    icon = memory.keys[rf"{CLASSES}\reviewer.review\defaulticon"][""]
    assert Path(icon).is_file()
    assert "no longer" in command._on_windows("remove", "en")
    assert "nothing to remove" in command._on_windows("remove", "en")


def test_that_a_source_tree_is_refused(memory: Memory) -> None:
    program = Program(("python.exe", "-m", "reviewer"), Path())
    with pytest.raises(DesktopError, match="pip install"):
        registry.install(program, ICON, memory)


def test_that_a_registry_that_may_not_be_changed_is_one_sentence(memory: Memory) -> None:
    registry.install(PROGRAM, ICON, memory)
    # Somebody else put a key below ours.
    memory.CreateKey(1, rf"{CLASSES}\Reviewer.Review\shell\print")
    with pytest.raises(OutputError, match="Access is denied"):
        registry.remove(memory)
