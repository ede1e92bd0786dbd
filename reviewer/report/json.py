"""A review as the JSON object that scripts and other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewer import __version__
from reviewer.model.clause import AttributeKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.model.clause import Attribute, Clause
    from reviewer.model.policy import LocalizedText, Policy, Problem
    from reviewer.model.review import ChecklistFinding, DisclosureFinding, Evidence, Review
    from reviewer.model.span import Span

SCHEMA = 1

JsonObject = dict[str, Any]


def as_json(review: Review, *, metrics: bool = True, program: str = __version__) -> JsonObject:
    """The review as plain values.

    Args:
        metrics: whether timings go in; left out of what is attached to a
            report, which must not differ from run to run.
        program: version of the program that analysed the policy.
    """
    policy, analysis = review.policy, review.analysis
    models = dict(analysis.models)
    result: JsonObject = {
        "schema": SCHEMA,
        "reviewer": {
            "version": program,
            "rulebook": analysis.rulebook,
            "models": {language: models.get(language) for language in ("en", "zh")},
        },
        "as_of": analysis.as_of.isoformat(),
        "document": _document(policy),
        "problems": [_problem(problem) for problem in policy.problems],
        "sections": [
            {
                **span_json(section.span),
                "level": section.level,
                "number": section.number,
                "title": section.title,
            }
            for section in policy.sections
        ],
        "clauses": [_clause(clause) for clause in analysis.clauses],
        "disclosures": [_disclosure(finding) for finding in analysis.disclosures],
        "checklists": [_checklist(finding) for finding in analysis.checklists],
        "flags": [
            {
                "id": flag.id,
                "severity": flag.severity.value,
                **span_json(flag.span),
                "message": _localized(flag.message),
            }
            for flag in analysis.flags
        ],
    }
    if metrics:
        result["metrics"] = {
            "characters": len(policy.text),
            "sentences": len(policy.sentences),
            "seconds": {
                "read": round(review.timing.read, 4),
                "analyse": round(review.timing.analyse, 4),
            },
        }
    return result


def _document(policy: Policy) -> JsonObject:
    return {
        "name": policy.source.name,
        "sha256": policy.source.sha256,
        "format": policy.source.format.value,
        "language": policy.language,
        "languages": list(policy.languages),
        "title": policy.title,
        "text": policy.text,
    }


def _problem(problem: Problem) -> JsonObject:
    result: JsonObject = {"id": problem.id}
    if problem.page is not None:
        result["page"] = problem.page
    if problem.span is not None:
        result |= span_json(problem.span)
    result["message"] = _localized(problem.message)
    return result


def _clause(clause: Clause) -> JsonObject:
    return {
        **span_json(clause.span),
        "categories": [category.value for category in clause.categories],
        "scores": {
            category.value: score
            for category, score in zip(clause.categories, clause.scores, strict=True)
        },
        "section": clause.section,
        "origin": clause.origin.value,
        "evidence": [
            {
                **span_json(reason.span),
                "why": f"{reason.category.value}: {reason.kind.value} {reason.rule} "
                f"({reason.weight:+.2f})",
            }
            for reason in clause.reasons
        ],
        "attributes": [_attribute(one) for one in clause.attributes],
    }


def _attribute(attribute: Attribute) -> JsonObject:
    result: JsonObject = {
        "kind": attribute.kind.value,
        "value": attribute.value,
        **span_json(attribute.span),
        "negated": attribute.negated,
    }
    if attribute.kind is AttributeKind.DATA_TYPE:
        result |= {"group": attribute.group, "sensitive": attribute.sensitive}
    return result


def _disclosure(finding: DisclosureFinding) -> JsonObject:
    return {
        "id": finding.id,
        "status": finding.status.value,
        "confidence": finding.confidence,
        "evidence": [
            {**span_json(evidence.span), "clause": evidence.clause} for evidence in finding.evidence
        ],
    }


def _checklist(finding: ChecklistFinding) -> JsonObject:
    return {
        "id": finding.id,
        "items": [
            {
                "id": item.id,
                "status": item.status.value,
                "reason": item.reason.en,
                "condition": item.condition.value,
                "test": item.test.value,
                "evidence": _places(item.evidence),
                "related": _places(item.related),
                "verification": item.verification.value,
            }
            for item in finding.items
        ],
    }


def _places(evidence: Iterable[Evidence]) -> list[JsonObject]:
    return [span_json(one.span) for one in evidence]


def span_json(span: Span) -> JsonObject:
    """A span as plain values."""
    return {"start": span.start, "end": span.end}


def _localized(text: LocalizedText) -> JsonObject:
    return {"en": text.en, "zh": text.zh}
