"""What the window says of the file: facts, and where in it the caret stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSizePolicy

from reviewer.gui import facts
from reviewer.gui.dialogs.properties import PropertiesDialog
from reviewer.gui.files import kinds
from reviewer.gui.words import say, words
from reviewer.model.origin import LineOrigin
from reviewer.model.policy import Format
from reviewer.model.span import Span
from tests.gui.examples import CHINESE, ENGLISH, policy_of
from tests.gui.sources import LONG, open_as, properties, read_from, three_problems

if TYPE_CHECKING:
    from tests.gui.conftest import Desk


def rows(dialog: PropertiesDialog) -> dict[str, str]:
    shown = {name: value for name, value in dialog.values.items() if not value.isHidden()}
    return {dialog.labels[name].text(): value.text() for name, value in shown.items()}


def test_that_the_status_bar_says_what_a_pdf_is_in_both_languages(desk: Desk) -> None:
    policy = replace(three_problems(), languages=("en", "zh-Hans"))
    open_as(desk, policy, "a.pdf")
    button = desk.window.status.facts
    pages = policy.source.pages
    expected = f"PDF  ·  {pages} pages  ·  English, Simplified Chinese  ·  3 problems"
    assert button.text() == expected
    assert button.accessibleName() == f"Document properties: {expected}"
    assert not button.icon().isNull()
    desk.window.look.choose_language("zh")
    assert button.text() == f"PDF  ·  {pages} 页  ·  英文、简体中文  ·  3 个问题"


def test_that_a_text_is_told_with_its_size_and_encoding(desk: Desk) -> None:
    desk.open()
    button = desk.window.status.facts
    assert button.text() == "Text  ·  421 bytes  ·  UTF-8  ·  English"
    assert button.icon().isNull()
    desk.window.session.close(desk.document)
    assert not button.isVisible()


@pytest.mark.parametrize(
    ("tags", "english", "chinese"),
    [
        (("en",), "English", "英文"),
        (("zh-Hant", "en"), "Traditional Chinese, English", "繁体中文、英文"),
        (("fr",), "French", "法文"),
        ((), "Language not recognised", "语言未识别"),
    ],
)
def test_that_languages_have_names(
    tags: tuple[str, ...], english: str, chinese: str, desk: Desk
) -> None:
    del desk
    policy = replace(policy_of(ENGLISH), language="und", languages=tags)
    assert facts.languages_of(policy) == english
    words.speak("zh")
    assert facts.languages_of(policy) == chinese


def test_that_formats_and_encodings_have_names(desk: Desk) -> None:
    del desk
    assert len({facts.format_name(kind) for kind in Format}) == len(Format)
    offered = [facts.encoding_words(codec) for codec in facts.ENCODINGS]
    assert len(set(offered)) == len(facts.ENCODINGS)
    assert facts.encoding_words("gb18030") == "GB18030 (Chinese, with GBK and GB2312)"
    assert facts.encoding_words("mac_roman") == "MAC_ROMAN"
    for codec in facts.ENCODINGS:
        assert "a".encode(codec)


def test_that_the_properties_say_everything(desk: Desk) -> None:
    policy = three_problems()
    open_as(desk, policy, "a.pdf")
    dialog = properties(desk)
    found = rows(dialog)
    assert found["File:"] == "a.pdf"
    assert found["Format:"] == "PDF"
    assert found["Size:"] == "42 kB (41,500 bytes)"
    assert found["Pages:"] == str(policy.source.pages)
    assert found["Languages:"] == "English"
    assert found["SHA-256:"].replace("\n", "") == policy.source.sha256
    assert f"{len(policy.text):,} characters, 60 sections" in found["Text:"]
    assert dialog.encodings.isHidden()
    assert dialog.problems.text() == "3 problems: show the list"
    desk.window.look.choose_language("zh")
    assert rows(dialog)["格式："] == "PDF"
    assert dialog.windowTitle() == "文档属性"
    dialog.close()


def test_that_the_properties_open_by_key_and_by_the_facts_and_follow(desk: Desk) -> None:
    desk.open()
    QTest.mouseClick(desk.window.status.facts, Qt.MouseButton.LeftButton)
    desk.window.actions_["properties"].trigger()
    (dialog,) = desk.window.findChildren(PropertiesDialog)
    assert rows(dialog)["File:"] == "birchlane.txt"
    desk.open(CHINESE, "baihua.txt")
    assert rows(dialog)["File:"] == "baihua.txt"
    assert rows(dialog)["Languages:"] == "Simplified Chinese"
    for document in list(desk.window.session.documents):
        desk.window.session.close(document)
    assert not dialog.isVisible()


def test_that_every_row_of_the_properties_has_a_name(desk: Desk) -> None:
    desk.open()
    dialog = properties(desk)
    assert dialog.encodings.accessibleName()
    for label in dialog.labels.values():
        assert label.text()
        assert label.buddy() is not None
    for value in dialog.findChildren(QLabel):
        assert value.isHidden() or value.text() or value.accessibleName()
    dialog.close()


@pytest.mark.parametrize(
    ("kind", "english", "chinese"),
    [
        (Format.PDF, "page 2 of 13", "第 2 页，共 13 页"),
        (Format.HTML, "line 61", "第 61 行"),
        (Format.MD, "line 61", "第 61 行"),
        (Format.TXT, "line 31", "第 31 行"),
        (Format.DOCX, "paragraph 31", "第 31 段"),
    ],
)
def test_that_the_caret_s_place_in_the_file_is_told(
    desk: Desk, kind: Format, english: str, chinese: str
) -> None:
    policy = read_from(kind, LONG)
    if kind is Format.TXT:
        policy = replace(policy, origins=())
    document = open_as(desk, policy, f"a.{kind.value}")
    lines = LONG.split("\n")
    start = len("\n".join(lines[:30])) + 1
    assert lines[30]
    document.visit(Span(start, start + 1))
    assert desk.window.status.place.text() == english
    desk.window.look.choose_language("zh")
    assert desk.window.status.place.text() == chinese
    QTest.keyClick(desk.pane.text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.status.place.text() == facts.place(document, 0) != chinese


def test_that_no_place_is_told_where_none_is_known(desk: Desk) -> None:
    policy = replace(read_from(Format.HTML, ENGLISH), origins=(LineOrigin(Span(0, 5), 0),))
    document = open_as(desk, policy, "a.html")
    assert facts.place(document, 3) == ""
    assert desk.window.status.place.text() == ""


def test_that_the_words_of_the_status_bar_give_way(desk: Desk) -> None:
    desk.open()
    desk.document.choose(2)
    label = desk.window.status.here
    assert label.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored
    label.resize(30, label.height())
    assert not label.grab().isNull()


def test_that_the_dialog_offers_every_format_and_all_files(desk: Desk) -> None:
    del desk
    first, *rest = kinds().split(";;")
    assert first.startswith("Policies: PDF, Word, HTML, Markdown, Text, Reviews (*.pdf *.docx")
    assert rest[0] == "PDF (*.pdf)"
    assert rest[-1] == "All files (*)"
    words.speak("zh")
    assert kinds().startswith("政策文件：PDF、Word、HTML、Markdown、文本")


def test_that_the_empty_page_names_the_formats(desk: Desk) -> None:
    texts = " ".join(label.text() for label in desk.window.workspace.empty.findChildren(QLabel))
    for name in ("PDF", "Word (.docx)", "HTML", "Markdown", "text"):
        assert name in texts


def test_that_the_start_page_speaks_the_language_chosen_behind_a_document(desk: Desk) -> None:
    desk.window.show()
    document = desk.open()
    empty = desk.window.workspace.empty
    words.speak("zh")
    desk.window.session.close(document)
    page = empty.widget()
    assert page is not None
    texts = " ".join(label.text() for label in page.findChildren(QLabel))
    assert say("Try a sample") in texts
