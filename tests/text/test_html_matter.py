"""Which parts of a page are its policy, and which are menus, banners and footers around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.text.readers import html

NAME = "We collect your name and the address to which a lantern shall be sent."
COURIER = "We share your address with the courier who carries the lantern to your door."
SEVEN = "We keep your personal information for seven years, as the tax office asks."
RIGHTS = "You have the right to ask for a copy of your data and to have it erased."
COOKIES = "Our site uses cookies to remember the lanterns that you put in your basket."
CHANGES = "We may change this privacy policy and shall then say so at the top of this page."
LAW = "The law of the province of Tallow applies, and its courts alone decide disputes."
SENTENCES = (NAME, COURIER, SEVEN, RIGHTS, COOKIES, CHANGES)
TEXT = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
LINKS = "".join(
    f"<li><a href='/{word}'>{word}</a></li>"
    for word in ("Wicks", "Oil lamps", "Brass", "Glass", "Gift sets", "Sale", "Stores", "Press")
)


def lines(page: str) -> list[str]:
    return html.read(f"<html><body>{page}</body></html>".encode()).text.split("\n")


def titled(page: str) -> str:
    """A page with a title and menus around what is given."""
    return f"<nav><ul>{LINKS}</ul></nav><h1>Privacy policy</h1>{page}<footer>{LINKS}</footer>"


@pytest.mark.parametrize(
    "around",
    [
        "<nav><ul>%s</ul></nav>",
        "<div class=topnav><ul>%s</ul></div>",
        "<div role=navigation><ul>%s</ul></div>",
        "<div id=mainMenu><ul>%s</ul></div>",
        "<header><ul>%s</ul></header>",
        "<aside><h3>Also of interest</h3><ul>%s</ul></aside>",
        "<div class=css-1x2y3z><ul>%s</ul></div>",
        "<table><tr><td>%s</td></tr></table>",
    ],
)
def test_that_menus_are_left_out(around: str) -> None:
    assert lines((around % LINKS) + f"<div>{TEXT}</div>") == list(SENTENCES)
    assert lines(f"<div>{TEXT}</div>" + (around % LINKS)) == list(SENTENCES)


@pytest.mark.parametrize(
    "piece",
    [
        "<div class=breadcrumbs><a href='/'>Home</a> / <a href='/legal'>Legal</a> / Privacy</div>",
        "<div class=share-buttons>Share: <a href='//f.example'>Friends</a></div>",
        "<a class=skip-link href='#main'>Skip to the text</a>",
        "<div class=cookie-banner><p>We use cookies; manage your choices.</p></div>",
        "<div id=newsletter><p>Join our list today for ten per cent off a lantern.</p></div>",
        "<script>var privacy = 'We collect your data.';</script>",
        "<style>p { content: 'We collect your data.' }</style>",
        "<select><option>We collect your data in English.</option></select>",
        "<!-- We collect your data. -->",
    ],
)
@pytest.mark.parametrize("behind", [False, True])
def test_that_what_surrounds_a_policy_is_left_out(piece: str, *, behind: bool) -> None:
    text = f"<div>{TEXT}<p>{LAW}</p></div>"
    assert lines(text + piece if behind else piece + text) == [*SENTENCES, LAW]


def test_that_the_footer_of_a_site_is_left_out() -> None:
    footer = (
        f"<footer><ul>{LINKS}</ul><p>Lantern Shop is a registered trade mark of Brass and Sons, "
        "who make lamps in Wickham.</p><p>© 2024 Lantern Shop. All rights reserved.</p></footer>"
    )
    assert lines(f"<div>{TEXT}</div>{footer}") == list(SENTENCES)


def test_that_a_date_in_the_footer_of_the_text_is_kept() -> None:
    page = f"<article>{TEXT}<footer><p>Last updated: 4 March 2024</p></footer></article>"
    assert lines(page) == [*SENTENCES, "Last updated: 4 March 2024"]


def test_that_a_date_in_the_footer_of_the_page_is_kept() -> None:
    page = f"<div>{TEXT}</div><footer><p>Last updated: 4 March 2024</p><ul>{LINKS}</ul></footer>"
    assert lines(page) == [*SENTENCES, "Last updated: 4 March 2024"]


@pytest.mark.parametrize(
    "opening",
    [
        "<div id=p2 style='display: none'>",
        "<div class=collapse aria-hidden=true>",
        "<div hidden>",
        "<details>",
        "<div style='visibility:hidden'>",
    ],
)
def test_that_text_shown_after_a_click_is_kept(opening: str) -> None:
    page = f"<section><h2>Data</h2><p>{NAME}</p><p>{COURIER}</p><p>{COOKIES}</p></section>"
    tag = opening[1:].split(" ", maxsplit=1)[0].rstrip(">")
    more = f"<section><h2>Rights</h2>{opening}<p>{SEVEN}</p><p>{RIGHTS}</p></{tag}></section>"
    found = lines(f"<main>{page}{more}</main>")
    assert found == ["Data", NAME, COURIER, COOKIES, "Rights", SEVEN, RIGHTS]


@pytest.mark.parametrize("attribute", ["style='display:none'", "hidden", "class=mobile-only"])
def test_that_a_second_copy_of_the_text_is_left_out(attribute: str) -> None:
    text = TEXT + f"<p>{' '.join(SENTENCES)}</p>"
    found = lines(f"<div>{text}</div><div {attribute}>{text}</div>")
    assert found == [*SENTENCES, " ".join(SENTENCES)]


def test_that_sections_that_resemble_each_other_are_all_kept() -> None:
    towns = ("Tallow", "Wickham", "Emberton", "Candleford")
    page = "".join(
        f"<section><h2>Residents of {town}</h2>"
        f"<p>If you live in {town}, you have the right to ask for a copy of your data.</p>"
        f"<p>If you live in {town}, you may opt out of letters about new lanterns.</p></section>"
        for town in towns
    )
    found = lines(f"<main>{page}</main>")
    for town in towns:
        assert sum(town in line for line in found) == 3


def test_that_a_title_in_the_header_of_the_site_is_found() -> None:
    page = (
        "<header><div class=logo>Lantern Shop</div><h1>Privacy policy</h1>"
        f"<ul>{LINKS}</ul></header><div>{TEXT}</div>"
    )
    assert lines(page) == ["Privacy policy", *SENTENCES]


def test_that_a_date_above_the_title_is_kept() -> None:
    page = f"<nav>{LINKS}</nav><div><p>Updated 4 March 2024</p><h1>Privacy policy</h1>{TEXT}</div>"
    assert lines(page) == ["Updated 4 March 2024", "Privacy policy", *SENTENCES]


def test_that_a_date_below_a_title_in_a_band_is_kept() -> None:
    band = "<div class=hero><h1>Privacy policy</h1><p>Effective as of May 25, 2018</p></div>"
    page = f"<nav>{LINKS}</nav>{band}<div>{TEXT}</div>"
    assert lines(page) == ["Privacy policy", "Effective as of May 25, 2018", *SENTENCES]


@pytest.mark.parametrize(
    "opening",
    [
        "<footer class=legal>",
        "<aside>",
        "<div class='modal fade' role=dialog>",
        "<div class=popup-content>",
        "<div class=header-content>",
        "<div id=sidebar>",
        "<form method=post>",
        "<div class=cookie-notice>",
        "<div class=widget>",
        "<dialog>",
        "<blockquote>",
        "<header>",
    ],
)
def test_that_a_misnamed_container_is_kept(opening: str) -> None:
    tag = opening[1:].split(" ", maxsplit=1)[0].rstrip(">")
    page = f"<nav><ul>{LINKS}</ul></nav>{opening}{TEXT}<p>{LAW}</p></{tag}>"
    assert lines(page) == [*SENTENCES, LAW]


def test_that_contacts_below_the_text_are_kept() -> None:
    contact = ["Lantern Shop", "14 Candle Row", "Wickham", "Phone: 01632 960 142"]
    page = titled(f"<div>{TEXT}<p>{'<br>'.join(contact)}</p></div>")
    assert lines(page) == ["Privacy policy", *SENTENCES, *contact]


@pytest.mark.parametrize(
    "heading", ["<div class=t>%s</div>", "<p><u>%s</u></p>", "<dt>%s</dt>", "<summary>%s</summary>"]
)
def test_that_the_line_right_above_the_text_is_kept(heading: str) -> None:
    assert lines(f"<div>{heading % 'What we do'}{TEXT}</div>") == ["What we do", *SENTENCES]


@pytest.mark.parametrize(
    "attribute", ["class=accordion-header", "id=newsletter", "id=social", "class=header-block"]
)
def test_that_the_name_of_a_heading_does_not_drop_it(attribute: str) -> None:
    page = f"<h2>Orders</h2>{TEXT}<h2 {attribute}>Letters</h2><p>{LAW}</p>"
    assert lines(f"<div>{page}</div>") == ["Orders", *SENTENCES, "Letters", LAW]


@pytest.mark.parametrize(
    "opening",
    ["<div class=cookie-message>", "<div id=social>", "<aside>", "<div class=newsletter>"],
)
def test_that_a_named_part_amid_the_text_is_kept(opening: str) -> None:
    tag = opening[1:].split(" ", maxsplit=1)[0].rstrip(">")
    amid = f"{opening}<h2>Further</h2><p>{LAW}</p></{tag}>"
    found = lines(f"<div>{TEXT}{amid}<h2>End</h2><p>You may object to letters.</p>{TEXT}</div>")
    assert found[len(SENTENCES) : len(SENTENCES) + 2] == ["Further", LAW]


def test_that_blocks_of_a_page_builder_are_kept_together() -> None:
    block = "<div class='elementor-section'><div class='elementor-widget'>{}</div></div>"
    body = "".join(block.format(f"<h3>Part</h3><p>{LAW}</p>") for _ in range(2))
    page = block.format(TEXT) + body.replace("Part", "Law", 1)
    assert lines(titled(page)) == ["Privacy policy", *SENTENCES, "Law", LAW, "Part", LAW]


def test_that_a_part_on_other_matters_beside_the_main_one_is_kept() -> None:
    law = f"<section class=text><h2>Law</h2><p>{LAW}</p></section>"
    page = f"<section class=text>{TEXT}</section>{law}"
    assert lines(titled(page)) == ["Privacy policy", *SENTENCES, "Law", LAW]


def test_that_a_long_banner_does_not_displace_a_short_policy() -> None:
    banner = "We value your privacy. We and our partners store personal data on your device. " * 5
    short = ["We collect your name only.", "We never share your data.", "Our site sets no cookies."]
    text = "".join(f"<p>{line}</p>" for line in short)
    page = f"<div class=cookie-banner><p>{banner}</p></div><div><h1>Privacy</h1>{text}</div>"
    assert lines(page) == ["Privacy", *short]


@pytest.mark.parametrize(
    "opening",
    ["<div id=onetrust-pc-sdk>", "<div class=qc-cmp2-container>", "<div class=x1 role=dialog>"],
)
def test_that_the_dialogs_of_consent_tools_are_left_out(opening: str) -> None:
    tool = (
        f"{opening}<p>We and our partners store cookies and process personal data for "
        "advertising.</p><button>Accept all</button><button>Reject all</button></div>"
    )
    assert lines(f"<div>{TEXT}</div>{tool}") == list(SENTENCES)


FRAMES = (
    "{}",
    "<nav><ul>" + LINKS + "</ul></nav><div class=page>{}</div>",
    "<div class=top><ul>" + LINKS + "</ul></div><main><article>{}</article></main>",
    "<table><tr><td><ul>" + LINKS + "</ul></td><td>{}</td></tr></table>",
    "<form id=aspnetForm>{}</form><footer>" + LINKS + "</footer>",
    "<div id=root><div class=css-1a2b><div class=css-3c4d>{}</div></div></div>",
    "<div class='modal fade'><div class=modal-body>{}</div></div>",
    "<aside class=sidebar>{}</aside>",
    "<footer>{}</footer>",
    "<center>{}<hr><a href='/'>Home</a></center>",
    "<div class=tab-content><div class=tab-pane style='display:none'>{}</div></div>",
)
JOINTS = (
    "<p>{}</p>",
    "<div>{}</div>",
    "<p><span>{}</span></p>",
    "{}<br><br>",
    "<h2>Part</h2>{}<br>",
)
CLAUSES = st.permutations([*SENTENCES, LAW])


@given(
    CLAUSES,
    st.lists(st.sampled_from(JOINTS), min_size=7, max_size=7),
    st.lists(st.sampled_from(FRAMES), min_size=1, max_size=3),
)
def test_that_no_frame_costs_a_clause(
    clauses: list[str], joints: list[str], frames: list[str]
) -> None:
    page = "".join(joint.format(clause) for joint, clause in zip(joints, clauses, strict=True))
    for frame in frames:
        page = frame.format(page)
    found = lines(page)
    assert [line for line in found if line in clauses] == clauses
