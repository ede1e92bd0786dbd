"""The steps of an analysis, as somebody who waits for it is told."""

from __future__ import annotations

from enum import Enum


class Step(Enum):
    """What an analysis is at, in this order; the values count from 1."""

    PREPARING = 1
    SEARCHING = 2
    EXTRACTING = 3
    DETAILING = 4
    DISCLOSING = 5
    CONCLUDING = 6
