"""Cues, patterns, headings and lead-ins to clauses, each with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.analysis import context, evidence
from reviewer.analysis.judging import Observed, judged, judged_alone
from reviewer.analysis.patterns import PatternMatcher
from reviewer.analysis.tables import Entry
from reviewer.model.clause import Category, Clause, ClauseOrigin, ReasonKind
from reviewer.model.policy import BlockKind
from reviewer.model.rules import CueRule, Pattern
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewer.analysis.evidence import Reasons, Told
    from reviewer.analysis.learned import LearnedModel
    from reviewer.analysis.lexicon import Place
    from reviewer.analysis.pieces import Piece
    from reviewer.model.policy import Policy
    from reviewer.model.rules import HeadingRule, NeutralRule, Rulebook

# Further phrases of the same rule add this part of its weight each.
REPEAT = 0.4
MOST_REPEATS = 2
_ORDER = {category: place for place, category in enumerate(Category)}


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a policy's pieces were found to be about.

    Attributes:
        clauses: in order.
        clause_of: for each piece the index of its clause; None for no clause.
    """

    clauses: tuple[Clause, ...]
    clause_of: tuple[int | None, ...]


class Extractor:
    """The category rules of a rulebook, ready to be applied.

    Args:
        models: learned models by language, which judge with the rules' evidence at hand.
    """

    def __init__(
        self, rulebook: Rulebook, models: Mapping[str, LearnedModel] | None = None
    ) -> None:
        self._cues = {f"cue:{rule.id}": rule for rule in rulebook.cues}
        self._headings = {f"heading:{rule.id}": rule for rule in rulebook.headings}
        self._neutral = {f"neutral:{rule.id}": rule for rule in rulebook.neutral}
        self._patterns = {f"gate:{pattern.id}": pattern for pattern in rulebook.patterns}
        self._sentence_rules: dict[str, CueRule | NeutralRule | Pattern] = {
            **self._cues,
            **self._neutral,
            **self._patterns,
        }
        # Made when a sentence first needs one: spaCy starts slowly.
        self._matchers: dict[str, PatternMatcher] = {}
        self._precedence = rulebook.precedence
        self._models = models or {}
        self._goes_on = {
            words.language: tuple(words.words.get("continuation", ()))
            for words in rulebook.vocabulary
        }

    def entries(self) -> Iterable[Entry]:
        """All phrases that must be looked for, under the keys that this class reads."""
        groups: tuple[Mapping[str, CueRule | HeadingRule | NeutralRule], ...] = (
            self._cues,
            self._headings,
            self._neutral,
        )
        for rules in groups:
            for key, rule in rules.items():
                yield Entry(key, rule.language, rule.phrases)
        for key, pattern in self._patterns.items():
            yield Entry(key, pattern.language, pattern.gate)

    def prepare(self, languages: Iterable[str]) -> None:
        """Compiles the token patterns of some languages.

        Raises:
            ValueError: a pattern is not of the form that spaCy's Matcher takes.
        """
        for language in set(languages) - self._matchers.keys():
            patterns = tuple(self._patterns.values())
            self._matchers[language] = PatternMatcher(patterns, language)

    def score(
        self, text: str, pieces: Sequence[Piece]
    ) -> tuple[dict[Category, float], set[Category]]:
        """The highest score of each category over sentences without a policy, and which stand."""
        observed = self.ruled_alone(text, pieces)
        judged = list(judged_alone(text, pieces, observed, self._models))
        if not judged:
            return dict.fromkeys(Category, evidence.logistic(evidence.PRIOR)), set()
        best = {category: max(scores[category] for scores, _ in judged) for category in Category}
        return best, {category for _, kept in judged for category in kept}

    def ruled_alone(self, text: str, pieces: Sequence[Piece]) -> Observed:
        """What the rules make of sentences without a policy."""
        observed = Observed(len(pieces))
        for index, piece in enumerate(pieces):
            reasons, neutral = self._own(text, piece) if piece.language else ({}, [])
            observed.own(index, reasons)
            _add_to_all(reasons, neutral)
            observed.before(index, reasons)
            observed.after(index, reasons, evidence.settle(reasons, self._precedence))
        return observed

    def extract(self, policy: Policy, pieces: Sequence[Piece]) -> Extraction:
        """The clauses of a policy, with their reasons."""
        observed = self.ruled(policy, pieces)
        decided: Sequence[Reasons] = observed.decided
        if self._models:
            decided = judged(policy, pieces, observed, self._models)
        return self._assembled(policy, pieces, decided)

    def ruled(self, policy: Policy, pieces: Sequence[Piece]) -> Observed:
        """What the rules alone make of a policy's pieces."""
        sections = context.section_evidence(policy, pieces, self._headings)
        announced = context.announced_sections(policy)
        observed = Observed(len(pieces))
        by_block: dict[int, Reasons] = {}
        leads: dict[int | None, Reasons] = {}
        titles: dict[int, Reasons] = {}
        for index, piece in enumerate(pieces):
            block = policy.blocks[piece.block]
            if not context.can_state(policy, piece):
                title = context.heading_evidence(piece, self._headings)
                observed.unable(index, title)
                if block.kind is BlockKind.COLUMNS:
                    by_block[piece.block] = title
                elif not piece.heading and context.is_run_in_title(policy, piece):
                    titles[piece.block] = title
                continue
            section = titles.get(piece.block) or sections.get(block.section, {})
            reasons, neutral = self._own(policy.text, piece)
            observed.own(index, reasons)
            announcing = block.lead_in
            if announcing is None and block.section is not None:
                announcing = announced[block.section]
            lead_in = by_block.get(announcing, {}) if announcing is not None else {}
            lead_in = lead_in or context.heading_as_lead_in(block, section, reasons)
            context.add_section(reasons, section, lead_in)
            context.add_lead_in(reasons, lead_in)
            _add_to_all(reasons, neutral)
            observed.before(index, reasons)
            kept = evidence.settle(reasons, self._precedence)
            observed.after(index, reasons, kept)
            # A lead-in announces with its last sentence; a mere label ("Optional:")
            # stands for the lead-in or heading above it.
            by_block[piece.block] = kept or by_block.get(piece.block, {})
            if context.announces(policy, piece):
                by_block[piece.block] = kept or leads.get(block.section) or section
                leads[block.section] = by_block[piece.block]
        return observed

    def _own(self, text: str, piece: Piece) -> tuple[Reasons, list[Told]]:
        """What the piece's own words say to the rules, and what marks it as no practice."""
        reasons: Reasons = {}
        gated: dict[str, Pattern] = {}
        neutral: list[Told] = []
        for key, places in piece.places.items():
            rule = self._sentence_rules.get(key)
            if rule is None or rule.language != piece.language:
                continue
            if isinstance(rule, CueRule):
                _add_cue(reasons, rule, places)
            elif isinstance(rule, Pattern):
                gated[rule.id] = rule
            else:
                neutral.append((ReasonKind.CUE, places[0], rule.id, rule.weight))
        if gated:
            self._add_patterns(text, piece, gated, reasons)
        return reasons, neutral

    def _add_patterns(
        self, text: str, piece: Piece, gated: Mapping[str, Pattern], reasons: Reasons
    ) -> None:
        """Adds what the token patterns find whose gate is open."""
        self.prepare((piece.language,))
        for name, span in self._matchers[piece.language].find(text, piece.span, gated).items():
            pattern = gated[name]
            reason = (ReasonKind.PATTERN, (span.start, span.end), name, pattern.weight)
            evidence.add(reasons, pattern.category, reason)

    def _assembled(
        self, policy: Policy, pieces: Sequence[Piece], decided: Sequence[Reasons]
    ) -> Extraction:
        clauses: list[Clause] = []
        clause_of: list[int | None] = []
        last_block = -1
        for piece, reasons in zip(pieces, decided, strict=True):
            if not reasons:
                clause_of.append(None)
                last_block = -1
                continue
            clause = _clause(piece, reasons, policy.blocks[piece.block].section)
            joins = (
                last_block == piece.block
                and clauses[-1].categories == clause.categories
                and self._continues(policy, piece)
            )
            if joins:
                clauses[-1] = _joined(clauses[-1], clause)
            else:
                clauses.append(clause)
            clause_of.append(len(clauses) - 1)
            last_block = piece.block
        return Extraction(tuple(clauses), tuple(clause_of))

    def _continues(self, policy: Policy, piece: Piece) -> bool:
        """Whether a sentence takes up the one before: "However, ...", "例如"."""
        begin = piece.span.text_of(policy.text)[:40].lower()
        return begin.startswith(self._goes_on.get(piece.language, ()))


def _add_cue(reasons: Reasons, rule: CueRule, places: Sequence[Place]) -> None:
    """Adds what a cue says that stands at some places."""
    said = reasons.get(rule.category)
    if said is None:
        said = reasons[rule.category] = evidence.Said()
    weight = rule.weight
    for place in evidence.apart(places)[: MOST_REPEATS + 1]:
        said.add((ReasonKind.CUE, place, rule.id, weight))
        weight = rule.weight * REPEAT


def _add_to_all(reasons: Reasons, more: Iterable[Told]) -> None:
    """Adds some reasons to those of each category."""
    for reason in more:
        for said in reasons.values():
            said.add(reason)


def _clause(piece: Piece, reasons: Reasons, section: int | None) -> Clause:
    categories = tuple(sorted(reasons, key=_ORDER.__getitem__))
    return Clause(
        span=piece.span,
        categories=categories,
        scores=tuple([evidence.logistic(reasons[category].total) for category in categories]),
        section=section,
        origin=_origin(reasons),
        reasons=tuple(
            [reason for category in categories for reason in reasons[category].shown(category)]
        ),
    )


def _origin(reasons: Reasons) -> ClauseOrigin:
    """Whether rules, a model or both spoke for the categories."""
    speaking = [
        kind for said in reasons.values() for kind, _, _, weight in said.reasons if weight > 0
    ]
    models = speaking.count(ReasonKind.MODEL)
    if not models:
        return ClauseOrigin.RULE
    return ClauseOrigin.MODEL if models == len(speaking) else ClauseOrigin.BOTH


def _joined(first: Clause, second: Clause) -> Clause:
    return Clause(
        span=Span(first.span.start, second.span.end),
        categories=first.categories,
        scores=tuple(map(max, first.scores, second.scores)),
        section=first.section,
        origin=first.origin if first.origin is second.origin else ClauseOrigin.BOTH,
        reasons=first.reasons + second.reasons,
    )
