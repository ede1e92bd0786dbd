"""The parts of a Word document, read from a package that is not trusted."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from lxml import etree

from reviewer.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WORD: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_PREFIXES: Final = {
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
}
# No part of a policy's text comes near this; a part that does was made to hurt.
_PART_SIZE = 64 * 1024 * 1024
_PACKED_SIZE = 10 * 1024 * 1024
_PACKED_RATIO = 200
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))
_NUMBER_DIGITS = 6


def name_of(node: Element) -> str:
    """The local name of a Word element, with "mc:" or "m:" before those of its helpers.

    Elements of any other vocabulary have none.
    """
    return _name(node.tag) if isinstance(node.tag, str) else ""


@lru_cache(maxsize=1000)
def _name(tag: str) -> str:
    space, _, local = tag[1:].partition("}")
    if space in WORD:
        return local
    prefix = _PREFIXES.get(space)
    return prefix + local if prefix else ""


def child(node: Element | None, *path: str) -> Element | None:
    """The first element at a path of local names; None where one is missing."""
    for name in path:
        if node is None:
            return None
        node = next((one for one in node if name_of(one) == name), None)
    return node


def value(node: Element | None, name: str = "val") -> str:
    """A Word attribute; empty where the element or the attribute is missing."""
    if node is None:
        return ""
    space = node.tag.rpartition("}")[0]
    return node.get(f"{space}}}{name}") or node.get(name) or ""


def number(text: str) -> int | None:
    """A whole number as Word writes it; None for anything else, and where it is absurd."""
    sign = -1 if text.startswith("-") else 1
    digits = text.removeprefix("-")
    # Some writers leave fractions in what has to be whole.
    digits = digits.partition(".")[0]
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _NUMBER_DIGITS):
        return None
    return sign * int(digits)


class Package:
    """The parts of a document by their names.

    Raises:
        ReadError: the bytes are no package.
    """

    def __init__(self, data: bytes) -> None:
        self._relations: dict[str, list[Element]] = {}
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            # Names of parts do not differ by case; some writers turn the slashes round.
            self._parts = {_key(info.filename): info for info in self._archive.infolist()}
        except _ZIP_ERRORS as error:
            raise _damaged("ZIP") from error

    @cached_property
    def main(self) -> str:
        """The part that holds the document's text.

        Raises:
            ReadError: there is none.
        """
        return self.related("", "officeDocument", "word/document.xml")

    def related(self, source: str, kind: str, usual: str) -> str:
        """The part that another one names as its styles, its notes and so on.

        Args:
            source: the naming part; empty: the package itself.
            kind: last word of the relationship's type.
            usual: what the part is called where none is named.
        """
        folder, name = posixpath.split(source)
        for link in self._links(posixpath.join(folder, "_rels", f"{name}.rels")):
            external = link.get("TargetMode", "").lower() == "external"
            if (link.get("Type") or "").rpartition("/")[2] == kind and not external:
                target = posixpath.normpath(posixpath.join("/", folder, link.get("Target") or ""))
                if _key(target) in self._parts:
                    return self._parts[_key(target)].filename
        found = self._parts.get(_key(usual))
        return found.filename if found else usual

    def _links(self, part: str) -> list[Element]:
        if part not in self._relations:
            root = self.xml(part)
            self._relations[part] = [] if root is None else list(root)
        return self._relations[part]

    def xml(self, part: str) -> Element | None:
        """The root of a part; None where the package has no such part.

        Raises:
            ReadError: the part is damaged, encrypted, far too large, or no plain XML.
        """
        info = self._parts.get(_key(part))
        if info is None:
            return None
        data = self._bytes(info)
        if any(mark in data for mark in _DOCTYPES):
            raise _damaged(part)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise _damaged(part) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise _damaged(part)
        return root

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        packed = info.file_size > _PACKED_RATIO * max(info.compress_size, 1)
        if info.file_size > _PART_SIZE or (packed and info.file_size > _PACKED_SIZE):
            raise _oversized(info.filename)
        try:
            with self._archive.open(info) as file:
                data = file.read(_PART_SIZE + 1)
        except _ZIP_ERRORS as error:
            raise _damaged(info.filename) from error
        if len(data) > _PART_SIZE:
            raise _oversized(info.filename)
        return data


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _damaged(place: str) -> ReadError:
    return ReadError(
        "The Word document is damaged ({place}); open it in a word processor, save it again and "
        "open that.",
        place=place[:80],
    )


def _oversized(place: str) -> ReadError:
    return ReadError(
        "A part of the Word document unpacks to far more than any policy holds ({place}), so it "
        "was not read; copy its text into a new document and open that.",
        place=place[:80],
    )
