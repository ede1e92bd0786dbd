"""Fonts of the computer that stand in for bundled ones."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer import i18n
from reviewer.errors import FontMissing
from reviewer.paths import resources
from reviewer.report import fonts as font_module
from reviewer.report import system_fonts
from reviewer.report.font_tables import covers, faces
from reviewer.report.fonts import Fonts
from reviewer.report.pdf import ReportOptions, write_report
from reviewer.report.system_fonts import SystemFonts, folders, missing, needed
from tests.report import font_files, samples
from tests.report.extraction import Extracted, bare, extracted, font_names
from tests.report.font_files import HAN, HAN_BOLD, LATIN, LATIN_BOLD, bundled

if TYPE_CHECKING:
    from collections.abc import Callable

_ROOT = Path(__file__).resolve().parents[2]


def regular(folder: Path, *, chinese: bool = False, platform: str = "linux") -> list[str]:
    """The families that can stand in for a regular font."""
    found = SystemFonts((folder,), platform).regular(chinese=chinese)
    return [face.family for face in found]


def installation(folder: Path, *names: str) -> Path:
    """A folder with some of the bundled fonts."""
    place = folder / "bundled"
    place.mkdir()
    for name in names:
        (place / name).write_bytes(bundled(name))
    return place


def system(folder: Path, **files: bytes) -> Path:
    """A folder with fonts of a computer, by the stem of their files."""
    place = folder / "system"
    place.mkdir(exist_ok=True)
    for stem, data in files.items():
        (place / f"{stem}.{'ttc' if data.startswith(b'ttcf') else 'ttf'}").write_bytes(data)
    return place


def latin(family: str) -> bytes:
    return font_files.named(bundled(LATIN), family)


def han(family: str) -> bytes:
    """The bold font, which is the smaller one, as a regular one of another family."""
    return font_files.with_weight(font_files.named(bundled(HAN_BOLD), family), 400)


def test_that_nothing_is_searched_where_the_bundled_fonts_are_there() -> None:
    script = (
        "import sys; from reviewer.report import fonts; assert fonts.load().stand_ins == ();"
        "print([name for name in sys.modules if 'system_fonts' in name or 'font_tables' in name])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=_ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_a_whole_report_is_written_with_stand_ins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    place = system(tmp_path, b=han("Wayside Hei"), a=latin("Wayside Sans"))
    review = samples.review(samples.CHINESE, "zh")

    def write() -> bytes:
        found = Fonts(tmp_path, (place,))
        monkeypatch.setattr(font_module, "load", lambda: found)
        return write_report(review, samples.rulebook(), ReportOptions(language=language))

    data = write()
    report = extracted(data)
    for line in review.policy.text.splitlines():
        assert bare(line) in report.text
    assert {name.partition("+")[2] for name in font_names(data)} == {"WaysideHei", "WaysideSans"}
    assert bare(f"{HAN}: Wayside Hei 1.5").replace(":", "") in re.sub("[:：]", "", report.text)
    assert bare({"en": "Fonts used in place of others", "zh": "替代字体"}[language]) in report.text
    assert bare({"en": ": the regular font", "zh": "：以常规字体代替"}[language]) in report.text
    assert str(tmp_path).encode() not in data
    assert write() == data


def test_that_one_file_can_stand_in_for_both_scripts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Fonts(tmp_path, (system(tmp_path, a=han("Wayside Hei")),))
    monkeypatch.setattr(font_module, "load", lambda: found)
    review = samples.review(f"{samples.ENGLISH}🍪\n{samples.CHINESE}", "zh")
    data = write_report(review, samples.rulebook(), ReportOptions(language="en"))
    report = extracted(data)
    for line in review.policy.text.splitlines():
        assert bare(line) in report.text
    assert len({name.partition("+")[2] for name in font_names(data)}) == 2


def test_that_a_report_with_its_own_fonts_does_not_speak_of_others(report: Extracted) -> None:
    assert "Fontsusedinplaceofothers" not in report.text
    assert "替代字体" not in report.text


def test_that_only_what_is_missing_is_replaced(tmp_path: Path) -> None:
    bold = font_files.named(bundled(LATIN_BOLD), "Noto Sans")
    place = system(tmp_path, bold=bold, other=latin("Arial"))
    found = Fonts(installation(tmp_path, LATIN, HAN, HAN_BOLD), (place,))
    assert [(each.file, each.font) for each in found.stand_ins] == [(LATIN_BOLD, "Noto Sans 1.5")]
    assert found.runs("it", bold=True) == [("reviewer-latin-bold", "it")]


def test_that_the_regular_font_stands_in_for_a_bold_one_of_no_known_family(tmp_path: Path) -> None:
    place = system(tmp_path, bold=font_files.named(bundled(LATIN_BOLD), "Arial"))
    found = Fonts(installation(tmp_path, LATIN, HAN, HAN_BOLD), (place,))
    assert [(each.file, each.font) for each in found.stand_ins] == [(LATIN_BOLD, "")]
    assert found.runs("it", bold=True) == [("reviewer-latin", "it")]


def test_that_bold_comes_from_the_family_that_stands_in(tmp_path: Path) -> None:
    place = system(
        tmp_path,
        regular=latin("Arial"),
        a_bold=font_files.named(bundled(LATIN_BOLD), "Tahoma"),
        b_bold=font_files.named(bundled(LATIN_BOLD), "ARIAL", "Version 2"),
    )
    found = Fonts(installation(tmp_path, HAN, HAN_BOLD), (place,))
    assert [each.font for each in found.stand_ins] == ["Arial 1.5", "ARIAL 2"]


def test_that_a_healthy_bundled_font_stands_in_for_another(tmp_path: Path) -> None:
    found = Fonts(installation(tmp_path, HAN, HAN_BOLD), ())
    assert [each.file for each in found.stand_ins] == [LATIN, LATIN_BOLD]
    assert all(each.font.startswith("Noto Sans SC") for each in found.stand_ins)


@pytest.mark.parametrize("kept", [0, 4, 1000, 300_000])
def test_that_a_damaged_bundled_font_is_replaced(tmp_path: Path, kept: int) -> None:
    place = installation(tmp_path, HAN, HAN_BOLD, LATIN_BOLD)
    (place / LATIN).write_bytes(bundled(LATIN)[:kept])
    found = Fonts(place, (system(tmp_path, a=latin("Arial")),))
    assert [(each.file, each.font) for each in found.stand_ins] == [(LATIN, "Arial 1.5")]


def test_that_a_font_without_a_replacement_mark_shows_its_own(tmp_path: Path) -> None:
    one = Fonts(installation(tmp_path, HAN, HAN_BOLD), ())
    face = one._fonts["reviewer-latin"].face
    face.charToGlyph.pop(0xFFFD, None)
    assert one.missing("🍪") == {"🍪": 1}
    assert one.advances("🍪") == [face.defaultWidth / 1000]
    assert one.runs("🍪") == [("reviewer-latin", "🍪")]


def test_that_known_families_come_first_by_platform_then_all_others_by_place(
    tmp_path: Path,
) -> None:
    (tmp_path / "inner").mkdir()
    for name, family in {
        "a": "Yonder",
        "inner/b": "Roadside",
        "c": "Arial",
        "d": "DejaVu Sans",
        "e": "Segoe UI",
    }.items():
        (tmp_path / f"{name}.ttf").write_bytes(latin(family))
    assert regular(tmp_path) == ["DejaVu Sans", "Segoe UI", "Arial", "Yonder", "Roadside"]
    assert regular(tmp_path, platform="win32")[:2] == ["Segoe UI", "Arial"]
    assert regular(tmp_path, platform="darwin")[0] == "Arial"
    assert regular(tmp_path, platform="plan9") == regular(tmp_path)


def test_that_odd_faces_of_a_family_come_behind_or_not_at_all(tmp_path: Path) -> None:
    sans = latin("Noto Sans")
    place = system(
        tmp_path,
        a=font_files.with_weight(font_files.named(sans, "Noto Sans", "thin"), 100),
        b=font_files.slanted(font_files.named(sans, "Noto Sans", "slanted")),
        c=font_files.with_numbers(font_files.named(sans, "Noto Sans", "narrow"), "OS/2", 6, 3),
        d=font_files.named(sans, "Noto Sans", "regular"),
        e=font_files.named(sans, "Unheard Of", "stranger"),
        f=font_files.with_numbers(font_files.named(sans, "Un", "monospaced"), "post", 12, 0, 1),
        g=font_files.with_numbers(font_files.named(sans, "Un", "serif"), "OS/2", 32, 0x0202),
    )
    found = SystemFonts((place,), "linux").regular(chinese=False)
    order = ["regular", "narrow", "stranger", "serif", "monospaced", "thin"]
    assert [face.version for face in found] == order


def test_that_a_font_of_a_collection_is_found(tmp_path: Path) -> None:
    place = system(tmp_path, both=font_files.collection(latin("Way"), han("Wayside Hei")))
    (face,) = SystemFonts((place,)).regular(chinese=True)
    assert (face.index, face.family) == (1, "Wayside Hei")
    found = Fonts(installation(tmp_path, LATIN, LATIN_BOLD), (place,))
    assert [each.font for each in found.stand_ins] == ["Wayside Hei 1.5", ""]
    assert found.missing("隐私政策，《个人信息》“保护”……") == {}


@pytest.mark.parametrize(("rights", "allowed"), [(0, True), (4, True), (8, True), (2, False),
                                                 (0x100, False), (0x208, False)])  # fmt: skip
def test_that_licence_bits_are_heeded(tmp_path: Path, rights: int, *, allowed: bool) -> None:
    place = system(tmp_path, a=font_files.with_rights(latin("Arial"), rights))
    assert regular(place) == ["Arial"] * allowed
    if not allowed:
        with pytest.raises(FontMissing):
            Fonts(tmp_path, (place,))


def _otf(font: bytes) -> bytes:
    return b"OTTO" + font[4:]


def _without_han(font: bytes) -> bytes:
    return font_files.with_table(font, "cmap", font_files.table(bundled(LATIN), "cmap"))


def _one_shape_for_all(font: bytes) -> bytes:
    groups = b"".join(struct.pack(">3L", code, code, 5) for code in range(0x20, 0x9FFF))
    head = struct.pack(">2H2HL", 0, 1, 3, 10, 12)
    body = struct.pack(">2H3L", 12, 0, 16 + len(groups), 0, len(groups) // 12)
    return font_files.with_table(font, "cmap", head + body + groups)


def _endless_map(font: bytes) -> bytes:
    head = struct.pack(">2H2HL", 0, 1, 3, 10, 12)
    body = struct.pack(">2H3L3L", 12, 0, 28, 0, 1, 0, 0xFFFFFFFF, 1)
    return font_files.with_table(font, "cmap", head + body)


def _symbols(font: bytes) -> bytes:
    old = font_files.table(font, "cmap")
    (count,) = struct.unpack_from(">H", old, 2)
    row = 4 + 8 * (count - 1)
    return font_files.with_table(
        font, "cmap", old[:row] + struct.pack(">2H", 3, 0) + old[row + 4 :]
    )


def _without_outlines(font: bytes) -> bytes:
    return font_files.with_table(font, "loca", bytes(len(font_files.table(font, "loca"))))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda _: b"no font at all",
        lambda font: font[:500],
        lambda font: font[:-20_000],
        lambda font: font_files.without_table(font, "glyf"),
        lambda font: font_files.without_table(font, "OS/2"),
        lambda font: b"ttcf" + font[4:8] + b"\xff\xff\xff\xff" + font[12:],
        lambda font: font_files.collection(font, font)[:100],
        lambda font: font_files.with_numbers(font, "head", 18, 0),
        lambda font: font_files.with_numbers(font, "maxp", 4, 20),
        _otf,
        _without_han,
        _one_shape_for_all,
        _endless_map,
        _symbols,
        _without_outlines,
    ],
)
def test_that_what_reportlab_could_not_draw_is_passed_over(
    tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    place = system(tmp_path, a=spoil(han("Noto Sans SC")), z=han("Unheard Of"))
    assert regular(place, chinese=True) == ["Unheard Of"]


def test_that_a_font_which_only_reportlab_refuses_is_passed_over(tmp_path: Path) -> None:
    odd = font_files.with_numbers(latin("Noto Sans"), "name", 0, 1)  # a newer kind of names
    worse = font_files.with_numbers(latin("Noto Sans"), "hhea", 34, 0)
    shapes = font_files.table(bundled(LATIN), "glyf")
    worst = font_files.with_table(latin("Noto Sans"), "glyf", shapes[: len(shapes) // 2])
    place = system(tmp_path, a=odd, b=worse, c=worst, z=latin("Arial"))
    assert regular(place) == ["Noto Sans", "Noto Sans", "Noto Sans", "Arial"]
    found = Fonts(installation(tmp_path, HAN, HAN_BOLD, LATIN_BOLD), (place,))
    assert [each.font for each in found.stand_ins] == ["Arial 1.5"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 4000), st.binary(min_size=1, max_size=8)))
)
def test_that_no_file_stops_the_search(
    tmp_path: Path, changes: list[tuple[int, int, bytes]]
) -> None:
    data = bytearray(latin("Wayside"))
    end = len(data) - 4000
    for where, offset, new in changes:
        place = offset + where * end
        data[place : place + len(new)] = new
    path = tmp_path / "a.ttf"
    path.write_bytes(data)
    for face in faces(path):
        assert covers(face, needed(chinese=False)) in {True, False}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_that_links_in_circles_pipes_and_folders_are_harmless(tmp_path: Path) -> None:
    place = system(tmp_path, z=latin("Arial"))
    (place / "around").symlink_to(place, target_is_directory=True)
    (place / "itself.ttf").symlink_to(place / "itself.ttf")
    (place / "lost.ttf").symlink_to(place / "nothing.ttf")
    (place / "folder.ttf").mkdir()
    os.mkfifo(place / "pipe.ttf")
    assert regular(place) == ["Arial"]
    assert regular(place / "nowhere") == []


def test_that_likely_files_are_looked_into_before_the_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = system(tmp_path, aaa=b"", aab=b"", msyh=latin("Microsoft YaHei"), b=latin("Beyond"))
    monkeypatch.setattr(system_fonts, "_FILES", 3)
    assert regular(place) == ["Microsoft YaHei"]
    monkeypatch.setattr(system_fonts, "_ENTRIES", 2)
    assert regular(place) == []


def test_that_a_font_that_stands_in_can_write_the_reports_own_words() -> None:
    known = set(needed(chinese=True) + needed(chinese=False))
    words = (resources() / "locale" / "zh_CN" / "LC_MESSAGES" / "report.po").read_text("utf-8")
    rules = [path.read_text("utf-8") for path in (resources() / "rulebook").rglob("*.yaml")]
    own = {char for char in words.join(rules) if not char.isspace()}
    assert {char for char in own if "\u4e00" <= char <= "\u9fff"} <= known
    assert len({char for char in own - known if not char.isascii()}) < 20


@pytest.mark.parametrize(
    ("computer", "chinese", "wanted"),
    [
        (("linux", {"ID": "debian"}), True, "install the package fonts-wqy-microhei, or"),
        (("linux", {"ID": "ubuntu", "ID_LIKE": "debian"}), False, "package fonts-dejavu-core, or"),
        (("linux", {"ID": "fedora"}), True, "install Noto Sans SC as a TrueType font (TTF), or"),
        (("win32", {}), True, "“Chinese (Simplified) Supplemental Fonts”"),
        (("win32", {}), False, "install Noto Sans as a TrueType font (TTF), or"),
        (("darwin", {}), True, "install Noto Sans SC as a TrueType font (TTF), or"),
    ],
)
def test_that_a_sentence_names_what_to_install(
    computer: tuple[str, dict[str, str]], *, chinese: bool, wanted: str
) -> None:
    platform, release = computer
    error = missing(HAN, chinese=chinese, platform=platform, release=lambda: release)
    assert wanted in str(error)
    assert str(error).endswith("or install the program again.")
    told = i18n.sentence(error, "zh")
    assert HAN in told
    assert told.endswith("或重新安装本程序。")


def test_that_a_computer_that_does_not_name_its_system_gets_a_sentence_too() -> None:
    def release() -> dict[str, str]:
        raise FileNotFoundError

    assert "Noto Sans SC" in str(missing(HAN, chinese=True, platform="linux", release=release))


def test_that_the_chinese_font_is_told_first_for_it_helps_with_both(tmp_path: Path) -> None:
    with pytest.raises(FontMissing, match=re.escape(HAN)):
        Fonts(tmp_path, ())


def test_that_fonts_are_looked_for_where_each_platform_keeps_them(tmp_path: Path) -> None:
    home = tmp_path / "me"
    found = folders("linux", {"XDG_DATA_DIRS": "/opt/share:beside"}, home)
    assert found[0] == Path("/opt/share/fonts")
    assert set(found) == {
        Path("/opt/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    }
    assert folders("linux", {"XDG_DATA_HOME": "/data"}, home)[-2] == Path("/data/fonts")
    assert folders("darwin", {}, home)[-1] == home / "Library" / "Fonts"
    windows = folders("win32", {"WINDIR": "W:", "LOCALAPPDATA": "L:"}, home)
    assert windows == (Path("W:", "Fonts"), Path("L:", "Microsoft", "Windows", "Fonts"))
    assert len(folders()) >= 2


def test_that_a_stand_in_does_not_enter_the_next_report(tmp_path: Path, english: Extracted) -> None:
    place = tmp_path / "bundled"
    shutil.copytree(resources() / "fonts", place)
    (place / LATIN).unlink()
    Fonts(place, (system(tmp_path, a=latin("Wayside")),)).register()
    review = samples.review()
    data = write_report(review, samples.rulebook(), ReportOptions(language="en"))
    assert data == english.data
