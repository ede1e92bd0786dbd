"""Lines to paragraphs, over line, column and page breaks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING
from unicodedata import category

from reviewer.text.markers import Marker, marker_of
from reviewer.text.readers.pdf.glyphs import CUT
from reviewer.text.readers.pdf.lines import HAN, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.text.readers.pdf.glyphs import Glyph

# A wider step than this many of the usual ones parts paragraphs.
_STEP = 1.3
# Sizes that differ by this part are different sizes.
_SIZE = 0.07
# In ems: an indent, and room that a Chinese line may leave for a mark that must not begin a line.
_INDENT, _HAN_ROOM = 0.9, 1.7
# A line that fills so much of its column is seldom a paragraph by itself.
_MOST = 0.5
_ENDS = re.compile(r"[.!?:;。！？：；…]['\"”’）)】」]*$")
_LOWER = re.compile(r"[a-z,;)]")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_LABEL = re.compile(r"[^\s。，,.;；:：][^。，,.;；:：]{0,20}[:：]\s*\S")
_DATED = re.compile(r"(?:19|20)\d\d\W?(?:[年/.-]\W?\d{1,2}.{0,8})?$|\d\W?日\W?$")
_TAIL, _HEAD = re.compile(r"(?<![\w-])([A-Za-z]+)-$"), re.compile(r"([a-z]+)")
_HYPHENED = re.compile(r"\w-$")
# Marks that Chinese and Latin text share.
_BOTH = frozenset("“”‘’—…·")
# Points within which a line ends at the margin; glyphs of a bullet, a space and a letter.
_EXACT, _BULLET_GLYPHS = 1.5, 3
# Documents that break words do so at the end of more lines than this.
_HYPHENS = 0.02
# First halves that keep their hyphen.
_COMPOUNDED = frozenset(
    ["third", "opt", "non", "self", "cross", "real", "long", "well", "end", "two", "one", "co", "e"]
)
BULLETS = frozenset("•●○■□▪▫◦·∙‣►▶➢➤✓✔-–—*\uf0b7")


@dataclass(frozen=True)
class Paragraph:
    """Lines that are one block of text.

    Attributes:
        glyphs: with the spaces that join its lines; None for a join
            without one is not kept. Each with its page.
    """

    lines: tuple[Line, ...]
    glyphs: tuple[tuple[Glyph, int], ...]

    @cached_property
    def text(self) -> str:
        """The words."""
        return "".join(glyph.text for glyph, _ in self.glyphs)

    @property
    def size(self) -> float:
        """The font size of most of its lines."""
        return Counter(line.size for line in self.lines).most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """Whether all of it is heavy."""
        return all(line.bold for line in self.lines)

    @property
    def italic(self) -> bool:
        """Whether all of it leans."""
        return all(line.italic for line in self.lines)


class Weaver:
    """Puts lines together by the habits of one document.

    Args:
        lines: of the whole document, from which its line steps and words are learnt.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._steps = _usual_steps(lines)
        cut = sum(bool(_TAIL.search(line.text)) for line in lines)
        # Most programs break no words: their hyphens are the author's.
        self._hyphenates = cut > _HYPHENS * len(lines)
        self._words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))

    def paragraphs(self, lines: Sequence[Line]) -> list[Paragraph]:
        """Paragraphs in the order of the lines."""
        groups: list[list[Line]] = []
        for line in lines:
            if groups and self._goes_on(groups[-1], line):
                groups[-1].append(line)
            else:
                groups.append([line])
        return [self.woven(group) for group in groups]

    def woven(self, lines: Sequence[Line]) -> Paragraph:
        """Lines as one paragraph, hyphens at their ends mended."""
        glyphs: list[tuple[Glyph, int]] = []
        for line in lines:
            if glyphs:
                self._join(glyphs, line)
            glyphs.extend((glyph, line.page) for glyph in line.glyphs)
        # A cut that no line end uses shows nothing.
        glyphs = [drawn for drawn in glyphs if drawn[0].text != CUT]
        return Paragraph(tuple(lines), tuple(glyphs))

    def _join(self, glyphs: list[tuple[Glyph, int]], line: Line) -> None:
        """Ends a line so that the next may follow: a space, nothing, or no hyphen."""
        last, page = glyphs[-1]
        before = "".join(glyph.text for glyph, _ in glyphs[-60:])
        if last.text == CUT:
            glyphs.pop()
            return
        if _is_broken_address(before, line.text):
            return
        tail, head = _TAIL.search(before), _HEAD.match(line.text)
        if tail and head and not self._is_compound(tail.group(1).lower(), head.group(1)):
            glyphs.pop()
            return
        if _HYPHENED.search(before) and line.text[:1].isalnum():
            return
        if _are_han(last.text[-1], line.text[0]):
            return
        space = last._replace(text=" ", left=last.right)
        glyphs.append((space, page))

    def _is_compound(self, tail: str, head: str) -> bool:
        """Whether a hyphen at a line's end belongs to the word."""
        if self._words[f"{tail}-{head}"]:
            return True
        if self._words[tail + head]:
            return False
        if tail in _COMPOUNDED:
            return True
        # Its own half stands once in the text, at the end of this very line.
        return not self._hyphenates or (self._words[tail] > 1 and self._words[head] > 1)

    def _goes_on(self, group: list[Line], line: Line) -> bool:
        """Whether a line belongs to the paragraph that the lines before it form."""
        last = group[-1]
        if _differ(last, line, group):
            return False
        if line.page != last.page or line.base > last.base:
            return self._goes_on_behind_break(group, line)
        step = last.base - line.base
        usual = self._steps.get(round(last.size), last.size * 1.4)
        if step > max(_STEP * usual, usual + 0.3 * last.size):
            return False
        if _is_short(last, line) and not _is_cut(last, line):
            return False
        return not any(
            begins(group, line)
            for begins in (_begins_item, _runs_in, _labelled, _stands_out, _is_indented)
        )

    def _goes_on_behind_break(self, group: list[Line], line: Line) -> bool:
        """The same over a column's or page's end, where steps say nothing."""
        last = group[-1]
        if _begins_item(group, line):
            return False
        if _ENDS.search(last.text):
            # A justified line that fills its column may end a sentence by chance.
            return _fills(group) and not _is_indented(group, line) and len(group) > 1
        if _LOWER.match(line.text):
            return True
        return not _is_short(last, line)


def _usual_steps(lines: Sequence[Line]) -> dict[int, float]:
    """The distance of base lines within paragraphs by font size."""
    steps: defaultdict[int, list[float]] = defaultdict(list)
    for one, other in pairwise(lines):
        step = one.base - other.base
        alike = one.page == other.page and abs(one.size - other.size) < 1
        # Only full lines in the middle of a sentence go on for sure: where the paragraphs are
        # few and short, the steps between them would be the usual ones.
        goes_on = not _is_short(one, other) and not _ENDS.search(one.text)
        if alike and 0 < step < 3 * one.size and goes_on:
            steps[round(one.size)].append(step)
    return {size: median(found) for size, found in steps.items()}


def _differ(last: Line, line: Line, group: list[Line]) -> bool:
    """Whether two lines look too different to be one paragraph."""
    small, large = sorted((last.size, line.size))
    if large > small * (1 + _SIZE) and min(len(last.text), len(line.text)) > 1:
        return True
    if all(one.bold for one in group) and not line.bold and any(map(str.isalnum, line.text)):
        if line.glyphs[0].style.bold and _LOWER.match(line.text):
            return False  # the heading itself goes on
        # A run-in heading fills its line before the plain text goes on.
        return _is_short(last, line) or bool(_ENDS.search(last.text))
    return line.bold and not last.bold and _is_short(last, line)


def _is_short(last: Line, line: Line) -> bool:
    """Whether the next line's first word would have found room at the end of this one."""
    room = last.margin - last.right
    if HAN.match(line.text) and HAN.match(last.text[-1]):
        return room > max(_HAN_ROOM * last.size, line.first_word_width)
    return room > line.first_word_width + 0.5 * last.size


def _runs_in(group: list[Line], line: Line) -> bool:
    """Whether a line begins with a heading in heavy letters that its text follows."""
    last = group[-1]
    first, before = line.glyphs[0], last.glyphs[-1]
    heavy = first.style.bold and not before.style.bold and first.text.isalnum()
    return heavy and bool(_ENDS.search(last.text))


def _fills(group: list[Line]) -> bool:
    """Whether every line ends exactly at the margin, as justified text does."""
    return all(abs(line.margin - line.right) < _EXACT for line in group)


def _stands_out(group: list[Line], line: Line) -> bool:
    """Whether a line begins further left than the item with a bullet before it."""
    first = group[0]
    if first.text[0] not in BULLETS or len(first.glyphs) < _BULLET_GLYPHS:
        return False
    if line.left < first.left - line.size / 2:
        return True
    text = next((g.left for g in first.glyphs[1:] if not g.space), first.left)
    lefts = [first.left, text, *(other.left for other in group[1:])]
    return all(abs(line.left - left) > line.size / 2 for left in lefts)


def _are_han(last: str, first: str) -> bool:
    """Whether no space belongs between two characters of Chinese text."""
    pair = bool(HAN.match(last)), bool(HAN.match(first))
    return all(pair) or (any(pair) and (last in _BOTH or first in _BOTH))


def _labelled(group: list[Line], line: Line) -> bool:
    """Whether a line like "Updated: ..." stands below or above another of its own."""
    own = _LABEL.match(line.text)
    if len(group) > 1:
        return False
    above = _LABEL.match(group[0].text)
    return bool(above and (own or _DATED.search(group[0].text)))


def _is_cut(last: Line, line: Line) -> bool:
    """Whether a line that has room left stops in the middle of a sentence all the same."""
    length = last.right - last.left
    return (
        length > _MOST * (last.margin - last.left)
        and bool(_LOWER.match(line.text))
        and abs(line.left - last.left) < last.size
        and not _ENDS.search(last.text)
    )


def _begins_item(group: list[Line], line: Line) -> bool:
    marker = marker_of(line.text)
    if group[-1].text.endswith((":", "：")) and category(line.text[0]) == "So":
        return True  # a pictogram in front of a contact or item
    if marker is None:
        return line.text[0] in BULLETS and len(line.text) > 1 and line.text[1] == " "
    last = group[-1]
    if line.text[0] in BULLETS:
        return True
    if _ENDS.search(last.text) or _is_short(last, line):
        return True
    first = marker_of(group[0].text)
    if first is not None and (first.precedes(marker) or marker.depth > 1):
        return True
    return bool(re.search(r"(?:[,，、]|\b(?:and|or)|[和或及])$", last.text)) and _opens(marker)


def _opens(marker: Marker) -> bool:
    return not (marker.values and 1 not in marker.values)


def _is_indented(group: list[Line], line: Line) -> bool:
    """Whether a line is the first of a paragraph with an indent."""
    last = group[-1]
    indent = line.left - last.left
    if indent < _INDENT * line.size or _are_centred(last, line):
        return False
    # Behind a marker the text hangs.
    return not (len(group) == 1 and (marker_of(last.text) or last.text[0] in BULLETS))


def _are_centred(last: Line, line: Line) -> bool:
    """Whether two lines stand in the middle of each other, as in a title or a box."""
    shift = (last.left + last.right) / 2 - (line.left + line.right) / 2
    return abs(shift) < 0.5 * line.size and last.right - last.left > line.right - line.left


def _is_broken_address(before: str, after: str) -> bool:
    """Whether a line break cut a web address."""
    word = before.rsplit(" ", 1)[-1]
    return bool(re.match(r"(?:https?://|www\.)", word)) and (
        word.endswith(("/", "-", "_", "=", "?", "&")) or after.startswith(("/", "?", "&", "="))
    )
