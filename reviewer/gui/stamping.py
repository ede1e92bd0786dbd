"""Who edits, and when: the one place where the window asks for the time."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime

from reviewer.model.edits import Stamp


def stamped(name: str = "") -> Stamp:
    """A stamp of now; without a name, with the system's for the user."""
    return Stamp(datetime.now(UTC), name.strip() or system_user())


def system_user() -> str:
    """What the system calls the user; empty where it does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
