"""The few questions on product and markets by which checklists are proposed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reviewer.model.policy import LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer that may be ticked, and what in a policy speaks for it.

    Attributes:
        languages: of the policy, that speak for it.
        words_en, words_zh: words of the text that speak for it, in lower case.
        conditions: ids of conditions that speak for it where they hold.
    """

    id: str
    title: LocalizedText
    languages: tuple[str, ...] = ()
    words_en: tuple[str, ...] = ()
    words_zh: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with the answers that may be ticked, any number of them."""

    id: str
    title: LocalizedText
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Which answers propose a checklist.

    Attributes:
        when: groups of ids of options; one group that is ticked wholly is enough.
    """

    checklist: str
    when: tuple[tuple[str, ...], ...]

    def meets(self, ticked: Collection[str]) -> bool:
        """Whether some answers propose it."""
        return any(all(one in ticked for one in group) for group in self.when)


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """All questions, and what their answers propose."""

    questions: tuple[Question, ...]
    proposals: tuple[Proposal, ...]

    def options(self) -> tuple[Option, ...]:
        """The options of all questions."""
        return tuple(option for question in self.questions for option in question.options)
