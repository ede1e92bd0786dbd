"""From bytes to text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from reviewer.errors import ReadError, UnsupportedFormat
from reviewer.text.counting import characters

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What is declared or guessed is read as its superset, as browsers do.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
}
# Python knows these by other names.
_ALIASES = {"x-gbk": "gbk", "x-x-big5": "big5", "unicode-1-1-utf-8": "utf-8", "x-sjis": "cp932"}
# Encodings in which no text of 100 characters and more decodes by accident.
_STRICT = ("gb18030", "big5hkscs")
_ENOUGH = 200_000
REPLACED = "\ufffd"
"""What stands where bytes could not be decoded."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
# So many of a text's characters may be strays before it counts as no text.
_STRAY_SHARE, _STRAYS = 0.001, 8
# A text stays in its encoding where so few of its foreign characters are damaged.
_DAMAGE_SHARE, _DAMAGED = 0.02, 40
_COMMON_HAN = re.compile(r"[的我们您个人信息用户在是和有不了為們與個]")
# What these make of all Han characters in a text, at least.
_COMMON_SHARE = 0.05
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_UTF16_SAMPLE, _ZEROS = 4096, 4


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was encoded.

    Attributes:
        text: without a byte order mark; CRLF and CR have become LF.
        encoding: Python's name of it.
        lost: how many places could not be decoded and hold U+FFFD.
    """

    text: str
    encoding: str
    lost: int = 0


def decode(data: bytes, encoding: str = "", declared: str = "") -> Decoded:
    """The text that bytes hold.

    Args:
        encoding: chosen by the user; taken as it is.
        declared: what the file says of itself; taken where the bytes agree.

    Raises:
        UnsupportedFormat: the bytes are no text.
        ReadError: no encoding fits them, or the chosen one is unknown.
    """
    decoded = _chosen(data, encoding) if encoding else _told(data, declared)
    strays = characters(_CONTROLS, decoded.text)
    if strays > max(_STRAY_SHARE * len(decoded.text), _STRAYS) or "\x00" in decoded.text:
        raise UnsupportedFormat(
            "The file is not a text document; save the policy as PDF, Word (.docx), HTML or text "
            "and open that."
        )
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, decoded.encoding, decoded.lost)


def _chosen(data: bytes, encoding: str) -> Decoded:
    name = codec_name(encoding)
    if not name:
        raise ReadError("There is no text encoding {encoding}; choose another.", encoding=encoding)
    for bom, marked in _BOMS:
        if data.startswith(bom) and name in {marked, marked.removesuffix("-sig")}:
            name = marked
    text = data.decode(name, errors="replace")
    return Decoded(text, name.removesuffix("-sig"), text.count(REPLACED))


def codec_name(label: str) -> str:
    """Python's name of an encoding, its superset where one is in use; empty for none.

    >>> codec_name("GB2312"), codec_name("ISO-8859-1"), codec_name("utf8"), codec_name("klingon")
    ('gb18030', 'cp1252', 'utf-8', '')
    """
    label = label.strip().lower()
    try:
        found = codecs.lookup(_ALIASES.get(label, label))
    except (LookupError, ValueError):
        return ""
    # Some of Python's codecs lead from bytes to bytes.
    if not found._is_text_encoding:  # noqa: SLF001 - there is no public way to ask
        return ""
    return _SUPERSETS.get(found.name, found.name)


def _told(data: bytes, declared: str) -> Decoded:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return Decoded(data.decode(encoding), encoding.removesuffix("-sig"))
            except UnicodeDecodeError:
                return _damaged(data, encoding)
    wide = _unmarked_utf16(data)
    if wide:
        return Decoded(data.decode(wide, errors="replace"), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, declared)


def as_utf8(head: bytes) -> bytes:
    """The beginning of a file with its ASCII as single bytes, for looking at its markup."""
    for bom, encoding in _BOMS[1:]:
        if head.startswith(bom):
            return head.decode(encoding, errors="replace").encode()
    wide = _unmarked_utf16(head)
    return head.decode(wide, errors="replace").encode() if wide else head


def _damaged(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    name = encoding.removesuffix("-sig")
    lost = text.count(REPLACED)
    if not _bearable(lost, len(text)):
        raise ReadError(
            "The file says it is {encoding} text but is damaged; save it again as UTF-8.",
            encoding=name.upper(),
        )
    return Decoded(text, name, lost)


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of its spaces and ASCII is zero."""
    sample = data[: _UTF16_SAMPLE & ~1]
    if 0 not in sample:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < _ZEROS or min(even, odd) * 20 > max(even, odd):
        return ""
    if max(even, odd) * 20 < len(sample):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _not_utf8(data: bytes, declared: str) -> Decoded:
    rough = data.decode("utf-8", errors="replace")
    foreign = len(rough) - len(rough.encode("ascii", errors="ignore"))
    lost = rough.count(REPLACED)
    mostly_utf8 = Decoded(rough, "utf-8", lost)
    if lost <= foreign * _DAMAGE_SHARE:
        return mostly_utf8
    name = codec_name(declared)
    if name and name != "utf-8":
        text = data.decode(name, errors="replace")
        if text.count(REPLACED) <= _DAMAGE_SHARE * len(text):
            return Decoded(text, name, text.count(REPLACED))
    found = _strict(data) or _guessed(data)
    if found is not None:
        return found
    if _bearable(lost, len(rough)):
        return mostly_utf8
    raise ReadError("The file's text encoding cannot be told; save it as UTF-8 and open it again.")


def _bearable(lost: int, length: int) -> bool:
    """Whether a text of which so many characters are damaged can still be reviewed."""
    return lost <= _DAMAGE_SHARE * length or (lost <= _DAMAGED and lost * 10 < length)


def _strict(data: bytes) -> Decoded | None:
    """Chinese in one of its encodings: other bytes seldom make common characters."""
    best: tuple[float, Decoded] | None = None
    for name in _STRICT:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        share = characters(_COMMON_HAN, text) / max(characters(_HAN, text), 1)
        if share > _COMMON_SHARE and (best is None or share > best[0]):
            best = share, Decoded(text, name)
    return best[1] if best else None


def _guessed(data: bytes) -> Decoded | None:
    match = from_bytes(_beginning(data)).best()
    if match is None:
        return None
    name = codec_name(match.encoding)
    text = data.decode(name, errors="replace")
    # A guess from the beginning that fails further on counts as none.
    return Decoded(text, name) if REPLACED not in text else None


def _beginning(data: bytes) -> bytes:
    """Enough to tell an encoding from, without half a character at the end."""
    if len(data) <= _ENOUGH:
        return data
    # In no encoding of Chinese is such a byte the second half of a character.
    cut = max(data.rfind(mark, 0, _ENOUGH) for mark in (b"\n", b" ", b","))
    return data[: cut + 1] if cut * 2 > _ENOUGH else data
