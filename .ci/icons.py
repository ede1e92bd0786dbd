"""Draws ``resources/icons/app`` from the drawings beside it; run after changing one of them.

Icons up to 24 pixels come from drawings of their own, made for the grid of pixels.
"""

from __future__ import annotations

import io
import os
import struct
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"
NAMES = ("reviewer", "review-file")
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
SMALL = 24
WINDOWS = (16, 24, 32, 48, 64, 256)
# Pillow writes each large picture of a macOS icon twice, and one of 1024 pixels, which
# makes it three times as long; the system scales from these as well.
MACOS = {b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512}


def main() -> None:
    """Writes all files anew."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    folder = ICONS / "app"
    folder.mkdir(exist_ok=True)
    for name in NAMES:
        pictures = {size: drawn(name, size) for size in SIZES}
        packed = {size: as_png(picture) for size, picture in pictures.items()}
        for size, data in packed.items():
            (folder / f"{name}-{size}.png").write_bytes(data)
        (folder / f"{name}.icns").write_bytes(as_icns(packed))
        pictures[256].save(
            folder / f"{name}.ico",
            sizes=[(size, size) for size in WINDOWS],
            append_images=list(pictures.values()),
        )
    application.quit()


def drawn(name: str, size: int) -> Image.Image:
    """A drawing as a square of pixels."""
    source = ICONS / (f"{name}-small.svg" if size <= SMALL else f"{name}.svg")
    image = QImage(size, size, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(image.constBits()))


def as_png(picture: Image.Image) -> bytes:
    """A picture as the bytes of a file."""
    stream = io.BytesIO()
    picture.save(stream, "png", optimize=True)
    return stream.getvalue()


def as_icns(packed: dict[int, bytes]) -> bytes:
    """The pictures as an icon of macOS: each behind its kind and length."""
    parts = [chunk(kind, packed[size]) for kind, size in MACOS.items()]
    return chunk(b"icns", b"".join(parts))


def chunk(kind: bytes, data: bytes) -> bytes:
    """Some data behind their kind and their length, which counts both."""
    return kind + struct.pack(">I", len(data) + 8) + data


if __name__ == "__main__":
    main()
