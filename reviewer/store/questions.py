"""Reads the questions on product and markets.

They are JSON, not YAML as the rules are: the window reads them itself, and YAML takes long to load.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from reviewer.model.policy import LocalizedText
from reviewer.model.questions import Option, Proposal, Question, QuestionSheet
from reviewer.paths import resources

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def question_sheet() -> QuestionSheet:
    """The bundled questions."""
    file = resources() / "rulebook" / "questions.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    return QuestionSheet(
        tuple(
            Question(
                id=one["id"],
                title=_text(one),
                options=tuple(_option(option) for option in one["options"]),
            )
            for one in content["questions"]
        ),
        tuple(
            Proposal(one["checklist"], tuple(tuple(group) for group in one["when"]))
            for one in content["proposals"]
        ),
    )


def _option(value: Mapping[str, Any]) -> Option:
    return Option(
        id=value["id"],
        title=_text(value),
        languages=tuple(value.get("languages", ())),
        words_en=tuple(value["words_en"]),
        words_zh=tuple(value["words_zh"]),
        conditions=tuple(value["conditions"]),
    )


def _text(value: Mapping[str, Any]) -> LocalizedText:
    return LocalizedText(value["en"], value["zh"])
