from __future__ import annotations

import math
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.checks.run import check, gather, with_settings
from engine.data.check_settings import CheckSettings
from engine.data.dataset import Annotation, Annotations, Categories, Images, Predictions
from engine.data.flag import FlagKind
from engine.editing import apply_edits
from engine.formats.read import read_dataset
from engine.formats.results import read_results
from tests.engine.checks.tray import CATEGORIES, images, label, predictions
from tests.engine.data.settings import check_settings

SIDE = st.one_of(st.sampled_from([0.0, 10.0, 50.0, -5.0, 1e7, math.nan, math.inf]), st.floats(-20, 220))
BOX = st.tuples(SIDE, SIDE, SIDE, SIDE)
LABEL = st.tuples(BOX, st.integers(0, 2), st.integers(-1, 1), st.booleans(), st.booleans())
SEEN = st.tuples(BOX, st.one_of(st.floats(0, 1), st.just(0.5)), st.integers(0, 1), st.integers(0, 2))


def annotations_of(rows: list[tuple[tuple[float, float, float, float], int, int, bool, bool]]) -> Annotations:
    return Annotations.of_rows(
        [
            Annotation(i, i, image, category, box, (box[2] - box[0], box[3] - box[1]), 100.0, crowd, ignore)
            for i, (box, image, category, crowd, ignore) in enumerate(rows, 1)
        ]
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(LABEL, max_size=12), st.lists(SEEN, max_size=12), st.sampled_from([(200, 100), (0, 0)]))
def test_whatever_the_input_an_image_has_the_same_flags_alone_as_among_all(
    rows: list[tuple[tuple[float, float, float, float], int, int, bool, bool]],
    seen: list[tuple[tuple[float, float, float, float], float, int, int]],
    size: tuple[int, int],
) -> None:
    with np.errstate(invalid="ignore"):
        annotations, found = annotations_of(rows), predictions(*seen)
    evidence = gather(images(3, size), CATEGORIES, annotations, found, settings=CheckSettings(min_score=0))
    whole = check(evidence, annotations)
    assert all(0 <= flag.score <= 1 for flag in whole)
    assert [-flag.score for flag in whole] == sorted(-flag.score for flag in whole)
    for image in range(3):
        own = annotations.take(annotations.rows_of_image(image))
        assert repr(check(evidence, own, image=image)) == repr(tuple(f for f in whole if f.image == image))


@settings(max_examples=100, deadline=None)
@given(st.lists(LABEL, max_size=12), st.lists(SEEN, max_size=6), check_settings())
def test_whatever_the_thresholds_flags_are_no_less_likely_than_the_smallest_score(
    rows: list[tuple[tuple[float, float, float, float], int, int, bool, bool]],
    seen: list[tuple[tuple[float, float, float, float], float, int, int]],
    thresholds: CheckSettings,
) -> None:
    with np.errstate(invalid="ignore"):
        annotations, found = annotations_of(rows), predictions(*seen)
    evidence = gather(images(3, (200, 100)), CATEGORIES, annotations, found, settings=thresholds)
    flags = check(evidence, annotations)
    assert all(thresholds.min_score <= flag.score <= 1 for flag in flags)
    usual = gather(images(3, (200, 100)), CATEGORIES, annotations, found)
    assert repr(check(with_settings(usual, annotations, thresholds), annotations)) == repr(flags)


@pytest.mark.parametrize("seen", [None, Predictions.empty()])
def test_an_empty_dataset_has_no_flags(seen: Predictions | None) -> None:
    none = Annotations.empty()
    assert check(gather(Images.empty(), Categories(np.zeros(0, np.int64), ()), none, seen), none) == ()
    assert check(gather(images(), CATEGORIES, none, seen), none) == ()


def test_scores_all_equal_and_a_class_with_one_box_are_borne() -> None:
    labels = [label(1, (10, 10, 50, 50)), label(2, (10, 10, 50, 50), image=1, category=1)]
    seen = predictions(*(((10, 10, 50, 50), 0.5, category, image) for image in (0, 1) for category in (0, 1)))
    annotations = Annotations.of_rows(labels)
    evidence = gather(images(), CATEGORIES, annotations, seen)
    assert all(flag.score < 1 for flag in check(evidence, annotations))


def bccd_test(folder: Path) -> tuple[Images, Categories, Annotations, Predictions]:
    dataset = read_dataset(folder / "test_ground_truth.coco.json")
    found, _ = read_results(folder / "test_predictions.coco.json", dataset)
    return dataset.images, dataset.categories, dataset.annotations, found


def test_accepting_a_suggestion_settles_its_flag_on_real_data(bccd: Path) -> None:
    of, categories, annotations, found = bccd_test(bccd)
    evidence = gather(of, categories, annotations, found)
    flags = check(evidence, annotations)
    for flag in [flag for flag in flags if flag.suggestion is not None][:40]:
        assert flag.suggestion is not None
        own = annotations.take(annotations.rows_of_image(flag.image))
        edit = flag.suggestion
        if edit.before is None and edit.after is not None:
            added = label(10**6, edit.after.box_xyxy, image=flag.image, category=edit.after.category)
            edit = type(edit).add(added)
        after = check(evidence, apply_edits(own, [edit]), image=flag.image)
        assert flag.key not in {other.key for other in after}


def test_planted_errors_in_real_data_are_found(bccd: Path) -> None:
    of, categories, annotations, found = bccd_test(bccd)
    large = np.flatnonzero(annotations.areas > 150**2)[:3].tolist()
    flipped, moved, copied = (annotations.at(row) for row in large)
    x1, y1, x2, y2 = moved.box_xyxy
    rows = [annotations.at(row) for row in range(len(annotations)) if row not in large[:2]]
    step = 0.45 * (x2 - x1) * (-1 if x1 > 200 else 1)
    rows += [
        flipped.relabelled((flipped.category + 1) % 3),
        moved.moved((x1 + step, y1, x2 + step, y2)),
        label(10**6, copied.box_xyxy, image=copied.image, category=copied.category),
    ]
    planted = Annotations.of_rows(sorted(rows, key=lambda row: row.id))
    raised = {(f.kind, f.annotation_id) for f in check(gather(of, categories, planted, found), planted)}
    assert {
        (FlagKind.WRONG_CLASS, flipped.id),
        (FlagKind.BAD_LOCATION, moved.id),
        (FlagKind.DUPLICATE, 10**6),
    } <= raised


def test_one_image_takes_five_milliseconds_at_most(bccd: Path) -> None:
    of, categories, annotations, found = bccd_test(bccd)
    evidence = gather(of, categories, annotations, found)
    own = annotations.take(annotations.rows_of_image(0))
    times = []
    for _ in range(20):
        start = time.perf_counter()
        check(evidence, own, image=0)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.005
