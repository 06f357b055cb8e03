"""What keeps predictions and ground truth from fitting each other, and the reading that mends it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.data.diagnosis import Cause, Diagnosis, Examination
from widgets.dialogs.cards import Cards, card, text
from widgets.icons import Role, set_icon
from widgets.metrics.metrics import NONE
from widgets.theme import GRID
from widgets.words import translated

_WIDTH_PX = 620


@dataclass(frozen=True, slots=True)
class Mending:
    """What a click can do.

    Attributes
    ----------
    ap : float or None
        mAP now; None where it is not defined.
    predictions : bool
        Whether a reading of the predictions mends something.
    predictions_ap : float or None
        mAP with them read so.
    labels : int
        How many labels a reading of them mends.
    labels_ap : float or None
        mAP with those read so.
    both_ap : float or None
        mAP with both read so, one after the other.
    """

    ap: float | None
    predictions: bool = False
    predictions_ap: float | None = None
    labels: int = 0
    labels_ap: float | None = None
    both_ap: float | None = None


class DoctorDialog(QDialog):
    """A card for each diagnosis; accepted where a person wants the predictions read as they are meant.

    Parameters
    ----------
    found
    mending
    """

    labels_chosen = Signal()
    """The labels are to be read as they are meant; the dialog is closed."""

    def __init__(self, found: Examination, mending: Mending, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Doctor"))
        self.setMinimumWidth(_WIDTH_PX)
        self._cards = Cards()
        self._cards.set_cards([self._card(own) for own in found.diagnoses])
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(4 * GRID)
        column.addWidget(text(self._summary(len(found.diagnoses))))
        column.addWidget(self._cards, 1)
        self._cards.setVisible(bool(found.diagnoses))
        if mending.predictions:
            said = self.tr("mAP now {now}, read so {then}")
            column.addWidget(_worth("worth", said, mending.ap, mending.predictions_ap))
            column.addWidget(
                text(
                    self.tr(
                        "The predictions become another run, which is in use then. Your files stay as they are, and "
                        "Use, among the runs, is the way back."
                    ),
                    muted=True,
                )
            )
        if mending.labels:
            said = self.tr("mAP now {now}, with the labels read so {then}")
            column.addWidget(_worth("labels_worth", said, mending.ap, mending.labels_ap))
            column.addWidget(
                text(
                    self.tr(
                        "{count} labels that nobody has changed are mended as one step. Your files stay as they are, "
                        "and Undo is the way back."
                    ).format(count=f"{mending.labels:,}"),
                    muted=True,
                )
            )
        if mending.predictions and mending.labels:
            said = self.tr("mAP now {now}, with both read so, one after the other, {then}")
            column.addWidget(_worth("both_worth", said, mending.ap, mending.both_ap))
        column.addWidget(self._buttons(mending))

    def showEvent(self, event: QShowEvent) -> None:
        """Be no higher than the texts need at this width."""
        self._cards.fit(self.width() - 10 * GRID)
        layout = self.layout()
        assert layout is not None
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        super().showEvent(event)

    def _summary(self, count: int) -> str:
        if not count:
            return self.tr("Ground truth and predictions fit each other.")
        if count == 1:
            return self.tr("This keeps ground truth and predictions from fitting each other:")
        return self.tr(
            "These {count} things keep ground truth and predictions from fitting each other, the most costly first:"
        ).format(count=count)

    def _card(self, own: Diagnosis) -> QFrame:
        frame = card("problem", translated(own.sentence), self._remark(own))
        frame.setObjectName(own.cause.value)
        return frame

    def _remark(self, own: Diagnosis) -> str:
        """How sure it is, and what mends it."""
        sure = f"{own.confidence:.0%}"
        if own.cause is Cause.ANNOTATION_IDS:
            return self.tr("{sure} sure; they are numbered anew here, and in exports").format(sure=sure)
        if own.reading is None:
            return self.tr("{sure} sure; no reading mends it").format(sure=sure)
        return self.tr("{sure} sure; mAP with this alone read otherwise: {ap}").format(
            sure=sure, ap=_number(own.ap)
        )

    def _buttons(self, mending: Mending) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        close = QPushButton(self.tr("Close"))
        close.setObjectName("close")
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        offered = []
        if mending.predictions:
            read_so = QPushButton(self.tr("Read them so"))
            read_so.setObjectName("read_so")
            buttons.addButton(read_so, QDialogButtonBox.ButtonRole.AcceptRole)
            offered.append(read_so)
        if mending.labels:
            read_labels_so = QPushButton(self.tr("Read the labels so"))
            read_labels_so.setObjectName("read_labels_so")
            read_labels_so.clicked.connect(self._choose_labels)
            buttons.addButton(read_labels_so, QDialogButtonBox.ButtonRole.ActionRole)
            offered.append(read_labels_so)
        first = (offered or [close])[0]
        if offered:
            first.setProperty("primary", True)
            set_icon(first, "accept", Role.HighlightedText)
        first.setDefault(True)
        close.setAutoDefault(first is close)
        first.setFocus()
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _choose_labels(self) -> None:
        self.labels_chosen.emit()
        self.reject()


def _worth(name: str, said: str, now: float | None, then: float | None) -> QLabel:
    label = text(said.format(now=_number(now), then=_number(then)))
    label.setObjectName(name)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _number(ap: float | None) -> str:
    return NONE if ap is None else f"{ap:.3f}"
