"""Which updates of a signed report do nothing but sign."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from reviewer.report.signed_updates import filled_field
from tests.report.test_signing import annotate, approved, certified, report, retitle

if TYPE_CHECKING:
    from collections.abc import Callable


class Writer(IncrementalPdfFileWriter):
    """One that leaves what a file says of itself as it is."""

    def _update_meta(self) -> None:
        pass


def with_update(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """A file with an incremental update behind it."""
    writer = Writer(BytesIO(data))
    change(writer)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def last_update(data: bytes) -> str | None:
    """What the last update of a file fills."""
    reader = PdfFileReader(BytesIO(data))
    last = reader.xrefs.total_revisions - 1
    before, after = map(reader.get_historical_resolver, (last - 1, last))
    return filled_field(before, after)


def field(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    reference = writer.root["/AcroForm"]["/Fields"][1]
    found = reference.get_object()
    assert isinstance(found, generic.DictionaryObject)
    return found


def fill(writer: IncrementalPdfFileWriter) -> None:
    value = writer.add_object(generic.DictionaryObject())
    field(writer)[generic.pdf_name("/V")] = value
    writer.update_container(field(writer))


def fill_and_rename(writer: IncrementalPdfFileWriter) -> None:
    fill(writer)
    field(writer)[generic.pdf_name("/TU")] = generic.TextStringObject("Nobody")


def fill_and_annotate(writer: IncrementalPdfFileWriter) -> None:
    fill(writer)
    annotate(writer)


def fill_with_what_was_there(writer: IncrementalPdfFileWriter) -> None:
    field(writer)[generic.pdf_name("/V")] = writer.root.raw_get("/StructTreeRoot")
    writer.update_container(field(writer))


def test_that_signatures_and_fields_that_are_filled_are_told_by_name() -> None:
    assert last_update(approved()) == "approver"
    assert last_update(with_update(certified(), fill)) == "approver"


@pytest.mark.parametrize(
    "change",
    [annotate, retitle, fill_and_rename, fill_and_annotate, fill_with_what_was_there],
)
def test_that_other_updates_are_left_to_a_closer_look(
    change: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    assert last_update(with_update(certified(), change)) is None


def test_that_another_catalogue_is_left_to_a_closer_look() -> None:
    data = with_update(report(), fill)
    assert last_update(data) == "approver"
    at = data.rindex(b"/Root ") + len(b"/Root ")
    number = int(data[at:].split(maxsplit=1)[0])
    other = str(number + 1).encode()
    assert last_update(data[:at] + other + data[at + len(other) :]) is None


def test_that_objects_awaited_before_they_are_there_are_left_to_a_closer_look() -> None:
    def awaiting(number: int) -> bytes:
        def change(writer: IncrementalPdfFileWriter) -> None:
            writer.root[generic.pdf_name("/PieceInfo")] = generic.IndirectObject(number, 0, writer)
            writer.update_root()

        return with_update(with_update(report(), change), fill)

    far = awaiting(10**6)
    assert last_update(far) == "approver"
    after = PdfFileReader(BytesIO(far)).get_historical_resolver(2)
    numbers = [one.idnum for one in after.explicit_refs_in_revision()]
    number = max(numbers) - 1  # the last is the table of places itself
    assert last_update(awaiting(number)) is None
