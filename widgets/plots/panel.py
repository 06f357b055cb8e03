"""The panel of plots: one page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

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


class Pages(NamedTuple):
    """The pages, in the order of their tabs."""

    curves: CurvesPage
    deltas: DeltasPage
    course: CoursePage
    errors: ErrorsPage
    confusion: ConfusionPage
    calibration: CalibrationPage
    losses: LossPage


class PlotsPanel(QWidget):
    """Curves, deltas and course of the metrics; errors, confusions and calibration of the model; losses of the labels.

    Parameters
    ----------
    pages
    """

    page_shown = Signal()
    """Another page is shown, or the panel itself."""

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self.pages = pages
        self.curves, self.deltas, self.course = pages.curves, pages.deltas, pages.course
        self.errors, self.confusion = pages.errors, pages.confusion
        self.calibration, self.losses = pages.calibration, pages.losses
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


def made_in_steps(theme: Theme) -> Iterator[PlotsPanel | None]:
    """Make the panel: nothing yet after each of its pages, then the panel itself.

    A page takes a frame's time to make; all of them between two events would be felt.
    """
    curves = CurvesPage(theme)
    yield None
    deltas = DeltasPage(theme)
    yield None
    course = CoursePage(theme)
    yield None
    errors = ErrorsPage(theme)
    yield None
    confusion = ConfusionPage(theme)
    yield None
    calibration = CalibrationPage(theme)
    yield None
    losses = LossPage(theme)
    yield None
    yield PlotsPanel(Pages(curves, deltas, course, errors, confusion, calibration, losses))
