"""What a review remembers of the one that its decisions were carried over from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """The review of a former version of the policy.

    Attributes:
        name: of the policy's file. sha256: of its bytes.
        identity: of its review file; empty where it was never stored.
        signed: who had signed it; empty where it was open.
    """

    name: str
    sha256: str
    identity: str = ""
    signed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorship:
    """Who decided something in a former review, and when.

    Attributes:
        edit: its sequence there; of what went through several versions, in the first.
        time: in UTC, as ISO 8601 writes it.

    Raises:
        ValueError: the time is none in UTC.
    """

    edit: int
    who: str
    time: str

    def __post_init__(self) -> None:
        if self.when.utcoffset() != timedelta(0):
            message = "not in UTC"
            raise ValueError(message)

    @property
    def when(self) -> datetime:
        """The time as a time."""
        return datetime.fromisoformat(self.time)
