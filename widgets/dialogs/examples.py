"""Example images with labels and predictions: one large, all of them small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from engine.data.dataset import UNKNOWN_CATEGORY, Annotations, Predictions
from widgets.canvas.boxes import BoxLayer
from widgets.canvas.geometry import fitted
from widgets.canvas.look import Look
from widgets.canvas.picture import ScaledImage
from widgets.canvas.scene import Scene
from widgets.canvas.viewer import Viewer
from widgets.icons import icon
from widgets.theme import GRID, Theme

_COLUMNS = 5
_CELL_PX = 96
_ICON_PX = 16
_SMALL_LINE = 0.5
_Key = Qt.Key


@dataclass(frozen=True, eq=False, slots=True)
class Example:
    """An image with what people and what a model say of it.

    Attributes
    ----------
    name : str
        Of the image.
    image : ScaledImage or None
        None: it cannot be shown.
    size_wh : tuple of 2 int
        Of the whole image, which boxes refer to.
    annotations : Annotations
    predictions : Predictions
        Their categories are the model's own class numbers.
    message : str or None
        Why there is no image, for people.
    """

    name: str
    image: ScaledImage | None
    size_wh: tuple[int, int]
    annotations: Annotations
    predictions: Predictions
    message: str | None = None

    def mapped(self, categories: Mapping[int, int]) -> Predictions:
        """Its predictions by classes of the dataset; those of a class that is left out are not among them."""
        numbers = self.predictions.categories.tolist()
        found = np.array([categories.get(number, UNKNOWN_CATEGORY) for number in numbers], np.int64)
        kept = np.flatnonzero(found != UNKNOWN_CATEGORY)
        return replace(self.predictions.take(kept), categories=found[kept])


class Examples(QWidget):
    """Examples under a mapping from a model's classes to those of a dataset; all follow when it changes.

    Parameters
    ----------
    theme
    count
        How many there will be; each comes by `set_example`.
    """

    def __init__(self, theme: Theme, count: int) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._categories: Mapping[int, int] = {}
        self._examples: list[Example | None] = [None] * count
        self._viewer = Viewer()
        self._viewer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._viewer.set_theme(theme)
        self._caption = QLabel()
        self._caption.setObjectName("example_name")
        self._caption.setTextFormat(Qt.TextFormat.PlainText)
        self._caption.setProperty("muted", True)
        self._caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._strip = ExampleStrip(theme, count)
        self._strip.chosen.connect(self._show_large)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._caption)
        layout.addWidget(self._viewer, 1)
        layout.addWidget(self._strip)
        self._show_large(0)

    def set_example(self, place: int, example: Example) -> None:
        """Show an example that has come in its place, from 0."""
        self._examples[place] = example
        self._show_small(place)
        if place == self._strip.current:
            self._show_large(place)

    def set_mapping(self, names: Sequence[str], categories: Mapping[int, int]) -> None:
        """Have the predictions named by this.

        Parameters
        ----------
        names
            Of the dataset's classes.
        categories
            Index of a class of the dataset by the model's class number; one that is left out is missing.
        """
        self._names, self._categories = tuple(names), dict(categories)
        for place in range(len(self._examples)):
            self._show_small(place)
        example = self._examples[self._strip.current]
        if example is not None:
            self._show_boxes(example)

    def _show_small(self, place: int) -> None:
        example = self._examples[place]
        if example is not None:
            self._strip.show_example(place, example, example.mapped(self._categories))

    def _show_large(self, place: int) -> None:
        example = self._examples[place]
        self._viewer.fit()
        if example is None:
            self._caption.setText(self.tr("Example {place}").format(place=place + 1))
            self._viewer.set_image(None, (0, 0), self.tr("The model is run over the examples…"))
            self._viewer.set_annotations(Annotations.empty(), ())
            self._viewer.set_predictions(Predictions.empty(), np.zeros(0, np.int64))
            return
        said = self.tr("Example {place}: {name}").format(place=place + 1, name=example.name)
        self._caption.setText(said)
        self._caption.setToolTip(example.name)
        self._viewer.set_image(example.image, example.size_wh, example.message)
        self._show_boxes(example)

    def _show_boxes(self, example: Example) -> None:
        self._viewer.set_annotations(example.annotations, self._names)
        predictions = example.mapped(self._categories)
        self._viewer.set_predictions(predictions, np.arange(len(predictions)))


class ExampleStrip(QWidget):
    """All examples at a glance; arrow keys or a click choose the one that is shown large."""

    chosen = Signal(int)
    """Place of the example, from 0."""

    def __init__(self, theme: Theme, count: int) -> None:
        super().__init__()
        self._theme = theme
        self._current = 0
        self._examples: list[Example | None] = [None] * count
        self._scenes = [Scene() for _ in range(count)]
        rows = -(-count // _COLUMNS)
        self.setFixedHeight(rows * _CELL_PX + (rows - 1) * GRID)
        self.setMinimumWidth(_COLUMNS * _CELL_PX // 2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Example images"))

    @property
    def current(self) -> int:
        """Place of the example that is shown large."""
        return self._current

    def show_example(self, place: int, example: Example, predictions: Predictions) -> None:
        """Show an example with these predictions, which are of classes of the dataset."""
        scene = self._scenes[place]
        scene.size_wh = example.size_wh
        scene.set_annotations(example.annotations, ())
        scene.set_predictions(predictions, np.arange(len(predictions)))
        self._examples[place] = example
        self.update(self._cell(place))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that are to be painted."""
        layer = BoxLayer(Look.of(self._theme, self.font(), _SMALL_LINE * self.devicePixelRatioF()))
        with QPainter(self) as painter:
            for place in range(len(self._examples)):
                if event.rect().intersects(self._cell(place)):
                    self._paint_cell(painter, layer, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrows."""
        steps = {_Key.Key_Left: -1, _Key.Key_Right: 1, _Key.Key_Up: -_COLUMNS, _Key.Key_Down: _COLUMNS}
        key = _Key(event.key())
        if key in steps:
            self._choose(self._current + steps[key])
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the example under the mouse."""
        place = self._place_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self._choose(place)

    def event(self, event: QEvent) -> bool:
        """Say which image is under the mouse."""
        if isinstance(event, QHelpEvent):
            place = self._place_at(event.pos())
            example = None if place is None else self._examples[place]
            said = "" if example is None else example.message or example.name
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._examples) and place != self._current:
            self._current = place
            example = self._examples[place]
            self.setAccessibleDescription("" if example is None else example.name)
            self.update()
            self.chosen.emit(place)

    def _cell(self, place: int) -> QRect:
        row, column = divmod(place, _COLUMNS)
        width = (self.width() - (_COLUMNS - 1) * GRID) // _COLUMNS
        return QRect(column * (width + GRID), row * (_CELL_PX + GRID), width, _CELL_PX)

    def _place_at(self, at: QPoint) -> int | None:
        return next((place for place in range(len(self._examples)) if self._cell(place).contains(at)), None)

    def _paint_cell(self, painter: QPainter, layer: BoxLayer, place: int) -> None:
        cell, example = self._cell(place), self._examples[place]
        painter.fillRect(cell, self._theme.canvas)
        if example is not None and example.image is not None:
            self._paint_image(painter, layer, place, example.image)
        elif example is not None:
            side = QRect(0, 0, _ICON_PX, _ICON_PX)
            side.moveCenter(cell.center())
            icon("flag_unreadable_image", self._theme.muted).paint(painter, side)
        if place == self._current:
            # Told by its width as well as by its colour.
            painter.setPen(QPen(self._theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(cell.adjusted(1, 1, -1, -1))
            if self.hasFocus():
                painter.setPen(QPen(self._theme.text, 1, Qt.PenStyle.DotLine))
                painter.drawRect(cell.adjusted(3, 3, -4, -4))

    def _paint_image(self, painter: QPainter, layer: BoxLayer, place: int, image: ScaledImage) -> None:
        cell, ratio, scene = self._cell(place), self.devicePixelRatioF(), self._scenes[place]
        inside = QRect(0, 0, round(cell.width() * ratio), round(cell.height() * ratio))
        view = fitted(scene.frame, (inside.width(), inside.height()))
        painter.save()
        painter.setClipRect(cell)
        painter.translate(cell.topLeft())
        painter.scale(1 / ratio, 1 / ratio)
        image.paint(painter, view, inside)
        layer.paint(painter, scene, view, inside)
        painter.restore()
