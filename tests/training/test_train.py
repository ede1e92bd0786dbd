"""Corpora to models: the same bytes each time, and a card that says where they come from."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from reviewer import pipeline
from reviewer.analysis.learned import CATEGORIES, read_model
from reviewer.analysis.surroundings import HEADS, STYLE, excerpt_of
from reviewer.errors import ReadError
from reviewer.model.clause import Category
from reviewer.training.corpora import RELABELLED, capp_policies, our_labels, own_policies
from reviewer.training.examples import Labels, examples_of
from reviewer.training.fit import leanings, leant, parts
from reviewer.training.lessons import Bundle, Lesson
from reviewer.training.measure import calibration_error, f1
from reviewer.training.networks import borders
from reviewer.training.settings import Settings
from reviewer.training.train import train
from tests.analysis.small_model import judge

TRAINING = Path(__file__).resolve().parents[2] / "resources" / "training"
OWN = """@ title: Lamps
@ register: test
@ language: en

# 1. What we take
collection\tWe take down the name of whoever buys a lamp.
-\tLamps are warm.
collection+use\tWe note your street, to bring the lamp there:
* collection\tthe number of the house;

## 2. Keeping
retention\tThe book of lamps is burnt after two years.
"""
SENTENCES: tuple[tuple[str, list[str]], ...] = (
    ("We collect the name of the buyer of lamp {n}.", ["collection"]),
    ("We use lamp {n} to light the hall for guests.", ["use"]),
    ("You may ask for the page on lamp {n} or have it corrected.", ["management"]),
    ("You can opt out of letters about lamp {n} at any time.", ["management"]),
    ("Lamp {n} is made of brass.", []),
)


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """A folder with a corpus of each kind."""
    (tmp_path / "own" / "en").mkdir(parents=True)
    for number in range(6):
        text = OWN.replace("Lamps are", f"Lamp {number} is")
        (tmp_path / "own" / "en" / f"lamps{number}.txt").write_text(text, encoding="utf-8")
    for part, policies in (("train", range(8)), ("dev", range(8, 11))):
        rows = [
            {"policy": policy, "id": id_, "zh": "", "en": text.format(n=policy), "labels": labels}
            for policy in policies
            for id_, (text, labels) in enumerate(SENTENCES, start=100)
        ]
        lines = "\n".join(json.dumps(row) for row in rows)
        (tmp_path / f"{part}.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def test_that_own_policies_are_read_with_their_labels(corpora: Path) -> None:
    policy = own_policies(corpora / "own", "en")[0]
    marked = {policy.text[row.start : row.end]: frozenset(row.ours or ()) for row in policy.rows}
    assert marked["the number of the house;"] == {Category.COLLECTION}
    assert marked["Lamp 0 is warm."] == set()
    assert marked["We note your street, to bring the lamp there:"] == {
        Category.COLLECTION,
        Category.USE,
    }
    assert "# " not in policy.text
    assert "What we take" in policy.text


@pytest.mark.parametrize("line", ["collection We take it.", "gifts\tWe give.", "use\t"])
def test_that_a_line_without_labels_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "x.txt").write_text(f"-\tA lamp.\n{line}\n", encoding="utf-8")
    with pytest.raises(ReadError, match="Line 2"):
        own_policies(tmp_path, "en")


def test_that_rows_of_a_corpus_become_policies(corpora: Path) -> None:
    policies = capp_policies(corpora, "train", "en")
    assert len(policies) == 8
    row = policies[3].rows[2]
    assert policies[3].text[row.start : row.end].startswith("You may ask for the page on lamp 3")
    assert frozenset(row.theirs or ()) == {Category.RIGHTS, Category.CHOICE}


RELABELLING = """# Ours, without the words.
## 3
102\trights
103\tchoice+sharing
"""


def test_that_sentences_of_a_corpus_have_our_labels_beside_theirs(corpora: Path) -> None:
    file = corpora / "own" / RELABELLED
    file.write_text(RELABELLING, encoding="utf-8")
    policies = capp_policies(corpora, "train", "en", our_labels(file))
    judged = policies[3].rows
    assert [sorted(row.ours or ()) for row in judged] == [
        [],
        [],
        [Category.RIGHTS],
        [Category.CHOICE, Category.SHARING],
        [],
    ]
    assert all(row.ours is None for row in policies[2].rows)
    analyser = pipeline.Analyser(pipeline.load_rulebook())
    analyser.warm(("en",))
    bundle = Bundle(examples_of(policies[2:4], analyser), Settings())
    column = CATEGORIES.index(Category.USE)
    assert bundle.theirs.marks[:, column].sum() == 2
    assert bundle.ours.marks[:, column].sum() == 0
    # Of the policy that was not judged by us nothing is known of what we would say.
    assert bundle.ours.told.tolist() == ((bundle.of == 1) & bundle.theirs.told).tolist()
    # It stays one of theirs by its style.
    assert bundle.heads[:, STYLE].all()


@pytest.mark.parametrize("line", ["102\tgifts", "x\tuse", "102 use", "102", "## x"])
def test_that_a_line_without_our_labels_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / RELABELLED
    file.write_text(f"## 3\n101\tuse\n{line}\n", encoding="utf-8")
    with pytest.raises(ReadError, match="Line 3"):
        our_labels(file)


def test_that_labels_before_any_policy_are_refused(tmp_path: Path) -> None:
    file = tmp_path / RELABELLED
    file.write_text("102\tuse\n", encoding="utf-8")
    with pytest.raises(ReadError, match="Line 1"):
        our_labels(file)
    assert our_labels(tmp_path / "none") == {}


def test_that_our_labels_of_the_corpus_are_well_formed() -> None:
    labels = our_labels(TRAINING / RELABELLED)
    assert len(labels) >= 90
    found = [label for policy in labels.values() for label in policy.values()]
    assert len(found) >= 15_000
    assert set.union(*map(set, found)) == set(Category)


def test_that_a_missing_corpus_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="CAPP-130"):
        capp_policies(tmp_path, "train", "en")


@pytest.mark.filterwarnings("ignore::Warning")  # so few sentences fit before the last round
def test_that_the_same_corpora_give_the_same_model_and_its_card(corpora: Path) -> None:
    made = []
    for name in ("first", "second"):
        folder = corpora / name
        folder.mkdir()
        assert len(list(train("en", corpora, corpora / "own", folder))) == 3
        made.append((folder / "en.npz").read_bytes())
    assert made[0] == made[1]
    model = read_model(made[0], "en.npz")
    taken, burnt = model.scores(["We collect the name of the buyer.", "It is made of brass."])
    column = model.heads.index("collection")
    assert taken[column] > burnt[column]
    card = (corpora / "first" / "en.md").read_text(encoding="utf-8")
    for said in ("CAPP-130", "NeurIPS 2023", "CC BY 4.0", "Limits", '"seed"'):
        assert said in card


def lesson(truth: list[int], ours: list[int]) -> Lesson:
    """Sentences that are about the first category or about nothing."""
    count = len(truth)
    marks = np.zeros((count, len(Category)), np.int8)
    marks[:, 0] = truth
    by_us = np.array(ours, np.bool_)
    nothing = np.zeros((count, 1), np.float32)
    return Lesson(
        features=nothing,
        rules=nothing,
        style=nothing[:, 0],
        text=np.zeros(count, np.int64),
        ours=Labels(marks, by_us),
        theirs=Labels(marks, ~by_us),
        fold=np.zeros(count, np.int64),
        weight=np.ones(count, np.float32),
    )


def test_that_a_border_that_is_too_high_for_both_conventions_is_lowered_by_half() -> None:
    beyond = np.full((200, len(Category)), -2.0, np.float32)
    beyond[:100, 0] = -1.0
    found = leanings(beyond, lesson([1] * 100 + [0] * 100, [1, 0] * 100), (1.0, 1.0))
    # Whatever lies between both kinds parts them; half of it is taken.
    assert 1.0 < 2 * found[0] < 2.0
    assert not found[1:].any()


def test_that_a_leaning_moves_what_is_given_and_not_how_probable_it_is() -> None:
    common = judge(len(Category))
    given = np.zeros(len(Category), np.float32)
    given[0] = -0.5
    less = leant(common, given)
    said = np.full((1, len(Category)), 0.2, np.float32)
    before, after = (
        one.weighed(said, said, np.zeros(1, np.float32), np.zeros_like(said))
        for one in (common, less)
    )
    assert (before >= 0).all()
    assert (after >= 0).tolist() == [[False] + [True] * (len(Category) - 1)]
    assert less.chances(after) == pytest.approx(common.chances(before), abs=1e-6)
    # In texts that read like CAPP-130 as well.
    like = less.weighed(said, said, np.ones(1, np.float32), np.zeros_like(said))
    assert like[0, 0] < 0 <= like[0, 1]


def test_that_a_category_is_left_to_the_network_that_is_right_by_both_conventions() -> None:
    truth = np.array([1] * 100 + [0] * 100)
    right = np.zeros((200, len(Category)), np.float32)
    right[:, 0] = np.where(truth, 2.0, -2.0)
    some = lesson(truth.tolist(), [1, 0] * 100)
    common = judge(len(Category))
    for ours, theirs, side in ((right, -right, -1), (-right, right, 1)):
        least, _ = parts(
            common,
            lambda judge, ours=ours, theirs=theirs: judge.weighed(  # type: ignore[misc]  # bound for the loop
                ours, theirs, some.style, np.zeros_like(ours)
            ),
            some,
        )
        assert (least[0] - common.least[0]) * side > 0
        # Of a category that nobody was told about nothing is known: the common part stays.
        assert least[1:] == pytest.approx(common.least[1:])


def test_that_sentences_of_the_other_corpus_may_fall_into_folds_of_their_own(corpora: Path) -> None:
    analyser = pipeline.Analyser(pipeline.load_rulebook())
    analyser.warm(("en",))
    policies = (*own_policies(corpora / "own", "en"), *capp_policies(corpora, "train", "en"))
    examples = examples_of(policies, analyser)
    apart, mixed = (Bundle(examples, Settings(mixed=mixed)) for mixed in (False, True))
    assert apart.folds_alone().tolist() == apart.fold.tolist()
    folds = mixed.folds_alone()
    assert folds[mixed.own].tolist() == mixed.fold[mixed.own].tolist()
    assert any(len(set(folds[mixed.of == one])) > 1 for one in set(mixed.of[~mixed.own]))
    places = sorted(place for excerpt in mixed.excerpts for place in excerpt)
    headings = np.concatenate([one.headings for one in examples])
    assert places == np.flatnonzero(~headings).tolist()


def test_that_one_who_judges_in_any_surroundings_learns_policies_and_excerpts_by_folds(
    corpora: Path,
) -> None:
    analyser = pipeline.Analyser(pipeline.load_rulebook())
    analyser.warm(("en",))
    policies = (*own_policies(corpora / "own", "en"), *capp_policies(corpora, "train", "en"))
    bundle = Bundle(examples_of(policies, analyser), Settings(mixed=True))
    scores = np.zeros((len(bundle.of), len(HEADS)), np.float32)
    whole = bundle.lesson(scores)
    excerpts = bundle.lesson_of_excerpts(scores, bundle.folds_alone())
    both = bundle.together(whole, excerpts)
    count, sentences = len(whole.text), len(excerpts.text) // 2
    assert both.features[:count].tolist() == whole.features.tolist()
    assert both.features[count:].tolist() == excerpts.features.tolist()
    # What is asked about one by one teaches nothing; the same sentences in excerpts do.
    for labels, alone in ((both.ours, excerpts.ours), (both.theirs, excerpts.theirs)):
        assert alone.told[:sentences].any()
        assert not labels.told[count : count + sentences].any()
        assert labels.told[count + sentences :].tolist() == alone.told[sentences:].tolist()
    # No policy teaches those who are asked about it, wherever its sentences stand.
    places = np.concatenate(bundle.excerpts)
    assert both.fold[:count].tolist() == bundle.fold.tolist()
    assert both.fold[count + sentences :].tolist() == bundle.fold[places].tolist()
    assert not set(whole.text) & set(both.text[count:])


def test_that_the_best_border_is_found_from_what_is_expected_and_not_from_what_was_counted() -> (
    None
):
    # Taken alone, sentences of 0.55 reach 0.58; those of 0.3 raise that, those of 0.05 do not.
    chances = np.repeat(np.array([0.55, 0.3, 0.05], np.float32), 50)
    logits = np.log(chances / (1 - chances))[:, None]
    border = borders(logits, np.ones(150, np.float32))
    assert border[0] == pytest.approx(np.log(0.3 / 0.7), abs=1e-4)


def test_that_sentences_without_a_policy_know_their_neighbours_but_no_heading() -> None:
    layout = excerpt_of(["We ask for:", "a name", "and a street."])
    assert layout.heading.tolist() == layout.lead_in.tolist() == [-1, -1, -1]
    assert layout.facts[:, 5].tolist() == [1, 0, 0]
    assert layout.facts[:, 6].tolist() == [1, 0, 0]
    assert layout.facts[:, 7].tolist() == [0, 0, 1]
    assert excerpt_of([]).facts.shape == (0, 10)


def test_that_a_title_without_a_mark_shows_by_its_form() -> None:
    texts = ["Sharing With Third Parties", "We share it (with nobody.)", "the Phone number;", ""]
    assert excerpt_of(texts).facts[:, 8:].tolist() == [[0, 1], [1, 0], [1, 0.5], [0, 0]]


def test_that_f1_is_counted_over_labels_that_somebody_gave() -> None:
    truth = np.array([[1, 0, 0], [1, 1, 0], [0, 0, 0]], np.int8)
    given = np.array([[1, 0, 0], [0, 1, 0], [0, 1, 0]], np.int8)
    result = f1(truth, given)
    assert result.each == pytest.approx((2 / 3, 2 / 3, 0))
    assert (result.micro, result.macro) == pytest.approx((2 / 3, 2 / 3))


def test_that_probabilities_that_mean_what_they_say_have_no_error() -> None:
    truth = np.array([[1], [0], [0], [0]], np.int8)
    assert calibration_error(np.full((4, 1), 0.25), truth) == pytest.approx(0)
    assert calibration_error(np.full((4, 1), 0.75), truth) == pytest.approx(0.5)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_the_projects_own_policies_are_well_formed(language: str) -> None:
    policies = own_policies(TRAINING, language)
    labelled = [row for policy in policies for row in policy.rows]
    assert len(labelled) >= (2000 if language == "en" else 600)
    assert {category for row in labelled for category in row.ours or ()} == set(Category)
    plain = sum(not row.ours for row in labelled)
    assert 0.2 < plain / len(labelled) < 0.4
    texts = [policy.text[row.start : row.end] for policy in policies for row in policy.rows]
    assert len(texts) - len(set(texts)) <= len(texts) // 100
