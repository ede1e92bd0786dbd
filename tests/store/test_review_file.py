"""Review files: whole, growing, sound, and on their guard."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing, contextmanager
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer import pipeline
from reviewer.errors import (
    NoReviewFile,
    ReviewerError,
    ReviewFileDamaged,
    ReviewFileError,
    ReviewFileTooNew,
    StorageReadOnly,
)
from reviewer.model.edits import (
    ClauseStatus,
    Comment,
    Decide,
    Edit,
    NameReviewer,
    OnSelection,
)
from reviewer.model.history import edited, fold
from reviewer.model.span import Span
from reviewer.paths import resources
from reviewer.store import review_database as database
from reviewer.store import review_file
from reviewer.store import review_schema as schema
from reviewer.store.edit_rows import chained, row_of
from reviewer.store.review_file import Appender, create, load
from reviewer.store.review_parts import Contents, fresh, parts_of
from tests.model.edit_examples import numbered, sample, stamp
from tests.model.edit_strategies import edits
from tests.store import make_review_file
from tests.store.review_examples import contents, made, writer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reviewer.pipeline import Analyser
    from reviewer.store.edit_rows import Row

CLAUSES = tuple(sample().ground.clauses)
SOME = numbered(
    [
        Decide(CLAUSES[:2], ClauseStatus.ACCEPTED),
        Comment(target=OnSelection(Span(0, 7)), text="Who is this? “谁”\n", question=True),
        Decide(CLAUSES[2:3], ClauseStatus.REJECTED),
    ]
)


@pytest.fixture(autouse=True)
def _no_loss_of_power(monkeypatch: pytest.MonkeyPatch) -> None:
    # Nothing here asks what a disk holds; waiting for it takes most of the time.
    monkeypatch.setattr(database, "SYNCHRONOUS", "OFF")


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as any program may open it, its triggers out of the way."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        for name in schema.TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for statement in schema.TRIGGERS.values():
            connection.execute(statement)


def refused(path: Path) -> str:
    with pytest.raises(ReviewFileDamaged) as caught:
        load(path)
    return str(caught.value)


# Whole


def test_that_a_file_holds_all_of_a_review(tmp_path: Path) -> None:
    path = made(tmp_path, *SOME)
    stored = load(path)
    assert stored.contents == contents()
    assert stored.edits == SOME
    assert stored.head.sequence == 3
    assert stored.version == schema.VERSION
    assert stored.size == path.stat().st_size
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(edits())
def test_that_any_edits_survive_saving_and_loading(tmp_path: Path, some: tuple[Edit, ...]) -> None:
    path = tmp_path / "a.review"
    create(path, contents(), some, overwrite=True)
    stored = load(path)
    assert stored.edits == some
    assert fold(stored.contents.review, stored.edits) == fold(stored.contents.review, some)


@pytest.mark.parametrize("name", ["sample_en.txt", "sample_zh.txt"])
def test_that_a_real_analysis_survives(tmp_path: Path, analyser: Analyser, name: str) -> None:
    source = (resources() / "samples" / name).read_bytes()
    options = pipeline.Options(SOME[0].stamp.time.date())
    review = pipeline.review(source, name, analyser, options)
    whole = fresh(source, review, analyser.rulebook, SOME[0].stamp.time)
    create(tmp_path / "a.review", whole)
    assert load(tmp_path / "a.review").contents == whole


def test_that_the_longest_edit_that_is_taken_can_be_read(tmp_path: Path) -> None:
    comment = Comment(target=OnSelection(Span(0, 7)), text="\0" * 1_249_000)
    working = edited(sample(), comment, stamp(1, "x" * 500))
    assert load(made(tmp_path, *working.edits)).edits == working.edits


def test_that_any_name_of_a_file_will_do(tmp_path: Path) -> None:
    path = made(tmp_path, *SOME, name="a #1 %20&mode=x;“政策” 🔒.review")
    assert load(path).edits == SOME
    Appender(path, contents().identity, load(path).head).close()
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_that_halves_of_characters_stop_nobody(tmp_path: Path) -> None:
    review = contents().review
    source = replace(review.policy.source, name="a\udcff.txt")
    whole = replace(review, policy=replace(review.policy, source=source, title="\ud800"))
    create(tmp_path / "a.review", replace(contents(), review=whole))
    policy = load(tmp_path / "a.review").contents.review.policy
    assert (policy.source.name, policy.title) == ("a?.txt", "?")


def test_that_the_same_review_has_the_same_hashes() -> None:
    parts, again = parts_of(contents()), parts_of(contents())
    assert parts == again
    assert parts[0].content == contents().source


def test_that_the_file_of_each_version_opens(tmp_path: Path) -> None:
    found = sorted(make_review_file.FOLDER.glob("version-*.review"))
    names = [f"version-{number}.review" for number in range(1, schema.VERSION + 1)]
    assert [path.name for path in found] == names
    for version, path in enumerate(found, start=1):
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        stored = load(copy)
        assert stored.version == version
        assert stored.contents == make_review_file.contents(version)
        assert stored.edits == make_review_file.EDITS[version]


def test_that_a_file_of_the_first_version_grows_as_one_of_the_present(tmp_path: Path) -> None:
    path = tmp_path / "old.review"
    path.write_bytes((make_review_file.FOLDER / "version-1.review").read_bytes())
    before = load(path)
    edit = Edit(len(before.edits) + 1, stamp(100), NameReviewer("Grace Hopper"))
    writer = writer_of(path)
    writer.submit(edit).result(10)
    writer.close(10)
    after = load(path)
    assert after.version == schema.VERSION
    assert after.contents == before.contents
    assert after.edits == (*before.edits, edit)


def test_that_a_file_holds_the_former_version(tmp_path: Path) -> None:
    whole = replace(contents(), former=sample().review)
    create(tmp_path / "a.review", whole)
    assert load(tmp_path / "a.review").contents == replace(
        whole, former=replace(sample().review, reviewer="")
    )


@pytest.mark.parametrize("left_out", ["former_text", "former_policy", "former_analysis"])
def test_that_half_a_former_version_is_refused(
    tmp_path: Path, left_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = parts_of(replace(contents(), former=sample().review))
    kept = tuple(one for one in some if one.name != left_out)
    monkeypatch.setattr(review_file, "parts_of", lambda _contents: kept)
    create(tmp_path / "a.review", contents())
    refused(tmp_path / "a.review")


def test_that_an_older_version_is_read_as_the_newer_would_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path, *SOME)
    table = "CREATE TABLE places (name TEXT NOT NULL) STRICT"
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    refused(path)  # nobody says how
    monkeypatch.setattr(schema, "MIGRATIONS", {**schema.MIGRATIONS, schema.VERSION - 1: (table,)})
    monkeypatch.setattr(schema, "SCHEMA", {**schema.SCHEMA, "places": table})
    stored = load(path)
    assert stored.edits == SOME
    assert stored.version == schema.VERSION - 1


# Growing


def test_that_an_edit_is_added_by_itself(tmp_path: Path) -> None:
    path = made(tmp_path)
    with closing(Appender(path, contents().identity, load(path).head)) as appender:
        for number, edit in enumerate(SOME, start=1):
            appender.append(edit)
            assert load(path).edits == SOME[:number]
    assert load(path).head == appender.head


def test_that_commits_wait_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    path = made(tmp_path)
    with closing(database.open_for_writing(path)) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (3,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE edits SET who = 'Eve'",
        "DELETE FROM edits WHERE sequence = 3",
        "INSERT OR REPLACE INTO edits SELECT * FROM edits WHERE sequence = 1",
        "INSERT INTO edits SELECT 9, time, who, via, kind, payload, hash FROM edits",
        "UPDATE parts SET size = 1",
        "DELETE FROM parts",
        "INSERT INTO parts SELECT 9, name, packing, size, sha256, content FROM parts",
        "UPDATE meta SET value = ''",
        "DELETE FROM meta",
        "INSERT OR REPLACE INTO meta VALUES ('made', '')",
    ],
)
def test_that_a_file_only_grows(tmp_path: Path, statement: str) -> None:
    path = made(tmp_path, *SOME)
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)


def test_that_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    path = made(tmp_path, *SOME)
    with pytest.raises(ReviewFileError, match="exists already"):
        create(path, contents())
    assert load(path).edits == SOME
    create(path, contents(), overwrite=True)
    assert load(path).edits == ()
    assert len(list(tmp_path.iterdir())) == 1


def test_that_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReviewFileError, match="cannot be read or saved"):
        create(tmp_path / "no" / "a.review", contents())


# Tampering


def test_that_no_edit_is_changed_left_out_or_moved(tmp_path: Path) -> None:
    for statement in (
        "UPDATE edits SET who = 'Eve' WHERE sequence = 2",
        "UPDATE edits SET payload = replace(payload, 'accepted', 'rejected')",
        "UPDATE edits SET time = '2026-03-01T09:00:01.000001+00:00' WHERE sequence = 1",
        "DELETE FROM edits WHERE sequence = 1",
        "DELETE FROM edits WHERE sequence = 2",
        "UPDATE edits SET sequence = sequence + 1000",
        "UPDATE meta SET value = 'other' WHERE name = 'identity'",
        "UPDATE parts SET sha256 = '00' WHERE name = 'text'",
        "UPDATE parts SET content = CAST(replace(content, 'tide', 'w') AS BLOB) WHERE size > 9",
    ):
        path = made(tmp_path, *SOME, name=f"{sha256(statement.encode()).hexdigest()}.review")
        with opened(path) as connection:
            connection.execute(statement)
        assert "damaged or was changed" in refused(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_that_no_changed_byte_makes_another_review(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "a.review"
    if not path.exists():
        made(tmp_path, *SOME, name="a.review")
        (tmp_path / "whole").write_bytes(path.read_bytes())
    whole = bytearray((tmp_path / "whole").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    del whole[data.draw(st.integers(len(whole) // 2, len(whole) + 2000)) :]
    other = tmp_path / "b.review"
    other.write_bytes(bytes(whole))
    try:
        stored = load(other)
    except ReviewFileError:
        return
    assert (stored.contents, stored.edits) == (contents(), SOME)


# Files from anywhere


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE other (a)",
        "CREATE VIEW other AS SELECT * FROM edits",
        "CREATE TRIGGER other AFTER INSERT ON edits BEGIN SELECT load_extension('x'); END",
        "CREATE INDEX other ON edits (who)",
        "CREATE VIRTUAL TABLE other USING fts5(a)",
        "DROP TRIGGER edits_in_order",
        "ALTER TABLE edits ADD COLUMN other TEXT",
        "ANALYZE",
    ],
)
def test_that_a_foreign_schema_is_refused(tmp_path: Path, statement: str) -> None:
    path = made(tmp_path, *SOME)
    head = load(path).head
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    refused(path)
    with pytest.raises(ReviewFileDamaged):
        Appender(path, contents().identity, head)


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH '{folder}/other.db' AS other",
        "CREATE TABLE other (a)",
        "INSERT INTO meta VALUES ('a', 'b')",
        "SELECT load_extension('x')",
        "SELECT randomblob(9)",
        "PRAGMA writable_schema = ON",
        "PRAGMA journal_mode = WAL",
        "VACUUM INTO '{folder}/other.db'",
    ],
)
def test_that_reading_can_do_nothing_else(tmp_path: Path, statement: str) -> None:
    path = made(tmp_path, *SOME)
    with pytest.raises(ReviewFileError), database.reading(path) as connection:
        connection.execute(statement.format(folder=tmp_path))
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_that_writing_attaches_no_other_file(tmp_path: Path) -> None:
    path = made(tmp_path)
    with closing(database.open_for_writing(path)) as connection:
        for statement in (f"ATTACH '{tmp_path}/a.db' AS a", "ATTACH ':memory:' AS a"):
            with pytest.raises(sqlite3.OperationalError):
                connection.execute(statement)
        with pytest.raises(sqlite3.OperationalError, match="not authorized"):
            connection.execute("SELECT load_extension('x')")


def head_changed(path: Path, at: int, value: bytes) -> None:
    data = bytearray(path.read_bytes())
    data[at : at + len(value)] = value
    path.write_bytes(data)


def test_that_other_files_are_told_from_ours(tmp_path: Path) -> None:
    path = made(tmp_path)
    with pytest.raises(NoReviewFile, match="There is no review file b"):
        load(tmp_path / "b.review")
    with pytest.raises(NoReviewFile, match="There is no review file"):
        load(tmp_path)
    head_changed(path, 60, (schema.VERSION + 1).to_bytes(4, "big"))
    with pytest.raises(ReviewFileTooNew, match="newer version"):
        load(path)
    head_changed(path, 60, b"\0\0\0\0")
    refused(path)
    head_changed(path, 60, schema.VERSION.to_bytes(4, "big"))
    head_changed(path, 18, b"\2\2")  # a write-ahead log
    refused(path)
    head_changed(path, 68, b"abcd")
    with pytest.raises(NoReviewFile, match="is no review file"):
        load(path)
    path.write_bytes(b"")
    with pytest.raises(NoReviewFile, match="is no review file"):
        load(path)


def test_that_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = made(tmp_path)
    with path.open("r+b") as file:
        file.truncate(schema.MOST_BYTES + 1)
    refused(path)


def forged(path: Path, name: str, change: Callable[[bytes], bytes], **columns: object) -> None:
    """A file with another part, all hashes of which are right."""
    whole = contents()
    parts = {part.name: part for part in parts_of(whole)}
    data = parts[name].content
    data = change(zlib.decompress(data) if parts[name].packing == "zlib" else data)
    values = {
        "size": len(data),
        "sha256": sha256(data).hexdigest(),
        "packing": "none",
        "content": data,
        **columns,
    }
    create(path, whole, overwrite=True)
    with opened(path) as connection:
        for column, value in values.items():
            statement = f"UPDATE parts SET {column} = ? WHERE name = ?"  # noqa: S608 - our own
            connection.execute(statement, (value, name))


def rewritten(change: Callable[[Any], object]) -> Callable[[bytes], bytes]:
    """A change of a part's JSON."""

    def rewrite(data: bytes) -> bytes:
        plain = json.loads(data)
        change(plain)
        return json.dumps(plain, ensure_ascii=True).encode()

    return rewrite


def put(*place: object) -> Callable[[Any], None]:
    """Puts the last of some things at the place that the others name."""
    *path, key, value = place

    def change(plain: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        for step in path:
            if isinstance(step, str) and isinstance(plain, list):
                plain = plain[columns[step]]
            else:
                plain = plain[step]
        plain[columns[key] if isinstance(plain, list) and isinstance(key, str) else key] = value

    columns = {
        **{name: number for number, name in enumerate(_names("Policy"))},
        **{f"clause.{name}": number for number, name in enumerate(_names("Clause"))},
        **{f"found.{name}": number for number, name in enumerate(_names("_Found"))},
        **{f"analysis.{name}": number for number, name in enumerate(_names("Analysis"))},
    }
    return change


def _names(kind: str) -> list[str]:
    for part in parts_of(contents()):
        if part.packing == "zlib":
            columns = json.loads(zlib.decompress(part.content))["columns"]
            if kind in columns:
                return list(columns[kind])
    raise KeyError(kind)


CLAUSE = ("value", "found.analysis", "analysis.clauses", 0)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("policy", put("value", "blocks", 0, 0, [0, 99999])),
        ("policy", put("value", "blocks", 0, 0, [5, 3])),
        ("policy", put("value", "blocks", 0, 0, [-1, 3])),
        ("policy", put("value", "blocks", 0, 0, [True, 3])),
        ("policy", put("value", "blocks", 0, 0, "ab")),
        ("policy", put("value", "blocks", 0, 1, "poem")),
        ("policy", put("value", "blocks", 0, 1, ["heading"])),
        ("policy", put("value", "blocks", 0, 3, 10**9)),
        ("policy", put("value", "blocks", 0, 3, -1)),
        ("policy", put("value", "blocks", 0, 4, 77)),
        ("policy", put("value", "blocks", 0, 5, -1)),
        ("policy", put("value", "sections", 0, 5, 0)),
        ("policy", put("value", "sentences", 0, 1, 1000)),
        ("policy", put("value", "sentences", 0, 1, None)),
        ("policy", put("value", "title", "\ud800")),
        ("policy", put("value", "title", 7)),
        ("policy", put("value", "languages", "en")),
        ("policy", put("value", "origins", 1, 1, 4, [1, 2])),
        ("policy", put("value", "origins", 1, 1, 5, "90")),
        ("policy", put("value", "origins", 1, 1, 2, 10**400)),
        ("policy", put("value", "origins", 0, 0, "Path")),
        ("policy", put("value", "origins", 0, [])),
        ("policy", put("value", "source", 1, "00")),
        ("policy", put("value", [])),
        ("policy", put("columns", "Block", ["span", "span"])),
        ("policy", put("columns", "Block", ["span", "kind", "code"])),
        ("policy", put("columns", "Block", 3)),
        ("policy", put("columns", [])),
        ("analysis", put(*CLAUSE, "clause.categories", [])),
        ("analysis", put(*CLAUSE, "clause.categories", ["use", "sharing", "use", "use"])),
        ("analysis", put(*CLAUSE, "clause.scores", ["1"])),
        ("analysis", put(*CLAUSE, "clause.section", 50)),
        ("analysis", put("value", "found.analysis", "analysis.as_of", "tomorrow")),
        ("analysis", put("value", "found.analysis", "analysis.checklists", [["mars", []]])),
        ("rulebook", put("value", 1, [])),
        ("rulebook", put("value", 1, 0, 3, "red")),
        ("rulebook", put("value", 1, 0, 4, "9")),
        ("rulebook", put("value", 8, [])),
    ],
)
def test_that_every_value_is_checked(tmp_path: Path, name: str, change: Any) -> None:  # noqa: ANN401
    path = tmp_path / "a.review"
    forged(path, name, rewritten(bool))
    load_parts(path)
    forged(path, name, rewritten(change))
    with pytest.raises((ValueError, TypeError, KeyError, RecursionError)):
        load_parts(path)
    refused(path)


def load_parts(path: Path) -> Contents:
    """The contents whatever the chain says, which a forger can make anew."""
    from reviewer.store.review_file import _parts
    from reviewer.store.review_parts import contents_of

    with closing(sqlite3.connect(path)) as connection:
        meta = dict(connection.execute("SELECT name, value FROM meta"))
        return contents_of(meta, {part.name: part for part in _parts(connection)})


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 200_000,
        b'{"columns":{},"value":' + b"[" * 90_000 + b"]" * 90_000 + b"}",
        b"NaN",
        b'{"columns":{},"value":[Infinity]}',
        b"\xff\xfe",
        b"",
        b"null",
    ],
)
def test_that_json_without_end_or_sense_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.review"
    forged(path, "analysis", lambda _: data)
    refused(path)


def test_that_a_part_unpacks_to_what_it_says_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "a.review"
    bomb = zlib.compress(bytes(50_000_000))
    for columns in (
        {"packing": "zlib", "content": bomb},
        {"packing": "zlib", "content": bomb, "size": 10**12},
        {"packing": "zlib", "content": bomb[:-9], "size": 50_000_000},
        {"packing": "gzip"},
        {"size": -1},
        {"size": 3},
    ):
        forged(path, "policy", bytes, **columns)
        refused(path)


def test_that_no_path_is_taken_from_inside(tmp_path: Path) -> None:
    review = contents().review
    for name in ("../../etc/passwd", "C:\\Users\\a\\passwd", "/etc/passwd"):
        source = replace(review.policy.source, name=name)
        whole = replace(review, policy=replace(review.policy, source=source))
        path = tmp_path / "a.review"
        create(path, replace(contents(), review=whole), overwrite=True)
        assert load(path).contents.review.policy.source.name == "passwd"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "Review"),
        ("kind", "__class__"),
        ("payload", "{}"),
        ("payload", "[]"),
        ("payload", '{"clauses":[],"status":"accepted","other":1}'),
        ("payload", '{"clauses":["\\ud800"],"status":"accepted"}'),
        ("payload", "[" * 100_000),
        ("time", "2026-03-01T09:00:01"),
        ("time", "2026-03-01T09:00:01.000000+08:00"),
        ("time", "yesterday"),
        ("who", "x" * (schema.MOST_NAME + 1)),
    ],
)
def test_that_edits_are_checked_even_where_their_chain_is_right(
    tmp_path: Path, column: str, value: str
) -> None:
    path = made(tmp_path)
    columns = ("sequence", "time", "who", "via", "kind", "payload")
    row = dict(zip(columns, row_of(SOME[0]), strict=True)) | {column: value}
    values = tuple(row.values())
    digest = chained(load(path).head.hash, cast("Row", values))
    with opened(path) as connection:
        connection.execute("INSERT INTO edits VALUES (?, ?, ?, ?, ?, ?, ?)", (*values, digest))
    refused(path)


# Journals


def journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def interrupted(path: Path) -> None:
    """Leaves what a program leaves that is killed amid a transaction."""
    whole = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("DROP TRIGGER edits_no_update")
        connection.execute("UPDATE edits SET payload = payload || hex(zeroblob(9000))")
        journal, half = journal_of(path).read_bytes(), path.read_bytes()
    path.write_bytes(half)
    journal_of(path).write_bytes(journal)
    assert half != whole


def test_that_a_transaction_cut_off_is_taken_back(tmp_path: Path) -> None:
    path = made(tmp_path, *SOME)
    interrupted(path)
    assert load(path).edits == SOME
    assert not journal_of(path).exists()


def test_that_a_journal_that_names_another_file_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, *SOME)
    interrupted(path)
    victim = tmp_path / "victim"
    victim.write_bytes(b"keep")
    name = str(victim).encode()
    check = sum(name) & 0xFFFFFFFF
    end = len(name).to_bytes(4, "big") + check.to_bytes(4, "big") + database._JOURNAL_MAGIC
    with journal_of(path).open("ab") as file:
        file.write(b"\0\0\0\0" + name + end)
    refused(path)
    with pytest.raises(ReviewFileDamaged):
        database.open_for_writing(path)
    assert victim.read_bytes() == b"keep"


def test_that_sentences_tell_names_and_no_folders(tmp_path: Path) -> None:
    errors: list[ReviewerError] = [
        database.damaged(tmp_path / "a.review"),
        database.moved(tmp_path / "a.review"),
        database.changed(tmp_path / "a.review"),
        database.unwritable(tmp_path / "a.review", "cause"),
    ]
    for error in errors:
        assert "a.review" in str(error)
        assert str(tmp_path) not in str(error)
    assert stamp().via == ""
    assert issubclass(StorageReadOnly, ReviewFileError)
