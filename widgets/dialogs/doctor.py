"""What keeps predictions and ground truth from fitting each other, and the reading that mends it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QPushButton, QVBoxLayout, QWidget

from engine.data.diagnosis import Diagnosis, Examination
from engine.data.reading import LabelReading
from widgets.dialogs.cards import Cards, card, text
from widgets.icons import Role, set_icon
from widgets.metrics.metrics import NONE
from widgets.theme import GRID
from widgets.words import translated

_WIDTH_PX = 620


class DoctorDialog(QDialog):
    """A card for each diagnosis; accepted where a person wants the predictions read as they are meant.

    Parameters
    ----------
    found
    ap, mended_ap
        mAP now and with the predictions read so; None where it is not defined.
    can_read_so
        Whether a reading of the predictions mends something.
    """

    def __init__(
        self,
        found: Examination,
        *,
        ap: float | None,
        mended_ap: float | None,
        can_read_so: bool,
        parent: QWidget | None,
    ) -> None:
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
        if can_read_so:
            worth = text(
                self.tr("mAP now {now}, read so {then}").format(now=_number(ap), then=_number(mended_ap))
            )
            worth.setObjectName("worth")
            font = worth.font()
            font.setBold(True)
            worth.setFont(font)
            column.addWidget(worth)
            column.addWidget(
                text(
                    self.tr(
                        "The predictions become another run, which is in use then. Your files stay as they are, and "
                        "Use, among the runs, is the way back."
                    ),
                    muted=True,
                )
            )
        column.addWidget(self._buttons(can_read_so=can_read_so))

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
        if own.reading is None:
            return self.tr("{sure} sure; no reading mends it").format(sure=sure)
        if own.reading.labels != LabelReading():
            return self.tr("{sure} sure; it is in the ground truth, whose file has to be mended").format(
                sure=sure
            )
        return self.tr("{sure} sure; mAP with this alone read otherwise: {ap}").format(
            sure=sure, ap=_number(own.ap)
        )

    def _buttons(self, *, can_read_so: bool) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        close = QPushButton(self.tr("Close"))
        close.setObjectName("close")
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        first = close
        if can_read_so:
            first = QPushButton(self.tr("Read them so"))
            first.setObjectName("read_so")
            first.setProperty("primary", True)
            set_icon(first, "accept", Role.HighlightedText)
            buttons.addButton(first, QDialogButtonBox.ButtonRole.AcceptRole)
        first.setDefault(True)
        close.setAutoDefault(first is close)
        first.setFocus()
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons


def _number(ap: float | None) -> str:
    return NONE if ap is None else f"{ap:.3f}"
