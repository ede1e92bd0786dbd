"""Decides from signs what a policy discloses, with the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from reviewer.analysis.detector_keys import Keys
from reviewer.model.review import DisclosureFinding, DisclosureStatus, Evidence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, KeysView, Mapping, Sequence

    from reviewer.analysis.extract import Extraction
    from reviewer.analysis.pieces import Pieces
    from reviewer.analysis.tables import Entry
    from reviewer.analysis.valued import Named
    from reviewer.model.clause import Attribute, AttributeKind, Category
    from reviewer.model.rules import Disclosure
    from reviewer.model.signs import Detector

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


class _Shown(NamedTuple):
    """The pieces that show a sign, best first."""

    pieces: tuple[int, ...]
    enough: bool


_NOT_SHOWN = _Shown((), enough=False)


@dataclass(frozen=True, slots=True)
class _Document:
    """A policy's pieces, with what was found in them.

    Attributes:
        told: the keys of which phrases stand somewhere.
        categories: for each piece those of its clause; None where it is in none.
        values: for each kind what is named of it, each with its piece.
    """

    pieces: Pieces
    told: KeysView[str]
    categories: Sequence[Sequence[Category] | None]
    values: Mapping[AttributeKind, Sequence[tuple[int, Attribute]]]

    @classmethod
    def of(cls, pieces: Pieces, extraction: Extraction, named: Named) -> _Document:
        """The document of these pieces."""
        clauses = extraction.clauses
        categories = [None if at is None else clauses[at].categories for at in extraction.clause_of]
        values: dict[AttributeKind, list[tuple[int, Attribute]]] = {}
        for index, attributes in enumerate(named):
            for one in attributes:
                values.setdefault(one.kind, []).append((index, one))
        return cls(pieces, pieces.shown.keys(), categories, values)

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

    def ruled_out(self, keys: Keys, candidates: Iterable[int]) -> set[int]:
        """The candidates that cannot show a sign for what else stands there or above."""
        sign, everywhere = keys.sign, set(candidates)
        out = everywhere & self._holding(keys.unless)
        if sign.besides_en or sign.besides_zh:
            asked = self._asked(everywhere, sign.besides_en, sign.besides_zh)
            out |= asked - self._holding(keys.besides)
        if sign.under_en or sign.under_zh:
            above = self._holding(keys.under)
            asked = self._asked(everywhere, sign.under_en, sign.under_zh)
            out |= {at for at in asked if above.isdisjoint(self.pieces.all[at].above)}
        if sign.naming:
            out |= everywhere - self.valued_by(sign.naming, sign.among).keys()
        return out

    def _asked(self, pieces: Iterable[int], en: Sequence[str], zh: Sequence[str]) -> set[int]:
        """The pieces in a language for which there are phrases, or in none."""
        free = {language for language, phrases in (("en", en), ("zh", zh)) if not phrases}
        return {at for at in pieces if self.pieces.all[at].language not in free}

    def _holding(self, keys: tuple[str, str]) -> set[int]:
        """The pieces in which phrases of some keys stand."""
        shown = self.pieces.shown
        return {piece for key in keys if key in self.told for piece in shown[key].pieces}


class _Signs(dict[str, _Shown]):
    """Where the signs of a disclosure are shown, by id, each looked for when it is asked for."""

    def __init__(self, signs: Mapping[str, Keys], document: _Document, detector: Detector) -> None:
        super().__init__()
        self._signs = signs
        self._document = document
        self._detector = detector

    def __missing__(self, identifier: str) -> _Shown:
        found = self[identifier] = _shown(self._signs[identifier], self._document, self._detector)
        return found


class DisclosureDetector:
    """The detectors of a rulebook, ready to be applied."""

    def __init__(self, disclosures: Sequence[Disclosure]) -> None:
        # The signs of each, by id.
        self._disclosures = tuple(
            (
                disclosure,
                {
                    sign.id: Keys.of(disclosure, sign)
                    for sign in (disclosure.detector.signs if disclosure.detector else ())
                },
            )
            for disclosure in disclosures
        )
        self._silent = {disclosure.id: _silent(disclosure) for disclosure in disclosures}
        # The disclosure of each key of phrases that show a sign.
        self._speaks = {
            key: disclosure.id
            for disclosure, signs in self._disclosures
            for keys in signs.values()
            for key in keys.phrases
        }
        # Those that values or headings show as well.
        self._always = {
            disclosure.id
            for disclosure, signs in self._disclosures
            for keys in signs.values()
            if keys.sign.attributes or keys.sign.any_heading
        }

    def entries(self) -> Iterable[Entry]:
        """All phrases that must be looked for, under the keys that this class reads."""
        for _, signs in self._disclosures:
            for keys in signs.values():
                yield from keys.entries()

    def detect(
        self, pieces: Pieces, extraction: Extraction, named: Named
    ) -> tuple[DisclosureFinding, ...]:
        """One finding a disclosure, in the rulebook's order.

        Disclosures without a detector are unknown.

        Args:
            named: for each piece the values that it names.
        """
        document = _Document.of(pieces, extraction, named)
        # Nearly all speak only where one of their phrases stands, and most stand nowhere.
        speaking = {self._speaks[key] for key in document.told & self._speaks.keys()}
        return tuple(
            _finding(disclosure.id, disclosure.detector, signs, document, extraction)
            if disclosure.detector and (disclosure.id in speaking or disclosure.id in self._always)
            else self._silent[disclosure.id]
            for disclosure, signs in self._disclosures
        )


def _finding(
    identifier: str,
    detector: Detector,
    signs: Mapping[str, Keys],
    document: _Document,
    extraction: Extraction,
) -> DisclosureFinding:
    shown = _Signs(signs, document, detector)
    for status, groups, (first, more, most) in (
        (DisclosureStatus.PRESENT, detector.present, _SURE_PRESENT),
        (DisclosureStatus.PARTIAL, detector.partial, _SURE_PARTIAL),
    ):
        places = _satisfied(groups, shown, detector.within)
        if places:
            sure = min(most, first + more * (len(places) - 1))
            return DisclosureFinding(
                id=identifier,
                status=status,
                confidence=round(sure, 2),
                evidence=tuple(
                    Evidence(document.pieces.all[index].span, extraction.clause_of[index])
                    for index in _without_titles(places, document)[:MOST_EVIDENCE]
                ),
                denied=_denied(groups, shown, signs),
            )
    return _absent(identifier)


def _absent(identifier: str) -> DisclosureFinding:
    return DisclosureFinding(id=identifier, status=DisclosureStatus.ABSENT, confidence=_SURE_ABSENT)


def _silent(disclosure: Disclosure) -> DisclosureFinding:
    """What is found of a disclosure that nothing speaks for."""
    if disclosure.detector:
        return _absent(disclosure.id)
    return DisclosureFinding(id=disclosure.id, status=DisclosureStatus.UNKNOWN, confidence=0.0)


def _denied(groups: Sequence[Sequence[str]], shown: _Signs, signs: Mapping[str, Keys]) -> bool:
    """Whether all satisfied groups say that there is no such practice."""
    denials = {identifier for identifier, keys in signs.items() if keys.sign.denies}
    return bool(denials) and all(
        not denials.isdisjoint(group) for group in groups if group and _stands(group, shown)
    )


def _stands(group: Sequence[str], shown: _Signs) -> bool:
    """Whether all signs of a group are shown enough."""
    for sign in group:  # noqa: SIM110 - hundreds of times, and ``all`` takes three times as long
        if not shown[sign].enough:
            return False
    return True


def _without_titles(places: Sequence[int], document: _Document) -> Sequence[int]:
    """The sentences among some pieces, for headings prove little; all where none is."""
    said = [index for index in places if not document.pieces.all[index].heading]
    return said or places


def _satisfied(groups: Sequence[Sequence[str]], shown: _Signs, within: int | None) -> list[int]:
    """The pieces behind all satisfied groups, the best of each sign first."""
    lists: list[Sequence[int]] = []
    for group in groups:
        if group and _stands(group, shown):
            some = [shown[sign].pieces for sign in group]
            lists += some if within is None else _near(some, within)
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


def _shown(keys: Keys, document: _Document, detector: Detector) -> _Shown:
    sign, told = keys.sign, document.told
    # Most signs are shown nowhere.
    there = keys.phrases[0] in told or keys.phrases[1] in told
    valued = document.valued_by(sign.attributes, sign.among) if sign.attributes else {}
    if sign.any_heading:
        titles = [index for index, piece in enumerate(document.pieces.all) if piece.heading]
        return _Shown(tuple(titles), len(titles) >= sign.sentences)
    if not there and not valued:
        return _NOT_SHOWN
    said = document.said(keys)
    candidates: Iterable[int] = said.keys() | valued.keys() if valued else said
    if keys.asks:
        ruled_out = document.ruled_out(keys, candidates)
        candidates = [index for index in candidates if index not in ruled_out]
    found: list[tuple[float, int]] = []
    for index in candidates:
        if _fits(keys, index, document, detector.only):
            weight = _weight(index, said.get(index, 0), document, detector.about)
            found.append((-weight, index))
    found.sort()
    pieces = tuple([index for _, index in found])
    enough = len(pieces) >= sign.sentences
    if sign.at_least > 1:
        values = {value for index in pieces for value in valued.get(index, ())}
        enough &= len(document.different(keys, set(pieces)) | values) >= sign.at_least
    return _Shown(pieces, enough)


def _weight(index: int, said: int, document: _Document, about: Collection[Category]) -> float:
    """How much a piece is worth as evidence, from the different phrases that stand in it."""
    if document.pieces.all[index].heading:
        return said - _HEADING
    weight = float(said)
    categories = document.categories[index]
    if categories is not None:
        weight += _GLANCE
        if about and _among(categories, about):
            weight += _ABOUT
    return weight


def _fits(keys: Keys, index: int, document: _Document, only: Collection[Category]) -> bool:
    """Whether a piece is where a sign may be shown."""
    if document.pieces.all[index].heading:
        return keys.sign.headings
    categories = document.categories[index]
    if categories is None:
        return not keys.categories
    return (not only or _among(categories, only)) and (
        not keys.categories or _among(categories, keys.categories)
    )


def _among(categories: Iterable[Category], wanted: Collection[Category]) -> bool:
    """Whether one of some categories is wanted."""
    for one in categories:  # noqa: SIM110 - thousands of times, and ``any`` takes three times as long
        if one in wanted:
            return True
    return False
