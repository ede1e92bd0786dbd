"""Two versions of a policy compared, as JSON for scripts and as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewer import __version__
from reviewer.model.comparison import ChangeKind, Passage, sides
from reviewer.report import carrying as carried
from reviewer.report.json import span_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.carrying import Carrying
    from reviewer.model.comparison import ClauseChange, Compared, WordChange
    from reviewer.model.policy import Policy
    from reviewer.model.review import FlagFinding, Review
    from reviewer.model.rules import Rulebook

SCHEMA = 1
# What is removed and put in stands between these, as in wdiff.
_GONE, _PUT = ("[-", "-]"), ("{+", "+}")
_NAMES = {
    ChangeKind.CHANGED: "~",
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "-",
    ChangeKind.MOVED: ">",
}


def as_json(compared: Compared, carrying: Carrying | None = None) -> dict[str, Any]:
    """The comparison as plain values; spans are code points into each version's text.

    Args:
        carrying: what would become of decisions on the old version; None for none.
    """
    comparison = compared.comparison
    checklists: dict[str, list[dict[str, str]]] = {}
    for one in comparison.items:
        checklists.setdefault(one.checklist, []).append(
            {"id": one.item, "old": one.old.value, "new": one.new.value}
        )
    return {
        "schema": SCHEMA,
        "reviewer": {"version": __version__, "rulebook": compared.new.analysis.rulebook},
        "as_of": compared.new.analysis.as_of.isoformat(),
        "old": _document(compared.old.policy),
        "new": _document(compared.new.policy),
        "counts": {kind.value: comparison.count(kind) for kind in ChangeKind},
        "clauses": [_clause(change, compared) for change in comparison.clauses],
        "others": [_passage(one) for one in comparison.others],
        "disclosures": [
            {"id": one.id, "old": one.old.value, "new": one.new.value}
            for one in comparison.disclosures
        ],
        "checklists": [{"id": name, "items": items} for name, items in checklists.items()],
        "flags": {
            "raised": [_flag(flag) for flag in comparison.raised],
            "dropped": [_flag(flag) for flag in comparison.dropped],
        },
        **({"decisions": carried.as_json(carrying)} if carrying else {}),
    }


def _document(policy: Policy) -> dict[str, Any]:
    return {
        "name": policy.source.name,
        "sha256": policy.source.sha256,
        "format": policy.source.format.value,
        "language": policy.language,
        "title": policy.title,
        "text": policy.text,
    }


def _clause(change: ClauseChange, compared: Compared) -> dict[str, Any]:
    sides = (
        (change.old_span, change.old, compared.old),
        (change.new_span, change.new, compared.new),
    )
    old, new = (
        None
        if span is None
        else {**span_json(span), "clause": index, "categories": _categories(review, index)}
        for span, index, review in sides
    )
    return {
        "kind": change.kind.value,
        "moved": change.moved,
        "old": old,
        "new": new,
        "words": _word_spans(change.words),
    }


def _passage(passage: Passage) -> dict[str, Any]:
    """One that belongs to no clause, such as a heading."""
    return {
        "kind": passage.kind.value,
        "moved": passage.moved,
        "old": span_json(passage.old) if passage.old else None,
        "new": span_json(passage.new) if passage.new else None,
        "words": _word_spans(passage.words),
    }


def _word_spans(words: tuple[WordChange, ...]) -> list[dict[str, Any]]:
    return [{"old": span_json(word.old), "new": span_json(word.new)} for word in words]


def _categories(review: Review, index: int | None) -> list[str]:
    if index is None:
        return []
    return [category.value for category in review.analysis.clauses[index].categories]


def _flag(flag: FlagFinding) -> dict[str, Any]:
    return {"id": flag.id, **span_json(flag.span)}


def as_text(compared: Compared, rulebook: Rulebook, carrying: Carrying | None = None) -> str:
    """What differs, in English: counts, verdicts, decisions, then clause by clause."""
    return "\n".join(
        (
            *_verdicts(compared, rulebook),
            *(carried.lines(carrying) if carrying else ()),
            *_clauses(compared),
        )
    )


def _verdicts(compared: Compared, rulebook: Rulebook) -> Iterator[str]:
    comparison = compared.comparison
    yield f"{compared.old.policy.source.name} -> {compared.new.policy.source.name}"
    yield "clauses: " + ", ".join(f"{comparison.count(kind)} {kind.value}" for kind in ChangeKind)
    for one in comparison.disclosures:
        title = rulebook.disclosure(one.id).title.en
        yield f"  disclosure  {one.old.value:<8}-> {one.new.value:<8}{title} [{one.id}]"
    titles = {
        (checklist.id, item.id): item.title.en
        for checklist in rulebook.checklists
        for item in checklist.items
    }
    for changed in comparison.items:
        title, became = titles.get((changed.checklist, changed.item), ""), changed.new.value
        yield f"  item        {changed.old.value:<8}-> {became:<8}{title} [{changed.item}]"
    for verb, flags in (("raised", comparison.raised), ("dropped", comparison.dropped)):
        for flag in flags:
            yield f"  flag        {verb}: {flag.message.en}"


def _clauses(compared: Compared) -> Iterator[str]:
    section = ""
    for change in compared.comparison.changes():
        mark = _NAMES[change.kind]
        title = _section(change, compared)
        if title != section:
            section = title
            yield ""
            yield title
        yield f"{mark} {_tags(change, compared)}  {_words(change, compared)}"


def _section(change: ClauseChange | Passage, compared: Compared) -> str:
    """The heading above, of the new version where the clause is there."""
    before, after = sides(change)
    for span, policy in ((after, compared.new.policy), (before, compared.old.policy)):
        if span is not None:
            inside = [one for one in policy.sections if one.span.covers(span)]
            return inside[-1].heading.text_of(policy.text) if inside else policy.title
    return ""


def _tags(change: ClauseChange | Passage, compared: Compared) -> str:
    if isinstance(change, Passage):
        return "[no clause]"
    old = _categories(compared.old, change.old)
    new = _categories(compared.new, change.new)
    if change.old_span is None or change.new_span is None or old == new:
        return f"[{', '.join(new or old)}]"
    return f"[{', '.join(old) or 'none'} -> {', '.join(new) or 'none'}]"


def _words(change: ClauseChange | Passage, compared: Compared) -> str:
    old, new = compared.old.policy.text, compared.new.policy.text
    before, span = sides(change)
    if span is None:
        return _line(before.text_of(old)) if before else ""
    parts: list[str] = []
    at = span.start
    for word in change.words:
        parts.append(new[at : word.new.start])
        if word.old:
            # The space behind words that were only taken out went with them.
            space = "" if word.new or not new[word.new.end : word.new.end + 1].isalnum() else " "
            parts.append(f"{_GONE[0]}{word.old.text_of(old)}{_GONE[1]}{space}")
        if word.new:
            parts.append(f"{_PUT[0]}{word.new.text_of(new)}{_PUT[1]}")
        at = word.new.end
    parts.append(new[at : span.end])
    return _line("".join(parts))


def _line(text: str) -> str:
    return " ".join(text.split())
