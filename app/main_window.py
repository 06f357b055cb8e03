"""The main window: where docks, bars and menus are."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QSlider,
    QStackedWidget,
    QTabWidget,
    QToolBar,
    QWidget,
)

from app.actions import ACTIONS, MENUS, menu_title
from widgets.canvas.canvas import Canvas
from widgets.inspector.inspector import Inspector
from widgets.metrics.change import ChangePanel
from widgets.metrics.metrics import MetricsBar, SummaryTable
from widgets.metrics.per_class import PerClassTable
from widgets.progress import ProgressStrip
from widgets.queue.queue import Queue
from widgets.welcome import Welcome

_SIZE = QSize(1600, 1000)
_DOCK_WIDTHS = (472, 344)
_NARROW_DOCK_WIDTHS = (396, 340)
_NARROW_BELOW = 1440
_RIGHT_HEIGHTS = (560, 340)
_PLOTS_HEIGHT = 300
_TOOLS = ("undo", "redo", "", "draw", "delete", "", "fit", "previous_image", "next_image")


class MainWindow(QMainWindow):
    """Holds the widgets and places them; does nothing itself."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Boxwright")
        self.setMinimumSize(960, 600)
        self.queue = Queue()
        self.canvas = Canvas()
        self.inspector = Inspector()
        self.metrics_bar = MetricsBar()
        self.per_class = PerClassTable()
        self.summary = SummaryTable()
        self.change = ChangePanel()
        self.progress = ProgressStrip()
        self.welcome = Welcome()
        self.min_score = _score_slider()
        self.image_label = QLabel()
        self.class_label = QLabel()
        self.message_label = QLabel()
        self._docks_shared = False
        self._plots: QDockWidget | None = None
        self._centre = QStackedWidget()
        # Else the start page, though hidden, would keep the docks narrow.
        self._centre.setMinimumSize(320, 240)
        self._centre.addWidget(self.welcome)
        self._centre.addWidget(self.canvas)
        self.setCentralWidget(self._centre)
        self.docks = (
            self._dock("queue", self.tr("Queue"), self.queue, Qt.DockWidgetArea.LeftDockWidgetArea),
            self._dock(
                "inspector", self.tr("Inspector"), self.inspector, Qt.DockWidgetArea.RightDockWidgetArea
            ),
            self._dock("metrics", self.tr("Metrics"), self._tables(), Qt.DockWidgetArea.RightDockWidgetArea),
        )
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self._place_status_bar()

    def place_actions(self, actions: Mapping[str, QAction]) -> None:
        """Put actions into the menus and the bar at the top."""
        for title in MENUS:
            menu = self.menuBar().addMenu(menu_title(title))
            inner: dict[str, QMenu] = {}
            for spec in ACTIONS:
                outer, _, name = spec.menu.partition("/")
                if outer != title:
                    continue
                if name and name not in inner:
                    inner[name] = menu.addMenu(menu_title(name))
                place = inner[name] if name else menu
                if spec.separated:
                    place.addSeparator()
                place.addAction(actions[spec.id])
            if title == "&View":
                menu.addSeparator()
                for dock in self.docks:
                    menu.addAction(dock.toggleViewAction())
        bar = QToolBar(self.tr("Tools and metrics"))
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in _TOOLS:
            if name:
                bar.addAction(actions[name])
            else:
                bar.addSeparator()
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(space)
        self._metrics_action = bar.addWidget(self.metrics_bar)
        self.addToolBar(bar)

    def take_size(self) -> None:
        """Take a good size for the screen."""
        self.resize(_SIZE.boundedTo(self.screen().availableGeometry().size()))

    def show_dataset(self, name: str | None) -> None:
        """Show the review surface under this name, or the start page."""
        self._centre.setCurrentWidget(self.welcome if name is None else self.canvas)
        for dock in self.docks:
            dock.setVisible(name is not None)
        if self._plots is not None and name is None:
            self._plots.hide()
        layout = self.layout()
        assert layout is not None
        layout.activate()
        if name is not None and not self._docks_shared:
            self._docks_shared = True
            self._share_docks()
            layout.activate()
        self._metrics_action.setVisible(name is not None)
        for widget in self._score_widgets:
            widget.setVisible(name is not None)
        self.setWindowTitle("Boxwright" if name is None else f"{name} – Boxwright")

    def show_change(self) -> None:
        """Bring the page about the change of mAP to the front."""
        self._metrics_tabs.setCurrentWidget(self.change)

    def add_plots(self, plots: QWidget) -> None:
        """Show the plots under the canvas."""
        self._plots = self._dock("plots", self.tr("Plots"), plots, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.resizeDocks([self._plots], [_PLOTS_HEIGHT], Qt.Orientation.Vertical)

    def toggle_plots(self) -> None:
        """Show or hide the plots."""
        if self._plots is not None:
            self._plots.setVisible(not self._plots.isVisible())

    def _share_docks(self) -> None:
        # Only once they are shown do their sizes hold.
        widths = _NARROW_DOCK_WIDTHS if self.width() < _NARROW_BELOW else _DOCK_WIDTHS
        self.resizeDocks(list(self.docks[:2]), list(widths), Qt.Orientation.Horizontal)
        self.resizeDocks(list(self.docks[1:]), list(_RIGHT_HEIGHTS), Qt.Orientation.Vertical)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window goes away; nothing has to be saved then."""
        self.closing.emit()
        super().closeEvent(event)

    def _dock(self, name: str, title: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title)
        dock.setObjectName(f"dock_{name}")
        # Shown and hidden from the View menu.
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        dock.setWidget(widget)
        self.addDockWidget(area, dock)
        return dock

    def _tables(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self.per_class, self.tr("Per class"))
        tabs.addTab(self.summary, self.tr("All twelve"))
        tabs.addTab(self.change, self.tr("Change"))
        self._metrics_tabs = tabs
        return tabs

    def _place_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(8, 0, 8, 0)
        for label in (self.image_label, self.class_label, self.message_label):
            label.setMargin(4)
        bar.addWidget(self.image_label)
        bar.addWidget(self.class_label)
        bar.addWidget(self.message_label, 1)
        bar.addPermanentWidget(self.progress)
        label = QLabel(self.tr("Predictions from score"))
        label.setBuddy(self.min_score)
        value = QLabel("0.30")
        self.min_score.valueChanged.connect(lambda percent: value.setText(f"{percent / 100:.2f}"))
        self._score_widgets = (label, self.min_score, value)
        for widget in self._score_widgets:
            bar.addPermanentWidget(widget)


def _score_slider() -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, 100)
    slider.setValue(30)
    slider.setFixedWidth(120)
    slider.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    slider.setAccessibleName(
        QCoreApplication.translate("MainWindow", "Smallest score of the predictions shown")
    )
    return slider
