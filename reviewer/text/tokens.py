"""A spaCy Doc for either language; jieba cuts the Chinese."""

from __future__ import annotations

import logging
import sys
import tempfile
import warnings
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from reviewer.text.cutting import Cutter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import jieba
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


# What spaCy brings into every program, with the names that it takes from there.
_STAND_INS: dict[str, dict[str, None]] = {
    # Its command line: web clients, a template engine and some three hundred modules, a third
    # of its start. Only ``spacy.info`` comes from there.
    "spacy.cli.info": {"info": None},
    # Products of matrices for its own networks, of which there are none here: 18 MB.
    "blis.py": {},
}


@cache
def bring_spacy() -> None:
    """Imports spaCy without what nothing here calls, before anything else of it is imported."""
    if "spacy" in sys.modules:
        return
    stood_in = [name for name in _STAND_INS if name not in sys.modules]
    for name in stood_in:
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(_STAND_INS[name])
    try:
        import spacy  # noqa: F401
    finally:
        # Who wants them still finds them.
        for name in stood_in:
            del sys.modules[name]


@cache
def _english() -> Callable[[str], Doc]:
    bring_spacy()
    # What spacy.blank("en") has for a tokeniser, without its pipeline: reading and
    # checking the configuration of one that does nothing takes longer than all this.
    from spacy.lang.en import English
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # it has no stub
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    defaults = English.Defaults
    made: Callable[[str], Doc] = Tokenizer(
        vocab("en"),
        rules=defaults.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
        infix_finditer=compile_infix_regex(defaults.infixes or ()).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )
    return made


@cache
def vocab(language: str) -> Vocab:
    """The vocabulary that Docs of a language share."""
    bring_spacy()
    from spacy.lang.en import English
    from spacy.lang.xx import MultiLanguage
    from spacy.vocab import create_vocab

    kind = English if language == "en" else MultiLanguage
    made: Vocab = create_vocab(kind.lang, kind.Defaults)
    return made


def tokenize(text: str, language: str) -> Doc:
    """The tokens of a sentence; together they spell it exactly.

    Args:
        language: "en" or "zh".
    """
    if language == "en":
        return _english()(text)
    from spacy.tokens import Doc

    if not _dictionary().initialized:
        _initialize(_dictionary(), None)
    words = _cutter().cut(text)
    return Doc(vocab("zh"), words=words, spaces=[False] * len(words))


def warm(languages: tuple[str, ...], cache_folder: Path | None = None) -> None:
    """Loads what the languages need, so that the first sentence is not slower.

    Args:
        cache_folder: a private folder where jieba may keep its dictionary in
            a form that loads faster; None: nothing is kept.
    """
    if "en" in languages:
        _english()
    if "zh" in languages and not _dictionary().initialized:
        _initialize(_dictionary(), cache_folder)


@cache
def _cutter() -> Cutter:
    """The cutter with jieba's dictionary, once that is loaded."""
    dictionary = _dictionary()
    from jieba import finalseg

    return Cutter(dictionary.FREQ, dictionary.total, finalseg.cut)


@cache
def _dictionary() -> jieba.Tokenizer:
    with warnings.catch_warnings():
        # jieba 0.42.1 imports pkg_resources and has unescaped backslashes.
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()


def _initialize(cutter: jieba.Tokenizer, folder: Path | None) -> None:
    """Loads the dictionary, its cache where nobody else can write.

    jieba's own choice, a shared file in the temporary folder, is read back by
    marshal: another user could put a file of their making there.
    """
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            folder = None  # a read-only home: it starts slower, and works
    with tempfile.TemporaryDirectory(prefix="reviewer-") as passing:
        cutter.tmp_dir = str(folder or passing)
        cutter.initialize()
