"""What people said: comments, answers, and who said them when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.edits import OnSelection
from reviewer.report.blocks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model import decisions
    from reviewer.model.span import Span
    from reviewer.report.numbering import Material


def said_by(material: Material, sequence: int) -> str:
    """Who made an edit, and on which day."""
    working = material.standing.working
    if working is None or not 0 < sequence <= len(working.edits):
        return ""
    stamp = working.edit(sequence).stamp
    name = stamp.who.strip() or material.words.say("not named")
    return material.words.listed([name, stamp.time.date().isoformat()])


def spoken(material: Material, comment: decisions.Remark) -> Iterator[Remark]:
    """A comment and its answers."""
    words = material.words
    who = said_by(material, comment.by)
    label = (
        words.say("Question ({who})", who=who)
        if comment.question
        else words.say("Comment ({who})", who=who)
    )
    yield Remark(label, comment.text)
    for reply in comment.replies:
        label = words.say("Answer ({who})", who=said_by(material, reply.by))
        yield Remark(label, reply.text or words.say("settled"))


def passages(material: Material) -> Iterator[tuple[decisions.Remark, Span]]:
    """The comments on words of the policy, in the order of the text."""
    working = material.standing.working
    remarks = working.decisions.comments.values() if working else ()
    found = [
        (remark, remark.target.span)
        for remark in remarks
        if isinstance(remark.target, OnSelection) and remark.text.strip()
    ]
    yield from sorted(found, key=lambda pair: (pair[1], pair[0].by))
