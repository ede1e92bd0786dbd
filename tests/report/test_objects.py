"""What is written as text, read back by another library."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviewer.report.drawn import stream_of, taken_apart
from reviewer.report.fonts import BASE, load
from reviewer.report.objects import Objects, lengths, references, string

texts = st.text(st.characters(codec="utf-8"), max_size=40)


@given(texts)
@example("a \\ (b) (c")
@example("line\nline\rline\r\n")
@example("“quoted” – and—so … ‘on’ • €\u00a0\u00ad")
@example("隐私 \U00020bb7 🍪\0")
def test_that_any_text_is_read_back(text: str) -> None:
    assert str(pikepdf.Object.parse(string(text).encode("latin-1"))) == text


def test_that_half_a_character_is_no_obstacle() -> None:
    assert str(pikepdf.Object.parse(string("a\ud800b").encode("latin-1"))) == "a?b"


@pytest.mark.parametrize("count", [1, 99, 100, 101, 250])
def test_that_all_objects_are_found_again(count: int) -> None:
    objects = Objects(2)
    numbers = [objects.add(f"<</Rank {rank}/Box{lengths((0, rank, 1.234))}>>") for rank in
               range(count)]  # fmt: skip
    large = objects.stream("/Kind/Large", b"x" * 9999)
    small = objects.stream("/Kind/Small", b"x")
    awaited = objects.reserve()
    pages = f" {objects.add('<</Type/Pages/Kids[]/Count 0>>')} 0 R"
    streams = references([large, small])
    told = f"/All{references(numbers)}/Streams{streams}/Later {awaited} 0 R"
    objects.put(1, f"<</Type/Catalog/Pages{pages}{told}>>")
    objects.put(2, "<</Title(T)>>")
    objects.put(awaited, "(later)")
    data = objects.finish(1, 2)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.get_warnings() == []
        assert [int(one.Rank) for one in pdf.Root.All] == list(range(count))
        assert [float(value) for value in pdf.Root.All[0].Box] == [0, 0, 1.23]
        assert [one.read_bytes() for one in pdf.Root.Streams] == [b"x" * 9999, b"x"]
        assert str(pdf.Root.Later) == "later"
        assert str(pdf.docinfo.Title) == "T"
    assert len(data) < 9999


def test_that_a_drawn_file_is_taken_apart() -> None:
    from reportlab.pdfgen.canvas import Canvas

    fonts = load()
    fonts.register()
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1, initialFontName=BASE)
    for page in ("one", "two"):
        canvas.setFont(BASE, 10)
        canvas.drawString(10, 10, page)
        canvas.bookmarkPage(page)
        canvas.addOutlineEntry(page, page)
        canvas.showPage()
    canvas.save()
    parts = taken_apart(buffer.getvalue())
    with pikepdf.open(BytesIO(buffer.getvalue())) as pdf:
        assert parts.root == pdf.Root.objgen[0]
        assert parts.tree == pdf.Root.Pages.objgen[0]
        assert parts.outlines == pdf.Root.Outlines.objgen[0]
        assert parts.info == pdf.docinfo.objgen[0]
        assert list(parts.pages) == [page.obj.objgen[0] for page in pdf.pages]
        for number, drawn in enumerate(parts.objects[1:], start=1):
            found = pdf.get_object(number, 0)
            stream = stream_of(drawn)
            assert (stream is not None) == isinstance(found, pikepdf.Stream)
            if stream is not None:
                assert stream[1] == found.read_raw_bytes()
