"""The agreement of two reviewers as the rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from reviewer.gui.categories import category_styles
from reviewer.gui.models.rows import RowsModel
from reviewer.gui.overriding import overriding
from reviewer.gui.words import say, words
from reviewer.model.agreement import by_category, by_checklist, by_flags, by_items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.agreement import Agreement
    from reviewer.model.history import WorkingReview
    from reviewer.model.rules import Rulebook

# Landis and Koch, The measurement of observer agreement for categorical data, Biometrics 33 (1977).
_STEPS = (0.0, 0.2, 0.4, 0.6, 0.8)


class AgreementColumn(IntEnum):
    """The columns of the table of agreement."""

    SUBJECT = 0
    UNITS = 1
    AGREED = 2
    KAPPA = 3
    WORD = 4


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """How far two reviewers agree on something.

    Attributes:
        sentences: whether sentences were counted; else items or flags.
    """

    title: str
    found: Agreement
    sentences: bool = False


def agreement_rows(
    you: WorkingReview, other: WorkingReview, rulebook: Rulebook | None
) -> tuple[AgreementRow, ...]:
    """Each category by its sentences, then verdicts on items and flags.

    Checklists on which not both gave a verdict are left out, beside their sum.
    """
    return tuple(_rows(you, other, rulebook))


def _rows(
    you: WorkingReview, other: WorkingReview, rulebook: Rulebook | None
) -> Iterator[AgreementRow]:
    styles = category_styles()
    for category, found in by_category(you, other).items():
        yield AgreementRow(styles[category].title.in_language(words.language), found, True)  # noqa: FBT003 - named above
    yield AgreementRow(say("Verdicts on all requirements"), by_items(you, other))
    titles = {one.id: one.title for one in rulebook.checklists} if rulebook else {}
    for identifier, found in by_checklist(you, other).items():
        if found.units:
            title = titles.get(identifier)
            shown = title.in_language(words.language) if title else identifier
            yield AgreementRow(say("Verdicts: {checklist}", checklist=shown), found)
    yield AgreementRow(say("Verdicts on red flags"), by_flags(you, other))


def kappa_word(row: AgreementRow) -> str:
    """What a kappa amounts to, or why there is none."""
    found = row.found
    if not found.units:
        return say("not defined: nothing that both decided")
    if found.kappa is None:
        return say("not defined: both said the same of all, so chance alone agrees")
    names = (say("poor"), say("slight"), say("fair"), say("moderate"), say("substantial"))
    at = sum(found.kappa > step for step in _STEPS)
    if found.kappa >= 0.0:
        at = max(1, at)
    return (*names, say("almost perfect"))[at]


@overriding
class AgreementModel(RowsModel[AgreementRow]):
    """The agreement of two reviewers."""

    columns = len(AgreementColumn)
    numbers = frozenset({AgreementColumn.UNITS, AgreementColumn.AGREED, AgreementColumn.KAPPA})

    def titles(self) -> tuple[str, ...]:
        """What, how many, how many alike, kappa, and what it amounts to."""
        return say("About"), say("n"), say("Alike"), say("Kappa"), say("Agreement")

    def text(self, row: AgreementRow, column: int) -> str:
        """What a cell shows."""
        return _text(row, AgreementColumn(column))

    def spoken(self, row: AgreementRow, column: int) -> str:
        """A whole row in the first column."""
        return _spoken(row) if column == AgreementColumn.SUBJECT else self.text(row, column)

    def tip(self, row: AgreementRow, column: int) -> str:
        """What was counted."""
        del column
        return _counted(row)


def _text(row: AgreementRow, column: AgreementColumn) -> str:
    match column:
        case AgreementColumn.SUBJECT:
            return row.title
        case AgreementColumn.UNITS:
            return str(row.found.units)
        case AgreementColumn.AGREED:
            return str(row.found.agreed)
        case AgreementColumn.KAPPA:
            return "—" if row.found.kappa is None else f"{row.found.kappa:.2f}"
        case AgreementColumn.WORD:
            return kappa_word(row)


def _counted(row: AgreementRow) -> str:
    if row.sentences:
        return say("{count} sentences that both decided", count=row.found.units)
    return say("{count} verdicts that both gave", count=row.found.units)


def _spoken(row: AgreementRow) -> str:
    kappa = say("none") if row.found.kappa is None else f"{row.found.kappa:.2f}"
    return say(
        "{title}: {agreed} of {count} alike, kappa {kappa}, {word}",
        title=row.title,
        agreed=row.found.agreed,
        count=row.found.units,
        kappa=kappa,
        word=kappa_word(row),
    )
