"""What looks unlike its class comes first, and like stands beside like."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.dataset import Annotation, Annotations, Categories, Dataset, Images
from engine.errors import CancelledError
from engine.similarity import LENGTH, Descriptors, describe, odd_first, odd_first_by_class

SIDE, COLUMNS = 40, 10


def values(rng, count, centre=0.0):
    return (centre + 0.1 * rng.normal(size=(count, LENGTH))).astype(np.float32)


@pytest.fixture
def tiles(tmp_path):
    """An image of 30 bright discs on dark ground, of which number 17 is a square with stripes."""
    pixels = np.full((3 * SIDE, COLUMNS * SIDE, 3), 40, np.uint8)
    rng = np.random.default_rng(0)
    boxes = []
    for i in range(30):
        x, y = SIDE * (i % COLUMNS), SIDE * (i // COLUMNS)
        if i == 17:
            pixels[y + 8 : y + 32 : 4, x + 8 : x + 32] = (200, 60, 60)
        else:
            grey = int(rng.integers(170, 220))
            cv2.circle(pixels, (x + 20, y + 20), 12, (grey, grey, grey), -1)
        boxes.append((x + 8.0, y + 8.0, x + 32.0, y + 32.0))
    cv2.imwrite(str(tmp_path / "tiles.png"), pixels)
    rows = [Annotation(i + 1, i + 1, 0, 0, box, (24.0, 24.0), 576.0) for i, box in enumerate(boxes)]
    return Dataset(
        Images(np.array([1, 2]), ("tiles.png", "gone.png"), np.array([[COLUMNS * SIDE, 3 * SIDE], [0, 0]])),
        Categories(np.array([1, 2]), ("disc", "other")),
        Annotations.of_rows(rows),
        tmp_path,
        tmp_path,
        "coco",
    )


@given(st.integers(0, 60), st.integers(0, 1000), st.integers(0, 5))
def test_the_order_holds_every_box_once(count, seed, unseen):
    rng = np.random.default_rng(seed)
    found = values(rng, count)
    found[:unseen] = np.nan
    order = odd_first(found)
    assert sorted(order.tolist()) == list(range(count))
    assert sorted(order[max(count - unseen, 0) :].tolist()) == list(range(min(unseen, count)))
    by_class = odd_first_by_class(found, rng.integers(-1, 3, count))
    assert sorted(by_class.tolist()) == list(range(count))


@pytest.mark.parametrize("count", [1, 2, 3, 50])
def test_equal_boxes_have_an_order_too(count):
    assert sorted(odd_first(np.ones((count, LENGTH), np.float32)).tolist()) == list(range(count))


@pytest.mark.parametrize("count", [20, 400, 5000])
def test_the_planted_odd_one_comes_first(count):
    rng = np.random.default_rng(count)
    found = np.concatenate([values(rng, count), values(rng, count, 1.0), values(rng, 1, 2.0)])
    mixed = rng.permutation(len(found))
    assert mixed[odd_first(found[mixed])[0]] == 2 * count


def test_like_stands_beside_like():
    rng = np.random.default_rng(0)
    kinds = rng.integers(0, 4, 400)
    found = values(rng, 400) + kinds[:, None].astype(np.float32)
    order = odd_first(found)
    assert (np.diff(kinds[order]) != 0).sum() < 40


def test_classes_follow_each_other():
    rng = np.random.default_rng(0)
    categories = rng.integers(0, 3, 90)
    order = odd_first_by_class(values(rng, 90), categories)
    assert (np.diff(categories[order]) >= 0).all()


def test_a_box_that_shows_something_else_comes_first(tiles):
    found = describe(tiles, tiles.annotations)
    assert np.isfinite(found.values).all()
    assert odd_first(found.values)[0] == 17


def test_boxes_on_an_image_that_is_missing_come_last(tiles):
    rows = [tiles.annotations.at(i) for i in range(30)]
    lost = Annotations.of_rows([*rows, Annotation(31, 31, 1, 0, (0.0, 0.0, 5.0, 5.0), (5.0, 5.0), 25.0)])
    found = describe(tiles, lost)
    assert np.isnan(found.values[30]).all()
    assert odd_first(found.values)[-1] == 30


def test_what_is_known_is_known_until_the_box_moves(tiles):
    annotations = tiles.annotations
    first = describe(tiles, annotations.take(np.arange(10)))
    both = first.joined(describe(tiles, annotations.take(np.arange(5, 30))))
    assert both.ids.tolist() == annotations.ids.tolist()
    assert np.isfinite(both.of(annotations)).all()
    moved = Annotations.of_rows([annotations.at(0).moved((0.0, 0.0, 9.0, 9.0)), annotations.at(1)])
    assert np.isnan(both.of(moved)).any(axis=1).tolist() == [True, False]
    assert np.isnan(Descriptors.empty().of(moved)).all()


def test_it_can_be_stopped(tiles):
    def stop(done, total):
        raise CancelledError

    with pytest.raises(CancelledError):
        describe(tiles, tiles.annotations, progress=stop)
    assert len(describe(tiles, Annotations.empty()).ids) == 0
