"""What a report's file says of itself: title, dates, standards, digests, as XMP.

Source: ISO 16684-1; ISO 19005-3, 6.6.2 (extension schemas); ISO 14289-1, clause 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

NAMESPACE = "urn:reviewer:report:1"
"""Of the properties that are this program's own."""

_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "reviewer": NAMESPACE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is said of the file.

    Attributes:
        moment: when it was made, as 2026-11-21T00:00:00Z.
        identity: a UUID.
        document_digest: SHA-256 of the policy's file, in hex; empty where nothing is attached.
        review_digest: the same of the attached review.
    """

    title: str
    author: str
    subject: str
    language: str
    moment: str
    creator: str
    producer: str
    identity: str
    document_digest: str = ""
    review_digest: str = ""


def xmp(said: Metadata) -> bytes:
    """The packet that stands in the file."""
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _SPACES.items())
    properties = [
        "<dc:format>application/pdf</dc:format>",
        f"<dc:title>{_alternatives(said.title)}</dc:title>",
        f"<dc:description>{_alternatives(said.subject)}</dc:description>",
        f"<dc:language><rdf:Bag>{_item(said.language)}</rdf:Bag></dc:language>",
        *_plain("xmp", CreateDate=said.moment, ModifyDate=said.moment, CreatorTool=said.creator),
        *_plain("pdf", Producer=said.producer),
        *_plain("xmpMM", DocumentID=f"uuid:{said.identity}"),
        *_plain("pdfaid", part="3", conformance="A"),
        *_plain("pdfuaid", part="1"),
    ]
    if said.author:
        properties.append(f"<dc:creator><rdf:Seq>{_item(said.author)}</rdf:Seq></dc:creator>")
    if said.review_digest:
        digests = {"document": said.document_digest, "review": said.review_digest}
        properties += _plain("reviewer", **digests)
    properties.append(f"<pdfaExtension:schemas><rdf:Bag>{_extensions()}</rdf:Bag>"
                      "</pdfaExtension:schemas>")  # fmt: skip
    body = "\n".join(properties)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces}>\n{body}\n</rdf:Description>'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def _extensions() -> str:
    return _schema(
        "pdfuaid",
        "PDF/UA identification schema",
        (("part", "Integer", "Part of ISO 14289 that the file conforms to"),),
    ) + _schema(
        "reviewer",
        "Review report schema",
        (
            ("document", "Text", "SHA-256 digest of the reviewed document's file, in hex"),
            ("review", "Text", "SHA-256 digest of the attached review, in hex"),
        ),
    )


def _schema(prefix: str, name: str, properties: tuple[tuple[str, str, str], ...]) -> str:
    rows = "".join(
        '<rdf:li rdf:parseType="Resource">'
        + "".join(
            _plain("pdfaProperty", name=each, valueType=kind, category="internal", description=told)
        )
        + "</rdf:li>"
        for each, kind, told in properties
    )
    head = "".join(_plain("pdfaSchema", schema=name, namespaceURI=_SPACES[prefix], prefix=prefix))
    return (
        f'<rdf:li rdf:parseType="Resource">{head}'
        f"<pdfaSchema:property><rdf:Seq>{rows}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _plain(space: str, /, **values: str) -> list[str]:
    return [f"<{space}:{name}>{_escaped(value)}</{space}:{name}>" for name, value in values.items()]


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_escaped(text)}</rdf:li></rdf:Alt>'


def _item(text: str) -> str:
    return f"<rdf:li>{_escaped(text)}</rdf:li>"


def _escaped(text: str) -> str:
    """A text as XML can hold it: no controls, U+FFFD for what is no character."""
    clean = "".join(char if _allowed(char) else "\ufffd" for char in text)
    return escape(clean, quote=False)


def _allowed(char: str) -> bool:
    return char in "\t\n\r" or (char >= " " and not "\ud800" <= char <= "\udfff" and (
        char not in "\ufffe\uffff"))  # fmt: skip
