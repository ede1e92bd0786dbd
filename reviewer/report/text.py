"""A review, and the checklists, as plain text for a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewer.checklist.summary import summarize
from reviewer.model.clause import AttributeKind, Category

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.review import Review
    from reviewer.model.rules import Checklist, Rulebook

# So many values of a kind stand in its line.
_MOST_NAMED = 6


def as_text(review: Review, rulebook: Rulebook) -> str:
    """What a policy says and leaves out, on one screen, in English."""
    return "\n".join(_lines(review, rulebook))


def _lines(review: Review, rulebook: Rulebook) -> Iterator[str]:
    policy, analysis = review.policy, review.analysis
    yield policy.title
    pages = f" of {policy.source.pages} pages" if policy.source.pages else ""
    yield (
        f"{policy.source.name}, {policy.source.format}{pages}, {policy.language}, "
        f"{len(policy.text)} characters, {len(policy.sentences)} sentences, as of {analysis.as_of}"
    )
    for problem in policy.problems:
        yield f"! {problem.message.en}"
    yield ""
    counts = Counter(category for clause in analysis.clauses for category in clause.categories)
    yield f"{len(analysis.clauses)} clauses"
    for category in Category:
        if counts[category]:
            yield f"  {rulebook.style(category).title.en:<22}{counts[category]:>5}"
    yield from _named(review, rulebook)
    for finding in analysis.checklists:
        checklist = rulebook.checklist(finding.id)
        summary = summarize(checklist, finding)
        yield ""
        yield f"{checklist.title.en} [{checklist.id}]"
        yield "  " + ", ".join(
            f"{count} {status.value.replace('_', ' ')}" for status, count in summary.counts
        )
        requirements = {item.id: item for item in checklist.items}
        for item in summary.open_items:
            requirement = requirements[item.id]
            yield (
                f"  {item.status.value:<8} {requirement.severity.value:<9}"
                f"{requirement.title.en} ({requirement.article})"
            )


def _named(review: Review, rulebook: Rulebook) -> Iterator[str]:
    """One line a kind: the values that clauses name, the most frequent first."""
    attributes = [one for clause in review.analysis.clauses for one in clause.attributes]
    if not attributes:
        return
    yield ""
    yield f"{len(attributes)} values named"
    for kind in AttributeKind:
        counts = Counter((one.value, one.negated) for one in attributes if one.kind is kind)
        if not counts:
            continue
        words = []
        for (value, negated), count in counts.most_common(_MOST_NAMED):
            term = rulebook.wording.term(kind, value)
            name = term.title.en if term else value
            words.append(f"{name}{' (denied)' if negated else ''} {count}")
        more = f", and {len(counts) - _MOST_NAMED} more" if len(counts) > _MOST_NAMED else ""
        yield f"  {kind.value.replace('_', ' '):<22}{counts.total():>5}  {', '.join(words)}{more}"


def checklists_lines(rulebook: Rulebook, language: str) -> Iterator[str]:
    """One line a checklist."""
    for checklist in rulebook.checklists:
        yield (
            f"{checklist.id:<14}{len(checklist.items):>4} items  "
            f"{checklist.title.in_language(language)}"
        )


def checklist_lines(checklist: Checklist, language: str) -> Iterator[str]:
    """A checklist with its articles."""
    yield f"{checklist.title.in_language(language)} [{checklist.id}]"
    yield checklist.version
    for item in checklist.items:
        mark = "" if item.verification.verified else "  (article not verified)"
        yield f"  {item.id}"
        yield f"    {item.title.in_language(language)}: {item.article}, {item.level}{mark}"
