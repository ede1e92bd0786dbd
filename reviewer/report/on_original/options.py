"""What a copy of the original is asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkOptions:
    """What a copy is asked for.

    Attributes:
        language: of the notes, "en" or "zh".
        accepted_only: whether only clauses that were accepted and flags that were confirmed are
            marked; else all but those that were rejected and dismissed.
    """

    language: str = "en"
    accepted_only: bool = False
