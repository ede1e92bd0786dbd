"""Reviews on copies of PDF files: at the right words, in every way a page can be made."""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageChops
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdfium2 import PdfDocument

from reviewer.errors import NotCopied
from reviewer.model.span import Span
from reviewer.report.keys import self_signed
from reviewer.report.on_original.copying import copied
from reviewer.report.sign import _signer
from reviewer.text.read import read_policy
from tests.report.on_files import copy_of, letters, sentences, squeezed, told_of
from tests.text.pdf_files import (
    HAN,
    LONG,
    LONG_HAN,
    OTHER,
    OTHER_HAN,
    THIRD,
    drawn,
    laid,
    p,
    ruled,
    say,
    tale,
    typed,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

    from tests.text.pdf_files import Mark


def turned(data: bytes, **entries: object) -> bytes:
    """A file whose pages have further entries."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for key, value in entries.items():
                page.obj[f"/{key}"] = value
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def plain() -> bytes:
    return laid(p(LONG), p(OTHER), p(THIRD))


def in_columns() -> bytes:
    return laid(*(p(tale(number, 150)) for number in range(12)), columns=2)


def in_a_table() -> bytes:
    rows = [["Data", "Why we use it"], ["Street", OTHER], ["Letter", LONG]]
    return laid(p(LONG), ruled(rows, [120, 300]), p(THIRD))


FILES: dict[str, Callable[[], bytes]] = {
    "plain": plain,
    "chinese": lambda: laid(p(LONG_HAN, HAN), p(OTHER_HAN, HAN)),
    "columns and pages": in_columns,
    "table": in_a_table,
    "quarter": lambda: turned(plain(), Rotate=90),
    "half": lambda: turned(plain(), Rotate=180),
    "three quarters": lambda: turned(plain(), Rotate=270),
    "cropped": lambda: turned(plain(), CropBox=Array([40, 500, 560, 800]), Rotate=90),
    "large units": lambda: turned(plain(), UserUnit=2.5),
    "page elsewhere": lambda: turned(
        plain(), MediaBox=Array([-300, -200, 595, 842]), CropBox=Array([0, 0, 595, 842])
    ),
    "upward": lambda: drawn(lambda canvas: typed(canvas, [LONG[:90], LONG[90:180]], 90)),
    "upside down": lambda: drawn(lambda canvas: typed(canvas, [LONG[:90], LONG[90:180]], 180)),
    "downward": lambda: drawn(lambda canvas: typed(canvas, [LONG[:80], LONG[80:160]], 270)),
}


@dataclass(frozen=True, kw_only=True)
class Found:
    """An annotation as it stands on its page, from 0."""

    page: int
    kind: str
    name: str
    author: str
    subject: str
    text: str
    moments: tuple[str, str]
    rect: tuple[float, ...]
    points: tuple[float, ...]
    colour: tuple[float, ...]
    flags: int
    group: str
    look: bytes


def found_on(data: bytes, kind: str = "") -> list[Found]:
    """All annotations of a file, or those of one kind."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            found
            for number, page in enumerate(pdf.pages)
            for one in page.get("/Annots", [])
            for found in [_found(number, one)]
            if kind in {"", found.kind}
        ]


def _found(number: int, one: pikepdf.Object) -> Found:
    def numbers(key: str) -> tuple[float, ...]:
        return tuple(float(part) for part in one.get(key, []))

    grouped = one.get("/RT") == Name.Group
    return Found(
        page=number,
        kind=str(one.Subtype)[1:],
        name=str(one.get("/NM", "")),
        author=str(one.get("/T", "")),
        subject=str(one.get("/Subj", "")),
        text=str(one.get("/Contents", "")),
        moments=(str(one.get("/M", "")), str(one.get("/CreationDate", ""))),
        rect=numbers("/Rect"),
        points=numbers("/QuadPoints"),
        colour=tuple(round(part, 2) for part in numbers("/C")),
        flags=int(one.get("/F", 0)),
        group=str(one.IRT.NM) if grouped else "",
        look=one.AP.N.read_bytes() if "/AP" in one else b"",
    )


def words_within(copy: bytes, kind: str = "Highlight") -> dict[str, str]:
    """The letters within the corners of each mark, by its key, in the order of its corners."""
    shown = letters(copy)
    found: dict[str, str] = defaultdict(str)
    for one in found_on(copy, kind):
        key = one.name.removeprefix("reviewer-").rpartition("-p")[0]
        for at in range(0, len(one.points), 8):
            across, up = one.points[at : at + 8 : 2], one.points[at + 1 : at + 8 : 2]
            found[key] += "".join(
                letter
                for letter, number, x, y in shown
                if number == one.page
                and min(across) <= x <= max(across)
                and min(up) <= y <= max(up)
            )
    return found


@pytest.mark.parametrize("name", FILES)
def test_that_highlights_lie_on_the_words_of_their_clauses(name: str) -> None:
    data = FILES[name]()
    copy = copy_of(data, "lantern.pdf")
    wanted = sentences(read_policy(data, "lantern.pdf"))
    found = words_within(copy.data)
    assert [found[f"clause-{number}"] for number in range(1, len(wanted) + 1)] == wanted
    assert (copy.placed, copy.problems) == (len(wanted), ())


@pytest.mark.parametrize("name", ["plain", "quarter", "cropped", "upward", "page elsewhere"])
def test_that_marks_are_drawn_where_they_say_and_nowhere_else(name: str) -> None:
    data = FILES[name]()
    copy = copy_of(data, "lantern.pdf").data
    before, after = picture(data), picture(copy)
    changed = ImageChops.difference(before, after).getbbox()
    assert changed
    inside = ImageChops.difference(before, after)
    for one in found_on(copy):
        inside.paste(0, shown_at(copy, one.rect))
    assert inside.getbbox() is None


def difference(one: bytes, other: bytes) -> tuple[int, int, int, int]:
    """Around all that two files show differently on their first page."""
    box = ImageChops.difference(picture(one), picture(other)).getbbox()
    assert box is not None
    return box


def picture(data: bytes) -> Image:
    document = PdfDocument(data)
    made: Image = document[0].render(scale=2).to_pil().convert("L")
    document.close()
    return made


def shown_at(data: bytes, rect: tuple[float, ...]) -> tuple[int, int, int, int]:
    """Where a rectangle of a page is shown in its picture, a little wider."""
    document = PdfDocument(data)
    page = document[0]
    left, low, _, high = page.get_cropbox()
    turn = page.get_rotation()
    document.close()
    x0, y0, x1, y1 = rect
    if turn == 90:
        box = (y0 - low, x0 - left, y1 - low, x1 - left)
    else:
        box = (x0 - left, high - y1, x1 - left, high - y0)
    return (*(int(side * 2) - 3 for side in box[:2]), *(int(side * 2) + 4 for side in box[2:]))  # type: ignore[return-value] # two and two


def test_that_a_clause_over_a_page_break_is_marked_on_both_pages() -> None:
    data = laid(p(LONG), p(tale(3, 1200)), p(OTHER))
    copy = copy_of(data, "lantern.pdf")
    split = defaultdict(list)
    for one in found_on(copy.data, "Highlight"):
        split[one.name.rpartition("-p")[0]].append(one)
    (parts,) = [found for found in split.values() if len(found) > 1]
    assert [(one.page, one.name.rpartition("-p")[2]) for one in parts] == [(0, "1"), (1, "2")]
    assert parts[0].text == parts[1].text


def test_that_a_mark_tells_who_says_what_when_and_has_its_categorys_colour() -> None:
    first, *_ = found_on(copy_of(plain(), "lantern.pdf").data, "Highlight")
    assert (first.author, first.subject) == ("Machine finding", "Collection")
    assert first.text.startswith("Note 1: AX Collection 0.90")
    assert first.moments == ("D:20260301000000Z",) * 2
    assert (first.colour, first.flags) == ((0.71, 0.84, 0.92), 4)
    assert first.look.startswith(b"/G gs 0.706 0.843 0.922 rg")


def test_that_a_red_flag_is_a_note_beside_its_line_and_a_wave_below_its_words() -> None:
    data = plain()
    text = read_policy(data, "lantern.pdf").text
    start = text.index("master locks")
    copy = copy_of(data, "lantern.pdf", flags=(Span(start, start + 12),)).data
    assert words_within(copy, "Squiggly") == {"flag-1": "masterlocks"}
    (note,) = found_on(copy, "Text")
    assert "The lamp is vague." in note.text
    assert (note.subject, note.flags) == ("Red flag", 4 | 16)
    (wave,) = found_on(copy, "Squiggly")
    assert wave.group == note.name
    # In front of the line, not on its words.
    left, low, right, high = note.rect
    assert not [one for one in letters(copy) if left < one.x < right and low < one.y < high]


def test_that_notes_on_one_line_do_not_cover_each_other() -> None:
    data = plain()
    copy = copy_of(data, "lantern.pdf", flags=(Span(0, 7), Span(8, 12), Span(13, 17))).data
    assert len({round(one.rect[1]) for one in found_on(copy, "Text")}) == 3


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_that_notes_are_shown_in_front_of_their_line_on_turned_pages(turn: int) -> None:
    data = turned(plain(), Rotate=turn)
    copy = copy_of(data, "lantern.pdf", flags=(Span(0, 7),)).data
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        # Without the highlights only the note is red, where a viewer shows it.
        page = pdf.pages[0].obj
        page.Annots = Array([one for one in page.Annots if one.Subtype == Name.Text])
        out = io.BytesIO()
        pdf.save(out)
    left, top, right, low = difference(data, out.getvalue())
    # The first line begins 72 points from the page's left and about 77 from its top.
    x, y = (left + right) / 4, (top + low) / 4
    width, height = (595, 842) if turn in {0, 180} else (842, 595)
    x, y = {
        0: (x, y),
        90: (y, width - x),
        180: (width - x, height - y),
        270: (height - y, x),
    }[turn]
    assert (58 < x < 72, 70 < y < 85) == (True, True), (x, y)


def test_that_annotations_of_the_original_stay_and_shared_lists_are_parted() -> None:
    with pikepdf.open(io.BytesIO(laid(p(tale(1, 900)), p(tale(2, 900))))) as pdf:
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([9, 9, 20, 20]), NM=String("old")
        )
        shared = pdf.make_indirect(Array([pdf.make_indirect(link)]))
        for page in pdf.pages:
            page.obj.Annots = shared
        out = io.BytesIO()
        pdf.save(out)
        pages = len(pdf.pages)
    found = found_on(copy_of(out.getvalue(), "lantern.pdf").data)
    assert [one.page for one in found if one.name == "old"] == list(range(pages))
    marks = [one for one in found if one.kind == "Highlight"]
    assert [one.page + 1 for one in marks] == [int(one.name.rpartition("p")[2]) for one in marks]


def test_that_the_same_review_gives_the_same_bytes() -> None:
    data = in_columns()
    assert copy_of(data, "lantern.pdf").data == copy_of(data, "lantern.pdf").data


def saved(data: bytes, **options: object) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out, **options)  # type: ignore[arg-type] # of whatever kind
    return out.getvalue()


def signed(data: bytes) -> bytes:
    signer = _signer(self_signed("Ada Byron", datetime.now(UTC)))
    meta = signers.PdfSignatureMetadata(field_name="Approval")
    out = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), meta, signer=signer)
    return bytes(out.getbuffer())


@pytest.mark.parametrize("streams", [False, True])
def test_that_what_was_signed_is_still_in_the_copy(streams: bool) -> None:  # noqa: FBT001 - a parameter
    mode = pikepdf.ObjectStreamMode.generate if streams else pikepdf.ObjectStreamMode.disable
    data = signed(saved(plain(), object_stream_mode=mode))
    copy = copy_of(data, "lantern.pdf")
    assert copy.data.startswith(data)
    (problem,) = copy.problems
    assert str(problem).startswith("The PDF is signed: its copy holds all that was signed")
    (signature,) = PdfFileReader(io.BytesIO(copy.data)).embedded_signatures
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=[]), skip_diff=True)
    assert (status.intact, status.valid) == (True, True)
    with pikepdf.open(io.BytesIO(copy.data)) as pdf:
        assert pdf.check_pdf_syntax() == []
    wanted = sentences(read_policy(data, "lantern.pdf"))
    assert list(words_within(copy.data).values()) == wanted
    assert copy_of(data, "lantern.pdf").data == copy.data


def test_that_a_signed_file_without_marks_stays_as_it_is() -> None:
    data = signed(plain())
    assert copied(data, replace(told_of(data, "lantern.pdf"), marks=())).data == data


def test_that_a_protected_file_gives_an_open_copy_and_a_warning() -> None:
    allow = pikepdf.Permissions(modify_annotation=False)
    data = saved(plain(), encryption=pikepdf.Encryption(owner="keeper", user="", allow=allow))
    copy = copy_of(data, "lantern.pdf")
    assert [one.template[:60] for one in copy.problems] == [
        "The PDF is protected against changes by a password, and the "
    ]
    with pikepdf.open(io.BytesIO(copy.data)) as pdf:
        assert not pdf.is_encrypted


def test_that_a_protected_file_with_a_signature_gets_both_warnings() -> None:
    allow = pikepdf.Permissions(modify_annotation=False)
    data = saved(signed(plain()), encryption=pikepdf.Encryption(owner="keeper", allow=allow))
    found = [str(one) for one in copy_of(data, "lantern.pdf").problems]
    assert ["signatures do not hold" in found[0], "against changes" in found[1]] == [True, True]


def test_that_words_without_a_place_are_told() -> None:
    data = plain()
    told = told_of(data, "lantern.pdf")
    first, second = (mark.span for mark in told.marks[:2])
    kept = tuple(one for one in told.policy.origins if one.span.start >= second.start)
    copy = copied(data, replace(told, policy=replace(told.policy, origins=kept)))
    assert copy.placed == len(told.marks) - 1
    assert [(type(one).__name__, one.values["words"]) for one in copy.problems] == [
        ("NotMarked", "We keep what you tell us about your lantern for as long as…"),
        ("NotMarked", "Nobody else reads it, and the master locks the drawer each…"),
    ]
    assert "marked only in part" in copy.problems[1].template
    assert first.end <= second.start


def test_that_another_file_than_the_reviewed_one_is_refused() -> None:
    told = told_of(plain(), "lantern.pdf")
    with pytest.raises(NotCopied, match=r"lantern\.pdf does not hold the words"):
        copied(in_columns(), told)


def test_that_other_formats_are_sent_to_the_report() -> None:
    text = LONG.encode()
    with pytest.raises(NotCopied, match="use the report"):
        copied(text, told_of(text, "lantern.txt"))


def test_that_long_files_take_little_time_and_room() -> None:
    data = laid(*(p(tale(number, 60)) for number in range(150)))
    told = told_of(data, "lantern.pdf")
    copy = copied(data, told)
    assert copy.placed == len(told.marks)
    assert len(copy.data) < len(data) + 2500 * len(told.marks)


def test_that_a_line_told_by_reportlab_is_marked_where_it_was_drawn() -> None:
    marks: list[Mark] = []
    data = drawn(lambda canvas: marks.extend(say(canvas, 100, 600, LONG[:80])))
    copy = copy_of(data, "lantern.pdf").data
    (one,) = found_on(copy, "Highlight")
    left, low, right, high = one.rect
    assert (abs(left - marks[0].left) < 1, abs(right - marks[-1].right) < 4) == (True, True)
    assert (low < 600, high > 607) == (True, True)
    assert squeezed(LONG[:80]) == words_within(copy)["clause-1"]
