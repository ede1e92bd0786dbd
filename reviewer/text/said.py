"""What a person says a document's language is, in place of what its words tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.text.language import LATIN, chinese_script, language_of
from reviewer.text.problems import LANGUAGE_SAID

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.model.policy import Policy, Sentence

LANGUAGES = ("en", "zh")
"""What can be said: the languages that are analysed."""

# What the program may take a language for, as they share their letters.
_TAKEN_FOR = {"en": LATIN, "zh": frozenset({"ja", "zh", "zh-Hans", "zh-Hant"})}


def said_tags(told: Iterable[str], text: str, language: str) -> tuple[str, ...]:
    """BCP 47 tags of a text's languages, the one that was said first.

    Args:
        told: what the text's words tell.
        language: one of those that can be said.
    """
    tag = chinese_script(text) if language == "zh" else language
    return (tag, *(other for other in told if other not in _TAKEN_FOR[language]))


def said_sentences(sentences: Sequence[Sentence], text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences, those in a language that shares the letters taken for the one that was said.

    English sentences in a Chinese policy stay English, and the other way about.
    """
    return tuple(
        replace(one, language=language)
        if not one.language and language_of(one.span.text_of(text)) in _TAKEN_FOR[language]
        else one
        for one in sentences
    )


def said_language(policy: Policy) -> str:
    """What a person said the policy's language is; empty where the program told it."""
    ids = {problem.id for problem in policy.problems}
    return next((name for name, said in LANGUAGE_SAID.items() if said.id in ids), "")
