from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.plots.panel import PlotsPanel, made_in_steps
from widgets.plots.plot import Plot
from widgets.theme import Scheme, theme_of

Click = Callable[[Plot, float, float], None]


@pytest.fixture
def panel(qtbot: QtBot) -> PlotsPanel:
    """The panel as it stands under the canvas."""
    *_, panel = made_in_steps(theme_of(Scheme.LIGHT))
    assert panel is not None
    qtbot.addWidget(panel)
    panel.resize(832, 300)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


@pytest.fixture
def click(panel: PlotsPanel) -> Click:
    """Click a plot of the panel at a place in its own units."""

    def click(plot: Plot, x: float, y: float) -> None:
        panel.show_page(next(page for page in panel.pages if page.plot is plot))
        QApplication.processEvents()
        view = plot.getPlotItem().getViewBox()
        position = plot.mapFromScene(view.mapViewToScene(QPointF(x, y)))
        QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=position)

    return click
