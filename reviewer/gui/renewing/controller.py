"""From the wish for a new analysis to the review that goes on from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from reviewer.gui.reading import REVIEW
from reviewer.gui.session import Failure
from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.words import say
from reviewer.model.anew import renewed, rulebook_for, taken_along
from reviewer.model.review import Timing
from reviewer.store import review_schema as schema
from reviewer.store.review_file import Head, Stored
from reviewer.store.review_parts import fresh

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.errors import ReviewerError
    from reviewer.gui.document import Document
    from reviewer.gui.main_window import MainWindow
    from reviewer.gui.widgets.banner import Banner
    from reviewer.model.anew import Renewal
    from reviewer.model.review import Analysis
    from reviewer.model.rules import Rulebook


class Renewing(QObject):
    """Analyses a review's policy by today's rulebook, and goes on with all decisions."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._told: dict[Document, Banner] = {}
        window.session.opened.connect(self._tell_older)
        window.session.closing.connect(self._forget)
        window.session.rulebook_ready.connect(self._look_through)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """A function for each action."""
        return {"reanalyse": self.ask}

    def _look_through(self) -> None:
        for document in self._window.session.documents:
            self._tell_older(document)

    def _tell_older(self, document: Document) -> None:
        """Say once that a review was made with another rulebook than today's."""
        rulebook, kept = self._window.session.rulebook, document.rulebook
        if rulebook is None or kept is None or kept.version == rulebook.version:
            return
        if document not in self._told:
            text = say(
                "{name} was analysed with rulebook {before}; {now} is in use now.",
                name=document.name,
                before=kept.version,
                now=rulebook.version,
            )
            actions = ((say("Analyse anew …"), partial(self.ask, document)),)
            message = Message(tone=Tone.INFO, text=text, actions=actions)
            self._told[document] = self._window.tell(message)

    def _forget(self, document: Document) -> None:
        banner = self._told.pop(document, None)
        if banner is not None and banner in self._window.workspace.banners.banners():
            banner.dismiss()

    def ask(self, document: Document | None = None) -> None:
        """Analyse anew in the helper, then show what would change."""
        window = self._window
        document = document or window.session.current
        working = document.working if document is not None else None
        if document is None or working is None or document not in window.session.documents:
            return
        if working.signed:
            text = say("A signed review keeps its analysis; reopen it first.")
            window.tell(Message(tone=Tone.INFO, text=text))
            return
        if not working.edits and window.keeping.saver(document) is None:
            window.session.analyse(document)
            return

        def done(answer: object) -> None:
            window.status.end_work()
            if document in window.session.documents and document.working is not None:
                self._show(document, *cast("tuple[Analysis, float]", answer))

        def failed(error: ReviewerError) -> None:
            window.status.end_work()
            again = partial(self.ask, document)
            window.session.failed.emit(Failure(error, document.name, again))

        work = window.session.analysis(working.review.policy)
        ticket = window.session.tasks.run(work, done, failed)
        window.status.show_work(say("Analysing {name} anew …", name=document.name), ticket.cancel)

    def _show(self, document: Document, analysis: Analysis, seconds: float) -> None:
        from reviewer.gui.renewing.dialog import RenewalDialog  # nobody needs it at the start

        working, rulebook = document.working, self._window.session.rulebook
        if working is None or rulebook is None:
            return
        renewal = renewed(working, analysis)
        before = working.review.analysis
        same = (before.rulebook, before.models) == (analysis.rulebook, analysis.models)
        if not renewal.changes and same:
            text = say("The analysis of today finds the same; nothing would change.")
            self._window.tell(Message(tone=Tone.SUCCESS, text=text))
            return
        both = rulebook_for(renewal.analysis, document.rulebook or rulebook, rulebook)
        self.dialog = RenewalDialog(
            working.review, renewal, both, len(working.standing), self._window
        )
        self.dialog.accepted.connect(partial(self.use, document, renewal, both, seconds))
        self.dialog.open()

    def use(self, document: Document, renewal: Renewal, rulebook: Rulebook, seconds: float) -> None:
        """Go on in a new review with the new analysis and all decisions."""
        window, working = self._window, document.working
        if working is None or document not in window.session.documents:
            return
        saver = window.keeping.saver(document)
        former = saver.path if saver is not None else None
        review = replace(
            working.review,
            analysis=renewal.analysis,
            timing=Timing(read=working.review.timing.read, analyse=seconds),
        )
        contents = fresh(document.source, review, rulebook, datetime.now(UTC), document.former)
        edits = taken_along(working.edits, saver.identity if saver is not None else "")
        stored = Stored(
            contents=contents, edits=edits, head=Head(0, b""), size=0, version=schema.VERSION
        )
        caret = document.caret
        name = str(say("{name}, analysed anew", name=document.name.removesuffix(REVIEW)))
        renewed_one = window.session.open_stored(name, None, stored)
        window.keeping.keep(renewed_one)
        renewed_one.put_caret(caret)
        window.session.close(document)
        text = say(
            "Analysed anew with all decisions. Save the review where it shall be; the former one "
            "is as it was."
        )
        actions = [(say("Save review …"), partial(window.keeping.ask_place, renewed_one))]
        if former is not None:
            actions.append((say("Open the former one"), partial(window.session.open_path, former)))
        window.tell(Message(tone=Tone.SUCCESS, text=text, actions=tuple(actions), closes=False))
