"""What headings of a Word document look like where no style tells."""

from __future__ import annotations

import re
from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reviewer.text.markers import MarkerStyle, marker_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.text.markers import Marker
    from reviewer.text.readers.docx.blocks import Paragraph

# Fewer headings of one kind than this may be chance.
STYLED = 2
WORDS_LIMIT = 16.0
LENGTH_LIMIT = 400
_BRIEF = 8.0
_HAN_WORD = 0.4
_LARGER = 1.15
# So many alike in a row are an address or a menu.
_RUN = 4
_TITLE_WITHIN = 6
_NUMBERED_RUN = 3
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W_][\w'’&/-]*")
_SENTENCE_END = tuple("。；;.!！，,、…")
_COLON = tuple(":：")
_CLOSING = "\"'”’）)】」 "
_CONTACT = re.compile(
    r"@|https?://|www\.|\d{6,}|^\W*(?:tel|fax|phone|e-?mail|电话|邮箱|地址|联系电话)\w*\s*[:：]",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"^\W*(?:last|effective|updated?|dated?|version|revis|status|posted|published|as of|in force"
    r"|最后|最近|更新|生效|发布|版本|修订|实施|日期)[^。]*\d"
    r"|^\W*[\d年月日/.\s-]+$"
    r"|^\W*(?:\d{1,2}(?:st|nd|rd|th)?\s)?[A-Za-z]{3,9}\.? (?:\d{1,2},? )?\d{4}$"
    r"|(?:更新|生效|发布|修订|实施)(?:日期|时间)?\s*[:：]",
    re.IGNORECASE,
)


class _Class(NamedTuple):
    """What headings of one rank look like; sorts higher ranks first."""

    size: float
    plain: bool
    seen: int


_Ranked: TypeAlias = tuple[int, tuple[_Class, int]]


class Looks:
    """Finds headings by what they look like."""

    def __init__(self, paragraphs: Sequence[Paragraph], styled: Sequence[int]) -> None:
        self._all = paragraphs
        self._styled = styled
        self._markers = [_marker(paragraph) for paragraph in paragraphs]
        sizes: Counter[float] = Counter()
        bold = letters = 0
        for paragraph in paragraphs:
            sizes.update(paragraph.sizes)
            letters += len(paragraph.text)
            bold += len(paragraph.text) if paragraph.look.bold else 0
        self._size = sizes.most_common(1)[0][0] if sizes else 0.0
        # Where most of a text is bold, bold says nothing.
        self._bold_tells = bold * 2 < letters
        self._marked = [self._is_marked(i) for i in range(len(paragraphs))]

    def title(self, before: int) -> int | None:
        """The document's title among the paragraphs in front of one; None where none is."""
        lead = []
        for i in range(min(before, _TITLE_WITHIN)):
            if words(self._all[i].text) > WORDS_LIMIT:
                break
            if self._marked[i] and self._markers[i] is None:
                lead.append(i)
        if not lead:
            return None
        largest = max(lead, key=lambda i: (self._all[i].look.size, -i))
        look = self._all[largest].look
        if look.size > self._size * _LARGER or look.centred or largest == 0:
            return largest
        return None

    def levels(self) -> list[int]:
        """The ranks where styles do not tell."""
        found = [i for i in range(len(self._all)) if self._marked[i] or self._styled[i]]
        found = self._without_runs(found)
        if len(found) <= 1:
            found = sorted({*found, *self._numbered()})
        title = next((i for i in found if self._all[i].style.title), None)
        if title is None:
            title = self._leading(found)
        found = [i for i in found if title is None or i >= title]
        levels = [0] * len(self._all)
        if title is not None:
            levels[title] = 1
        ranks = self._ranks([i for i in found if i != title])
        open_ranks: list[tuple[_Class, int]] = []
        ranks = [
            one
            for one, after in zip_longest(ranks, ranks[1:])
            if after is None or not self._is_empty(one, after)
        ]
        for i, rank in ranks:
            while open_ranks and open_ranks[-1] >= rank:
                open_ranks.pop()
            open_ranks.append(rank)
            levels[i] = len(open_ranks) + (title is not None)
        return levels

    def below(self, levels: list[int]) -> list[int]:
        """Adds lines that look like headings but were given no style.

        Those that look as most headings of one rank do are of that rank; others
        stand below the heading before them.
        """
        first = next(i for i, level in enumerate(levels) if level)
        usual = self._usual_looks(levels)
        others = Counter(
            self._look(i)
            for i in range(first + 1, len(levels))
            if self._look(i) not in usual and self._stands_below(i, levels)
        )
        done = levels[:]
        current = levels[first]
        for i in range(first + 1, len(levels)):
            look = self._look(i)
            loose = not levels[i] or not self._all[i].style.ranked
            if loose and others[look] >= STYLED and self._stands_below(i, levels):
                done[i] = current + 1
            elif levels[i]:
                current = levels[i]
            elif look in usual and self._marked[i] and not self._all[i].marker:
                done[i] = current = usual[look]
        return done

    def _usual_looks(self, levels: Sequence[int]) -> dict[tuple[object, ...], int]:
        """The look that most headings of a rank share, and that tells them from text."""
        by_rank: dict[int, Counter[tuple[object, ...]]] = {}
        for i, level in enumerate(levels):
            if level:
                by_rank.setdefault(level, Counter())[self._look(i)] += 1
        usual: dict[tuple[object, ...], int] = {}
        for level in sorted(by_rank):
            usual.setdefault(by_rank[level].most_common(1)[0][0], level)
        return usual

    def _look(self, i: int) -> tuple[object, ...]:
        look = self._all[i].look
        return (look.size, look.bold, look.underlined, look.caps)

    def _stands_below(self, i: int, levels: Sequence[int]) -> bool:
        """Whether a line heads the text below it, and is no lead-in of a list."""
        paragraph = self._all[i]
        if not self._marked[i] or paragraph.marker or i + 1 >= len(levels):
            return False
        below = self._all[i + 1]
        if words(paragraph.text) > _BRIEF + 2 or (below.marker and _announces(paragraph.text)):
            return False
        alike = self._marked[i + 1] and self._look(i) == self._look(i + 1)
        return (paragraph.look.bold or paragraph.look.underlined) and not alike

    def _is_marked(self, i: int) -> bool:
        """Whether a paragraph stands out as a heading does."""
        paragraph = self._all[i]
        look, text = paragraph.look, paragraph.text
        if paragraph.style.contents or paragraph.note or not _can_be_heading(paragraph):
            return False
        if not (
            (look.bold and self._bold_tells)
            or look.underlined
            or look.size >= self._size * _LARGER
            or (look.caps and not _HAN.search(text))
        ):
            return False
        typed = self._markers[i]
        if paragraph.marker or (typed is not None and typed.style is MarkerStyle.BULLET):
            return self._heads_text(i)
        return i + 1 < len(self._all) and not self._all[i + 1].note

    def _heads_text(self, i: int) -> bool:
        """Whether an automatically numbered line has text of its own below it."""
        paragraph = self._all[i]
        marker = self._markers[i]
        bullet = marker is None or marker.style is MarkerStyle.BULLET
        if bullet or i + 1 >= len(self._all):
            return False
        below = self._all[i + 1]
        same_list = below.list_name == paragraph.list_name and below.level <= paragraph.level
        return not (below.marker and same_list)

    def _without_runs(self, found: list[int]) -> list[int]:
        """Leaves out lines of one look that follow one another without text between.

        The first may be the document's title all the same.
        """
        kept: list[int] = []
        run: list[int] = []
        for i in [*found, len(self._all) + 1]:
            if run and (i != run[-1] + 1 or self._alike(i) != self._alike(run[-1])):
                numbered = self._markers[run[0]] is not None
                kept += run if len(run) < _RUN else run[: not numbered]
                run = []
            run.append(i)
        return kept

    def _alike(self, i: int) -> tuple[object, ...]:
        if i >= len(self._all):
            return ()
        marker = self._markers[i]
        look = self._all[i].look
        return (look.size, look.bold, look.caps, look.underlined, marker.rank if marker else "")

    def _leading(self, found: Sequence[int]) -> int | None:
        """The title among the headings found: the largest of the first, or the first."""
        lead: list[int] = []
        for i in found:
            if i >= _TITLE_WITHIN or any(
                words(p.text) > WORDS_LIMIT for p in self._all[lead[0] if lead else 0 : i]
            ):
                break
            lead.append(i)
        lead = [i for i in lead if self._markers[i] is None]
        if not lead:
            return None
        largest = max(lead, key=lambda i: (self._all[i].look.size, -i))
        size = self._all[largest].look.size
        if size > self._all[lead[0]].look.size:
            return largest
        rest = [self._all[i].look.size for i in found if i != lead[0]]
        alone = all(size > other for other in rest)
        return lead[0] if alone or lead[0] == 0 or self._all[lead[0]].look.centred else None

    def _ranks(self, found: Sequence[int]) -> list[_Ranked]:
        """The rank of each heading: by its size, then its look, then its marker."""
        seen: dict[tuple[bool, bool, bool], int] = {}
        markers: dict[_Class, dict[str, int]] = {}
        ranks = []
        for i in found:
            look = self._all[i].look
            kind = (look.bold, look.caps, look.underlined)
            seen.setdefault(kind, len(seen))
            rank = _Class(-look.size, not (look.bold and look.caps), seen[kind])
            marker = self._markers[i]
            name = marker.rank if marker else ""
            order = markers.setdefault(rank, {})
            # The first numbers stand beside the lines without any that came before them.
            joins = list(order) == [""]
            depth = order.setdefault(name, 0 if joins else max(order.values(), default=-1) + 1)
            ranks.append((i, (rank, depth)))
        return ranks

    def _is_empty(self, one: _Ranked, after: _Ranked) -> bool:
        """Whether a line without a number stands right above a heading of higher rank."""
        return (
            after[0] == one[0] + 1
            and after[1] < one[1]
            and self._markers[one[0]] is None
            and not self._styled[one[0]]
        )

    def _numbered(self) -> list[int]:
        """Short numbered lines that each have text below: headings without any look."""
        run: list[int] = []
        for i, paragraph in enumerate(self._all[:-1]):
            marker = self._markers[i]
            if marker is None or marker.style is MarkerStyle.BULLET or paragraph.note:
                continue
            last = self._markers[run[-1]] if run else None
            goes_on = last is None or (last.rank == marker.rank and last.precedes(marker))
            below = self._markers[i + 1]
            short = words(paragraph.text) <= _BRIEF and not ends_sentence(paragraph.text)
            if goes_on and short and below is None and not _CONTACT.search(paragraph.text):
                run.append(i)
            elif last is not None and last.rank == marker.rank:
                return []
        return run if len(run) >= _NUMBERED_RUN else []


def _marker(paragraph: Paragraph) -> Marker | None:
    return marker_of(f"{paragraph.marker} {paragraph.text}".strip())


def words(text: str) -> float:
    """How many words a text has, a Han character counting as a part of one."""
    han = len(_HAN.findall(text))
    return len(_WORD.findall(_HAN.sub(" ", text))) + han * _HAN_WORD


def ends_sentence(text: str) -> bool:
    """Whether a text closes as headings do not."""
    return text.rstrip(_CLOSING).endswith(_SENTENCE_END)


def _announces(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_COLON)


def _can_be_heading(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if len(text) > LENGTH_LIMIT or words(text) > WORDS_LIMIT or not _WORD.search(text):
        return False
    if _CONTACT.search(text) or _DATED.search(text):
        return False
    if not ends_sentence(text):
        return True
    # "1. Introduction." is a heading with a full stop; "We agree." is not.
    numbered = _marker(paragraph)
    return (
        numbered is not None
        and numbered.style is not MarkerStyle.BULLET
        and text.endswith((".", "。"))
        and words(text) <= _BRIEF
    )
