import json
from dataclasses import replace

import numpy as np
import pytest

from engine.data.dataset import Categories, Images, Predictions
from engine.errors import CancelledError, UserError
from engine.formats.npz_file import npz_bytes
from engine.formats.predictions import (
    PREDICTION_FORMATS,
    detect_predictions,
    read_predictions,
    write_predictions,
)
from engine.formats.tfrecord_file import framed
from tests.engine.formats.samples import assert_same_arrays, contents, write_text
from tests.engine.formats.test_tfrecord import example, floats, ints, write_records


def in_order(predictions):
    rows = np.lexsort((np.arange(len(predictions)), predictions.images))
    return predictions.take(rows)


@pytest.mark.parametrize("name", PREDICTION_FORMATS)
def test_no_predictions_come_back_as_none(dataset, tmp_path, name):
    write_predictions(dataset, Predictions.empty(), name, tmp_path / "out")
    if name == "yolo":
        with pytest.raises(UserError):
            read_predictions(tmp_path / "out", dataset)
        return
    assert detect_predictions(tmp_path / "out") == name
    predictions, problems = read_predictions(tmp_path / "out", dataset)
    assert len(predictions) == 0
    assert problems == ()


@pytest.mark.parametrize("name", PREDICTION_FORMATS)
def test_what_is_written_is_read_back(dataset, predictions, tmp_path, name):
    if name == "tfrecord":
        predictions = replace(predictions, scores=predictions.scores.astype(np.float32).astype(np.float64))
    write_predictions(dataset, predictions, name, tmp_path / "out")
    assert detect_predictions(tmp_path / "out") == name
    back, problems = read_predictions(tmp_path / "out", dataset)
    assert problems == ()
    assert_same_arrays(in_order(back), in_order(predictions))
    write_predictions(dataset, predictions, name, tmp_path / "again")
    if name == "yolo":
        assert contents(tmp_path / "again") == contents(tmp_path / "out")
    else:
        assert (tmp_path / "again").read_bytes() == (tmp_path / "out").read_bytes()


def test_yolo_lines_end_with_the_confidence(dataset, tmp_path):
    write_text(tmp_path / "p" / "3.txt", "1 0.25 0.5 0.3 0.5 0.75\n0 0.1 0.1 0.2 0.1 0.2 0.3 0.5\n")
    write_text(tmp_path / "p" / "none.txt", "1 0.5 0.5 1 1 0.9\n")
    write_text(tmp_path / "p" / "4.txt", "7 0.5 0.5 1 1 0.9\n1 0.5 0.5 1 1\n1 0.5 0.5 1 x 0.9\n")
    found, problems = read_predictions(tmp_path / "p", dataset)
    assert found.images.tolist() == [3, 3]
    assert found.categories.tolist() == [1, 0]
    assert found.boxes_xyxy.tolist() == [[10, 20, 40, 60], [10, 8, 20, 24]]
    assert found.scores.tolist() == [0.75, 0.5]
    assert [(problem.record, problem.problem.split(";")[0]) for problem in problems] == [
        ("none.txt, line 1", "its image is not in the dataset"),
        ("4.txt, line 1", "its class is not in the dataset"),
        ("4.txt, line 3", "its box is not four finite numbers"),
        ("4.txt, line 2", "its score is not a finite number"),
    ]


@pytest.mark.parametrize("name", ["yolo", "tfrecord", "npz"])
def test_without_sizes_of_images_fractions_are_left_out(dataset, predictions, tmp_path, name):
    write_predictions(dataset, predictions, name, tmp_path / "out")
    bare = replace(dataset, images=replace(dataset.images, sizes_wh=np.zeros_like(dataset.images.sizes_wh)))
    found, problems = read_predictions(tmp_path / "out", bare)
    assert len(found) == 0
    assert [problem.problem.split(";")[0] for problem in problems] == [
        "the size of its image is not known, of which it has fractions"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "filename,class,xmin,ymin,xmax,ymax,score\n3.jpg,dog,10,20,40,60,0.5\n",
        "image_id;x1;y1;x2;y2;category_id;confidence\n9;10;20;40;60;4;0.5\n",
        "ImageID,LabelName,Score,XMin,XMax,YMin,YMax\n3,dog,0.5,0.1,0.4,0.25,0.75\n",
        "C:\\img\\3.jpg,10,20,40,60,dog,0.5\n",
    ],
)
def test_csv_in_any_spelling(dataset, tmp_path, text):
    found, problems = read_predictions(write_text(tmp_path / "a.csv", text), dataset)
    assert problems == ()
    assert found.images.tolist() == [3]
    assert found.categories.tolist() == [1]
    assert found.boxes_xyxy.tolist() == [[10, 20, 40, 60]]
    assert found.scores.tolist() == [0.5]


def test_a_tfrecord_of_detections(dataset, tmp_path):
    detections = {
        "image/detection/bbox/ymin": floats(0.25, 0),
        "image/detection/bbox/xmin": floats(0.1, 0),
        "image/detection/bbox/ymax": floats(0.75, 1),
        "image/detection/bbox/xmax": floats(0.4, 1),
        "image/detection/score": floats(0.5, 0.25),
        "image/detection/label": ints(4, 9),
    }
    path = write_records(tmp_path / "a.record", {**example(name=b"3.jpg"), **detections})
    found, problems = read_predictions(path, dataset)
    assert found.boxes_xyxy.tolist() == [[10, 20, 40, 60]]
    assert found.categories.tolist() == [1]
    assert [problem.record for problem in problems] == ["a.record, record 1, detection 2"]


def test_a_tfrecord_without_detections_is_refused(dataset, tmp_path):
    with pytest.raises(UserError, match="no record has detections"):
        read_predictions(write_records(tmp_path / "a.record", example()), dataset)
    (tmp_path / "a.record").write_bytes(framed(b"\xff"))
    with pytest.raises(UserError, match="record 1"):
        read_predictions(tmp_path / "a.record", dataset)


def arrays(images=1, **more):
    given = {
        "detection_boxes": np.tile(np.array([0.25, 0.1, 0.75, 0.4], np.float32), (images, 3, 1)),
        "detection_scores": np.full((images, 3), 0.5, np.float32),
        "detection_classes": np.full((images, 3), 4, np.float32),
        "num_detections": np.full(images, 2, np.float32),
    } | more
    return {name: array for name, array in given.items() if array is not None}


@pytest.mark.parametrize(
    ("given", "images"),
    [
        (arrays(12), list(range(12))),
        (arrays(2, image_names=np.array(["3.jpg", "x/5.jpg"])), [3, 5]),
        (arrays(1, image_ids=np.array([9])), [3]),
        (arrays(1, filenames=np.array([b"3.jpg"])), [3]),
        ({name: array[0] for name, array in arrays().items()} | {"image_names": np.array("3.jpg")}, [3]),
    ],
)
def test_the_four_arrays(dataset, tmp_path, given, images):
    (tmp_path / "a.npz").write_bytes(npz_bytes(given))
    found, problems = read_predictions(tmp_path / "a.npz", dataset)
    assert problems == ()
    assert found.images.tolist() == np.repeat(images, 2).tolist()
    assert found.boxes_xyxy[0].tolist() == [10, 20, 40, 60]
    assert set(found.categories.tolist()) == {1}


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (arrays(3), "detections of 3 images, but 12 images"),
        (arrays(1, image_names=np.array(["a", "b"])), "detections of 1 images, but 2 names"),
        (arrays(12, detection_scores=None), "there is no array detection_scores"),
        (arrays(12, detection_scores=np.zeros((12, 4))), "do not fit together"),
        (arrays(12, detection_boxes=np.zeros((12, 3, 5))), "do not fit together"),
        (arrays(12, detection_classes=np.array(["a"])), "no array of numbers"),
        (arrays(12, num_detections=np.zeros(5)), "num_detections has 5 numbers"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(dataset, tmp_path, given, problem):
    (tmp_path / "a.npz").write_bytes(npz_bytes(given))
    with pytest.raises(UserError, match=problem):
        read_predictions(tmp_path / "a.npz", dataset)


def test_counts_and_numbers_that_make_no_sense_harm_nothing(dataset, tmp_path):
    given = arrays(
        12,
        num_detections=np.array([np.nan, -5, 1e30, *[2] * 9]),
        detection_classes=np.full((12, 3), np.nan),
        detection_boxes=np.full((12, 3, 4), 1e300),
    )
    (tmp_path / "a.npz").write_bytes(npz_bytes(given))
    found, problems = read_predictions(tmp_path / "a.npz", dataset)
    assert len(found) == 0
    assert len(problems) == 1


@pytest.mark.parametrize("data", [b"hello", b"\x00\x01\x02", b"a,b,c\n1,2,3\n", b"\xff\xd8\xff"])
def test_what_is_no_predictions_is_told(dataset, tmp_path, data):
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(UserError, match="no predictions in a known format"):
        read_predictions(tmp_path / "a", dataset)


@pytest.mark.parametrize("name", ["none", ""])
def test_what_is_not_there_is_told(dataset, tmp_path, name):
    with pytest.raises(UserError):
        read_predictions(tmp_path / name, dataset)
    with pytest.raises(UserError, match="Choose one of"):
        write_predictions(dataset, Predictions.empty(), "none", tmp_path / "out")


def test_json_is_coco(dataset, tmp_path):
    (tmp_path / "a").write_text(json.dumps([]), "utf-16")
    assert detect_predictions(tmp_path / "a") == "coco"


def test_classes_of_a_label_map_count_from_1_where_the_dataset_has_a_0(dataset, predictions, tmp_path):
    zero = replace(dataset, categories=Categories(np.array([0, 1]), dataset.categories.names))
    write_predictions(zero, predictions, "npz", tmp_path / "a.npz")
    found, _ = read_predictions(tmp_path / "a.npz", zero)
    assert found.categories.tolist() == in_order(predictions).categories.tolist()


def test_the_same_name_in_two_folders_is_told_apart(dataset, tmp_path):
    images = Images(np.array([1, 2]), ("one/a.jpg", "two/a.jpg"), np.array([[100, 80], [100, 80]]))
    two = replace(dataset, images=images)
    write_text(tmp_path / "p" / "two" / "a.txt", "0 0.5 0.5 1 1 0.5\n")
    found, problems = read_predictions(tmp_path / "p", two)
    assert problems == ()
    assert found.images.tolist() == [1]


def test_reading_can_be_cancelled(dataset, predictions, tmp_path):
    def cancel(done, total):
        raise CancelledError

    write_predictions(dataset, predictions, "yolo", tmp_path / "out")
    with pytest.raises(CancelledError):
        read_predictions(tmp_path / "out", dataset, progress=cancel)
