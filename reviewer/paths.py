"""Where resources and the user's own folders are.

Resources are found in three places: beside the package in a source tree,
inside it in a wheel, and unpacked beside the program in a frozen app.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

APPLICATION = "reviewer"


@cache
def resources() -> Path:
    """The folder that holds rulebook, fonts, icons, locale and samples.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [package / "resources", package.parent / "resources"]
    if frozen is not None:
        candidates.insert(0, Path(frozen) / "resources")
    for candidate in candidates:
        if (candidate / "rulebook").is_dir():
            return candidate
    message = f"no resources folder beside {package}"
    raise FileNotFoundError(message)


def settings_file() -> Path:
    """The file with the user's preferences; it need not exist."""
    from platformdirs import user_config_path  # not needed where settings are not read

    return user_config_path(APPLICATION, appauthor=False) / "settings.json"


def checklists_folder() -> Path:
    """Where checklists of one's own stand unless the settings say otherwise; it need not exist."""
    from platformdirs import user_data_path  # not needed where the settings name a folder

    return user_data_path(APPLICATION, appauthor=False) / "checklists"


def unsaved_folder() -> Path:
    """A private folder for reviews that nobody has given a place yet; it need not exist."""
    from platformdirs import user_data_path  # not needed where nothing is decided

    return user_data_path(APPLICATION, appauthor=False) / "unsaved"


def cache_folder() -> Path:
    """A private folder for files that can be made again."""
    from platformdirs import user_cache_path  # not needed where nothing is cached

    return user_cache_path(APPLICATION, appauthor=False)


def log_folder() -> Path:
    """The folder for the log and for crash reports; it need not exist."""
    from platformdirs import user_log_path  # not needed where nothing is logged

    return user_log_path(APPLICATION, appauthor=False)
