"""Small reviews in both languages, built by hand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from reviewer.model.clause import Category, Clause, ClauseOrigin, Reason, ReasonKind
from reviewer.model.flags import Severity
from reviewer.model.policy import (
    Block,
    BlockKind,
    Format,
    LocalizedText,
    Policy,
    Section,
    Sentence,
    Source,
)
from reviewer.model.review import (
    Analysis,
    ChecklistFinding,
    ConditionState,
    Evidence,
    FlagFinding,
    ItemFinding,
    ItemStatus,
    Review,
    TestState,
    Timing,
)
from reviewer.model.rules import (
    CategoryStyle,
    Checklist,
    Condition,
    Level,
    Requirement,
    Rulebook,
    Underline,
    Verification,
)
from reviewer.model.span import Span

ENGLISH = """\
# Harbour Lights Privacy Notice
Harbour Lights Ltd (“we”, “us”) runs a tide-table app — and takes your privacy seriously…
# 1 What we collect
We collect your name, e-mail address and the harbour you follow, so that we can warn you of storms.
* your e-mail address, which we need to send warnings;
* the make and model of your phone;
# 2 Whom we share it with
We share your position with the coastguard’s rescue service only if you press “Help”.
See https://harbour.example/privacy/partners/2026/list-of-recipients?sort=name&order=ascending#top.
# 3 Your rights
You may ask us for a copy of your data, or to erase it; we answer within 30 days (free of charge).
We don’t sell data. Questions? Write to privacy@harbour.example or 王芳, our officer.
"""

CHINESE = """\
# 灯塔潮汐隐私政策
灯塔潮汐科技有限公司（以下简称“我们”）运营潮汐查询应用——我们重视您的隐私……
# 一、我们收集的信息
我们会收集您的姓名、电子邮箱以及所关注的港口，用于向您发送风暴预警，并在您同意后读取设备型号。
* 电子邮箱：用于发送预警；
* 手机品牌、型号（仅用于排查故障）；
# 二、信息的共享
仅当您点击“求助”时，我们才会将您的位置提供给《海上搜救条例》规定的救援机构，不会用于其他目的。
详见https://harbour.example/privacy/partners/2026/list-of-recipients?sort=name&order=ascending#top。
# 三、您的权利
您有权查阅、复制、更正或者删除您的个人信息；我们将在15个工作日内（免费）答复，并告知理由。
如有疑问，请联系个人信息保护负责人王芳，邮箱：privacy@harbour.example，电话：010-1234 5678。
"""

_HUES = ("#2F8FC7", "#009E73", "#D55E00", "#A08C00", "#0072B2", "#CC79A7", "#B57A00", "#7A7A7A")


@dataclass(frozen=True, slots=True)
class _Parsed:
    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]


def _parsed(source: str) -> _Parsed:
    """Lines that begin with # are headings, those with * items; the rest are paragraphs."""
    text = ""
    blocks: list[Block] = []
    headings: list[Span] = []
    for raw in source.splitlines():
        if not raw.strip():
            text += raw + "\n"
            continue
        kind = {"#": BlockKind.HEADING, "*": BlockKind.ITEM}.get(raw[:1], BlockKind.PARAGRAPH)
        line = raw[2:] if kind is BlockKind.HEADING else raw
        skip = 2 if kind is BlockKind.ITEM else 0
        span = Span(len(text) + skip, len(text) + len(line))
        if kind is BlockKind.HEADING:
            headings.append(span)
        blocks.append(
            Block(
                span=span,
                kind=kind,
                marker="*" if skip else "",
                level=int(kind is not BlockKind.PARAGRAPH),
                section=len(headings) - 1,
            )
        )
        text += line + "\n"
    ends = [*(span.start for span in headings[1:]), len(text)][: len(headings)]
    sections = tuple(
        Section(
            span=Span(span.start, end),
            heading=span,
            level=min(index, 1) + 1,
            number="",
            title=span.text_of(text),
        )
        for index, (span, end) in enumerate(zip(headings, ends, strict=True))
    )
    return _Parsed(text, tuple(blocks), sections)


def policy(source: str, language: str) -> Policy:
    parsed = _parsed(source)
    data = parsed.text.encode()
    return Policy(
        source=Source(
            name="notice.txt",
            sha256=hashlib.sha256(data).hexdigest(),
            format=Format.TXT,
            encoding="utf-8",
            size=len(data),
        ),
        text=parsed.text,
        title=parsed.sections[0].title if parsed.sections else "notice.txt",
        language=language,
        languages=(language,),
        blocks=parsed.blocks,
        sections=parsed.sections,
        sentences=tuple(
            Sentence(span=block.span, block=index, language=language[:2])
            for index, block in enumerate(parsed.blocks)
        ),
    )


def _both(en: str, zh: str) -> LocalizedText:
    return LocalizedText(en, zh)


@cache
def rulebook() -> Rulebook:
    categories = tuple(
        CategoryStyle(
            id=category,
            title=_both(category.value.replace("_", " ").capitalize(), f"类别{index + 1}"),
            tag=chr(65 + index) + "X",
            hue=_HUES[index % len(_HUES)],
            key=str(index % len(_HUES) + 1),
            underline=list(Underline)[index % 3],
            about=_both("What belongs here.", "属于此类的内容。"),
        )
        for index, category in enumerate(Category)
    )
    condition = Condition(
        id="abroad", question=_both("Does data leave the country?", "数据是否出境？")
    )
    return Rulebook(
        version="9.8.7",
        categories=categories,
        vocabulary=(),
        cues=(),
        headings=(),
        patterns=(),
        disclosures=(),
        conditions=(condition,),
        checklists=(
            _checklist("sea_law", "Sea Law", "海洋法"),
            _checklist("sky_law", "Sky Law", "天空法"),
        ),
    )


def _checklist(identifier: str, en: str, zh: str) -> Checklist:
    names = (
        ("Name", "名称"),
        ("Rights", "权利"),
        ("Transfer", "出境"),
        ("Minors", "未成年人"),
        ("Storage", "存储"),
    )
    items = tuple(
        Requirement(
            id=f"{identifier}_{index}",
            title=_both(f"{en} asks for {name[0].lower()}", f"{zh}要求载明{name[1]}"),
            article=f"Art. {index + 1}(2)",
            level=Level.REQUIRED,
            severity=list(Severity)[index % 4],
            verification=list(Verification)[index % 4],
            met=_both("It is said.", "已载明。"),
            partial=_both("Some of it is said.", "部分载明。"),
            missing=_both("It is not said.", "未载明。"),
            remedy=_both(f"Add the {name[0].lower()}.", f"补充{name[1]}。"),
            condition="abroad" if name[0] == "Transfer" else None,
        )
        for index, name in enumerate(names)
    )
    return Checklist(
        id=identifier,
        title=_both(en, zh),
        jurisdiction="SEA",
        version="2026",
        sources=("Gazette 1",),
        items=items,
    )


def _clauses(found: Policy) -> tuple[Clause, ...]:
    """One clause for every paragraph and item."""
    clauses = []
    for index, block in enumerate(found.blocks):
        if block.kind is BlockKind.HEADING:
            continue
        categories = tuple(list(Category)[index % 5 : index % 5 + 1 + index % 3])
        words = Span(block.span.start + 1, block.span.start + 7)
        clauses.append(
            Clause(
                span=block.span,
                categories=categories,
                scores=tuple(0.5 + place / 10 for place in range(len(categories))),
                section=block.section,
                origin=ClauseOrigin.RULE,
                reasons=(
                    Reason(
                        category=categories[0],
                        kind=ReasonKind.CUE,
                        span=words,
                        rule="r",
                        weight=2.0,
                    ),
                ),
            )
        )
    return tuple(clauses)


def _finding(requirement: Requirement, index: int, clauses: tuple[Clause, ...]) -> ItemFinding:
    status = list(ItemStatus)[index % 5]
    shown = status in {ItemStatus.MET, ItemStatus.PARTIAL}
    evidence = tuple(Evidence(clauses[place].span, place) for place in (index, index + 1))
    return ItemFinding(
        id=requirement.id,
        status=status,
        reason=requirement.met if status is ItemStatus.MET else requirement.missing,
        condition=ConditionState.OPEN if requirement.condition else ConditionState.NONE,
        test=TestState.NONE,
        verification=requirement.verification,
        evidence=(*evidence, Evidence(Span(0, 6))) if shown else (),
        related=evidence[:1] if status is ItemStatus.UNKNOWN else (),
    )


def review(source: str = ENGLISH, language: str = "en") -> Review:
    """What a machine might have found in a policy."""
    found = policy(source, language)
    clauses = _clauses(found)
    checklists = tuple(
        ChecklistFinding(
            checklist.id,
            tuple(_finding(item, index, clauses) for index, item in enumerate(checklist.items)),
        )
        for checklist in rulebook().checklists
    )
    flag = FlagFinding(
        id="vague",
        severity=Severity.HIGH,
        span=clauses[-1].span,
        message=_both("The words are vague.", "措辞含糊。"),
    )
    return Review(
        policy=found,
        analysis=Analysis(
            as_of=date(2026, 3, 1),
            rulebook="9.8.7",
            models=(("en", "1.2"),),
            clauses=clauses,
            disclosures=(),
            checklists=checklists,
            flags=(flag,),
        ),
        timing=Timing(read=0.1, analyse=0.2),
        reviewer="Ada Byron",
    )


def unmarked(found: Review) -> Review:
    """The same policy, in which nothing was found."""
    checklists = tuple(
        ChecklistFinding(
            checklist.id,
            tuple(
                replace(item, evidence=(), related=(), status=ItemStatus.UNKNOWN)
                for item in checklist.items
            ),
        )
        for checklist in found.analysis.checklists
    )
    return replace(
        found, analysis=replace(found.analysis, clauses=(), flags=(), checklists=checklists)
    )


def marked(source: str) -> Review:
    """A policy in which every line with some length is a clause."""
    found = policy(source, "en")
    clauses = tuple(
        Clause(
            span=Span(block.span.start, block.span.end),
            categories=tuple(list(Category)[index % 5 : index % 5 + 1 + index % 4]),
            scores=(0.9,) * (1 + index % 4),
            section=None,
            origin=ClauseOrigin.BOTH,
        )
        for index, block in enumerate(found.blocks)
        if len(block.span) > 30
    )
    plain = unmarked(review())
    return replace(plain, policy=found, analysis=replace(plain.analysis, clauses=clauses))
