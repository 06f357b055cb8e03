"""What keeps predictions and ground truth from fitting each other, and the reading that mends it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.data.diagnosis import Diagnosis, Examination
from engine.data.reading import LabelReading
from widgets.icons import IconLabel, Role, set_icon
from widgets.metrics.metrics import NONE
from widgets.theme import GRID
from widgets.words import translated

_WIDTH_PX = 620
_MOST_CARDS_PX = 420
"""More of them scroll."""
_SIGN_PX = 16


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
        self._cards = _Cards([self._card(own) for own in found.diagnoses])
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(4 * GRID)
        column.addWidget(_text(self._summary(len(found.diagnoses))))
        column.addWidget(self._cards, 1)
        self._cards.setVisible(bool(found.diagnoses))
        if can_read_so:
            worth = _text(
                self.tr("mAP now {now}, read so {then}").format(now=_number(ap), then=_number(mended_ap))
            )
            worth.setObjectName("worth")
            font = worth.font()
            font.setBold(True)
            worth.setFont(font)
            column.addWidget(worth)
            column.addWidget(
                _text(
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
        card = QFrame()
        card.setObjectName(own.cause.value)
        card.setProperty("card", True)
        sign = IconLabel(_SIGN_PX)
        sign.show_icon("problem")
        grid = QGridLayout(card)
        grid.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        grid.addWidget(sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_text(translated(own.sentence)), 0, 1)
        grid.addWidget(_text(self._remark(own), muted=True), 1, 1)
        return card

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


class _Cards(QScrollArea):
    """Cards one under the other; as high as they need, up to a limit."""

    def __init__(self, cards: Sequence[QFrame]) -> None:
        super().__init__()
        self._page = QWidget()
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        for card in cards:
            layout.addWidget(card)
        layout.addStretch(1)
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self, width: int) -> None:
        """Take the height that the cards need at this width."""
        layout = self._page.layout()
        assert layout is not None
        if not layout.hasHeightForWidth():  # no cards
            return
        needed = layout.totalHeightForWidth(width)
        if needed > _MOST_CARDS_PX:
            layout.setContentsMargins(0, 0, 2 * GRID, 0)
        self.setMinimumHeight(min(needed, _MOST_CARDS_PX))


def _number(ap: float | None) -> str:
    return NONE if ap is None else f"{ap:.3f}"


def _text(said: str, *, muted: bool = False) -> QLabel:
    label = QLabel(said)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if muted:
        label.setProperty("muted", True)
    return label
