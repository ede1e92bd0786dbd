"""A review, and the checklists, as plain text for a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewer.checklist.summary import summarize
from reviewer.model.citing import cited
from reviewer.model.clause import AttributeKind, Category
from reviewer.model.flags import Severity
from reviewer.model.rules import Level
from reviewer.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewer.model.review import Review
    from reviewer.model.rules import Checklist, Rulebook

# So many values of a kind stand in its line.
_MOST_NAMED = 6
# Longer words of a flag are shortened.
_LONGEST = 70


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
    yield from _flags(review, rulebook)
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


def _flags(review: Review, rulebook: Rulebook) -> Iterator[str]:
    """The red flags, the gravest first, each with the words it was raised by."""
    flags = review.analysis.flags
    if not flags:
        return
    yield ""
    yield f"{len(flags)} red flags"
    order = list(Severity)
    titles = {flag.id: flag.title.en for flag in rulebook.flags}
    for flag in sorted(flags, key=lambda one: (order.index(one.severity), one.span)):
        words = " ".join(flag.span.text_of(review.policy.text).split())
        if len(words) > _LONGEST:
            words = words[:_LONGEST].rstrip() + "…"
        yield f"  {flag.severity.value:<9}{titles.get(flag.id, flag.id)}: “{words}”"


def checklists_lines(rulebook: Rulebook, language: str) -> Iterator[str]:
    """One line a checklist."""
    for checklist in rulebook.checklists:
        yield (
            f"{checklist.id:<18}{len(checklist.items):>4} items  "
            f"{checklist.title.in_language(language)}"
        )


def names_lines(rulebook: Rulebook, language: str) -> Iterator[str]:
    """What a checklist of one's own can name: one line a disclosure or condition."""
    yield "disclosures (all_of, any_of, fallback)"
    for disclosure in rulebook.disclosures:
        yield f"  {disclosure.id:<40}{disclosure.title.in_language(language)}"
    yield "conditions"
    for condition in rulebook.conditions:
        yield f"  {condition.id:<40}{condition.question.in_language(language)}"


def checked_line(path: Path, checklist: Checklist) -> str:
    """What there is in a file without faults."""
    levels = Counter(item.level.value for item in checklist.items)
    unverified = sum(not item.verification.verified for item in checklist.items)
    counts = [f"{levels[level.value]} {level.value}" for level in Level]
    return (
        f"{path} is sound: checklist {checklist.id}, {len(checklist.items)} items "
        f"({', '.join(counts)}; {unverified} not verified against the source)."
    )


def checklist_lines(checklist: Checklist, language: str) -> Iterator[str]:
    """A checklist with its articles."""
    words = Words("zh" if language == "zh" else "en")
    yield f"{checklist.title.in_language(language)} [{checklist.id}]"
    yield checklist.version_in(language)
    if checklist.extends:
        yield f"extends {checklist.extends}"
    for item in checklist.items:
        told = [
            item.title.in_language(language),
            cited(item.article, language),
            words.level(item.level),
        ]
        if not item.verification.verified:
            told.append(words.say("not verified against the source"))
        yield f"  {item.id}"
        yield f"    {' · '.join(told)}"
