"""What a review file holds besides its edits, taken apart and put together again."""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, NoReturn
from uuid import uuid4

from reviewer import __version__
from reviewer.model.clause import Category
from reviewer.model.origin import PageOrigin
from reviewer.model.policy import Policy
from reviewer.model.review import Analysis, Review, Timing
from reviewer.model.rules import Rulebook
from reviewer.model.terms import Wording
from reviewer.store import review_schema as schema
from reviewer.store.packed import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reviewer.model.review import Evidence

# The next levels take twice the time each for a few hundredths of the size.
_LEVEL = 3
_HUE = re.compile(r"#[0-9A-Fa-f]{6}")
_KEY = re.compile(r"[1-8]")
# No list or heading stands so deep, and somebody may count up to it.
_DEEPEST = 10_000
_FOLDERS = re.compile(r"[\\/\x00-\x1f]")
# In front of the names of what belongs to the former version.
_FORMER = "former_"
# Meta data that every file has; all of it is text.
_NAMES = ("identity", "made", "program", "rulebook", "models")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A review without its edits.

    Attributes:
        identity: of the review, in hex; a copy has the same.
        made: when the file was made, in UTC.
        program: version of the program that analysed the policy.
        source: the bytes of the policy's file.
        review: what the machine found; its reviewer is named by edits.
        rulebook: the texts of the one that the analysis was made with; what finds clauses is
            left out, see :func:`shown_rules`.
        former: what the machine found in the version of the policy that decisions were carried
            over from; None where there is none.
    """

    identity: str
    made: datetime
    program: str
    source: bytes
    review: Review
    rulebook: Rulebook
    former: Review | None = None


def fresh(
    source: bytes,
    review: Review,
    rulebook: Rulebook,
    made: datetime,
    former: Review | None = None,
) -> Contents:
    """The contents of a new review file.

    Args:
        source: the bytes that the policy was read from.
        made: now, in UTC.
        former: of the version that decisions are carried over from; None for none.
    """
    return Contents(
        identity=uuid4().hex,
        made=made,
        program=__version__,
        source=source,
        review=replace(review, reviewer=""),
        rulebook=shown_rules(rulebook),
        former=replace(former, reviewer="") if former else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a review file.

    Attributes:
        packing: "none" or "zlib".
        size, sha256: of what it holds, unpacked.
    """

    name: str
    packing: str
    size: int
    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Found:
    """What is packed as one part."""

    analysis: Analysis
    timing: Timing


def shown_rules(rulebook: Rulebook) -> Rulebook:
    """What of a rulebook is needed to show and report a review made with it, years later.

    That is names, articles, texts and remedies, and not what finds clauses and values.
    """
    return replace(
        rulebook,
        vocabulary=(),
        cues=(),
        headings=(),
        patterns=(),
        neutral=(),
        precedence=(),
        disclosures=tuple(replace(one, detector=None) for one in rulebook.disclosures),
        conditions=tuple(
            replace(one, holds_en=(), holds_zh=(), fails_en=(), fails_zh=())
            for one in rulebook.conditions
        ),
        wording=_named_terms(rulebook.wording),
    )


def _named_terms(wording: Wording) -> Wording:
    lists = tuple(
        replace(
            one,
            never_en=(),
            never_zh=(),
            groups=tuple(
                replace(
                    group,
                    terms=tuple(replace(term, en=(), zh=(), categories=()) for term in group.terms),
                )
                for group in one.groups
            ),
        )
        for one in wording.lists
    )
    return Wording(lists=lists)


def meta_of(contents: Contents) -> dict[str, str]:
    """Meta data by name."""
    analysis = contents.review.analysis
    return {
        "identity": contents.identity,
        "made": contents.made.isoformat(timespec="microseconds"),
        "program": contents.program,
        "rulebook": analysis.rulebook,
        "models": json.dumps(dict(analysis.models), sort_keys=True),
    }


def parts_of(contents: Contents) -> tuple[Part, ...]:
    """The pieces of a file; the same contents give the same bytes."""
    former = contents.former
    return (
        _part("source", contents.source, packed=False),
        *_review_parts(contents.review),
        _part("rulebook", pack(Rulebook, shown_rules(contents.rulebook))),
        *(_review_parts(former, _FORMER) if former else ()),
    )


def _review_parts(review: Review, prefix: str = "") -> Iterator[Part]:
    text = review.policy.text.encode("utf-8", "replace")
    yield _part(f"{prefix}text", text, packed=bool(prefix))
    yield _part(f"{prefix}policy", pack(Policy, replace(review.policy, text="")))
    yield _part(f"{prefix}analysis", pack(_Found, _Found(review.analysis, review.timing)))


def _part(name: str, data: bytes, *, packed: bool = True) -> Part:
    return Part(
        name=name,
        packing="zlib" if packed else "none",
        size=len(data),
        sha256=sha256(data).hexdigest(),
        content=zlib.compress(data, _LEVEL) if packed else data,
    )


def genesis(meta: Mapping[str, str], parts: Iterable[Part]) -> bytes:
    """The hash of all that a file holds besides its edits, from which their chain starts."""
    plain = [
        "reviewer review file",
        sorted(meta.items()),
        sorted([part.name, part.size, part.sha256] for part in parts),
    ]
    return sha256(json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode()).digest()


def contents_of(meta: Mapping[str, str], parts: Mapping[str, Part]) -> Contents:
    """The contents that a file's pieces hold, every value and reference checked.

    Raises:
        ValueError: they hold none.
        TypeError: as ValueError.
        KeyError: as ValueError.
        RecursionError: one nests without end.
        zlib.error: one is not packed as it says.
    """
    if set(meta) != set(_NAMES) or any(len(value) > schema.MOST_NAME for value in meta.values()):
        _refuse("meta")
    source = _unpacked(parts["source"], schema.MOST_SOURCE)
    review = _review_of(parts)
    rulebook = unpack(Rulebook, _unpacked(parts["rulebook"]), len(review.policy.text))
    _check(_of_source(review.policy, source))
    _check(_of_rulebook(rulebook, review.analysis))
    former = None
    if any(name.startswith(_FORMER) for name in parts):
        former = _review_of(parts, _FORMER)
    return Contents(
        identity=meta["identity"],
        made=datetime.fromisoformat(meta["made"]),
        program=meta["program"],
        source=source,
        review=review,
        rulebook=rulebook,
        former=former,
    )


def _review_of(parts: Mapping[str, Part], prefix: str = "") -> Review:
    text = _unpacked(parts[f"{prefix}text"], schema.MOST_TEXT).decode()
    policy = unpack(Policy, _unpacked(parts[f"{prefix}policy"]), len(text))
    policy = replace(
        policy, text=text, source=replace(policy.source, name=_last(policy.source.name))
    )
    found = unpack(_Found, _unpacked(parts[f"{prefix}analysis"]), len(text))
    _check(_of_policy(policy))
    _check(_of_analysis(found.analysis, policy))
    return Review(policy=policy, analysis=found.analysis, timing=found.timing)


def _unpacked(part: Part, most: int = schema.MOST_PACKED) -> bytes:
    """What a part holds, and never more than it says."""
    if not 0 <= part.size <= most:
        _refuse(part.name)
    data = part.content
    if part.packing == "zlib":
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(data, part.size + 1)
        if unpacking.unconsumed_tail or unpacking.unused_data or not unpacking.eof:
            _refuse(part.name)
    elif part.packing != "none":
        _refuse(part.name)
    if len(data) != part.size or sha256(data).hexdigest() != part.sha256:
        _refuse(part.name)
    return data


def _last(name: str) -> str:
    """A file's name without folders, whatever system it comes from."""
    return _FOLDERS.split(name)[-1]


def _refuse(what: str) -> NoReturn:
    message = f"not as stored: {what}"
    raise ValueError(message)


def _check(facts: Iterable[bool]) -> None:
    if not all(facts):
        _refuse("references")


def _within(number: int | None, count: int) -> bool:
    return number is None or 0 <= number < count


def _of_source(policy: Policy, source: bytes) -> Iterator[bool]:
    yield policy.source.sha256 == sha256(source).hexdigest()
    yield policy.source.size == len(source)


def _of_policy(policy: Policy) -> Iterator[bool]:
    blocks, sections = len(policy.blocks), len(policy.sections)
    for block in policy.blocks:
        yield _within(block.section, sections) and _within(block.lead_in, blocks)
        yield _within(block.level, _DEEPEST)
    for number, section in enumerate(policy.sections):
        yield _within(section.level, _DEEPEST)
        # Before it, so that nobody who goes up goes round.
        yield _within(section.parent, number)
    for sentence in policy.sentences:
        yield _within(sentence.block, blocks)
    for origin in policy.origins:
        yield not isinstance(origin, PageOrigin) or len(origin.edges) == len(origin.span) + 1


def _of_analysis(analysis: Analysis, policy: Policy) -> Iterator[bool]:
    clauses, sections = len(analysis.clauses), len(policy.sections)
    for clause in analysis.clauses:
        yield 0 < len(clause.categories) == len(clause.scores)
        yield _within(clause.section, sections)
    pieces: list[Evidence] = [piece for one in analysis.disclosures for piece in one.evidence]
    for finding in analysis.checklists:
        for item in finding.items:
            pieces += (*item.evidence, *item.related)
    yield all(_within(piece.clause, clauses) for piece in pieces)


def _of_rulebook(rulebook: Rulebook, analysis: Analysis) -> Iterator[bool]:
    yield {style.id for style in rulebook.categories} == set(Category)
    yield all(_HUE.fullmatch(style.hue) for style in rulebook.categories)
    yield all(_KEY.fullmatch(style.key) for style in rulebook.categories)
    items = {one.id: {item.id for item in one.items} for one in rulebook.checklists}
    conditions = {one.id for one in rulebook.conditions}
    for checklist in rulebook.checklists:
        yield {item.condition for item in checklist.items} <= {None, *conditions}
    for finding in analysis.checklists:
        yield finding.id in items and {item.id for item in finding.items} <= items[finding.id]
