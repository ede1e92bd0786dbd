"""Policies as if they had been read from files of every format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.gui import facts
from reviewer.gui.dialogs.properties import PropertiesDialog
from reviewer.model.origin import LineOrigin, Origin, PageOrigin, RunOrigin
from reviewer.model.policy import Format, LocalizedText, Policy, Problem
from reviewer.model.span import Span
from tests.gui.examples import ENGLISH, policy_of

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from tests.gui.conftest import Desk

LONG = "\n\n".join([ENGLISH] * 20)
_LINES_A_PAGE = 24


def origin_of(kind: Format, span: Span, number: int) -> Origin:
    """Where a line, by its number from 0, comes from."""
    if kind is Format.PDF:
        edges = tuple(map(float, range(len(span) + 1)))
        page = number // _LINES_A_PAGE + 1
        return PageOrigin(span=span, page=page, low=0.0, high=9.0, edges=edges)
    if kind is Format.DOCX:
        part = "word/document.xml"
        return RunOrigin(span=span, part=part, paragraph=number, run=0, offset=0)
    return LineOrigin(span, 2 * number + 1)


def read_from(kind: Format, text: str, *problems: Problem) -> Policy:
    """A policy as if it had been read from a file of some format."""
    policy = policy_of(text)
    origins = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        if line:
            origins.append(origin_of(kind, Span(start, start + len(line)), number))
        start += len(line) + 1
    pages = origins[-1].page if isinstance(origins[-1], PageOrigin) else 0
    encoding = "utf-8" if kind in facts.DECODED else ""
    source = replace(policy.source, format=kind, encoding=encoding, size=41_500, pages=pages)
    return replace(policy, source=source, origins=tuple(origins), problems=problems)


def problem(text: str, chinese: str, page: int | None = None, span: Span | None = None) -> Problem:
    return Problem(id="odd", message=LocalizedText(text, chinese), page=page, span=span)


def open_as(desk: Desk, policy: Policy, name: str) -> Document:
    """The document of a file that reading makes this policy of."""
    desk.answers.policies[name] = policy
    return desk.open(policy.text, name)


def three_problems() -> Policy:
    """A PDF of several pages, with a problem of each kind."""
    wanted = LONG.rindex("We never sell")
    return read_from(
        Format.PDF,
        LONG,
        problem("Changes were accepted.", "已接受修订。"),
        problem("Page 4 has no text.", "第 4 页没有文本。", page=4),
        problem(
            "A letter is unknown.", "有一个字符无法识别。", page=10, span=Span(wanted, wanted + 8)
        ),
    )


def properties(desk: Desk) -> PropertiesDialog:
    desk.window.actions_["properties"].trigger()
    dialog = desk.window.findChild(PropertiesDialog)
    assert isinstance(dialog, PropertiesDialog)
    return dialog
