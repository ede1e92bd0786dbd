"""Two places of a policy that cannot both be so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.analysis.flagged import FlagDocument, Raised, Showing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_LONGEST = 80


def opposed(
    flag: str, pairs: Sequence[tuple[str, str]]
) -> Callable[[FlagDocument], Iterator[Raised]]:
    """The check of a flag that is raised where one sign is shown and another one elsewhere.

    Args:
        flag: its id.
        pairs: of signs, the one where it is raised first; the first pair that is shown counts.
    """

    def check(document: FlagDocument) -> Iterator[Raised]:
        for one, other in pairs:
            firm = [place for place in document.shown(flag, one) if _firm(flag, place, document)]
            found = _first(firm, document.shown(flag, other))
            if found:
                yield raised(flag, *found, document)
                return

    return check


def _firm(flag: str, one: Showing, document: FlagDocument) -> bool:
    """Whether a statement stands without exceptions in the next sentence."""
    pieces = document.pieces.all
    if one.piece + 1 == len(pieces):
        return True
    behind = pieces[one.piece + 1].span.text_of(document.policy.text).lower()
    return not behind.startswith(document.words(flag, "exceptions"))


def _first(ones: Sequence[Showing], others: Sequence[Showing]) -> tuple[Showing, Showing] | None:
    """The first places of both that stand in different sentences."""
    for one in ones:
        for other in others:
            if one.piece != other.piece:
                return one, other
    return None


def raised(flag: str, one: Showing, other: Showing, document: FlagDocument) -> Raised:
    """What is raised at one place because of another, with the sentences of both."""
    values = {"said": _sentence(one, document), "against": _sentence(other, document)}
    return Raised(flag=flag, span=one.span, values=values)


def _sentence(one: Showing, document: FlagDocument) -> str:
    words = " ".join(document.pieces.all[one.piece].span.text_of(document.policy.text).split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"
