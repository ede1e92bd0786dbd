"""What reading costs, by format: against opening the file with the bare library, and in memory.

    python tests/benchmarks/reading.py [FOLDER]

FOLDER holds documents (default: the shared ones). All figures are of one run on
one machine; only the ratios mean something elsewhere.
"""

from __future__ import annotations

import io
import resource
import sys
import time
import zipfile
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pypdfium2
from lxml import etree, html
from markdown_it import MarkdownIt

from reviewer.errors import ReviewerError
from reviewer.model.policy import Format
from reviewer.text.formats import format_of
from reviewer.text.read import READERS, read_policy
from tests.shared import shared_folder

if TYPE_CHECKING:
    from collections.abc import Callable

_ROUNDS = 3


def _pdf(data: bytes) -> None:
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            page.get_textpage().get_text_range()


def _docx(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        etree.fromstring(package.read("word/document.xml"))


_BARE: dict[Format, Callable[[bytes], object]] = {
    Format.TXT: lambda data: data.decode("utf-8", "replace"),
    Format.MD: lambda data: MarkdownIt().parse(data.decode("utf-8", "replace")),
    Format.HTML: lambda data: html.tostring(
        html.document_fromstring(data), method="text", encoding="unicode"
    ),
    Format.PDF: _pdf,
    Format.DOCX: _docx,
}


def _seconds(work: Callable[[bytes], object], data: bytes) -> float:
    best = float("inf")
    for _ in range(_ROUNDS):
        begin = time.perf_counter()
        work(data)
        best = min(best, time.perf_counter() - begin)
    return best


def main() -> None:
    """Prints one line a format."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shared_folder()
    figures: defaultdict[Format, list[tuple[int, float, float, float, str]]] = defaultdict(list)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        try:
            kind = format_of(data)
            policy = read_policy(data, path.name)
        except ReviewerError:
            continue
        bare = _seconds(_BARE[kind], data)
        extract = _seconds(READERS[kind], data)
        whole = _seconds(partial(read_policy, name=path.name), data)
        figures[kind].append((len(policy.text), bare, extract, whole, path.name))
    sys.stdout.write("format  files  characters  bare s  reader/bare  whole/bare  slowest s\n")
    for kind, rows in figures.items():
        bare = sum(row[1] for row in rows)
        slowest = max(rows, key=lambda row: row[3])
        sys.stdout.write(
            f"{kind:6}  {len(rows):5}  {sum(row[0] for row in rows):10}  {bare:6.2f}"
            f"  {sum(row[2] for row in rows) / bare:11.1f}"
            f"  {sum(row[3] for row in rows) / bare:10.1f}  {slowest[3]:.2f} {slowest[4]}\n"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"peak memory of all of it: {peak:.0f} MB\n")


if __name__ == "__main__":
    main()
