"""The start page: open a dataset, go on with a project, or see the demo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.icons import Role, application_icon, set_icon
from widgets.theme import GRID

_LOGO_PX = 72
_COLUMN_PX = 600


class Welcome(QWidget):
    """Shown while nothing is open."""

    open_dataset_clicked = Signal()
    open_project_clicked = Signal()
    demo_clicked = Signal()
    documentation_clicked = Signal()
    tour_clicked = Signal()
    recent_chosen = Signal(str)
    """Path of a project file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        logo = QLabel()
        logo.setPixmap(application_icon().pixmap(_LOGO_PX, _LOGO_PX))
        title = QLabel("Boxwright")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        font.setBold(True)
        title.setFont(font)
        subtitle = QLabel(
            self.tr("Find the boxes most likely wrong, fix them in place, and watch mAP move with each fix.")
        )
        subtitle.setWordWrap(True)
        subtitle.setProperty("muted", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        for text, name, signal in (
            (self.tr("Open dataset…"), "open", self.open_dataset_clicked),
            (self.tr("Open project…"), "project", self.open_project_clicked),
            (self.tr("Open the demo"), "demo", self.demo_clicked),
            (self.tr("Documentation"), "documentation", self.documentation_clicked),
        ):
            button = QPushButton(text)
            button.setProperty("primary", name == "open")
            set_icon(button, name, Role.HighlightedText if name == "open" else Role.WindowText)
            button.clicked.connect(signal)
            buttons.addWidget(button)
        buttons.addStretch(1)
        tour = QPushButton(self.tr("New here? A guided tour on the demo takes two minutes"))
        tour.setProperty("link", True)
        set_icon(tour, "tour", Role.Link)
        tour.clicked.connect(self.tour_clicked)
        self._recent_title = QLabel(self.tr("Recent projects"))
        self._recent_title.setProperty("muted", True)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(GRID)
        column = QWidget()
        column.setFixedWidth(_COLUMN_PX)
        inside = QVBoxLayout(column)
        inside.setSpacing(3 * GRID)
        for widget in (logo, title, subtitle):
            inside.addWidget(widget)
        inside.addSpacing(2 * GRID)
        inside.addLayout(buttons)
        inside.addWidget(tour, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addSpacing(4 * GRID)
        inside.addWidget(self._recent_title)
        inside.addLayout(self._recent)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.set_recent(())

    def set_recent(self, paths: Sequence[str]) -> None:
        """List projects to go on with, the last one first."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for path in paths:
            button = _Recent(Path(path))
            button.clicked.connect(partial(self.recent_chosen.emit, path))
            self._recent.addWidget(button)
        self._recent_title.setVisible(bool(paths))


class _Recent(QPushButton):
    """A project's name, and the folder it lies in, cut where it is long."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.stem)
        self.setProperty("row", True)
        self.setToolTip(str(path))
        set_icon(self, "project")
        folder = QLabel(_short(path.parent))
        folder.setTextFormat(Qt.TextFormat.PlainText)
        folder.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        room = _COLUMN_PX - self.sizeHint().width() - 6 * GRID
        cut = folder.fontMetrics().elidedText(folder.text(), Qt.TextElideMode.ElideMiddle, room)
        folder.setText(cut)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 3 * GRID, 0)
        layout.addStretch(1)
        layout.addWidget(folder)


def _short(folder: Path) -> str:
    home = Path.home()
    return str(Path("~", folder.relative_to(home))) if folder.is_relative_to(home) else str(folder)
