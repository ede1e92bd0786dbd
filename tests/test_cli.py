"""The command line: every command, its exit codes, and what goes where."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest

from reviewer import __version__, cli, pipeline
from reviewer.paths import resources
from tests import contract
from tests.store import review_examples

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.model.rules import Rulebook

SAMPLES = resources() / "samples"
ENGLISH, CHINESE = SAMPLES / "sample_en.txt", SAMPLES / "sample_zh.txt"
SHORT = "We collect your name and your street address. We keep invoices for ten years.\n"


class Answer:
    """What a command left behind."""

    def __init__(self, code: int, out: bytes, err: str) -> None:
        self.code, self.out, self.err = code, out.decode(), err

    @property
    def json(self) -> contract.Json:
        value: dict[str, Any] = json.loads(self.out)
        return value

    def failed_saying(self, words: str) -> bool:
        """Whether it said in one sentence on standard error, and nowhere else, what is wrong."""
        one_line = self.err.count("\n") == 1 and self.err.endswith(".\n")
        return self.code == 1 and not self.out and one_line and words in self.err


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


class Command:
    """Runs commands in this process."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[bytes]
    ) -> None:
        self._monkeypatch, self._capture = monkeypatch, capture

    def __call__(self, *arguments: object, stdin: bytes = b"") -> Answer:
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            code = cli.run([str(one) for one in arguments])
        except SystemExit as left:  # argparse leaves so
            code = int(left.code or 0)
        sys.stdout.flush()
        captured = self._capture.readouterr()
        return Answer(code, captured.out, captured.err.decode())


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    bundled: Rulebook,
    analyser: pipeline.Analyser,
) -> Command:
    # One rulebook serves all; programs that load their own are tested beside.
    monkeypatch.setattr(pipeline, "load_rulebook", lambda: bundled)
    monkeypatch.setattr(pipeline, "load_analyser", lambda: analyser)
    return Command(monkeypatch, capfdbinary)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.txt"
    path.write_text(SHORT, encoding="utf-8")
    return path


# analyze


@pytest.mark.parametrize("path", [ENGLISH, CHINESE])
def test_that_analyze_prints_what_the_contract_says(command: Command, path: Path) -> None:
    answer = command("analyze", path, "--as-of", "2026-11-21")
    assert (answer.code, answer.err) == (0, "")
    contract.check(answer.json)
    assert answer.json["as_of"] == "2026-11-21"
    assert answer.json["document"]["text"] == path.read_text(encoding="utf-8")
    assert answer.json["document"]["name"] == path.name
    assert answer.json["reviewer"]["version"] == __version__
    assert answer.json["clauses"]
    assert len(answer.json["checklists"]) == 16


def test_that_the_language_can_be_said(command: Command, policy: Path) -> None:
    text = "We share your personal information with De Van Het Een en Wij.\n"
    policy.write_text(text, encoding="utf-8")
    told, said = (command("analyze", policy, *more).json for more in ((), ("--language", "en")))
    assert (told["document"]["language"], told["clauses"]) == ("nl", [])
    assert said["document"]["language"] == "en"
    assert said["clauses"]


def test_that_two_runs_differ_in_nothing_but_the_time(command: Command, policy: Path) -> None:
    first, second = (command("analyze", policy, "--as-of", "2026-11-21").json for _ in range(2))
    for answer in (first, second):
        answer["metrics"].pop("seconds")
    assert first == second


def test_that_a_checklist_can_be_chosen(command: Command, policy: Path) -> None:
    chosen = ["--checklist", "us_ccpa", "--checklist", "eu_gdpr", "--checklist", "us_ccpa"]
    answer = command("analyze", policy, *chosen)
    assert [one["id"] for one in answer.json["checklists"]] == ["us_ccpa", "eu_gdpr"]


def test_that_an_unknown_checklist_is_refused_with_those_there_are(
    command: Command, policy: Path
) -> None:
    answer = command("analyze", policy, "--checklist", "mars")
    assert answer.failed_saying("no checklist mars; the checklists are")
    assert "eu_gdpr" in answer.err


def test_that_text_is_for_people(command: Command, policy: Path) -> None:
    answer = command("analyze", policy, "--format", "text")
    assert answer.code == 0
    assert answer.out.startswith("policy.txt\n")
    assert "2 clauses" in answer.out
    assert "eu_gdpr" in answer.out


def test_that_text_sums_up_the_values_that_clauses_name(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "policy.txt"
    path.write_text(
        "We collect your name, and we collect your name and age again.\n\n"
        "We do not sell your personal data to advertisers.\n",
        encoding="utf-8",
    )
    out = command("analyze", path, "--format", "text").out
    assert "values named\n" in out
    (line,) = [line for line in out.splitlines() if line.startswith("  data type ")]
    assert line.split() == ["data", "type", "3", "Name", "2,", "Age", "1"]
    assert "Advertisers and advertising networks (denied) 1" in out


def test_that_a_dash_stands_for_standard_input_and_output(command: Command) -> None:
    answer = command("analyze", "-", "-o", "-", stdin=SHORT.encode())
    assert answer.code == 0
    contract.check(answer.json)
    assert answer.json["document"]["text"] == SHORT


def test_that_the_output_goes_into_a_file(command: Command, policy: Path, tmp_path: Path) -> None:
    target = tmp_path / "answer.json"
    answer = command("analyze", policy, "-o", target)
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    contract.check(json.loads(target.read_text(encoding="utf-8")))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answer.json", "policy.txt"]


def test_that_nothing_is_overwritten_unless_forced(
    command: Command, policy: Path, tmp_path: Path
) -> None:
    target = tmp_path / "answer.json"
    target.write_text("mine", encoding="utf-8")
    assert command("analyze", policy, "-o", target).failed_saying("exists already")
    assert target.read_text(encoding="utf-8") == "mine"
    assert command("analyze", policy, "-o", target, "--force").code == 0
    assert target.read_text(encoding="utf-8") != "mine"


def test_that_a_target_that_cannot_be_is_refused_first(command: Command, tmp_path: Path) -> None:
    missing = tmp_path / "no such file"
    for target in (tmp_path, tmp_path / "none" / "answer.json", tmp_path / ("x" * 300) / "y"):
        answer = command("analyze", missing, "-o", target)
        assert answer.failed_saying("cannot be written")


def test_that_a_language_outside_the_rulebook_is_a_problem_and_no_failure(
    command: Command,
) -> None:
    text = "Nous gardons le nom et la rue que vous nous donnez, et nous ne les vendons pas.\n"
    answer = command("analyze", "-", stdin=text.encode())
    assert answer.code == 0
    contract.check(answer.json)
    assert [one["id"] for one in answer.json["problems"]] == ["language_not_analysed"]
    assert answer.json["clauses"] == answer.json["disclosures"] == answer.json["checklists"] == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n", "holds no text"),
        (b"\x89PNG\r\n\x1a\n", "PNG picture"),
        (b"a\x00b", "not a text document"),
        (b"\xef\xbb\xbf\xff\xff", "damaged"),
        (b"<html></html>", "shows no policy text"),
    ],
)
def test_that_a_file_that_is_no_policy_is_refused(
    command: Command, data: bytes, words: str
) -> None:
    assert command("analyze", "-", stdin=data).failed_saying(words)


def test_that_a_missing_file_or_a_folder_is_refused(command: Command, tmp_path: Path) -> None:
    assert command("analyze", tmp_path / "none.txt").failed_saying("There is no file")
    assert command("analyze", tmp_path).failed_saying("cannot be read")
    assert command("analyze", tmp_path / ("x" * 300)).failed_saying("cannot be read")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_that_a_locked_file_is_refused(command: Command, policy: Path) -> None:
    policy.chmod(0)
    assert command("analyze", policy).failed_saying("cannot be read")


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode elsewhere")
def test_that_a_file_name_that_is_no_text_is_shown_as_far_as_it_goes(
    command: Command, tmp_path: Path
) -> None:
    path = tmp_path / os.fsdecode(b"odd\xff.txt")
    path.write_text(SHORT, encoding="utf-8")
    assert command("analyze", path).json["document"]["name"] == "odd\ufffd.txt"


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode elsewhere")
def test_that_no_argument_need_be_text(command: Command, policy: Path, tmp_path: Path) -> None:
    odd = os.fsdecode(b"odd\xff")
    own = tmp_path / f"{odd}.yaml"
    shutil.copy(resources() / "templates" / "checklist.yaml", own)
    assert "odd\ufffd.yaml is sound" in command("checklists", "--validate", own).out
    target = tmp_path / "report.pdf"
    assert command("report", policy, "-o", target, "--reviewer", odd).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_that_a_pipe_is_written_to_and_not_replaced(
    command: Command, policy: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert command("analyze", policy, "--format", "text", "-o", pipe).code == 0
        assert b"clauses" in os.read(reader, 65536)
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_that_nothing_is_left_beside_the_output(
    command: Command, policy: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    longest = folder / ("x" * 250 + ".json")
    assert command("analyze", policy, "-o", longest).code == 0
    assert list(folder.iterdir()) == [longest]


# report


def test_that_report_writes_a_pdf(command: Command, policy: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    options = ["--lang", "zh", "--reviewer", "王芳", "--checklist", "cn_pipl"]
    answer = command("report", policy, "-o", target, *options, "--as-of", "2026-11-21")
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert target.read_bytes().startswith(b"%PDF-")
    assert command("report", policy, "-o", target).failed_saying("exists already")


# classify


@pytest.mark.parametrize("name", ["a.docx", "a.ODT", "a.review"])
def test_that_a_report_is_not_named_as_another_kind(
    command: Command, policy: Path, tmp_path: Path, name: str
) -> None:
    answer = command("report", policy, "-o", tmp_path / name)
    assert answer.failed_saying("ends in .pdf, .xlsx or .csv")
    assert not (tmp_path / name).exists()


def test_that_two_versions_are_compared(command: Command, policy: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.txt"
    later.write_text(SHORT.replace("ten years", "six years"), encoding="utf-8")
    answer = command("compare", policy, later, "--format", "json", "--as-of", "2026-11-22")
    assert answer.code == 0
    result = answer.json
    assert result["schema"] == 1
    assert result["counts"] == {"same": 1, "moved": 0, "changed": 1, "added": 0, "removed": 0}
    changed = result["clauses"][1]
    (word,) = changed["words"]
    text = result["new"]["text"]
    assert text[word["new"]["start"] : word["new"]["end"]] == "six"
    assert changed["new"]["categories"] == ["retention"]


def test_that_a_comparison_can_be_read(command: Command, policy: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.txt"
    later.write_text(SHORT.replace("ten years", "six years"), encoding="utf-8")
    answer = command("compare", policy, later)
    assert "We keep invoices for [-ten-]{+six+} years." in answer.out
    assert "1 same, 0 moved, 1 changed" in answer.out


def test_that_a_comparison_calls_items_by_their_names(
    command: Command, policy: Path, tmp_path: Path
) -> None:
    later = tmp_path / "later.txt"
    later.write_text(f"{SHORT}\nYou may lodge a complaint with a supervisory authority.\n")
    told = command("compare", policy, later).out
    assert re.search(r"item +missing -> met +\w[^\[\n]+ \[eu_gdpr\.[\w.-]+\]", told), told


def test_that_a_review_file_is_compared_with_a_policy(
    command: Command, policy: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.review"
    review_examples.made(tmp_path, name="kept.review")
    answer = command("compare", kept, policy, "--format", "json")
    assert answer.json["decisions"]["kept"] == 0
    assert answer.json["counts"]["added"] >= 1
    answer = command("compare", policy, kept, "--format", "json")
    assert "decisions" not in answer.json
    assert answer.json["counts"]["removed"] >= 1


def test_that_classify_answers_line_by_line(command: Command) -> None:
    asked = [
        {"text": "We keep invoices for ten years."},
        {"text": "我们会与合作伙伴共享您的订单信息。"},
        {"text": "We keep invoices for ten years.", "lang": "en-GB"},
        {"text": "Lamps burn oil. We do not sell your data. You may withdraw your consent."},
        {"text": "Nous gardons les noms.", "lang": "fr"},
        {"text": ""},
        {"text": "\ud800 \U0001f512", "lang": None},
    ]
    lines = b"\n\n".join(json.dumps(one).encode() for one in asked) + b"\n"
    for arguments in (["classify"], ["classify", "-"]):
        answer = command(*arguments, stdin=lines)
        assert (answer.code, answer.err) == (0, "")
        told = [json.loads(line) for line in answer.out.splitlines()]
        assert len(told) == len(asked)
        assert all(set(one) == {"categories", "scores", "lang"} for one in told)
        assert all(len(one["scores"]) == 15 for one in told)
        assert [one["lang"] for one in told] == ["en", "zh", "en", "en", "fr", "", ""]
        assert "retention" in told[0]["categories"]
        assert "sharing" in told[1]["categories"]
        assert told[0] == told[2]
        assert {"sharing", "choice"} <= set(told[3]["categories"])
        assert all(one["categories"] == [] for one in told[4:])
        for one in told:
            high = {name for name, score in one["scores"].items() if score >= 0.5}
            assert set(one["categories"]) == high
            assert all(0 <= score <= 1 for score in one["scores"].values())


@pytest.mark.parametrize(
    "line",
    [b"no json", b"[]", b'{"words": "x"}', b'{"text": 3}', b"\xff\xfe", b'"text"', b"[" * 100_000],
)
def test_that_a_bad_line_is_named_by_its_number(command: Command, line: bytes) -> None:
    answer = command("classify", stdin=b'{"text": "Lamps burn oil."}\n' + line + b"\n")
    assert answer.code == 1
    assert answer.err.startswith("Line 2 of the input")
    assert answer.err.count("\n") == 1
    assert len(answer.out.splitlines()) == 1


# checklists


def test_that_checklists_are_listed(command: Command) -> None:
    answer = command("checklists")
    assert answer.code == 0
    names = [line.split()[0] for line in answer.out.splitlines()]
    assert {"cn_pipl", "cn_gb35273", "eu_gdpr", "us_ccpa", "uk_gdpr"} <= set(names)
    assert len(names) == 16


def test_that_a_checklist_is_shown_with_its_articles(command: Command) -> None:
    answer = command("checklists", "eu_gdpr")
    assert answer.code == 0
    assert "eu_gdpr.identity" in answer.out
    assert "13(1)(a)" in answer.out
    assert "extends eu_gdpr" in command("checklists", "uk_gdpr").out


def test_that_checklists_speak_chinese_where_the_reader_does(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "个人信息保护法" in command("checklists").out
    answer = command("checklists", "mars")
    assert answer.code == 1
    assert "没有名为 mars 的清单" in answer.err


def test_that_an_unknown_checklist_cannot_be_shown(command: Command) -> None:
    assert command("checklists", "mars").failed_saying("no checklist mars")


@pytest.mark.parametrize("path", ["rulebook/checklists/eu_gdpr.yaml", "templates/checklist.yaml"])
def test_that_a_sound_checklist_is_told_so(command: Command, path: str) -> None:
    answer = command("checklists", "--validate", resources() / path)
    assert answer.code == 0
    assert answer.out.count("\n") == 1
    assert " is sound: checklist " in answer.out
    assert " 45 items (" in answer.out


def test_that_all_errors_of_a_checklist_are_told(command: Command, tmp_path: Path) -> None:
    template = (resources() / "templates" / "checklist.yaml").read_text(encoding="utf-8")
    path = tmp_path / "house.yaml"
    wrong = template.replace("severity: medium", "severity: medum").replace("[sdk_list]", "[sdks]")
    path.write_text(wrong, encoding="utf-8")
    answer = command("checklists", "--validate", path)
    assert (answer.code, answer.out) == (1, "")
    first, second = answer.err.splitlines()
    line = wrong[: wrong.index("medum")].count("\n") + 1
    assert first == (
        f"house.yaml, line {line}, items[1].severity: 'medum' is none of critical, high, medium, "
        "low; perhaps medium is meant."
    )
    assert "items[2].all_of[0]: there is no disclosure sdks" in second


def test_that_names_are_listed(command: Command, bundled: Rulebook) -> None:
    answer = command("checklists", "--names")
    words = {line.split()[0] for line in answer.out.splitlines()}
    assert {one.id for one in bundled.disclosures} <= words
    assert {one.id for one in bundled.conditions} <= words


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of own checklists, with one that is sound and one that is not."""
    folder = tmp_path / "own"
    folder.mkdir()
    shutil.copy(resources() / "templates" / "checklist.yaml", folder / "house.yaml")
    (folder / "bad.yaml").write_text("id: bad\n", encoding="utf-8")
    monkeypatch.setattr(pipeline, "own_checklists_folder", lambda: folder)
    return folder


@pytest.mark.usefixtures("own")
def test_that_own_checklists_stand_beside_the_bundled_ones(command: Command) -> None:
    answer = command("checklists")
    assert answer.code == 0
    assert answer.out.splitlines()[-1].startswith("house ")
    assert answer.err.startswith("The checklist bad.yaml is left out for 5 errors;")
    assert "house.response-in-two-weeks" in command("checklists", "house").out


@pytest.mark.usefixtures("own")
def test_that_a_policy_is_held_against_an_own_checklist(
    command: Command, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = pipeline.load_with_own()
    analyser = pipeline.Analyser(loaded.rulebook, problems=loaded.problems)
    monkeypatch.setattr(pipeline, "load_analyser", lambda: analyser)
    answer = command("analyze", policy, "--checklist", "house")
    assert answer.code == 0
    assert [one["id"] for one in answer.json["checklists"]] == ["house"]
    assert "bad.yaml is left out" in answer.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"id: [", "no YAML"),
        (b"", "bad.yaml"),
        (b"id: bad\nextends: eu_gdpr\nitems: []\n", "lacks the key 'title'"),
        (b"\xff\xfe\x00", "bad.yaml"),
        (b"- 1\n- 2\n", "bad.yaml"),
        (b"&a [*a]", "bad.yaml"),
    ],
)
def test_that_an_unsound_checklist_is_named(
    command: Command, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)
    assert command("checklists", "--validate", path).failed_saying(words)


def test_that_a_missing_checklist_file_is_named(command: Command, tmp_path: Path) -> None:
    assert command("checklists", "--validate", tmp_path / "no.yaml").failed_saying("no.yaml")
    assert command("checklists", "--validate", tmp_path).failed_saying(tmp_path.name)


# usage


@pytest.mark.parametrize(
    "arguments",
    [
        ("analyze",),
        ("analyze", "a.txt", "b.txt"),
        ("analyze", "a.txt", "--format", "xml"),
        ("analyze", "a.txt", "--as-of", "yesterday"),
        ("analyze", "a.txt", "--as-of", "2026-13-01"),
        ("analyze", "a.txt", "--checklist"),
        ("report", "a.txt"),
        ("report", "a.txt", "-o", "a.pdf", "--lang", "fr"),
        ("classify", "a.txt"),
        ("checklists", "a", "b"),
        ("open", "--nothing"),
        ("--nothing",),
    ],
)
def test_that_wrong_usage_is_told_with_the_right_one(
    command: Command, arguments: tuple[str, ...]
) -> None:
    answer = command(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("usage: reviewer")


@pytest.mark.parametrize(
    "arguments", [("-h",), ("--help",), *((name, "-h") for name in cli._COMMANDS)]
)
def test_that_help_is_no_failure(command: Command, arguments: tuple[str, ...]) -> None:
    answer = command(*arguments)
    assert answer.code == 0
    assert answer.out.startswith("usage: reviewer")
    assert not answer.err


def test_that_the_versions_are_told(command: Command) -> None:
    answer = command("--version")
    assert (answer.code, answer.err) == (0, "")
    first, *others = answer.out.splitlines()
    assert first == f"reviewer {__version__}"
    told = dict(line.split(" ", 1) for line in others)
    assert {"Python", "Qt", "spaCy", "rulebook", "models", "system"} <= set(told)
    assert told["rulebook"] == pipeline.load_rulebook().version
