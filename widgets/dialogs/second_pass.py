"""How many images somebody else is to label, without seeing a label."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from widgets.theme import GRID

_USUAL = 50
_MOST_SEED = 2**31 - 1


class SecondPassDialog(QDialog):
    """Asks for a number of images and a seed, then for the file to write.

    Parameters
    ----------
    images
        How many there are; at least one.
    folder
        Where the file is proposed.
    """

    chosen = Signal(object, int, int)
    """Path, number of images, seed."""

    def __init__(self, images: int, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Hand out a blind second pass"))
        self.setMinimumWidth(560)
        self._folder = folder
        explanation = QLabel(
            self.tr(
                "Images drawn by chance are written as COCO with their classes and without any label. Somebody else "
                "opens the file with the same images, draws every box, and exports it as COCO; Compare annotators "
                "reads what comes back. An image that comes back without boxes counts as having none."
            )
        )
        explanation.setWordWrap(True)
        self._count, self._seed = QSpinBox(), QSpinBox()
        self._count.setObjectName("count")
        self._count.setRange(1, images)
        self._count.setValue(min(images, _USUAL))
        self._count.setSuffix(self.tr(" of {images} images").format(images=f"{images:,}"))
        self._seed.setObjectName("seed")
        self._seed.setRange(0, _MOST_SEED)
        self._seed.setToolTip(self.tr("The same seed draws the same images."))
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.setVerticalSpacing(2 * GRID)
        form.addRow(self.tr("&Sample"), self._count)
        form.addRow(self.tr("S&eed"), self._seed)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Save).setText(self.tr("Save as…"))
        buttons.accepted.connect(self._ask)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(4 * GRID)
        layout.addWidget(explanation)
        layout.addLayout(form)
        layout.addWidget(buttons)

    def _ask(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, self.windowTitle(), str(self._folder / "second_pass.json"), "COCO (*.json)"
        )
        if path:
            self.accept()
            self.chosen.emit(Path(path), self._count.value(), self._seed.value())
