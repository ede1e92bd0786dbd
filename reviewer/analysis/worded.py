"""All wordings of a language in a form that can be kept in a file.

There are tens of thousands, of which a policy holds some hundred. So what a wording
can be is written down as text, and only read where the wording is found.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reviewer.analysis.wordings import Meaning, Role, Writings, Written
from reviewer.model.clause import AttributeKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from reviewer.analysis.rows import Flags, Numbers
    from reviewer.model.terms import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """All wordings of a language, side by side.

    Attributes:
        heads: their words in lower case, in order.
        masks: the categories of clauses that can name what they name.
        always: whether each is looked at wherever it stands.
        told: what each can be, as JSON.
    """

    heads: tuple[str, ...]
    masks: Numbers
    always: Flags
    told: tuple[str, ...]

    @classmethod
    def of(cls, wording: Wording, language: str) -> Worded:
        """The wordings of a language.

        Raises:
            ValueError: a phrase is not well formed.
        """
        # In order: an automaton of them is searched sooner where memory is slow.
        made = dict(sorted(Writings(wording, language).made.items()))
        every = made.values()
        return cls(
            heads=tuple(made),
            masks=np.array([one.mask for one in every], dtype=np.int64),
            always=np.array(
                [bool(one.role or one.opens or one.spaced) for one in every], dtype=np.bool_
            ),
            told=tuple(map(told, every)),
        )


def told(one: Written) -> str:
    """What a wording can be, as text."""
    return json.dumps(
        [
            one.length,
            one.latin,
            one.margins,
            one.spaced,
            one.role,
            one.mask,
            one.never,
            [_fields(meaning) for meaning in one.meanings],
            one.opens,
            [(gap, _fields(meaning)) for gap, meaning in one.closes],
            one.open_end,
            one.bars,
        ]
    )


def read(text: str) -> Written:
    """What :func:`told` wrote."""
    length, latin, margins, spaced, role, mask, never, meanings, opens, closes, *ends = json.loads(
        text
    )
    return Written(
        length=length,
        latin=tuple(latin),
        margins=tuple(margins),
        spaced=spaced,
        role=Role(role),
        mask=mask,
        never=tuple(AttributeKind(kind) for kind in never),
        meanings=tuple(_meaning(fields) for fields in meanings),
        opens=tuple(opens),
        closes=tuple((gap, _meaning(fields)) for gap, fields in closes),
        open_end=ends[0],
        bars=ends[1],
    )


def _fields(one: Meaning) -> Sequence[object]:
    return one.kind, one.value, one.group, one.sensitive, one.mask, one.exact


def _meaning(fields: Sequence[Any]) -> Meaning:
    kind, value, group, sensitive, mask, exact = fields
    return Meaning(
        kind=AttributeKind(kind),
        value=value,
        group=group,
        sensitive=sensitive,
        mask=mask,
        exact=exact,
    )
