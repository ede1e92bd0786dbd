"""What a copy of the original says, whatever its format, and the command that makes one."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pikepdf
import pytest

from reviewer import cli
from reviewer.model.edits import (
    ClauseStatus,
    Comment,
    Decide,
    FlagVerdict,
    JudgeFlags,
    OnFlag,
    OnItem,
)
from reviewer.model.history import edited, fold
from reviewer.report.on_original.mark import Mark, MarkKind
from reviewer.report.on_original.marking import marked
from reviewer.report.on_original.options import MarkOptions
from reviewer.store.review_file import create
from reviewer.store.review_parts import fresh
from tests.model.edit_examples import stamp
from tests.report import samples
from tests.report.decided import RIGHTS, decided
from tests.report.on_files import review_of
from tests.report.test_on_docx import document
from tests.text.docx_files import LONG as SAID
from tests.text.docx_files import p as word
from tests.text.pdf_files import LONG, OTHER, laid, p

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.model.edits import Change
    from reviewer.model.history import WorkingReview

DAY = datetime(2026, 3, 1, tzinfo=UTC)


def marks(working: WorkingReview, language: str = "en", *, accepted: bool = False) -> list[Mark]:
    options = MarkOptions(language=language, accepted_only=accepted)
    return list(marked(working, samples.rulebook(), options).marks)


def changed(*changes: Change) -> WorkingReview:
    working = fold(samples.review())
    for number, change in enumerate(changes, start=1):
        working = edited(working, change, stamp(number, "Grace"))
    return working


def test_that_clauses_are_told_as_people_left_them() -> None:
    found = {mark.key: mark for mark in marks(decided())}
    own, accepted, relabelled = found["clause-1"], found["clause-2"], found["clause-3"]
    assert (own.author, own.subject) == ("Grace", "Contact")
    assert (accepted.author, accepted.subject) == ("Machine finding", "Permission, Use")
    assert "Accepted by 王芳" in accepted.text
    assert (relabelled.author, relabelled.subject) == ("王芳", "Security")
    assert accepted.moment > DAY
    assert found["clause-5"].moment == DAY


def test_that_comments_are_marks_of_who_made_them() -> None:
    found = {mark.key: mark for mark in marks(decided())}
    question, passage = found["clause-2-1"], found["passage-1"]
    assert (question.author, question.subject, question.kind) == ("王芳", "Question", MarkKind.NOTE)
    assert question.text == "Which harbours?\nAnswer (Grace, 2026-03-01): All of them."
    assert "Which harbours?" not in found["clause-2"].text
    assert (passage.text, passage.kind) == ("A fine name.", MarkKind.HIGHLIGHT)


def test_that_rejected_clauses_and_dismissed_flags_are_left_out() -> None:
    keys = {mark.key for mark in marks(decided())}
    assert "flag-1" not in keys
    clauses = fold(samples.review()).ground.clauses
    rejected = changed(Decide(tuple(clauses), ClauseStatus.REJECTED))
    assert [mark.key for mark in marks(rejected)] == ["flag-1"]


def test_that_only_accepted_clauses_and_confirmed_flags_can_be_asked_for() -> None:
    ground = fold(samples.review()).ground
    clauses, flags = tuple(ground.clauses), tuple(ground.flags)
    accept = Decide(clauses[:1], ClauseStatus.ACCEPTED)
    remark = Comment(target=OnFlag(flags[0]), text="Ask them.")
    confirm = JudgeFlags(flags=flags, verdict=FlagVerdict.CONFIRMED, comment="So it is.")
    undecided = marks(changed(accept, remark), accepted=True)
    assert [mark.key for mark in undecided] == ["clause-1"]
    found = marks(changed(accept, remark, confirm), accepted=True)
    assert [mark.key for mark in found] == ["clause-1", "flag-1", "flag-1-1"]
    assert found[1].text.splitlines()[-1] == "Confirmed (Grace, 2026-03-01): So it is."


def test_that_nothing_is_accepted_where_nobody_decided() -> None:
    options = MarkOptions(accepted_only=True)
    assert marked(samples.review(), samples.rulebook(), options).marks == ()
    assert marked(samples.review(), samples.rulebook(), MarkOptions()).marks


def test_that_notes_speak_chinese() -> None:
    first = marks(decided(), "zh")[0]
    assert first.text.startswith("注1：")
    assert marks(fold(samples.review()), "zh")[-1].subject == "风险标记"


def test_that_comments_on_items_are_told_to_be_elsewhere() -> None:
    working = changed(Comment(target=OnItem(RIGHTS), text="Twice."))
    (problem,) = marked(working, samples.rulebook(), MarkOptions()).problems
    assert problem.values == {"count": 1}


def test_that_marks_stand_in_the_order_of_the_text() -> None:
    places = [(mark.span.start, -mark.span.end) for mark in marks(decided())]
    assert places == sorted(places)


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., tuple[int, str]]:
    """A command's exit code and what it complained of."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def answered(*arguments: object) -> tuple[int, str]:
        code = cli.run([str(one) for one in arguments])
        sys.stdout.flush()
        return code, capfdbinary.readouterr().err.decode()

    return answered


def kept(folder: Path, data: bytes, name: str) -> Path:
    """A review file of a made policy."""
    path = folder / "lantern.review"
    review = review_of(data, name)
    create(path, fresh(data, review, samples.rulebook(), DAY), ())
    return path


def test_that_the_command_marks_the_file_in_a_review(
    tmp_path: Path, run: Callable[..., tuple[int, str]]
) -> None:
    data = laid(p(LONG), p(OTHER))
    out = tmp_path / "out.pdf"
    assert run("annotate", kept(tmp_path, data, "lantern.pdf"), "-o", out, "--lang", "zh") == (
        0,
        "",
    )
    with pikepdf.open(out) as pdf:
        assert [str(one.T) for one in pdf.pages[0].Annots] == ["机器识别"] * 4
    with pikepdf.open(out) as pdf:
        assert str(pdf.pages[0].Annots[0].Contents).startswith("注1：")


def test_that_what_is_missing_is_told_and_the_copy_still_written(
    tmp_path: Path, run: Callable[..., tuple[int, str]]
) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{word(SAID)}</w:txbxContent></w:pict></w:r>"
    path = kept(tmp_path, document(word(SAID, box)), "lantern.docx")
    code, complaint = run("annotate", path, "-o", tmp_path / "out.docx")
    assert code == 0
    assert complaint.count("\n") == 1
    assert "stand in a text box or a note" in complaint
    assert (tmp_path / "out.docx").exists()


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("out.docx", "give it a name that ends in .pdf"),
        ("nowhere/out.pdf", "its folder does not exist"),
        ("there.pdf", "add --force"),
    ],
)
def test_that_unfit_targets_are_refused(
    tmp_path: Path, run: Callable[..., tuple[int, str]], target: str, words: str
) -> None:
    (tmp_path / "there.pdf").write_bytes(b"x")
    path = kept(tmp_path, laid(p(LONG)), "lantern.pdf")
    code, complaint = run("annotate", path, "-o", tmp_path / target)
    assert (code, complaint.count("\n")) == (1, 1)
    assert words in complaint
    assert (tmp_path / "there.pdf").read_bytes() == b"x"


def test_that_the_original_is_never_written_over(
    tmp_path: Path, run: Callable[..., tuple[int, str]]
) -> None:
    path = tmp_path / "lantern.pdf"
    data = laid(p(LONG))
    path.write_bytes(data)
    code, complaint = run("annotate", path, "-o", path, "--force")
    assert (code, path.read_bytes()) == (1, data)
    assert "is the original, which stays as it is" in complaint


def test_that_plain_text_is_sent_to_the_report(
    tmp_path: Path, run: Callable[..., tuple[int, str]]
) -> None:
    path = kept(tmp_path, LONG.encode(), "lantern.txt")
    code, complaint = run("annotate", path, "-o", tmp_path / "out.pdf")
    assert code == 1
    assert "PDF and Word files alone" in complaint
