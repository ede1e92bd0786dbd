"""All keys on one page of rich text, as they are now."""

from __future__ import annotations

from html import escape

from reviewer.gui.actions import DEEDS, MENUS, plain
from reviewer.gui.categories import by_key, category_styles
from reviewer.gui.keys.keymap import keymap, native, title
from reviewer.gui.theme import current
from reviewer.gui.words import say, say_list, words


def keys_page() -> str:
    """Every key by menu, then those of the categories, as rich text."""
    parts = []
    for menu in MENUS:
        rows = [
            (
                title(deed),
                "&nbsp;&nbsp;".join(escape(native(key)) for key in keymap.keys[deed.name]),
            )
            for deed in DEEDS
            if deed.menu == menu and keymap.keys[deed.name]
        ]
        parts.append(_table(plain(say(menu)), rows))
    rows = [(categories_of(key), escape(key)) for key in by_key()]
    parts.append(_table(say("Categories: a key steps through all, each alone, none"), rows))
    note = say("Single letters and digits act while the document or a list has the focus.")
    parts.append(f"<p style='color:{current().muted}'>{escape(note)}</p>")
    return "".join(parts)


def categories_of(key: str) -> str:
    """The categories that a digit steps through, by name."""
    return say_list(category_styles()[c].title.in_language(words.language) for c in by_key()[key])


def _table(heading: str, rows: list[tuple[str, str]]) -> str:
    body = "".join(
        f"<tr><td width='330'>{escape(name)}</td><td><b>{keys}</b></td></tr>" for name, keys in rows
    )
    return f"<h4>{escape(heading)}</h4><table cellpadding='2'>{body}</table>"
