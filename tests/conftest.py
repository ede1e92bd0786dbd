"""What all tests share: options, the bundled rulebook, and how Hypothesis searches."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from reviewer import pipeline

if TYPE_CHECKING:
    from reviewer.model.rules import Rulebook

settings.register_profile(
    "reviewer",
    deadline=None,
    max_examples=40,
    # A build gives the same verdict twice; a search for new cases is made at the desk.
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("reviewer")

# Logs and crash reports of tests, and of programs that they start, stay out of the user's folder,
# and so does what is kept for the next start. The user's settings and own checklists stay out of
# the tests.
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="reviewer-tests-")
for _name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
    os.environ[_name] = os.environ["XDG_STATE_HOME"]


# So many values are made between two searches for garbage in a process that has shown windows.
_MANY = 30_000


def pytest_runtest_teardown() -> None:
    # Windows that were closed must not be found in another thread; see gui/collecting.py.
    if not gc.isenabled() and gc.get_count()[0] > _MANY:
        gc.collect()


def pytest_unconfigure() -> None:
    shutil.rmtree(os.environ["XDG_STATE_HOME"], ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew and pass"
    )


@pytest.fixture(scope="session")
def bundled() -> Rulebook:
    """The bundled rulebook."""
    return pipeline.load_rulebook()


@pytest.fixture(scope="session")
def analyser(bundled: Rulebook) -> pipeline.Analyser:
    """The bundled rulebook, ready for any number of policies."""
    return pipeline.Analyser(bundled)
