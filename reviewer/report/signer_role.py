"""Who signs a report; apart from how, which takes long to load."""

from __future__ import annotations

from enum import Enum


class SignerRole(Enum):
    """Who signs; the name of the field is the role's."""

    REVIEWER = "reviewer"
    APPROVER = "approver"
