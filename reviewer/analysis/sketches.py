"""What a text must look like before a token pattern can match in it.

Cutting a sentence into tokens costs far more than searching it. A *sketch* of
a token pattern is a row of regular expressions that stand one behind the
other in every text in which the pattern matches. It ignores where tokens end
and what it does not know, so it may let too much through, and nothing less.
"""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Sketch = tuple[re.Pattern[str], ...]

# A bounded number of characters of a class: "^[^,;]{1,4}$".
_CLASS = re.compile(r"\^(\[\^?[^\[\]\\]+\])(?:\{\d+,(\d+)\})?\$")
# Alternatives without repetition or anchors of their own: "^(\d{1,3}|[一二]{1,2})$".
_CHOICE = re.compile(r"\^(\((?:\\d|[^\\()*+?^$.\[\]{}]|\[[^\[\]\\^]+\]|\{\d+,\d+\})+\))\$")
_COUNT = re.compile(r"\{\d*,(\d+)\}|\{(\d+)\}")


def sketch(tokens: Iterable[Mapping[str, object]]) -> Sketch:
    r"""The sketch of a token pattern.

    >>> verb = {"LOWER": {"IN": ["sell", "lend"]}}
    >>> [part.pattern for part in sketch([{"LOWER": "we"}, verb, {"LIKE_NUM": True}, verb])]
    ['(?:(?i:we)\\s*)(?:(?i:sell|lend)\\s*)', '(?:(?i:sell|lend)\\s*)']
    """
    parts = [""]
    for token in tokens:
        found = _words(token) or _shape(token)
        if not found:
            parts.append("")  # anything may stand here
            continue
        if token.get("IS_SENT_START") is True and parts == [""]:
            parts[-1] = r"\A\s*"
        parts[-1] += found
    return tuple(re.compile(part) for part in parts if part)


def fits(parts: Sketch, text: str) -> bool:
    """Whether the parts of a sketch stand in a text, each behind where the one before begins."""
    at = 0
    for part in parts:
        # The first place leaves most of the text to the parts that follow.
        place = part.search(text, at)
        if place is None:
            return False
        at = place.start() + 1
    return True


def _words(token: Mapping[str, object]) -> str:
    """The expression for a token that is one of some words; empty where it is not."""
    for attribute, flag in (("LOWER", "i"), ("TEXT", ""), ("ORTH", "")):
        value = token.get(attribute)
        words = value.get("IN") if isinstance(value, dict) else [value]
        if not isinstance(words, list) or not all(isinstance(one, str) and one for one in words):
            continue
        count = str(token.get("OP", "1"))
        # Where one word may begin another, rows of them can be read in ever so many ways.
        plain = not any(one.startswith(other) for one, other in permutations(words, 2))
        if count in {"1", "?"} or (plain and (count in {"*", "+"} or _COUNT.fullmatch(count))):
            choice = f"(?{flag}:{'|'.join(map(re.escape, words))})"
            return f"(?:{choice}\\s*){count.replace('1', '') if len(count) == 1 else count}"
    return ""


def _shape(token: Mapping[str, object]) -> str:
    """The expression for a token whose characters are bounded; empty where they are not."""
    value = token.get("TEXT")
    expression = value.get("REGEX") if isinstance(value, dict) and len(value) == 1 else None
    if not isinstance(expression, str):
        return ""
    count = str(token.get("OP", "1"))
    choice = _CHOICE.fullmatch(expression)
    if choice and count in {"1", "?"}:
        return f"(?:{choice[1]}\\s*){count.replace('1', '')}"
    letters, counted = _CLASS.fullmatch(expression), _COUNT.fullmatch(count)
    if letters and (counted or count in {"1", "?"}):
        # So many characters in a row, spaces aside, however they are cut into tokens.
        tokens = int(counted[1] or counted[2]) if counted else 1
        most = int(letters[2] or 1) * tokens
        return f"(?:\\s*+(?!\\s){letters[1]}){{0,{most}}}\\s*"
    return ""
