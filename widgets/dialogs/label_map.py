"""Which class of a model is which of the dataset: matched in a table, and seen on ten images."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.data.dataset import Int
from widgets.dialogs.class_table import ClassTable, ModelClass
from widgets.dialogs.examples import Example, Examples
from widgets.theme import GRID, Theme

EXAMPLES = 10

_SIZE = (1160, 640)
_TABLE_PX = 536


class LabelMapDialog(QDialog):
    """Asks for the dataset's class of each of the model's; changes nothing itself.

    Parameters
    ----------
    classes
        Of the model, with what they were matched with.
    names
        Of the dataset's classes.
    theme
    """

    mapping_changed = Signal()

    def __init__(
        self, classes: Sequence[ModelClass], names: Sequence[str], theme: Theme, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Match the model's classes"))
        self._classes = tuple(classes)
        self._names = tuple(names)
        self._overlaps: Int | None = None
        self._table = ClassTable(self._classes, self._names)
        self._examples = Examples(theme, EXAMPLES)
        self._said = QLabel()
        self._said.setObjectName("agreement")
        self._said.setWordWrap(True)
        # Three lines whatever it says, so that nothing moves.
        self._said.setMinimumHeight(3 * self._said.fontMetrics().lineSpacing())
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._by_name = QPushButton(self.tr("Match by &name"))
        self._by_labels = QPushButton(self.tr("Match by the &labels"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._use = QPushButton(self.tr("Use this match"))
        self._use.setProperty("primary", True)
        self._buttons.addButton(self._use, QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._table.mapping_changed.connect(self._show_mapping)
        self._by_name.clicked.connect(lambda: self._table.match([own.category for own in self._classes]))
        self._by_labels.clicked.connect(self._match_by_labels)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._show_mapping()

    def mapping(self) -> tuple[tuple[int, str], ...]:
        """The model's class numbers and the names of the classes matched; those left out are not among them."""
        return tuple(
            (own.number, self._names[category])
            for own, category in zip(self._classes, self._table.categories(), strict=True)
            if category is not None
        )

    def set_overlaps(self, overlaps: Int) -> None:
        """Say on which labels the predictions lie.

        Parameters
        ----------
        overlaps : (classes of the model, classes of the dataset) int64
            How many predictions of a class lie on a label of a class.
        """
        self._overlaps = overlaps
        self._show_mapping()

    def set_example(self, place: int, example: Example) -> None:
        """Show one of the ten examples, from 0, when it has come."""
        self._examples.set_example(place, example)

    def _show_mapping(self) -> None:
        categories = self._table.categories()
        numbers = [own.number for own in self._classes]
        self._examples.set_mapping(
            self._names,
            {
                number: category
                for number, category in zip(numbers, categories, strict=True)
                if category is not None
            },
        )
        self._table.show_agreement(self._overlaps)
        self._by_labels.setEnabled(self._overlaps is not None and bool(self._overlaps.any()))
        self._use.setEnabled(any(category is not None for category in categories))
        self._said.setText(self._agreement(categories))
        self.mapping_changed.emit()

    def _agreement(self, categories: Sequence[int | None]) -> str:
        """How well the match fits as a whole, and what does not count."""
        said = []
        counted = [(row, category) for row, category in enumerate(categories) if category is not None]
        if not counted:
            return self.tr("Every class is left out: no prediction would count.")
        if self._overlaps is not None:
            overlaps = self._overlaps
            agreeing = sum(int(overlaps[row, category]) for row, category in counted)
            among = sum(self._classes[row].count for row, _ in counted)
            text = self.tr("{count} of {all} predictions lie on a label of their class.")
            said.append(text.format(count=f"{agreeing:,}", all=f"{among:,}"))
            if any(overlaps[row, category] < overlaps[row].max() for row, category in counted):
                said.append(self.tr("Others would fit better: see “Match by the labels”."))
        left_out = [own for own, category in zip(self._classes, categories, strict=True) if category is None]
        if left_out:
            lost = sum(own.count for own in left_out)
            text = (
                self.tr("1 class is left out, with {lost} predictions.")
                if len(left_out) == 1
                else self.tr("{count} classes are left out, with {lost} predictions.")
            )
            said.append(text.format(count=len(left_out), lost=f"{lost:,}"))
        return " ".join(said)

    def _match_by_labels(self) -> None:
        if self._overlaps is None:
            return
        overlaps = self._overlaps
        self._table.match([
            int(row.argmax()) if row.any() else own.category
            for own, row in zip(self._classes, overlaps, strict=True)
        ])  # fmt: skip

    def _lay_out(self) -> None:
        above = QLabel(
            self.tr(
                "The model says its classes as numbers. Solid boxes are labels, dashed ones what the model says: where "
                "the names of both agree, the match is right."
            )
        )
        above.setWordWrap(True)
        for button in (self._by_name, self._by_labels):
            button.setAutoDefault(False)
        self._by_name.setToolTip(self.tr("As it was at first: classes of the same name"))
        self._by_labels.setToolTip(
            self.tr("Each class with the one on whose labels most of its predictions lie")
        )
        matches = QHBoxLayout()
        matches.setSpacing(2 * GRID)
        matches.addWidget(self._by_name)
        matches.addWidget(self._by_labels)
        matches.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(2 * GRID)
        left.addWidget(self._table, 1)
        left.addLayout(matches)
        left.addWidget(self._said)
        self._table.setFixedWidth(_TABLE_PX)
        self._said.setFixedWidth(_TABLE_PX)
        middle = QHBoxLayout()
        middle.setSpacing(4 * GRID)
        middle.addLayout(left)
        middle.addWidget(self._examples, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(4 * GRID)
        layout.addWidget(above)
        layout.addLayout(middle, 1)
        layout.addWidget(self._buttons)
        room = self.screen().availableGeometry().size()
        self.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height() - 12 * GRID))
