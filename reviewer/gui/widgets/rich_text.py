"""Pieces of the inspector's pages, as rich text: titles, passages, tables, links."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reviewer.gui.searching import quote
from reviewer.gui.theme import current
from reviewer.gui.words import words

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.gui.theme import Theme
    from reviewer.model.policy import LocalizedText
    from reviewer.model.span import Span

_QUOTE = 220


def spoken(text: LocalizedText) -> str:
    """A text of the rulebook in the window's language."""
    return text.in_language(words.language)


def title(text: str) -> str:
    """What the page is about."""
    return f"<p style='font-weight:600; font-size:large; margin-bottom:4px'>{escape(text)}</p>"


def heading(text: str) -> str:
    """The name of a passage."""
    return (
        f"<p style='color:{current().muted}; font-weight:600; margin-top:10px; margin-bottom:2px'>"
        f"{escape(text)}</p>"
    )


def passage(title: str, body: str) -> str:
    """A heading and a paragraph; ``body`` is HTML."""
    return heading(title) + f"<p style='margin-top:0'>{body}</p>"


def table(title: str, rows: list[str]) -> str:
    """A heading and a table; ``rows`` are HTML."""
    return heading(title) + f"<table cellspacing='0' cellpadding='2'>{''.join(rows)}</table>"


def small(text: str, theme: Theme) -> str:
    """A line that stands back."""
    return f"<p style='color:{theme.muted}; margin-top:2px'>{escape(text)}</p>"


def link(target: str, text: str) -> str:
    """Words that lead somewhere."""
    return f"<a href='{escape(target)}' style='text-decoration:none'>{escape(text)}</a>"


def quoted(document: Document, span: Span) -> str:
    """Words of the policy, which lead to their place."""
    text = document.policy.text if document.policy else ""
    words_there = quote(text, span, _QUOTE)
    return link(f"span:{span.start}-{span.end}", f"“{words_there}”")
