"""What kind of file some bytes are, whatever the file is called."""

from __future__ import annotations

import io
import re
import zipfile

from reviewer.errors import UnsupportedFormat
from reviewer.model.policy import Format
from reviewer.text.encoding import as_utf8

_HEAD = 65536
# Where a PDF may begin, behind what mail programs and web servers put in front.
_PDF_WITHIN = 1024
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The owner file that Word leaves beside an open document: a name and zeros.
_LOCK_SIZE, _LOCK_NAME = 162, 54


def _document(kind: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        "This is a {kind} file, which is not read; open it in a word processor, save it as Word "
        "(.docx) or PDF and open that.",
        kind=kind,
    )


def _page(kind: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        "This is a {kind} file, which is not read; save the page from the browser as HTML only or "
        "print it to PDF and open that.",
        kind=kind,
    )


def _archive(kind: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        "This is a {kind} archive; unpack it and open the policy inside.", kind=kind
    )


def _picture(kind: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        "This is a {kind} picture, which holds no text; open the document it was made from, or "
        "recognise its text (OCR) first.",
        kind=kind,
    )


def _other(kind: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        "This is a {kind} file, which is no policy document; open the policy as PDF, Word "
        "(.docx), HTML or text.",
        kind=kind,
    )


def _database(kind: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        "This is a review file (.review) or another {kind} database, which is no policy; open the "
        "policy itself as PDF, Word (.docx), HTML or text.",
        kind=kind,
    )


# What files begin with, how a person calls the kind, and what helps.
_SIGNATURES = (
    (b"{\\rtf", "RTF", _document),
    (b"\x89PNG", "PNG", _picture),
    (b"\xff\xd8\xff", "JPEG", _picture),
    (b"GIF8", "GIF", _picture),
    (b"II*\x00", "TIFF", _picture),
    (b"MM\x00*", "TIFF", _picture),
    (b"BM", "BMP", _picture),
    (b"\x00\x00\x01\x00", "ICO", _picture),
    (b"\x1f\x8b", "gzip", _archive),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip", _archive),
    (b"Rar!", "RAR", _archive),
    (b"BZh", "bzip2", _archive),
    (b"\xfd7zXZ", "xz", _archive),
    (b"\x28\xb5\x2f\xfd", "Zstandard", _archive),
    (b"bplist00", "webarchive", _page),
    (b"%!PS", "PostScript", _document),
    (b"MZ", "EXE", _other),
    (b"\x7fELF", "ELF", _other),
    (b"SQLite format 3\x00", "SQLite", _database),
    (b"OggS", "Ogg", _other),
    (b"ID3", "MP3", _other),
    (b"\x1aE\xdf\xa3", "Matroska", _other),
)
# Kinds whose mark is short enough to begin a text as well: only with bytes no text has.
_SHORT_MARK = 3
_PACKED = (
    ("word/", "Word", _document),
    ("xl/", "Excel", _other),
    ("ppt/", "PowerPoint", _document),
    ("Index/Document.iwa", "Pages", _document),
)
_MIMETYPES = (
    ("opendocument.text", "OpenDocument (.odt)", _document),
    ("opendocument", "OpenDocument", _other),
    ("epub", "EPUB", _document),
)
_HTML_START = re.compile(
    # Atomic: a comment that may end at any later arrow has too many ways to fail.
    rb"\A(?:\xef\xbb\xbf)?\s*+(?:(?><!--.{0,2000}?-->)\s*+|<\?xml[^>]{0,200}>\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|p|h[1-6]|article|section|main|frameset"
    rb"|table|span|ul|ol|center|font)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(
    rb"</?(?:p|div|h[1-6]|li|ul|ol|table|td|span|strong)\b[^>]{0,300}>", re.IGNORECASE
)
_MHTML = re.compile(
    rb"^(?:from:|mime-version:|snapshot-content-location:|content-type: *multipart/related)",
    re.IGNORECASE,
)
_MULTIPART = re.compile(rb"^content-type: *multipart/", re.IGNORECASE | re.MULTILINE)
_WORD_XML = re.compile(rb"<w:wordDocument|<\?mso-application progid=\"Word|<pkg:package")
_MD_HEADING = re.compile(rb"^#{1,6}[ \t]+\S", re.MULTILINE)
_MD_UNDERLINED = re.compile(rb"^\S[^\n]{0,200}\n(?:={3,}|-{3,})[ \t\r]*$", re.MULTILINE)
_MD_ROW = re.compile(rb"^\|[^\n]*\|[ \t\r]*$", re.MULTILINE)
_MD_LINK = re.compile(rb"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)")
_MD_STRONG = re.compile(rb"(?:\*\*|__)(?=\S)[^*_\n]{1,200}(?<=\S)(?:\*\*|__)")
# So many signs of a markup make a text of that markup.
_TAGS, _HEADINGS, _INLINE = 4, 2, 3
_FRONT_MATTER = re.compile(rb"\A(?:\xef\xbb\xbf)?---\r?\n[\w-]+:.*?\n---\r?\n", re.DOTALL)


def format_of(data: bytes) -> Format:
    """The format that the bytes are in.

    Raises:
        UnsupportedFormat: it is one that is not read; the sentence says what
            to save the file as.
    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Format.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data)
    _refuse_others(data)
    return _text_format(as_utf8(data[:_HEAD]))


def _refuse_others(data: bytes) -> None:
    if data.startswith(_COMPOUND):
        raise _compound(data)
    if _is_lock(data):
        raise UnsupportedFormat(
            "This is the lock file that Word leaves beside an open document; open the document "
            "itself, whose name does not begin with ~$."
        )
    for signature, kind, refusal in _SIGNATURES:
        if data.startswith(signature) and (len(signature) > _SHORT_MARK or _is_binary(data)):
            raise refusal(kind)
    if data[4:8] == b"ftyp":
        heic = data[8:12] in {b"heic", b"heix", b"mif1", b"avif"}
        raise _picture("HEIC") if heic else _other("MP4")
    if data[:4] == b"RIFF":
        webp = data[8:12] == b"WEBP"
        raise _picture("WebP") if webp else _other("RIFF (WAV, AVI)")
    head = data[:_HEAD].lstrip()
    if _MHTML.match(head) and _MULTIPART.search(head):
        raise _page("MHTML / EML")
    if _WORD_XML.search(head[:2000]):
        raise _document("Word XML")
    if re.match(rb"(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg\b", head):
        raise _picture("SVG")


def _is_binary(data: bytes) -> bool:
    return b"\x00" in data[:_HEAD] or bool(re.search(rb"[\x80-\xff]{3}", data[:64]))


def _is_lock(data: bytes) -> bool:
    return (
        len(data) == _LOCK_SIZE
        and 0 < data[0] <= _LOCK_NAME
        and not data[1 + data[0] : _LOCK_NAME].strip(b"\x00 ")
    )


def _compound(data: bytes) -> UnsupportedFormat:
    """What an old Office file, or a new one behind a password, is refused with."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnsupportedFormat(
            "This document is protected by a password; open it in a word processor, save it "
            "without the password and open that."
        )
    if "WordDocument".encode("utf-16-le") in data:
        return _document("Word 97-2003 / WPS")
    return _document("Office 97-2003")


def _packed(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            mimetype = ""
            if names and names[0] == "mimetype":
                with package.open("mimetype") as file:
                    mimetype = file.read(200).decode("ascii", "replace")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise UnsupportedFormat(
            "The file is a damaged Word document or ZIP archive; get or save it once more and "
            "open that."
        ) from error
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return Format.DOCX
    for mark, kind, refusal in _MIMETYPES:
        if mark in mimetype:
            raise refusal(kind)
    for mark, kind, refusal in _PACKED:
        if any(name.startswith(mark) for name in names):
            raise refusal(kind)
    raise _archive("ZIP")


def _text_format(head: bytes) -> Format:
    front = _FRONT_MATTER.match(head)
    body = head[front.end() :] if front else head
    if _HTML_START.match(body):
        return Format.HTML
    tags = len(_HTML_TAG.findall(body))
    headings = _count(_MD_HEADING, body, b"#") + _count(_MD_UNDERLINED, body, b"===", b"---")
    inline = len(_MD_LINK.findall(body)) + _count(_MD_STRONG, body, b"**", b"__")
    inline += _count(_MD_ROW, body, b"|")
    # Markdown may hold tags, as tables with line breaks do; a page saved inside
    # a Markdown file has far more of them than of Markdown's own signs.
    if tags >= _TAGS and tags > headings + inline:
        return Format.HTML
    markdown = front or headings >= _HEADINGS or (headings and inline) or inline >= _INLINE
    return Format.MD if markdown else Format.TXT


def _count(pattern: re.Pattern[bytes], body: bytes, *signs: bytes) -> int:
    """How often a pattern stands somewhere, each time with one of some signs.

    Most texts hold none of them, which is told far sooner.
    """
    return len(pattern.findall(body)) if any(sign in body for sign in signs) else 0
