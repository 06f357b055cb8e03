"""How far annotators agree: figures in plain words, with their intervals, by pair and by class."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.data.agreement import MEASURES, Agreement, Figures, Measure
from widgets.icons import Role, set_icon
from widgets.metrics.metrics import NONE
from widgets.metrics.table import NumberTable
from widgets.theme import GRID

_WIDTH_PX = 860
_MOST_CLASSES_SHOWN = 8
"""More of them scroll."""
_RELIABLE, _TENTATIVE = 0.8, 0.667
"""Krippendorff's own: from where conclusions can be relied on, and from where tentative ones may be drawn."""

_TITLES = {
    Measure.EXISTENCE: QT_TRANSLATE_NOOP("Measure", "Boxes that the other has too (F1)"),
    Measure.JACCARD: QT_TRANSLATE_NOOP("Measure", "Objects that both have (Jaccard)"),
    Measure.IOU: QT_TRANSLATE_NOOP("Measure", "Place: mean IoU"),
    Measure.SAME_CLASS: QT_TRANSLATE_NOOP("Measure", "Same class, where both have a box"),
    Measure.KAPPA: QT_TRANSLATE_NOOP("Measure", "Class beyond chance: kappa"),
    Measure.ALPHA: QT_TRANSLATE_NOOP("Measure", "Class beyond chance: Krippendorff's alpha"),
    Measure.JOINT_ALPHA: QT_TRANSLATE_NOOP("Measure", "Existence and class together: alpha"),
    Measure.PRESENCE_KAPPA: QT_TRANSLATE_NOOP("Measure", "Class on the image at all: kappa"),
    Measure.PRESENCE_ALPHA: QT_TRANSLATE_NOOP("Measure", "Class on the image at all: alpha"),
}
_OF_CLASSES = (Measure.EXISTENCE, Measure.IOU, Measure.SAME_CLASS, Measure.KAPPA, Measure.ALPHA)


class AgreementDialog(QDialog):
    """Figures of two or more people's labels, and what can be done about the disagreements.

    Parameters
    ----------
    agreement
    class_names
        Of the dataset, by index.
    waiting, decided
        Disagreements that wait for a verdict, and those of them that a majority settles.
    """

    add_clicked = Signal()
    show_clicked = Signal()
    settle_clicked = Signal()
    forget_clicked = Signal()

    def __init__(
        self,
        agreement: Agreement,
        class_names: Sequence[str],
        *,
        waiting: int,
        decided: int,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Agreement of annotators"))
        self.setMinimumWidth(_WIDTH_PX)
        self._agreement, self._class_names = agreement, class_names
        self._groups: list[Figures] = list(agreement.pairs)
        if len(agreement.names) > 2:
            self._groups.insert(0, agreement.together)
        self._choice = QComboBox()
        self._choice.setObjectName("whom")
        self._choice.setAccessibleName(self.tr("Whom to compare"))
        for own in self._groups:
            self._choice.addItem(self._who(own))
        self._choice.setVisible(len(self._groups) > 1)
        self._choice.currentIndexChanged.connect(self._show)
        self._summary = _text("summary")
        self._figures, self._classes = self._tables()
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self._choice)
        column.addWidget(self._summary)
        column.addWidget(self._figures)
        column.addWidget(self._classes)
        column.addWidget(_text("waiting", self._said_of(waiting, decided)))
        column.addLayout(self._buttons(waiting, decided))
        self._show(0)

    def _tables(self) -> tuple[NumberTable, NumberTable]:
        widest = "0.000 – 0.000"
        figures = NumberTable(
            [(self.tr("Figure"), ""), (self.tr("Value"), "0.000"), (self._interval(), widest)],
            (),
        )
        classes = NumberTable(
            [
                (self.tr("Class"), ""),
                (self.tr("Boxes"), "000,000"),
                (self.tr("Both have"), "0.000"),
                (self.tr("IoU"), "0.000"),
                (self.tr("Same class"), "0.000"),
                (self.tr("Kappa"), "0.000"),
                (self.tr("Alpha"), "0.000"),
            ],
            (5,),
        )
        for table, name in (
            (figures, self.tr("Figures")),
            (classes, self.tr("Figures by class")),
        ):
            table.setAccessibleName(name)
        figures.setObjectName("figures")
        classes.setObjectName("classes")
        return figures, classes

    def _show(self, index: int) -> None:
        own = self._groups[index]
        self._summary.setText(self._said(own))
        self._figures.show_rows(
            [(self._title(measure, own), *_value_and_range(own.value(measure))) for measure in MEASURES]
        )
        rows, ranges = [], []
        for category, name in enumerate(self._class_names):
            if own.boxes[category]:
                values = [own.value(measure, category) for measure in _OF_CLASSES]
                rows.append((name, f"{own.boxes[category]:,}", *(_number(value) for value, _, _ in values)))
                ranges.append([_range(low, high) for _, low, high in values])
        self._classes.show_rows(rows)
        for row, texts in enumerate(ranges):
            for place, text in enumerate(texts, start=2):
                item = self._classes.item(row, place)
                assert item is not None
                item.setToolTip(f"{self._interval()}: {text}")
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Know how high rows are only now: the style has its say."""
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        """Have all figures in sight, and as many classes as there is room for."""
        for table, most in ((self._figures, len(MEASURES)), (self._classes, _MOST_CLASSES_SHOWN)):
            rows = min(max(table.rowCount(), 1), most)
            row = table.verticalHeader().defaultSectionSize()
            header = table.horizontalHeader().sizeHint().height()
            table.setFixedHeight(header + rows * row + 2 * table.frameWidth() + 1)
        layout = self.layout()
        assert layout is not None
        # A dialog takes no notice by itself of how many lines a text needs.
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _said(self, own: Figures) -> str:
        """What the figures say, in words."""
        existence, iou, same, alpha = (
            own.value(measure)[0]
            for measure in (Measure.EXISTENCE, Measure.IOU, Measure.SAME_CLASS, Measure.ALPHA)
        )
        said = [self.tr("On {images} images:").format(images=f"{own.images:,}")]
        if not isnan(existence):
            said.append(self.tr("{share} of the boxes have a counterpart.").format(share=f"{existence:.1%}"))
        if not isnan(iou):
            said.append(
                self.tr(
                    "Where both have a box, the two overlap by {iou} IoU on average, half of them by more than "
                    "{median}."
                ).format(iou=f"{iou:.2f}", median=f"{own.iou_quantiles[2]:.2f}")
            )
            said.append(self.tr("{share} of these are of the same class.").format(share=f"{same:.1%}"))
        if not isnan(alpha):
            said.append(self._verdict(alpha))
        return " ".join(said)

    def _verdict(self, alpha: float) -> str:
        value = f"{alpha:.2f}"
        if alpha >= _RELIABLE:
            return self.tr(
                "Beyond chance that is an alpha of {alpha}: the classes can be relied on (0.80 or more)."
            ).format(alpha=value)
        if alpha >= _TENTATIVE:
            return self.tr(
                "Beyond chance that is an alpha of {alpha}: enough for tentative conclusions (0.67 to 0.80)."
            ).format(alpha=value)
        return self.tr(
            "Beyond chance that is an alpha of {alpha}: too little to rely on the classes (below 0.67)."
        ).format(alpha=value)

    def _said_of(self, waiting: int, decided: int) -> str:
        if not waiting:
            return self.tr("No disagreement waits for a verdict.")
        if len(self._agreement.names) == 2:
            places = self.tr(
                "{waiting} disagreements wait for a verdict. Of {decided} of them only the place is disputed: the box "
                "between the two would settle them."
            )
            return places.format(waiting=f"{waiting:,}", decided=f"{decided:,}")
        return self.tr(
            "{waiting} disagreements wait for a verdict. {decided} of them a majority settles, with boxes at the "
            "median."
        ).format(waiting=f"{waiting:,}", decided=f"{decided:,}")

    def _who(self, own: Figures) -> str:
        names = [self._agreement.names[place] for place in own.sets]
        return (
            " – ".join(names) if len(names) == 2 else self.tr("All {count} together").format(count=len(names))
        )

    def _title(self, measure: Measure, own: Figures) -> str:
        title = QCoreApplication.translate("Measure", str(_TITLES[measure]))
        if measure in (Measure.KAPPA, Measure.PRESENCE_KAPPA):
            return f"{title} ({'Cohen' if len(own.sets) == 2 else 'Fleiss'})"
        return title

    def _interval(self) -> str:
        return self.tr("{share} interval").format(share=f"{self._agreement.share:.0%}")

    def _buttons(self, waiting: int, decided: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        show = _button("show", self.tr("Show the disagreements"))
        show.setProperty("primary", True)
        set_icon(show, "next", Role.HighlightedText)
        several = len(self._agreement.names) > 2
        text = self.tr("Settle {count} by majority") if several else self.tr("Settle {count} in the middle")
        settle = _button("settle", text.format(count=f"{decided:,}"))
        settle.setEnabled(decided > 0)
        show.setEnabled(waiting > 0)
        add = _button("add", self.tr("Add another person…"))
        forget = _button("forget", self.tr("Forget the others"))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        for button, signal in (
            (show, self.show_clicked),
            (settle, self.settle_clicked),
            (add, self.add_clicked),
            (forget, self.forget_clicked),
        ):
            # Closed first: what follows may show something else.
            button.clicked.connect(self.accept)
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        show.setDefault(True)
        return row


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button


def _text(name: str, said: str = "") -> QLabel:
    label = QLabel(said)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _value_and_range(value: tuple[float, float, float]) -> tuple[str, str]:
    return _number(value[0]), _range(value[1], value[2])


def _range(low: float, high: float) -> str:
    return NONE if isnan(low) or isnan(high) else f"{low:.3f} – {high:.3f}"


def _number(value: float) -> str:
    return NONE if isnan(value) else f"{value:.3f}"
