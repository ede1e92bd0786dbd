"""Builds small Word documents and shows what the reader makes of them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reviewer.model.policy import BlockKind
from reviewer.text.readers import docx

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.text.readers.extract import Extract

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM
CELL, COLUMNS, CONTENTS = BlockKind.CELL, BlockKind.COLUMNS, BlockKind.CONTENTS

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LONG = (
    "We keep what you tell us about your lantern for as long as it takes to build it and send it, "
    "and then we put the letter into the stove of the shop."
)


def root(name: str, inside: str, space: str = W) -> str:
    return f'<w:{name} xmlns:w="{space}" xmlns:mc="{MC}">{inside}</w:{name}>'


def relations(*links: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(links)
    )
    return f'<Relationships xmlns="{RELATIONS}">{inside}</Relationships>'


def package(body: str = "", **parts: str) -> bytes:
    """A document; further parts are named by their file's name without its ending."""
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
    }
    files |= {f"word/{name}.xml": root(name, inside) for name, inside in parts.items()}
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str, look: str = "") -> str:
    """A run; look: its properties, such as ``<w:b/>``."""
    return f"<w:r><w:rPr>{look}</w:rPr>{t(text)}</w:r>"


def p(*inside: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; plain words become one."""
    runs = "".join(one if one.startswith("<") else r(one) for one in inside)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def listed(text: str, name: object = 1, level: object = 0, look: str = "") -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>'
    return p(r(text, look), properties=place)


def bold(text: str) -> str:
    return p(r(text, "<w:b/>"))


def sized(text: str, points: float, look: str = "") -> str:
    return p(r(text, f'<w:sz w:val="{int(points * 2)}"/>{look}'))


def lvl(index: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, nums: str = "") -> str:
    used = nums or '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{used}'


def style(identity: str, inside: str = "", *, name: str = "", kind: str = "paragraph") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{name or identity}"/>'
        f"{inside}</w:style>"
    )


HEADINGS = "".join(
    [
        style("Title"),
        style("H1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', name="heading 1"),
        style("H2", '<w:basedOn w:val="H1"/>', name="heading 2"),
        style("H3", '<w:basedOn w:val="H2"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        style("T1", name="toc 1"),
    ]
)


def table(*rows: tuple[str, ...], properties: str = "") -> str:
    """Cells are plain words, or the XML they hold."""
    inside = "".join(
        f"<w:tr>{properties if i == 0 else ''}"
        + "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row)
        + "</w:tr>"
        for i, row in enumerate(rows)
    )
    return f"<w:tbl>{inside}</w:tbl>"


def lines(extract: Extract) -> list[str]:
    return extract.text.split("\n")


def read_lines(body: str, **parts: str) -> list[str]:
    return lines(docx.read(package(body, **parts)))


def rows(extract: Extract) -> list[tuple[BlockKind, int, str]]:
    return [(hint.kind, hint.level, hint.span.text_of(extract.text)) for hint in extract.hints]


def levels(body: str, **parts: str) -> list[tuple[int, str]]:
    """Headings only."""
    found = rows(docx.read(package(body, **parts)))
    return [(level, text) for kind, level, text in found if kind is HEADING]


def field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    said = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return mark("begin") + said + mark("separate") + result + mark("end")
