import numpy as np
import pytest

from engine.inference.kinds.yolo import recognise
from engine.inference.signature import FileKind
from tests.engine.inference.kinds.signatures import image, signature

SIDE = 64


def yolo(shape, **told):
    square = image("float32", (1, SIDE, SIDE, 3), "images")
    return recognise(signature(FileKind.SAVED_MODEL, square, {"output_0": shape}, **told))


def found(own, output, pixels=None):
    prepared = own.prepare(np.zeros((32, 64, 3), np.uint8) if pixels is None else pixels)
    (told,) = own.found({"output_0": np.asarray(output, np.float32)}, [prepared])
    return told


def grid(*rows, anchors=64, channels=6):
    """Anchors that say nothing, but the first ones."""
    output = np.zeros((1, anchors, channels), np.float32)
    output[0, : len(rows)] = np.array(rows).reshape(-1, channels)
    return output


@pytest.mark.parametrize("shape", [(1, 64, 6), (1, 84, 6), (1, 85, 6), (1, 300, 6)])
def test_an_output_that_says_nothing_gives_no_boxes(shape):
    told = found(yolo(shape), np.zeros(shape))
    assert told.boxes_xyxy.shape == (0, 4) and len(told.scores) == len(told.classes) == 0


@pytest.mark.parametrize(
    ("shape", "told", "built_in"),
    [
        ((1, 300, 6), {}, True),
        ((1, 100, 6), {}, True),
        ((1, 64, 6), {}, False),
        ((1, 80, 6), {}, False),
        ((1, 84, 6), {}, False),
        ((1, 300, 6), {"suppressed": False}, False),
        ((1, 6, 64), {}, False),
        ((1, 6, 300), {}, False),
        ((1, None, 6), {}, None),
        ((1, 64), {}, None),
    ],
)
def test_whether_suppression_is_built_in_is_told_by_the_shape(shape, told, built_in):
    own = yolo(shape, **told)
    assert built_in is None if own is None else own.title.endswith("suppression") is built_in


@pytest.mark.parametrize("scale", [1, SIDE])
@pytest.mark.parametrize("first", [False, True])
def test_centres_in_pixels_and_in_fractions_are_told_apart_by_the_numbers(scale, first):
    rows = [[0.5, 0.5, 0.25, 0.125, 0.9, 0.2], [0.75, 0.375, 0.5, 0.25, 0.1, 0.8]]
    output = grid(*rows) * ([scale] * 4 + [1, 1])
    # 32 x 64 lies in the middle of 64 x 64.
    told = found(yolo((1, 6, 64) if first else (1, 64, 6)), output.swapaxes(1, 2) if first else output)
    order = np.lexsort((told.classes, -told.scores))
    assert told.classes[order].tolist() == [0, 1, 1, 0]
    np.testing.assert_allclose(told.scores[order], [0.9, 0.8, 0.2, 0.1], rtol=1e-6)
    np.testing.assert_allclose(told.boxes_xyxy[order][:2], [[24, 12, 40, 20], [32, 0, 64, 16]])


def test_the_best_of_those_that_overlap_stays_and_classes_do_not_meet():
    rows = [[0.5, 0.5, 0.25, 0.25, 0.9, 0], [0.5, 0.5, 0.25, 0.24, 0.8, 0.3], [0.5, 0.5, 0.25, 0.25, 0, 0.4]]
    told = found(yolo((1, 64, 6)), grid(*rows))
    assert [round(score, 3) for score in told.scores.tolist()] == [0.9, 0.4]


def test_rows_after_suppression_are_corners_with_score_and_class():
    output = grid([16, 20, 32, 40, 0.5, 1], [0, 16, 64, 48, 0.9, 0], anchors=300)
    told = found(yolo((1, 300, 6)), output)
    assert told.boxes_xyxy.tolist() == [[16, 4, 32, 24], [0, 0, 64, 32]]
    assert told.classes.tolist() == [1, 0]
    fractions = found(yolo((1, 300, 6)), output / ([SIDE] * 4 + [1, 1]))
    np.testing.assert_allclose(fractions.boxes_xyxy, told.boxes_xyxy, atol=1e-5)


@pytest.mark.parametrize(("shape", "names"), [((1, 192, 7), None), ((1, 100, 7), ((0, "a"), (1, "b")))])
def test_of_old_exports_presence_and_class_are_multiplied(shape, names):
    rows = [0.5, 0.5, 0.25, 0.125, 0.5, 0.8, 0.0]
    told = found(yolo(shape, names=names), grid(rows, anchors=shape[1], channels=7))
    assert told.scores.tolist() == pytest.approx([0.4]) and told.classes.tolist() == [0]


def test_an_image_is_letterboxed_in_grey_from_0_to_1():
    pixels = yolo((1, 64, 6)).prepare(np.full((32, 64, 3), 255, np.uint8)).pixels
    assert pixels.dtype == np.float32 and pixels.shape == (SIDE, SIDE, 3)
    assert (
        pixels[32].min() == 1
        and pixels[[0, 63]].tolist() == np.full((2, 64, 3), np.float32(114 / 255)).tolist()
    )


def test_a_size_that_is_not_fixed_comes_from_the_description():
    own = image("float32", (None, None, None, 3), "images")
    outputs = {"output_0": (None, 6, None)}
    kind = recognise(
        signature(FileKind.SAVED_MODEL, own, outputs, size_wh=(96, 64), names=((0, "a"), (1, "b")))
    )
    assert kind.prepare(np.zeros((10, 10, 3), np.uint8)).pixels.shape == (64, 96, 3)
    assert kind.names == ((0, "a"), (1, "b"))


def test_what_is_no_number_is_told():
    told = found(yolo((1, 64, 6)), grid([0.5, 0.5, np.nan, 0.1, 0.9, 0], [0.5, 0.5, 0.1, 0.1, np.nan, 0]))
    assert np.isnan(told.boxes_xyxy).any() and np.isnan(told.scores).any()
