"""The pages of a report as pictures, made when they are looked at."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from reviewer.gui.exporting import work
from reviewer.gui.tasks import Place, Runner, Ticket, Work
from reviewer.report.pictures import Outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewer.errors import ReviewerError
    from reviewer.report.pictures import Picture

# Pictures of about ten pages at the size of a screen.
_KEPT = 40_000_000
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class _Kept:
    """A picture with the scale that was asked for.

    Attributes:
        pixels: what the image shows, which Qt does not keep alive.
    """

    scale: float
    image: QImage
    pixels: bytes


class PageSource(QObject):
    """Asks a helper for one picture after the other and keeps the latest."""

    opened = Signal()
    arrived = Signal(int)
    failed = Signal(object)

    _numbers = count(1)

    def __init__(self, tasks: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._number = 0
        self._wanted: list[int] = []
        self._scale = 1.0
        self._ticket: Ticket | None = None
        # By page, in the order of their latest use.
        self._images: OrderedDict[int, _Kept] = OrderedDict()
        self.outline = Outline()
        # The report takes longer to write than the helper to start: both at once.
        tasks.run(Work(work.prepare, place=Place.PAINTER), lambda _: None, lambda _: None)

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of every page, in points."""
        return self.outline.sizes

    def show(self, data: bytes) -> None:
        """Open another PDF; the pages of the former one stay until it is open."""
        self._drop()
        number = next(self._numbers)

        def done(answer: object) -> None:
            self._ticket = None
            self._number = number
            self._images.clear()
            self._wanted = []
            self.outline = cast("Outline", answer)
            self.opened.emit()

        self._ask(Work(work.open_pages, (number, data), _SECONDS, Place.PAINTER), done)

    def clear(self) -> None:
        """Show nothing any more."""
        self._drop()
        self._images.clear()
        self._wanted, self.outline = [], Outline()
        self.opened.emit()

    def image(self, page: int) -> QImage | None:
        """The latest picture of a page, whatever its scale; None where there is none yet."""
        if page not in self._images:
            return None
        self._images.move_to_end(page)
        return self._images[page].image

    def want(self, pages: Iterable[int], scale: float) -> None:
        """Have pages drawn, the first first; what was wanted before and is not now is left.

        Args:
            pages: from 0.
            scale: pixels of the screen a point.
        """
        self._scale = scale
        self._wanted = [
            page for page in pages if page not in self._images or self._images[page].scale != scale
        ]
        if self._ticket is None:
            self._next()

    def _next(self) -> None:
        if not self._wanted or not self._number:
            return
        page, scale = self._wanted.pop(0), self._scale

        def done(answer: object) -> None:
            self._ticket = None
            self._keep(page, scale, cast("Picture", answer))
            self.arrived.emit(page)
            if self._ticket is None:
                self._next()

        asked = (self._number, page, scale)
        self._ask(Work(work.picture, asked, _SECONDS, Place.PAINTER), done)

    def _keep(self, page: int, scale: float, made: Picture) -> None:
        image = QImage(
            made.pixels, made.width, made.height, made.stride, QImage.Format.Format_RGB32
        )
        self._images[page] = _Kept(scale, image, made.pixels)
        self._images.move_to_end(page)
        size = sum(len(one.pixels) for one in self._images.values())
        while size > _KEPT and len(self._images) > 1:
            _, gone = self._images.popitem(last=False)
            size -= len(gone.pixels)

    def _ask(self, asked: Work, done: Callable[[object], None]) -> None:
        def failed(error: ReviewerError) -> None:
            self._ticket, self._wanted, self._number = None, [], 0
            self.failed.emit(error)

        self._ticket = self._tasks.run(asked, done, failed)

    def _drop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancelled = True
            self._ticket = None
