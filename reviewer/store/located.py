"""YAML of unknown origin: what it holds, and on which line each part stands.

Size, depth and length are bounded before the parser makes values, and parts
that stand for others are refused: a few lines of them could fill the memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from reviewer.errors import RulebookError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Key = int | str
Place = tuple[Key, ...]

# The longest bundled checklist has a twentieth of that.
LARGEST = 1024 * 1024
# The parser in C is some ten times as fast; not every build of PyYAML has it.
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# No checklist nests half as deep; the parser in C dies of some ten thousand levels.
_DEEPEST = 20
# Plain words of that many digits and colons are numbers to YAML, and take it minutes.
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Located:
    """What a file holds.

    Attributes:
        lines: from 1, of each part that can be named by keys and positions.
        repeated: keys that stand twice in one place.
    """

    value: object
    lines: Mapping[Place, int]
    repeated: tuple[Place, ...]

    def line(self, place: Place) -> int:
        """The line of a part, or of the nearest part around it that is there."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def located(path: Path, name: str) -> Located:
    """What a file holds.

    Args:
        name: what the file is called in errors.

    Raises:
        RulebookError: it cannot be read, is no YAML, or is large, deep or bottomless.
    """
    text = _text(path, name)
    _refuse_unbounded(text, name)
    loader = _LOADER(text)
    try:
        node = loader.get_single_node()
        value = None if node is None else loader.construct_document(node)
    except (yaml.YAMLError, ValueError) as error:  # ValueError: 2026-13-45 is no date
        raise _no_yaml(name, error) from error
    finally:
        loader.dispose()
    lines: dict[Place, int] = {}
    repeated: list[Place] = []
    for place, line in _placed(node, ()):
        if place in lines and place:
            repeated.append(place)
        lines[place] = line
    return Located(value, lines, tuple(repeated))


def _text(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise RulebookError(
            "The file {file} cannot be read ({cause}); check that it is a file and that you may "
            "open it.",
            file=name,
            cause=error.strerror,
        ) from error
    if len(data) > LARGEST:
        template = "The checklist {file} is larger than {limit} KiB; shorten or divide it."
        raise RulebookError(template, file=name, limit=LARGEST // 1024)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        template = "The checklist {file} is not in UTF-8; save it in that encoding."
        raise RulebookError(template, file=name) from error


def _refuse_unbounded(text: str, name: str) -> None:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST or _is_long(event):
                template = (
                    "{file}, line {line}: an alias, a very long text or very deep nesting stands "
                    "here; write it out plainly."
                )
                mark = event.start_mark
                raise RulebookError(template, file=name, line=mark.line + 1 if mark else 1)
    except yaml.YAMLError as error:
        raise _no_yaml(name, error) from error


def _is_long(event: yaml.Event) -> bool:
    return isinstance(event, yaml.ScalarEvent) and len(event.value) > _LONGEST


def _no_yaml(name: str, error: yaml.YAMLError | ValueError) -> RulebookError:
    mark = getattr(error, "problem_mark", None)
    return RulebookError(
        "{file}, line {line}: this is no YAML ({problem}); correct it there.",
        file=name,
        line=mark.line + 1 if mark else 1,
        problem=getattr(error, "problem", None) or "it cannot be parsed",
    )


def _placed(node: yaml.Node | None, place: Place) -> Iterator[tuple[Place, int]]:
    """Every part with its line; a key that stands twice comes twice."""
    if node is None:
        return
    if not place:
        yield place, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, inner in node.value:
            here = (*place, str(key.value))
            yield here, key.start_mark.line + 1
            yield from _placed(inner, here)
    elif isinstance(node, yaml.SequenceNode):
        for index, inner in enumerate(node.value):
            yield (*place, index), inner.start_mark.line + 1
            yield from _placed(inner, (*place, index))
