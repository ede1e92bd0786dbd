"""What the report says of who decided what, and when."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewer.model import edits as made
from reviewer.model.provenance import Manner, peer_decision
from reviewer.report.blocks import Grid, Heading, Paragraph, Part, Tone
from reviewer.report.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from reviewer.model.edits import Change, Edit
    from reviewer.model.former import Authorship
    from reviewer.report.numbering import Material

_WHOLE = 60  # edits, which are listed one by one; more are summed up by day
_TEXT = 140


def parts(material: Material, running: str) -> Iterator[Part]:
    """The log; none where nobody has edited anything."""
    working, words = material.standing.working, material.words
    if working is None or not working.edits:
        return
    title = words.say("Log of decisions")
    whole = material.options.whole_log or len(working.edits) <= _WHOLE
    lead = (
        words.say("Every edit of the review, in order; times are in UTC.")
        if whole
        else words.say(
            "{count} edits, summed up by day, person and kind; days are in UTC. The review file "
            "holds each of them.",
            count=len(working.edits),
        )
    )
    table = _each(material) if whole else _days(material)
    pieces = (Heading(text=title, level=1), Paragraph(lead, Tone.SMALL), table)
    yield Part(key="log", title=title, pieces=pieces, running=running)


def _each(material: Material) -> Grid:
    words = material.words
    rows = tuple(
        (str(number), time.strftime("%Y-%m-%d %H:%M:%S"), who, told)
        for number, time, who, told in entries(material)
    )
    header = (words.say("No."), words.say("When"), words.say("Who"), words.say("What"))
    return Grid(header=header, widths=(0.08, 0.20, 0.20, 0.52), rows=rows)


def entries(material: Material) -> Iterator[tuple[int, datetime, str, str]]:
    """Each edit: its number, when it was made, by whom, and what it says."""
    working = material.standing.working
    if working is None:
        return
    counted = set(working.standing)
    for edit in working.edits:
        told = in_words(material, edit.change)
        if edit.sequence not in counted and not isinstance(edit.change, made.Undo | made.Redo):
            told = material.words.say("{told} (undone)", told=told)
        yield edit.sequence, edit.stamp.time, edit.stamp.who, _with_other(material, edit, told)


def _with_other(material: Material, edit: Edit, told: str) -> str:
    """What an edit says, and whose decision in another review it was made in view of."""
    seen = peer_decision(edit.stamp)
    if seen is None:
        return told
    when = seen.time.strftime("%Y-%m-%d %H:%M:%S")
    if seen.manner is Manner.KEPT:
        return material.words.say(
            "{told} (kept, knowing that of {who}, {time})", told=told, who=seen.who, time=when
        )
    return material.words.say(
        "{told} (taken from {who}, {time})", told=told, who=seen.who, time=when
    )


def _days(material: Material) -> Grid:
    words, working = material.words, material.standing.working
    counts: dict[tuple[str, str], Counter[str]] = {}
    for edit in working.edits if working else ():
        key = (edit.stamp.time.date().isoformat(), edit.stamp.who)
        counts.setdefault(key, Counter())[_kind(material, edit.change)] += 1
    rows = tuple(
        (day, who, words.listed([f"{kind} {count}" for kind, count in found.most_common()]))
        for (day, who), found in counts.items()
    )
    header = (words.say("Day"), words.say("Who"), words.say("What"))
    return Grid(header=header, widths=(0.16, 0.22, 0.62), rows=rows)


def _kind(material: Material, change: Change) -> str:
    """What sort of edit it is."""
    words = material.words
    return {
        made.Decide: words.say("decisions on clauses"),
        made.Relabel: words.say("other categories"),
        made.AddClause: words.say("clauses marked"),
        made.AdjustBounds: words.say("bounds moved"),
        made.Split: words.say("clauses split"),
        made.Merge: words.say("clauses merged"),
        made.Delete: words.say("clauses removed"),
        made.Comment: words.say("comments"),
        made.ReviseComment: words.say("comments reworded"),
        made.Answer: words.say("answers"),
        made.Link: words.say("evidence linked"),
        made.Unlink: words.say("evidence taken away"),
        made.JudgeItems: words.say("verdicts on items"),
        made.JudgeFlags: words.say("verdicts on red flags"),
        made.AnswerCondition: words.say("conditions answered"),
        made.AnswerTest: words.say("legal tests judged"),
        made.ChooseChecklists: words.say("checklists chosen"),
        made.NameReviewer: words.say("reviewer named"),
        made.CarryOver: words.say("decisions carried over"),
        made.Carried: words.say("decisions carried over"),
        made.Unsettled: words.say("former decisions left open"),
        made.SignOff: words.say("signed off"),
        made.Reopen: words.say("reopened"),
        made.Undo: words.say("undone"),
        made.Redo: words.say("redone"),
    }[type(change)]


def in_words(material: Material, change: Change) -> str:
    """An edit in words: its kind, and what it says itself."""
    words = material.words
    match change:
        case made.Carried(plain, origin):
            inner = in_words(material, plain)
            return words.say("{told} (carried over; by {who})", told=inner, who=_who(origin))
        case made.Unsettled(was=was, origin=origin):
            inner = in_words(material, was)
            return words.say("{told} (not carried over; by {who})", told=inner, who=_who(origin))
    told = [one for one in _details(material, change) if one]
    kind = _kind(material, change)
    kind = kind[:1].upper() + kind[1:]
    if not told:
        return kind
    text = shortened(words.listed(told), _TEXT)
    return words.say("{label}: {text}", label=kind, text=text)


def _who(origin: Authorship) -> str:
    return f"{origin.who}, {origin.when:%Y-%m-%d}" if origin.who else f"{origin.when:%Y-%m-%d}"


def _details(material: Material, change: Change) -> Iterator[str]:
    yield from _of_texts(material, change)
    match change:
        case made.Undo(cancels) | made.Redo(cancels):
            yield material.words.say("no. {number}", number=cancels)
        case made.Answer(number, text) | made.ReviseComment(number, text):
            yield material.words.say("no. {number}", number=number)
            yield text
        case made.Comment():
            yield change.text
        case made.Reopen(reason):
            yield reason
        case made.NameReviewer(name, role) | made.SignOff(name=name, role=role):
            yield name
            yield role
        case made.CarryOver(former):
            yield former.name
        case made.AddClause(span=span):
            text = material.review.policy.text
            yield material.words.quoted(span.text_of(text), _TEXT)


def _of_texts(material: Material, change: Change) -> Iterator[str]:
    """Verdicts, and what they are about, of edits that decide something."""
    words = material.words
    match change:
        case made.Decide(clauses, status):
            yield words.clause_status(status)
            yield _clauses(material, clauses)
        case made.Relabel(clauses, categories):
            yield from (words.of(material.rulebook.style(one).title) for one in categories)
            yield _clauses(material, clauses)
        case made.JudgeItems():
            yield words.item_verdict(change.verdict)
            yield from _numbers(material, change.items)
            yield change.comment
        case made.JudgeFlags():
            yield words.flag_verdict(change.verdict) if change.verdict else words.say("taken back")
            yield _flags(material, change.flags)
            yield change.comment
        case made.AnswerCondition():
            yield words.condition(change.state)
            asked = (one for one in material.rulebook.conditions if one.id == change.condition)
            yield from (words.of(one.question) for one in asked)
            yield change.comment
        case made.AnswerTest():
            yield words.test(change.state)
            yield from _numbers(material, (change.item,))
            yield change.comment
        case made.Link(_, item) | made.Unlink(_, item):
            yield from _numbers(material, (item,))
        case made.ChooseChecklists(checklists):
            yield from checklists


def _clauses(material: Material, clauses: tuple[str, ...]) -> str:
    words = material.words
    if len(clauses) == 1:
        return words.say("1 clause")
    return words.say("{count} clauses", count=len(clauses))


def _flags(material: Material, flags: tuple[str, ...]) -> str:
    """What the flags are called, each kind once."""
    analysis, working = material.review.analysis.flags, material.standing.working
    ranks = working.ground.flags if working else {}
    rules = {rule.id: material.words.of(rule.title) for rule in material.rulebook.flags}
    kinds = (analysis[ranks[name]].id for name in flags if name in ranks)
    return material.words.listed(list(dict.fromkeys(rules.get(kind, kind) for kind in kinds)))


def _numbers(material: Material, items: tuple[made.ItemKey, ...]) -> Iterator[str]:
    """The printed numbers of items, or how many there are."""
    shown = {one.name: one.number for one in material.items()}
    numbers = [shown[one] for one in items if one in shown]
    most = 6
    yield from numbers[:most]
    if len(items) > len(numbers[:most]):
        yield material.words.say("{count} items in all", count=len(items))
