"""What to open: annotations, images, predictions or a model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from engine.data.sources import Sources
from widgets.dialogs.choose_predictions import predictions_row
from widgets.dialogs.form import FormDialog
from widgets.dialogs.paths import PathKind, PathRow, PathRows

_SOURCES = ("annotations", "images", "predictions", "model", "label_map", "split")


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """The sources chosen, and the project file; None: beside the annotations."""

    sources: Sources
    project: Path | None


class OpenDatasetDialog(FormDialog):
    """Asks for the files of a dataset; says what is still missing, and what the files turn out to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Open dataset"), QDialogButtonBox.StandardButton.Open, parent)
        self.paths = PathRows(self._rows())
        self.paths.changed.connect(self._check)
        self.paths.noted.connect(self.grow)
        self.add_part(self.paths)
        self._check()

    def choice(self) -> OpenChoice:
        """What was chosen; only after the dialog was accepted."""
        found = {name: self.paths.path(name) for name in _SOURCES}
        annotations = found.pop("annotations")
        assert annotations is not None
        return OpenChoice(Sources(annotations, **found), self.paths.path("project"))

    def _rows(self) -> tuple[PathRow, ...]:
        return (
            PathRow(
                "annotations",
                self.tr("&Annotations"),
                self.tr("COCO, Pascal VOC, YOLO, TFRecord, CSV, LabelMe, CVAT, Datumaro"),
                PathKind.EITHER,
                (
                    self.tr("A file (COCO, CVAT, Datumaro, CSV, TFRecord, data.yaml)…"),
                    self.tr("A folder (Pascal VOC, YOLO, LabelMe, TFRecord)…"),
                ),
                recognised=True,
            ),
            PathRow(
                "images",
                self.tr("&Images"),
                self.tr("The folder of the images, or its address: s3://…, https://…"),
                PathKind.FOLDER,
                remote=True,
            ),
            predictions_row(),
            PathRow(
                "model",
                self.tr("or &model"),
                self.tr("A SavedModel, .keras or .tflite, run where there are none"),
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
                "split", self.tr("&Split"), self.tr("A list of the images to open; empty: all"), PathKind.FILE
            ),
            PathRow(
                "project",
                self.tr("P&roject file"),
                self.tr("Empty: beside the annotations"),
                PathKind.NEW,
                pattern=self.tr("Boxwright projects (*.boxwright)"),
            ),
        )

    def _check(self) -> None:
        self.show_state(self._problem(), self.tr("Your files are never written to."))

    def _problem(self) -> str | None:
        if self.paths.path("annotations") is None:
            return self.tr("Choose the annotations to review.")
        if self.paths.path("predictions") is not None and self.paths.path("model") is not None:
            return self.tr("Give either predictions or a model, not both.")
        problem = self.paths.problem()
        if problem is None and self.paths.path("model") is not None and self.paths.path("images") is None:
            return self.tr("A model needs the folder of the images.")
        return problem
