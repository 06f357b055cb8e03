import shutil
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Annotations, Categories, Dataset, Images
from engine.data.model import ModelSpec
from engine.errors import CancelledError, UserError
from engine.inference.run import run_model

CATEGORIES = Categories(np.array([3, 8], np.int64), ("bolt", "nut"))


def dataset(image_root: Path | None, *names: str) -> Dataset:
    n = len(names)
    images = Images(np.arange(1, n + 1), names, np.zeros((n, 2), np.int64))
    return Dataset(images, CATEGORIES, Annotations.empty(), image_root, Path("labels.json"), "coco")


def test_a_dataset_without_images_has_no_predictions(tmp_path):
    predictions, problems = run_model(dataset(tmp_path), ModelSpec(tmp_path / "model"))
    assert len(predictions) == 0 and problems == ()


def test_an_unknown_image_folder_is_refused():
    with pytest.raises(UserError, match="folder of the images"):
        run_model(dataset(None, "a.png"), ModelSpec(Path("model")))


def test_progress_that_cancels_stops_the_run(small_models):
    def progress(text: str, done: int, total: int) -> None:
        assert (text, done, total) == ("Starting the model", 0, 0)
        raise CancelledError

    with pytest.raises(CancelledError):
        run_model(
            dataset(small_models.folder, "00.png"),
            ModelSpec(small_models.folder / "in_batches"),
            progress=progress,
        )


def test_predictions_come_with_what_could_not_be_used(small_models, tmp_path):
    shutil.copy(small_models.folder / "04.png", tmp_path / "a.png")
    shutil.copy(small_models.folder / "09.png", tmp_path / "c.png")
    label_map = tmp_path / "label_map.pbtxt"
    label_map.write_text('item { id: 1 name: "nut" }\nitem { id: 3 name: "washer" }\n')
    reports = []
    predictions, problems = run_model(
        dataset(tmp_path, "a.png", "missing.png", "c.png"),
        ModelSpec(small_models.folder / "in_batches", label_map),
        progress=lambda *report: reports.append(report),
    )
    assert predictions.images.tolist() == [0, 2]
    assert predictions.categories.tolist() == [1, 1]
    assert predictions.boxes_xyxy.tolist() == [[50, 15, 100, 45], [25, 20, 50, 60]]
    assert predictions.sizes_wh.tolist() == [[50, 30], [25, 40]]
    np.testing.assert_allclose(predictions.scores, [50 / 255, 100 / 255], rtol=1e-6)
    unread, left_out = problems
    assert unread.source == str(tmp_path / "missing.png") and unread.problem and unread.remedy
    assert left_out.record == "class 3" and "washer" in left_out.problem
    assert reports[0] == ("Starting the model", 0, 0)
    assert reports[-1][1:] == (3, 3) and reports[-1][0].startswith("Running the model on ")


def test_raw_outputs_come_with_the_predictions(small_models):
    names = ("04.png", "missing.png", "09.png")
    predictions, _ = run_model(
        dataset(small_models.folder, *names), ModelSpec(small_models.folder / "telling_logits")
    )
    # Class 3 is the first category, class 1 none.
    assert predictions.raw.images.tolist() == [0, 0, 2, 2]
    assert predictions.raw.categories.tolist() == [0, 0, 0, 0]
    assert predictions.raw.boxes_xyxy[[0, 2]].tolist() == [[50, 15, 100, 45], [25, 20, 50, 60]]
    assert predictions.raw.sizes_wh[[0, 2]].tolist() == [[50, 30], [25, 40]]
    assert predictions.raw.scores == pytest.approx(np.full(4, 0.8808), abs=1e-4)


def test_raw_outputs_that_cannot_be_used_are_a_problem_and_no_error(small_models):
    model = ModelSpec(small_models.folder / "telling_nonsense")
    predictions, problems = run_model(dataset(small_models.folder, "04.png"), model)
    assert predictions.raw is None and len(predictions) > 0
    (told,) = [problem for problem in problems if problem.record == "raw outputs"]
    assert "survives suppression" in told.problem and told.remedy and told.source == str(model.path)
