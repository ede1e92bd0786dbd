"""Labelled policies: our own, and CAPP-130 in Chinese and in English.

Source: CAPP-130, Zhu et al., NeurIPS 2023, CC BY 4.0; its English is a machine
translation. Its sentences come as rows, a JSON object a line.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reviewer.errors import ReadError
from reviewer.model.clause import Category

if TYPE_CHECKING:
    from collections.abc import Iterator
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
        labels: what it is about; of rows of CAPP-130 about management both
            rights and choice.
    """

    start: int
    end: int
    labels: frozenset[Category]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPolicy:
    """A policy whose sentences somebody labelled.

    Attributes:
        ours: whether it was labelled by our own definitions.
    """

    name: str
    language: str
    text: str
    rows: tuple[Row, ...]
    ours: bool


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
        names = [] if labels.strip() == "-" else labels.strip().split("+")
        if not tab or not text.strip() or not _NAMES.keys() >= set(names):
            raise ReadError(
                "Line {number} of {file} is no labelled sentence; write labels, a tab and one "
                "sentence.",
                number=number,
                file=file.name,
            )
        start = place
        add(text.strip())
        rows.append(Row(start, place, frozenset(_NAMES[name] for name in names)))
        add("\n")
    return LabelledPolicy(
        name=f"own/{language}/{file.stem}",
        language=language,
        text="".join(parts),
        rows=tuple(rows),
        ours=True,
    )


def capp_policies(folder: Path, part: str, language: str) -> tuple[LabelledPolicy, ...]:
    """The policies of a part of CAPP-130, a sentence a line.

    Args:
        part: "train" or "dev".
        language: "zh", or "en" for its translation.

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
        rows.setdefault(number, []).append(Row(start, start + len(sentence), found))
        places[number] = start + len(sentence) + 1
    return tuple(
        LabelledPolicy(
            name=f"capp/{language}/{number}",
            language=language,
            text="\n".join(lines) + "\n",
            rows=tuple(rows[number]),
            ours=False,
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
