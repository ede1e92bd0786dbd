"""From the file that was chosen for an export to what was written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from reviewer.gui.dialogs.file_dialog import FileDialog
from reviewer.gui.exporting import work
from reviewer.gui.opening import ways_to
from reviewer.gui.tasks import Work
from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.words import say, say_list
from reviewer.report.outputs import Kind, keys, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.errors import ReviewerError
    from reviewer.gui.exporting.export import Export
    from reviewer.gui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Target:
    """Where files of a kind shall be written.

    Attributes:
        path: the file that was chosen.
        replaceable: those that were there then and may be written over.
    """

    path: Path
    replaceable: frozenset[Path]
    kind: Kind


class Filing(QObject):
    """Asks for the file, writes over nothing unasked, and tells where all is.

    Attributes:
        sign_next: whether a report is signed as soon as it is written.
    """

    def __init__(self, main: MainWindow, export: Export) -> None:
        super().__init__(export)
        self._main, self._export = main, export
        self._pending: Target | None = None
        self.sign_next = False

    def follow(self) -> None:
        """Forget the file that waits for its content where another format is asked for."""
        if self._pending is not None and self._pending.kind is not self._export.options.kind:
            self._pending = None

    def forget(self) -> None:
        """Forget it whatever is asked for."""
        self._pending = None

    def give_up(self) -> None:
        """Say that it is not written, where one waits."""
        if self._pending is not None:
            text = say(
                "{name} was not written: the export was closed before it was ready.",
                name=self._pending.path.name,
            )
            self._export.tell(Message(tone=Tone.WARNING, text=text))

    def go_on(self) -> None:
        """Write it, now that its content is there."""
        if self._pending is not None:
            target, self._pending = self._pending, None
            self._write(target)

    def ask(self) -> None:
        """Ask where the files shall be written, and write them there."""
        export, kind = self._export, self._export.options.kind
        filters = {
            Kind.PDF: "PDF (*.pdf)",
            Kind.XLSX: "Excel (*.xlsx)",
            Kind.CSV: "CSV (*.csv)",
            Kind.JSON: "JSON (*.json)",
        }
        # An object, not the static function: it adds the ending before it asks
        # whether to replace a file.
        files = FileDialog(export.window, say("Save as"), str(export.folder), filters[kind])
        files.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        files.setDefaultSuffix(kind.value)
        ending = say("review")
        files.selectFile(f"{Path(export.document.name).stem} - {ending}.{kind.value}")
        files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        files.fileSelected.connect(lambda name: self.choose(Path(name)))
        self.dialog = files
        files.open()

    def choose(self, target: Path) -> None:
        """Write to a file that was chosen, now or when its content is there.

        The dialog has asked about the very file, but not about those that CSV makes of it.
        """
        options = self._export.options
        self._main.preferences.change(reviewer=options.options.reviewer)
        targets = tuple(target.with_name(named(target.name, key)) for key in keys(options.kind))
        there = frozenset(path for path in targets if path.exists())
        chosen = Target(target, there, options.kind)
        taken = [path for path in targets if path in there and path != target]
        if not taken:
            self._write_when_ready(chosen)
            return
        text = say("These files exist already: {names}.", names=_names(taken))
        actions = (
            (say("Replace them"), partial(self._write_when_ready, chosen)),
            (say("Choose another name"), self.ask),
        )
        self._export.tell(Message(tone=Tone.WARNING, text=text, actions=actions))

    def _write_when_ready(self, target: Target) -> None:
        if target.kind is not self._export.options.kind:
            return  # another format was chosen while the question stood there
        # What was typed last may not have been asked for yet.
        self._export.composing.ensure()
        if self._export.composing.outputs:
            self._write(target)
        else:
            self._pending = target

    def _write(self, target: Target) -> None:
        path, made = target.path, self._export.composing.outputs
        files = tuple((path.with_name(named(path.name, one.key)), one.data) for one in made)

        def failed(error: ReviewerError) -> None:
            self._export.say_ready()
            self._export.tell_failure(error, put)

        def put() -> None:
            self._main.session.tasks.run(asked, self._written, failed)

        self._export.window.show_work(say("Writing {name} …", name=path.name))
        asked = Work(work.put, (files, target.replaceable))
        put()

    def _written(self, answer: object) -> None:
        paths = cast("tuple[Path, ...]", answer)
        export = self._export
        export.say_ready()
        actions = [*ways_to(paths[0], export.tell)]
        sign = partial(self._main.sealing.ask_sign, paths[0])
        report = paths[0].suffix.lower() == ".pdf"
        if report:
            actions.append((say("Sign …"), sign))
        text = say("Written: {names}", names=_names(paths))
        export.tell(Message(tone=Tone.SUCCESS, text=text, actions=tuple(actions), closes=False))
        if report and self.sign_next:
            self.sign_next = False
            sign()


def _names(paths: Iterable[Path]) -> str:
    return say_list(path.name for path in paths)
