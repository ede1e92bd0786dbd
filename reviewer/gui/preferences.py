"""The user's settings while the window is open; every change is written at once."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reviewer.store import settings as store

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.gui.document import Document
    from reviewer.store.settings import Settings

log = logging.getLogger(__name__)

_PROPOSED = {"zh": ("cn_pipl", "cn_gb35273"), "en": ("eu_gdpr", "us_ccpa")}


class Preferences(QObject):
    """Holds the settings and writes them where they came from."""

    changed = Signal()
    unkept = Signal(str)
    """The settings cannot be written, and why; said once."""

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        """Read the settings; a file that cannot be understood is set aside.

        Attributes:
            broken: whether it could not.
            misread: names of single settings that could not.
            set_aside: where it is kept; None where there is none, or it
                cannot be moved.
        """
        super().__init__(parent)
        self._file = file
        loaded = store.read(file)
        self.settings, self.broken = loaded.settings, loaded.broken
        self.misread = loaded.misread
        self.set_aside: Path | None = None
        self._in_the_way = loaded.broken
        self._told = False
        with suppress(OSError):
            self._make_way()

    def _make_way(self) -> None:
        if self._in_the_way:
            self.set_aside = store.set_aside(self._file)
            self._in_the_way = False

    def change(self, **values: object) -> None:
        """Change some settings by name."""
        self.take(replace(self.settings, **values))  # type: ignore[arg-type] # names are checked by replace

    def remember(self, **values: object) -> None:
        """Change what nothing in the window follows, as which documents are open."""
        self.take(replace(self.settings, **values), told=False)  # type: ignore[arg-type] # as above

    def take(self, settings: Settings, *, told: bool = True) -> None:
        """Use other settings from now on.

        Args:
            settings: the new ones.
            told: whether the change is announced.
        """
        if settings == self.settings:
            return
        self.settings = settings
        try:
            self._make_way()
            store.save(settings, self._file)
        except OSError as error:
            # Preferences that cannot be kept are no reason to stop a review.
            self._tell(error.strerror or type(error).__name__)
        if told:
            self.changed.emit()

    def _tell(self, cause: str) -> None:
        if not self._told:
            self._told = True
            log.warning("settings not written: %s", cause)
            self.unkept.emit(cause)

    def checklists_for(self, document: Document | None) -> tuple[str, ...]:
        """The checklists chosen for a document, else chosen or proposed for its language."""
        if document is not None and document.working is not None:
            decided = document.working.decisions.checklists
            if decided is not None or document.offered is not None:
                return decided if decided is not None else document.offered or ()
        return self.checklists_in("zh" if document and document.language == "zh" else "en")

    def checklists_in(self, language: str) -> tuple[str, ...]:
        """The checklists chosen or proposed for policies in a language, "en" or "zh"."""
        chosen = self.settings.chosen(language)
        return _PROPOSED[language] if chosen is None else chosen

    def has_chosen(self, document: Document) -> bool:
        """Whether the reviewer chose the checklists for this document's language."""
        if document.working is not None and document.working.decisions.checklists is not None:
            return True
        return self.settings.chosen("zh" if document.language == "zh" else "en") is not None

    def choose_checklists(self, document: Document, chosen: tuple[str, ...]) -> None:
        """Remember the checklists for policies in this document's language."""
        language = "zh" if document.language == "zh" else "en"
        self.take(self.settings.with_chosen(language, chosen))
