"""Values that show by their form: ages, periods, deadlines, contacts, laws, standards, names."""

from __future__ import annotations

import pytest

from reviewer.analysis.formed import formed
from reviewer.analysis.names import is_own
from reviewer.analysis.quantities import number
from reviewer.analysis.wordings import mask_of
from reviewer.model.clause import AttributeKind, Category
from tests.analysis.examples import analysed, clause_at, cue, rulebook_of


def values(text: str, category: Category) -> list[str]:
    return [value for _, value, _, _ in formed(text, mask_of((category,)))]


def values_of(kind: AttributeKind, text: str, category: Category) -> list[str]:
    return [value for one, value, _, _ in formed(text, mask_of((category,))) if one is kind]


def kinds(text: str, *categories: Category) -> list[AttributeKind]:
    return [kind for kind, _, _, _ in formed(text, mask_of(categories))]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("thirty", 30),
        ("forty-five", 45),
        ("one hundred and eighty", 180),
        ("a hundred", 100),
        ("90", 90),
        ("二十", 20),
        ("十五", 15),
        ("一百八十", 180),
        ("叁拾", 30),
        ("二〇", 20),
        ("several", None),
    ],
)
def test_that_numbers_are_read_in_figures_and_words(words: str, value: int | None) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Our shop is not meant for children under 13.", ["13"]),
        ("You must be at least 16 years old.", ["16"]),
        ("Nobody under the age of eighteen may order oil.", ["18"]),
        ("Persons aged 14 or over may order.", ["14"]),
        ("If you are under 13 (or under 16 in Europe), ask a parent.", ["13", "16"]),
        ("不满14周岁的儿童", ["14"]),
        ("不满十四周岁的未成年人", ["14"]),
        ("十八岁以下的用户", ["18"]),
        ("Children learn within 30 days.", []),
        ("We answer parents in under 14 days.", []),
        ("未成年人的信息保存3年", []),
        ("Teenagers between 13 and 16 need consent.", ["13", "16"]),
        ("Children ages 6 to 12 draw lamps.", ["6", "12"]),
        ("A sixteen-year-old may order.", ["16"]),
        ("14至18周岁的用户", ["14", "18"]),
        ("Prices fall by under 15%.", []),
        ("Players aged 13-17 and guests of 18 and over", ["13", "17", "18"]),
        ("Until they have turned 16, nobody under-13 may join.", ["16", "13"]),
        ("Who is less than thirteen (13) years old waits.", ["13"]),
        ("The lamp game is rated 12+.", ["12"]),
        ("A lamp has less than 14 parts.", []),
        ("14（十四）周岁以下的儿童", ["14"]),
    ],
)
def test_that_ages_are_years(text: str, ages: list[str]) -> None:
    assert values_of(AttributeKind.AGE, text, Category.MINORS) == ages


@pytest.mark.parametrize(
    ("text", "deadlines"),
    [
        ("We answer within 30 days.", ["P30D"]),
        ("We answer within thirty (30) calendar days.", ["P30D"]),
        ("We answer within 15 business days.", ["P15BD"]),
        ("We answer within ten working days.", ["P10BD"]),
        ("We answer within one month, at most three months.", ["P1M", "P3M"]),
        ("We answer within forty-five days.", ["P45D"]),
        ("We answer within 24 hours.", ["PT24H"]),
        ("A 45-day extension is possible.", ["P45D"]),
        ("我们将在15个工作日内答复。", ["P15BD"]),
        ("我们将在十五个工作日内答复。", ["P15BD"]),
        ("我们将在30天内答复。", ["P30D"]),
        ("我们将在30日内答复。", ["P30D"]),
        ("我们将在三十个自然日内答复。", ["P30D"]),
        ("我们将在一个月内答复。", ["P1M"]),
        ("我们将在48小时内答复。", ["PT48H"]),
        ("本政策于2026年3月1日生效，2026年5月起实施。", []),
        ("自2026年3月1日起30日内答复。", ["P30D"]),
        ("We answer within sixty to ninety days.", ["P90D"]),
        ("We answer within a month.", ["P1M"]),
        ("It may take two further months.", ["P2M"]),
        ("It may take five additional business days.", ["P5BD"]),
        ("我们将在三至五个工作日内答复。", ["P5BD"]),
        ("You may ask twice in any 12-month period.", []),
        ("You may ask what we sold in the past 12 months.", []),
        ("Our hotline answers 24 hours a day.", []),
        ("客服7x24小时在线。", []),
        ("我们将在15（十五）个工作日内答复。", ["P15BD"]),
        ("If we keep your letter, we reply to it within 30 days.", ["P30D"]),
    ],
)
def test_that_deadlines_tell_business_from_calendar_days(text: str, deadlines: list[str]) -> None:
    assert values(text, Category.RIGHTS) == deadlines


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Invoices are kept for ten years.", ["P10Y"]),
        ("Logs are kept for 6 months, pictures for 2 weeks.", ["P6M", "P2W"]),
        ("日志保存六个月，录像保存7天。", ["P6M", "P7D"]),
        ("订单保存三年。", ["P3Y"]),
        ("Version 3.5 days", []),
        ("Backups are kept for thirty (30) to sixty (60) days.", ["P30D", "P60D"]),
        ("Maps are kept for six to twelve months.", ["P6M", "P12M"]),
        ("We keep receipts for a hundred and eighty days.", ["P180D"]),
        ("录像保存叁拾日，备份保存30至60日。", ["P30D", "P30D", "P60D"]),
        ("日志保存半年，发票保存1年零6个月。", ["P6M", "P18M"]),
        ("We keep it as long as necessary.", []),
        ("Changes take effect after five to ten business days.", []),
        ("在实现目的所必需的期限内保存。", []),
        ("Books are kept for 10 (ten) years, indexes for 1,095 days.", ["P10Y", "P1095D"]),
        ("Drafts are kept for between 6 and 12 months.", ["P6M", "P12M"]),
        ("The session cookie lives 30 minutes, the other one 2 yrs.", ["PT30M", "P2Y"]),
        ("缓存保存30分钟。", ["PT30M"]),
        ("自 2026 年 3 月 1 日起保存。", []),
        ("The archive of 2019 years", []),
        ("The lamp of the month burns for a month.", ["P1M"]),
    ],
)
def test_that_periods_are_iso_durations(text: str, periods: list[str]) -> None:
    assert values(text, Category.RETENTION) == periods


@pytest.mark.parametrize(
    ("text", "category", "expected"),
    [
        ("After closing we retain invoices for at least six months.", Category.RIGHTS, "period"),
        ("注销后，订单信息将保存至注销之日后的六个月。", Category.RIGHTS, "period"),
        ("We store your wish and act on it within six months.", Category.RIGHTS, "deadline"),
        ("我们保存您的申请，并在六个月内答复。", Category.RIGHTS, "deadline"),
        ("Lamp pictures are kept for a period of six months.", Category.USE, "period"),
        ("灯的照片保存六个月。", Category.COLLECTION, "period"),
        ("我们会在六个月内删除儿童的照片。", Category.MINORS, "deadline"),
    ],
)
def test_that_what_is_kept_is_told_from_what_is_waited_for(
    text: str, category: Category, expected: str
) -> None:
    assert formed(text, mask_of((category,)))[0][:2] == (AttributeKind(expected), "P6M")


@pytest.mark.parametrize(
    ("text", "deadlines"),
    [
        ("Changes are effective thirty (30) days following their posting.", []),
        ("New terms take effect 30 days after we post them.", []),
        ("We give 14 days’ notice, or 14 days advance notice.", ["P14D", "P14D"]),
        ("修订内容公布后7日生效。", []),
        ("修订于 2026 年 3 月 1 日生效。", []),
        ("我们至少提前7日通知您。", ["P7D"]),
    ],
)
def test_that_days_until_a_change_takes_effect_are_no_deadline(
    text: str, deadlines: list[str]
) -> None:
    assert values(text, Category.CHANGE) == deadlines


@pytest.mark.parametrize(
    ("text", "contacts"),
    [
        ("Write to privacy@lantern.example.", ["privacy@lantern.example"]),
        ("See https://lantern.example/privacy.", ["https://lantern.example/privacy"]),
        ("See www.lantern.example, or ask.", ["www.lantern.example"]),
        ("Call us: phone +49 341 555 0100.", ["+49 341 555 0100"]),
        ("请致电0571-0000-0000。", ["0571-0000-0000"]),
        ("客服热线：400-000-0000", ["400-000-0000"]),
        ("邮箱：privacy@dengdian.example，地址见下。", ["privacy@dengdian.example"]),
        ("网址为https://dengdian.example/yinsi。", ["https://dengdian.example/yinsi"]),
        ("Write to our office in the old mill.", []),
        (
            "Write to 120 South 6th St., Suite 12, Lampton, MO 63000",
            ["120 South 6th St., Suite 12, Lampton, MO 63000"],
        ),
        (
            "Our office: Spulengasse 14, 04109 Leipzig, Germany",
            ["Spulengasse 14, 04109 Leipzig, Germany"],
        ),
        ("Post: P.O. Box 4711", ["P.O. Box 4711"]),
        ("通信地址：杭州市余杭区栖光路8号，法务部收。", ["杭州市余杭区栖光路8号"]),
        ("Ask for lamp number 4711 of 2026.", []),
        ("Write to privacy [at] lantern.example.", ["privacy@lantern.example"]),
        ("邮箱：yinsi＠dengdian.example", ["yinsi@dengdian.example"]),
        (
            "See [our shop](https://lantern.example/ask) or [www.lantern.example].",
            ["https://lantern.example/ask", "www.lantern.example"],
        ),
        ("请拨打客服热线：95000", ["95000"]),
        ("地址：杭州市余杭区栖光路8号负责人电话：见下", ["杭州市余杭区栖光路8号"]),
        ("See https://lantern and ask.", []),
        ("电话订购了95000盏灯，编号95000-1。", []),
        ("我们的办公地址为杭州市余杭区栖光路8号。", ["杭州市余杭区栖光路8号"]),
    ],
)
def test_that_contacts_are_the_addresses_themselves(text: str, contacts: list[str]) -> None:
    assert values(text, Category.CONTACT) == contacts


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("under the General Data Protection Regulation", ["General Data Protection Regulation"]),
        ("the California Consumer Privacy Act gives", ["California Consumer Privacy Act"]),
        ("依据《中华人民共和国个人信息保护法》", ["《中华人民共和国个人信息保护法》"]),
        ("参见《灯笼商店用户协议》", []),
        ("the law of lamps", []),
        ("as the Lamp Safety Act 2019 asks", ["Lamp Safety Act 2019"]),
        ("as Applicable Law asks", []),
        ("Under the Northern Lamp Act (1998:204) we answer", ["Northern Lamp Act"]),
        ("依据《网络数据安全管理条例》", ["《网络数据安全管理条例》"]),
        ("参见《灯笼平台服务规则》", []),
        ("参见《灯笼儿童信息保护规则》", []),
        ("依据《互联网信息服务管理办法》", ["《互联网信息服务管理办法》"]),
        ("依据《电话用户真实身份信息登记规定》（令第25号）", ["《电话用户真实身份信息登记规定》"]),
        (
            "依据《生成式人工智能服务管理暂行办法（试行）》",
            ["《生成式人工智能服务管理暂行办法（试行）》"],
        ),
        ("as the Lamp Controller's Duties under Laws and Regulations say", []),
    ],
)
def test_that_laws_are_named_in_any_clause(text: str, laws: list[str]) -> None:
    assert values(text, Category.USE) == laws


@pytest.mark.parametrize(
    ("text", "certificates"),
    [
        ("We hold ISO/IEC 27001:2022.", ["ISO 27001"]),
        ("We passed SOC 2 Type II.", ["SOC 2"]),
        ("我们通过了ISO27701认证。", ["ISO 27701"]),
        ("We hold a prize for bright lamps.", []),
        ("We trusted them with our soc and iso.", []),
    ],
)
def test_that_certifications_are_named(text: str, certificates: list[str]) -> None:
    assert values(text, Category.SECURITY) == certificates


@pytest.mark.parametrize(
    ("text", "companies"),
    [
        ("We share it with Quillmark Mail Ltd and others.", ["Quillmark Mail Ltd"]),
        ("Data goes to Nordwolke Hosting AB in Sweden.", ["Nordwolke Hosting AB"]),
        ("stored by Tidepool & Sons, Inc.", ["Tidepool & Sons, Inc"]),
        ("本服务由云帆讯达软件有限公司提供。", ["云帆讯达软件有限公司"]),
        ("我们与晴川（南京）科技股份有限公司共享。", ["晴川（南京）科技股份有限公司"]),
        ("We share it with a limited company.", []),
        (
            "eLamp Works Private Limited and Oil Shop Ltd see it.",
            ["eLamp Works Private Limited", "Oil Shop Ltd"],
        ),
        ("我们与其他公司共享。", []),
        ("提供给合作的云帆讯达软件有限公司。", ["云帆讯达软件有限公司"]),
    ],
)
def test_that_organisations_show_by_their_legal_form(text: str, companies: list[str]) -> None:
    assert values(text, Category.SHARING) == companies


@pytest.mark.parametrize(
    ("text", "name", "own"),
    [
        ('Lamp Shop Ltd (hereinafter "we") sells lamps.', "Lamp Shop Ltd", True),
        ("灯火有限公司（以下简称“我们”）出售灯具。", "灯火有限公司", True),
        ("Lamp Shop Ltd is ours. Write to ask@lampshop.example.", "Lampshop Ltd", True),
        ("Lamp Shop Ltd (a supplier) sends oil.", "Lamp Shop Ltd", False),
        ("我们委托灯火有限公司（云服务商）。", "灯火有限公司", False),
    ],
)
def test_that_the_organisation_that_speaks_is_known(text: str, name: str, own: bool) -> None:  # noqa: FBT001 - a case
    assert is_own(text, name) is own


def test_that_the_category_decides_what_is_looked_for() -> None:
    text = "Within 30 days a child under 13 may write to privacy@lantern.example."
    looked_for = {
        category: set(kinds(text, category))
        for category in (Category.MINORS, Category.RIGHTS, Category.RETENTION, Category.USE)
    }
    assert looked_for == {
        Category.MINORS: {AttributeKind.AGE, AttributeKind.CONTACT, AttributeKind.DEADLINE},
        Category.RIGHTS: {AttributeKind.DEADLINE, AttributeKind.CONTACT},
        Category.RETENTION: {AttributeKind.PERIOD},
        Category.USE: set(),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We erase it within 30 days; logs are kept for two years.", ["deadline", "period"]),
        ("我们将在15个工作日内删除，日志保存六个月。", ["deadline", "period"]),
        ("We keep your requests for three years.", ["period"]),
        ("连续三个月未登录的，我们收回账号。", ["period"]),
        ("15天天气预报收集位置，30天预报也是。", []),
    ],
)
def test_that_a_deadline_is_told_from_a_period(text: str, expected: list[str]) -> None:
    assert kinds(text, Category.RETENTION, Category.RIGHTS) == expected


def test_that_attributes_point_into_the_policy() -> None:
    rulebook = rulebook_of(cues=(cue(Category.RETENTION, "kept"),))
    review = analysed("Lamps burn oil here.\n\nInvoices are kept for ten years.", rulebook)
    clause = clause_at(review, "Invoices")
    assert clause is not None
    (attribute,) = clause.attributes
    assert attribute.span.text_of(review.policy.text) == "ten years"
    assert (attribute.kind, attribute.value) == (AttributeKind.PERIOD, "P10Y")
