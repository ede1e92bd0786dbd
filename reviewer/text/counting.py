"""How many characters of a kind a text has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

# What is found in so many characters stays in the processor's memory until it is counted.
_PART = 1 << 15


def characters(kind: re.Pattern[str], text: str) -> int:
    """How many characters of a text are of a kind.

    Args:
        kind: matches them, one by one or in runs.

    >>> import re
    >>> characters(re.compile("[a-f]+"), "beef or bread")
    8
    """
    return sum(
        sum(map(len, kind.findall(text, begin, begin + _PART)))
        for begin in range(0, len(text), _PART)
    )
