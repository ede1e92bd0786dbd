"""What the bundled detectors tell apart: the same words in other senses, and near statements."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reviewer.model.review import DisclosureFinding, DisclosureStatus
from reviewer.pipeline import Options, load_analyser, read

if TYPE_CHECKING:
    from collections.abc import Callable

PRESENT, PARTIAL = DisclosureStatus.PRESENT, DisclosureStatus.PARTIAL
ABSENT = DisclosureStatus.ABSENT

TOLD: tuple[tuple[str, DisclosureStatus, str], ...] = (
    (
        "mandatory_optional",
        PARTIAL,
        "We need personal information that is necessary to provide our services to you.",
    ),
    ("mandatory_optional", PARTIAL, "我们将要求您提供这项服务所必需的个人信息。"),
    ("mandatory_optional", ABSENT, "We share only the necessary information with carriers."),
    ("mandatory_optional", ABSENT, "我们只会与物流公司共享必要信息。"),
    (
        "mandatory_optional",
        PARTIAL,
        "You may choose not to provide your birthday, but this may affect your gift.",
    ),
    ("sensitive_data", ABSENT, "Please do not send us sensitive information by e-mail."),
    ("sensitive_data", ABSENT, "We run a page on Facebook and sell gps trackers."),
    ("sensitive_data", ABSENT, "请勿在视频中包含个人敏感信息。"),
    ("sensitive_data", ABSENT, "You have the right to limit the use of sensitive personal data."),
    (
        "third_party_sources",
        ABSENT,
        "从合法公开披露的信息中收集个人信息的，如合法的新闻报道。",
    ),
    ("third_party_sources", PARTIAL, "Some data is provided to us by third parties."),
    ("third_party_sources", PRESENT, "第三方提供的信息（例如社交平台的昵称）也会被保存。"),
    ("cookie_control", PARTIAL, "You can manage cookies. For more, see our cookie policy."),
    (
        "cookie_control",
        PARTIAL,
        "You can block cookies. If you block cookies, some pages will not work.",
    ),
    ("cookie_control", PARTIAL, "您可以删除Cookie。禁用Cookie可能影响部分功能。"),
    ("consent_exceptions", ABSENT, "You do not need to register to read our news."),
    ("consent_exceptions", ABSENT, "浏览商品时您不需要注册成为会员。"),
    ("consent_exceptions", ABSENT, "The app cannot read your location without your consent."),
    ("consent_exceptions", ABSENT, "您有权访问您的个人信息，法律法规规定的例外情况除外。"),
    (
        "direct_marketing",
        PARTIAL,
        "We do not rent your details to third parties for marketing.",
    ),
    ("automated_decision", ABSENT, "您可以根据自己的偏好管理Cookie。"),
    (
        "retention_period",
        PARTIAL,
        "We keep data as long as necessary for our purposes unless otherwise required by law.",
    ),
    (
        "retention_period",
        PARTIAL,
        "我们在实现目的所需的最短期限内保存个人信息，法律法规另有规定的除外。",
    ),
    ("retention_period", PRESENT, "日志保存三年。"),
    (
        "retention_period",
        PRESENT,
        "The retention period is determined by the type of the contract.",
    ),
    ("retention_period", ABSENT, "未成年人的照片已被我们删除。"),
    ("end_of_retention", ABSENT, "We share aggregated and anonymised data with partners."),
    ("end_of_retention", PRESENT, "Your files are discarded if the purpose is fulfilled."),
    (
        "sharing_purpose",
        PARTIAL,
        "We may share your information with our partners to offer better services.",
    ),
    ("third_party_sdk", PARTIAL, "第三方SDK可能会收集您的信息。"),
    ("third_party_sdk", ABSENT, "We record the browser type and plug-in types of visitors."),
    ("public_disclosure", ABSENT, "我们采取措施防止个人信息遭到公开披露。"),
    ("business_transfer", ABSENT, "The IP address is not merged with data of Google Analytics."),
    ("security_measures", PARTIAL, "We take appropriate security measures to protect your data."),
    ("response_time", PRESENT, "一般情况下，我们将在二十天内回复。"),
    ("response_time", ABSENT, "我们将在三天内发货，七天内完成退款。"),
    ("response_time", ABSENT, "Parcels ship within three days and refunds are paid in a week."),
    (
        "withdraw_consent",
        PRESENT,
        "You have the right to withdraw your consent. To exercise your rights, e-mail us.",
    ),
    ("withdraw_consent", PARTIAL, "You have the right to withdraw your consent."),
    ("right_object_restrict", ABSENT, "您可以拒绝此权限申请，不影响您使用其他功能。"),
    ("right_object_restrict", ABSENT, "You may refuse to provide your birthday."),
    ("right_access", ABSENT, "Couriers have access to personal information they need to work."),
    ("right_access", ABSENT, "You may access our site without telling us your name."),
    ("right_erasure", ABSENT, "We remove addresses from our logs after ninety days."),
    ("right_erasure", ABSENT, "Moderators can remove comments at their sole discretion."),
    ("right_rectification", ABSENT, "You can update your choice about future communications."),
    ("right_portability", ABSENT, "上传、下载文件时，我们会使用您的存储权限。"),
    ("storage_location", PARTIAL, "All files rest in secure cloud storage."),
    ("complaint_authority", ABSENT, "We agreed on this contract with data protection authorities."),
    ("dispute_resolution", ABSENT, "我们收集订单信息，用于售后与争议解决服务。"),
    ("sale", ABSENT, "如您出售假冒商品，我们会关闭您的店铺。"),
    ("sensitive_data_definition", ABSENT, "The data is not linked to information that names you."),
    ("change_reconsent", PRESENT, "We will not change this policy without your consent."),
    (
        "opt_out_sale_sharing",
        PRESENT,
        "You have the right to opt out of the sale of your data: write to no@harbor.example.com.",
    ),
    ("opt_out_sale_sharing", PARTIAL, "Californians may opt out of the sale of their data."),
    ("opt_out_sale_sharing", PRESENT, "您可以通过页面底部的链接选择退出出售个人信息。"),
    ("opt_out_sale_sharing", ABSENT, "您可以回复T退订促销短信。"),
    ("opt_out_sale_sharing", ABSENT, "You can opt out of our newsletter with one click."),
    ("limit_sensitive_use", PRESENT, "您可以要求我们限制使用您的敏感个人信息。"),
    ("limit_sensitive_use", ABSENT, "我们限制员工访问敏感个人信息的权限。"),
    ("non_retaliation", PRESENT, "我们不会因您行使上述权利而歧视您或降低服务质量。"),
    ("non_retaliation", ABSENT, "敏感个人信息一旦泄露，可能使您受到歧视性待遇。"),
    ("non_retaliation", PARTIAL, "We treat all users fairly."),
    (
        "authorized_agent",
        PRESENT,
        "An authorized agent may submit a request for you if you gave written permission.",
    ),
    ("authorized_agent", PRESENT, "如您委托他人行使权利，请提供授权委托书。"),
    ("authorized_agent", PARTIAL, "We also talk to authorized representatives."),
    ("authorized_agent", ABSENT, "Our authorized agents and contractors repair machines."),
    ("authorized_agent", ABSENT, "请联系我们在各地的代理商购买产品。"),
    (
        "lookback_12_months",
        PRESENT,
        "In the preceding twelve months we collected these categories of data: names, addresses.",
    ),
    ("lookback_12_months", PRESENT, "过去十二个月内，我们收集了以下类别的个人信息。"),
    ("lookback_12_months", ABSENT, "You may send two requests in twelve months."),
    ("lookback_12_months", ABSENT, "请在购买后十二个月内申请保修。"),
    (
        "sale_detail",
        PRESENT,
        "We sold these categories of personal information to advertisers: identifiers.",
    ),
    ("sale_detail", PRESENT, "我们从未出售个人信息。"),
    ("sale_detail", ABSENT, "Our shop sells bread and cake."),
    ("sale_detail", ABSENT, "我们在商店里销售面包。"),
    (
        "business_purpose_disclosure",
        PRESENT,
        "We disclose the following categories of data for a business purpose: identifiers.",
    ),
    ("business_purpose_disclosure", PARTIAL, "We share data with our service providers."),
    ("business_purpose_disclosure", ABSENT, "We bake bread every day."),
    (
        "opt_out_signal",
        PRESENT,
        "If your browser sends the Global Privacy Control, we opt that device out.",
    ),
    ("opt_out_signal", PARTIAL, "We honor opt-out preference signals."),
    ("opt_out_signal", PRESENT, "如您的浏览器开启了GPC，我们将视为退出请求。"),
    ("opt_out_signal", ABSENT, "我们的信号塔覆盖全城。"),
    ("right_restriction", PRESENT, "You have the right to restrict processing."),
    ("right_restriction", PRESENT, "您有权要求限制处理您的个人信息。"),
    ("right_restriction", ABSENT, "We restrict access to our rooms."),
    ("right_objection", PRESENT, "You have the right to object to our processing."),
    ("right_objection", PRESENT, "您有权拒绝我们对您的个人信息进行处理。"),
    ("right_objection", PARTIAL, "You can unsubscribe from marketing at any time."),
    (
        "right_human_review",
        PRESENT,
        "You may ask for human review of an automated decision and contest that decision.",
    ),
    (
        "right_human_review",
        PRESENT,
        "对自动化决策，您有权要求我们予以说明，也可以拒绝仅由自动化决策作出的决定。",
    ),
    ("right_human_review", PARTIAL, "您可以要求我们对自动化决策作出解释。"),
    ("right_human_review", ABSENT, "The decision of the jury is final."),
    ("right_explanation_rules", PRESENT, "您有权要求我们对个人信息处理规则进行解释说明。"),
    (
        "right_explanation_rules",
        PRESENT,
        "You have the right to ask us to explain our rules for the processing of your data.",
    ),
    ("right_explanation_rules", PARTIAL, "如对本政策有任何疑问，请联系我们。"),
    (
        "right_confirmation",
        PRESENT,
        "You may ask us to confirm whether we process personal data about you.",
    ),
    ("right_confirmation", ABSENT, "Please confirm that we sent you the right order."),
    (
        "right_anonymise_block",
        PRESENT,
        "You may request the anonymization, blocking or deletion of unnecessary data.",
    ),
    ("right_anonymise_block", PARTIAL, "You have the right to deletion."),
    (
        "right_sharing_info",
        PRESENT,
        "You have the right to know the entities with which your data was shared.",
    ),
    ("right_sharing_info", ABSENT, "We share data with many entities."),
    ("new_purpose_consent", ABSENT, "Any future changes will be posted here and notified to you."),
    ("effective_date", PARTIAL, "更新日期：见文末。我们已通过ISO/IEC 20243-1认证。"),
    ("controller_contact", ABSENT, "负责客服的部门及反馈入口发生变化时，我们会通知您。"),
    ("minors_officer", ABSENT, "个人信息保护负责人的电话发生变更时，我们会通知您。"),
    ("direct_marketing", PARTIAL, "若您拒绝提供位置，我们不会推送附近的优惠。"),
    ("right_erasure", PARTIAL, "您可以清除您的搜索记录。"),
    ("third_party_sdk", PARTIAL, "接入的SDK详见《第三方SDK清单》。"),
    ("third_party_sdk", PRESENT, "第三方SDK清单\n\n灯语SDK：收集设备型号，用于统计亮灯次数。\n"),
    ("right_erasure", PRESENT, "您可以清除您的个人资料。"),
)

BEST: tuple[tuple[str, str, str], ...] = (
    (
        "controller_identity",
        "We bake bread. We sell it too. Welcome to Sunnyday. We use your data to bake.",
        "Welcome to Sunnyday.",
    ),
    (
        "controller_identity",
        "我们烤面包。晴日面包（以下简称“晴日”）重视您的隐私。我们使用您的信息。",
        "晴日面包（以下简称“晴日”）重视您的隐私。",
    ),
    (
        "right_access",
        "Your rights of access\n\nYou have the right to access your personal data.\n",
        "You have the right to access your personal data.",
    ),
    (
        "security_measures",
        "我们如何保护信息安全\n\n我们使用加密技术保护您的个人信息。\n",
        "我们使用加密技术保护您的个人信息。",
    ),
)


@pytest.fixture(scope="module")
def decide() -> Callable[[str, str], DisclosureFinding]:
    """What is found of a disclosure in a text."""
    analyser = load_analyser()
    options = Options(as_of=date(2026, 11, 21))

    def finding(disclosure: str, text: str) -> DisclosureFinding:
        analysis = analyser.analyse(read(text.encode(), "policy.txt"), options)
        return next(one for one in analysis.disclosures if one.id == disclosure)

    return finding


@pytest.mark.parametrize(("disclosure", "status", "text"), TOLD)
def test_that_it_is_told_apart(
    decide: Callable[[str, str], DisclosureFinding],
    disclosure: str,
    status: DisclosureStatus,
    text: str,
) -> None:
    assert decide(disclosure, text).status is status


@pytest.mark.parametrize(("disclosure", "text", "best"), BEST)
def test_that_what_says_it_best_comes_first(
    decide: Callable[[str, str], DisclosureFinding], disclosure: str, text: str, best: str
) -> None:
    assert decide(disclosure, text).evidence[0].span.text_of(text) == best
