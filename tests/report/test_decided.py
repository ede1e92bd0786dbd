"""What a report says of people's decisions."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewer.model.comparison import (
    ChangeKind,
    ClauseChange,
    Compared,
    Comparison,
    ItemChange,
    WordChange,
)
from reviewer.model.edits import (
    Carried,
    CarryOver,
    ClauseStatus,
    Decide,
    ItemVerdict,
    JudgeItems,
    OnClause,
    Reopen,
    Unsettled,
)
from reviewer.model.former import Authorship, Former
from reviewer.model.history import WorkingReview, edited, fold
from reviewer.model.provenance import Manner, via
from reviewer.model.resolving import Peer
from reviewer.model.review import ItemStatus
from reviewer.model.signing import open_points
from reviewer.model.span import Span
from reviewer.report.blocks import (
    Alerts,
    Content,
    Facts,
    Grid,
    Item,
    Items,
    Notes,
    Paragraph,
    Place,
    Tally,
    Tone,
)
from reviewer.report.content import ReportOptions, ReportPart, build
from reviewer.report.options import Peered
from reviewer.report.pdf import DECISIONS_NAME, write_report
from reviewer.report.policy_blocks import PolicyText
from reviewer.report.standing import standing
from tests.model.edit_examples import numbered, stamp
from tests.report import samples
from tests.report.decided import MINORS, RIGHTS, decided, signed
from tests.report.extraction import bare, extracted, link_targets
from tests.report.structured import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.review import Review

ENGLISH = ReportOptions(language="en")


def content(working: WorkingReview | Review, options: ReportOptions = ENGLISH) -> Content:
    return build(working, samples.rulebook(), options)


def pieces(found: Content, part: str) -> tuple[object, ...]:
    return next(one.pieces for one in found.parts if one.key == part)


def item(found: Content, number: str) -> Item:
    rows = (
        row
        for part in found.parts
        for piece in part.pieces
        if isinstance(piece, Items)
        for row in piece.rows
    )
    return next(row for row in rows if row.number == number)


def texts(found: Content, part: str) -> Iterator[str]:
    for piece in pieces(found, part):
        if isinstance(piece, Paragraph):
            yield piece.text
        elif isinstance(piece, Grid):
            for row in piece.rows:
                yield " | ".join(one.text if isinstance(one, Place) else one for one in row)


def facts(found: Content, part: str) -> dict[str, str]:
    return {
        label: value
        for piece in pieces(found, part)
        if isinstance(piece, Facts)
        for label, value in piece.rows
    }


def test_that_a_verdict_stands_before_that_of_the_machine() -> None:
    found = content(decided())
    judged, alone = item(found, "A2"), item(found, "A1")
    assert judged.status is ItemStatus.MET
    assert judged.verdicts == ("Reviewer", "Machine: Partly")
    assert alone.verdicts == ("Machine; not judged",)
    assert item(content(samples.review()), "A2").verdicts == ()


def test_that_what_people_said_of_an_item_stands_under_it() -> None:
    found = content(decided())
    said = [(one.label, one.text) for one in item(found, "A2").remarks]
    assert ("Verdict (王芳, 2026-03-01)", "Said in section three.") in said
    assert ("Comment (王芳, 2026-03-01)", "Looked at twice.") in said
    minors = {one.label.split(" (")[0]: one.text for one in item(found, "A4").remarks}
    assert minors["Searched for in vain"] == "child, minor"
    assert minors["Legal test"] == "failed, Not plain."
    assert minors["Remedy"] == "Add the minors."


def test_that_verdicts_are_counted_in_the_summary() -> None:
    found = content(decided())
    tally = next(one for one in pieces(found, "summary") if isinstance(one, Tally))
    # The machine says one of each; A2 turned from partly to met, A4 to missing, and A3 is not
    # applicable since its condition was answered.
    assert tally.rows[0].counts == (2, 0, 1, 1, 1)
    assert tally.rows[1].counts == (1, 1, 0, 2, 1)
    told = facts(found, "summary")
    assert told["Clauses"].endswith("; 4 accepted, 4 open, 1 rejected")
    assert told["Red flags"] == "0, and 1 dismissed"
    assert told["Judged"] == "2 of 10 items have a reviewer’s verdict"


def test_that_rejected_clauses_are_not_highlighted_nor_evidence() -> None:
    working = decided()
    rejected = working.decisions.clauses[tuple(working.ground.clauses)[3]]
    found = standing(working, samples.rulebook())
    assert rejected.span not in {clause.span for clause in found.review.analysis.clauses}
    used = {
        evidence.span
        for checklist in found.review.analysis.checklists
        for one in checklist.items
        for evidence in one.evidence
    }
    assert rejected.span not in used
    policy = next(one for one in pieces(content(working), "policy") if isinstance(one, PolicyText))
    assert Span(0, 7) in {mark.span for mark in policy.marks}
    assert rejected.span not in {mark.span for mark in policy.marks}


def test_that_linked_clauses_are_evidence() -> None:
    working = decided()
    clause = working.decisions.clauses[tuple(working.ground.clauses)[4]]
    checklist = standing(working, samples.rulebook()).review.analysis.checklist("sea_law")
    evidence = next(one for one in checklist.items if one.id == MINORS.item).evidence
    assert [one.span for one in evidence] == [clause.span]


def test_that_only_accepted_clauses_are_marked_where_that_is_asked_for() -> None:
    found = standing(decided(), samples.rulebook(), accepted_only=True)
    assert len(found.clauses) == 4
    assert all(
        evidence.clause is None or evidence.clause < 4
        for checklist in found.review.analysis.checklists
        for one in checklist.items
        for evidence in one.evidence
    )


def test_that_notes_say_who_decided_and_what_was_said() -> None:
    notes = next(one for one in pieces(content(decided()), "notes") if isinstance(one, Notes)).rows
    own, asked, relabelled = notes[0], notes[1], notes[2]
    assert own.words == "Marked by Grace, 2026-03-01. Accepted by Grace, 2026-03-01."
    assert "Question (王芳, 2026-03-01): Which harbours?" in asked.words
    assert "Answer (Grace, 2026-03-01): All of them." in asked.words
    assert "Changed by 王芳" in relabelled.words
    # A person's category has no confidence of a machine's.
    assert relabelled.labels.split(" ")[-1] == "Security"
    (alerts,) = (one for one in pieces(content(decided()), "notes") if isinstance(one, Alerts))
    assert alerts.rows[0].remarks[0].text == "A fine name."


def test_that_flags_bear_their_verdicts() -> None:
    alerts = next(one for one in pieces(content(decided()), "flags") if isinstance(one, Alerts))
    labels = [one.label for one in alerts.rows[0].remarks]
    assert labels == ["Dismissed (Grace, 2026-03-01)", "Comment (Grace, 2026-03-01)"]
    assert alerts.rows[0].remarks[0].text == "Common words."


def test_that_conditions_stand_with_their_answers() -> None:
    (row,) = (one for one in texts(content(decided()), "conditions") if "|" in one)
    assert row.startswith(
        "Does data leave the country? | not answered | no (王芳, 2026-03-01): One"
    )
    assert row.endswith("| A3, B3")


def test_that_a_report_is_final_only_when_signed_and_as_signed() -> None:
    draft, final = content(decided()), content(signed())
    assert draft.draft == "Draft: review not signed off"
    assert final.draft == ""
    seal = next(one for one in pieces(final, "front") if isinstance(one, Paragraph))
    count = len(open_points(decided(), samples.rulebook().checklists))
    assert seal == Paragraph(
        f"Final: signed off by 王芳, 2026-03-01. Points knowingly left open: {count}.", Tone.SEAL
    ) or seal.text.endswith(f"left open: {count}.")
    again = edited(signed(), Reopen("More."), stamp(95))
    assert content(again).draft


def test_that_every_exception_is_named() -> None:
    found = content(signed())
    told = " ".join(texts(found, "open-points"))
    for number in ("A1", "A3", "A5", "B1", "B5"):
        assert f"{number} | " in told
    assert "A2 |" not in told
    assert "A fine name." in told
    assert "open-points" not in {part.key for part in content(samples.review()).parts}


def test_that_open_flags_are_named_by_their_titles() -> None:
    told = list(texts(content(fold(samples.review())), "open-points"))
    assert any("| vague: “We don’t sell data." in line for line in told)


def test_that_the_log_tells_every_edit_and_what_was_undone() -> None:
    rows = [one for one in texts(content(decided()), "log") if "|" in one]
    assert len(rows) == len(decided().edits)
    assert rows[16].endswith("Decisions on clauses: rejected, 1 clause (undone)")
    assert rows[17].endswith("Undone: no. 17")


def test_that_the_log_names_whose_decision_was_taken_or_known() -> None:
    working = decided()
    clause = tuple(working.decisions.clauses)[:1]
    grace = stamp(5, "Grace Hopper")
    for manner in (Manner.TAKEN, Manner.KEPT):
        mine = replace(stamp(900), via=via(manner, "0a1b", grace))
        working = edited(working, Decide(clause, ClauseStatus.ACCEPTED), mine)
    *_, first, second = [one for one in texts(content(working), "log") if "|" in one]
    assert "(taken from Grace Hopper, 2026-03-01 09:00:05)" in first
    assert "(kept, knowing that of Grace Hopper, 2026-03-01 09:00:05)" in second


def _peered() -> ReportOptions:
    """Beside the small review one that disagrees on a clause and an item."""
    other = fold(samples.review())
    clause = tuple(other.decisions.clauses)[:1]
    for change in (
        Decide(clause, ClauseStatus.REJECTED),
        JudgeItems(items=(RIGHTS, MINORS), verdict=ItemVerdict.MISSING, comment="Not a word."),
    ):
        other = edited(other, change, stamp(5, "Grace Hopper"))
    return ReportOptions(language="en", peered=Peered("Grace Hopper", Peer("0a1b", other)))


def test_that_conflicts_with_a_second_reviewer_are_listed_with_the_agreement() -> None:
    found = list(texts(content(decided(), _peered()), "peers"))
    assert facts(content(decided(), _peered()), "peers")["In conflict"] == "2"
    assert any("Verdicts on items|2|1|0.00" in one.replace(" | ", "|") for one in found)
    conflicts = [one for one in found if "Rejected" in one or "rejected" in one]
    assert len(conflicts) == 1
    assert any("Missing. Not a word." in one for one in found)


def test_that_nothing_is_said_of_a_second_reviewer_where_there_is_none() -> None:
    assert not any(part.key == "peers" for part in content(decided()).parts)


@pytest.mark.parametrize("parts", [(), (ReportPart.PEERS,)])
def test_that_a_report_with_a_second_reviewer_is_drawn(parts: tuple[ReportPart, ...]) -> None:
    options = replace(_peered(), language="zh", parts=parts)
    data = write_report(decided(), samples.rulebook(), options)
    assert "一致程度" in bare("".join(extracted(data).pages))


def test_that_a_long_log_is_summed_up_unless_all_is_asked_for() -> None:
    working = decided()
    (first, *_) = working.ground.clauses
    for number in range(60):
        status = (ClauseStatus.OPEN, ClauseStatus.ACCEPTED)[number % 2]
        working = edited(working, Decide((first,), status), stamp(100 + number, "Grace"))
    short = [one for one in texts(content(working), "log") if "|" in one]
    assert [row.split(" | ")[:2] for row in short] == [
        ["2026-03-01", "Grace"],
        ["2026-03-01", "王芳"],
    ]
    assert "decisions on clauses 6" in short[0]
    whole = content(working, ReportOptions(language="en", whole_log=True))
    assert len([one for one in texts(whole, "log") if "|" in one]) == len(working.edits)


def compared() -> Compared:
    old, new = samples.review(), samples.review()
    spans = [clause.span for clause in new.analysis.clauses]
    start = spans[0].start
    words = (
        WordChange(Span(start, start + 7), Span(start, start + 3)),
        WordChange(Span(start + 8, start + 8), Span(start + 8, start + 14)),
        WordChange(Span(start + 15, start + 18), Span(start + 15, start + 15)),
    )
    changes = (
        ClauseChange(
            kind=ChangeKind.CHANGED,
            old=0,
            new=0,
            old_span=spans[0],
            new_span=spans[0],
            words=words,
        ),
        ClauseChange(kind=ChangeKind.ADDED, old=None, new=1, old_span=None, new_span=spans[1]),
        ClauseChange(kind=ChangeKind.REMOVED, old=2, new=None, old_span=spans[2], new_span=None),
    )
    items = (ItemChange("sea_law", RIGHTS.item, ItemStatus.MET, ItemStatus.PARTIAL),)
    comparison = Comparison(passages=(), clauses=changes, items=items)
    return Compared(old=old, new=new, comparison=comparison)


def test_that_changes_since_the_last_version_are_told() -> None:
    options = replace(ENGLISH, comparison=compared())
    told = list(texts(content(decided(), options), "changes"))
    assert "A2 | Sea Law asks for rights | Met | Partly" in told
    kinds = [one.split(" | ")[0] for one in told]
    assert {"Changed", "Added", "Removed"} <= set(kinds)
    assert "changes" not in {part.key for part in content(decided()).parts}


def test_that_the_words_that_differ_are_told() -> None:
    options = replace(ENGLISH, comparison=compared())
    (row,) = (one for one in texts(content(decided(), options), "changes") if "Changed |" in one)
    differing = row.split(" | ")[3].split(" · ")
    assert differing == ["“Harbour” became “Har”", "with “Lights”", "without “Ltd”"]


def test_that_former_decisions_are_told() -> None:
    origin = Authorship(edit=7, who="Ada", time="2025-02-03T00:00:00+00:00")
    (first, *_) = fold(samples.review()).ground.clauses
    was = Decide(("m0",), ClauseStatus.ACCEPTED)
    now = (OnClause(first),)
    working = fold(
        samples.review(),
        numbered(
            [
                CarryOver(Former(name="old.txt", sha256="00", signed="Ada Byron")),
                Carried(Decide((first,), ClauseStatus.REJECTED), origin),
                Unsettled(was=was, origin=origin, quote="Words as they were.", now=now),
                Unsettled(was=was, origin=origin, quote="Words that are gone."),
            ]
        ),
    )
    told = content(working)
    shown = list(texts(told, "changes"))
    assert "Accepted | “Words as they were.” | Ada | 2025-02-03" in shown
    assert "Accepted | “Words that are gone.” | Ada | 2025-02-03" in shown
    assert facts(told, "changes")["Former review"] == "old.txt, signed by Ada Byron"
    log = [one.split(" | ")[-1] for one in texts(told, "log") if "|" in one]
    assert log[0] == "Decisions carried over: old.txt"
    assert log[1].endswith("rejected, 1 clause (carried over; by Ada, 2025-02-03)")
    assert log[2].endswith("accepted, 1 clause (not carried over; by Ada, 2025-02-03)")


@pytest.mark.parametrize("part", list(ReportPart))
def test_that_any_part_can_stand_alone(part: ReportPart) -> None:
    options = replace(ENGLISH, parts=(part,), comparison=compared())
    data = write_report(decided(), samples.rulebook(), options)
    assert all(to for _, to in link_targets(data))


def test_that_checklists_stand_in_both_languages_side_by_side() -> None:
    options = ReportOptions(language="en", bilingual=True)
    text = bare("".join(extracted(write_report(decided(), samples.rulebook(), options)).pages))
    for words in ("SeaLawasksforrights", "海洋法要求载明权利", "Addtheminors.", "补充未成年人。"):
        assert words in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_the_same_decisions_make_the_same_bytes(language: str) -> None:
    options = ReportOptions(language=language)
    first = write_report(decided("zh"), samples.rulebook(), options)
    decided.cache_clear()
    assert write_report(decided("zh"), samples.rulebook(), options) == first


def test_that_the_edits_are_attached() -> None:
    with opened(write_report(signed(), samples.rulebook(), ENGLISH)) as pdf:
        files = {str(one.UF): one.EF.F.read_bytes() for one in pdf.Root.AF}
    told = json.loads(files[DECISIONS_NAME])
    assert len(told["edits"]) == len(signed().edits)
    signature = signed().decisions.signature
    assert signature is not None
    assert told["digest"] == signature.sign_off.decisions


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Harbour Lights Ltd"), ("zh", "灯塔潮汐科技有限公司")]
)
def test_that_the_vendor_stands_on_the_title_page(language: str, name: str) -> None:
    assert facts(content(decided(language)), "front")["Vendor"] == name
