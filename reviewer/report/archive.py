"""Makes of a drawn report one that archives keep and everybody can read: PDF/A-3a and PDF/UA-1.

Source: ISO 19005-3; ISO 14289-1.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from reviewer.report.annotations import Annotator
from reviewer.report.colour_profile import srgb
from reviewer.report.drawn import stream_of, taken_apart
from reviewer.report.metadata import Metadata, xmp
from reviewer.report.objects import Objects, references, string
from reviewer.report.tree import TreeWriter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.report.blocks import Content
    from reviewer.report.drawn import Drawn
    from reviewer.report.tagging import Tagging


class Relationship(Enum):
    """What an attached file is to the report."""

    DATA = "Data"
    SOURCE = "Source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with the report.

    Attributes:
        name: of the file, without a folder.
        about: what is told of it.
        kind: media type.
    """

    name: str
    about: str
    kind: str
    relationship: Relationship
    data: bytes


@dataclass(frozen=True, slots=True)
class Attached:
    """The review that goes with a report, and what it is about.

    Attributes:
        document_digest: SHA-256 of the policy's file, in hex.
        review: the review's own file. others: further ones.
    """

    document_digest: str
    review: Attachment
    others: tuple[Attachment, ...] = ()


def archive(
    drawn: bytes, tagging: Tagging, content: Content, attached: Attached | None = None
) -> bytes:
    """The finished file: tags, annotations, metadata and attachments added."""
    parts = taken_apart(drawn)
    objects = Objects(len(parts.objects) - 1)
    moment = "D:{:04}{:02}{:02}000000Z".format(*content.day)
    annotator = Annotator(objects, parts.pages, moment, tagging.places)
    root = TreeWriter(objects, tagging, annotator).write(content.language)
    _copy(parts, objects, annotator)
    said = _metadata(content, attached)
    entries = f"/StructTreeRoot {root} 0 R{_described(objects, said)}"
    form = annotator.form()
    if form:
        entries += f"/AcroForm {form} 0 R"
    if attached is not None:
        entries += _attached(objects, (attached.review, *attached.others), moment)
    if parts.outlines:
        entries += f"/Outlines {parts.outlines} 0 R/PageMode/UseOutlines"
    objects.put(parts.root, f"<</Type/Catalog/Pages {parts.tree} 0 R{entries}>>")
    objects.put(parts.info, _information(said, moment))
    return objects.finish(parts.root, parts.info)


def _copy(parts: Drawn, objects: Objects, annotator: Annotator) -> None:
    """Carries over what was drawn; pages learn what belongs to them."""
    pages = {number: rank for rank, number in enumerate(parts.pages)}
    for number, drawn in enumerate(parts.objects):
        if number in {0, parts.root, parts.info}:
            continue
        stream = stream_of(drawn)
        if stream is not None:
            objects.stream(*stream, number)
            continue
        body = bytes(drawn).decode("latin-1").strip()
        if number in pages:
            rank = pages[number]
            found = annotator.found[rank]
            told = f"/StructParents {rank}/Tabs/S"
            told += f"/Annots{references(found)}" if found else ""
            body = f"{body.removesuffix('>>')}{told}>>"
        objects.put(number, body)


def _described(objects: Objects, said: Metadata) -> str:
    """What the catalogue says of the file."""
    profile = objects.stream("/N 3", srgb())
    packet = objects.stream("/Type/Metadata/Subtype/XML", xmp(said), plain=True)
    return (
        f"/Lang{string(said.language)}/MarkInfo<</Marked true>>"
        "/ViewerPreferences<</DisplayDocTitle true>>"
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        f"/Info(sRGB IEC 61966-2-1)/DestOutputProfile {profile} 0 R>>]/Metadata {packet} 0 R"
    )


def _information(said: Metadata, moment: str) -> str:
    """The same for readers that know no metadata."""
    told = {
        "Title": said.title,
        "Subject": said.subject,
        "Creator": said.creator,
        "Producer": said.producer,
        "CreationDate": moment,
        "ModDate": moment,
    }
    if said.author:
        told["Author"] = said.author
    return f"<<{''.join(f'/{key}{string(value)}' for key, value in told.items())}>>"


def _metadata(content: Content, attached: Attached | None) -> Metadata:
    review = hashlib.sha256(attached.review.data).hexdigest() if attached else ""
    told = f"{content.title}\n{content.header}\n{content.language}\n{review}"
    return Metadata(
        title=content.title,
        author=content.author,
        subject=content.subject,
        language=content.language,
        moment="{:04}-{:02}-{:02}T00:00:00Z".format(*content.day),
        creator=content.creator,
        producer="reviewer and ReportLab",
        identity=str(uuid.uuid5(uuid.NAMESPACE_URL, told)),
        document_digest=attached.document_digest if attached else "",
        review_digest=review,
    )


def _attached(objects: Objects, attachments: Sequence[Attachment], moment: str) -> str:
    """Writes the files; the catalogue's entries that lead to them."""
    files = {}
    for each in sorted(attachments, key=lambda one: one.name):
        digest = hashlib.md5(each.data, usedforsecurity=False).hexdigest()
        kind = each.kind.replace("/", "#2F")
        stream = objects.stream(
            f"/Type/EmbeddedFile/Subtype/{kind}/Params<</Size {len(each.data)}"
            f"/CreationDate{string(moment)}/ModDate{string(moment)}/CheckSum<{digest}>>>",
            each.data,
        )
        files[each.name] = objects.add(
            f"<</Type/Filespec/F{string(each.name)}/UF{string(each.name)}"
            f"/Desc{string(each.about)}/AFRelationship/{each.relationship.value}"
            f"/EF<</F {stream} 0 R/UF {stream} 0 R>>>>"
        )
    names = "".join(f"{string(name)}{number} 0 R" for name, number in files.items())
    return f"/Names<</EmbeddedFiles<</Names[{names}]>>>>/AF{references(files.values())}"
