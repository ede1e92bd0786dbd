"""What red flags are looked for in, and how a place that raises one is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reviewer.model.review import DisclosureFinding, DisclosureStatus
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from reviewer.analysis.extract import Extraction
    from reviewer.analysis.lexicon import Place
    from reviewer.analysis.pieces import Pieces
    from reviewer.analysis.valued import Named
    from reviewer.model.clause import Attribute, Clause
    from reviewer.model.flags import Flag, Severity
    from reviewer.model.policy import Policy
    from reviewer.text.normalize import Shadow

# Where a flag points that concerns the whole text: to its first words.
_TOP = 120


class Showing(NamedTuple):
    """A sentence or heading that shows a sign; a tuple, for hundreds are made a policy.

    Attributes:
        piece: its index into ``Pieces.all``.
        place: start and end of the words that show it.
        phrases: how many different phrases show it there.
    """

    piece: int
    place: Place
    phrases: int

    @property
    def span(self) -> Span:
        """The words that show it."""
        return Span(*self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A place that raises a flag.

    Attributes:
        values: what stands for ``{name}`` in the message.
        variant: which message; empty: the usual one.
        severity: None: that of the flag.
    """

    flag: str
    span: Span
    values: Mapping[str, str] = field(default_factory=dict)
    variant: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagDocument:
    """A policy with all that was found in it so far.

    Attributes:
        folded: the shadow of the text, in which words are compared.
        kinds: what each piece is, see :mod:`reviewer.analysis.kinds`.
        named: for each piece the values that it names.
        disclosures: findings by id.
        as_of: the only date that is known.
        rules: the rulebook's flags by id.
        showings: for each flag and sign, written "flag.sign", where it is shown, in order.
    """

    policy: Policy
    folded: Shadow
    pieces: Pieces
    extraction: Extraction
    kinds: Sequence[int]
    named: Named
    disclosures: Mapping[str, DisclosureFinding]
    as_of: date
    rules: Mapping[str, Flag]
    showings: Mapping[str, tuple[Showing, ...]]

    @property
    def language(self) -> str:
        """The main language, "en" or "zh"."""
        return self.policy.language.split("-")[0]

    @property
    def top(self) -> Span:
        """The first words of the policy, for what concerns it as a whole."""
        for block in self.policy.blocks:
            if block.span:
                return Span(block.span.start, min(block.span.end, block.span.start + _TOP))
        return Span(0, min(len(self.policy.text), _TOP))

    def shown(self, flag: str, sign: str) -> tuple[Showing, ...]:
        """Where a sign of a flag is shown, in order."""
        return self.showings.get(f"{flag}.{sign}", ())

    def words(self, flag: str, name: str) -> tuple[str, ...]:
        """A list of a flag; empty where it has none of that name."""
        return self.rules[flag].lists.get(name, ())

    def section(self, piece: int) -> int | None:
        """The innermost section that a piece stands in."""
        return self.policy.blocks[self.pieces.all[piece].block].section

    def clause(self, piece: int) -> Clause | None:
        """The clause that a piece belongs to."""
        at = self.extraction.clause_of[piece]
        return None if at is None else self.extraction.clauses[at]

    def attributes(self, piece: int) -> tuple[Attribute, ...]:
        """The values that a piece names, in order."""
        return self.named[piece]

    def disclosed(self, *ids: str) -> bool:
        """Whether one of some disclosures is present."""
        return any(
            self.disclosures[one].status is DisclosureStatus.PRESENT
            for one in ids
            if one in self.disclosures
        )
