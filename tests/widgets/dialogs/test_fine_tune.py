"""What the corrections do for a model: set up, watched, judged in words, and stopped."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QProgressBar, QPushButton, QSpinBox

from engine.data.comparison import Interval
from widgets.dialogs.fine_tune import FineTuneDialog
from widgets.dialogs.training_choice import FineTuneChoice, Part
from widgets.dialogs.training_course import HeldOut
from widgets.plots.training import TrainingPlot
from widgets.theme import Scheme, theme_of

TRAIN, VAL, FEW = Part("train", "train", 412), Part("val", "val", 103), Part("few", "few", 12)
BEFORE, AFTER = HeldOut(0.4721, 0.4412, 0.5033), HeldOut(0.4892, 0.4583, 0.5204)


@pytest.fixture
def dialog(qtbot):
    dialog = FineTuneDialog(theme_of(Scheme.LIGHT), None)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


@pytest.fixture
def heard(dialog):
    heard = []
    dialog.start_clicked.connect(heard.append)
    dialog.stop_clicked.connect(lambda: heard.append("stop"))
    return heard


@pytest.fixture
def going(dialog):
    dialog.set_parts([TRAIN], [TRAIN, VAL])
    click(dialog, "start")
    dialog.start(10, 2)
    return dialog


def buttons(dialog):
    return {own.objectName(): own for own in dialog.findChildren(QPushButton) if own.isVisible()}


def click(dialog, name):
    QTest.mouseClick(buttons(dialog)[name], Qt.MouseButton.LeftButton)


def text(dialog, name):
    return dialog.findChild(QLabel, name).text()


def test_without_images_it_cannot_be_started(dialog):
    assert text(dialog, "setup_said") == "There are no images to train on and to hold out."
    assert not buttons(dialog)["start"].isEnabled()


def test_what_is_asked_for_is_told(dialog, heard):
    dialog.set_parts([TRAIN], [TRAIN, VAL])
    dialog.findChild(QSpinBox, "epochs").setValue(5)
    rates = dialog.findChild(QComboBox, "learning_rate")
    rates.setCurrentIndex(rates.findText("0.001"))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert heard == [FineTuneChoice(5, 0.001, "train", "val")]


@pytest.mark.parametrize(
    ("held_out", "startable", "said"),
    [
        (TRAIN, False, "Hold out other images"),
        (Part("none", "none", 0), False, "without images"),
        (FEW, True, "12 images held out are few"),
        (VAL, True, ""),
    ],
)
def test_what_is_held_out_must_tell_something(dialog, held_out, startable, said):
    dialog.set_parts([TRAIN], [held_out])
    assert buttons(dialog)["start"].isEnabled() is startable
    assert text(dialog, "setup_said").startswith(said) or said in text(dialog, "setup_said")


def test_epochs_are_1_to_20(dialog):
    epochs = dialog.findChild(QSpinBox, "epochs")
    assert (epochs.minimum(), epochs.maximum()) == (1, 20)


def test_the_loss_is_seen_as_it_falls(going):
    for step in range(1, 13):
        going.add_loss(step, 2.0 if step <= 10 else 1.0)
    assert text(going, "step") == "Epoch 2 of 2 · step 12 of 20 · loss 1.0000"
    assert going.findChild(QProgressBar).value() == 12
    plot = going.findChild(TrainingPlot)
    assert plot.means() == [(0.0, 10.0, 2.0), (10.0, 12.0, 1.0)]
    assert plot.tip(11.2, 0.0) == "Step 11: 1.0000"


def test_a_loss_that_is_no_number_is_left_out_of_the_line(going):
    going.add_loss(1, 1.0)
    going.add_loss(2, float("nan"))
    assert going.findChild(TrainingPlot).means() == [(0.0, 2.0, 1.0)]
    assert text(going, "step").endswith("loss nan")
    assert not going.grab().isNull()


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (Interval(0.0171, 0.009, 0.026), "Training on the labels as they are now helps the model"),
        (Interval(0.002, -0.006, 0.011), "No difference can be told"),
        (Interval(-0.02, -0.03, -0.01), "The model got worse"),
    ],
)
def test_the_result_is_judged_in_words(going, change, verdict):
    assert (text(going, "before"), text(going, "after")) == ("–", "–")
    going.show_before(BEFORE)
    assert text(going, "before") == "0.4721, 95 % between 0.4412 and 0.5033"
    going.show_result(BEFORE, AFTER, change)
    assert text(going, "after") == "0.4892, 95 % between 0.4583 and 0.5204"
    said = text(going, "verdict").splitlines()
    assert said[0].startswith(verdict)
    assert said[1] == change.said()
    assert set(buttons(going)) == {"back", "close"}


def test_it_is_stopped_once_and_said_to_be(going, heard):
    heard.clear()
    click(going, "stop")
    click(going, "stop")
    assert heard == ["stop"]
    going.show_end("Stopped. Nothing was kept.")
    assert text(going, "what") == "Stopped. Nothing was kept."
    click(going, "back")
    assert set(buttons(going)) == {"start", "close"}


def test_closing_stops_it(going, heard):
    heard.clear()
    QTest.keyClick(going, Qt.Key.Key_Escape)
    assert heard == ["stop"]
    assert not going.isVisible()


def test_a_second_try_begins_with_nothing(going):
    going.add_loss(1, 1.0)
    going.show_result(BEFORE, AFTER, Interval(0.01, 0.001, 0.02))
    click(going, "back")
    click(going, "start")
    assert text(going, "before") == "–"
    assert text(going, "step") == ""
    assert going.findChild(TrainingPlot).means() == []


def test_nothing_moves_when_the_verdict_comes(going):
    QApplication.processEvents()
    plot = going.findChild(TrainingPlot)
    before = plot.geometry()
    going.show_result(BEFORE, AFTER, Interval(0.0171, 0.009, 0.026))
    QApplication.processEvents()
    assert plot.geometry() == before


def test_what_draws_the_plot_is_loaded_only_when_it_is_needed():
    code = "import sys, widgets.dialogs.fine_tune; sys.exit('pyqtgraph' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
