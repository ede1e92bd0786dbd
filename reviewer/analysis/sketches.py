"""What a text must look like before a token pattern can match in it.

Cutting a sentence into tokens costs far more than searching it. A *sketch* of
a token pattern is a row of regular expressions that stand one behind the
other in every text in which the pattern matches. It ignores where tokens end
and what it does not know, so it may let too much through, and nothing less.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Start and end in a text.
Stretch = tuple[int, int]

# What a token pattern may ask of a token that its letters alone decide.
_LETTERS = frozenset({"LOWER", "TEXT", "ORTH", "OP"})
# A bounded number of characters of a class: "^[^,;]{1,4}$".
_CLASS = re.compile(r"\^(\[\^?[^\[\]\\]+\])(?:\{\d+,(\d+)\})?\$")
# Alternatives without repetition or anchors of their own: "^(\d{1,3}|[一二]{1,2})$".
_CHOICE = re.compile(r"\^(\((?:\\d|[^\\()*+?^$.\[\]{}]|\[[^\[\]\\^]+\]|\{\d+,\d+\})+\))\$")
_ATOM = re.compile(r"(?:\\d|\[[^\]]+\]|[^|()])(?:\{\d+,(\d+)\})?")
_COUNT = re.compile(r"\{\d*,(\d+)\}|\{(\d+)\}")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What stands in every text in which a token pattern matches.

    Attributes:
        parts: expressions for a text in lower case, each behind where the one
            before begins.
        run: how far a match can reach, as a row of the letters that it can hold;
            None where the letters of a match alone do not decide.
        width: how many characters a match has at most; None where nothing bounds them.
    """

    parts: tuple[re.Pattern[str], ...]
    run: re.Pattern[str] | None
    width: int | None

    def stretches(self, text: str) -> Sequence[Stretch]:
        """The stretches of a text in which the pattern can match, in order."""
        folded = text.lower()
        if self.run is None or len(folded) != len(text):
            return [(0, len(text))] if self._stands(folded) else []
        found: list[Stretch] = []
        at = reached = 0
        while at < len(text):
            place = self.parts[0].search(folded, at)
            if place is None:
                break
            start = place.start()
            if start >= reached:
                run = self.run.match(folded, start)
                reached = run.end() if run else start
            end = reached if self.width is None else min(start + self.width, reached)
            found.append((start, end))
            at = start + 1
        return found

    def _stands(self, text: str) -> bool:
        at = 0
        for part in self.parts:
            # The first place leaves most of the text to the parts that follow.
            place = part.search(text, at)
            if place is None:
                return False
            at = place.start() + 1
        return True


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of one token.

    Attributes:
        expression: for all of it.
        letter: for one letter of it.
        width: how many characters it has at most; None: any number.
    """

    expression: str
    letter: str
    width: int | None


def sketch(tokens: Iterable[Mapping[str, object]]) -> Sketch:
    r"""The sketch of a token pattern.

    >>> verb = {"LOWER": {"IN": ["sell", "lend"]}}
    >>> found = sketch([{"LOWER": "we"}, verb, {"LIKE_NUM": True}, verb])
    >>> [part.pattern for part in found.parts]
    ['(?:(?:we)\\s*)(?:(?:sell|lend)\\s*)', '(?:(?:sell|lend)\\s*)']
    """
    parts = [""]
    letters: list[str] | None = []
    width: int | None = 0
    for token in tokens:
        part = _words(token) or _shape(token)
        if part is None:
            parts.append("")  # anything may stand here
            letters = None
            continue
        if token.get("IS_SENT_START") is True and parts == [""] and not _optional(token):
            parts[-1] = r"\A\s*"
        parts[-1] += part.expression
        width = None if width is None or part.width is None else width + part.width
        if letters is not None and token.keys() <= _LETTERS:
            letters.append(part.letter)
        else:
            letters = None
    run = None if letters is None else re.compile(f"(?:{'|'.join(dict.fromkeys(letters))}|\\s)*+")
    if run is None:
        # What may be missing tells nothing, nor that the next part stands behind where it begins.
        parts = [part for part in parts if part.startswith(r"\A") or not re.fullmatch(part, "")]
    return Sketch(tuple(map(re.compile, parts)), run, width)


def _words(token: Mapping[str, object]) -> _Part | None:
    """The part for a token that is one of some words; None where it is not."""
    for attribute in ("LOWER", "TEXT", "ORTH"):
        value = token.get(attribute)
        words = value.get("IN") if isinstance(value, dict) else [value]
        if not isinstance(words, list) or not all(isinstance(one, str) and one for one in words):
            continue
        count = str(token.get("OP", "1"))
        counted = _COUNT.fullmatch(count)
        # Where one word may begin another, rows of them can be read in ever so many ways.
        plain = not any(one.startswith(other) for one, other in permutations(words, 2))
        if count in {"1", "?"} or (plain and (counted or count in {"*", "+"})):
            choice = "|".join(re.escape(word.lower()) for word in words)
            letters = "".join(sorted(set("".join(words).lower())))
            # What case means beyond ASCII depends on the letters around.
            flag = "" if choice.isascii() else "i"
            most = _most(count)
            return _Part(
                f"(?:(?{flag}:{choice})\\s*){count if count != '1' else ''}",
                f"(?{flag}:[{re.escape(letters)}])",
                most and most * (max(map(len, words), default=0) + 1),
            )
    return None


def _shape(token: Mapping[str, object]) -> _Part | None:
    """The part for a token whose characters are bounded; None where they are not."""
    value = token.get("TEXT")
    expression = value.get("REGEX") if isinstance(value, dict) and len(value) == 1 else None
    count = str(token.get("OP", "1"))
    most = _most(count)
    if not isinstance(expression, str) or most is None:
        return None
    choice = _CHOICE.fullmatch(expression)
    if choice and count in {"1", "?"}:
        atoms = list(_ATOM.finditer(choice[1]))
        letter = "|".join(atom[0].partition("{")[0] for atom in atoms)
        width = sum(int(atom[1] or 1) for atom in atoms) + 1
        return _Part(f"(?i:{choice[1]}\\s*){count.replace('1', '')}", f"(?i:{letter})", width)
    letters = _CLASS.fullmatch(expression)
    if letters:
        # So many characters in a row, spaces aside, however they are cut into tokens.
        most *= int(letters[2] or 1)
        row = f"(?:\\s*+(?!\\s)(?i:{letters[1]})){{0,{most}}}\\s*"
        return _Part(row, f"(?i:{letters[1]})", 2 * most)
    return None


def _optional(token: Mapping[str, object]) -> bool:
    """Whether a match can do without the token."""
    return str(token.get("OP", "1")).startswith(("?", "*", "{,", "{0"))


def _most(count: str) -> int | None:
    """How many tokens a count allows; None where nothing bounds them."""
    if count in {"1", "?"}:
        return 1
    counted = _COUNT.fullmatch(count)
    return int(counted[1] or counted[2]) if counted else None
