"""The learned models that ship, one a language."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from reviewer.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewer.analysis.learned import LearnedModel

LANGUAGES = ("en", "zh")


class BundledModels(Mapping[str, "LearnedModel"]):
    """The bundled models by language, without a language whose file is missing.

    They are unpacked beside whatever else the program loads, which mostly leaves
    the processor's other half alone; who asks for one waits for it.
    """

    def __init__(self) -> None:
        files = {language: resources() / "models" / f"{language}.npz" for language in LANGUAGES}
        unpacking = ThreadPoolExecutor(1)
        self._models = {
            language: unpacking.submit(_read, file)
            for language, file in files.items()
            if file.is_file()
        }
        unpacking.shutdown(wait=False)

    def __getitem__(self, language: str) -> LearnedModel:
        """The model of a language.

        Raises:
            KeyError: there is none.
            RulebookError: its file is damaged.
        """
        return self._models[language].result()

    def __iter__(self) -> Iterator[str]:
        """The languages."""
        return iter(self._models)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._models)


def _read(file: Path) -> LearnedModel:
    from reviewer.analysis.learned import read_model

    return read_model(file.read_bytes(), file.name)
