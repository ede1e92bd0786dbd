"""What the window says of reviews that cannot be stored."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewer.errors import ReviewFileInUse
from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.words import say, say_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.errors import ReviewFileError
    from reviewer.gui.document import Document
    from reviewer.gui.saving import Saver
    from reviewer.gui.widgets.banner import Banner


class Troubles:
    """A message for each review that is kept from the disk, for as long as it is."""

    def __init__(
        self, tell: Callable[[Message], Banner], ask_place: Callable[[Document | None], None]
    ) -> None:
        self._tell = tell
        self._ask_place = ask_place
        self._told: dict[Saver, tuple[str, Banner]] = {}

    def warn(self, document: Document, error: ReviewFileError) -> None:
        """Say why a review can only be read."""
        tone = Tone.WARNING if isinstance(error, ReviewFileInUse) else Tone.ERROR
        elsewhere = (say("Save elsewhere …"), partial(self._ask_place, document))
        self._tell(Message(tone=tone, text=say_error(error), actions=(elsewhere,), closes=False))

    def follow(self, saver: Saver) -> None:
        """Say once what keeps edits from the disk, and no more once that is over."""
        trouble = saver.trouble
        told = self._told.get(saver)
        if trouble is None:
            self.forget(saver)
        elif told is None or told[0] != say_error(trouble):
            self.tell(saver, trouble)

    def tell(self, saver: Saver, error: ReviewFileError) -> None:
        """Say what keeps a review from the disk, in place of what was said of it before."""
        retry = (say("Retry"), saver.retry)
        elsewhere = (say("Save elsewhere …"), partial(self._ask_place, saver.document))
        text = say_error(error)
        self.forget(saver)
        banner = self._tell(
            Message(tone=Tone.ERROR, text=text, actions=(retry, elsewhere), closes=False)
        )
        self._told[saver] = text, banner

    def forget(self, saver: Saver) -> None:
        """Say no more of a review."""
        told = self._told.pop(saver, None)
        if told is not None:
            told[1].dismiss()
