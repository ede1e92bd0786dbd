"""Commands on review files: info, and what analyze and report make of them."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from pypdfium2 import PdfDocument

from reviewer import cli, pipeline
from reviewer.commands.reviews import PARTS
from reviewer.model.edits import (
    Change,
    ChooseChecklists,
    ClauseStatus,
    Comment,
    Decide,
    FlagVerdict,
    ItemVerdict,
    JudgeFlags,
    JudgeItems,
    NameReviewer,
    OnSelection,
    Reopen,
)
from reviewer.model.history import edited
from reviewer.model.signing import signed_off
from reviewer.model.span import Span
from reviewer.report.json import as_json
from reviewer.report.options import ReportPart
from reviewer.store.review_file import create
from tests.model.edit_examples import numbered, sample, stamp
from tests.report import samples
from tests.store import make_review_file
from tests.store.review_examples import contents, made

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.model.edits import Edit

CLAUSES = tuple(sample().ground.clauses)


class Answer:
    """What a command left behind."""

    def __init__(self, code: int, capture: pytest.CaptureFixture[bytes]) -> None:
        sys.stdout.flush()
        captured = capture.readouterr()
        self.code, self.out, self.err = code, captured.out.decode(), captured.err.decode()

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever was printed
        return json.loads(self.out)

    def failed_saying(self, words: str) -> bool:
        return self.code == 1 and not self.out and self.err.count("\n") == 1 and words in self.err


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Any:  # noqa: ANN401 - a function
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def no_analysis() -> None:
        raise AssertionError

    monkeypatch.setattr(pipeline, "load_analyser", no_analysis)
    monkeypatch.setattr(pipeline, "load_rulebook", no_analysis)
    return lambda *arguments: Answer(cli.run([str(one) for one in arguments]), capfdbinary)


def decided() -> tuple[Edit, ...]:
    """Everything decided and signed, by two people."""
    working = sample()
    changes: list[tuple[str, Change]] = [
        ("Ada Byron", NameReviewer("Ada Byron", "Counsel")),
        ("Ada Byron", ChooseChecklists(("sky_law",))),
        ("Ada Byron", Decide(CLAUSES, ClauseStatus.ACCEPTED)),
        ("Grace", Decide(CLAUSES[:2], ClauseStatus.REJECTED)),
        ("Grace", JudgeItems(items=tuple(working.ground.items), verdict=ItemVerdict.MET)),
        ("Grace", JudgeFlags(flags=tuple(working.ground.flags), verdict=FlagVerdict.CONFIRMED)),
        ("Ada Byron", Comment(target=OnSelection(Span(0, 7)), text="Who?", question=True)),
    ]
    for number, (who, change) in enumerate(changes):
        working = edited(working, change, stamp(number, who))
    checklists = samples.rulebook().checklists
    return signed_off(working, stamp(60), checklists, ["comment:7"]).edits


def test_that_info_tells_what_a_file_holds(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    path = made(tmp_path, *decided())
    answer = run("info", path, "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    told = answer.json
    assert told["schema"] == 1
    assert told["file"]["name"] == path.name
    assert told["file"]["sound"] is True
    assert told["document"]["sha256"] == contents().review.policy.source.sha256
    assert told["reviewer"] == {
        "version": "1.2.3", "rulebook": "9.8.7", "models": {"en": "1.2", "zh": None},
    }  # fmt: skip
    count = len(CLAUSES)
    assert told["clauses"] == {"open": 0, "accepted": count - 2, "rejected": 2, "own": 0}
    assert [one["met"] for one in told["checklists"]] == [5, 5]
    assert told["comments"] == {"all": 1, "unanswered": 1}
    assert told["open"]["comment"] == 1
    people = {one["who"]: one for one in told["edits"]["people"]}
    assert {who: one["edits"] for who, one in people.items()} == {"Ada Byron": 5, "Grace": 3}
    assert people["Grace"]["first"] == "2026-03-01T09:00:03+00:00"
    assert told["edits"]["last"] == "2026-03-01T09:01:00+00:00"
    assert told["signature"]["name"] == "Ada Byron"
    assert told["signature"]["holds"] is True
    assert told["signature"]["exceptions"] == ["comment:7"]


def test_that_info_is_for_people_too(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    answer = run("info", made(tmp_path, *decided()))
    assert answer.out.startswith("notice.review: sound, ")
    assert "by Ada Byron, Counsel, unchanged since, 1 point left open" in answer.out
    assert "Grace: 3, 2026-03-01T09:00:03+00:00 to" in answer.out
    fresh = run("info", made(tmp_path, name="fresh.review"))
    assert fresh.out.splitlines()[-1].split() == ["signed", "no"]
    reopened = [edit.change for edit in decided()]
    signed = numbered([*reopened, Reopen("More.")])
    again = run("info", made(tmp_path, *signed, name="again.review"))
    assert "1 reopened" in again.out


def test_that_a_file_has_no_say_over_the_terminal(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    review = contents().review
    policy = replace(review.policy, title="\x1b[31mRed\nLine")
    create(tmp_path / "a.review", replace(contents(), review=replace(review, policy=policy)))
    out = run("info", tmp_path / "a.review").out
    assert "\x1b" not in out
    assert "[31mRed Line\n" in out


def test_that_info_refuses_what_is_no_sound_file(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    path = made(tmp_path, *decided())
    data = bytearray(path.read_bytes())
    at = data.index(b"Grace")
    data[at : at + 5] = b"Eve!!"
    path.write_bytes(data)
    assert run("info", path).failed_saying("is damaged or was changed")
    assert run("analyze", path).failed_saying("is damaged or was changed")
    assert run("info", tmp_path / "none.review").failed_saying("There is no review file")
    (tmp_path / "a.txt").write_text("We keep it.")
    assert run("info", tmp_path / "a.txt").failed_saying("is no review file")


def test_that_analyze_gives_the_analysis_of_then(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    path = made(tmp_path, *decided())
    answer = run("analyze", path)
    assert (answer.code, answer.err) == (0, "")
    review = contents().review
    assert answer.json == json.loads(json.dumps(as_json(review, program="1.2.3")))
    assert run("analyze", path, "--format", "text").out.startswith(review.policy.title)
    some = run("analyze", path, "--checklist", "sky_law", "--as-of", "2026-03-01").json
    assert [one["id"] for one in some["checklists"]] == ["sky_law"]
    assert run("analyze", path, "--checklist", "mars").failed_saying("sea_law, sky_law")
    assert run("analyze", path, "--as-of", "2026-11-21").failed_saying("as of 2026-03-01")
    assert run("analyze", path, "--language", "zh").failed_saying("leave out --language")


def test_that_a_report_is_written_from_the_file_alone(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    path = made(tmp_path, *decided(), name="a.pdf")  # whatever it is called
    answer = run("report", path, "-o", tmp_path / "out.pdf")
    assert (answer.code, answer.err, answer.out) == (0, "", "")
    document = PdfDocument(tmp_path / "out.pdf")
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    assert "9.8.7" in text
    assert "Ada Byron" in text
    # Those that the reviewer ticked, and no others.
    assert "Sky Law" in text
    assert "Sea Law" not in text


def test_that_a_report_tells_what_was_decided(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    path = made(tmp_path, *decided())
    assert run("report", path, "-o", tmp_path / "a.pdf", "--part", "open_points").code == 0
    document = PdfDocument(tmp_path / "a.pdf")
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Final: signed off by" in text
    assert "Who?" in text
    assert "Notes" not in text


def test_that_the_parts_are_those_of_the_report() -> None:
    assert set(PARTS) == {part.value for part in ReportPart}


def test_that_the_ending_names_the_form(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    path = made(tmp_path, *decided())
    assert run("report", path, "-o", tmp_path / "out.xlsx", "--lang", "zh").code == 0
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames[1] == "条款"
    assert run("report", path, "-o", tmp_path / "out.csv").code == 0
    for name in ("clauses", "items", "flags"):
        assert (tmp_path / f"out-{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    again = run("report", path, "-o", tmp_path / "out.csv")
    assert again.failed_saying("out-clauses.csv")
    assert run("report", path, "-o", tmp_path / "out.csv", "--force").code == 0


def test_that_a_report_tells_what_changed(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    path = made(tmp_path, *decided())
    old = made(tmp_path, name="old.review")
    out = tmp_path / "a.pdf"
    assert run("report", path, "--since", old, "--part", "changes", "-o", out).code == 0
    text = "\n".join(page.get_textpage().get_text_bounded() for page in PdfDocument(out))
    assert "Compared with" in text


def other_version(folder: Path) -> Path:
    """A review file of the sample with one word put in."""
    review = samples.review(samples.ENGLISH.replace("We share", "We always share"))
    whole = replace(contents(), review=replace(review, reviewer=""))
    source = review.policy.text.encode()
    create(folder / "later.review", replace(whole, source=source, identity="00" * 16))
    return folder / "later.review"


def test_that_two_review_files_are_compared(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    accepted = numbered([Decide(CLAUSES, ClauseStatus.ACCEPTED)])
    old, new = made(tmp_path, *accepted), other_version(tmp_path)
    answer = run("compare", old, new)
    assert (answer.code, answer.err) == (0, "")
    assert "We {+always+} share your position" in answer.out
    assert f"decisions: {len(CLAUSES) - 1} kept, 1 reopened, 0 gone" in answer.out
    assert "reopened    clause accepted “We share your position" in answer.out
    assert "(Ada Byron, 2026-03-01)" in answer.out


def test_that_a_script_is_told_what_would_be_carried_over(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    accepted = numbered([Decide(CLAUSES, ClauseStatus.ACCEPTED)])
    old, new = made(tmp_path, *accepted), other_version(tmp_path)
    decisions = run("compare", old, new, "--format", "json").json["decisions"]
    assert (decisions["kept"], decisions["reopened"], decisions["gone"]) == (len(CLAUSES) - 1, 1, 0)
    (left,) = decisions["open_again"]
    assert (left["kind"], left["was"], left["who"]) == ("clause", "accepted", "Ada Byron")
    assert left["time"] == "2026-03-01T09:00:01+00:00"


def test_that_a_report_tells_what_changed_since_the_former_version(
    run: Any,  # noqa: ANN401
    tmp_path: Path,
) -> None:
    former = replace(samples.review(), reviewer="")
    review = samples.review(samples.ENGLISH.replace("We share", "We always share"))
    whole = replace(contents(), review=replace(review, reviewer=""), former=former)
    source = review.policy.text.encode()
    create(tmp_path / "later.review", replace(whole, source=source))
    target = tmp_path / "out.pdf"
    answer = run("report", tmp_path / "later.review", "-o", target, "--part", "changes")
    assert (answer.code, answer.err) == (0, "")
    with PdfDocument(target) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Changes since the last version" in text
    assert "with “always”" in " ".join(text.split())


def test_that_info_tells_where_decisions_were_carried_over_from(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    path = tmp_path / "version-2.review"
    path.write_bytes((make_review_file.FOLDER / path.name).read_bytes())
    answer = run("info", path, "--format", "json")
    assert answer.json["former"] == {
        "name": "notice.txt",
        "sha256": "00",
        "signed": "Ada Byron",
        "carried": 2,
        "reopened": 1,
        "gone": 1,
    }
    assert "notice.txt: 2 carried, 1 reopened, 1 gone" in run("info", path).out
