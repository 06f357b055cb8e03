"""The queue as a person uses it: look, narrow, pick, step, and never lose the place."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMainWindow, QPushButton, QTableView

from engine.data.flag import FlagKind, VerdictKind
from engine.data.loss import Loss
from tests.widgets.flags import IMAGES, NAMES, entry
from widgets.queue.filter import Filter
from widgets.queue.model import Column
from widgets.queue.order import Order, OrderChoice, SortKey
from widgets.queue.rows import Rows

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def chosen(queue):
    keys = []
    queue.flag_chosen.connect(lambda one: keys.append(one.flag.key))
    return keys


def some():
    return [
        entry(1, score=0.9, price=0.0123),
        entry(2, FlagKind.MISSING_LABEL, category=1, image=1, score=0.8, price=-0.002),
        entry(3, verdict=VerdictKind.FIXED, score=0.95, price=0.001),
        entry(4, FlagKind.DUPLICATE, category=2, image=2, score=0.7),
        entry(5, FlagKind.SIZE_OUTLIER, score=0.6, suggestion=None),
    ]


def show(queue, entries, settled=1):
    queue.set_entries(entries, NAMES, IMAGES, settled=settled)


def table(queue):
    return queue.findChild(QTableView)


def cell(queue, row, column, role=Qt.ItemDataRole.DisplayRole):
    model = table(queue).model()
    return model.data(model.index(row, column), role)


def column_texts(queue, column):
    return [cell(queue, row, column) for row in range(table(queue).model().rowCount())]


def choose(queue, name, index):
    box = next(box for box in queue.findChildren(QComboBox) if box.accessibleName() == name)
    box.setCurrentIndex(index)


def press_row(queue, row):
    view = table(queue)
    place = view.visualRect(view.model().index(row, Column.KIND)).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=place)


def why_empty(queue):
    label = queue.findChild(QLabel, "why_empty")
    return label.text() if label.isVisible() else None


def test_only_what_waits_is_shown_at_first(queue):
    show(queue, some())
    assert [one.flag.annotation_id for one in queue.entries_shown()] == [1, None, 4, 5]
    assert queue.findChild(QLabel, "count").text() == "4 of 4 waiting, 1 settled"


def test_cells_say_what_is_doubted(queue):
    show(queue, some())
    assert column_texts(queue, Column.KIND) == ["Wrong class", "Missing label", "Duplicate", "Unusual size"]
    assert column_texts(queue, Column.CLASS) == ["bolt", "nut", "washer", "bolt"]
    assert column_texts(queue, Column.IMAGE) == ["tray_001", "tray_002", "deep/tray_010", "tray_001"]
    assert column_texts(queue, Column.SCORE) == ["0.90", "0.80", "0.70", "0.60"]
    assert column_texts(queue, Column.PRICE) == ["+0.01230", "-0.00200", "…", "–"]
    assert cell(queue, 0, Column.KIND, Qt.ItemDataRole.ToolTipRole) == some()[0].flag.reason
    assert not cell(queue, 0, Column.KIND, Qt.ItemDataRole.DecorationRole).isNull()


def test_a_class_the_dataset_does_not_define_is_said_to_be_unknown(queue):
    show(queue, [entry(1, category=-1)])
    assert column_texts(queue, Column.CLASS) == ["unknown class"]


def test_a_verdict_has_a_mark_and_words(queue):
    show(queue, some())
    assert table(queue).isColumnHidden(Column.VERDICT)
    choose(queue, "Verdict", 1)
    assert not table(queue).isColumnHidden(Column.VERDICT)
    assert [one.flag.annotation_id for one in queue.entries_shown()] == [3]
    assert not cell(queue, 0, Column.VERDICT, Qt.ItemDataRole.DecorationRole).isNull()
    assert cell(queue, 0, Column.VERDICT, Qt.ItemDataRole.AccessibleTextRole) == "Fixed"


@pytest.mark.parametrize(
    ("name", "index", "ids"),
    [
        ("Verdict", 2, [1, None, 3, 4, 5]),
        ("Class", 1, [1, 5]),
        ("Kind of flag", 1 + tuple(FlagKind).index(FlagKind.DUPLICATE), [4]),
    ],
)
def test_filters_narrow_what_is_shown(queue, name, index, ids):
    show(queue, some())
    choose(queue, name, index)
    assert [one.flag.annotation_id for one in queue.entries_shown()] == ids


@pytest.mark.parametrize(
    ("entries", "names", "settled", "sentence"),
    [
        ([], (), 0, "Open a dataset"),
        ([], IMAGES, 0, "No box looks doubtful"),
        ([], IMAGES, 3, "Every flag is settled"),
        ([entry(1, verdict=VerdictKind.UNSURE)], IMAGES, 1, "Every flag is settled"),
        ([entry(1)], IMAGES, 0, None),
    ],
)
def test_an_empty_queue_says_why(queue, entries, names, settled, sentence):
    queue.set_entries(entries, NAMES, names, settled=settled)
    said = why_empty(queue)
    assert (said is None) == (sentence is None)
    assert (said or "").startswith(sentence or "")


def test_filters_that_hide_everything_can_be_taken_back(queue):
    show(queue, some())
    queue.findChild(QLineEdit).setText("nothing like it")
    choose(queue, "Class", 2)
    assert why_empty(queue) == "No flag matches these filters."
    QTest.mouseClick(queue.findChild(QPushButton, "show_all_waiting"), LEFT)
    assert why_empty(queue) is None
    assert len(queue.entries_shown()) == 4


def test_pressing_a_row_chooses_its_flag(queue, chosen):
    show(queue, some())
    press_row(queue, 1)
    assert chosen == [some()[1].flag.key]


def test_the_mark_stays_on_the_flag_under_review(queue):
    show(queue, some())
    queue.flag_chosen.connect(lambda one: queue.set_current(one.flag.key))
    press_row(queue, 1)
    view = table(queue)
    place = view.visualRect(view.model().index(1, Column.KIND)).center()
    QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, place)
    assert current(queue) == [some()[1].flag.key]
    QTest.mousePress(view.viewport(), LEFT, pos=place)
    QTest.mouseMove(view.viewport(), place + QPoint(0, 40))
    QTest.mouseRelease(view.viewport(), LEFT, pos=place + QPoint(0, 40))
    QTest.mouseClick(view.viewport(), LEFT, pos=view.viewport().rect().bottomLeft() - QPoint(-9, 9))
    assert current(queue) == [some()[1].flag.key]


def test_the_next_flag_is_one_that_waits(queue, chosen):
    show(queue, some())
    choose(queue, "Verdict", 2)
    queue.choose_next()
    queue.set_current(some()[1].flag.key)
    queue.choose_next()
    queue.set_current(some()[4].flag.key)
    queue.choose_next()
    assert chosen == [some()[0].flag.key, some()[3].flag.key]


def test_the_previous_flag_is_the_one_above(queue, chosen):
    show(queue, some())
    queue.choose_previous()
    queue.set_current(some()[0].flag.key)
    queue.choose_previous()
    queue.set_current(some()[3].flag.key)
    queue.choose_previous()
    assert chosen == [some()[1].flag.key]


def test_stepping_stays_within_the_filters(queue, chosen):
    show(queue, some())
    choose(queue, "Class", 1)
    queue.set_current(some()[0].flag.key)
    queue.choose_next()
    assert chosen == [some()[4].flag.key]


def test_the_loss_is_a_column_where_labels_have_one(queue):
    show(queue, some())
    assert table(queue).isColumnHidden(Column.LOSS)
    doubted = entry(7, loss=Loss(0.1, 0.8, 0.0))
    show(queue, [*some(), doubted])
    queue.resize(700, 400)
    assert not table(queue).isColumnHidden(Column.LOSS)
    assert column_texts(queue, Column.LOSS)[-1] == "0.80"
    assert set(column_texts(queue, Column.LOSS)[:-1]) == {"–"}
    queue.resize(330, 400)
    assert table(queue).isColumnHidden(Column.LOSS)


def test_no_price_is_promised_where_none_will_come(queue):
    show(queue, [entry(1), entry(2, awaited=False), entry(3, price=0.0)])
    assert column_texts(queue, Column.PRICE) == ["…", "–", "+0.00000"]


@pytest.mark.parametrize("key", SortKey)
def test_the_order_is_chosen_from_a_list_and_shown_in_the_header(queue, key):
    show(queue, some())
    choice = queue.findChild(OrderChoice)
    choice.setCurrentIndex(choice.findData(str(key)))
    rows = Rows(some(), NAMES, IMAGES)
    waiting = rows.passing(Filter())
    expected = [rows.entries[i] for i in rows.ordered(waiting, Order.by(key)).tolist()]
    assert list(queue.entries_shown()) == expected
    in_header = key not in (SortKey.WORTH, SortKey.ANNOTATION)
    assert table(queue).horizontalHeader().isSortIndicatorShown() == in_header


def test_columns_sort_down_then_up_then_as_they_came(queue):
    show(queue, some())
    header = table(queue).horizontalHeader()
    orders = []
    for _ in range(3):
        place = header.sectionViewportPosition(Column.SCORE) + 8
        QTest.mouseClick(header.viewport(), LEFT, pos=QPoint(place, 8))
        orders.append(column_texts(queue, Column.SCORE))
    assert orders == [
        ["0.90", "0.80", "0.70", "0.60"],
        ["0.60", "0.70", "0.80", "0.90"],
        ["0.90", "0.80", "0.70", "0.60"],
    ]
    assert not header.isSortIndicatorShown()
    assert queue.findChild(OrderChoice).currentData() == SortKey.WORTH


def current(queue):
    rows = table(queue).selectionModel().selectedRows()
    return [queue.entries_shown()[index.row()].flag.key for index in rows]


def test_the_current_row_is_kept_when_entries_come_and_go(queue):
    show(queue, some())
    queue.set_current(some()[3].flag.key)
    assert current(queue) == [some()[3].flag.key]
    show(queue, [entry(8), *reversed(some())])
    assert current(queue) == [some()[3].flag.key]
    show(queue, some()[:2])
    assert current(queue) == []
    show(queue, some())
    assert current(queue) == [some()[3].flag.key]


def test_the_current_row_stays_where_the_eye_is(queue):
    many = [entry(i) for i in range(1, 200)]
    show(queue, many)
    queue.set_current(many[100].flag.key)
    view = table(queue)

    def height():
        return view.visualRect(view.selectionModel().selectedRows()[0]).top()

    before = height()
    show(queue, many[30:])
    assert height() == before
    show(queue, [entry(500 + i) for i in range(7)] + many)
    assert height() == before


def test_scrolling_away_from_the_current_row_is_not_undone_by_new_prices(queue):
    many = [entry(i) for i in range(1, 200)]
    show(queue, many)
    queue.set_current(many[0].flag.key)
    bar = table(queue).verticalScrollBar()
    bar.setValue(120)
    show(queue, [entry(i, price=0.001) for i in range(1, 200)])
    assert bar.value() == 120


def test_half_a_million_flags_are_held_and_only_those_in_sight_are_drawn(queue, monkeypatch):
    show(queue, [entry(1)] * 250_000 + [entry(2, category=1)] * 250_000, settled=0)
    assert queue.findChild(QLabel, "count").text() == "500,000 of 500,000 waiting, 0 settled"
    view = table(queue)
    drawn = set()
    texts = view.model().data
    monkeypatch.setattr(
        view.model(), "data", lambda index, role=0: (drawn.add(index.row()), texts(index, role))[1]
    )
    view.scrollToBottom()
    view.grab()
    assert 499_999 in drawn
    assert len(drawn) < 40
    choose(queue, "Class", 2)
    assert len(queue.entries_shown()) == 250_000


def test_the_class_filter_stays_when_the_same_classes_come_again(queue):
    show(queue, some())
    choose(queue, "Class", 2)
    show(queue, some())
    assert [one.flag.category for one in queue.entries_shown()] == [1]
    queue.set_entries(some(), ("washer", "nut", "bolt"), IMAGES, settled=0)
    assert [one.flag.category for one in queue.entries_shown()] == [1]


@pytest.mark.parametrize(("width", "hidden"), [(330, True), (424, False), (700, False)])
def test_a_narrow_queue_leaves_the_image_out_and_cuts_nothing_off(queue, width, hidden):
    show(queue, some())
    queue.resize(width, 400)
    view = table(queue)
    assert view.isColumnHidden(Column.IMAGE) == hidden
    assert view.horizontalHeader().length() == view.viewport().width()


@pytest.fixture
def window(qtbot, queue):
    """The queue in a window with keys of its own, where a flag that is chosen comes under review."""
    queue.flag_chosen.connect(lambda one: queue.set_current(one.flag.key))
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(queue)
    window.heard = []
    for key in ("D", "1", "X", "Return", "Tab", "Esc", "Down", "Up", "Left", "Del", "Space"):
        action = QAction(key, window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _checked=False, key=key: window.heard.append(key))
        window.addAction(action)
    show(queue, some())
    with qtbot.waitActive(window):
        window.show()
    return window


KEYS = {
    "D": Qt.Key.Key_D, "1": Qt.Key.Key_1, "X": Qt.Key.Key_X, "Return": Qt.Key.Key_Return, "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up, "Left": Qt.Key.Key_Left, "Del": Qt.Key.Key_Delete, "Space": Qt.Key.Key_Space,
    "Tab": Qt.Key.Key_Tab,
}  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_keys_belong_to_the_window_after_a_row_is_pressed(window, queue, key):
    press_row(queue, 1)
    QTest.keyClick(window.focusWidget() or window, KEYS[key])
    assert window.heard == [key]
    assert current(queue) == [queue.entries_shown()[1].flag.key]


@pytest.mark.parametrize("key", KEYS)
def test_keys_belong_to_the_window_after_a_filter_is_chosen(window, queue, key):
    box = queue.findChildren(QComboBox)[0]
    box.setFocus()
    box.setCurrentIndex(1)
    box.activated.emit(1)
    QTest.keyClick(window.focusWidget() or window, KEYS[key])
    assert window.heard == [key]


def test_nothing_in_the_queue_takes_the_focus_unasked(window):
    assert not isinstance(window.focusWidget(), QLineEdit | QComboBox)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_typing_in_the_filter_is_not_the_windows(window, queue, chosen):
    queue.go_to_find()
    find = queue.findChild(QLineEdit)
    assert find.hasFocus()
    QTest.keyClicks(find, "d1x")
    QTest.keyClick(find, Qt.Key.Key_Left)
    QTest.keyClick(find, Qt.Key.Key_Delete)
    assert find.text() == "d1"
    QTest.keyClick(find, Qt.Key.Key_Escape)
    assert find.text() == ""
    QTest.keyClicks(find, "nut")
    QTest.keyClick(find, Qt.Key.Key_Return)
    assert not find.hasFocus()
    assert chosen == [some()[1].flag.key]
    assert window.heard == []


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_filters_are_reached_by_keys_alone(window, queue):
    queue.go_to_find()
    names = []
    for _ in range(8):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        names.append(window.focusWidget().accessibleName())
    assert names == [
        "Bounds for score, price, loss and worth",
        "Saved filters",
        "Sort the queue",
        "Group by image",
        "Kind of flag",
        "Class",
        "Verdict",
        "Find",
    ]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    box = window.focusWidget()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.view().isVisible()
    QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    assert [one.flag.annotation_id for one in queue.entries_shown()] == [3]
    assert not box.hasFocus()
    assert window.heard == []


def test_every_control_is_named(queue):
    controls = [*queue.findChildren(QComboBox), queue.findChild(QLineEdit), table(queue)]
    assert all(control.accessibleName() for control in controls)


def test_a_narrowed_queue_says_to_what_and_leads_back(queue):
    show(queue, some())
    title, back = queue.findChild(QLabel, "narrowing"), queue.findChild(QPushButton, "all_flags")
    assert not title.isVisible()
    heard = []
    queue.all_flags_clicked.connect(lambda: heard.append(True))
    queue.set_narrowing("Boxes that no prediction comes near")
    show(queue, [entry(4, FlagKind.MISSED, suggestion=None)])
    assert title.text() == "Boxes that no prediction comes near"
    assert title.isVisible()
    assert queue.findChild(QLabel, "count").text() == "1 of 1 boxes"
    QTest.mouseClick(back, LEFT)
    assert heard == [True]
    queue.set_narrowing(None)
    assert not title.isVisible()


def test_a_narrowed_queue_where_nothing_waits_says_so(queue):
    queue.set_narrowing("Boxes edited in step 3")
    show(queue, [])
    assert why_empty(queue) == "Nothing is left here."


def test_all_that_waits_can_be_shown_whatever_was_filtered(queue):
    show(queue, some())
    choose(queue, "Verdict", 1)
    assert len(queue.entries_shown()) == 1
    queue.show_all_waiting()
    assert len(queue.entries_shown()) == 4


def test_images_that_others_have_are_marked_and_can_be_chosen(queue, chosen):
    role = Qt.ItemDataRole
    show(queue, some())
    plain = cell(queue, 1, Column.KIND, role.ForegroundRole)
    assert plain is None
    queue.set_others({1: "Ann, Bob"})
    assert cell(queue, 1, Column.KIND, role.ForegroundRole) is not None
    assert cell(queue, 1, Column.CLASS, role.FontRole).italic()
    assert cell(queue, 1, Column.IMAGE, role.DecorationRole) is not None
    assert cell(queue, 1, Column.IMAGE, role.ToolTipRole) == "tray_002.jpg   ● Ann, Bob"
    assert cell(queue, 1, Column.KIND, role.ToolTipRole).endswith("\n● Ann, Bob has this image")
    assert cell(queue, 0, Column.KIND, role.ForegroundRole) is None
    assert cell(queue, 0, Column.CLASS, role.FontRole) is None
    assert cell(queue, 0, Column.IMAGE, role.DecorationRole) is None
    press_row(queue, 1)
    assert chosen == [some()[1].flag.key]
    queue.set_grouped(grouped=True)
    titles = [heading.title for row in range(7) if (heading := table(queue).model().heading_at(row))]
    assert titles == ["tray_001.jpg", "tray_002.jpg   ● Ann, Bob", "deep/tray_010.jpg"]
    queue.set_others({})
    titles = [heading.title for row in range(7) if (heading := table(queue).model().heading_at(row))]
    assert titles == ["tray_001.jpg", "tray_002.jpg", "deep/tray_010.jpg"]


def test_a_queue_of_work_says_so_until_it_is_narrowed_further(queue):
    title, back = queue.findChild(QLabel, "narrowing"), queue.findChild(QPushButton, "give_back")
    given = []
    queue.give_back_clicked.connect(lambda: given.append(True))
    show(queue, some())
    assert not title.isVisible()
    queue.set_work("Your work: 3 images")
    assert title.isVisible()
    assert title.text() == "Your work: 3 images"
    QTest.mouseClick(back, LEFT)
    assert given == [True]
    queue.set_narrowing("Boxes edited in step 3")
    assert title.text() == "Boxes edited in step 3"
    assert not back.isVisible()
    queue.set_narrowing(None)
    assert back.isVisible()
    show(queue, [])
    assert why_empty(queue).startswith("You are through")
    queue.set_work(None)
    assert not title.isVisible()
