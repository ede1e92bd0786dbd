"""Reviews as comments in copies of Word documents, read back without the code that wrote them."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from reviewer.errors import NotCopied
from reviewer.model.span import Span
from reviewer.report.on_original.copying import copied, ending
from reviewer.text.read import read_policy
from reviewer.text.readers import docx
from tests.report.on_files import copy_of, sentences, squeezed, told_of
from tests.text.docx_files import (
    LONG,
    OFFICE,
    STRICT,
    W,
    p,
    r,
    relations,
    root,
    t,
    table,
    zipped,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element


TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SECOND = "The clerk looks through the drawer and reads the list aloud to whoever asks for it."


def document(body: str, *, space: str = W, **parts: str) -> bytes:
    """A whole document with the types of its parts and the links between them."""
    links = relations(*((name, f"{name}.xml") for name in parts))
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    if space == STRICT:
        links = links.replace(OFFICE, strict)
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{KIND}.{name}+xml"/>'
        for name in ("document.main", *parts)
    ).replace("document.main.xml", "document.xml")
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="bin" ContentType="application/octet-stream"/>{types}</Types>',
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>", space),
        "word/_rels/document.xml.rels": links,
        "word/media/lamp.bin": b"\x00\x01lamp" * 50,
    }
    files |= {f"word/{name}.xml": root(name, inside, space) for name, inside in parts.items()}
    return zipped(files)


@dataclass(frozen=True, kw_only=True)
class Note:
    """A comment as another program would see it."""

    words: str
    text: tuple[str, ...]
    author: str
    date: str
    initials: str


def named(node: Element, name: str) -> bool:
    return isinstance(node.tag, str) and node.tag.rpartition("}")[2] == name


def identity(node: Element) -> str:
    return next(str(one) for key, one in node.attrib.items() if str(key).endswith("}id"))


def notes(data: bytes) -> list[Note]:
    """The comments of a document in the order of their numbers, and the words they lie on."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    words = ranged(etree.fromstring(archive.read("word/document.xml")))
    found = []
    for one in etree.fromstring(archive.read("word/comments.xml")):
        told = {str(key).rpartition("}")[2]: str(value) for key, value in one.attrib.items()}
        lines = tuple(
            "".join(t.text or "" for t in line.iter() if named(t, "t"))
            for line in one
            if named(line, "p")
        )
        found.append(
            Note(
                words=words[told["id"]],
                text=lines,
                author=told["author"],
                date=told.get("date", ""),
                initials=told.get("initials", ""),
            )
        )
    return found


def ranged(tree: Element) -> dict[str, str]:
    """The words of each comment's range that show."""
    words: dict[str, str] = {}
    open_ones: set[str] = set()
    for node in tree.iter():
        if named(node, "commentRangeStart"):
            assert identity(node) not in words
            words[identity(node)] = ""
            open_ones.add(identity(node))
        elif named(node, "commentRangeEnd"):
            open_ones.remove(identity(node))
        elif named(node, "commentReference"):
            # Word takes the mark for the comment's place: its range has ended by then.
            assert identity(node) in words
            assert identity(node) not in open_ones
            holder = node.getparent()
            assert holder is not None
            assert named(holder, "r")
        elif named(node, "t"):
            gone = any(named(one, "del") for one in node.iterancestors())
            for one in () if gone else open_ones:
                words[one] += node.text or ""
    assert not open_ones
    return words


def check_package(data: bytes) -> None:
    """What every reader of packages asks for: known types, links that lead somewhere."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    names = archive.namelist()
    assert len({name.lower() for name in names}) == len(names)
    types = etree.fromstring(archive.read("[Content_Types].xml"))
    told = [str(one.get("PartName")) for one in types if named(one, "Override")]
    assert len(set(told)) == len(told)
    assert {one.lstrip("/") for one in told} <= set(names)
    usual = {f".{one.get('Extension')}" for one in types if named(one, "Default")}
    for name in set(names) - {one.lstrip("/") for one in told} - {"[Content_Types].xml"}:
        assert any(name.endswith(ending) for ending in usual), name
    for name in names:
        if name.endswith(".rels"):
            links = list(etree.fromstring(archive.read(name)))
            folder = name.rpartition("_rels/")[0]
            assert len({one.get("Id") for one in links}) == len(links)
            assert {f"{folder}{one.get('Target')}" for one in links} <= set(names)


def check_rest(source: bytes, copy: bytes, changed: set[str]) -> None:
    """That all parts but some are in the copy byte by byte."""
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (source, copy))
    assert {*before.namelist()} | changed >= {*after.namelist()}
    for name in before.namelist():
        if name not in changed:
            assert after.read(name) == before.read(name), name


NEW = {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"}
NEW = NEW | {"word/comments.xml"}


def test_that_comments_lie_on_the_words_of_their_clauses() -> None:
    data = document(p(f"{LONG} {SECOND}") + p(SECOND) + table(("Street", LONG), ("Name", SECOND)))
    copy = copy_of(data, "lantern.docx")
    found = notes(copy.data)
    assert [squeezed(one.words) for one in found] == sentences(read_policy(data, "lantern.docx"))
    assert copy.problems == ()
    assert copy.placed == len(found)
    check_package(copy.data)
    check_rest(data, copy.data, NEW)
    assert docx.read(copy.data).text == docx.read(data).text
    assert docx.read(copy.data).hints == docx.read(data).hints


def test_that_a_comment_tells_who_says_what_and_when() -> None:
    (note,) = notes(copy_of(document(p(LONG)), "lantern.docx").data)
    assert note.text == ("Collection", "Note 1: AX Collection 0.90. Decided by the trained model.")
    assert (note.author, note.initials) == ("Machine finding", "MF")
    assert note.date == "2026-03-01T00:00:00Z"


def test_that_runs_are_cut_and_keep_their_looks() -> None:
    body = p(r(f"{LONG} We ", "<w:b/>"), r("lock the drawer. ", "<w:i/>"), r(SECOND))
    copy = copy_of(document(body), "lantern.docx").data
    tree = etree.fromstring(zipfile.ZipFile(io.BytesIO(copy)).read("word/document.xml"))
    runs = [node for node in tree.iter() if named(node, "r")]
    looks = [
        ("".join(str(t.text) for t in one if named(t, "t")), [str(x.tag)[-1] for x in one[0]])
        for one in runs
        if named(one[0], "rPr")
    ]
    assert looks == [
        (LONG, ["b"]),
        (" ", ["b"]),
        ("We ", ["b"]),
        ("lock the drawer.", ["i"]),
        (" ", ["i"]),
        (SECOND, []),
    ]


def test_that_comments_and_tracked_changes_of_the_original_stay() -> None:
    tracked = (
        '<w:ins w:id="7" w:author="A" w:date="2020-01-01T00:00:00Z">'
        + r("the oil and ")
        + "</w:ins>"
        '<w:del w:id="8" w:author="A" w:date="2020-01-01T00:00:00Z"><w:r><w:delText>gone '
        "</w:delText></w:r></w:del>"
    )
    old = (
        '<w:commentRangeStart w:id="4"/>' + r("We keep ") + '<w:commentRangeEnd w:id="4"/>'
        '<w:r><w:commentReference w:id="4"/></w:r>'
    )
    comments = '<w:comment w:id="4" w:author="Old" w:initials="O"><w:p/></w:comment>'
    data = document(p(old, tracked, r("the street of every traveller.")), comments=comments)
    copy = copy_of(data, "lantern.docx").data
    first, second = notes(copy)
    assert (first.author, first.words) == ("Old", "We keep ")
    assert second.words == "We keep the oil and the street of every traveller."
    check_package(copy)
    check_rest(data, copy, {"word/document.xml", "word/comments.xml"})
    text = zipfile.ZipFile(io.BytesIO(copy)).read("word/document.xml").decode()
    assert text.count("<w:ins ") == text.count("<w:del ") == 1
    assert "gone " in text


def test_that_the_marks_of_comments_are_no_part_of_links_and_insertions() -> None:
    link = "<w:hyperlink>" + r(f"{LONG} Ask at") + "</w:hyperlink>"
    inserted = '<w:ins w:id="7" w:author="A">' + r(f" the counter. {SECOND}") + "</w:ins>"
    copy = copy_of(document(p(link, inserted)), "lantern.docx").data
    tree = etree.fromstring(zipfile.ZipFile(io.BytesIO(copy)).read("word/document.xml"))
    marks = [node.getparent() for node in tree.iter() if named(node, "commentReference")]
    assert len(marks) == 3
    assert all(one is not None and named(one.getparent(), "p") for one in marks)  # type: ignore[arg-type] # it has one


def box(words: str) -> str:
    return f"<w:r><w:pict><w:txbxContent>{p(words)}</w:txbxContent></w:pict></w:r>"


def test_that_words_in_boxes_and_notes_have_their_comments_where_those_hang() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    footnotes = "".join(
        f'<w:footnote w:id="{number}">{p(words)}</w:footnote>'
        for number, words in enumerate(("Other.", SECOND), start=1)
    )
    data = document(p(r(LONG), mark) + p(r("Here hangs a box."), box(SECOND)), footnotes=footnotes)
    copy = copy_of(data, "lantern.docx")
    told = [
        squeezed(mark.span.text_of(read_policy(data, "lantern.docx").text))
        for mark in told_of(data, "lantern.docx").marks
    ]
    assert told == [squeezed(one) for one in (LONG, "Here hangs a box.", SECOND, SECOND)]
    assert [str(one)[:40] for one in copy.problems] == [
        "The words “The clerk looks through the d"
    ] * 2
    assert copy.placed == 4
    tree = etree.fromstring(zipfile.ZipFile(io.BytesIO(copy.data)).read("word/document.xml"))
    for node in tree.iter():
        if named(node, "commentRangeStart") or named(node, "commentReference"):
            assert not any(named(one, "txbxContent") for one in node.iterancestors())
    starts = [node for node in tree.iter() if named(node, "commentRangeStart")]
    hung = [one.getnext() for one in starts]
    assert [
        [str(x.tag).rpartition("}")[2] for x in one][-1] for one in hung if one is not None
    ] == [
        "t",
        "footnoteReference",
        "t",
        "pict",
    ]
    check_rest(data, copy.data, NEW)


def test_that_strict_documents_stay_strict() -> None:
    data = document(p(LONG).replace(W, STRICT), space=STRICT)
    copy = copy_of(data, "lantern.docx").data
    archive = zipfile.ZipFile(io.BytesIO(copy))
    comments = etree.fromstring(archive.read("word/comments.xml"))
    assert str(comments.tag) == f"{{{STRICT}}}comments"
    links = archive.read("word/_rels/document.xml.rels").decode()
    assert "http://purl.oclc.org/ooxml/officeDocument/relationships/comments" in links
    assert notes(copy)[0].words == LONG


def test_that_a_part_that_is_only_called_comments_is_left_alone() -> None:
    data = document(p(LONG))
    archive = zipfile.ZipFile(io.BytesIO(data))
    files: Mapping[str, bytes] = {name: archive.read(name) for name in archive.namelist()}
    stray = zipped({**files, "word/Comments.bin": b"x", "word/comments.xml": b"<other/>"})
    copy = copy_of(stray, "lantern.docx").data
    assert zipfile.ZipFile(io.BytesIO(copy)).read("word/comments.xml") == b"<other/>"
    assert "word/comments1.xml" in zipfile.ZipFile(io.BytesIO(copy)).namelist()


def test_that_the_same_review_gives_the_same_bytes() -> None:
    data = document(p(LONG) + p(SECOND))
    assert copy_of(data, "lantern.docx").data == copy_of(data, "lantern.docx").data


def test_that_signatures_of_the_original_are_told() -> None:
    archive = zipfile.ZipFile(io.BytesIO(document(p(LONG))))
    files = {name: archive.read(name) for name in archive.namelist()}
    data = zipped({**files, "_xmlsignatures/sig1.bin": b"x"})
    (problem,) = copy_of(data, "lantern.docx").problems
    assert str(problem).startswith("The Word document is signed")


def test_that_words_without_a_place_are_told() -> None:
    data = document(p(LONG) + p(SECOND))
    told = told_of(data, "lantern.docx")
    policy = replace(told.policy, origins=told.policy.origins[1:])
    copy = copied(data, replace(told, policy=policy))
    assert [one.values["words"] for one in copy.problems] == [
        "We keep what you tell us about your lantern for as long as…"
    ]
    assert [one.words for one in notes(copy.data)] == [SECOND]


def test_that_another_document_is_refused() -> None:
    told = told_of(document(p(LONG)), "lantern.docx")
    with pytest.raises(NotCopied, match=r"lantern\.docx does not hold"):
        copied(document(p(SECOND)), told)


def test_that_what_xml_cannot_hold_is_replaced() -> None:
    data = document(p(LONG))
    told = told_of(data, "lantern.docx")
    odd = replace(told.marks[0], author="A\x00\x0bda\ud800", text="one\ntwo\x1f", subject="")
    (note,) = notes(copied(data, replace(told, marks=(odd,))).data)
    assert (note.author, note.text) == ("A\ufffd\ufffdda\ufffd", ("", "one", "two\ufffd"))


PIECES = (
    "<w:tab/>",
    "<w:br/>",
    "<w:noBreakHyphen/>",
    '<w:sym w:font="Symbol" w:char="F0B7"/>',
    "<w:lastRenderedPageBreak/>",
    "<w:softHyphen/>",
)


def mixed(chance: random.Random) -> str:
    """A run of words, tabs, breaks and signs."""
    inside = ""
    for _ in range(chance.randint(1, 4)):
        words = " ".join(chance.choices(SECOND.split(), k=chance.randint(1, 4)))
        spaced = f'<w:t xml:space="preserve">{words} </w:t>'
        inside += spaced + (chance.choice(PIECES) if chance.random() < 0.4 else "")
    run = f"<w:r><w:rPr><w:b/></w:rPr>{inside}</w:r>"
    around = chance.choice(["{}", "{}", "<w:ins w:id='9' w:author='A'>{}</w:ins>",
                            "<w:hyperlink>{}</w:hyperlink>", "<w:smartTag>{}</w:smartTag>",
                            "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"])  # fmt: skip
    return around.format(run)


@pytest.mark.parametrize("seed", range(12))
def test_that_any_span_of_any_runs_is_met(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    data = document("".join(p(*(mixed(chance) for _ in range(4))) for _ in range(5)))
    told = told_of(data, "lantern.docx")
    text = told.policy.text
    marks = []
    for number in range(30):
        start = chance.randrange(len(text) - 2)
        span = Span(start, chance.randint(start + 1, min(len(text), start + 200)))
        if span.text_of(text).strip("\u2022- \n"):
            marks.append(replace(told.marks[0], span=span, key=f"clause-{number}"))
    copy = copied(data, replace(told, marks=tuple(marks)))
    assert docx.read(copy.data).text == text
    # What is no text element, as a bullet, has no words in the range.
    wanted = ["".join(c for c in squeezed(one.span.text_of(text)) if c.isalpha()) for one in marks]
    found = ["".join(c for c in squeezed(one.words) if c.isalpha()) for one in notes(copy.data)]
    assert found == wanted
    check_package(copy.data)


def test_that_templates_and_documents_with_macros_keep_their_kind() -> None:
    policy = told_of(document(p(LONG)), "lantern.docx").policy
    names = ("lantern.docx", "LANTERN.DOCM", "lantern.dotx", "lantern", "lantern.zip")
    assert [ending(replace(policy.source, name=name)) for name in names] == [
        ".docx",
        ".docm",
        ".dotx",
        ".docx",
        ".docx",
    ]


def test_that_nothing_is_written_that_would_change_the_words() -> None:
    # No word processor writes text among the properties of a run, which a cut repeats.
    inner = f"<w:r><w:rPr><w:b>{t('Hidden. ')}</w:b></w:rPr>{t(f'{LONG} {SECOND}')}</w:r>"
    data = document(p(f"<w:t>{inner}</w:t>"))
    told = told_of(data, "lantern.docx")
    with pytest.raises(NotCopied, match="built so oddly"):
        copied(data, told)
