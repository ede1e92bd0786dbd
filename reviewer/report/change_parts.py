"""What the report says about what changed since the last version of the policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.comparison import ChangeKind
from reviewer.report import carried_parts
from reviewer.report.blocks import Facts, Grid, Heading, Paragraph, Part, Place, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.comparison import ClauseChange, Compared
    from reviewer.model.span import Span
    from reviewer.report.blocks import Piece
    from reviewer.report.numbering import Material

_SHOWN = (ChangeKind.CHANGED, ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.MOVED)
_LISTED = 60
_QUOTE = 260
_PAIRS, _WORDS = 6, 80
_BEFORE = 90  # characters shown in front of the first change


def parts(material: Material, running: str) -> Iterator[Part]:
    """What changed; none where no comparison is given and nothing was carried over."""
    compared = material.options.comparison
    pieces = [*carried_parts.pieces(material)]
    if compared is not None:
        pieces = [*_facts(material, compared), *_items(material, compared), *pieces]
        pieces += _clauses(material, compared)
    if pieces:
        title = material.words.say("Changes since the last version")
        heading = Heading(text=title, level=1)
        yield Part(key="changes", title=title, pieces=(heading, *pieces), running=running)


def _facts(material: Material, compared: Compared) -> Iterator[Piece]:
    words, old = material.words, compared.old.policy.source
    counts = [f"{words.change(kind)} {compared.comparison.count(kind)}" for kind in _SHOWN]
    yield Facts(
        (
            (words.say("Compared with"), f"{old.name}\nSHA-256 {old.sha256}"),
            (words.say("Clauses"), words.listed(counts)),
            (words.say("Red flags"), _flags(material, compared)),
        )
    )


def _flags(material: Material, compared: Compared) -> str:
    found = compared.comparison
    return material.words.say(
        "{raised} new, {dropped} gone", raised=len(found.raised), dropped=len(found.dropped)
    )


def _items(material: Material, compared: Compared) -> Iterator[Piece]:
    """The machine's status of items that is another than it was."""
    words = material.words
    shown = {(one.name.checklist, one.name.item): one for one in material.items()}
    rows = tuple(
        (
            material.led(item.number, item.key),
            words.of(item.requirement.title),
            words.status(change.old),
            words.status(change.new),
        )
        for change in compared.comparison.items
        if (item := shown.get((change.checklist, change.item)))
    )
    if not rows:
        return
    yield Heading(text=words.say("Items whose status changed (machine)"), level=2)
    header = (words.say("No."), words.say("Item"), words.say("Before"), words.say("Now"))
    yield Grid(header=header, widths=(0.10, 0.56, 0.17, 0.17), rows=rows)


def _clauses(material: Material, compared: Compared) -> Iterator[Piece]:
    words = material.words
    found = [one for one in compared.comparison.clauses if one.kind in _SHOWN]
    if not found:
        return
    yield Heading(text=words.say("Clauses that changed"), level=2)
    header = (
        *(words.say("Kind"), words.say("Before"), words.say("Now")),
        *(words.say("Words that differ"), words.say("Page")),
    )
    rows = tuple(_clause(material, compared, change) for change in found[:_LISTED])
    yield Grid(header=header, widths=(0.10, 0.30, 0.30, 0.19, 0.11), rows=rows)
    if len(found) > _LISTED:
        rest = words.say("And {count} more.", count=len(found) - _LISTED)
        yield Paragraph(rest, Tone.SMALL)


def _clause(
    material: Material, compared: Compared, change: ClauseChange
) -> tuple[str | Place, ...]:
    words = material.words
    first = change.words[0] if change.words else None
    old, new = compared.old.policy.text, compared.new.policy.text
    before = _shown(old, change.old_span, first.old if first else None)
    now = _shown(new, change.new_span, first.new if first else None)
    if change.kind is ChangeKind.MOVED:
        before = ""
    return (
        words.change(change.kind),
        words.quoted(before, _QUOTE) if before else "",
        words.quoted(now, _QUOTE) if now else "",
        " · ".join(_differing(material, compared, change)),
        material.spot(change.new_span) if change.new_span else "",
    )


def _differing(material: Material, compared: Compared, change: ClauseChange) -> Iterator[str]:
    """The words that were taken out, put in or put in the place of others, pair by pair."""
    words = material.words
    old, new = compared.old.policy.text, compared.new.policy.text
    for one in change.words[:_PAIRS]:
        gone = words.quoted(one.old.text_of(old), _WORDS) if one.old else ""
        put = words.quoted(one.new.text_of(new), _WORDS) if one.new else ""
        if gone and put:
            yield words.say("{gone} became {put}", gone=gone, put=put)
        elif gone:
            yield words.say("without {gone}", gone=gone)
        else:
            yield words.say("with {put}", put=put)
    if len(change.words) > _PAIRS:
        yield words.say("And {count} more.", count=len(change.words) - _PAIRS)


def _shown(text: str, clause: Span | None, first: Span | None) -> str:
    """The words of a clause, from a little before the first change in a long one."""
    if clause is None:
        return ""
    if first is None or len(clause) <= _QUOTE or first.start - clause.start <= _BEFORE:
        return clause.text_of(text)
    begin = max(clause.start, first.start - _BEFORE)
    space = text.find(" ", begin, first.start)
    return f"…{text[space + 1 if space >= 0 else begin : clause.end]}"
