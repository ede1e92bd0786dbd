"""Tells an update that does nothing but sign, without looking at the whole file for that.

pyHanko asks in which places each changed object is used, and reads every object of the file for
the answer: ten seconds for a report of 150 pages. Where one signature field is filled and nothing
else that was there is changed, the answer does not matter: wherever the field is used, it is the
same field. All else is left to pyHanko.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyhanko.pdf_utils.generic import DictionaryObject, PdfObject, Reference
    from pyhanko.pdf_utils.reader import HistoricalResolver

_FILLED = frozenset({"/V", "/AP"})
_LED_FROM = ("/Root", "/Info", "/Encrypt")
# White space and comments, which may stand between the parts of a reference.
_APART = rb"(?:[\x00\t\n\x0c\r ]|%[^\r\n]*[\r\n])+"


def filled_field(old: HistoricalResolver, new: HistoricalResolver) -> str | None:
    """The name of the one signature field that an update fills; None for any other update.

    Args:
        old: the file before the update. new: the file after it.
    """
    if new.refs_freed_in_revision() or _leads_elsewhere(old, new):
        return None
    references = new.explicit_refs_in_revision()
    added = {one for one in references if old.is_ref_unassignable(one)}
    changed = references - added
    if len(changed) != 1 or _is_awaited(added, old):
        return None
    (field,) = changed
    before, after = old(field), new(field)
    if not (hasattr(before, "get") and hasattr(after, "get")) or not _is_filled(before, after):
        return None
    value = after.raw_get("/V")
    if getattr(value, "reference", None) not in added:
        return None
    return str(before["/T"])


def _leads_elsewhere(old: HistoricalResolver, new: HistoricalResolver) -> bool:
    """Whether the trailers do not name the same objects."""
    before, after = old.trailer_view, new.trailer_view
    return any(_written(before, key) != _written(after, key) for key in _LED_FROM)


def _is_filled(before: DictionaryObject, after: DictionaryObject) -> bool:
    """Whether an object is a signature field that was empty, and only its filling differs."""
    if before.get("/FT") != "/Sig" or "/T" not in before or "/V" in before or "/V" not in after:
        return False
    keys = (before.keys() | after.keys()) - _FILLED
    return all(_written(before, key) == _written(after, key) for key in keys)


def _written(dictionary: DictionaryObject, key: str) -> bytes | None:
    """A value as it stands in the file, references as such; None where there is none."""
    if key not in dictionary:
        return None
    value: PdfObject = dictionary.raw_get(key)
    stream = BytesIO()
    value.write_to_stream(stream, None)
    return stream.getvalue()


def _is_awaited(added: Iterable[Reference], old: HistoricalResolver) -> bool:
    """Whether anything refers to new objects before they are there.

    Such a file shows something else as soon as they are.
    """
    numbers = b"|".join(str(one.idnum).encode() for one in added)
    reference = re.compile(rb"(?<!\d)0*(?:%b)%b\d+%bR" % (numbers, _APART, _APART))
    return any(reference.search(text) for text in _texts(old))


def _texts(old: HistoricalResolver) -> Iterator[bytes]:
    """The file as it was, and what is packed in it."""
    reader = old.reader
    end = reader.xrefs.get_xref_container_info(old.revision).end_location
    reader.stream.seek(0)
    yield reader.stream.read(end)
    for revision in range(old.revision + 1):
        for packed in reader.get_historical_resolver(revision).object_streams_used():
            yield old(packed).data
