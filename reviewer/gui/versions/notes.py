"""What the inspector says of decisions that come from a review of a former version."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reviewer.gui.searching import quote
from reviewer.gui.theme import current
from reviewer.gui.versions.told import by_whom, was
from reviewer.gui.widgets.rich_text import heading
from reviewer.gui.words import say
from reviewer.model.edits import Carried
from reviewer.model.inherited import inherited
from reviewer.model.span import Span

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.edits import Edit, Target
    from reviewer.model.rules import Rulebook

_QUOTE = 300


def former_notes(document: Document, target: Target, rulebook: Rulebook | None) -> str:
    """What was decided on something before its words changed; empty where nothing was."""
    found = inherited(document.working) if document.working is not None else None
    notes = tuple(found.on(target)) if found else ()
    if not notes:
        return ""
    muted = current().muted
    parts = [heading(say("Open again: its words, or those that lead in to it, have changed"))]
    for note in notes:
        said = note.said
        former = say("Was: {decision}", decision=was(said.was, rulebook))
        words = quote(said.quote, Span(0, len(said.quote)), _QUOTE)
        former_words = say("Former words: “{words}”", words=words)
        before = f"<br>{escape(former_words)}" if words else ""
        parts.append(
            f"<p style='margin-top:2px'>{escape(former)} <span style='color:{muted}'>"
            f"{escape(by_whom(said.origin))}</span>{before}</p>"
        )
    return "".join(parts)


def carried_note(edit: Edit) -> str:
    """Who decided it first, of an edit that was carried over; empty for others."""
    if not isinstance(edit.change, Carried):
        return ""
    return say("carried over; decided by {who}", who=by_whom(edit.change.origin))
