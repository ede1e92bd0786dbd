"""Checks that need more than signs: one pure function each, by the flag that it raises.

The words that a check looks for are signs and lists of its flag in the
rulebook; a check reads where they are shown (``FlagDocument.shown``) and
compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reviewer.analysis.checks.placeholder import placeholders
from reviewer.analysis.checks.response import slow_responses
from reviewer.analysis.flagged import FlagDocument, Raised

Check = Callable[[FlagDocument], Iterable[Raised]]

# A flag that stands here is raised by its check alone, whatever its signs weigh.
CHECKS: Mapping[str, Check] = {
    "placeholder": placeholders,
    "slow_response": slow_responses,
}
