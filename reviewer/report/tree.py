"""Writes the structure tree of a report: what each part of a page is, and in which order.

Source: ISO 32000-1, 14.7 (tree, parent tree, identifiers) and 14.8.5.7 (tables).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.report.objects import references, string
from reviewer.report.structure import Element, Role
from reviewer.report.tagging import Content, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.report.annotations import Annotator
    from reviewer.report.objects import Objects
    from reviewer.report.tagging import Annotation, Kid, Tagging

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
        objects: of the file.
        tagging: what was drawn.
        annotator: puts annotations where the tree has them.
    """

    def __init__(self, objects: Objects, tagging: Tagging, annotator: Annotator) -> None:
        self._objects = objects
        self._tagging = tagging
        self._annotator = annotator
        self._headings = _Headings()
        self._named: dict[str, int] = {}
        self._claimed: list[list[int]] = [[] for _ in annotator.found]
        self._annotated: list[int] = []

    def write(self, language: str) -> int:
        """Writes tree, parent tree and identifiers; the number of the tree's root.

        Args:
            language: BCP 47 tag of the whole, said in the file's catalogue.
        """
        objects = self._objects
        root = objects.reserve()
        top = self._element(self._tagging.document, root, language)
        owners = [objects.add(references(page)) for page in self._claimed] + self._annotated
        numbers = " ".join([f"{key} {owner} 0 R" for key, owner in enumerate(owners)])
        parents = objects.add(f"<</Nums[{numbers}]>>")
        names = ""
        if self._named:
            limits = f"{string(min(self._named))}{string(max(self._named))}"
            listed = "".join(
                [f"{string(name)}{at} 0 R" for name, at in sorted(self._named.items())]
            )
            leaf = objects.add(f"<</Names[{listed}]/Limits[{limits}]>>")
            names = f"/IDTree<</Kids[{leaf} 0 R]>>"
        objects.put(
            root,
            f"<</Type/StructTreeRoot/K[{top} 0 R]/ParentTree {parents} 0 R"
            f"/ParentTreeNextKey {len(owners)}{names}>>",
        )
        return root

    def _element(self, element: Element, parent: int, language: str) -> int:
        """Writes an element with all that belongs to it; its number."""
        if element.role is Role.TABLE:
            self._name_cells(element)
        number = self._objects.reserve()
        level = str(element.level) if element.role is Role.HEADING else ""
        told = f"<</Type/StructElem/S/{element.role}{level}/P {parent} 0 R"
        found = self._kids(element)
        if element.language and element.language != language:
            language = element.language
            told += f"/Lang{string(language)}"
        if element.about:
            told += f"/Alt{string(element.about)}"
        told += self._described(element, number)
        kids = []
        page = -1
        for kid in found:
            if isinstance(kid, Element):
                kids.append(f"{self._element(kid, number, language)} 0 R")
            else:
                if page < 0:
                    page = kid.page
                    told += f"/Pg {self._annotator.page(page)} 0 R"
                kids.append(self._claim(kid, element, number, page))
        if kids:
            told += f"/K[{' '.join(kids)}]" if len(kids) > 1 else f"/K {kids[0]}"
        self._objects.put(number, f"{told}>>")
        return number

    def _claim(self, kid: Content | Annotation, element: Element, number: int, page: int) -> str:
        """Makes a piece of a page, or an annotation on it, part of an element."""
        if isinstance(kid, Content):
            claimed = self._claimed[kid.page]
            claimed.extend([number] * (kid.number + 1 - len(claimed)))
            claimed[kid.number] = number
            if kid.page == page:
                return str(kid.number)
            return f"<</Type/MCR/Pg {self._annotator.page(kid.page)} 0 R/MCID {kid.number}>>"
        words = spoken(self._tagging.said.get(element, ()))
        made = self._annotator.add(kid, words, len(self._claimed) + len(self._annotated))
        self._annotated.append(number)
        return f"<</Type/OBJR/Obj {made} 0 R/Pg {self._annotator.page(kid.page)} 0 R>>"

    def _described(self, element: Element, number: int) -> str:
        """What tables and notes say of themselves."""
        told = ""
        name = element.key if element.role is Role.NOTE else self._headings.names.get(element)
        if name:
            told = f"/ID{string(name)}"
            self._named[name] = number
        if element.role is Role.HEAD_CELL:
            return f"{told}/A<</O/Table/Scope/{'Row' if element.across else 'Column'}>>"
        heads = self._headings.headers.get(element)
        if heads:
            return f"{told}/A<</O/Table/Headers[{''.join(map(string, heads))}]>>"
        return told

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
