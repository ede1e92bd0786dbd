"""Where words of the old version stand in the new one, and whether they still say the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from reviewer.analysis.alignment import compared_text, compared_words
from reviewer.model.carrying import Fate
from reviewer.model.comparison import ChangeKind
from reviewer.model.policy import BlockKind
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.model.comparison import Passage
    from reviewer.model.policy import Policy
    from reviewer.model.review import FlagFinding, Review

_UNCHANGED = frozenset({ChangeKind.SAME, ChangeKind.MOVED})


@dataclass(frozen=True, slots=True)
class Place:
    """What became of some words.

    Attributes:
        span: of the new text; None where they are gone.
    """

    fate: Fate
    span: Span | None


_NOWHERE = Place(Fate.GONE, None)


class Followed:
    """Follows words from the old version to the new one."""

    def __init__(self, old: Policy, new: Policy, passages: Sequence[Passage]) -> None:
        self._old, self._new = old, new
        known = [(one.old, one) for one in passages if one.old is not None]
        known.sort(key=lambda pair: (pair[0].start, pair[0].end))
        self._passages = [one for _, one in known]
        self._starts = [span.start for span, _ in known]
        self._ends = [span.end for span, _ in known]
        order = sorted(one.new for one in passages if one.new is not None)
        self._ranks = {span: rank for rank, span in enumerate(order)}
        self._lead_ins = _lead_ins(old), _lead_ins(new)

    def place(self, span: Span) -> Place:
        """Where some words of the old text are now.

        They are kept where every sentence or heading that they are of stands there still,
        one after the other, under the same words that lead in to it: a "not" beside the
        words changes them.
        """
        if not span.text_of(self._old.text).strip():
            return _NOWHERE
        touched = self._touched(span)
        if not touched:
            return self._found(span)
        placed = [one for one in touched if one.new is not None]
        if not placed:
            return _NOWHERE
        if len(placed) == len(touched) and self._is_same(placed):
            return Place(Fate.KEPT, self._mapped(span, placed[0], placed[-1]))
        near = self._together(span, placed)
        return Place(Fate.REOPENED, self._mapped(span, near[0], near[-1]))

    def _touched(self, span: Span) -> list[Passage]:
        first = bisect_left(self._ends, span.start + 1)
        last = bisect_right(self._starts, span.end - 1)
        return self._passages[first:last]

    def _is_same(self, placed: Sequence[Passage]) -> bool:
        if not all(one.kind in _UNCHANGED for one in placed):
            return False
        ranks = [self._ranks[one.new] for one in placed if one.new is not None]
        if ranks != list(range(ranks[0], ranks[0] + len(ranks))):
            return False
        before, after = self._lead_ins
        return all(before.get(one.old) == after.get(one.new) for one in placed)

    def _together(self, span: Span, placed: Sequence[Passage]) -> list[Passage]:
        """Those that still stand near the one which most of the words are of, in order."""
        most = max(placed, key=lambda one: one.old.overlap(span) if one.old else 0)
        if most.new is None:
            return [most]
        rank, reach = self._ranks[most.new], len(placed) + 1
        near = [
            (self._ranks[one.new], number)
            for number, one in enumerate(placed)
            if one.new is not None and abs(self._ranks[one.new] - rank) <= reach
        ]
        return [placed[number] for _, number in sorted(near)]

    def _mapped(self, span: Span, first: Passage, last: Passage) -> Span | None:
        if first.old is None or first.new is None or last.old is None or last.new is None:
            return None
        start, end = first.new.start, last.new.end
        if first.old.start < span.start < first.old.end:
            start = self._offset(first.old, first.new, span.start, after=False)
        if last.old.start < span.end < last.old.end:
            end = self._offset(last.old, last.new, span.end, after=True)
        if start >= end:
            start, end = first.new.start, last.new.end
        # Bullets and brackets beside a passage belong to none.
        front = self._old.text[span.start : first.old.start]
        behind = self._old.text[last.old.end : span.end]
        if self._new.text.endswith(front, 0, start):
            start -= len(front)
        if self._new.text.startswith(behind, end):
            end += len(behind)
        return Span(start, end)

    def _offset(self, old: Span, new: Span, place: int, *, after: bool) -> int:
        """The code point of the new passage that one of the old passage has become."""
        if old.text_of(self._old.text) == new.text_of(self._new.text):
            return new.start + place - old.start
        before, now = compared_words(self._old.text, old), compared_words(self._new.text, new)
        starts = [word.start for word, _ in before]
        at = bisect_left(starts, place) - 1 if after else bisect_right(starts, place) - 1
        for step in Indel.opcodes([key for _, key in before], [key for _, key in now]):
            if step.src_start <= at < step.src_end:
                if step.tag == "equal":
                    word = now[step.dest_start + at - step.src_start][0]
                    return min(word.end, word.start + place - starts[at])
                if after:
                    return now[step.dest_end - 1][0].end if step.dest_end else new.start
                return now[step.dest_start][0].start if step.dest_start < len(now) else new.end
        return new.end if after else new.start

    def _found(self, span: Span) -> Place:
        """Words that stand in no sentence, where the new text has them nearest."""
        words = span.text_of(self._old.text)
        text = self._new.text
        wanted = span.start * len(text) // max(1, len(self._old.text))
        places = (text.find(words, wanted), text.rfind(words, 0, wanted + len(words)))
        found = [place for place in places if place >= 0]
        if not found:
            return _NOWHERE
        start = min(found, key=lambda place: abs(place - wanted))
        return Place(Fate.KEPT, Span(start, start + len(words)))


def paired_flags(old: Review, new: Review, followed: Followed) -> dict[int, tuple[int, Fate]]:
    """The flags that are raised again: each old one's index, the new one's, and on which words.

    They are kept on the same words or about the policy as a whole, and reopened on words that
    changed.
    """
    pairs: dict[int, tuple[int, Fate]] = {}
    places = [followed.place(flag.span) for flag in old.analysis.flags]
    free = dict(enumerate(new.analysis.flags))
    for fate in (Fate.KEPT, Fate.REOPENED):
        for rank, flag in enumerate(old.analysis.flags):
            if rank in pairs:
                continue
            alike = (number for number, other in free.items() if other.id == flag.id)
            for number in alike:
                if _is_raised_on(places[rank], flag, free[number], fate):
                    pairs[rank] = number, fate
                    del free[number]
                    break
    return pairs


def _is_raised_on(place: Place, old: FlagFinding, new: FlagFinding, fate: Fate) -> bool:
    if not old.span and not new.span:  # of the policy as a whole
        return (old.message == new.message) == (fate is Fate.KEPT)
    if fate is Fate.KEPT:
        return place.fate is Fate.KEPT and place.span == new.span
    return place.span is not None and place.span.overlap(new.span) > 0


def _lead_ins(policy: Policy) -> dict[Span | None, str]:
    """The words that give a passage its meaning from outside, as they are compared."""
    titles = {BlockKind.HEADING, BlockKind.COLUMNS}
    blocks = policy.blocks
    places = [(one.span, blocks[one.block]) for one in policy.sentences]
    places += [(one.span, one) for one in blocks if one.kind in titles]
    return {
        span: compared_text(blocks[block.lead_in].span.text_of(policy.text))
        for span, block in places
        if block.lead_in is not None
    }
