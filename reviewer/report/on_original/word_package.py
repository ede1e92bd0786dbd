"""The parts of a Word document, of which some are changed and all others kept byte by byte."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING, Final

from lxml import etree

from reviewer.text.readers.docx.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/"
_KINDS = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/",
}
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES_NAME = "[Content_Types].xml"
# Parts without a date of their own get the first that the format knows.
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_SIGNATURES = "_xmlsignatures/"


class WordPackage:
    """A document in hand.

    Raises:
        ReadError: the bytes are no package that the reader takes, or a part is damaged.
    """

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._changed: dict[str, bytes] = {}
        self.main = self._package.main
        self.document = self._root(self.main)
        self._linked = self._package.related(self.main, "comments", "")
        self._comments_name = self._linked or self._free_name()

    @property
    def signed(self) -> bool:
        """Whether it bears signatures, which hold for its parts as they are."""
        return any(_SIGNATURES in name.lower() for name in self._archive.namelist())

    @property
    def word(self) -> str:
        """The namespace of the document's elements, one of two."""
        return str(self.document.tag)[1:].partition("}")[0]

    def part(self, kind: str) -> tuple[str, Element | None]:
        """The name and the root of a part that the document names, as its footnotes."""
        name = self._package.related(self.main, kind, "")
        return name, self._package.xml(name) if name else None

    def comments(self) -> Element:
        """The root of the part that holds the comments; an empty one where there is none yet."""
        if self._linked:
            return self._root(self._linked)
        return etree.Element(f"{{{self.word}}}comments", nsmap={"w": self.word})

    def put(self, comments: Element) -> None:
        """Takes the document as it is now, and the comments."""
        self._changed[self.main] = _bytes(self.document)
        if not self._linked:
            self._tell_type()
            self._link()
        self._changed[self._comments_name] = _bytes(comments)

    def packed(self) -> bytes:
        """The package: every part in its former place and with its former date."""
        out = io.BytesIO()
        rest = dict(self._changed)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for info in self._archive.infolist():
                data = rest.pop(info.filename, None)
                head = zipfile.ZipInfo(info.filename, info.date_time)
                head.compress_type = info.compress_type
                head.external_attr, head.create_system = info.external_attr, info.create_system
                archive.writestr(head, self._archive.read(info) if data is None else data)
            for name, data in rest.items():
                head = zipfile.ZipInfo(name, _FIRST_DAY)
                head.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(head, data)
        return out.getvalue()

    def _free_name(self) -> str:
        """A name for the comments that no part has."""
        folder = posixpath.dirname(self.main)
        taken = {name.lower() for name in self._archive.namelist()}
        names = (
            posixpath.join(folder, f"comments{number or ''}.xml")
            for number in range(len(taken) + 1)
        )
        return next(name for name in names if name.lower() not in taken)

    def _root(self, name: str) -> Element:
        """A part as it is, with the comments and instructions of its markup."""
        found = self._package.xml(name)  # refuses what is not to be trusted
        if found is None:
            message = f"no part {name}"
            raise ValueError(message)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(self._archive.read(name), parser)

    def _tell_type(self) -> None:
        name = next(
            (one for one in self._archive.namelist() if one.lower() == _TYPES_NAME.lower()), ""
        )
        types = self._root(name)
        space = str(types.tag).rpartition("}")[0]
        entry = etree.SubElement(types, f"{space}}}Override" if space else "Override")
        entry.set("PartName", f"/{self._comments_name}")
        entry.set("ContentType", _COMMENTS)
        self._changed[name] = _bytes(types)

    def _link(self) -> None:
        folder, file = posixpath.split(self.main)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        there = name in self._archive.namelist()
        links = self._root(name) if there else etree.Element(f"{{{_LINKS}}}Relationships")
        taken = {one.get("Id") for one in links}
        number = next(n for n in range(1, len(taken) + 2) if f"rIdComments{n}" not in taken)
        link = etree.SubElement(links, f"{{{_LINKS}}}Relationship")
        link.set("Id", f"rIdComments{number}")
        link.set("Type", _KINDS[self.word.startswith(_STRICT)] + "comments")
        link.set("Target", posixpath.basename(self._comments_name))
        self._changed[name] = _bytes(links)


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
