"""A policy as it was read: text, structure, and the way back to the file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.model.origin import Origin
from reviewer.model.span import Span


class Format(StrEnum):
    """What a file is by its content."""

    TXT = "txt"
    MD = "md"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


class BlockKind(StrEnum):
    """What part a block of text plays in a policy.

    A cell is a row of a table, or a part of one where its cells are long;
    columns are the row that names what stands in the others.
    """

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    COLUMNS = "columns"
    CONTENTS = "contents"
    NAVIGATION = "navigation"


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """One message in both languages of the program."""

    en: str
    zh: str

    def in_language(self, language: str) -> str:
        """The Chinese wording for ``zh`` and its variants, else the English."""
        return self.zh if language.lower().startswith("zh") else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something about a policy that a reviewer should know.

    Attributes:
        id: a stable name for scripts.
        message: what is wrong and what it means.
        page: page of the original, from 1; None where there are no pages.
        span: the place in ``Policy.text``; None where it concerns the whole.
    """

    id: str
    message: LocalizedText
    page: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file a policy was read from.

    Attributes:
        name: file name without folder.
        sha256: lower-case hex digest of the file's bytes.
        format: decided by content.
        encoding: Python's name of the text encoding; empty for formats that
            have none of their own.
        size: length of the file in bytes.
        pages: how many the file has; 0 for formats without.
    """

    name: str
    sha256: str
    format: Format
    encoding: str
    size: int
    pages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, paragraph, list item or row of a table.

    Attributes:
        span: the block without surrounding white space and without its list
            marker or number.
        marker: the bullet, number or letter in front ("3.2", "(ii)", "•"),
            as the source has it; empty where there is none.
        level: depth of a heading from 1, nesting of an item from 1, else 0.
        section: index into ``Policy.sections``; None before the first heading.
        lead_in: index into ``Policy.blocks`` of what gives the block its
            meaning: the paragraph or heading that announces the list an item
            stands in, the names of the columns above a table's row; else None.
    """

    span: Span
    kind: BlockKind
    marker: str = ""
    level: int = 0
    section: int | None = None
    lead_in: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, or one list item that is no sentence.

    Attributes:
        span: without surrounding white space.
        block: index into ``Policy.blocks``.
        language: "en", "zh", or "" for text in neither.
    """

    span: Span
    block: int
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and all that stands under it up to the next of its rank.

    Attributes:
        span: from the heading's first character to the end of the section.
        heading: the heading's own span, number included.
        level: from 1.
        number: "3.2", "(一)", ...; empty where the heading has none.
        title: the heading without its number.
        parent: index of the enclosing section; None at the top.
    """

    span: Span
    heading: Span
    level: int
    number: str
    title: str
    parent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy document, read and divided.

    Attributes:
        text: the canonical text; every span of the program points into it.
        title: the document's own title; its file name where it has none.
        language: BCP 47 tag of the main language ("en", "zh-Hans", "zh-Hant",
            "fr", ...); "und" where it cannot be told.
        languages: all languages that carry a notable part of the text, main
            language first.
        origins: the way back to the original, in order of the text; empty
            for plain text, whose canonical text is the file itself.
    """

    source: Source
    text: str
    title: str
    language: str
    languages: tuple[str, ...]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    origins: tuple[Origin, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def analysed(self) -> bool:
        """Whether any part of it is in a language the rulebook knows."""
        return any(language.split("-")[0] in {"en", "zh"} for language in self.languages)
