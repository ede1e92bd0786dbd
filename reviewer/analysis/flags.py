"""Red flags: signs weighed sentence by sentence, and checks that compare places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.analysis.checks import CHECKS
from reviewer.analysis.flagged import FlagDocument, Raised, Showing
from reviewer.analysis.signs import SignKeys, fitting, showings
from reviewer.model.flags import Flag, FlagSign, Reach, Severity
from reviewer.model.policy import LocalizedText
from reviewer.model.review import FlagFinding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from reviewer.analysis.checks import Check
    from reviewer.analysis.tables import Entry
    from reviewer.model.span import Span

# What the weights of a sentence must sum up to.
ENOUGH = 1.0
# Weights are tenths that a sum does not meet to the last bit.
_SLACK = 1e-6
NEIGHBOURS = 2
_LOWER = {
    Severity.CRITICAL: Severity.HIGH,
    Severity.HIGH: Severity.MEDIUM,
    Severity.MEDIUM: Severity.LOW,
    Severity.LOW: Severity.LOW,
}
# Longer words are shortened in a message.
_LONGEST = 80


class FlagFinder:
    """The flags of a rulebook, ready to be looked for.

    Args:
        flags: of the rulebook.
        checks: by the flag that they raise.
    """

    def __init__(self, flags: Sequence[Flag], checks: Mapping[str, Check] = CHECKS) -> None:
        self._flags = tuple(flags)
        self._checks = checks
        self.rules = {flag.id: flag for flag in flags}
        self._keys = tuple(SignKeys.of(flag, sign) for flag in flags for sign in flag.signs)
        # The sign of each key of phrases that show one.
        self._shows = {keys.phrases: keys for keys in self._keys}

    def entries(self) -> Iterable[Entry]:
        """All phrases that must be looked for, under the keys that this class reads."""
        for keys in self._keys:
            yield from keys.entries()

    def find(self, document: FlagDocument) -> tuple[FlagFinding, ...]:
        """All flags raised, in the order of their places.

        Args:
            document: without showings, which are made here.
        """
        # Most signs are shown nowhere.
        standing = [
            self._shows[key] for key in document.pieces.standing.keys() & self._shows.keys()
        ]
        found = {keys.name: tuple(showings(keys, document)) for keys in standing}
        document = replace(document, showings=found)
        shown = {keys.flag for keys in standing}
        raised = [
            one
            for flag in self._flags
            if flag.id in shown or flag.id in self._checks
            for one in self._raised(flag, document)
        ]
        raised.sort(key=lambda one: (one.span, one.flag))
        return tuple(_finding(self.rules[one.flag], one, document) for one in raised)

    def _raised(self, flag: Flag, document: FlagDocument) -> Iterable[Raised]:
        if flag.asks:
            return ()
        if flag.id in self._checks:
            return self._checks[flag.id](document)
        return weighed(flag, document)


def weighed(flag: Flag, document: FlagDocument) -> tuple[Raised, ...]:
    """The sentences whose signs weigh enough, the clearest ones if there are too many."""
    totals = _totals(flag, document)
    if not totals:
        return ()
    lowered: set[int] = set()
    for sign in flag.signs:
        around = _around(sign, flag, totals.keys(), document)
        for index in around:
            totals[index] += sign.weight
        if sign.lowers:
            lowered.update(around)
    enough = [index for index, total in totals.items() if total >= ENOUGH - _SLACK]
    if len(enough) < flag.sentences:
        return ()
    clearest = sorted(enough, key=lambda index: (-totals[index], index))
    return tuple(
        Raised(
            flag=flag.id,
            span=_words(flag, index, document),
            severity=_LOWER[flag.severity] if index in lowered else None,
        )
        for index in sorted(clearest[: flag.most or None])
    )


def _totals(flag: Flag, document: FlagDocument) -> dict[int, float]:
    """The sentences that a phrase speaks for the flag in, each with nothing so far."""
    return {
        one.piece: 0.0
        for sign in flag.signs
        if sign.weight > 0 and sign.reach is Reach.SENTENCE
        for one in document.shown(flag.id, sign.id)
    }


def _around(
    sign: FlagSign, flag: Flag, candidates: AbstractSet[int], document: FlagDocument
) -> AbstractSet[int]:
    """The candidates for which a sign counts."""
    if sign.disclosures:
        return candidates if document.disclosed(*sign.disclosures) else frozenset()
    if sign.en + sign.zh:
        shown: AbstractSet[int] = {one.piece for one in document.shown(flag.id, sign.id)}
    else:
        pool = _within(sign.reach, candidates, range(len(document.pieces.all)), document)
        shown = fitting(sign, pool, document)
    return _within(sign.reach, shown, candidates, document) if shown else frozenset()


def _within(
    reach: Reach, around: AbstractSet[int], those: Iterable[int], document: FlagDocument
) -> AbstractSet[int]:
    """Those pieces that have one of some others within reach."""
    if reach is Reach.DOCUMENT:
        return set(those)
    if reach is Reach.SENTENCE:
        return {index for index in those if index in around}
    sections = {document.section(index) for index in around}
    same = {index for index in those if document.section(index) in sections}
    if reach is Reach.SECTION:
        return same
    return {
        index
        for index in same
        if any(
            near in around and document.section(near) == document.section(index)
            for near in range(index - NEIGHBOURS, index + NEIGHBOURS + 1)
        )
    }


def _words(flag: Flag, index: int, document: FlagDocument) -> Span:
    """The words of the heaviest sign that a sentence shows."""
    best: tuple[float, Showing] | None = None
    for sign in flag.signs:
        for one in document.shown(flag.id, sign.id):
            if one.piece == index and (best is None or sign.weight > best[0]):
                best = (sign.weight, one)
    return best[1].span if best else document.pieces.all[index].span


def _finding(flag: Flag, raised: Raised, document: FlagDocument) -> FlagFinding:
    words = " ".join(raised.span.text_of(document.policy.text).split())
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rstrip() + "…"
    values = {"words": words, **raised.values}
    said = flag.said(raised.variant)
    return FlagFinding(
        id=flag.id,
        severity=raised.severity or flag.severity,
        span=raised.span,
        message=LocalizedText(said.en.format(**values), said.zh.format(**values)),
    )
