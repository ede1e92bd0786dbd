"""Values that clauses name."""

from __future__ import annotations

import pytest

from reviewer.analysis.attributes import attributes_of
from reviewer.model.clause import AttributeKind, Category
from reviewer.model.span import Span
from tests.analysis.examples import analysed, clause_at, cue, rulebook_of


def named(text: str, category: Category) -> list[tuple[str, str]]:
    found = attributes_of(text, Span(0, len(text)), (category,))
    return [(one.value, one.span.text_of(text)) for one in found]


def values(text: str, category: Category) -> list[str]:
    return [value for value, _ in named(text, category)]


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
    ],
)
def test_that_ages_are_years(text: str, ages: list[str]) -> None:
    assert values(text, Category.MINORS) == ages


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
    ],
)
def test_that_periods_are_iso_durations(text: str, periods: list[str]) -> None:
    assert values(text, Category.RETENTION) == periods


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
    ],
)
def test_that_contacts_are_the_addresses_themselves(text: str, contacts: list[str]) -> None:
    assert values(text, Category.CONTACT) == contacts


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("as the GDPR asks", ["GDPR"]),
        ("under the General Data Protection Regulation", ["General Data Protection Regulation"]),
        ("the California Consumer Privacy Act gives", ["California Consumer Privacy Act"]),
        ("依据《中华人民共和国个人信息保护法》", ["《中华人民共和国个人信息保护法》"]),
        ("参见《灯笼商店用户协议》", []),
        ("the law of lamps", []),
    ],
)
def test_that_laws_are_named_in_any_clause(text: str, laws: list[str]) -> None:
    assert values(text, Category.USE) == laws


@pytest.mark.parametrize(
    ("text", "certificates"),
    [
        ("We hold ISO/IEC 27001:2022.", ["ISO/IEC 27001:2022"]),
        ("We passed SOC 2 and PCI DSS.", ["SOC 2", "PCI DSS"]),
        ("我们通过了ISO27001认证和等级保护三级测评。", ["ISO27001", "等级保护三级"]),
        ("We hold a prize for bright lamps.", []),
    ],
)
def test_that_certifications_are_named(text: str, certificates: list[str]) -> None:
    assert values(text, Category.SECURITY) == certificates


def test_that_the_category_decides_what_is_looked_for() -> None:
    text = "Within 30 days a child under 13 may write to privacy@lantern.example."
    kinds = {
        category: {one.kind for one in attributes_of(text, Span(0, len(text)), (category,))}
        for category in (Category.MINORS, Category.RIGHTS, Category.RETENTION, Category.USE)
    }
    assert kinds == {
        Category.MINORS: {AttributeKind.AGE},
        Category.RIGHTS: {AttributeKind.DEADLINE, AttributeKind.CONTACT},
        Category.RETENTION: {AttributeKind.PERIOD},
        Category.USE: set(),
    }


def test_that_attributes_point_into_the_policy() -> None:
    rulebook = rulebook_of(cues=(cue(Category.RETENTION, "kept"),))
    review = analysed("Lamps burn oil here.\n\nInvoices are kept for ten years.", rulebook)
    clause = clause_at(review, "Invoices")
    assert clause is not None
    (attribute,) = clause.attributes
    assert attribute.span.text_of(review.policy.text) == "ten years"
    assert (attribute.kind, attribute.value) == (AttributeKind.PERIOD, "P10Y")
