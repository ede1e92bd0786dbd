"""Small rulebooks and findings to decide items from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewer.checklist.evaluate import evaluate
from reviewer.model.flags import Severity
from reviewer.model.policy import LocalizedText
from reviewer.model.review import (
    DisclosureFinding,
    DisclosureStatus,
    Evidence,
    ItemFinding,
    TestState,
)
from reviewer.model.rules import (
    Checklist,
    Condition,
    Disclosure,
    Level,
    Priority,
    Requirement,
    Rulebook,
    Verification,
)
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.checklist.conditions import Decision
    from reviewer.model.clause import Clause

IDS = ("name", "contact", "period", "age", "spare")


def both(text: str) -> LocalizedText:
    return LocalizedText(text, f"中文 {text}")


def place(start: int, clause: int | None = None) -> Evidence:
    return Evidence(Span(start, start + 5), clause)


def found(**statuses: DisclosureStatus) -> tuple[DisclosureFinding, ...]:
    """Findings with one piece of evidence each where something was said."""
    said = {DisclosureStatus.PRESENT, DisclosureStatus.PARTIAL}
    return tuple(
        DisclosureFinding(
            id=identifier,
            status=status,
            confidence=0.9,
            evidence=(place(10 * IDS.index(identifier)),) if status in said else (),
        )
        for identifier, status in statuses.items()
    )


def rulebook_of(*items: Requirement) -> Rulebook:
    text = both("text")
    return Rulebook(
        version="1",
        categories=(),
        vocabulary=(),
        cues=(),
        headings=(),
        patterns=(),
        disclosures=tuple(
            Disclosure(
                id=identifier,
                origin="added",
                priority=Priority.CORE,
                title=both(identifier.title()),
                present=text,
                partial=text,
                absent=text,
                remedy=text,
            )
            for identifier in IDS
        ),
        conditions=(Condition(id="abroad", question=both("Does data leave?")),),
        checklists=(
            Checklist(
                id="list",
                title=text,
                jurisdiction="EU",
                version="1",
                sources=(),
                items=items,
            ),
        ),
    )


def requirement(**changes: Any) -> Requirement:  # noqa: ANN401 - whatever a requirement takes
    text = both("text")
    values: dict[str, Any] = {
        "id": "list.item",
        "title": text,
        "article": "Art. 1",
        "level": Level.REQUIRED,
        "severity": Severity.HIGH,
        "verification": Verification.PRIMARY,
        "met": text,
        "partial": text,
        "missing": text,
        "remedy": text,
    }
    return Requirement(**(values | changes))


def decided(
    item: Requirement,
    disclosures: tuple[DisclosureFinding, ...],
    clauses: tuple[Clause, ...] = (),
    states: Mapping[str, Decision] | None = None,
    answers: Mapping[str, TestState] | None = None,
) -> ItemFinding:
    (checklist,) = evaluate(rulebook_of(item), disclosures, clauses, states or {}, answers or {})
    return checklist.items[0]
