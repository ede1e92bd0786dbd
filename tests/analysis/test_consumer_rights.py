"""What the bundled detectors make of the consumer rights of the United States.

Sixty excerpts as policies word them from 2019 on: thirty that grant rights and thirty that talk
near them. Each says which of the seven rights it tells.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reviewer.model.review import DisclosureStatus
from reviewer.pipeline import Options, load_analyser, read

if TYPE_CHECKING:
    from collections.abc import Callable

RIGHTS = {
    "delete": "right_erasure",
    "correct": "right_rectification",
    "limit": "limit_sensitive_use",
    "opt out": "opt_out_sale_sharing",
    "equal": "non_retaliation",
    "know": "right_access",
    "how": "rights_procedure",
}

TELLING: tuple[tuple[str, str], ...] = (
    (
        "know delete",
        (
            "Californians can ask us which categories and specific pieces of personal information"
            " we hold about them. They can also ask us to delete that personal information."
        ),
    ),
    (
        "opt out",
        (
            'To stop us from selling your personal information, click "Do Not Sell or Share My '
            'Personal Information" at the foot of any page.'
        ),
    ),
    (
        "equal",
        "We will not discriminate against you because you exercised one of your privacy rights.",
    ),
    (
        "equal",
        (
            "Unless the law permits it, using these rights will not lead us to deny you goods or "
            "services, or to charge you different prices."
        ),
    ),
    ("limit", "You may direct us to limit how we use and disclose your sensitive personal data."),
    (
        "limit",
        (
            "We use sensitive personal information only for the purposes that the CCPA permits, "
            "and never to infer characteristics about you."
        ),
    ),
    (
        "correct how",
        (
            "You have a right to have wrong information corrected. Send your request to "
            "rights@harbor.example.com; we will verify your identity before we act on it."
        ),
    ),
    (
        "know delete correct opt out limit equal",
        (
            "Your Colorado and California Rights\n\n"
            "- Right to know\n"
            "- Right to delete\n"
            "- Right to correct\n"
            "- Right to opt out of sale and sharing\n"
            "- Right to limit the use of sensitive personal information\n"
            "- Right to non-discrimination\n"
        ),
    ),
    (
        "know correct delete opt out",
        (
            "If you live in Virginia, you have the right to confirm whether we process your "
            "personal data and to access it, to correct inaccuracies in it, to delete it, and to "
            "opt out of targeted advertising, the sale of personal data and profiling."
        ),
    ),
    (
        "opt out",
        (
            "Nevada residents may instruct us not to sell certain personal information by writing"
            " to optout@harbor.example.com."
        ),
    ),
    (
        "opt out",
        (
            "Some of this may count as a sale under state law, and you can opt out of such sales "
            "through the Your Privacy Choices link."
        ),
    ),
    (
        "how",
        (
            "You may submit a verifiable consumer request through our web form or by calling our "
            "toll-free number. We cannot answer it if we cannot confirm your identity."
        ),
    ),
    (
        "how",
        "To exercise any of these rights, e-mail us at privacy@harbor.example.com.",
    ),
    (
        "delete",
        (
            "Deletion. You may request that we erase the personal information we collected from "
            "you, with some exceptions that the law makes."
        ),
    ),
    (
        "know",
        (
            "Access and portability. You may request that we disclose to you what personal "
            "information we collected, used and disclosed during the last twelve months."
        ),
    ),
    (
        "equal",
        "Non-retaliation: nobody is treated worse for making a privacy request.",
    ),
    (
        "opt out limit",
        (
            "Our toggles let you opt out of the sharing of personal information for cross-context"
            " behavioral advertising and limit the use of sensitive information."
        ),
    ),
    (
        "opt out",
        (
            "A browser that sends the Global Privacy Control tells us to opt you out of the sale "
            "of your data."
        ),
    ),
    (
        "know delete equal",
        (
            "California Privacy Notice. Consumers have a right to request the personal "
            "information a business has about them and to request its deletion, and not to "
            "receive discriminatory treatment for it."
        ),
    ),
    (
        "correct delete",
        "You may ask us to rectify inaccurate personal data or to erase what we no longer need.",
    ),
    (
        "know",
        (
            "You are entitled to obtain a copy of the personal data that you gave us, in a "
            "portable and readily usable format."
        ),
    ),
    (
        "know delete how",
        (
            "Consumers, or agents whom they authorize in writing, may send requests to know or to"
            " delete to our privacy office at the address below."
        ),
    ),
    (
        "limit",
        (
            "Right to limit: because we process precise geolocation, you can tell us to use "
            "sensitive data for the requested service alone."
        ),
    ),
    (
        "opt out",
        "We honor your right to say no to the sale of your information: use the opt-out form.",
    ),
    (
        "equal",
        (
            "Choosing to use these rights does not change the quality or the price of what we "
            "offer you; there is no penalty."
        ),
    ),
    (
        "correct",
        "Correction: You may request that inaccurate personal information we maintain be fixed.",
    ),
    (
        "know",
        (
            "The California Consumer Privacy Act gives residents the right to be told which "
            "categories of personal information were collected, sold or disclosed about them, and"
            " the right to access them."
        ),
    ),
    (
        "delete correct know how",
        (
            "Residents of Connecticut and Utah may ask to access, correct or delete their "
            "personal data with the request form in our privacy portal."
        ),
    ),
    (
        "opt out",
        (
            "We share cookie identifiers with advertising networks, which may be a sale. You have"
            " the right to opt-out of this at any time; see Do Not Sell My Info."
        ),
    ),
    (
        "delete know correct equal how",
        (
            "You may review, amend or remove your personal information by sending a request to "
            "our support desk, and we do not retaliate against anyone who asks."
        ),
    ),
)

NEAR: tuple[str, ...] = (
    "You may opt out of marketing e-mails with the unsubscribe link in each message.",
    "To correct your order, call the shop before it leaves our warehouse.",
    "We reserve the right to delete comments that offend other readers.",
    "Our site is an equal opportunity place: we do not discriminate by race or gender.",
    "You can opt out of interest-based ads at the site of the Network Advertising Initiative.",
    "We do not sell your personal information to anyone.",
    "We limit access to sensitive data to employees who need it for their work.",
    "We protect sensitive information, such as card numbers, by encryption.",
    "We delete log files after ninety days.",
    "Only authorized agents of the company have access to our computers.",
    "We have the right to access your device to install updates.",
    "You can delete cookies in the settings of your browser.",
    "Sensitive information is information whose misuse may lead to discrimination.",
    "Parents may review their child's information and have it deleted.",
    "You have no rights in the content of this site, and all rights are reserved.",
    "If your address changes, please tell us in time so that your parcel arrives.",
    "We may limit the number of requests that one address may send to our servers.",
    "This section applies to residents of California and supplements the notice above.",
    "We may disclose information in connection with the sale of our business.",
    "You can limit the notifications of the app in your phone.",
    "We correct errors in our software as quickly as we can.",
    "To opt out of text messages, reply STOP.",
    "Share this page with your friends or opt out of our newsletter.",
    "Federal law gives you the right to limit some sharing with affiliates, but not all.",
    "We ask for your name and e-mail when you request a brochure.",
    "Customers may submit a request for a refund within thirty days of purchase.",
    "Do Not Track: your browser may ask sites not to track you; we do not respond to it.",
    "We do not charge different prices in our shops and on our website.",
    ("We collect information about how visitors access our pages and use it to correct faults."),
    (
        "Under the Shine the Light law, you may ask once a year which third parties received your "
        "information for their direct marketing purposes."
    ),
)


@pytest.fixture(scope="module")
def found() -> Callable[[str], set[str]]:
    """Which of the seven rights a text is found to tell."""
    analyser = load_analyser()
    options = Options(as_of=date(2026, 11, 21))

    def rights(text: str) -> set[str]:
        analysis = analyser.analyse(read(text.encode(), "policy.txt"), options)
        told = {
            one.id
            for one in analysis.disclosures
            if one.status in {DisclosureStatus.PRESENT, DisclosureStatus.PARTIAL}
        }
        return {right for right, disclosure in RIGHTS.items() if disclosure in told}

    return rights


@pytest.mark.parametrize(("rights", "text"), TELLING)
def test_that_rights_are_found(found: Callable[[str], set[str]], rights: str, text: str) -> None:
    expected = {right for right in RIGHTS if right in rights}
    assert found(text) >= expected


@pytest.mark.parametrize(("rights", "text"), TELLING)
def test_that_no_other_right_is_found(
    found: Callable[[str], set[str]], rights: str, text: str
) -> None:
    # Where a right is granted, how to use it is often said in the same breath.
    expected = {right for right in RIGHTS if right in rights} | {"how"}
    assert found(text) <= expected


@pytest.mark.parametrize("text", NEAR)
def test_that_talk_near_rights_grants_none(found: Callable[[str], set[str]], text: str) -> None:
    assert found(text) == set()
