"""Which predictions, in a file or a folder."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from widgets.dialogs.form import FormDialog
from widgets.dialogs.paths import PathKind, PathRow, PathRows


class ChoosePredictionsDialog(FormDialog):
    """Asks for other predictions, to compare with."""

    chosen = Signal(object)
    """A path."""

    def __init__(self, parent: QWidget | None = None) -> None:
        title = self.tr("Compare with other predictions")
        super().__init__(title, QDialogButtonBox.StandardButton.Ok, parent)
        self.go_on.setText(self.tr("&Compare"))
        self.paths = PathRows([predictions_row()])
        self.paths.changed.connect(self._check)
        self.paths.noted.connect(self.grow)
        self.add_part(self.paths)
        self._check()

    def choose(self) -> None:
        """Hand the path over, then be accepted."""
        self.chosen.emit(self.paths.path("predictions"))
        self.accept()

    def _check(self) -> None:
        problem = self.paths.problem()
        if self.paths.path("predictions") is None:
            problem = self.tr("Choose what another model said of the same images.")
        self.show_state(problem, self.tr("Your files are never written to."))


def predictions_row() -> PathRow:
    """The row that asks for predictions."""
    translate = QCoreApplication.translate
    return PathRow(
        "predictions",
        translate("PathRow", "&Predictions"),
        translate("PathRow", "COCO results, YOLO text files, TFRecord, CSV, NPZ"),
        PathKind.EITHER,
        (
            translate("PathRow", "A file (COCO results, TFRecord, CSV, NPZ)…"),
            translate("PathRow", "A folder (YOLO text files, TFRecord)…"),
        ),
        recognised=True,
    )
