"""Looks up the program's own sentences in the reader's language.

English sentences are the keys. There is one catalogue a part of the program:
``gui``, ``report`` and ``messages`` (errors and the command line), each under
``resources/locale/LANGUAGE/LC_MESSAGES``. Texts of the rulebook hold both
languages themselves and are not looked up here.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from reviewer.paths import resources

if TYPE_CHECKING:
    from reviewer.errors import ReviewerError

LANGUAGES = ("en", "zh")

Translate = Callable[[str], str]


@cache
def translator(domain: str, language: str) -> Translate:
    """A function from an English sentence to the same in ``language``.

    Sentences without a translation, and all of them in English, come back
    unchanged.
    """
    if not language.lower().startswith("zh"):
        return str
    catalogue = gettext.translation(
        domain, localedir=resources() / "locale", languages=["zh_CN"], fallback=True
    )
    return catalogue.gettext


def sentence(error: ReviewerError, language: str) -> str:
    """An error's sentence in the reader's language, values filled in."""
    return told(error.template, language, **error.values)


def told(template: str, language: str, **values: object) -> str:
    """A sentence of the command line in the reader's language, values filled in."""
    return translator("messages", language)(template).format(**values)


def language() -> str:
    """The language of the command line, from the usual environment variables."""
    chosen = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, chosen), "").lower().startswith("zh") else "en"
