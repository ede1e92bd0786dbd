"""What a document's styles say of its paragraphs and runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from reviewer.text.readers.docx.package import child, name_of, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OFF = frozenset({"0", "false", "off", "none"})
# No style a person made stands on more than a few others.
_CHAIN = 40
# Word's size where a document names none, in points.
_SIZE = 10.0
_SIZE_LIMIT = 1000
_BODY = 9
_HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s?([1-9])")
_TITLE_NAMES = frozenset({"title", "标题", "標題"})
_CONTENTS_NAME = re.compile(r"(?:toc|contents|目录)\s?[1-9]")
_CONTENTS_HEADINGS = frozenset({"toc heading", "contents heading", "toc 标题", "toc标题"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLook:
    """How a run is set; None where nothing says so.

    Attributes:
        size: in points.
    """

    bold: bool | None = None
    underlined: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    size: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphLook:
    """How a paragraph is set; None where nothing says so.

    Attributes:
        outline: rank of a heading from 1; 0 for body text.
        ranked: whether a style made it so, and not the paragraph alone.
        title: whether its style is the one for a document's title.
        contents: whether its style is one for lines of a table of contents.
        list_name: the list it belongs to; empty where it was taken out of one.
        list_style: the style that put it into the list; empty where it was not a style.
        list_level: from 0.
    """

    outline: int | None = None
    ranked: bool | None = None
    title: bool | None = None
    contents: bool | None = None
    list_name: str | None = None
    list_style: str | None = None
    list_level: int | None = None
    centred: bool | None = None


_Look = TypeVar("_Look", RunLook, ParagraphLook)


@dataclass(frozen=True, slots=True)
class _Style:
    paragraph: ParagraphLook = ParagraphLook()
    run: RunLook = RunLook()


class Styles:
    """The styles of a document, each with what it takes from those it stands on.

    Args:
        root: the styles part; None where the document has none.
    """

    def __init__(self, root: Element | None) -> None:
        self._nodes: dict[str, Element] = {}
        self._known: dict[str, _Style] = {}
        self._runs: dict[tuple[str, str], RunLook] = {}
        self._default = ""
        self._base = RunLook(size=_SIZE)
        for node in root if root is not None else ():
            if name_of(node) == "style":
                identity = value(node, "styleId")
                self._nodes.setdefault(identity, node)
                by_default = value(node, "default") not in {"", *_OFF}
                if by_default and value(node, "type") == "paragraph":
                    self._default = self._default or identity
            elif name_of(node) == "docDefaults":
                own = run_look(child(node, "rPrDefault", "rPr"))
                self._base = over(own, self._base)

    def list_of(self, identity: str) -> str:
        """The list that a numbering style names; empty where it names none."""
        return self._style(identity).paragraph.list_name or ""

    def paragraph(self, identity: str) -> ParagraphLook:
        """What a paragraph style says; of the document's usual one where none is named."""
        return self._style(identity if identity in self._nodes else self._default).paragraph

    def run(self, paragraph: str, character: str) -> RunLook:
        """What a run's styles say: the paragraph's and its own."""
        key = paragraph, character
        if key not in self._runs:
            self._runs[key] = self._run(paragraph, character)
        return self._runs[key]

    def _run(self, paragraph: str, character: str) -> RunLook:
        base = self._base
        below = self._style(paragraph if paragraph in self._nodes else self._default).run
        above = self._style(character).run
        # Two styles that both set bold cancel each other; so they do for caps.
        look: RunLook = over(above, over(below, base))
        return replace(
            look,
            bold=bool(below.bold) != bool(above.bold) or bool(base.bold),
            caps=bool(below.caps) != bool(above.caps) or bool(base.caps),
            hidden=bool(below.hidden) != bool(above.hidden) or bool(base.hidden),
        )

    def _style(self, identity: str) -> _Style:
        if identity in self._known:
            return self._known[identity]
        chain: list[str] = []
        name = identity
        while name in self._nodes and name not in chain and len(chain) < _CHAIN:
            chain.append(name)
            name = value(child(self._nodes[name], "basedOn"))
        style = _Style()
        for name in reversed(chain):
            node = self._nodes[name]
            style = _Style(
                over(_named(node, name), style.paragraph),
                over(run_look(child(node, "rPr")), style.run),
            )
        self._known[identity] = style
        return style


@lru_cache(maxsize=2000)
def over(look: _Look, below: _Look) -> _Look:
    """A look, with what it leaves open taken from the one below it."""
    taken = {
        one.name: getattr(below, one.name)
        for one in fields(look)
        if getattr(look, one.name) is None
    }
    return replace(look, **taken)


def run_look(node: Element | None) -> RunLook:
    """What run properties say themselves."""
    if node is None:
        return RunLook()
    parts = {name_of(one): one for one in node}
    size = number(value(parts.get("sz")))
    return RunLook(
        bold=_switch(parts.get("b")),
        underlined=_switch(parts.get("u")),
        caps=_switch(parts.get("caps")),
        hidden=_switch(parts.get("vanish")),
        size=size / 2 if size is not None and 0 < size < _SIZE_LIMIT else None,
    )


def paragraph_look(node: Element | None) -> ParagraphLook:
    """What paragraph properties say themselves."""
    if node is None:
        return ParagraphLook()
    parts = {name_of(one): one for one in node}
    outline = number(value(parts.get("outlineLvl")))
    numbering = parts.get("numPr")
    name = child(numbering, "numId")
    level = number(value(child(numbering, "ilvl")))
    aligned = value(parts.get("jc"))
    return ParagraphLook(
        outline=None if outline is None else _rank(outline),
        ranked=None if outline is None else False,
        list_name=None if name is None else value(name).strip("0 ") and value(name),
        list_style=None if name is None else "",
        list_level=None if level is None else min(max(level, 0), _BODY - 1),
        centred=aligned == "center" if aligned else None,
    )


def _named(node: Element, identity: str) -> ParagraphLook:
    """What a paragraph style says, by its properties and by its name."""
    look = paragraph_look(child(node, "pPr"))
    name = (value(child(node, "name")) or identity).strip().lower()
    heading = _HEADING_NAME.fullmatch(name)
    outline = look.outline
    if name in _CONTENTS_HEADINGS:
        outline = 1
    elif heading and outline is None:
        outline = int(heading.group(1))
    return replace(
        look,
        outline=outline,
        ranked=None if outline is None else True,
        title=True if name in _TITLE_NAMES else None,
        contents=True if _CONTENTS_NAME.fullmatch(name) else None,
        list_style=None if look.list_name is None else identity,
    )


def _rank(outline: int) -> int:
    return outline + 1 if 0 <= outline < _BODY else 0


def _switch(node: Element | None) -> bool | None:
    if node is None:
        return None
    return value(node).lower() not in _OFF
