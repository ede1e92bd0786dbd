"""What edits refer to in a review: its clauses, items and flags, by names that last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from reviewer.model.decisions import WorkingClause
from reviewer.model.edits import ItemKey
from reviewer.model.review import Review
from reviewer.model.span import Span

_DIGEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the machine found, by the names that edits use.

    Attributes:
        clauses: by id, in the order of the analysis.
        items: all that were evaluated.
        flags: index into ``Analysis.flags`` by id.
    """

    text: str
    clauses: dict[str, WorkingClause]
    items: frozenset[ItemKey]
    checklists: frozenset[str]
    flags: dict[str, int]


def ground(review: Review) -> Ground:
    """The ground of a review's edits."""
    text, analysis = review.policy.text, review.analysis
    names = clause_ids(text, (clause.span for clause in analysis.clauses))
    clauses = {
        name: WorkingClause(
            id=name, span=clause.span, categories=clause.categories, machine=(number,)
        )
        for number, (name, clause) in enumerate(zip(names, analysis.clauses, strict=True))
    }
    flags = _numbered(f"{flag.id}-{_digest(flag.span.text_of(text))}" for flag in analysis.flags)
    return Ground(
        text=text,
        clauses=clauses,
        items=frozenset(
            ItemKey(finding.id, item.id)
            for finding in analysis.checklists
            for item in finding.items
        ),
        checklists=frozenset(finding.id for finding in analysis.checklists),
        flags={identifier: number for number, identifier in enumerate(flags)},
    )


def clause_ids(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    """A name for each clause, made of its words.

    So an analysis that finds the same words again gives them the same name, whatever else
    it finds. The second of two clauses with the same words ends in "-2".

    Args:
        spans: in the order of the text.
    """
    return tuple(_numbered(f"m{_digest(span.text_of(text))}" for span in spans))


def _digest(words: str) -> str:
    quote = " ".join(words.split())
    return blake2b(quote.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).hexdigest()


def _numbered(names: Iterable[str]) -> Iterator[str]:
    met: Counter[str] = Counter()
    for name in names:
        met[name] += 1
        yield name if met[name] == 1 else f"{name}-{met[name]}"
