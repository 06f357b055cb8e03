"""The measure chosen, in the real window: after every edit it is that of the labels as they are."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.metrics import Measure, Measured
from engine.data.sources import Sources
from engine.errors import UserError
from engine.evaluation.measures import measure
from tests.app.test_bccd import drag, lonely_box, press
from tests.engine.evaluation.reference import Case, pycocotools
from widgets.dialogs.error import ErrorDialog

Wait = Callable[[], None]

EXACT = 1e-12
IN_JOBS = [which for which in Measure if which is not Measure.AP]


@pytest.fixture
def table(application: Application) -> QTableWidget:
    found = application.window.per_class.findChild(QTableWidget)
    assert isinstance(found, QTableWidget)
    return found


@pytest.fixture
def measuring(application: Application) -> QLabel:
    found = application.window.per_class.findChild(QLabel, "measuring")
    assert isinstance(found, QLabel)
    return found


def choose(application: Application, which: Measure) -> None:
    choice = application.window.per_class.findChild(QComboBox)
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(list(Measure).index(which))


def case(application: Application) -> Case:
    review = application.document.review
    assert review.predictions is not None
    return Case(review.dataset.images, review.dataset.categories, review.annotations, review.predictions)


def fresh(application: Application, which: Measure) -> Measured:
    """The measure of the labels as they are, from nothing."""
    of = case(application)
    return measure(which, of.evaluated(), of.images, of.categories, of.annotations, of.predictions)


def shown(table: QTableWidget, column: int) -> list[float]:
    """A column in full, all classes last."""
    cells = (table.item(row, column) for row in range(table.rowCount()))
    exact = [float(cell.toolTip()) for cell in cells if cell is not None]
    return [*exact[1:], exact[0]]


def texts(table: QTableWidget, column: int) -> list[str]:
    cells = (table.item(row, column) for row in range(table.rowCount()))
    return [cell.text() for cell in cells if cell is not None]


def drag_a_box(application: Application) -> None:
    press(application, Qt.Key.Key_F)
    x1, y1, x2, y2 = lonely_box(application).box_xyxy
    middle = QPointF((x1 + x2) / 2, (y1 + y2) / 2)
    drag(application, middle, middle)
    before = len(application.document.review.history.done)
    drag(application, middle, middle - QPointF(0.45 * (x2 - x1), 0.45 * (y2 - y1)))
    assert len(application.document.review.history.done) == before + 1


@pytest.mark.parametrize("which", Measure)
def test_after_a_drag_the_measure_chosen_is_that_of_the_labels(
    open_bccd: Application, table: QTableWidget, wait_until_idle: Wait, which: Measure
) -> None:
    opened = fresh(open_bccd, which).values
    choose(open_bccd, which)
    wait_until_idle()
    np.testing.assert_allclose(shown(table, 3), opened, rtol=0, atol=EXACT)
    drag_a_box(open_bccd)
    wait_until_idle()
    now = fresh(open_bccd, which)
    assert now.values[-1] != opened[-1]
    np.testing.assert_allclose(shown(table, 2), opened, rtol=0, atol=EXACT)
    np.testing.assert_allclose(shown(table, 3), now.values, rtol=0, atol=EXACT)
    np.testing.assert_allclose(shown(table, 4), now.values - opened, rtol=0, atol=EXACT)
    if now.points is not None:
        points = [[float(text) for text in texts(table, column)] for column in (5, 6, 7)]
        np.testing.assert_allclose(np.roll(points, -1, axis=1).T, now.points, rtol=0, atol=0.5e-3)
    press(open_bccd, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_until_idle()
    np.testing.assert_allclose(shown(table, 3), opened, rtol=0, atol=EXACT)


def test_after_a_drag_ap50_and_ar_are_pycocotools(
    open_bccd: Application, table: QTableWidget, wait_until_idle: Wait
) -> None:
    drag_a_box(open_bccd)
    run = pycocotools(case(open_bccd))
    precision, recall = run.eval["precision"][0, :, :, 0, -1], run.eval["recall"][:, :, 0, -1]
    for which, expected in (
        (Measure.AP50, [*precision.mean(axis=0), run.stats[1]]),
        (Measure.AR, [*recall.mean(axis=0), run.stats[8]]),
    ):
        choose(open_bccd, which)
        wait_until_idle()
        np.testing.assert_allclose(shown(table, 3), expected, rtol=0, atol=EXACT)


@pytest.mark.parametrize("which", IN_JOBS)
def test_until_the_answer_is_in_the_old_numbers_say_that_they_are_old(
    open_bccd: Application, table: QTableWidget, measuring: QLabel, wait_until_idle: Wait, which: Measure
) -> None:
    choose(open_bccd, which)
    assert measuring.isVisible()
    assert set(texts(table, 3)) == {"–"}
    wait_until_idle()
    assert not measuring.isVisible()
    before = texts(table, 3)
    drag_a_box(open_bccd)
    assert measuring.isVisible()
    assert texts(table, 3) == before
    wait_until_idle()
    assert not measuring.isVisible()
    # Known already: nothing to wait for, neither after a look at another measure nor after a mere verdict.
    choose(open_bccd, Measure.AP)
    assert not measuring.isVisible()
    choose(open_bccd, which)
    assert not measuring.isVisible()
    press(open_bccd, Qt.Key.Key_U)
    assert not measuring.isVisible()


def test_of_many_edits_the_last_one_is_shown(
    open_bccd: Application, table: QTableWidget, wait_until_idle: Wait
) -> None:
    choose(open_bccd, Measure.VOC_ALL_POINT)
    for _ in range(5):
        open_bccd.actions["accept"].trigger()
    wait_until_idle()
    np.testing.assert_allclose(
        shown(table, 3), fresh(open_bccd, Measure.VOC_ALL_POINT).values, rtol=0, atol=EXACT
    )


def test_where_measuring_fails_no_old_number_is_left(
    open_bccd: Application,
    table: QTableWidget,
    measuring: QLabel,
    wait_until_idle: Wait,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose(open_bccd, Measure.AP50)
    wait_until_idle()

    def fails(*of: object) -> Measured:
        raise UserError("the numbers are gone", remedy="Bring them back")

    monkeypatch.setattr("app.operations.measure.measure", fails)
    drag_a_box(open_bccd)
    wait_until_idle()
    assert not measuring.isVisible()
    assert set(texts(table, 3)) == {"–"}
    shown_errors = open_bccd.window.findChildren(ErrorDialog)
    assert [dialog.isVisible() for dialog in shown_errors] == [True]
    shown_errors[0].close()
    monkeypatch.undo()
    open_bccd.actions["undo"].trigger()
    wait_until_idle()
    np.testing.assert_allclose(shown(table, 3), fresh(open_bccd, Measure.AP50).values, rtol=0, atol=EXACT)


def test_the_baseline_is_measured_once(
    open_bccd: Application, wait_until_idle: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[Measure] = []

    def counted(which: Measure, *of: object) -> Measured:
        measured.append(which)
        return measure(which, *of)  # type: ignore[arg-type]

    monkeypatch.setattr("app.operations.measure.measure", counted)
    choose(open_bccd, Measure.AR)
    wait_until_idle()
    assert len(measured) == 1
    drag_a_box(open_bccd)
    wait_until_idle()
    press(open_bccd, Qt.Key.Key_Delete)
    wait_until_idle()
    assert len(measured) == 3


def test_the_choice_stays_with_the_window_and_the_numbers_go_with_the_dataset(
    open_bccd: Application,
    table: QTableWidget,
    measuring: QLabel,
    bccd_test_sources: Sources,
    tmp_path: Path,
    wait_until_idle: Wait,
) -> None:
    choose(open_bccd, Measure.AP50)
    drag_a_box(open_bccd)
    open_bccd.actions["close_dataset"].trigger()
    wait_until_idle()
    assert (table.rowCount(), measuring.isVisible()) == (0, False)
    open_bccd.open(OpenRequest(bccd_test_sources, tmp_path / "again.boxwright"))
    wait_until_idle()
    assert open_bccd.window.per_class.measure is Measure.AP50
    expected = fresh(open_bccd, Measure.AP50).values
    for column in (2, 3):
        np.testing.assert_allclose(shown(table, column), expected, rtol=0, atol=EXACT)


def test_without_predictions_there_is_nothing_to_measure(
    application: Application,
    table: QTableWidget,
    measuring: QLabel,
    bccd: Path,
    tmp_path: Path,
    wait_until_idle: Wait,
) -> None:
    choose(application, Measure.BEST_F1)
    sources = Sources(bccd / "test_ground_truth.coco.json", images=bccd / "JPEGImages")
    application.open(OpenRequest(sources, tmp_path / "p.boxwright"))
    wait_until_idle()
    assert not measuring.isVisible()
    for column in range(2, 8):
        assert set(texts(table, column)) == {"–"}


def test_choosing_and_clicking_leave_the_keys_to_the_window(
    open_bccd: Application, table: QTableWidget, qtbot: QtBot, wait_until_idle: Wait
) -> None:
    choose(open_bccd, Measure.AP50)
    wait_until_idle()
    first = table.item(1, 0)
    assert first is not None
    with qtbot.waitSignal(open_bccd.window.per_class.class_chosen) as chosen:
        QTest.mouseClick(
            table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualItemRect(first).center()
        )
    assert chosen.args == [0]
    entry = open_bccd.document.entry
    press(open_bccd, Qt.Key.Key_N)
    assert open_bccd.document.entry is not entry
    assert open_bccd.window.per_class.measure is Measure.AP50
