"""How boxes are stacked on pages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reviewer.model.history import fold
from reviewer.paths import resources
from reviewer.pipeline import Options, review
from reviewer.report import style
from reviewer.report.blocks import Paragraph
from reviewer.report.boxes import Anchor, Box, Page, Text, gap, kept, paginate
from reviewer.report.compose_text import running_text
from reviewer.report.content import ReportOptions, build
from reviewer.report.fonts import load
from reviewer.report.layout import lay_out
from reviewer.report.lines import Measure, keeps, paragraph

if TYPE_CHECKING:
    from reviewer.model.rules import Rulebook
    from reviewer.pipeline import Analyser


def box(name: str, height: float = 100.0, *, keep: bool = False) -> Box:
    return Box(height, (Anchor(0.0, name),), keep=keep)


def names(page: Page) -> list[str]:
    return [op.key for _, op in page.placed if isinstance(op, Anchor)]


def fill(height: float) -> Box:
    """A box that leaves room of some height on an empty page."""
    return box("filler", style.BODY_HEIGHT - height)


def test_that_a_heading_goes_with_what_follows() -> None:
    pages = paginate([fill(150), box("heading", keep=True), box("text")])
    assert [names(page) for page in pages] == [["filler"], ["heading", "text"]]


def test_that_words_that_lead_on_go_with_what_follows() -> None:
    fonts = load()
    for leads, there in ((True, []), (False, ["Denied:"])):
        words = running_text(fonts, Paragraph("Denied:", leads=leads))
        pages = paginate([fill(150), *words, box("table", 140.0)])
        assert [op.text for _, op in pages[0].placed if isinstance(op, Text)] == there


def test_that_space_vanishes_at_the_top_of_a_page() -> None:
    pages = paginate([fill(50), gap(40, keep=True), box("text")])
    assert pages[1].used == 100.0


def test_that_kept_boxes_stay_together_where_a_page_can_hold_them() -> None:
    rows = kept([box(str(index)) for index in range(4)])
    pages = paginate([fill(250), *rows])
    assert names(pages[1]) == ["0", "1", "2", "3"]


def test_that_what_no_page_can_hold_is_parted() -> None:
    pages = paginate(kept([box(str(index)) for index in range(20)]))
    assert sum(len(names(page)) for page in pages) == 20
    assert all(page.used <= style.BODY_HEIGHT for page in pages)


def test_that_a_header_stands_again_on_the_next_page() -> None:
    header = (box("header", 20.0),)
    rows = [Box(100.0, (Anchor(0.0, str(index)),), header=header) for index in range(10)]
    pages = paginate([box("header", 20.0), *rows])
    assert len(pages) > 1
    assert all(names(page)[0] == "header" for page in pages)


def test_that_two_lines_stay_together_at_either_end_of_a_paragraph() -> None:
    assert [keeps(index, 4) for index in range(4)] == [True, False, True, False]
    assert [keeps(index, 3) for index in range(3)] == [True, True, False]
    assert [keeps(index, 1) for index in range(1)] == [False]


def test_that_chinese_lines_fill_their_column() -> None:
    text = "我们会收集您的姓名、电子邮箱以及所关注的港口，用于向您发送风暴预警。" * 6
    lines = paragraph(load(), text, style.BODY, Measure(width=200.0))
    widths = []
    for line in lines[:-1]:
        op = line.ops[0]
        piece = op.text  # type: ignore[union-attr]
        natural = load().width(piece, style.BODY.size, chinese=True)
        widths.append(natural + op.stretch * (len(piece) - 1))  # type: ignore[union-attr]
    assert max(widths) <= 200.0 + 1e-6
    assert min(widths) > 199.9


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_the_summary_of_a_real_review_is_one_page(
    analyser: Analyser, bundled: Rulebook, language: str
) -> None:
    for file in sorted((resources() / "samples").glob("*.txt")):
        # As many as the window proposes at once, and all there are.
        for chosen in (("eu_gdpr", "us_ccpa", "cn_pipl", "cn_gb35273"), ()):
            options = Options(as_of=date(2026, 1, 2), checklists=chosen)
            found = fold(review(file.read_bytes(), file.name, analyser, options))
            content = build(found, bundled, ReportOptions(language=language))
            pages = lay_out(load(), content).page_of
            following = content.parts[[part.key for part in content.parts].index("summary") + 1]
            assert pages[following.key] == pages["summary"] + 1, file.name
            told = str(content.parts[1])
            # Either way the page names the gravest flags.
            assert ("Gravest red flags" in told) == (language == "en" and bool(chosen))
            assert ("First of all: " in told) == (language == "en" and not chosen)


def test_that_contents_stand_on_one_page_with_their_heading(
    analyser: Analyser, bundled: Rulebook
) -> None:
    file = min((resources() / "samples").glob("*.txt"))
    found = fold(review(file.read_bytes(), file.name, analyser, Options(as_of=date(2026, 1, 2))))
    layout = lay_out(load(), build(found, bundled, ReportOptions(language="en")))
    texts = [
        [op.text for _, op in page.placed if isinstance(op, Text)] for page in layout.pages[:2]
    ]
    assert "Contents" not in texts[0]
    assert {"Contents", "Summary", "Sign-off"} <= set(texts[1])
