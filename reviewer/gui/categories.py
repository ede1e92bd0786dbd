"""How categories are named and shown, before the rulebook has arrived.

Reads the one table that the rulebook holds too, so that the legend stands at
the first paint without the heavy loader.
"""

from __future__ import annotations

from functools import cache

from reviewer.model.clause import Category
from reviewer.model.policy import LocalizedText
from reviewer.model.rules import CategoryStyle, Underline
from reviewer.paths import resources

Styles = dict[Category, CategoryStyle]


@cache
def category_styles() -> Styles:
    """Every category's style, in the order of the table."""
    import yaml

    file = resources() / "rulebook" / "categories.yaml"
    rows = yaml.load(file.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
    return {
        Category(row["id"]): CategoryStyle(
            id=Category(row["id"]),
            title=LocalizedText(**row["title"]),
            tag=row["tag"],
            hue=row["hue"],
            key=row["key"],
            underline=Underline(row["underline"]),
            about=LocalizedText(**row["about"]),
        )
        for row in rows
    }


def by_key() -> dict[str, tuple[Category, ...]]:
    """The categories that each number key steps through."""
    keys: dict[str, list[Category]] = {}
    for style in category_styles().values():
        keys.setdefault(style.key, []).append(style.id)
    return {key: tuple(keys[key]) for key in sorted(keys)}


def stepped(group: tuple[Category, ...], hidden: frozenset[Category]) -> frozenset[Category]:
    """Which of a group are hidden after those now: of all, each but one, and all the next."""
    choices: list[frozenset[Category]] = [frozenset()]
    if len(group) > 1:
        choices += [frozenset(group) - {category} for category in group]
    choices.append(frozenset(group))
    now = hidden & frozenset(group)
    at = choices.index(now) if now in choices else len(choices) - 1
    return choices[(at + 1) % len(choices)]
