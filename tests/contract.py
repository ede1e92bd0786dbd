"""Checks the JSON that ``analyze`` prints against its contract."""

from __future__ import annotations

import re
from typing import Any

from reviewer.model.clause import AttributeKind, Category, ClauseOrigin
from reviewer.model.policy import Format
from reviewer.model.review import ConditionState, DisclosureStatus, ItemStatus, TestState
from reviewer.model.rules import Verification

Json = dict[str, Any]

TOP = {"schema", "reviewer", "as_of", "document", "problems", "sections", "clauses", "disclosures",
       "checklists", "flags", "metrics"}  # fmt: skip
DOCUMENT = {"name", "sha256", "format", "language", "languages", "title", "text"}
CLAUSE = {"start", "end", "categories", "scores", "section", "origin", "evidence", "attributes"}
ITEM = {"id", "status", "reason", "condition", "test", "evidence", "related", "verification"}


def check(answer: Json) -> None:
    """Fails where the object is not as the contract says."""
    assert set(answer) == TOP
    assert answer["schema"] == 1
    assert set(answer["reviewer"]) == {"version", "rulebook", "models"}
    assert set(answer["reviewer"]["models"]) == {"en", "zh"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", answer["as_of"])
    _check_document(answer["document"])
    length = len(answer["document"]["text"])
    for problem in answer["problems"]:
        assert set(problem) - {"page", "start", "end"} == {"id", "message"}
        assert set(problem["message"]) == {"en", "zh"}
    for section in answer["sections"]:
        assert set(section) == {"start", "end", "level", "number", "title"}
        _check_place(section, length)
    for clause in answer["clauses"]:
        _check_clause(clause, length, len(answer["sections"]))
    _check_disclosures(answer, length)
    for checklist in answer["checklists"]:
        assert set(checklist) == {"id", "items"}
        for item in checklist["items"]:
            _check_item(item, length)
    assert set(answer["metrics"]) == {"characters", "sentences", "seconds"}
    assert set(answer["metrics"]["seconds"]) == {"read", "analyse"}
    assert answer["metrics"]["characters"] == length


def _check_place(place: Json, length: int) -> None:
    assert type(place["start"]) is type(place["end"]) is int
    assert 0 <= place["start"] < place["end"] <= length


def _check_document(document: Json) -> None:
    assert set(document) == DOCUMENT
    assert document["format"] in set(Format)
    assert re.fullmatch(r"[0-9a-f]{64}", document["sha256"])
    assert "/" not in document["name"]
    assert document["languages"][:1] == [document["language"]]
    assert "\r" not in document["text"]


def _check_clause(clause: Json, length: int, sections: int) -> None:
    assert set(clause) == CLAUSE
    _check_place(clause, length)
    assert clause["categories"]
    assert set(clause["categories"]) <= set(Category)
    assert list(clause["scores"]) == clause["categories"]
    assert all(0 <= score <= 1 for score in clause["scores"].values())
    assert clause["section"] is None or 0 <= clause["section"] < sections
    assert clause["origin"] in set(ClauseOrigin)
    for one in clause["evidence"]:
        assert set(one) == {"start", "end", "why"}
        _check_place(one, length)
    for one in clause["attributes"]:
        further = {"group", "sensitive"} if one["kind"] == "data_type" else set()
        assert set(one) == {"kind", "value", "start", "end", "negated"} | further
        assert one["kind"] in set(AttributeKind)
        assert one["value"]
        _check_place(one, length)


def _check_disclosures(answer: Json, length: int) -> None:
    for disclosure in answer["disclosures"]:
        assert set(disclosure) == {"id", "status", "confidence", "evidence"}
        assert disclosure["status"] in set(DisclosureStatus)
        assert 0 <= disclosure["confidence"] <= 1
        said = disclosure["status"] in {"present", "partial"}
        assert bool(disclosure["evidence"]) == said
        for one in disclosure["evidence"]:
            assert set(one) == {"start", "end", "clause"}
            _check_place(one, length)
            assert one["clause"] is None or 0 <= one["clause"] < len(answer["clauses"])


def _check_item(item: Json, length: int) -> None:
    assert set(item) == ITEM
    assert item["status"] in set(ItemStatus)
    assert item["condition"] in set(ConditionState)
    assert item["test"] in set(TestState)
    assert item["verification"] in set(Verification)
    assert item["reason"].strip()
    for one in (*item["evidence"], *item["related"]):
        assert set(one) == {"start", "end"}
        _check_place(one, length)
