"""Tells which languages a text is in."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
)
# Addresses are in no language.
_ADDRESS = re.compile(r"(?<!\S)\S*@\S+|(?:https?://|www\.)[^\s\u3000-\u9fff]+", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")

# The commonest words of each language that the others do not share.
_COMMON = {
    "en": "the and of to you your we our is are that for with this or not may will any by as be",
    "fr": "le la les des et vous votre vos nous notre est que pour dans une sur par ne pas au ces",
    "de": "der die das und sie ihre wir unsere ist sind für mit nicht werden von zu den dem ein",
    "es": "el los las y usted su nosotros nuestro es que para con una por del al no sus como",
    "it": "il gli e che per con una non di del della dei sono nostro suoi dati nel alla è",
    "pt": "o os as e que para com uma não do da dos das nosso seus dados por em ao é",
    "nl": "de het een en van wij u uw onze is zijn voor met niet dat op te door aan",
}
_LANGUAGE_OF = {
    word: frozenset(name for name, words in _COMMON.items() if word in words.split())
    for words in _COMMON.values()
    for word in words.split()
}

_TRADITIONAL = frozenset("們個訊資與權這為會應無關於據時將業務機構網規請對間當電實從護聯繫處")
_SIMPLIFIED = frozenset("们个讯资与权这为会应无关于据时将业务机构网规请对间当电实从护联系处")

# One Han character says about as much as this many Latin letters.
_HAN_WEIGHT = 3
_NOTABLE = 0.08


def language_of(text: str) -> str:
    """The language of a short text: "en", "zh", another code, or "".

    >>> language_of("We collect your name."), language_of("我们收集您的姓名。")
    ('en', 'zh')
    """
    return _heaviest(_weights(text))


def languages_of(pieces: list[str]) -> tuple[str, ...]:
    """BCP 47 tags of all languages that carry a notable part, largest first.

    Chinese is told apart into "zh-Hans" and "zh-Hant" by the characters that
    only one of both uses.
    """
    total: Counter[str] = Counter()
    for piece in pieces:
        weights = _weights(piece)
        if weights:
            total[_heaviest(weights)] += sum(weights.values())
    whole = sum(total.values())
    notable = [name for name, weight in total.most_common() if weight >= _NOTABLE * whole]
    script = _chinese_script("".join(pieces))
    return tuple(script if name == "zh" else name for name in notable)


def _heaviest(weights: Mapping[str, int]) -> str:
    return max(weights, key=lambda name: weights[name]) if weights else ""


def _weights(text: str) -> dict[str, int]:
    text = _ADDRESS.sub(" ", text)
    han = len(_HAN.findall(text))
    weights: dict[str, int] = {}
    if han:
        weights["ja" if len(_KANA.findall(text)) * 4 > han else "zh"] = han * _HAN_WEIGHT
    for name, script in _SCRIPTS:
        count = len(script.findall(text))
        if count:
            weights[name] = count
    latin = [word for word in _WORD.findall(text) if word[0] < "\u0250"]
    if latin:
        letters = sum(map(len, latin))
        # A Latin name inside a Chinese sentence does not make it English.
        weights[_latin_language(latin)] = letters
    return weights


def _latin_language(words: list[str]) -> str:
    votes: Counter[str] = Counter()
    for word in words:
        for name in _LANGUAGE_OF.get(word.lower(), ()):
            votes[name] += 1
    if not votes:
        return "en"
    best = max(votes.values())
    # A single word is no proof: names and places are full of "de" and "la".
    return "en" if best in {1, votes["en"]} else max(votes, key=lambda name: votes[name])


def _chinese_script(text: str) -> str:
    traditional = sum(letter in _TRADITIONAL for letter in text)
    simplified = sum(letter in _SIMPLIFIED for letter in text)
    return "zh-Hant" if traditional > simplified else "zh-Hans"
