"""What single sentences say on the facts that requirements hang on."""

from __future__ import annotations

from datetime import date

import pytest

from reviewer.model.review import Analysis, ConditionState, ItemStatus, TestState
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
    ("cn_app.m-autostart", HOLDS, "为及时推送消息，本应用会自启动。"),
    ("cn_app.m-autostart", FAILS, "本应用不存在自启动或关联启动的情形。"),
    ("cn_app.m-autostart", HOLDS, "Some phones let the app auto-start to deliver messages."),
    ("cn_app.m-autostart", FAILS, "The app does not auto-start on your phone."),
    ("us_caloppa.review", HOLDS, "You can review and change your information in your account."),
    ("us_caloppa.review", FAILS, "We do not maintain a process to review or change the data."),
    ("us_caloppa.review", HOLDS, "您可以查看和修改您的信息。"),
    ("us_caloppa.review", FAILS, "我们没有提供查看信息的流程。"),
    ("us_coppa.internal-ops", HOLDS, "Persistent identifiers support our internal operations."),
    ("us_coppa.internal-ops", FAILS, "We do not collect persistent identifiers from children."),
    ("us_coppa.internal-ops", HOLDS, "我们仅为支持内部运营使用该标识符。"),
    ("us_coppa.internal-ops", FAILS, "我们不收集儿童的持久标识符。"),
    ("us_coppa.audio", HOLDS, "A child's voice command is immediately deleted."),
    ("us_coppa.audio", FAILS, "We do not record the voices of children."),
    ("us_coppa.audio", HOLDS, "儿童发出的语音在识别后立即删除。"),
    ("us_coppa.audio", FAILS, "我们不收集儿童的语音。"),
    ("br_lgpd.review", HOLDS, "Credit is granted by a purely automated process."),
    ("br_lgpd.review", FAILS, "We do not take automated decisions."),
    ("br_lgpd.review", HOLDS, "授信结果完全基于自动化处理作出。"),
    ("br_lgpd.review", FAILS, "我们不会进行自动化决策。"),
    ("br_lgpd.children", FAILS, "We do not knowingly collect data of anyone under 18."),
    ("br_lgpd.children", OPEN, "We do not knowingly collect data of children under 13."),
    ("br_lgpd.children", HOLDS, "Parents can create a child account."),
    ("br_lgpd.children", FAILS, "我们不会主动收集未成年人的个人信息。"),
    ("br_lgpd.children", HOLDS, "家长可以为孩子开通儿童账号。"),
    ("br_lgpd.transfer", HOLDS, "Your data may be stored outside Brazil."),
    ("br_lgpd.transfer", FAILS, "We never transfer your data outside Brazil."),
    ("br_lgpd.transfer", HOLDS, "您的数据可能存储在巴西以外的国家。"),
    ("br_lgpd.transfer", FAILS, "我们不会将您的数据向巴西以外传输。"),
    ("iot_etsi303645.6-5", HOLDS, "The device sends telemetry once a day."),
    ("iot_etsi303645.6-5", FAILS, "The device does not send telemetry."),
    ("iot_etsi303645.6-5", HOLDS, "设备会上传故障日志。"),
    ("iot_etsi303645.6-5", FAILS, "我们不收集任何诊断数据。"),
    ("iot_etsi303645.6-6", HOLDS, "We collect your personal data when you register."),
    ("iot_etsi303645.6-6", OPEN, "We do not collect personal data without your consent."),
    ("iot_etsi303645.6-6", FAILS, "The app does not collect any personal data at all."),
    ("iot_etsi303645.6-6", HOLDS, "我们会收集您的个人信息。"),
    ("iot_etsi303645.6-6", FAILS, "本应用不收集任何个人信息。"),
    ("iot_etsi303645.6-6", OPEN, "未经您的同意，本应用不收集任何个人信息。"),
    ("iot_etsi303645.5.8-3", HOLDS, "The doorbell records video when it detects motion."),
    ("iot_etsi303645.5.8-3", OPEN, "The app asks to use the camera of your phone."),
    ("iot_etsi303645.5.8-3", FAILS, "The device has no sensors."),
    ("iot_etsi303645.5.8-3", HOLDS, "扫地机通过摄像头采集室内环境信息。"),
    ("iot_etsi303645.5.8-3", FAILS, "本设备不具备任何外部传感能力。"),
    ("iot_eu_data_act.3c", HOLDS, "Under the Data Act our app is a related service."),
    ("iot_eu_data_act.3c", OPEN, "We provide products and related services."),
    ("iot_eu_data_act.3c", FAILS, "We do not offer any related services."),
    ("iot_eu_data_act.3c", HOLDS, "本应用属于联网产品的关联服务。"),
    ("iot_eu_data_act.3c", FAILS, "我们不提供任何关联服务。"),
    ("uk_gdpr.representative", HOLDS, "Our UK representative is Lamp Ltd, London."),
    ("uk_gdpr.representative", OPEN, "Our EU representative is Lamp GmbH, Berlin."),
    ("uk_gdpr.representative", HOLDS, "我们的英国代表为灯具有限公司。"),
    ("uk_gdpr.transfer", HOLDS, "We store your data outside the United Kingdom."),
    ("uk_gdpr.transfer", FAILS, "We do not transfer your data outside the UK."),
    ("uk_gdpr.transfer", HOLDS, "您的数据将传输至英国以外。"),
    ("uk_gdpr.transfer", FAILS, "您的数据不会离开英国。"),
    # Denials with exceptions, and questions, answer nothing.
    ("cn_pipl.export-route", OPEN, "未经您的单独同意，我们不会将您的个人信息传输至境外。"),
    ("eu_gdpr.transfer", OPEN, "We never transfer your data outside the EU unless you agree."),
    ("eu_gdpr.cookies", OPEN, "Do we use cookies?"),
    ("cn_pipl.provide-info", OPEN, "We do not disclose your data to anyone except as follows."),
    ("cn_pipl.under14-consent", OPEN, "We do not knowingly collect data of children under 13."),
    ("cn_pipl.under14-consent", FAILS, "We do not knowingly collect data of minors."),
    ("eu_gdpr.children", OPEN, "我们不向未成年人推送不适宜的内容。"),
    ("eu_gdpr.objection-marketing", FAILS, "我们不会将您的个人信息用于营销。"),
    ("eu_gdpr.objection-marketing", OPEN, "We do not use your health data for marketing."),
]

AGES = [
    ("us_coppa.age", TestState.FAILED, "Children under 12 must ask a parent for consent."),
    ("us_coppa.age", TestState.PASSED, "Children under 13 must ask a parent for consent."),
    ("us_coppa.age", TestState.PASSED, "不满14周岁的儿童须取得监护人同意。"),
    ("us_coppa.age", TestState.FAILED, "不满12周岁的儿童须取得监护人同意。"),
    ("cn_minors.age", TestState.PASSED, "不满十四周岁的未成年人为儿童，须取得监护人同意。"),
    ("cn_minors.age", TestState.FAILED, "未满18周岁的未成年人须取得监护人同意。"),
    ("cn_minors.age", TestState.FAILED, "Children under 13 must ask a parent for consent."),
    ("cn_minors.age", TestState.PASSED, "Children under 14 must ask a parent for consent."),
    ("br_lgpd.children", TestState.PASSED, "Children under 12 must ask a parent for consent."),
    ("br_lgpd.children", TestState.FAILED, "Children under 10 must ask a parent for consent."),
    ("uk_gdpr.children", TestState.PASSED, "Children under 13 must ask a parent for consent."),
    ("uk_gdpr.children", TestState.FAILED, "不满12周岁的儿童须取得监护人同意。"),
]

DEADLINES = [
    ("br_lgpd.time", TestState.PASSED, "We answer your request within 15 days."),
    ("br_lgpd.time", TestState.FAILED, "We answer your request within 30 days."),
    ("br_lgpd.time", TestState.FAILED, "我们将在30天内答复您的请求。"),
    ("cn_app.6-time", TestState.PASSED, "我们将在15个工作日内答复您的请求。"),
    ("cn_app.6-time", TestState.FAILED, "我们将在30天内答复您的请求。"),
    ("cn_app.6-time", TestState.PASSED, "We answer your request within 15 working days."),
    ("us_ccpa.time", TestState.FAILED, "We answer your request within 60 days."),
    ("eu_gdpr.time-limit", TestState.PASSED, "We answer your request within one month."),
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


@pytest.mark.parametrize(("item", "state", "sentence"), AGES + DEADLINES)
def test_that_a_number_is_held_against_its_limit(
    analyser: Analyser, item: str, state: TestState, sentence: str
) -> None:
    analysis = analysed(analyser, sentence.encode())
    finding = next(
        one for one in analysis.checklist(item.split(".", maxsplit=1)[0]).items if one.id == item
    )
    assert finding.test is state


def test_that_an_exact_limit_is_told_as_one_number(analyser: Analyser) -> None:
    analysis = analysed(analyser, "未满18周岁的未成年人须取得监护人同意。".encode())
    finding = next(one for one in analysis.checklist("cn_minors").items if one.id.endswith(".age"))
    assert "18 years does not keep to the limit of 14 years" in finding.reason.en
    assert "18岁不符合14岁的限度" in finding.reason.zh


def test_that_answers_decide_items(analyser: Analyser) -> None:
    policy = read(b"We collect your name when you open an account with us.", "policy.txt")
    options = Options(
        as_of=date(2026, 3, 1),
        checklists=("eu_gdpr",),
        answers={"cookies_used": FAILS, "direct_marketing_used": HOLDS},
        test_answers={"eu_gdpr.time-limit": TestState.FAILED},
    )
    items = {one.id: one for one in analyser.analyse(policy, options).checklist("eu_gdpr").items}
    assert items["eu_gdpr.cookies"].status is ItemStatus.NOT_APPLICABLE
    assert items["eu_gdpr.objection-marketing"].condition is HOLDS
    assert items["eu_gdpr.time-limit"].test is TestState.FAILED
    assert items["eu_gdpr.withdraw"].condition is OPEN


@pytest.mark.parametrize("name", ["sample_en.txt", "sample_zh.txt"])
def test_that_a_sample_gets_a_finding_for_every_item(analyser: Analyser, name: str) -> None:
    analysis = analysed(analyser, (resources() / "samples" / name).read_bytes())
    for checklist in load_rulebook().checklists:
        findings = analysis.checklist(checklist.id).items
        assert [one.id for one in findings] == [one.id for one in checklist.items]
        assert all(len(one.evidence) <= 5 for one in findings)
