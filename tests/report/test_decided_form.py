"""Reports of decided reviews keep the rules of form that all reports keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.report.pdf import ReportOptions, write_report
from tests.report import samples
from tests.report.decided import decided
from tests.report.structured import opened
from tests.report.test_archive import (  # noqa: F401 - run here with other reports
    test_that_a_link_holds_the_words_that_it_lies_on,
    test_that_a_link_lands_at_a_place_of_its_file,
    test_that_all_that_is_painted_is_marked_and_claimed,
    test_that_every_annotation_is_claimed_printed_and_described,
    test_that_fonts_are_embedded_and_lead_back_to_text,
    test_that_lists_hold_items_and_these_what_they_say,
    test_that_no_level_of_headings_is_skipped,
    test_that_notes_and_heads_have_names_of_their_own,
    test_that_tables_are_regular_and_their_cells_know_their_heads,
    test_that_the_parent_tree_leads_back_to_who_claims,
)
from tests.report.validation import broken_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pikepdf


@pytest.fixture(params=["en", "zh"], scope="module")
def data(request: pytest.FixtureRequest) -> bytes:
    language = str(request.param)
    options = ReportOptions(language=language, bilingual=language == "zh", whole_log=True)
    return write_report(decided(language), samples.rulebook(), options)


@pytest.fixture
def pdf(data: bytes) -> Iterator[pikepdf.Pdf]:
    with opened(data) as found:
        yield found


def test_that_a_validator_finds_nothing(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    assert broken_rules(path) == []
