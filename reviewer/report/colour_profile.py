"""The colour profile of reports: sRGB, made from its published figures.

Source: IEC 61966-2-1 (primaries, white, curve); ICC.1:2004-10 (the file).
"""

from __future__ import annotations

import struct

# Primaries and white adapted to D50 by the Bradford matrix below.
_COLOURANTS = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
    b"wtpt": (0.96420, 1.00000, 0.82491),
}
_FROM_D65 = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
# Y = (aX + b)^g where X >= d, else cX.
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_WHITE = _COLOURANTS[b"wtpt"]
_HEADER_SIZE, _ENTRY_SIZE = 128, 12


def srgb() -> bytes:
    """An ICC profile of version 4."""
    curve = struct.pack(">4sxxxxHxx", b"para", 3) + _fixed(*_CURVE)
    tags = {
        b"desc": _text("sRGB"),
        b"cprt": _text("Made from published figures; no rights are claimed."),
        **{name: b"XYZ \0\0\0\0" + _fixed(*values) for name, values in _COLOURANTS.items()},
        b"chad": b"sf32\0\0\0\0" + _fixed(*_FROM_D65),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    start = _HEADER_SIZE + 4 + _ENTRY_SIZE * len(tags)
    entries, body = struct.pack(">L", len(tags)), b""
    at: dict[bytes, int] = {}
    for name, data in tags.items():
        if data not in at:  # the three curves are one
            at[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
        entries += struct.pack(">4sLL", name, at[data], len(data))
    return _header(start + len(body)) + entries + body


def _header(size: int) -> bytes:
    """The fixed part: a display profile from RGB to XYZ, dated by no clock."""
    day = (2026, 1, 1, 0, 0, 0)
    head = struct.pack(">L4sL4s4s4s6H4s", size, b"", 0x04200000, b"mntr", b"RGB ", b"XYZ ", *day,
                       b"acsp")  # fmt: skip
    head = head.ljust(68, b"\0") + _fixed(*_WHITE)
    return head.ljust(_HEADER_SIZE, b"\0")


def _fixed(*values: float) -> bytes:
    """Numbers with sixteen binary places."""
    return struct.pack(f">{len(values)}l", *(round(value * 65536) for value in values))


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-be")
    head = struct.pack(">4sxxxxLL2s2sLL", b"mluc", 1, 12, b"en", b"US", len(encoded), 28)
    return head + encoded
