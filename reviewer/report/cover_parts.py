"""The title page: what was reviewed, by whom, with what, and how far the review has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer import __version__
from reviewer.report.blocks import Contents, Facts, Paragraph, Part, Place, Title, Tone
from reviewer.report.decision_parts import shown_points
from reviewer.report.remarks import said_by
from reviewer.report.vendor import vendor
from reviewer.report.words import Words, encoding_name, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.policy import Source
    from reviewer.report.numbering import Material

_TITLE = 160


def front_part(material: Material, parts: list[Part]) -> Part:
    """The title page: what was reviewed, with what, and what the report contains."""
    words = material.words
    review = material.review
    return Part(
        key="front",
        title=words.say("Title page"),
        pieces=(
            Title(
                kicker=words.say("Privacy policy review"),
                text=shortened(review.policy.title, _TITLE),
                subtitle=words.say("Annotated report with checklists"),
            ),
            _state(material),
            Facts(tuple(_identity(material))),
            Contents(
                title=words.say("Contents"),
                rows=tuple(Place(part.title, part.key) for part in parts),
            ),
        ),
    )


def draft(material: Material) -> str:
    """What stands on every page of a report that is not final; empty for one that is."""
    words, standing = material.words, material.standing
    if standing.working is None:
        return words.say("Draft: machine findings, not reviewed")
    if standing.final:
        return ""
    return words.say("Draft: review not signed off")


def _state(material: Material) -> Paragraph:
    """Draft or final, and what that means here."""
    words, working = material.words, material.standing.working
    if working is None:
        told = words.say(
            "Draft: machine findings, not reviewed. Nobody has accepted, rejected or "
            "signed anything in this report."
        )
        return Paragraph(told, Tone.NOTICE)
    points = shown_points(material)
    signature = working.decisions.signature
    if signature is None or not material.standing.final:
        told = words.say(
            "Draft: the review is not signed off. Open points: {count}.", count=len(points)
        )
        return Paragraph(told, Tone.NOTICE)
    told = words.say(
        "Final: signed off by {who}. Points knowingly left open: {count}.",
        who=said_by(material, signature.by),
        count=len(signature.sign_off.exceptions),
    )
    return Paragraph(told, Tone.SEAL)


def _vendor(material: Material) -> Iterator[tuple[str, str]]:
    """Who the policy says it speaks for."""
    name = vendor(material.review.policy)
    if name:
        yield material.words.say("Vendor"), name


def _people(material: Material) -> Iterator[tuple[str, str]]:
    """Who worked on the review, and from when to when."""
    words, working = material.words, material.standing.working
    if working is None or not working.edits:
        return
    yield words.say("Worked on by"), words.listed(list(material.standing.people()))
    days = [edit.stamp.time.date().isoformat() for edit in working.edits]
    yield words.say("Worked on"), " – ".join(dict.fromkeys((min(days), max(days))))


def _identity(material: Material) -> list[tuple[str, str]]:
    """Which file was reviewed, with what, and by whom."""
    words = material.words
    review = material.review
    source = review.policy.source
    models = [f"{language} {version}" for language, version in review.analysis.models]
    languages = [words.tongue(tag) for tag in review.policy.languages or (review.policy.language,)]
    rows = [
        *_vendor(material),
        (words.say("Document"), source.name),
        (words.say("SHA-256"), source.sha256),
        (words.say("Format"), words.listed(_shape(words, source))),
        (words.say("Language"), words.listed(languages)),
    ]
    problems = len(review.policy.problems)
    if problems:
        told = words.say("{count}, listed under “Method and limits”", count=problems)
        rows.append((words.say("Problems"), told))
    rows += [
        (words.say("As of"), review.analysis.as_of.isoformat()),
        (words.say("Tool"), f"reviewer {__version__}"),
        (words.say("Rulebook"), review.analysis.rulebook),
        (words.say("Models"), words.listed(models) or words.say("none used")),
        (words.say("Reviewer"), material.reviewer or words.say("not named")),
        *_people(material),
    ]
    return rows


def _shape(words: Words, source: Source) -> list[str]:
    """What kind of file it is: format, pages, encoding, size."""
    shape = [words.format(source.format)]
    if source.pages:
        one = source.pages == 1
        shape.append(words.say("1 page") if one else words.say("{count} pages", count=source.pages))
    if source.encoding:
        shape.append(encoding_name(source.encoding))
    return [*shape, words.say("{size} bytes", size=f"{source.size:,}")]
