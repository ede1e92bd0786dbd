"""The rows of a report's tables: clauses, items and red flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.citing import cited
from reviewer.model.edits import ClauseStatus, OnClause
from reviewer.report.note_parts import numbered
from reviewer.report.standing import as_clause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from reviewer.model import decisions
    from reviewer.model.clause import Clause
    from reviewer.model.decisions import WorkingClause
    from reviewer.report.numbering import Material, ShownItem
    from reviewer.report.table import Cell


def clauses(material: Material) -> Iterator[tuple[Cell, ...]]:
    """Those that the report highlights, with their numbers, and those that it does not."""
    working = material.standing.working
    found = material.review.analysis.clauses
    supports = _supports(material)
    if working is None:
        for number, _, clause in numbered(material):
            yield _clause(material, number, clause, supports)
        return
    ranks = {one.id: rank for rank, one in enumerate(material.standing.clauses)}
    for one in working.decisions.in_order():
        rank = ranks.get(one.id)
        clause = as_clause(one, working.review.analysis.clauses) if rank is None else found[rank]
        printed = None if rank is None else material.numbers[rank]
        yield _clause(material, printed, clause, supports, one)


def _supports(material: Material) -> dict[int, list[str]]:
    """The numbers of the items that rest on each clause, by the clause's number."""
    found: dict[int, list[str]] = {}
    for item in material.items():
        for number in _notes(material, item):
            found.setdefault(number, []).append(item.number)
    return found


def _notes(material: Material, item: ShownItem) -> list[int]:
    """The numbers of the clauses that an item rests on."""
    ranks = (one.clause for one in item.finding.evidence if one.clause is not None)
    return sorted({material.numbers[rank] for rank in ranks})


def _clause(
    material: Material,
    number: int | None,
    clause: Clause,
    supports: dict[int, list[str]],
    working: WorkingClause | None = None,
) -> tuple[Cell, ...]:
    words, policy = material.words, material.review.policy
    categories = [words.of(material.rulebook.style(one).title) for one in clause.categories]
    scores = [f"{clause.score(one):.2f}" for one in clause.categories if clause.score(one)]
    section = policy.sections[clause.section].title if clause.section is not None else None
    named = [
        f"{words.attribute(one.kind)}: {one.span.text_of(policy.text)}" for one in clause.attributes
    ]
    return (
        number,
        _status(material, working),
        words.listed(categories),
        float(scores[0]) if len(scores) == 1 else words.listed(scores) or None,
        clause.span.text_of(policy.text),
        section,
        clause.span.start,
        clause.span.end,
        *_decided(material, _decision(material, working)),
        _said(material.standing.remarks(OnClause(working.id)) if working else ()),
        "\n".join(named) or None,
        words.listed(supports.get(number or 0, [])) or None,
    )


def _decision(material: Material, working: WorkingClause | None) -> int:
    """The sequence of the edit that decided on a clause; 0 for none."""
    here = material.standing.working
    decided = here.decisions.decided.get(working.id) if here and working else None
    return decided.by if decided else 0


def _status(material: Material, working: WorkingClause | None) -> str:
    here = material.standing.working
    status = here.decisions.status(working.id) if here and working else ClauseStatus.OPEN
    return material.words.clause_status(status)


def _decided(material: Material, sequence: int) -> tuple[str | None, datetime | None]:
    """Who made an edit, and when."""
    working = material.standing.working
    if working is None or not sequence:
        return None, None
    stamp = working.edit(sequence).stamp
    return stamp.who or None, stamp.time


def _said(remarks: Iterable[decisions.Remark], *others: str) -> str | None:
    """Comments and their answers, each on a line of its own."""
    lines = [one for one in others if one]
    for remark in remarks:
        lines.append(remark.text)
        lines += [f"→ {reply.text}" for reply in remark.replies if reply.text]
    return "\n".join(lines) or None


def items(material: Material) -> Iterator[tuple[Cell, ...]]:
    """The items of all shown checklists."""
    for shown in material.checklists:
        for item in shown.items:
            yield (item.number, material.words.of(shown.checklist.title), *_item(material, item))


def _item(material: Material, item: ShownItem) -> tuple[Cell, ...]:
    words, text = material.words, material.review.policy.text
    requirement, finding, judged = item.requirement, item.finding, item.judgement
    notes = [str(number) for number in _notes(material, item)]
    return (
        words.of(requirement.title),
        cited(requirement.article, words.language),
        words.level(requirement.level),
        words.severity(requirement.severity),
        words.status(finding.status),
        words.item_verdict(judged.verdict) if judged else None,
        *_decided(material, judged.by if judged else 0),
        _said(material.standing.on_item(item.name), judged.comment if judged else ""),
        (judged.searched or None) if judged else None,
        words.of(finding.reason),
        "\n".join(one.span.text_of(text) for one in finding.evidence) or None,
        words.listed(notes) or None,
        words.of(requirement.remedy),
        words.say("yes") if finding.verification.verified else words.say("no"),
    )


def flags(material: Material) -> Iterator[tuple[Cell, ...]]:
    """All red flags in the order of the text, dismissed ones too."""
    words, text = material.words, material.review.policy.text
    rules = {rule.id: rule for rule in material.rulebook.flags}
    found = sorted(enumerate(material.review.analysis.flags), key=lambda one: one[1].span)
    for rank, flag in found:
        rule, judged = rules.get(flag.id), material.standing.flag(rank)
        yield (
            words.of(rule.title) if rule else flag.id,
            words.severity(flag.severity),
            words.of(flag.message),
            flag.span.text_of(text),
            flag.span.start,
            flag.span.end,
            words.flag_verdict(judged.verdict) if judged else None,
            *_decided(material, judged.by if judged else 0),
            _said(material.standing.on_flag(rank), judged.comment if judged else ""),
            words.of(rule.remedy) if rule else None,
        )
