"""Labelled policies: our own, and CAPP-130 in Chinese and in English.

Source: CAPP-130, Zhu et al., NeurIPS 2023, CC BY 4.0; its English is a machine
translation. Its sentences come as rows, a JSON object a line. What they are about by
our own definitions was judged for this project and stands, without their words, in a
file beside our own policies.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reviewer.errors import ReadError
from reviewer.model.clause import Category

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_NAMES = {category.value: category for category in Category}
_CAPP = {
    "collection": (Category.COLLECTION,),
    "permission": (Category.PERMISSION,),
    "sharing": (Category.SHARING,),
    "use": (Category.USE,),
    "retention": (Category.RETENTION,),
    "security": (Category.SECURITY,),
    "special_audiences": (Category.MINORS,),
    # Rights and choices in one; told apart when examples are made.
    "management": (Category.RIGHTS, Category.CHOICE),
    "contact": (Category.CONTACT,),
    "change": (Category.CHANGE,),
    "cessation": (Category.CESSATION,),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled stretch of a policy's text.

    Attributes:
        ours: what it is about by our definitions. theirs: by CAPP-130's; where that is
            management both rights and choice. None where nobody judged it so.
    """

    start: int
    end: int
    ours: frozenset[Category] | None = None
    theirs: frozenset[Category] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPolicy:
    """A policy whose sentences somebody labelled.

    Attributes:
        own: whether it was written for this project.
    """

    name: str
    language: str
    text: str
    rows: tuple[Row, ...]
    own: bool


def own_policies(folder: Path, language: str) -> tuple[LabelledPolicy, ...]:
    """The policies that were written and labelled for this project.

    Raises:
        ReadError: a file is not of their form.
    """
    files = sorted((folder / language).glob("*.txt"))
    return tuple(_own_policy(file, language) for file in files)


def _own_policy(file: Path, language: str) -> LabelledPolicy:
    parts: list[str] = []
    rows: list[Row] = []
    place = 0

    def add(text: str) -> None:
        nonlocal place
        parts.append(text)
        place += len(text)

    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("@ "):
            continue
        if line.startswith("#"):
            add(f"\n{line.lstrip('#').strip()}\n\n")
            continue
        if not line.strip():
            add("\n")
            continue
        if line.startswith("* "):
            add("- ")
        labels, tab, text = line.removeprefix("* ").partition("\t")
        about = frozenset[Category]() if labels.strip() == "-" else _categories(labels)
        if not tab or not text.strip() or about is None:
            raise ReadError(
                "Line {number} of {file} is no labelled sentence; write labels, a tab and one "
                "sentence.",
                number=number,
                file=file.name,
            )
        start = place
        add(text.strip())
        rows.append(Row(start, place, ours=about))
        add("\n")
    return LabelledPolicy(
        name=f"own/{language}/{file.stem}",
        language=language,
        text="".join(parts),
        rows=tuple(rows),
        own=True,
    )


def _categories(labels: str) -> frozenset[Category] | None:
    """Those that labels name, joined by +; None where one is unknown."""
    names = labels.strip().split("+")
    if not _NAMES.keys() >= set(names):
        return None
    return frozenset(_NAMES[name] for name in names)


RELABELLED = "capp130.tsv"
"""The file of our labels of CAPP-130 in the folder of our own policies."""


def our_labels(file: Path) -> Mapping[int, Mapping[int, frozenset[Category]]]:
    """What sentences of CAPP-130 are about by our definitions: by policy, then by sentence.

    Of a policy that is there, a sentence that is not is about nothing.

    Raises:
        ReadError: it is not of its form.
    """
    found: dict[int, dict[int, frozenset[Category]]] = {}
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("# "):
            continue
        policy = line.removeprefix("## ")
        if policy != line and policy.strip().isdecimal():
            sentences = found.setdefault(int(policy), {})
            continue
        sentence, _, labels = line.partition("\t")
        about = _categories(labels)
        if not found or not sentence.isdecimal() or about is None:
            raise ReadError(
                "Line {number} of {file} has no labels of a sentence; write its number, a tab "
                "and labels, below the number of its policy.",
                number=number,
                file=file.name,
            )
        sentences[int(sentence)] = about
    return found


def capp_policies(
    folder: Path,
    part: str,
    language: str,
    ours: Mapping[int, Mapping[int, frozenset[Category]]] | None = None,
) -> tuple[LabelledPolicy, ...]:
    """The policies of a part of CAPP-130, a sentence a line.

    Args:
        part: "train" or "dev".
        language: "zh", or "en" for its translation.
        ours: what we say of some of them; see :func:`our_labels`.

    Raises:
        ReadError: the corpus is not there.
    """
    file = folder / f"{part}.jsonl"
    texts: dict[int, list[str]] = {}
    rows: dict[int, list[Row]] = {}
    places: dict[int, int] = {}
    for record in _records(file):
        number = record["policy"]
        sentence = " ".join((record[language] or "").split())
        start = places.get(number, 0)
        found = frozenset(one for label in record["labels"] for one in _CAPP[label])
        texts.setdefault(number, []).append(sentence)
        judged = ours.get(number) if ours else None
        row = Row(
            start,
            start + len(sentence),
            ours=None if judged is None else judged.get(record["id"], frozenset()),
            theirs=found,
        )
        rows.setdefault(number, []).append(row)
        places[number] = start + len(sentence) + 1
    return tuple(
        LabelledPolicy(
            name=f"capp/{language}/{number}",
            language=language,
            text="\n".join(lines) + "\n",
            rows=tuple(rows[number]),
            own=False,
        )
        for number, lines in texts.items()
    )


def _records(file: Path) -> Iterator[dict[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise ReadError(
            "The corpus {file} cannot be read ({cause}); name the folder that holds CAPP-130.",
            file=file,
            cause=error.strerror,
        ) from error
    for line in text.splitlines():
        if line.strip():
            yield json.loads(line)
