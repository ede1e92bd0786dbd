"""What HTML's elements and attributes say of the text in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewer.text.readers.html.pieces import Frame

if TYPE_CHECKING:
    from lxml import html


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Never policy text: programs, styles, controls, pictures.
SKIPPED = _words(
    "script style noscript template head select option input textarea svg canvas iframe frame "
    "object embed applet audio video map datalist math"
)
BLOCKS = _words(
    "address article aside blockquote body center caption dd details dialog div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hr html legend li main menu "
    "nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
BOXES = _words("html body div main article section center table tbody tr td form fieldset")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BOLD = frozenset(["b", "strong", "th", "dt", "summary", "legend", "caption", "button", *HEADINGS])
# What sets words off without weight.
MARKED = frozenset(["i", "em", "u"])
# Lines of text are no frames, whatever they are called: "accordion-header", id="newsletter".
_LINES = frozenset(["p", "dt", "dd", "summary", "caption", "legend", "pre", "address", *HEADINGS])

_TAG_FRAMES = {
    "nav": Frame.MENU,
    "menu": Frame.MENU,
    "footer": Frame.FOOTER,
    "header": Frame.HEADER,
    "aside": Frame.ASIDE,
    "dialog": Frame.DIALOG,
}
_ROLE_FRAMES = {
    "navigation": Frame.MENU,
    "menu": Frame.MENU,
    "menubar": Frame.MENU,
    "contentinfo": Frame.FOOTER,
    "banner": Frame.HEADER,
    "complementary": Frame.ASIDE,
    "dialog": Frame.DIALOG,
    "alertdialog": Frame.DIALOG,
    "search": Frame.FORM,
}
# Words of classes and ids; the first that fits decides.
_NAME_FRAMES = (
    (
        Frame.MENU,
        "topnav subnav sidenav submenu topmenu mainmenu crumb crumbs pager pagination skip",
    ),
    (
        Frame.MENU,
        "sitemap topbar toolbar langs",
    ),
    (Frame.FOOTER, "footer foot copyright copyrights subfooter colophon icp beian"),
    (Frame.DIALOG, "popup modal overlay lightbox dialog tooltip toast popover popin fancybox"),
    (Frame.SHARE, "social sharebar addthis sharethis socials"),
    (Frame.FORM, "login signin signup newsletter subscribe searchbox search"),
    (Frame.HEADER, "header masthead topheader"),
    (Frame.ASIDE, "sidebar related promo ads advert advertisement widget widgets rightbar"),
)
_FRAME_OF = {word: frame for frame, words in _NAME_FRAMES for word in words.split()}
_MAIN = re.compile(
    r"\b(?:main|page|article|policy)[-_]?(?:content|body|text|main)\b", re.IGNORECASE
)
_PREFIX = re.compile(r"(nav|menu|foot|breadcrumb|sidebar|popup|modal|login|social)")
# How widespread tools for consent call the boxes that they put before a page.
_CONSENT_TOOL = re.compile(
    r"\b(?:onetrust-|otPc|ot-sdk-|CybotCookie|usercentrics-|uc-|qc-cmp|truste[-_]|didomi-|cmplz-"
    r"|iubenda-cs|cky-|osano-cm|termly-consent|BorlabsCookie|sp_message|evidon|klaro|fc-consent"
    r"|moove_gdpr|cc-window)",
    re.IGNORECASE,
)
_BANNER = _words("cookie cookies consent gdpr ccpa cookielaw cc onetrust eu")
_BAR = _words("banner bar notice popup modal overlay message alert layer window")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
_KEPT = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_LONGEST = 200
LIST_STYLES = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "none": "none",
}


def frame_of(node: html.HtmlElement) -> Frame:
    """What part of a page an element is by its tag, role, class and id."""
    found = _TAG_FRAMES.get(node.tag) or _ROLE_FRAMES.get((node.get("role") or "").lower())
    if found is not None:
        return found
    if node.tag in {"body", "html", "main"} or node.tag in _LINES:
        return Frame.NONE
    names = f"{node.get('class') or ''} {node.get('id') or ''}"[:_LONGEST]
    words = [word.lower() for word in _WORD.findall(names)]
    if _CONSENT_TOOL.search(names) or (_BANNER.intersection(words) and _BAR.intersection(words)):
        return Frame.BANNER
    for word in words:
        prefix = _PREFIX.match(word)
        frame = _FRAME_OF.get(word) or (_FRAME_OF.get(prefix.group()) if prefix else None)
        if frame is not None:
            return frame
    return Frame.NONE


def is_hidden(node: html.HtmlElement) -> bool:
    """Whether an element does not show before a click, if at all."""
    return (
        node.get("hidden") is not None
        or (node.get("aria-hidden") or "").lower() == "true"
        or bool(_HIDDEN.search((node.get("style") or "")[:_LONGEST]))
    )


def keeps_lines(node: html.HtmlElement) -> bool:
    """Whether the line breaks of an element's source are those that the page shows."""
    return node.tag in {"pre", "listing", "xmp"} or bool(
        _KEPT.search((node.get("style") or "")[:_LONGEST])
    )


def is_main(node: html.HtmlElement) -> bool:
    """Whether an element says that it is the page's main part."""
    if node.tag in {"main", "article"} or (node.get("role") or "").lower() == "main":
        return True
    names = f"{node.get('class') or ''} {node.get('id') or ''}"[:_LONGEST]
    return bool(_MAIN.search(names))


def heaviness(node: html.HtmlElement) -> bool | None:
    """Whether an element makes its text heavy; None where it does not say."""
    style = (node.get("style") or "")[:2000]
    if _HEAVY.search(style):
        return True
    if _LIGHT.search(style):
        return False
    return True if node.tag in BOLD else None


def list_style(node: html.HtmlElement) -> str:
    """In which numerals an ordered list counts."""
    found = _LIST_STYLE.search((node.get("style") or "")[:_LONGEST])
    name = found.group(1).lower() if found else (node.get("type") or "")
    return LIST_STYLES.get(name, "decimal")
