"""Gives each line of plain text its role: heading, item, paragraph, ..."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model.policy import BlockKind
from reviewer.text.markers import Marker, MarkerStyle
from reviewer.text.titles import Title, Titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.text.lines import Line

_HEADING_WORDS = 16.0
_PLAIN_HEADING_WORDS = 11.0
_SHORT_WORDS = 8.0
_MENU_RUN = 4
_TITLE_LINES = 2
_LABEL_WORDS = 3.0
_CONTENTS_RUN = 3
# A list of contents stands among so many first lines.
_CONTENTS_WITHIN = 1000
_COPYRIGHT_WORDS = 30.0
_CONTENTS_WORD = re.compile(r"contents|目录|目\s*录|以下内容|以下部分|如下部分", re.IGNORECASE)
_LIST_END = (
    ";",
    "；",
    "; and",
    "; or",
    ";and",
    ";or",
    ";或",
    "；或",
    "；及",
    "；和",
    ", and",
    ", or",
)
_LETTERS = re.compile(r"[^\w]+")
_CONTACT = re.compile(
    r"@|https?://|www\.|\d{5,}|(?:tel|fax|phone|e-?mail|电话|邮箱|地址)\s*[:：]", re.IGNORECASE
)
_BRACKETED = re.compile(r"[(（][^)）]{0,200}[)）]")
_COPYRIGHT = re.compile(
    r"©|copyright (?:\(c\) ?)?\d{4}|\(c\) ?\d{4}|all rights reserved|版权所有|icp备|公网安备",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"^\W*(?:home|log\s?in|sign\s?(?:in|up)|register|menu|search|首页|登录|注册|返回|菜单|搜索)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\b(?:we|you|your|our|us|is|are|was|will|may|can|must|shall|has|have|does|do)\b|我们|您|你"
)
_QUESTION = re.compile(
    r"^(?:how|what|why|when|where|who|which|whom|do|does|can|is|are)\b|如何|什么|哪些|怎样",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(r"\d{4}\s*[年./-]|(?:19|20)\d\d\b|版本|version", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Role:
    """What a line is.

    Attributes:
        level: of a heading, from 1, before levels are made dense.
    """

    kind: BlockKind
    level: int = 0


def roles_of(lines: Sequence[Line]) -> list[Role]:
    """One role a line, in order."""
    menus = _menus(lines)
    contents = contents_of(lines)
    listed = _listed(lines)
    roles = []
    for index, line in enumerate(lines):
        if index in contents:
            roles.append(Role(BlockKind.CONTENTS))
        elif index in menus:
            roles.append(Role(BlockKind.NAVIGATION))
        elif index not in listed and _is_heading(lines, index):
            roles.append(Role(BlockKind.HEADING, 1))
        elif index in listed or line.marker is not None:
            roles.append(Role(BlockKind.ITEM, 1))
        else:
            roles.append(Role(BlockKind.PARAGRAPH))
    return _with_levels(lines, roles)


def _menus(lines: Sequence[Line]) -> set[int]:
    """Lines of menus and footers: runs of bare words that no sentence joins."""
    found: set[int] = set()
    run: list[int] = []
    for index, line in enumerate([*lines, None]):
        if line is not None and _is_bare(line):
            run.append(index)
            continue
        # A title or heading directly before text belongs to the text.
        keep = run if len(run) >= _MENU_RUN else []
        if keep and line is not None:
            last_gap = max((at for at, i in enumerate(run) if lines[i].gap), default=0)
            keep = run[:last_gap] if len(run) - last_gap <= _TITLE_LINES else run
        if len(keep) >= _MENU_RUN:
            found.update(keep)
        run = []
    return found | _frame(lines)


def _frame(lines: Sequence[Line]) -> set[int]:
    """Log-in links above the text, and bare words around a copyright line below it."""
    found = {
        index
        for index, line in enumerate(lines[:12])
        if line.size <= _SHORT_WORDS
        and _LOGIN.search(line.text)
        and not (line.marker and line.marker.number)
    }
    marks = [
        index
        for index, line in enumerate(lines)
        if line.size < _COPYRIGHT_WORDS and _COPYRIGHT.search(line.text)
    ]
    if not marks or marks[-1] * 2 < len(lines):
        return found
    mark = marks[-1]
    first = mark
    while first and (_is_bare(lines[first - 1]) or _is_label(lines[first - 1])):
        first -= 1
    found.update(range(first, mark))
    found.update(index for index in range(mark + 1, len(lines)) if _is_trailer(lines[index]))
    return found


def _is_trailer(line: Line) -> bool:
    """Whether a line below the copyright line can be part of the page's frame."""
    return (
        line.marker is None
        and line.size < _HEADING_WORDS
        and not line.text.endswith((".", "。"))
        and not _CONTACT.search(line.text)
    )


def _is_label(line: Line) -> bool:
    return line.marker is None and line.size <= _LABEL_WORDS and not line.ends_sentence


def _is_bare(line: Line) -> bool:
    return (
        line.marker is None
        and line.size <= _SHORT_WORDS
        and not line.ends_sentence
        and not line.announces
        and not _CONTACT.search(line.text)
        and not _DATE_LINE.search(line.text)
        and not _QUESTION.search(line.text)
        and not _SPEAKS.search(line.text.lower())
    )


def contents_of(lines: Sequence[Line]) -> set[int]:
    """Lines of a table of contents: a run whose titles come again behind it."""
    titles = Titles([_title(line) if line.size <= _HEADING_WORDS else None for line in lines])
    for start in range(min(len(lines), _CONTENTS_WITHIN)):
        if not _can_begin_contents(lines, start):
            continue
        stop = titles.next_like(start)
        if stop - start < _CONTENTS_RUN:
            continue
        repeated = sum(titles.stands_behind(one, stop) for one in range(start, stop))
        if repeated * 3 >= (stop - start) * 2:
            return set(range(start, stop))
    return set()


def _title(line: Line) -> Title:
    return Title(key_of(line), line.marker.number if line.marker else "")


def _can_begin_contents(lines: Sequence[Line], start: int) -> bool:
    if not start or lines[start].gap:
        return True
    before = lines[start - 1]
    return before.announces or _CONTENTS_WORD.search(before.text) is not None


def key_of(line: Line) -> str:
    """A line's words as titles are compared: without its number, spaces and punctuation."""
    return _LETTERS.sub("", line.text.lower())[:60]


def _listed(lines: Sequence[Line]) -> set[int]:
    """Lines without a marker that a lead-in and semicolons make list items."""
    found: set[int] = set()
    inside = False
    for index, line in enumerate(lines):
        ends = line.text.endswith(_LIST_END)
        if inside and line.marker is None:
            found.add(index)
        inside = ends if (inside or (index and lines[index - 1].announces)) else False
        if ends and index and lines[index - 1].announces and line.marker is None:
            found.add(index)
    return found


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    following = lines[index + 1] if index + 1 < len(lines) else None
    if line.ends_sentence and not line.text.endswith("?") and not line.text.endswith("？"):
        return False
    if line.announces or _CONTACT.search(_BRACKETED.sub("", line.text)) or not line.text:
        return False
    if line.marker is not None:
        before = lines[index - 1] if index else None
        return not _goes_on_list(before, line) and _is_marked_heading(line, following)
    if line.size > _PLAIN_HEADING_WORDS or following is None or _DATE_LINE.search(line.text):
        return False
    if (
        not line.gap
        and index
        and lines[index - 1].size > _PLAIN_HEADING_WORDS
        and not following.gap
    ):
        return _QUESTION.search(line.text) is not None
    return line.gap or following.gap or following.size > line.size


def is_numbered_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether a short numbered line titles the longer text, or the list, that follows it."""
    line, following = lines[index], lines[index + 1]
    if line.size > _PLAIN_HEADING_WORDS or not _is_heading(lines, index):
        return False
    return following.marker is not None or following.size > line.size or following.announces


def _goes_on_list(before: Line | None, line: Line) -> bool:
    """Whether a line is the next item of the list that the line before it belongs to."""
    if before is None or line.marker is None:
        return False
    if before.announces and line.marker.style is MarkerStyle.BULLET:
        return True
    if before.marker is None or before.marker.style is not line.marker.style:
        return False
    return line.marker.style is MarkerStyle.BULLET or before.marker.precedes(line.marker)


def _is_marked_heading(line: Line, following: Line | None) -> bool:
    marker = line.marker
    if marker is None or following is None or line.size > _HEADING_WORDS:
        return False
    below = following.marker
    if marker.style is MarkerStyle.BULLET:
        return following.gap and (below is None or below.style is not MarkerStyle.BULLET)
    if below is None or below.style is not marker.style or below.depth > marker.depth:
        return True
    # A list that starts again at one stands under this line, not beside it.
    return 1 in below.values and 0 not in marker.values and not marker.precedes(below)


def _with_levels(lines: Sequence[Line], roles: list[Role]) -> list[Role]:
    """Ranks headings by their markers: a new style opens a deeper level."""
    open_levels: list[tuple[str, Marker | None]] = []
    levelled = []
    for line, role in zip(lines, roles, strict=True):
        if role.kind is BlockKind.HEADING:
            open_levels = _opened(open_levels, line.marker)
            levelled.append(Role(BlockKind.HEADING, len(open_levels)))
        else:
            levelled.append(role)
    return levelled


def _opened(
    levels: list[tuple[str, Marker | None]], marker: Marker | None
) -> list[tuple[str, Marker | None]]:
    """The open heading levels once a heading with this marker stands there."""
    if marker is None:
        return [("", None)]
    for depth in range(len(levels) - 1, -1, -1):
        name, last = levels[depth]
        if name == marker.rank or (last is not None and last.continued_by(marker)):
            return [*levels[:depth], (marker.rank, marker)]
    return [*levels, (marker.rank, marker)]
