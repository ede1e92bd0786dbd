"""The words of attributes, checked: no value and no phrase stands twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.errors import RulebookError
from reviewer.model.clause import AttributeKind
from reviewer.model.terms import Denial, TermList, Wording
from reviewer.store.schema import checked

if TYPE_CHECKING:
    from collections.abc import Mapping

DENIALS = "attributes/negation.yaml"
# Where the same words can name values of several kinds, the first of these that
# the clause can name is taken: "camera" among permissions is one.
_PREFERRED = (
    AttributeKind.LAW,
    AttributeKind.CERTIFICATION,
    AttributeKind.PERMISSION,
    AttributeKind.RIGHT,
    AttributeKind.DATA_TYPE,
    AttributeKind.RECIPIENT,
    AttributeKind.PURPOSE,
    AttributeKind.COUNTRY,
    AttributeKind.CONTACT,
)


def wording(files: Mapping[str, object]) -> Wording:
    """The words of all files.

    Args:
        files: what each file holds, by its name.

    Raises:
        RulebookError: a file does not fit its class, is called otherwise than
            its kind, holds a kind that has no words, or gives an id twice.
    """
    lists = []
    denials: tuple[Denial, ...] = ()
    for name, value in files.items():
        if name == DENIALS:
            denials = checked(tuple[Denial, ...], value, name)
            continue
        found = checked(TermList, value, name)
        _refuse_misplaced(found, name)
        _refuse_repeated(found, name)
        lists.append(found)
    lists.sort(key=lambda one: _PREFERRED.index(one.kind))
    return Wording(lists=tuple(lists), denials=denials)


def _refuse_misplaced(found: TermList, name: str) -> None:
    if found.kind not in _PREFERRED or name != f"attributes/{found.kind.value}.yaml":
        template = "The rulebook file {file} holds words of the kind {kind}; give both one name."
        raise RulebookError(template, file=name, kind=found.kind.value)


def _refuse_repeated(found: TermList, name: str) -> None:
    seen: set[str] = set()
    for term in (term for group in found.groups for term in group.terms):
        if term.id in seen:
            template = "The rulebook file {file} defines the {kind} {id} twice; rename one."
            raise RulebookError(template, file=name, kind="value", id=term.id)
        seen.add(term.id)
