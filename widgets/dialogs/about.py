"""What this is."""

from __future__ import annotations

from importlib.metadata import version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from widgets.icons import application_icon
from widgets.theme import GRID

_LOGO_PX = 64


class AboutDialog(QDialog):
    """Name, version and licence."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Boxwright"))
        logo = QLabel()
        logo.setPixmap(application_icon().pixmap(_LOGO_PX, _LOGO_PX))
        text = QLabel(
            self.tr(
                "<b>Boxwright {}</b><br>Find, price and fix the wrong labels of an object-detection dataset."
            ).format(version("boxwright"))
        )
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        licence = QLabel(self.tr("MIT licence. Its metrics equal pycocotools'."))
        licence.setProperty("muted", True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * GRID, 6 * GRID, 6 * GRID, 4 * GRID)
        layout.setSpacing(3 * GRID)
        for widget in (logo, text, licence):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(buttons)
