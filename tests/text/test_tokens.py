"""Tokens of either language are those of spaCy's blank pipeline and of jieba."""

from __future__ import annotations

import subprocess
import sys

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from reviewer.text.tokens import _dictionary, tokenize, vocab
from tests.strategies import lines

BLANK = spacy.blank("en")
ATTRIBUTES = ("text", "whitespace_", "lower_", "like_num", "like_email", "is_punct", "is_alpha")


def attributes(text: str, *, blank: bool) -> list[list[object]]:
    doc = BLANK.tokenizer(text) if blank else tokenize(text, "en")
    return [[getattr(token, name) for name in ATTRIBUTES] for token in doc]


@pytest.mark.parametrize(
    "text",
    [
        "We don't sell it, e.g. to shops in the U.S. (or elsewhere).",
        "Write to privacy@lamps.example or see https://lamps.example/privacy?a=1.",
        "30-day and/or twenty-four (24) hours, 3.5% of 1,000 users; can't, won't, we'll.",
        "",
    ],
)
def test_that_english_is_cut_as_by_the_blank_pipeline(text: str) -> None:
    assert attributes(text, blank=False) == attributes(text, blank=True)


@given(lines())
def test_that_any_line_is_cut_as_by_the_blank_pipeline(text: str) -> None:
    assert attributes(text, blank=False) == attributes(text, blank=True)


def test_that_tokens_spell_their_text() -> None:
    text = "我们收集您的姓名 and e-mail，共3项。"
    doc = tokenize(text, "zh")
    assert doc.text == text
    assert doc.vocab is vocab("zh")
    assert "我们" in [token.text for token in doc]


@given(
    st.lists(
        st.one_of(
            st.sampled_from("我们收集的信息在云服务器上存储 ，。a1.%-鿖㐀\r\n\u3000"),
            st.sampled_from(("个人信息", "保护法", "10.5%", "\r\n", "中华人民共和国", "摄像头")),
        ),
        max_size=30,
    ).map("".join)
)
def test_that_chinese_is_cut_as_jieba_does(text: str) -> None:
    words = [token.text for token in tokenize(text, "zh")]
    assert words == [word for word in _dictionary().lcut(text) if word]


def test_that_spacy_comes_without_its_command_line_web_clients_and_matrices() -> None:
    code = (
        "from reviewer.text.tokens import tokenize; import sys; tokenize('We keep it.', 'en'); "
        "names = ('httpx', 'requests', 'jinja2', 'spacy.cli', 'blis.py');"
        "print([name for name in names if name in sys.modules]);"
        "import spacy; print(len(spacy.blank('en')('We keep it.')));"
        "from spacy.cli.info import info; print(callable(info));"
        "from blis.py import gemm; print(callable(gemm))"
    )
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, check=True, text=True
    )
    assert ran.stdout.split("\n")[:4] == ["[]", "4", "True", "True"]
