"""From the wish to compare two versions to the window that shows them, and to a new review."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from reviewer.gui import reading
from reviewer.gui.dialogs.file_dialog import FileDialog
from reviewer.gui.files import kinds
from reviewer.gui.session import Failure
from reviewer.gui.stamping import stamped
from reviewer.gui.tasks import Place, Ticket, Work
from reviewer.gui.versions.work import (
    FormerDecisions,
    Pair,
    Version,
    compare_former,
    compare_versions,
)
from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.words import say
from reviewer.model.carrying import Fate
from reviewer.model.review import Review, Timing
from reviewer.store.review_parts import fresh

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.errors import ReviewerError
    from reviewer.gui.document import Document
    from reviewer.gui.main_window import MainWindow
    from reviewer.gui.versions.window import VersionsWindow
    from reviewer.model.policy import Policy
    from reviewer.model.review import Analysis
    from reviewer.store.review_file import Stored

_NOTE_TIME = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """Both versions, and their documents where these are open."""

    old: Version
    new: Version
    before: Document | None = None
    document: Document | None = None

    def are_as_compared(self) -> bool:
        """Whether nothing was decided on either since they were compared."""
        return all(
            document is None
            or document.working is None
            or len(document.working.edits) == len(version.edits)
            for document, version in ((self.before, self.old), (self.document, self.new))
        )


class Versions(QObject):
    """Reads and analyses another version, has both compared, and carries decisions over."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._ticket: Ticket | None = None
        self.shown: VersionsWindow | None = None
        """The window that was opened last."""

    def deeds(self) -> dict[str, Callable[[], object]]:
        """A function for each action."""
        return {
            "compare_new": partial(self.ask, newer=True),
            "compare_earlier": partial(self.ask, newer=False),
            "former": self.show_former,
        }

    def ask(self, *, newer: bool) -> None:
        """Ask for the other version of the current document."""
        document = self._ready()
        if document is None:
            return
        title = say("Choose the new version") if newer else say("Choose the earlier review")
        folder = str(document.path.parent) if document.path else ""
        files = FileDialog(self._window, title, folder, kinds())
        files.setFileMode(QFileDialog.FileMode.ExistingFile)
        files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        files.fileSelected.connect(
            lambda name: self.compare_with(document, Path(name), newer=newer)
        )
        self.file_dialog = files
        files.open()

    def _ready(self) -> Document | None:
        document = self._window.session.current
        if document is None or document.working is None:
            self._window.status.tell(
                say("Versions can be compared once the analysis is ready."), _NOTE_TIME
            )
            return None
        return document

    def compare_with(self, document: Document, path: Path, *, newer: bool) -> None:
        """Read another version, and compare it with a document."""
        mine = self._version_of(document)

        def compare(other: Version) -> None:
            if newer:
                self._compare(_Sides(old=mine, new=other, before=document))
            else:
                self._compare(_Sides(old=other, new=mine, document=document))

        retry = partial(self.compare_with, document, path, newer=newer)
        self._read(path, compare, retry)

    def _version_of(self, document: Document) -> Version:
        saver = self._window.keeping.saver(document)
        return Version(
            name=document.name,
            review=cast("Review", document.review),
            source=document.source,
            rulebook=document.rulebook,
            edits=document.working.edits if document.working else (),
            identity=saver.identity if saver else "",
        )

    # Reading

    def _read(self, path: Path, done: Callable[[Version], None], retry: Callable[[], None]) -> None:
        def read(answer: object) -> None:
            contents = cast("Stored", answer).contents
            done(
                Version(
                    name=path.name,
                    review=contents.review,
                    source=contents.source,
                    rulebook=contents.rulebook,
                    edits=cast("Stored", answer).edits,
                    identity=contents.identity,
                )
            )

        def analyse(answer: object) -> None:
            policy, seconds, source = cast("tuple[Policy, float, bytes]", answer)

            def analysed(found: object) -> None:
                analysis, more = cast("tuple[Analysis, float]", found)
                timing = Timing(read=seconds, analyse=more)
                review = Review(policy=policy, analysis=analysis, timing=timing)
                rulebook = self._window.session.rulebook
                done(Version(name=path.name, review=review, source=source, rulebook=rulebook))

            work = self._window.session.analysis(policy)
            self._run(work, say("Analysing {name} …", name=path.name), analysed, (path.name, retry))

        stored = reading.is_review(path)
        work = reading.review_from(path) if stored else reading.policy_from(path)
        text = say("Reading {name} …", name=path.name)
        self._run(work, text, read if stored else analyse, (path.name, retry))

    def _run(
        self,
        work: Work,
        text: str,
        done: Callable[[object], None],
        about: tuple[str, Callable[[], None]],
    ) -> None:
        """Have something done in a helper, with what is done and a way to stop it shown.

        Args:
            about: the file that it is about, and how to try again.
        """
        subject, retry = about
        status = self._window.status

        def finished(answer: object) -> None:
            status.end_work()
            done(answer)

        def failed(error: ReviewerError) -> None:
            status.end_work()
            if work.place is Place.READER:
                error = reading.in_words(error, Path(subject))
            self._window.session.failed.emit(Failure(error, subject, retry))

        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._window.session.tasks.run(work, finished, failed)
        status.show_work(text, self._ticket.cancel)

    # Comparing

    def _compare(self, sides: _Sides) -> None:
        old, new = sides.old, sides.new
        work = Work(
            compare_versions, (old.review, old.edits, new.review, old.identity), limit=600.0
        )
        self._run(
            work,
            say("Comparing {old} with {new} …", old=old.name, new=new.name),
            lambda answer: self._show(sides, cast("Pair", answer)),
            (new.name, partial(self._compare, sides)),
        )

    def show_former(self) -> None:
        """Show the version before the current one, and what was not carried over."""
        document = self._ready()
        if document is None or document.working is None:
            return
        if document.former is None:
            text = say("No decisions were carried over to this review from a former version.")
            self._window.status.tell(text, _NOTE_TIME)
            return
        new, former = self._version_of(document), document.former
        old = Version(name=former.policy.source.name, review=former, source=b"")
        sides = _Sides(old=old, new=new, document=document)
        self._run(
            Work(compare_former, (former, new.review, new.edits), limit=600.0),
            say("Comparing {old} with {new} …", old=old.name, new=new.name),
            lambda answer: self._show(sides, cast("Pair", answer)),
            (new.name, self.show_former),
        )

    def _show(self, sides: _Sides, pair: Pair) -> None:
        from reviewer.gui.versions.window import VersionsWindow  # nobody needs it at the start
        from reviewer.model.comparison import Compared

        main = self._window
        chosen = main.preferences.checklists_for(sides.before or sides.document)
        items = tuple(one for one in pair.comparison.items if one.checklist in chosen)
        compared = Compared(
            old=sides.old.review,
            new=sides.new.review,
            comparison=replace(pair.comparison, items=items),
        )
        rulebook = sides.new.rulebook or main.session.rulebook
        shown = VersionsWindow(compared, pair.former, rulebook, main)
        shown.addActions([main.actions_[name] for name in ("zoom_in", "zoom_out", "zoom_reset")])
        shown.zoom_asked.connect(main.look.zoom)
        shown.follow_look(main.look)
        shown.follow_zoom(main.preferences)
        shown.allow_carrying(*_may_carry(sides, pair.former))
        shown.carry_wanted.connect(lambda: self.ask_carry(sides, pair.former, shown))
        self.shown = shown
        shown.show()
        if pair.former.matters and pair.former.carrying is None:
            shown.carry.hide()
            shown.show_decisions()

    # Carrying over

    def ask_carry(self, sides: _Sides, former: FormerDecisions, shown: VersionsWindow) -> None:
        """Show how many decisions are kept, open again and gone; then carry them over."""
        if not sides.are_as_compared():
            shown.close()
            self._compare(self._renewed(sides))
            return
        box = QMessageBox(shown)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(say("Carry the decisions over"))
        box.setText(counts_in_words(shown.counts()))
        box.setInformativeText(
            say(
                "The new version opens as a review of its own. The review of the old version "
                "stays as it is."
            )
        )
        carry = box.addButton(say("Carry over"), QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(say("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(carry)
        box.setEscapeButton(cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        carry.clicked.connect(lambda: self.carry(sides, former, shown))
        self.box = box
        box.open()

    def _renewed(self, sides: _Sides) -> _Sides:
        """Both versions with what was decided on them meanwhile."""
        before, document = sides.before, sides.document
        old = self._version_of(before) if before is not None else sides.old
        new = self._version_of(document) if document is not None else sides.new
        return replace(sides, old=old, new=new)

    def carry(self, sides: _Sides, former: FormerDecisions, shown: VersionsWindow) -> None:
        """Open the new version as a review that begins with the old decisions."""
        session = self._window.session
        rulebook = sides.new.rulebook or session.rulebook
        if former.carrying is None or rulebook is None or not sides.are_as_compared():
            return
        now = datetime.now(UTC)
        contents = fresh(sides.new.source, sides.new.review, rulebook, now, sides.old.review)
        edits = former.carrying.edits(stamped(session.reviewer()))
        counts, open_before = shown.counts(), sides.document
        shown.close()
        if open_before in session.documents and open_before is not None:
            session.close(open_before)  # nothing was decided on it
        name = sides.new.review.policy.source.name
        self._window.keeping.take_over(name, contents, edits)
        text = say(
            "Decisions carried over from {name}: {counts}",
            name=sides.old.name,
            counts=counts_in_words(counts),
        )
        action = (say("Show the former version"), self.show_former)
        self._window.tell(Message(tone=Tone.SUCCESS, text=text, actions=(action,), closes=False))


def counts_in_words(counts: dict[Fate, int]) -> str:
    """How many decisions are kept, open again and gone."""
    return say(
        "{kept} kept, {reopened} open again because their words changed, {gone} gone with "
        "their words.",
        kept=counts[Fate.KEPT],
        reopened=counts[Fate.REOPENED],
        gone=counts[Fate.GONE],
    )


def _may_carry(sides: _Sides, former: FormerDecisions) -> tuple[bool, Callable[[], str]]:
    """Whether decisions can be carried over, and what to say of it."""
    if former.carrying is None:
        return False, lambda: say("There are no decisions to carry over.")
    if sides.new.edits:
        return False, lambda: say(
            "The new version has decisions of its own; open its file anew to carry others over."
        )
    return True, str
