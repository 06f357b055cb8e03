"""Which model the project runs: its file or folder, the names of its classes, an adapter of the user's."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from engine.data.model import ModelSpec
from widgets.dialogs.form import FormDialog
from widgets.dialogs.paths import PathKind, PathRow, PathRows


class ChooseModelDialog(FormDialog):
    """Asks for a model; says what is still missing."""

    chosen = Signal(object)
    """A `ModelSpec`."""

    def __init__(self, model: ModelSpec | None, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Choose the model"), QDialogButtonBox.StandardButton.Ok, parent)
        self.go_on.setText(self.tr("&Run"))
        self._paths = PathRows(self._rows())
        if model is not None:
            for name, path in (
                ("model", model.path),
                ("label_map", model.label_map),
                ("adapter", model.adapter),
            ):
                self._paths.set_path(name, path)
        self._paths.changed.connect(self._check)
        self.add_part(self._paths)
        self._check()

    def _rows(self) -> tuple[PathRow, ...]:
        return (
            PathRow(
                "model",
                self.tr("&Model"),
                self.tr("A SavedModel, .keras or .tflite"),
                PathKind.EITHER,
                (self.tr("A .keras or .tflite file…"), self.tr("The folder of a SavedModel…")),
            ),
            PathRow(
                "label_map",
                self.tr("&Label map"),
                self.tr("Names of the model's classes (pbtxt, txt, JSON, YAML)"),
                PathKind.FILE,
            ),
            PathRow(
                "adapter",
                self.tr("&Adapter"),
                self.tr("A Python file that says how to run it; empty: its kind is recognised"),
                PathKind.FILE,
            ),
        )

    def _check(self) -> None:
        if self._paths.path("model") is None:
            problem: str | None = self.tr("Choose the model to run.")
        else:
            problem = self._paths.problem()
        otherwise = self.tr("Runs that are there already stay; what this model says of an image is kept too.")
        self.show_state(problem, otherwise)

    def choose(self) -> None:
        """Hand the model over, then be accepted."""
        path = self._paths.path("model")
        assert path is not None
        self.chosen.emit(ModelSpec(path, self._paths.path("label_map"), adapter=self._paths.path("adapter")))
        self.accept()
