import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.dataset import Predictions
from engine.errors import UserError
from engine.formats import coco
from engine.formats.results import read_raw_results, read_results, write_results
from tests.engine.formats.samples import IMAGES, assert_same_arrays, write_json
from tests.engine.formats.samples import coco as coco_content


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Images 3 (a.jpg) and 5 (b.jpg), categories 1 and 4."""
    return coco.read(write_json(tmp_path_factory.mktemp("opened") / "labels.json", coco_content()))


def prediction(**fields):
    return {"image_id": 3, "category_id": 1, "bbox": [10, 20, 30, 40], "score": 0.5} | fields


@pytest.fixture
def load(tmp_path, opened):
    return lambda content: read_results(write_json(tmp_path / "p.json", content), opened)


def test_no_predictions_are_predictions(load):
    predictions, problems = load([])
    assert_same_arrays(predictions, Predictions.empty())
    assert problems == ()


def test_predictions_keep_their_order_and_numbers(load):
    predictions, problems = load(
        [prediction(), prediction(image_id=5, category_id=4, bbox=[0.1, 0.2, 0.7, 0.1], score=1)]
    )
    assert problems == ()
    assert predictions.images.tolist() == [0, 1]
    assert predictions.categories.tolist() == [0, 1]
    assert predictions.boxes_xyxy.tolist() == [[10, 20, 40, 60], [0.1, 0.2, 0.1 + 0.7, 0.2 + 0.1]]
    assert predictions.sizes_wh.tolist() == [[30, 40], [0.7, 0.1]]
    assert predictions.scores.tolist() == [0.5, 1.0]


@pytest.mark.parametrize("image_id", [5, 5.0, "b.jpg", "b"])
def test_an_image_is_named_by_id_file_name_or_stem(load, image_id):
    predictions, problems = load([prediction(image_id=image_id)])
    assert problems == ()
    assert predictions.images.tolist() == [1]


def test_a_name_that_two_images_share_names_neither(tmp_path):
    images = [{"id": 1, "file_name": "x/a.jpg"}, {"id": 2, "file_name": "y/a.jpg"}]
    dataset = coco.read(write_json(tmp_path / "labels.json", coco_content(images=images)))
    path = write_json(tmp_path / "p.json", [prediction(image_id=name) for name in ("a", "a.jpg", "y/a.jpg")])
    predictions, problems = read_results(path, dataset)
    assert predictions.images.tolist() == [1]
    assert "2 predictions were left out" in problems[0].problem


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"image_id": 99}, "its image is not in the dataset"),
        ({"image_id": "c"}, "its image is not in the dataset"),
        ({"image_id": [3]}, "its image is not in the dataset"),
        ({"category_id": 99}, "its category is not in the dataset"),
        ({"category_id": "cat"}, "its category is not in the dataset"),
        ({"bbox": [1, 2, math.nan, 4]}, "its bbox is not four finite numbers"),
        ({"bbox": [1e308, 2, 1e308, 4]}, "its bbox is not four finite numbers"),
        ({"bbox": [1, 2, 3]}, "its bbox is not four finite numbers"),
        ({"bbox": None}, "its bbox is not four finite numbers"),
        ({"score": math.inf}, "its score is not a finite number"),
        ({"score": "0.5"}, "its score is not a finite number"),
    ],
)
def test_records_that_cannot_be_used_are_counted_and_left_out(load, tmp_path, bad, reason):
    predictions, problems = load([prediction(), prediction(**bad), prediction(**bad), prediction(score=0.25)])
    assert predictions.scores.tolist() == [0.5, 0.25]
    (problem,) = problems
    assert problem.source == str(tmp_path / "p.json")
    assert problem.record == "record 2"
    assert problem.problem.startswith(reason)
    assert problem.problem.endswith("2 predictions were left out for this")


def test_records_that_lack_fields_or_are_none_are_counted(load):
    predictions, problems = load([None, 3, "x", [1, 2], {}, {"image_id": 3, "category_id": 1}, prediction()])
    assert len(predictions) == 1
    assert [problem.record for problem in problems] == ["record 1"] * 4


@pytest.mark.parametrize("content", [{}, {"images": []}, "x", 3, None])
def test_what_is_no_list_is_refused(load, content):
    with pytest.raises(UserError, match="no list of predictions"):
        load(content)


def test_a_file_cut_anywhere_is_refused(tmp_path, opened):
    text = json.dumps([prediction(), prediction(score=math.nan)])
    for end in range(len(text)):
        (tmp_path / "p.json").write_text(text[:end])
        with pytest.raises(UserError):
            read_results(tmp_path / "p.json", opened)


def test_what_was_opened_is_never_written_to(opened):
    with pytest.raises(UserError, match="never written to"):
        write_results(opened, Predictions.empty(), opened.source)


def test_ids_that_are_text_are_written_as_they_were(tmp_path):
    images = [{**IMAGES[0], "id": "x"}]
    dataset = coco.read(write_json(tmp_path / "labels.json", coco_content(images=images)))
    records = [prediction(image_id="x")]
    predictions, _ = read_results(write_json(tmp_path / "p.json", records), dataset)
    write_results(dataset, predictions, tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_text()) == records


def test_the_predictions_of_bccd_are_read_and_written_as_they_are(bccd, tmp_path):
    dataset = coco.read(bccd / "test_ground_truth.coco.json")
    path = bccd / "test_predictions.coco.json"
    predictions, problems = read_results(path, dataset)
    assert problems == ()
    write_results(dataset, predictions, tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_text()) == json.loads(path.read_text())


NUMBER = st.floats(-1e6, 1e6) | st.integers(-1000, 1000)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "image_id": st.sampled_from([3, 5]),
            "category_id": st.sampled_from([1, 4]),
            "bbox": st.lists(NUMBER, min_size=4, max_size=4),
            "score": st.floats(0, 1),
        }
    )
)
ODD = st.none() | NUMBER | st.text(max_size=2) | st.lists(NUMBER, max_size=4)


@given(RECORDS)
def test_what_is_written_is_read_back_the_same(tmp_path_factory, opened, records):
    folder = tmp_path_factory.mktemp("results")
    first, problems = read_results(write_json(folder / "a.json", records), opened)
    assert problems == ()
    write_results(opened, first, folder / "b.json")
    assert json.loads((folder / "b.json").read_text()) == records
    assert_same_arrays(read_results(folder / "b.json", opened)[0], first)


@given(
    RECORDS, st.lists(ODD | st.dictionaries(st.sampled_from(["image_id", "bbox", "score"]), ODD), min_size=1)
)
def test_broken_records_change_no_other(tmp_path_factory, opened, records, broken):
    folder = tmp_path_factory.mktemp("results")
    expected, _ = read_results(write_json(folder / "a.json", records), opened)
    found, problems = read_results(write_json(folder / "b.json", [*broken, *records]), opened)
    assert_same_arrays(found, expected)
    assert problems


def test_records_far_into_a_large_file_are_named_by_their_number(load):
    records = [prediction(score=0.25)] * 40_000
    records[30_000] = prediction(image_id=99)
    records[35_000] = prediction(image_id=98)
    predictions, (problem,) = load(records)
    assert len(predictions) == 39_998
    assert problem.record == "record 30001"
    assert "'image_id': 99" in problem.problem
    assert "2 predictions were left out" in problem.problem


def test_the_order_of_problems_is_that_of_the_fields(load):
    _, problems = load([prediction(score=None, bbox=None, category_id=None, image_id=None)])
    words = [problem.problem.split()[1] for problem in problems]
    assert words == ["image", "category", "bbox", "score"]
    assert np.all([problem.remedy for problem in problems])


def test_raw_predictions_keep_what_the_file_says(tmp_path):
    content = [
        prediction(image_id="a.jpg", bbox=[1, 2, 3, 4], score=70),
        prediction(image_id=9, category_id="cat"),
        prediction(image_id=9.0, category_id=2.5, bbox=[1, 2], score=None),
        prediction(image_id=None, category_id=[1]),
        "nothing",
    ]
    raw = read_raw_results(write_json(tmp_path / "p.json", content))
    assert len(raw) == 5
    assert raw.image_keys == ("a.jpg", 9, None)
    assert raw.images.tolist() == [0, 1, 1, 2, 2]
    assert raw.category_keys == (1, "cat", 2.5, None)
    assert raw.categories.tolist() == [0, 1, 2, 3, 3]
    assert raw.boxes[0].tolist() == [1, 2, 3, 4]
    assert np.isnan(raw.boxes[2:5:2]).all()
    assert raw.scores[:2].tolist() == [70, 0.5]
    assert np.isnan(raw.scores[2])


def test_no_raw_predictions_are_a_file_all_the_same(tmp_path):
    assert len(read_raw_results(write_json(tmp_path / "p.json", []))) == 0
    with pytest.raises(UserError, match="no list of predictions"):
        read_raw_results(write_json(tmp_path / "q.json", {"images": []}))
