"""Decides from signs what a policy discloses, with the words it rests on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from reviewer.analysis.lexicon import Entry
from reviewer.model.review import DisclosureFinding, DisclosureStatus, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewer.analysis.extract import Extraction
    from reviewer.analysis.pieces import Piece
    from reviewer.model.rules import Condition, Detector, Disclosure, Sign

MOST_EVIDENCE = 5
# How sure a finding is: one sentence, and what each further one adds.
_SURE_PRESENT = (0.75, 0.05, 0.95)
_SURE_PARTIAL = (0.6, 0.05, 0.8)
_SURE_ABSENT = 0.7
_GLANCE = 0.6


@dataclass(frozen=True, slots=True)
class _Shown:
    """The pieces that show a sign, best first."""

    pieces: tuple[int, ...]
    enough: bool


@dataclass(frozen=True, slots=True)
class _Document:
    """A policy's pieces, found by what they hold.

    Attributes:
        holding: for each key the pieces with a match under it, in order.
        valued: the pieces whose clause names a value, in order.
    """

    pieces: Sequence[Piece]
    extraction: Extraction
    holding: Mapping[str, Sequence[int]]
    valued: Sequence[int]

    @classmethod
    def of(cls, pieces: Sequence[Piece], extraction: Extraction) -> _Document:
        """The document of these pieces."""
        holding: defaultdict[str, list[int]] = defaultdict(list)
        for index, piece in enumerate(pieces):
            for key in piece.matches:
                holding[key].append(index)
        valued = [
            index
            for index, clause in enumerate(extraction.clause_of)
            if clause is not None and extraction.clauses[clause].attributes
        ]
        return cls(pieces, extraction, holding, valued)

    def candidates(self, key: str, sign: Sign) -> list[int]:
        """The pieces that can show a sign, in order."""
        found = {*self.holding.get(f"{key}.en", ()), *self.holding.get(f"{key}.zh", ())}
        return sorted(found.union(self.valued) if sign.attributes else found)


class DisclosureDetector:
    """The detectors of a rulebook, ready to be applied."""

    def __init__(self, disclosures: Sequence[Disclosure]) -> None:
        self._disclosures = tuple(disclosures)

    def entries(self) -> Iterable[Entry]:
        """All phrases that must be looked for, under the keys that this class reads."""
        for disclosure in self._disclosures:
            for sign in disclosure.detector.signs if disclosure.detector else ():
                key = _key(disclosure, sign)
                yield Entry(f"{key}.en", "en", sign.en)
                yield from _addressed(f"{key}.zh", sign.zh)
                yield Entry(f"{key}.unless.en", "en", sign.unless_en)
                yield from _addressed(f"{key}.unless.zh", sign.unless_zh)

    def detect(
        self, pieces: Sequence[Piece], extraction: Extraction
    ) -> tuple[DisclosureFinding, ...]:
        """One finding a disclosure, in the rulebook's order.

        Disclosures without a detector are unknown.
        """
        document = _Document.of(pieces, extraction)
        return tuple(
            self._finding(disclosure, disclosure.detector, document)
            if disclosure.detector
            else DisclosureFinding(
                id=disclosure.id, status=DisclosureStatus.UNKNOWN, confidence=0.0
            )
            for disclosure in self._disclosures
        )

    def _finding(
        self, disclosure: Disclosure, detector: Detector, document: _Document
    ) -> DisclosureFinding:
        shown = {sign.id: _shown(_key(disclosure, sign), sign, document) for sign in detector.signs}
        for status, groups, (first, more, most) in (
            (DisclosureStatus.PRESENT, detector.present, _SURE_PRESENT),
            (DisclosureStatus.PARTIAL, detector.partial, _SURE_PARTIAL),
        ):
            places = _satisfied(groups, shown)
            if places:
                sure = min(most, first + more * (len(places) - 1))
                return DisclosureFinding(
                    id=disclosure.id,
                    status=status,
                    confidence=round(sure, 2),
                    evidence=tuple(
                        Evidence(document.pieces[index].span, document.extraction.clause_of[index])
                        for index in places[:MOST_EVIDENCE]
                    ),
                )
        return DisclosureFinding(
            id=disclosure.id, status=DisclosureStatus.ABSENT, confidence=_SURE_ABSENT
        )


def _addressed(key: str, phrases: tuple[str, ...]) -> Iterable[Entry]:
    """Chinese phrases as they stand and, index by index, with the familiar "you"."""
    yield Entry(key, "zh", phrases)
    if any("您" in phrase for phrase in phrases):
        yield Entry(key, "zh", tuple(phrase.replace("您", "你") for phrase in phrases))


def _key(disclosure: Disclosure, sign: Sign) -> str:
    return f"sign:{disclosure.id}.{sign.id}"


def _satisfied(groups: Sequence[Sequence[str]], shown: Mapping[str, _Shown]) -> list[int]:
    """The pieces behind all satisfied groups, the best of each sign first."""
    lists = [
        shown[sign].pieces
        for group in groups
        if group and all(shown[sign].enough for sign in group)
        for sign in group
    ]
    ranks = zip_longest(*lists)
    return list(dict.fromkeys(place for rank in ranks for place in rank if place is not None))


def _shown(key: str, sign: Sign, document: _Document) -> _Shown:
    extraction = document.extraction
    found: list[tuple[float, int]] = []
    different: set[object] = set()
    for index in document.candidates(key, sign):
        piece = document.pieces[index]
        if piece.heading and not sign.headings:
            continue
        phrases = _phrases(key, piece)
        values = _values(sign, index, document.pieces, extraction)
        if not (phrases or values) or _ruled_out(key, piece):
            continue
        clause = extraction.clause_of[index]
        fits = not sign.categories or (
            clause is not None
            and any(
                category in extraction.clauses[clause].categories for category in sign.categories
            )
        )
        if not fits and not (piece.heading and sign.headings):
            continue
        different |= phrases | values
        rank = len(phrases) + (_GLANCE if clause is not None else 0.0)
        found.append((-rank, index))
    found.sort()
    enough = bool(found) and len(different) >= sign.at_least
    return _Shown(tuple(index for _, index in found), enough)


def _phrases(key: str, piece: Piece) -> set[object]:
    return {
        (match.key, match.phrase)
        for language in ("en", "zh")
        for match in piece.matches.get(f"{key}.{language}", ())
    }


def _values(sign: Sign, index: int, pieces: Sequence[Piece], extraction: Extraction) -> set[object]:
    clause = extraction.clause_of[index]
    if clause is None or not sign.attributes:
        return set()
    return {
        (attribute.kind, attribute.value)
        for attribute in extraction.clauses[clause].attributes
        if attribute.kind in sign.attributes and pieces[index].span.overlap(attribute.span)
    }


def _ruled_out(key: str, piece: Piece) -> bool:
    return f"{key}.unless.en" in piece.matches or f"{key}.unless.zh" in piece.matches


def condition_entries(conditions: Iterable[Condition]) -> Iterable[Entry]:
    """The phrases by which the text itself answers a condition."""
    for condition in conditions:
        yield Entry(f"condition:{condition.id}.holds", "en", condition.holds_en)
        yield Entry(f"condition:{condition.id}.holds", "zh", condition.holds_zh)
        yield Entry(f"condition:{condition.id}.fails", "en", condition.fails_en)
        yield Entry(f"condition:{condition.id}.fails", "zh", condition.fails_zh)


def condition_matches(
    pieces: Sequence[Piece], extraction: Extraction
) -> dict[str, tuple[Evidence, ...]]:
    """Where the conditions' phrases stand, under "<condition id>.holds" and ".fails"."""
    found: dict[str, list[Evidence]] = {}
    for index, piece in enumerate(pieces):
        if piece.heading:
            continue
        for key in piece.matches:
            if key.startswith("condition:"):
                evidence = Evidence(piece.span, extraction.clause_of[index])
                found.setdefault(key.removeprefix("condition:"), []).append(evidence)
    return {key: tuple(evidence) for key, evidence in found.items()}
