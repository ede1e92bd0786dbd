"""The program's own light and dark look: palette, colours and style sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from reviewer.paths import resources
from reviewer.store.settings import ThemeChoice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours by what they are for; text colours keep 4.5:1 on window and page.

    Attributes:
        tint: opacity of a mark's background, of 255; strong_tint: of the
            current one.
        contrast: whether borders are drawn where they would be guessed otherwise.
        verdicts: colour of a verdict's icon and word, by the verdict's name.
    """

    dark: bool
    window: str
    page: str
    raised: str
    text: str
    muted: str
    border: str
    accent: str
    selected: str
    selected_text: str
    hit: str
    hit_mark: str
    info: str
    warning: str
    error: str
    success: str
    tint: int
    strong_tint: int
    verdicts: dict[str, str]
    contrast: bool = False


LIGHT = Theme(
    dark=False,
    window="#f4f5f6",
    page="#ffffff",
    raised="#ffffff",
    text="#1d2125",
    muted="#5a626a",
    border="#d3d7dc",
    accent="#1f6fb2",
    selected="#cfe3f5",
    selected_text="#10202e",
    hit="#ffe08a",
    hit_mark="#b98900",
    info="#e6f0f9",
    warning="#fdf1d6",
    error="#fbe3e0",
    success="#e0f2e6",
    tint=31,
    strong_tint=89,
    verdicts={
        "met": "#1a7340",
        "partial": "#8a5a00",
        "missing": "#b3261e",
        "not_applicable": "#5a626a",
        "unknown": "#44546a",
    },
)

DARK = Theme(
    dark=True,
    window="#232528",
    page="#18191b",
    raised="#2c2f33",
    text="#e6e4e1",
    muted="#a3a9b0",
    border="#3c4046",
    accent="#5aa9e6",
    selected="#2d4a66",
    selected_text="#f2f6fa",
    hit="#6b5514",
    hit_mark="#ffd24d",
    info="#22384d",
    warning="#463a1a",
    error="#4d2a28",
    success="#1f3f2c",
    tint=44,
    strong_tint=100,
    verdicts={
        "met": "#6fcf97",
        "partial": "#e5b454",
        "missing": "#ff8a80",
        "not_applicable": "#a3a9b0",
        "unknown": "#a9bdd6",
    },
)


LIGHT_CONTRAST = replace(
    LIGHT,
    contrast=True,
    window="#ffffff",
    text="#000000",
    muted="#2b2f33",
    border="#4d5359",
    accent="#004a8f",
    selected="#00457f",
    selected_text="#ffffff",
    tint=0,
    strong_tint=70,
    verdicts={
        "met": "#00511f",
        "partial": "#5c3a00",
        "missing": "#8c0f08",
        "not_applicable": "#2b2f33",
        "unknown": "#26374a",
    },
)

DARK_CONTRAST = replace(
    DARK,
    contrast=True,
    window="#000000",
    page="#000000",
    raised="#1f1f1f",
    text="#ffffff",
    muted="#d6dade",
    border="#a8b0b8",
    accent="#8ecbff",
    selected="#8ecbff",
    selected_text="#000000",
    tint=0,
    strong_tint=90,
    verdicts={
        "met": "#9af0b8",
        "partial": "#ffd98a",
        "missing": "#ffb3ab",
        "not_applicable": "#d6dade",
        "unknown": "#ccdcf0",
    },
)

THEMES = (LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST)

# No two have the same grounds.
_BY_GROUND = {(theme.page, theme.window): theme for theme in THEMES}


def chosen(choice: ThemeChoice, *, contrast: bool = False) -> Theme:
    """The theme for a choice; for the system's, what the system says now."""
    dark = choice is ThemeChoice.DARK
    if choice is ThemeChoice.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    if contrast:
        return DARK_CONTRAST if dark else LIGHT_CONTRAST
    return DARK if dark else LIGHT


def current() -> Theme:
    """The theme that the application shows."""
    return _theme_of(QGuiApplication.palette().cacheKey())


@lru_cache(maxsize=4)
def _theme_of(_palette: int) -> Theme:
    """The same by the key of the palette: marks ask many times while they are painted."""
    palette = QGuiApplication.palette()
    page = palette.color(QPalette.ColorRole.Base).name()
    window = palette.color(QPalette.ColorRole.Window).name()
    return _BY_GROUND.get((page, window), LIGHT)


def apply(application: QApplication, theme: Theme) -> None:
    """Show every window in a theme, at once."""
    application.setPalette(palette_of(theme))
    application.setStyleSheet(style_sheet(theme))


def palette_of(theme: Theme) -> QPalette:
    """A theme as Qt's palette."""
    role = QPalette.ColorRole
    palette = QPalette(QColor(theme.raised), QColor(theme.window))
    colours = {
        role.Window: theme.window,
        role.Base: theme.page,
        role.AlternateBase: theme.window,
        role.Button: theme.raised,
        role.ToolTipBase: theme.raised,
        role.WindowText: theme.text,
        role.Text: theme.text,
        role.ButtonText: theme.text,
        role.ToolTipText: theme.text,
        role.BrightText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.selected,
        role.HighlightedText: theme.selected_text,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
        role.Light: theme.raised,
        role.Midlight: theme.window,
        role.Mid: theme.border,
        role.Dark: theme.border,
    }
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    faded = QColor(theme.muted)
    faded.setAlpha(150)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, faded)
    return palette


def style_sheet(theme: Theme) -> str:
    """What a palette cannot say: borders, paddings, and flat bars."""
    sheet = _SHEET + _CONTRAST if theme.contrast else _SHEET
    hover = theme.window if theme.dark else "#e8ebee"
    tick = resources() / "icons" / f"tick-{'black' if theme.dark else 'white'}.svg"
    return sheet.format(theme=theme, hover=hover, tick=tick.as_posix())


_SHEET = """
QMainWindow::separator {{ background: {theme.border}; width: 1px; height: 1px; margin: 2px; }}
QToolBar {{
    border: none;
    border-bottom: 1px solid {theme.border};
    padding: 3px 6px;
    spacing: 2px;
}}
QToolBar::separator {{ background: {theme.border}; width: 1px; margin: 5px 6px; }}
QToolBar QToolButton {{ border: 1px solid transparent; border-radius: 5px; padding: 4px 7px; }}
QToolBar QToolButton:hover, QToolButton#flat:hover {{
    background: {hover};
    border-color: {theme.border};
}}
QToolBar QToolButton:pressed, QToolButton#flat:pressed {{ background: {theme.selected}; }}
QToolButton#flat {{ border: 1px solid transparent; border-radius: 5px; padding: 3px 6px; }}
QToolButton#flat:checked {{ background: {theme.selected}; }}
QToolButton:focus, QPushButton:focus {{ border: 1px solid {theme.accent}; }}
QToolButton#choice {{
    border: 1px solid {theme.border};
    border-radius: 5px;
    padding: 3px 8px;
    background: {theme.raised};
}}
QToolButton#choice:hover {{ background: {hover}; }}
QToolButton#choice:checked {{
    background: {theme.selected};
    color: {theme.selected_text};
    border: 2px solid {theme.accent};
    padding: 2px 7px;
}}
QToolButton#choice:focus {{ border: 2px solid {theme.accent}; padding: 2px 7px; }}
QLabel#hint {{
    border: 1px solid {theme.accent};
    border-radius: 6px;
    padding: 8px 14px;
    background: {theme.raised};
    color: {theme.text};
}}
QScrollArea {{ background: transparent; }}
QMenu {{ background: {theme.raised}; border: 1px solid {theme.border}; padding: 3px 0; }}
QMenu::item {{ padding: 4px 24px 4px 30px; }}
QMenu::item:selected {{ background: {theme.selected}; color: {theme.selected_text}; }}
QMenu::separator {{ height: 1px; background: {theme.border}; margin: 3px 0; }}
QMenu::icon {{ left: 8px; }}
QMenu::indicator {{ left: 8px; }}
QMenu::indicator:exclusive {{
    width: 12px;
    height: 12px;
    border: 1px solid {theme.muted};
    border-radius: 7px;
    background: {theme.page};
}}
QMenu::indicator:exclusive:checked {{
    border-color: {theme.accent};
    background: {theme.accent};
    image: url("{tick}");
}}
QLabel#menuhint {{ color: {theme.muted}; padding: 5px 10px; }}
QMenuBar {{ border-bottom: 1px solid {theme.border}; padding: 1px 4px; }}
QMenuBar::item {{ padding: 5px 9px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {theme.selected}; color: {theme.selected_text}; }}
QStatusBar {{ border-top: 1px solid {theme.border}; }}
QStatusBar::item {{ border: none; }}
QLineEdit {{
    border: 1px solid {theme.border};
    border-radius: 5px;
    padding: 4px 7px;
    background: {theme.page};
}}
QLineEdit:focus {{ border: 1px solid {theme.accent}; }}
QPushButton {{
    border: 1px solid {theme.border};
    border-radius: 5px;
    padding: 5px 13px;
    background: {theme.raised};
}}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {theme.selected}; }}
QPushButton:default {{ border-color: {theme.accent}; }}
QToolButton#flat::menu-indicator {{
    subcontrol-origin: padding;
    subcontrol-position: right center;
    right: 3px;
}}
QToolButton#flat[popupMode="2"] {{ padding-right: 18px; }}
QToolButton#tabclose {{ border: none; border-radius: 4px; padding: 2px; }}
QToolButton#tabclose:hover {{ background: {hover}; }}
QListWidget::item, QTreeWidget::item {{ min-height: 24px; }}
QCheckBox, QRadioButton {{ min-height: 24px; }}
QCheckBox::indicator, QListView::indicator, QTreeView::indicator,
QMenu::indicator:non-exclusive {{
    width: 14px;
    height: 14px;
    border: 1px solid {theme.muted};
    border-radius: 3px;
    background: {theme.page};
}}
QCheckBox::indicator:focus {{ border-color: {theme.accent}; }}
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked,
QMenu::indicator:non-exclusive:checked {{
    border-color: {theme.accent};
    background: {theme.accent};
    image: url("{tick}");
}}
QTreeView::indicator:indeterminate {{
    border-color: {theme.accent};
    background: qlineargradient(
        x1: 0, y1: 0, x2: 0, y2: 1, stop: 0.35 {theme.page}, stop: 0.36 {theme.accent},
        stop: 0.64 {theme.accent}, stop: 0.65 {theme.page}
    );
}}
QCheckBox::indicator:disabled, QListView::indicator:disabled, QTreeView::indicator:disabled {{
    border-color: {theme.border};
    background: {theme.window};
}}
QCheckBox::indicator:checked:disabled, QListView::indicator:checked:disabled {{
    border-color: {theme.muted};
    background: {theme.muted};
}}
QComboBox, QSpinBox {{ min-height: 26px; }}
QTreeView, QTableView, RowTable {{ border: none; border-top: 1px solid {theme.border}; }}
QTableView, RowTable {{ outline: 0; }}
QTextBrowser {{ border: none; border-top: 1px solid {theme.border}; }}
QHeaderView::section {{
    background: {theme.window};
    color: {theme.muted};
    border: none;
    border-bottom: 1px solid {theme.border};
    padding: 4px 6px;
}}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QToolTip {{
    border: 1px solid {theme.border};
    padding: 4px;
    background: {theme.raised};
    color: {theme.text};
}}
"""

# Qt draws these in shades of the ground, which black and white have none of.
_CONTRAST = """
QCheckBox::indicator, QTreeView::indicator, QListView::indicator,
QMenu::indicator:non-exclusive {{
    border: 2px solid {theme.text};
}}
QScrollBar {{ border: 1px solid {theme.border}; background: {theme.page}; }}
QScrollBar:vertical {{ width: 16px; }}
QScrollBar:horizontal {{ height: 16px; }}
QScrollBar::handle {{ background: {theme.border}; }}
QScrollBar::handle:hover {{ background: {theme.accent}; }}
QScrollBar::handle:vertical {{ min-height: 24px; }}
QScrollBar::handle:horizontal {{ min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QProgressBar {{ border: 1px solid {theme.border}; background: {theme.page}; }}
QProgressBar::chunk {{ background: {theme.accent}; }}
QTabBar::tab {{
    border: 1px solid {theme.border};
    padding: 6px 10px;
    background: {theme.window};
}}
QTabBar::tab:selected {{ border: 2px solid {theme.accent}; }}
"""
