"""Cards one under the other: of each a sign, a sentence and a remark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from widgets.icons import IconLabel
from widgets.theme import GRID

_SIGN_PX = 16
_MOST_PX = 420


class Cards(QScrollArea):
    """As high as its cards need, up to a limit; more of them scroll.

    Parameters
    ----------
    most_px
        The limit.
    """

    def __init__(self, most_px: int = _MOST_PX) -> None:
        super().__init__()
        self._most_px = most_px
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_cards(())

    def set_cards(self, cards: Sequence[QFrame]) -> None:
        """Show these in place of those before."""
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        for card in cards:
            layout.addWidget(card)
        layout.addStretch(1)
        self.setWidget(page)

    def sizeHint(self) -> QSize:
        """The height that was found to be needed."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def fit(self, width: int) -> None:
        """Take the height that the cards need at this width."""
        page = self.widget()
        layout = None if page is None else page.layout()
        assert layout is not None
        if not layout.hasHeightForWidth():  # no cards
            self.setMinimumHeight(0)
            return
        needed = layout.totalHeightForWidth(width)
        if needed > self._most_px:
            layout.setContentsMargins(0, 0, 2 * GRID, 0)
        self.setMinimumHeight(min(needed, self._most_px))


def card(sign: str, said: str, remark: str) -> QFrame:
    """One card; ``sign`` is a name of `widgets.icons`."""
    frame = QFrame()
    frame.setProperty("card", True)
    label = IconLabel(_SIGN_PX)
    label.show_icon(sign)
    grid = QGridLayout(frame)
    grid.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(GRID)
    grid.setColumnStretch(1, 1)
    grid.addWidget(label, 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(text(said), 0, 1)
    grid.addWidget(text(remark, muted=True), 1, 1)
    return frame


def text(said: str, *, muted: bool = False) -> QLabel:
    """A label of plain text that wraps and can be copied."""
    label = QLabel(said)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if muted:
        label.setProperty("muted", True)
    return label
