"""Token patterns of the rulebook, matched by spaCy where they can match at all."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reviewer.analysis.sketches import sketch
from reviewer.model.span import Span
from reviewer.text.tokens import bring_spacy, tokenize, vocab

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spacy.matcher import Matcher

    from reviewer.analysis.sketches import Sketch, Stretch
    from reviewer.model.rules import Pattern

# What is cut into tokens by itself, whatever stands around it: English between
# spaces, Chinese between marks (as jieba has it).
_UNIT = {
    "en": re.compile(r"\S+"),
    "zh": re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+"),
}


class PatternMatcher:
    """The token patterns of one language.

    Raises:
        ValueError: a pattern is not of the form that spaCy's Matcher takes.
    """

    def __init__(self, patterns: Sequence[Pattern], language: str) -> None:
        self._language = language
        self._matchers: dict[str, Matcher] = {}
        self._sketches: dict[str, Sketch] = {}
        for pattern in patterns:
            if pattern.language == language:
                self._matchers[pattern.id] = self._compiled(pattern)
                self._sketches[pattern.id] = sketch(pattern.tokens)

    def _compiled(self, pattern: Pattern) -> Matcher:
        bring_spacy()
        from spacy.errors import MatchPatternError
        from spacy.matcher import Matcher

        matcher = Matcher(vocab(self._language), validate=True)
        try:
            matcher.add(pattern.id, [list(pattern.tokens)], greedy="LONGEST")
        except MatchPatternError as error:
            message = f"the pattern {pattern.id} is not well formed: {error}"
            raise ValueError(message) from error
        return matcher

    def find(self, text: str, sentence: Span, ids: Iterable[str]) -> Mapping[str, Span]:
        """Where patterns match in a sentence: the first place of each.

        Args:
            text: the canonical text.
            ids: the patterns whose gate the sentence passed; others are not tried.
        """
        words = sentence.text_of(text)
        possible: dict[str, Sequence[Stretch]] = {}
        for identifier in ids:
            stretches = self._sketches[identifier].stretches(words)
            if stretches:
                possible[identifier] = stretches
        if not possible:
            return {}
        every = sorted(one for stretches in possible.values() for one in stretches)
        found: dict[str, Span] = {}
        for start, end in self._whole(words, every):
            # Cutting is dear, and only the first place counts.
            wanted = [
                identifier
                for identifier, stretches in possible.items()
                if identifier not in found and _within(start, end, stretches)
            ]
            if not wanted:
                continue
            tokens = tokenize(words[start:end], self._language)
            for identifier in wanted:
                matches = self._matchers[identifier](tokens, as_spans=True)
                if matches:
                    first = min(matches, key=lambda match: match.start_char)
                    begin = sentence.start + start
                    found[identifier] = Span(begin + first.start_char, begin + first.end_char)
        return {identifier: found[identifier] for identifier in possible if identifier in found}

    def _whole(self, words: str, stretches: Sequence[Stretch]) -> Sequence[Stretch]:
        """Stretches, in order, with the tokens whole that they touch, joined where they meet."""
        if (0, len(words)) in stretches:
            return [(0, len(words))]
        units = [unit.span() for unit in _UNIT[self._language].finditer(words)]
        begins = [begin for begin, _ in units]
        found: list[Stretch] = []
        for first, last in stretches:
            start, stop = first, last
            at = bisect_right(begins, start) - 1
            if at >= 0 and units[at][1] > start:
                start = units[at][0]
            at = bisect_left(begins, stop) - 1
            if at >= 0:
                stop = max(stop, units[at][1])
            if found and start <= found[-1][1]:
                start, stop = found[-1][0], max(stop, found.pop()[1])
            found.append((start, stop))
        return found


def _within(start: int, end: int, stretches: Sequence[Stretch]) -> bool:
    """Whether one of some stretches, in order, lies in a part of a text."""
    at = bisect_left(stretches, (start,))
    return at < len(stretches) and stretches[at][0] < end
