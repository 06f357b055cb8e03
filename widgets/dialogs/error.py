"""An error, said plainly; where it is ours, with what to report."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.icons import IconLabel
from widgets.theme import GRID

_ICON_PX = 32
_WIDTH_PX = 480


class ErrorDialog(QDialog):
    """Says what went wrong; work in the background goes on meanwhile.

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
        sign = IconLabel(_ICON_PX)
        sign.show_icon("problem" if details is None else "bug")
        heading = QLabel(title)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        message = QLabel(text)
        message.setObjectName("message")
        message.setAlignment(Qt.AlignmentFlag.AlignTop)
        message.setWordWrap(True)
        message.setTextFormat(Qt.TextFormat.PlainText)
        message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QGridLayout()
        head.setHorizontalSpacing(3 * GRID)
        head.setVerticalSpacing(GRID)
        head.addWidget(sign, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        head.addWidget(heading, 0, 1)
        head.addWidget(message, 1, 1)
        head.setColumnStretch(1, 1)
        head.setRowStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(4 * GRID)
        layout.addLayout(head)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        if details is not None:
            shown = QPlainTextEdit(details)
            shown.setReadOnly(True)
            shown.setTabChangesFocus(True)
            shown.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
            shown.setAccessibleName(self.tr("What to report"))
            layout.addWidget(shown, 1)
            copy = QPushButton(self.tr("Copy the report"))
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
            buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        layout.addWidget(buttons)

    @staticmethod
    def for_user_error(text: str, parent: QWidget | None) -> ErrorDialog:
        """What is wrong in their files or settings, and what to do."""
        return ErrorDialog(QCoreApplication.translate("ErrorDialog", "This did not work"), text, None, parent)

    @staticmethod
    def for_bug(report: str, log_file: str, parent: QWidget | None) -> ErrorDialog:
        """A mistake of the program's; their work is kept."""
        text = QCoreApplication.translate(
            "ErrorDialog",
            "The mistake is the program's, not yours. Every edit up to here is saved in the project file. "
            "Please report what is below; the log has it too:",
        )
        title = QCoreApplication.translate("ErrorDialog", "Boxwright made a mistake")
        return ErrorDialog(title, f"{text}\n{log_file}", report, parent)
