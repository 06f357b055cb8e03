"""An image changed as for training: with boxes that go along, and beside it with boxes left where they were."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from engine.data.augmentation import Augmentation, AugmentationPreview, AugmentationShares
from engine.data.dataset import Bool, Float, Int
from widgets.theme import GRID, Theme, category_colour, tabular

_SIZE = QSize(1180, 640)
_CONTROLS_PX = 320
_LEAST_VIEW_PX = 240
_STEPS = 100


class AugmentationDialog(QDialog):
    """Sliders, the image twice, and what the change does to all boxes of the dataset.

    Parameters
    ----------
    theme
    """

    changed = Signal(object)
    """`Augmentation` that is wanted now."""
    step_clicked = Signal(int)
    """1: the next image, -1: the one before."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preview augmentation"))
        self.resize(_SIZE)
        self._flips = {
            "flip_horizontally": QCheckBox(self.tr("Flip left and right")),
            "flip_vertically": QCheckBox(self.tr("Flip top and bottom")),
        }
        self._sliders = {
            "rotation": _Slider(self.tr("Rotation"), -90, 90, "°"),
            "shift_x": _Slider(self.tr("Shift to the right"), -60, 60, "%"),
            "shift_y": _Slider(self.tr("Shift down"), -60, 60, "%"),
            "shear": _Slider(self.tr("Shear"), -45, 45, "°"),
            "zoom": _Slider(self.tr("Zoom"), 40, 250, "%"),
            "brightness": _Slider(self.tr("Brightness"), -80, 80, "%"),
            "contrast": _Slider(self.tr("Contrast"), 0, 200, "%"),
            "saturation": _Slider(self.tr("Saturation"), 0, 200, "%"),
            "hue": _Slider(self.tr("Hue"), -180, 180, "°"),
            "least_visible": _Slider(self.tr("Keep boxes visible from"), 0, 100, "%"),
        }
        self._along = _View(theme, self.tr("Boxes moved with the pixels"))
        self._left = _View(theme, self.tr("Only pixels moved: boxes left where they were"))
        self._name = QLabel()
        self._name.setProperty("muted", True)
        self._shares = _Shares(theme)
        self._lay_out()
        self._set(Augmentation())
        for flip in self._flips.values():
            flip.toggled.connect(self._tell)
        for slider in self._sliders.values():
            slider.changed.connect(self._tell)

    def augmentation(self) -> Augmentation:
        """What the sliders say."""
        values: dict[str, float] = {
            name: slider.value() / (_STEPS if slider.unit == "%" else 1)
            for name, slider in self._sliders.items()
        }
        return Augmentation(
            flip_horizontally=self._flips["flip_horizontally"].isChecked(),
            flip_vertically=self._flips["flip_vertically"].isChecked(),
            **values,
        )

    def show_preview(self, preview: AugmentationPreview) -> None:
        """Show what an image became."""
        height, width = preview.pixels.shape[:2]
        made = QImage(preview.pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
        moved = preview.moved
        self._along.show_boxes(made, moved.boxes_xyxy, preview.categories, moved.kept)
        self._left.show_boxes(made, preview.left, preview.categories, np.ones(len(preview.left), np.bool_))
        self._name.setText(preview.name)
        self._shares.show_shares(preview.shares)

    def reset(self) -> None:
        """Change nothing again."""
        self._set(Augmentation())
        self.changed.emit(self.augmentation())

    def _set(self, own: Augmentation) -> None:
        for field in fields(own):
            value = getattr(own, field.name)
            if field.name in self._flips:
                flip = self._flips[field.name]
                flip.blockSignals(True)
                flip.setChecked(value)
                flip.blockSignals(False)
            else:
                slider = self._sliders[field.name]
                slider.set_value(round(value * (_STEPS if slider.unit == "%" else 1)))

    def _tell(self) -> None:
        self.changed.emit(self.augmentation())

    def _lay_out(self) -> None:
        controls = QWidget()
        controls.setFixedWidth(_CONTROLS_PX)
        column = QVBoxLayout(controls)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for flip in self._flips.values():
            column.addWidget(flip)
        for slider in self._sliders.values():
            column.addWidget(slider)
        column.addStretch(1)
        views = QHBoxLayout()
        views.setSpacing(3 * GRID)
        views.addWidget(self._along, 1)
        views.addWidget(self._left, 1)
        right = QVBoxLayout()
        right.setSpacing(2 * GRID)
        right.addLayout(views, 1)
        right.addWidget(self._name)
        right.addWidget(self._shares)
        row = QHBoxLayout()
        row.setSpacing(5 * GRID)
        row.addWidget(controls)
        row.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        whole.setSpacing(4 * GRID)
        whole.addLayout(row, 1)
        whole.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        for name, title, step in (
            ("previous", self.tr("Previous image"), -1),
            ("next", self.tr("Next image"), 1),
        ):
            button = QPushButton(title)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, step=step: self.step_clicked.emit(step))
            buttons.addButton(button, role.ActionRole)
        reset = QPushButton(self.tr("Change nothing"))
        reset.setObjectName("reset")
        reset.setAutoDefault(False)
        reset.clicked.connect(self.reset)
        buttons.addButton(reset, role.ResetRole)
        close = QPushButton(self.tr("Close"))
        close.setObjectName("close")
        close.setDefault(True)
        buttons.addButton(close, role.RejectRole)
        buttons.rejected.connect(self.reject)
        return buttons


class _Slider(QWidget):
    """A slider with its title and its value."""

    changed = Signal()

    def __init__(self, title: str, low: int, high: int, unit: str) -> None:
        super().__init__()
        self.unit = unit
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(low, high)
        self._slider.setAccessibleName(title)
        self._value = QLabel()
        self._value.setFont(tabular(self._value.font()))
        name = QLabel(title)
        name.setBuddy(self._slider)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.addWidget(name, 0, 0)
        grid.addWidget(self._value, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._slider, 1, 0, 1, 2)
        self._slider.valueChanged.connect(self._show)
        self._slider.valueChanged.connect(lambda _value: self.changed.emit())

    def value(self) -> int:
        """Where it stands."""
        return self._slider.value()

    def set_value(self, value: int) -> None:
        """Move it; nothing is told."""
        self._slider.blockSignals(True)
        self._slider.setValue(value)
        self._slider.blockSignals(False)
        self._show(value)

    def _show(self, value: int) -> None:
        self._value.setText(f"{value} {self.unit}" if self.unit == "%" else f"{value}{self.unit}")


class _View(QWidget):
    """An image with boxes, as large as fits, under a title."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._picture = _Picture(theme)
        self._picture.setAccessibleName(title)
        text = QLabel(title)
        text.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(text)
        column.addWidget(self._picture, 1)

    def show_boxes(self, image: QImage, boxes_xyxy: Float, categories: Int, kept: Bool) -> None:
        """Show an image, and boxes in its pixels; those that are not kept are dashed."""
        self._picture.show_boxes(image, boxes_xyxy, categories, kept)


class _Picture(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image = QImage()
        self._boxes: list[tuple[QRectF, QColor, bool]] = []
        self.setMinimumSize(_LEAST_VIEW_PX, _LEAST_VIEW_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_boxes(self, image: QImage, boxes_xyxy: Float, categories: Int, kept: Bool) -> None:
        self._image = image
        self._boxes = [
            (QRectF(x1, y1, x2 - x1, y2 - y1), category_colour(max(category, 0)), own)
            for (x1, y1, x2, y2), category, own in zip(
                boxes_xyxy.tolist(), categories.tolist(), kept.tolist(), strict=True
            )
        ]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the image in the middle, and the boxes on it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.canvas)
        if self._image.isNull():
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(
            (self.width() - size.width()) / 2,
            (self.height() - size.height()) / 2,
            size.width(),
            size.height(),
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, self._image)
        painter.setClipRect(area)
        scale = size.width() / self._image.width()
        for box, colour, kept in self._boxes:
            pen = QPen(colour if kept else self._theme.bad, 2.0 if kept else 1.0)
            pen.setStyle(Qt.PenStyle.SolidLine if kept else Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRect(
                QRectF(
                    area.x() + box.x() * scale,
                    area.y() + box.y() * scale,
                    box.width() * scale,
                    box.height() * scale,
                )
            )


class _Shares(QFrame):
    """What the change does to all boxes, as shares of them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._numbers = {name: QLabel() for name in ("lost", "cut", "loose", "astray")}
        titles = {
            "lost": self.tr("lost: too little stays inside"),
            "cut": self.tr("cut at the image's edge"),
            "loose": self.tr("loose: the upright box is a half larger or more"),
            "astray": self.tr("wrong, if only pixels are moved"),
        }
        self._of = QLabel()
        self._of.setProperty("muted", True)
        grid = QGridLayout(self)
        grid.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        grid.setHorizontalSpacing(5 * GRID)
        grid.setVerticalSpacing(0)
        for column, (name, title) in enumerate(titles.items()):
            number = self._numbers[name]
            number.setObjectName(name)
            font = tabular(number.font())
            font.setBold(True)
            number.setFont(font)
            said = QLabel(title)
            said.setWordWrap(True)
            grid.addWidget(number, 0, column)
            grid.addWidget(said, 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._of, 2, 0, 1, len(titles))

    def show_shares(self, shares: AugmentationShares) -> None:
        for name, label in self._numbers.items():
            label.setText(f"{getattr(shares, name):.1%}")
        text = self.tr("Of all {count} boxes of the dataset")
        self._of.setText(text.format(count=f"{shares.boxes:,}"))
