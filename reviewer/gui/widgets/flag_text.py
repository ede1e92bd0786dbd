"""What the inspector says about a red flag, as rich text; links as in ``inspector_text``."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reviewer.gui.models.filtered_items import severity_word
from reviewer.gui.models.flags import flag_word
from reviewer.gui.theme import current
from reviewer.gui.versions.notes import former_notes
from reviewer.gui.widgets.decision_text import said_about
from reviewer.gui.widgets.rich_text import heading, passage, quoted, small, spoken, title
from reviewer.gui.words import say
from reviewer.model.edits import OnFlag

if TYPE_CHECKING:
    from reviewer.gui.widgets.inspector_text import Place


def about_flag(place: Place, name: str) -> str:
    """Message, words, articles, exceptions, remedy and verdict of a flag."""
    document = place.document
    finding = document.flag_finding(name)
    rules = place.rulebook.flags if place.rulebook else ()
    rule = next((one for one in rules if one.id == finding.id), None)
    judgement = document.working.decisions.flags.get(name) if document.working else None
    status = flag_word(judgement.verdict if judgement else None)
    grade = say("severity: {severity}", severity=severity_word(finding.severity))
    parts = [
        title(spoken(rule.title) if rule else finding.id),
        small(f"{grade} · {status}", current()),
        former_notes(document, OnFlag(name), place.rulebook),
        f"<p>{escape(spoken(finding.message))}</p>",
        heading(say("Words of the policy")),
        f"<p style='margin-top:2px'>{quoted(document, finding.span)}</p>",
    ]
    if judgement is not None and judgement.comment:
        parts.append(passage(say("Your comment"), escape(judgement.comment)))
    parts.append(said_about(document, OnFlag(name)))
    if rule is not None:
        parts += [
            passage(name_, escape(spoken(text)))
            for name_, text in (
                (say("Articles and guidance"), rule.why),
                (say("What is meant"), rule.definition),
                (say("When it is harmless"), rule.exceptions),
                (say("What would help"), rule.remedy),
            )
            if spoken(text)
        ]
    return "".join(parts)
