"""Makes of a drawn report one that archives keep and everybody can read: PDF/A-3a and PDF/UA-1.

Source: ISO 19005-3; ISO 14289-1.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from typing import TYPE_CHECKING

from reviewer.report.colour_profile import srgb
from reviewer.report.metadata import Metadata, xmp

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pikepdf

    from reviewer.report.blocks import Content
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
    import pikepdf

    from reviewer.report.annotations import Annotator
    from reviewer.report.tree import TreeWriter

    with pikepdf.open(BytesIO(drawn)) as pdf:
        moment = "D:{:04}{:02}{:02}000000Z".format(*content.day)
        annotator = Annotator(pdf, moment, tagging.places)
        TreeWriter(pdf, tagging, annotator).write(content.language)
        annotator.finish()
        _describe(pdf, content, attached, moment)
        if attached is not None:
            _attach(pdf, (attached.review, *attached.others), moment)
        finished = BytesIO()
        pdf.save(
            finished,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return _identified(finished.getvalue())


def _identified(data: bytes) -> bytes:
    """The file with a digest of its content for its identifier.

    qpdf makes one of the time. It can make one of the content too, but writes all twice for that.
    """
    start = data.rindex(b"/ID [<")
    end = data.index(b">]", start)
    digest = hashlib.md5(data[:start], usedforsecurity=False).hexdigest().encode()
    return data[: start + 6] + digest + b"><" + digest + data[end:]


def _describe(pdf: pikepdf.Pdf, content: Content, attached: Attached | None, moment: str) -> None:
    """Says what the file is, in its catalogue, its information and its metadata."""
    from pikepdf import Array, Dictionary, Name, String

    root = pdf.Root
    root.Lang = String(content.language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    profile = pdf.make_stream(srgb())
    profile.N = 3
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB IEC 61966-2-1"),
                DestOutputProfile=profile,
            )
        ]
    )
    said = _metadata(content, attached)
    packet = pdf.make_stream(xmp(said))
    packet.Type = Name.Metadata
    packet.Subtype = Name.XML
    root.Metadata = packet
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo["/Title"] = String(said.title)
    pdf.docinfo["/Subject"] = String(said.subject)
    pdf.docinfo["/Creator"] = String(said.creator)
    pdf.docinfo["/Producer"] = String(said.producer)
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = String(moment)
    if said.author:
        pdf.docinfo["/Author"] = String(said.author)


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
        producer="ReportLab and pikepdf",
        identity=str(uuid.uuid5(uuid.NAMESPACE_URL, told)),
        document_digest=attached.document_digest if attached else "",
        review_digest=review,
    )


def _attach(pdf: pikepdf.Pdf, attachments: Sequence[Attachment], moment: str) -> None:
    from pikepdf import Array, Dictionary, Name, String

    names, files = Array(), Array()
    for each in sorted(attachments, key=lambda one: one.name):
        stream = pdf.make_stream(each.data)
        stream.Type = Name.EmbeddedFile
        stream.Subtype = Name(f"/{each.kind}")
        stream.Params = Dictionary(
            Size=len(each.data),
            CreationDate=String(moment),
            ModDate=String(moment),
            CheckSum=String(hashlib.md5(each.data, usedforsecurity=False).digest()),
        )
        file = pdf.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=String(each.name),
                UF=String(each.name),
                Desc=String(each.about),
                AFRelationship=Name(f"/{each.relationship.value}"),
                EF=Dictionary(F=stream, UF=stream),
            )
        )
        names.extend([String(each.name), file])
        files.append(file)
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = Dictionary(Names=names)
    pdf.Root.AF = files
