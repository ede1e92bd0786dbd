"""Says in one sentence, in both languages, what decided an item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model.clause import AttributeKind
from reviewer.model.policy import LocalizedText
from reviewer.model.review import ConditionState, DisclosureStatus, ItemStatus, TestState
from reviewer.model.rules import TestKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewer.checklist.limits import Comparison
    from reviewer.model.rules import MachineTest, Requirement, Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was decided about an item, and from what.

    Attributes:
        found: the status of each deciding disclosure, by id, in order.
    """

    status: ItemStatus
    condition: ConditionState
    comparison: Comparison
    found: Mapping[str, DisclosureStatus]

    def any_is(self, status: DisclosureStatus) -> bool:
        """Whether a deciding disclosure has a status."""
        return status in self.found.values()


@dataclass(frozen=True, slots=True)
class Wording:
    """Titles of disclosures, in quotation marks, and questions of conditions, by id."""

    titles: Mapping[str, LocalizedText]
    questions: Mapping[str, LocalizedText]

    @classmethod
    def of(cls, rulebook: Rulebook) -> Wording:
        """The wording of a rulebook."""
        return cls(
            {disclosure.id: _quoted(disclosure.title) for disclosure in rulebook.disclosures},
            {condition.id: condition.question for condition in rulebook.conditions},
        )

    def reason(self, item: Requirement, outcome: Outcome) -> LocalizedText:
        """One sentence on what decided the item."""
        if outcome.condition in {ConditionState.FAILS, ConditionState.OPEN}:
            return self._condition(item, outcome.condition)
        if outcome.status is ItemStatus.MISSING:
            return _sentence(
                "Nothing is said on {absent}.", "未见关于{absent}的表述。", self._names(outcome)
            )
        if outcome.status is ItemStatus.PARTIAL and not self._fully_said(item, outcome):
            return self._partial(outcome)
        if outcome.status is ItemStatus.UNKNOWN and outcome.any_is(DisclosureStatus.UNKNOWN):
            return _sentence(
                "Whether the policy covers {unknown} cannot be decided from the text.",
                "仅凭文本无法判断是否已说明{unknown}。",
                self._names(outcome),
            )
        return self._tested(item, outcome)

    def _condition(self, item: Requirement, state: ConditionState) -> LocalizedText:
        nothing = LocalizedText("", "")
        question = self.questions.get(item.condition or "", nothing)
        if state is ConditionState.FAILS:
            return _sentence(
                'It does not apply, because the answer is no: "{question}"',
                "不适用，因为对以下问题的回答为否：“{question}”",
                {"question": question},
            )
        return _sentence(
            'It is open whether this applies: "{question}"',
            "是否适用尚待确认：“{question}”",
            {"question": question},
        )

    def _partial(self, outcome: Outcome) -> LocalizedText:
        parts = []
        for status, en, zh in _PARTS:
            if outcome.any_is(status):
                parts.append((en, zh))
        return _sentence(
            "The policy " + ", and ".join(en for en, _ in parts) + ".",
            "政策" + "；".join(zh for _, zh in parts) + "。",
            self._names(outcome),
        )

    def _tested(self, item: Requirement, outcome: Outcome) -> LocalizedText:
        """The sentence for an item whose disclosures are there."""
        names = self._names(outcome)
        state = outcome.comparison.state
        test = item.test
        if state is TestState.NONE or test is None:
            return _sentence("The policy covers {present}.", "政策已说明{present}。", names)
        if test.machine is not None and outcome.comparison.value is not None:
            return _compared(test.machine, outcome.comparison, names)
        names["test"] = _bare(test.text)
        if state is TestState.OPEN and test.kind is TestKind.MACHINE:
            return _sentence(
                "The policy covers {present}, but no value was found to compare: {test}.",
                "政策已说明{present}，但未找到可供比较的数值：{test}。",
                names,
            )
        en, zh = _ANSWERED[state]
        return _sentence(f"The policy covers {{present}}{en}", f"政策已说明{{present}}{zh}", names)

    def _names(self, outcome: Outcome) -> dict[str, LocalizedText]:
        """The titles of the deciding disclosures, grouped by the statuses that some have."""
        groups: dict[DisclosureStatus, list[str]] = {}
        for one, status in outcome.found.items():
            groups.setdefault(status, []).append(one)
        names = {status.value: self._titles(group) for status, group in groups.items()}
        if DisclosureStatus.PRESENT not in groups:
            names["present"] = self._titles(outcome.found)
        return names

    def _titles(self, identifiers: Iterable[str]) -> LocalizedText:
        titles = [self.titles.get(one) or _quoted(LocalizedText(one, one)) for one in identifiers]
        if len(titles) == 1:
            return titles[0]
        return LocalizedText(
            ", ".join([title.en for title in titles]), "、".join([title.zh for title in titles])
        )

    @staticmethod
    def _fully_said(item: Requirement, outcome: Outcome) -> bool:
        every = all(outcome.found[one] is DisclosureStatus.PRESENT for one in item.all_of)
        any_of = [outcome.found[one] for one in item.any_of]
        return every and (not any_of or DisclosureStatus.PRESENT in any_of)


_PARTS = (
    (DisclosureStatus.PRESENT, "covers {present}", "已说明{present}"),
    (DisclosureStatus.PARTIAL, "only partly covers {partial}", "仅部分说明{partial}"),
    (DisclosureStatus.ABSENT, "says nothing on {absent}", "未说明{absent}"),
    (DisclosureStatus.UNKNOWN, "leaves open {unknown}", "无法判断{unknown}"),
)

_ANSWERED = {
    TestState.PASSED: (
        ", and the reviewer found the test passed: {test}.",
        "，且审阅人认定通过检验：{test}。",
    ),
    TestState.FAILED: (
        ", but the reviewer found the test failed: {test}.",
        "，但审阅人认定未通过检验：{test}。",
    ),
    TestState.OPEN: (", but a person must judge: {test}.", "，但须由人工判断：{test}。"),
}


def _compared(
    test: MachineTest, comparison: Comparison, names: dict[str, LocalizedText]
) -> LocalizedText:
    """The sentence for a value that was compared with a limit."""
    passed = comparison.state is TestState.PASSED
    unit_en, unit_zh = ("years", "岁") if test.attribute is AttributeKind.AGE else ("days", "天")
    number = f"{comparison.value:g}"
    limit_en, limit_zh = _limit(test)
    values = {
        "value": LocalizedText(f"{number} {unit_en}", f"{number}{unit_zh}"),
        "limit": LocalizedText(f"{limit_en} {unit_en}", f"{limit_zh}{unit_zh}"),
    }
    return _sentence(
        "The policy covers {present}, and {value} keeps to the limit of {limit}."
        if passed
        else "The policy covers {present}, but {value} does not keep to the limit of {limit}.",
        "政策已说明{present}，且{value}符合{limit}的限度。"
        if passed
        else "政策已说明{present}，但{value}不符合{limit}的限度。",
        names | values,
    )


def _limit(test: MachineTest) -> tuple[str, str]:
    """The limits of a test in words."""
    if test.at_least is not None and test.at_least == test.at_most:
        return f"{test.at_least:g}", f"{test.at_least:g}"
    if test.at_least is not None and test.at_most is not None:
        return f"{test.at_least:g} to {test.at_most:g}", f"{test.at_least:g}至{test.at_most:g}"
    if test.at_least is not None:
        return f"at least {test.at_least:g}", f"不低于{test.at_least:g}"
    return f"at most {test.at_most:g}", f"不超过{test.at_most:g}"


def _sentence(en: str, zh: str, values: Mapping[str, LocalizedText]) -> LocalizedText:
    return LocalizedText(
        en.format(**{name: text.en for name, text in values.items()}),
        zh.format(**{name: text.zh for name, text in values.items()}),
    )


def _quoted(title: LocalizedText) -> LocalizedText:
    return LocalizedText(f'"{title.en}"', f"“{title.zh}”")


def _bare(text: LocalizedText) -> LocalizedText:
    """A text without its final stop, to stand inside a sentence."""
    return LocalizedText(text.en.rstrip("."), text.zh.rstrip("。"))
