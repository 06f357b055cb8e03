"""The dialog that shows what a change of images for training does to their boxes, kept up to date."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.document import Document
from app.jobs import Jobs
from app.main_window import MainWindow
from app.operations.augment import KIND, AugmentResponse, augment
from engine.data.augmentation import Augmentation
from engine.images import DecodedImage
from widgets.dialogs.augmentation import AugmentationDialog
from widgets.theme import Theme


def preview_augmentation(document: Document, jobs: Jobs, window: MainWindow, theme: Theme) -> None:
    """Show the image under review changed, and others on request."""
    dialog = AugmentationDialog(theme, window)
    Augmenting(document, jobs, dialog)
    dialog.open()


class Augmenting(QObject):
    """Follows one dialog, as long as that is there.

    Parameters
    ----------
    document, jobs
    dialog
    """

    def __init__(self, document: Document, jobs: Jobs, dialog: AugmentationDialog) -> None:
        super().__init__(dialog)
        self._document = document
        self._jobs = jobs
        self._dialog = dialog
        self._image = document.image
        self._read: DecodedImage | None = None
        self._wanted = Augmentation()
        self._stale = False
        dialog.changed.connect(self._change)
        dialog.step_clicked.connect(self._step)
        dialog.finished.connect(self._stop)
        # It is of this dataset.
        document.opened.connect(dialog.reject)
        self._ask()

    def _change(self, augmentation: Augmentation) -> None:
        self._wanted = augmentation
        self._ask()

    def _step(self, step: int) -> None:
        count = len(self._document.review.dataset.images)
        self._image, self._read = (self._image + step) % count, None
        self._jobs.cancel(KIND)
        self._ask()

    def _ask(self) -> None:
        # One after the other: a slider would else replace each before it is shown.
        self._stale = self._jobs.running(KIND)
        if not self._stale:
            augment(self._document, self._jobs, self._image, self._wanted, self._read, self._show)

    def _show(self, response: AugmentResponse) -> None:
        self._read = response.read
        self._dialog.show_preview(response.preview)
        if self._stale:
            augment(self._document, self._jobs, self._image, self._wanted, self._read, self._show)
            self._stale = False

    def _stop(self) -> None:
        self._jobs.cancel(KIND)
        self._dialog.deleteLater()
