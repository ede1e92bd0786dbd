"""The font files of a report, or what stands in for them."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reportlab.pdfbase.ttfonts import TTFont

    from reviewer.report.font_tables import Face
    from reviewer.report.system_fonts import SystemFonts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """A font that a report is set in, by the name that the report's code gives it."""

    name: str
    file: str
    family: str
    chinese: bool = False
    bold: bool = False


# Chinese first: what is installed for that can often stand in for the others too.
_WANTED = (
    _Wanted(
        name="reviewer-han", file="NotoSansSC-Regular.ttf", family="Noto Sans SC", chinese=True
    ),
    _Wanted(name="reviewer-latin", file="NotoSans-Regular.ttf", family="Noto Sans"),
    _Wanted(
        name="reviewer-han-bold",
        file="NotoSansSC-Bold.ttf",
        family="Noto Sans SC",
        chinese=True,
        bold=True,
    ),
    _Wanted(name="reviewer-latin-bold", file="NotoSans-Bold.ttf", family="Noto Sans", bold=True),
)
# ReportLab trusts the files that it parses.
_BROKEN = (
    OSError,
    struct.error,
    ValueError,
    LookupError,
    ArithmeticError,
    AttributeError,
    TypeError,
    AssertionError,
    MemoryError,
)
_TRIES = 8
_AT_ONCE = 20_000  # the map of a subset counts its bytes with 16 bits


@dataclass(frozen=True, slots=True)
class StandIn:
    """What is used where a bundled font is missing or damaged.

    Attributes:
        file: the bundled one.
        font: name and version of the one used; empty where the regular font
            stands in for a bold one.
    """

    file: str
    font: str


def gather(
    folder: Path, elsewhere: Sequence[Path] | None
) -> tuple[dict[str, TTFont], tuple[StandIn, ...]]:
    """The fonts of a report by name, and which of them stand in for others.

    A bold font may be absent. Nothing is searched where all bundled fonts are there.

    Args:
        folder: of the bundled fonts.
        elsewhere: folders with other fonts, None for those of this computer.

    Raises:
        FontMissing: nothing can stand in for a regular font.
    """
    found = {
        wanted.name: font
        for wanted in _WANTED
        if (font := _bundled(wanted.name, folder / wanted.file)) is not None
    }
    lacking = [wanted for wanted in _WANTED if wanted.name not in found]
    if not lacking:
        return found, ()
    from reviewer.report import system_fonts

    places = system_fonts.folders() if elsewhere is None else elsewhere
    system = system_fonts.SystemFonts((*places, folder))
    families = {wanted.chinese: wanted.family for wanted in _WANTED}
    stand_ins = []
    for wanted in lacking:
        chosen = _choose(system, wanted, families[wanted.chinese])
        if chosen is not None:
            face, font = chosen
            _rename(font, found)
            found[wanted.name] = font
            families[wanted.chinese] = face.family
            stand_ins.append(StandIn(wanted.file, f"{face.family} {face.version}".strip()))
        elif wanted.bold:
            stand_ins.append(StandIn(wanted.file, ""))
        else:
            raise system_fonts.missing(wanted.file, chinese=wanted.chinese)
    return found, tuple(stand_ins)


def _bundled(name: str, path: Path) -> TTFont | None:
    """A bundled font; None where it is missing or damaged."""
    font = _read(name, path)
    # ReportLab does not notice when the shapes at a file's end are cut off.
    if font is None or any(
        table["offset"] + table["length"] > path.stat().st_size for table in font.face.tables
    ):
        return None
    return font


def _choose(system: SystemFonts, wanted: _Wanted, family: str) -> tuple[Face, TTFont] | None:
    """The best font of the computer that ReportLab can write."""
    if wanted.bold:
        faces = system.bold(family, chinese=wanted.chinese)
    else:
        faces = system.regular(chinese=wanted.chinese)
    for face in islice(faces, _TRIES):
        font = _read(wanted.name, face.path, face.index)
        if font is not None and _serves(font, chinese=wanted.chinese):
            return face, font
    return None


def _rename(font: TTFont, others: dict[str, TTFont]) -> None:
    """Gives a font another name where one that is in use has its own.

    ReportLab tells fonts apart by the names in their files, and the same file
    may stand in for two.
    """
    if font.face.name in {other.face.name for other in others.values()}:
        font.face.name = font.face.name + b"-" + font.fontName.encode()


def _read(name: str, path: Path, index: int = 0) -> TTFont | None:
    """A font; None where ReportLab cannot read it."""
    from reportlab.pdfbase import ttfonts

    try:
        return ttfonts.TTFont(
            name, str(path), subfontIndex=index, asciiReadable=False, shapable=False
        )
    except (ttfonts.TTFError, *_BROKEN):
        return None


def _serves(font: TTFont, *, chinese: bool) -> bool:
    """Whether ReportLab can write the font, tried with all of its characters."""
    from reportlab.pdfbase import ttfonts

    from reviewer.report.system_fonts import needed

    glyphs = font.face.charToGlyph
    codes = sorted(glyphs)
    try:
        for start in range(0, len(codes), _AT_ONCE):
            font.face.makeSubset(codes[start : start + _AT_ONCE])
    except (ttfonts.TTFError, *_BROKEN):
        return False
    wanted = map(ord, needed(chinese=chinese))
    return all(glyphs.get(code) and code in font.face.charWidths for code in wanted)
