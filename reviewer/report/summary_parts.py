"""The summary for a manager: verdicts by regulation, what is open, and the gravest gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.edits import ClauseStatus, FlagVerdict
from reviewer.model.flags import Severity
from reviewer.model.review import ItemStatus
from reviewer.report.blocks import (
    Alert,
    Alerts,
    Facts,
    Heading,
    Paragraph,
    Part,
    Pick,
    Picks,
    Piece,
    Tally,
    TallyRow,
    Tone,
)
from reviewer.report.flag_parts import gravity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.review import FlagFinding
    from reviewer.report.numbering import Material, ShownChecklist, ShownItem

# Fewer of what matters most where there are many checklists, so that all stays on one page.
_PICKS, _FEWER, _FEWEST = 8, 6, 3
_MANY, _MOST = 8, 12
# The same for flags, for which there is room beside few checklists.
_FLAGS, _FEWER_FLAGS = 5, 3
_COUPLE, _FEW = 2, 4
_GRADES = tuple(Severity)


def parts(material: Material, running: str) -> Iterator[Part]:
    """Everything of weight on one page."""
    words = material.words
    title = words.say("Summary")
    pieces: list[Piece] = [Heading(text=title, level=1)]
    if not material.review.policy.analysed:
        notice = words.say(
            "The policy is in a language that the rulebook does not know: it was not analysed, and "
            "no checklist item is decided."
        )
        pieces.append(Paragraph(notice, Tone.NOTICE))
    pieces += [
        _headline(material),
        Heading(text=words.say("Results by checklist"), level=2),
        _tally(material),
        *_most_important(material),
        *_gravest_flags(material),
    ]
    yield Part(key="summary", title=title, pieces=tuple(pieces), running=running)


def _headline(material: Material) -> Facts:
    words = material.words
    rows = [
        (words.say("Clauses"), _clauses(material)),
        (
            words.say("Checklists"),
            words.say(
                "{checklists}, with {items} items together",
                checklists=len(material.checklists),
                items=sum(len(shown.items) for shown in material.checklists),
            ),
        ),
        (words.say("Red flags"), _flags(material)),
    ]
    if material.standing.working is not None:
        judged = sum(shown.judged for shown in material.checklists)
        items = sum(len(shown.items) for shown in material.checklists)
        told = words.say(
            "{judged} of {all} items have a reviewer’s verdict", judged=judged, all=items
        )
        rows.append((words.say("Judged"), told))
    return Facts(tuple(rows))


def _clauses(material: Material) -> str:
    """How many clauses there are, and what was decided on them."""
    words, standing = material.words, material.standing
    clauses = material.review.analysis.clauses
    used = {category for clause in clauses for category in clause.categories}
    told = words.say(
        "{count}, in {used} of {all} categories",
        count=len(clauses),
        used=len(used),
        all=len(material.rulebook.categories),
    )
    if standing.working is None:
        return told
    decided = words.say(
        "{accepted} accepted, {open} open, {rejected} rejected",
        accepted=standing.decided(ClauseStatus.ACCEPTED),
        open=standing.decided(ClauseStatus.OPEN),
        rejected=standing.decided(ClauseStatus.REJECTED),
    )
    return words.say("{told}; {decided}", told=told, decided=decided)


def _flags(material: Material) -> str:
    """How many flags there are by severity, without those that were dismissed."""
    words, flags = material.words, material.review.analysis.flags
    standing = [
        flag.severity for rank, flag in enumerate(flags) if not _is_dismissed(material, rank)
    ]
    graded = [
        f"{words.severity(grade)} {standing.count(grade)}" for grade in _GRADES if grade in standing
    ]
    told = words.say("{count} ({grades})", count=len(standing), grades=words.listed(graded))
    if not standing:
        told = "0"
    dismissed = len(flags) - len(standing)
    if dismissed:
        told = words.listed([told, words.say("and {count} dismissed", count=dismissed)])
    if standing and len(material.checklists) > _FEW:
        # There is no room for a list of them.
        kinds = [title for title, _ in _kinds(material)[:_FEWER_FLAGS]]
        told += "\n" + words.say("First of all: {flags}", flags=words.listed(kinds))
    return told


def _tally(material: Material) -> Tally | Paragraph:
    words = material.words
    if not material.checklists:
        return Paragraph(words.say("No checklist was evaluated."))
    return Tally(
        header=(words.say("Checklist"), *(words.status(status) for status in ItemStatus)),
        statuses=tuple(ItemStatus),
        rows=tuple(_row(material, shown) for shown in material.checklists),
        key=words.say("Bars, from left to right:"),
        close=len(material.checklists) > _MANY,
    )


def _row(material: Material, shown: ShownChecklist) -> TallyRow:
    words = material.words
    title = words.of(shown.checklist.title)
    counts = tuple(shown.count(status) for status in ItemStatus)
    told = [
        f"{words.status(status)} {count}" for status, count in zip(ItemStatus, counts, strict=True)
    ]
    return TallyRow(
        marker=shown.letter,
        name=material.led(title, shown.key),
        counts=counts,
        about=words.say(
            "Stacked bar of {checklist}: {counts}.", checklist=title, counts=words.listed(told)
        ),
    )


def _most_important(material: Material) -> Iterator[Piece]:
    """The gravest items that are missing or only partly met."""
    words = material.words
    wanted = (ItemStatus.MISSING, ItemStatus.PARTIAL)

    def rank(item: ShownItem) -> tuple[int, int]:
        return _GRADES.index(item.requirement.severity), wanted.index(item.status)

    found = sorted((item for item in material.items() if item.status in wanted), key=rank)
    yield Heading(text=words.say("Missing or partly met, most severe first"), level=2)
    if not found:
        yield Paragraph(words.say("Nothing was found to be missing or only partly met."))
        return
    lists = len(material.checklists)
    most = _PICKS if lists <= _MANY else _FEWER if lists <= _MOST else _FEWEST
    rest = ""
    if len(found) > most:
        rest = words.say(
            "Further items of this kind: {count}. They stand under their checklists.",
            count=len(found) - most,
        )
    yield Picks(tuple(_pick(material, item) for item in found[:most]), rest)


def _gravest_flags(material: Material) -> Iterator[Piece]:
    """The red flags that come first, one of a kind; none that were dismissed."""
    lists = len(material.checklists)
    if lists > _FEW:
        return
    most = _FLAGS if lists <= _COUPLE else _FEWER_FLAGS
    words = material.words
    kinds = _kinds(material)
    if not kinds:
        return
    yield Heading(text=words.say("Gravest red flags"), level=2)
    yield Alerts(
        tuple(
            Alert(
                severity=flag.severity,
                grade=words.severity(flag.severity),
                text=title,
                place=material.spot(flag.span),
            )
            for title, flag in kinds[:most]
        )
    )


def _kinds(material: Material) -> list[tuple[str, FlagFinding]]:
    """The kinds of flags that were raised, each with its gravest; none that were dismissed."""
    words = material.words
    titles = {rule.id: words.of(rule.title) for rule in material.rulebook.flags}
    kinds: dict[str, FlagFinding] = {}
    for rank, flag in sorted(enumerate(material.review.analysis.flags), key=gravity):
        if not _is_dismissed(material, rank):
            kinds.setdefault(flag.id, flag)
    return [(titles.get(flag.id, flag.id), flag) for flag in kinds.values()]


def _is_dismissed(material: Material, rank: int) -> bool:
    judged = material.standing.flag(rank)
    return judged is not None and judged.verdict is FlagVerdict.DISMISSED


def _pick(material: Material, item: ShownItem) -> Pick:
    words = material.words
    return Pick(
        item.status,
        words.status(item.status),
        words.severity(item.requirement.severity),
        material.led(f"{item.number}  {words.of(item.requirement.title)}", item.key),
    )
