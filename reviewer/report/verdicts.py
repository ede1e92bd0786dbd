"""What was found of a report's signatures, in sentences: the same for terminal and window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer import i18n
from reviewer.errors import VerifyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from reviewer.report.verify import Attached, Signature, Verification


class Weight(StrEnum):
    """How a finding is to be taken."""

    FACT = "fact"
    GOOD = "good"
    DOUBT = "doubt"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Told:
    """One finding as a sentence."""

    weight: Weight
    sentence: str


def signature(found: Signature, language: str) -> tuple[Told, ...]:
    """What is to be said of one signature; the first sentence says who signed and when."""
    return tuple(_signature(found, language))


def attached(found: Attached, language: str) -> Told:
    """Whether the attached review is the report's."""
    from reviewer.report.verify import Attached  # takes long to load, and its values know it

    if found is Attached.MATCHES:
        sentence = i18n.told("The attached review is the one that the report names.", language)
        return Told(Weight.GOOD, sentence)
    if found is Attached.DIFFERS:
        sentence = i18n.told("The attached review is not the one that the report names.", language)
        return Told(Weight.BAD, sentence)
    return Told(Weight.FACT, i18n.told("No review is attached.", language))


def broken(file: str) -> VerifyError:
    """What is said of a file whose signatures do not hold."""
    return VerifyError(
        "{file} is not as it was signed; ask for the file as it was, or have it signed again.",
        file=file,
    )


def lines(found: Verification, language: str) -> Iterator[str]:
    """A line for each signature and one for the attached review."""
    # No space stands between sentences in Chinese.
    space = "" if language == "zh" else " "
    for one in found.signatures:
        yield space.join(told.sentence for told in signature(one, language))
    yield attached(found.attached, language).sentence


def _signature(found: Signature, language: str) -> Iterator[Told]:
    yield Told(Weight.FACT, _who(found, language))
    if found.stamped is not None:
        sentence = i18n.told(
            "A time stamp service attests {moment}.", language, moment=_shown(found.stamped)
        )
        yield Told(Weight.GOOD, sentence)
    if found.reason:
        yield Told(Weight.FACT, i18n.told("Reason: {reason}.", language, reason=found.reason))
    if found.place:
        yield Told(Weight.FACT, i18n.told("Place: {place}.", language, place=found.place))
    if not found.intact:
        sentence = i18n.told("What it covers was changed, or it is damaged itself.", language)
        yield Told(Weight.BAD, sentence)
        return
    yield Told(Weight.GOOD, i18n.told("It is intact.", language))
    yield _coverage(found, language)
    yield _trust(found, language)


def _who(found: Signature, language: str) -> str:
    values: dict[str, object] = {
        "name": found.name,
        "field": found.field,
        "moment": _shown(found.moment) if found.moment else "?",
    }
    if found.field == "reviewer":
        template = "Signed by {name} as reviewer at {moment} by the signer's own clock."
        return i18n.told(template, language, **values)
    if found.field == "approver":
        template = "Signed by {name} as approver at {moment} by the signer's own clock."
        return i18n.told(template, language, **values)
    template = "Signed by {name} in the field {field} at {moment} by the signer's own clock."
    return i18n.told(template, language, **values)


def _shown(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S %z")


def _coverage(found: Signature, language: str) -> Told:
    from reviewer.report.verify import Change

    if found.whole:
        return Told(Weight.GOOD, i18n.told("It covers the whole file.", language))
    if found.change is Change.SIGNED:
        sentence = i18n.told(
            "It covers the file as it was then; only a signature was added afterwards.", language
        )
        return Told(Weight.GOOD, sentence)
    sentence = i18n.told(
        "The file was changed afterwards in a way that it does not allow.", language
    )
    return Told(Weight.BAD, sentence)


def _trust(found: Signature, language: str) -> Told:
    from reviewer.report.verify import Trust

    if found.trust is Trust.TRUSTED:
        sentence = i18n.told(
            "Its certificate is trusted: an authority that this computer knows vouches for it.",
            language,
        )
        return Told(Weight.GOOD, sentence)
    if found.trust is Trust.SELF_SIGNED:
        sentence = i18n.told(
            "Its certificate is untrusted: it is self-signed, and nobody else vouches for it.",
            language,
        )
        return Told(Weight.DOUBT, sentence)
    sentence = i18n.told(
        "Its certificate is untrusted: no authority that this computer knows vouches for it.",
        language,
    )
    return Told(Weight.DOUBT, sentence)
