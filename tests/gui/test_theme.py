from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QTreeWidget, QTreeWidgetItem

from reviewer.gui.categories import category_styles
from reviewer.gui.icons import application_icon, icon
from reviewer.gui.theme import (
    DARK,
    DARK_CONTRAST,
    LIGHT,
    LIGHT_CONTRAST,
    Theme,
    palette_of,
    style_sheet,
)
from reviewer.model.review import ItemStatus
from reviewer.paths import resources

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_TEXT = 4.5
_MARKS = 3.0
THEMES = pytest.mark.parametrize(
    "theme",
    [LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST],
    ids=["light", "dark", "light, high contrast", "dark, high contrast"],
)


def _parts(colour: str) -> tuple[int, int, int]:
    there = QColor(colour)
    return there.red(), there.green(), there.blue()


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in _parts(colour)]
    linear = [p / 12.92 if p <= 0.03928 else float(((p + 0.055) / 1.055) ** 2.4) for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Source: WCAG 2.2, contrast ratio."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _over(hue: str, opacity: int, page: str) -> str:
    share = opacity / 255
    pairs = zip(_parts(hue), _parts(page), strict=True)
    red, green, blue = (round(share * above + (1 - share) * below) for above, below in pairs)
    return QColor(red, green, blue).name()


@THEMES
def test_that_text_can_be_read_on_every_background(theme: Theme) -> None:
    for name in ("window", "page", "raised", "info", "warning", "error", "success", "hit"):
        assert contrast(theme.text, getattr(theme, name)) >= _TEXT, name
    for name in ("window", "page", "raised"):
        assert contrast(theme.muted, getattr(theme, name)) >= _TEXT, name
    assert contrast(theme.accent, theme.page) >= _TEXT
    assert contrast(theme.selected_text, theme.selected) >= _TEXT


@THEMES
def test_that_verdicts_can_be_read_and_every_one_has_a_colour(theme: Theme) -> None:
    assert set(theme.verdicts) == set(ItemStatus)
    for colour in theme.verdicts.values():
        assert contrast(colour, theme.page) >= _TEXT


@THEMES
def test_that_text_can_be_read_on_every_tint(theme: Theme) -> None:
    hues = {style.hue for style in category_styles().values()} | {theme.accent}
    for hue in hues:
        assert contrast(theme.text, _over(hue, theme.strong_tint, theme.page)) >= _TEXT, hue


@THEMES
def test_that_marks_stand_out_from_the_page(theme: Theme) -> None:
    for style in category_styles().values():
        assert contrast(style.hue, theme.page) >= _MARKS
    assert contrast(theme.hit_mark, theme.window) >= _MARKS - 0.2


@THEMES
def test_that_boxes_are_seen_whether_ticked_or_not(qtbot: QtBot, theme: Theme) -> None:
    assert contrast(theme.muted, theme.window) >= _MARKS
    assert contrast(theme.accent, theme.window) >= _MARKS
    assert contrast("#000000" if theme.dark else "#ffffff", theme.accent) >= _TEXT
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setPalette(palette_of(theme))
    box.setStyleSheet(style_sheet(theme))
    box.resize(60, 30)
    seen: list[set[str]] = []
    for ticked in (False, True):
        box.setChecked(ticked)
        image = box.grab().toImage()
        places = ((x, y) for x in range(image.width()) for y in range(image.height()))
        seen.append({image.pixelColor(*place).name() for place in places})
    assert theme.page in seen[0]
    assert theme.accent in seen[1] - seen[0]
    assert ("#000000" if theme.dark else "#ffffff") in seen[1]


@THEMES
def test_that_a_box_above_some_that_are_ticked_says_so(qtbot: QtBot, theme: Theme) -> None:
    tree = QTreeWidget()
    qtbot.addWidget(tree)
    tree.setPalette(palette_of(theme))
    tree.setStyleSheet(style_sheet(theme))
    for state in Qt.CheckState:
        row = QTreeWidgetItem([" "])
        row.setCheckState(0, state)
        tree.addTopLevelItem(row)
    tree.show()
    boxes = []
    for number in range(3):
        there = tree.visualRect(tree.model().index(number, 0))
        boxes.append(
            tree.viewport()
            .grab(QRect(there.topLeft(), there.bottomLeft()).adjusted(0, 0, 24, 0))
            .toImage()
        )
    assert boxes[0] != boxes[1] != boxes[2] != boxes[0]


def test_that_every_icon_is_drawn(qtbot: object) -> None:
    del qtbot
    files = sorted((resources() / "icons").glob("*.svg"))
    assert len(files) > 20
    for file in files:
        image = icon(file.stem).pixmap(24, 24).toImage()
        middle = [image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)]
        assert any(middle), file.name


def test_that_the_program_has_an_icon_in_every_size(qtbot: object) -> None:
    del qtbot
    for size in (16, 24, 32, 48, 64, 128, 256):
        image = application_icon().pixmap(size, size).toImage()
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(size // 2, size // 2).alpha() == 255


def test_that_every_colour_of_a_theme_is_one() -> None:
    for theme in (LIGHT, DARK):
        for field in fields(Theme):
            value = getattr(theme, field.name)
            assert not isinstance(value, str) or QColor(value).isValid()


@pytest.mark.parametrize("theme", [LIGHT_CONTRAST, DARK_CONTRAST], ids=["light", "dark"])
def test_that_high_contrast_is_high(theme: Theme) -> None:
    for ground in ("window", "page", "raised"):
        for ink in ("text", "muted", "accent"):
            assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 7.0, (ink, ground)
        assert contrast(theme.border, getattr(theme, ground)) >= _MARKS
    for colour in theme.verdicts.values():
        assert contrast(colour, theme.page) >= 7.0
    assert contrast(theme.selected_text, theme.selected) >= 7.0
    assert contrast(theme.selected, theme.page) >= _MARKS
