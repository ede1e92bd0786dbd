"""A review as comments in a copy of the Word document that the policy was read from."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from reviewer.errors import NotCopied, NotMarked
from reviewer.model.origin import RunOrigin
from reviewer.report.on_original.copied import Copied, nowhere
from reviewer.report.on_original.mark import Marked, quoted
from reviewer.report.on_original.word_package import WordPackage
from reviewer.report.on_original.word_ranges import Ranges
from reviewer.text.readers import docx
from reviewer.text.readers.docx.blocks import Place
from reviewer.text.readers.docx.located import runs_of
from reviewer.text.readers.docx.package import name_of, number, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from reviewer.model.policy import Policy
    from reviewer.model.span import Span
    from reviewer.report.on_original.mark import Mark

# Word opens no file with more ranges of comments (MS-OI29500, 2.1.315).
_MOST = 32_767
_INITIALS = 9
# What XML cannot hold.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOTES = ("footnote", "endnote")
_WHOLE = 1 << 30


def annotated(source: bytes, told: Marked) -> Copied:
    """A copy of the document with every mark as a comment on its words.

    All other parts stay as they are, byte by byte.

    Raises:
        ReadError: the document cannot be read any more.
        NotCopied: it is not the one that the policy was read from.
    """
    package = WordPackage(source)
    places = _Places(package, told.policy)
    comments = package.comments()
    ranges = Ranges(package.word)
    problems = [*told.problems]
    identity = _first_free(package, comments)
    placed = 0
    for mark in told.marks:
        found = places.of(mark.span) if len(comments) < _MOST else None
        if found is None:
            problems.append(nowhere(quoted(told.policy, mark.span)))
            continue
        if found.elsewhere:
            problems.append(_elsewhere(quoted(told.policy, mark.span)))
        ranges.add(identity, found.first, found.last)
        comments.append(_comment(package.word, identity, mark))
        identity += 1
        placed += 1
    ranges.put()
    if placed:
        package.put(comments)
    if package.signed:
        problems.append(
            NotMarked(
                "The Word document is signed, and its signatures do not hold in the copy; they do "
                "in the original."
            )
        )
    data = package.packed()
    _check_words(source, data, told.policy.source.name)
    return Copied(data, placed, tuple(problems))


def _check_words(source: bytes, copy: bytes, name: str) -> None:
    """That the copy says what the original says, however odd its markup is.

    Raises:
        NotCopied: it does not.
    """
    if docx.read(copy).text != docx.read(source).text:
        raise NotCopied(
            "{name} is built so oddly that comments would change its words; save it anew in a word "
            "processor and review that, or use the report.",
            name=name,
        )


def _elsewhere(words: str) -> NotMarked:
    return NotMarked(
        "The words “{words}” stand in a text box or a note, where Word shows no comments; their "
        "comment stands where the box or the note's mark does.",
        words=words,
    )


@dataclass(frozen=True, slots=True)
class _Range:
    """Where a comment begins and ends: runs, and offsets into them.

    Attributes:
        elsewhere: whether the words themselves can have no comment.
    """

    first: tuple[Element, int]
    last: tuple[Element, int]
    elsewhere: bool = False


class _Places:
    """Finds the runs of a policy's words."""

    def __init__(self, package: WordPackage, policy: Policy) -> None:
        self._main = package.main
        self._text = policy.text
        self._origins = [one for one in policy.origins if isinstance(one, RunOrigin)]
        self._starts = [origin.span.start for origin in self._origins]
        self._runs = runs_of(package.document, package.main)
        self._notes = dict(_note_marks(package))
        if any(self._gone(origin) for origin in self._origins):
            raise NotCopied(
                "{name} does not hold the words that were reviewed at their places; review it "
                "anew, or use the report.",
                name=policy.source.name,
            )

    def _gone(self, origin: RunOrigin) -> bool:
        place = Place(origin.part, origin.paragraph, origin.run)
        return origin.part == self._main and place not in self._runs

    def of(self, span: Span) -> _Range | None:
        """Where a comment on a span stands; None where there is no place for it."""
        here: list[_Range] = []
        anchors: list[Element] = []
        for origin, start, end in self._pieces(span):
            run = self._runs.get(Place(origin.part, origin.paragraph, origin.run))
            box = _box_run(run) if run is not None else self._note_run(origin)
            if run is not None and box is None:
                here.append(_Range((run, start), (run, end)))
            elif box is not None:
                anchors.append(box)
        if here:
            return _Range(here[0].first, here[-1].last, elsewhere=bool(anchors))
        if anchors:
            return _Range((anchors[0], 0), (anchors[0], _WHOLE), elsewhere=True)
        return None

    def _pieces(self, span: Span) -> Iterator[tuple[RunOrigin, int, int]]:
        """The stretches that a span touches, with offsets into their runs, without blank ones."""
        for rank in range(max(0, bisect_right(self._starts, span.start) - 1), len(self._origins)):
            origin = self._origins[rank]
            if origin.span.start >= span.end:
                return
            start, end = max(span.start, origin.span.start), min(span.end, origin.span.end)
            words = self._text[start:end] if start < end else ""
            if words.strip():
                start += len(words) - len(words.lstrip())
                end -= len(words) - len(words.rstrip())
                shift = origin.offset - origin.span.start
                yield origin, start + shift, end + shift

    def _note_run(self, origin: RunOrigin) -> Element | None:
        """The run that refers to the note that a stretch stands in."""
        return self._notes.get((origin.part, origin.paragraph))


def _box_run(run: Element) -> Element | None:
    """The run of the text itself that a box hangs on; None for a run outside of boxes."""
    found = None
    boxed = False
    for around in run.iterancestors():
        name = name_of(around)
        boxed = boxed or name == "txbxContent"
        if boxed and name == "r":
            found = around  # the outermost one
    return found


def _note_marks(package: WordPackage) -> Iterator[tuple[tuple[str, int], Element]]:
    """The run that refers to each paragraph of each note, by part and number of paragraph."""
    for kind in _NOTES:
        name, root = package.part(f"{kind}s")
        if root is None:
            continue
        marks: dict[str, Element] = {}
        for node in package.document.iter():
            run = node.getparent() if name_of(node) == f"{kind}Reference" else None
            if run is not None and name_of(run) == "r":
                box = _box_run(run)
                marks.setdefault(value(node, "id"), run if box is None else box)
        paragraphs = (one for one in root.iter() if name_of(one) == "p")
        for rank, paragraph in enumerate(paragraphs):
            note = next((one for one in paragraph.iterancestors() if name_of(one) == kind), None)
            if note is not None and value(note, "id") in marks:
                yield (name, rank), marks[value(note, "id")]


def _first_free(package: WordPackage, comments: Element) -> int:
    """A number above those of all comments."""
    named = (
        value(one, "id")
        for one in (*comments.iter(), *package.document.iter())
        if name_of(one) in {"comment", "commentReference", "commentRangeStart", "commentRangeEnd"}
    )
    return max((number(one) or 0 for one in named), default=-1) + 1


def _comment(space: str, identity: int, mark: Mark) -> Element:
    word = f"{{{space}}}"
    author = _fit(mark.author)
    made = etree.Element(f"{word}comment", nsmap={"w": space})
    made.set(f"{word}id", str(identity))
    made.set(f"{word}author", author)
    made.set(f"{word}date", mark.moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    made.set(f"{word}initials", _initials(author))
    for rank, line in enumerate((mark.subject, *mark.text.split("\n"))):
        paragraph = etree.SubElement(made, f"{word}p")
        if not rank:
            etree.SubElement(etree.SubElement(paragraph, f"{word}r"), f"{word}annotationRef")
        run = etree.SubElement(paragraph, f"{word}r")
        if not rank:
            etree.SubElement(etree.SubElement(run, f"{word}rPr"), f"{word}b")
        text = etree.SubElement(run, f"{word}t")
        text.text = _fit(line)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


def _initials(name: str) -> str:
    """What stands for a name.

    >>> _initials("Ada Byron"), _initials("王芳")
    ('AB', '王')
    """
    return "".join(word[0] for word in name.split())[:_INITIALS].upper()
