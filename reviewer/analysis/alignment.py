"""Which passage of a new version is which of the old one, and which words differ."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from reviewer.model.comparison import ChangeKind, Passage, WordChange
from reviewer.model.policy import BlockKind
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from reviewer.model.policy import Policy

# Passages at the same place this alike are one that changed; those that also moved must be more so,
# for policies repeat their phrases.
_ALIKE_HERE = 0.5
_ALIKE_ELSEWHERE = 0.75
# Any two English sentences share half of their letters in order; so they must share words too.
_SHARED_WORDS = 0.39
# Shorter ones ("Yes", "Name") say too little to be followed to another place.
_FEWEST_CHARACTERS = 12
_FEWEST_HAN = 5
# Two lists of passages longer than this by that are compared only near their diagonal.
_MOST_COMPARED = 1_000_000
_BAND = 400
# Two planes of Unicode hold more characters for private use than any two policies have words.
_PRIVATE = 0xF0000
# Unchanged words so few between two changes are shown with them.
_ISLAND = 2

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_HAN}]|[^\W{_HAN}]+(?:['’-][^\W{_HAN}]+)*|\s+|.", re.DOTALL)
# Never a bare number: "30 days" may begin an item.
_ENUMERATOR = re.compile(r"^\(?(?:[a-z]|[ivx]{1,4}|\d{1,2}|[一二三四五六七八九十]{1,3})\) ?")
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "."})


@dataclass(frozen=True, slots=True)
class _Unit:
    """A passage with its words as they are compared.

    Attributes:
        words: a character for each word, the same for the same word.
    """

    span: Span
    heading: bool
    key: str
    words: str

    @property
    def telling(self) -> bool:
        """Whether it says enough to be known again elsewhere."""
        han = sum("\u4e00" <= sign <= "\u9fff" for sign in self.key)
        return han >= _FEWEST_HAN or len(self.key) >= _FEWEST_CHARACTERS


def align(old: Policy, new: Policy) -> tuple[Passage, ...]:
    """All passages of both, in the order of the new text, each removed one where it stood."""
    known: dict[str, str] = {}
    before, after = _units(old, known), _units(new, known)
    pairs = _Pairs(before, after)
    pairs.take_equal()
    pairs.take_moved()
    pairs.take_changed()
    pairs.take_changed_elsewhere()
    return tuple(_passages(pairs, old.text, new.text))


def _units(policy: Policy, known: dict[str, str]) -> list[_Unit]:
    """The passages of a policy.

    Args:
        known: characters that stand for words, which grows.
    """
    titles = {BlockKind.HEADING, BlockKind.COLUMNS}
    spans = {sentence.span: False for sentence in policy.sentences}
    spans.update((block.span, True) for block in policy.blocks if block.kind in titles)
    units = []
    for span, heading in sorted(spans.items()):
        key = compared_text(span.text_of(policy.text))
        tokens = (one[0] for one in _TOKEN.finditer(key) if one[0][0].isalnum())
        words = "".join(known.setdefault(one, chr(_PRIVATE + len(known))) for one in tokens)
        units.append(_Unit(span, heading, key, words))
    return units


def compared_text(text: str) -> str:
    """The text without what versions differ in without meaning anything.

    That is case, widths, spaces, and the letter or number in brackets that an item begins with.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_PLAIN).casefold()
    plain = " ".join(folded.split()).rstrip(" .;,*。；，")
    return _ENUMERATOR.sub("", plain) or plain


class _Pairs:
    """Who belongs to whom, found in steps from the surest to the least sure."""

    def __init__(self, before: Sequence[_Unit], after: Sequence[_Unit]) -> None:
        self.before, self.after = before, after
        self.new_of: dict[int, int] = {}
        self.old_of: dict[int, int] = {}
        self.moved: set[int] = set()
        self._anchors: list[tuple[int, int]] = []

    def _pair(self, old: int, new: int, *, moved: bool = False) -> None:
        self.new_of[old], self.old_of[new] = new, old
        if moved:
            self.moved.add(new)

    def free_old(self, begin: int = 0, end: int | None = None) -> list[int]:
        """The old passages of a range that belong to none yet."""
        stop = len(self.before) if end is None else end
        return [index for index in range(begin, stop) if index not in self.new_of]

    def free_new(self, begin: int = 0, end: int | None = None) -> list[int]:
        """The new passages of a range that belong to none yet."""
        stop = len(self.after) if end is None else end
        return [index for index in range(begin, stop) if index not in self.old_of]

    def take_equal(self) -> None:
        """The longest sequence of equal passages."""
        for step in Indel.opcodes(
            [unit.key for unit in self.before], [unit.key for unit in self.after]
        ):
            if step.tag == "equal":
                for index in range(step.src_end - step.src_start):
                    self._pair(step.src_start + index, step.dest_start + index)
        self._anchors = [*sorted(self.new_of.items()), (len(self.before), len(self.after))]

    def take_moved(self) -> None:
        """Equal passages that stand elsewhere."""
        waiting: dict[str, list[int]] = {}
        for index in reversed(self.free_old()):
            if self.before[index].telling:
                waiting.setdefault(self.before[index].key, []).append(index)
        for index in self.free_new():
            if same := waiting.get(self.after[index].key):
                self._pair(same.pop(), index, moved=True)

    def take_changed(self) -> None:
        """Passages much alike between the same equal neighbours."""
        old_begin = new_begin = 0
        for old_end, new_end in self._anchors:
            olds, news = self.free_old(old_begin, old_end), self.free_new(new_begin, new_end)
            if olds and news:
                for old, new in _in_order(self._likeness(olds, news)):
                    self._pair(olds[old], news[new])
            old_begin, new_begin = old_end + 1, new_end + 1

    def take_changed_elsewhere(self) -> None:
        """Passages very much alike anywhere, the most alike first."""
        olds = [index for index in self.free_old() if self.before[index].telling]
        news = [index for index in self.free_new() if self.after[index].telling]
        if not olds or not news:
            return
        likeness = self._likeness(olds, news)
        rows, columns = np.nonzero(likeness >= _ALIKE_ELSEWHERE)
        best = sorted(zip((-likeness[rows, columns]).tolist(), rows, columns, strict=True))
        for _, row, column in best:
            if olds[row] not in self.new_of and news[column] not in self.old_of:
                self._pair(olds[row], news[column], moved=True)

    def _likeness(self, olds: Sequence[int], news: Sequence[int]) -> NDArray[np.float32]:
        """How alike each old is to each new, between 0 and 1; headings only to headings."""
        before = [self.before[index] for index in olds]
        after = [self.after[index] for index in news]
        found = np.zeros((len(olds), len(news)), np.float32)
        if len(olds) * len(news) <= _MOST_COMPARED:
            found = _similar(before, after)
        else:
            for row, unit in enumerate(before):
                middle = row * len(after) // len(before)
                low, high = max(0, middle - _BAND), min(len(after), middle + _BAND)
                found[row, low:high] = _similar([unit], after[low:high])
        titles = np.array([unit.heading for unit in before])
        others = np.array([unit.heading for unit in after])
        found[titles[:, None] != others[None, :]] = 0
        return found


def _similar(before: Sequence[_Unit], after: Sequence[_Unit]) -> NDArray[np.float32]:
    similar = _likenesses([unit.key for unit in before], [unit.key for unit in after], _ALIKE_HERE)
    shared = _likenesses(
        [unit.words for unit in before], [unit.words for unit in after], _SHARED_WORDS
    )
    similar[shared < _SHARED_WORDS] = 0
    return similar


def _likenesses(before: Sequence[str], after: Sequence[str], least: float) -> NDArray[np.float32]:
    likenesses: NDArray[np.float32] = cdist(
        before, after, scorer=Indel.normalized_similarity, score_cutoff=least, dtype=np.float32
    )
    return likenesses


def _in_order(likeness: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """The pairs, in order on both sides, that are most alike together."""
    rows, columns = likeness.shape
    value = np.where(likeness >= _ALIKE_HERE, likeness, 0.0)
    best = np.zeros((rows + 1, columns + 1), np.float64)
    for row in range(rows):
        joined = np.maximum(best[row, :-1] + value[row], best[row, 1:])
        best[row + 1, 1:] = np.maximum.accumulate(joined)
    pairs = []
    row, column = rows, columns
    while row and column:
        if best[row, column] == best[row, column - 1]:
            column -= 1
        elif best[row, column] == best[row - 1, column]:
            row -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column))
    yield from reversed(pairs)


def _passages(pairs: _Pairs, old_text: str, new_text: str) -> Iterator[Passage]:
    removed = pairs.free_old()
    at = last = 0
    for index, unit in enumerate(pairs.after):
        old = pairs.old_of.get(index)
        if old is not None and index not in pairs.moved:
            last = old
        while at < len(removed) and removed[at] < last:
            yield _removed(pairs.before[removed[at]])
            at += 1
        if old is None:
            yield Passage(kind=ChangeKind.ADDED, old=None, new=unit.span, heading=unit.heading)
            continue
        other = pairs.before[old]
        moved = index in pairs.moved
        equal = other.key == unit.key
        kind = ChangeKind.CHANGED
        if equal:
            kind = ChangeKind.MOVED if moved else ChangeKind.SAME
        yield Passage(
            kind=kind,
            old=other.span,
            new=unit.span,
            moved=moved,
            heading=unit.heading,
            words=() if equal else tuple(word_changes(old_text, other.span, new_text, unit.span)),
        )
    for index in removed[at:]:
        yield _removed(pairs.before[index])


def _removed(unit: _Unit) -> Passage:
    return Passage(kind=ChangeKind.REMOVED, old=unit.span, new=None, heading=unit.heading)


def word_changes(
    old_text: str, old_span: Span, new_text: str, new_span: Span
) -> Iterator[WordChange]:
    """The words in which two passages differ, in order: words in Latin script, single Han."""
    before = [*_TOKEN.finditer(old_text, old_span.start, old_span.end)]
    after = [*_TOKEN.finditer(new_text, new_span.start, new_span.end)]
    steps = [
        (step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in Indel.opcodes(
            [_word(one[0]) for one in before], [_word(one[0]) for one in after]
        )
        if step.tag != "equal"
    ]
    for begin, end, new_begin, new_end in _joined(steps):
        old = _between(before, begin, end, old_span.end)
        new = _between(after, new_begin, new_end, new_span.end)
        if old or new:
            yield WordChange(old, new)


def compared_words(text: str, span: Span) -> tuple[tuple[Span, str], ...]:
    """The tokens of a passage, white space too, each with what is compared of it."""
    return tuple(
        (Span(*one.span()), _word(one[0])) for one in _TOKEN.finditer(text, span.start, span.end)
    )


def _word(token: str) -> str:
    return " " if token.isspace() else compared_text(token) or token


def _joined(
    steps: Sequence[tuple[int, int, int, int]],
) -> Iterator[tuple[int, int, int, int]]:
    """Changes with those so near that a reader takes them for one."""
    current: tuple[int, int, int, int] | None = None
    for step in steps:
        if current is not None and step[0] - current[1] <= _ISLAND:
            current = (current[0], step[1], current[2], step[3])
            continue
        if current is not None:
            yield current
        current = step
    if current is not None:
        yield current


def _between(tokens: Sequence[re.Match[str]], begin: int, end: int, last: int) -> Span:
    """From the first to the last of some tokens without spaces around; empty where none is."""
    chosen = [one for one in tokens[begin:end] if not one[0].isspace()]
    if chosen:
        return Span(chosen[0].start(), chosen[-1].end())
    place = tokens[begin].start() if begin < len(tokens) else last
    return Span(place, place)
