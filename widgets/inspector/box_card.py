"""Class, geometry, match, flags and history of the selected box."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QStyledItemDelegate, QWidget

from engine.data.dataset import Annotation
from widgets.inspector.box_history import BoxHistory
from widgets.inspector.cards import SWATCH_PX, Card, muted_label, number_label, swatch, title_label
from widgets.inspector.number_field import NumberField
from widgets.inspector.other_flags import OtherFlags
from widgets.key_text import Hints, with_key
from widgets.theme import GRID


class BoxCard(Card):
    """The selected box."""

    relabel_chosen = Signal(int)
    """Index of the class chosen."""
    box_entered = Signal(object)
    """x1, y1, x2, y2 in image pixels: another place or size was typed."""

    def __init__(self) -> None:
        super().__init__()
        self._title = title_label()
        self._class = QComboBox()
        names = (self.tr("x"), self.tr("y"), self.tr("width"), self.tr("height"))
        self._fields = tuple(NumberField(name) for name in names)
        self._area = number_label()
        self.other_flags = OtherFlags()
        self.history = BoxHistory()
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
        for place, field in enumerate(self._fields):
            field.entered.connect(partial(self._enter, place))
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
        for field, number in zip(self._fields, (*annotation.box_xyxy[:2], *annotation.size_wh), strict=True):
            field.show_number(number)
        self._area.setText(f"{annotation.area:,.1f}")
        self._area.setToolTip(repr(annotation.area))
        self._match.setText(match or "")
        self._match.setVisible(bool(match))
        why = self.tr("a crowd") if annotation.crowd else self.tr("difficult")
        self._not_counted.setText(self.tr("Not counted in mAP: marked as {}.").format(why))
        self._not_counted.setVisible(annotation.crowd or annotation.ignore)

    def _enter(self, place: int, number: float) -> None:
        """Another place or size was typed: the upper left corner stays where a size is."""
        x, y, width, height = (
            number if own == place else field.number for own, field in enumerate(self._fields)
        )
        if width > 0 and height > 0:
            self.box_entered.emit((x, y, x + width, y + height))
        else:
            self._fields[place].show_number(self._fields[place].number)

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
        for place, field in enumerate(self._fields):
            row, column = 1 + place % 2, 2 * (place // 2)
            grid.addWidget(muted_label(field.accessibleName()), row, column)
            grid.addWidget(field, row, column + 1)
        self._area.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._area.setAccessibleName(self.tr("area"))
        # In line with the numbers in the fields above.
        self._area.setContentsMargins(0, 0, 7, 0)
        grid.addWidget(muted_label(self.tr("area")), 3, 2)
        grid.addWidget(self._area, 3, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.addWidget(self._match, 4, 0, 1, 4)
        grid.addWidget(self._not_counted, 5, 0, 1, 4)
        grid.addWidget(self.other_flags, 6, 0, 1, 4)
        grid.addWidget(self.history, 7, 0, 1, 4)
