"""Where the text itself answers the conditions that requirements hang on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.analysis.tables import Entry
from reviewer.model.review import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewer.analysis.extract import Extraction
    from reviewer.analysis.pieces import Pieces
    from reviewer.model.rules import Condition

_CONDITION = "condition:"
_EXCEPTION = "denial with exception"
_QUESTION = "question"


def condition_entries(
    conditions: Iterable[Condition], vocabulary: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterable[Entry]:
    """The phrases by which the text itself answers a condition, and those that keep it from that.

    Args:
        vocabulary: by language and name; its lists ``exception`` and ``question`` tell what
            denies nothing, and what states nothing.
    """
    for condition in conditions:
        for answer, en, zh in (
            ("holds", condition.holds_en, condition.holds_zh),
            ("fails", condition.fails_en, condition.fails_zh),
            ("moot", condition.moot_en, condition.moot_zh),
        ):
            key = f"{_CONDITION}{condition.id}.{answer}"
            yield Entry(key, "en", en, placed=False)
            yield Entry(key, "zh", zh, placed=False)
    for language, words in vocabulary.items():
        for name, key in (("exception", _EXCEPTION), ("question", _QUESTION)):
            if name in words:
                yield Entry(key, language, (f"{{{name}}}",), placed=False)


def condition_matches(pieces: Pieces, extraction: Extraction) -> dict[str, tuple[Evidence, ...]]:
    """Where the conditions' phrases stand, under "<condition id>.holds" and ".fails".

    Under "<condition id>.moot" stand sentences that decide nothing: denials
    with an exception ("except with your consent"), and under "" questions.
    """
    questions = _showing(pieces, _QUESTION)
    excepted = _showing(pieces, _EXCEPTION)
    found: dict[str, tuple[Evidence, ...]] = {}
    if questions:
        found[""] = _evidence(questions, pieces, extraction)
    names = (key for key in pieces.shown if key.startswith(_CONDITION))
    for name in sorted({key.rpartition(".")[0] for key in names}):
        denied = _showing(pieces, f"{name}.fails")
        moot = (_showing(pieces, f"{name}.moot") - denied) | (denied & excepted)
        answers = {
            "holds": _showing(pieces, f"{name}.holds") - moot - questions,
            "fails": denied - moot - questions,
            "moot": moot,
        }
        for answer, indexes in answers.items():
            evidence = _evidence(indexes, pieces, extraction)
            if evidence:
                found[f"{name.removeprefix(_CONDITION)}.{answer}"] = evidence
    return found


def _showing(pieces: Pieces, key: str) -> set[int]:
    return set(pieces.shown[key].pieces) if key in pieces.shown else set()


def _evidence(indexes: set[int], pieces: Pieces, extraction: Extraction) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(pieces.all[index].span, extraction.clause_of[index])
        for index in sorted(indexes)
        if not pieces.all[index].heading
    )
