"""The main window: where docks, bars and menus are."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QCoreApplication, QSize, Qt, Signal
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
    QVBoxLayout,
    QWidget,
)

from app.actions import ACTIONS, EXPLAINED, MENUS, menu_title
from widgets.canvas.adjust_panel import AdjustPanel
from widgets.canvas.beside import Beside
from widgets.canvas.canvas import Canvas
from widgets.canvas.minimap import Minimap
from widgets.canvas.note import Note
from widgets.canvas.past import Past
from widgets.findings.panel import FindingsPanel
from widgets.gallery.gallery import Gallery
from widgets.inspector.inspector import Inspector
from widgets.key_text import Hints
from widgets.metrics.change import ChangePanel
from widgets.metrics.metrics import MetricsBar, SummaryTable
from widgets.metrics.per_class import PerClassTable
from widgets.person_bar import PersonBar
from widgets.progress import ProgressStrip
from widgets.queue.queue import Queue
from widgets.runs.device_label import DeviceLabel
from widgets.runs.runs import RunsPage
from widgets.waiting_label import WaitingLabel
from widgets.walk import Walk
from widgets.welcome import Welcome

_SIZE = QSize(1600, 1000)
_SHARE_OF_SCREEN = 0.8
_DOCK_WIDTHS = (472, 344)
_NARROW_DOCK_WIDTHS = (396, 340)
_NARROW_BELOW = 1440
_GROWTH = (0.13, 0.1)
"""By how much of each pixel that the window is wider than usual the docks are wider."""
_ARRANGEMENT = 3
"""One more whenever docks come or go, so that no arrangement of others is taken up."""
_RIGHT_HEIGHTS = (560, 340)
_BOTTOM_HEIGHT = 300
_READING_SHARE = 0.46
_TOOLS = ("undo", "redo", "", "draw", "delete", "", "fit", "previous_image", "next_image", "", "gallery")


class MainWindow(QMainWindow):
    """Holds the widgets and places them; does nothing itself."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Boxwright")
        self.setMinimumSize(960, 600)
        self.queue = Queue()
        self.canvas = Canvas()
        self.beside = Beside(self.canvas)
        self.past = Past(self.canvas)
        self.gallery = Gallery()
        self.minimap = Minimap(self.canvas)
        self.note = Note(self.canvas)
        self.adjust = AdjustPanel(self.canvas)
        self.inspector = Inspector()
        self.metrics_bar = MetricsBar()
        self.per_class = PerClassTable()
        self.summary = SummaryTable()
        self.change = ChangePanel()
        self.runs = RunsPage()
        self.findings = FindingsPanel()
        self.device = DeviceLabel()
        self.progress = ProgressStrip()
        self.welcome = Welcome()
        self.person_bar = PersonBar()
        self.min_score = _score_slider()
        self.image_label = QLabel()
        self.others_label = QLabel()
        self.class_label = QLabel()
        self.message_label = QLabel()
        self.sign_label = QLabel()
        self.waiting_label = WaitingLabel()
        self._shown = False
        self._findings_sized = False
        self._arrangement = QByteArray()
        self._plots: QDockWidget | None = None
        self._centre = QStackedWidget()
        # Else the start page, though hidden, would keep the docks narrow.
        self._centre.setMinimumSize(320, 240)
        self._centre.addWidget(self.welcome)
        self._centre.addWidget(self.beside)
        self._centre.addWidget(self.gallery)
        self._centre.addWidget(self.past)
        self.setCentralWidget(_below(self.person_bar, self._centre))
        self.docks = (
            self._dock("queue", self.tr("Queue"), self.queue),
            self._dock("inspector", self.tr("Inspector"), self.inspector),
            self._dock("metrics", self.tr("Metrics"), self._tables()),
        )
        self._runs = self._dock("runs", self.tr("Runs"), self.runs)
        self._findings = self._dock("findings", self.tr("Why is mAP low?"), self.findings)
        self._place_docks()
        for dock in self._all_docks():
            dock.hide()
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self._place_status_bar()
        self._walks = {
            "queue": Walk(self.docks[0], self.canvas),
            "inspector": Walk(self.docks[1], self.canvas),
            "metrics": Walk(self.docks[2], self.canvas),
            "runs": Walk(self._runs, self.canvas),
            "findings": Walk(self._findings, self.canvas),
            "status": Walk(self.statusBar(), self.canvas),
        }

    def place_actions(self, actions: Mapping[str, QAction]) -> None:
        """Put actions into the menus and the bar at the top."""
        for title in MENUS:
            menu = self.menuBar().addMenu(menu_title(title))
            # A tooltip would repeat what the entry says, but for the reason why it cannot be chosen.
            menu.hovered.connect(
                lambda action, menu=menu: menu.setToolTipsVisible(bool(action.property(EXPLAINED)))
            )
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

    @property
    def gallery_shown(self) -> bool:
        """Whether the gallery is in the place of the canvas."""
        return self._centre.currentWidget() is self.gallery

    def show_gallery(self, *, on: bool) -> None:
        """Show the gallery in the place of the canvas, or the canvas again."""
        self._centre.setCurrentWidget(self.gallery if on else self.beside)

    def show_past(self, *, on: bool) -> None:
        """Show the labels of a moment in the place of the canvas, or the canvas again."""
        self._centre.setCurrentWidget(self.past if on else self.beside)
        (self.past if on else self.canvas).setFocus()

    def go_to(self, panel: str) -> None:
        """Go to a panel with the keyboard, and show it where it was hidden."""
        walk = self._walks.get(panel)
        if walk is not None:
            walk.panel.show()
            walk.panel.raise_()
            walk.enter()

    def set_keys(self, keys: Hints) -> None:
        """Name these keys wherever one is named."""
        self.queue.set_keys(keys)
        self.inspector.set_keys(keys)
        self.runs.set_keys(keys)

    def take_size(self) -> None:
        """Take a good size for the screen."""
        room = self.screen().availableGeometry().size()
        self.resize(_SIZE.expandedTo(room * _SHARE_OF_SCREEN).boundedTo(room))

    def arrange(self, arrangement: QByteArray) -> None:
        """Have the docks where `arrangement` told they were, from when a dataset is shown."""
        self._arrangement = arrangement
        if self._shown:
            self._arrange()

    def arrangement(self) -> QByteArray:
        """Where the docks are, or were when a dataset was shown last; empty where there was none."""
        return self.saveState(_ARRANGEMENT) if self._shown else self._arrangement

    def reset_layout(self) -> None:
        """Put the docks back to where they are at first, with nothing under the canvas."""
        for below in self._below():
            below.hide()
        self._place_docks()
        self._arrange_anew()

    def show_dataset(self, name: str | None) -> None:
        """Show the review surface under this name, or the start page."""
        self._centre.setCurrentWidget(self.welcome if name is None else self.beside)
        if name is None and self._shown:
            self._arrangement = self.saveState(_ARRANGEMENT)
            for dock in self._all_docks():
                dock.hide()
        elif name is not None and not self._shown:
            self._arrange()
        self._shown = name is not None
        self._metrics_action.setVisible(name is not None)
        for widget in self._score_widgets:
            widget.setVisible(name is not None)
        self.setWindowTitle("Boxwright" if name is None else f"{name} – Boxwright")

    def show_change(self) -> None:
        """Bring the page about the change of mAP to the front."""
        self._metrics_tabs.setCurrentWidget(self.change)

    def add_plots(self, plots: QWidget) -> None:
        """Show the plots under the canvas."""
        self._plots = self._dock("plots", self.tr("Plots"), plots)
        self._walks["plots"] = Walk(self._plots, self.canvas)
        if not self.restoreDockWidget(self._plots):
            self._place_below(self._plots)
        self._show_below(self._plots)

    def toggle_plots(self) -> None:
        """Show the plots, or hide them."""
        if self._plots is not None:
            self._toggle(self._plots)

    def toggle_runs(self) -> None:
        """Show the runs, or hide them."""
        self._toggle(self._runs)

    def toggle_findings(self) -> None:
        """Show why mAP is low, or hide it."""
        self._toggle(self._findings)
        self._give_height()

    def show_findings(self) -> None:
        """Bring into sight why mAP is low."""
        self._show_below(self._findings)
        self._give_height()

    def show_runs(self) -> None:
        """Bring the runs into sight."""
        self._show_below(self._runs)

    def _give_height(self) -> None:
        """The findings are read: when they are first shown, they have half of the height."""
        if self._findings.isVisible() and not self._findings_sized:
            self._findings_sized = True
            self._lay_out_now()
            height = max(round(self.height() * _READING_SHARE), self._findings.height())
            self.resizeDocks([self._findings], [height], Qt.Orientation.Vertical)

    def _toggle(self, dock: QDockWidget) -> None:
        if dock.isVisible():
            dock.hide()
        else:
            self._show_below(dock)

    def _show_below(self, dock: QDockWidget) -> None:
        """Show a dock under the canvas in the place of another one: there is room for one, and for no tabs."""
        for other in self._below():
            if other is not dock:
                other.hide()
        dock.show()

    def _all_docks(self) -> tuple[QDockWidget, ...]:
        return (*self.docks, *self._below())

    def _below(self) -> tuple[QDockWidget, ...]:
        """The docks under the canvas."""
        always = (self._runs, self._findings)
        return always if self._plots is None else (*always, self._plots)

    def _arrange(self) -> None:
        if self._arrangement.isEmpty() or not self.restoreState(self._arrangement, _ARRANGEMENT):
            self._arrange_anew()
        self._lay_out_now()

    def _arrange_anew(self) -> None:
        for dock in self.docks:
            dock.show()
        # Only once they are shown do their sizes hold.
        self._lay_out_now()
        wider = max(self.width() - _SIZE.width(), 0)
        usual = _NARROW_DOCK_WIDTHS if self.width() < _NARROW_BELOW else _DOCK_WIDTHS
        widths = [width + round(wider * share) for width, share in zip(usual, _GROWTH, strict=True)]
        self.resizeDocks(list(self.docks[:2]), widths, Qt.Orientation.Horizontal)
        self.resizeDocks(list(self.docks[1:]), list(_RIGHT_HEIGHTS), Qt.Orientation.Vertical)
        self._lay_out_now()

    def _lay_out_now(self) -> None:
        layout = self.layout()
        assert layout is not None
        layout.activate()

    def _place_docks(self) -> None:
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        for dock, area in zip(self.docks, (left, right, right), strict=True):
            self.addDockWidget(area, dock)
        for below in self._below():
            self._place_below(below)

    def _place_below(self, dock: QDockWidget) -> None:
        """Put a dock under the canvas."""
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
        self.resizeDocks([dock], [_BOTTOM_HEIGHT], Qt.Orientation.Vertical)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window goes away; nothing has to be saved then."""
        self.closing.emit()
        super().closeEvent(event)

    def _dock(self, name: str, title: str, widget: QWidget) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(f"dock_{name}")
        # Shown and hidden from the View menu, which Qt would deny to one without a button to close it.
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        dock.toggleViewAction().setEnabled(True)
        dock.toggleViewAction().triggered.connect(lambda shown: dock.setVisible(shown))
        dock.setWidget(widget)
        return dock

    def _tables(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self.per_class, self.tr("Per class"))
        tabs.addTab(self.summary, self.tr("All twelve"))
        tabs.addTab(self.change, self.tr("Change"))
        tabs.tabBar().setAccessibleName(self.tr("Pages of the metrics"))
        self._metrics_tabs = tabs
        return tabs

    def _place_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(8, 0, 8, 0)
        for label in (self.image_label, self.others_label, self.class_label, self.message_label):
            label.setMargin(4)
        self.others_label.setTextFormat(Qt.TextFormat.PlainText)
        self.others_label.setObjectName("others")
        bar.addWidget(self.image_label)
        bar.addWidget(self.others_label)
        bar.addWidget(self.class_label)
        bar.addWidget(self.message_label, 1)
        bar.addPermanentWidget(self.waiting_label)
        self.waiting_label.hide()
        bar.addPermanentWidget(self.sign_label)
        bar.addPermanentWidget(self.progress)
        bar.addPermanentWidget(self.device)
        label = QLabel(self.tr("Predictions from score"))
        label.setBuddy(self.min_score)
        value = QLabel("0.30")
        self.min_score.valueChanged.connect(lambda percent: value.setText(f"{percent / 100:.2f}"))
        self._score_widgets = (label, self.min_score, value)
        for widget in self._score_widgets:
            bar.addPermanentWidget(widget)


def _below(bar: QWidget, widget: QWidget) -> QWidget:
    """A widget with a bar above it, which takes no room while it is hidden."""
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(bar)
    layout.addWidget(widget, 1)
    return both


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
