"""Detectors as they are applied: signs by number, with the keys of their phrases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.analysis.kinds import BARE, allowed, bits
from reviewer.analysis.tables import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.model.rules import Disclosure
    from reviewer.model.signs import Detector, Sign

    Groups = tuple[tuple["Keys", ...], ...]

# Who is spoken to in Chinese: as the phrases say it, and as policies say it too.
_POLITE, _OTHERWISE = "您", ("你", "用户")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """A sign with the keys under which its phrases are told.

    Attributes:
        number: of the sign among those of all detectors.
        phrases: of those that show it, in both languages.
        unless: of those that rule a piece out.
        besides: of those that must stand there too.
        besides_in: the languages that have such phrases.
        under: of those that must stand above.
        under_in: the languages that have such phrases.
        where: what a piece can be that shows the sign, as bits.
        asks: whether what else stands there or above can rule a piece out.
        otherwise: whether Chinese phrases are looked for with other words for "you" too.
        any_heading: whether every heading shows it.
    """

    number: int
    sign: Sign
    phrases: tuple[str, str]
    unless: tuple[str, str]
    besides: tuple[str, str]
    besides_in: frozenset[str]
    under: tuple[str, str]
    under_in: frozenset[str]
    where: int
    asks: bool
    otherwise: bool
    any_heading: bool

    @classmethod
    def of(cls, number: int, disclosure: Disclosure, sign: Sign) -> Keys:
        """The keys of a disclosure's sign."""
        key = f"sign:{disclosure.id}.{sign.id}"
        besides_in = _languages(sign.besides_en, sign.besides_zh)
        under_in = _languages(sign.under_en, sign.under_zh)
        return cls(
            number=number,
            sign=sign,
            phrases=(f"{key}.en", f"{key}.zh"),
            unless=(f"{key}.unless.en", f"{key}.unless.zh"),
            besides=(f"{key}.besides.en", f"{key}.besides.zh"),
            besides_in=besides_in,
            under=(f"{key}.under.en", f"{key}.under.zh"),
            under_in=under_in,
            where=allowed(sign.categories, headings=sign.headings),
            asks=bool(
                sign.unless_en
                or sign.unless_zh
                or besides_in
                or under_in
                or sign.naming
                or sign.by_itself
            ),
            otherwise=any(_POLITE in phrase for phrase in sign.zh),
            any_heading=sign.any_heading,
        )

    def entries(self) -> Iterable[Entry]:
        """The phrases under these keys."""
        sign = self.sign
        for (en, zh), english, chinese in (
            (self.phrases, sign.en, sign.zh),
            (self.unless, sign.unless_en, sign.unless_zh),
            (self.besides, sign.besides_en, sign.besides_zh),
            (self.under, sign.under_en, sign.under_zh),
        ):
            yield Entry(en, "en", english, placed=False)
            yield Entry(zh, "zh", chinese, placed=False)
            # Chinese phrases also, index by index, with the familiar "you" and with "the user".
            if any(_POLITE in phrase for phrase in chinese):
                for other in _OTHERWISE:
                    said = tuple(phrase.replace(_POLITE, other) for phrase in chinese)
                    yield Entry(zh, "zh", said, placed=False)


def _languages(en: Sequence[str], zh: Sequence[str]) -> frozenset[str]:
    """The languages with phrases; with any also "", text in neither."""
    some = [language for language, phrases in (("en", en), ("zh", zh)) if phrases]
    return frozenset([*some, ""]) if some else frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Detecting:
    """A detector, its groups of signs at hand.

    Attributes:
        signs: of the detector, in its order.
        present: the groups of which one makes the disclosure present.
        partial: the same for partly present.
        where: what a piece can be that tells it, as bits.
        about: what a piece is that usually tells it, as bits.
        within: how many pieces apart the signs of a group may stand; None: anywhere.
    """

    signs: tuple[Keys, ...]
    present: Groups
    partial: Groups
    where: int
    about: int
    within: int | None

    @classmethod
    def of(cls, disclosure: Disclosure, detector: Detector, first: int) -> Detecting:
        """A disclosure's detector, its signs numbered from some number on."""
        signs = {
            sign.id: Keys.of(first + place, disclosure, sign)
            for place, sign in enumerate(detector.signs)
        }

        def groups(ids: Sequence[Sequence[str]]) -> Groups:
            return tuple(tuple(signs[one] for one in group) for group in ids if group)

        return cls(
            signs=tuple(signs.values()),
            present=groups(detector.present),
            partial=groups(detector.partial),
            where=BARE | allowed(detector.only, headings=True),
            about=bits(detector.about),
            within=detector.within,
        )
