"""A small review made by hand, and helpers that answer without a process."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from reportlab.pdfgen.canvas import Canvas

from reviewer import pipeline
from reviewer.checklist.overview import overview
from reviewer.errors import EmptyPolicy, ReadError, ReviewerError, RulebookError
from reviewer.gui import worker
from reviewer.gui.batch import work as batch
from reviewer.gui.categories import category_styles
from reviewer.gui.exporting import work as exporting
from reviewer.gui.peers import work as peers
from reviewer.gui.sealing import work as sealing
from reviewer.gui.tasks import Ticket, Work
from reviewer.gui.versions import work as versions
from reviewer.model.clause import (
    Attribute,
    AttributeKind,
    Category,
    Clause,
    ClauseOrigin,
    Reason,
    ReasonKind,
)
from reviewer.model.flags import Flag, FlagKind, Severity
from reviewer.model.history import fold
from reviewer.model.policy import Format, LocalizedText, Policy, Problem, Section, Source
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
    Checklist,
    Condition,
    LegalTest,
    Level,
    Requirement,
    Rulebook,
    TestKind,
    Verification,
)
from reviewer.model.span import Span
from reviewer.pipeline import Loaded
from reviewer.report import verify
from reviewer.report.outputs import Kind, Output, keys
from reviewer.text.problems import LANGUAGE_SAID
from reviewer.text.said import said_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


ENGLISH = """Birchlane Notes Privacy Notice

1. What we collect
We collect your e-mail address 🌲 and the notes that you write.
We ask for the camera permission when you scan a page.

2. Whom we tell
We share your e-mail address with our mail provider, and you may object to this.
We never sell your notes.

3. How long
We keep your notes for three years after your last visit.
Write to privacy@birchlane.example about any of this.
"""

CHINESE = """白桦笔记隐私说明

一、我们收集什么
我们收集您的邮箱地址🌲，以及您写下的笔记。
扫描页面时，我们会申请相机权限。

二、告诉谁
我们会与邮件服务商共享您的邮箱地址，您可以提出反对。

三、保存多久
自您最后一次访问起，我们将笔记保存三年。
"""

_HEADING = re.compile(r"^(?:\d\. .*|[一二三]、.*)$", re.MULTILINE)
_MARKED: dict[str, tuple[tuple[str, tuple[Category, ...], tuple[float, ...]], ...]] = {
    "en": (
        ("We collect your", (Category.COLLECTION,), (0.97,)),
        ("We ask for the camera", (Category.COLLECTION, Category.PERMISSION), (0.61, 0.93)),
        ("We share your", (Category.SHARING, Category.CHOICE), (0.88, 0.55)),
        ("We never sell", (Category.SHARING,), (0.64,)),
        ("We keep your", (Category.RETENTION,), (0.91,)),
        ("Write to privacy", (Category.CONTACT,), (0.99,)),
    ),
    "zh": (
        ("我们收集您的", (Category.COLLECTION,), (0.97,)),
        ("扫描页面时", (Category.COLLECTION, Category.PERMISSION), (0.61, 0.93)),
        ("我们会与邮件", (Category.SHARING, Category.CHOICE), (0.88, 0.55)),
        ("自您最后一次", (Category.RETENTION,), (0.91,)),
    ),
}


def language_of(text: str) -> str:
    return "zh" if "我们" in text else "en"


def policy_of(text: str, name: str = "birchlane.txt") -> Policy:
    """A policy of numbered sections; an empty text is refused."""
    if not text.strip():
        template = "{name} holds no text."
        raise EmptyPolicy(template, name=name)
    starts = [found.start() for found in _HEADING.finditer(text)]
    ends = [*starts[1:], len(text)]
    sections = []
    for start, end in zip(starts, ends, strict=False):
        line = text[start : text.index("\n", start)]
        sections.append(
            Section(
                span=Span(start, end),
                heading=Span(start, start + len(line)),
                level=1,
                number=line[:2],
                title=line[2:].strip(),
            )
        )
    data = text.encode()
    return Policy(
        source=Source(
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            format=Format.TXT,
            encoding="utf-8",
            size=len(data),
        ),
        text=text,
        title=text.split("\n", 1)[0],
        language="zh-Hans" if language_of(text) == "zh" else "en",
        languages=("zh-Hans",) if language_of(text) == "zh" else ("en",),
        blocks=(),
        sections=tuple(sections),
        sentences=(),
        origins=(),
        problems=(
            Problem(
                id="odd_quote",
                message=LocalizedText("A quotation mark is missing.", "缺少一个引号。"),
                span=Span(3, 9),
            ),
        )
        if "missing quote" in text
        else (),
    )


def analysis_of(policy: Policy, as_of: date = date(2026, 1, 2)) -> Analysis:
    """What a machine might find in a policy of the two texts."""
    clauses = tuple(
        _clause(policy, words, categories, scores)
        for words, categories, scores in _MARKED[language_of(policy.text)]
        if words in policy.text
    )
    return Analysis(
        as_of=as_of,
        rulebook="test",
        models=(),
        clauses=clauses,
        disclosures=(),
        checklists=tuple(_findings(checklist, clauses) for checklist in rulebook().checklists),
        flags=tuple(_flags(policy)),
    )


def _flags(policy: Policy) -> Iterator[FlagFinding]:
    """One grave flag on sharing and a slight one on keeping, in the order of the text."""
    for words, severity in (
        ("We share your", Severity.LOW),
        ("我们会与邮件", Severity.LOW),
        ("three years", Severity.CRITICAL),
        ("三年", Severity.CRITICAL),
    ):
        if words in policy.text:
            start = policy.text.index(words)
            yield FlagFinding(
                id="vague_words" if severity is Severity.LOW else "long_keeping",
                severity=severity,
                span=Span(start, start + len(words)),
                message=LocalizedText(f"Look at “{words}”.", f"请留意“{words}”。"),
            )


def _flag(identifier: str, title: LocalizedText) -> Flag:
    return Flag(
        id=identifier,
        title=title,
        severity=Severity.LOW,
        kind=FlagKind.PATTERN,
        definition=LocalizedText("Words that say little.", "表述含糊。"),
        why=LocalizedText("Art. 12 asks for clear words.", "第12条要求表述清晰。"),
        exceptions=LocalizedText("A definition follows.", "后文有定义。"),
        remedy=LocalizedText("Name them.", "请具体列明。"),
        message=LocalizedText("Vague.", "含糊。"),
    )


def _clause(
    policy: Policy, words: str, categories: tuple[Category, ...], scores: tuple[float, ...]
) -> Clause:
    start = policy.text.index(words)
    span = Span(start, policy.text.index("\n", start))
    inside = [n for n, section in enumerate(policy.sections) if section.span.start <= start]
    deciding = Span(start, start + len(words))
    reasons = tuple(
        Reason(category=category, kind=kind, span=deciding, rule="test", weight=2.0)
        for category, kind in zip(categories, (ReasonKind.CUE, ReasonKind.PATTERN), strict=False)
    )
    return Clause(
        span=span,
        categories=categories,
        scores=scores,
        section=inside[-1] if inside else None,
        origin=ClauseOrigin.RULE,
        reasons=reasons,
        attributes=(
            Attribute(kind=AttributeKind.DATA_TYPE, value="email", span=deciding, negated=False),
        ),
    )


def _findings(checklist: Checklist, clauses: tuple[Clause, ...]) -> ChecklistFinding:
    sharing = [n for n, c in enumerate(clauses) if Category.SHARING in c.categories]
    keeping = [n for n, c in enumerate(clauses) if Category.RETENTION in c.categories]
    found: tuple[tuple[ItemStatus, list[int]], ...] = (
        (ItemStatus.MET, sharing),
        (ItemStatus.PARTIAL, keeping),
        (ItemStatus.MISSING, []),
        (ItemStatus.UNKNOWN, []),
    )
    items = tuple(
        ItemFinding(
            id=item.id,
            status=status,
            reason=LocalizedText("Said in so many words.", "原文已写明。"),
            condition=ConditionState.OPEN if item.condition else ConditionState.NONE,
            test=TestState.NONE,
            verification=item.verification,
            evidence=tuple(Evidence(clauses[n].span, n) for n in evidence),
        )
        for item, (status, evidence) in zip(checklist.items, found, strict=True)
    )
    return ChecklistFinding(checklist.id, items)


def _requirement(number: int, title: LocalizedText, verification: Verification) -> Requirement:
    return Requirement(
        id=f"item_{number}",
        title=title,
        article=f"Art. {number}",
        level=Level.REQUIRED,
        severity=Severity.HIGH,
        verification=verification,
        met=LocalizedText("It is said.", "已写明。"),
        partial=LocalizedText("It is half said.", "写明一部分。"),
        missing=LocalizedText("It is not said.", "未写明。"),
        remedy=LocalizedText("Say it.", "请写明。"),
        condition="abroad" if number == 4 else None,
        test=LegalTest(kind=TestKind.REVIEWER, text=LocalizedText("Is it enough?", "是否足够？"))
        if number == 2
        else None,
    )


def rulebook() -> Rulebook:
    """A rulebook of four small checklists, as many as are proposed by default."""
    titles = (
        LocalizedText("Recipients of the data", "接收方"),
        LocalizedText("How long it is kept, and by what measure that is decided", "保存期限"),
        LocalizedText("Complaint to an authority", "投诉渠道"),
        LocalizedText("Transfers abroad", "出境"),
    )
    checked = (
        Verification.PRIMARY,
        Verification.MEMORY,
        Verification.PRIMARY,
        Verification.PRIMARY,
    )
    items = tuple(
        _requirement(number, title, verification)
        for number, (title, verification) in enumerate(zip(titles, checked, strict=True), 1)
    )
    names = {
        "cn_pipl": LocalizedText("First law of the north", "北方第一法"),
        "cn_gb35273": LocalizedText("Standard of the north", "北方标准"),
        "eu_gdpr": LocalizedText("First law of the west", "西方第一法"),
        "us_ccpa": LocalizedText("Second law of the west", "西方第二法"),
    }
    return Rulebook(
        version="test",
        categories=tuple(category_styles().values()),
        vocabulary=(),
        cues=(),
        headings=(),
        patterns=(),
        disclosures=(),
        conditions=(
            Condition(
                id="abroad",
                question=LocalizedText("Does data leave the country?", "信息是否出境？"),
            ),
        ),
        flags=(
            _flag("vague_words", LocalizedText("Vague words", "措辞含糊")),
            _flag("long_keeping", LocalizedText("Kept for long", "保存过久")),
        ),
        checklists=tuple(
            Checklist(
                id=identifier,
                title=title,
                jurisdiction="none",
                version="1",
                sources=(),
                items=items,
            )
            for identifier, title in names.items()
        ),
    )


@dataclass
class Answers:
    """Stands in for the helper processes and answers in the window's own thread.

    Attributes:
        held: functions whose calls wait for ``release``.
        broken: functions whose calls fail, with the error.
        calls: every call that was asked for.
        policies: what reading gives for some names of files.
    """

    held: set[Callable[..., object]] = field(default_factory=set)
    broken: dict[Callable[..., object], ReviewerError] = field(default_factory=dict)
    calls: list[Work] = field(default_factory=list)
    policies: dict[str, Policy] = field(default_factory=dict)
    waiting: list[Ticket] = field(default_factory=list)
    stopped: bool = False

    def start(self) -> None:
        """Nothing to start."""

    def stop(self) -> None:
        """Note that the helpers were ended."""
        self.stopped = True

    def run(
        self,
        work: Work,
        done: Callable[[object], None],
        failed: Callable[[ReviewerError], None],
    ) -> Ticket:
        """Answer a call in the next turn of the event loop, or hold it."""
        ticket = Ticket(work, done, failed)
        self.calls.append(work)
        if work.function in self.held:
            self.waiting.append(ticket)
        else:
            QTimer.singleShot(0, lambda: self._answer(ticket))
        return ticket

    def release(self) -> None:
        """Answer the calls that were held."""
        self.held.clear()
        tickets, self.waiting = self.waiting, []
        for ticket in tickets:
            self._answer(ticket)

    def _answer(self, ticket: Ticket) -> None:
        if ticket.cancelled:
            return
        if ticket.work.function in self.broken:
            ticket.failed(self.broken[ticket.work.function])
            return
        first = ticket.work.arguments[0] if ticket.work.arguments else None
        if isinstance(first, Path) and first.name in self.policies:
            ticket.done((self.policies[first.name], 0.0, b""))
            return
        try:
            answer = KNOWN[ticket.work.function](*ticket.work.arguments)
        except ReviewerError as error:
            ticket.failed(error)
        else:
            ticket.done(answer)


def _read_file(path: Path, encoding: str = "", said: str = "") -> tuple[Policy, float, bytes]:
    try:
        data = path.read_bytes()
    except OSError as error:
        template = "{name} cannot be read."
        raise ReadError(template, name=path.name) from error
    return _read_text(data, path.name, encoding, said)


def _read_text(
    data: bytes, name: str, encoding: str = "", said: str = ""
) -> tuple[Policy, float, bytes]:
    policy = policy_of(data.decode(encoding or "utf-8", errors="replace"), name)
    source = replace(policy.source, encoding=encoding or "utf-8", size=len(data))
    policy = replace(policy, source=source)
    if said:
        languages = said_tags(policy.languages, policy.text, said)
        problems = (*policy.problems, LANGUAGE_SAID[said])
        policy = replace(policy, language=languages[0], languages=languages, problems=problems)
    return policy, 0.0, data


def _open_checklist(path: Path) -> worker.OpenedChecklist:
    """A checklist named after the file; one called "bad" has two faults."""
    if path.stem == "bad":
        template = "{file}, line {line}, {place}: it lacks the key {key}; add it."
        faults = tuple(
            RulebookError(template, file=path.name, line=line, place="items[0]", key="title")
            for line in (3, 9)
        )
        return worker.OpenedChecklist(faults=faults)
    book = rulebook()
    own = replace(book.checklists[0], id=path.stem, title=LocalizedText("Our house rules", "自有"))
    return worker.OpenedChecklist(path.stem, replace(book, checklists=(*book.checklists, own)))


@cache
def pages(count: int = 3) -> bytes:
    """A PDF whose pages differ in size."""
    file = BytesIO()
    canvas = Canvas(file, invariant=True)
    for number in range(count):
        canvas.setPageSize((300 + 20 * number, 400))
        canvas.rect(20, 20, 60, 60, fill=1)
        canvas.bookmarkPage(f"part {number}")
        canvas.addOutlineEntry(f"Part {number + 1}", f"part {number}", level=min(number, 1))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _compose(asked: exporting.Composition) -> tuple[Output, ...]:
    """As many pages as parts are asked for, and small files of the other kinds."""
    if asked.kind is Kind.PDF:
        return (Output("", pages(len(asked.options.parts) or 3)),)
    return tuple(Output(key, f"{asked.kind} {key}".encode()) for key in keys(asked.kind))


def _compare_policy(old: Policy, new: Review) -> bytes:
    return exporting.compare(replace(new, policy=old, analysis=analysis_of(old)), new)


def verification(*, whole: bool = True, name: str = "Ada Byron") -> verify.Verification:
    """One signature that nobody vouches for."""
    signature = verify.Signature(
        field="reviewer",
        name=name,
        moment=datetime(2026, 1, 2, 9, 30, tzinfo=UTC),
        stamped=None,
        intact=True,
        whole=whole,
        change=verify.Change.NONE if whole else verify.Change.FORBIDDEN,
        trust=verify.Trust.SELF_SIGNED,
        certifies=True,
    )
    return verify.Verification(signatures=(signature,), attached=verify.Attached.MATCHES)


def _sign(order: sealing.SigningOrder) -> verify.Verification:
    order.target.write_bytes(pages())
    return verification(name=order.key.name or "Grace Hopper")


def read_whole(path: Path, encoding: str = "", said: str = "") -> tuple[Policy, float, bytes]:
    """A file read as the program does it, with sentences; for tests that compare texts."""
    data = path.read_bytes()
    return pipeline.read(data, path.name, encoding, said), 0.0, data


KNOWN: dict[Callable[..., object], Callable[..., object]] = {
    worker.read_file: _read_file,
    worker.read_text: _read_text,
    worker.open_checklist: _open_checklist,
    worker.read_review: worker.read_review,
    peers.read_peer: peers.read_peer,
    batch.list_folder: batch.list_folder,
    batch.of_review: batch.of_review,
    batch.of_policy: lambda policy, as_of, chosen: overview(
        fold(
            Review(
                policy=policy, analysis=analysis_of(policy, as_of), timing=Timing(read=0, analyse=0)
            )
        ),
        analysis_of(policy, as_of).checklists,
        chosen["en"],
    ),
    worker.find_unsaved: worker.find_unsaved,
    worker.warm_up: lambda: Loaded(rulebook()),
    worker.analyse: lambda policy, as_of: (analysis_of(policy, as_of), 0.0),
    exporting.compose: _compose,
    exporting.prepare: exporting.prepare,
    exporting.open_pages: exporting.open_pages,
    exporting.picture: exporting.picture,
    exporting.compare: exporting.compare,
    exporting.compare_policy: _compare_policy,
    exporting.put: exporting.put,
    sealing.sign_report: _sign,
    sealing.verify_file: lambda _path: verification(),
    versions.compare_versions: versions.compare_versions,
    versions.compare_former: versions.compare_former,
}
