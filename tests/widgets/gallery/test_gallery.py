"""The gallery as a person uses it: look, sort, choose many, open one."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QSlider

from engine.data.flag import FlagKind
from engine.data.gallery import FLAG_KINDS, NO_FLAG, Cells
from widgets.gallery.cell import CropPicture
from widgets.gallery.gallery import Gallery
from widgets.gallery.wall import Wall
from widgets.theme import Scheme, theme_of

LEFT = Qt.MouseButton.LeftButton
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NAMES, IMAGES = ("cat", "dog", "eel"), ("a.jpg", "b.jpg")
RED = QColor(255, 0, 0)


def some(count=60, **more):
    rng = np.random.default_rng(0)
    ids = np.arange(1, count + 1)
    arrays = {
        "ids": ids,
        "images": ids % 2,
        "categories": ids % 2,
        "areas": rng.uniform(1, 100, count),
        "losses": rng.uniform(0, 1, count),
        "kinds": np.full(count, NO_FLAG),
        "scores": np.full(count, np.nan),
        "prices": np.full(count, np.nan),
        "confirmed": np.zeros(count, np.bool_),
    }
    return Cells(**(arrays | more))


@pytest.fixture
def gallery(qtbot):
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.resize(700, 500)
    gallery.set_theme(theme_of(Scheme.DARK))
    with qtbot.waitExposed(gallery):
        gallery.show()
    gallery.set_boxes(some(), NAMES, IMAGES)
    gallery.start_over()
    gallery.take_keys()
    return gallery


def wall(gallery):
    return gallery.findChild(Wall)


def choice(gallery, name):
    return next(box for box in gallery.findChildren(QComboBox) if box.accessibleName() == name)


def choose(gallery, name, text):
    box = choice(gallery, name)
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def sort(gallery, text):
    choose(gallery, "Sort the boxes", text)


def count(gallery):
    return next(label.text() for label in gallery.findChildren(QLabel) if "box" in label.text())


def cell(gallery, position):
    """Middle of a cell in sight."""
    return wall(gallery)._rect(position).center()


def click(gallery, position, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.mouseClick(wall(gallery).viewport(), LEFT, modifiers, cell(gallery, position))


def press(gallery, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(wall(gallery), key, modifiers)


def picture(side=128, colour=RED):
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(colour)
    return CropPicture(image, (20.0, 20.0, side - 20.0, side - 20.0), side)


def test_without_boxes_a_sentence_says_so(gallery):
    gallery.set_boxes(Cells.empty(), NAMES, IMAGES)
    assert any("no boxes yet" in label.text() and label.isVisible() for label in gallery.findChildren(QLabel))
    gallery.set_boxes(some(), NAMES, IMAGES)
    choose(gallery, "Class of the boxes", "eel")
    assert any(
        "of this class" in label.text() and label.isVisible() for label in gallery.findChildren(QLabel)
    )
    assert "0 boxes" in count(gallery)


def test_boxes_come_by_loss_first(gallery):
    cells = some()
    assert gallery.shown == (np.argsort(-cells.losses) + 1).tolist()
    assert count(gallery) == "60 boxes"


def test_without_a_model_they_come_by_image(gallery):
    gallery.set_boxes(some(losses=np.full(60, np.nan)), NAMES, IMAGES)
    gallery.start_over()
    assert gallery.shown == [*range(2, 61, 2), *range(1, 61, 2)]


@pytest.mark.parametrize(
    ("text", "key", "sign"),
    [
        ("By loss", "losses", -1),
        ("By price", "prices", -1),
        ("Largest first", "areas", -1),
        ("Smallest first", "areas", 1),
        ("By class", "categories", 1),
        ("By image", "images", 1),
    ],
)
def test_boxes_are_sorted_and_what_has_no_number_comes_last(gallery, text, key, sign):
    prices = np.random.default_rng(1).uniform(-1, 1, 60)
    prices[::3] = np.nan
    cells = some(prices=prices)
    gallery.set_boxes(cells, NAMES, IMAGES)
    sort(gallery, text)
    values = sign * getattr(cells, key)[np.array(gallery.shown) - 1]
    known = values[np.isfinite(values)]
    assert (np.diff(known) >= 0).all()
    assert np.isnan(values[len(known) :]).all()
    assert sorted(gallery.shown) == list(range(1, 61))


def test_by_similarity_the_order_is_asked_for_and_shown_once_it_is_there(gallery, qtbot):
    before = gallery.shown
    with qtbot.waitSignal(gallery.similarity_wanted):
        sort(gallery, "By similarity")
    assert gallery.shown == before
    gallery.set_similar(np.array([30, 2, 17]))
    gallery.end_comparing()
    assert gallery.shown[:3] == [30, 2, 17]
    assert sorted(gallery.shown) == list(range(1, 61))
    assert choice(gallery, "Sort the boxes").currentText() == "By similarity"


def test_a_comparison_that_is_stopped_leaves_the_order_as_it_was(gallery):
    sort(gallery, "Largest first")
    before = gallery.shown
    sort(gallery, "By similarity")
    gallery.end_comparing()
    assert gallery.shown == before
    assert choice(gallery, "Sort the boxes").currentText() == "Largest first"


def test_one_class_alone(gallery):
    choose(gallery, "Class of the boxes", "dog")
    assert gallery.category == 1
    assert sorted(gallery.shown) == list(range(1, 61, 2))
    assert count(gallery) == "30 boxes"
    gallery.show_class(0)
    assert sorted(gallery.shown) == list(range(2, 61, 2))
    gallery.show_class(None)
    assert count(gallery) == "60 boxes"


def test_clicks_select_one_more_and_a_range(gallery):
    shown = gallery.shown
    click(gallery, 2)
    assert gallery.selected == [shown[2]]
    click(gallery, 5, CONTROL)
    assert gallery.selected == [shown[2], shown[5]]
    click(gallery, 5, CONTROL)
    click(gallery, 6)
    click(gallery, 3, SHIFT)
    assert gallery.selected == shown[3:7]
    assert count(gallery) == "60 boxes, 4 selected"


def test_a_rubber_band_selects_what_it_touches(gallery):
    view, shown = wall(gallery).viewport(), gallery.shown
    columns = wall(gallery)._grid.columns
    click(gallery, 3)
    QTest.mousePress(view, LEFT, CONTROL, cell(gallery, 0))
    QTest.mouseMove(view, cell(gallery, columns + 1))
    QTest.mouseRelease(view, LEFT, CONTROL, cell(gallery, columns + 1))
    assert set(gallery.selected) == {shown[i] for i in (0, 1, columns, columns + 1, 3)}
    QTest.mouseClick(view, LEFT, pos=QPoint(1, 1))
    assert gallery.selected == []


def test_keys_go_from_cell_to_cell(gallery):
    columns, shown = wall(gallery)._grid.columns, gallery.shown
    press(gallery, Qt.Key.Key_Home)
    press(gallery, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert gallery.selected == [shown[columns + 1]]
    press(gallery, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert gallery.selected == [shown[0]]
    press(gallery, Qt.Key.Key_Down, modifiers=SHIFT)
    assert gallery.selected == shown[: columns + 1]
    press(gallery, Qt.Key.Key_End)
    assert gallery.selected == [shown[-1]]
    assert wall(gallery).viewport().rect().contains(cell(gallery, 59))
    press(gallery, Qt.Key.Key_PageUp)
    assert gallery.selected[0] in shown[:59]
    press(gallery, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert gallery.selected == [shown[-1]]
    press(gallery, Qt.Key.Key_Space)
    assert gallery.selected == []
    press(gallery, Qt.Key.Key_A, modifiers=CONTROL)
    assert gallery.selected == shown
    gallery.clear_selection()
    assert not gallery.has_selection


def test_enter_and_a_double_click_open_a_box(gallery, qtbot):
    click(gallery, 4)
    with qtbot.waitSignal(gallery.opened) as opened:
        press(gallery, Qt.Key.Key_Return)
    assert opened.args == [gallery.shown[4]]
    with qtbot.waitSignal(gallery.opened) as opened:
        QTest.mouseDClick(wall(gallery).viewport(), LEFT, pos=cell(gallery, 1))
    assert opened.args == [gallery.shown[1]]


def test_what_is_selected_stays_so_in_another_order_and_goes_with_its_box(gallery):
    click(gallery, 0)
    click(gallery, 1, CONTROL)
    kept, gone = gallery.selected
    sort(gallery, "Smallest first")
    assert set(gallery.selected) == {kept, gone}
    cells = some()
    here = cells.ids != gone
    fewer = Cells(*(getattr(cells, name)[here] for name in cells.__slots__))
    gallery.set_boxes(fewer, NAMES, IMAGES)
    assert gallery.selected == [kept]
    assert count(gallery) == "59 boxes, 1 selected"


def test_crops_are_asked_for_where_they_are_in_sight(gallery, qtbot):
    with qtbot.waitSignal(gallery.crops_wanted) as wanted:
        gallery.resize(701, 500)
    ids, side = wanted.args
    in_sight = [gallery.shown[i] for i in wall(gallery)._in_sight()]
    assert ids[: len(in_sight)] == in_sight
    assert len(ids) < 60
    assert side == 128
    with qtbot.waitSignal(gallery.crops_wanted) as wanted:
        press(gallery, Qt.Key.Key_End)
    assert gallery.shown[-1] in wanted.args[0]
    assert gallery.shown[0] not in wanted.args[0]


def test_a_crop_is_shown_once_it_has_come_and_kept_only_near_sight(gallery, qtbot):
    with qtbot.waitSignal(gallery.crops_wanted):
        gallery.resize(702, 500)
    first = gallery.shown[0]
    view = wall(gallery).viewport()
    assert view.grab().toImage().pixelColor(cell(gallery, 0)) != RED
    gallery.set_crops({first: picture(), 999: picture()})
    assert view.grab().toImage().pixelColor(cell(gallery, 0) - QPoint(0, 20)) == RED
    assert set(wall(gallery)._pictures) == {first}
    with qtbot.waitSignal(gallery.crops_wanted):
        press(gallery, Qt.Key.Key_End)
    assert wall(gallery)._pictures == {}


def test_another_size_asks_for_sharper_crops(gallery, qtbot):
    with qtbot.waitSignal(gallery.crops_wanted):
        gallery.resize(703, 500)
    gallery.set_crops({gallery.shown[0]: picture()})
    with qtbot.waitSignal(gallery.crops_wanted) as wanted:
        gallery.findChild(QSlider).setValue(4)
    assert wanted.args[1] == 192
    # Until they come, the old ones are shown larger.
    shot = wall(gallery).viewport().grab().toImage()
    assert shot.pixelColor(cell(gallery, 0) - QPoint(0, 20)) == RED


def test_all_that_is_known_is_told_to_a_screen_reader(gallery):
    kinds = np.full(60, NO_FLAG)
    kinds[0] = FLAG_KINDS.index(FlagKind.WRONG_CLASS)
    numbers = {
        name: np.full(60, value) for name, value in (("scores", 0.75), ("losses", 0.5), ("prices", 0.125))
    }
    confirmed = np.arange(60) == 1
    gallery.set_boxes(some(kinds=kinds, confirmed=confirmed, **numbers), NAMES, IMAGES)
    gallery.go_to(1)
    said = wall(gallery).accessibleDescription()
    assert said == "dog, b.jpg, Wrong class, probability 0.75, loss 0.50, price +0.12500, selected"
    gallery.go_to(2)
    assert "confirmed" in wall(gallery).accessibleDescription()
    assert all(
        own.accessibleName() for kind in (QComboBox, QSlider, Wall) for own in gallery.findChildren(kind)
    )


def test_an_image_that_cannot_be_read_says_why(gallery, qtbot):
    with qtbot.waitSignal(gallery.crops_wanted):
        gallery.resize(704, 500)
    box = gallery.shown[0]
    gallery.set_crops({box: CropPicture(None, (0, 0, 0, 0), 128, "the image is missing")})
    wall(gallery).viewport().grab()
    gallery.go_to(box)
    assert "the image is missing" in wall(gallery).accessibleDescription()
