"""Grid, type scale and colours of the report: one place for all measures.

All lengths are PDF points; x runs from the page's left edge.
"""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.flags import Severity
from reviewer.model.review import ItemStatus

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM

LEFT = 20 * MM  # the margin column: numbers, tags, symbols, references
MAIN = 54 * MM  # the text column
RIGHT = 190 * MM
TOP = 28 * MM  # from the page's upper edge
BOTTOM = 24 * MM  # from the page's lower edge
HEADER = 15 * MM
FOOTER = 13 * MM
GUTTER = 12.0

TEXT_WIDTH = RIGHT - MAIN
BODY_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM

INK = "#1C2024"
SOFT = "#59616A"
RULE = "#C6CBD1"
ACCENT = "#1F3A5F"
WARNING = "#9A4A00"
WARNING_PALE = "#FBF3E9"
SEALED = ("#17623B", "#EDF6F0")  # of what is final: words and ground

STATUS_COLOURS = {
    ItemStatus.MET: "#1B7346",
    ItemStatus.PARTIAL: "#946200",
    ItemStatus.MISSING: "#B3261E",
    ItemStatus.NOT_APPLICABLE: "#6B737C",
    ItemStatus.UNKNOWN: "#44558C",
}
SEVERITY_COLOURS = {
    Severity.CRITICAL: "#B3261E",
    Severity.HIGH: "#B3261E",
    Severity.MEDIUM: "#946200",
    Severity.LOW: "#59616A",
}
TINT = 0.15


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text is set.

    Attributes:
        leading: distance of lines in Latin text.
        chinese_leading: the same in Chinese text, which needs more air.
    """

    size: float
    leading: float
    chinese_leading: float
    bold: bool = False
    colour: str = INK

    def line(self, *, chinese: bool) -> float:
        """The height of one line."""
        return self.chinese_leading if chinese else self.leading


TITLE = Style(26, 32, 36, bold=True)
KICKER = Style(9.5, 14, 15, bold=True, colour=ACCENT)
SUBTITLE = Style(12, 17, 19, colour=SOFT)
HEADINGS = {
    1: Style(18, 23, 26, bold=True, colour=ACCENT),
    2: Style(11.5, 16, 18, bold=True, colour=ACCENT),
    3: Style(9.5, 14, 15.5, bold=True),
}
BODY = Style(9.5, 14, 16)
LEAD = Style(11, 16, 18.5)
SMALL = Style(8, 11.5, 13, colour=SOFT)
LABEL = Style(8.5, 14, 16, colour=SOFT)
STRONG = Style(9.5, 14, 16, bold=True)
QUOTE = Style(8.5, 12.5, 14, colour=INK)
REMARK = Style(8.5, 12.5, 14)
REMARK_LABEL = Style(8.5, 12.5, 14, bold=True, colour=SOFT)
REFERENCE = Style(7.5, 12.5, 14, colour=ACCENT)
COLUMN_HEAD = Style(7.5, 11, 12, bold=True, colour=SOFT)
NOTE = Style(7.5, 10.5, 11.8)
NOTE_BOLD = Style(7.5, 10.5, 11.8, bold=True)
TAG = Style(6.5, 9, 9, bold=True)
MARK_NUMBER = Style(6.5, 9, 9)
RUNNING = Style(7.5, 10, 10, colour=SOFT)
DRAFT = Style(7.5, 10, 10, bold=True, colour=WARNING)
POLICY = Style(9.5, 14.6, 16.6)
POLICY_HEADING = Style(10.5, 15.6, 17.4, bold=True)


def mixed(hue: str, share: float) -> str:
    """A hue laid over white paper with a share of its strength.

    >>> mixed("#FF0000", 0.5)
    '#FF8080'
    """
    parts = (int(hue[index : index + 2], 16) for index in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)
