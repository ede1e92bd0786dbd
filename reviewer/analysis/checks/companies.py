"""Companies that speak as the responsible one where another one does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.analysis import names
from reviewer.analysis.flagged import FlagDocument, Raised
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAG = "foreign_company"
_DEFINED = re.compile(
    r"[.,]{0,2}[】\])）]?\s{0,3}[(（][^)）\n]{0,80}?[“\"「'‘]?(?:我们|本公司|\bwe\b|\bus\b|\bour\b|the company)",
    re.IGNORECASE,
)
_COMMITTED = re.compile(
    r"\.?,?\s?(?:[(（][^)）\n]{0,60}[)）])?,?\s?(?:及其关联公司|及其关联方)?\s?"
    r"(?:(?:is|are) committed to|respects? (?:the |your )?privacy|values? your|takes? (?:your|the) (?:privacy|protection)|"
    r"attach(?:es)? great|cares? about your|非常重视|高度重视|十分重视|一向重视|尊重并保护|深知|郑重承诺)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:^|[\n|。；;])\W{0,6}(?:公司名称|公司全称|企业名称|运营者|运营主体|运营方|开发者名称|个人信息处理者|"
    r"company name|legal entity|data controller|controller)\s?[:：]\s?[【\[]?$",
    re.IGNORECASE,
)
_RIGHTS_RESERVED = re.compile(
    r"(?:©|\(c\)|copyright|版权所有)[\s©(c)\d,–—-]{0,24}(?:by )?[【\[]?$", re.IGNORECASE
)
_TOGETHER = re.compile(
    r"affiliat|subsidiar|group|parent company|jointly|licen[sc]ed|on behalf|关联|子公司|集团|共同|分公司|授权|委托|控股",
    re.IGNORECASE,
)
# What says nothing of which company it is.
_GENERIC_ZH = re.compile(
    r"(?:股份|有限|责任|公司|集团|控股|科技|网络|信息|技术|软件|文化|传媒|电子|数码|智能|发展|服务|商务|管理|咨询|实业|"
    r"（[^）]{2,4}）|\([^)]{2,4}\)|中国|北京|上海|深圳|广州|杭州|成都|南京|武汉|天津|重庆|苏州|厦门|西安|长沙|珠海|东莞|"
    r"浙江|江苏|广东|福建|山东|四川|安徽|湖南|湖北|省|市|区|子公司|由|与|和|指)"
)
_GENERIC_EN = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "inc",
        "llc",
        "ltd",
        "limited",
        "corp",
        "corporation",
        "company",
        "co",
        "gmbh",
        "plc",
        "pty",
        "pte",
        "international",
        "technology",
        "technologies",
        "global",
        "group",
        "holdings",
        "services",
        "solutions",
        "private",
    ]
)
_WORD = re.compile(r"[a-z0-9]+")
_BACK, _MOST = 40, 3


@dataclass(frozen=True, slots=True)
class _Speaker:
    """A company that the text calls we, or lets speak as the responsible one."""

    name: str
    span: Span


def foreign_company(document: FlagDocument) -> Iterator[Raised]:
    """A second company that speaks as the responsible one and has nothing to do with the first."""
    speakers = tuple(_speakers(document.policy.text))
    if not speakers or len({one.name for one in speakers}) > _MOST:
        return
    first, told = speakers[0], set()
    for other in speakers[1:]:
        if other.name not in told and _foreign(first, other, document):
            told.add(other.name)
            values = {"company": other.name, "own": first.name}
            yield Raised(flag=FLAG, span=other.span, values=values)


def _speakers(text: str) -> Iterator[_Speaker]:
    for name, start, end in sorted(names.organisations(text), key=lambda one: one[1]):
        before = text[max(0, start - _BACK) : start]
        if (
            _DEFINED.match(text, end)
            or _COMMITTED.match(text, end)
            or _LABELLED.search(before)
            or _RIGHTS_RESERVED.search(before)
        ):
            yield _Speaker(name, Span(start, end))


def _foreign(first: _Speaker, other: _Speaker, document: FlagDocument) -> bool:
    if _is_han(first.name) != _is_han(other.name):
        # One may be the other's name in another language.
        return False
    if _core(first.name) & _core(other.name):
        return False
    return not any(
        _TOGETHER.search(piece.span.text_of(document.policy.text))
        for piece in document.pieces.all
        if piece.span.overlap(first.span) or piece.span.overlap(other.span)
    )


def _is_han(name: str) -> bool:
    return "公司" in name


def _core(name: str) -> frozenset[str]:
    """What tells a company from others: its words, or the pairs of characters."""
    if _is_han(name):
        core = _GENERIC_ZH.sub("", name)
        return frozenset(core[i : i + 2] for i in range(max(1, len(core) - 1)))
    return frozenset(_WORD.findall(name.lower())) - _GENERIC_EN
