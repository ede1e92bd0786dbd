"""What stands around a sentence: its section's heading, its list's lead-in."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from reviewer.analysis.evidence import Reasons, Said, add, scaled
from reviewer.model.clause import ReasonKind
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
_LONG_ENOUGH = {
    language: re.compile(rf"(?:[\W_]*+[^\W_]){{{letters}}}")
    for language, letters in SHORTEST.items()
}
# The same for an item, whose list says the rest.
_ITEM_LONG_ENOUGH = re.compile(r"(?:[\W_]*+[^\W_]){2}")


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
    """What a heading, or a title in front of a paragraph, speaks for.

    Of each category only the strongest reason.
    """
    found: Reasons = {}
    for key, places in piece.places.items():
        rule = rules.get(key)
        if rule is None:
            continue
        for category in rule.categories:
            add(found, category, (ReasonKind.SECTION, places[0], rule.id, rule.weight))
    # A heading that names many matters says little of each.
    part = min(1.0, FOCUS / max(1, len(found)))
    return {category: Said([scaled(said.strongest, part)]) for category, said in found.items()}


def _inherited(policy: Policy, own: Mapping[int, Reasons], index: int) -> Reasons:
    part = 1.0
    at: int | None = index
    while at is not None:
        if own.get(at):
            return {
                category: Said([scaled(reason, part) for reason in said.reasons])
                for category, said in own[at].items()
            }
        # A title in front of a paragraph that says nothing leaves the heading above it near.
        part *= 1.0 if _runs_in(policy, at) else OUTER
        at = policy.sections[at].parent
    return {}


def _runs_in(policy: Policy, section: int) -> bool:
    """Whether a section's heading is the beginning of a paragraph."""
    end = policy.sections[section].heading.end
    return policy.text[end : end + 1] not in {"", "\n"}


def announced_sections(policy: Policy) -> tuple[int | None, ...]:
    """For each section the block that announces it; None where none does."""
    starts = [block.span.start for block in policy.blocks]
    found = []
    for section in policy.sections:
        above = bisect_left(starts, section.heading.start)
        found.append(policy.blocks[above].lead_in if above < len(starts) else None)
    return tuple(found)


def heading_as_lead_in(block: Block, section: Reasons, own: Reasons) -> Reasons:
    """What a heading says to an item directly under it that says nothing else."""
    if block.kind is BlockKind.PARAGRAPH:
        return {}
    if any(said.total >= 0 for said in own.values()):
        return {
            category: said
            for category, said in section.items()
            if category in own and own[category].speaks
        }
    return section


def add_section(reasons: Reasons, section: Reasons, lead_in: Reasons) -> None:
    """Adds what the section's heading speaks for, less where the lead-in says otherwise."""
    settled = [category for category, said in reasons.items() if said.total >= 0]
    for category, heading in section.items():
        said = reasons.get(category)
        rival = any(other is not category for other in settled)
        rival = rival or (bool(lead_in) and category not in lead_in)
        lone = said is None or (said.total < 0 and not said.speaks)
        part = ELSEWHERE if rival and lone else 1.0
        for reason in heading.reasons:
            add(reasons, category, scaled(reason, part))


def add_lead_in(reasons: Reasons, lead_in: Reasons) -> None:
    """Adds what the lead-in is mainly about."""
    top = max((said.total for said in lead_in.values()), default=0.0)
    for category, said in lead_in.items():
        if said.total < top - LEAD_IN_MARGIN:
            continue
        _, place, rule, _ = said.strongest
        weight = LEAD_IN if said.total >= 0 else UNSETTLED
        add(reasons, category, (ReasonKind.LEAD_IN, place, rule, weight))


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
    item = block.kind is not BlockKind.PARAGRAPH
    enough = _ITEM_LONG_ENOUGH if item else _LONG_ENOUGH[piece.language]
    return enough.match(text) is not None


def is_run_in_title(policy: Policy, piece: Piece) -> bool:
    """Whether the sentence is the title of the paragraph that follows it: "4. Security."."""
    text = piece.span.text_of(policy.text)
    block = policy.blocks[piece.block]
    if piece.span.start != block.span.start or piece.span.end == block.span.end:
        return False
    if piece.language == "zh":
        return bool(block.marker) and len(text) <= RUN_IN_HAN
    words = text.split(maxsplit=RUN_IN_WORDS)
    if len(words) > RUN_IN_WORDS or (not block.marker and len(words) < RUN_IN_FEWEST):
        return False
    return all(word[0].isupper() or len(word) < SMALL_WORD for word in words)
