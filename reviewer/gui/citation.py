"""A quotation with where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.gui.searching import quote
from reviewer.gui.words import say, words
from reviewer.model.citing import cited

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.edits import ItemKey
    from reviewer.model.policy import Policy
    from reviewer.model.rules import Rulebook
    from reviewer.model.span import Span


def citation(document: Document, span: Span, rulebook: Rulebook | None) -> str:
    """The words of a span, the policy, its section and, for evidence, the article."""
    policy = document.policy
    if policy is None:
        return ""
    parts = [policy.title or policy.source.name]
    section = section_at(policy, span.start)
    if section:
        parts.append(section)
    if document.item is not None and rulebook is not None and span in document.lit:
        parts.append(_article(rulebook, document.item))
    separator = "，" if words.language == "zh" else ", "
    return say("“{quote}” ({place})", quote=quote(policy.text, span), place=separator.join(parts))


def section_at(policy: Policy, position: int) -> str:
    """The innermost heading above a position; empty before the first."""
    inside = [
        s for s in policy.sections if s.span.start <= position < max(s.span.end, s.heading.end)
    ]
    if not inside:
        return ""
    innermost = max(inside, key=lambda section: section.level)
    return quote(policy.text, innermost.heading)


def _article(rulebook: Rulebook, key: ItemKey) -> str:
    checklist = rulebook.checklist(key.checklist)
    item = next(item for item in checklist.items if item.id == key.item)
    return cited(item.article, words.language)
