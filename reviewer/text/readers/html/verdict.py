"""Whether a page holds a policy at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewer.errors import EmptyPolicy
from reviewer.text import problems
from reviewer.text.language import any_analysed, languages_of
from reviewer.text.readers.html.words import weight
from reviewer.text.substance import legal_words, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.model.policy import Problem
    from reviewer.text.readers.html.pieces import Page, Piece

_ERROR = re.compile(
    r"\b(?:404|403)\b|\b(?:error|http|status)\W{0,3}[345]\d\d\b|not (?:be )?found"
    r"|(?:isn.t|not) available"
    r"|no longer available"
    r"|access denied|forbidden|does(?:n.t| not) exist|been (?:re)?moved|enable javascript"
    r"|javascript is (?:disabled|required)|are you (?:a )?(?:human|robot)|just a moment"
    r"|service unavailable|internal server error|something went wrong"
    r"|页面不存在|找不到|无法访问|访问受限|出错了|已下线|已删除|验证码",
    re.IGNORECASE,
)
_SHORT_ERROR = 120
# Statements on personal data that even a short policy makes, and those that
# a page makes in passing.
_PASSING = 3
# A page is a hub where so much of its text leads elsewhere.
_LINKS, _MENUS, _POINTED, _LITTLE = 0.35, 0.6, 0.4, 1200
_POINTER = re.compile(
    r"\b(?:read|view|see|full|complete|entire)\b.{0,30}\b(?:policy|notice|statement)\b|查看.{0,6}(?:全文|完整)",
    re.IGNORECASE,
)
# A contract says so many of its words even where it leaves data out.
_LEGAL = 3
# A policy's shortest, a Han character counting as three letters.
_SHORTEST = 60
# All text of the smallest page.
_PAGE = 500


def check(page: Page, pieces: Sequence[Piece]) -> tuple[Problem, ...]:
    """What to say of a page's matter.

    Raises:
        EmptyPolicy: there is no policy in it.
    """
    text = "\n".join(piece.text for piece in pieces)
    size = weight(text)
    if page.frames and size < _SHORTEST:
        raise EmptyPolicy(
            "The page only shows other pages in frames; open the policy in a window of its own "
            "and save that."
        )
    if not pieces:
        raise EmptyPolicy(
            "The page shows no policy text; save it from the browser once the policy is visible."
        )
    if page.regions[0].text < _PAGE:
        return ()  # a fragment, not a page that surrounds a policy
    found = (problems.MORE_TEXT_IN_FRAMES,) if page.frames and size < 20 * _SHORTEST else ()
    languages = languages_of([piece.text for piece in pieces])
    if not any_analysed(languages):
        return found  # whether it is a policy cannot be told
    said = statements(text)
    error = _error_of(page, pieces)
    if said < _PASSING and error:
        raise EmptyPolicy(
            "The page holds no policy but an error message: {message}; open the policy in the "
            "browser and save it once it is visible.",
            message=error,
        )
    if said < _PASSING and _leads_away(page, pieces, size, said):
        raise EmptyPolicy(
            "The page only leads to the policy; follow its link, save the page that holds the "
            "whole text and open that."
        )
    little = not said or (said < _PASSING and size > _LITTLE)
    if little and legal_words(text) < _LEGAL:
        raise EmptyPolicy(
            "The page holds no policy: it says next to nothing about personal data; open the page "
            "that does."
        )
    return found


def _leads_away(page: Page, pieces: Sequence[Piece], size: int, said: int) -> bool:
    """Whether links make up much of a page that says little."""
    linked = sum(piece.links for piece in pieces) / max(sum(len(p.text) for p in pieces), 1)
    if linked > _LINKS:
        return True
    if not linked and said:
        return False  # a short policy in a large frame
    whole = page.regions[0]
    points = any(_POINTER.search(piece.text) for piece in page.pieces if piece.links)
    return size < _LITTLE and whole.links > (_POINTED if points else _MENUS) * whole.text


def _error_of(page: Page, pieces: Sequence[Piece]) -> str:
    """The title or short line that reports an error; empty where none does."""
    short = [piece.text for piece in pieces if len(piece.text) <= _SHORT_ERROR]
    return next((text for text in (page.title, *short) if _ERROR.search(text)), "")
