"""The bundled rulebook and the tables made of it, from what was kept where that is the same."""

from __future__ import annotations

import io
import json
from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar
from zipfile import BadZipFile

from reviewer.model.rules import Rulebook
from reviewer.paths import resources
from reviewer.store import kept
from reviewer.store.plain import as_plain, from_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reviewer.analysis.tables import Entry, Tables
    from reviewer.analysis.worded import Worded
    from reviewer.model.terms import Wording

T = TypeVar("T")

# Fewer phrases are compiled sooner than read.
_FEW = 500
# The bundled rulebook as it was read last, with the key of its files.
_READ: list[tuple[Rulebook, str]] = []


def rulebook() -> Rulebook:
    """The bundled rulebook, validated now or when the very same files were read before.

    Raises:
        RulebookError: as :func:`~reviewer.store.rulebook.load`.
    """
    key = kept.key_of(_files())
    found = _kept_rulebook(key) or _made_rulebook(key)
    _READ[:] = [(found, key)]
    return found


def _kept_rulebook(key: str) -> Rulebook | None:
    data = kept.read("rulebook", key)
    if data is not None:
        try:
            return from_plain(Rulebook, json.loads(data))
        except (TypeError, ValueError, KeyError):
            pass  # damaged: made again
    return None


def _made_rulebook(key: str) -> Rulebook:
    from reviewer.store.rulebook import load  # brings pydantic and YAML

    loaded = load()
    data = json.dumps(as_plain(loaded), ensure_ascii=False).encode()
    if from_plain(Rulebook, json.loads(data)) == loaded:
        kept.write("rulebook", key, data)
    return loaded


def _files() -> Iterator[bytes]:
    folder = resources() / "rulebook"
    for path in sorted(folder.rglob("*.yaml")):
        yield path.relative_to(folder).as_posix().encode()
        yield path.read_bytes()


def tables_of(rulebook: Rulebook, entries: Callable[[], Sequence[Entry]]) -> Tables:
    """The tables of a rulebook's phrases, compiled now or when the very same were asked for before.

    Args:
        entries: tells the phrases of the rulebook, where nothing was kept.

    Raises:
        ValueError: as :func:`~reviewer.analysis.tables.compiled`.
    """
    from reviewer.analysis.tables import Tables, compiled

    vocabulary = {words.language: words.words for words in rulebook.vocabulary}
    key = _key_of(rulebook)
    if key is None:
        return tables(entries(), vocabulary)
    data = kept.read("tables", key)
    found = None if data is None else _unpacked(Tables, data)
    if found is None:
        found = compiled(entries(), vocabulary)
        kept.write("tables", key, _packed(found))
    return found


def _key_of(rulebook: Rulebook) -> str | None:
    """The key of the files that a rulebook's phrases were read from; None for any other.

    Its checklists may be others: they have no phrases.
    """
    phrased = [field.name for field in fields(Rulebook) if field.name != "checklists"]
    for read, key in _READ:
        if all(getattr(read, name) is getattr(rulebook, name) for name in phrased):
            return key
    return None


def tables(
    entries: Sequence[Entry], vocabulary: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Tables:
    """The tables of some entries, compiled now or when the very same were asked for before.

    Raises:
        ValueError: as :func:`~reviewer.analysis.tables.compiled`.
    """
    from reviewer.analysis.tables import Tables, compiled

    if sum(len(entry.phrases) for entry in entries) < _FEW:
        return compiled(entries, vocabulary)
    key = kept.key_of(_told(entries, vocabulary))
    data = kept.read("tables", key)
    found = None if data is None else _unpacked(Tables, data)
    if found is None:
        found = compiled(entries, vocabulary)
        kept.write("tables", key, _packed(found))
    return found


def _told(
    entries: Sequence[Entry], vocabulary: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterator[bytes]:
    for entry in entries:
        yield "\0".join((entry.key, entry.language, *entry.phrases)).encode()
        yield bytes((entry.placed, entry.by_key))
    yield json.dumps(vocabulary, sort_keys=True, default=list).encode()


def worded(wording: Wording, language: str) -> Worded:
    """The wordings of a language, worked out now or when the very same were asked for before.

    Raises:
        ValueError: a phrase is not well formed.
    """
    from reviewer.analysis.worded import Worded

    told = list(_worded(wording, language))
    if sum(one.count(b"\0") for one in told) < _FEW:
        return Worded.of(wording, language)
    key = kept.key_of(told)
    kind = f"words-{language}"
    data = kept.read(kind, key)
    found = None if data is None else _unpacked(Worded, data)
    if found is None:
        found = Worded.of(wording, language)
        kept.write(kind, key, _packed(found))
    return found


def _worded(wording: Wording, language: str) -> Iterator[bytes]:
    """All that the wordings of a language are made of."""
    english = language == "en"
    for terms in wording.lists:
        never = terms.never_en if english else terms.never_zh
        yield "\0".join((terms.kind, *terms.categories, "", *never)).encode()
        for group in terms.groups:
            yield f"{group.id}\0{group.named}\0{group.sensitive}".encode()
            for term in group.terms:
                phrases = term.en if english else term.zh
                told = (term.id, str(term.sensitive), *term.categories, "", *phrases)
                yield "\0".join(told).encode()
    for denial in wording.denials:
        if denial.language == language:
            yield json.dumps(as_plain(denial)).encode()


def _packed(made: object) -> bytes:
    import numpy as np

    from reviewer.analysis.arrays import as_arrays

    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **dict(as_arrays(made)))
    return file.getvalue()


def _unpacked(kind: type[T], data: bytes) -> T | None:
    """Tables of a kind; None where the data is damaged."""
    import numpy as np

    from reviewer.analysis.arrays import from_arrays

    try:
        # Without pickles: arrays of numbers are all that is read.
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            return from_arrays(kind, {name: file[name] for name in file.files})
    except (KeyError, ValueError, EOFError, OSError, BadZipFile):
        return None
