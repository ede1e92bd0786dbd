"""The program in the desktop's menu, and its type of files: put there, found, taken away."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import time
import tomllib
from configparser import RawConfigParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from PIL import Image

from reviewer import __version__
from reviewer.desktop import command, xdg
from reviewer.desktop.entry import entry_for, exec_value
from reviewer.desktop.program import Program, this_program
from reviewer.errors import DesktopError, OutputError
from reviewer.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).resolve().parents[1]
DESKTOP, ICONS = resources() / "desktop", resources() / "icons" / "app"
KIND = "application/x-reviewer-review"
ODD = """a "b" 'c' 100% %f a=b $HOME \\n `d` \\\\ & (e) 政策"""
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="folders with such names")
REAL = Program(("/opt/reviewer/reviewer",))


def needs(tool: str) -> pytest.MarkDecorator:
    """Skips where a program of the desktop's is missing."""
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"there is no {tool}")


def entry_of(text: str) -> dict[str, str]:
    parser = RawConfigParser(delimiters="=", strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # the case counts
    parser.read_string(text)
    return dict(parser["Desktop Entry"])


def unescaped(value: str) -> str:
    """A value of an entry without the escapes that every value may have."""
    return re.sub(r"\\(.)", lambda m: {"s": " ", "n": "\n", "t": "\t"}.get(m[1], m[1]), value)


def command_of(value: str, files: Iterable[str] = ()) -> list[str]:
    """A launcher's reading of ``Exec``: escapes, then quotes, then codes."""
    parts = re.findall(r'"((?:[^"\\]|\\.)*)"|([^\s"]+)', unescaped(value))
    words = [re.sub(r"\\(.)", r"\1", quoted) or plain for quoted, plain in parts]
    found: list[str] = []
    for word in words:
        found.extend(files if word == "%F" else [word.replace("%%", "%")])
    return found


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder, on a desktop that knows of no other program."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "data"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "system"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    return folder


# What lies in the resources


def test_that_the_entry_says_what_menus_ask_for() -> None:
    entry = entry_of((DESKTOP / "reviewer.desktop").read_text(encoding="utf-8"))
    for key in ("GenericName", "Comment", "Keywords"):
        assert entry[key].isascii()
        assert not entry[f"{key}[zh_CN]"].isascii()
    assert (entry["Type"], entry["Exec"], entry["Icon"]) == (
        "Application",
        "reviewer %F",
        "reviewer",
    )
    assert entry["Categories"].startswith("Office;")
    first, *documents = entry["MimeType"].removesuffix(";").split(";")
    assert first == KIND
    assert {"application/pdf", "text/html", "text/plain"} < set(documents)


def test_that_the_type_is_that_of_review_files() -> None:
    kind = etree.parse(DESKTOP / "reviewer-mime.xml").getroot()[0]
    tags = {etree.QName(child).localname: child for child in kind}
    assert kind.get("type") == KIND
    assert tags["glob"].get("pattern") == "*.review"
    assert tags["sub-class-of"].get("type") == "application/vnd.sqlite3"
    assert tags["icon"].get("name") == KIND.replace("/", "-")


@needs("desktop-file-validate")
@pytest.mark.parametrize(
    "program", [None, REAL, Program((f"/opt/{ODD}/x", "-m"), Path(f"/o/{ODD}"))]
)
def test_that_the_entry_is_valid(tmp_path: Path, program: Program | None) -> None:
    text = (DESKTOP / "reviewer.desktop").read_text(encoding="utf-8")
    file = tmp_path / "reviewer.desktop"
    file.write_text(entry_for(program, text) if program else text, encoding="utf-8")
    done = subprocess.run(
        ["desktop-file-validate", file], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["reviewer", "review-file"])
def test_that_icons_have_their_sizes(name: str) -> None:
    for size in xdg.SIZES:
        with Image.open(ICONS / f"{name}-{size}.png") as picture:
            assert picture.size == (size, size)
            assert picture.mode == "RGBA"
    with Image.open(ICONS / f"{name}.ico") as picture:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= picture.info["sizes"]
    with Image.open(ICONS / f"{name}.icns") as picture:
        assert picture.size == (512, 512)


def test_that_all_icons_stay_small() -> None:
    assert sum(path.stat().st_size for path in ICONS.iterdir()) < 200_000


def test_that_a_wheel_brings_the_same_files_to_the_same_places() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    expected = {
        path.relative_to(resources().parent).as_posix(): f"share/{place}"
        for place, path in xdg.sources().items()
    }
    assert shared == expected


# The command that starts the program


@pytest.mark.parametrize(
    "path",
    [
        f"/opt/{ODD}/reviewer",
        "/usr/bin/reviewer",
        "/opt/%f/%%/x",
        "/opt/a=b/x",
        '/"',
        "/a;b|c~d",
        "/#x",
    ],
)
def test_that_a_path_of_any_kind_comes_back(path: str) -> None:
    value = exec_value((path, "-m", "reviewer"))
    found = command_of(value, ["a.pdf", "b c.review"])
    # Some launchers look for the first word as it stands, or take it for a variable.
    assert not set("=%") & set(found[0])
    assert found[-5:] == [
        path, "-m", "reviewer", "a.pdf", "b c.review",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/opt/\udcff/reviewer", "/opt/a\nb/reviewer"])
def test_that_a_path_which_no_entry_can_hold_is_refused(path: str) -> None:
    with pytest.raises(DesktopError, match="move the program to another folder"):
        exec_value((path,))


def test_that_the_running_script_or_frozen_program_is_what_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "reviewer"
    script.touch(mode=0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["reviewer", "desktop"])
    assert this_program() == Program((str(script),))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert this_program() == Program((sys.executable,))


def test_that_a_module_is_started_where_it_can_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [str(ROOT / "reviewer" / "__main__.py")])
    monkeypatch.setattr(sys, "path", [str(ROOT), "/usr/lib/python3"])
    assert this_program() == Program((sys.executable, "-m", "reviewer"), ROOT)
    monkeypatch.setattr(sys, "path", ["/somewhere", str(ROOT)])
    assert this_program() == Program((sys.executable, "-m", "reviewer"))


def started(arguments: list[str], folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments, cwd=folder, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def script_in(folder: Path, source: str) -> Path:
    """An executable as pip writes it into an environment."""
    folder.mkdir(parents=True)
    script = folder / "reviewer"
    script.write_text(f"#!{sys.executable}\nimport sys\n{source}\n", encoding="utf-8")
    script.chmod(0o755)
    return script


@POSIX
def test_that_the_installed_entry_starts_a_script_in_an_odd_folder(
    tmp_path: Path, home: Path
) -> None:
    script = script_in(
        tmp_path / ODD / "bin",
        f"sys.path.insert(0, {str(ROOT)!r})\nfrom reviewer.__main__ import main\nsys.exit(main())",
    )
    answer = started([str(script), "desktop", "install"], tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == (
        "Reviewer stands in the menu now and opens .review files; its entry is "
        f"{home / xdg.ENTRY}.\n"
    )
    entry = entry_of((home / xdg.ENTRY).read_text(encoding="utf-8"))
    answer = started(command_of(entry["Exec"], ["--version"]), tmp_path)
    assert answer.stdout.startswith(f"reviewer {__version__}"), answer.stderr


@POSIX
def test_that_the_installed_entry_starts_a_source_tree(tmp_path: Path, home: Path) -> None:
    copy = tmp_path / ODD
    shutil.copytree(ROOT / "reviewer", copy / "reviewer")
    (copy / "resources").symlink_to(resources())
    answer = started([sys.executable, "-m", "reviewer", "desktop", "install"], copy)
    assert (answer.returncode, answer.stderr) == (0, "")
    entry = entry_of((home / xdg.ENTRY).read_text(encoding="utf-8"))
    assert unescaped(entry["Path"]) == str(copy)
    words = command_of(entry["Exec"], ["--version"])
    answer = started(words, Path(unescaped(entry["Path"])))
    assert answer.stdout.startswith(f"reviewer {__version__}"), answer.stderr


@POSIX
@needs("gio")
def test_that_a_desktop_starts_it_with_the_files(tmp_path: Path, home: Path) -> None:
    told = tmp_path / "told"
    source = f"open({str(told)!r} + '~', 'w').write('\\n'.join(sys.argv))\n"
    script = script_in(
        tmp_path / ODD, f"import os\n{source}os.rename({str(told)!r} + '~', {str(told)!r})"
    )
    file = tmp_path / 'one "two" $3 50%.review'
    file.touch()
    entry = xdg.install(Program((str(script),), tmp_path / ODD), home)
    assert started(["gio", "launch", str(entry), str(file)]).returncode == 0
    until = time.monotonic() + 20
    while not told.exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert told.read_text(encoding="utf-8").split("\n") == [str(script), str(file)]


# What a desktop makes of it


@needs("update-mime-database")
@needs("update-desktop-database")
@needs("xdg-mime")
@needs("gio")
def test_that_a_desktop_knows_the_type_and_who_opens_it(tmp_path: Path, home: Path) -> None:
    xdg.install(REAL_ON_DISK, home)
    file = tmp_path / "x.review"
    file.write_bytes(b"SQLite format 3\x00" + bytes(200))
    assert started(["xdg-mime", "query", "filetype", str(file)]).stdout == f"{KIND}\n"
    assert started(["xdg-mime", "query", "default", KIND]).stdout == "reviewer.desktop\n"
    about = started(["gio", "info", "-a", "standard::icon", str(file)]).stdout
    assert "application-x-reviewer-review" in about
    xdg.remove(home)
    assert started(["xdg-mime", "query", "default", KIND]).stdout == ""


@needs("update-desktop-database")
@needs("xdg-mime")
def test_that_documents_keep_the_program_that_opens_them(tmp_path: Path, home: Path) -> None:
    other = tmp_path / "system" / "applications" / "viewer.desktop"
    other.parent.mkdir(parents=True)
    other.write_text(
        f"[Desktop Entry]\nType=Application\nName=Viewer\nExec={sys.executable} %f\n"
        "MimeType=application/pdf;text/plain;\n",
        encoding="utf-8",
    )
    config = tmp_path / "config" / "mimeapps.list"
    config.parent.mkdir()
    config.write_text("[Default Applications]\ntext/plain=viewer.desktop\n", encoding="utf-8")
    subprocess.run(["update-desktop-database", other.parent], check=True)
    xdg.install(REAL_ON_DISK, home)
    entry = entry_of((home / xdg.ENTRY).read_text(encoding="utf-8"))
    offered = entry["MimeType"].split(";")
    # Where the other is named as the usual one, offering to open takes nothing away.
    assert {KIND, "text/plain", "text/markdown"} < set(offered)
    assert "application/pdf" not in offered
    for kind in ("application/pdf", "text/plain"):
        assert started(["xdg-mime", "query", "default", kind]).stdout == "viewer.desktop\n"


REAL_ON_DISK = Program((sys.executable, "-m", "reviewer"))


@pytest.fixture(params=[True, False], ids=["tools", "no tools"])
def _with_and_without_tools(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if not request.param:
        monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


@pytest.mark.usefixtures("_with_and_without_tools")
def test_that_removing_leaves_nothing(home: Path) -> None:
    home.mkdir()
    xdg.install(REAL, home)
    assert set(xdg.sources()) < set(tree(home))
    assert xdg.remove(home)
    assert tree(home) == {}
    assert not xdg.remove(home)


@pytest.mark.usefixtures("_with_and_without_tools")
def test_that_installing_again_changes_nothing(home: Path) -> None:
    xdg.install(REAL, home)
    before = tree(home)
    xdg.install(REAL, home)
    assert tree(home) == before
    xdg.install(Program(("/opt/moved/reviewer",)), home)
    assert tree(home).keys() == before.keys()
    assert b"\nExec=/opt/moved/reviewer %F\n" in (home / xdg.ENTRY).read_bytes()


@pytest.mark.usefixtures("_with_and_without_tools")
def test_that_files_of_others_stay(home: Path) -> None:
    others = {
        "applications/other.desktop": "[Desktop Entry]\n",
        "mime/packages/other.xml": (DESKTOP / "reviewer-mime.xml").read_text(encoding="utf-8"),
        "icons/hicolor/48x48/apps/other.png": "a picture",
        "reviewer/notes.txt": "something",
    }
    for place, text in others.items():
        (home / place).parent.mkdir(parents=True, exist_ok=True)
        (home / place).write_text(text, encoding="utf-8")
    # What pip brought for the user already is the same, but not ours to take away.
    same = home / "icons/hicolor/16x16/apps/reviewer.png"
    same.parent.mkdir(parents=True)
    shutil.copy(ICONS / "reviewer-16.png", same)
    xdg.install(REAL, home)
    xdg.remove(home)
    left = {place for place in tree(home) if not (home / place).is_dir()}
    assert {*others, "icons/hicolor/16x16/apps/reviewer.png"} <= left
    assert not left & {xdg.ENTRY, "mime/packages/reviewer-mime.xml", "reviewer/desktop-files"}
    assert not (home / "icons/hicolor/512x512").exists()


def test_that_an_entry_of_somebody_else_is_not_overwritten(home: Path) -> None:
    entry = home / xdg.ENTRY
    entry.parent.mkdir(parents=True)
    entry.write_text("[Desktop Entry]\nName=Mine\n", encoding="utf-8")
    before = tree(home)
    with pytest.raises(DesktopError, match="was not written by this command"):
        xdg.install(REAL, home)
    assert tree(home) == before


def test_that_what_a_former_version_wrote_goes_with_the_next(home: Path) -> None:
    xdg.install(REAL, home)
    record, old = home / "reviewer/desktop-files", home / "icons/hicolor/22x22/apps/reviewer.png"
    old.parent.mkdir(parents=True)
    old.touch()
    inside = "icons/hicolor/22x22/apps/reviewer.png"
    outside = home.parent / "precious"
    outside.touch()
    with record.open("a", encoding="utf-8") as file:
        file.write(f"{inside}\n../precious\n{outside}\n")
    xdg.install(REAL, home)
    assert not old.exists()
    xdg.remove(home)
    assert outside.exists()


def test_that_what_cannot_be_written_is_one_sentence(home: Path) -> None:
    home.parent.mkdir(exist_ok=True)
    home.write_text("a file, no folder", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        xdg.install(REAL, home)


@POSIX
def test_that_the_desktops_programs_load_their_own_libraries_in_a_frozen_app(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "bin" / "update-mime-database"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\necho "$LD_LIBRARY_PATH" > {tmp_path}/told\n', encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tool.parent))
    monkeypatch.setenv("LD_LIBRARY_PATH", "/frozen")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    for former in ("/usr/own", ""):
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", former)
        xdg.install(REAL, home)
        assert (tmp_path / "told").read_text(encoding="utf-8") == f"{former}\n"


def test_that_the_data_folder_is_the_users() -> None:
    environment: Mapping[str, str] = {"XDG_DATA_HOME": "/somewhere/else"}
    assert xdg.data_home(environment) == Path("/somewhere/else")
    for value in ("", "relative/folder"):
        assert xdg.data_home({"XDG_DATA_HOME": value}) == Path.home() / ".local" / "share"


@POSIX
def test_that_the_command_speaks_chinese_and_says_when_there_is_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove = [sys.executable, "-m", "reviewer", "desktop", "remove"]
    answer = started(remove, ROOT)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith(f"There is nothing to remove in {home};")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert started(remove, ROOT).stdout.startswith(f"{home} 中没有")


def test_that_macos_is_told_what_brings_it_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(DesktopError, match="application bundle"):
        command.run(command_arguments("install"))


def command_arguments(action: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    return parser.parse_args([action])
