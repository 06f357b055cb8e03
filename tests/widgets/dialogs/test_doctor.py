"""What the doctor found is read in a dialog, and acted on with one click."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea

from engine.data.diagnosis import Cause, Diagnosis, Examination
from engine.data.reading import AS_READ, LabelReading, Layout, Reading
from widgets.dialogs.doctor import DoctorDialog, Mending

SO = Reading(layout=Layout.XYXY)
LAYOUT = Diagnosis(Cause.LAYOUT, "Boxes are two corners.", 0.98, SO, 0.103)
CAPPED = Diagnosis(Cause.CAPPED, "Fewer predictions than labels <b>.", 0.7)
MARKS = Diagnosis(
    Cause.DROPPED_MARKS, "Marks were dropped.", 0.9, Reading(labels=LabelReading(marked_ignored=True)), 0.5
)
IDS = Diagnosis(Cause.ANNOTATION_IDS, "Two have one id.", 1.0)
FITS = Examination((), AS_READ, 0.5, 0.5, 72)


@pytest.fixture
def ask(qtbot):
    def ask(*diagnoses, **can):
        dialog = DoctorDialog(replace(FITS, diagnoses=diagnoses), Mending(0.012, **can), None)
        # It is gone once it is closed: what is heard of it is kept here.
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return ask


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def card(dialog, cause):
    return dialog.findChild(QFrame, cause.value)


def read_so(dialog):
    return dialog.findChild(QPushButton, "read_so")


def test_where_nothing_was_found_nothing_is_offered(ask):
    dialog = ask()
    assert texts(dialog) == ["Ground truth and predictions fit each other."]
    assert not dialog.findChild(QScrollArea).isVisible()
    assert read_so(dialog) is None


@pytest.mark.parametrize(
    ("diagnosis", "remark"),
    [
        (LAYOUT, "98% sure; mAP with this alone read otherwise: 0.103"),
        (replace(LAYOUT, ap=None), "98% sure; mAP with this alone read otherwise: –"),
        (CAPPED, "70% sure; no reading mends it"),
        (MARKS, "90% sure; mAP with this alone read otherwise: 0.500"),
        (IDS, "100% sure; they are numbered anew here, and in exports"),
    ],
)
def test_each_diagnosis_is_said_with_how_sure_it_is_and_what_mends_it(ask, diagnosis, remark):
    dialog = ask(diagnosis)
    assert texts(card(dialog, diagnosis.cause)) == [diagnosis.sentence, remark]
    assert read_so(dialog) is None


def test_what_a_reading_is_worth_is_said_and_one_click_takes_it(ask, qtbot):
    dialog = ask(LAYOUT, CAPPED, predictions=True, predictions_ap=0.487)
    assert dialog.findChild(QLabel, "worth").text() == "mAP now 0.012, read so 0.487"
    with qtbot.waitSignal(dialog.accepted):
        QTest.mouseClick(read_so(dialog), Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


@pytest.mark.parametrize("with_predictions", [False, True])
def test_labels_are_read_so_by_a_click_of_their_own(ask, qtbot, with_predictions):
    dialog = ask(LAYOUT, MARKS, predictions=with_predictions, labels=1234, labels_ap=0.5, both_ap=0.6)
    assert dialog.findChild(QLabel, "labels_worth").text() == "mAP now 0.012, with the labels read so 0.500"
    assert any(said.startswith("1,234 labels") for said in texts(dialog))
    both = dialog.findChild(QLabel, "both_worth")
    assert (read_so(dialog) is not None) is (both is not None) is with_predictions
    assert both is None or both.text().endswith("0.600")
    with qtbot.waitSignals([dialog.labels_chosen, dialog.rejected]):
        QTest.mouseClick(dialog.findChild(QPushButton, "read_labels_so"), Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("key", "signal"), [(Qt.Key.Key_Return, "accepted"), (Qt.Key.Key_Escape, "rejected")]
)
def test_return_takes_the_reading_and_escape_does_not(ask, qtbot, key, signal):
    dialog = ask(LAYOUT, predictions=True, predictions_ap=0.487)
    with qtbot.waitSignal(getattr(dialog, signal)):
        QTest.keyClick(dialog, key)


def test_many_diagnoses_scroll_and_few_do_not(ask):
    for count, scrolls in ((1, False), (3, False), (12, True)):
        dialog = ask(*[CAPPED] * count)
        bar = dialog.findChild(QScrollArea).verticalScrollBar()
        assert (bar.maximum() > 0) is scrolls
