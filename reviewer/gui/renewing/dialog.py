"""What a new analysis would change, before anything is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.models.filtered_items import verdict_word
from reviewer.gui.searching import quote
from reviewer.gui.words import say, words
from reviewer.model.citing import cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.anew import ItemChange, Renewal
    from reviewer.model.review import FlagFinding, ItemStatus, Review
    from reviewer.model.rules import Rulebook
    from reviewer.model.span import Span

_QUOTE = 100
# Longer groups are closed at first.
_OPEN = 8


class RenewalDialog(QDialog):
    """Lists the differences in groups; accepting uses the new analysis."""

    def __init__(
        self, review: Review, renewal: Renewal, rulebook: Rulebook, decided: int, parent: QWidget
    ) -> None:
        """Show what would change.

        Args:
            review: as it is now. rulebook: explains both.
            decided: how many decisions there are.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Analyse anew"))
        self._text = review.policy.text
        self._rulebook = rulebook
        self.versions = QLabel(_versions(review, renewal))
        self.versions.setTextFormat(Qt.TextFormat.PlainText)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(say("What would change"))
        self._fill(renewal)
        self._lay_out(decided)
        self.resize(720, 560)

    def _lay_out(self, decided: int) -> None:
        note = QLabel(
            say(
                "All decisions stay ({count}), and what they are about stays as it is. The review "
                "goes on in a new file; the present one is left as it is.",
                count=decided,
            )
        )
        note.setWordWrap(True)
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.use = buttons.addButton(say("Use the new analysis"), role.AcceptRole)
        stay = buttons.addButton(say("Keep the present one"), role.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.versions, self.tree, note, buttons):
            column.addWidget(widget)
        # Only in its dialog a button becomes its default.
        stay.setDefault(True)
        stay.setFocus()

    def _fill(self, renewal: Renewal) -> None:
        groups = (
            (say("Found now"), self._quotes(renewal.found)),
            (say("No longer found"), self._quotes(renewal.lost)),
            (say("Under other categories"), self._quotes(renewal.relabelled)),
            (say("Suggested verdicts that change"), list(self._items(renewal.items))),
            (say("Red flags that are new"), self._flags(renewal.raised)),
            (say("Red flags no longer raised"), self._flags(renewal.dropped)),
            (
                say("Kept as it was decided on"),
                self._quotes(renewal.kept) + self._flags(renewal.flags_kept),
            ),
        )
        for title, rows in groups:
            if rows:
                top = QTreeWidgetItem([say("{title}: {count}", title=title, count=len(rows))])
                top.addChildren([QTreeWidgetItem([row]) for row in rows])
                self.tree.addTopLevelItem(top)
                top.setExpanded(len(rows) <= _OPEN)

    def _quotes(self, spans: tuple[Span, ...]) -> list[str]:
        return [quote(self._text, span, _QUOTE) for span in spans]

    def _flags(self, flags: tuple[FlagFinding, ...]) -> list[str]:
        return [flag.message.in_language(words.language) for flag in flags]

    def _items(self, items: tuple[ItemChange, ...]) -> Iterator[str]:
        titles = {
            (checklist.id, item.id): (
                f"{cited(item.article, words.language)}  {item.title.in_language(words.language)}"
            )
            for checklist in self._rulebook.checklists
            for item in checklist.items
        }
        for change in items:
            key = change.item
            yield say(
                "{item}: {before} → {now}",
                item=titles.get((key.checklist, key.item), f"{key.checklist}/{key.item}"),
                before=_verdict(change.before),
                now=_verdict(change.now),
            )


def _verdict(status: ItemStatus | None) -> str:
    return verdict_word(status) if status else say("not checked")


def _versions(review: Review, renewal: Renewal) -> str:
    lines = [
        say(
            "{label}: {date}, rulebook {rulebook}, models {models}",
            label=label,
            date=analysis.as_of.isoformat(),
            rulebook=analysis.rulebook,
            models=", ".join(version for _, version in analysis.models) or "–",
        )
        for label, analysis in (
            (say("The present analysis"), review.analysis),
            (say("The new analysis"), renewal.analysis),
        )
    ]
    return "\n".join(lines)
