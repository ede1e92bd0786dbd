"""The samples from bytes to findings, and real policies where they are at hand."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer import pipeline
from reviewer.errors import ReadError, RulebookError
from reviewer.paths import resources
from tests.shared import seeds

if TYPE_CHECKING:
    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = sorted((resources() / "samples").glob("*.txt"))
OPTIONS = pipeline.Options(as_of=date(2026, 11, 21))
FRENCH = "Nous gardons le nom et la rue que vous nous donnez, et nous ne les vendons pas.\n"


def reviewed(path: Path, analyser: pipeline.Analyser) -> Review:
    return pipeline.review(path.read_bytes(), path.name, analyser, OPTIONS)


def clauses(review: Review) -> list[list[object]]:
    """What a golden file holds: each clause's categories, words and values, in order."""
    text = review.policy.text
    return [
        [
            " ".join(category.value for category in one.categories),
            one.span.text_of(text),
            [
                f"{'not ' if value.negated else ''}{value.kind.value} {value.value}: "
                f"{value.span.text_of(text)}"
                for value in one.attributes
            ],
        ]
        for one in review.analysis.clauses
    ]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_that_the_samples_are_found_to_say_what_they_say(
    path: Path, analyser: pipeline.Analyser, request: pytest.FixtureRequest
) -> None:
    golden = GOLDEN / f"{path.stem}.json"
    found = clauses(reviewed(path, analyser))
    if request.config.getoption("--update-golden"):
        rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in found)
        text = f"[\n{rows}\n]\n"
        golden.write_text(text, encoding="utf-8", newline="\n")
    expected = json.loads(golden.read_text(encoding="utf-8"))
    assert found == expected, "if it is better: --update-golden"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_that_an_analysis_is_repeatable(
    path: Path, analyser: pipeline.Analyser, bundled: Rulebook
) -> None:
    first = reviewed(path, analyser)
    again = reviewed(path, pipeline.Analyser(bundled))
    assert (again.policy, again.analysis) == (first.policy, first.analysis)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_that_evidence_stands_in_the_text(path: Path, analyser: pipeline.Analyser) -> None:
    review = reviewed(path, analyser)
    for finding in review.analysis.disclosures:
        for one in finding.evidence:
            assert one.span.text_of(review.policy.text).strip()
            if one.clause is not None:
                assert review.analysis.clauses[one.clause].span.covers(one.span)


def test_that_the_analysis_knows_the_date_it_is_given(analyser: pipeline.Analyser) -> None:
    other = replace(OPTIONS, as_of=date(1999, 1, 1))
    review = pipeline.review(SAMPLES[0].read_bytes(), "a", analyser, other)
    assert review.analysis.as_of == date(1999, 1, 1)


def test_that_line_ends_change_no_finding(analyser: pipeline.Analyser) -> None:
    data = SAMPLES[0].read_bytes()
    plain = pipeline.review(data, "a", analyser, OPTIONS)
    others = pipeline.review(data.replace(b"\n", b"\r\n"), "a", analyser, OPTIONS)
    assert others.policy.text == plain.policy.text
    assert others.analysis == plain.analysis


def test_that_another_language_gives_empty_results_and_a_problem(
    analyser: pipeline.Analyser,
) -> None:
    review = pipeline.review(FRENCH.encode(), "a.txt", analyser, OPTIONS)
    analysis = review.analysis
    assert (analysis.clauses, analysis.disclosures, analysis.checklists) == ((), (), ())
    assert [problem.id for problem in review.policy.problems] == ["language_not_analysed"]


def test_that_a_bilingual_policy_is_analysed_part_by_part(analyser: pipeline.Analyser) -> None:
    text = "We keep invoices for ten years.\n\n我们会与合作伙伴共享您的订单信息。\n\n" + FRENCH
    review = pipeline.review(text.encode(), "a.txt", analyser, OPTIONS)
    named = [{category.value for category in one.categories} for one in review.analysis.clauses]
    assert len(named) == 2
    assert "retention" in named[0]
    assert "sharing" in named[1]
    assert [problem.id for problem in review.policy.problems] == ["language_partly_analysed"]


def test_that_only_the_checklists_asked_for_are_evaluated(analyser: pipeline.Analyser) -> None:
    chosen = replace(OPTIONS, checklists=("us_ccpa", "cn_pipl"))
    review = pipeline.review(SAMPLES[0].read_bytes(), "a", analyser, chosen)
    assert [one.id for one in review.analysis.checklists] == ["us_ccpa", "cn_pipl"]


def test_that_an_unknown_checklist_is_refused_in_any_language(
    analyser: pipeline.Analyser,
) -> None:
    chosen = replace(OPTIONS, checklists=("mars",))
    for data in (SAMPLES[0].read_bytes(), FRENCH.encode()):
        with pytest.raises(RulebookError, match="no checklist mars"):
            pipeline.review(data, "a", analyser, chosen)


def test_that_what_is_no_policy_is_refused(analyser: pipeline.Analyser) -> None:
    with pytest.raises(ReadError):
        pipeline.review(b"", "a", analyser, OPTIONS)


def test_that_a_phrase_that_cannot_be_read_is_told(bundled: Rulebook) -> None:
    broken = replace(bundled, neutral=(replace(bundled.neutral[0], phrases=("{nothing}",)),))
    with pytest.raises(RulebookError, match="nothing"):
        pipeline.Analyser(broken)


def test_that_what_is_made_ready_once_is_no_part_of_the_analysis_time(
    bundled: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    cold = pipeline.Analyser(bundled)
    clock = [0.0]
    make_ready = cold.warm

    def slowly(languages: tuple[str, ...]) -> None:
        if not clock[0]:
            clock[0] += 1000
        make_ready(languages)

    monkeypatch.setattr(cold, "warm", slowly)
    monkeypatch.setattr("reviewer.pipeline.time.perf_counter", lambda: clock[0])
    review = reviewed(SAMPLES[0], cold)
    assert clock[0] == 1000
    assert review.timing.analyse == 0


def test_that_warming_up_changes_nothing(
    analyser: pipeline.Analyser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer.paths.cache_folder", lambda: tmp_path / "cache")
    before = reviewed(SAMPLES[0], analyser)
    analyser.warm()
    assert reviewed(SAMPLES[0], analyser).analysis == before.analysis


def test_that_the_seed_policies_are_read_as_they_are(analyser: pipeline.Analyser) -> None:
    for path in seeds():
        data = path.read_bytes()
        review = pipeline.review(data, path.name, analyser, OPTIONS)
        policy = review.policy
        plain = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        assert policy.text == plain
        assert policy.source.sha256 == hashlib.sha256(data).hexdigest()
        assert len(policy.sections) > 5, path.name
        for section in policy.sections:
            words = section.heading.text_of(plain)
            assert " ".join(words.split()).endswith(section.title)
        end = 0
        for sentence in policy.sentences:
            assert end <= sentence.span.start < sentence.span.end
            end = sentence.span.end
        assert len(review.analysis.clauses) > 20, path.name
        for clause in review.analysis.clauses:
            assert clause.span.text_of(plain) == clause.span.text_of(plain).strip()


def test_that_a_sentence_may_be_longer_than_a_million_characters(
    analyser: pipeline.Analyser,
) -> None:
    text = "we may share your name with the postman and keep your street unless you object " * 13000
    review = pipeline.review(text.encode(), "long.txt", analyser, OPTIONS)
    assert len(review.analysis.clauses) == 1
