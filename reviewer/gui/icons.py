"""Icons drawn from ``resources/icons``, in the colours of the palette."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reviewer.paths import resources

_SIZES = (16, 20, 24)
# In a file each. The largest of resources/icons/app is for the system's own lists.
_OWN = (16, 24, 32, 48, 64, 128, 256)
_INK = "#000000"


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """An icon in one colour; without one, in that of the palette's text."""
    palette = QGuiApplication.palette()
    active = colour or palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
    faded = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    return _icon(name, (active.name(), faded.name()))


@cache
def application_icon() -> QIcon:
    """The program's own icon, in its own colours; a file is read when its size is drawn."""
    made = QIcon()
    for size in _OWN:
        file = resources() / "icons" / "app" / f"reviewer-{size}.png"
        made.addFile(str(file), QSize(size, size))
    return made


@cache
def _icon(name: str, inks: tuple[str, str]) -> QIcon:
    made = QIcon()
    source = _source(name)
    for ink, mode in zip(inks, (QIcon.Mode.Normal, QIcon.Mode.Disabled), strict=True):
        renderer = QSvgRenderer(QByteArray(source.replace(_INK, ink).encode()))
        for size in _SIZES:
            for scale in (1, 2):
                made.addPixmap(_drawn(renderer, size, scale), mode)
    return made


@cache
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _drawn(renderer: QSvgRenderer, size: int, scale: int) -> QPixmap:
    pixmap = QPixmap(QSize(size, size) * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
