"""Cues, patterns, headings and lead-ins to clauses, each with its reasons.

Evidence is counted in logits. A sentence begins below zero, every rule that
fires moves a category up or down, and a category that ends above zero is the
clause's. Its score is the logistic of the sum.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from reviewer.analysis.classifier import Classifier
from reviewer.analysis.lexicon import Entry
from reviewer.analysis.patterns import PatternMatcher
from reviewer.analysis.pieces import Piece
from reviewer.model.clause import Category, Clause, ClauseOrigin, Reason, ReasonKind
from reviewer.model.policy import Block, BlockKind, Policy
from reviewer.model.rules import CueRule, HeadingRule, NeutralRule, Pattern, Rulebook
from reviewer.model.span import Span

# Where a sentence stands before anything is found in it.
PRIOR = -2.0
# Further phrases of the same rule add this part of its weight each.
REPEAT = 0.4
MOST_REPEATS = 2
# A list item takes this much of what its lead-in is about.
LEAD_IN = 3.2
# So many matters a heading can name before its weight is shared among them.
FOCUS = 2.0
# It takes only what the lead-in is mainly about.
LEAD_IN_MARGIN = 1.5
# A heading above the nearest one counts for this part.
OUTER = 0.6
# A heading counts for this part where the sentence's own words are about
# something else.
ELSEWHERE = 0.3
# What lies further below the strongest category of a sentence than this is
# taken for a side remark.
MARGIN = 4.5
# A first sentence as short as this, in Han characters or words, is a title.
RUN_IN_HAN = 9
RUN_IN_WORDS = 9
SMALL_WORD = 4
# Sentences shorter than this say nothing by themselves (characters by language).
SHORTEST = {"en": 12, "zh": 5}

_Reasons = dict[Category, list[Reason]]


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
        models: learned models by language, heard beside the rules.
    """

    def __init__(self, rulebook: Rulebook, models: Mapping[str, Classifier] | None = None) -> None:
        self._cues = {f"cue:{rule.id}": rule for rule in rulebook.cues}
        self._headings = {f"heading:{rule.id}": rule for rule in rulebook.headings}
        self._neutral = {f"neutral:{rule.id}": rule for rule in rulebook.neutral}
        self._patterns = {f"gate:{pattern.id}": pattern for pattern in rulebook.patterns}
        self._matchers = {
            language: PatternMatcher(rulebook.patterns, language) for language in ("en", "zh")
        }
        self._precedence = rulebook.precedence
        self._models = dict(models or {})
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

    def score(self, text: str, pieces: Sequence[Piece]) -> dict[Category, float]:
        """The highest score of each category over sentences without a policy."""
        best = dict.fromkeys(Category, PRIOR)
        learned = self._learned(text, pieces)
        for index, piece in enumerate(pieces):
            if not piece.language:
                continue
            reasons = self._own(text, piece)
            for category, reason in learned.get(index, ()):
                reasons[category].append(reason)
            self._add_context(piece, reasons, {}, {})
            self._kept(reasons)
            for category, found in reasons.items():
                best[category] = max(best[category], _sum(found))
        return {category: round(_logistic(value), 4) for category, value in best.items()}

    def extract(self, policy: Policy, pieces: Sequence[Piece]) -> Extraction:
        """The clauses of a policy, with their reasons."""
        headings = self._section_evidence(policy, pieces)
        learned = self._learned(policy.text, pieces)
        decided: list[_Reasons] = []
        by_block: dict[int, _Reasons] = {}
        for index, piece in enumerate(pieces):
            if piece.heading or not self._speaks(policy, piece):
                decided.append({})
                continue
            block = policy.blocks[piece.block]
            lead_in = by_block.get(_lead_in(policy, block), {})
            section = headings.get(block.section) if block.section is not None else None
            reasons = self._own(policy.text, piece)
            if not lead_in and block.kind is not BlockKind.PARAGRAPH and section:
                lead_in = _as_lead_in(section, reasons)
            for category, reason in learned.get(index, ()):
                reasons[category].append(reason)
            self._add_context(piece, reasons, section or {}, lead_in)
            kept = self._kept(reasons)
            decided.append(kept)
            # A lead-in announces with its last sentence.
            by_block[piece.block] = kept or by_block.get(piece.block, {})
        return self._assembled(policy, pieces, decided)

    def _speaks(self, policy: Policy, piece: Piece) -> bool:
        if not piece.language:
            return False
        text = piece.span.text_of(policy.text)
        block = policy.blocks[piece.block]
        if _is_run_in_heading(text, piece, block):
            return False
        if text.endswith(("?", "？")):
            return False  # a question heads what answers it
        words = sum(letter.isalnum() for letter in text)
        item = block.kind is not BlockKind.PARAGRAPH
        return words >= SHORTEST[piece.language] or (item and words > 1)

    def _own(self, text: str, piece: Piece) -> _Reasons:
        """What the piece's own words say."""
        reasons: _Reasons = defaultdict(list)
        gated: dict[str, Pattern] = {}
        for key, matches in piece.matches.items():
            if key in self._patterns:
                pattern = self._patterns[key]
                gated[pattern.id] = pattern
            rule = self._cues.get(key)
            if rule is None or rule.language != piece.language:
                continue
            for repeat, match in enumerate(_apart(match.span for match in matches)):
                if repeat > MOST_REPEATS:
                    break
                weight = rule.weight if not repeat else rule.weight * REPEAT
                reasons[rule.category].append(
                    Reason(category=rule.category, kind=ReasonKind.CUE, span=match, rule=rule.id, weight=weight)
                )
        if gated:
            self._add_patterns(text, piece, gated, reasons)
        return reasons

    def _add_patterns(
        self, text: str, piece: Piece, gated: Mapping[str, Pattern], reasons: _Reasons
    ) -> None:
        ids = [name for name, pattern in gated.items() if pattern.language == piece.language]
        if not ids:
            return
        for name, span in self._matchers[piece.language].find(text, piece.span, ids).items():
            pattern = gated[name]
            reasons[pattern.category].append(
                Reason(
                    category=pattern.category,
                    kind=ReasonKind.PATTERN,
                    span=span,
                    rule=name,
                    weight=pattern.weight,
                )
            )

    def _add_context(
        self, piece: Piece, reasons: _Reasons, section: _Reasons, lead_in: _Reasons
    ) -> None:
        neutral = self._against(piece)
        own = {category: _sum(found) for category, found in reasons.items()}
        for category, found in section.items():
            rivals = [value for other, value in own.items() if other is not category]
            part = ELSEWHERE if any(value >= 0 for value in rivals) and own.get(category, PRIOR) < 0 and not _positive(reasons, category) else 1.0
            reasons[category] += [_scaled(reason, part) for reason in found]
        top = max(map(_sum, lead_in.values()), default=0.0)
        for category, found in lead_in.items():
            if _sum(found) < top - LEAD_IN_MARGIN:
                continue
            weight = LEAD_IN if _sum(found) >= 0 else LEAD_IN - 2.0
            best = max(found, key=lambda reason: reason.weight)
            reasons[category].append(
                Reason(
                    category=category,
                    kind=ReasonKind.LEAD_IN,
                    span=best.span,
                    rule=best.rule,
                    weight=weight,
                )
            )
        for category, found in reasons.items():
            found += [
                Reason(category=category, kind=ReasonKind.CUE, span=span, rule=rule.id, weight=rule.weight)
                for rule, span in neutral
            ]

    def _kept(self, reasons: _Reasons) -> _Reasons:
        """The categories that stand once the stronger ones have taken their part.

        What one category takes from another is added to its reasons.
        """
        before = {category: _sum(found) for category, found in reasons.items()}
        for rule in self._precedence:
            if before.get(rule.stronger, PRIOR) < 0:
                continue
            best = max(reasons[rule.stronger], key=lambda one: one.weight)
            for category in rule.weaker:
                # Two that claim each other: only the stronger one takes.
                if category in reasons and before[category] <= before[rule.stronger]:
                    reasons[category].append(
                        Reason(
                            category=category,
                            kind=best.kind,
                            span=best.span,
                            rule=f"precedence.{rule.stronger.value}",
                            weight=rule.weight,
                        )
                    )
        after = {category: _sum(found) for category, found in reasons.items()}
        top = max(after.values(), default=0.0)
        return {
            category: found
            for category, found in reasons.items()
            if after[category] >= 0 and after[category] >= top - MARGIN
        }

    def _against(self, piece: Piece) -> list[tuple[NeutralRule, Span]]:
        return [
            (self._neutral[key], matches[0].span)
            for key, matches in piece.matches.items()
            if key in self._neutral and self._neutral[key].language == piece.language
        ]

    def _section_evidence(
        self, policy: Policy, pieces: Sequence[Piece]
    ) -> dict[int, _Reasons]:
        """For each section what its heading, and those above it, speak for."""
        own: dict[int, _Reasons] = {}
        for piece in pieces:
            section = policy.blocks[piece.block].section
            if not piece.heading or section is None:
                continue
            found: _Reasons = {}
            for key, matches in piece.matches.items():
                rule = self._headings.get(key)
                for category in rule.categories if rule else ():
                    found.setdefault(category, []).append(
                        Reason(
                            category=category,
                            kind=ReasonKind.SECTION,
                            span=matches[0].span,
                            rule=rule.id if rule else "",
                            weight=rule.weight if rule else 0.0,
                        )
                    )
            # A heading that names many matters says little of each.
            part = min(1.0, FOCUS / max(1, len(found)))
            own[section] = {
                name: [_scaled(max(said, key=lambda one: one.weight), part)]
                for name, said in found.items()
            }
        return {index: _inherited(policy, own, index) for index in range(len(policy.sections))}

    def _learned(
        self, text: str, pieces: Sequence[Piece]
    ) -> dict[int, list[tuple[Category, Reason]]]:
        said: dict[int, list[tuple[Category, Reason]]] = {}
        for language, model in self._models.items():
            places = [
                index
                for index, piece in enumerate(pieces)
                if piece.language == language and not piece.heading
            ]
            texts = [pieces[index].span.text_of(text) for index in places]
            for index, evidence in zip(places, model.evidence(texts), strict=True):
                said[index] = [
                    (
                        category,
                        Reason(
                            category=category,
                            kind=ReasonKind.MODEL,
                            span=pieces[index].span,
                            rule=model.version,
                            weight=weight,
                        ),
                    )
                    for category, weight in evidence.items()
                ]
        return said

    def _assembled(
        self, policy: Policy, pieces: Sequence[Piece], decided: Sequence[_Reasons]
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


def _is_run_in_heading(text: str, piece: Piece, block: Block) -> bool:
    """Whether the sentence is the title of the paragraph that follows it: "4. Security."."""
    if not block.marker or piece.span.start != block.span.start or piece.span.end == block.span.end:
        return False
    if piece.language == "zh":
        return len(text) <= RUN_IN_HAN
    words = text.split()
    capital = sum(word[0].isupper() or len(word) < SMALL_WORD for word in words)
    return len(words) <= RUN_IN_WORDS and capital == len(words)


def _lead_in(policy: Policy, block: Block) -> int:
    """The block that announces this one, or the section it stands in; -1 if none does."""
    if block.lead_in is not None:
        return block.lead_in
    if block.section is None:
        return -1
    heading = policy.sections[block.section].heading
    above = bisect_left(policy.blocks, heading.start, key=lambda one: one.span.start)
    found = policy.blocks[above].lead_in if above < len(policy.blocks) else None
    return -1 if found is None else found


def _as_lead_in(section: _Reasons, own: _Reasons) -> _Reasons:
    """What a heading says to the items directly under it that say nothing else."""
    if any(_sum(found) >= 0 for found in own.values()):
        return {category: found for category, found in section.items() if _positive(own, category)}
    return section


def _inherited(policy: Policy, own: Mapping[int, _Reasons], index: int) -> _Reasons:
    part = 1.0
    at: int | None = index
    while at is not None:
        if own.get(at):
            return {
                category: [_scaled(reason, part) for reason in found]
                for category, found in own[at].items()
            }
        at = policy.sections[at].parent
        part *= OUTER
    return {}


def _positive(reasons: _Reasons, category: Category) -> bool:
    return any(reason.weight > 0 for reason in reasons.get(category, ()))


def _scaled(reason: Reason, part: float) -> Reason:
    return Reason(
        category=reason.category,
        kind=reason.kind,
        span=reason.span,
        rule=reason.rule,
        weight=reason.weight * part,
    )


def _sum(reasons: Sequence[Reason]) -> float:
    return PRIOR + sum(reason.weight for reason in reasons)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """The spans that do not overlap an earlier one."""
    kept: list[Span] = []
    for span in spans:
        if not any(span.overlap(other) for other in kept):
            kept.append(span)
    return kept


def _clause(piece: Piece, reasons: _Reasons, section: int | None) -> Clause:
    categories = tuple(category for category in Category if category in reasons)
    kinds = {reason.kind for found in reasons.values() for reason in found if reason.weight > 0}
    origin = ClauseOrigin.RULE
    if ReasonKind.MODEL in kinds:
        origin = ClauseOrigin.MODEL if kinds == {ReasonKind.MODEL} else ClauseOrigin.BOTH
    return Clause(
        span=piece.span,
        categories=categories,
        scores=tuple(round(_logistic(_sum(reasons[category])), 4) for category in categories),
        section=section,
        origin=origin,
        reasons=tuple(
            reason
            for category in categories
            for reason in sorted(reasons[category], key=lambda one: -one.weight)
        ),
    )


def _joined(first: Clause, second: Clause) -> Clause:
    return Clause(
        span=Span(first.span.start, second.span.end),
        categories=first.categories,
        scores=tuple(map(max, first.scores, second.scores)),
        section=first.section,
        origin=first.origin if first.origin is second.origin else ClauseOrigin.BOTH,
        reasons=first.reasons + second.reasons,
    )


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-value))
