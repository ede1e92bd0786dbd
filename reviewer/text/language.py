"""Tells which languages a text is in."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from reviewer.text.counting import characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_ANALYSED = frozenset({"en", "zh"})
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_KANA = re.compile(r"[\u3040-\u30ff]+")
_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_ANY_SCRIPT = re.compile("|".join(script.pattern for _, script in _SCRIPTS))
# Every letter of a script of its own, and next to nothing that English writes.
_OF_A_SCRIPT = re.compile(r"[\u0370-\u1fff\u2e80-\uffff]")
_EAST_ASIAN = 2
# Addresses are in no language. Each holds one of these.
_ADDRESS_SIGNS = ("@", "://", "www.")
_ADDRESS = re.compile(r"(?<!\S)\S*@\S+|(?:https?://|www\.)[^\s\u3000-\u9fff]+", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")
# Leaves the words of ASCII text in lower case, with spaces between; splitting what it makes takes
# a third of the time of any pattern.
_ASCII_WORDS = {code: chr(code).lower() if chr(code).isalpha() else " " for code in range(128)}

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
    word: tuple(name for name, words in _COMMON.items() if word in words.split())
    for words in _COMMON.values()
    for word in words.split()
}

LATIN = frozenset(_COMMON)
"""The languages in Latin letters that are told apart."""

_TRADITIONAL = re.compile("[們個訊資與權這為會應無關於據時將業務機構網規請對間當電實從護聯繫處]+")
_SIMPLIFIED = re.compile("[们个讯资与权这为会应无关于据时将业务机构网规请对间当电实从护联系处]+")

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
    return Seen.of(text).language(latin)


def any_analysed(languages: Iterable[str]) -> bool:
    """Whether one of the languages, BCP 47 tags, is among those that are analysed."""
    return any(name.split("-")[0] in _ANALYSED for name in languages)


def languages_of(pieces: Sequence[str]) -> tuple[str, ...]:
    """BCP 47 tags of all languages that carry a notable part, largest first."""
    return languages_seen([Seen.of(piece) for piece in pieces], pieces)


def languages_seen(seen: Sequence[Seen], pieces: Iterable[str]) -> tuple[str, ...]:
    """BCP 47 tags of all languages that carry a notable part, largest first.

    Chinese is told apart into "zh-Hans" and "zh-Hant" by the characters that
    only one of both uses.

    Args:
        seen: what is seen of each piece of a text.
        pieces: the same pieces.
    """
    total: Counter[str] = Counter()
    latin = main_latin(seen)
    for piece in seen:
        weights = piece.weights(latin)
        if weights:
            total[_heaviest(weights)] += sum(weights.values())
    whole = sum(total.values())
    notable = [name for name, weight in total.most_common() if weight >= _NOTABLE * whole]
    if "zh" in notable:
        notable[notable.index("zh")] = chinese_script("".join(pieces))
    return tuple(notable)


def main_latin(pieces: Iterable[Seen]) -> str:
    """The language of most text in Latin letters; "en" where none tells."""
    total: Counter[str] = Counter()
    for piece in pieces:
        total[piece.told] += piece.letters if piece.told else 0
    return total.most_common(1)[0][0] or "en" if total else "en"


def _heaviest(weights: Mapping[str, int]) -> str:
    return max(weights, key=lambda name: weights[name]) if weights else ""


class Seen(NamedTuple):
    """How much of a text is written how; what is seen of its parts adds up to it.

    Attributes:
        scripts: letters "han" and "kana", and where there are any in other scripts those by
            language; empty where there are none at all.
        letters: Latin letters.
        votes: for each word that is common in some languages these, in order.
        told: the language that words tell; empty where they tell none.
    """

    scripts: Mapping[str, int]
    letters: int
    votes: Sequence[str]
    told: str

    @classmethod
    def of(cls, text: str) -> Seen:
        """What is seen of a text, addresses aside."""
        if _has_address(text):
            text = _ADDRESS.sub(" ", text)
        if text.isascii():
            words = low = text.translate(_ASCII_WORDS).split()
            scripts: Mapping[str, int] = {}
        else:
            words = [word for word in _WORD.findall(text) if word[0] < "\u0250"]
            low = [word.lower() for word in words]
            scripts = _scripts(text)
        votes = list(chain.from_iterable(filter(None, map(_LANGUAGE_OF.get, low))))
        return cls(scripts, sum(map(len, words)), votes, _told(votes))

    @classmethod
    def of_parts(cls, text: str, parts: Sequence[Seen]) -> Seen:
        """What is seen of a text that was cut between words.

        Args:
            parts: what is seen of all its parts, in order.
        """
        if _has_address(text) or not parts:
            return cls.of(text)  # an address can reach from one part to the next
        if len(parts) == 1:
            return parts[0]
        scripts: dict[str, int] = {}
        for part in parts:
            for name, count in part.scripts.items():
                scripts[name] = scripts.get(name, 0) + count
        votes = list(chain.from_iterable([part.votes for part in parts]))
        return cls(scripts, sum([part.letters for part in parts]), votes, _told(votes))

    def weights(self, latin: str) -> Mapping[str, int]:
        """Letters by language, a Han character counting as several.

        Args:
            latin: the language of text in Latin letters that tells none itself.
        """
        weights: dict[str, int] = {}
        if self.scripts:
            weights = _weighed(self.scripts)
        if self.letters:
            # A Latin name inside a Chinese sentence does not make it English.
            weights[self.told or latin] = self.letters
        return weights

    def language(self, latin: str) -> str:
        """The language of most letters; empty where there are none.

        Args:
            latin: as :meth:`weights`.
        """
        return _heaviest(self.weights(latin))


def _has_address(text: str) -> bool:
    for sign in _ADDRESS_SIGNS:  # noqa: SIM110 - for each sentence, and ``any`` takes thrice as long
        if sign in text:
            return True
    return False


def _scripts(text: str) -> dict[str, int]:
    """How many letters there are of each script but Latin; empty for none."""
    if not _OF_A_SCRIPT.search(text):
        return {}
    scripts = {"han": characters(_HAN, text), "kana": characters(_KANA, text)}
    if _ANY_SCRIPT.search(text):
        for name, script in _SCRIPTS:
            scripts[name] = characters(script, text)
    return scripts


def _weighed(scripts: Mapping[str, int]) -> dict[str, int]:
    """Letters by language, the Chinese or Japanese ones counting as several."""
    weights: dict[str, int] = {}
    han = scripts["han"]
    if han:
        weights["ja" if scripts["kana"] * 4 > han else "zh"] = han * _HAN_WEIGHT
    if len(scripts) > _EAST_ASIAN:
        weights.update((name, scripts[name]) for name, _ in _SCRIPTS if scripts[name])
    return weights


def _told(votes: Sequence[str]) -> str:
    """The language whose common words are most; empty where hardly one is."""
    # A single word is no proof: names and places are full of "de" and "la".
    if len(votes) <= 1:
        return ""
    english = votes.count("en")
    if english * 2 >= len(votes) and english > 1:
        return "en"  # nearly always, and told sooner than all are counted
    counts = Counter(votes)
    best = max(counts.values())
    if best <= 1:
        return ""
    return "en" if best == english else max(counts, key=lambda name: counts[name])


def chinese_script(text: str) -> str:
    """The tag of Chinese in the characters that most of a text is written in."""
    traditional, simplified = characters(_TRADITIONAL, text), characters(_SIMPLIFIED, text)
    return "zh-Hant" if traditional > simplified else "zh-Hans"
