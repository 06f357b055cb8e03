"""The dialog that asks what to export: filled, and its answer written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from app.document import Document
from app.jobs import Jobs
from app.main_window import MainWindow
from app.operations.export import export_labels, find_losses
from app.presenters.message import MessagePresenter
from engine.data.dataset import Problem
from engine.data.sentence import sentence
from engine.errors import UserError
from engine.exporting import edited_images
from engine.formats.write import FORMATS, TARGETS
from widgets.dialogs.export import ExportChoice, ExportDialog, ExportFormat, ExportPart, ExportQuestion

_EVERYTHING = "everything"


class Exporting(QObject):
    """Asks what to export, tells what would be lost, and writes it.

    Parameters
    ----------
    document, jobs, window
    message
        The line that says what was written.
    parent
    """

    def __init__(
        self, document: Document, jobs: Jobs, window: MainWindow, message: MessagePresenter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._window = window
        self._message = message

    def ask(self) -> None:
        """Show the dialog."""
        parts = self._parts()
        formats = [
            ExportFormat(key, TARGETS[key].title, TARGETS[key].suffix, TARGETS[key].has_room)
            for key in FORMATS
        ]
        offered = [
            ExportPart(key, title, len(images))
            for key, (title, images) in parts.items()
            if images or key == _EVERYTHING
        ]
        place = self._document.review.project.path.with_suffix("")
        dialog = ExportDialog(formats, offered, place, self._window)
        images = {key: None if key == _EVERYTHING else own for key, (_, own) in parts.items()}
        dialog.asked.connect(partial(self._look, dialog, images))
        dialog.chosen.connect(partial(self._export, dialog, images))
        dialog.finished.connect(lambda: self._jobs.cancel("losses"))
        # It is of this dataset.
        self._document.opened.connect(dialog.reject)
        dialog.open()

    def _parts(self) -> dict[str, tuple[str, tuple[int, ...]]]:
        """What can be exported, by key: its title, and the images."""
        review = self._document.review
        images = tuple(range(len(review.dataset.images)))
        changed = edited_images(review.dataset, review.annotations)
        return {
            _EVERYTHING: (self.tr("The whole dataset"), images),
            "filtered": (
                self.tr("Images that the queue shows flags of"),
                tuple(self._window.queue.images_shown().tolist()),
            ),
            "reviewed": (self.tr("Reviewed images"), tuple(sorted(review.reviewed()))),
            "edited": (self.tr("Images whose labels were changed"), tuple(changed.tolist())),
        }

    def _look(
        self, dialog: ExportDialog, images: dict[str, tuple[int, ...] | None], question: ExportQuestion
    ) -> None:
        def show(losses: tuple[Problem, ...]) -> None:
            dialog.set_losses(question, losses)

        find_losses(self._document, self._jobs, question.format, images[question.part], show)

    def _export(
        self, dialog: ExportDialog, images: dict[str, tuple[int, ...] | None], choice: ExportChoice
    ) -> None:
        format_name, output = choice.question.format, choice.output
        try:
            export_labels(
                self._document,
                self._jobs,
                format_name,
                output,
                partial(self._say, output),
                images=images[choice.question.part],
            )
        except UserError as error:
            dialog.refuse(f"{error.problem[:1].upper()}{error.problem[1:]}. {error.remedy}.")
        else:
            dialog.accept()

    def _say(self, output: Path) -> None:
        said = sentence("Message", "Labels written to {output}", output=output)
        self._message.say_written(said, output if output.is_dir() else output.parent)
