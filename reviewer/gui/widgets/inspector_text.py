"""What the inspector says about a clause, as rich text.

Links carry where they lead: ``span:START-END``, ``clause:N`` and
``item:CHECKLIST/ID``.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from reviewer.gui.categories import category_styles
from reviewer.gui.keys.keymap import keymap
from reviewer.gui.searching import quote
from reviewer.gui.theme import Theme, current
from reviewer.gui.versions.notes import former_notes
from reviewer.gui.widgets.decision_text import comments_on, links_of, status_line
from reviewer.gui.widgets.rich_text import heading as _heading
from reviewer.gui.widgets.rich_text import link as _link
from reviewer.gui.widgets.rich_text import passage as _passage
from reviewer.gui.widgets.rich_text import quoted as _quoted
from reviewer.gui.widgets.rich_text import small as _line
from reviewer.gui.widgets.rich_text import spoken as _in
from reviewer.gui.widgets.rich_text import table as _table
from reviewer.gui.widgets.rich_text import title as _title
from reviewer.gui.words import say, words
from reviewer.model.citing import cited
from reviewer.model.clause import AttributeKind, ClauseOrigin, ReasonKind
from reviewer.model.edits import OnClause

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.clause import Attribute, Clause, Reason
    from reviewer.model.review import ItemFinding
    from reviewer.model.rules import Checklist, Rulebook

_REASONS = 12
_MEASURED = frozenset({AttributeKind.AGE, AttributeKind.PERIOD, AttributeKind.DEADLINE})
# Kinds whose words often are a mere abbreviation.
_EXPLAINED = frozenset({AttributeKind.LAW, AttributeKind.CERTIFICATION})


@dataclass(frozen=True, slots=True)
class Place:
    """A document and what explains it.

    Attributes:
        rulebook: None until it arrives.
        chosen: ids of the checklists that are shown.
    """

    document: Document
    rulebook: Rulebook | None
    chosen: tuple[str, ...] = ()


def nothing_chosen() -> str:
    """The hint shown while neither clause nor item is chosen."""
    hint = say("Choose a clause in the text or the list, or a requirement of the checklist.")
    forward, back, all_keys = map(keymap.shown, ("next", "previous", "keys"))
    parts = [hint]
    if forward and back:
        parts.append(say("{next} and {previous} step through them.", next=forward, previous=back))
    if all_keys:
        parts.append(say("{key} shows all keys.", key=all_keys))
    return f"<p style='color:{current().muted}'>{'<br>'.join(map(escape, parts))}</p>"


def about_clause(place: Place, number: int) -> str:
    """Categories, scores, reasons, attributes and the items a clause supports."""
    clause = place.document.clauses[number]
    theme = current()
    at, count = (place.document.place_of(number) or 0) + 1, len(place.document.order)
    parts = [
        _title(say("Clause {number} of {count}", number=at, count=count)),
        status_line(place.document, number),
        _former(place, number),
        _categories(clause, theme),
        _line(_origin(clause.origin), theme) if _is_machine_s(place.document, number) else "",
        comments_on(place.document, number),
        _section(place.document, clause),
        _reasons(place.document, clause),
        _attributes(place, clause),
        _supports(place, number),
        links_of(place.document, number, place.rulebook),
    ]
    return "".join(parts)


def _former(place: Place, number: int) -> str:
    standing = place.document.standing
    if standing is None:
        return ""
    return former_notes(place.document, OnClause(standing.ids[number]), place.rulebook)


def _categories(clause: Clause, theme: Theme) -> str:
    rows = []
    for category, score in zip(clause.categories, clause.scores, strict=True):
        style = category_styles()[category]
        rows.append(
            f"<tr><td style='background:{style.hue}' width='5'>&nbsp;</td>"
            f"<td style='padding-left:7px; padding-right:12px'>"
            f"<b>{escape(style.tag)}</b> {escape(_in(style.title))}</td>"
            f"<td align='right' style='color:{theme.muted}'>{score:.2f}</td></tr>"
        )
    return f"<table cellspacing='2' cellpadding='1'>{''.join(rows)}</table>"


def _is_machine_s(document: Document, number: int) -> bool:
    """Whether the machine found a clause, whatever was made of it since."""
    standing = document.standing
    return standing is None or bool(standing.working(number).machine)


def _origin(origin: ClauseOrigin) -> str:
    return {
        ClauseOrigin.RULE: say("Found by rules"),
        ClauseOrigin.MODEL: say("Found by the language model"),
        ClauseOrigin.BOTH: say("Found by rules and the language model"),
    }[origin]


def _section(document: Document, clause: Clause) -> str:
    if clause.section is None or document.policy is None:
        return ""
    heading = document.policy.sections[clause.section].heading
    name = quote(document.policy.text, heading, 80)
    return _passage(say("Section"), _link(f"span:{heading.start}-{heading.end}", name))


def reason_kind(kind: ReasonKind) -> str:
    """What sort of thing spoke for a category, in the window's language."""
    return {
        ReasonKind.CUE: say("words"),
        ReasonKind.PATTERN: say("pattern"),
        ReasonKind.SECTION: say("section heading"),
        ReasonKind.LEAD_IN: say("list lead-in"),
        ReasonKind.MODEL: say("language model"),
    }[kind]


def _reasons(document: Document, clause: Clause) -> str:
    if not clause.reasons:
        return ""
    ordered = sorted(clause.reasons, key=lambda reason: -abs(reason.weight))[:_REASONS]
    return _table(say("Why"), [_reason(document, reason) for reason in ordered])


def _reason(document: Document, reason: Reason) -> str:
    style = category_styles()[reason.category]
    against = " " + say("(speaks against)") if reason.weight < 0 else ""
    return (
        f"<tr><td style='padding-right:6px'><b>{style.tag}</b></td>"
        f"<td>{_quoted(document, reason.span)}<span style='color:{current().muted}'> — "
        f"{escape(reason_kind(reason.kind) + against)}</span></td></tr>"
    )


def attribute_kind(kind: AttributeKind) -> str:
    """What a span inside a clause names, in the window's language."""
    return {
        AttributeKind.DATA_TYPE: say("Data"),
        AttributeKind.RECIPIENT: say("Recipient"),
        AttributeKind.PURPOSE: say("Purpose"),
        AttributeKind.PERIOD: say("Period"),
        AttributeKind.COUNTRY: say("Country"),
        AttributeKind.AGE: say("Age"),
        AttributeKind.DEADLINE: say("Deadline"),
        AttributeKind.CONTACT: say("Contact"),
        AttributeKind.LAW: say("Law"),
        AttributeKind.CERTIFICATION: say("Certification"),
        AttributeKind.RIGHT: say("Right"),
        AttributeKind.PERMISSION: say("Permission"),
    }[kind]


def _attributes(place: Place, clause: Clause) -> str:
    """A row a kind, with the words of its values as links."""
    if not clause.attributes:
        return ""
    rows = []
    for kind in AttributeKind:
        named = [one for one in clause.attributes if one.kind is kind]
        if named:
            rows.append(
                f"<tr><td style='padding-right:10px; color:{current().muted}'>"
                f"{escape(attribute_kind(kind))}</td><td>{_values(place, named)}</td></tr>"
            )
    return _table(say("Named here"), rows)


def _values(place: Place, named: list[Attribute]) -> str:
    """The words of some values, each once, with what they do not tell themselves."""
    text = place.document.policy.text if place.document.policy else ""
    alike: dict[tuple[str, str, bool], list[Attribute]] = {}
    for one in named:
        spoken = " ".join(one.span.text_of(text).split()).casefold()
        # A range has two values in one place.
        value = "" if one.kind in _MEASURED else one.value
        alike.setdefault((value, spoken, one.negated), []).append(one)
    parts = []
    for same in alike.values():
        note = _note(place, same[0])
        times = len({one.span for one in same})
        note += f" ×{times}" if times > 1 else ""
        link = _quoted(place.document, same[0].span)
        parts.append(f"{link}<span style='color:{current().muted}'>{escape(note)}</span>")
    return "&ensp;".join(parts)


def _note(place: Place, attribute: Attribute) -> str:
    """What a value is called where its words do not say it, whether it is denied or sensitive."""
    note = ""
    term = place.rulebook and place.rulebook.wording.term(attribute.kind, attribute.value)
    if term and attribute.kind in _EXPLAINED:
        note += f" {_in(term.title)}"
    if attribute.sensitive:
        note += " " + say("(sensitive)")
    if attribute.negated:
        note += " " + say("(denied)")
    return note


def _supports(place: Place, number: int) -> str:
    review = place.document.review
    if review is None or place.rulebook is None:
        return ""
    rows = [
        _supported(place.rulebook.checklist(finding.id), item)
        for finding in place.document.findings
        if finding.id in place.chosen
        for item in finding.items
        if any(piece.clause == number for piece in item.evidence)
    ]
    if not rows:
        return ""
    return _heading(say("Evidence for")) + "".join(rows)


def _supported(checklist: Checklist, item: ItemFinding) -> str:
    requirement = next(other for other in checklist.items if other.id == item.id)
    link = _link(f"item:{checklist.id}/{item.id}", _in(requirement.title))
    article = cited(requirement.article, words.language)
    return (
        f"<p style='margin-top:2px; margin-bottom:2px'>{link} "
        f"<span style='color:{current().muted}'>{escape(article)}</span></p>"
    )
