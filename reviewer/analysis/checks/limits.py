"""Times to answer that differ from one place of a policy to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.analysis.flagged import FlagDocument, Raised
from reviewer.model.clause import AttributeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAG = "slow_response"


def two_limits(document: FlagDocument) -> Iterator[Raised]:
    """The second of two different times in which requests in general are answered."""
    first = None
    for one in document.shown(FLAG, "answers"):
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
