"""Checklists that extend another: what a file leaves out comes from the one it names.

Such a file has an id and title of its own, and two more keys: ``extends``, the
id of a checklist, and ``without``, ids of its items that do not count. An item
with the id of one of its items changes that one, key by key; any other is added
at the end. Items are called after the checklist they stand in:
``eu_gdpr.contact`` is ``uk_gdpr.contact`` in the checklist ``uk_gdpr``.
"""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from reviewer.model.rules import Checklist, Requirement

EXTENDS, WITHOUT = "extends", "without"


def merged(value: Mapping[str, object], base: Checklist) -> dict[str, object]:
    """What a file holds, with all that it leaves out; its items stay at their places.

    Args:
        value: what the YAML parser made of the file.
        base: the checklist that it extends.
    """
    inherited = {one.name: getattr(base, one.name) for one in fields(base)}
    for key in ("id", "title", "items"):
        del inherited[key]
    given = {key: one for key, one in value.items() if key != WITHOUT}
    for key in ("jurisdiction", "version"):
        if key in given:
            # What is said of the base in Chinese does not hold for it.
            del inherited[f"{key}_zh"]
    items = given.get("items", [])
    known = {item.id: item for item in base.items}
    if isinstance(items, list):
        items = [_merged_item(item, known) for item in items]
    return inherited | given | {"items": items}


def _merged_item(item: object, known: Mapping[str, Requirement]) -> object:
    original = known.get(str(item.get("id"))) if isinstance(item, dict) else None
    if original is None or not isinstance(item, dict):
        return item
    return asdict(original) | item


def assembled(given: Checklist, base: Checklist, without: Collection[str]) -> Checklist:
    """The whole checklist: the items of the one it extends, changed, less some, and its own.

    Args:
        given: the file as :func:`merged` and checked.
        base: the checklist that it extends.
        without: ids of items of the base.
    """
    changed = {item.id: item for item in given.items}
    inherited = [
        replace(changed.get(item.id, item), id=renamed(item.id, base.id, given.id))
        for item in base.items
        if item.id not in without
    ]
    own = {item.id for item in base.items}
    added = [item for item in given.items if item.id not in own]
    return replace(given, items=(*inherited, *added))


def renamed(item: str, base: str, own: str) -> str:
    """The id that an item of one checklist has in another that extends it."""
    return f"{own}.{item.removeprefix(f'{base}.')}"
