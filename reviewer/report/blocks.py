"""What a report consists of: frozen blocks, already worded, not yet placed.

Texts are final but for ``{page}``: a :class:`Place`'s page, known once all pages are laid out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from reviewer.report.policy_blocks import PolicyText, Swatch

if TYPE_CHECKING:
    from reviewer.model.flags import Severity
    from reviewer.model.review import ItemStatus


class Tone(Enum):
    """How loudly a paragraph speaks."""

    BODY = auto()
    SMALL = auto()
    LEAD = auto()
    NOTICE = auto()
    SEAL = auto()
    ITEM = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the report that words lead to.

    Attributes:
        text: what is shown; ``{page}`` becomes the page's number.
        key: of the place led to; empty where that is left out.
    """

    text: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The head of the first page."""

    kicker: str
    text: str
    subtitle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; its level is 1 for parts, 2 and 3 below. With a key it can be led to."""

    text: str
    level: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text.

    Attributes:
        leads: whether what follows must begin on the same page.
    """

    text: str
    tone: Tone = Tone.BODY
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a label and what it says, in one line or several."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The table of contents."""

    title: str
    rows: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts in a table: a linked name and one number a column.

    Attributes:
        header: title of the first column, then of each number's.
        statuses: the symbol above each number; None for none.
        key: stands in front of samples of a bar's parts, where there are bars.
        close: whether it is set small, there being many rows.
    """

    header: tuple[str, ...]
    statuses: tuple[ItemStatus | None, ...]
    rows: tuple[TallyRow, ...]
    key: str = ""
    close: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyRow:
    """One row of a tally; ``marker`` hangs in front of the name.

    Attributes:
        about: the row's bar in words; empty for no bar.
    """

    marker: str
    name: Place
    counts: tuple[int, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart."""

    label: str
    swatch: Swatch
    count: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars, as long as their counts.

    Attributes:
        about: the same in words, for readers who do not see it.
    """

    bars: tuple[Bar, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Pick:
    """One line of the list of what matters most."""

    status: ItemStatus
    status_word: str
    grade: str
    name: Place


@dataclass(frozen=True, slots=True)
class Picks:
    """What matters most, most severe first, and a sentence on the rest."""

    rows: tuple[Pick, ...]
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A red flag or a problem: how grave or where in the file, what it is, and in what words.

    Attributes:
        severity: None for a problem of reading. place: None without a quote.
        remarks: what people made of it.
    """

    severity: Severity | None
    grade: str
    text: str
    quote: str = ""
    place: Place | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Alerts:
    """Red flags, gravest first, or problems.

    Attributes:
        under: small print on all of them, held to the last.
    """

    rows: tuple[Alert, ...]
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words of the policy and where they stand."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Remark:
    """A short labelled text below an item; the label may be empty."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """What an item says in the other language; it stands beside."""

    title: str
    source: str
    reason: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One requirement and how the policy stands towards it.

    Attributes:
        number: as printed, such as "B12".
        source: article, level and severity.
        warning: that the article is not verified; empty where it is.
        related: words that are worth a look, introduced by ``related_label``.
        verdicts: who gave the status, and what the machine found, for the margin.
        twin: title, reason and remedy in the other language; None for none.
    """

    number: str
    key: str
    status: ItemStatus
    status_word: str
    title: str
    source: str
    warning: str
    reason: str
    quotes: tuple[Quote, ...]
    remarks: tuple[Remark, ...]
    related_label: str = ""
    related: tuple[Quote, ...] = ()
    verdicts: tuple[str, ...] = ()
    twin: Twin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """The rows of a checklist.

    Attributes:
        header: over the left and the main column, repeated on every page.
        continued: the checklist's name as repeated on following pages.
    """

    header: tuple[str, str]
    continued: str
    rows: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is said about one highlighted clause.

    Attributes:
        labels: the categories with their confidence, and the original's page.
        words: the deciding words; empty where none are known.
        supports: items that rest on it, introduced by ``supports_label``.
    """

    number: int
    key: str
    place: Place
    swatches: tuple[Swatch, ...]
    labels: str
    words: str
    supports_label: str
    supports: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """All notes in order."""

    rows: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class LegendRow:
    """A sample and what it means; either a category or a status."""

    sample: Swatch | ItemStatus
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Legend:
    """The key to marks and symbols."""

    rows: tuple[LegendRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of texts, some of which lead somewhere.

    Attributes:
        widths: of the columns, as shares of the whole.
    """

    header: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str | Place, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """One row of the sign-off block: labels with what is already known, often nothing.

    Attributes:
        fields: the last is for the signature.
        role: names the signature's form field.
    """

    title: str
    fields: tuple[tuple[str, str], ...]
    role: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """Room to sign."""

    signers: tuple[Signer, ...]


Piece = (
    Title
    | Heading
    | Paragraph
    | Facts
    | Contents
    | Tally
    | Chart
    | Picks
    | Alerts
    | Items
    | Grid
    | PolicyText
    | Notes
    | Legend
    | SignOff
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the report, beginning on a new page.

    Attributes:
        title: as the bookmarks and the contents name it.
        level: 1, or 2 for a part that belongs to the one before.
        running: shown in the running header; empty for no header.
        joined: whether it may begin on the page on which the last part ends.
    """

    key: str
    title: str
    pieces: tuple[Piece, ...]
    level: int = 1
    running: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that a report says.

    Attributes:
        language: BCP 47 tag of the report's own language.
        day: year, month and day that the file is dated by.
        header: right half of the running header.
        draft: said on every page while nobody has decided anything; empty
            afterwards.
        page: template with ``{page}`` and ``{pages}``.
    """

    language: str
    title: str
    author: str
    subject: str
    creator: str
    day: tuple[int, int, int]
    header: str
    draft: str
    page: str
    parts: tuple[Part, ...]
