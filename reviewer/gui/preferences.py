"""The user's settings while the window is open; every change is written at once."""

from __future__ import annotations

import logging
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

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self.settings = store.load(file)

    def change(self, **values: object) -> None:
        """Change some settings by name."""
        self.take(replace(self.settings, **values))  # type: ignore[arg-type] # names are checked by replace

    def take(self, settings: Settings) -> None:
        """Use other settings from now on."""
        if settings == self.settings:
            return
        self.settings = settings
        try:
            store.save(settings, self._file)
        except OSError as error:
            # Preferences that cannot be kept are no reason to stop a review.
            log.warning("settings not written: %s", error.strerror)
        self.changed.emit()

    def checklists_for(self, document: Document | None) -> tuple[str, ...]:
        """The checklists chosen or proposed for a document's language."""
        language = "zh" if document is not None and document.language == "zh" else "en"
        chosen = self.settings.chosen(language)
        return _PROPOSED[language] if chosen is None else chosen

    def has_chosen(self, document: Document) -> bool:
        """Whether the reviewer chose the checklists for this document's language."""
        return self.settings.chosen("zh" if document.language == "zh" else "en") is not None

    def choose_checklists(self, document: Document, chosen: tuple[str, ...]) -> None:
        """Remember the checklists for policies in this document's language."""
        language = "zh" if document.language == "zh" else "en"
        self.take(self.settings.with_chosen(language, chosen))
