"""What a policy says without the other thing that must go with it.

A flag of this kind has a sign ``said``, which makes something needed, and
further signs, any of which supplies it. Its lists name disclosures that supply
it as well: ``present`` where they are made in full, ``told`` also in part.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewer.analysis.checks.near import matches
from reviewer.analysis.checks.patterns import LazyPattern
from reviewer.analysis.flagged import FlagDocument, Raised
from reviewer.model.clause import AttributeKind
from reviewer.model.review import DisclosureStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reviewer.model.span import Span

SAID = "said"
_IMAGE = "!["
_ABSENT = frozenset({DisclosureStatus.ABSENT, DisclosureStatus.UNKNOWN})
# Without a flag for either case: compiling the range of Han characters with it takes milliseconds.
_NAMED_SDK = LazyPattern(
    r"(?P<name>[A-Za-z][\w.+ -]{1,20}|[一-龥]{2,8})\s?(?:的)?\s?[Ss][Dd][Kk](?![Ss])"
)
# What stands before "SDK" and names none.
_NO_NAME = LazyPattern(
    r"(?:第三方|合作方|接入|此类|该|上述|以下|相关|部分|我们|使用|嵌入|集成|其他|各类|这些|通过|提供|及|和|与|the|our|of|third|party|any|such|these|and|or|by|an?|via)\s?-?\s?(?:的)?$",
    re.IGNORECASE,
)
# How long what the pattern has before "SDK" is at most.
_BEFORE_SDK = 24
_FEWEST_DATA, _NEAR, _NEIGHBOURS = 5, 80, 2


def unsupplied(flag: str) -> Callable[[FlagDocument], Iterator[Raised]]:
    """The check of a flag that is raised where ``said`` is first shown and nothing supplies it."""

    def check(document: FlagDocument) -> Iterator[Raised]:
        said = document.shown(flag, SAID)
        if said and not supplied(flag, document):
            yield Raised(flag=flag, span=said[0].span)

    return check


def supplied(flag: str, document: FlagDocument) -> bool:
    """Whether anything supplies what a flag misses."""
    return (
        any(document.shown(flag, sign.id) for sign in document.rules[flag].signs if sign.id != SAID)
        or document.disclosed(*document.words(flag, "present"))
        or not absent(document.words(flag, "told"), document)
    )


def absent(ids: Iterable[str], document: FlagDocument) -> bool:
    """Whether none of some disclosures is made, not even in part."""
    return all(
        document.disclosures[one].status in _ABSENT for one in ids if one in document.disclosures
    )


def sdk_not_listed(document: FlagDocument) -> Iterator[Raised]:
    """Kits of third parties of which the policy names none."""
    flag = "sdk_not_listed"
    said = document.shown(flag, SAID)
    if not said or supplied(flag, document):
        return
    text = document.policy.text
    folded = text.lower()
    found = (
        matches(_NAMED_SDK, text, "sdk", _BEFORE_SDK, folded)
        if len(folded) == len(text)
        else _NAMED_SDK.finditer(text)
    )
    named = any(not _NO_NAME.search(one["name"]) for one in found)
    # The list can be a picture.
    pictured = any(_IMAGE in text[one.span.end : one.span.end + _NEAR] for one in said)
    if not named and not pictured:
        yield Raised(flag=flag, span=said[0].span)


def sensitive_no_consent(document: FlagDocument) -> Iterator[Raised]:
    """The first sensitive data that is collected, where no separate consent is asked for."""
    flag = "sensitive_no_consent"
    if supplied(flag, document):
        return
    groups = frozenset(document.words(flag, f"groups_{document.language}"))
    for said in document.shown(flag, SAID):
        for one in document.attributes(said.piece):
            grave = one.kind is AttributeKind.DATA_TYPE and one.sensitive and not one.negated
            if (
                grave
                and not _agreed(flag, said.piece, document)
                and {one.group, one.value} & groups
            ):
                yield Raised(flag=flag, span=one.span)
                return


def _agreed(flag: str, piece: int, document: FlagDocument) -> bool:
    """Whether consent of any kind is spoken of right there."""
    near = document.pieces.all[max(0, piece - _NEIGHBOURS) : piece + _NEIGHBOURS + 1]
    spoken = " ".join(one.span.text_of(document.policy.text) for one in near).lower()
    return any(word in spoken for word in document.words(flag, f"near_{document.language}"))


def no_rights_channel(document: FlagDocument) -> Iterator[Raised]:
    """Rights in a policy that gives no contact, link or setting at all."""
    flag = "no_rights_channel"
    said = document.shown(flag, SAID)
    contacts = any(
        one.kind is AttributeKind.CONTACT
        for clause in document.extraction.clauses
        for one in clause.attributes
    )
    if said and not contacts and not supplied(flag, document):
        yield Raised(flag=flag, span=said[0].span)


def complaint_missing(document: FlagDocument) -> Iterator[Raised]:
    """No complaint route in a policy whose law asks for one, told where its rights begin."""
    flag = "complaint_missing"
    mainland = document.language == "zh" and document.policy.language != "zh-Hant"
    asked = mainland or document.shown(flag, "law")
    if not asked or _supplied_but("law", flag, document):
        return
    rights = document.shown(flag, SAID)
    yield Raised(flag=flag, span=rights[0].span if rights else document.top)


def _supplied_but(sign: str, flag: str, document: FlagDocument) -> bool:
    return any(
        document.shown(flag, one.id)
        for one in document.rules[flag].signs
        if one.id not in {SAID, sign}
    ) or not absent(document.words(flag, "told"), document)


def purpose_data_gap(document: FlagDocument) -> Iterator[Raised]:
    """Data without any purpose, or purposes without any data."""
    flag = "purpose_data_gap"
    data, types = _naming(AttributeKind.DATA_TYPE, document)
    purpose, _ = _naming(AttributeKind.PURPOSE, document)
    told = document.shown(flag, "purpose")
    if purpose is None and not told and absent(("purposes",), document):
        if data is not None and len(types) >= _FEWEST_DATA:
            yield Raised(flag=flag, span=data, variant="no_purpose")
    elif data is None and absent(("data_types",), document) and purpose is not None:
        yield Raised(flag=flag, span=purpose, variant="no_data")


def _naming(kind: AttributeKind, document: FlagDocument) -> tuple[Span | None, set[str]]:
    """The first piece that names a value of a kind, and all these values."""
    first, values = None, set()
    for piece, named in zip(document.pieces.all, document.named, strict=True):
        for one in named:
            if one.kind is kind and not one.negated:
                first = first or piece.span
                values.add(one.value)
    return first, values
