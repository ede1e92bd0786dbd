"""Token patterns of the rulebook, matched by spaCy where they can match at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.analysis.sketches import Sketch, fits, sketch
from reviewer.model.span import Span
from reviewer.text.tokens import tokenize, vocab

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spacy.matcher import Matcher

    from reviewer.model.rules import Pattern


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
        possible = [one for one in ids if fits(self._sketches[one], words)]
        if not possible:
            return {}
        doc = tokenize(words, self._language)
        found = {}
        for identifier in possible:
            matches = self._matchers[identifier](doc, as_spans=True)
            if matches:
                first = min(matches, key=lambda span: span.start_char)
                found[identifier] = Span(
                    sentence.start + first.start_char, sentence.start + first.end_char
                )
        return found
