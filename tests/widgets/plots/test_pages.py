"""Each page shows its numbers in words, and says what was clicked."""

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from engine.data.analysis import Analysis, Calibration, Confusion, ErrorCost, ErrorKind
from engine.data.metrics import NOT_DEFINED, Metrics
from widgets.plots.page import Page
from widgets.plots.panel import PlotsPanel, made_in_steps
from widgets.theme import Scheme, theme_of

RECALL = np.linspace(0, 1, 101)
NAMES = ("bolt", "nut", "washer")
COSTS = tuple(ErrorCost(kind, 10 * n, 0.01 * n, 0.02 * n) for n, kind in enumerate(ErrorKind))
CONFUSION = Confusion(np.arange(16).reshape(4, 4), 0.4)
CALIBRATION = Calibration(np.full(10, 3), np.arange(10) / 10 + 0.05, np.arange(10) / 10, 0.05, 0.06)
ANALYSIS = Analysis(COSTS, CONFUSION, CALIBRATION)


def metrics(*per_class):
    return Metrics(np.full(12, 0.5), np.array(per_class))


def said(page):
    return page.findChild(QLabel, "said").text()


def why_not(page):
    label = page.findChild(QLabel, "why_not")
    return label.text() if label.isVisibleTo(page) else None


def shown_bars(page):
    return [(bar.name, bar.said) for bar in page.plot._bars]


def test_a_curve_without_boxes_to_be_found_says_so(panel):
    panel.curves.set_curves(RECALL, None, None, None)
    assert "no boxes" in said(panel.curves)


def test_a_point_of_the_curve_is_the_nearest_recall(panel, click):
    heard = []
    panel.curves.plot.point_chosen.connect(heard.append)
    click(panel.curves.plot, 0.5, 0.5)
    panel.curves.set_curves(RECALL, 1 - RECALL, np.sqrt(1 - RECALL), None)
    click(panel.curves.plot, 0.5, 0.5)
    assert heard == [50]
    assert said(panel.curves) == f"AP {np.sqrt(1 - RECALL).mean():.4f}, baseline {(1 - RECALL).mean():.4f}"


def test_the_choice_of_class_and_threshold_stays_when_they_are_offered_again(panel):
    page = panel.curves
    page.set_choices(NAMES, [0.5, 0.75])
    assert (page.category, page.threshold) == (None, 0)
    heard = []
    page.choice_changed.connect(lambda: heard.append((page.category, page.threshold)))
    page.choose_class(1)
    page.findChildren(QComboBox)[1].setCurrentIndex(1)
    page.set_choices(NAMES, [0.5, 0.75])
    page.set_choices(("nut", "screw"), [0.75])
    assert heard == [(1, 0), (1, 1)]
    assert (page.category, page.threshold) == (0, 0)


@pytest.mark.parametrize(
    ("baseline", "current", "bars"),
    [
        pytest.param(metrics(), metrics(), None, id="no classes"),
        pytest.param(metrics(0.5, 0.5, 0.5), metrics(0.5, 0.5, 0.5), None, id="nothing changed"),
        pytest.param(
            metrics(0.5, 0.5, NOT_DEFINED),
            metrics(0.51, 0.45, 0.4),
            [("nut", "-0.0500"), ("bolt", "+0.0100")],
            id="the largest first, what is not defined not at all",
        ),
    ],
)
def test_the_classes_that_changed_have_bars(panel, baseline, current, bars):
    panel.show_page(panel.deltas)
    panel.deltas.set_metrics(NAMES[: len(baseline.per_class_ap)], baseline, current)
    if bars is None:
        assert "No class has changed" in why_not(panel.deltas)
    else:
        assert why_not(panel.deltas) is None
        assert shown_bars(panel.deltas) == bars


def test_a_bar_of_a_class_says_which(panel, click):
    heard = []
    panel.deltas.class_chosen.connect(heard.append)
    panel.deltas.set_metrics(NAMES, metrics(0.5, 0.5, 0.5), metrics(0.51, 0.45, 0.5))
    click(panel.deltas.plot, 0.0, 0)
    click(panel.deltas.plot, 0.0, 1)
    assert heard == [1, 0]


def test_every_class_has_its_row_however_many_there_are(panel):
    names = [f"class {n}" for n in range(80)]
    panel.show_page(panel.deltas)
    panel.deltas.set_metrics(names, metrics(*np.full(80, 0.5)), metrics(*np.linspace(0.51, 0.7, 80)))
    assert len(shown_bars(panel.deltas)) == 80
    assert panel.deltas.plot.height() > 80 * 20


def test_the_course_begins_with_the_first_edit(panel, click):
    panel.show_page(panel.course)
    panel.course.set_course(np.array([0.5]))
    assert "No box was edited" in why_not(panel.course)
    heard = []
    panel.course.plot.step_chosen.connect(heard.append)
    panel.course.set_course(np.array([0.5, 0.51, 0.505]))
    assert said(panel.course) == "2 steps, from 0.5000 to 0.5050."
    click(panel.course.plot, 0, 0.505)
    click(panel.course.plot, 1, 0.505)
    click(panel.course.plot, 2, 0.505)
    assert heard == [0, 1]
    assert panel.course.plot.tip(2, 0) == "After step 2: 0.5050 (-0.0050)"
    assert panel.course.plot.tip(0, 0) == "Baseline: 0.5000"


def test_an_error_has_a_bar_with_cost_and_count(panel, click):
    heard = []
    panel.errors.kind_chosen.connect(heard.append)
    panel.errors.set_errors(COSTS)
    assert shown_bars(panel.errors)[5] == ("Missed", "0.0500   50×")
    for row in range(6):
        click(panel.errors.plot, 0.01, row)
    assert heard == list(ErrorKind)


def test_a_cell_says_box_and_prediction(panel, click):
    heard = []
    panel.confusion.plot.cell_chosen.connect(lambda *cell: heard.append(cell))
    panel.confusion.set_analysis(NAMES, ANALYSIS)
    click(panel.confusion.plot, 2, 1)
    click(panel.confusion.plot, 3, 0)
    assert heard == [(1, 2), (0, 3)]
    tip = panel.confusion.plot.tip
    assert tip(2, 1) == "6 of 22 boxes of nut predicted as washer"
    assert tip(3, 0) == "3 of 6 boxes of bolt without a prediction"
    assert tip(0, 3) == "12 predictions of bolt where there is no box"
    assert tip(9, 9) == ""


def test_of_many_classes_the_most_confused_are_shown(panel, click):
    counts = np.diag(np.full(31, 5))
    counts[20, 7] = counts[7, 25] = 3
    heard = []
    panel.confusion.plot.cell_chosen.connect(lambda *cell: heard.append(cell))
    names = [f"class {n}" for n in range(30)]
    panel.confusion.set_analysis(names, Analysis(COSTS, Confusion(counts, 0.5), None))
    shown = panel.confusion.plot._shown.tolist()
    assert len(shown) == 13
    assert {7, 20, 25, 30} <= set(shown)
    click(panel.confusion.plot, shown.index(7), shown.index(20))
    panel.confusion.findChild(QComboBox).setCurrentIndex(1)
    click(panel.confusion.plot, 7, 20)
    assert heard == [(20, 7), (20, 7)]


def test_scores_that_promise_nothing_are_not_drawn(panel):
    panel.show_page(panel.calibration)
    panel.calibration.set_analysis(Analysis(COSTS, CONFUSION, None))
    assert "not from 0 to 1" in why_not(panel.calibration)


def test_a_bin_can_be_clicked(panel, click):
    heard = []
    panel.calibration.plot.bin_chosen.connect(heard.append)
    panel.calibration.set_analysis(ANALYSIS)
    click(panel.calibration.plot, 0.05, 0.5)
    click(panel.calibration.plot, 0.97, 0.9)
    assert heard == [0, 9]


def test_a_plot_follows_the_colours_and_leaves_the_focus(panel):
    panel.curves.set_curves(RECALL, None, 1 - RECALL, RECALL)
    dark = theme_of(Scheme.DARK)
    panel.set_theme(dark)
    for page in panel.pages:
        assert page.plot.backgroundBrush().color() == dark.panel
        assert not page.plot.hasFocus()


@pytest.mark.parametrize("width", [544, 832, 1600])
def test_the_text_at_the_end_of_a_bar_is_whole(panel, width):
    panel.show_page(panel.errors)
    panel.resize(width, 300)
    panel.errors.set_errors(COSTS)
    QApplication.processEvents()
    plot = panel.errors.plot
    view = plot.getPlotItem().getViewBox()
    (_, right), _ = view.viewRange()
    longest = plot.fontMetrics().horizontalAdvance("0.0500   50×")
    free = (right - 0.05) / view.viewPixelSize()[0]
    assert free >= longest


def test_the_panel_is_made_a_page_at_a_time(qtbot):
    def count():
        return sum(isinstance(one, Page) for one in QApplication.allWidgets())

    before = count()
    *steps, panel = ((made, count() - before) for made in made_in_steps(theme_of(Scheme.DARK)))
    assert steps == [(None, pages) for pages in range(1, 8)]
    assert isinstance(panel[0], PlotsPanel)
    qtbot.addWidget(panel[0])
