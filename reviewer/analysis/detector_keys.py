"""The keys under which the phrases of detectors' signs are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.analysis.tables import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.model.clause import Category
    from reviewer.model.rules import Disclosure
    from reviewer.model.signs import Sign

# Who is spoken to in Chinese: as the phrases say it, and as policies say it too.
_POLITE, _OTHERWISE = "您", ("你", "用户")


@dataclass(frozen=True, slots=True)
class Keys:
    """A sign with the keys under which its phrases are told.

    Attributes:
        phrases: of those that show it, in both languages.
        unless: of those that rule a piece out.
        besides: of those that must stand there too.
        under: of those that must stand above.
        categories: of clauses in which the sign counts; none for anywhere.
        asks: whether what else stands there or above can rule a piece out.
        otherwise: whether Chinese phrases are looked for with other words for "you" too.
    """

    sign: Sign
    phrases: tuple[str, str]
    unless: tuple[str, str]
    besides: tuple[str, str]
    under: tuple[str, str]
    categories: frozenset[Category]
    asks: bool
    otherwise: bool

    @classmethod
    def of(cls, disclosure: Disclosure, sign: Sign) -> Keys:
        """The keys of a disclosure's sign."""
        key = f"sign:{disclosure.id}.{sign.id}"
        return cls(
            sign,
            (f"{key}.en", f"{key}.zh"),
            (f"{key}.unless.en", f"{key}.unless.zh"),
            (f"{key}.besides.en", f"{key}.besides.zh"),
            (f"{key}.under.en", f"{key}.under.zh"),
            categories=frozenset(sign.categories),
            asks=any(
                (
                    *(sign.unless_en, sign.unless_zh, sign.besides_en, sign.besides_zh),
                    *(sign.under_en, sign.under_zh, sign.naming),
                )
            ),
            otherwise=any(_POLITE in phrase for phrase in sign.zh),
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
