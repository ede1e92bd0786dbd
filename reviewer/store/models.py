"""The learned models that ship, one a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.paths import resources

if TYPE_CHECKING:
    from reviewer.analysis.learned import LearnedModel

LANGUAGES = ("en", "zh")


def load_models() -> dict[str, LearnedModel]:
    """The bundled models by language; none for a language whose file is missing.

    Raises:
        RulebookError: a file is damaged.
    """
    from reviewer.analysis.learned import read_model

    found = {}
    for language in LANGUAGES:
        file = resources() / "models" / f"{language}.npz"
        if file.is_file():
            found[language] = read_model(file.read_bytes(), file.name)
    return found
