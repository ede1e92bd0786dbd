"""Any bytes become a document or one sentence, and all text leads back."""

from __future__ import annotations

import io
import time
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reviewer.errors import EmptyPolicy, ReadError, ReviewerError
from reviewer.model.origin import RunOrigin
from reviewer.text.normalize import mend
from reviewer.text.readers import docx
from tests.text.docx_files import (
    HEADINGS,
    W,
    lines,
    listed,
    lvl,
    numbering,
    p,
    package,
    r,
    read_lines,
    root,
    style,
    t,
    table,
    zipped,
)

if TYPE_CHECKING:
    from reviewer.text.readers.extract import Extract

_OWN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}


def own_text(data: bytes, origin: RunOrigin) -> str:
    """What a run says, found by its place the way an annotating program does."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tree = etree.fromstring(archive.read(origin.part))
    paragraph = list(tree.iter(f"{{{W}}}p"))[origin.paragraph]
    runs = [
        one
        for one in paragraph.iter(f"{{{W}}}r")
        if next(one.iterancestors(f"{{{W}}}p")) is paragraph
    ]
    said = ""
    for one in runs[origin.run]:
        name = etree.QName(one).localname
        said += (one.text or "") if name == "t" else _OWN.get(name, "")
    return said


def assert_origins(data: bytes, extract: Extract) -> None:
    last = 0
    for origin in extract.origins:
        assert isinstance(origin, RunOrigin)
        assert origin.span.start >= last
        assert len(origin.span)
        last = origin.span.end
        raw = own_text(data, origin)[origin.offset : origin.offset + len(origin.span)]
        # One of the bullets that symbol fonts draw.
        plain = raw.replace("\uf0b7", "•")
        folded = "".join(" " if letter.isspace() else mend(letter) for letter in plain)
        assert folded == origin.span.text_of(extract.text)


def covered(extract: Extract) -> list[str]:
    """The letters that no origin covers."""
    places = {i for origin in extract.origins for i in range(origin.span.start, origin.span.end)}
    return [letter for i, letter in enumerate(extract.text) if i not in places and letter != "\n"]


def test_that_all_text_leads_back_to_its_run() -> None:
    lists = numbering(lvl(0, "decimal", "%1."))
    body = (
        p("  We\u00a0\u3000 build\u200b ", r(" lan"), r("terns\u00ad", "<w:b/>"), " .")
        + p(f"<w:del>{r('x')}</w:del>", f"<w:r>{t('a')}<w:tab/><w:br/>{t(' b ')}</w:r>")
        + table((listed("oil"), "wick"), ("glass ", " light"))
    )
    data = package(body, numbering=lists)
    extract = docx.read(data)
    assert lines(extract) == ["We build lanterns .", "a b", "1. oil | wick", "glass | light"]
    assert_origins(data, extract)
    assert "".join(covered(extract)) == "1.  |  | "


def test_that_letters_from_a_ligature_have_no_origin() -> None:
    data = package(p("o\ufb03ce"))
    extract = docx.read(data)
    assert extract.text == "office"
    assert_origins(data, extract)
    assert covered(extract) == list("ffi")


def test_that_text_boxes_lead_back_as_well() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('In the box')}</w:txbxContent></w:pict></w:r>"
    data = package(p("One ", box, "two") + p("Three"))
    extract = docx.read(data)
    assert_origins(data, extract)
    assert covered(extract) == []
    assert [o.paragraph for o in extract.origins if isinstance(o, RunOrigin)] == [0, 0, 1, 2]


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        docx.read(data)
    return str(caught.value)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"no package"])
def test_that_what_is_no_package_is_damaged(data: bytes) -> None:
    assert "damaged" in refused(data)


@pytest.mark.parametrize(
    "document",
    [
        "",
        "<w:document",
        "<document/>",
        root("document", ""),
        root("workbook", "<w:body/>"),
        '<?xml version="1.0" encoding="no-such"?><a/>',
        root("document", "<w:body>" + "<w:sdt>" * 3000 + "</w:sdt>" * 3000 + "</w:body>"),
    ],
)
def test_that_broken_parts_are_named_in_one_sentence(document: str) -> None:
    assert "(word/document.xml)" in refused(zipped({"word/document.xml": document}))
    usual = root("document", f"<w:body>{p('We build.')}</w:body>")
    broken = zipped({"word/document.xml": usual, "word/styles.xml": "<broken"})
    assert "(word/styles.xml)" in refused(broken)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_that_declared_entities_are_refused(encoding: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "light"><!ENTITY c "&b;&b;&b;">]>'
    document = root("document", f"<w:body>{p('x')}</w:body>").replace(">x<", ">&c;<")
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    data = zipped({"word/document.xml": (head + bomb + document).encode(encoding)})
    assert "damaged" in refused(data)


def test_that_a_bomb_is_never_unpacked() -> None:
    document = root("document", f"<w:body>{p('x')}{' ' * 12_000_000}</w:body>")
    assert "unpacks to far more" in refused(zipped({"word/document.xml": document}))


def test_that_declared_sizes_are_checked_before_anything_is_read() -> None:
    data = bytearray(package(p("We build.")))
    entry = data.rfind(b"word/document.xml") - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    data[entry + 24 : entry + 28] = (65 * 1024 * 1024).to_bytes(4, "little")
    assert "unpacks to far more" in refused(bytes(data))
    data[entry + 24 : entry + 28] = (40).to_bytes(4, "little")
    assert "damaged" in refused(bytes(data))


def test_that_an_encrypted_part_is_refused() -> None:
    data = bytearray(package(p("We build.")))
    entry = data.rfind(b"word/document.xml") - 46
    data[entry + 8] |= 1
    assert "damaged" in refused(bytes(data))


def test_that_parts_not_needed_are_not_read() -> None:
    bomb = b"\0" * 30_000_000
    document = root("document", f"<w:body>{p('We build.')}</w:body>")
    data = zipped({"word/document.xml": document, "word/media/image1.png": bomb})
    assert lines(docx.read(data)) == ["We build."]


def test_that_deep_tables_are_refused_in_a_sentence() -> None:
    inner = p("deep")
    for _ in range(30):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    assert "too deeply" in refused(package(inner))
    for _ in range(3000):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    assert "damaged" in refused(package(inner))


def test_that_a_document_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewer.text.readers.docx.walk._PARAGRAPHS", 10)
    assert "too long" in refused(package(p("x") * 11))
    monkeypatch.setattr("reviewer.text.readers.docx.walk.TEXT_LIMIT", 100)
    assert "too long" in refused(package(p("x" * 101)))
    monkeypatch.setattr("reviewer.text.readers.docx.walk._CELLS", 10)
    assert "too long" in refused(package(table(("x",) * 11)))
    monkeypatch.setattr("reviewer.text.readers.docx.reader.TEXT_LIMIT", 20)
    lists = numbering(lvl(0, "decimal", "No. %1 of all"))
    assert "too long" in refused(package(listed("x") * 3, numbering=lists))


@pytest.mark.parametrize("body", ["", p(), p(r("x", "<w:vanish/>")), table(("", ""))])
def test_that_a_document_without_text_says_so(body: str) -> None:
    with pytest.raises(EmptyPolicy):
        docx.read(package(body))


def test_that_embedded_files_are_mentioned() -> None:
    extract = docx.read(package(p("We build.") + "<w:altChunk/>"))
    assert [problem.id for problem in extract.problems] == ["embedded_text"]


def test_that_styles_in_a_circle_end() -> None:
    styles = style("A", '<w:basedOn w:val="B"/>') + style("B", '<w:basedOn w:val="A"/>')
    assert read_lines(p("We build.", style="A"), styles=styles + style("", "")) == ["We build."]


def test_that_long_documents_take_little_time() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    opening = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    body = p(r("light " * 100_000)) + p("a", properties=gone) * 3000 + p("Oil") * 3000
    body += p(opening * 5000, "end")
    started = time.monotonic()
    docx.read(package(body))
    assert time.monotonic() - started < 5


_TEXTS = st.sampled_from(
    [
        "We build",
        " lanterns ",
        "\xa0",
        "灯笼",
        "",
        ":",
        ".",
        "  ",
        "1. Oil",
        "ﬁre",
        "\u200b",
        "OIL",
        "\uf0b7 wick",
        "\u3000",
        "Contents",
        "a" * 30,
        "一、灯油",
        "- x",
    ]
)
_LOOKS = st.sampled_from(
    ["", "<w:b/>", "<w:u/>", "<w:vanish/>", "<w:caps/>", '<w:sz w:val="40"/>', "<w:sz/>"]
)
_VALUES = st.sampled_from(["0", "1", "2", "8", "99", "-5", "1e9", "", "x", "9" * 30])
_MARKS = st.sampled_from(
    ["<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>", "<w:softHyphen/>", "<w:rubbish/>"]
    + [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end", "")]
    + ["<w:instrText>TOC</w:instrText>", '<w:footnoteReference w:id="1"/>']
)


@st.composite
def runs(draw: st.DrawFn) -> str:
    inside = draw(st.lists(st.one_of(_TEXTS.map(t), _MARKS), max_size=4))
    run = f"<w:r><w:rPr>{draw(_LOOKS)}</w:rPr>{''.join(inside)}</w:r>"
    around = draw(st.sampled_from(["", "", "", "ins", "del", "moveFrom", "hyperlink", "sdt"]))
    if around == "sdt":
        return f"<w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt>"
    return f"<w:{around}>{run}</w:{around}>" if around else run


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    mark = draw(st.sampled_from(["", "", "", "<w:rPr><w:del/></w:rPr>"]))
    place = (
        f'<w:numPr><w:ilvl w:val="{draw(_VALUES)}"/><w:numId w:val="{draw(_VALUES)}"/></w:numPr>'
    )
    properties = draw(st.sampled_from(["", place])) + mark
    chosen = draw(st.sampled_from(["", "Title", "H1", "H2", "T1", "None"]))
    return p(*draw(st.lists(runs(), max_size=4)), style=chosen, properties=properties)


@st.composite
def bodies(draw: st.DrawFn) -> str:
    cells = st.lists(st.lists(paragraphs(), max_size=2).map("".join), min_size=1, max_size=3)
    tables = st.lists(cells, max_size=3).map(
        lambda found: table(*(tuple(one or p() for one in row) for row in found))
    )
    return "".join(draw(st.lists(st.one_of(paragraphs(), paragraphs(), tables), max_size=6)))


@st.composite
def lists_of_any_kind(draw: st.DrawFn) -> str:
    forms = st.sampled_from(["decimal", "bullet", "lowerRoman", "chineseCounting", "", "rubbish"])
    shown = st.sampled_from(["%1.", "%1.%2", "(%3)", "%9", "", "\uf0b7", "第%1条"])
    found = [lvl(i, draw(forms), draw(shown)) for i in range(draw(st.integers(0, 3)))]
    start = f'<w:lvlOverride><w:startOverride w:val="{draw(_VALUES)}"/></w:lvlOverride>'
    nums = "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="{draw(_VALUES)}"/>{more}</w:num>'
        for i, more in ((1, ""), (2, start))
    )
    return numbering(*found, nums=nums)


@settings(max_examples=120, deadline=None)
@given(bodies(), lists_of_any_kind())
def test_that_any_document_is_read_and_leads_back(body: str, lists: str) -> None:
    notes = f'<w:footnote w:id="1">{p("A note.")}</w:footnote>'
    data = package(body, numbering=lists, styles=HEADINGS, footnotes=notes)
    try:
        extract = docx.read(data)
    except ReviewerError:
        return
    assert [hint.span.text_of(extract.text) for hint in extract.hints] == lines(extract)
    assert all(line and line == line.strip() for line in lines(extract))
    assert_origins(data, extract)
    main = [o for o in extract.origins if isinstance(o, RunOrigin) and "document" in o.part]
    assert main == sorted(main, key=lambda o: (o.paragraph, o.run, o.offset))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_that_damage_ends_in_a_sentence(data: st.DataObject) -> None:
    whole = package(p("We build lanterns.") * 3, styles=HEADINGS)
    with suppress(ReadError):
        docx.read(damaged(data, whole))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_that_damaged_xml_ends_in_a_sentence(data: st.DataObject) -> None:
    body = listed("oil", level=1) + p("We build.", style="H1") + table(("oil", "wick"))
    part = data.draw(st.sampled_from(["document", "styles", "numbering"]))
    files = {
        "document": root("document", f"<w:body>{body}</w:body>"),
        "styles": root("styles", HEADINGS),
        "numbering": root("numbering", numbering(lvl(0, "decimal", "%1."))),
    }
    whole = {f"word/{name}.xml": text.encode() for name, text in files.items()}
    whole[f"word/{part}.xml"] = damaged(data, whole[f"word/{part}.xml"])
    with suppress(ReadError):
        docx.read(zipped(whole))


def damaged(data: st.DataObject, whole: bytes) -> bytes:
    """The same bytes but for a few, or without some of them."""
    begin = data.draw(st.integers(0, len(whole)))
    rubbish = data.draw(st.one_of(st.binary(max_size=6), st.sampled_from([b'"', b"<", b"</w:p>"])))
    left_out = data.draw(st.integers(0, 60))
    return whole[:begin] + rubbish + whole[begin + left_out :]
