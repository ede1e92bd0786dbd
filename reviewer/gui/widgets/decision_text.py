"""What the inspector says of a reviewer's decisions on a clause, as rich text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale

from reviewer.gui.models.clauses import status_word
from reviewer.gui.theme import current
from reviewer.gui.versions.notes import carried_note
from reviewer.gui.widgets.rich_text import quoted, title
from reviewer.gui.words import say, words
from reviewer.model.citing import cited
from reviewer.model.edits import ClauseStatus, OnClause, OnSelection
from reviewer.model.provenance import Manner, peer_decision
from reviewer.model.review import ItemStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from reviewer.gui.document import Document
    from reviewer.model.decisions import Remark
    from reviewer.model.edits import Stamp, Target
    from reviewer.model.history import WorkingReview
    from reviewer.model.rules import Rulebook
    from reviewer.model.span import Span


def status_line(document: Document, number: int) -> str:
    """How a clause stands, by whom and since when."""
    standing, working = document.standing, document.working
    if standing is None or working is None:
        return ""
    status = standing.status(number)
    decided = working.decisions.decided.get(standing.ids[number])
    theme = current()
    colour = {
        ClauseStatus.ACCEPTED: theme.verdicts[ItemStatus.MET],
        ClauseStatus.REJECTED: theme.verdicts[ItemStatus.MISSING],
    }.get(status, theme.muted)
    head = f"<b style='color:{colour}'>{escape(status_word(status))}</b>"
    notes = []
    if decided is not None:
        edit = working.edit(decided.by)
        notes += [one for one in (signed(edit.stamp), carried_note(edit)) if one]
    if standing.is_own(number):
        notes.append(say("added by hand"))
    elif standing.is_human(number):
        notes.append(say("changed by hand"))
    rest = "".join(f" · {escape(note)}" for note in notes)
    return f"<p style='margin-top:0; color:{theme.muted}'>{head}{rest}</p>"


def signed(stamp: Stamp) -> str:
    """Who did something, and when by the clock of this computer; whose decision it follows."""
    text = named(stamp.who, stamp.time)
    seen = peer_decision(stamp)
    if seen is None:
        return text
    other = named(seen.who, seen.time)
    if seen.manner is Manner.KEPT:
        return say("{text}; kept, knowing that of {other}", text=text, other=other)
    return say("{text}; taken from {other}", text=text, other=other)


def named(who: str, when: datetime) -> str:
    """A person and a time, by the clock of this computer."""
    time = QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
    territory = QLocale.Language.Chinese if words.language == "zh" else QLocale.Language.English
    shown = QLocale(territory).toString(time, "yyyy-MM-dd HH:mm")
    return say("{who}, {time}", who=who or say("unnamed"), time=shown)


def comments_on(document: Document, number: int) -> str:
    """The comments on a clause, and on words in it, with their answers."""
    standing = document.standing
    if standing is None:
        return ""
    span = standing.clauses[number].span
    parts = [remarks_on(document, OnClause(standing.ids[number]))]
    for place in document.commented:
        if isinstance(place.target, OnSelection) and place.target.span.overlap(span):
            quote = f"<p style='margin-top:8px'>{quoted(document, place.target.span)}</p>"
            parts.append(quote + _remarks(document, place.remarks))
    said = "".join(parts)
    return _heading(say("Comments")) + said if said else ""


def remarks_on(document: Document, target: Target) -> str:
    """What was said about one thing, with the answers; empty for nothing."""
    found = (one.remarks for one in document.commented if one.target == target)
    return _remarks(document, next(found, ()))


def said_about(document: Document, target: Target) -> str:
    """The same under a heading."""
    said = remarks_on(document, target)
    return _heading(say("Comments")) + said if said else ""


def _remarks(document: Document, remarks: Iterable[Remark]) -> str:
    working = document.working
    return "".join(_remark(working, one) for one in remarks) if working is not None else ""


def about_passage(document: Document, span: Span) -> str:
    """The comments on words that are no clause."""
    return (
        title(say("Comments on words"))
        + f"<p style='margin-top:2px'>{quoted(document, span)}</p>"
        + remarks_on(document, OnSelection(span))
    )


def _heading(text: str) -> str:
    return (
        f"<p style='color:{current().muted}; font-weight:600; margin-top:10px; margin-bottom:2px'>"
        f"{escape(text)}</p>"
    )


def _remark(working: WorkingReview, remark: Remark) -> str:
    muted = current().muted
    edit = working.edit(remark.changed)
    waits = say("waits for an answer") if remark.waits else ""
    told = (signed(edit.stamp), carried_note(edit), waits)
    head = escape(" · ".join(one for one in told if one))
    answer = escape(say("Answer"))
    withdraw = escape(say("Withdraw"))
    links = (
        f"<a href='answer:{remark.by}' style='text-decoration:none'>{answer}</a> · "
        f"<a href='withdraw:{remark.by}' style='text-decoration:none'>{withdraw}</a>"
    )
    replies = "".join(
        f"<br>↳ {_lines(reply.text) or escape(say('settled'))} <span style='color:{muted}'>"
        f"{escape(signed(working.edit(reply.by).stamp))}</span>"
        for reply in remark.replies
    )
    return (
        f"<p style='margin-top:2px; margin-bottom:6px'>{_lines(remark.text)}<br>"
        f"<span style='color:{muted}'>{head} · {links}</span>{replies}</p>"
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def links_of(document: Document, number: int, rulebook: Rulebook | None) -> str:
    """The checklist items that a reviewer linked a clause to, or took it from."""
    standing, working = document.standing, document.working
    if standing is None or working is None or rulebook is None:
        return ""
    rows = list(_links(document, standing.ids[number], rulebook))
    return _heading(say("Linked by hand")) + "".join(rows) if rows else ""


def _links(document: Document, identifier: str, rulebook: Rulebook) -> Iterator[str]:
    links = document.working.decisions.links if document.working else {}
    own = [(key, linked) for (clause, key), linked in links.items() if clause == identifier]
    if not own:
        return
    titles = {(c.id, i.id): i for c in rulebook.checklists for i in c.items}
    for key, linked in own:
        requirement = titles.get((key.checklist, key.item))
        if requirement is None:
            continue
        title = escape(requirement.title.in_language(words.language))
        link = f"<a href='item:{key.checklist}/{key.item}' style='text-decoration:none'>{title}</a>"
        article = escape(cited(requirement.article, words.language))
        act = (
            f"<a href='unlink:{key.checklist}/{key.item}'>{escape(say('Take the link away'))}</a>"
            if linked
            else escape(say("taken away"))
        )
        yield (
            f"<p style='margin-top:2px; margin-bottom:2px'>{link} "
            f"<span style='color:{current().muted}'>{article} · {act}</span></p>"
        )
