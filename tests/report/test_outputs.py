"""A review as files of every kind, and its pages as pictures."""

from __future__ import annotations

import json
from functools import cache

import pytest

from reviewer.errors import VerifyError
from reviewer.report.options import ReportOptions
from reviewer.report.outputs import Kind, keys, named, outputs
from reviewer.report.pictures import Pages
from tests.report import samples
from tests.report.decided import decided

STARTS = {Kind.PDF: b"%PDF-", Kind.XLSX: b"PK", Kind.CSV: b"\xef\xbb\xbf", Kind.JSON: b"{"}


@cache
def drawn(language: str = "en") -> bytes:
    review = samples.marked(samples.ENGLISH)
    options = ReportOptions(language=language)
    return outputs(review, samples.rulebook(), options, Kind.PDF)[0].data


@pytest.mark.parametrize("kind", Kind)
def test_that_every_kind_is_written_with_its_keys(kind: Kind) -> None:
    made = outputs(decided(), samples.rulebook(), ReportOptions(language="en"), kind)
    assert tuple(one.key for one in made) == keys(kind)
    assert all(one.data.startswith(STARTS[kind]) for one in made)


def test_that_the_files_of_a_kind_have_names_of_their_own() -> None:
    assert len({named("out.csv", key) for key in keys(Kind.CSV)}) == 3
    assert named("out.json", "") == "out.json"


def test_that_the_data_is_that_of_the_analysis() -> None:
    (made,) = outputs(decided(), samples.rulebook(), ReportOptions(language="en"), Kind.JSON)
    plain = json.loads(made.data)
    assert plain["document"]["text"] == decided().review.policy.text


def test_that_drawing_tells_how_far_it_has_come() -> None:
    told: list[tuple[int, int]] = []
    review = samples.marked(samples.ENGLISH)
    options = ReportOptions(language="en")
    outputs(review, samples.rulebook(), options, Kind.PDF, lambda *one: told.append(one))
    count = len(Pages(drawn()).sizes())
    assert told == [(number, count) for number in range(1, count + 1)]


def test_that_a_picture_has_the_size_asked_for() -> None:
    pages = Pages(drawn())
    width, height = pages.sizes()[0]
    small, large = pages.picture(0, 0.5), pages.picture(0, 2.0)
    assert abs(small.width - width * 0.5) <= 1
    assert abs(large.height - height * 2.0) <= 1
    assert len(large.pixels) == large.stride * large.height
    assert len(set(large.pixels)) > 20
    assert pages.picture(0, 1000.0).width * pages.picture(0, 1000.0).height < 6_100_000


def test_that_bookmarks_lead_to_pages() -> None:
    outline = Pages(drawn()).outline()
    titles = [one.title for one in outline.headings]
    assert titles[0] == "Title page"
    assert "Sign-off" in titles
    numbers = [one.page for one in outline.headings]
    assert numbers == sorted(numbers)
    assert 0 <= numbers[-1] < len(outline.sizes)


def test_that_highlights_are_drawn() -> None:
    pages = Pages(drawn())
    coloured = 0
    for number in range(len(pages.sizes())):
        found = pages.picture(number, 1.0)
        blue, green, red = (found.pixels[channel::4] for channel in range(3))
        coloured += sum(
            max(pixel) - min(pixel) > 25 and min(pixel) > 150
            for pixel in zip(blue, green, red, strict=True)
        )
    assert coloured > 500


def test_that_what_is_no_pdf_has_no_pages() -> None:
    with pytest.raises(VerifyError, match="cannot be read as a PDF"):
        Pages(b"no PDF")
