"""How well the shipped models and rules find categories, beside published figures.

    python tests/benchmarks/extraction.py --capp FOLDER [--opp FOLDER]

FOLDER of CAPP-130 holds dev.jsonl, that of OPP-115 validation.jsonl. Prints micro
and macro F1 and F1 by category for CAPP-130's dev policies in both languages,
each analysed whole, and for OPP-115's validation segments, each by itself.

The shipped models have seen CAPP-130's dev part. Their cards under
resources/models have the figures of models that had not, and those on our own
policies. Nothing of OPP-115 was used for anything but this last line.

Published: CAPP-130's topics, RoBERTa 0.819 / 0.841 on its official test (Zhu et
al. 2023); OPP-115's majority, PrivBERT 0.872 / 0.821 on its test, trained on it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

import numpy as np

from reviewer import pipeline
from reviewer.analysis.learned import CATEGORIES
from reviewer.model.clause import Category
from reviewer.training.corpora import capp_policies
from reviewer.training.examples import examples_of
from reviewer.training.measure import CAPP_TOPICS, F1, answers_of, by_row, f1, topics

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


def show(name: str, result: F1, labels: list[str]) -> None:
    """Prints one set's figures."""
    each = ", ".join(
        f"{label} {value:.2f}" for label, value in zip(labels, result.each, strict=True)
    )
    sys.stdout.write(f"{name}: {result.micro:.3f} / {result.macro:.3f}\n    {each}\n")


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


def main() -> None:
    """Prints everything that there is a corpus for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--capp", type=Path)
    parser.add_argument("--opp", type=Path)
    arguments = parser.parse_args()
    analyser = pipeline.load_analyser()
    if arguments.capp:
        for language in ("zh", "en"):
            capp(arguments.capp, language, analyser)
    if arguments.opp:
        opp(arguments.opp, analyser)
    sys.stdout.write(f"categories: {', '.join(CATEGORIES)}\n")


if __name__ == "__main__":
    main()
