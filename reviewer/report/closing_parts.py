"""What the report says about its method, its limits, and who signs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.origin import LineOrigin
from reviewer.report import fonts
from reviewer.report.blocks import (
    Alert,
    Alerts,
    Facts,
    Heading,
    Paragraph,
    Part,
    Piece,
    Signer,
    SignOff,
    Tone,
)
from reviewer.report.remarks import said_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.policy import Problem
    from reviewer.model.span import Span
    from reviewer.report.numbering import Material
    from reviewer.report.words import Words

_MISSING_SHOWN = 8
# Characters quoted on either side of a problem, and of the whole quote at most.
_BESIDE, _QUOTE = 48, 160


def parts(material: Material, running: str) -> Iterator[Part]:
    """How the findings came about, and what they do not say."""
    words = material.words
    title = words.say("Method and limits")
    pieces: list[Piece] = [Heading(text=title, level=1)]
    pieces += [Paragraph(text, Tone.ITEM) for text in _limits(words)]
    pieces += _problems(material)
    pieces += _strange_characters(material)
    pieces += _stand_ins(words)
    pieces.append(Heading(text=words.say("Sources of the checklists"), level=2))
    pieces.append(
        Facts(
            tuple(
                (
                    f"{shown.letter}  {shown.checklist.jurisdiction_in(words.language)}",
                    "\n".join((words.of(shown.checklist.title), *shown.checklist.sources)),
                )
                for shown in material.checklists
            )
        )
    )
    yield Part(key="method", title=title, pieces=tuple(pieces), running=running)


def _limits(words: Words) -> tuple[str, ...]:
    return (
        words.say("This report is an aid to review and no legal advice."),
        words.say("Listing a regulation does not mean that it applies."),
        words.say(
            "Clauses were found by published rules and, where named on the title page, by trained "
            "models. Both err: a missing item may stand in words that they do not know, and a "
            "highlight may be wrong. The text of the policy decides, not its highlights."
        ),
        words.say(
            "The program's models were trained on CAPP-130 (Zhu et al., NeurIPS 2023, CC BY 4.0; "
            "English by machine translation, relabelled) and on policies written for it."
        ),
        words.say(
            "A status compares what the text says with what an article asks for. It says nothing "
            "about what the organisation does."
        ),
        words.say(
            "Confidence is the machine's own estimate between 0 and 1 and no measure of compliance."
        ),
        words.say(
            "Where an item says “not verified against the source”, its article was not fully "
            "checked against it. Check it before relying on it."
        ),
        words.say(
            "The only dates used are those of the review and the date given as “As of”; later "
            "changes of the law are not considered."
        ),
    )


def _problems(material: Material) -> Iterator[Piece]:
    """What is wrong with the policy's file."""
    words = material.words
    problems = material.review.policy.problems
    if not problems:
        return
    yield Heading(text=words.say("Problems with the document"), level=2)
    yield Alerts(tuple(_problem(material, problem) for problem in problems))


def _problem(material: Material, problem: Problem) -> Alert:
    words = material.words
    quote, place = "", None
    if problem.span is not None:
        around = _around(material.review.policy.text, problem.span)
        quote = words.quoted(around, _QUOTE)
        place = material.spot(problem.span)
    return Alert(
        severity=None,
        grade=_where(material, problem),
        text=words.of(problem.message),
        quote=quote,
        place=place,
    )


def _where(material: Material, problem: Problem) -> str:
    """Where in the file a problem is."""
    words = material.words
    origin = material.original.at(problem.span.start) if problem.span else None
    if problem.page is not None:
        return words.say("page {page}", page=problem.page)
    if isinstance(origin, LineOrigin) and origin.line:
        return words.say("line {line}", line=origin.line)
    return "" if problem.span else words.say("whole document")


def _around(text: str, span: Span) -> str:
    r"""The words of a span with those beside it on its line.

    >>> from reviewer.model.span import Span
    >>> _around("Write to us.\nM?ller & Co.", Span(14, 15))
    'M?ller & Co.'
    """
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _BESIDE)
    end = text.find("\n", span.end)
    end = min(len(text) if end < 0 else end, span.end + _BESIDE)
    before = "…" if start > 0 and text[start - 1] != "\n" else ""
    behind = "…" if end < len(text) and text[end] != "\n" else ""
    return f"{before}{text[start:end]}{behind}"


def _strange_characters(material: Material) -> Iterator[Piece]:
    """How many characters no font could show."""
    words = material.words
    missing = fonts.load().missing(material.review.policy.text)
    if not missing:
        return
    shown = [f"U+{ord(char):04X} × {count}" for char, count in missing.most_common(_MISSING_SHOWN)]
    yield Heading(text=words.say("Characters that could not be shown"), level=2)
    yield Paragraph(
        words.say(
            "The report's fonts have no shape for {count} characters of the policy; each is shown "
            "as a replacement mark and can still be searched and copied: {characters}.",
            count=missing.total(),
            characters=words.listed(shown) + ("…" if len(missing) > _MISSING_SHOWN else ""),
        )
    )


def _stand_ins(words: Words) -> Iterator[Piece]:
    """Which fonts of the computer were used in place of the program's own."""
    used = fonts.load().stand_ins
    if not used:
        return
    yield Heading(text=words.say("Fonts used in place of others"), level=2)
    yield Paragraph(
        words.say(
            "Font files of the program were missing or damaged, and other fonts were used. The "
            "words are the same, but their look and the breaks of lines and pages may differ from "
            "a report that another computer writes."
        )
    )
    for each in used:
        told = (
            words.say("{file}: {font}", file=each.file, font=each.font)
            if each.font
            else words.say("{file}: the regular font", file=each.file)
        )
        yield Paragraph(told, Tone.ITEM)


def sign_off_part(material: Material, running: str) -> Part:
    """The sign-off block: who reviewed, who approved."""
    words = material.words
    title = words.say("Sign-off")

    def signer(role: str, name: str, person: tuple[str, str, str]) -> Signer:
        return Signer(
            role=role,
            title=name,
            fields=(
                (words.say("Name"), person[0]),
                (words.say("Role"), person[1]),
                (words.say("Date"), person[2]),
                (words.say("Signature"), ""),
            ),
        )

    signers = (
        signer("reviewer", words.say("Reviewer"), _reviewer(material)),
        signer("approver", words.say("Approver"), ("", "", "")),
    )
    statements = [Paragraph(text) for text in _statements(material)]
    return Part(
        key="sign-off",
        title=title,
        pieces=(Heading(text=title, level=1), *statements, SignOff(signers)),
        running=running,
    )


def _reviewer(material: Material) -> tuple[str, str, str]:
    """Name, role and day of the reviewer, as far as they are known."""
    working = material.standing.working
    named = working.decisions.reviewer if working else None
    signature = working.decisions.signature if working else None
    role = named.role if named and named.name == material.reviewer else ""
    if working is None or signature is None or signature.sign_off.name != material.reviewer:
        return material.reviewer, role, ""
    day = working.edit(signature.by).stamp.time.date().isoformat()
    return material.reviewer, signature.sign_off.role, day


def _statements(material: Material) -> Iterator[str]:
    """What the signatures cover."""
    words = material.words
    yield words.say(
        "The signatures refer to the document with the SHA-256 digest {digest} and to the "
        "findings in this report.",
        digest=material.review.policy.source.sha256,
    )
    working = material.standing.working
    signature = working.decisions.signature if working else None
    if working is None or signature is None:
        return
    signed = signature.sign_off
    yield words.say(
        "The review was signed off by {who}. All decisions together have the digest {digest}.",
        who=said_by(material, signature.by),
        digest=signed.decisions,
    )
    if not material.standing.final:
        yield words.say("The policy or the decisions are not those that were signed.")
    if signed.comment:
        yield words.say("Comment: {text}", text=signed.comment)
