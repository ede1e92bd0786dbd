"""How much a text says about personal data, to tell a policy from another page."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATA = (
    r"(?:personal\w*|information|data|cookies?|e-?mail|address(?:es)?|phone|numbers?|location|"
    r"privacy|identif\w+|tracking|analytics|names?|photos?|contacts?|payments?|purchases)"
)
_DEEDS = (
    r"(?:collect|process|us|shar|disclos|stor|retain|keep|kept|transfer|transmit|protect|receiv|"
    r"obtain|sell|sold|gather|record|provid|secur|delet|hold|held|access|request|send|track)"
)
_STATEMENT = re.compile(
    rf"\b(?:we|us|our|you|your|app|site|website|service|company)\b[^.!?\n]{{0,80}}\b{_DEEDS}\w{{0,5}}\b"
    rf"[^.!?\n]{{0,80}}\b{_DATA}\b"
    rf"|\b{_DATA}\b[^.!?\n]{{0,80}}\b(?:is|are|was|were|be|been)\b[^.!?\n]{{0,30}}\b{_DEEDS}\w{{0,5}}\b"
    rf"|\b{_DATA}\b[^.!?\n]{{0,30}}\b(?:we|us|you)\b[^.!?\n]{{0,30}}\b{_DEEDS}\w{{0,5}}\b"
    r"|\b(?:right|opt|withdraw|consent)\w{0,5}\b[^.!?\n]{0,80}\b(?:data|information|erasure|out|access)\b"
    r"|(?:收集|蒐集|使用|处理|處理|存储|儲存|保存|共享|转让|提供|保护|保護|披露|删除|刪除|访问|授权|获取|加密|隐匿)"
    r"[^。！？\n]{0,40}(?:信息|資訊|数据|數據|资料|資料|隐私|隱私|权限|cookie)"
    r"|(?:信息|資訊|数据|數據|资料|資料|隐私|隱私|权限|cookie)[^。！？\n]{0,40}"
    r"(?:收集|蒐集|使用|处理|處理|存储|儲存|保存|共享|转让|提供|保护|保護|披露|删除|刪除|访问|授权|获取|加密)",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:terms|agreement|liab\w+|applicable law|jurisdiction|warrant\w+|shall|conduct"
    r"|govern\w*)\b"
    r"|条款|协议|責任|责任|法律|适用|管辖",
    re.IGNORECASE,
)
# Longer lines are no sentences: a match may not begin in the dark.
_LONGEST = 20_000


def statements(text: str) -> int:
    """How many sentences say what happens to personal data, at most one a stretch.

    >>> statements("We collect your data. You may ask us for it. Click here.")
    1
    >>> statements("我们会收集您的位置信息。")
    1
    """
    return sum(1 for _ in _statements(text))


def has_statements(text: str, count: int) -> bool:
    """Whether so many sentences do; a policy shows it with its first ones."""
    return next(islice(_statements(text), count - 1, None), None) is not None


def _statements(text: str) -> Iterator[re.Match[str]]:
    for line in text.split("\n"):
        yield from _STATEMENT.finditer(line[:_LONGEST])


def legal_words(text: str) -> int:
    """How many words of contracts and statutes a text uses."""
    return len(_LEGAL.findall(text))
