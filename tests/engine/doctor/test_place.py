from pathlib import Path

import numpy as np
import pytest

from engine.data.diagnosis import Unplaced
from engine.data.edit import Edit
from engine.data.raw_predictions import RawPredictions
from engine.data.reading import AS_READ, NORMALISED, ImageKey, LabelReading, Layout, Reading, ScoreScale
from engine.doctor.place import label_edits, raw_of, read_as, read_labels_as
from engine.editing import apply_edits
from engine.formats.read import read_dataset
from engine.formats.results import read_raw_results, read_results
from tests.engine.formats.samples import annotation, assert_same_arrays, coco, write_json


@pytest.fixture
def dataset(tmp_path: Path):
    return read_dataset(write_json(tmp_path / "labels.json", coco(annotation())))


def prediction(**fields: object) -> dict:
    return {"image_id": 3, "category_id": 1, "bbox": [10, 20, 30, 40], "score": 0.5} | fields


@pytest.mark.parametrize(
    "content",
    [
        [],
        [prediction(), prediction(image_id="b.jpg", category_id=4, score=1)],
        [prediction(image_id=4), prediction(category_id="cat"), prediction(bbox=[1, 2]), prediction(score=None), {}, 3],
        [prediction(category_id=1.0), prediction(image_id=[3]), prediction(bbox=[1, 2, float("inf"), 4])],
    ],
)  # fmt: skip
def test_read_as_they_stand_predictions_are_those_of_the_reader(
    tmp_path: Path, dataset, content: list
) -> None:
    path = write_json(tmp_path / "p.json", content)
    placed = read_as(read_raw_results(path), dataset, AS_READ)
    assert_same_arrays(placed.predictions, read_results(path, dataset)[0])


def test_what_is_left_out_is_counted_by_the_first_reason(tmp_path: Path, dataset) -> None:
    content = [
        prediction(),
        prediction(image_id=4, category_id=9),
        prediction(category_id=9, score=None),
        prediction(bbox=None),
        prediction(score="high"),
        prediction(category_id=0),
        prediction(bbox=[11, 20, 30, 40], score=0.4),
    ]
    raw = read_raw_results(write_json(tmp_path / "p.json", content))
    placed = read_as(raw, dataset, Reading(background=(0,), suppression=0.6))
    assert placed.unplaced == Unplaced(1, 1, 1, 1, 1, 1)
    assert placed.rows.tolist() == [0]


def test_a_reading_changes_every_part(dataset) -> None:
    raw = RawPredictions(
        ("5",),
        ("Dogs",),
        np.array([0]),
        np.array([0]),
        np.array([[0.25, 0.1, 0.75, 0.4]]),
        np.array([50.0]),
    )
    reading = Reading(
        Layout.YXYX, NORMALISED, images=ImageKey.TEXT, categories=(("Dogs", 4),), scores=ScoreScale.PERCENT
    )
    found = read_as(raw, dataset, reading).predictions
    assert found.images.tolist() == [1]
    assert found.categories.tolist() == [1]
    assert found.boxes_xyxy == pytest.approx(np.array([[10, 20, 40, 60]]))
    assert found.scores.tolist() == [0.5]


@pytest.mark.parametrize(
    ("reading", "box", "ignored"),
    [
        (LabelReading(), [10, 20, 40, 60], False),
        (LabelReading(layout=Layout.XYXY), [10, 20, 30, 40], False),
        (LabelReading(layout=Layout.CXCYWH), [-5, 0, 25, 40], False),
        (LabelReading(scale=NORMALISED), [1000, 1600, 4000, 4800], False),
        (LabelReading(first_pixel=1), [9, 19, 39, 59], False),
        (LabelReading(first_pixel=1, last_pixel=True), [9, 19, 40, 60], False),
        (LabelReading(marked_ignored=True), [10, 20, 40, 60], True),
    ],
)
def test_labels_are_read_otherwise(tmp_path: Path, reading: LabelReading, box: list, ignored: bool) -> None:
    content = coco(annotation(difficult=1, area=600))
    dataset = read_dataset(write_json(tmp_path / "marked.json", content))
    found = read_labels_as(dataset, reading)
    assert found.boxes_xyxy.tolist() == [box]
    assert found.ignore.tolist() == [ignored]
    # The mask stays half as large as the box.
    assert found.areas[0] == pytest.approx(found.sizes_wh[0].prod() / 2)


def test_predictions_go_to_a_file_and_back(tmp_path: Path, dataset) -> None:
    content = [prediction(), prediction(image_id=5, category_id=4, bbox=[0.1, 0.2, 0.7, 0.1])]
    predictions, _ = read_results(write_json(tmp_path / "p.json", content), dataset)
    assert_same_arrays(read_as(raw_of(dataset, predictions), dataset, AS_READ).predictions, predictions)


@pytest.mark.parametrize(
    ("reading", "boxes", "ignored"),
    [
        (LabelReading(), {}, []),
        (LabelReading(first_pixel=1, last_pixel=True), {7: (9, 19, 40, 60), 9: (4, 4, 9, 9)}, []),
        (LabelReading(first_pixel=1), {7: (9, 19, 39, 59), 9: (4, 4, 8, 8)}, []),
        (LabelReading(marked_ignored=True), {9: (5, 5, 9, 9)}, [9]),
        (LabelReading(layout=Layout.XYXY), {7: (10, 20, 30, 40), 9: (5, 5, 4, 4)}, []),
    ],
)
def test_a_reading_of_the_labels_as_edits_leaves_what_somebody_has_changed(
    tmp_path: Path, reading: LabelReading, boxes: dict, ignored: list[int]
) -> None:
    broken = annotation(id=10, bbox=[1, 2])
    drawn = annotation(id=8, bbox=[1, 1, 5, 5], difficult=1)
    marked = annotation(id=9, bbox=[5, 5, 4, 4], difficult=1)
    path = write_json(tmp_path / "labels.json", coco(annotation(), drawn, marked, broken))
    opened = read_dataset(path)
    touched = next(own for own in map(opened.annotations.at, range(4)) if own.source_id == 8)
    now = apply_edits(opened.annotations, [Edit.move(touched, (2, 2, 6, 6))])
    edits = label_edits(opened, now, reading)
    assert {own.subject.source_id: own.subject.box_xyxy for own in edits} == boxes
    assert [own.subject.source_id for own in edits if own.subject.ignore] == ignored
    after = apply_edits(now, edits)
    assert after.get(touched.id) == now.get(touched.id)
    assert (
        apply_edits(after, [own.inverse for own in edits]).boxes_xyxy.tolist()[:3]
        == (now.boxes_xyxy.tolist()[:3])
    )
