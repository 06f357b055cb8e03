from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.actions import ACTIONS, MENUS
from app.application import Application
from app.operations import edit
from app.settings import documentation_page
from engine.data.flag import FlagKind, VerdictKind
from engine.data.journal import Origin
from engine.images import read_image
from engine.snapping import snapped


def test_no_key_means_two_things() -> None:
    keys = Counter(QKeySequence(key).toString() for spec in ACTIONS for key in spec.shortcuts)
    assert [key for key, count in keys.items() if count > 1] == []
    assert all(keys)


def test_every_action_stands_in_a_menu_or_has_a_key() -> None:
    assert {spec.menu.partition("/")[0] for spec in ACTIONS} == {*MENUS, ""}
    assert all(spec.shortcuts for spec in ACTIONS if not spec.menu)
    assert len({spec.id for spec in ACTIONS}) == len(ACTIONS)


def test_nothing_but_opening_can_be_done_while_nothing_is_open(application: Application) -> None:
    enabled = {name for name, action in application.actions.items() if action.isEnabled()}
    files = {"open_dataset", "open_project", "open_demo", "quit"}
    languages = {"language_system", "language_en", "language_de"}
    always = {
        *files,
        *languages,
        "system",
        "light",
        "dark",
        "keys",
        "documentation",
        "log",
        "tour",
        "updates",
        "about",
        "person",
    }
    assert enabled == always


def test_help_opens_the_documentation(application: Application) -> None:
    opened: list[QUrl] = []

    class Browser(QObject):
        @Slot(QUrl)
        def show(self, page: QUrl) -> None:
            opened.append(page)

    browser = Browser()
    QDesktopServices.setUrlHandler("file", browser, "show")
    try:
        application.actions["documentation"].trigger()
        application.window.welcome.documentation_clicked.emit()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opened == [QUrl.fromLocalFile(str(documentation_page()))] * 2
    assert documentation_page().is_file()


def test_undoing_an_accepted_suggestion_brings_its_flag_back(
    open_bccd: Application, wait_until_idle: Callable[[], None]
) -> None:
    document = open_bccd.document
    first = document.entry
    assert first is not None
    QTest.keyClick(open_bccd.window, Qt.Key.Key_Return)
    wait_until_idle()
    assert document.entry is not None
    assert document.entry.flag.key != first.flag.key
    QTest.keyClick(open_bccd.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.entry is not None
    assert document.entry.flag.key == first.flag.key
    assert document.entry.verdict is None


def test_a_verdict_settles_the_flag_and_the_next_comes_up(open_bccd: Application) -> None:
    document, queue = open_bccd.document, open_bccd.window.queue
    first, second = (entry.flag.key for entry in queue.entries_shown()[:2])
    QTest.keyClick(open_bccd.window, Qt.Key.Key_X)
    assert document.review.verdicts[first] is VerdictKind.LABEL_IS_RIGHT
    assert document.entry is not None
    assert document.entry.flag.key == second
    assert first not in {entry.flag.key for entry in queue.entries_shown()}


def test_correcting_the_flagged_box_by_hand_settles_its_flag(open_bccd: Application) -> None:
    document = open_bccd.document
    entry = next(e for e in document.review.queue() if e.flag.annotation_id is not None)
    document.go_to_flag(entry)
    assert entry.flag.annotation_id is not None
    edit.move_boxes(document, [(entry.flag.annotation_id, (1.0, 2.0, 30.0, 40.0))])
    assert document.review.verdicts[entry.flag.key] is VerdictKind.FIXED


def test_keys_draw_select_nudge_relabel_and_delete(open_bccd: Application) -> None:
    document, window = open_bccd.document, open_bccd.window
    before = len(document.review.annotations)
    QTest.keyClick(window, Qt.Key.Key_D)
    window.canvas.box_drawn.emit((10.0, 10.0, 50.0, 60.0))
    (drawn,) = document.selected
    assert len(document.review.annotations) == before + 1
    QTest.keyClick(window, Qt.Key.Key_2)
    QTest.keyClick(window, Qt.Key.Key_Right)
    QTest.keyClick(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    (now,) = document.selected
    assert now.id == drawn.id
    assert now.category == 1
    assert now.box_xyxy == (11.0, 20.0, 51.0, 70.0)
    QTest.keyClick(window, Qt.Key.Key_Delete)
    assert len(document.review.annotations) == before
    assert document.selection == ()
    QTest.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(document.selection) == len(document.review.annotations.rows_of_image(document.image))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert document.selection == ()


def test_a_line_says_what_was_done_and_undoes_it(open_bccd: Application) -> None:
    document, label = open_bccd.document, open_bccd.window.message_label
    QTest.keyClick(open_bccd.window, Qt.Key.Key_X)
    assert label.text().startswith("Verdict: label is right")
    open_bccd.window.canvas.box_drawn.emit((10.0, 10.0, 50.0, 60.0))
    assert label.text().startswith("Added a box")
    label.linkActivated.emit("undo")
    assert len(document.review.history.done) == 1
    label.linkActivated.emit("undo")
    assert label.text().startswith("Undone: Verdict: label is right")
    assert document.review.verdicts == {}


def test_after_an_undo_the_line_says_what_was_undone_and_does_it_again(open_bccd: Application) -> None:
    document, label = open_bccd.document, open_bccd.window.message_label
    for key in (Qt.Key.Key_X, Qt.Key.Key_U):
        QTest.keyClick(open_bccd.window, key)
    QTest.keySequence(open_bccd.window, QKeySequence("Ctrl+Z"))
    assert label.text() == 'Undone: Verdict: unsure · <a href="redo">Redo</a>'
    QTest.keySequence(open_bccd.window, QKeySequence("Ctrl+Z"))
    assert label.text().startswith("Undone: Verdict: label is right")
    label.linkActivated.emit("redo")
    assert label.text() == 'Verdict: label is right · <a href="undo">Undo</a>'
    assert len(document.review.history.done) == 1


def test_boxes_are_copied_to_another_image_duplicated_and_taken_from_the_previous_one(
    open_bccd: Application,
) -> None:
    document, window = open_bccd.document, open_bccd.window
    control = Qt.KeyboardModifier.ControlModifier
    annotations = document.review.annotations
    assert not open_bccd.actions["paste"].isEnabled()
    document.go_to_image(3)
    ids = annotations.ids[annotations.rows_of_image(3)].tolist()[:2]
    document.select(ids)
    before = [box.box_xyxy for box in document.selected]
    QTest.keyClick(window, Qt.Key.Key_C, control)
    QTest.keyClick(window, Qt.Key.Key_D)
    QTest.keyClick(window, Qt.Key.Key_V, control)
    assert document.image == 4
    assert [(box.image, box.box_xyxy) for box in document.selected] == [(4, box) for box in before]
    QTest.keyClick(window, Qt.Key.Key_D, control)
    assert len(document.review.annotations) == len(annotations) + 4
    assert [box.size_wh for box in document.selected] == [(x2 - x1, y2 - y1) for x1, y1, x2, y2 in before]
    QTest.keyClick(window, Qt.Key.Key_V, control | Qt.KeyboardModifier.ShiftModifier)
    assert len(document.selected) == len(annotations.rows_of_image(3))
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_Z, control)
    assert len(document.review.annotations) == len(annotations)


def test_space_tapped_marks_the_image_as_reviewed_and_its_ghosts_go(open_bccd: Application) -> None:
    document, window = open_bccd.document, open_bccd.window
    window.canvas.setFocus()
    box = int(document.review.annotations.ids[document.review.annotations.rows_of_image(document.image)[0]])
    edit.move_boxes(document, [(box, (3.0, 4.0, 50.0, 60.0))])
    assert len(window.canvas._scene.ghosts) == 1
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    assert document.review.reviewed() == {document.image}
    assert "reviewed" in window.image_label.text()
    assert len(window.canvas._scene.ghosts) == 0
    assert "0 settled" in window.queue.findChild(QLabel, "count").text()
    # With the focus elsewhere it is the window's key; a second time takes the mark back, as undo does.
    window.canvas.clearFocus()
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert not document.review.reviewed()
    open_bccd.actions["undo"].trigger()
    assert document.review.reviewed() == {document.image}
    assert window.message_label.text().startswith("Undone: Image not reviewed any more")


def test_d_and_a_step_through_the_images_that_the_queue_shows(open_bccd: Application) -> None:
    document, window = open_bccd.document, open_bccd.window
    document.go_to_image(0)
    QTest.keyClick(window, Qt.Key.Key_D)
    assert document.image == 1
    wanted = document.review.dataset.images.file_names[40].rpartition(".")[0]

    window.queue.set_filter_text(f"image:{wanted}")
    assert window.queue.images_shown().tolist() == [40]
    document.go_to_image(0)
    QTest.keyClick(window, Qt.Key.Key_D)
    assert document.image == 40
    QTest.keyClick(window, Qt.Key.Key_D)
    assert document.image == 40
    assert "last image that the queue shows" in window.message_label.text()
    QTest.keyClick(window, Qt.Key.Key_A)
    assert document.image == 40


def test_a_rough_box_snaps_to_its_object_and_undo_takes_it_back(
    open_bccd: Application, wait_until_idle: Callable[[], None]
) -> None:
    document, window = open_bccd.document, open_bccd.window
    own = document.review.annotations
    path = document.review.dataset.image_path(0)
    assert path is not None
    pixels = read_image(path).pixels
    for row in own.rows_of_image(0).tolist():
        box = own.at(row)
        x1, y1, x2, y2 = box.box_xyxy
        rough = (x1 + 3.0, y1 + 2.0, x2 - 4.0, y2 + 3.0)
        if snapped(pixels, rough) is not None:
            break
    document.go_to_image(0)
    edit.move_boxes(document, [(box.id, rough)])
    document.select((box.id,))
    QTest.keyClick(window, Qt.Key.Key_S)
    wait_until_idle()
    now = document.review.annotations.get(box.id)
    assert now is not None
    assert now.box_xyxy != rough
    assert "Snapped a box" in window.message_label.text()
    assert document.review.changes_of(box.id)[-1].origin is Origin.SNAPPED
    open_bccd.actions["undo"].trigger()
    again = document.review.annotations.get(box.id)
    assert again is not None
    assert again.box_xyxy == rough
    # Any state can be gone back to: that as opened, by the inspector.
    document.select((box.id,))
    window.inspector.state_chosen.emit(box)
    assert document.review.annotations.get(box.id) == box
    assert document.review.changes_of(box.id)[-1].author


def test_after_a_correction_by_hand_enter_goes_on_where_the_reviewer_was(open_bccd: Application) -> None:
    document, window = open_bccd.document, open_bccd.window
    while document.entry is None or document.entry.flag.kind is not FlagKind.BAD_LOCATION:
        QTest.keyClick(window, Qt.Key.Key_N)
    entries = window.queue.entries_shown()
    keys = [entry.flag.key for entry in entries]
    place = keys.index(document.entry.flag.key)
    assert place > 0
    (box,) = document.selected
    x1, y1, x2, y2 = box.box_xyxy
    edit.move_boxes(document, [(box.id, (x1, y1, x2 + 5.0, y2 + 5.0))])
    assert document.entry is None
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert document.entry is not None
    others = [
        own for own in keys[place + 1 :] if f"|{box.id}|" not in own and own.split("|")[1] != str(box.image)
    ]
    assert keys.index(document.entry.flag.key) <= keys.index(others[0])
    assert keys.index(document.entry.flag.key) > place
