"""What can be wrong with a policy that opens all the same."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.model.policy import LocalizedText, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.model.span import Span

LANGUAGE_PARTLY_ANALYSED = Problem(
    id="language_partly_analysed",
    message=LocalizedText(
        en="Parts of the document are in a language that is not analysed; only its "
        "English and Chinese parts were.",
        zh="文件中有部分语言不在分析范围内，仅分析了其中的英文和中文部分。",
    ),
)
LANGUAGE_NOT_ANALYSED = Problem(
    id="language_not_analysed",
    message=LocalizedText(
        en="The document is neither in English nor in Chinese; it can be read but was "
        "not analysed.",
        zh="文件既非英文也非中文，可以阅读，但未作分析。",
    ),
)
LANGUAGE_SAID: Mapping[str, Problem] = MappingProxyType(
    {
        "en": Problem(
            id="language_said_en",
            message=LocalizedText(
                en="A person chose English as the document's language; it was analysed as such.",
                zh="文件的语言由人工指定为英文，并据此进行分析。",
            ),
        ),
        "zh": Problem(
            id="language_said_zh",
            message=LocalizedText(
                en="A person chose Chinese as the document's language; it was analysed as such.",
                zh="文件的语言由人工指定为中文，并据此进行分析。",
            ),
        ),
    }
)
"""That somebody said what the language is, by language: reviews and reports keep it."""

MORE_TEXT_IN_FRAMES = Problem(
    id="frames_not_read",
    message=LocalizedText(
        en="The page shows further pages in frames, which are not part of the file; save and open "
        "those as well if they hold policy text.",
        zh="该网页用框架显示其他网页，其内容不在此文件中；如含有政策文本，请另行保存并打开。",
    ),
)
HARDLY_A_POLICY = Problem(
    id="hardly_a_policy",
    message=LocalizedText(
        en="The text hardly says anything about personal data; check that this is the policy and "
        "not a page that only leads to it.",
        zh="文本几乎没有涉及个人信息的内容；请确认这是政策本身，而不是指向政策的页面。",
    ),
)
TRACKED_CHANGES = Problem(
    id="tracked_changes",
    message=LocalizedText(
        en="The document has tracked changes; it was read as if all were accepted.",
        zh="文档含有修订记录；已按全部接受修订的状态读取。",
    ),
)

EMBEDDED_TEXT = Problem(
    id="embedded_text",
    message=LocalizedText(
        en="The document holds text in embedded files, which was not read; save it again in a word "
        "processor and open that.",
        zh="文件中有以嵌入文件形式存放的文本，未能读取；请在文字处理软件中重新保存后再打开。",
    ),
)


def undecodable(count: int, span: Span | None) -> Problem:
    """Places whose bytes are no characters of the file's encoding."""
    return Problem(
        id="undecodable_characters",
        message=LocalizedText(
            en=f"{count} {'place' if count == 1 else 'places'} could not be decoded, shown as �; "
            "choose another encoding or save the file again.",
            zh=f"有 {count} 处无法解码，显示为 �；请选择其他编码或重新保存文件。",
        ),
        span=span,
    )


def page_without_text(page: int) -> Problem:
    """A page of pictures or outlines among pages of text."""
    return Problem(
        id="page_without_text",
        message=LocalizedText(
            en=f"Page {page} shows a picture or outlines without a text layer and was not read.",
            zh=f"第 {page} 页只有图片或轮廓、没有文本层，未能读取。",
        ),
        page=page,
    )


def page_unreadable(page: int) -> Problem:
    """A damaged page among readable ones."""
    return Problem(
        id="page_unreadable",
        message=LocalizedText(
            en=f"Page {page} is damaged and was not read.",
            zh=f"第 {page} 页已损坏，未能读取。",
        ),
        page=page,
    )


def letters_unknown(page: int, count: int, span: Span) -> Problem:
    """Glyphs that a file draws without saying what they mean."""
    return Problem(
        id="letters_unknown",
        message=LocalizedText(
            en=f"Page {page} draws {count} {'character' if count == 1 else 'characters'} without "
            "saying which; compare with the original.",
            zh=f"第 {page} 页有 {count} 个字符无法识别；请与原文核对。",
        ),
        page=page,
        span=span,
    )
