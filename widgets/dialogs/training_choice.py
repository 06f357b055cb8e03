"""What a model is to learn from and to be measured on, how long, and how boldly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QSpinBox,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from widgets.theme import GRID, tabular

_NUMBER_PX = 26 * GRID
_PART_PX = 90 * GRID
_MOST_EPOCHS = 20
_USUAL_EPOCHS = 3
_RATES = (1e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2)
_USUAL_RATE = 1e-4
_FEW_IMAGES = 50
"""With fewer held out, hardly any change is more than noise."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the images: those of a split, or some drawn from it.

    Attributes
    ----------
    key : str
        What the choice gives back.
    title : str
        For people.
    images : int
    """

    key: str
    title: str
    images: int


@dataclass(frozen=True, slots=True)
class FineTuneChoice:
    """What a person asked for.

    Attributes
    ----------
    epochs : int
        1 to 20.
    learning_rate : float
    train, held_out : str
        Keys of a `Part`.
    """

    epochs: int
    learning_rate: float
    train: str
    held_out: str


class TrainingSetUp(QWidget):
    """How long, how boldly, on what."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._train: tuple[Part, ...] = ()
        self._held_out: tuple[Part, ...] = ()
        self._epochs = QSpinBox()
        self._epochs.setObjectName("epochs")
        self._epochs.setRange(1, _MOST_EPOCHS)
        self._epochs.setValue(_USUAL_EPOCHS)
        self._epochs.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._epochs.setFont(tabular(self._epochs.font()))
        self._epochs.setFixedWidth(_NUMBER_PX)
        self._rate = _choice("learning_rate")
        for rate in _RATES:
            self._rate.addItem(f"{rate:.6f}".rstrip("0"), rate)
        self._rate.setCurrentIndex(_RATES.index(_USUAL_RATE))
        self._rate.setFixedWidth(_NUMBER_PX)
        self._train_on = _choice("train")
        self._hold_out = _choice("held_out")
        self._said = QLabel()
        self._said.setObjectName("setup_said")
        self._said.setWordWrap(True)
        self._said.setMinimumHeight(2 * self._said.fontMetrics().lineSpacing())
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._train_on.currentIndexChanged.connect(self._refresh)
        self._hold_out.currentIndexChanged.connect(self._refresh)
        self._refresh()

    def set_parts(self, train: Sequence[Part], held_out: Sequence[Part]) -> None:
        """Offer these; a held-out part that is trained on cannot be chosen together with it."""
        self._train, self._held_out = tuple(train), tuple(held_out)
        for box, parts in ((self._train_on, self._train), (self._hold_out, self._held_out)):
            box.blockSignals(True)
            box.clear()
            for part in parts:
                text = self.tr("{title} ({count} images)").format(title=part.title, count=f"{part.images:,}")
                box.addItem(text, part.key)
            box.blockSignals(False)
        first = self._train_on.currentData()
        other = next((place for place, part in enumerate(held_out) if part.key != first), 0)
        self._hold_out.setCurrentIndex(other)
        self._refresh()

    def choice(self) -> FineTuneChoice:
        """What is asked for; only where there is no `problem`."""
        return FineTuneChoice(
            self._epochs.value(),
            float(self._rate.currentData()),
            str(self._train_on.currentData()),
            str(self._hold_out.currentData()),
        )

    def problem(self) -> str:
        """Why it cannot be started; empty: it can."""
        train, held_out = self._chosen()
        if train is None or held_out is None:
            return self.tr("There are no images to train on and to hold out.")
        if train.key == held_out.key:
            return self.tr(
                "Hold out other images than those that are trained on, or the result means nothing."
            )
        if not train.images or not held_out.images:
            return self.tr("A part without images is of no use.")
        return ""

    def _chosen(self) -> tuple[Part | None, Part | None]:
        train, held_out = self._train_on.currentIndex(), self._hold_out.currentIndex()
        return (
            self._train[train] if 0 <= train < len(self._train) else None,
            self._held_out[held_out] if 0 <= held_out < len(self._held_out) else None,
        )

    def _refresh(self) -> None:
        problem = self.problem()
        _, held_out = self._chosen()
        said = problem
        if not problem and held_out is not None and held_out.images < _FEW_IMAGES:
            said = self.tr("{count} images held out are few: hardly any change will be more than noise.")
            said = said.format(count=held_out.images)
        self._said.setText(said)
        self._said.setProperty("bad", bool(problem))
        self._said.setProperty("muted", not problem)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self.changed.emit()

    def _lay_out(self) -> None:
        above = QLabel(
            self.tr(
                "Do the corrections help the model, and not only its score? A copy of it learns from the labels as "
                "they are now, for a few epochs, and is measured before and after on images that it never learns "
                "from. Your model's file stays as it is."
            )
        )
        above.setWordWrap(True)
        form = QGridLayout()
        form.setHorizontalSpacing(3 * GRID)
        form.setVerticalSpacing(2 * GRID)
        form.setColumnStretch(1, 1)
        for row, (title, field) in enumerate(
            (
                (self.tr("&Train on"), self._train_on),
                (self.tr("&Hold out"), self._hold_out),
                (self.tr("&Epochs"), self._epochs),
                (self.tr("Learning &rate"), self._rate),
            )
        ):
            caption = QLabel(title)
            caption.setBuddy(field)
            field.setAccessibleName(title.replace("&", ""))
            form.addWidget(caption, row, 0)
            form.addWidget(field, row, 1, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5 * GRID)
        layout.addWidget(above)
        layout.addLayout(form)
        layout.addWidget(self._said)
        layout.addStretch(1)


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setItemDelegate(QStyledItemDelegate(box))
    box.setFixedWidth(_PART_PX)
    return box
