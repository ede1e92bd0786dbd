"""What a learned category model has to offer to take part in extraction.

None ships yet. The extractor takes any number of models, one a language, and
adds what they say to what the rules say; without one the rules decide alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewer.model.clause import Category


class Classifier(Protocol):
    """A model that scores sentences of one language."""

    @property
    def version(self) -> str:
        """What a report names it by."""
        ...

    def evidence(self, sentences: Sequence[str]) -> Sequence[Mapping[Category, float]]:
        """For each sentence the evidence in logits; categories left out count 0."""
        ...
