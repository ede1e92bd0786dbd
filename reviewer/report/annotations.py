"""Links, comments and signature fields as the file's own annotations."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewer.report.objects import lengths, references, string
from reviewer.report.tagging import Commented, LinkArea, SignatureField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.report.objects import Objects
    from reviewer.report.tagging import Annotation, Box

_PRINTED = 4
_EXISTS = 1


class Annotator:
    """Makes the annotations of one file.

    Args:
        objects: of the file.
        pages: numbers of the pages, in order.
        moment: when they are from, as the format has it.
        places: page and height that each key leads to.

    Attributes:
        found: numbers of the annotations of each page, in order.
    """

    def __init__(
        self,
        objects: Objects,
        pages: Sequence[int],
        moment: str,
        places: dict[str, tuple[int, float]],
    ) -> None:
        self._objects = objects
        self._pages = pages
        self._moment = string(moment)
        self._places = places
        self._fields: list[int] = []
        self._tinting = 0
        self.found: list[list[int]] = [[] for _ in pages]

    def page(self, number: int) -> int:
        """The number of a page, which is counted from 0."""
        return self._pages[number]

    def add(self, annotation: Annotation, words: str, owner: int) -> int:
        """Puts an annotation on its page; its number.

        Args:
            annotation: what and where it is.
            words: that a link lies on.
            owner: the key under which the structure tree knows whose it is.
        """
        if isinstance(annotation, LinkArea):
            made = self._link(annotation, words)
        elif isinstance(annotation, Commented):
            made = self._highlight(annotation)
        else:
            made = self._signature(annotation)
        page = self._pages[annotation.page]
        number = self._objects.add(
            f"<</Type/Annot{made}/F {_PRINTED}/P {page} 0 R/StructParent {owner}>>"
        )
        self.found[annotation.page].append(number)
        if isinstance(annotation, SignatureField):
            self._fields.append(number)
        return number

    def form(self) -> int:
        """Writes the form of all fields; its number, 0 where there are none."""
        if not self._fields:
            return 0
        return self._objects.add(f"<</Fields{references(self._fields)}/SigFlags {_EXISTS}>>")

    def _link(self, link: LinkArea, words: str) -> str:
        page, top = self._places[link.key]
        return (
            f"/Subtype/Link/Rect{lengths(link.box)}/Border[0 0 0]"
            f"/Contents{string(words or link.key)}"
            f"/Dest[{self._pages[page]} 0 R/XYZ 0 {round(top, 2)} 0]"
        )

    def _highlight(self, told: Commented) -> str:
        """A comment whose tint darkens the paper and leaves the words as they are."""
        comment = told.comment
        around = _around(told.boxes)
        hue = " ".join([f"{part:g}" for part in _rgb(comment.tint)])
        boxes = "".join(
            f"{left:.2f} {low:.2f} {right - left:.2f} {high - low:.2f} re\n"
            for left, low, right, high in told.tinted
        )
        paint = f"/G gs {hue} rg\n{boxes}f\n" if boxes else ""
        look = self._form(paint, around, tinting=bool(boxes))
        return (
            f"/Subtype/Highlight/Rect{lengths(around)}/QuadPoints{_quads(told.boxes)}/C[{hue}]"
            f"/Contents{string(comment.text)}/T{string(comment.author)}"
            f"/Subj{string(comment.subject)}/NM{string(f'{comment.key}-{told.page + 1}')}"
            f"/M{self._moment}/CreationDate{self._moment}/AP<</N {look} 0 R>>"
        )

    def _signature(self, field: SignatureField) -> str:
        left, low, right, high = field.box
        look = self._form("", (0.0, 0.0, right - left, high - low))
        return (
            f"/Subtype/Widget/FT/Sig/Rect{lengths(field.box)}/T{string(field.name)}"
            f"/TU{string(field.about)}/AP<</N {look} 0 R>>"
        )

    def _form(self, operators: str, box: Box, *, tinting: bool = False) -> int:
        entries = f"/Type/XObject/Subtype/Form/BBox{lengths(box)}"
        if tinting:
            group = "/Group<</S/Transparency/CS/DeviceRGB>>"
            entries += f"/Resources {self._multiplying()} 0 R{group}"
        else:
            entries += "/Resources<<>>"
        return self._objects.stream(entries, operators.encode())

    def _multiplying(self) -> int:
        """Resources of looks that darken what lies below, the same for all."""
        if not self._tinting:
            state = "<</Type/ExtGState/BM/Multiply>>"
            self._tinting = self._objects.add(f"<</ExtGState<</G {state}>>>>")
        return self._tinting


def _around(boxes: Sequence[Box]) -> Box:
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return min(lefts), min(lows), max(rights), max(highs)


def _quads(boxes: Sequence[Box]) -> str:
    """Corners as viewers expect them: upper left, upper right, lower left, lower right."""
    corners: list[float] = []
    for left, low, right, high in boxes:
        corners += [left, high, right, high, left, low, right, low]
    return lengths(corners)


@cache
def _rgb(hue: str) -> tuple[float, ...]:
    """The parts of "#RRGGBB" from 0 to 1.

    >>> _rgb("#FF8000")
    (1.0, 0.502, 0.0)
    """
    return tuple(round(int(hue[at : at + 2], 16) / 255, 3) for at in (1, 3, 5))
