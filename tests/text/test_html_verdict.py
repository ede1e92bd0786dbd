"""Which pages hold a policy, and what is said of those that hold none."""

from __future__ import annotations

import pytest

from reviewer.errors import EmptyPolicy
from reviewer.text.read import read_policy
from reviewer.text.readers import html

MENU = "".join(
    f"<li><a href='/{number}'>Lanterns of kind {number}</a></li>" for number in range(60)
)
NAME = "We collect your name and the address to which a lantern shall be sent."
COURIER = "We share your address with the courier who carries the lantern to your door."
SEVEN = "We keep your personal information for seven years, as the tax office asks."
TEXT = f"<p>{NAME}</p><p>{COURIER}</p><p>{SEVEN}</p>"
PRODUCT = (
    "This brass lantern burns for nine hours and throws a warm light on the table, as its glass "
    "is blown by hand. Its wick is made of cotton, and a spare one lies in the box. "
)


def page_of(body: str, title: str = "Lantern Shop") -> bytes:
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><nav><ul>{MENU}</ul></nav>"
        f"{body}<footer><ul>{MENU}</ul><p>© 2024 Lantern Shop</p></footer></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<h1>404</h1><p>Sorry, this page could not be found in our shop.</p>", "404"),
        ("<h2>Access denied</h2><p>You cannot open this part of the shop.</p>", "Access denied"),
        ("<p>Please enable JavaScript to go on.</p>", "Please enable JavaScript to go on"),
        ("<h1>页面不存在</h1><p>您访问的灯笼页面已经不在本店了。</p>", "页面不存在"),
    ],
)
def test_that_the_message_of_an_error_page_is_told(body: str, message: str) -> None:
    with pytest.raises(EmptyPolicy, match="no policy but an error message") as raised:
        html.read(page_of(f"<div>{body}</div>"))
    assert message in str(raised.value.values)


def test_that_an_error_in_the_title_counts() -> None:
    with pytest.raises(EmptyPolicy, match="no policy but an error message"):
        html.read(page_of("<p>Oil lamps are all we have.</p>", "Error 500"))


def test_that_a_policy_that_mentions_errors_is_read() -> None:
    body = f"<div>{TEXT}<p>Some parts of the shop are not available without cookies.</p></div>"
    assert html.read(page_of(body)).text.startswith(NAME)


def test_that_a_page_that_only_leads_to_policies_is_refused() -> None:
    links = "".join(
        f"<li><a href='/legal/{name}'>{name} privacy policy</a></li>"
        for name in ("Shop", "Workshop", "Museum", "Staff", "Supplier")
    )
    body = f"<div><h1>Legal</h1><p>Read our full privacy policy below.</p><ul>{links}</ul></div>"
    with pytest.raises(EmptyPolicy, match="only leads to the policy"):
        html.read(page_of(body))


def test_that_a_product_page_is_refused() -> None:
    body = f"<div><h1>Brass lantern</h1><p>{PRODUCT * 3}</p><p>{PRODUCT * 4}</p></div>"
    with pytest.raises(EmptyPolicy, match="next to nothing about personal data"):
        html.read(page_of(body))


def test_that_a_set_of_frames_is_refused() -> None:
    page = b"<html><frameset cols='20%,*'><frame src=menu.htm><frame src=policy.htm></frameset>"
    with pytest.raises(EmptyPolicy, match="only shows other pages in frames"):
        html.read(page)


def test_that_frames_beside_a_short_text_are_told() -> None:
    policy = read_policy(page_of(f"<div>{TEXT}<iframe src=more.htm></iframe></div>"), "page.html")
    assert [problem.id for problem in policy.problems] == ["frames_not_read"]


def test_that_the_shell_of_a_program_is_refused() -> None:
    page = b"<html><head><script src=app.js></script></head><body><div id=root></div></body></html>"
    with pytest.raises(EmptyPolicy, match="shows no policy text"):
        html.read(page)


def test_that_a_page_without_an_element_is_refused() -> None:
    with pytest.raises(EmptyPolicy, match="The page shows no"):
        html.read(b"<!-- nothing -->")


@pytest.mark.parametrize(
    "fragment",
    [
        f"<p>{NAME}</p>",
        "<li>brass</li>",
        "<html><p>We do not collect anything.",
        "<td>您的姓名</td>",
        f"<html><body>{COURIER}</body></html>",
    ],
)
def test_that_a_fragment_is_accepted(fragment: str) -> None:
    assert html.read(fragment.encode()).text


def test_that_a_page_of_another_language_is_not_judged() -> None:
    french = (
        "Nous gardons votre nom et votre adresse pour vous envoyer les lanternes que vous avez "
        "choisies dans notre boutique, et nous ne les donnons pas aux autres. "
    )
    policy = read_policy(page_of(f"<div><p>{french * 3}</p><p>{french * 2}</p></div>"), "page.html")
    assert [problem.id for problem in policy.problems] == ["language_not_analysed"]


def test_that_terms_of_contract_are_read() -> None:
    terms = (
        "These terms of sale are governed by the law of Tallow, and its courts have jurisdiction. "
        "Our liability ends where the lantern has been used against the manual. "
    )
    assert html.read(page_of(f"<div><h1>Terms</h1><p>{terms * 9}</p></div>")).text


def test_that_a_notice_with_a_table_is_read() -> None:
    kinds = ("Names", "Orders", "Streets", "Letters", "Lamps", "Repairs", "Bills", "Visits")
    table = "".join(
        f"<tr><td>{kind}</td><td>Couriers, banks and the smiths who work for our shop</td></tr>"
        for kind in ("Category", *kinds)
    )
    body = (
        "<h1>Privacy notice</h1><p>This notice tells which personal information we collected "
        f"last year.</p><table>{table}</table>"
    )
    assert html.read(f"<html><body>{body}</body></html>".encode()).text


def test_that_a_short_policy_in_a_big_frame_is_read() -> None:
    short = "<p>We collect your e-mail address only.</p><p>We set no cookies.</p>"
    assert html.read(page_of(f"<div><h1>Privacy policy</h1>{short}</div>")).text


def test_that_a_short_chinese_policy_in_a_frame_is_read() -> None:
    menu = "".join(f"<a href='/{number}'>灯笼产品{number}</a>" for number in range(60))
    foot = "©2023 灯笼店版权所有，地址：烛光省灯火市长明路十四号，举报电话：010-12345678"
    said = "我们不收集任何个人信息。", "本应用不申请敏感权限。", "如有疑问请联系客服。"
    text = "".join(f"<p>{sentence}</p>" for sentence in said)
    page = (
        f"<div class=nav>{menu}</div><div class=con><h1>隐私政策</h1>{text}</div>"
        f"<div class=foot>{foot}</div>"
    )
    assert html.read(page.encode()).text.split("\n")[1:4] == list(said)
