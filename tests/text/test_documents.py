"""Real documents of others, read as a person reads them.

``tests/data/documents.tsv`` was written from looking at each document: how many
sections (headings) and list items it shows, how many characters its policy has
without white space and bullets, and digests of its first and last sentence without
white space. ``known`` names what the readers are known to see otherwise, with the
figure they give and the reason; a mend there has to be told here as well.
"""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass
from functools import cache

import pytest

from reviewer.errors import ReviewerError
from reviewer.model.policy import BlockKind, Policy
from reviewer.text.read import read_policy
from tests.shared import ROOT, shared_folder

TABLE = ROOT / "tests" / "data" / "documents.tsv"
FOLDER = shared_folder() / "documents"
BULLETS = "•●○■□▪▫◦·∙‣►▶➢➤✓✔+*-–"
# Characters may differ by this part, counts by one or this part.
CHARACTERS, COUNTS = 0.03, 0.05


@dataclass(frozen=True)
class Row:
    """One document as it was seen; ``known`` by what differs."""

    file: str
    outcome: str
    sections: int
    items: int
    characters: int
    first: str
    last: str
    known: dict[str, str]


def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            Row(
                file=row["file"],
                outcome=row["outcome"],
                sections=int(row["sections"] or 0),
                items=int(row["items"] or 0),
                characters=int(row["characters"] or 0),
                first=row["first"],
                last=row["last"],
                known={
                    name: figure
                    for name, _, figure in (one.partition("=") for one in row["known"].split())
                },
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]


ROWS = rows()
OPENED = [row for row in ROWS if row.outcome == "opened"]
REFUSED = [row for row in ROWS if row.outcome != "opened"]


@cache
def policy_of(file: str) -> Policy:
    path = FOLDER / file
    if not path.exists():
        pytest.skip(f"no {path}; set REVIEWER_SHARED to look elsewhere")
    return read_policy(path.read_bytes(), path.name)


def named(row: Row) -> str:
    return row.file


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def characters(policy: Policy) -> int:
    lines = [bare(line) for line in policy.text.split("\n")]
    return sum(len(line.lstrip(BULLETS)) for line in lines)


def digest(policy: Policy, index: int) -> str:
    words = bare(policy.sentences[index].span.text_of(policy.text))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def agrees(found: int, expected: int) -> bool:
    return abs(found - expected) <= max(1, COUNTS * expected)


def test_that_the_table_names_every_document() -> None:
    if not FOLDER.exists():
        pytest.skip(f"no {FOLDER}; set REVIEWER_SHARED to look elsewhere")
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*")}
    assert {row.file for row in ROWS} == files


@pytest.mark.parametrize("row", REFUSED, ids=named)
def test_that_what_holds_no_policy_is_refused_in_a_sentence(row: Row) -> None:
    path = FOLDER / row.file
    if not path.exists():
        pytest.skip(f"no {path}; set REVIEWER_SHARED to look elsewhere")
    with pytest.raises(ReviewerError) as caught:
        read_policy(path.read_bytes(), path.name)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize("row", OPENED, ids=named)
@pytest.mark.parametrize("what", ["sections", "items"])
def test_that_sections_and_items_are_those_that_a_reader_sees(row: Row, what: str) -> None:
    policy = policy_of(row.file)
    items = sum(block.kind is BlockKind.ITEM for block in policy.blocks)
    found = len(policy.sections) if what == "sections" else items
    if what in row.known:
        assert found == int(row.known[what])
        assert not agrees(found, getattr(row, what)), "known no more: take it from the table"
    else:
        assert agrees(found, getattr(row, what))


@pytest.mark.parametrize("row", OPENED, ids=named)
def test_that_the_text_is_whole_and_holds_nothing_else(row: Row) -> None:
    found = characters(policy_of(row.file))
    if "characters" in row.known:
        assert found == int(row.known["characters"])
    else:
        assert found == pytest.approx(row.characters, rel=CHARACTERS)


@pytest.mark.parametrize("row", OPENED, ids=named)
@pytest.mark.parametrize(("what", "index"), [("first", 0), ("last", -1)])
def test_that_the_policy_begins_and_ends_where_it_does(row: Row, what: str, index: int) -> None:
    same = digest(policy_of(row.file), index) == getattr(row, what)
    assert same != (what in row.known)
