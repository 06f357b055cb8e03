import contextlib
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from engine.data.comparison import Interval
from engine.data.dataset import Annotations, Categories, Images, Predictions
from engine.errors import CancelledError
from engine.evaluation.bootstrap import compare
from engine.evaluation.incremental import Evaluation, evaluate, reevaluate
from engine.evaluation.resampling import Resampler
from tests.engine.boxes import new_box

IMAGES, CLASSES = 6, 2


def images_of(count: int) -> Images:
    return Images(np.arange(1, count + 1), tuple(f"{i}" for i in range(count)), np.full((count, 2), 100))


CATEGORIES = Categories(np.array([1, 2]), ("cat", "dog"))


def random_set(seed: int, *, distinct_scores: bool = True) -> tuple[Annotations, Predictions]:
    rng = np.random.default_rng(seed)
    from dataclasses import replace

    boxes = []
    for image in range(IMAGES):
        for _ in range(int(rng.integers(0, 4))):
            box = new_box(image, int(rng.integers(CLASSES)), *rng.uniform(0, 60, 2), rng.uniform(10, 40))
            boxes.append(replace(box, id=len(boxes) + 1, source_id=len(boxes) + 1, crowd=rng.random() < 0.15))
    count = int(rng.integers(0, 25))
    images = np.sort(rng.integers(0, IMAGES, count))
    corners = rng.uniform(0, 60, (count, 2))
    sizes = rng.uniform(10, 40, (count, 2))
    near = [b for b in boxes if rng.random() < 0.8]
    if near:
        images = np.append(images, [b.image for b in near])
        corners = np.vstack([corners, [np.array(b.box_xyxy[:2]) + rng.normal(0, 3, 2) for b in near]])
        sizes = np.vstack([sizes, [b.size_wh for b in near]])
    total = len(images)
    categories = np.append(rng.integers(0, CLASSES, count), [b.category for b in near]).astype(int)
    scores = rng.permutation(total) / max(total, 1) if distinct_scores else np.full(total, 0.5)
    predictions = Predictions(
        images.astype(int), categories, np.hstack([corners, corners + sizes]), sizes, scores
    )
    return Annotations.of_rows(boxes), predictions


def evaluated(seed: int) -> Evaluation:
    annotations, predictions = random_set(seed)
    return evaluate(images_of(IMAGES), CATEGORIES, annotations, predictions)


def repeated_ap(annotations: Annotations, predictions: Predictions, weights: np.ndarray) -> list[float]:
    """AP of each class by pycocotools where images stand in the dataset so many times."""
    images, boxes, results = [], [], []
    for image, weight in enumerate(weights):
        for _ in range(int(weight)):
            number = len(images) + 1
            images.append({"id": number})
            for row in annotations.rows_of_image(image):
                one = annotations.at(int(row))
                box = [*one.box_xyxy[:2], *one.size_wh]
                boxes.append(
                    {
                        "id": len(boxes) + 1, "image_id": number, "category_id": one.category + 1,
                        "bbox": box, "area": one.area, "iscrowd": int(one.crowd),
                    }
                )  # fmt: skip
            for row in predictions.rows_of_image(image):
                box = [*predictions.boxes_xyxy[row, :2].tolist(), *predictions.sizes_wh[row].tolist()]
                results.append(
                    {
                        "image_id": number, "category_id": int(predictions.categories[row]) + 1,
                        "bbox": box, "score": float(predictions.scores[row]),
                    }
                )  # fmt: skip
    coco = COCO()
    coco.dataset = {
        "images": images, "annotations": boxes, "categories": [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}]
    }  # fmt: skip
    with contextlib.redirect_stdout(io.StringIO()):
        coco.createIndex()
        found = coco.loadRes(results) if results else COCO()
        run = COCOeval(coco, found, "bbox")
        if not results:
            found.dataset = {**coco.dataset, "annotations": []}
            found.createIndex()
        run.evaluate()
        run.accumulate()
    precision = run.eval["precision"][:, :, :, 0, -1]
    by_class = [precision[:, :, k] for k in range(CLASSES)]
    return [float(p[p > -1].mean()) if (p > -1).any() else -1.0 for p in by_class]


def weighted_ap(evaluation: Evaluation, weights: np.ndarray) -> np.ndarray:
    return Resampler(evaluation).measure(weights[:, None].astype(np.int32), {})[0, 12:]


@settings(max_examples=120)
@given(st.integers(0, 10_000), st.lists(st.integers(0, 3), min_size=IMAGES, max_size=IMAGES))
def test_an_image_that_counts_twice_is_an_image_that_is_there_twice(seed: int, times: list[int]) -> None:
    annotations, predictions = random_set(seed)
    weights = np.array(times, np.float64)
    if not weights.any():
        return
    evaluation = evaluate(images_of(IMAGES), CATEGORIES, annotations, predictions)
    found = weighted_ap(evaluation, weights)
    assert found.tolist() == pytest.approx(repeated_ap(annotations, predictions, weights), abs=1e-12)


@given(st.integers(0, 10_000))
def test_where_every_image_counts_once_it_is_the_ap(seed: int) -> None:
    evaluation = evaluated(seed)
    found = weighted_ap(evaluation, np.ones(IMAGES))
    assert found.tolist() == pytest.approx(evaluation.metrics.per_class_ap.tolist(), abs=1e-12)


def test_no_images_give_no_change() -> None:
    nothing = evaluate(Images.empty(), CATEGORIES, Annotations.empty(), Predictions.empty())
    result = compare(nothing, nothing)
    assert (result.ap.delta, result.ap.low, result.ap.high) == (0.0, 0.0, 0.0)
    assert result.ap.said() == "Nothing changed."


@given(st.integers(0, 10_000), st.integers(0, 5))
def test_a_change_of_labels_is_the_change_of_ap_and_turns_round_with_the_sides(seed: int, image: int) -> None:
    before = evaluated(seed)
    after = reevaluate(before, {image: Annotations.empty()})
    forth = compare(before, after, resamples=20, seed=3)
    back = compare(after, before, resamples=20, seed=3)
    if -1 not in (before.metrics.ap, after.metrics.ap):
        assert forth.ap.delta == pytest.approx(after.metrics.ap - before.metrics.ap, abs=1e-12)
    assert (back.ap.delta, back.ap.low, back.ap.high) == pytest.approx(
        (-forth.ap.delta, -forth.ap.high, -forth.ap.low), abs=1e-12
    )
    assert forth.ap.low <= forth.ap.high


@given(st.integers(0, 10_000))
def test_nothing_changed_is_no_change_in_any_draw(seed: int) -> None:
    evaluation = evaluated(seed)
    again = evaluated(seed)
    for other in (evaluation, again):
        result = compare(evaluation, other, resamples=10)
        assert (result.ap.delta, result.ap.low, result.ap.high) == (0.0, 0.0, 0.0)


def test_the_same_seed_gives_the_same_interval() -> None:
    before, after = evaluated(1), evaluated(2)
    some, again = (compare(before, after, resamples=50, seed=9).ap for _ in range(2))
    assert some == again


def test_a_comparison_is_cancelled() -> None:
    def stop(done: int, total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        compare(evaluated(1), evaluated(2), progress=stop)


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval(0.0, 0.0, 0.0), "Nothing changed"),
        (Interval(0.01, 0.004, 0.02), "more than noise"),
        (Interval(-0.01, -0.02, -0.004), "more than noise"),
        (Interval(0.01, -0.004, 0.02), "could be noise"),
    ],
)
def test_an_interval_says_in_words_whether_it_is_noise(interval: Interval, words: str) -> None:
    assert words in interval.said()
