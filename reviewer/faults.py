"""What a command says of errors and bugs: a sentence each, and a report of a bug.

Nothing is loaded for that before something goes wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer import i18n
from reviewer.bugs import Bug, Where, bug_of, describe
from reviewer.errors import ReviewerError

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.store.crashes import Recorder


class Faults:
    """The errors and bugs of one command.

    Args:
        language: "en" or "zh", that the sentences and reports are in.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._recorder: Recorder | None = None

    def note(self, error: BaseException, where: Where) -> None:
        """Report a bug that the command need not end with."""
        self._record(describe(error), where)

    def failure(self, error: ReviewerError) -> str:
        """What to say of an error; a bug behind it is reported."""
        text = self._sentence(error)
        bug = bug_of(error)
        if bug is None:
            return text
        path = self._record(bug, Where.HELPER)
        return text if path is None else f"{text} {self._sentence(_told_in(path))}"

    def bug(self, error: Exception) -> str:
        """What to say of a bug, which is reported."""
        bug = describe(error)
        path = self._record(bug, Where.COMMAND)
        if path is None:
            template = (
                "Something unexpected went wrong ({kind}), and no report of it could be written."
            )
            return self._sentence(ReviewerError(template, kind=bug.kind))
        return self._sentence(
            ReviewerError(
                "Something unexpected went wrong ({kind}); a report without any text of the "
                "policy was written to {file}.",
                kind=bug.kind,
                file=path,
            )
        )

    def _record(self, bug: Bug, where: Where) -> Path | None:
        """The file of the report; None where none could be written."""
        try:
            from reviewer.paths import log_folder
            from reviewer.store.crashes import Recorder

            if self._recorder is None:
                keep_log()
                self._recorder = Recorder(log_folder(), lambda: self._language)
            return self._recorder.record(bug, where).path
        except Exception:  # noqa: BLE001 - Python would print it with the words of the first one
            return None

    def _sentence(self, error: ReviewerError) -> str:
        try:
            return i18n.sentence(error, self._language)
        except (OSError, ValueError):  # an incomplete installation says it in English
            return str(error)


def keep_log() -> None:
    """Keep the log of this command from now on; nothing goes to the terminal."""
    from reviewer.paths import log_folder
    from reviewer.store.log import keep

    keep(log_folder(), console=False)


def _told_in(path: Path) -> ReviewerError:
    return ReviewerError(
        "A report without any text of the policy was written to {file}.", file=path
    )
