"""The short notations of cues, headings, patterns, detectors and vocabulary."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import yaml

from reviewer.errors import RulebookError
from reviewer.model.clause import Category
from reviewer.paths import resources
from reviewer.store import compact
from reviewer.store.rulebook import load

if TYPE_CHECKING:
    from pathlib import Path


def test_that_a_cue_rule_is_named_for_category_language_and_strength() -> None:
    value = {
        "weights": {"decisive": 4.0, "against": -3.0},
        "retention": {"en": {"decisive": ["we retain"], "against": ["retain the right"]}},
    }
    decisive, against = compact.cues(value, "cues.yaml")
    assert decisive.id == "cue.retention.en.decisive"
    assert (decisive.category, decisive.weight) == (Category.RETENTION, 4.0)
    assert against.weight == -3.0
    assert against.phrases == ("retain the right",)


def test_that_a_strength_needs_a_weight() -> None:
    value = {"weights": {"weak": 1.0}, "use": {"en": {"weakish": ["use"]}}}
    with pytest.raises(RulebookError, match="cues of strength weakish; give it a weight"):
        compact.cues(value, "cues.yaml")


def test_that_an_unknown_category_is_refused() -> None:
    value = {"weights": {"weak": 1.0}, "usage": {"en": {"weak": ["use"]}}}
    with pytest.raises(RulebookError, match=r"cues.yaml has 'usage' at usage"):
        compact.cues(value, "cues.yaml")


def test_that_a_heading_entry_gives_one_rule_a_language() -> None:
    entry = {"id": "heading.use", "categories": ["use"], "weight": 1, "en": ["how we use"]}
    both = {**entry, "id": "heading.use2", "zh": ["如何使用"]}
    rules = compact.headings([entry, both], "headings.yaml")
    assert [rule.id for rule in rules] == ["heading.use.en", "heading.use2.en", "heading.use2.zh"]


def test_that_patterns_stay_as_they_are() -> None:
    value = [
        {
            "id": "pattern.keep",
            "category": "retention",
            "language": "en",
            "weight": 2,
            "gate": ["keep"],
            "tokens": [{"LEMMA": "keep"}, {"OP": "*"}],
        }
    ]
    (pattern,) = compact.patterns(value, "patterns.yaml")
    assert pattern.tokens == ({"LEMMA": "keep"}, {"OP": "*"})


def test_that_vocabulary_comes_one_a_language() -> None:
    english, chinese = compact.vocabulary({"en": {"we": ["we", "us"]}, "zh": {}}, "v.yaml")
    assert english.words == {"we": ("we", "us")}
    assert (english.language, chinese.language) == ("en", "zh")


def test_that_signs_get_their_keys_as_ids() -> None:
    value = {
        "sale": {"signs": {"told": {"en": ["we sell"], "zh": ["出售"]}}, "present": [["told"]]}
    }
    detector = compact.detectors(value, "detectors.yaml")["sale"]
    assert detector.signs[0].id == "told"
    assert detector.present == (("told",),)


def test_that_an_unknown_sign_is_named_with_its_disclosure() -> None:
    value = {"sale": {"signs": {"told": {"en": ["we sell"]}}, "present": [["sold"]]}}
    with pytest.raises(RulebookError, match=r"detectors.yaml has no sign sold at sale"):
        compact.detectors(value, "detectors.yaml")


def test_that_an_unknown_key_of_a_sign_is_named_with_its_place() -> None:
    value = {"sale": {"signs": {"told": {"english": ["we sell"]}}, "present": [["told"]]}}
    with pytest.raises(RulebookError, match="unknown key 'english' at sale > signs > told"):
        compact.detectors(value, "detectors.yaml")


@pytest.mark.parametrize("value", [[], "text", {"sale": []}, {"sale": {"signs": ["told"]}}])
def test_that_detectors_of_another_form_are_refused(value: object) -> None:
    with pytest.raises(RulebookError, match=r"detectors\.yaml"):
        compact.detectors(value, "detectors.yaml")


def test_that_detectors_of_a_folder_join_their_disclosures(tmp_path: Path) -> None:
    _copy_of_rulebook(tmp_path)
    value = {"sale": {"signs": {"told": {"en": ["we sell"]}}, "present": [["told"]]}}
    (tmp_path / "detectors").mkdir()
    (tmp_path / "detectors" / "sharing.yaml").write_text(yaml.safe_dump(value), encoding="utf-8")
    detector = load(tmp_path).disclosure("sale").detector
    assert detector is not None
    assert detector.signs[0].en == ("we sell",)


def test_that_a_detector_given_twice_is_refused(tmp_path: Path) -> None:
    _copy_of_rulebook(tmp_path)
    value = {"sale": {"signs": {"told": {"en": ["we sell"]}}, "present": [["told"]]}}
    (tmp_path / "detectors").mkdir()
    for name in ("detectors.yaml", "detectors/sharing.yaml"):
        (tmp_path / name).write_text(yaml.safe_dump(value), encoding="utf-8")
    with pytest.raises(RulebookError, match="defines the detector sale twice"):
        load(tmp_path)


def test_that_a_detector_of_no_disclosure_is_refused(tmp_path: Path) -> None:
    _copy_of_rulebook(tmp_path)
    value = {"sail": {"signs": {"told": {"en": ["we sail"]}}, "present": [["told"]]}}
    (tmp_path / "detectors.yaml").write_text(yaml.safe_dump(value), encoding="utf-8")
    with pytest.raises(RulebookError, match="names the disclosure sail at the detectors"):
        load(tmp_path)


def _copy_of_rulebook(folder: Path) -> None:
    source = resources() / "rulebook"
    for name in ("version.yaml", "categories.yaml", "disclosures.yaml", "conditions.yaml"):
        shutil.copy(source / name, folder / name)
    shutil.copytree(source / "checklists", folder / "checklists")
