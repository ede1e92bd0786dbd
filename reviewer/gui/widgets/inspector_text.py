"""What the inspector says about a clause or a checklist item, as rich text.

Links carry where they lead: ``span:START-END``, ``clause:N`` and
``item:CHECKLIST/ID``.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from reviewer.gui.categories import category_styles
from reviewer.gui.models.checklist import verdict_word
from reviewer.gui.searching import quote
from reviewer.gui.theme import Theme, current
from reviewer.gui.widgets.decision_text import comments_on, links_of, status_line
from reviewer.gui.words import say, words
from reviewer.model.clause import AttributeKind, ClauseOrigin, ReasonKind
from reviewer.model.review import ConditionState, ItemStatus
from reviewer.model.rules import Level, TestKind

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.clause import Attribute, Clause, Reason
    from reviewer.model.edits import ItemKey
    from reviewer.model.policy import LocalizedText
    from reviewer.model.review import Evidence, ItemFinding
    from reviewer.model.rules import Checklist, Requirement, Rulebook
    from reviewer.model.span import Span

_QUOTE = 220
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
    keys = say("N and P step through them; ? shows all keys.")
    return f"<p style='color:{current().muted}'>{escape(hint)}<br>{escape(keys)}</p>"


def about_clause(place: Place, number: int) -> str:
    """Categories, scores, reasons, attributes and the items a clause supports."""
    clause = place.document.clauses[number]
    theme = current()
    at, count = (place.document.place_of(number) or 0) + 1, len(place.document.order)
    parts = [
        _title(say("Clause {number} of {count}", number=at, count=count)),
        status_line(place.document, number),
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


def about_item(place: Place, key: ItemKey) -> str:
    """Verdict, reason, criteria, remedy, article and evidence of an item."""
    finding = place.document.item_finding(key)
    if place.rulebook is None or finding is None:
        return nothing_chosen()
    checklist = place.rulebook.checklist(key.checklist)
    requirement = next(item for item in checklist.items if item.id == key.item)
    theme = current()
    parts = [
        _title(_in(requirement.title)),
        _verdict(finding, theme),
        f"<p>{escape(_in(finding.reason))}</p>",
        _article(checklist, requirement, finding, theme),
        _condition(place.rulebook, requirement, finding),
        _test(requirement),
        _evidence(place.document, say("Evidence"), finding.evidence),
        _evidence(place.document, say("Worth a look"), finding.related),
        _criteria(requirement, finding.status),
        _remedy(requirement, finding),
    ]
    return "".join(parts)


def _in(text: LocalizedText) -> str:
    return text.in_language(words.language)


def _title(text: str) -> str:
    return f"<p style='font-weight:600; font-size:large; margin-bottom:4px'>{escape(text)}</p>"


def _heading(text: str) -> str:
    return (
        f"<p style='color:{current().muted}; font-weight:600; margin-top:10px; margin-bottom:2px'>"
        f"{escape(text)}</p>"
    )


def _passage(title: str, body: str) -> str:
    """A heading and a paragraph; ``body`` is HTML."""
    return _heading(title) + f"<p style='margin-top:0'>{body}</p>"


def _table(title: str, rows: list[str]) -> str:
    """A heading and a table; ``rows`` are HTML."""
    return _heading(title) + f"<table cellspacing='0' cellpadding='2'>{''.join(rows)}</table>"


def _line(text: str, theme: Theme) -> str:
    return f"<p style='color:{theme.muted}; margin-top:2px'>{escape(text)}</p>"


def _link(target: str, text: str) -> str:
    return f"<a href='{escape(target)}' style='text-decoration:none'>{escape(text)}</a>"


def _quoted(document: Document, span: Span) -> str:
    text = document.policy.text if document.policy else ""
    words_there = quote(text, span, _QUOTE)
    return _link(f"span:{span.start}-{span.end}", f"“{words_there}”")


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
        for finding in review.analysis.checklists
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
    return (
        f"<p style='margin-top:2px; margin-bottom:2px'>{link} "
        f"<span style='color:{current().muted}'>{escape(requirement.article)}</span></p>"
    )


def _verdict(finding: ItemFinding, theme: Theme) -> str:
    colour = theme.verdicts[finding.status]
    word = escape(verdict_word(finding.status))
    return f"<p style='color:{colour}; font-weight:600; margin-top:0'>{word}</p>"


def _level(level: Level) -> str:
    return {
        Level.REQUIRED: say("Required"),
        Level.CONDITIONAL: say("Required under a condition"),
        Level.RECOMMENDED: say("Recommended"),
    }[level]


def _article(
    checklist: Checklist, requirement: Requirement, finding: ItemFinding, theme: Theme
) -> str:
    text = f"{escape(requirement.article)} · {escape(_level(requirement.level))}<br>"
    text += f"<span style='color:{theme.muted}'>{escape(_in(checklist.title))}</span>"
    if not finding.verification.verified:
        warning = say("Article not verified against the source: check it before you rely on it.")
        text += (
            f"<br><span style='color:{theme.verdicts[ItemStatus.PARTIAL]}'>{escape(warning)}</span>"
        )
    return _passage(say("Article"), text)


def _condition(rulebook: Rulebook, requirement: Requirement, finding: ItemFinding) -> str:
    if requirement.condition is None or finding.condition is ConditionState.NONE:
        return ""
    condition = next((c for c in rulebook.conditions if c.id == requirement.condition), None)
    if condition is None:
        return ""
    state = {
        ConditionState.HOLDS: say("Yes, the text shows it."),
        ConditionState.FAILS: say("No, the text denies it."),
        ConditionState.OPEN: say("The text does not tell."),
    }[finding.condition]
    return _passage(say("Condition"), f"{escape(_in(condition.question))}<br>{escape(state)}")


def _test(requirement: Requirement) -> str:
    if requirement.test is None:
        return ""
    title = say("Note") if requirement.test.kind is TestKind.NOTE else say("Legal test")
    return _passage(title, escape(_in(requirement.test.text)))


def _evidence(document: Document, title: str, evidence: tuple[Evidence, ...]) -> str:
    if not evidence:
        return ""
    rows = "".join(
        f"<p style='margin-top:2px; margin-bottom:4px'>{_quoted(document, piece.span)}</p>"
        for piece in evidence
    )
    return _heading(title) + rows


def _criteria(requirement: Requirement, status: ItemStatus) -> str:
    rows = []
    for which, text in (
        (ItemStatus.MET, requirement.met),
        (ItemStatus.PARTIAL, requirement.partial),
        (ItemStatus.MISSING, requirement.missing),
    ):
        weight = 600 if which is status else 400
        colour = current().verdicts[which]
        rows.append(
            f"<tr><td style='padding-right:10px; font-weight:{weight}; color:{colour}'>"
            f"{escape(verdict_word(which))}</td><td>{escape(_in(text))}</td></tr>"
        )
    return _table(say("What counts"), rows)


def _remedy(requirement: Requirement, finding: ItemFinding) -> str:
    if finding.status in {ItemStatus.MET, ItemStatus.NOT_APPLICABLE}:
        return ""
    return _passage(say("What would help"), escape(_in(requirement.remedy)))
