"""What of a review file goes into reports and analyses made from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer.errors import ReviewFileError
from reviewer.model.history import fold
from reviewer.pipeline import no_checklist

if TYPE_CHECKING:
    from datetime import date

    from reviewer.model.history import WorkingReview
    from reviewer.model.review import Review
    from reviewer.store.review_file import Stored


@dataclass(frozen=True, slots=True)
class StoredOptions:
    """What is asked of a review that was analysed before.

    Attributes:
        as_of: None where any date will do.
        checklists: empty for all, or where ``chosen`` is set for those that the reviewer ticked.
    """

    as_of: date | None = None
    checklists: tuple[str, ...] = ()
    chosen: bool = False


def review_stored(stored: Stored, options: StoredOptions) -> Review:
    """The review that a file holds, with the name of its reviewer.

    Raises:
        RulebookError: a checklist is asked for against which the policy was not checked.
        ReviewFileError: another date is asked for than that of the analysis.
    """
    working = working_stored(stored, options)
    review, decisions = working.review, working.decisions
    found = {one.id: one for one in review.analysis.checklists}
    ticked = (decisions.checklists or ()) if options.chosen else ()
    chosen = tuple(found[one] for one in options.checklists or ticked)
    name = decisions.reviewer.name if decisions.reviewer else ""
    analysis = replace(review.analysis, checklists=chosen or review.analysis.checklists)
    return replace(review, analysis=analysis, reviewer=name)


def working_stored(stored: Stored, options: StoredOptions) -> WorkingReview:
    """The review that a file holds, with all that was decided on it.

    Raises:
        RulebookError: a checklist is asked for against which the policy was not checked.
        ReviewFileError: another date is asked for than that of the analysis.
    """
    review = stored.contents.review
    analysis = review.analysis
    if options.as_of not in {None, analysis.as_of}:
        raise ReviewFileError(
            "The review file holds an analysis as of {date}; leave --as-of out, or analyse the "
            "policy itself.",
            date=analysis.as_of.isoformat(),
        )
    found = {one.id for one in analysis.checklists}
    for identifier in options.checklists:
        if identifier not in found:
            raise no_checklist(identifier, stored.contents.rulebook)
    return fold(review, stored.edits)
