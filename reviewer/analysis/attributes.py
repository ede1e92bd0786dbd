"""Values that clauses name: data types, recipients, periods, ages, contacts, laws ...

What has words is found by the rulebook's wording in one pass over the text
(:mod:`~reviewer.analysis.terms`), what has a form by patterns
(:mod:`~reviewer.analysis.formed`); both look only for what the categories of a
clause make likely.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer.analysis import names
from reviewer.analysis.denials import Denials
from reviewer.analysis.formed import formed
from reviewer.analysis.terms import Hits, Stretch, TermIndex
from reviewer.analysis.worded import Worded
from reviewer.analysis.wordings import Meaning, mask_of
from reviewer.model.clause import Attribute, AttributeKind, Category, Clause
from reviewer.model.span import Span
from reviewer.text.normalize import Shadow, shadow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reviewer.analysis.extract import Extraction
    from reviewer.model.policy import Policy
    from reviewer.model.terms import Wording

_K = AttributeKind
_DENIABLE = frozenset({_K.DATA_TYPE, _K.RECIPIENT, _K.PURPOSE, _K.COUNTRY, _K.PERMISSION})
# Kinds of which words in a row name one thing: "billing" "contact information".
_COMPOUND = frozenset({_K.DATA_TYPE, _K.RECIPIENT})
_LANGUAGES = ("en", "zh")
# The group of recipients that go by their names.
_NAMED = "vendors"
# What stands before a name that is part of an address or of a paper's title.
_TITLES = ("//", "《")
_DOMAINS = (".com", ".net", ".org", ".cn", ".io")


@dataclass(slots=True)
class _Text:
    """A text in which values are looked for.

    Attributes:
        title: lower case.
        own: for each name whether it is that of the organisation that speaks.
    """

    text: str
    folded: Shadow
    title: str
    own: dict[str, bool]

    def is_foreign(self, name: str, end: int) -> bool:
        """Whether a name that ends somewhere is that of another organisation there."""
        if name not in self.own:
            first = name.split(maxsplit=1)[0].lower()
            self.own[name] = first in self.title or names.is_own(self.text, name)
        address = self.text.startswith(_DOMAINS, end) or self.text.endswith(
            _TITLES, 0, end - len(name)
        )
        return not self.own[name] and not address


class AttributeFinder:
    """The words of a rulebook, ready to be looked for in clauses.

    Args:
        wording: of the rulebook.
        worded: makes the wordings of a language ready, or fetches them from where they are kept.
    """

    def __init__(
        self, wording: Wording, worded: Callable[[Wording, str], Worded] = Worded.of
    ) -> None:
        self._wording = wording
        self._make = worded
        # Made when a policy first needs them: there are thousands of words.
        self._indexes: dict[str, TermIndex] = {}
        self._denials = {denial.language: Denials(denial) for denial in wording.denials}

    def prepare(self, languages: Iterable[str]) -> None:
        """Makes the words of some languages ready.

        Raises:
            ValueError: a phrase is not well formed.
        """
        for language in languages:
            if language in _LANGUAGES and language not in self._indexes:
                worded = self._make(self._wording, language)
                self._indexes[language] = TermIndex(worded, language)

    def with_attributes(self, policy: Policy, extraction: Extraction, folded: Shadow) -> Extraction:
        """The same clauses, each with the values that it names.

        Args:
            folded: the shadow of the policy's text.
        """
        languages = [language.split("-")[0] for language in policy.languages]
        text = _Text(policy.text, folded, policy.title.lower(), {})
        spans = [(clause.span, clause.categories) for clause in extraction.clauses]
        found = self._find(text, spans, languages)
        clauses = tuple(
            _with(clause, attributes) if attributes else clause
            for clause, attributes in zip(extraction.clauses, found, strict=True)
        )
        return replace(extraction, clauses=clauses)

    def named_in(
        self, words: str, categories: Iterable[Category], language: str = "en"
    ) -> tuple[Attribute, ...]:
        """The values that a text names which is one clause by itself.

        Args:
            categories: what it is about; they decide what is looked for.
            language: "en" or "zh".
        """
        text = _Text(words, shadow(words), "", {})
        return self._find(text, [(Span(0, len(words)), tuple(categories))], [language])[0]

    def _find(
        self,
        text: _Text,
        clauses: Sequence[tuple[Span, tuple[Category, ...]]],
        languages: Iterable[str],
    ) -> list[tuple[Attribute, ...]]:
        spoken = [language for language in languages if language in _LANGUAGES]
        self.prepare(spoken)
        place = text.folded.position
        stretches = [
            Stretch(place(span.start), place(span.end), mask_of(categories))
            for span, categories in clauses
        ]
        hits = [
            (language, self._indexes[language].find(text.text, text.folded, stretches))
            for language in spoken
        ]
        found = []
        for index, (span, _) in enumerate(clauses):
            worded: list[Attribute] = []
            for language, by_clause in hits:
                if by_clause[index].named:
                    worded += self._worded(text, stretches[index], by_clause[index], language)
            if len(hits) > 1:
                worded = _longest(worded)
            found.append(_settled(text, span, worded, stretches[index].mask))
        return found

    def _worded(
        self, text: _Text, stretch: Stretch, hits: Hits, language: str
    ) -> Iterator[Attribute]:
        """What words name in a clause, compounds put together, with what is denied."""
        words = text.folded.text
        named = _apart(hits, words, language)
        denied: set[tuple[int, int]] = set()
        if hits.markers and language in self._denials:
            bounds = (stretch.start, stretch.end)
            places = [(start, end) for start, end, _ in named]
            denied = self._denials[language].denied(words, bounds, hits.markers, places)
        for start, end, meaning in named:
            span = text.folded.span(start, end)
            value = meaning.value or " ".join(span.text_of(text.text).split())
            if meaning.value or text.is_foreign(value, span.end):
                yield Attribute(
                    kind=meaning.kind,
                    value=value,
                    span=span,
                    negated=(start, end) in denied and meaning.kind in _DENIABLE,
                    group=meaning.group,
                    sensitive=meaning.sensitive,
                )


def _with(clause: Clause, attributes: tuple[Attribute, ...]) -> Clause:
    # As dataclasses.replace does, in a third of its time.
    return Clause(
        span=clause.span,
        categories=clause.categories,
        scores=clause.scores,
        section=clause.section,
        origin=clause.origin,
        reasons=clause.reasons,
        attributes=attributes,
    )


def _apart(hits: Hits, words: str, language: str) -> list[tuple[int, int, Meaning]]:
    """What is named, in order, none within another of its kind."""
    kept: list[tuple[int, int, Meaning]] = []
    reached: dict[AttributeKind, int] = {}
    for start, end, meaning in sorted(hits.named, key=_by_length):
        kind = meaning.kind
        if start < reached.get(kind, 0):
            continue
        reached[kind] = end
        if language == "en" and kept and kind in _COMPOUND:
            before, stop, other = kept[-1]
            if other.kind is kind and other.value and meaning.value and words[stop:start] == " ":
                kept[-1] = (before, end, meaning)
                continue
        kept.append((start, end, meaning))
    return kept


def _by_length(found: tuple[int, int, Meaning]) -> tuple[int, int]:
    return found[0], -found[1]


def _settled(text: _Text, span: Span, worded: list[Attribute], mask: int) -> tuple[Attribute, ...]:
    """All values of a clause in order; what has a form goes before words that stand in it."""
    shaped = [
        Attribute(
            kind=kind,
            value=value,
            span=Span(span.start + start, span.start + end),
            group=_NAMED if kind is _K.RECIPIENT else "",
        )
        for kind, value, start, end in formed(span.text_of(text.text), mask)
        if kind is not _K.RECIPIENT or text.is_foreign(value, span.start + end)
    ]
    if not (shaped or worded):
        return ()
    if shaped:
        worded = [one for one in worded if not _takes(shaped, one)]
    kept = {(one.kind, one.value, one.span): one for one in (*worded, *shaped)}
    return tuple(sorted(kept.values(), key=_place))


def _longest(worded: list[Attribute]) -> list[Attribute]:
    """Without what the words of another language name within what one names."""
    # Of each kind the span that reaches furthest of those that begin before or are longer.
    furthest: dict[AttributeKind, Span] = {}
    within = set()
    for one in sorted(worded, key=_widest_first):
        wider = furthest.get(one.kind)
        if wider is None or one.span.end > wider.end:
            furthest[one.kind] = one.span
        elif wider != one.span:
            within.add((one.kind, one.span))
    return [one for one in worded if (one.kind, one.span) not in within]


def _widest_first(one: Attribute) -> tuple[int, int]:
    return one.span.start, -one.span.end


def _takes(shaped: list[Attribute], one: Attribute) -> bool:
    """Whether words stand in what has a form; the title of a law takes its short name.

    Args:
        shaped: in order, none within another.
    """
    index = bisect_right(shaped, one.span.start, key=_end)
    if index == len(shaped) or not one.span.overlap(shaped[index].span):
        return False
    if one.kind is shaped[index].kind is _K.LAW:
        shaped[index] = replace(shaped[index], value=one.value)
    return True


def _end(one: Attribute) -> int:
    return one.span.end


def _place(one: Attribute) -> tuple[int, int, str]:
    return one.span.start, one.span.end, one.kind
