"""Flags under their images: headings fold, and the walk goes on in the order shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from engine.data.flag import FlagKind, VerdictKind
from tests.widgets.flags import IMAGES, NAMES, entry
from widgets.queue.model import HEADING, Column

SOME = (
    entry(1, image=1, score=0.9, price=0.02),
    entry(2, image=0, score=0.8, price=-0.03),
    entry(3, FlagKind.MISSING_LABEL, image=1, score=0.7),
    entry(4, FlagKind.DUPLICATE, image=2, score=0.6, suggestion=None),
    entry(5, image=0, score=0.5, price=0.01),
)


@pytest.fixture
def grouped(queue):
    queue.set_entries(SOME, NAMES, IMAGES, settled=0)
    queue.set_grouped(grouped=True)
    return queue


@pytest.fixture
def chosen(grouped):
    """Numbers of the boxes that were chosen; each comes under review."""
    numbers = []

    def review(one):
        numbers.append(number(one))
        grouped.set_current(one.flag.key)

    grouped.flag_chosen.connect(review)
    return numbers


def number(one):
    return int(one.flag.box_xyxy[0] / 10)


def table(queue):
    return queue.findChild(QTableView)


def rows(queue):
    """What stands at each row: the image of a heading, or a box's number."""
    model = table(queue).model()
    headings = [model.index(row, 0).data(HEADING) for row in range(model.rowCount())]
    return [
        number(model.entry_at(row)) if one is None else (one.image, one.count)
        for row, one in enumerate(headings)
    ]


def click(queue, row, button=Qt.MouseButton.LeftButton):
    view = table(queue)
    place = view.visualRect(view.model().index(row, Column.CLASS)).center()
    QTest.mouseClick(view.viewport(), button, pos=place)


FIRST, SECOND, THIRD = (IMAGES[1], 2), (IMAGES[0], 2), (IMAGES[2], 1)


def test_no_flags_have_no_groups(queue):
    queue.set_grouped(grouped=True)
    queue.set_entries((), NAMES, IMAGES, settled=0)
    assert rows(queue) == []
    assert queue.images_shown().tolist() == []


def test_images_stand_in_the_order_of_their_best_flags(grouped):
    assert rows(grouped) == [FIRST, 1, 3, SECOND, 2, 5, THIRD, 4]
    assert [number(one) for one in grouped.entries_shown()] == [1, 3, 2, 5, 4]
    grouped.set_grouped(grouped=False)
    assert rows(grouped) == [1, 2, 3, 4, 5]


def test_a_heading_says_what_its_best_flag_is_worth(grouped):
    model = table(grouped).model()
    worths = [model.index(row, 0).data(HEADING).worth for row in (0, 3, 6)]
    assert worths[:2] == pytest.approx([0.018, 0.024])
    assert worths[2] != worths[2]
    said = model.index(0, Column.KIND).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "tray_002.jpg, 2 flags"


def test_the_column_of_images_gives_way_to_the_headings(grouped):
    grouped.resize(700, 400)
    assert table(grouped).isColumnHidden(Column.IMAGE)
    grouped.set_grouped(grouped=False)
    assert not table(grouped).isColumnHidden(Column.IMAGE)


def test_a_heading_folds_and_is_no_flag(grouped, chosen):
    click(grouped, 0)
    assert rows(grouped) == [FIRST, SECOND, 2, 5, THIRD, 4]
    click(grouped, 0, Qt.MouseButton.RightButton)
    click(grouped, 0)
    assert rows(grouped) == [FIRST, 1, 3, SECOND, 2, 5, THIRD, 4]
    assert chosen == []
    click(grouped, 2)
    assert chosen == [3]


def test_the_walk_skips_headings_and_unfolds_where_it_comes(grouped, chosen):
    click(grouped, 3)
    for _ in range(6):
        grouped.choose_next()
    assert chosen == [1, 3, 2, 5, 4]
    assert rows(grouped) == [FIRST, 1, 3, SECOND, 2, 5, THIRD, 4]
    grouped.choose_previous()
    assert chosen[-1] == 5


def test_what_follows_is_in_the_order_shown(grouped):
    grouped.set_current(SOME[1].flag.key)
    assert [number(one) for one in grouped.following()] == [5, 4, 1, 3]


def test_all_images_fold_and_unfold(grouped):
    fold, unfold = table(grouped).actions()
    fold.trigger()
    assert rows(grouped) == [FIRST, SECOND, THIRD]
    assert len(grouped.entries_shown()) == 5
    unfold.trigger()
    assert len(rows(grouped)) == 8
    grouped.set_grouped(grouped=False)
    assert not fold.isEnabled()


def test_what_is_folded_stays_so_after_an_edit(grouped):
    click(grouped, 0)
    grouped.set_entries((*SOME[1:], entry(6, image=1)), NAMES, IMAGES, settled=1)
    assert rows(grouped) == [SECOND, 2, 5, (IMAGES[1], 2), THIRD, 4]


def test_images_that_have_a_flag_shown_are_told(grouped):
    assert grouped.images_shown().tolist() == [0, 1, 2]
    grouped.set_filter_text("-image:001")
    assert grouped.images_shown().tolist() == [1, 2]
    grouped.set_filter_text("verdict:settled")
    assert grouped.images_shown().tolist() == []


@pytest.mark.parametrize(
    ("text", "found"), [("", True), ("verdict:any", True), ("image:002", False), ("verdict:settled", False)]
)
def test_a_flag_that_waits_is_found_where_it_is_shown(grouped, text, found):
    grouped.set_filter_text(text)
    key = SOME[1].flag.key
    assert (grouped.waiting(key) is SOME[1]) == found
    grouped.set_entries((entry(2, image=0, verdict=VerdictKind.UNSURE),), NAMES, IMAGES, settled=1)
    assert grouped.waiting(key) is None


def test_headings_are_drawn_across_all_columns(grouped):
    view = table(grouped)
    picture = view.viewport().grab().toImage()
    row = view.visualRect(view.model().index(0, Column.KIND))
    colours = {picture.pixelColor(x, row.top() + 2).name() for x in range(2, view.viewport().width() - 2)}
    assert colours == {view.palette().alternateBase().color().name()}
