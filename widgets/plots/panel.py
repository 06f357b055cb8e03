"""The panel of plots: one page at a time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from widgets.plots.pages import (
    CalibrationPage,
    ConfusionPage,
    CoursePage,
    CurvesPage,
    DeltasPage,
    ErrorsPage,
    LossPage,
)
from widgets.theme import Theme


class PlotsPanel(QWidget):
    """Curves, deltas and course of the metrics; errors, confusions and calibration of the model; losses of the labels.

    Parameters
    ----------
    theme
    """

    page_shown = Signal()
    """Another page is shown, or the panel itself."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.curves = CurvesPage(theme)
        self.deltas = DeltasPage(theme)
        self.course = CoursePage(theme)
        self.errors = ErrorsPage(theme)
        self.confusion = ConfusionPage(theme)
        self.calibration = CalibrationPage(theme)
        self.losses = LossPage(theme)
        self.pages = (
            self.curves,
            self.deltas,
            self.course,
            self.errors,
            self.confusion,
            self.calibration,
            self.losses,
        )
        titles = (
            self.tr("Curves"),
            self.tr("Deltas"),
            self.tr("Course"),
            self.tr("Errors"),
            self.tr("Confusion"),
            self.tr("Calibration"),
            self.tr("Loss"),
        )
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setAccessibleName(self.tr("Pages of the plots"))
        for page, title in zip(self.pages, titles, strict=True):
            self._tabs.addTab(page, title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._tabs)
        self._tabs.currentChanged.connect(self.page_shown)
        self.setMinimumHeight(200)

    @property
    def page(self) -> QWidget:
        """The page shown."""
        return self._tabs.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Show one of the pages."""
        self._tabs.setCurrentWidget(page)

    def showEvent(self, event: QShowEvent) -> None:
        """Say that there is somebody to draw for."""
        super().showEvent(event)
        self.page_shown.emit()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        for page in self.pages:
            page.plot.set_theme(theme)

    def say_why_not(self, sentence: str) -> None:
        """Show a sentence in place of every plot."""
        for page in self.pages:
            page.say_why_not(sentence)
