"""The report's fonts: which one shows a character, and how wide it is.

Latin text is set in Noto Sans and Chinese in Noto Sans SC, character by
character; what neither has is shown as a replacement mark that keeps its own
code point, so that it can still be searched and copied.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from reviewer import paths
from reviewer.report.breaking import is_wide
from reviewer.report.font_loading import gather

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reportlab.pdfbase.ttfonts import TTFont

BASE = "reviewer-latin"
_REPLACEMENT = 0xFFFD

# Both fonts have these, Noto Sans SC as wide as a Chinese character: which is
# right depends on what stands around them.
_SHARED = frozenset("‘’“”—…·")
_SHARED_MARK = re.compile("[‘’“”—…·]")
# Controls, and spaces other than the two that fonts have.
_ODD = re.compile(r"[^\S \u3000]|[\x00-\x1f]")


def _to_unicode(name: str, subset: Sequence[int]) -> str:
    """The map from a subset's codes back to text.

    ReportLab's own writes code points beyond the BMP as five digits, where
    UTF-16 is asked for, and more than the 100 entries that a block may have.

    Source: Adobe Technical Note 5411, ToUnicode Mapping File Tutorial.
    """
    rows = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo",
        f"<< /Registry ({name})",
        f"/Ordering ({name})",
        "/Supplement 0",
        ">> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(rows), 100):
        block = rows[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


class Fonts:
    """The fonts of a report: four, or fewer where no bold one could stand in.

    Args:
        folder: where the bundled font files are.
        elsewhere: folders with fonts that may stand in, None for those of this computer.

    Attributes:
        stand_ins: what is used in place of bundled fonts, mostly nothing.

    Raises:
        FontMissing: a regular one is not there or cannot be read, and nothing can stand in.
    """

    def __init__(self, folder: Path, elsewhere: Sequence[Path] | None = None) -> None:
        from reportlab.pdfbase import ttfonts

        ttfonts.makeToUnicodeCMap = _to_unicode
        self._fonts, self.stand_ins = gather(folder, elsewhere)
        self._widths = {name: font.face.charWidths for name, font in self._fonts.items()}
        self._known = {name: _shown(font) for name, font in self._fonts.items()}
        self._choices: dict[tuple[bool, bool], dict[str, tuple[str, float]]] = {
            (bold, han): {} for bold in (False, True) for han in (False, True)
        }
        # What is asked for most: widths by character, and which font has all of ASCII.
        self._ems: dict[bool, dict[str, float]] = {False: {}, True: {}}
        self._plain = {bold: self._of_ascii(bold=bold) for bold in (False, True)}

    @property
    def registered(self) -> dict[str, TTFont]:
        """The fonts by the names that :meth:`runs` uses."""
        return self._fonts

    def register(self) -> None:
        """Makes ReportLab draw with these fonts, which it looks up by name."""
        from reportlab.pdfbase import pdfmetrics

        for font in self._fonts.values():
            font.unregister()  # else the first one of a name stays for ever
            pdfmetrics.registerFont(font)

    def missing(self, text: str) -> Counter[str]:
        """The characters of a text that no font can show, with how often they stand there."""
        known = self._known["reviewer-latin"] | self._known["reviewer-han"]
        strange = {char for char in set(text) if not char.isspace() and ord(char) not in known}
        if not strange:
            return Counter()
        return Counter(char for char in text if char in strange)

    def advances(self, text: str, *, bold: bool = False, chinese: bool = False) -> list[float]:
        """The width of each character, in ems."""
        if not _SHARED.isdisjoint(text):
            return [width for _, width in self._in_context(text, bold=bold, chinese=chinese)]
        try:
            return list(map(self._ems[bold].__getitem__, text))
        except KeyError:
            return [self._choose(char, bold=bold, han=False)[1] for char in text]

    def width(self, text: str, size: float, *, bold: bool = False, chinese: bool = False) -> float:
        """The width of a text in points."""
        return sum(self.advances(text, bold=bold, chinese=chinese)) * size

    def runs(
        self, text: str, *, bold: bool = False, chinese: bool = False
    ) -> list[tuple[str, str]]:
        """The text in pieces of one font each: font name and piece, in order."""
        if self._plain[bold] and text and text.isascii() and text.isprintable():
            return [(self._plain[bold], text)]
        names = [name for name, _ in self._in_context(text, bold=bold, chinese=chinese)]
        shown = _ODD.sub(" ", text)
        pieces = []
        start = 0
        for name, group in groupby(names):
            end = start + sum(1 for _ in group)
            pieces.append((name, shown[start:end]))
            start = end
        return pieces

    def _in_context(self, text: str, *, bold: bool, chinese: bool) -> list[tuple[str, float]]:
        latin = self._choices[bold, False]
        try:
            found = [latin[char] for char in text]
        except KeyError:
            found = [self._choose(char, bold=bold, han=False) for char in text]
        for match in _SHARED_MARK.finditer(text):
            index = match.start()
            if _belongs_to_chinese(text, index, chinese=chinese):
                found[index] = self._choose(match[0], bold=bold, han=True)
        return found

    def _of_ascii(self, *, bold: bool) -> str:
        """The one font for all of ASCII that can be printed; empty where there is none."""
        names = {self._choose(chr(code), bold=bold, han=False)[0] for code in range(0x20, 0x7F)}
        return names.pop() if len(names) == 1 else ""

    def _choose(self, char: str, *, bold: bool, han: bool) -> tuple[str, float]:
        """The font for a character and its width in ems."""
        known = self._choices[bold, han]
        if char in known:
            return known[char]
        code = ord(_drawable(char))
        order = ["reviewer-han", "reviewer-latin"] if han else ["reviewer-latin", "reviewer-han"]
        names = [name + weight for name in order for weight in (("-bold", "") if bold else ("",))]
        name = next((name for name in names if code in self._known.get(name, ())), None)
        if name is None:
            name = self._replace(code, BASE)
        width = self._widths[name][code] / 1000
        known[char] = (name, width)
        if not han:
            self._ems[bold][char] = width
        return known[char]

    def _replace(self, code: int, name: str) -> str:
        """Gives a font the replacement mark for a code point; its name."""
        face = self._fonts[name].face
        face.charToGlyph[code] = face.charToGlyph.get(_REPLACEMENT, 0)
        face.charWidths[code] = face.charWidths.get(_REPLACEMENT, face.defaultWidth)
        return name


def _shown(font: TTFont) -> frozenset[int]:
    """The code points that a font has a shape for; some name those too that it has none for."""
    widths = font.face.charWidths
    glyphs = font.face.charToGlyph.items()
    return frozenset(code for code, glyph in glyphs if glyph and code in widths)


def _drawable(char: str) -> str:
    """What is drawn for a character: itself, or a space for controls and odd spaces."""
    return " " if (char.isspace() and char != "\u3000") or char < " " else char


@lru_cache(maxsize=4096)
def _joins(before: str, after: str, *, chinese: bool) -> bool:
    if chinese:
        return not (before.isascii() and before.isalnum() and after.isascii() and after.isalnum())
    return is_wide(before) or is_wide(after)


def _belongs_to_chinese(text: str, index: int, *, chinese: bool) -> bool:
    """Whether a mark that both fonts have is part of Chinese text.

    In a Chinese paragraph it is, but between two Latin letters (don’t); in
    another one it is not, but beside a Chinese character.
    """
    before = text[index - 1] if index else " "
    after = text[index + 1] if index + 1 < len(text) else " "
    if text[index] == "·":  # in a foreign name, else it separates words of any language
        return is_wide(before) and is_wide(after)
    return _joins(before, after, chinese=chinese)


@cache
def load() -> Fonts:
    """The bundled fonts, or what stands in for them, read once.

    Raises:
        FontMissing: neither is there.
    """
    return Fonts(paths.resources() / "fonts")
