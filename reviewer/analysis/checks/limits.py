"""Times to answer that differ from one place of a policy to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.analysis.checks.response import slow_responses
from reviewer.analysis.flagged import FlagDocument, Raised
from reviewer.model.clause import AttributeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAG = "slow_response"


def answers(document: FlagDocument) -> Iterator[Raised]:
    """Times to answer beyond the law, and two different ones for the same requests."""
    yield from slow_responses(document)
    yield from two_limits(document)


def two_limits(document: FlagDocument) -> Iterator[Raised]:
    """The second of two different times in which requests in general are answered."""
    first = None
    for one in document.shown(FLAG, "general"):
        values = [
            value
            for value in document.attributes(one.piece)
            if value.kind is AttributeKind.DEADLINE
        ]
        if len(values) != 1:
            continue
        if first is None:
            first = values[0]
        elif values[0].value != first.value:
            text = document.policy.text
            yield Raised(
                flag=FLAG,
                span=values[0].span,
                variant="two",
                values={
                    "first": " ".join(first.span.text_of(text).split()),
                    "second": " ".join(values[0].span.text_of(text).split()),
                },
            )
            return
