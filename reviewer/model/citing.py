"""Articles as the rulebook writes them, cited as a lawyer who reads Chinese would.

The rulebook cites in English. What is not understood here, such as a citation in a
checklist of one's own, stays as it is written.
"""

from __future__ import annotations

import re
from functools import cache

_METHOD = "《App违法违规收集使用个人信息行为认定方法》"
_GUIDE = "《App违法违规收集使用个人信息自评估指南》"
_PIPL = "《个人信息保护法》"
_CHILDREN = "《儿童个人信息网络保护规定》"
_AUDIT = "《个人信息保护合规审计管理办法》"
_NETWORK_DATA = "《网络数据安全管理条例》"

_NAMES = {
    "PIPL": _PIPL,
    "Network Data Reg.": _NETWORK_DATA,
    "Minors Reg.": "《未成年人网络保护条例》",
    "Children's Provisions": _CHILDREN,
    "Audit Measures": _AUDIT,
    "Method": _METHOD,
    "UK GDPR": "英国GDPR",
}
_PHRASES = {
    "Audit Measures (2025-05-01)": f"{_AUDIT}（2025年5月1日起施行）",
    "Facial Recognition Measures (in force 2025-06-01)": (
        "《人脸识别技术应用安全管理办法》（2025年6月1日起施行）"
    ),
    "2024 Cross-border Provisions": "《促进和规范数据跨境流动规定》（2024年）",
    "Necessary Personal Information Provisions (2021)": (
        "《常见类型移动互联网应用程序必要个人信息范围规定》（2021年）"
    ),
    "MIIT notice 164 (2020)": "工信部信管函〔2020〕164号",
    "MIIT service perception campaign (2021-11)": "工信部信息通信服务感知提升行动（2021年11月）",
    'PIPL 45, 46, 50 ("timely")': f"{_PIPL}第45条、第46条、第50条（“及时”）",
    "App method 15 working days": f"{_METHOD}（15个工作日）",
    "GB/T 35273 8.7 30 days": "GB/T 35273第8.7条（30日）",
    "Children's Provisions Art. 10 lead-in, 10(4)": f"{_CHILDREN}第10条引语、第10条第4项",
    "Method VI (complaint item)": f"{_METHOD}第六条（投诉）",
    "Guide 1": f"{_GUIDE}第1项",
    "Guide (2019-03): operator basics": f"{_GUIDE}（2019年3月）：运营者基本情况",
    "Guide: complaint": f"{_GUIDE}：投诉",
    "Guide: export": f"{_GUIDE}：出境",
    "Guide: functions and data types": f"{_GUIDE}：业务功能与信息类型",
    "Guide: security": f"{_GUIDE}：安全措施",
    "Guide: sensitive marking": f"{_GUIDE}：敏感信息标识",
    "Guide: sharing, transfer, public": f"{_GUIDE}：共享、转让、公开披露",
    "Guide: storage and expiry": f"{_GUIDE}：存储期限与到期处理",
    "Guide: timeliness": f"{_GUIDE}：时效",
    "Guide: unfair terms": f"{_GUIDE}：不合理条款",
    "Guide: use rules": f"{_GUIDE}：使用规则",
    "Guide: user rights": f"{_GUIDE}：用户权利",
    "WP260 guidance": "WP260指南",
    "Art. 13(1)(f) with WP260 guidance": "第13条第1款(f)项，结合WP260指南",
    "Art. 12, 13(3) with WP260 guidance": "第12条、第13条第3款，结合WP260指南",
    "Art. 5(3) ePrivacy Directive 2002/58/EC with Art. 7": (
        "《电子隐私指令》（2002/58/EC）第5条第3款，结合第7条"
    ),
    "DPA 2018 s. 9": "英国《2018年数据保护法》第9条",
    "DPA 2018 s. 164A": "英国《2018年数据保护法》第164A条",
    "PECR reg. 6": "英国《隐私与电子通信条例》第6条",
    "Good practice (cf. Art. 48 of the EU GDPR)": "良好实践（参照欧盟GDPR第48条）",
    "ECA Digital (Law 15.211/2025)": "《数字儿童与青少年法》（第15.211/2025号法律）",
    "Resolution CD/ANPD 19/2024": "CD/ANPD第19/2024号决议",
    "Clause 5.11 context": "第5.11条背景说明",
    "Annex II(1)": "附件二第1点",
    "Annex II(2)": "附件二第2点",
    "Annex II(7)": "附件二第7点",
    "Annex II(8)(b), (c), (e)": "附件二第8点(b)、(c)、(e)项",
    "Annex II(8)(d), Annex I Part I(2)(m)": "附件二第8点(d)项、附件一第一部分第2点(m)项",
    "Annex I Part I(2)(e)": "附件一第一部分第2点(e)项",
    "Annex I Part I(2)(g)": "附件一第一部分第2点(g)项",
    "Documentation": "文档",
    "Information and Query Reception": "信息与问询的接收",
    "Information Dissemination": "信息发布",
    "Product Education and Awareness": "产品教育与意识",
    "Data Protection": "数据保护",
    "Product Configuration": "产品配置",
    "Software Update": "软件更新",
    "PSTI Regs 2023, Sch. 1 para 2": "《2023年PSTI条例》附表1第2段",
    "PSTI Regs 2023, Sch. 1 para 3": "《2023年PSTI条例》附表1第3段",
    "Regs Art. 11 (7200 ff.)": "CCPA条例第11节（第7200条起）",
    "312.4(d) lead-in": "312.4(d)引语",
    "No provision": "无对应条款",
    "good practice": "良好实践",
}
# Articles whose items follow the lead-in at once, without numbered paragraphs.
_WITHOUT_PARAGRAPHS = {_CHILDREN: "", _METHOD: "", _NETWORK_DATA: "22"}
_ROMAN = {"I": "一", "II": "二", "III": "三", "IV": "四", "V": "五", "VI": "六"}
_NAMED = re.compile(
    rf"(?:(?P<name>{'|'.join(map(re.escape, _NAMES))}) (?:Art\. )?|Art\. )(?P<places>.+)"
)
_PLACE = re.compile(
    r"(?P<number>\d+[A-Z]?|[IV]+)?(?P<parts>(?:\((?:\d+|[a-z])\))*)"
    r"(?:-(?:(?P<upto>\d+[A-Z]?)|\((?P<last>\d+|[a-z])\)))?"
)
# An article of a Brazilian law, whose items have Roman numbers and whose paragraphs a sign.
_BRAZILIAN = re.compile(r"(?:(?P<number>\d+) )?(?:s(?P<paragraph>\d+)|(?P<item>[IVX]+))")
_PROVISIONS = re.compile(r"Provisions? (?P<places>[\d., A-Z-]+?)(?: \((?P<duty>[^)]+)\))?")
_DUTIES = {
    "M": "强制",
    "M if consent": "以同意为依据时强制",
    "M if personal data": "涉及个人数据时强制",
    "M if telemetry": "收集遥测数据时强制",
    "R": "推荐",
    "R if telemetry": "收集遥测数据时推荐",
}


@cache
def cited(article: str, language: str) -> str:
    """An article in a language, "en" or "zh".

    >>> cited("PIPL 17(1)(1); Network Data Reg. 22(1), (5)", "zh")
    '《个人信息保护法》第17条第1款第1项；《网络数据安全管理条例》第22条第1项、第5项'
    >>> cited("Art. 13(1)(a), 14(1)(a), 44-49", "zh")
    '第13条第1款(a)项、第14条第1款(a)项、第44至49条'
    >>> cited("House rule 3", "zh")
    'House rule 3'
    """
    if language != "zh":
        return article
    return "；".join(_in_chinese(part) for part in article.split("; "))


def _in_chinese(part: str) -> str:
    if part in _PHRASES:
        return _PHRASES[part]
    provisions = _PROVISIONS.fullmatch(part)
    if provisions:
        return _provisions(provisions["places"], provisions["duty"])
    found = _NAMED.fullmatch(part)
    name = _NAMES[found["name"]] if found and found["name"] else ""
    places = _brazilian(found["places"]) or _places(found["places"], name) if found else ""
    if not places:
        return part.replace(", Annex D", "、附录D").replace("Annex D", "附录D")
    return name + places


def _provisions(places: str, duty: str | None) -> str:
    """Provisions of a standard, and whether they bind."""
    said = f"第{places.replace(', ', '、')}条"
    return f"{said}（{_DUTIES.get(duty, duty)}）" if duty else said


def _brazilian(text: str) -> str:
    """Several places of a Brazilian law; empty where one of them is none."""
    found = [_BRAZILIAN.fullmatch(place) for place in text.split(", ")]
    if not found[0] or not found[0]["number"]:
        return ""
    said = []
    for place in found:
        if not place:
            return ""
        article = f"第{place['number']}条" if place["number"] else ""
        part = f"第{place['paragraph']}款" if place["paragraph"] else f"第{place['item']}项"
        said.append(article + part)
    return "、".join(said)


def _places(text: str, name: str) -> str:
    """Several places of one law; empty where one of them is not understood."""
    said = article = ""
    for joint, place in re.findall(r"(, | with |^)(.+?)(?=, | with |$)", text):
        found = _PLACE.fullmatch(place)
        if not found or (found["last"] and not found["parts"]):
            return ""
        if found["number"]:
            article = found["number"]
        parts = re.findall(r"\((.+?)\)", found["parts"])
        said += {", ": "、", " with ": "，结合"}.get(joint, "")
        said += _article(found["number"], found["upto"])
        direct = name in _WITHOUT_PARAGRAPHS and _WITHOUT_PARAGRAPHS[name] in {"", article}
        said += _parts(parts, found["last"], ("项",) if direct else ("款", "项"))
    return said


def _article(number: str | None, upto: str | None) -> str:
    if not number:
        return ""
    return f"第{_ROMAN.get(number, number)}{f'至{upto}' if upto else ''}条"


def _parts(parts: list[str], last: str | None, units: tuple[str, ...]) -> str:
    said = ""
    for part, unit in zip(parts, units, strict=False):
        until = f"至{last}" if last and part is parts[-1] else ""
        said += f"第{part}{until}{unit}" if part.isdecimal() else f"({part}){until}{unit}"
    return said
