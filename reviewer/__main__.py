"""Starts the command line or the window."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the command that the arguments name; its exit code."""
    if getattr(sys, "frozen", False):
        # In a frozen app a worker process starts by running this program again.
        import multiprocessing

        multiprocessing.freeze_support()
    from reviewer.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
