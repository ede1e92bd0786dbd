"""What single sentences say on the facts that requirements hang on."""

from __future__ import annotations

from datetime import date

import pytest

from reviewer.model.review import Analysis, ConditionState
from reviewer.paths import resources
from reviewer.pipeline import Analyser, Options, load_rulebook, read

HOLDS, FAILS, OPEN = ConditionState.HOLDS, ConditionState.FAILS, ConditionState.OPEN

SENTENCES = [
    ("us_ccpa.sold-to", FAILS, "We do not sell or share your personal information."),
    ("us_ccpa.sold-to", OPEN, "We do not sell your personal information."),
    ("eu_gdpr.cookies", FAILS, "We do not use cookies on our website."),
    ("eu_gdpr.cookies", HOLDS, "Our website uses cookies to remember your language."),
    ("eu_gdpr.transfer", FAILS, "We never transfer your data outside the EU."),
    ("eu_gdpr.transfer", HOLDS, "We transfer your data to servers in the United States."),
    ("eu_gdpr.children", FAILS, "Our service is not directed to children under 13."),
    ("eu_gdpr.objection-marketing", FAILS, "We do not use your data for direct marketing."),
    ("eu_gdpr.automated", FAILS, "We do not make decisions based solely on automated processing."),
    ("cn_pipl.automated", OPEN, "We do not make decisions based solely on automated processing."),
    ("eu_gdpr.special-categories", FAILS, "We do not process special categories of data."),
    ("eu_gdpr.legitimate-interests", HOLDS, "Security is our legitimate interest."),
    ("cn_pipl.provide-consent", HOLDS, "未经您的单独同意，我们不会向其他公司提供您的个人信息。"),
    ("cn_pipl.provide-info", HOLDS, "我们可能会与合作伙伴共享您的个人信息。"),
    ("cn_pipl.provide-info", OPEN, "我们不会与任何第三方共享您的个人信息，但下列情形除外。"),
    ("cn_pipl.automated", FAILS, "我们不会进行自动化决策。"),
    ("cn_pipl.sdk", FAILS, "我们未接入任何第三方SDK。"),
    ("cn_pipl.export-route", FAILS, "我们不会将您的个人信息传输至境外。"),
    ("cn_pipl.export-route", HOLDS, "我们会将您的个人信息传输至境外的服务器。"),
    ("cn_pipl.face", FAILS, "我们不会使用人脸识别技术。"),
    ("cn_pipl.sensitive", FAILS, "我们不会收集您的敏感个人信息。"),
    ("cn_pipl.sensitive", HOLDS, "指纹属于敏感个人信息。"),
    ("cn_gb35273.D-cookie", FAILS, "我们不使用Cookie。"),
]


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(load_rulebook())


def analysed(analyser: Analyser, data: bytes) -> Analysis:
    return analyser.analyse(read(data, "policy.txt"), Options(as_of=date(2026, 3, 1)))


@pytest.mark.parametrize(("item", "state", "sentence"), SENTENCES)
def test_that_a_sentence_is_understood(
    analyser: Analyser, item: str, state: ConditionState, sentence: str
) -> None:
    analysis = analysed(analyser, sentence.encode())
    finding = next(
        one for one in analysis.checklist(item.split(".", maxsplit=1)[0]).items if one.id == item
    )
    assert finding.condition is state


@pytest.mark.parametrize("name", ["sample_en.txt", "sample_zh.txt"])
def test_that_a_sample_gets_a_finding_for_every_item(analyser: Analyser, name: str) -> None:
    analysis = analysed(analyser, (resources() / "samples" / name).read_bytes())
    for checklist in load_rulebook().checklists:
        findings = analysis.checklist(checklist.id).items
        assert [one.id for one in findings] == [one.id for one in checklist.items]
        assert all(len(one.evidence) <= 5 for one in findings)
