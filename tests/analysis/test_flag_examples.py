"""What the bundled flags make of short policies, one flag at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from reviewer.analysis.checks import CHECKS
from tests.analysis.examples import analysed

if TYPE_CHECKING:
    from reviewer.model.rules import Rulebook
    from reviewer.pipeline import Analyser

FOLDER = Path(__file__).parent / "flags"
EXAMPLES: dict[str, dict[str, dict[str, list[str]]]] = {
    flag: languages
    for path in sorted(FOLDER.glob("*.yaml"))
    for flag, languages in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}
# So many of each in each language.
FEWEST = 2


def cases(answer: str) -> list[tuple[str, str]]:
    return [
        (flag, text)
        for flag, languages in EXAMPLES.items()
        for texts in languages.values()
        for text in texts[answer]
    ]


@pytest.mark.parametrize(("flag", "text"), cases("yes"))
def test_that_a_flag_is_raised(flag: str, text: str, analyser: Analyser) -> None:
    raised = [one for one in analysed(text, analyser).analysis.flags if one.id == flag]
    assert raised
    for one in raised:
        assert one.span.text_of(text).strip()
        assert "{" not in one.message.en or "{" in text
        assert one.message.zh


@pytest.mark.parametrize(("flag", "text"), cases("no"))
def test_that_a_flag_is_not_raised(flag: str, text: str, analyser: Analyser) -> None:
    assert flag not in {one.id for one in analysed(text, analyser).analysis.flags}


def test_that_every_flag_that_is_raised_has_examples(bundled: Rulebook) -> None:
    for flag in bundled.flags:
        found = flag.id in CHECKS or any(sign.weight > 0 for sign in flag.signs)
        if flag.asks or not found:
            continue
        assert flag.id in EXAMPLES, flag.id
        for language in ("en", "zh"):
            for answer in ("yes", "no"):
                assert len(EXAMPLES[flag.id][language][answer]) >= FEWEST, (flag.id, language)


def test_that_examples_are_of_flags_that_there_are(bundled: Rulebook) -> None:
    assert set(EXAMPLES) <= {flag.id for flag in bundled.flags}
