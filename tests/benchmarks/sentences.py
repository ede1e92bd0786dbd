"""How well sentences of CAPP-130 that stand by themselves are sorted into its topics.

    python tests/benchmarks/sentences.py --capp FOLDER [--language zh]

As its official test does, this draws sentences from policies whose others teach, all of
which state something: an eighth, at random. A model is taught without these and by our
own policies, which takes some minutes, and judges each by itself. Beside it stands what
a linear machine makes of the same sentences that learnt from the same others alone,
without those that state nothing: runs of one to four characters, borders by cross validation.

Published: RoBERTa 0.819 / 0.841 on the official test (Zhu et al. 2023).
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_right
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import cross_val_predict
from sklearn.svm import LinearSVC

from reviewer import pipeline
from reviewer.analysis.judging import beyond_alone
from reviewer.analysis.learned import CATEGORIES
from reviewer.training.corpora import RELABELLED, capp_policies, our_labels, own_policies
from reviewer.training.examples import examples_of
from reviewer.training.fit import fit
from reviewer.training.measure import F1, f1, marks_of, topics
from reviewer.training.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reviewer.training.corpora import LabelledPolicy
    from reviewer.training.examples import Example

    Marks = NDArray[np.int8]

_DRAWN = 1 / 8
_OWN = Path(__file__).resolve().parents[2] / "resources" / "training"


def ours(examples: Sequence[Example], own: Sequence[Example], drawn: Sequence[set[int]]) -> Marks:
    """What a model taught by all other sentences says of those drawn, in their order."""
    of = []
    for example in examples:
        starts = [row.start for row in example.policy.rows]
        of.append([bisect_right(starts, start) - 1 for start in example.starts])
    taught = []
    for one, rows, held in zip(examples, of, drawn, strict=True):
        seen = ~np.isin(rows, sorted(held))
        taught.append(
            replace(
                one,
                ours=replace(one.ours, told=one.ours.told & seen),
                theirs=replace(one.theirs, told=one.theirs.told & seen),
            )
        )
    language = examples[0].policy.language
    model = fit([*taught, *own], "benchmark", SETTINGS[language]).model
    answers: list[Marks] = []
    for example, rows, held in zip(examples, of, drawn, strict=True):
        for row in sorted(held):
            pieces = [place for place, one in enumerate(rows) if one == row]
            if not pieces:
                answers.append(np.zeros(len(CATEGORIES), np.int8))
                continue
            texts = [example.texts[place] for place in pieces]
            beyond = beyond_alone(texts, example.alone.rows(pieces), model)
            stands: Marks = np.max(beyond >= 0, axis=0).astype(np.int8)
            answers.append(stands)
    return topics(np.vstack(answers))


def linear(texts: Sequence[str], truth: Marks, asked: Sequence[str]) -> Marks:
    """What a linear machine says that learnt from some texts."""
    runs = TfidfVectorizer(analyzer="char", ngram_range=(1, 4), min_df=2, sublinear_tf=True)
    seen, unseen = runs.fit_transform(texts), runs.transform(asked)
    answers = np.zeros((len(asked), truth.shape[1]), np.int8)
    borders = np.arange(-0.8, 0.4, 0.02)
    for topic in range(truth.shape[1]):
        machine = LinearSVC(C=0.5, random_state=0)
        margins = cross_val_predict(
            machine, seen, truth[:, topic], cv=5, method="decision_function"
        )
        given = margins[:, None] > borders
        right = (given & (truth[:, [topic]] == 1)).sum(axis=0)
        border = borders[(right / (given.sum(axis=0) + truth[:, topic].sum())).argmax()]
        found = machine.fit(seen, truth[:, topic]).decision_function(unseen) > border
        answers[:, topic] = found
    return answers


def show(name: str, result: F1) -> None:
    """Prints one figure."""
    sys.stdout.write(f"{name}: {result.micro:.3f} / {result.macro:.3f}\n")
    sys.stdout.flush()


def main() -> None:
    """Prints both."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--capp", type=Path, required=True)
    parser.add_argument("--language", choices=tuple(SETTINGS), default="zh")
    arguments = parser.parse_args()
    language = arguments.language
    analyser = pipeline.Analyser(pipeline.load_rulebook())
    analyser.warm((language,))
    relabelled = our_labels(_OWN / RELABELLED)
    policies = [
        policy
        for part in ("train", "dev")
        for policy in capp_policies(arguments.capp, part, language, relabelled)
    ]
    examples = examples_of(policies, analyser)
    draw = np.random.RandomState(7)
    stating = [{at for at, row in enumerate(one.rows) if row.theirs} for one in policies]
    drawn = [{at for at in sorted(some) if draw.rand() < _DRAWN} for some in stating]
    asked = [(one, at) for one, held in zip(policies, drawn, strict=True) for at in sorted(held)]
    others = [
        (one, at)
        for one, some, held in zip(policies, stating, drawn, strict=True)
        for at in sorted(some - held)
    ]

    def text_of(one: LabelledPolicy, at: int) -> str:
        return one.text[one.rows[at].start : one.rows[at].end]

    truth = topics(marks_of([one.rows[at] for one, at in asked]))
    taught = topics(marks_of([one.rows[at] for one, at in others]))
    answers = linear(
        [text_of(*place) for place in others], taught, [text_of(*place) for place in asked]
    )
    show(f"linear machine, {len(asked)} sentences", f1(truth, answers))
    own = examples_of(own_policies(_OWN, language), analyser)
    show("ours", f1(truth, ours(examples, own, drawn)))


if __name__ == "__main__":
    main()
