"""Every cause, and some pairs, on a small set; tests/benchmarks/test_doctor.py has the large ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Annotations, Categories, Images
from engine.data.diagnosis import Cause
from engine.data.raw_predictions import RawPredictions
from engine.data.reading import AS_READ
from engine.doctor.examine import examine
from engine.doctor.place import read_as
from engine.evaluation.incremental import evaluate
from engine.formats.read import read_dataset
from tests.benchmarks.planted import coco_like, detector
from tests.engine.doctor.broken import WAYS, Pair, Way, dataset_of, pair_of, pairs_of_ways, relaid

FEW_OVERLAPS = {"suppressed twice"}
"""What so small a set cannot tell."""


@pytest.fixture(scope="module")
def correct() -> Pair:
    """Images of many sizes, ids with gaps, integer boxes, a middling detector."""
    rng = np.random.default_rng(5)
    count = 90
    _, categories, truth = coco_like(rng, count, 5)
    sizes = np.stack([rng.integers(300, 900, count), rng.integers(300, 900, count)], axis=1)
    factors = (sizes / [640, 480])[truth.images]
    boxes = np.round(np.hstack([truth.boxes_xyxy[:, :2] * factors, truth.sizes_wh * factors]))
    dataset = dataset_of(
        Images(
            np.sort(rng.choice(10**6, count, replace=False)),
            tuple(f"img_{3 * n + 5:05d}.jpg" for n in range(count)),
            sizes,
        ),
        Categories(np.array([1, 2, 3, 4, 7]), categories.names),
        relaid(truth, np.maximum(boxes, [0, 0, 4, 4])),
    )
    found = detector(rng, dataset.images, 5, dataset.annotations, 0.6)
    return pair_of(dataset, found)


def test_nothing_is_found_in_nothing() -> None:
    empty = dataset_of(Images.empty(), Categories(np.zeros(0, np.int64), ()), Annotations.empty())
    for predictions in (None, RawPredictions.empty()):
        found = examine(empty, predictions)
        assert found.diagnoses == ()
        assert found.reading == AS_READ
        assert found.ap is None


def test_nothing_is_found_where_nothing_is_wrong(correct: Pair) -> None:
    found = examine(correct.dataset, correct.raw)
    assert found.diagnoses == ()
    assert found.reading == AS_READ
    own = correct.dataset
    scored = read_as(correct.raw, own, AS_READ).predictions
    expected = evaluate(own.images, own.categories, own.annotations, scored).metrics.ap
    assert found.ap == found.mended_ap == expected
    assert examine(correct.dataset, None).diagnoses == ()


@pytest.mark.parametrize(
    "way", [way for way in WAYS if way.name not in FEW_OVERLAPS], ids=lambda way: way.name
)
def test_the_cause_is_named_and_mended(correct: Pair, way: Way) -> None:
    before = examine(correct.dataset, correct.raw).ap
    broken = way.broken(correct, np.random.default_rng(1))
    found = examine(broken.dataset, broken.raw)
    assert {diagnosis.cause for diagnosis in found.diagnoses} <= way.causes
    (diagnosis,) = found.diagnoses
    assert diagnosis.sentence.endswith(".")
    assert before is not None
    if diagnosis.reading is not None:
        assert diagnosis.reading == found.reading
        assert diagnosis.ap == found.mended_ap
        assert found.mended_ap == pytest.approx(before, abs=0.03)
        # Which boxes are marked is drawn at random here: the model finds them as well as others.
        if not way.causes & {Cause.DROPPED_MARKS, Cause.DROPPED_CROWD}:
            assert found.ap is not None
            assert found.mended_ap >= found.ap
    else:
        assert diagnosis.ap is None
        assert found.reading == AS_READ


@pytest.mark.parametrize(
    "ways",
    [ways for ways in pairs_of_ways() if not FEW_OVERLAPS & {way.name for way in ways}][::45],
    ids=lambda ways: " and ".join(way.name for way in ways),
)
def test_both_causes_of_a_pair_are_named(correct: Pair, ways: tuple[Way, Way]) -> None:
    rng = np.random.default_rng(2)
    broken = correct
    for way in ways:
        broken = way.broken(broken, rng)
    causes = {diagnosis.cause for diagnosis in examine(broken.dataset, broken.raw).diagnoses}
    for way in ways:
        assert causes & way.causes, way.name


def test_predictions_that_nothing_places_are_counted(correct: Pair) -> None:
    raw = correct.raw
    stranger = RawPredictions(
        (*raw.image_keys, 10**7),
        (*raw.category_keys, 99),
        np.append(raw.images, [len(raw.image_keys), raw.images[0], raw.images[1]]),
        np.append(raw.categories, [raw.categories[0], len(raw.category_keys), raw.categories[0]]),
        np.vstack([raw.boxes, [[1, 2, 3, 4], [1, 2, 3, 4], [np.nan] * 4]]),
        np.append(raw.scores, [0.5, 0.5, 0.5]),
    )
    found = examine(correct.dataset, stranger)
    assert {diagnosis.cause for diagnosis in found.diagnoses} == {
        Cause.UNKNOWN_IMAGES, Cause.UNKNOWN_CATEGORIES, Cause.UNUSABLE,
    }  # fmt: skip
    assert (found.unplaced.images, found.unplaced.categories, found.unplaced.boxes) == (1, 1, 1)
    assert found.mended_unplaced == found.unplaced


def test_labels_of_classes_by_another_name_are_told_without_predictions(tmp_path: Path) -> None:
    things = "".join(
        f"<object><name>{name}</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox></object>"
        for name in ("cat", "Cats", "wolf")
    )
    (tmp_path / "a.xml").write_text(f"<annotation><filename>a.jpg</filename>{things}</annotation>")
    dataset = read_dataset(tmp_path, label_map={1: "cat", 2: "dog"})
    (diagnosis,) = examine(dataset, None).diagnoses
    assert diagnosis.cause is Cause.LABEL_NAMES
    assert "'Cats' = 'cat'" in diagnosis.sentence
    assert diagnosis.reading is not None
    assert diagnosis.reading.labels.names == (("Cats", 1),)


def test_the_order_of_images_in_the_file_does_not_matter(correct: Pair) -> None:
    rows = np.random.default_rng(0).permutation(len(correct.scores))
    shuffled = replace(correct.take(rows), boxes=correct.boxes[rows] / 2)
    assert examine(shuffled.dataset, shuffled.raw).names(Cause.MODEL_PIXELS)


def test_ids_as_text_are_read_whatever_the_model_is_worth(correct: Pair) -> None:
    rng = np.random.default_rng(0)
    hopeless = replace(
        correct, images=[str(key) for key in correct.images], boxes=rng.uniform(0, 100, correct.boxes.shape)
    )
    found = examine(hopeless.dataset, hopeless.raw)
    assert [diagnosis.cause for diagnosis in found.diagnoses] == [Cause.IMAGE_NUMBERS]
    assert found.mended_unplaced.images == 0


def test_two_classes_that_changed_places_are_told(correct: Pair) -> None:
    swapped = {2: 3, 3: 2}
    pair = replace(correct, categories=[swapped.get(key, key) for key in correct.categories])
    (diagnosis,) = examine(pair.dataset, pair.raw).diagnoses
    assert diagnosis.cause is Cause.PERMUTED
    assert dict(diagnosis.reading.categories if diagnosis.reading else ()) == {1: 1, 2: 3, 3: 2, 4: 4, 7: 7}


def test_predictions_of_an_empty_dataset_are_all_unknown(correct: Pair) -> None:
    empty = dataset_of(Images.empty(), correct.dataset.categories, Annotations.empty())
    found = examine(empty, correct.raw)
    assert [diagnosis.cause for diagnosis in found.diagnoses] == [Cause.UNKNOWN_IMAGES]
    assert found.unplaced.images == len(correct.raw)
