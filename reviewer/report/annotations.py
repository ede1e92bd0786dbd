"""Links, comments and signature fields as the file's own annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reviewer.report.tagging import Commented, LinkArea, SignatureField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.report.tagging import Annotation, Box

# Made once: a name is looked up at each use else, and there are thousands.
_ANNOTATION, _LINK, _HIGHLIGHT, _FIT = Name.Annot, Name.Link, Name.Highlight, Name.XYZ
_PRINTED = 4
_EXISTS = 1


class Annotator:
    """Makes the annotations of one file.

    Args:
        pdf: the file.
        moment: when they are from, as the format has it.
        places: page and height that each key leads to.
    """

    def __init__(self, pdf: pikepdf.Pdf, moment: str, places: dict[str, tuple[int, float]]) -> None:
        self._pdf = pdf
        self._moment = moment
        self._places = places
        self._pages = [page.obj for page in pdf.pages]
        for page in self._pages:
            page.Tabs = Name.S
        self._multiply = pdf.make_indirect(Dictionary(Type=Name.ExtGState, BM=Name.Multiply))
        self._fields = Array()

    def page(self, number: int) -> pikepdf.Object:
        """A page, from 0."""
        return self._pages[number]

    def add(self, annotation: Annotation, words: str) -> pikepdf.Object:
        """Puts an annotation on its page.

        Args:
            annotation: what and where it is.
            words: that a link lies on.
        """
        if isinstance(annotation, LinkArea):
            made = self._link(annotation, words)
        elif isinstance(annotation, Commented):
            made = self._highlight(annotation)
        else:
            made = self._signature(annotation)
        page = self._pages[annotation.page]
        made.P = page
        found = self._pdf.make_indirect(made)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(found)
        if isinstance(annotation, SignatureField):
            self._fields.append(found)
        return found

    def finish(self) -> None:
        """Writes the form, where there is one."""
        if len(self._fields):
            form = Dictionary(Fields=self._fields, SigFlags=_EXISTS)
            self._pdf.Root.AcroForm = self._pdf.make_indirect(form)

    def _link(self, link: LinkArea, words: str) -> pikepdf.Dictionary:
        page, top = self._places[link.key]
        return Dictionary(
            Type=_ANNOTATION,
            Subtype=_LINK,
            Rect=_rounded(link.box),
            Border=Array([0, 0, 0]),
            Contents=String(words or link.key),
            Dest=Array([self._pages[page], _FIT, 0, round(top, 2), 0]),
            F=_PRINTED,
        )

    def _highlight(self, told: Commented) -> pikepdf.Dictionary:
        """A comment whose tint darkens the paper and leaves the words as they are."""
        comment = told.comment
        around = _around(told.boxes)
        hue = _rgb(comment.tint)
        boxes = "".join(
            f"{left:.2f} {low:.2f} {right - left:.2f} {high - low:.2f} re\n"
            for left, low, right, high in told.tinted
        )
        paint = f"/G gs {' '.join(f'{part:g}' for part in hue)} rg\n{boxes}f\n" if boxes else ""
        look = self._form(paint, around)
        if boxes:
            look.Resources = Dictionary(ExtGState=Dictionary(G=self._multiply))
            look.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
        return Dictionary(
            Type=_ANNOTATION,
            Subtype=_HIGHLIGHT,
            Rect=_rounded(around),
            QuadPoints=_quads(told.boxes),
            C=list(hue),
            Contents=String(comment.text),
            T=String(comment.author),
            Subj=String(comment.subject),
            NM=String(f"{comment.key}-{told.page + 1}"),
            M=String(self._moment),
            CreationDate=String(self._moment),
            F=_PRINTED,
            AP=Dictionary(N=look),
        )

    def _signature(self, field: SignatureField) -> pikepdf.Dictionary:
        left, low, right, high = field.box
        return Dictionary(
            Type=_ANNOTATION,
            Subtype=Name.Widget,
            FT=Name.Sig,
            Rect=_rounded(field.box),
            T=String(field.name),
            TU=String(field.about),
            F=_PRINTED,
            AP=Dictionary(N=self._form("", (0.0, 0.0, right - left, high - low))),
        )

    def _form(self, operators: str, box: Box) -> pikepdf.Stream:
        made = self._pdf.make_stream(operators.encode())
        made.Type = Name.XObject
        made.Subtype = Name.Form
        made.BBox = _rounded(box)
        made.Resources = Dictionary()
        return made


def _around(boxes: Sequence[Box]) -> Box:
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return min(lefts), min(lows), max(rights), max(highs)


def _quads(boxes: Sequence[Box]) -> list[float]:
    """Corners as viewers expect them: upper left, upper right, lower left, lower right."""
    corners: list[float] = []
    for left, low, right, high in boxes:
        corners += [left, high, right, high, left, low, right, low]
    return [round(value, 2) for value in corners]


def _rounded(box: Box) -> list[float]:
    return [round(value, 2) for value in box]


def _rgb(hue: str) -> tuple[float, ...]:
    """The parts of "#RRGGBB" from 0 to 1.

    >>> _rgb("#FF8000")
    (1.0, 0.502, 0.0)
    """
    return tuple(round(int(hue[at : at + 2], 16) / 255, 3) for at in (1, 3, 5))
