"""Writes the structure tree of a report: what each part of a page is, and in which order.

Source: ISO 32000-1, 14.7 (tree, parent tree, identifiers) and 14.8.5.7 (tables).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reviewer.report.structure import Element, Role
from reviewer.report.tagging import Content, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.report.annotations import Annotator
    from reviewer.report.tagging import Annotation, Kid, Tagging

# Made once: a name is looked up at each use else, and there are thousands.
_ELEMENT, _CONTENT, _OBJECT = Name.StructElem, Name.MCR, Name.OBJR
_CELLS = frozenset({Role.HEAD_CELL, Role.CELL})
_WRAPPERS = _CELLS | {Role.LABEL, Role.LIST_BODY}


@dataclass(slots=True)
class _Headings:
    """The identifiers by which cells and their heads know of each other.

    Attributes:
        names: of head cells. headers: of each cell, the names of its heads.
    """

    names: dict[Element, str] = field(default_factory=dict)
    headers: dict[Element, list[str]] = field(default_factory=dict)
    tables: int = 0


class TreeWriter:
    """Writes the tree of one file.

    Args:
        pdf: the file.
        tagging: what was drawn.
        annotator: puts annotations where the tree has them.
    """

    def __init__(self, pdf: pikepdf.Pdf, tagging: Tagging, annotator: Annotator) -> None:
        self._pdf = pdf
        self._tagging = tagging
        self._annotator = annotator
        self._headings = _Headings()
        self._named: dict[str, pikepdf.Object] = {}
        self._claimed: list[list[pikepdf.Object]] = [[] for _ in pdf.pages]
        self._annotated: list[pikepdf.Object] = []

    def write(self, language: str) -> None:
        """Writes tree, parent tree and identifiers; pages learn of them.

        Args:
            language: BCP 47 tag of the whole, said in the file's catalogue.
        """
        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([self._element(self._tagging.document, root, language)])
        numbers = Array()
        for number, elements in enumerate(self._claimed):
            self._annotator.page(number).StructParents = number
            numbers.append(number)
            numbers.append(self._pdf.make_indirect(Array(elements)))
        for number, element in enumerate(self._annotated, start=len(self._claimed)):
            numbers.append(number)
            numbers.append(element)
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=numbers))
        root.ParentTreeNextKey = len(self._claimed) + len(self._annotated)
        if self._named:
            names = Array()
            for name, element in sorted(self._named.items()):
                names.append(String(name))
                names.append(element)
            limits = [String(min(self._named)), String(max(self._named))]
            leaf = self._pdf.make_indirect(Dictionary(Names=names, Limits=limits))
            root.IDTree = Dictionary(Kids=[leaf])
        self._pdf.Root.StructTreeRoot = root

    def _element(self, element: Element, parent: pikepdf.Object, language: str) -> pikepdf.Object:
        """Writes an element with all that belongs to it."""
        if element.role is Role.TABLE:
            self._name_cells(element)
        name = element.role.value
        if element.role is Role.HEADING:
            name += str(element.level)
        made = self._pdf.make_indirect(Dictionary(Type=_ELEMENT, S=_named(name), P=parent))
        found = self._kids(element)
        if element.language and element.language != language:
            language = element.language
            made.Lang = String(language)
        if element.about:
            made.Alt = String(element.about)
        self._describe(element, made)
        kids = Array()
        page = -1
        for kid in found:
            if isinstance(kid, Element):
                kids.append(self._element(kid, made, language))
            else:
                if page < 0:
                    page = kid.page
                    made.Pg = self._annotator.page(page)
                kids.append(self._claim(kid, element, made, page))
        if len(kids):
            made.K = kids if len(kids) > 1 else kids[0]
        return made

    def _claim(
        self, kid: Content | Annotation, element: Element, made: pikepdf.Object, page: int
    ) -> pikepdf.Object | int:
        """Makes a piece of a page, or an annotation on it, part of an element."""
        if isinstance(kid, Content):
            claimed = self._claimed[kid.page]
            claimed.extend([made] * (kid.number + 1 - len(claimed)))
            claimed[kid.number] = made
            if kid.page == page:
                return kid.number
            here = self._annotator.page(kid.page)
            return Dictionary(Type=_CONTENT, Pg=here, MCID=kid.number)
        words = spoken(self._tagging.said.get(element, ()))
        annotation = self._annotator.add(kid, words)
        annotation.StructParent = len(self._claimed) + len(self._annotated)
        self._annotated.append(made)
        here = self._annotator.page(kid.page)
        return Dictionary(Type=_OBJECT, Obj=annotation, Pg=here)

    def _describe(self, element: Element, made: pikepdf.Object) -> None:
        """Adds what tables and notes say of themselves."""
        name = element.key if element.role is Role.NOTE else self._headings.names.get(element)
        if name:
            made.ID = String(name)
            self._named[name] = made
        if element.role is Role.HEAD_CELL:
            scope = Name.Row if element.across else Name.Column
            made.A = Dictionary(O=Name.Table, Scope=scope)
        elif self._headings.headers.get(element):
            heads = [String(each) for each in self._headings.headers[element]]
            made.A = Dictionary(O=Name.Table, Headers=Array(heads))

    def _kids(self, element: Element) -> list[Kid]:
        """What an element consists of; lists that follow each other are one."""
        kids: list[Kid] = []
        for kid in self._tagging.kids(element):
            before = kids[-1] if kids else None
            if (
                isinstance(kid, Element)
                and isinstance(before, Element)
                and (kid.role is before.role is Role.LIST)
            ):
                self._tagging.join(before, kid)
            else:
                kids.append(kid)
        return self._unwrapped(element, kids)

    def _unwrapped(self, element: Element, kids: list[Kid]) -> list[Kid]:
        """What a cell consists of that holds one paragraph and is that paragraph then."""
        only = kids[0] if len(kids) == 1 else None
        if (
            element.role not in _WRAPPERS
            or not isinstance(only, Element)
            or only.role is not Role.PARAGRAPH
        ):
            return kids
        element.language = only.language
        return self._kids(only)

    def _name_cells(self, table: Element) -> None:
        """Gives a table's cells names, and rows that are too short further cells."""
        headings = self._headings
        headings.tables += 1
        rows = [
            (row, [cell for cell in self._children(row) if cell.role in _CELLS])
            for part in self._children(table)
            for row in (self._children(part) if part.role is not Role.ROW else (part,))
        ]
        width = max((len(row) for _, row in rows), default=0)
        columns: list[str] = []
        for number, (row, found) in enumerate(rows):
            for _ in range(width - len(found)):
                found.append(Element(Role.CELL, parent=row))
                self._tagging.append(row, found[-1])
            across = ""
            for rank, cell in enumerate(found):
                if cell.role is Role.HEAD_CELL:
                    name = f"table-{headings.tables}-{number}-{rank}"
                    headings.names[cell] = name
                    if cell.across:
                        across = name
                    else:
                        columns.append(name)
                above = [columns[rank]] if rank < len(columns) else []
                headings.headers[cell] = [*above, *filter(None, [across])]

    def _children(self, element: Element) -> Iterator[Element]:
        return (kid for kid in self._tagging.kids(element) if isinstance(kid, Element))


@cache
def _named(role: str) -> Name:
    return Name(f"/{role}")
