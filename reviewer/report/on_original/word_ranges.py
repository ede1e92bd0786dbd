"""Ranges of comments in a Word document: runs are cut where a range begins or ends in them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from reviewer.text.readers.docx.package import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

# What a range can begin and end in; a run within anything else is taken whole.
_HOLDERS = frozenset(
    {"p", "hyperlink", "ins", "moveTo", "fldSimple", "smartTag", "sdtContent", "customXml", "dir",
     "bdo"}
)  # fmt: skip
_ONE = frozenset({"tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym"})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class _Cuts:
    """Where ranges begin and end in one run, by offsets of its own text."""

    starts: list[tuple[int, int]] = field(default_factory=list)
    ends: list[tuple[int, int]] = field(default_factory=list)


class Ranges:
    """Gathers the ranges of a part, then puts all in at once.

    Args:
        space: the namespace of the part's elements.
    """

    def __init__(self, space: str) -> None:
        self._space = space
        self._cuts: dict[Element, _Cuts] = {}

    def add(self, identity: int, first: tuple[Element, int], last: tuple[Element, int]) -> None:
        """A range from one place to another.

        Args:
            first, last: a run, and how many characters of its own text stand in front.
        """
        self._cuts.setdefault(first[0], _Cuts()).starts.append((first[1], identity))
        self._cuts.setdefault(last[0], _Cuts()).ends.append((last[1], identity))

    def put(self) -> None:
        """Writes all ranges into the part, and behind each the mark that names its comment."""
        for run, cuts in self._cuts.items():
            self._put(run, cuts)

    def _put(self, run: Element, cuts: _Cuts) -> None:
        offsets = sorted({offset for offset, _ in (*cuts.starts, *cuts.ends)})
        pieces = _cut(run, offsets)
        # Longer ranges open first and close last; those of later comments lie within.
        for offset, identity in sorted(cuts.starts):
            piece = next((one for start, one in pieces if start >= offset), pieces[-1][1])
            _holder(piece).addprevious(self._made("commentRangeStart", identity))
        for offset, identity in sorted(cuts.ends, key=lambda pair: (pair[0], -pair[1])):
            before = [one for start, one in pieces if start < offset]
            self._close(before[-1] if before else pieces[0][1], identity)

    def _close(self, piece: Element, identity: int) -> None:
        end = self._made("commentRangeEnd", identity)
        _behind(_holder(piece), end)
        mark = etree.Element(f"{{{self._space}}}r")
        mark.append(self._made("commentReference", identity))
        # Where a link or a tracked insertion ends, so that it is not part of either.
        _behind(_outermost(end), mark)

    def _made(self, name: str, identity: int) -> Element:
        made = etree.Element(f"{{{self._space}}}{name}")
        made.set(f"{{{self._space}}}id", str(identity))
        return made


def _behind(place: Element, made: Element) -> None:
    """Puts an element behind another, and behind the ends and marks that stand there already."""
    following = place.getnext()
    while following is not None and (
        name_of(following) == "commentRangeEnd" or _is_mark(following)
    ):
        place, following = following, following.getnext()
    tail, place.tail = place.tail, None
    place.addnext(made)
    made.tail = tail


def _is_mark(node: Element) -> bool:
    return name_of(node) == "r" and len(node) > 0 and name_of(node[-1]) == "commentReference"


def _holder(piece: Element) -> Element:
    """The run itself, or what surrounds it where no range can stand."""
    parent = piece.getparent()
    while parent is not None and name_of(parent) not in _HOLDERS:
        piece, parent = parent, parent.getparent()
    return piece


def _outermost(node: Element) -> Element:
    """What of a paragraph holds an element."""
    parent = node.getparent()
    while parent is not None and name_of(parent) != "p":
        node, parent = parent, parent.getparent()
    return node


def _cut(run: Element, offsets: Sequence[int]) -> list[tuple[int, Element]]:
    """A run in pieces, each with how many characters stand in front of it."""
    pieces = [(0, run)]
    for offset in offsets:
        start, last = pieces[-1]
        rest = _split(last, offset - start) if offset > start else None
        if rest is not None:
            pieces.append((offset, rest))
    return pieces


def _split(run: Element, offset: int) -> Element | None:
    """Cuts a run; its latter part, or None where nothing can be cut."""
    seen = 0
    for index, node in enumerate(run):
        length = _length(node)
        if length is None:
            return None
        if seen + length > offset or (seen + length == offset and _rest(run, index + 1)):
            inside = offset - seen
            return _parted(run, index, inside) if inside < length else _parted(run, index + 1, 0)
        seen += length
    return None


def _rest(run: Element, index: int) -> bool:
    """Whether something with text follows."""
    return any(_length(node) for node in list(run)[index:])


def _parted(run: Element, index: int, inside: int) -> Element:
    rest = run.makeelement(run.tag, {str(name): str(found) for name, found in run.attrib.items()})
    properties = next((one for one in run if name_of(one) == "rPr"), None)
    if properties is not None:
        rest.append(deepcopy(properties))
    moved = list(run)[index:]
    if inside:
        words = moved.pop(0)
        latter = deepcopy(words)
        text = words.text or ""
        words.text, latter.text = text[:inside], text[inside:]
        for one in (words, latter):
            one.set(_SPACE, "preserve")
        rest.append(latter)
    for one in moved:
        rest.append(one)  # takes it from the run
    rest.tail, run.tail = run.tail, None
    run.addnext(rest)
    return rest


def _length(node: Element) -> int | None:
    """How much of its run's own text an element stands for; None where that is not plain."""
    name = name_of(node)
    if name == "t":
        return len(node.text or "") if not len(node) else None
    if name in _ONE:
        return 1
    if name in {"mc:AlternateContent", "ruby"}:
        return None
    return 0
