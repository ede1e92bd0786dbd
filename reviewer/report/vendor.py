"""Whose policy it is, where the policy itself says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewer.analysis.names import is_own, organisations

if TYPE_CHECKING:
    from reviewer.model.policy import Policy

# Words in front of a Chinese name that are no part of it.
_LEAD = re.compile("^.*(?:适用于|欢迎使用|欢迎您使用|简称)")


def vendor(policy: Policy) -> str:
    """The first organisation that the policy calls "we" or "us"; empty where none is.

    Names without a legal form, as "Ltd" is one, are not seen.
    """
    for found, _, _ in organisations(policy.text):
        name = _LEAD.sub("", found)
        if name and is_own(policy.text, name):
            return name
    return ""
