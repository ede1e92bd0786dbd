"""Any bytes become a policy or one helpful sentence."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import example, given

from reviewer.errors import EmptyPolicy, ReadError, ReviewerError, UnsupportedFormat
from reviewer.model.policy import Format, Policy
from reviewer.text.formats import format_of
from reviewer.text.read import read_policy
from tests.strategies import files, markdowns, pages, policies

PROSE = "We keep the street of everyone who orders a lantern from us.\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PROSE.encode(), Format.TXT),
        (b"# not a heading alone\n", Format.TXT),
        (b"a < b and c > d\n", Format.TXT),
        (b"Use <b>bold</b> once.\n", Format.TXT),
        (b"# A\n\ntext\n\n## B\n\ntext\n", Format.MD),
        (b"# A\n\nSee [here](https://shop.example).\n", Format.MD),
        (b"---\ntitle: A\n---\ntext\n", Format.MD),
        (b"**a** b **c** d **e**\n", Format.MD),
        (b"<!doctype html><p>x", Format.HTML),
        (b"\n <HTML><p>x", Format.HTML),
        (b"<?xml version='1.0'?>\n<html>x", Format.HTML),
        (b"<!-- saved -->\n<div>x</div>", Format.HTML),
        ("\ufeff<html>x".encode(), Format.HTML),
        (b"text<p>a</p><p>b</p>", Format.HTML),
    ],
)
def test_that_the_content_decides_the_format(data: bytes, expected: Format) -> None:
    assert format_of(data) is expected
    for name in ("a.txt", "a.pdf", "a.html", "a", ""):
        assert read_policy(data, name).source.format is expected


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "Office 97"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", "Word 97"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{\\rtf1\\ansi text}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "PNG picture"),
        (b"\xff\xd8\xff\xe0", "JPEG picture"),
        (b"GIF89a", "GIF picture"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"SQLite format 3\x00", "review file (.review)"),
    ],
)
def test_that_a_binary_file_is_named_in_one_sentence(data: bytes, kind: str) -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        read_policy(data, "policy.txt")
    sentence = str(caught.value)
    assert kind in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf", "\u3000\n".encode()])
def test_that_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(EmptyPolicy, match="choose the file that holds the policy"):
        read_policy(data, "policy.txt")


def test_that_the_source_is_noted() -> None:
    data = b"\xef\xbb\xbf" + PROSE.encode()
    source = read_policy(data, "policy.txt").source
    assert (source.name, source.size, source.encoding) == ("policy.txt", len(data), "utf-8")
    assert source.sha256 == hashlib.sha256(data).hexdigest()


def test_that_the_title_is_the_documents_or_the_files() -> None:
    assert read_policy(PROSE.encode(), "lantern.txt").title == "lantern.txt"
    titled = f"Lantern Privacy Notice\n\n{PROSE}"
    assert read_policy(titled.encode(), "lantern.txt").title == "Lantern Privacy Notice"
    page = f"<html><title>Lantern</title><h1>Privacy</h1><p>{PROSE}"
    assert read_policy(page.encode(), "lantern.html").title == "Lantern"


@pytest.mark.parametrize(
    ("text", "language", "problems"),
    [
        (PROSE, "en", []),
        ("我们保存您的姓名和地址，用于送货。", "zh-Hans", []),
        ("我們會保存您的姓名和地址，以便送貨，並將於三年後刪除資料。", "zh-Hant", []),
        ("Nous gardons le nom et la rue de nos clients.", "fr", ["language_not_analysed"]),
        ("2026 — 12 %", "und", ["language_not_analysed"]),
        (
            f"{PROSE}\nNous gardons le nom et la rue de tous nos clients dans une liste.",
            None,
            ["language_partly_analysed"],
        ),
    ],
)
def test_that_languages_outside_the_rulebook_are_a_problem(
    text: str, language: str | None, problems: list[str]
) -> None:
    policy = read_policy(text.encode(), "policy.txt")
    assert [problem.id for problem in policy.problems] == problems
    if language is not None:
        assert policy.language == language
        assert policy.analysed == (not problems)


@given(policies())
@example("We keep it.\r\nYou ask.\rWe answer.\n")
def test_that_the_text_of_a_plain_file_is_the_file(text: str) -> None:
    data = b"\xef\xbb\xbf" + text.encode()
    try:
        policy = read_policy(data, "policy.txt")
    except EmptyPolicy:
        assert not text.strip()
        return
    if policy.source.format is Format.TXT:
        expected = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        assert policy.text == expected
        assert not policy.origins


def check(policy: Policy) -> None:
    """What holds for every policy whatever it was read from."""
    end = 0
    for block in policy.blocks:
        assert end <= block.span.start < block.span.end <= len(policy.text)
        end = block.span.end
    end = 0
    for sentence in policy.sentences:
        assert end <= sentence.span.start < sentence.span.end
        assert policy.blocks[sentence.block].span.covers(sentence.span)
        end = sentence.span.end
    for section in policy.sections:
        assert section.span.covers(section.heading)
        assert section.span.end <= len(policy.text)
    for origin in policy.origins:
        assert origin.span.end <= len(policy.text)
        assert "\n" not in origin.span.text_of(policy.text)
    assert "\r" not in policy.text
    assert policy.text.strip()
    assert policy.language == (policy.languages[0] if policy.languages else "und")


def check_read(data: bytes) -> None:
    """Reading gives a sound policy, the same each time, or one sentence."""
    try:
        policy = read_policy(data, "any")
    except ReviewerError as error:
        sentence = str(error)
    else:
        check(policy)
        assert read_policy(data, "any") == policy
        return
    assert sentence.endswith(".")
    assert "\n" not in sentence


@given(files())
@example(b"<html>")
@example(b"<html><ol start='\xc2\xb2'><li>x")
@example(b"|\n|-\n")
@example(b"# \n# \n")
@example("一\n".encode())
def test_that_any_bytes_become_a_policy_or_a_sentence(data: bytes) -> None:
    check_read(data)


@given(pages())
def test_that_broken_pages_are_read(page: str) -> None:
    check_read(f"<html>{page}<p>The end.</p>".encode())


@given(markdowns())
def test_that_odd_markdown_is_read(source: str) -> None:
    check_read(f"# A\n\n# B\n\n{source}".encode())


@given(policies())
def test_that_reading_twice_gives_equal_values(text: str) -> None:
    data = text.encode()
    try:
        first = read_policy(data, "policy.txt")
    except ReviewerError:
        return
    assert read_policy(data, "policy.txt") == first
    assert hash(first.blocks) == hash(read_policy(data, "policy.txt").blocks)


def test_that_comments_may_stand_in_front() -> None:
    # So many that a search that tried every way to divide them would not end.
    assert format_of(b"<!-- note -->" * 60 + b"We keep it.") is Format.TXT
    assert format_of(b"<!-- note -->" * 60 + b"<!doctype html>") is Format.HTML


def test_that_a_long_text_on_other_matters_is_said_to_be_hardly_a_policy() -> None:
    tale = "Lamps burn through the night and the wind blows over the hills of the town. " * 20
    assert [problem.id for problem in read_policy(tale.encode(), "a.txt").problems] == [
        "hardly_a_policy"
    ]
    says = "We share your address with the carrier. We delete your data. We use cookies."
    policy = f"{tale}\n{PROSE}\n{says}"
    assert read_policy(policy.encode(), "a.txt").problems == ()


def test_that_a_file_far_larger_than_a_policy_is_refused() -> None:
    with pytest.raises(ReadError, match="more than 2000000 characters"):
        read_policy(b"We keep it.\n" * 200_000, "a.txt")
    with pytest.raises(ReadError, match="larger than 100 MB"):
        read_policy(bytes(101 << 20), "a.txt")
