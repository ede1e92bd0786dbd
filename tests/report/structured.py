"""What a tagged file holds, read back with pikepdf: content, structure tree, annotations."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAINTING = frozenset(
    ("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", '"', "BI", "EI")
)
# pikepdf's objects are whatever the file makes of them.
Node = Any


@dataclass(frozen=True)
class Loose:
    """What is painted outside any marked content, by page and operator."""

    page: int
    operator: str


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def painted(pdf: pikepdf.Pdf) -> tuple[list[Loose], list[set[int]]]:
    """What is painted loose, and the numbers of the marked content of each page."""
    loose: list[Loose] = []
    numbers: list[set[int]] = []
    for rank, page in enumerate(pdf.pages):
        found: set[int] = set()
        stack: list[bool] = []
        for instruction in pikepdf.parse_content_stream(page):
            operands, name = instruction.operands, str(instruction.operator)
            if name in {"BDC", "BMC"}:
                number = _number(operands)
                if number is not None:
                    assert number not in found, "a number is used twice"
                    found.add(number)
                stack.append(number is not None or str(operands[0]) == "/Artifact")
            elif name == "EMC":
                stack.pop()
            elif name in _PAINTING and not any(stack):
                loose.append(Loose(rank, name))
        assert not stack, "marked content is not closed"
        numbers.append(found)
    return loose, numbers


def _number(operands: Node) -> int | None:
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
        return int(properties["/MCID"])
    return None


def parents(pdf: pikepdf.Pdf) -> dict[int, Node]:
    """The parent tree by its keys."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def kids(element: Node) -> list[Node]:
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def is_element(kid: Node) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem"


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[Node, str]]:
    """All elements in reading order, each with its language."""

    def walk(element: Node, language: str) -> Iterator[tuple[Node, str]]:
        language = str(element.get("/Lang", language))
        yield element, language
        for kid in kids(element):
            if is_element(kid):
                yield from walk(kid, language)

    for top in kids(pdf.Root.StructTreeRoot):
        yield from walk(top, str(pdf.Root.Lang))


def role(element: Node) -> str:
    return str(element.S)[1:]


def within(element: Node, *roles: str) -> list[Node]:
    """The elements of some roles directly in an element."""
    return [kid for kid in kids(element) if is_element(kid) and role(kid) in roles]


def contents(pdf: pikepdf.Pdf, element: Node) -> list[tuple[int, int]]:
    """Pages and numbers of the marked content of an element itself."""
    pages = {page.obj.objgen: rank for rank, page in enumerate(pdf.pages)}
    found = []
    for kid in kids(element):
        if isinstance(kid, int):
            found.append((pages[element.Pg.objgen], kid))
        elif not is_element(kid) and kid.Type == "/MCR":
            found.append((pages[kid.Pg.objgen], int(kid.MCID)))
    return found


def claimed(element: Node) -> list[Node]:
    """The annotations of an element itself."""
    return [
        kid.Obj
        for kid in kids(element)
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    ]


def annotations_of(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Node]]:
    """All annotations with their pages, from 0."""
    for rank, page in enumerate(pdf.pages):
        for annotation in page.obj.get("/Annots", ()):
            yield rank, annotation
