"""What PDF/A-3a and PDF/UA-1 ask of a report, as far as it can be checked without a validator."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from PIL import ImageCms

from reviewer.report.colour_profile import srgb
from reviewer.report.pdf import REVIEW_NAME, SOURCE_NAME, ReportOptions, write_report
from tests.report import samples
from tests.report.extraction import Extracted, bare
from tests.report.structured import (
    Node,
    annotations_of,
    claimed,
    contents,
    elements,
    is_element,
    kids,
    opened,
    painted,
    parents,
    role,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def pdf(report: Extracted) -> Iterator[pikepdf.Pdf]:
    with opened(report.data) as found:
        yield found


@cache
def packet(data: bytes) -> etree._Element:
    with opened(data) as found:
        return etree.fromstring(found.Root.Metadata.read_bytes())


def said(data: bytes, space: str, name: str) -> str:
    (found,) = packet(data).iter(f"{{{space}}}{name}")
    return "".join(map(str, found.itertext())).strip()


def test_that_all_that_is_painted_is_marked_and_claimed(pdf: pikepdf.Pdf) -> None:
    loose, numbers = painted(pdf)
    assert loose == []
    tree = parents(pdf)
    for page, found in zip(pdf.pages, numbers, strict=True):
        owners = list(tree[int(page.obj.StructParents)])
        assert len(owners) == len(found)
        assert found == set(range(len(owners)))
    claims = [place for element, _ in elements(pdf) for place in contents(pdf, element)]
    assert len(claims) == len(set(claims))
    assert set(claims) == {(rank, one) for rank, found in enumerate(numbers) for one in found}


def test_that_the_parent_tree_leads_back_to_who_claims(pdf: pikepdf.Pdf) -> None:
    tree = parents(pdf)
    for element, _ in elements(pdf):
        for page, number in contents(pdf, element):
            owner = tree[int(pdf.pages[page].obj.StructParents)][number]
            assert owner.objgen == element.objgen


def test_that_every_annotation_is_claimed_printed_and_described(pdf: pikepdf.Pdf) -> None:
    tree = parents(pdf)
    found = list(annotations_of(pdf))
    assert len(found) > 40
    for page, annotation in found:
        assert int(annotation.F) == 4
        assert annotation.P.objgen == pdf.pages[page].obj.objgen
        assert str(annotation.get("/Contents", annotation.get("/TU", ""))).strip()
        owner = tree[int(annotation.StructParent)]
        assert annotation.objgen in {one.objgen for one in claimed(owner)}
        roles = {"/Link": "Link", "/Highlight": "Annot", "/Widget": "Form"}
        assert role(owner) == roles[str(annotation.Subtype)]
        if annotation.Subtype != "/Link":
            assert annotation.AP.N.BBox
    assert all(page.obj.Tabs == "/S" for page in pdf.pages)


def test_that_a_link_holds_the_words_that_it_lies_on(pdf: pikepdf.Pdf) -> None:
    links = [element for element, _ in elements(pdf) if role(element) == "Link"]
    assert len(links) > 40
    for link in links:
        assert contents(pdf, link)
        assert claimed(link)


def test_that_a_link_lands_at_a_place_of_its_file(pdf: pikepdf.Pdf) -> None:
    pages = {page.obj.objgen for page in pdf.pages}
    links = [one for _, one in annotations_of(pdf) if one.Subtype == "/Link"]
    for link in links:
        assert link.Dest[0].objgen in pages
        assert 0 < float(link.Dest[3]) < 842


def test_that_fonts_are_embedded_and_lead_back_to_text(pdf: pikepdf.Pdf) -> None:
    fonts = [
        one
        for one in pdf.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"
    ]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font.FontDescriptor
        assert b"beginbfchar" in font.ToUnicode.read_bytes()


def test_that_the_file_says_what_it_is(report: Extracted, report_language: str) -> None:
    language = {"en": "en", "zh": "zh-CN"}[report_language]
    with opened(report.data) as pdf:
        root = pdf.Root
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(root.Lang) == language
        title = str(pdf.docinfo["/Title"])
        assert pdf.docinfo["/CreationDate"] == pdf.docinfo["/ModDate"] == "D:20260301000000Z"
        assert pdf.pdf_version == "1.7"
    assert said(report.data, "http://www.aiim.org/pdfa/ns/id/", "part") == "3"
    assert said(report.data, "http://www.aiim.org/pdfa/ns/id/", "conformance") == "A"
    assert said(report.data, "http://www.aiim.org/pdfua/ns/id/", "part") == "1"
    assert said(report.data, "http://purl.org/dc/elements/1.1/", "title") == title
    assert said(report.data, "http://purl.org/dc/elements/1.1/", "language") == language
    moment = said(report.data, "http://ns.adobe.com/xap/1.0/", "CreateDate")
    assert moment == "2026-03-01T00:00:00Z"


def test_that_own_properties_are_described(report: Extracted) -> None:
    space = "http://www.aiim.org/pdfa/ns/property#"
    named = {found.text for found in packet(report.data).iter(f"{{{space}}}name")}
    assert named == {"part", "document", "review"}


def test_that_colours_have_a_profile(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3
    assert intent.DestOutputProfile.read_bytes() == srgb()


def test_that_the_profile_is_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb()))
    theirs = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    assert ours.profile.xcolor_space.strip() == "RGB"
    for name in ("red_primary", "green_primary", "blue_primary"):
        mine, known = getattr(ours.profile, name), getattr(theirs.profile, name)
        assert mine[1] == pytest.approx(known[1], abs=2e-3)


def test_that_tables_are_regular_and_their_cells_know_their_heads(pdf: pikepdf.Pdf) -> None:
    tables = [element for element, _ in elements(pdf) if role(element) == "Table"]
    assert len(tables) >= 5
    named = {str(one.ID) for one, _ in elements(pdf) if role(one) == "TH" and "/ID" in one}
    for table in tables:
        parts = within(table, "THead", "TBody")
        assert len(parts) == len(kids(table))
        rows = [row for part in parts for row in within(part, "TR")]
        cells = [within(row, "TH", "TD") for row in rows]
        assert len({len(row) for row in cells}) == 1
        for cell in (cell for row in cells for cell in row):
            if role(cell) == "TH":
                assert cell.A.Scope in {"/Row", "/Column"}
            else:
                assert {str(head) for head in cell.A.Headers} <= named
                assert len(cell.A.Headers) > 0


def test_that_lists_hold_items_and_these_what_they_say(pdf: pikepdf.Pdf) -> None:
    found = [element for element, _ in elements(pdf) if role(element) == "L"]
    assert found
    for listed in found:
        assert {role(kid) for kid in kids(listed) if is_element(kid)} == {"LI"}
        for item in within(listed, "LI"):
            assert within(item, "LBody")
            assert len(within(item, "Lbl")) <= 1


def test_that_no_level_of_headings_is_skipped(pdf: pikepdf.Pdf) -> None:
    levels = [int(role(one)[1]) for one, _ in elements(pdf) if role(one)[:1] == "H"]
    assert levels[0] == 1
    assert max(levels) > 2
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_that_notes_and_heads_have_names_of_their_own(pdf: pikepdf.Pdf) -> None:
    named = [str(one.ID) for one, _ in elements(pdf) if "/ID" in one]
    clauses = samples.review().analysis.clauses
    assert sum(role(one) == "Note" for one, _ in elements(pdf)) == len(clauses)
    assert len(named) == len(set(named))
    (leaf,) = pdf.Root.StructTreeRoot.IDTree.Kids
    listed = [str(name) for name in list(leaf.Names)[::2]]
    assert listed == sorted(named)


def test_that_charts_are_told_in_words(english: Extracted, chinese: Extracted) -> None:
    for report, words in ((english, "clauses by category"), (chinese, "各类别条款数")):
        with opened(report.data) as pdf:
            (figure,) = (one for one, _ in elements(pdf) if role(one) == "Figure")
            assert words in str(figure.Alt)


def words_of(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """The text of each marked-content sequence, read by another library."""
    raw = pypdfium2.raw
    data = BytesIO()
    pdf.save(data)
    document = pypdfium2.PdfDocument(data.getvalue())
    found: dict[tuple[int, int], str] = {}
    for rank in range(len(document)):
        page = document[rank]
        text = page.get_textpage()
        for each in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,)):
            number = raw.FPDFPageObj_GetMarkedContentID(each.raw)
            if number >= 0:
                size = raw.FPDFTextObj_GetText(each.raw, text.raw, None, 0)
                buffer = (raw.FPDF_WCHAR * (size // 2 + 1))()
                raw.FPDFTextObj_GetText(each.raw, text.raw, buffer, size)
                piece = bytes(buffer)[:size].decode("utf-16-le").rstrip("\0")
                found[rank, number] = found.get((rank, number), "") + piece
        text.close()
        page.close()
    document.close()
    return found


def test_that_paragraphs_in_the_other_language_say_so(
    pdf: pikepdf.Pdf, policy_language: str
) -> None:
    words = words_of(pdf)
    wanted = {"en": "so that we can warn you", "zh": "用于向您发送风暴预警"}[policy_language]
    spoken = {
        language
        for element, language in elements(pdf)
        if bare(wanted) in bare("".join(words.get(at, "") for at in contents(pdf, element)))
    }
    assert spoken
    assert all(language[:2] == policy_language for language in spoken)


def test_that_the_policy_is_read_in_its_order(pdf: pikepdf.Pdf, policy_language: str) -> None:
    source = {"en": samples.ENGLISH, "zh": samples.CHINESE}[policy_language]
    words = words_of(pdf)
    told = bare("".join(words.get(at, "") for one, _ in elements(pdf) for at in contents(pdf, one)))
    at = 0
    for line in samples.policy(source, policy_language).text.splitlines():
        at = told.index(bare(line)[:30], at)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_a_comment_lies_on_its_clause(language: str) -> None:
    source = samples.ENGLISH if language == "en" else samples.CHINESE
    review = samples.review(source, language)
    data = write_report(review, samples.rulebook(), ReportOptions(language=language))
    document = pypdfium2.PdfDocument(data)
    with opened(data) as pdf:
        comments = [(page, one) for page, one in annotations_of(pdf) if one.Subtype == "/Highlight"]
        assert len(comments) == len(review.analysis.clauses)
        clauses = sorted(review.analysis.clauses, key=lambda clause: clause.span.start)
        for (page, comment), clause in zip(comments, clauses, strict=True):
            quads = [float(value) for value in comment.QuadPoints]
            text = document[page].get_textpage()
            lines = [
                text.get_text_bounded(quad[0] - 0.3, quad[5], quad[2] + 0.3, quad[1])
                for quad in (quads[at : at + 8] for at in range(0, len(quads), 8))
            ]
            assert bare("".join(lines)) == bare(clause.span.text_of(review.policy.text))
            assert str(comment.T) == {"en": "Machine finding", "zh": "机器识别"}[language]
            assert str(comment.Subj)
            assert f"{clause.score(clause.categories[0]):.2f}" in str(comment.Contents)
            assert str(comment.M) == "D:20260301000000Z"
    document.close()


def attached(data: bytes) -> dict[str, tuple[bytes, Node]]:
    with opened(data) as pdf:
        files = {str(file.UF): file for file in pdf.Root.AF}
        named = list(pdf.Root.Names.EmbeddedFiles.Names)
        assert [str(name) for name in named[::2]] == sorted(files)
        return {
            name: (file.EF.F.read_bytes(), str(file.AFRelationship)) for name, file in files.items()
        }


def test_that_the_review_and_the_text_are_attached(english: Extracted) -> None:
    review = samples.review()
    found = attached(english.data)
    data, relationship = found[REVIEW_NAME]
    assert relationship == "/Data"
    told = json.loads(data)
    assert told["document"]["sha256"] == review.policy.source.sha256
    assert "metrics" not in told
    text, relationship = found[SOURCE_NAME]
    assert relationship == "/Source"
    assert text.decode() == review.policy.text == told["document"]["text"]
    space = "urn:reviewer:report:1"
    assert said(english.data, space, "review") == hashlib.sha256(data).hexdigest()
    assert said(english.data, space, "document") == review.policy.source.sha256


def test_that_fields_wait_for_two_signatures(pdf: pikepdf.Pdf) -> None:
    fields = list(pdf.Root.AcroForm.Fields)
    assert [str(field.T) for field in fields] == ["reviewer", "approver"]
    for field in fields:
        assert field.FT == "/Sig"
        assert field.Subtype == "/Widget"
        assert str(field.TU)
        assert "/V" not in field
