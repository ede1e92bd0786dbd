"""Fonts of the computer that stand in where a bundled one is missing or damaged.

A known good family comes first, then whatever fits, always in the same order:
the same computer writes the same report.
"""

from __future__ import annotations

import os
import platform as computer
import sys
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import FontMissing
from reviewer.report.font_tables import Face, covers, faces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_SUFFIXES = frozenset({".ttf", ".ttc"})
# A computer of a designer holds a few thousand fonts; half a millisecond is spent on each.
_ENTRIES, _FILES = 50_000, 4000

_REGULAR, _BOLD, _NORMAL_WIDTH = 400, 700, 5
_LIGHTEST, _LEAST_BOLD = 250, 600

_LATIN = {
    "linux": ("Noto Sans", "DejaVu Sans", "Liberation Sans", "Open Sans", "Roboto", "FreeSans"),
    "win32": ("Segoe UI", "Arial", "Calibri", "Tahoma", "Verdana"),
    "darwin": ("Helvetica Neue", "Helvetica", "Arial", "Verdana"),
}
_CHINESE = {
    "linux": (
        "Noto Sans SC",
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        "Source Han Sans CN",
        "WenQuanYi Micro Hei",
        "WenQuanYi Zen Hei",
        "Noto Sans TC",
        "Droid Sans Fallback",
        "AR PL UMing CN",
        "AR PL UKai CN",
    ),
    "win32": ("Microsoft YaHei", "DengXian", "SimHei", "SimSun", "KaiTi", "FangSong"),
    "darwin": (
        "Hiragino Sans GB",
        "PingFang SC",
        "Heiti SC",
        "STHeiti",
        "Songti SC",
        "STSong",
        "Arial Unicode MS",
    ),
}
# Bundled for Chinese, with Latin letters that are better than those of a stranger.
_LAST_KNOWN = "Noto Sans SC"
# How the files of these families are named, to look into them before the bound is reached.
_LIKELY = (
    *("notosans-", "notosanssc", "notosanscjk", "sourcehansans", "wqy-", "wenquanyi", "droidsans"),
    *("uming", "ukai", "msyh", "deng", "sim", "hiragino", "pingfang", "stheiti", "songti"),
    *("dejavusans", "liberationsans", "opensans", "roboto", "segoeui", "arial", "helvetica"),
)

_MARKS = "“”‘’…—"
_LATIN_TEXT = "".join(map(chr, range(0x20, 0x7F))) + _MARKS + "–·§©×"


@cache
def needed(*, chinese: bool) -> str:
    """The characters without which a font cannot stand in.

    For Chinese all 6,763 of GB 2312, which the report's own words and any
    ordinary policy in simplified characters keep to, and the punctuation.
    """
    if not chinese:
        return _LATIN_TEXT
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    han = "".join(pair.decode("gb2312", "ignore") for pair in pairs)
    return f"{han}，。、；：？！（）《》【】{_MARKS}"


class SystemFonts:
    """The fonts in some folders.

    Args:
        folders: looked through in this order, with all that is in them.
        platform: whose families come first, as ``sys.platform`` names it.
    """

    def __init__(self, folders: Sequence[Path], platform: str = sys.platform) -> None:
        self._folders = tuple(folders)
        self._platform = platform if platform in _LATIN else "linux"

    @cached_property
    def _faces(self) -> tuple[Face, ...]:
        """All upright fonts that may be embedded."""
        files = _bounded(list(_files(self._folders)))
        return tuple(face for path in files for face in faces(path) if face.upright)

    def regular(self, *, chinese: bool) -> Iterator[Face]:
        """Fonts that can stand in for a regular one, the best first."""
        ranks = self._ranks(_CHINESE if chinese else _LATIN)

        def order(face: Face) -> tuple[int | bool, ...]:
            return (
                # The default of a variable font may be its thinnest: better than no report.
                not _LIGHTEST <= face.weight < _LEAST_BOLD,
                ranks.get(face.family.casefold(), len(ranks)),
                abs(face.weight - _REGULAR),
                abs(face.width - _NORMAL_WIDTH),
                face.fixed,
                not face.plain,
            )

        return self._fitting(sorted(self._faces, key=order), chinese=chinese)

    def bold(self, family: str, *, chinese: bool) -> Iterator[Face]:
        """The bold fonts of a family, the best first."""

        def order(face: Face) -> tuple[int, ...]:
            return abs(face.weight - _BOLD), abs(face.width - _NORMAL_WIDTH)

        name = family.casefold()
        found = (face for face in self._faces if face.family.casefold() == name)
        bold = [face for face in found if face.weight >= _LEAST_BOLD]
        return self._fitting(sorted(bold, key=order), chinese=chinese)

    @staticmethod
    def _fitting(found: list[Face], *, chinese: bool) -> Iterator[Face]:
        text = needed(chinese=chinese)
        return (face for face in found if covers(face, text))

    def _ranks(self, families: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
        """The families in order, those of other platforms behind: people copy fonts."""
        others = (names for platform, names in families.items() if platform != self._platform)
        lists = (families[self._platform], *others, (_LAST_KNOWN,))
        ordered = dict.fromkeys(name.casefold() for names in lists for name in names)
        return {name: rank for rank, name in enumerate(ordered)}


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    """The font files in some folders and all below them, each folder once, in order of name."""
    return (
        path for path in islice(_entries(folders), _ENTRIES) if path.suffix.lower() in _SUFFIXES
    )


def _entries(folders: Sequence[Path]) -> Iterator[Path]:
    seen: set[str] = set()
    for folder in folders:
        for place, inner, names in os.walk(folder, followlinks=True):
            real = os.path.realpath(place)
            if real in seen:  # where a link leads back to
                inner.clear()
                continue
            seen.add(real)
            inner.sort()
            yield from (Path(place, name) for name in sorted(names))


def _bounded(files: list[Path]) -> list[Path]:
    """As many files as are looked into, in their order; the likely ones are among them."""
    likely = [path.name.lower().startswith(_LIKELY) for path in files]
    ranked = sorted(range(len(files)), key=lambda index: not likely[index])
    return [files[index] for index in sorted(ranked[:_FILES])]


def folders(
    platform: str = sys.platform,
    environment: Mapping[str, str] = os.environ,
    home: Path | None = None,
) -> tuple[Path, ...]:
    """Where a computer keeps its fonts, the system's own before the user's.

    Source: XDG Base Directory Specification for what is neither Windows nor macOS.
    """
    user = home or Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() fails without a home
    if platform == "win32":
        windows = environment.get("WINDIR", r"C:\Windows")
        local = environment.get("LOCALAPPDATA") or user / "AppData" / "Local"
        return (Path(windows, "Fonts"), Path(local, "Microsoft", "Windows", "Fonts"))
    if platform == "darwin":
        return (
            Path("/System/Library/Fonts"),
            Path("/Library/Fonts"),
            user / "Library" / "Fonts",
        )
    shared = (environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    own = environment.get("XDG_DATA_HOME") or user / ".local" / "share"
    found = [
        *(Path(each, "fonts") for each in shared),
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        Path(own, "fonts"),
        user / ".fonts",
    ]
    return tuple(dict.fromkeys(folder for folder in found if folder.is_absolute()))


def missing(
    file: str,
    *,
    chinese: bool,
    platform: str = sys.platform,
    release: Callable[[], Mapping[str, str]] = computer.freedesktop_os_release,
) -> FontMissing:
    """The error that names what to install on this computer in place of a bundled font."""
    if platform == "win32" and chinese:
        return FontMissing(
            "The report cannot be written because the font file {file} is missing or damaged and "
            "no font of this computer can stand in; add the optional feature “Chinese "
            "(Simplified) Supplemental Fonts” in the settings of Windows, or install the program "
            "again.",
            file=file,
        )
    if platform.startswith("linux") and _is_debian(release):
        return FontMissing(
            "The report cannot be written because the font file {file} is missing or damaged and "
            "no font of this computer can stand in; install the package {package}, or install the "
            "program again.",
            file=file,
            package="fonts-wqy-microhei" if chinese else "fonts-dejavu-core",
        )
    return FontMissing(
        "The report cannot be written because the font file {file} is missing or damaged and no "
        "font of this computer can stand in; install {family} as a TrueType font (TTF), or "
        "install the program again.",
        file=file,
        family="Noto Sans SC" if chinese else "Noto Sans",
    )


def _is_debian(release: Callable[[], Mapping[str, str]]) -> bool:
    """Whether packages are named as in Debian, as in Ubuntu and other relatives."""
    try:
        facts = release()
    except OSError:
        return False
    return "debian" in {facts.get("ID", ""), *facts.get("ID_LIKE", "").split()}
