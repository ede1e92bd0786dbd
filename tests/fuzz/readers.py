"""Feeds mutations of small files to one reader until it breaks.

    python tests/fuzz/readers.py html -max_total_time=900 -timeout=10 -rss_limit_mb=1024 FOLDER

needs atheris and a folder of small files to begin with. ``docx`` mutates the
XML of a document, wrapped anew each time; ``zip`` the package as a whole.
Whatever is found is kept as a test beside the reader's others.
"""

from __future__ import annotations

import io
import sys
import zipfile
from typing import TYPE_CHECKING

import atheris

with atheris.instrument_imports(include=["reviewer.text"]):
    from reviewer.errors import ReviewerError
    from reviewer.text import read
    from reviewer.text.readers import docx, html, markdown, pdf, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.text.readers.extract import Extract

_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)


def _wrapped(xml: bytes) -> bytes:
    """A Word document around the XML of its main part."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("word/document.xml", xml)
    return target.getvalue()


def _check(reader: Callable[[bytes], Extract]) -> Callable[[bytes], None]:
    def fuzz(data: bytes) -> None:
        try:
            extract = reader(data)
            if not extract.text.strip() or len(extract.text) > read.MOST_CHARACTERS:
                return
            policy = read.assemble(extract, data, "fuzzed")
        except ReviewerError:
            return
        lines = policy.text.split("\n")
        assert not extract.hints or len(extract.hints) == len(lines)
        end = 0
        for block in policy.blocks:
            assert end <= block.span.start <= block.span.end <= len(policy.text)
            end = block.span.end
        for origin in policy.origins:
            assert origin.span.end <= len(policy.text)
        for sentence in policy.sentences:
            assert policy.blocks[sentence.block].span.covers(sentence.span)

    return fuzz


_TARGETS: dict[str, Callable[[bytes], Extract]] = {
    "html": html.read,
    "md": markdown.read,
    "txt": plain.read,
    "pdf": pdf.read,
    "zip": docx.read,
    "docx": lambda data: docx.read(_wrapped(data)),
}

if __name__ == "__main__":
    target = sys.argv.pop(1)
    atheris.Setup(sys.argv, _check(_TARGETS[target]))
    atheris.Fuzz()
