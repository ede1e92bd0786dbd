"""Names by their form: titles of laws, numbered standards, organisations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Titles that begin so are the state's; others may be a company's own rules.
_PUBLIC_ZH = (
    r"(?:中华人民共和国|全国人民|最高人民|国家|国务院|互联网|移动互联网|网络安全|网络数据|网络信息|电信|电话|"
    r"信息安全技术|信息网络|生成式人工智能|个人信息安全)"
)
_TITLE_ZH = re.compile(
    rf"《(?:{_PUBLIC_ZH}[^》\n]{{0,40}}(?:法|法典|法案|条例|规定|办法|决定|规则|规范|解释)"
    r"|(?![^》]{0,20}(?:平台|用户|社区|会员|服务|积分|隐私政策|协议))"
    r"[^》\n]{2,40}(?:法|法典|法案|条例|规定|办法|决定|解释))(?:[(（][^》]{0,20}[)）])?》"
)
_TITLE_EN = re.compile(
    r"(?<![\w-])(?:[A-Z][\w'’&-]{1,40},? (?:(?:of|and|for|on|the|in|to) ){0,2}){1,8}"
    r"(?:Act|Law|Directive|Regulations?|Ordinance|Code|Decree)\b(?!\s+[A-Z][a-z]+ment)"
    r"(?:,? (?:of )?\d{4}\b|,? (?:\((?:EU|UK|EC)\) )?(?:No\.? )?\d{2,4}/\d+(?:/E[CU])?)?"
)
# Beginnings by which no law is called: "Applicable Law", "Under the Act".
_NO_TITLE = re.compile(
    r"(?:(?:Applicable|the|Relevant|Local|Such|Any|These|Those|This|Other|Our|Your|Governing|Under|The|"
    r"National|Foreign|All|Promo|Promotion|Discount|Source|Zip|Post|Postal|QR|Area|Country|"
    r"Security|Verification|Ethics|Conduct|Privacy Laws?|In|By|To|If|When|For|As|Pursuant)\b[ ,]*)+"
)
_NO_TITLE_END = (" Code", "Laws and Regulations", "Rules and Regulations", "Laws or Regulations")
_STANDARD = re.compile(
    r"ISO(?:\s?/\s?IEC)?[\s-]{0,2}(?P<iso>\d{4,5})(?:[:-]\d{4})?|\bSOC\s?-?(?P<soc>[12])\b"
    r"(?:\s?Type\s?(?:I{1,2}|[12]))?",
    re.IGNORECASE,
)
_FORMS = (
    r"(?:Inc|Incorporated|LLC|L\.L\.C|Ltd|LTD|Limited|GmbH|AG|AB|S\.A|SAS|S\.r\.l|B\.V|BV|N\.V|PLC|plc|"
    r"Corp|Corporation|Co|Pte|Pty|Oy|ApS|A/S|SE|KG|Private Limited|LLP)"
)
_COMPANY_EN = re.compile(
    r"(?<![\w&])(?:[a-z]?[A-Z0-9][\w&'’.-]{0,30},? (?:of |and |& )?){1,6}?"
    rf"(?:\([A-Z][\w ]{{1,20}}\),? )?{_FORMS}(?![\w])(?:\.?,? {_FORMS}(?!\w))*\.?"
)
# What every such name holds, and how far in front of it the name begins at most.
_FORM_EN = re.compile(rf" {_FORMS}(?!\w)")
_REACH_EN = 260
_FORMS_ZH = "(?:股份有限公司|有限责任公司|有限公司|股份公司|集团公司)"
_COMPANY_ZH = re.compile(r"[一-龥A-Za-z0-9()（）&·]{2,30}?" + _FORMS_ZH)
_FORM_ZH = re.compile(_FORMS_ZH)
_REACH_ZH = 30
# Words before a Chinese company's name that are no part of it.
_LEAD_ZH = re.compile(
    r"^.*(?:由|与|和|及|给|向|即|为|是|至|到|被|包括|委托|合作的|例如|如|称|托管在|提供方[：:]?|公司名称|名称|"
    r"我们|运营方|开发者|合作方|主体|、)(?=[一-龥A-Za-z]{2})"
)
_SHORTEST_ZH = 6
_LEAD_EN = re.compile(
    r"^(?:(?:The|And|Or|By|To|With|From|Our|Of|For|We|Such As|In|A|An|As|Including|Contact|When|If|"
    r"Company|Partners?|Providers?|Address|Name|Copyright|At|On)[,:]? )+"
)
_OWN = re.compile(
    r"\s{0,3}[(（][^)）]{0,80}?(?:我们|本公司|公司|以下简称|下称|\bwe\b|\bus\b|\bour\b|the company|"
    r"hereinafter|hereafter|collectively|referred to)",
    re.IGNORECASE,
)


def laws(text: str) -> Iterable[tuple[str, int, int]]:
    """Titles of laws, as they are written."""
    # Searching for one word at a time is far faster than any pattern.
    english = (
        " Act" in text
        or " Law" in text
        or "Directive" in text
        or "Regulation" in text
        or " Ordinance" in text
    )
    return _laws(text, english=english) if english or "《" in text else ()


def _laws(text: str, *, english: bool) -> Iterator[tuple[str, int, int]]:
    for found in _TITLE_ZH.finditer(text):
        yield found.group(), found.start(), found.end()
    if not english:
        return
    for found in _TITLE_EN.finditer(text):
        lead = _NO_TITLE.match(found.group())
        start = found.start() + (lead.end() if lead else 0)
        words = text[start : found.end()]
        if " " in words and not words.endswith(_NO_TITLE_END):
            yield " ".join(words.split()), start, found.end()


def standards(text: str) -> Iterable[tuple[str, int, int]]:
    """Numbered standards: "ISO 27001", "SOC 2"."""
    return _standards(text) if "ISO" in text or "SOC" in text or "iso" in text else ()


def _standards(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _STANDARD.finditer(text):
        value = f"ISO {found['iso']}" if found["iso"] else f"SOC {found['soc']}"
        yield value, found.start(), found.end()


def organisations(text: str) -> Iterator[tuple[str, int, int]]:
    """Names of companies that show their legal form."""
    for found in _near(_COMPANY_EN, _FORM_EN, _REACH_EN, text):
        lead = _LEAD_EN.match(found.group())
        start = found.start() + (lead.end() if lead else 0)
        words = text[start : found.end()].rstrip(".")
        if " " in words:
            yield " ".join(words.split()), start, start + len(words)
    if "公司" not in text:
        return
    for found in _near(_COMPANY_ZH, _FORM_ZH, _REACH_ZH, text):
        lead = _LEAD_ZH.match(found.group())
        start = found.start() + (lead.end() if lead else 0)
        words = text[start : found.end()]
        if len(words) >= _SHORTEST_ZH and words.count("（") + words.count("(") == words.count(
            "）"
        ) + words.count(")"):
            yield words, start, found.end()


def _near(
    name: re.Pattern[str], form: re.Pattern[str], reach: int, text: str
) -> Iterator[re.Match[str]]:
    """All matches of a name, as ``finditer`` has them, tried only near the forms that they hold.

    A name can begin nearly anywhere, so that trying it everywhere costs ten times as much.
    """
    end = 0
    while place := form.search(text, end):
        found = name.search(text, max(end, place.start() - reach))
        if found is None:
            return
        yield found
        end = found.end()


def is_own(text: str, name: str) -> bool:
    """Whether a policy says somewhere that an organisation is the one that speaks."""
    word = re.match(r"[A-Za-z]{3,}", name)
    if word and re.search(rf"@[\w.-]{{0,30}}{word[0]}", text, re.IGNORECASE):
        return True
    place = text.find(name)
    while place >= 0:
        if _OWN.match(text, place + len(name)):
            return True
        place = text.find(name, place + 1)
    return False
