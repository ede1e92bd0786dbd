"""Words by which a page's lines are told apart."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u9fff]")
# A Han character says as much as so many letters.
_HAN_WEIGHT = 3

PERSONAL = re.compile(
    r"priva|personal (?:data|info|details)|cookie|collect|consent|third.part|disclos"
    r"|\bopt.(?:in|out)|data (?:protection|subject|controller)|your (?:data|information)"
    r"|retain|unsubscribe"
    r"|隐私|隱私|个人信息|個人資料|個人資訊|用户信息|收集|蒐集|权限|第三方|敏感",
    re.IGNORECASE,
)
"""Matters of a privacy policy."""

TITLE = re.compile(
    r"priva|data protection|cookie|personal (?:data|information)|terms|隐私|隱私|个人信息|個人資料"
    r"|政策|声明|聲明|协议|保护",
    re.IGNORECASE,
)
"""Words of a policy's title."""

CONTACT = re.compile(
    r"@|\d{5,}|(?:e-?mail|phone|tel|fax|address|邮箱|电话|地址)\s*[:：]", re.IGNORECASE
)

DATED = re.compile(
    r"(?:19|20)\d\d|updated|effective|revised|version|更新|生效|发布|版本|日期", re.IGNORECASE
)
"""Lines that may say when a policy was made."""

DATE = re.compile(
    r"(?:\w+[: ]+){0,4}(?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?,? "
    r"(?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:19|20)\d\d\W*"
    r"|.{0,12}(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?.{0,4}",
    re.IGNORECASE,
)
"""A line that is a date and little else."""

GUIDES = re.compile(
    r"^\W*(?:learn|read|find out|see) more|^\W*(?:return|back|go|skip|jump) to\b"
    r"|^\W*(?:to )?(?:the )?top\W*$|返回|回到顶部",
    re.IGNORECASE,
)
"""Links within a page that name no part of it."""

CLOSING = re.compile(
    r"©|\(c\) ?(?:19|20)\d\d|copyright|all rights reserved|版权所有|icp备|公网安备"
    r"|^(?:back to )?top$|^print|返回顶部|回到顶部",
    re.IGNORECASE,
)
"""What stands below the text of a page."""


def weight(text: str) -> int:
    """How much a text says, in letters.

    >>> weight("lamp"), weight("灯笼")
    (4, 6)
    """
    return len(text) + (_HAN_WEIGHT - 1) * len(_HAN.findall(text))
