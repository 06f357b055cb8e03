"""A damaged project: what is known of it, and the way to what can be read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.icons import IconLabel
from widgets.theme import GRID

_ICON_PX = 32
_WIDTH_PX = 480


class RecoverDialog(QDialog):
    """Says that a project is damaged; accepted where a person wants what can be read as another one.

    Parameters
    ----------
    text
        What is wrong with which file.
    """

    def __init__(self, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("This project is damaged"))
        self.setMinimumWidth(_WIDTH_PX)
        sign = IconLabel(_ICON_PX)
        sign.show_icon("problem")
        heading = _text(self.tr("This project is damaged"))
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        message = _text(text)
        message.setObjectName("message")
        offer = _text(
            self.tr(
                "What can be read of it can be saved as another project beside it: the boxes as they were opened, and "
                "every step up to the first that is lost. What is missing is listed then. The damaged file stays as "
                "it is."
            )
        )
        head = QGridLayout()
        head.setHorizontalSpacing(3 * GRID)
        head.setVerticalSpacing(2 * GRID)
        head.addWidget(sign, 0, 0, 3, 1, Qt.AlignmentFlag.AlignTop)
        for row, label in enumerate((heading, message, offer)):
            head.addWidget(label, row, 1)
        head.setColumnStretch(1, 1)
        head.setRowStretch(2, 1)
        buttons = QDialogButtonBox()
        recover = QPushButton(self.tr("Save what can be read"))
        recover.setObjectName("recover")
        recover.setProperty("primary", True)
        recover.setDefault(True)
        buttons.addButton(recover, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QPushButton(self.tr("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(4 * GRID)
        column.addLayout(head)
        column.addWidget(buttons)


def _text(said: str) -> QLabel:
    label = QLabel(said)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
