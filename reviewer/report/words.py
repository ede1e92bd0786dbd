"""The report's own words in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.i18n import translator
from reviewer.model.flags import Severity
from reviewer.model.policy import Format
from reviewer.model.review import ItemStatus
from reviewer.model.rules import Level

if TYPE_CHECKING:
    from reviewer.model.policy import LocalizedText

_ENCODINGS = {
    "utf_8": "UTF-8",
    "utf_16": "UTF-16",
    "utf_16_le": "UTF-16 LE",
    "utf_16_be": "UTF-16 BE",
    "utf_32": "UTF-32",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "big5": "Big5",
    "cp932": "Shift_JIS",
    "shift_jis": "Shift_JIS",
    "euc_jp": "EUC-JP",
    "cp949": "EUC-KR",
    "euc_kr": "EUC-KR",
    "koi8_r": "KOI8-R",
}
_LEAST_SHARE = 0.7  # of the length asked for that a text cut between words still has


class Words:
    """Sentences in one language.

    Args:
        language: "en" or "zh".
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.chinese = language.lower().startswith("zh")
        self._translate = translator("report", language)

    def say(self, sentence: str, **values: object) -> str:
        """A sentence in the reader's language, its placeholders filled in."""
        translated = self._translate(sentence)
        return translated.format(**values) if values else translated

    def of(self, text: LocalizedText) -> str:
        """A text of the rulebook."""
        return text.in_language(self.language)

    def status(self, status: ItemStatus) -> str:
        """A status as one word."""
        return {
            ItemStatus.MET: self.say("Met"),
            ItemStatus.PARTIAL: self.say("Partly"),
            ItemStatus.MISSING: self.say("Missing"),
            ItemStatus.NOT_APPLICABLE: self.say("Not applicable"),
            ItemStatus.UNKNOWN: self.say("Undecided"),
        }[status]

    def status_meaning(self, status: ItemStatus) -> str:
        """What a status says about an item."""
        return {
            ItemStatus.MET: self.say("The policy says what the article asks for."),
            ItemStatus.PARTIAL: self.say("The policy says some of it, or says it too vaguely."),
            ItemStatus.MISSING: self.say("Nothing of the kind was found in the policy."),
            ItemStatus.NOT_APPLICABLE: self.say(
                "The condition on which the article depends does not hold."
            ),
            ItemStatus.UNKNOWN: self.say(
                "The text alone does not decide it, or a question is still open."
            ),
        }[status]

    def severity(self, severity: Severity) -> str:
        """How grave a gap is."""
        return {
            Severity.CRITICAL: self.say("critical"),
            Severity.HIGH: self.say("high"),
            Severity.MEDIUM: self.say("medium"),
            Severity.LOW: self.say("low"),
        }[severity]

    def level(self, level: Level) -> str:
        """How far a requirement binds."""
        return {
            Level.REQUIRED: self.say("required"),
            Level.CONDITIONAL: self.say("required under a condition"),
            Level.RECOMMENDED: self.say("recommended"),
        }[level]

    def format(self, kind: Format) -> str:
        """The name of a file format."""
        return {
            Format.TXT: self.say("Plain text"),
            Format.MD: self.say("Markdown"),
            Format.HTML: self.say("Web page (HTML)"),
            Format.PDF: self.say("PDF"),
            Format.DOCX: self.say("Word document (DOCX)"),
        }[kind]

    def tongue(self, tag: str) -> str:
        """The name of a language; its tag where the name is not known."""
        names = {
            "en": self.say("English"),
            "zh": self.say("Chinese"),
            "zh-Hans": self.say("Simplified Chinese"),
            "zh-Hant": self.say("Traditional Chinese"),
            "fr": self.say("French"),
            "de": self.say("German"),
            "es": self.say("Spanish"),
            "it": self.say("Italian"),
            "pt": self.say("Portuguese"),
            "nl": self.say("Dutch"),
            "ja": self.say("Japanese"),
            "ko": self.say("Korean"),
            "ru": self.say("Russian"),
            "ar": self.say("Arabic"),
            "th": self.say("Thai"),
            "el": self.say("Greek"),
            "und": self.say("not determined"),
        }
        return names.get(tag, tag)

    def pages(self, first: int, last: int) -> str:
        """Pages of the file that a policy was read from."""
        if first == last:
            return self.say("original p. {page}", page=first)
        return self.say("original pp. {first}–{last}", first=first, last=last)

    def listed(self, parts: list[str]) -> str:
        """Short texts as a list in one line."""
        return self.say(", ").join(parts)

    def joined(self, first: str, second: str) -> str:
        """Two sentences in a row; Chinese has no space between them."""
        return f"{first}{'' if self.chinese else ' '}{second}"

    def quoted(self, text: str, limit: int) -> str:
        """Words in quotation marks, shortened to about ``limit`` characters."""
        return self.say("“{text}”", text=shortened(text, limit))


def encoding_name(codec: str) -> str:
    """What a text encoding is called outside of Python.

    >>> encoding_name("utf-8"), encoding_name("cp1252"), encoding_name("iso8859-15")
    ('UTF-8', 'Windows-1252', 'ISO-8859-15')
    """
    name = codec.lower().replace("-", "_")
    if name.startswith("cp125"):
        return f"Windows-{name[2:]}"
    if name.startswith("iso8859"):
        return f"ISO-8859-{name.removeprefix('iso8859_')}"
    return _ENCODINGS.get(name, codec.upper())


def shortened(text: str, limit: int) -> str:
    """A text on one line, cut between words where it is longer than ``limit``.

    >>> shortened("We collect  your name", 12)
    'We collect…'
    """
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    space = line.rfind(" ", 0, limit + 1)
    cut = line[:space] if space > limit * _LEAST_SHARE else line[:limit]
    return cut.rstrip(" ,;:，；：、") + "…"
