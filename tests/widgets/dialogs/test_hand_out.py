import pytest
from PySide6.QtWidgets import QComboBox, QSpinBox

from engine.data.flag import FlagKind
from engine.data.lease import Attendance, Lease, Seat, Wish
from widgets.dialogs.attendance import AttendanceDialog
from widgets.dialogs.hand_out import HandOutDialog


@pytest.mark.parametrize(
    ("chosen", "wish"),
    [
        ((None, None), Wish(20, 30)),
        ((FlagKind.WRONG_CLASS, None), Wish(20, 30, kind=FlagKind.WRONG_CLASS)),
        ((None, 1), Wish(20, 30, category=1)),
        ((FlagKind.MISSING_LABEL, 0), Wish(20, 30, category=0, kind=FlagKind.MISSING_LABEL)),
    ],
)
def test_what_is_chosen_is_wished_for(qtbot, chosen, wish):
    dialog = HandOutDialog(("cat", "dog"), (FlagKind.MISSING_LABEL, FlagKind.WRONG_CLASS))
    qtbot.addWidget(dialog)
    wishes = []
    dialog.chosen.connect(wishes.append)
    for name, value in zip(("kind", "category"), chosen, strict=True):
        field = dialog.findChild(QComboBox, name)
        field.setCurrentIndex(field.findData(value))
    dialog.choose()
    assert wishes == [wish]


def test_how_much_is_wished_for_has_an_end(qtbot):
    dialog = HandOutDialog((), ())
    qtbot.addWidget(dialog)
    wishes = []
    dialog.chosen.connect(wishes.append)
    dialog.findChild(QSpinBox, "images").setValue(10_000)
    dialog.findChild(QSpinBox, "minutes").setValue(0)
    dialog.choose()
    assert wishes == [Wish(1000, 1)]


@pytest.mark.parametrize(
    ("attendance", "rows"),
    [
        (Attendance("me"), []),
        (
            Attendance(
                "me",
                (Lease(0, "me", "Ann", 1800, 1795.0), Lease(1, "lost", "Bob", 60, 20.0)),
                (Seat("me", "Ann", 2), Seat("new", "Cleo", None)),
            ),
            [
                ("Ann (you)", "1", "30", "2.jpg"),
                ("Cleo", "–", "–", "–"),
                ("Bob", "1", "1", "gone"),
            ],
        ),
    ],
)
def test_everybody_has_a_row(qtbot, attendance, rows):
    dialog = AttendanceDialog(attendance, ("0.jpg", "1.jpg", "2.jpg"))
    qtbot.addWidget(dialog)
    assert dialog._rows(attendance, ("0.jpg", "1.jpg", "2.jpg")) == rows
