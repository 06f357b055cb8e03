"""How a run goes is shown as it goes, without anything moving, and read out at its turns alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from engine.data.run import Standing
from widgets.one_line import OneLine
from widgets.runs.standing import RunState, StandingPanel

BEGUN = Standing(0, 5000)
GOING = Standing(412, 5000, 231, 0, 38.2, 118.0, "GPU 0", 3_100_000_000, 16, 0.472, 0.441, 0.503, 412)


@pytest.fixture
def panel(qtbot):
    panel = StandingPanel()
    qtbot.addWidget(panel)
    panel.resize(820, 160)
    return panel


def said(panel, name):
    return panel.findChild(QLabel, f"run_{name}").text()


def buttons(panel):
    return {own.objectName(): own for own in panel.findChildren(QPushButton) if own.isVisible()}


def click(panel, name):
    QTest.mouseClick(buttons(panel)[name], Qt.MouseButton.LeftButton)


def test_nothing_is_shown_before_a_run(panel):
    assert panel.state is None
    assert not panel.isVisible()


def test_while_the_model_loads_there_is_no_share_done(panel):
    panel.set_run(RunState.STARTING, BEGUN)
    assert panel.isVisible()
    assert panel.findChild(OneLine).whole == "Loading the model"
    assert panel.findChild(QProgressBar).maximum() == 0
    assert said(panel, "progress") == "0 of 5,000 images"
    assert said(panel, "ap") == "mAP is told after the first images."
    assert not buttons(panel)["pause"].isEnabled()


def test_a_run_tells_how_far_and_how_quick_it_is(panel):
    panel.set_run(RunState.RUNNING, GOING)
    assert said(panel, "progress") == "412 of 5,000 images · 231 known already · 38 images/s · 2 min left"
    assert said(panel, "ap") == "mAP so far 0.472, 95 % between 0.441 and 0.503 (on 412 images)"
    assert said(panel, "device") == "GPU 0 · 3.1 GB · 16 images at once"
    bar = panel.findChild(QProgressBar)
    assert bar.value() / bar.maximum() == pytest.approx(412 / 5000, abs=1e-3)


@pytest.mark.parametrize(
    ("standing", "text"),
    [
        (Standing(2, 5, ap=0.5, measured=2), "mAP so far 0.500 (on 2 images)"),
        (Standing(2, 5), "mAP is told after the first images."),
    ],
)
def test_what_is_not_known_yet_is_not_told(panel, standing, text):
    panel.set_run(RunState.RUNNING, standing)
    assert said(panel, "ap") == text
    assert said(panel, "progress") == "2 of 5 images"


def test_a_run_is_paused_resumed_and_stopped(panel):
    heard = []
    for name in ("pause_clicked", "resume_clicked", "stop_clicked"):
        getattr(panel, name).connect(lambda name=name: heard.append(name))
    panel.set_run(RunState.RUNNING, GOING)
    click(panel, "pause")
    panel.set_run(RunState.PAUSED, GOING)
    assert "images/s" not in said(panel, "progress")
    click(panel, "pause")
    panel.set_run(RunState.RUNNING, GOING)
    click(panel, "stop")
    click(panel, "stop")
    assert heard == ["pause_clicked", "resume_clicked", "stop_clicked"]


def test_a_run_that_somebody_stopped_can_go_on_too(panel, qtbot):
    panel.set_run(RunState.RUNNING, GOING)
    panel.set_run(RunState.STOPPED, GOING, "412 predictions are kept.")
    assert panel.findChild(OneLine).whole == "The run was stopped"
    with qtbot.waitSignal(panel.go_on_clicked):
        click(panel, "go_on")


def test_a_run_that_failed_says_why_and_goes_on_with_one_click(panel, qtbot):
    panel.set_run(RunState.RUNNING, GOING)
    panel.set_run(RunState.FAILED, GOING, "The inference process was stopped. 412 predictions are kept.")
    assert said(panel, "message") == "The inference process was stopped. 412 predictions are kept."
    assert set(buttons(panel)) == {"go_on", "close_run"}
    with qtbot.waitSignal(panel.go_on_clicked):
        click(panel, "go_on")
    panel.set_run(RunState.STARTING, GOING)
    assert set(buttons(panel)) == {"pause", "stop"}
    assert not panel.findChild(QLabel, "run_message").isVisible()


def test_a_finished_run_can_be_closed(panel):
    panel.set_run(RunState.FINISHED, Standing(5000, 5000, skipped=2, ap=0.472, low=0.441, high=0.503))
    assert said(panel, "ap") == "mAP 0.472, 95 % between 0.441 and 0.503"
    assert said(panel, "progress") == "5,000 of 5,000 images · 2 skipped"
    click(panel, "close_run")
    assert not panel.isVisible()


def test_it_is_no_wider_than_a_narrow_dock(panel):
    panel.set_run(RunState.FAILED, GOING, "The inference process was stopped. 412 predictions are kept.")
    panel.set_problems(1200)
    panel.resize(340, 200)
    QApplication.processEvents()
    assert panel.minimumSizeHint().width() <= 340
    title = panel.findChild(OneLine)
    assert title.text() == title.whole
    go_on = buttons(panel)["go_on"]
    assert (go_on.text(), go_on.accessibleName(), go_on.toolTip()) == ("", "Go on", "Go on")
    panel.resize(820, 200)
    QApplication.processEvents()
    assert (go_on.text(), go_on.toolTip()) == ("Go on", "")


def test_problems_are_counted_and_can_be_asked_for(panel, qtbot):
    panel.set_run(RunState.RUNNING, GOING)
    assert "run_problems" not in buttons(panel)
    panel.set_problems(1)
    assert buttons(panel)["run_problems"].text() == "1 problem"
    panel.set_problems(1200)
    assert buttons(panel)["run_problems"].text() == "1,200 problems"
    with qtbot.waitSignal(panel.problems_clicked):
        click(panel, "run_problems")


@pytest.mark.parametrize("width", [344, 820])
def test_nothing_moves_while_numbers_change(qtbot, width):
    around, panel = QWidget(), StandingPanel()
    qtbot.addWidget(around)
    layout = QVBoxLayout(around)
    layout.addWidget(panel)
    layout.addStretch(1)
    around.resize(width, 400)
    around.show()
    panel.set_run(RunState.STARTING, BEGUN)
    panel.set_run(RunState.RUNNING, GOING)
    for _ in range(2):
        # Heights that follow from widths are settled by a second look.
        QApplication.processEvents()
    places = {name: own.geometry() for name, own in buttons(panel).items()}
    height = panel.height()
    for standing in (
        Standing(1, 5000, images_per_second=4.5, device="CPU"),
        Standing(4999, 5000, 231, 0, 1038.2, 5.0, "CPU", 970_000_000, 1, 0.5, 0.4, 0.6, 4998),
    ):
        panel.set_run(RunState.RUNNING, standing)
        QApplication.processEvents()
        assert {name: own.geometry() for name, own in buttons(panel).items()} == places
        assert panel.height() == height


def test_pausing_leaves_stop_in_its_place(panel):
    panel.set_run(RunState.RUNNING, GOING)
    QApplication.processEvents()
    place = buttons(panel)["stop"].geometry()
    panel.set_run(RunState.PAUSED, GOING)
    QApplication.processEvents()
    assert buttons(panel)["stop"].geometry() == place


def test_a_screen_reader_is_told_at_the_turns_of_a_run_alone(panel):
    told = []
    for done in range(0, 5001, 50):
        panel.set_run(RunState.RUNNING, Standing(done, 5000, images_per_second=10.0 + done))
        told.append(panel.findChild(QLabel, "run_progress").accessibleName())
    assert len(dict.fromkeys(told)) == 5
    panel.set_run(RunState.PAUSED, Standing(5000, 5000))
    assert panel.findChild(QLabel, "run_progress").accessibleName() == "5,000 of 5,000 images"
