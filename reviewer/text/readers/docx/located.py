"""The elements of a Word document's runs, by the places that the reader tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.text.readers.docx.numbering import Numbering
from reviewer.text.readers.docx.package import child
from reviewer.text.readers.docx.styles import Styles
from reviewer.text.readers.docx.walk import Context, Walk

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from reviewer.text.readers.docx.blocks import Place
    from reviewer.text.readers.docx.walk import _Draft, _Run


class _Finder(Walk):
    """Reads a part as the reader does, and keeps what it counted."""

    def __init__(self, root: Element, part: str) -> None:
        styles = Styles(None)
        super().__init__(root, part, Context(styles, Numbering(None, styles.list_of)))
        self.found: dict[Place, Element] = {}

    def _run(self, node: Element, style: str, draft: _Draft, paragraph: Element) -> _Run:
        run = super()._run(node, style, draft, paragraph)
        if run.place is not None:
            self.found[run.place] = node
        return run


def runs_of(root: Element, part: str) -> dict[Place, Element]:
    """The runs of the document's main part.

    Raises:
        ReadError: it nests or holds more than the reader takes.
    """
    finder = _Finder(root, part)
    body = child(root, "body")
    if body is not None:
        finder.blocks(body)
    return finder.found
