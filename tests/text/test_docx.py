"""What the reader makes of a Word document's text, tables and notes."""

from __future__ import annotations

import pytest

from reviewer.errors import EmptyPolicy
from reviewer.model.origin import RunOrigin
from reviewer.model.policy import Format
from reviewer.text.readers import docx
from tests.text.docx_files import (
    CELL,
    COLUMNS,
    HEADING,
    HEADINGS,
    ITEM,
    LONG,
    PARAGRAPH,
    STRICT,
    bold,
    field,
    lines,
    listed,
    lvl,
    numbering,
    p,
    package,
    r,
    read_lines,
    relations,
    root,
    rows,
    style,
    t,
    table,
    zipped,
)


def test_that_paragraphs_are_read_one_a_line() -> None:
    extract = docx.read(package(p("We build ", r("lanterns", "<w:i/>"), ".") + p() + p("Yes.")))
    assert extract.format is Format.DOCX
    assert rows(extract) == [(PARAGRAPH, 0, "We build lanterns."), (PARAGRAPH, 0, "Yes.")]
    assert extract.problems == ()


def test_that_tabs_breaks_and_white_space_become_one_space() -> None:
    end = t("  good\u00a0\u3000lanterns ")
    run = f"<w:r>{t(' We ')}<w:tab/>{t('build')}<w:br/>{end}</w:r>"
    assert read_lines(p(run, r(" "), r(" now"))) == ["We build good lanterns now"]


def test_that_special_characters_are_what_they_show() -> None:
    inside = (
        f"{t('e')}<w:noBreakHyphen/>{t('mail lan')}<w:softHyphen/>{t('tern ')}"
        '<w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:font="Wingdings" w:char="006C"/>'
        '<w:sym w:font="Arial" w:char="20AC"/><w:sym w:font="Wingdings" w:char="F04A"/>'
        '<w:sym w:font="Symbol" w:char="F0D3"/><w:sym w:char="zz"/><w:sym/>'
    )
    assert read_lines(p(f"<w:r>{inside}</w:r>")) == ["e-mail lantern ••€©"]


def test_that_both_namespaces_of_the_format_are_read() -> None:
    body = root("document", f"<w:body>{p('We build lanterns.')}</w:body>", STRICT)
    rels = relations(("officeDocument", "/word/document.xml")).replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    )
    data = zipped({"_rels/.rels": rels, "word/document.xml": body})
    assert lines(docx.read(data)) == ["We build lanterns."]


def test_that_the_main_part_is_the_one_the_package_names() -> None:
    files = {
        "_rels/.rels": relations(("officeDocument", "texts/main.xml")),
        "texts/main.xml": root("document", f"<w:body>{p('Named.', style='X')}</w:body>"),
        "texts/_rels/main.xml.rels": relations(("styles", "../looks.xml")),
        "looks.xml": root("styles", style("X", "<w:rPr><w:vanish/></w:rPr>") + style("Y")),
        "word/document.xml": root("document", f"<w:body>{p('Usual.')}</w:body>"),
    }
    with pytest.raises(EmptyPolicy):
        docx.read(zipped(files))
    del files["looks.xml"]
    assert lines(docx.read(zipped(files))) == ["Named."]
    del files["_rels/.rels"]
    assert lines(docx.read(zipped(files))) == ["Usual."]


def test_that_hidden_text_is_left_out() -> None:
    styles = style("Gone", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    body = p(
        "We build ",
        r("no ", "<w:vanish/>"),
        r("bad ", '<w:rStyle w:val="Gone"/>'),
        r("good ", '<w:rStyle w:val="Gone"/><w:vanish w:val="0"/>'),
        "lanterns.",
    )
    assert read_lines(body, styles=styles) == ["We build good lanterns."]


def test_that_codes_of_fields_are_left_out_and_results_kept() -> None:
    inner = field(" DATE ", r("May"))
    body = p("Built in ", field(f" IF {'x'} ", r("May")), ".") + p(
        '<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>Ann</w:t></w:r></w:fldSimple>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        r("nested ") + inner,
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        " builds.",
    )
    assert read_lines(body) == ["Built in May.", "Ann builds."]


def test_that_a_field_that_never_ends_swallows_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert read_lines(p(end, begin, "We build lanterns.") + p("Yes.")) == [
        "We build lanterns.",
        "Yes.",
    ]


def test_that_wrapped_text_is_kept() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('One')}</w:sdtContent></w:sdt>"
        + p(f"<w:hyperlink>{r('Two')}</w:hyperlink>", f"<w:smartTag>{r(' b')}</w:smartTag>")
        + p(f"<w:sdt><w:sdtContent>{r('Three')}</w:sdtContent></w:sdt>")
        + f"<w:customXml>{p('Four')}</w:customXml>"
    )
    assert read_lines(body) == ["One", "Two b", "Three", "Four"]


def test_that_tracked_changes_are_accepted() -> None:
    body = p(
        "We ",
        f"<w:ins>{r('never ')}</w:ins>",
        "<w:del><w:r><w:delText>always </w:delText></w:r></w:del>",
        f"<w:moveTo>{r('sell ')}</w:moveTo>",
        f"<w:moveFrom>{r('give ')}</w:moveFrom>",
        "names.",
    )
    extract = docx.read(package(body))
    assert extract.text == "We never sell names."
    assert [problem.id for problem in extract.problems] == ["tracked_changes"]


def test_that_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = p("We build ", properties=gone) + p("lanterns", properties=gone) + p(".") + p("Yes.")
    assert read_lines(body) == ["We build lanterns.", "Yes."]
    assert read_lines(p("We build", properties=gone) + table(("a", "b"))) == ["We build", "a | b"]
    assert read_lines(p("The end", properties=gone)) == ["The end"]


def test_that_headers_footers_and_comments_are_left_out() -> None:
    body = p("We build.", "<w:r><w:commentReference w:id='0'/></w:r>")
    parts = {"header1": p("Page 1"), "footer1": p("Shop"), "comments": p("Why?")}
    assert read_lines(body, **parts) == ["We build."]


def test_that_tables_of_data_are_read_row_by_row() -> None:
    body = table(("Data", "Time"), ("your name", "for as long as a lantern burns")) + p("Yes.")
    assert rows(docx.read(package(body))) == [
        (COLUMNS, 0, "Data | Time"),
        (CELL, 0, "your name | for as long as a lantern burns"),
        (PARAGRAPH, 0, "Yes."),
    ]


def test_that_marked_and_bold_first_rows_name_columns() -> None:
    long = ("We ask for the name.", "We keep it a year.")
    marked = table(long, ("oil", "wick"), properties="<w:trPr><w:tblHeader/></w:trPr>")
    assert [kind for kind, _, _ in rows(docx.read(package(marked)))] == [COLUMNS, CELL]
    in_bold = table(tuple(map(bold, long)), ("oil", "wick"))
    assert [kind for kind, _, _ in rows(docx.read(package(in_bold)))] == [COLUMNS, CELL]
    plain = table(long, ("oil", "wick"))
    assert [kind for kind, _, _ in rows(docx.read(package(plain)))] == [CELL, CELL]


def test_that_merged_cells_repeat_nothing() -> None:
    def cell(text: str, merged: str) -> str:
        return f"<w:tc><w:tcPr>{merged}</w:tcPr>{p(text)}</w:tc>"

    start, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    body = (
        f"<w:tbl><w:tr>{cell('oil', start)}{cell('a', '')}{cell('b', '')}</w:tr>"
        f"<w:tr>{cell('oil again', goes_on)}{cell('c', wide)}</w:tr></w:tbl>"
    )
    assert read_lines(body) == ["oil | a | b", "c"]


def test_that_short_lines_of_a_cell_stay_in_their_row_and_lead_back() -> None:
    body = table(
        ("Data", "Use"), (p("name") + p("street") + p("town"), p("sending") + p("billing"))
    )
    extract = docx.read(package(body))
    assert lines(extract) == ["Data | Use", "name street town | sending billing"]
    words = [
        (origin.paragraph, origin.span.text_of(extract.text))
        for origin in extract.origins
        if isinstance(origin, RunOrigin)
    ]
    assert words[2:] == list(enumerate(["name", "street", "town", "sending", "billing"], start=2))


def test_that_long_rows_give_each_paragraph_a_line() -> None:
    body = table(("Data", "Use"), ("name", p(LONG) + p("And more.")))
    assert rows(docx.read(package(body))) == [
        (COLUMNS, 0, "Data | Use"),
        (CELL, 0, "name"),
        (CELL, 0, LONG),
        (CELL, 0, "And more."),
    ]


def test_that_tables_for_layout_are_read_as_text() -> None:
    lists = numbering(lvl(0, "bullet", "•"))
    left = p("Uses", style="H1") + listed("oil") + p("Light", style="H1")
    body = table((left, listed("wick")))
    assert rows(docx.read(package(body, numbering=lists, styles=HEADINGS))) == [
        (HEADING, 1, "Uses"),
        (ITEM, 1, "• oil"),
        (HEADING, 1, "Light"),
        (ITEM, 1, "• wick"),
    ]


def test_that_tables_in_tables_are_read() -> None:
    inner = table(("oil", "a year"), ("wick", "a day"))
    outer = table((p("Left") + inner, p("Right") + p("Below")))
    assert read_lines(outer) == ["Left", "oil | a year", "wick | a day", "Right", "Below"]
    in_data = table(("Data", "Time"), ("name", inner), ("street", p("a month")))
    assert read_lines(in_data) == [
        "Data | Time",
        "name",
        "oil | a year",
        "wick | a day",
        "street | a month",
    ]


def test_that_deleted_rows_and_cells_are_left_out() -> None:
    gone = "<w:trPr><w:del/></w:trPr>"
    body = (
        f"<w:tbl><w:tr>{gone}<w:tc>{p('old')}</w:tc><w:tc>{p('row')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p('oil')}</w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr>{p('gone')}</w:tc>"
        f"<w:tc>{p('wick')}</w:tc></w:tr></w:tbl>"
    )
    assert read_lines(body) == ["oil | wick"]


def test_that_text_boxes_stand_once_behind_their_paragraph() -> None:
    box = f"<w:txbxContent>{p('In the box')}{p('Twice')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    only = f"<w:r><mc:AlternateContent><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    expected = ["Before after", "In the box", "Twice", "Next"]
    for inside in (both, only, f"<w:r><w:pict>{box}</w:pict></w:r>"):
        assert read_lines(p("Before ", inside, "after") + p("Next")) == expected
    assert read_lines(p("Here", f"<w:del>{both}</w:del>")) == ["Here"]


def test_that_notes_stand_at_the_end_in_order_of_their_marks() -> None:
    def mark(kind: str, identity: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{identity}"/></w:r>'

    footnotes = "".join(
        [
            f'<w:footnote w:type="separator" w:id="-1">{p("----")}</w:footnote>',
            f'<w:footnote w:id="1">{p("<w:r><w:footnoteRef/></w:r>", " First.")}</w:footnote>',
            f'<w:footnote w:id="2">{p("Second.")}</w:footnote>',
            f'<w:footnote w:id="3">{p("Never referred to.")}</w:footnote>',
        ]
    )
    endnotes = f'<w:endnote w:id="1">{p("At the end.")}</w:endnote>'
    body = (
        p("We build", mark("footnote", 2), " lanterns", mark("endnote", 1), ".")
        + p("Yes", mark("footnote", 1), f"<w:del>{mark('footnote', 3)}</w:del>")
        + p("No", mark("footnote", -1), mark("footnote", 99))
    )
    extract = docx.read(package(body, footnotes=footnotes, endnotes=endnotes))
    assert rows(extract)[3:] == [
        (PARAGRAPH, 0, "Second."),
        (PARAGRAPH, 0, "At the end."),
        (PARAGRAPH, 0, "First."),
    ]
    assert lines(extract)[:3] == ["We build lanterns.", "Yes", "No"]
    assert {origin.part for origin in extract.origins if isinstance(origin, RunOrigin)} == {
        "word/document.xml",
        "word/footnotes.xml",
        "word/endnotes.xml",
    }


def test_that_alternatives_around_paragraphs_are_read_once() -> None:
    body = (
        f"<mc:AlternateContent><mc:Choice>{p('One')}</mc:Choice>"
        f"<mc:Fallback>{p('Other')}</mc:Fallback></mc:AlternateContent><mc:AlternateContent/>"
    )
    assert read_lines(body) == ["One"]


def test_that_layout_tables_within_tables_of_data_give_their_paragraphs() -> None:
    inner = table((p("oil") + p("wick"),))
    assert read_lines(table(("Data", "Time"), ("name", inner))) == [
        "Data | Time",
        "name",
        "oil",
        "wick",
    ]
