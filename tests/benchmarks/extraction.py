"""How well the shipped models and rules find categories, beside published figures, and how fast.

    python tests/benchmarks/extraction.py --capp FOLDER --opp FOLDER [--policies FOLDER]

FOLDER of CAPP-130 holds dev.jsonl, that of OPP-115 validation.jsonl. Prints micro and
macro F1 and F1 by category for CAPP-130's dev policies in both languages, each analysed
whole, for OPP-115's validation segments, each by itself, and for policies of others
with our own labels (``tests/data/labels.tsv``), each analysed whole; then the ratios of
``speed.py``.

The policies are those that tests find in ``$REVIEWER_SHARED``, unless a folder is named.
Each of their sentences was labelled by three readers who did not see each other's labels;
what two of them say counts. Measured as everywhere here: a sentence has the categories of every
clause that covers half of it or has half of itself inside it.

The shipped models have seen CAPP-130's dev part. Their cards under
resources/models have the figures of models that had not, and those on our own
training policies. Nothing of OPP-115 was used for anything but its line here.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

import numpy as np
from numpy.typing import NDArray

from reviewer import pipeline
from reviewer.analysis.learned import CATEGORIES
from reviewer.model.clause import Category
from reviewer.training.corpora import capp_policies
from reviewer.training.examples import examples_of
from reviewer.training.measure import CAPP_TOPICS, F1, answers_of, by_row, f1, topics
from tests.benchmarks import speed
from tests.shared import shared_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPP = {
    "First Party Collection/Use": {
        Category.COLLECTION,
        Category.USE,
        Category.PERMISSION,
        Category.COOKIES,
    },
    "Third Party Sharing/Collection": {Category.SHARING},
    "User Access, Edit and Deletion": {Category.RIGHTS},
    "Data Retention": {Category.RETENTION},
    "Data Security": {Category.SECURITY},
    "International and Specific Audiences": {Category.MINORS, Category.TRANSFER},
    "Do Not Track": {Category.DO_NOT_TRACK},
    "Policy Change": {Category.CHANGE},
    "User Choice/Control": {Category.CHOICE},
    "Privacy contact information": {Category.CONTACT},
}
Marks = NDArray[np.int8]

_LABELS = Path(__file__).resolve().parent.parent / "data" / "labels.tsv"
_OPTIONS = pipeline.Options(as_of=date(2026, 1, 1))
# Of others, on parts that were not given to us.
_PUBLISHED = {
    "CAPP-130 dev, zh": "RoBERTa, sentences of its official test 0.819 / 0.841 (Zhu et al. 2023)",
    "OPP-115 validation": "trained on it, 12 labels of its test: PrivBERT 0.872 / 0.821",
}


def show(name: str, result: F1, labels: list[str]) -> None:
    """Prints one set's figures."""
    each = ", ".join(
        f"{label} {value:.2f}" for label, value in zip(labels, result.each, strict=True)
    )
    published = f"  ({_PUBLISHED[name]})" if name in _PUBLISHED else ""
    sys.stdout.write(f"{name}: {result.micro:.3f} / {result.macro:.3f}{published}\n    {each}\n")
    sys.stdout.flush()


def capp(folder: Path, language: str, analyser: pipeline.Analyser) -> None:
    """CAPP-130's dev policies by topic."""
    examples = examples_of(capp_policies(folder, "dev", language), analyser)
    marks, _ = answers_of(analyser.models[language], examples)
    truth, given = by_row(examples, marks)
    names = ["+".join(one.value for one in group) for group in CAPP_TOPICS]
    show(f"CAPP-130 dev, {language}", f1(topics(truth), topics(given)), names)


def opp(folder: Path, analyser: pipeline.Analyser) -> None:
    """OPP-115's validation segments by its categories."""
    rows = [
        json.loads(line)
        for line in (folder / "validation.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    truth = np.zeros((len(rows), len(_OPP)), np.int8)
    given = np.zeros((len(rows), len(_OPP)), np.int8)
    for index, row in enumerate(rows):
        found = set(analyser.classify(row["text"], "en").categories)
        for column, (label, group) in enumerate(_OPP.items()):
            truth[index, column] = label in row["labels"]
            given[index, column] = bool(found & group)
    show("OPP-115 validation", f1(truth, given), list(_OPP))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A policy of others with labels.

    Attributes:
        path: below the folder that holds them all.
        rows: for each sentence where it begins and ends, counted in characters other than
            white space, and its categories.
    """

    path: str
    rows: tuple[tuple[int, int, frozenset[str]], ...]

    def marks(self, folder: Path, analyser: pipeline.Analyser) -> tuple[Marks, Marks]:
        """Truth and answers, a row a sentence."""
        data = (folder / self.path).read_bytes()
        policy = pipeline.read(data, Path(self.path).name)
        told = [0, *accumulate(not character.isspace() for character in policy.text)]
        truth = np.zeros((len(self.rows), len(CATEGORIES)), np.int8)
        given = np.zeros((len(self.rows), len(CATEGORIES)), np.int8)
        for index, (_, _, labels) in enumerate(self.rows):
            truth[index] = [category.value in labels for category in CATEGORIES]
        for clause in analyser.analyse(policy, _OPTIONS).clauses:
            begin, end = told[clause.span.start], told[clause.span.end]
            columns = [CATEGORIES.index(category) for category in clause.categories]
            for index, (first, last, _) in enumerate(self.rows):
                common = min(last, end) - max(first, begin)
                if common > 0 and 2 * common >= min(last - first, end - begin):
                    given[index, columns] = 1
        return truth, given


def labelled_groups() -> Iterator[tuple[str, list[Labelled]]]:
    """The labelled policies by what was done with them."""
    for group in ("\n" + _LABELS.read_text(encoding="utf-8")).split("\n# ")[1:]:
        name, *policies = group.split("\n## ")
        yield name, [_labelled(policy) for policy in policies]


def _labelled(policy: str) -> Labelled:
    path, *lines = policy.strip().split("\n")
    rows = []
    for line in lines:
        begin, end, labels = line.split("\t")
        rows.append((int(begin), int(end), frozenset(labels.split("+")) - {"-"}))
    return Labelled(path, tuple(rows))


def labelled(folder: Path, analyser: pipeline.Analyser) -> list[Path]:
    """Policies of others by our labels; returns where they are."""
    names = [category.value for category in CATEGORIES]
    paths = []
    for name, policies in labelled_groups():
        here = [policy for policy in policies if (folder / policy.path).exists()]
        if len(here) < len(policies):
            sys.stdout.write(f"{name}: {len(policies) - len(here)} are not in {folder}\n")
            continue
        marks = [policy.marks(folder, analyser) for policy in here]
        truth, given = (np.vstack(side) for side in zip(*marks, strict=True))
        show(f"{len(here)} {name}, {len(truth)} sentences", f1(truth, given), names)
        paths += [folder / policy.path for policy in here]
    return paths


def main() -> None:
    """Prints everything that there is a corpus for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--capp", type=Path)
    parser.add_argument("--opp", type=Path)
    parser.add_argument("--policies", type=Path, default=shared_folder())
    parser.add_argument("--no-speed", action="store_true")
    arguments = parser.parse_args()
    analyser = pipeline.load_analyser()
    analyser.warm()
    if arguments.capp:
        for language in ("zh", "en"):
            capp(arguments.capp, language, analyser)
    if arguments.opp:
        opp(arguments.opp, analyser)
    policies = labelled(arguments.policies, analyser)
    if not arguments.no_speed:
        speed.passes(analyser.rulebook, analyser, policies)
        speed.start()
        speed.grow(analyser)


if __name__ == "__main__":
    main()
