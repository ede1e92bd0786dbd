"""What the program asks of the system that not every system has."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "reviewer"
SOURCES = sorted(PACKAGE.rglob("*.py"))
# Modules and functions of some systems alone. Where one is used, an alternative stands beside it:
# in another branch of a question for the system, or behind an import that may fail.
PARTIAL_MODULES = {"fcntl", "grp", "msvcrt", "pwd", "resource", "termios", "winreg", "_winapi"}
PARTIAL_FUNCTIONS = {
    "os.chown", "os.fork", "os.forkpty", "os.geteuid", "os.getuid", "os.killpg", "os.mkfifo",
    "os.nice", "os.setsid", "os.symlink", "os.uname", "signal.SIGALRM", "signal.SIGKILL",
    "signal.SIGUSR1", "signal.alarm", "signal.setitimer",
}  # fmt: skip


def asks_for_the_system(node: ast.AST) -> bool:
    """Whether a statement decides by the system, or lives with its answer."""
    if isinstance(node, ast.If | ast.IfExp):
        test = ast.unparse(node.test)
        return "sys.platform" in test or "os.name" in test
    if isinstance(node, ast.Try):
        caught = " ".join(ast.unparse(one.type) for one in node.handlers if one.type)
        return "ImportError" in caught or "AttributeError" in caught
    return False


def partial_uses(tree: ast.AST) -> list[str]:
    """What stands in a module without a question for the system around it."""
    found = []

    def walk(node: ast.AST, *, asked: bool) -> None:
        asked = asked or asks_for_the_system(node)
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names if one.name in PARTIAL_MODULES]
        elif isinstance(node, ast.ImportFrom) and node.module in PARTIAL_MODULES:
            names = [str(node.module)]
        elif isinstance(node, ast.Attribute) and ast.unparse(node) in PARTIAL_FUNCTIONS:
            names = [ast.unparse(node)]
        if not asked:
            found.extend(names)
        for child in ast.iter_child_nodes(node):
            walk(child, asked=asked)

    walk(tree, asked=False)
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_that_what_some_systems_lack_has_an_alternative(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert partial_uses(tree) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import os\nos.fork()", ["os.fork"]),
        ("import resource", ["resource"]),
        ("try:\n    import resource\nexcept ImportError:\n    pass", []),
        ("if sys.platform == 'win32':\n    pass\nelse:\n    os.nice(5)", []),
    ],
)
def test_that_the_search_finds_what_it_should(source: str, expected: list[str]) -> None:
    assert partial_uses(ast.parse(source)) == expected


def test_that_processes_are_never_forked() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    assert text.count("multiprocessing.get_context(") == text.count('get_context("spawn")')
    assert "multiprocessing.Process(" not in text
    assert "set_start_method" not in text


_READERS = {"read_text", "write_text", "TextIOWrapper"}
_OPENERS = {"open", "fdopen"}


def without_encoding(tree: ast.AST) -> list[int]:
    """The lines where a text is read or written in whatever encoding the system prefers."""
    found = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name)):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        # A mode tells a file apart from dialogs, archives and the like, which are opened too.
        modes = [ast.unparse(one).strip("'\"") for one in node.args]
        text = any(re.fullmatch("[rwxat+]+", mode) for mode in modes)
        named = any(keyword.arg == "encoding" for keyword in node.keywords)
        if not named and (name in _READERS or (name in _OPENERS and text)):
            found.append(node.lineno)
    return found


def test_that_every_text_file_names_its_encoding() -> None:
    """Without it Windows reads and writes in the encoding of its region."""
    assert without_encoding(ast.parse("path.open('r')")) == [1]
    assert without_encoding(ast.parse("path.open('rb')")) == []
    missing = {
        f"{path.name}:{line}"
        for path in SOURCES
        for line in without_encoding(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert missing == set()


def test_that_no_path_of_one_system_is_written_down() -> None:
    folders = tuple(f"/{name}/" for name in ("tmp", "var", "home"))
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not node.value.startswith(folders), path
