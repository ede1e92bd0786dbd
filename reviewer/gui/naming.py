"""Edits in words, for the undo menu and for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.gui.categories import category_styles
from reviewer.gui.searching import quote
from reviewer.gui.words import say, words
from reviewer.model import edits as made
from reviewer.model.edits import ClauseStatus

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.clause import Category

_QUOTE = 40


def named(document: Document, change: made.Change) -> str:
    """What an edit does and to which words, as ``accept: “We keep invoices…”``."""
    deed, words_there = deed_of(change), _words(document, change)
    if not words_there:
        return deed
    return say("{deed}: {words}", deed=deed, words=words_there)


def deed_of(change: made.Change) -> str:
    """What an edit does."""
    if isinstance(change, made.Decide):
        return {
            ClauseStatus.ACCEPTED: say("accept"),
            ClauseStatus.REJECTED: say("reject"),
            ClauseStatus.OPEN: say("leave open"),
        }[change.status]
    return _on_clauses(change) or _on_others(change)


def _on_clauses(change: made.Change) -> str:
    if isinstance(change, made.Relabel):
        return say("relabel as {categories}", categories=category_list(change.categories))
    if isinstance(change, made.AddClause):
        return say("mark as {categories}", categories=category_list(change.categories))
    return ""


def _on_others(change: made.Change) -> str:
    words_of: dict[type, str] = {
        made.AdjustBounds: say("move bounds"),
        made.Split: say("split"),
        made.Merge: say("merge"),
        made.Delete: say("delete"),
        made.Comment: say("comment"),
        made.ReviseComment: say("change comment"),
        made.Answer: say("answer"),
        made.Link: say("link"),
        made.Unlink: say("unlink"),
        made.JudgeItems: say("verdict"),
        made.JudgeFlags: say("verdict on a flag"),
        made.AnswerCondition: say("answer to a condition"),
        made.AnswerTest: say("answer to a legal test"),
        made.ChooseChecklists: say("choice of regulations"),
        made.NameReviewer: say("reviewer's name"),
    }
    return words_of.get(type(change), say("edit"))


def category_list(categories: tuple[Category, ...]) -> str:
    """Names of categories in the window's language."""
    separator = "、" if words.language == "zh" else ", "
    titles = (category_styles()[one].title.in_language(words.language) for one in categories)
    return separator.join(titles)


def _words(document: Document, change: made.Change) -> str:
    """The words that an edit is about; of several clauses, how many there are."""
    policy, standing = document.policy, document.standing
    if policy is None or standing is None:
        return ""
    if isinstance(change, made.AddClause):
        return quoted(quote(policy.text, change.span, _QUOTE))
    several: tuple[str, ...] = getattr(change, "clauses", ())
    if len(several) > 1:
        return say("{count} clauses", count=len(several))
    identifier = several[0] if several else getattr(change, "clause", "")
    target = getattr(change, "target", None)
    if isinstance(target, made.OnClause):
        identifier = target.clause
    clause = standing.known(identifier)
    return quoted(quote(policy.text, clause.span, _QUOTE)) if clause else ""


def quoted(text: str) -> str:
    """Words in the quotation marks of both languages."""
    return f"“{text}”"
