"""Checks that need more than signs: one pure function each, by the flag that it raises.

The words that a check looks for are signs and lists of its flag in the
rulebook; a check reads where they are shown (``FlagDocument.shown``) and
compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reviewer.analysis.checks import gaps
from reviewer.analysis.checks.ages import age_mismatch
from reviewer.analysis.checks.companies import foreign_company
from reviewer.analysis.checks.contacts import broken_contact
from reviewer.analysis.checks.contradictions import opposed
from reviewer.analysis.checks.dates import missing_date, stale_policy
from reviewer.analysis.checks.definitions import undefined_term
from reviewer.analysis.checks.limits import answers
from reviewer.analysis.checks.placeholder import placeholders
from reviewer.analysis.checks.references import dangling_reference
from reviewer.analysis.flagged import FlagDocument, Raised

Check = Callable[[FlagDocument], Iterable[Raised]]

# A flag that stands here is raised by its check alone, whatever its signs weigh.
CHECKS: Mapping[str, Check] = {
    "age_mismatch": age_mismatch,
    "broken_contact": broken_contact,
    "complaint_missing": gaps.complaint_missing,
    "dangling_reference": dangling_reference,
    "device_gap": gaps.unsupplied("device_gap"),
    "foreign_company": foreign_company,
    "minors_no_rules": gaps.unsupplied("minors_no_rules"),
    "missing_date": missing_date,
    "no_rights_channel": gaps.no_rights_channel,
    "no_sale_contradiction": opposed(
        "no_sale_contradiction", (("no_sale", "sells"), ("no_sharing", "shares"))
    ),
    "personalised_no_optout": gaps.unsupplied("personalised_no_optout"),
    "placeholder": placeholders,
    "purpose_data_gap": gaps.purpose_data_gap,
    "sdk_not_listed": gaps.sdk_not_listed,
    "sensitive_no_consent": gaps.sensitive_no_consent,
    "slow_response": answers,
    "stale_policy": stale_policy,
    "storage_contradiction": opposed("storage_contradiction", (("kept", "abroad"),)),
    "transfer_no_safeguard": gaps.unsupplied("transfer_no_safeguard"),
    "undefined_term": undefined_term,
    "voice_recording": gaps.unsupplied("voice_recording"),
}
