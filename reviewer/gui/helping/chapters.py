"""The chapters of the help, with the keys and names that the window has now.

In the texts ``[[name]]`` stands for the first key of a deed, ``{{name}}`` for its name in the
menus, and ``[[[keys]]]`` for the list of all keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt

from reviewer.gui.keys.keymap import keymap, title_of
from reviewer.gui.keys.listing import keys_page
from reviewer.gui.theme import current
from reviewer.gui.words import say, words
from reviewer.paths import resources

_GUIDE, _FURTHER = "review", ("checklists",)
_KEY = re.compile(r"\[\[(\w+)\]\]")
_NAME = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: its title, and its text in Markdown without the title."""

    title: str
    text: str


def chapters() -> tuple[Chapter, ...]:
    """All chapters in the window's language; a further page is one chapter."""
    guide = _page(_GUIDE).split("\n## ")[1:]
    pages = [part.partition("\n") for part in guide]
    pages += [_page(name).removeprefix("# ").partition("\n") for name in _FURTHER]
    return tuple(Chapter(title.strip(), text.strip()) for title, _, text in pages)


def _page(name: str) -> str:
    file = resources() / "help" / f"{name}.{words.language}.md"
    return file.read_text(encoding="utf-8")


def as_html(chapter: Chapter) -> str:
    """A chapter as the help window shows it."""
    theme = current()
    body = MarkdownIt("commonmark").enable("table").render(chapter.text)
    body = body.replace("[[[keys]]]", keys_page())
    body = _KEY.sub(lambda found: _key(found[1]), body)
    body = _NAME.sub(lambda found: escape(title_of(found[1])), body)
    table = (
        "<table cellpadding='5' cellspacing='0' border='1' "
        f"style='border-collapse:collapse; border-color:{theme.border}'>"
    )
    body = body.replace("<table>", table).replace("<code>", "<code style='font-size:medium'>")
    return f"<h2>{escape(chapter.title)}</h2>{body}"


def _key(name: str) -> str:
    return f"<b>{escape(keymap.shown(name) or say('(no key)'))}</b>"


def names_in(text: str) -> frozenset[str]:
    """The deeds that a text names.

    >>> sorted(names_in("press [[undo]], or choose {{redo}}"))
    ['redo', 'undo']
    """
    return frozenset(_KEY.findall(text)) | frozenset(_NAME.findall(text))
