"""The one way from a file's bytes to a review, for every caller.

Commands, the window's workers and the tests all come through here.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reviewer.model.review import Analysis, Review, Timing

if TYPE_CHECKING:
    from reviewer.model.policy import Policy
    from reviewer.model.rules import Rulebook


def read(data: bytes, name: str) -> Policy:
    """The policy that a file's bytes hold.

    Args:
        name: file name for display, without folder.

    Raises:
        ReadError: the bytes are no readable policy.
    """
    from reviewer.text.read import read_policy

    return read_policy(data, name)


def load_rulebook() -> Rulebook:
    """The bundled rulebook, validated."""
    from reviewer.store.rulebook import load

    return load()


@dataclass(frozen=True, slots=True)
class Options:
    """What an analysis is asked for.

    Attributes:
        as_of: the only date that the analysis knows.
        checklists: ids of the checklists to evaluate; empty for all.
    """

    as_of: date
    checklists: tuple[str, ...] = ()
