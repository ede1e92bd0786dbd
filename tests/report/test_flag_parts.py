"""Red flags in the report and on the terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reviewer.pipeline import Options, review
from reviewer.report.blocks import Alerts, Heading
from reviewer.report.content import ReportOptions, build
from reviewer.report.text import as_text

if TYPE_CHECKING:
    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook
    from reviewer.pipeline import Analyser

TEXT = (
    "Last updated: 1 December 2025\n\n"
    "We may change this privacy policy at any time without notice.\n\n"
    "By using the lamp you agree to this policy.\n\n"
    "If you do not agree to this policy, please stop using the lamp.\n"
)


@pytest.fixture(scope="module")
def found(analyser: Analyser) -> Review:
    return review(TEXT.encode(), "lamp.txt", analyser, Options(as_of=date(2026, 1, 2)))


def test_that_flags_stand_by_kind_with_articles_and_remedy(
    found: Review, bundled: Rulebook
) -> None:
    content = build(found, bundled, ReportOptions(language="en"))
    (part,) = [one for one in content.parts if one.key == "flags"]
    titles = [piece.text for piece in part.pieces if isinstance(piece, Heading)]
    assert titles == ["Red flags", "Consent by continued use", "Change at any time without notice"]
    alerts = [piece for piece in part.pieces if isinstance(piece, Alerts)]
    assert [len(piece.rows) for piece in alerts] == [2, 1]
    assert alerts[0].rows[0].quote == "“By using the lamp you agree”"
    rule = bundled.flag("consent_by_use")
    assert alerts[0].under == (f"Basis: {rule.why.en}", f"Remedy: {rule.remedy.en}")


def test_that_a_policy_without_flags_has_no_such_part(
    analyser: Analyser, bundled: Rulebook
) -> None:
    text = b"Last updated: 1 December 2025\n\nThe lamp burns oil.\n"
    clean = review(text, "a.txt", analyser, Options(as_of=date(2026, 1, 2)))
    content = build(clean, bundled, ReportOptions(language="zh"))
    assert "flags" not in {part.key for part in content.parts}
    assert "red flags" not in as_text(clean, bundled)


def test_that_the_terminal_lists_flags_the_gravest_first(found: Review, bundled: Rulebook) -> None:
    lines = as_text(found, bundled).splitlines()
    at = lines.index("3 red flags")
    assert lines[at + 1 : at + 4] == [
        "  high     Consent by continued use: “By using the lamp you agree”",
        (
            "  high     Consent by continued use: “If you do not agree to this policy, please "
            "stop using”"
        ),
        (
            "  medium   Change at any time without notice: “change this privacy policy at any time "
            "without notice”"
        ),
    ]
