"""What the helper process does for comparing: it reads the other's file, which is untrusted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.errors import EditRefused

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.model.policy import Policy
    from reviewer.model.resolving import Peer


_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A colleague's review.

    Attributes:
        name: whom it is by, as far as it tells; else the file's.
        same_file: whether the policy was read from the very same bytes.
    """

    peer: Peer
    name: str
    same_file: bool


def read_peer(path: Path, text: str, sha256: str) -> Imported:
    """The review in a file, which must be of a text.

    Args:
        text: of your own review.
        sha256: of its policy's file.

    Raises:
        ReviewFileError: there is none, or it is not sound.
        EditRefused: it is of another text.
    """
    from reviewer.model.history import fold
    from reviewer.model.resolving import Peer
    from reviewer.store.review_file import load

    stored = load(path)
    review = stored.contents.review
    check_text(review.policy, text, path.name)
    peer = Peer(stored.contents.identity, fold(review, stored.edits))
    return Imported(
        peer=peer,
        name=named(peer) or path.stem,
        same_file=review.policy.source.sha256 == sha256,
    )


def check_text(policy: Policy, text: str, file: str) -> None:
    """Refuses a review of another text.

    Raises:
        EditRefused: it is of one.
    """
    if policy.text != text:
        raise EditRefused(
            "{file} is a review of another text, {policy}; import a review of the text that is "
            "open, or compare the two as versions.",
            file=file,
            policy=policy.source.name,
        )


def named(peer: Peer) -> str:
    """Who reviewed: as it says itself, else whoever made most edits; empty for nobody."""
    reviewer = peer.working.decisions.reviewer
    names = Counter(edit.stamp.who for edit in peer.working.edits if edit.stamp.who.strip())
    most = [name for name, _count in names.most_common(1)]
    said = [reviewer.name] if reviewer is not None and reviewer.name.strip() else most
    # On one line, and no longer than a name is: the file may come from anybody.
    return " ".join("".join(said)[:_NAME].split())
