"""The canvas as a person uses it: with a mouse, and nothing of its inside."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QColor, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from engine.data.agreement import Opinion
from engine.data.dataset import Annotations
from engine.data.edit import Edit
from engine.data.flag import FlagKind
from engine.data.outcome import Outcome
from widgets.canvas.canvas import Canvas, Tool
from widgets.canvas.colouring import Colouring, Known
from widgets.canvas.picture import ScaledImage
from widgets.theme import Scheme, category_colour, theme_of

from .conftest import NAMES, annotation, predictions

BIG, SMALL, OTHER = 1, 2, 3
HANDLES = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if (x, y) != (0, 0)]


def painted(canvas):
    return pixels_of(canvas.grab())


def pixels_of(picture):
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)[:, : image.width()].copy()


def colour_at(canvas, image_xy):
    x, y = canvas.view.point_to_screen(image_xy)
    return canvas.grab().toImage().pixelColor(int(x), int(y))


class TestSelection:
    def test_a_click_beside_all_boxes_selects_nothing(self, mouse, heard):
        mouse.click((20, 400))
        assert heard.of("selection_changed") == []

    def test_a_click_selects_the_smallest_box_there(self, mouse, heard):
        mouse.click((170, 160))
        assert heard.of("selection_changed") == [((SMALL,),)]

    def test_clicks_cycle_through_overlapping_boxes(self, mouse, heard):
        for _ in range(3):
            mouse.click((170, 160))
        assert heard.of("selection_changed") == [((SMALL,),), ((BIG,),), ((SMALL,),)]

    def test_a_click_elsewhere_selects_another_box_and_then_none(self, mouse, heard):
        mouse.click((170, 160))
        mouse.click((450, 150))
        mouse.click((600, 400))
        assert heard.of("selection_changed") == [((SMALL,),), ((OTHER,),), ((),)]

    @pytest.mark.parametrize("key", [Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier])
    def test_shift_and_control_add_to_the_selection_and_take_away(self, mouse, heard, key):
        mouse.click((450, 150))
        mouse.keys = key
        mouse.click((170, 160))
        mouse.click((450, 150))
        mouse.click((20, 400))
        assert heard.of("selection_changed") == [((OTHER,),), ((OTHER, SMALL),), ((SMALL,),)]

    def test_a_box_with_nan_is_not_selectable(self, mouse, heard):
        mouse.click((50, 30))
        assert heard.of("selection_changed") == []

    def test_hidden_boxes_are_not_selectable(self, canvas, mouse, heard):
        canvas.set_layers_shown(boxes=False, predictions=True)
        mouse.click((170, 160))
        assert heard.of("selection_changed") == []

    def test_a_tiny_box_can_be_hit_at_a_small_zoom(self, canvas, mouse, heard):
        canvas.set_zoom(0.1)
        mouse.click((204, 184))
        assert heard.of("selection_changed") == [((SMALL,),)]

    def test_selecting_from_outside_is_silent(self, canvas, heard):
        canvas.select((BIG,))
        assert heard.of("selection_changed") == []

    def test_escape_clears_the_selection(self, canvas, heard):
        canvas.select((BIG,))
        canvas.cancel()
        canvas.cancel()
        assert heard.of("selection_changed") == [((),)]


class TestDrags:
    # Boxes about 150 screen pixels wide at either zoom.
    @pytest.mark.parametrize(
        ("zoom", "box", "by"),
        [(1.0, (200.0, 150.0, 360.0, 310.0), 40), (0.1, (2000.0, 1500.0, 3600.0, 3100.0), 400),
         (20.0, (200.0, 150.0, 208.0, 158.0), 2)],
    )  # fmt: skip
    @pytest.mark.parametrize("handle", HANDLES)
    def test_every_handle_resizes_at_every_zoom(self, canvas, mouse, heard, zoom, box, by, handle):
        canvas.set_image(None, (6400, 4800), None)
        canvas.set_annotations(Annotations.of_rows([annotation(7, box)]), NAMES)
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        canvas.set_view_state(zoom, middle)
        canvas.select((7,))
        start = tuple(middle[i] + handle[i] * (box[i + 2] - box[i]) / 2 for i in (0, 1))
        mouse.drag(start, (start[0] + by, start[1] + by))
        expected = list(box)
        for axis in (0, 1):
            if handle[axis]:
                expected[axis if handle[axis] < 0 else axis + 2] += by
        assert heard.of("boxes_moved") == [(((7, tuple(expected)),),)]
        assert heard.of("boxes_dragging")[-1] == (((7, tuple(expected)),),)

    @pytest.mark.parametrize("zoom", [0.1, 1.0, 20.0])
    def test_a_handle_is_grabbed_within_eight_screen_pixels(self, canvas, mouse, heard, zoom):
        canvas.set_image(None, (64_000, 48_000), None)
        canvas.set_annotations(Annotations.of_rows([annotation(7, (0.0, 0.0, 32_000.0, 24_000.0))]), NAMES)
        canvas.set_view_state(zoom, (32_000, 24_000))
        canvas.select((7,))
        for distance in (7.0 * canvas.ratio, 9.0 * canvas.ratio):
            at = (32_000 + distance / zoom, 24_000 + distance / zoom)
            mouse.drag(at, (at[0] + 100 / zoom, at[1] + 100 / zoom))
            canvas.select((7,))
        assert len(heard.of("boxes_moved")) == 1

    def test_a_drag_inside_a_selected_box_moves_it_and_tells_every_step(self, canvas, mouse, heard):
        canvas.select((BIG,))
        mouse.drag((250, 240), (270, 250), steps=2)
        assert heard.of("boxes_dragging") == [
            (((BIG, (110.0, 105.0, 310.0, 265.0)),),), (((BIG, (120.0, 110.0, 320.0, 270.0)),),),
        ]  # fmt: skip
        assert heard.of("boxes_moved") == [(((BIG, (120.0, 110.0, 320.0, 270.0)),),)]
        assert heard.of("selection_changed") == []

    def test_a_selected_box_is_dragged_from_under_a_smaller_one(self, canvas, mouse, heard):
        canvas.select((BIG,))
        mouse.drag((175, 160), (185, 160))
        assert heard.of("boxes_moved") == [(((BIG, (110.0, 100.0, 310.0, 260.0)),),)]

    def test_a_box_not_selected_is_selected_and_dragged_in_one_go(self, mouse, heard):
        mouse.drag((450, 150), (460, 150))
        assert heard.of("selection_changed") == [((OTHER,),)]
        assert heard.of("boxes_moved") == [(((OTHER, (410.0, 100.0, 510.0, 200.0)),),)]

    def test_a_box_stops_at_the_border_with_its_size(self, canvas, mouse, heard):
        canvas.select((OTHER,))
        mouse.drag((450, 150), (900, -300))
        assert heard.of("boxes_moved") == [(((OTHER, (540.0, 0.0, 640.0, 100.0)),),)]

    def test_a_trembling_click_drags_nothing(self, canvas, mouse, heard):
        canvas.select((OTHER,))
        mouse.drag((450, 150), (452, 151))
        assert heard.of("boxes_dragging") == heard.of("boxes_moved") == []

    def test_a_drag_there_and_back_changes_nothing(self, canvas, mouse, heard):
        canvas.select((OTHER,))
        mouse.press((450, 150))
        for x in (470, 450):
            mouse.move((x, 150))
        mouse.release((450, 150))
        assert heard.of("boxes_moved") == []
        assert heard.of("drag_cancelled") == [()]

    def test_escape_cancels_a_drag_and_then_only_the_selection(self, canvas, mouse, heard):
        canvas.select((OTHER,))
        mouse.press((450, 150))
        mouse.move((480, 150))
        canvas.cancel()
        mouse.move((490, 150))
        mouse.release((490, 150))
        assert heard.of("drag_cancelled") == [()]
        assert heard.of("boxes_moved") == heard.of("selection_changed") == []
        assert len(heard.of("boxes_dragging")) == 1

    def test_boxes_replaced_during_a_drag_end_it(self, canvas, mouse, heard):
        canvas.select((OTHER,))
        mouse.press((450, 150))
        mouse.move((480, 150))
        canvas.set_annotations(Annotations.empty(), NAMES)
        mouse.release((480, 150))
        assert heard.of("drag_cancelled") == [()]
        assert heard.of("boxes_moved") == []

    def test_the_wheel_zooms_during_a_drag_without_losing_it(self, canvas, mouse, heard):
        canvas.select((OTHER,))
        mouse.press((450, 150))
        mouse.move((480, 150))
        mouse.wheel((480, 150), 3)
        mouse.move((490, 150))
        mouse.release((490, 150))
        assert heard.of("boxes_moved") == [(((OTHER, (440.0, 100.0, 540.0, 200.0)),),)]

    def test_the_caption_is_painted_beside_the_dragged_box(self, canvas, mouse):
        canvas.select((OTHER,))
        mouse.press((450, 150))
        mouse.move((450, 170))
        before = painted(canvas)
        canvas.set_drag_caption("100 × 100  Δ mAP +0.0012")
        rows, columns = np.nonzero(painted(canvas) != before)
        left, _, _, bottom = (round(v) for v in canvas.view.box_to_screen((400, 120, 500, 220)))
        assert rows.min() >= bottom and columns.min() >= left - 1
        mouse.release((450, 170))

    def test_what_is_painted_during_a_drag_is_what_a_full_picture_shows(self, canvas, mouse):
        canvas.select((OTHER,))
        mouse.press((450, 150))
        for x, y in ((470, 160), (560, 30), (100, 400), (30, 460), (600, 470)):
            mouse.move((x, y))
            canvas.set_drag_caption(f"100 × 100  Δ mAP +0.{x}")
            QApplication.processEvents()
            shown = pixels_of(canvas.screen().grabWindow(canvas.winId()))
            height, width = shown.shape
            assert (shown == painted(canvas)[:height, :width]).all()
        mouse.release((600, 470))


class TestSeveral:
    def test_a_drag_inside_one_of_them_moves_all(self, canvas, mouse, heard):
        canvas.select((BIG, OTHER))
        mouse.drag((450, 150), (470, 140))
        assert heard.of("boxes_moved") == [
            (((BIG, (120.0, 90.0, 320.0, 250.0)), (OTHER, (420.0, 90.0, 520.0, 190.0))),)
        ]
        assert heard.of("selection_changed") == []

    def test_they_stop_where_the_first_of_them_meets_the_border(self, canvas, mouse, heard):
        canvas.select((BIG, OTHER))
        mouse.drag((450, 150), (900, 150))
        assert heard.of("boxes_moved") == [
            (((BIG, (240.0, 100.0, 440.0, 260.0)), (OTHER, (540.0, 100.0, 640.0, 200.0))),)
        ]

    def test_a_band_selects_what_lies_inside(self, canvas, mouse, heard):
        mouse.drag((90, 90), (310, 300))
        assert heard.of("selection_changed")[-1] == ((BIG, SMALL),)
        mouse.drag((600, 400), (620, 420))
        assert heard.of("selection_changed")[-1] == ((),)

    def test_a_band_with_shift_adds(self, canvas, mouse, heard):
        canvas.select((OTHER,))
        mouse.keys = Qt.KeyboardModifier.ShiftModifier
        mouse.drag((140, 130), (210, 190))
        assert heard.of("selection_changed")[-1] == ((OTHER, SMALL),)

    def test_a_band_is_painted_and_gone_when_let_go(self, canvas, mouse):
        mouse.move((600, 300))
        before = painted(canvas)
        mouse.press((600, 300))
        mouse.move((520, 400))
        assert (painted(canvas) != before).any()
        mouse.release((520, 400))
        mouse.move((600, 300))
        assert (painted(canvas) == before).all()


class TestColouring:
    @pytest.fixture
    def known(self):
        return Known(
            kinds={BIG: FlagKind.WRONG_CLASS},
            losses=np.array([0.9, 0.05, 0.4, 0.0]),
            found=np.array([Outcome.WRONG, Outcome.RIGHT, Outcome.RIGHT, Outcome.NOT_COUNTED]),
        )

    @pytest.mark.parametrize("colouring", [Colouring.FLAG, Colouring.LOSS, Colouring.MATCH])
    def test_each_way_of_colouring_looks_different_and_explains_itself(self, canvas, known, colouring):
        canvas.set_known(known)
        before = painted(canvas)
        canvas.set_colouring(colouring)
        changed = painted(canvas) != before
        x, y = (int(v) for v in canvas.view.point_to_screen((100, 200)))
        assert changed[y, x - 2 : x + 3].any()
        legend = changed[-int(40 * canvas.ratio) :, : int(200 * canvas.ratio)]
        assert legend.any()

    def test_without_a_model_boxes_keep_their_classes_colours(self, canvas):
        before = painted(canvas)
        canvas.set_colouring(Colouring.LOSS)
        assert (painted(canvas) == before).all()

    def test_what_was_missed_is_dashed_as_well(self, canvas, known):
        canvas.set_known(known)
        canvas.set_colouring(Colouring.MATCH)
        left, top, right, _ = (round(v) for v in canvas.view.box_to_screen((100, 100, 300, 260)))
        image = canvas.grab().toImage()
        along = {image.pixelColor(x, top).name() for x in range(left + 5, right - 5)}
        assert len(along) == 2


class TestNudge:
    def test_the_selected_box_is_nudged(self, canvas, heard):
        canvas.select((OTHER,))
        canvas.nudge(-10, 1)
        assert heard.of("boxes_moved") == [(((OTHER, (390.0, 101.0, 490.0, 201.0)),),)]

    def test_several_boxes_are_nudged_together_as_far_as_all_may_go(self, canvas, heard):
        canvas.select((BIG, OTHER))
        canvas.nudge(0, -110)
        assert heard.of("boxes_moved") == [
            (((BIG, (100.0, 0.0, 300.0, 160.0)), (OTHER, (400.0, 0.0, 500.0, 100.0))),)
        ]

    @pytest.mark.parametrize("selection", [(), (4,), (99,)])
    def test_nothing_is_nudged_that_cannot_be_drawn(self, canvas, heard, selection):
        canvas.select(selection)
        canvas.nudge(1, 0)
        assert heard.of("boxes_moved") == []

    def test_a_box_at_the_border_stays(self, canvas, heard):
        canvas.set_annotations(Annotations.of_rows([annotation(5, (0.0, 0.0, 9.0, 9.0))]), NAMES)
        canvas.select((5,))
        canvas.nudge(-1, 0)
        assert heard.of("boxes_moved") == []


class TestDrawing:
    def test_a_rectangle_is_drawn_once(self, canvas, mouse, heard):
        canvas.set_tool(Tool.DRAW)
        mouse.drag((520, 300), (600.4, 380.6))
        assert heard.of("box_drawn") == [((520.0, 300.0, 600.0, 381.0),)]
        assert heard.of("tool_changed") == [(Tool.DRAW,), (Tool.SELECT,)]
        assert canvas.tool is Tool.SELECT
        assert heard.of("selection_changed") == []

    def test_a_rectangle_is_drawn_by_two_clicks(self, canvas, mouse, heard):
        canvas.set_tool(Tool.DRAW)
        mouse.click((520, 300))
        mouse.move((560, 320))
        mouse.click((500, 380))
        assert heard.of("box_drawn") == [((500.0, 300.0, 520.0, 380.0),)]

    def test_a_rectangle_ends_at_the_border(self, canvas, mouse, heard):
        canvas.set_tool(Tool.DRAW)
        mouse.drag((600, 400), (700, 900))
        assert heard.of("box_drawn") == [((600.0, 400.0, 640.0, 480.0),)]

    def test_less_than_two_pixels_is_no_rectangle(self, canvas, mouse, heard):
        canvas.set_tool(Tool.DRAW)
        mouse.drag((520, 300), (521, 380))
        assert heard.of("box_drawn") == []
        assert canvas.tool is Tool.DRAW

    def test_escape_drops_the_rectangle_and_then_the_tool(self, canvas, mouse, heard):
        canvas.select((BIG,))
        canvas.set_tool(Tool.DRAW)
        mouse.press((520, 300))
        mouse.move((560, 350))
        canvas.cancel()
        mouse.release((560, 350))
        assert canvas.tool is Tool.DRAW
        canvas.cancel()
        assert canvas.tool is Tool.SELECT
        assert heard.of("box_drawn") == heard.of("selection_changed") == []

    def test_a_crosshair_goes_through_the_cursor_over_the_whole_view(self, canvas, mouse):
        mouse.move((320, 300))
        before = painted(canvas)
        canvas.set_tool(Tool.DRAW)
        changed = painted(canvas) != before
        x, y = (int(v) for v in canvas.view.point_to_screen((320, 300)))
        assert changed[:, x].all() and changed[y].all()


class TestPredictions:
    @pytest.fixture
    def shown(self, canvas):
        canvas.set_predictions(
            predictions(((520, 300, 600, 400), 0, 0.9), ((98, 98, 305, 262), 0, 0.8), ((20, 300, 60, 400), 1, 0.2)),
            np.array([70, 71, 72]),
        )  # fmt: skip
        return canvas

    def test_a_double_click_chooses_a_prediction_by_its_row(self, shown, mouse, heard):
        mouse.double_click((560, 350))
        assert heard.of("prediction_chosen") == [(70,)]

    def test_inside_a_box_a_double_click_is_the_box_s(self, shown, mouse, heard):
        mouse.double_click((250, 240))
        assert heard.of("prediction_chosen") == []
        assert heard.of("selection_changed")[0] == ((BIG,),)

    def test_on_its_outline_a_prediction_is_chosen_though_a_box_is_there(self, shown, mouse, heard):
        mouse.double_click((306, 200))
        assert heard.of("prediction_chosen") == [(71,)]

    def test_predictions_of_lower_score_are_neither_painted_nor_chosen(self, shown, mouse, heard):
        before = painted(shown)
        shown.set_min_score(0.3)
        assert (painted(shown) != before).any()
        mouse.double_click((40, 350))
        assert heard.of("prediction_chosen") == []

    def test_hidden_predictions_are_neither_painted_nor_chosen(self, shown, mouse, heard):
        shown.set_layers_shown(boxes=False, predictions=False)
        assert colour_at(shown, (560, 300)) == QColor(120, 140, 130)
        mouse.double_click((560, 350))
        assert heard.of("prediction_chosen") == []


class TestView:
    def test_the_wheel_keeps_the_pixel_under_the_cursor(self, canvas, mouse):
        at = (480.5, 120.5)
        place = mouse.place(at)
        for notches in (1, 5, -2, 0.5, -9):
            under = canvas.view.point_to_image((place.x(), place.y()))
            mouse.wheel(under, notches)
            x, y = canvas.view.point_to_screen(under)
            assert (x, y) == pytest.approx((place.x(), place.y()), abs=0.51)
        assert canvas.view.zoom == pytest.approx(1.25**-4.5)

    def test_a_middle_drag_pans(self, canvas, mouse, heard):
        before = canvas.view
        mouse.drag((450, 150), (480, 100), Qt.MouseButton.MiddleButton)
        assert canvas.view == before.panned(30, -50)
        assert heard.of("selection_changed") == heard.of("boxes_moved") == []

    def test_a_drag_with_space_held_pans(self, canvas, mouse, heard):
        before = canvas.view
        space = (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, QKeyEvent(QEvent.Type.KeyPress, *space))
        mouse.drag((450, 150), (420, 170))
        QApplication.sendEvent(canvas, QKeyEvent(QEvent.Type.KeyRelease, *space))
        assert canvas.view == before.panned(-30, 20)
        assert heard.of("selection_changed") == []
        mouse.click((450, 150))
        assert heard.of("selection_changed") == [((OTHER,),)]

    def test_a_pan_shows_what_a_fresh_picture_would(self, canvas, mouse, qtbot):
        canvas.set_predictions(predictions(((98, 98, 305, 262), 0, 0.8)), np.array([7]))
        canvas.set_known(Known({OTHER: FlagKind.DUPLICATE}))
        canvas.set_zoom(1.7)
        canvas.grab()
        mouse.drag((300, 200), (283, 231), Qt.MouseButton.MiddleButton)
        mouse.move((20, 400))
        shifted = painted(canvas)
        canvas.set_min_score(0.1)
        assert (painted(canvas) == shifted).all()

    def test_the_image_cannot_be_lost(self, canvas, mouse):
        for _ in range(9):
            mouse.drag((320, 240), (1320, 1240), Qt.MouseButton.MiddleButton)
        left, top, _, _ = canvas.view.box_to_screen((0, 0, 640, 480))
        width, height = canvas.viewport_wh
        assert left <= width - 40 and top <= height - 40

    def test_what_is_fitted_stays_fitted_in_another_size(self, canvas, heard):
        canvas.fit()
        assert canvas.view_state() == (None, pytest.approx((320, 240), abs=0.5))
        canvas.resize(400, 600)
        QApplication.processEvents()
        assert canvas.view.zoom == pytest.approx(0.96 * 400 * canvas.ratio / 640)

    def test_the_middle_stays_in_the_middle_in_another_size(self, canvas):
        canvas.set_view_state(3.0, (100, 100))
        canvas.resize(500, 400)
        QApplication.processEvents()
        assert canvas.view_state() == (3.0, pytest.approx((100, 100), abs=0.5))

    def test_a_box_zoomed_to_stays_framed_in_another_size(self, canvas):
        canvas.zoom_to((400, 100, 500, 200))
        assert canvas.view.zoom == pytest.approx(2.0 * canvas.ratio)
        canvas.resize(450, 450)
        QApplication.processEvents()
        zoom, centre = canvas.view_state()
        assert zoom == pytest.approx(1.5 * canvas.ratio)
        assert centre == pytest.approx((450, 150), abs=0.5)

    @pytest.mark.parametrize("zoom", [0.5, 1.0, 7.3])
    def test_the_view_comes_back(self, canvas, zoom):
        canvas.set_view_state(zoom, (200, 150))
        state = canvas.view_state()
        canvas.fit()
        canvas.set_view_state(*state)
        assert canvas.view_state() == (zoom, pytest.approx((200, 150), abs=1 / zoom))

    def test_zoom_in_and_out_are_inverse_about_the_middle(self, canvas):
        canvas.zoom_in()
        assert canvas.view_state()[0] == pytest.approx(1.25)
        canvas.zoom_out()
        assert canvas.view_state() == (pytest.approx(1.0), pytest.approx((320, 240), abs=1))

    def test_another_image_of_another_size_is_fitted(self, canvas):
        canvas.fit()
        canvas.set_image(None, (100, 1000), None)
        assert canvas.view.zoom == pytest.approx(0.96 * 600 * canvas.ratio / 1000)

    def test_boxes_without_an_image_of_known_size_are_in_sight(self, canvas):
        canvas.set_image(None, (0, 0), None)
        canvas.set_annotations(Annotations.of_rows([annotation(1, (900.0, 900.0, 1000.0, 1000.0))]), NAMES)
        canvas.fit()
        assert canvas.view_state()[1] == pytest.approx((950, 950), abs=0.5)

    def test_the_cursor_s_place_is_told_and_its_leaving(self, canvas, mouse, heard):
        mouse.move((12.0, 34.0))
        QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
        assert heard.of("cursor_moved") == [((12.0, 34.0),), (None,)]


@pytest.mark.parametrize("scale", ["1.25", "2"])
def test_all_of_this_holds_on_a_scaled_display(scale):
    if "QT_SCALE_FACTOR" in os.environ:
        pytest.skip("this is the scaled run")
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", __file__],
        env=os.environ | {"QT_SCALE_FACTOR": scale},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout


class TestKeys:
    def test_keys_but_space_are_left_to_the_window(self, canvas):
        for key in (Qt.Key.Key_A, Qt.Key.Key_Left, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Return):
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
            event.accept()
            canvas.keyPressEvent(event)
            assert not event.isAccepted()

    @pytest.mark.parametrize("key", [Qt.Key.Key_X, Qt.Key.Key_Left])
    def test_single_key_actions_of_the_window_work_with_the_canvas_in_focus(self, qtbot, key):
        window = QWidget()
        qtbot.addWidget(window)
        canvas = Canvas(window)
        action = QAction("Do", window)
        action.setShortcut(key)
        window.addAction(action)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        canvas.setFocus()
        with qtbot.waitSignal(action.triggered, timeout=2000):
            qtbot.keyClick(canvas, key)


class TestPainting:
    @pytest.mark.parametrize("zoom", [0.25, 1.0, 8.0])
    def test_an_outline_has_its_class_s_colour(self, canvas, zoom):
        canvas.set_view_state(zoom, (500, 150))
        assert colour_at(canvas, (500, 150)).name() == category_colour(2).name()

    def test_pixels_are_crisp_when_close(self, canvas):
        white = np.indices((8, 8)).sum(axis=0) % 2 == 1
        checks = np.repeat(white[..., None] * np.uint8(255), 3, axis=2)
        canvas.set_annotations(Annotations.empty(), NAMES)
        canvas.set_image(ScaledImage(checks, (8, 8)), (8, 8), None)
        canvas.set_view_state(16.0, (4, 4))
        left, top, right, bottom = (int(v) for v in canvas.view.box_to_screen((0, 0, 8, 8)))
        found = set(np.unique(painted(canvas)[top:bottom, left:right]).tolist())
        assert found == {0xFF000000, 0xFFFFFFFF}

    def test_a_preview_is_stretched_to_the_whole_image(self, canvas):
        preview = np.full((48, 64, 3), (10, 200, 10), np.uint8)
        canvas.set_annotations(Annotations.empty(), NAMES)
        canvas.set_image(ScaledImage(preview, (640, 480)), (640, 480), None)
        canvas.fit()
        for corner in ((1, 1), (638, 1), (1, 478), (638, 478)):
            assert colour_at(canvas, corner) == QColor(10, 200, 10)

    def test_a_flagged_box_has_a_mark(self, canvas):
        canvas.set_view_state(2.0 * canvas.ratio, (450, 150))
        before = painted(canvas)
        canvas.set_known(Known({OTHER: FlagKind.DUPLICATE}))
        rows, columns = np.nonzero(painted(canvas) != before)
        _, top, right, _ = canvas.view.box_to_screen((400, 100, 500, 200))
        assert rows.max() <= top and columns.max() <= right

    def test_a_message_is_painted_over_the_middle(self, canvas):
        before = painted(canvas)
        canvas.set_image(None, (640, 480), "The image file is missing. Put it back.")
        assert colour_at(canvas, (320, 225)) != QColor(120, 140, 130)
        assert (painted(canvas) != before).any()

    @pytest.mark.parametrize(
        "suggestion",
        [
            Edit.add(annotation(0, (520, 300, 600, 400), 1)),
            Edit.move(annotation(3, (400, 100, 500, 200)), (410, 110, 520, 210)),
            Edit.relabel(annotation(3, (400, 100, 500, 200)), 1),
            Edit.delete(annotation(3, (400, 100, 500, 200))),
            Edit(annotation(3, (400, 100, 500, 200)), annotation(3, (410, 110, 520, 210), 1)),
        ],
        ids=lambda edit: edit.kind,
    )
    def test_every_suggestion_is_seen(self, canvas, suggestion):
        canvas.set_focus((400, 100, 500, 200), None)
        without = painted(canvas)
        canvas.set_focus((400, 100, 500, 200), suggestion)
        assert (painted(canvas) != without).sum() > 100

    def test_brackets_do_not_strike_through_a_prediction_s_tag(self, canvas):
        canvas.set_annotations(Annotations.empty(), NAMES)
        canvas.set_predictions(predictions(((400, 100, 500, 200), 0, 0.9)), np.array([0]))
        canvas.set_view_state(2.0 * canvas.ratio, (450, 150))
        _, _, right, bottom = (int(v) for v in canvas.view.box_to_screen((400, 100, 500, 200)))
        tag = (slice(bottom + 3, bottom + 10), slice(right - 20, right - 4))
        before = painted(canvas)[tag]
        canvas.set_focus((400, 100, 500, 200), None)
        assert (painted(canvas)[tag] == before).all()

    def test_nothing_is_painted_for_a_place_of_nan(self, canvas):
        before = painted(canvas)
        nan = annotation(9, (float("nan"),) * 4)
        canvas.set_focus(nan.box_xyxy, Edit.delete(nan))
        assert (painted(canvas) == before).all()

    @pytest.mark.parametrize("scheme", list(Scheme))
    def test_around_the_image_is_the_theme_s_colour(self, canvas, scheme):
        canvas.set_theme(theme_of(scheme))
        assert canvas.grab().toImage().pixelColor(5, 5) == theme_of(scheme).canvas

    def test_ghosts_are_painted_until_taken_away(self, canvas):
        before = painted(canvas)
        canvas.set_ghosts(Annotations.of_rows([annotation(1, (30.0, 30.0, 80.0, 80.0))]))
        assert (painted(canvas) != before).any()
        canvas.set_ghosts(None)
        assert (painted(canvas) == before).all()

    def test_other_peoples_boxes_are_painted_at_the_place_under_review(self, canvas):
        before = painted(canvas)
        canvas.set_opinions(
            (Opinion("Anna", 0, (30.0, 30.0, 80.0, 80.0)), Opinion("Ben", 1, (32.0, 30.0, 82.0, 80.0)))
        )
        assert (painted(canvas) != before).any()
        canvas.set_opinions(())
        assert (painted(canvas) == before).all()

    @pytest.mark.parametrize(
        "box", [(0.0, 0.0, 0.0, 0.0), (300.0, 200.0, 100.0, 90.0), (-1e7, 3.0, 1e7, 9.0)]
    )
    def test_strange_boxes_are_painted_without_complaint(self, canvas, box):
        canvas.set_annotations(Annotations.of_rows([annotation(1, box, -1)]), NAMES)
        canvas.select((1,))
        for zoom in (0.02, 1.0, 64.0):
            canvas.set_view_state(zoom, (100, 90))
            canvas.grab()

    def test_nothing_is_painted_on_nothing(self, qtbot):
        canvas = Canvas()
        qtbot.addWidget(canvas)
        canvas.resize(300, 200)
        assert len(np.unique(painted(canvas))) == 1
