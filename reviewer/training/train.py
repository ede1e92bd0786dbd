"""From corpora to a model file and its card."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import numpy as np

from reviewer import pipeline
from reviewer.analysis.learned import CATEGORIES
from reviewer.training.corpora import RELABELLED, capp_policies, our_labels, own_policies
from reviewer.training.examples import Labels, examples_of
from reviewer.training.fit import Fitted, fit
from reviewer.training.measure import F1, answers_of, by_row, calibration_error, f1, topics
from reviewer.training.settings import SETTINGS
from reviewer.training.shipping import as_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reviewer.training.examples import Example

VERSION = "2026.11"
_NAMES = {"en": "English", "zh": "Chinese"}


def train(language: str, capp: Path, own: Path, output: Path) -> Iterator[str]:
    """Measures on policies that were held back, fits on all, and writes; tells each step.

    Raises:
        ReadError: a corpus is not there.
    """
    analyser = pipeline.Analyser(pipeline.load_rulebook())
    analyser.warm((language,))
    ours = our_labels(own / RELABELLED)
    parts = {
        "own": examples_of(own_policies(own, language), analyser),
        "train": examples_of(capp_policies(capp, "train", language, ours), analyser),
        "dev": examples_of(capp_policies(capp, "dev", language, ours), analyser),
    }
    counts = {name: sum(int(one.told.sum()) for one in part) for name, part in parts.items()}
    counts["relabelled"] = sum(int(one.ours.told.sum()) for one in (*parts["train"], *parts["dev"]))
    yield f"{language}: {counts} sentences"
    settings = SETTINGS[language]
    held = fit([*parts["train"], *parts["own"]], VERSION, settings)
    figures = _figures(held, parts["dev"])
    yield f"{language}: {json.dumps(figures)}"
    fitted = fit([*parts["train"], *parts["dev"], *parts["own"]], VERSION, settings)
    data = as_bytes(fitted.model)
    (output / f"{language}.npz").write_bytes(data)
    card = _card(language, counts, figures, json.dumps(dataclasses.asdict(settings)))
    (output / f"{language}.md").write_text(card, encoding="utf-8")
    yield f"{language}: {len(data) / 1e6:.1f} MB written"


def _figures(held: Fitted, dev: Sequence[Example]) -> dict[str, float]:
    """What a model that did not see them makes of CAPP-130's dev and of our own policies."""
    marks, chances = answers_of(held.model, dev)
    truth, given = by_row(dev, marks)
    capp = f1(topics(truth), topics(given))
    ours = held.bundle.ours.told & held.bundle.own
    marks_of_own = held.bundle.ours.marks[ours]
    own = f1(marks_of_own, (held.beyond[ours] >= 0).astype("int8"))
    theirs = Labels.stacked([one.theirs for one in dev])
    by_us = Labels.stacked([one.ours for one in dev])
    error = calibration_error(chances[theirs.told], theirs.marks[theirs.told])
    own_error = calibration_error(
        held.model.whole.chances(held.beyond[ours]).astype("float64"), marks_of_own
    )
    alone = _alone(held)
    figures = {
        "capp dev micro": capp.micro,
        "capp dev macro": capp.macro,
        "capp dev calibration error": error,
        "capp sentences alone micro": alone.micro,
        "capp sentences alone macro": alone.macro,
        "own micro": own.micro,
        "own macro": own.macro,
        "own calibration error": own_error,
    }
    if by_us.told.any():
        relabelled = f1(by_us.marks[by_us.told], marks[by_us.told])
        figures["capp dev by our labels micro"] = relabelled.micro
        figures["capp dev by our labels macro"] = relabelled.macro
    figures |= {
        f"own {category.value}": value for category, value in zip(CATEGORIES, own.each, strict=True)
    }
    return {name: round(value, 3) for name, value in figures.items()}


def _alone(held: Fitted) -> F1:
    """How well single sentences of CAPP-130 that state something are sorted into its topics."""
    lesson = held.excerpts
    single = np.bincount(lesson.text)[lesson.text] == 1
    asked = single & lesson.theirs.told & lesson.theirs.marks.any(axis=1)
    answers = (held.beyond_alone[asked] >= 0).astype(np.int8)
    return f1(topics(lesson.theirs.marks[asked]), topics(answers))


def _card(language: str, counts: dict[str, int], figures: dict[str, float], settings: str) -> str:
    rows = "\n".join(f"| {name} | {value:.3f} |" for name, value in figures.items())
    mixed = ", others of its policy seen" if SETTINGS[language].mixed else ""
    translated = " in its English machine translation" if language == "en" else ""
    return f"""# Category model, {_NAMES[language]}

Version {VERSION}. Judges the sentences of privacy policies in {_NAMES[language]} together with the
rules of the rulebook. Written by `reviewer train`; the same inputs give the same bytes.

## Data

- CAPP-130{translated}: {counts["train"] + counts["dev"]} sentences of 110 policies. Zhu et al.,
  CAPP-130: A Corpus of Chinese Application Privacy Policy Summarization and Interpretation,
  NeurIPS 2023, CC BY 4.0 as stated in its README. Its own labels are turned into the program's
  categories: special audiences are minors; management is divided into rights and choice, and
  cookies, Do Not Track and transfers abroad are added, where the rules find them.
- {counts["relabelled"]} of these sentences were labelled anew for this project by the program's
  definitions (`resources/training/{RELABELLED}`: numbers and categories), each by one reader, who
  saw neither the corpus's labels nor the program's answers.
- {counts["own"]} sentences of policies of invented companies, written and labelled for this project
  (`resources/training`), under its licence.

Nothing of OPP-115 was used.

## Scores

Of a model fitted without CAPP-130's dev policies, and on our own policies out of fold (each judged
by a model that did not see it). CAPP-130 is scored by its eleven topics, its sentences alone out of
fold as well: those that state something, each by itself{mixed}.

| measure | value |
|---|---|
{rows}

## Settings

`{settings}`

## Limits

Annotators of CAPP-130 draw the lines between categories elsewhere than this program defines them
(labelled by both, its sentences agree at a micro F1 of 0.72); the model weighs both by how much a
policy reads like CAPP-130. The own policies were labelled by their writers; of three in four
another reader labelled every sentence anew without seeing that, and where the two differ, in 7 of
100, the reader's label counts. Sentences of other kinds of documents mean nothing to it. Use
against collection is where it errs most.
"""
