"""What a report says, as a tree of blocks; nothing here knows how it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer import __version__
from reviewer.report import (
    change_parts,
    checklist_parts,
    closing_parts,
    cover_parts,
    decision_parts,
    flag_parts,
    log_parts,
    named_parts,
    peer_parts,
    policy_parts,
    summary_parts,
)
from reviewer.report.blocks import Content
from reviewer.report.breaking import is_chinese
from reviewer.report.numbering import Material, gather
from reviewer.report.options import ReportOptions, ReportPart
from reviewer.report.words import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reviewer.model.history import WorkingReview
    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook
    from reviewer.report.blocks import Part

__all__ = ["ReportOptions", "ReportPart", "build"]

_SHORT_DIGEST = 12
_TITLE = 160
_RUNNING = 76
_CHINESE_RUNNING = 38
_WRITERS: dict[ReportPart, Callable[[Material, str], Iterable[Part]]] = {
    ReportPart.SUMMARY: summary_parts.parts,
    ReportPart.CHANGES: change_parts.parts,
    ReportPart.FLAGS: flag_parts.parts,
    ReportPart.CHECKLISTS: checklist_parts.parts,
    ReportPart.CONDITIONS: decision_parts.conditions,
    ReportPart.OPEN_POINTS: decision_parts.points,
    ReportPart.PEERS: peer_parts.parts,
    ReportPart.NAMED: named_parts.parts,
    ReportPart.POLICY: policy_parts.parts,
    ReportPart.LOG: log_parts.parts,
    ReportPart.METHOD: closing_parts.parts,
}


def build(review: Review | WorkingReview, rulebook: Rulebook, options: ReportOptions) -> Content:
    """All that the report of a review says.

    Raises:
        FontMissing: there are no fonts, which decide what can be shown.
        KeyError: a checklist is asked for that was not evaluated.
    """
    material = gather(review, rulebook, options)
    words, policy = material.words, material.review.policy
    as_of = material.review.analysis.as_of
    parts = list(_parts(material, _running(policy.title)))
    name = words.say("Privacy policy review: {title}", title=shortened(policy.title, _TITLE))
    return Content(
        language="zh-CN" if words.chinese else "en",
        title=name,
        author=material.reviewer,
        subject=words.say("Annotated review report of {name}", name=policy.source.name),
        creator=f"reviewer {__version__}",
        day=(as_of.year, as_of.month, as_of.day),
        header=f"SHA-256 {policy.source.sha256[:_SHORT_DIGEST]}…",
        draft=cover_parts.draft(material),
        page=words.say("Page {page} of {pages}", page="{page}", pages="{pages}"),
        parts=(cover_parts.front_part(material, parts), *parts),
    )


def _parts(material: Material, running: str) -> Iterator[Part]:
    """The parts that are asked for and have something to say, in order."""
    for part, written in _WRITERS.items():
        if material.options.shows(part):
            yield from written(material, running)
    yield closing_parts.sign_off_part(material, running)


def _running(title: str) -> str:
    """The document's title, short enough to leave room for the digest beside it."""
    return shortened(title, _CHINESE_RUNNING if is_chinese(title) else _RUNNING)
