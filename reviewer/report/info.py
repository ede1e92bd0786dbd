"""What a review file holds, at a glance: for scripts and for terminals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from reviewer.model.edits import ClauseStatus, ItemKey, ItemVerdict, Reopen
from reviewer.model.history import WorkingReview, fold
from reviewer.model.inherited import inherited
from reviewer.model.signing import PointKind, open_points, still_as_signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.edits import Edit
    from reviewer.store.review_file import Stored

SCHEMA = 1

JsonObject = dict[str, Any]


def as_json(stored: Stored, name: str) -> JsonObject:
    """What a file holds as plain values; that it was read at all means that it is sound."""
    contents = stored.contents
    working = fold(contents.review, stored.edits)
    policy, analysis = contents.review.policy, contents.review.analysis
    models = dict(analysis.models)
    return {
        "schema": SCHEMA,
        "file": {
            "name": name,
            "size": stored.size,
            "version": stored.version,
            "identity": contents.identity,
            "made": contents.made.isoformat(),
            "sound": True,
        },
        "reviewer": {
            "version": contents.program,
            "rulebook": analysis.rulebook,
            "models": {language: models.get(language) for language in ("en", "zh")},
        },
        "as_of": analysis.as_of.isoformat(),
        "document": {
            "name": policy.source.name,
            "sha256": policy.source.sha256,
            "size": policy.source.size,
            "format": policy.source.format.value,
            "language": policy.language,
            "title": policy.title,
            "characters": len(policy.text),
        },
        "clauses": _clauses(working),
        "checklists": _checklists(working),
        "comments": {
            "all": len(working.decisions.comments),
            "unanswered": sum(one.waits for one in working.decisions.comments.values()),
        },
        "former": _former(working),
        "open": _open(working, stored),
        "edits": _edits(working),
        "signature": _signature(working),
    }


def _clauses(working: WorkingReview) -> JsonObject:
    decisions = working.decisions
    counts = Counter(decisions.status(name) for name in decisions.clauses)
    return {
        **{status.value: counts[status] for status in ClauseStatus},
        "own": sum(clause.own for clause in decisions.clauses.values()),
    }


def _checklists(working: WorkingReview) -> list[JsonObject]:
    decisions = working.decisions
    chosen = decisions.checklists
    found = []
    for finding in working.review.analysis.checklists:
        judged = [decisions.items.get(ItemKey(finding.id, item.id)) for item in finding.items]
        counts = Counter(one.verdict for one in judged if one)
        found.append(
            {
                "id": finding.id,
                "chosen": chosen is None or finding.id in chosen,
                **{verdict.value: counts[verdict] for verdict in ItemVerdict},
                "unreviewed": judged.count(None),
            }
        )
    return found


def _former(working: WorkingReview) -> JsonObject | None:
    """The review of a former version that decisions were carried over from."""
    found = inherited(working)
    if found is None:
        return None
    former = found.former
    return {
        "name": former.name,
        "sha256": former.sha256,
        "signed": former.signed,
        "carried": found.carried,
        "reopened": len(found.reopened),
        "gone": len(found.gone),
    }


def _open(working: WorkingReview, stored: Stored) -> JsonObject:
    points = open_points(working, stored.contents.rulebook.checklists)
    counts = Counter(point.kind for point in points)
    return {kind.value: counts[kind] for kind in PointKind}


def _edits(working: WorkingReview) -> JsonObject:
    edits = working.edits
    people: dict[str, list[Edit]] = {}
    for edit in edits:
        people.setdefault(edit.stamp.who, []).append(edit)
    return {
        "all": len(edits),
        "standing": len(working.standing),
        "without_effect": len(working.ignored) + len(working.decisions.stranded),
        "first": _when(edits[0]) if edits else None,
        "last": _when(edits[-1]) if edits else None,
        "people": [
            {"who": who, "edits": len(made), "first": _when(made[0]), "last": _when(made[-1])}
            for who, made in people.items()
        ],
        "reopened": sum(isinstance(edit.change, Reopen) for edit in edits),
    }


def _when(edit: Edit) -> str:
    return edit.stamp.time.isoformat(timespec="seconds")


def _signature(working: WorkingReview) -> JsonObject | None:
    signature = working.decisions.signature
    if signature is None:
        return None
    signed = signature.sign_off
    return {
        "name": signed.name,
        "role": signed.role,
        "time": _when(working.edit(signature.by)),
        "source": signed.source,
        "decisions": signed.decisions,
        "exceptions": list(signed.exceptions),
        "comment": signed.comment,
        "holds": still_as_signed(working),
    }


def lines(stored: Stored, name: str) -> Iterator[str]:
    """The same for people, in English."""
    plain = as_json(stored, name)
    file, document, program = plain["file"], plain["document"], plain["reviewer"]
    yield f"{name}: sound, {file['size']:,} bytes, version {file['version']}"
    yield _row("made", f"{file['made']}, {file['identity']}")
    yield _row("policy", f"{document['name']}, {document['format']}, {document['size']:,} bytes")
    yield _row("title", document["title"])
    yield _row("SHA-256", document["sha256"])
    models = [f"{language} {version}" for language, version in program["models"].items() if version]
    yield _row(
        "analysed by",
        f"reviewer {program['version']}, rulebook {program['rulebook']}, "
        f"models {', '.join(models) or 'none'}, as of {plain['as_of']}",
    )
    yield _row("clauses", _counted(plain["clauses"]))
    for checklist in plain["checklists"]:
        counts = {
            key: count for key, count in checklist.items() if key not in {"id", "chosen"} and count
        }
        left_out = "" if checklist["chosen"] else " (not chosen)"
        yield _row(checklist["id"], f"{_counted(counts)}{left_out}")
    yield _row("comments", _counted(plain["comments"]))
    if former := plain["former"]:
        counts = {key: former[key] for key in ("carried", "reopened", "gone")}
        yield _row("carried from", f"{former['name']}: {_counted(counts)}")
    yield _row("still open", _counted(plain["open"]))
    yield from _edit_lines(plain["edits"])
    yield _row("signed", _signed(plain["signature"]))


def _edit_lines(edits: JsonObject) -> Iterator[str]:
    counts = {key: edits[key] for key in ("all", "standing", "without_effect", "reopened")}
    yield _row("edits", _counted(counts))
    for person in edits["people"]:
        who = person["who"] or "nobody named"
        yield _row("", f"{who}: {person['edits']}, {person['first']} to {person['last']}")


def _signed(signature: JsonObject | None) -> str:
    if signature is None:
        return "no"
    role = f", {signature['role']}" if signature["role"] else ""
    holds = "unchanged since" if signature["holds"] else "NOT WHAT WAS SIGNED"
    left = len(signature["exceptions"])
    exceptions = f", {left} {'point' if left == 1 else 'points'} left open" if left else ""
    return f"{signature['time']} by {signature['name']}{role}, {holds}{exceptions}"


def _counted(counts: JsonObject) -> str:
    return ", ".join(f"{count} {key.replace('_', ' ')}" for key, count in counts.items())


def _row(name: str, text: str) -> str:
    # A line each, and no commands to the terminal, whatever a title or name holds.
    shown = "".join(
        letter if letter.isprintable() else "\ufffd" for letter in " ".join(text.split())
    )
    return f"  {name:<14}{shown}"
