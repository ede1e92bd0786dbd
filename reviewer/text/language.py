"""Tells which languages a text is in."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ANALYSED = frozenset({"en", "zh"})
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
# Addresses are in no language.
_ADDRESS = re.compile(r"(?<!\S)\S*@\S+|(?:https?://|www\.)[^\s\u3000-\u9fff]+", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")

# The commonest words of each language that the others do not share.
_COMMON = {
    "en": "the and of to you your we our is are that for with this or not may will any by as be "
    "a in on do at i data has have which from their they",
    "fr": "le la les des et vous votre vos nous notre est que pour dans une sur par ne pas au ces",
    "de": "der die das und sie ihre wir unsere ist sind für mit nicht werden von zu den dem ein",
    "es": "el los las y usted su nosotros nuestro es que para con una por del al no sus como",
    "it": "il gli e che per con una non di del della dei sono nostro suoi dati nel alla è",
    "pt": "o os as e que para com uma não do da dos das nosso seus dados por em ao é",
    "nl": "de het een en van wij u uw onze is zijn voor met niet dat op te door aan",
    "sv": "och att det som en är av för med till inte den har vi på om kan du dina vår eller",
    "da": "og at det som en er af for med til ikke den har vi på om kan du dine vores eller",
    "nb": "og at det som en er av for med til ikke den har vi på om kan du dine våre eller",
    "fi": "ja on ei että se tai sekä voi myös jos kun henkilötietoja tietoja kuin ovat mukaan",
    "pl": "i w na do z się nie że jest od oraz lub dla przez danych które jak są może po",
    "cs": "a v na se je že to do nebo pro jsou osobních údajů které při jako ve od za můžete",
    "hu": "a az és hogy nem vagy is egy meg személyes adatok által kell az ha olyan mint",
    "ro": "și în de la cu pe nu să este sunt pentru sau care datelor din prin personale ale",
    "tr": "ve bir bu için ile olarak veya da de kişisel verilerin olan gibi tarafından daha",
    "vi": "và của các cho không được là có bạn chúng tôi thông tin khi này với để trong",
    "id": "dan yang di untuk dengan dari ini kami anda atau pada tidak dapat data pribadi ke",
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


def language_of(text: str, latin: str = "en") -> str:
    """The language of a short text: "en", "zh", another code, or "".

    Args:
        latin: the language of text in Latin letters that tells none itself,
            as names and addresses do.

    >>> language_of("We collect your name."), language_of("我们收集您的姓名。")
    ('en', 'zh')
    """
    return _heaviest(_weights(text, latin))


def any_analysed(languages: Iterable[str]) -> bool:
    """Whether one of the languages, BCP 47 tags, is among those that are analysed."""
    return any(name.split("-")[0] in _ANALYSED for name in languages)


def languages_of(pieces: list[str]) -> tuple[str, ...]:
    """BCP 47 tags of all languages that carry a notable part, largest first.

    Chinese is told apart into "zh-Hans" and "zh-Hant" by the characters that
    only one of both uses.
    """
    total: Counter[str] = Counter()
    latin = main_latin(pieces)
    for piece in pieces:
        weights = _weights(piece, latin)
        if weights:
            total[_heaviest(weights)] += sum(weights.values())
    whole = sum(total.values())
    notable = [name for name, weight in total.most_common() if weight >= _NOTABLE * whole]
    script = _chinese_script("".join(pieces))
    return tuple(script if name == "zh" else name for name in notable)


def main_latin(pieces: Iterable[str]) -> str:
    """The language of most text in Latin letters; "en" where none tells."""
    total: Counter[str] = Counter()
    for piece in pieces:
        latin = _latin(_ADDRESS.sub(" ", piece))
        name = _latin_language(latin, "")
        total[name] += sum(map(len, latin)) if name else 0
    return total.most_common(1)[0][0] or "en" if total else "en"


def _heaviest(weights: Mapping[str, int]) -> str:
    return max(weights, key=lambda name: weights[name]) if weights else ""


def _weights(text: str, fallback: str) -> dict[str, int]:
    text = _ADDRESS.sub(" ", text)
    han = len(_HAN.findall(text))
    weights: dict[str, int] = {}
    if han:
        weights["ja" if len(_KANA.findall(text)) * 4 > han else "zh"] = han * _HAN_WEIGHT
    for name, script in _SCRIPTS:
        count = len(script.findall(text))
        if count:
            weights[name] = count
    latin = _latin(text)
    if latin:
        letters = sum(map(len, latin))
        # A Latin name inside a Chinese sentence does not make it English.
        weights[_latin_language(latin, fallback)] = letters
    return weights


def _latin(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word[0] < "\u0250"]


def _latin_language(words: list[str], fallback: str) -> str:
    """The language whose common words are most; the fallback where hardly one is."""
    votes: Counter[str] = Counter()
    for word in words:
        for name in _LANGUAGE_OF.get(word.lower(), ()):
            votes[name] += 1
    best = max(votes.values(), default=0)
    # A single word is no proof: names and places are full of "de" and "la".
    if best <= 1:
        return fallback
    return "en" if best == votes["en"] else max(votes, key=lambda name: votes[name])


def _chinese_script(text: str) -> str:
    traditional = sum(letter in _TRADITIONAL for letter in text)
    simplified = sum(letter in _SIMPLIFIED for letter in text)
    return "zh-Hant" if traditional > simplified else "zh-Hans"
