"""Whose policy it is, where the policy itself says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.analysis.names import is_own, organisations

if TYPE_CHECKING:
    from reviewer.model.policy import Policy


def vendor(policy: Policy) -> str:
    """The first organisation that the policy calls "we" or "us"; empty where none is.

    Names without a legal form, as "Ltd" is one, are not seen.
    """
    for name, _, _ in organisations(policy.text):
        if is_own(policy.text, name):
            return name
    return ""
