"""The plots under the canvas: what is clicked there is reviewed in the queue."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.application import Application
from engine.data.analysis import ErrorKind
from engine.data.flag import FlagKind, VerdictKind
from engine.data.metrics import Metrics
from engine.data.outcome import Outcome
from widgets.canvas.colouring import Colouring
from widgets.plots.page import Page
from widgets.plots.panel import PlotsPanel
from widgets.plots.plot import Plot

Wait = Callable[[], None]


@pytest.fixture
def with_plots(open_bccd: Application, qtbot: QtBot, wait_until_idle: Wait) -> Application:
    """BCCD with the plots shown."""
    QTest.keySequence(open_bccd.window, QKeySequence("F6"))
    wait_until_idle()
    qtbot.waitUntil(lambda: bool(panels(open_bccd)) and panels(open_bccd)[0].isVisible())
    return open_bccd


def panels(application: Application) -> list[PlotsPanel]:
    return application.window.findChildren(PlotsPanel)


def click(plot: Plot, x: float, y: float) -> None:
    QApplication.processEvents()
    view = plot.getPlotItem().getViewBox()
    place = plot.mapFromScene(view.mapViewToScene(QPointF(x, y)))
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)


def shown_count(application: Application) -> int:
    return len(application.window.queue.entries_shown())


def settle(application: Application, wait: Wait, qtbot: QtBot) -> None:
    """Wait until the page that is shown has its numbers."""
    (panel,) = panels(application)
    label = panel.page.findChild(QLabel, "said")
    qtbot.waitUntil(lambda: application.jobs.idle and label.isVisible(), timeout=60_000)
    wait()


def test_plots_come_and_go_with_their_key_and_leave_with_the_dataset(with_plots: Application) -> None:
    window, (panel,) = with_plots.window, panels(with_plots)
    QTest.keySequence(window, QKeySequence("F6"))
    assert not panel.isVisible()
    QTest.keySequence(window, QKeySequence("F6"))
    assert panel.isVisible()
    with_plots.actions["close_dataset"].trigger()
    assert not panel.isVisible()


def test_the_plots_are_made_between_other_events_and_once(
    open_bccd: Application, wait_until_idle: Wait
) -> None:
    pages: list[int] = []

    def look() -> None:
        pages.append(sum(isinstance(one, Page) for one in QApplication.allWidgets()))
        if not panels(open_bccd):
            QTest.keySequence(open_bccd.window, QKeySequence("F6"))
            timer.start()

    timer = QTimer(singleShot=True, interval=0)
    timer.timeout.connect(look)
    timer.start()
    QTest.keySequence(open_bccd.window, QKeySequence("F6"))
    wait_until_idle()
    (panel,) = panels(open_bccd)
    assert panel.isVisible()
    timer.stop()
    # Some pages were there and others not yet: events had their turn, and what was pressed again made no others.
    assert set(pages) & set(range(1, len(panel.pages)))
    assert max(pages) <= len(panel.pages)


def test_the_boxes_behind_a_kind_of_error_are_reviewed_one_after_another(
    with_plots: Application, wait_until_idle: Wait, qtbot: QtBot
) -> None:
    document, (panel,) = with_plots.document, panels(with_plots)
    every_flag = len(document.review.queue())
    panel.show_page(panel.errors)
    settle(with_plots, wait_until_idle, qtbot)
    click(panel.errors.plot, 0.001, tuple(ErrorKind).index(ErrorKind.MISSED))
    wait_until_idle()
    title = with_plots.window.queue.findChild(QLabel, "narrowing")
    assert title.isVisible()
    count = shown_count(with_plots)
    assert count == 15
    assert document.entry is not None

    # A verdict on what no check had flagged settles it, and the next one comes up.
    plain = next(e for e in with_plots.window.queue.entries_shown() if e.flag.kind is FlagKind.MISSED)
    document.go_to_flag(plain)
    QTest.keyClick(with_plots.window, Qt.Key.Key_X)
    assert document.review.verdicts[plain.flag.key] is VerdictKind.LABEL_IS_RIGHT
    assert shown_count(with_plots) == count - 1
    assert document.entry is not None
    assert document.entry.flag.key != plain.flag.key

    # So does an edit of its box; taken back, the box waits again.
    plain = next(e for e in with_plots.window.queue.entries_shown() if e.flag.kind is FlagKind.MISSED)
    document.go_to_flag(plain)
    QTest.keyClick(with_plots.window, Qt.Key.Key_Delete)
    wait_until_idle()
    assert shown_count(with_plots) == count - 2
    QTest.keySequence(with_plots.window, QKeySequence("Ctrl+Z"))
    wait_until_idle()
    assert shown_count(with_plots) == count - 1

    QTest.mouseClick(with_plots.window.queue.findChild(QPushButton, "all_flags"), Qt.MouseButton.LeftButton)
    assert not title.isVisible()
    assert every_flag - 2 <= shown_count(with_plots) <= every_flag


def test_a_cell_a_bin_and_a_point_show_as_many_boxes_as_they_say(
    with_plots: Application, wait_until_idle: Wait, qtbot: QtBot
) -> None:
    (panel,) = panels(with_plots)
    panel.show_page(panel.confusion)
    settle(with_plots, wait_until_idle, qtbot)
    counts = panel.confusion.plot._counts
    click(panel.confusion.plot, 2, 2)
    wait_until_idle()
    assert shown_count(with_plots) == counts[2, 2] > 0

    panel.show_page(panel.calibration)
    settle(with_plots, wait_until_idle, qtbot)
    click(panel.calibration.plot, 0.95, 0.5)
    wait_until_idle()
    assert shown_count(with_plots) == 118

    panel.show_page(panel.curves)
    settle(with_plots, wait_until_idle, qtbot)
    panel.curves.choose_class(1)
    click(panel.curves.plot, 1.0, 0.5)
    wait_until_idle()
    narrowing = with_plots.document.narrowing
    assert narrowing is not None
    assert narrowing.behind.title == "WBC at recall 1.00, IoU 0.50"
    # Of the class by the box or by the prediction that contradicts it.
    predicted = with_plots.document.review.predictions.categories
    flags = [entry.flag for entry in with_plots.window.queue.entries_shown()]
    assert all(1 in (flag.category, predicted[flag.prediction or 0]) for flag in flags)
    QTest.keySequence(with_plots.window, QKeySequence("Shift+Esc"))
    assert with_plots.document.narrowing is None


def test_a_class_of_the_table_is_shown_in_queue_and_curve(
    with_plots: Application, wait_until_idle: Wait
) -> None:
    window, (panel,) = with_plots.window, panels(with_plots)
    every = shown_count(with_plots)
    window.per_class.class_chosen.emit(1)
    assert {entry.flag.category for entry in window.queue.entries_shown()} == {1}
    assert panel.curves.category == 1
    window.per_class.class_chosen.emit(-1)
    wait_until_idle()
    assert shown_count(with_plots) == every
    assert panel.curves.category is None


def test_course_and_deltas_follow_edits_and_undo(
    with_plots: Application, wait_until_idle: Wait, qtbot: QtBot
) -> None:
    document, (panel,) = with_plots.document, panels(with_plots)
    panel.show_page(panel.course)
    wait_until_idle()
    seen: list[float] = [document.review.metrics.ap]
    for _ in range(3):
        QTest.keyClick(with_plots.window, Qt.Key.Key_Return)
        wait_until_idle()
        seen.append(document.review.metrics.ap)
    assert panel.course.plot._aps.tolist() == seen
    QTest.keySequence(with_plots.window, QKeySequence("Ctrl+Z"))
    wait_until_idle()
    assert panel.course.plot._aps.tolist() == seen[:3]

    click(panel.course.plot, 2, seen[2])
    wait_until_idle()
    (edit,) = document.review.history.done[1].edits
    assert [entry.flag.kind for entry in with_plots.window.queue.entries_shown()] == [FlagKind.EDITED]
    assert document.selection == (edit.subject.id,)

    panel.show_page(panel.deltas)
    QApplication.processEvents()
    before: Metrics = document.review.baseline
    deltas = document.review.metrics.per_class_ap - before.per_class_ap
    bars = [bar.value for bar in panel.deltas.plot._bars]
    assert sorted(bars) == sorted(deltas[deltas != 0].tolist())
    assert all(abs(one) >= abs(other) for one, other in pairwise(bars))
    category = int(np.abs(deltas).argmax())
    click(panel.deltas.plot, 0.0, 0)
    wait_until_idle()
    touched = [box.category for step in document.review.history.done for box in [step.edits[0].subject]]
    assert shown_count(with_plots) == touched.count(category)


def test_without_predictions_the_plots_say_what_they_need(
    application: Application, bccd_test_sources, tmp_path, wait_until_idle: Wait, qtbot: QtBot
) -> None:
    from dataclasses import replace

    from app.operations.dataset import OpenRequest

    application.open(OpenRequest(replace(bccd_test_sources, predictions=None), tmp_path / "p.boxwright"))
    wait_until_idle()
    application.actions["plots"].trigger()
    wait_until_idle()
    qtbot.waitUntil(lambda: bool(panels(application)))
    (panel,) = panels(application)
    for page in panel.pages:
        panel.show_page(page)
        wait_until_idle()
        assert "need predictions" in page.findChild(QLabel, "why_not").text()


def test_the_histogram_of_losses_is_brushed_and_follows_edits(
    with_plots: Application, qtbot: QtBot, wait_until_idle: Wait
) -> None:
    (panel,) = panels(with_plots)
    document, plot = with_plots.document, panel.losses.plot
    panel.show_page(panel.losses)
    losses = document.review.losses
    assert losses is not None
    plot._brush.setRegion((0.3, 0.8))
    wait_until_idle()
    inside = ((losses.totals >= 0.3) & (losses.totals <= 0.8)).sum()
    assert shown_count(with_plots) == plot.count_brushed() == inside > 5
    assert all(
        0.3 <= entry.loss.total <= 0.8 for entry in with_plots.window.queue.entries_shown() if entry.loss
    )
    # A right correction takes the label out of the brush.
    with_plots.actions["accept"].trigger()
    wait_until_idle()
    assert plot.count_brushed() == inside - 1
    click(plot, 0.01, 0.2)
    wait_until_idle()
    assert plot.brushed == pytest.approx((0.0, 0.025))


def test_boxes_are_coloured_by_what_is_asked_for(open_bccd: Application) -> None:
    document, scene, actions = open_bccd.document, open_bccd.window.canvas._scene, open_bccd.actions
    assert scene.colouring is Colouring.CLASS
    assert document.review.losses is not None
    ids = document.review.annotations.ids[document.review.annotations.rows_of_image(document.image)]
    assert scene.known.losses is not None
    assert scene.known.losses.tolist() == document.review.losses.totals_of(ids).tolist()
    seen = []
    for _ in range(4):
        actions["next_colouring"].trigger()
        seen.append(scene.colouring)
        assert actions[f"colour_{scene.colouring}"].isChecked()
    assert seen == [Colouring.FLAG, Colouring.LOSS, Colouring.MATCH, Colouring.CLASS]
    actions["next_image"].trigger()
    matches = document.review.matches(document.image)
    found, right = scene.known.found, scene.known.right
    assert found is not None
    assert right is not None
    assert (found == Outcome.RIGHT).sum() == (matches.annotation_prediction >= 0).sum()
    assert (right == Outcome.WRONG).sum() == (matches.prediction_annotation == 0).sum()
