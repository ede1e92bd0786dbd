"""What a report says, as a tree of blocks; nothing here knows how it is drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer import __version__
from reviewer.model.flags import Severity
from reviewer.model.review import ItemStatus
from reviewer.report import checklist_parts, closing_parts, decided, flag_parts, policy_parts
from reviewer.report.blocks import (
    Bar,
    Chart,
    Content,
    Contents,
    Facts,
    Heading,
    Paragraph,
    Part,
    Pick,
    Picks,
    Piece,
    Place,
    Tally,
    TallyRow,
    Title,
    Tone,
)
from reviewer.report.breaking import is_chinese
from reviewer.report.numbering import Material, ShownItem, gather
from reviewer.report.words import Words, encoding_name, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.decisions import Decisions
    from reviewer.model.policy import Source
    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook

_PICKS = 8
_SHORT_DIGEST = 12
_TITLE = 160
_RUNNING = 76
_CHINESE_RUNNING = 38
_GRADES = tuple(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What a report is asked for.

    Attributes:
        language: of the report's own words, "en" or "zh".
        reviewer: name to be printed; empty for that of the review, if any.
        checklists: ids of those that are ticked; empty for all evaluated.
        decisions: what a reviewer decided on the review; None for the machine's findings alone.
    """

    language: str
    reviewer: str = ""
    checklists: tuple[str, ...] = ()
    decisions: Decisions | None = None


def build(review: Review, rulebook: Rulebook, options: ReportOptions) -> Content:
    """All that the report of a review says.

    Raises:
        FontMissing: there are no fonts, which decide what can be shown.
        KeyError: a checklist is asked for that was not evaluated.
    """
    words = Words(options.language)
    material = _material(review, rulebook, words, options)
    digest = review.policy.source.sha256[:_SHORT_DIGEST]
    as_of = review.analysis.as_of
    running = _running(review.policy.title)
    parts = [
        _summary(material, running),
        *flag_parts.parts(material, running),
        *checklist_parts.parts(material, running),
        policy_parts.policy_part(material, running),
        policy_parts.notes_part(material, running),
        policy_parts.legend_part(material, running),
        closing_parts.method_part(material, running),
        closing_parts.sign_off_part(material, running),
    ]
    name = words.say("Privacy policy review: {title}", title=shortened(review.policy.title, _TITLE))
    return Content(
        language="zh-CN" if words.chinese else "en",
        title=name,
        author=material.reviewer,
        subject=words.say("Annotated review report of {name}", name=review.policy.source.name),
        creator=f"reviewer {__version__}",
        day=(as_of.year, as_of.month, as_of.day),
        header=f"SHA-256 {digest}…",
        draft=decided.draft(material),
        page=words.say("Page {page} of {pages}", page="{page}", pages="{pages}"),
        parts=(_front(material, parts), *parts),
    )


def _material(review: Review, rulebook: Rulebook, words: Words, options: ReportOptions) -> Material:
    """All that the report is written from, as it was decided."""
    decisions = options.decisions
    named = options.reviewer or review.reviewer
    if decisions is not None and decisions.reviewer is not None:
        named = options.reviewer or decisions.reviewer.name or named
    shown = replace(review, reviewer=named)
    if decisions is not None:
        shown = decided.as_decided(shown, rulebook, decisions)
    material = gather(shown, rulebook, words, checklists=options.checklists, decisions=decisions)
    if decisions is not None:
        judgements = decided.flag_judgements(review, decisions)
        material = replace(material, flag_judgements=judgements)
    return material


def _running(title: str) -> str:
    """The document's title, short enough to leave room for the digest beside it."""
    return shortened(title, _CHINESE_RUNNING if is_chinese(title) else _RUNNING)


def _front(material: Material, parts: list[Part]) -> Part:
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
            Paragraph(decided.notice(material), Tone.NOTICE),
            Facts(tuple(_identity(material))),
            Contents(
                title=words.say("Contents"),
                rows=tuple(Place(part.title, part.key) for part in parts),
            ),
        ),
    )


def _identity(material: Material) -> list[tuple[str, str]]:
    """Which file was reviewed, with what, and by whom."""
    words = material.words
    review = material.review
    source = review.policy.source
    models = [f"{language} {version}" for language, version in review.analysis.models]
    languages = [words.tongue(tag) for tag in review.policy.languages or (review.policy.language,)]
    rows = [
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


def _summary(material: Material, running: str) -> Part:
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
        Heading(text=words.say("Clauses by category"), level=2),
        _chart(material),
        *_most_important(material),
    ]
    return Part(key="summary", title=title, pieces=tuple(pieces), running=running)


def _headline(material: Material) -> Facts:
    words = material.words
    analysis = material.review.analysis
    used = {category for clause in analysis.clauses for category in clause.categories}
    return Facts(
        (
            (
                words.say("Clauses"),
                words.say(
                    "{count}, in {used} of {all} categories",
                    count=len(analysis.clauses),
                    used=len(used),
                    all=len(material.rulebook.categories),
                ),
            ),
            (
                words.say("Checklists"),
                words.say(
                    "{checklists}, with {items} items together",
                    checklists=len(material.checklists),
                    items=sum(len(shown.items) for shown in material.checklists),
                ),
            ),
            (words.say("Red flags"), str(len(analysis.flags))),
        )
    )


def _tally(material: Material) -> Tally | Paragraph:
    words = material.words
    if not material.checklists:
        return Paragraph(words.say("No checklist was evaluated."))
    return Tally(
        header=(words.say("Checklist"), *(words.status(status) for status in ItemStatus)),
        statuses=tuple(ItemStatus),
        rows=tuple(
            TallyRow(
                marker=shown.letter,
                name=Place(words.of(shown.checklist.title), shown.key),
                counts=tuple(shown.count(status) for status in ItemStatus),
            )
            for shown in material.checklists
        ),
    )


def _chart(material: Material) -> Chart:
    counts = Counter(
        category for clause in material.review.analysis.clauses for category in clause.categories
    )
    words = material.words
    bars = tuple(
        Bar(words.of(style.title), policy_parts.swatch(style), counts[style.id])
        for style in material.rulebook.categories
    )
    told = words.listed([f"{bar.label} {bar.count}" for bar in bars])
    return Chart(bars, words.say("Bar chart of clauses by category: {counts}.", counts=told))


def _most_important(material: Material) -> Iterator[Piece]:
    """The gravest items that are missing or only partly met."""
    words = material.words
    wanted = (ItemStatus.MISSING, ItemStatus.PARTIAL)

    def rank(item: ShownItem) -> tuple[int, int]:
        grade = _GRADES.index(item.requirement.severity)
        return grade, wanted.index(item.status)

    found = sorted((item for item in material.items() if item.status in wanted), key=rank)
    yield Heading(text=words.say("Missing or partly met, most severe first"), level=2)
    if not found:
        yield Paragraph(words.say("Nothing was found to be missing or only partly met."))
        return
    rest = ""
    if len(found) > _PICKS:
        rest = words.say(
            "Further items of this kind: {count}. They stand under their checklists.",
            count=len(found) - _PICKS,
        )
    yield Picks(tuple(_pick(material, item) for item in found[:_PICKS]), rest)


def _pick(material: Material, item: ShownItem) -> Pick:
    words = material.words
    return Pick(
        item.status,
        words.status(item.status),
        words.severity(item.requirement.severity),
        Place(f"{item.number}  {words.of(item.requirement.title)}", item.key),
    )
