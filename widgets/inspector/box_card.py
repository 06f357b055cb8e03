"""Class, geometry and match of the selected box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QStyledItemDelegate, QWidget

from engine.data.dataset import Annotation
from widgets.inspector.cards import SWATCH_PX, Card, muted_label, number_label, swatch, title_label
from widgets.key_text import Hints, with_key
from widgets.theme import GRID


class BoxCard(Card):
    """The selected box."""

    relabel_chosen = Signal(int)
    """Index of the class chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._title = title_label()
        self._class = QComboBox()
        self._x, self._y, self._width, self._height, self._area = (number_label() for _ in range(5))
        self._match = muted_label()
        self._not_counted = muted_label()
        self._details = QWidget()
        self._match.setObjectName("match")
        self._names: tuple[str, ...] = ()
        self._class_keys = ""
        self._class.setAccessibleName(self.tr("Class of the selected box"))
        self._class.setPlaceholderText(self.tr("unknown class"))
        self._class.setItemDelegate(QStyledItemDelegate(self._class))
        self._class.setIconSize(QSize(SWATCH_PX, SWATCH_PX))
        self._class.setMinimumContentsLength(8)
        self._class.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        # Reached with the mouse and by 1 to 9: keys belong to the window.
        self._class.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._class.activated.connect(self.relabel_chosen)
        self._lay_out()
        self.show_annotation(None, (), None)

    def set_keys(self, keys: Hints) -> None:
        """Name these keys."""
        first, last = keys["class_1"], keys["class_9"]
        self._class_keys = (
            self.tr("{first} to {last}").format(first=first, last=last) if first and last else ""
        )

    def show_annotation(
        self, annotation: Annotation | None, class_names: Sequence[str], match: str | None
    ) -> None:
        """Show a box and its match in words; None: no box, or several, are selected."""
        self._details.setVisible(annotation is not None)
        if annotation is None:
            self._title.setText(self.tr("No single box selected"))
            return
        self._title.setText(self.tr("Box {id}").format(id=annotation.source_id))
        self._show_class(annotation.category, tuple(class_names))
        (x, y, _, _), (width, height) = annotation.box_xyxy, annotation.size_wh
        for label, number in (
            (self._x, x),
            (self._y, y),
            (self._width, width),
            (self._height, height),
            (self._area, annotation.area),
        ):
            label.setText(f"{number:,.1f}")
            label.setToolTip(repr(number))
        self._match.setText(match or "")
        self._match.setVisible(bool(match))
        why = self.tr("a crowd") if annotation.crowd else self.tr("difficult")
        self._not_counted.setText(self.tr("Not counted in mAP: marked as {}.").format(why))
        self._not_counted.setVisible(annotation.crowd or annotation.ignore)

    def _show_class(self, category: int, names: tuple[str, ...]) -> None:
        with QSignalBlocker(self._class):
            if names != self._names:
                self._names = names
                self._class.clear()
                for index, name in enumerate(names):
                    self._class.addItem(swatch(index), name)
            self._class.setCurrentIndex(category)
        # A long name is cut where the dock is narrow.
        name = self._class.currentText() or self._class.placeholderText()
        said = self.tr("Class of the selected box: {}").format(name)
        self._class.setToolTip(with_key(said, self._class_keys))

    def _lay_out(self) -> None:
        self.column.addWidget(self._title)
        self.column.addWidget(self._details)
        grid = QGridLayout(self._details)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.addWidget(self._class, 0, 0, 1, 4)
        for row, (left, right) in enumerate(
            (
                ((self.tr("x"), self._x), (self.tr("width"), self._width)),
                ((self.tr("y"), self._y), (self.tr("height"), self._height)),
                (None, (self.tr("area"), self._area)),
            ),
            1,
        ):
            for column, cell in ((0, left), (2, right)):
                if cell is not None:
                    name, value = cell
                    value.setAlignment(Qt.AlignmentFlag.AlignRight)
                    value.setAccessibleName(name)
                    grid.addWidget(muted_label(name), row, column)
                    grid.addWidget(value, row, column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.addWidget(self._match, 4, 0, 1, 4)
        grid.addWidget(self._not_counted, 5, 0, 1, 4)
