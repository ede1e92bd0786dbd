"""What can be done in the window: names, keys, icons and menus, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from reviewer.gui.icons import icon
from reviewer.gui.marked import mark
from reviewer.gui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FILE, EDIT, VIEW, GO, REVIEW, REPORT, HELP = (
    mark("&File"),
    mark("&Edit"),
    mark("&View"),
    mark("&Go"),
    mark("Revie&w"),
    mark("&Report"),
    mark("&Help"),
)
MENUS = (FILE, EDIT, VIEW, GO, REVIEW, REPORT, HELP)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done.

    Attributes:
        name: how the program refers to it.
        label: English, with the menu's accelerator.
        menu: the menu it stands in.
        keys: shortcuts; the first is shown.
        picture: its icon; empty for none.
        single: whether its keys act only in the document and the lists.
        ruled: whether a line stands above it in the menu.
        needs_text: whether it needs an open document.
        short: what the tool bar says; empty for the label.
    """

    name: str
    label: str
    menu: str
    keys: tuple[str, ...] = ()
    picture: str = ""
    single: bool = False
    ruled: bool = False
    needs_text: bool = True
    short: str = ""


DEEDS = (
    Deed("open", mark("&Open …"), FILE, ("Ctrl+O",), "open", needs_text=False),
    Deed("folder", mark("Open a &folder …"), FILE, ("Ctrl+Shift+O",), "open", needs_text=False),
    Deed(
        "paste",
        mark("&Paste as a new document"),
        FILE,
        ("Ctrl+V",),
        "paste",
        needs_text=False,
        short=mark("Paste"),
    ),
    Deed(
        "paste_plain",
        mark("Paste as plain &text"),
        FILE,
        ("Ctrl+Shift+V",),
        needs_text=False,
    ),
    Deed("save", mark("&Save review"), FILE, ("Ctrl+S",), "save", ruled=True),
    Deed("save_as", mark("Save review &as …"), FILE, ("Ctrl+Shift+S",)),
    Deed("properties", mark("Document propert&ies …"), FILE, ("Alt+Return",), "info", ruled=True),
    Deed("close", mark("&Close document"), FILE, ("Ctrl+W",)),
    Deed("settings", mark("Settin&gs …"), FILE, ("Ctrl+,",), ruled=True, needs_text=False),
    Deed("quit", mark("&Quit"), FILE, ("Ctrl+Q",), ruled=True, needs_text=False),
    Deed("undo", mark("&Undo"), EDIT, ("Ctrl+Z",), "undo", short=mark("Undo")),
    Deed("redo", mark("&Redo"), EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", short=mark("Redo")),
    Deed("copy_cited", mark("&Copy with citation"), EDIT, ("Ctrl+Shift+C",), ruled=True),
    Deed("find", mark("&Find"), EDIT, ("Ctrl+F",), "find", ruled=True),
    Deed("find_next", mark("Find &next"), EDIT, ("F3",)),
    Deed("find_previous", mark("Find &previous"), EDIT, ("Shift+F3",)),
    Deed("zoom_in", mark("Zoom &in"), VIEW, ("Ctrl++", "Ctrl+="), "zoom-in", needs_text=False),
    Deed("zoom_out", mark("Zoom &out"), VIEW, ("Ctrl+-",), "zoom-out", needs_text=False),
    Deed("zoom_reset", mark("&Actual size"), VIEW, ("Ctrl+0",), needs_text=False),
    Deed(
        "reading",
        mark("&Reading mode"),
        VIEW,
        ("Ctrl+\\",),
        "reading",
        ruled=True,
        needs_text=False,
    ),
    Deed("next", mark("&Next open clause"), GO, ("N",), "next", single=True, short=mark("Next")),
    Deed(
        "previous",
        mark("&Previous open clause"),
        GO,
        ("P",),
        "previous",
        single=True,
        short=mark("Previous"),
    ),
    Deed("next_shown", mark("Ne&xt clause in view"), GO, ("J",), single=True),
    Deed("previous_shown", mark("Previous clause in &view"), GO, ("K",), single=True),
    Deed("go_to", mark("&Go to clause …"), GO, ("Ctrl+G",)),
    Deed("cancel", mark("&Release"), GO, ("Esc",)),
    Deed("back", mark("&Back"), GO, ("Alt+Left",), "back", ruled=True),
    Deed("forward", mark("&Forward"), GO, ("Alt+Right",), "forward"),
    Deed("next_document", mark("Next &document"), GO, ("Ctrl+Tab", "Ctrl+PgDown"), ruled=True),
    Deed("previous_document", mark("Previous d&ocument"), GO, ("Ctrl+Shift+Tab", "Ctrl+PgUp")),
    Deed("pane_1", mark("Clauses pane"), GO, ("Ctrl+1",), ruled=True, needs_text=False),
    Deed("pane_2", mark("Document pane"), GO, ("Ctrl+2",), needs_text=False),
    Deed("pane_3", mark("Checklist pane"), GO, ("Ctrl+3",), needs_text=False),
    Deed("pane_4", mark("Inspector pane"), GO, ("Ctrl+4",), needs_text=False),
    Deed("pane_5", mark("List of problems"), GO, ("Ctrl+5",)),
    Deed("pane_6", mark("Red flags pane"), GO, ("Ctrl+6",), needs_text=False),
    Deed("next_pane", mark("Next pane"), GO, ("F6",), needs_text=False),
    Deed("previous_pane", mark("Previous pane"), GO, ("Shift+F6",), needs_text=False),
    Deed("pane_peers", mark("Pane of two reviewers"), GO, ("Ctrl+8",)),
    Deed("pane_batch", mark("Table of policies"), GO, ("Ctrl+9",), needs_text=False),
    Deed("accept", mark("&Accept"), REVIEW, ("A",), "accept", single=True),
    Deed("reject", mark("&Reject"), REVIEW, ("R",), "reject", single=True),
    Deed("leave_open", mark("Leave &open"), REVIEW, ("Space",), single=True),
    Deed("relabel", mark("Re&label …"), REVIEW, ("L",), "relabel", single=True),
    Deed(
        "add",
        mark("&Mark the selection …"),
        REVIEW,
        ("M", "Ins"),
        "add",
        single=True,
        ruled=True,
        short=mark("Mark"),
    ),
    Deed("remove", mark("&Delete own mark, reject the machine's"), REVIEW, ("Del",), single=True),
    Deed("split", mark("&Split at the caret"), REVIEW, ("S",), single=True),
    Deed("merge", mark("Merge with the &next clause"), REVIEW, ("Shift+S",), single=True),
    Deed("start_back", mark("Start a word earlier"), REVIEW, ("[",), single=True, ruled=True),
    Deed("start_on", mark("Start a word later"), REVIEW, ("]",), single=True),
    Deed("end_back", mark("End a word earlier"), REVIEW, ("{",), single=True),
    Deed("end_on", mark("End a word later"), REVIEW, ("}",), single=True),
    Deed("start_phrase_back", mark("Start a phrase earlier"), REVIEW, ("Ctrl+[",), single=True),
    Deed("start_phrase_on", mark("Start a phrase later"), REVIEW, ("Ctrl+]",), single=True),
    Deed("end_phrase_back", mark("End a phrase earlier"), REVIEW, ("Ctrl+{",), single=True),
    Deed("end_phrase_on", mark("End a phrase later"), REVIEW, ("Ctrl+}",), single=True),
    Deed("comment", mark("&Comment …"), REVIEW, ("C",), "comment", single=True, ruled=True),
    Deed("next_remark", mark("Ne&xt commented place"), REVIEW, ("Q",), single=True),
    Deed("previous_remark", mark("Previous commented place"), REVIEW, ("Shift+Q",), single=True),
    Deed("link", mark("Lin&k to a checklist item …"), REVIEW, ("E",), single=True),
    Deed("overlap", mark("Next overlapping cla&use"), REVIEW, ("O",), single=True),
    Deed(
        "accept_shown",
        mark("Accept all s&hown …"),
        REVIEW,
        ("Ctrl+Shift+A",),
        ruled=True,
    ),
    Deed("verdict", mark("Give a &verdict (then 1 to 4)"), REVIEW, ("V",), single=True, ruled=True),
    Deed("take_back", mark("&Take the verdict back"), REVIEW, ("Backspace",), single=True),
    Deed("peer_import", mark("&Import a colleague's review …"), REVIEW, ruled=True),
    Deed("peer_keep", mark("Keep yours"), REVIEW, ("Y",), "back", single=True),
    Deed("peer_take", mark("Take theirs"), REVIEW, ("T",), "forward", single=True),
    Deed("peer_both", mark("Take &both"), REVIEW, ("B",), "add", single=True),
    Deed("peer_back", mark("Take back what was settled"), REVIEW, ("U",), "undo", single=True),
    Deed("peer_missing", mark("Take all that they alone decided …"), REVIEW, ("Ctrl+Shift+T",)),
    Deed("sign", mark("Si&gn off …"), REVIEW, ("Ctrl+Shift+Return",), "sign", ruled=True),
    Deed("reopen", mark("Reo&pen …"), REVIEW),
    Deed("compare_new", mark("Compare with a ne&w version …"), REVIEW, ("Ctrl+D",), ruled=True),
    Deed("compare_earlier", mark("Compare with an &earlier review …"), REVIEW),
    Deed("former", mark("&Former version and decisions …"), REVIEW, ("Ctrl+Shift+D",)),
    Deed("reanalyse", mark("Anal&yse anew …"), REVIEW, ruled=True),
    Deed("questions", mark("Questions on product and &markets …"), REPORT),
    Deed("own_checklist", mark("Open a &checklist file …"), REPORT, needs_text=False),
    Deed("export", mark("&Export report …"), REPORT, ("Ctrl+E",), "report", short=mark("Report")),
    Deed("annotate", mark("&Annotated copy of the original …"), REPORT),
    Deed("sign_report", mark("&Sign a report …"), REPORT, ruled=True, needs_text=False),
    Deed("verify_report", mark("&Verify a signed report …"), REPORT, needs_text=False),
    Deed("help", mark("&How a review goes"), HELP, ("F1",), needs_text=False),
    Deed("keys", mark("&Keys"), HELP, ("?",), needs_text=False),
    Deed("logs", mark("Show the &log folder"), HELP, needs_text=False),
    Deed("about", mark("&About"), HELP, needs_text=False),
)
TOOL_BAR = (
    "open",
    "paste",
    "",
    "back",
    "forward",
    "previous",
    "next",
    "",
    "accept",
    "reject",
    "relabel",
    "add",
    "comment",
    "undo",
    "",
    "find",
    "zoom_out",
    "zoom_in",
    "reading",
    "",
    "export",
)
# Words stand beside these icons of the tool bar; the others have tooltips.
LABELLED = frozenset({"previous", "next", "accept", "reject", "export"})
CATEGORY_KEYS = tuple("12345678")
# macOS has places of its own for these; the others it would guess from their words.
_ROLES = {"quit": QAction.MenuRole.QuitRole, "about": QAction.MenuRole.AboutRole}


class Actions(QObject):
    """The table as Qt actions, by name."""

    def __init__(self, does: Mapping[str, Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        for deed in DEEDS:
            action = QAction(self)
            action.setMenuRole(_ROLES.get(deed.name, QAction.MenuRole.NoRole))
            if deed.single:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, act=does[deed.name]: act())
            self._actions[deed.name] = action
        for key in CATEGORY_KEYS:
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, act=does["key_" + key]: act())
            self._actions["key_" + key] = action
        self.bind({deed.name: deed.keys for deed in DEEDS})

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def singles(self) -> list[QAction]:
        """The actions whose keys act in the document and the clause list alone."""
        keys = [self._actions["key_" + key] for key in CATEGORY_KEYS]
        return [self._actions[deed.name] for deed in DEEDS if deed.single] + keys

    def bind(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Give every deed its keys, and name the first one where it is offered."""
        for name, chosen in keys.items():
            self._actions[name].setShortcuts([QKeySequence(key) for key in chosen])
        self.retranslate()

    def retranslate(self) -> None:
        """Say every name in the window's language, with icons in its colours."""
        for deed in DEEDS:
            action = self._actions[deed.name]
            action.setText(say(deed.label))
            name = plain(say(deed.label))
            action.setIconText(say(deed.short) if deed.short else name.removesuffix("…").rstrip())
            action.setToolTip(with_key(name, action))
            if deed.picture:
                action.setIcon(icon(deed.picture))

    def allow(self, *, with_text: bool) -> None:
        """Switch off what needs an open document while there is none."""
        for deed in DEEDS:
            if deed.needs_text:
                self._actions[deed.name].setEnabled(with_text)

    def allow_travel(self, *, back: bool, forward: bool) -> None:
        """Switch on the ways back and forward that lead somewhere."""
        self._actions["back"].setEnabled(back)
        self._actions["forward"].setEnabled(forward)


def with_key(text: str, action: QAction) -> str:
    """A tooltip that names an action's first key, where it has one."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text} ({key})" if key else text


def plain(label: str) -> str:
    """A label without the mark of its accelerator; Chinese ones have it in brackets.

    >>> plain("打开(&O)…"), plain("&Open …")
    ('打开…', 'Open …')
    """
    start = label.find("(&")
    if start >= 0 and label[start + 3 : start + 4] == ")":
        return label[:start] + label[start + 4 :]
    return label.replace("&", "")
