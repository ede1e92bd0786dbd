"""What is said of which words on a copy of the original; nothing here knows a file format."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from reviewer.errors import NotMarked
from reviewer.model.edits import FlagVerdict, OnItem
from reviewer.model.history import WorkingReview, fold
from reviewer.report import note_parts, style
from reviewer.report.numbering import gather
from reviewer.report.on_original.mark import Line, Mark, Marked, MarkKind
from reviewer.report.options import ReportOptions
from reviewer.report.remarks import passages, said_by, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewer.model.clause import Clause
    from reviewer.model.decisions import Remark
    from reviewer.model.review import FlagFinding, Review
    from reviewer.model.rules import Rulebook
    from reviewer.model.span import Span
    from reviewer.report.numbering import Material
    from reviewer.report.on_original.options import MarkOptions

# What a reviewer selected without its being a clause, in the colour of a text marker.
_MARKER = "#E6C200"
_NOTE = "#44558C"


def marked(review: Review | WorkingReview, rulebook: Rulebook, options: MarkOptions) -> Marked:
    """All that is said of words of the policy, as people left it."""
    if options.accepted_only and not isinstance(review, WorkingReview):
        review = fold(review)  # nobody has accepted anything
    asked = ReportOptions(language=options.language, accepted_only=options.accepted_only)
    material = gather(review, rulebook, asked)
    found = [*_clauses(material), *_flags(material), *_passages(material)]
    found.sort(key=lambda mark: (mark.span.start, -mark.span.end))
    return Marked(material.review.policy, tuple(found), tuple(_unplaced(material)))


def _clauses(material: Material) -> Iterator[Mark]:
    machine = material.words.say("Machine finding")
    for number, rank, clause in note_parts.numbered(material):
        shaped, last = _edits(material, rank)
        styles = [material.rulebook.style(category) for category in clause.categories]
        titles = [material.words.of(each.title) for each in styles]
        yield Mark(
            key=f"clause-{number}",
            span=clause.span,
            kind=MarkKind.HIGHLIGHT,
            hue=styles[0].hue,
            lines=tuple(Line(hue=each.hue, underline=each.underline) for each in styles),
            author=_who(material, shaped) if shaped else machine,
            moment=_when(material, last),
            subject=material.words.listed(titles),
            text=_note(material, number, rank, clause),
        )
        for order, remark in enumerate(material.standing.on_clause(rank), start=1):
            yield _comment(material, f"clause-{number}-{order}", clause.span, remark)


def _note(material: Material, number: int, rank: int, clause: Clause) -> str:
    return material.words.say(
        "Note {number}: {labels}. {words}",
        number=number,
        labels=note_parts.labels(material, clause),
        words=note_parts.grounds(material, rank, comments=False),
    )


def _edits(material: Material, rank: int) -> tuple[int, int]:
    """The edit that made a clause what it is and the last one on it; 0 for the machine's own."""
    working, clauses = material.standing.working, material.standing.clauses
    if working is None or not clauses:
        return 0, 0
    clause = clauses[rank]
    decided = working.decisions.decided.get(clause.id)
    shaped = max(clause.made, clause.changed)
    return shaped, max(shaped, decided.by if decided else 0)


def _flags(material: Material) -> Iterator[Mark]:
    """The red flags that were not dismissed, or those alone that were confirmed."""
    words = material.words
    for rank, flag in enumerate(material.review.analysis.flags):
        judged = material.standing.flag(rank)
        confirmed = judged is not None and judged.verdict is FlagVerdict.CONFIRMED
        if not confirmed and (judged is not None or material.options.accepted_only):
            continue
        said = [_alert(material, flag)]
        if judged is not None:
            label = words.flag_verdict(judged.verdict)
            who = said_by(material, judged.by)
            label = words.say("{verdict} ({who})", verdict=label, who=who)
            said.append(_spoken(material, label, judged.comment))
        yield Mark(
            key=f"flag-{rank + 1}",
            span=flag.span,
            kind=MarkKind.ALERT,
            hue=style.SEVERITY_COLOURS[flag.severity],
            author=words.say("Machine finding"),
            moment=_when(material, judged.by if judged else 0),
            subject=words.say("Red flag"),
            text="\n".join(said),
        )
        for order, remark in enumerate(material.standing.on_flag(rank), start=1):
            yield _comment(material, f"flag-{rank + 1}-{order}", flag.span, remark)


def _alert(material: Material, flag: FlagFinding) -> str:
    """What a flag says: its kind, the message, what it rests on and what to do."""
    words = material.words
    rule = next((one for one in material.rulebook.flags if one.id == flag.id), None)
    grade = words.say("severity: {severity}", severity=words.severity(flag.severity))
    said = [words.listed([words.of(rule.title) if rule else flag.id, grade])]
    said.append(words.of(flag.message))
    if rule:
        said.append(words.say("Basis: {articles}", articles=words.of(rule.why)))
        said.append(words.say("Remedy: {remedy}", remedy=words.of(rule.remedy)))
    return "\n".join(said)


def _passages(material: Material) -> Iterator[Mark]:
    """Comments on words that are no clause."""
    for order, (remark, span) in enumerate(passages(material), start=1):
        yield _comment(material, f"passage-{order}", span, remark, kind=MarkKind.HIGHLIGHT)


def _comment(
    material: Material, key: str, span: Span, remark: Remark, kind: MarkKind = MarkKind.NOTE
) -> Mark:
    """A comment with its answers, by whoever made it."""
    first, *answers = spoken(material, remark)
    said = [first.text, *(_spoken(material, one.label, one.text) for one in answers)]
    words = material.words
    return Mark(
        key=key,
        span=span,
        kind=kind,
        hue=_NOTE if kind is MarkKind.NOTE else _MARKER,
        author=_who(material, remark.by),
        moment=_when(material, max(remark.changed, *(one.by for one in remark.replies), 0)),
        subject=words.say("Question") if remark.question else words.say("Remark"),
        text="\n".join(said),
    )


def _spoken(material: Material, label: str, text: str) -> str:
    return material.words.say("{label}: {text}", label=label, text=text) if text else label


def _who(material: Material, sequence: int) -> str:
    working = material.standing.working
    who = working.edit(sequence).stamp.who.strip() if working and sequence else ""
    return who or material.words.say("not named")


def _when(material: Material, sequence: int) -> datetime:
    """When an edit was made, to the second; for none the day of the analysis."""
    working = material.standing.working
    if working is None or not sequence:
        return datetime.combine(material.review.analysis.as_of, time(), UTC)
    return working.edit(sequence).stamp.time.astimezone(UTC).replace(microsecond=0)


def _unplaced(material: Material) -> Iterator[NotMarked]:
    """Comments on items of checklists: they are about the law, not about words."""
    working = material.standing.working
    remarks: Iterable[Remark] = working.decisions.comments.values() if working else ()
    count = sum(isinstance(one.target, OnItem) and bool(one.text.strip()) for one in remarks)
    if count:
        yield NotMarked(
            "Comments on checklist items belong to no words and are not in the copy ({count}); "
            "they stand in the report.",
            count=count,
        )
