"""When Python searches for garbage: not while a policy is read or analysed."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage meanwhile.

    Starting, reading and analysing make a great many small values, none of which leads
    back to itself. Python would look all of them through again and again, and
    the rulebook with them: a third of the time for a long text, and more than
    twice as much for one twice as long. What was made counts as old at once: else the
    first thing made afterwards has all of it looked through (0.4 ms for a short policy).
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not _for_good:
                # Both move lists as a whole, and what is old is looked through in its turn.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


# Whether something was kept for good, which unfreezing would undo.
_for_good: list[bool] = []


def keep_for_good() -> None:
    """What was made so far is not searched for garbage again, for it stays as long as the process.

    Call it once all is loaded that stays.
    """
    gc.freeze()
    _for_good[:] = [True]
