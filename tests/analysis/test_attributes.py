"""What the bundled words name in clauses, in both languages, and what they leave."""

from __future__ import annotations

import gc
import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.analysis.attributes import AttributeFinder
from reviewer.analysis.terms import TermIndex
from reviewer.analysis.worded import Worded, read, told
from reviewer.analysis.wordings import Writings
from reviewer.model.clause import Attribute, AttributeKind, Category
from tests.analysis.examples import analysed, clause_at
from tests.strategies import sentences

if TYPE_CHECKING:
    from reviewer.model.rules import Rulebook
    from reviewer.pipeline import Analyser

COUNTRY = re.compile(r"[A-Z]{2}(?:-[A-Z]{2})?|EU|EEA|[A-Z][A-Za-z -]+")
DURATION = re.compile(r"P(?:\d+(?:Y|M|W|D|BD)|T\d+[HM])")


@pytest.fixture(scope="module")
def finder(bundled: Rulebook) -> AttributeFinder:
    return AttributeFinder(bundled.wording)


def language_of(text: str) -> str:
    return "zh" if re.search(r"[一-龥]", text) else "en"


def found(
    finder: AttributeFinder, text: str, category: Category, kind: AttributeKind
) -> list[Attribute]:
    named = finder.named_in(text, (category,), language_of(text))
    return [one for one in named if one.kind is kind]


def values(
    finder: AttributeFinder, text: str, category: Category, kind: AttributeKind
) -> list[str]:
    return [one.value for one in found(finder, text, category, kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We collect your name, e-mail address and phone numbers.",
         ["name", "email_address", "phone_number"]),
        ("The lamp sends its serial number, firmware version and MAC address.",
         ["device_identifier", "software_version", "mac_address"]),
        ("The robot draws a floor plan and stores the Wi-Fi password.", ["floor_plan", "wifi"]),
        ("We process voice recordings, heart rates and fingerprints.",
         ["voice", "vital_signs", "fingerprint"]),
        ("We learn your precise location and your browsing history.",
         ["precise_location", "browsing_history"]),
        ("We ask for your credit card number.", ["payment_card"]),
        ("Children's personal information is erased.", ["children_information"]),
        ("We collect the domain name of our shop.", []),
        ("We will address your concerns.", []),
        ("We rely on our legitimate interests.", []),
        ("我们收集您的姓名、手机号码和电子邮箱。", ["name", "phone_number", "email_address"]),
        ("设备会上报序列号、固件版本和MAC地址。",
         ["device_identifier", "software_version", "mac_address"]),
        ("门锁录入您的指纹和人脸信息。", ["fingerprint", "face"]),
        ("手表记录心率、步数和精确位置。", ["vital_signs", "fitness", "precise_location"]),
        ("我们处理不满十四周岁未成年人的个人信息。", ["children_information"]),
        ("我们收集您的银行卡号和订单信息。", ["payment_card", "transaction"]),
        ("请拨打客服电话。", []),
        ("我们处理域名。", []),
        ("我们采用行业标准的措施，并通过电话等方式开展工作。", []),
    ],
)  # fmt: skip
def test_that_data_is_named_by_its_type(
    finder: AttributeFinder, text: str, expected: list[str]
) -> None:
    assert values(finder, text, Category.COLLECTION, AttributeKind.DATA_TYPE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We share it with service providers, advertisers and our affiliates.",
         ["service_provider", "advertiser", "affiliate"]),
        ("Third-party payment processors receive it.", ["payment_processor"]),
        ("We hand it to law enforcement and to a successor.", ["authority", "successor"]),
        ("Data goes to Google Analytics and to Quillmark Mail Ltd.",
         ["Google Analytics", "Quillmark Mail Ltd"]),
        ("We are not liable for third-party websites.", []),
        ("See www.facebook.com/lamps for more.", []),
        ("See https://bugly.lantern.example for more.", []),
        ("We guard other users' rights and other business operations.", []),
        ("为维护社会公众的利益。", []),
        ("依据《腾讯灯火协议》与百度共享。", ["百度"]),
        ("我们与关联公司、广告主和服务提供商共享。",
         ["affiliate", "advertiser", "service_provider"]),
        ("我们向司法机关提供信息。", ["authority"]),
        ("推送服务由云帆讯达软件有限公司提供，接入了友盟。", ["云帆讯达软件有限公司", "友盟"]),
        ("我们不对第三方网站负责。", []),
        ("第三方的站点与第三方站点不归我们管。", []),
    ],
)  # fmt: skip
def test_that_recipients_are_kinds_or_names(
    finder: AttributeFinder, text: str, expected: list[str]
) -> None:
    assert values(finder, text, Category.SHARING, AttributeKind.RECIPIENT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use it to provide our services and to improve our products.",
         ["service_delivery", "improvement"]),
        ("We use it for direct marketing, analytics and fraud prevention.",
         ["marketing", "analytics", "security"]),
        ("We use it to comply with the law.", ["legal_obligation"]),
        ("If you provide a lamp, it shines.", []),
        ("我们用于向您提供服务、改进产品和统计分析。",
         ["service_delivery", "improvement", "analytics"]),
        ("用于营销活动和保障账号安全。", ["marketing", "security"]),
        ("灯具采用黄铜制作。", []),
        ("按照监管部门的要求收集身份。", ["legal_obligation"]),
        ("根据法律，以下情形无需同意。", []),
    ],
)  # fmt: skip
def test_that_purposes_are_named(finder: AttributeFinder, text: str, expected: list[str]) -> None:
    assert values(finder, text, Category.USE, AttributeKind.PURPOSE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Data is stored in Germany and the United States.", ["DE", "US"]),
        ("Data leaves the EEA for the UK.", ["EEA", "GB"]),
        ("Tell us where California lies.", ["US-CA"]),
        ("China Mobile sends it to us.", []),
        ("数据存储在中华人民共和国境内，不会传输到美国。", ["CN", "US"]),
        ("我们会传输到新加坡和欧盟。", ["SG", "EU"]),
        ("由中国移动提供通信，由中国邮政送达。", []),
        ("The lamp shows the states of Lamp Europe S.A.", []),
        ("Run by: US", []),
    ],
)
def test_that_countries_have_their_codes(
    finder: AttributeFinder, text: str, expected: list[str]
) -> None:
    assert values(finder, text, Category.TRANSFER, AttributeKind.COUNTRY) == expected


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ("as the GDPR asks", "GDPR", "GDPR"),
        ("under the California Consumer Privacy Act of 2018", "CCPA",
         "California Consumer Privacy Act of 2018"),
        ("依据《中华人民共和国个人信息保护法》处理", "PIPL", "《中华人民共和国个人信息保护法》"),
        ("依据个人信息保护法处理", "PIPL", "个人信息保护法"),
        ("依据《网络数据安全管理条例》处理", "《网络数据安全管理条例》",
         "《网络数据安全管理条例》"),
        ("as the Lamp Safety Act 2019 asks", "Lamp Safety Act 2019", "Lamp Safety Act 2019"),
        ("under the EU-U.S. Privacy Shield", "Privacy Shield", "EU-U.S. Privacy Shield"),
        ("under the U.S.-Swiss Safe Harbor Framework", "Safe Harbor",
         "U.S.-Swiss Safe Harbor Framework"),
        ("under the EU-U.S. Data Privacy Framework", "Data Privacy Framework",
         "EU-U.S. Data Privacy Framework"),
    ],
)  # fmt: skip
def test_that_laws_have_short_names(
    finder: AttributeFinder, text: str, expected: str, words: str
) -> None:
    (law,) = found(finder, text, Category.USE, AttributeKind.LAW)
    assert (law.value, law.span.text_of(text)) == (expected, words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We passed SOC 2 and PCI DSS.", ["SOC 2", "PCI DSS"]),
        ("We work with trusted partners.", []),
        ("我们通过了ISO27001认证和等级保护三级测评。", ["ISO 27001", "MLPS"]),
        ("我们重视安全等级。", []),
        ("我们采取加密等保护措施，并通过等保三级。", ["MLPS"]),
        ("Our lamps meet ETSI EN 303 645 and FIPS 140-2.", ["ETSI EN 303 645", "FIPS 140"]),
    ],
)
def test_that_certificates_are_named(
    finder: AttributeFinder, text: str, expected: list[str]
) -> None:
    assert values(finder, text, Category.SECURITY, AttributeKind.CERTIFICATION) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You may access, correct or erase your data.", ["access", "correction", "deletion"]),
        ("You have the right to data portability and may withdraw your consent.",
         ["portability", "withdraw_consent"]),
        ("You may lodge a complaint or close your account.", ["complaint", "account_closure"]),
        ("We may refuse unauthorised access.", []),
        ("您可以查阅、复制、更正或者删除信息。", ["access", "copy", "correction", "deletion"]),
        ("您可以撤回同意、注销账号或者投诉。",
         ["withdraw_consent", "account_closure", "complaint"]),
        ("我们会尽快答复。", []),
        ("与侦查、起诉有关的除外，备份更新时无法查询。", []),
    ],
)  # fmt: skip
def test_that_rights_are_named(finder: AttributeFinder, text: str, expected: list[str]) -> None:
    assert values(finder, text, Category.RIGHTS, AttributeKind.RIGHT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The app asks for your camera and microphone.", ["camera", "microphone"]),
        ("ACCESS_FINE_LOCATION, RECORD_AUDIO", ["location", "microphone"]),
        ("Give us your phone number.", []),
        ("我们通过设备权限收集您上传的照片。", []),
        ("拍摄时会收集设备信息。", []),
        ("应用需要相机权限、麦克风和通讯录。", ["camera", "microphone", "contacts"]),
        ("READ_PHONE_STATE用于识别设备", ["phone"]),
        ("您可以随时关闭。", []),
    ],
)
def test_that_permissions_are_named(
    finder: AttributeFinder, text: str, expected: list[str]
) -> None:
    assert values(finder, text, Category.PERMISSION, AttributeKind.PERMISSION) == expected


def test_that_permissions_not_asked_for_are_negated(finder: AttributeFinder) -> None:
    text = "灯具应用需要相机权限，不申请定位、通讯录权限。"
    named = found(finder, text, Category.PERMISSION, AttributeKind.PERMISSION)
    assert [(one.value, one.negated) for one in named] == [
        ("camera", False),
        ("location", True),
        ("contacts", True),
    ]


@pytest.mark.parametrize("text", ["Fill in our online contact form.", "请填写在线反馈表。"])
def test_that_a_form_is_a_contact(finder: AttributeFinder, text: str) -> None:
    assert values(finder, text, Category.CONTACT, AttributeKind.CONTACT) == ["form"]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("We do not collect your location.", {"location"}),
        ("We collect your name but not your location.", {"location"}),
        ("We do not sell your name, but we share your location.", {"name"}),
        ("No biometric data is kept, and we keep your name.", {"biometric_data"}),
        ("Your fingerprints are never uploaded.", {"fingerprint"}),
        ("We use lamps without collecting your age.", {"age"}),
        ("We do not only collect your name.", set()),
        ("If you do not give us your name, the lamp stays dark.", set()),
        ("You may choose not to tell us your age.", set()),
        ("We collect your name, including but not limited to your age.", set()),
        ("Your age is not necessarily asked.", set()),
        ("我们不会收集您的精确位置。", {"precise_location"}),
        ("我们收集您的姓名，但不收集您的年龄。", {"age"}),
        ("您的指纹不会上传至服务器。", {"fingerprint"}),
        ("我们不会将您的姓名提供给他人，但会保存您的年龄。", {"name"}),
        ("如果您不提供姓名，灯就不亮。", set()),
        ("我们收集您的姓名，包括但不限于年龄。", set()),
        ("未经您同意收集年龄的，请联系我们。", set()),
        ("当您注册时，我们不会收集您的姓名、年龄。", {"name", "age"}),
    ],
)  # fmt: skip
def test_that_what_a_clause_denies_is_negated(
    finder: AttributeFinder, text: str, denied: set[str]
) -> None:
    named = found(finder, text, Category.COLLECTION, AttributeKind.DATA_TYPE)
    assert named
    assert {one.value for one in named if one.negated} == denied


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("We do not sell data to advertisers.", {"advertiser"}),
        ("We analyse it without sharing it with advertisers.", {"advertiser"}),
        ("We share nothing with third parties except service providers.", set()),
        ("We do not share it with third parties unless a court asks us.", {"third_party"}),
        ("我们不会与广告主共享，但会与关联公司共享。", {"advertiser"}),
        ("我们不会与第三方共享灯的照片。", {"third_party"}),
        ("我们不会与除关联公司外的第三方共享。", {"third_party"}),
        ("我们不会与关联公司和服务提供商以外的第三方共享。", {"third_party"}),
        ("我们不会向广告主提供，除非关联公司同意。", {"advertiser"}),
        (
            "我们不会在本页说明之外把它交给广告主，服务提供商可以看到。",
            {"advertiser", "service_provider"},
        ),
        ("除以下情形外，我们不会与广告主共享： 我们可能与关联公司共享。", {"advertiser"}),
        ("Except as follows we do not tell advertisers: our affiliates see it.", {"advertiser"}),
    ],
)
def test_that_a_denial_ends_at_its_exception(
    finder: AttributeFinder, text: str, denied: set[str]
) -> None:
    named = found(finder, text, Category.SHARING, AttributeKind.RECIPIENT)
    assert {one.value for one in named if one.negated} == denied


def test_that_ages_and_times_are_never_negated(finder: AttributeFinder) -> None:
    text = "We do not collect data of children under 14 and keep none for 30 days."
    named = finder.named_in(text, (Category.MINORS, Category.RETENTION))
    numbers = {AttributeKind.AGE, AttributeKind.PERIOD}
    assert {one.kind for one in named if one.kind in numbers} == numbers
    assert not any(one.negated for one in named if one.kind in numbers)


def test_that_sensitive_data_says_so(finder: AttributeFinder) -> None:
    text = "We collect your name, fingerprints and passwords."
    named = found(finder, text, Category.COLLECTION, AttributeKind.DATA_TYPE)
    assert [(one.group, one.sensitive) for one in named] == [
        ("identity", False),
        ("biometric", True),
        ("identifier", True),
    ]


def test_that_the_clause_decides_which_kinds_are_named(finder: AttributeFinder) -> None:
    text = "You may delete your name; our partners get an e-mail address."
    kinds = {
        category: {one.kind for one in finder.named_in(text, (category,))}
        for category in (Category.COLLECTION, Category.RIGHTS, Category.SHARING, Category.SECURITY)
    }
    assert kinds == {
        Category.COLLECTION: {AttributeKind.DATA_TYPE},
        Category.RIGHTS: {AttributeKind.RIGHT},
        Category.SHARING: {AttributeKind.DATA_TYPE, AttributeKind.RECIPIENT},
        Category.SECURITY: set(),
    }


def test_that_the_organisation_that_speaks_is_no_recipient(analyser: Analyser) -> None:
    text = (
        "Lamp Shop Ltd (“we”) collects your name.\n\n"
        "Lamp Shop Ltd shares your name with Oil Works Ltd and other partners.\n"
    )
    clause = clause_at(analysed(text, analyser), "Lamp Shop Ltd shares")
    assert clause is not None
    named = {one.value for one in clause.attributes if one.kind is AttributeKind.RECIPIENT}
    assert named == {"Oil Works Ltd", "partner"}


def test_that_both_languages_of_a_policy_are_searched(analyser: Analyser) -> None:
    text = "We collect your name and your age when you order.\n\n我们会收集您的姓名和手机号码。\n"
    review = analysed(text, analyser)
    named = {
        one.span.text_of(text) for clause in review.analysis.clauses for one in clause.attributes
    }
    assert {"name", "age", "姓名", "手机号码"} <= named


def test_that_every_bundled_phrase_is_well_formed(bundled: Rulebook) -> None:
    for language in ("en", "zh"):
        TermIndex(Worded.of(bundled.wording, language), language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_wordings_are_read_as_they_were_told(bundled: Rulebook, language: str) -> None:
    made = Writings(bundled.wording, language).made
    assert [read(told(one)) for one in made.values()] == list(made.values())


def test_that_every_value_has_words_of_its_own(bundled: Rulebook) -> None:
    for terms in bundled.wording.lists:
        for group in terms.groups:
            for term in group.terms:
                assert term.en or term.zh, (terms.kind, term.id)
                assert term.title.en
                assert term.title.zh
                if terms.kind is AttributeKind.COUNTRY:
                    assert COUNTRY.fullmatch(term.id), term.id


@given(
    text=st.lists(sentences(), min_size=1, max_size=6).map(" ".join),
    categories=st.lists(st.sampled_from(Category), min_size=1, max_size=4, unique=True),
    language=st.sampled_from(["en", "zh"]),
)
def test_that_values_are_well_formed_and_in_order(
    finder: AttributeFinder, text: str, categories: list[Category], language: str
) -> None:
    named = finder.named_in(text, categories, language)
    places = [(one.span.start, one.span.end, one.kind.value) for one in named]
    assert places == sorted(places)
    assert len({(one.kind, one.value, one.span) for one in named}) == len(named)
    for one in named:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.span.text_of(text).strip()
        assert one.value == one.value.strip() != ""
        if one.kind in {AttributeKind.PERIOD, AttributeKind.DEADLINE}:
            assert DURATION.fullmatch(one.value)
        if one.kind is AttributeKind.AGE:
            assert 0 < int(one.value) < 100


@pytest.mark.parametrize(
    "part",
    ["your name and ", "we do not ", "30 ", "twenty ", "三十", "a.", "A Aa ", "《", "(", "1-",
     "improve ", "not your name, ", "不会", "您不", "电话1", "Aa, ", "北京市", "12 A Street ",
     "@a.", "under ", "1年"],
)  # fmt: skip
def test_that_time_grows_with_the_text(finder: AttributeFinder, part: str) -> None:
    def taken(size: int) -> float:
        text = part * (size // len(part))
        begin = time.process_time()
        for language in ("en", "zh"):
            finder.named_in(text, tuple(Category), language)
        return time.process_time() - begin

    taken(1000)
    gc.collect()
    gc.disable()  # it would count the objects of other tests
    # Four times the text; squared it would be sixteen times the time.
    try:
        assert taken(16_000) < 9 * taken(4000) + 0.05
    finally:
        gc.enable()
