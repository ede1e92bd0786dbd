"""Where the signs of red flags are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.analysis.flagged import FlagDocument, Showing
from reviewer.analysis.kinds import allowed
from reviewer.analysis.tables import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewer.analysis.lexicon import Place
    from reviewer.model.flags import Flag, FlagSign

_POLITE, _FAMILIAR = "您", "你"
_KEY = "flag:"


@dataclass(frozen=True, slots=True)
class SignKeys:
    """A sign with the keys under which its phrases are told.

    Attributes:
        flag: the id of the flag.
        where: what a piece can be that shows it, see :mod:`reviewer.analysis.kinds`.
    """

    name: str
    flag: str
    sign: FlagSign
    phrases: str
    unless: str
    where: int

    @classmethod
    def of(cls, flag: Flag, sign: FlagSign) -> SignKeys:
        """The keys of a flag's sign."""
        name = f"{flag.id}.{sign.id}"
        where = allowed(sign.categories, headings=sign.headings)
        return cls(name, flag.id, sign, f"{_KEY}{name}", f"{_KEY}{name}.unless", where)

    def entries(self) -> Iterator[Entry]:
        """The phrases under these keys."""
        sign = self.sign
        for key, english, chinese, placed in (
            (self.phrases, sign.en, sign.zh, True),
            (self.unless, sign.unless_en, sign.unless_zh, False),
        ):
            # Chinese phrases also with the familiar "you".
            familiar = [one.replace(_POLITE, _FAMILIAR) for one in chinese if _POLITE in one]
            if english:
                yield Entry(key, "en", english, placed=placed, by_key=True)
            if chinese:
                yield Entry(key, "zh", (*chinese, *familiar), placed=placed, by_key=True)


def showings(keys: SignKeys, document: FlagDocument) -> Iterator[Showing]:
    """Where a sign is shown that has phrases, in order."""
    standing = document.pieces.standing.get(keys.phrases)
    since = keys.sign.since
    if not standing or (since and document.as_of.isoformat() < since):
        return
    ruled_out: Iterable[int] = ()
    if keys.unless in document.pieces.shown:
        ruled_out = set(document.pieces.shown[keys.unless].pieces)
    for index, standing_there in standing:
        if not document.kinds[index] & keys.where or index in ruled_out:
            continue
        if keys.sign.attributes and not _names_enough(keys.sign, index, document):
            continue
        there = standing_there
        if keys.sign.beside:
            there = [place for place in there if _beside(keys.sign, place, index, document)]
        if there:
            first = there[0]
            if len(there) > 1:
                first = min(there, key=lambda place: (place[0], -place[1]))
            yield Showing(index, first, len(set(there)))


def _beside(sign: FlagSign, place: Place, index: int, document: FlagDocument) -> bool:
    """Whether a value of a sign's kinds stands next to some words."""
    return any(
        one.kind in sign.attributes
        and not one.negated
        and one.span.start <= place[1] + sign.beside
        and place[0] <= one.span.end + sign.beside
        for one in document.attributes(index)
    )


def fitting(sign: FlagSign, pieces: Iterable[int], document: FlagDocument) -> set[int]:
    """The pieces that meet a sign's conditions besides its phrases."""
    where = allowed(sign.categories, headings=sign.headings)
    found = {index for index in pieces if document.kinds[index] & where}
    if sign.attributes:
        found = {index for index in found if _names_enough(sign, index, document)}
    return found


def _names_enough(sign: FlagSign, index: int, document: FlagDocument) -> bool:
    """Whether a piece names as many values of a sign's kinds as it asks for."""
    named = {
        (one.kind, one.value)
        for one in document.attributes(index)
        if one.kind in sign.attributes and not one.negated
    }
    return len(named) >= sign.least
