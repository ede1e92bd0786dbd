"""What the tests of the report share: reports as extracted text."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer.report.pdf import ReportOptions, write_report
from tests.report import samples
from tests.report.extraction import Extracted, extracted

if TYPE_CHECKING:
    from reviewer.model.review import Review


@cache
def _sample(policy: str) -> Review:
    return samples.review(samples.ENGLISH if policy == "en" else samples.CHINESE, policy)


@cache
def _report(policy: str, language: str) -> Extracted:
    review = _sample(policy)
    return extracted(write_report(review, samples.rulebook(), ReportOptions(language=language)))


@pytest.fixture(params=["en", "zh"])
def policy_language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["en", "zh"])
def report_language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def report(policy_language: str, report_language: str) -> Extracted:
    return _report(policy_language, report_language)


@pytest.fixture
def english() -> Extracted:
    return _report("en", "en")


@pytest.fixture
def chinese() -> Extracted:
    return _report("zh", "zh")


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """Real policies, where they are at hand."""
    root = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("REVIEWER_SHARED", root.parent / "shared")) / "seeds"
    found = sorted(folder.glob("*.txt"))
    if not found:
        pytest.skip(f"no policies in {folder}")
    return found
