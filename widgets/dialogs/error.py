"""An error, said plainly; where it is ours, with what to report."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.icons import icon
from widgets.theme import GRID

_ICON_PX = 32
_WIDTH_PX = 480


def _tr(text: str) -> str:
    return QCoreApplication.translate("ErrorDialog", text)


class ErrorDialog(QDialog):
    """Does not block: the window behind it goes on.

    Parameters
    ----------
    title, text
        What happened.
    details
        What to paste into a report; None where the error is not ours.
    """

    def __init__(self, title: str, text: str, details: str | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH_PX)
        sign = QLabel()
        sign.setPixmap(icon("problem" if details is None else "bug").pixmap(_ICON_PX, _ICON_PX))
        message = QLabel(text)
        message.setObjectName("message")
        message.setWordWrap(True)
        message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setSpacing(3 * GRID)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(message, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(4 * GRID)
        layout.addLayout(head)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        if details is not None:
            shown = QPlainTextEdit(details)
            shown.setReadOnly(True)
            shown.setAccessibleName(self.tr("What to report"))
            layout.addWidget(shown, 1)
            copy = QPushButton(self.tr("Copy the report"))
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
            buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        layout.addWidget(buttons)

    @staticmethod
    def for_user_error(text: str, parent: QWidget | None) -> ErrorDialog:
        """What is wrong in their files or settings, and what to do."""
        return ErrorDialog(_tr("This did not work"), text, None, parent)

    @staticmethod
    def for_bug(report: str, log_file: str, parent: QWidget | None) -> ErrorDialog:
        """A mistake of the program's; their work is kept."""
        text = _tr(
            "Boxwright made a mistake. Every edit up to here is saved in the project file. "
            "Please report what is below; the log has it too: {}"
        )
        return ErrorDialog(_tr("Boxwright made a mistake"), text.format(log_file), report, parent)
