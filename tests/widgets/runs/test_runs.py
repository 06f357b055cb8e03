"""Runs are listed, named, used, compared, shown beside each other and deleted, with mouse and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QPushButton, QToolButton

from tests.widgets.runs.conftest import row
from widgets.runs.runs import RunsPage
from widgets.runs.scope import Scope
from widgets.runs.table import Column, RunTable

Key = Qt.Key
THREE = (
    row(4, images=412, total=5000, ap=0.4722, ap_before=0.4731),
    row(2, "ssd", in_use=True, ap=0.4731, ap_before=0.431),
    row(1, "file", images=None, ap=0.431, beside=True),
)


@pytest.fixture
def page(qtbot):
    page = RunsPage()
    qtbot.addWidget(page)
    page.resize(1100, 400)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def heard(page):
    heard = []
    for name in (
        "use_clicked", "compare_clicked", "beside_toggled", "renamed", "delete_clicked", "run_clicked", "model_clicked",
    ):  # fmt: skip
        getattr(page, name).connect(lambda *values, name=name: heard.append((name, *values)))
    return heard


def table(page):
    return page.findChild(RunTable)


def button(page, name):
    return page.findChild(QToolButton, name)


def cell(page, place, column):
    return table(page).item(place, column).text()


def names(page):
    return [cell(page, place, Column.NAME) for place in range(table(page).rowCount())]


def click(page, place, modifier=Qt.KeyboardModifier.NoModifier):
    own = table(page)
    middle = own.visualItemRect(own.item(place, Column.AP)).center()
    QTest.mouseClick(own.viewport(), Qt.MouseButton.LeftButton, modifier, middle)


def press(page, name):
    QTest.mouseClick(button(page, name), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("keys", "said"), [({}, "Run the model, and"), ({"run_model": "F5"}, "F5 runs the model over all")]
)
def test_without_runs_it_says_how_to_get_one(page, keys, said):
    page.set_keys(keys)
    assert said in page.findChild(QLabel, "why_empty").text()
    assert not table(page).isVisible()
    assert not any(own.isEnabled() for own in page.findChildren(QToolButton))


def test_without_a_model_one_can_be_chosen(page, heard):
    page.set_why_not("No model is known.")
    assert page.findChild(QLabel, "why_empty").text() == "No model is known."
    choose = next(own for own in page.findChildren(QPushButton) if own.text() == "Choose a model…")
    QTest.mouseClick(choose, Qt.MouseButton.LeftButton)
    assert heard == [("model_clicked",)]
    page.set_why_not("")
    assert not choose.isVisible()


def test_runs_are_listed_with_their_numbers_and_state(page):
    page.set_runs(THREE)
    assert names(page) == ["run 4", "ssd", "file"]
    assert [cell(page, 0, own) for own in (Column.STATE, Column.AP, Column.CHANGE, Column.IMAGES)] == [
        "", "0.4722", "▼ -0.0009", "412 of 5,000",
    ]  # fmt: skip
    assert [cell(page, 1, own) for own in (Column.STATE, Column.CHANGE)] == ["in use", "▲ +0.0421"]
    assert [cell(page, 2, own) for own in (Column.STATE, Column.CHANGE, Column.IMAGES)] == [
        "beside",
        "–",
        "–",
    ]
    assert not table(page).item(1, Column.STATE).icon().isNull()


def test_a_run_is_used(page, heard):
    page.set_runs(THREE)
    press(page, "use_run")
    click(page, 1)
    assert not button(page, "use_run").isEnabled()
    QTest.keyClick(table(page), Key.Key_Down)
    QTest.keyClick(table(page), Key.Key_Return)
    assert heard == [("use_clicked", 4), ("use_clicked", 1)]


def test_one_run_is_compared_with_the_one_in_use_and_two_with_each_other(page, heard):
    page.set_runs(THREE)
    press(page, "compare_runs")
    click(page, 2, Qt.KeyboardModifier.ControlModifier)
    press(page, "compare_runs")
    click(page, 1)
    assert not button(page, "compare_runs").isEnabled()
    assert heard == [("compare_clicked", 2, 4), ("compare_clicked", 1, 4)]


def test_a_run_is_shown_beside_the_one_in_use_or_no_more(page, heard):
    page.set_runs(THREE)
    press(page, "beside")
    assert not button(page, "beside").isChecked()
    click(page, 2)
    assert button(page, "beside").isChecked()
    press(page, "beside")
    assert heard == [("beside_toggled", 4), ("beside_toggled", None)]
    click(page, 1)
    assert not button(page, "beside").isEnabled()


def rename(page, text, how=Key.Key_F2, end=Key.Key_Return):
    QTest.keyClick(table(page), how)
    line = table(page).findChild(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, end)
    QApplication.processEvents()


def test_a_run_is_renamed_in_its_place(page, heard):
    page.set_runs(THREE)
    table(page).setFocus()
    rename(page, "  better ")
    assert heard == [("renamed", 4, "better")]
    # What it is called is for others to say.
    assert names(page)[0] == "run 4"


@pytest.mark.parametrize(
    ("text", "end"), [(" ", Key.Key_Return), ("run 4", Key.Key_Return), ("x", Key.Key_Escape)]
)
def test_no_name_and_no_other_name_is_none(page, heard, text, end):
    page.set_runs(THREE)
    rename(page, text, end=end)
    assert heard == []
    assert names(page)[0] == "run 4"


def test_a_new_run_leaves_selection_and_an_open_editor_with_theirs(page, heard):
    page.set_runs(THREE[1:])
    click(page, 1)
    press(page, "rename_run")
    line = table(page).findChild(QLineEdit)
    QTest.keyClicks(line, "old ")
    page.set_runs(THREE)
    assert line.text() == "old "
    assert [own.run.id for own in table(page).chosen()] == [1]
    QTest.keyClick(line, Key.Key_Return)
    QApplication.processEvents()
    assert heard == [("renamed", 1, "old")]


def test_runs_that_are_gone_leave_the_list(page):
    page.set_runs(THREE)
    page.set_runs(THREE[1:2])
    assert names(page) == ["ssd"]
    page.set_runs(())
    assert not table(page).isVisible()


def test_runs_are_deleted_but_not_the_one_in_use(page, heard):
    page.set_runs(THREE)
    click(page, 1)
    assert not button(page, "delete_run").isEnabled()
    assert "in use" in button(page, "delete_run").toolTip()
    QTest.keyClick(table(page), Key.Key_Delete)
    click(page, 0)
    click(page, 2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table(page), Key.Key_Delete)
    assert heard == [("delete_clicked", 4), ("delete_clicked", 1)]


def test_keys_that_do_nothing_here_are_the_windows(page, qtbot):
    page.set_runs(THREE)
    heard = []
    page.keyPressEvent = lambda event: heard.append(event.key())
    QTest.keyClick(table(page), Key.Key_D)
    assert heard == [Key.Key_D]


def test_the_context_menu_does_what_the_buttons_do(page, heard):
    page.set_runs(THREE)
    menu = page.menu()
    assert [own.text() for own in menu.actions()] == ["Use", "Compare", "Beside", "Rename", "Delete"]
    menu.actions()[0].trigger()
    assert heard == [("use_clicked", 4)]


def scopes(page):
    return page.findChild(QPushButton, "run_scope").menu().actions()


def test_the_model_is_run_over_what_is_chosen(page, heard):
    page.set_keys({"run_model": "F5"})
    page.set_counts({Scope.EVERYTHING: 5000, Scope.CHANGED: 0, Scope.SAMPLE: 300})
    actions = scopes(page)
    assert [own.text() for own in actions[:2]] == [
        "Over everything · 5,000 (F5)",
        "Over new and changed images · 0",
    ]
    assert [own.isEnabled() for own in actions[:4]] == [True, False, True, True]
    for action in (actions[0], actions[3], actions[-1]):
        action.trigger()
    assert heard == [("run_clicked", "everything"), ("run_clicked", "sample"), ("model_clicked",)]


def test_a_run_is_shared_where_that_is_said_alone(page, heard):
    shared = scopes(page)[4]
    for counts, visible in (({}, False), ({Scope.EVERYTHING: 7}, False), ({Scope.SHARED: 7}, True)):
        page.set_counts(counts)
        assert shared.isVisible() is visible
    assert shared.text() == "Over everything, shared with other machines · 7"
    shared.trigger()
    assert heard == [("run_clicked", "shared")]


def test_a_model_that_cannot_be_run_says_why(page):
    page.set_why_not("A run goes on.")
    assert not any(own.isEnabled() for own in scopes(page)[:4])
    assert page.findChild(QPushButton, "run_scope").toolTip() == "A run goes on."


@pytest.mark.parametrize("width", [344, 480, 640, 820, 1400])
def test_nothing_is_cut_at_any_width(page, width):
    page.set_runs(THREE)
    page.resize(width, 400)
    QApplication.processEvents()
    own = table(page)
    assert own.horizontalHeader().length() <= own.viewport().width()
    assert own.columnWidth(Column.NAME) >= 100
    assert not own.isColumnHidden(Column.STATE)
    for tool in page.findChildren(QToolButton):
        assert tool.geometry().right() < width
        assert tool.width() >= tool.sizeHint().width()


def test_keys_of_the_list_are_not_taken_for_those_of_the_window(qtbot):
    window, page = QMainWindow(), RunsPage()
    qtbot.addWidget(window)
    window.setCentralWidget(page)
    window.resize(900, 400)
    taken, heard = [], []
    for key in ("Return", "Del", "Esc", "F2", "D", "Up"):
        action = QAction(window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _checked=False, key=key: taken.append(key))
        window.addAction(action)
    page.renamed.connect(lambda *values: heard.append(values))
    page.delete_clicked.connect(heard.append)
    page.set_runs(THREE)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    click(page, 0)
    rename(page, "D")
    QTest.keyClick(table(page), Key.Key_Delete)
    rename(page, "E", end=Key.Key_Escape)
    assert heard == [(4, "D"), 4]
    assert taken == []
    QTest.keyClick(table(page), Key.Key_D)
    QTest.keyClick(table(page), Key.Key_Escape)
    assert not table(page).hasFocus()
    QTest.keyClick(window, Key.Key_Escape)
    assert taken == ["D", "Esc"]
