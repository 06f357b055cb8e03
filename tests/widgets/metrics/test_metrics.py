"""Metrics are rounded to be read, exact to be checked, and never told by colour alone."""

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QTableWidget

from engine.data.metrics import METRIC_NAMES, NOT_DEFINED, Metrics
from widgets.metrics.metrics import MetricsBar, SummaryTable, delta_of, delta_text, number_text


def metrics(ap, *per_class):
    return Metrics(np.array([ap, *np.linspace(0.1, 0.9, 10), NOT_DEFINED]), np.array(per_class, float))


@pytest.fixture
def bar(qtbot):
    bar = MetricsBar()
    qtbot.addWidget(bar)
    bar.resize(1000, 48)
    with qtbot.waitExposed(bar):
        bar.show()
    return bar


def shown(bar, name):
    return bar.findChild(QLabel, name)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "–"), (NOT_DEFINED, "–"), (0.0, "0.0000"), (0.50312, "0.5031"), (1.0, "1.0000")],
)
def test_a_metric_has_four_decimals_or_a_dash(value, text):
    assert number_text(value) == text


@pytest.mark.parametrize(
    ("delta", "text"),
    [
        (None, "–"),
        (0.0, "0.0000"),
        (0.0012, "▲ +0.0012"),
        (-0.01, "▼ -0.0100"),
        (0.00005, "▲ +0.0001"),
        (1e-9, "▲ < 0.0001"),
        (-0.00004, "▼ < 0.0001"),
    ],
)
def test_a_delta_has_a_direction_without_colour(delta, text):
    assert delta_text(delta) == text


@pytest.mark.parametrize(
    ("baseline", "current", "delta"),
    [
        (None, None, None),
        (0.5, None, None),
        (NOT_DEFINED, 0.5, None),
        (0.5, NOT_DEFINED, None),
        (0.5, 0.75, 0.25),
    ],
)
def test_a_delta_needs_two_metrics(baseline, current, delta):
    assert delta_of(baseline, current) == delta


def test_without_metrics_the_bar_shows_dashes(bar):
    for name in ("baseline_ap", "current_ap", "delta_ap"):
        assert (shown(bar, name).text(), shown(bar, name).accessibleDescription()) == ("–", "")


def test_the_bar_is_exact_where_it_is_read_off(bar):
    before, now = 0.5031220529217976, 0.5043001100000001
    bar.set_metrics(metrics(before), metrics(now))
    exact = {"baseline_ap": before, "current_ap": now, "delta_ap": now - before}
    for name, value in exact.items():
        label = shown(bar, name)
        assert float(label.accessibleDescription()) == value
        assert float(label.toolTip().split()[-1]) == value
        assert label.accessibleName()
    assert [shown(bar, name).text() for name in exact] == ["0.5031", "0.5043", "▲ +0.0012"]


def test_a_delta_that_goes_is_gone(bar):
    bar.set_metrics(metrics(0.5), metrics(0.4))
    assert shown(bar, "delta_ap").property("bad")
    bar.set_metrics(metrics(0.5), metrics(NOT_DEFINED))
    assert shown(bar, "delta_ap").text() == "–"
    assert not shown(bar, "delta_ap").property("bad")


def test_while_a_box_is_dragged_the_bar_says_what_if_and_does_not_move(bar):
    bar.set_metrics(metrics(0.5), metrics(0.5043))
    bar.set_saved("All edits saved in bccd.boxwright")
    bar.grab()
    place = shown(bar, "current_ap").pos()
    bar.set_what_if(0.5049)
    assert shown(bar, "what_if").isVisible()
    assert shown(bar, "what_if").text() == "→ 0.5049  ▲ +0.0006"
    bar.grab()
    assert shown(bar, "current_ap").pos() == place
    bar.set_what_if(None)
    assert not shown(bar, "what_if").isVisible()
    assert shown(bar, "saved").text() == "All edits saved in bccd.boxwright"


def test_a_long_name_does_not_push_the_metrics_out(bar):
    bar.set_saved("All edits saved in " + "very-" * 60 + "long.boxwright")
    assert bar.sizeHint().width() < 700
    assert shown(bar, "saved").toolTip().endswith("long.boxwright")


def rows(table):
    widget = table.findChild(QTableWidget)
    return [[widget.item(i, j).text() for j in range(widget.columnCount())] for i in range(widget.rowCount())]


def test_the_twelve_are_listed_by_name(qtbot):
    table = SummaryTable()
    qtbot.addWidget(table)
    table.set_metrics(METRIC_NAMES, None, None)
    assert [row[0] for row in rows(table)] == list(METRIC_NAMES)
    table.set_metrics(METRIC_NAMES, metrics(0.5), metrics(0.25))
    assert rows(table)[0] == ["AP", "0.5000", "0.2500", "▼ -0.2500"]
    assert rows(table)[-1] == ["ARl", "–", "–", "–"]
