"""What stands around a sentence: its section's heading, its list's lead-in."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reviewer.analysis.evidence import (
    PRIOR,
    Reasons,
    scaled,
    speaks_for,
    strongest,
    total,
)
from reviewer.model.clause import Reason, ReasonKind
from reviewer.model.policy import Block, BlockKind, Policy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewer.analysis.pieces import Piece
    from reviewer.model.rules import HeadingRule

# A list item takes this much of what its lead-in is about, and less where the
# lead-in itself did not settle on it.
LEAD_IN = 3.2
UNSETTLED = 1.2
# It takes only what the lead-in is mainly about.
LEAD_IN_MARGIN = 1.5
# So many matters a heading can name before its weight is shared among them.
FOCUS = 2.0
# A heading above the nearest one counts for this part.
OUTER = 0.6
# A heading counts for this part where the sentence's own words are about
# something else.
ELSEWHERE = 0.3
# A first sentence as short as this, in Han characters or words, is a title.
RUN_IN_HAN = 9
RUN_IN_WORDS = 9
# Without a number in front a single capital word is rather an exclamation.
RUN_IN_FEWEST = 2
SMALL_WORD = 4
# Sentences shorter than this say nothing by themselves (letters by language).
SHORTEST = {"en": 12, "zh": 5}


def section_evidence(
    policy: Policy, pieces: Sequence[Piece], rules: Mapping[str, HeadingRule]
) -> dict[int | None, Reasons]:
    """For each section what its heading speaks for, else the one above it.

    Args:
        rules: by the key under which the lexicon tells their matches.
    """
    own: dict[int, Reasons] = {}
    for piece in pieces:
        section = policy.blocks[piece.block].section
        # A heading that runs into its paragraph is the first sentence there.
        if section is not None and policy.sections[section].heading.covers(piece.span):
            own[section] = heading_evidence(piece, rules)
    return {index: _inherited(policy, own, index) for index in range(len(policy.sections))}


def heading_evidence(piece: Piece, rules: Mapping[str, HeadingRule]) -> Reasons:
    """What a heading, or a title in front of a paragraph, speaks for."""
    found: Reasons = {}
    for key, matches in piece.matches.items():
        rule = rules.get(key)
        if rule is None:
            continue
        for category in rule.categories:
            found.setdefault(category, []).append(
                Reason(
                    category=category,
                    kind=ReasonKind.SECTION,
                    span=matches[0].span,
                    rule=rule.id,
                    weight=rule.weight,
                )
            )
    # A heading that names many matters says little of each.
    part = min(1.0, FOCUS / max(1, len(found)))
    return {category: scaled([strongest(said)], part) for category, said in found.items()}


def _inherited(policy: Policy, own: Mapping[int, Reasons], index: int) -> Reasons:
    part = 1.0
    at: int | None = index
    while at is not None:
        if own.get(at):
            return {category: scaled(found, part) for category, found in own[at].items()}
        # A title in front of a paragraph that says nothing leaves the heading above it near.
        part *= 1.0 if _runs_in(policy, at) else OUTER
        at = policy.sections[at].parent
    return {}


def _runs_in(policy: Policy, section: int) -> bool:
    """Whether a section's heading is the beginning of a paragraph."""
    end = policy.sections[section].heading.end
    return policy.text[end : end + 1] not in {"", "\n"}


def announcing_block(policy: Policy, block: Block) -> int:
    """The block that announces this one, or the section it stands in; -1 if none does."""
    if block.lead_in is not None:
        return block.lead_in
    if block.section is None:
        return -1
    heading = policy.sections[block.section].heading
    above = bisect_left(policy.blocks, heading.start, key=lambda one: one.span.start)
    found = policy.blocks[above].lead_in if above < len(policy.blocks) else None
    return -1 if found is None else found


def heading_as_lead_in(block: Block, section: Reasons, own: Reasons) -> Reasons:
    """What a heading says to an item directly under it that says nothing else."""
    if block.kind is BlockKind.PARAGRAPH:
        return {}
    if any(total(found) >= 0 for found in own.values()):
        return {category: found for category, found in section.items() if speaks_for(own, category)}
    return section


def add_section(reasons: Reasons, section: Reasons, lead_in: Reasons) -> None:
    """Adds what the section's heading speaks for, less where the lead-in says otherwise."""
    own = {category: total(found) for category, found in reasons.items()}
    for category, found in section.items():
        rival = any(value >= 0 for other, value in own.items() if other is not category)
        rival = rival or (bool(lead_in) and category not in lead_in)
        lone = own.get(category, PRIOR) < 0 and not speaks_for(reasons, category)
        reasons[category] += scaled(found, ELSEWHERE if rival and lone else 1.0)


def add_lead_in(reasons: Reasons, lead_in: Reasons) -> None:
    """Adds what the lead-in is mainly about."""
    top = max(map(total, lead_in.values()), default=0.0)
    for category, found in lead_in.items():
        if total(found) < top - LEAD_IN_MARGIN:
            continue
        best = strongest(found)
        reasons[category].append(
            Reason(
                category=category,
                kind=ReasonKind.LEAD_IN,
                span=best.span,
                rule=best.rule,
                weight=LEAD_IN if total(found) >= 0 else UNSETTLED,
            )
        )


def announces(policy: Policy, piece: Piece) -> bool:
    """Whether a list follows the piece."""
    return piece.span.text_of(policy.text).endswith((":", "："))


def can_state(policy: Policy, piece: Piece) -> bool:
    """Whether a piece can state a practice: no title, no question, no scrap."""
    if piece.heading or not piece.language:
        return False
    text = piece.span.text_of(policy.text)
    block = policy.blocks[piece.block]
    # A question heads what answers it.
    if text.endswith(("?", "？")) or is_run_in_title(policy, piece):
        return False
    letters = sum(letter.isalnum() for letter in text)
    item = block.kind is not BlockKind.PARAGRAPH
    return letters >= SHORTEST[piece.language] or (item and letters > 1)


def is_run_in_title(policy: Policy, piece: Piece) -> bool:
    """Whether the sentence is the title of the paragraph that follows it: "4. Security."."""
    text = piece.span.text_of(policy.text)
    block = policy.blocks[piece.block]
    if piece.span.start != block.span.start or piece.span.end == block.span.end:
        return False
    if piece.language == "zh":
        return bool(block.marker) and len(text) <= RUN_IN_HAN
    words = text.split()
    if not block.marker and len(words) < RUN_IN_FEWEST:
        return False
    capital = sum(word[0].isupper() or len(word) < SMALL_WORD for word in words)
    return len(words) <= RUN_IN_WORDS and capital == len(words)
