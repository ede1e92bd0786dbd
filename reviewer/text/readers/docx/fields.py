"""Fields of a Word document: which text is their code, and which are tables of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.text.readers.docx.package import name_of, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CODE_LENGTH = 60


class Fields:
    """Follows the fields of a part, which open and close like brackets.

    One that is never closed is passed over, lest it swallow the text behind it.

    Args:
        root: of the part.
    """

    def __init__(self, root: Element) -> None:
        self._begins: dict[Element, Element] = {}
        self._closed: set[Element] = set()
        open_fields: list[Element] = []
        for node in root.iter():
            if name_of(node) != "fldChar":
                continue
            kind = value(node, "fldCharType")
            if kind == "begin":
                open_fields.append(node)
            elif kind in {"separate", "end"} and open_fields:
                self._begins[node] = open_fields[-1]
                if kind == "end":
                    self._closed.add(open_fields.pop())
        self._open: dict[Element, str] = {}
        # Those whose code is not over, innermost last.
        self._coding: dict[Element, None] = {}
        self._contents = 0

    @property
    def in_code(self) -> bool:
        """Whether the text in hand is the code of a field."""
        return bool(self._coding)

    @property
    def in_contents(self) -> bool:
        """Whether the text in hand is what a table of contents came to."""
        return self._contents > 0

    def read(self, node: Element, name: str) -> None:
        """Takes up a mark or a piece of code."""
        if name == "instrText":
            if self._coding:
                last = next(reversed(self._coding))
                self._open[last] = (self._open[last] + (node.text or ""))[:_CODE_LENGTH]
            return
        kind = value(node, "fldCharType")
        if kind == "begin" and node in self._closed:
            self._open[node] = ""
            self._coding[node] = None
        elif kind in {"separate", "end"} and self._begins.get(node) in self._open:
            self._pass(self._begins[node], at_end=kind == "end")

    def _pass(self, begin: Element, *, at_end: bool) -> None:
        """Goes on from a field's code to its result, or leaves it."""
        if begin in self._coding:
            del self._coding[begin]
            self._contents += field_kind(self._open[begin]) == "TOC"
        if at_end:
            self._contents -= field_kind(self._open.pop(begin)) == "TOC"


def field_kind(code: str) -> str:
    """The first word of a field's code, in capitals; empty where there is none."""
    words = code.split(maxsplit=1)
    return words[0].upper() if words else ""
