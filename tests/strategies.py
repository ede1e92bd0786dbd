"""Hypothesis strategies: texts that look like policies, and files of any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

MARKERS = (
    "1. ", "1.1 ", "1.1.1 ", "3.2. ", "12) ", "(1) ", "（1）", "(I) ", "(iv) ", "（一）", "(a) ",
    "a. ", "b.", "IV. ", "一、", "十二、", "1、", "1．", "第一章 ", "第三条　", "Article 4 ", "①",
    "2", "• ", "- ", "* ", "·", "➢ ", "",
)  # fmt: skip
SPACES = (" ", "  ", "\t", "\u00a0", "\u3000", "\u202f", " \u200b", "\u2009")
JOINTS = ("", "\u200b", "\u200d", "\u00ad", "\ufeff", "\ufe0f")
BREAKS = ("\n", "\n\n", "\n \n", "\n\n\n", "\n\u3000\n")
ENGLISH_WORDS = (
    "we", "collect", "your", "name", "e-mail", "share", "with", "partners", "for", "30", "days",
    "do", "not", "sell", "cookies", "children", "under", "13", "Policy", "i.e.", "Inc.", "it’s",
    "privacy@shop.example", "www.shop.example", "İstanbul", "naïve", "ﬁle", "Ｗｅ", "3.5",
)  # fmt: skip
CHINESE_WORDS = (
    "我们", "收集", "您的", "个人信息", "手机号码", "共享", "第三方", "保存", "三年", "删除",
    "未成年人", "同意", "Cookie", "App", "⾃动", "用户", "隐私政策", "15个工作日", "ＳＤＫ", "資料",
)  # fmt: skip
ENGLISH_ENDS = (".", "?", "!", ";", ":", "…", "", ".” ", ".)")
CHINESE_ENDS = ("。", "？", "！", "；", "：", "", "。”", "…", "，")
ASTRAL = ("\U0001f512", "\U00020bb7", "\U0001f468\u200d\U0001f469", "\U0001d400", "")


@st.composite
def _words(draw: st.DrawFn, words: tuple[str, ...], spaces: tuple[str, ...]) -> str:
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 8))):
        parts += [draw(st.sampled_from(words)), draw(st.sampled_from(JOINTS + ("",) * 12))]
        parts.append(draw(st.sampled_from(spaces)))
    parts.append(draw(st.sampled_from(ASTRAL + ("",) * 10)))
    return "".join(parts)


def english_sentences() -> SearchStrategy[str]:
    """Word salad in English that ends as sentences, items and headings do."""
    spaces = (" ",) * 12 + SPACES
    return st.tuples(_words(ENGLISH_WORDS, spaces), st.sampled_from(ENGLISH_ENDS)).map("".join)


def chinese_sentences() -> SearchStrategy[str]:
    """Word salad in Chinese, with the Latin words that stand in real policies."""
    spaces = ("",) * 12 + SPACES
    return st.tuples(_words(CHINESE_WORDS, spaces), st.sampled_from(CHINESE_ENDS)).map("".join)


def sentences() -> SearchStrategy[str]:
    """Sentences of either language."""
    return st.one_of(english_sentences(), chinese_sentences())


@st.composite
def lines(draw: st.DrawFn) -> str:
    """One line: white space, a marker or none, up to three sentences."""
    indent = draw(st.sampled_from(("", "", "", *SPACES)))
    joint = draw(st.sampled_from((" ", "", "\u00a0")))
    words = joint.join(draw(st.lists(sentences(), min_size=1, max_size=3)))
    return indent + draw(st.sampled_from(MARKERS)) + words


@st.composite
def policies(draw: st.DrawFn) -> str:
    """Headings, items and paragraphs with line feeds between and around them."""
    parts = [draw(st.sampled_from(("", "\n", " \n")))]
    for line in draw(st.lists(lines(), min_size=1, max_size=9)):
        parts += [line, draw(st.sampled_from(BREAKS))]
    return "".join(parts)


TAGS = (
    "p", "div", "li", "ul", "ol", "h1", "h3", "table", "tr", "td", "br", "span", "script",
    "style", "nav", "title", "pre", "a", "!--", "?xml", "select", "svg", "template",
)  # fmt: skip
PIECES = ("&nbsp;", "&amp;", "&#x0;", "&#128274;", "&bogus;", "<", ">", "<!doctype html>", "]]>",
          "<meta charset=gbk>", "<ol start='99999999'>", "\x00", "\u2028")  # fmt: skip


@st.composite
def pages(draw: st.DrawFn) -> str:
    """HTML that is often broken: tags cross, stay open or close what was never opened."""
    parts = [draw(st.sampled_from(("<html>", "<!DOCTYPE html>", "<div>", "")))]
    for _ in range(draw(st.integers(0, 14))):
        tag = draw(st.sampled_from(TAGS))
        form = draw(st.sampled_from((f"<{tag}>", f"</{tag}>", f"<{tag} class='x'>", f"<{tag}")))
        parts += [form, draw(st.one_of(sentences(), st.sampled_from(PIECES)))]
    return "".join(parts)


MARKDOWN = (
    "# ", "## ", "###### ", "- ", "* ", "1. ", "7) ", "    ", "> ", "```\n", "---\n", "|a|b|\n",
    "|-|-|\n", "**", "[x](y)", "<div>", "  \n", "\\", "<br>", "title: x\n", "- - - ",
)  # fmt: skip


@st.composite
def markdowns(draw: st.DrawFn) -> str:
    """Markdown with marks where they belong and where they do not."""
    parts = [draw(st.sampled_from(("", "---\ntitle: T\n---\n", "# A\n\n# B\n\n")))]
    for _ in range(draw(st.integers(0, 12))):
        parts.append(draw(st.sampled_from(MARKDOWN)))
        parts.append(draw(sentences()))
        parts.append(draw(st.sampled_from(("\n", "\n\n", ""))))
    return "".join(parts)


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "big5", "cp1252", "utf-32")


@st.composite
def _damaged(draw: st.DrawFn, texts: SearchStrategy[str]) -> bytes:
    """A text in some encoding, with a few of its bytes changed, cut or doubled."""
    data = bytearray(draw(texts).encode(draw(st.sampled_from(ENCODINGS)), errors="ignore"))
    for _ in range(draw(st.integers(0, 3))):
        if not data:
            break
        place = draw(st.integers(0, len(data) - 1))
        match draw(st.integers(0, 2)):
            case 0:
                data[place] = draw(st.integers(0, 255))
            case 1:
                del data[place : place + draw(st.integers(1, 8))]
            case _:
                data[place:place] = data[place : place + draw(st.integers(1, 8))]
    return bytes(data)


def files() -> SearchStrategy[bytes]:
    """Bytes of any origin: noise, and texts, pages and Markdown whole or damaged."""
    return st.one_of(
        st.binary(max_size=400),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", errors="surrogatepass")),
        _damaged(st.one_of(policies(), pages(), markdowns())),
    )
