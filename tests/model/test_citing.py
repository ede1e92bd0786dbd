"""Articles are cited as readers of each language cite them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reviewer.model.citing import cited

if TYPE_CHECKING:
    from reviewer.model.rules import Rulebook


@pytest.mark.parametrize(
    ("written", "chinese"),
    [
        ("PIPL 13(1)(2)-(7), 18", "《个人信息保护法》第13条第1款第2至7项、第18条"),
        ("PIPL 48 with 17(1)(3)", "《个人信息保护法》第48条，结合第17条第1款第3项"),
        ("Network Data Reg. 22(1), (5)", "《网络数据安全管理条例》第22条第1项、第5项"),
        ("Network Data Reg. 21(2)", "《网络数据安全管理条例》第21条第2款"),
        ("Children's Provisions Art. 10(6)", "《儿童个人信息网络保护规定》第10条第6项"),
        ("Method VI(1)-(2)", "《App违法违规收集使用个人信息行为认定方法》第六条第1至2项"),
        ("Art. 12(1), (7)", "第12条第1款、第7款"),
        ("UK GDPR 22A-22D", "英国GDPR第22A至22D条"),
        ("5.5 a) 1); Annex D", "5.5 a) 1)；附录D"),
        ("Art. 18 s1", "第18条第1款"),
        ("Art. 9 VII, 18 II, III, VI", "第9条第VII项、第18条第II项、第III项、第VI项"),
        (
            "Art. 14; ECA Digital (Law 15.211/2025)",
            "第14条；《数字儿童与青少年法》（第15.211/2025号法律）",
        ),
        ("Provision 6-2 (M if consent)", "第6-2条（以同意为依据时强制）"),
        ("Provisions 5.11-1, 5.11-2", "第5.11-1、5.11-2条"),
        ("Annex II(8)(d), Annex I Part I(2)(m)", "附件二第8点(d)项、附件一第一部分第2点(m)项"),
        ("Art. 18 and more", "Art. 18 and more"),
        ("PIPL somewhere", "PIPL somewhere"),
    ],
)
def test_that_an_article_is_cited_in_chinese(written: str, chinese: str) -> None:
    assert cited(written, "zh") == chinese
    assert cited(written, "en") == written


def test_that_no_law_is_cited_in_english_to_readers_of_chinese(bundled: Rulebook) -> None:
    articles = {item.article for checklist in bundled.checklists for item in checklist.items}
    assert len(articles) > 200
    words = {word for one in articles for word in re.findall(r"[A-Za-z]{3,}", cited(one, "zh"))}
    # Names that are said so in Chinese too, and Roman numbers.
    assert words <= {"ANPD", "App", "CCPA", "GDPR", "PSTI", "VII", "VIII", "III"}, words
