"""The gallery in the real window: many boxes settled at once, and the hidden canvas left alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.actions import ACTIONS
from app.application import Application
from app.operations import edit, many
from engine.data.flag import VerdictKind

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(application: Application, *keys: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        # Where the keys of a person go.
        QTest.keyClick(application.window.focusWidget() or application.window, key, modifiers)


def test_many_boxes_are_relabelled_deleted_and_confirmed_as_one_step_each(
    open_bccd: Application, wait_until_idle: Callable[[], None]
) -> None:
    document, window = open_bccd.document, open_bccd.window
    gallery, opened = window.gallery, document.review.annotations
    press(open_bccd, Qt.Key.Key_G)
    assert gallery.isVisible()
    assert len(gallery.shown) == len(opened)
    press(open_bccd, Qt.Key.Key_Home)
    press(open_bccd, *[Qt.Key.Key_Right] * 19, modifiers=SHIFT)
    chosen = gallery.selected
    assert len(chosen) == 20
    images = {document.review.annotations.get(box).image for box in chosen}
    assert len(images) > many._AT_ONCE

    press(open_bccd, Qt.Key.Key_2)
    assert document.review.annotations is opened  # It is worked out in the background.
    wait_until_idle()
    assert {document.review.annotations.get(box).category for box in chosen} == {1}
    assert len(document.review.history.done) == 1
    press(open_bccd, Qt.Key.Key_Z, modifiers=CONTROL)
    wait_until_idle()
    assert gallery.isVisible()
    assert (document.review.annotations.categories == opened.categories).all()
    assert set(gallery.selected) == set(chosen)

    press(open_bccd, Qt.Key.Key_Delete)
    # What is done meanwhile is done, and the rest is worked out again.
    edit.draw_box(document, (10.0, 10.0, 50.0, 60.0), 0)
    wait_until_idle()
    assert len(document.review.annotations) == len(opened) - 19
    assert gallery.selected == []
    press(open_bccd, Qt.Key.Key_Z, modifiers=CONTROL)
    wait_until_idle()
    press(open_bccd, Qt.Key.Key_Z, modifiers=CONTROL)
    assert document.review.annotations.ids.tolist() == opened.ids.tolist()
    assert {document.review.annotations.get(box).image for box in document.selection} <= {document.image}

    press(open_bccd, Qt.Key.Key_A, modifiers=CONTROL)
    press(open_bccd, Qt.Key.Key_X)
    assert gallery._cells.confirmed.all()
    assert len(document.review.history.done) == 1
    doubted = [entry for entry in document.review.queue() if entry.flag.annotation_id is not None]
    assert {entry.verdict for entry in doubted} == {VerdictKind.LABEL_IS_RIGHT}
    press(open_bccd, Qt.Key.Key_Z, modifiers=CONTROL)
    assert not gallery._cells.confirmed.any()
    assert document.review.verdicts == {}


def test_while_the_gallery_is_shown_the_canvas_rests(
    open_bccd: Application, wait_until_idle: Callable[[], None]
) -> None:
    document, window, gallery = open_bccd.document, open_bccd.window, open_bccd.window.gallery
    flag = next(entry for entry in document.review.queue() if entry.flag.annotation_id is not None)
    document.go_to_flag(flag)
    opened = document.review.annotations
    press(open_bccd, Qt.Key.Key_G)
    assert gallery.selected == [flag.flag.annotation_id]
    gallery.clear_selection()
    for spec in ACTIONS:
        if spec.menu in ("", "&Edit", "&Review") and spec.id not in ("undo", "redo"):
            for key in spec.shortcuts:
                if key not in ("/", "G", "Esc", "Ctrl+A", "Ctrl+J", "Shift+Esc"):
                    assert not open_bccd.actions[spec.id].isEnabled(), spec.id
    press(open_bccd, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_W, Qt.Key.Key_D)
    assert document.review.annotations is opened
    assert document.image == flag.flag.image

    # Esc selects nothing, then leaves; the canvas is as it was.
    assert gallery.has_selection
    press(open_bccd, Qt.Key.Key_Escape)
    assert not gallery.has_selection
    assert gallery.isVisible()
    press(open_bccd, Qt.Key.Key_Escape)
    assert window.canvas.isVisible()
    assert open_bccd.actions["next_image"].isEnabled()

    press(open_bccd, Qt.Key.Key_G)
    press(open_bccd, Qt.Key.Key_End, Qt.Key.Key_Return)
    box = gallery.shown[-1]
    assert window.canvas.isVisible()
    assert document.selection == (box,)
    assert document.image == opened.get(box).image
    press(open_bccd, Qt.Key.Key_G, Qt.Key.Key_G)
    assert window.canvas.isVisible()

    # Whoever picks a flag, or settles the one under review, sees it.
    press(open_bccd, Qt.Key.Key_G)
    window.queue.flag_chosen.emit(flag)
    assert window.canvas.isVisible()
    press(open_bccd, Qt.Key.Key_G)
    window.inspector.label_is_right_clicked.emit()
    assert window.canvas.isVisible()
    assert document.review.verdicts == {flag.flag.key: VerdictKind.LABEL_IS_RIGHT}

    press(open_bccd, Qt.Key.Key_G)
    gallery._orders.setCurrentIndex(gallery._orders.findText("By similarity"))
    gallery._orders.activated.emit(gallery._orders.currentIndex())
    wait_until_idle()
    assert gallery._orders.currentText() == "By similarity"
    assert sorted(gallery.shown) == document.review.annotations.ids.tolist()
    assert {picture.message for picture in gallery._wall._pictures.values()} == {None}
    open_bccd.actions["close_dataset"].trigger()
    assert window.welcome.isVisible()
    assert not open_bccd.actions["gallery"].isChecked()


@pytest.mark.parametrize("key", [Qt.Key.Key_G])
def test_without_images_there_is_no_gallery(application: Application, key: Qt.Key) -> None:
    press(application, key)
    assert application.window.welcome.isVisible()
