"""Decides from signs what a policy discloses, with the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from reviewer.analysis.detector_keys import Detecting
from reviewer.analysis.kinds import BARE, HEADING, kinds_of
from reviewer.model.review import DisclosureFinding, DisclosureStatus, Evidence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, KeysView, Mapping, Sequence

    from reviewer.analysis.detector_keys import Groups, Keys
    from reviewer.analysis.extract import Extraction
    from reviewer.analysis.pieces import Pieces
    from reviewer.analysis.tables import Entry
    from reviewer.analysis.valued import Named
    from reviewer.model.clause import Attribute, AttributeKind
    from reviewer.model.rules import Disclosure

MOST_EVIDENCE = 5
# How sure a finding is: one sentence, and what each further one adds.
_SURE_PRESENT = (0.75, 0.05, 0.95)
_SURE_PARTIAL = (0.6, 0.05, 0.8)
_SURE_ABSENT = 0.7
# What makes a piece better evidence, counted in phrases: that it is in a clause, and in one
# about the matter.
_GLANCE = 0.6
_ABOUT = 2.0
_HEADING = 1.0
# What is a short line, in characters; how many lines the first and the last are; and of how
# many a policy is signed or headed: more make a list, of recipients say.
_SHORT = 60
_EDGE = 20
_SINGLE = 2
_WORTH = {HEADING: -_HEADING, BARE: 0.0}


# The pieces that show a sign, best first, and whether they are enough.
_Shown = tuple["Sequence[int]", bool]
_NOT_SHOWN: _Shown = ((), False)


@dataclass(frozen=True, slots=True)
class _Document:
    """A policy's pieces, with what was found in them.

    Attributes:
        told: the keys of which phrases stand somewhere.
        kinds: what each piece is, as bits.
        worth: how much each piece is worth as evidence, whatever it tells.
        values: for each kind what is named of it, each with its piece.
        signs: by number where each sign is shown; None for those not looked for yet.
    """

    pieces: Pieces
    extraction: Extraction
    told: KeysView[str]
    kinds: Sequence[int]
    worth: Sequence[float]
    values: Mapping[AttributeKind, Sequence[tuple[int, Attribute]]]
    signs: list[_Shown | None]

    @classmethod
    def of(
        cls, pieces: Pieces, extraction: Extraction, named: Named, signs: list[_Shown | None]
    ) -> _Document:
        """The document of these pieces."""
        kinds = kinds_of(pieces, extraction)
        values: dict[AttributeKind, list[tuple[int, Attribute]]] = {}
        for index, attributes in enumerate(named):
            for one in attributes:
                values.setdefault(one.kind, []).append((index, one))
        worth = [_WORTH.get(kind, _GLANCE) for kind in kinds]
        return cls(pieces, extraction, pieces.shown.keys(), kinds, worth, values, signs)

    def shown(self, keys: Keys, detecting: Detecting) -> _Shown:
        """Where a sign is shown, looked for when it is first asked."""
        found = self.signs[keys.number]
        if found is None:
            found = self.signs[keys.number] = _shown(keys, self, detecting)
        return found

    def said(self, keys: Keys) -> dict[int, int]:
        """The pieces in which phrases of a sign stand, with how many different ones do."""
        found: dict[int, int] = {}
        for key in keys.phrases:
            if key in self.told:
                shown = self.pieces.shown[key]
                # A phrase is told once a piece, but with each form of "you".
                pieces: Iterable[int] = shown.pieces
                if keys.otherwise:
                    pieces = [piece for piece, _ in set(zip(*shown, strict=True))]
                for piece in pieces:
                    found[piece] = found.get(piece, 0) + 1
        return found

    def different(self, keys: Keys, pieces: Collection[int]) -> set[object]:
        """The different phrases of a sign that stand in some pieces."""
        return {
            (key, phrase)
            for key in keys.phrases
            if key in self.told
            for piece, phrase in zip(*self.pieces.shown[key], strict=True)
            if piece in pieces
        }

    def valued_by(
        self, kinds: Iterable[AttributeKind], among: Collection[str]
    ) -> dict[int, set[object]]:
        """The pieces that name values of some kinds, with those values."""
        found: dict[int, set[object]] = {}
        for kind in kinds:
            for index, one in self.values.get(kind, ()):
                if not among or one.value in among or one.group in among:
                    found.setdefault(index, set()).add((kind, one.value))
        return found

    def not_ruled_out(self, keys: Keys, candidates: Iterable[int]) -> Iterable[int]:
        """The candidates that can show a sign for all that else stands there or above."""
        sign, pieces = keys.sign, self.pieces.all
        out = self._holding(keys.unless)
        if out:
            candidates = [at for at in candidates if at not in out]
        if keys.besides_in:
            beside = self._holding(keys.besides)
            candidates = [
                at
                for at in candidates
                if at in beside or pieces[at].language not in keys.besides_in
            ]
        if keys.under_in:
            above = self._holding(keys.under)
            candidates = [
                at
                for at in candidates
                if pieces[at].language not in keys.under_in
                or not above.isdisjoint(pieces[at].above)
            ]
        if sign.naming:
            candidates = self.valued_by(sign.naming, sign.among).keys() & set(candidates)
        return self._by_themselves(candidates) if sign.by_itself else candidates

    def _by_themselves(self, candidates: Iterable[int]) -> Sequence[int]:
        """The short lines among the first and the last ones; none of a list of such lines."""
        pieces = self.pieces.all
        last = len(pieces) - _EDGE
        lines = [
            at for at in candidates if not _EDGE <= at < last and len(pieces[at].span) <= _SHORT
        ]
        return lines if len(lines) <= _SINGLE else ()

    def _holding(self, keys: tuple[str, str]) -> set[int]:
        """The pieces in which phrases of some keys stand."""
        found: set[int] = set()
        for key in keys:
            if key in self.told:
                found.update(self.pieces.shown[key].pieces)
        return found

    def evidence(self, places: Iterable[int]) -> tuple[Evidence, ...]:
        """Pieces as evidence."""
        pieces, clause_of = self.pieces.all, self.extraction.clause_of
        return tuple([Evidence(pieces[index].span, clause_of[index]) for index in places])


class DisclosureDetector:
    """The detectors of a rulebook, ready to be applied."""

    def __init__(self, disclosures: Sequence[Disclosure]) -> None:
        detectors: list[Detecting | None] = []
        # The disclosure of each sign, by number.
        self._tells: list[int] = []
        for place, disclosure in enumerate(disclosures):
            found = None
            if disclosure.detector:
                found = Detecting.of(disclosure, disclosure.detector, len(self._tells))
                self._tells += [place] * len(found.signs)
            detectors.append(found)
        self._detectors = tuple(detectors)
        self._silent = tuple(map(_silent, disclosures))
        signs = [keys for one in detectors if one for keys in one.signs]
        # The sign of each key of phrases that show one.
        self._speaks = {key: keys.number for keys in signs for key in keys.phrases}
        # Those that values or headings show as well.
        self._always = [keys.number for keys in signs if keys.sign.attributes or keys.any_heading]

    def entries(self) -> Iterable[Entry]:
        """All phrases that must be looked for, under the keys that this class reads."""
        for detecting in self._detectors:
            for keys in detecting.signs if detecting else ():
                yield from keys.entries()

    def detect(
        self, pieces: Pieces, extraction: Extraction, named: Named
    ) -> tuple[DisclosureFinding, ...]:
        """One finding a disclosure, in the rulebook's order.

        Disclosures without a detector are unknown.

        Args:
            named: for each piece the values that it names.
        """
        # Nearly all signs need one of their phrases, and most of these stand nowhere: only the
        # others are looked at, and only the disclosures that they tell of.
        signs: list[_Shown | None] = [_NOT_SHOWN] * len(self._tells)
        spoken = [self._speaks[key] for key in pieces.shown.keys() & self._speaks.keys()]
        findings = list(self._silent)
        for number in (*spoken, *self._always):
            signs[number] = None
        document = _Document.of(pieces, extraction, named, signs)
        for place in {self._tells[number] for number in (*spoken, *self._always)}:
            detecting = self._detectors[place]
            if detecting is not None:
                findings[place] = _finding(self._silent[place], detecting, document)
        return tuple(findings)


def _finding(
    silent: DisclosureFinding, detecting: Detecting, document: _Document
) -> DisclosureFinding:
    """What is found of a disclosure.

    Args:
        silent: the finding where nothing is.
    """
    for status, groups, (first, more, most) in (
        (DisclosureStatus.PRESENT, detecting.present, _SURE_PRESENT),
        (DisclosureStatus.PARTIAL, detecting.partial, _SURE_PARTIAL),
    ):
        standing = [group for group in groups if _stands(group, document, detecting)]
        places = _places(standing, document, detecting) if standing else ()
        if places:
            sure = min(most, first + more * (len(places) - 1))
            return DisclosureFinding(
                id=silent.id,
                status=status,
                confidence=round(sure, 2),
                evidence=document.evidence(_without_titles(places, document)[:MOST_EVIDENCE]),
                denied=all(any(keys.sign.denies for keys in group) for group in standing),
            )
    return silent


def _silent(disclosure: Disclosure) -> DisclosureFinding:
    """What is found of a disclosure that nothing speaks for."""
    status, sure = DisclosureStatus.UNKNOWN, 0.0
    if disclosure.detector:
        status, sure = DisclosureStatus.ABSENT, _SURE_ABSENT
    return DisclosureFinding(id=disclosure.id, status=status, confidence=sure)


def _stands(group: Sequence[Keys], document: _Document, detecting: Detecting) -> bool:
    """Whether all signs of a group are shown enough."""
    for keys in group:
        _, enough = document.shown(keys, detecting)
        if not enough:
            return False
    return True


def _without_titles(places: Sequence[int], document: _Document) -> Sequence[int]:
    """The sentences among some pieces, for headings prove little; all where none is."""
    kinds = document.kinds
    said = [index for index in places if kinds[index] != HEADING]
    return said or places


def _places(
    groups: Groups | Sequence[tuple[Keys, ...]], document: _Document, detecting: Detecting
) -> Sequence[int]:
    """The pieces behind all satisfied groups, the best of each sign first."""
    lists: list[Sequence[int]] = []
    for group in groups:
        some = [document.shown(keys, detecting)[0] for keys in group]
        lists += some if detecting.within is None else _near(some, detecting.within)
    if len(lists) == 1:
        return lists[0]
    ranks = zip_longest(*lists)
    return list(dict.fromkeys(place for rank in ranks for place in rank if place is not None))


def _near(lists: Sequence[Sequence[int]], within: int) -> list[tuple[int, ...]]:
    """The pieces of several signs that have a piece of each other sign near them."""
    return [
        tuple(
            place
            for place in pieces
            if all(any(abs(place - one) <= within for one in other) for other in lists)
        )
        for pieces in lists
    ]


def _shown(keys: Keys, document: _Document, detecting: Detecting) -> _Shown:
    sign, kinds, worth = keys.sign, document.kinds, document.worth
    if keys.any_heading:
        titles = [index for index, kind in enumerate(kinds) if kind == HEADING]
        return titles, len(titles) >= sign.sentences
    said = document.said(keys)
    valued = document.valued_by(sign.attributes, sign.among) if sign.attributes else {}
    candidates: Iterable[int] = said.keys() | valued.keys() if valued else said
    if keys.asks:
        candidates = document.not_ruled_out(keys, candidates)
    found: list[tuple[float, int]] = []
    for index in candidates:
        kind = kinds[index]
        if kind & keys.where and kind & detecting.where:
            # What the different phrases add that stand there, and that it is about the matter.
            weight = said.get(index, 0) + worth[index]
            found.append((-weight - _ABOUT if kind & detecting.about else -weight, index))
    found.sort()
    pieces = [index for _, index in found]
    enough = len(pieces) >= sign.sentences
    if sign.at_least > 1:
        values = {value for index in pieces for value in valued.get(index, ())}
        enough &= len(document.different(keys, set(pieces)) | values) >= sign.at_least
    return pieces, enough
