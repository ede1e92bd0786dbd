"""Numbers as Word writes them in front of list items and headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_LIMIT = 4000
_LETTERS = 26
# Word doubles the letters behind z; past this it would be a word.
_LETTERS_LIMIT = 26 * 10
_HAN_LIMIT = 10000
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HAN_CIRCLES = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_STOPPED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_HAN = ("〇一二三四五六七八九", ("", "十", "百", "千"))
_LEGAL = ("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"))
_DIGITS_LIMIT = 20


def numeral(count: int, style: str) -> str:
    """A number in one of Word's number formats; unknown ones give digits.

    >>> [numeral(4, "lowerRoman"), numeral(28, "upperLetter"), numeral(11, "chineseCounting")]
    ['iv', 'BB', '十一']
    """
    return _FORMATS.get(style, str)(count)


def _letters(count: int) -> str:
    if not 1 <= count <= _LETTERS_LIMIT:
        return str(count)
    times, letter = divmod(count - 1, _LETTERS)
    return chr(ord("a") + letter) * (times + 1)


def _roman(count: int) -> str:
    if not 1 <= count < _ROMAN_LIMIT:
        return str(count)
    written = ""
    for amount, sign in _ROMAN:
        written += sign * (count // amount)
        count %= amount
    return written


def _han(count: int, style: tuple[str, tuple[str, ...]] = _HAN) -> str:
    """A number as it is spoken: 十一, 一百〇五."""
    if not 0 < count < _HAN_LIMIT:
        return str(count)
    digits, units = style
    written = ""
    for place in range(len(str(count)) - 1, -1, -1):
        digit = count // 10**place % 10
        if digit:
            written += digits[digit] + units[place]
        elif count % 10**place and not written.endswith(digits[0]):
            written += digits[0]
    # Ten is 十 and eleven 十一, not 一十一.
    return written[1:] if style is _HAN and count < _DIGITS_LIMIT and count > 9 else written  # noqa: PLR2004


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if 0 < count <= len(signs) else str(count)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda count: f"{count:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalFullWidth": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _one_of(_CIRCLES),
    "decimalEnclosedCircleChinese": _one_of(_CIRCLES),
    "decimalEnclosedParen": _one_of(_BRACKETED),
    "decimalEnclosedFullstop": _one_of(_STOPPED),
    "ideographEnclosedCircle": _one_of(_HAN_CIRCLES),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "chineseCounting": _han,
    "chineseCountingThousand": _han,
    "taiwaneseCounting": _han,
    "taiwaneseCountingThousand": _han,
    "japaneseCounting": _han,
    "chineseLegalSimplified": lambda count: _han(count, _LEGAL),
}
