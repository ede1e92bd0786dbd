"""Fonts for the window: a Latin family first, then Chinese ones.

With a Chinese family first, ’ and “ would come out full width.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QFont, QFontDatabase

from reviewer.paths import resources

_LATIN = (
    "Segoe UI",
    ".AppleSystemUIFont",
    "Inter",
    "Noto Sans",
    "Ubuntu",
    "Cantarell",
    "Liberation Sans",
)
_CHINESE = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
_POINT_SIZE = 10


def families() -> list[str]:
    """The families to try in turn; the bundled ones are loaded where the system has none."""
    known = set(QFontDatabase.families())
    latin = [name for name in _LATIN if name in known]
    if not latin:
        _load("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
        latin = ["Noto Sans"]
    chinese = [name for name in _CHINESE if name in known]
    if not chinese:
        chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)[:3]
    if not chinese:
        _load("NotoSansSC-Regular.ttf")
        chinese = ["Noto Sans SC"]
    return [*latin[:2], *chinese]


def interface_font() -> QFont:
    """The font of menus, lists and buttons."""
    font = QFont(families())
    font.setPointSize(_POINT_SIZE)
    if sys.platform.startswith("linux"):
        # FreeType's hinting makes small Chinese characters look bold.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _load(*names: str) -> None:
    for name in names:
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))
