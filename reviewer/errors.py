"""Every exception of the program.

A :class:`ReviewerError` stops the work in hand. Its message is one sentence
that says what happened and what to do; it is written for the person at the
desk and is shown where it is caught, in ``cli.py`` and ``gui/tasks.py``.

    ReviewerError
    ├── ReadError            a policy file cannot be read
    │   ├── UnsupportedFormat    it is of a kind that is not read
    │   └── EmptyPolicy          it holds no text
    ├── RulebookError        a rulebook file is not as its schema asks
    ├── EditRefused          a review does not take an edit
    ├── ReviewFileError      a review file cannot be used
    │   ├── NoReviewFile         there is none, or it cannot be opened
    │   ├── ReviewFileDamaged    it is not as this program writes it
    │   ├── ReviewFileTooNew     a newer version wrote it
    │   ├── ReviewFileInUse      another window has it open
    │   └── NotStored            an edit could not be stored
    │       ├── DiskFull             there is no space left
    │       ├── StorageReadOnly      the file or its folder cannot be written to
    │       └── ReviewFileChanged    it was moved, removed, replaced or changed meanwhile
    ├── NotCopied            the original cannot be copied with its review on it
    │   └── NotMarked            a part of the review is not in the copy, which has the rest
    ├── OutputError          a result cannot be written
    ├── DesktopError         the program cannot be made known to the desktop
    ├── NoDisplay            a window was asked for and there is no display
    ├── WorkerDied           a helper process ended before its answer came
    ├── SignError            a report cannot be signed
    ├── VerifyError          a report's signatures do not hold, or there are none
    ├── FontMissing          no font that can show the report's text was found
    └── SelfTestFailed       this installation does not do its work

Anything else that is raised is a bug.
"""

from __future__ import annotations


class ReviewerError(Exception):
    """A sentence saying what happened and what to do, with its values.

    Attributes:
        template: the English sentence with named ``{placeholders}``; it is
            also the key under which a translation is looked up.
        values: what fills the placeholders.
    """

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template.format(**values))
        self.template = template
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; the default would lose the values.
        return (_rebuild, (type(self), self.template, self.values))


def _rebuild(kind: type[ReviewerError], template: str, values: dict[str, object]) -> ReviewerError:
    return kind(template, **values)


class ReadError(ReviewerError):
    """A policy file cannot be read."""


class UnsupportedFormat(ReadError):
    """The file is of a kind that is not read."""


class EmptyPolicy(ReadError):
    """The file holds no text."""


class RulebookError(ReviewerError):
    """A rulebook file is not as its schema asks."""


class EditRefused(ReviewerError):
    """A review does not take an edit."""


class ReviewFileError(ReviewerError):
    """A review file cannot be used."""


class NoReviewFile(ReviewFileError):
    """There is no such review file, or it cannot be opened."""


class ReviewFileDamaged(ReviewFileError):
    """The file is not as this program writes it."""


class ReviewFileTooNew(ReviewFileError):
    """A newer version of the program wrote the file."""


class ReviewFileInUse(ReviewFileError):
    """Another window has the file open."""


class NotStored(ReviewFileError):
    """An edit could not be stored; it is kept in memory."""


class DiskFull(NotStored):
    """There is no space left."""


class StorageReadOnly(NotStored):
    """The file or its folder cannot be written to."""


class ReviewFileChanged(NotStored):
    """The file was moved, removed, replaced or changed meanwhile."""


class NotCopied(ReviewerError):
    """The original cannot be copied with its review on it."""


class NotMarked(NotCopied):
    """A part of the review is not in the copy, which has the rest."""


class OutputError(ReviewerError):
    """A result cannot be written."""


class DesktopError(ReviewerError):
    """The program cannot be made known to the desktop."""


class NoDisplay(ReviewerError):
    """A window was asked for and there is no display."""


class WorkerDied(ReviewerError):
    """A helper process ended before its answer came."""


class FontMissing(ReviewerError):
    """No font that can show the report's text was found."""


class SignError(ReviewerError):
    """A report cannot be signed."""


class VerifyError(ReviewerError):
    """A report's signatures do not hold, or there are none."""


class SelfTestFailed(ReviewerError):
    """This installation does not do its work."""
