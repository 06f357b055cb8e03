"""Runs in the real process, of small models and the demo's."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.data.dataset import Annotation, Annotations, Categories, Dataset, Images
from engine.data.model import ImagePredictions, ModelSpec, PredictMessage, PredictRequest
from engine.data.run import NewRun
from engine.errors import CancelledError, UserError, WorkFailedError
from engine.evaluation.part import evaluate_part
from engine.evaluation.settings import COCO
from engine.inference.classes import to_predictions
from engine.inference.client import InferenceProcess
from engine.inference.run import RunOptions, RunResult, run_model, sample
from engine.inference.so_far import Labels
from engine.store.predicted import Predicted, PredictedFile
from tests.conftest import DEMO

MANY = 500
CATEGORIES = Categories(np.array([3, 8], np.int64), ("bolt", "nut"))
ONE_BY_ONE = RunOptions(batch=1)
DEMO_MODEL = ModelSpec(DEMO / "saved_model", DEMO / "label_map.pbtxt")
linux = pytest.mark.skipif(sys.platform != "linux", reason="SIGKILL")


def dataset(image_root: Path | None, *names: str, annotations: Annotations | None = None) -> Dataset:
    n = len(names)
    images = Images(np.arange(1, n + 1), names, np.zeros((n, 2), np.int64))
    boxes = Annotations.empty() if annotations is None else annotations
    return Dataset(images, CATEGORIES, boxes, image_root, Path("labels.json"), "coco")


class Heard(InferenceProcess):
    """The real process, and what it was asked and answered."""

    def __init__(self, process: InferenceProcess) -> None:
        super().__init__()
        self._process = process
        self.asked: list[tuple[int, ...]] = []
        self.answered: list[int] = []
        self.after: Callable[[int], None] = lambda count: None

    def predict(self, request: PredictRequest, **how: Callable[[], bool]) -> Iterator[PredictMessage]:
        self.asked.append(request.images)
        for message in self._process.predict(request, **how):
            yield message
            if isinstance(message, ImagePredictions):
                self.answered.append(message.image)
                self.after(len(self.answered))


@pytest.fixture
def heard(process: InferenceProcess) -> Heard:
    return Heard(process)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Predicted]:
    with closing(PredictedFile(tmp_path / "kept")) as file:
        yield file.predicted


@pytest.fixture
def twelve(small_models, tmp_path: Path) -> Dataset:
    """Twelve images with a label each where the model sees a thing of class 3."""
    folder = tmp_path / "images"
    folder.mkdir()
    names = tuple(f"{number:02}.png" for number in range(12))
    for name in names:
        shutil.copy(small_models.folder / name, folder / name)
    boxes = Annotations.of_rows(
        [
            replace(Annotation.new(image, 0, (0, 0, 100, 60)), id=image + 1, source_id=image)
            for image in range(12)
        ]
    )
    return dataset(folder, *names, annotations=boxes)


@pytest.fixture
def many(tmp_path: Path) -> Dataset:
    """Images that no process is done with by the time somebody has heard of the third."""
    folder = tmp_path / "many"
    folder.mkdir()
    names = tuple(f"{number:03}.png" for number in range(MANY))
    for number, name in enumerate(names):
        cv2.imwrite(str(folder / name), np.full((40, 60, 3), (*divmod(number, 250), 7), np.uint8))
    return dataset(folder, *names)


@pytest.fixture
def model(small_models) -> ModelSpec:
    return ModelSpec(small_models.folder / "in_batches")


def same(one: RunResult, other: RunResult) -> bool:
    names = ("images", "categories", "boxes_xyxy", "scores")
    return all(
        np.array_equal(getattr(one.predictions, name), getattr(other.predictions, name)) for name in names
    )


def test_a_dataset_without_images_has_no_predictions_and_starts_nothing(tmp_path, model):
    with InferenceProcess() as fresh:
        result = run_model(dataset(tmp_path), model, fresh)
        assert fresh.pid is None
    assert (len(result.predictions), result.problems, result.images) == (0, (), ())


def test_an_unknown_image_folder_is_refused(process):
    with pytest.raises(UserError, match="folder of the images"):
        run_model(dataset(None, "a.png"), ModelSpec(Path("model")), process)


def test_predictions_come_with_what_could_not_be_used(small_models, process, tmp_path):
    shutil.copy(small_models.folder / "04.png", tmp_path / "a.png")
    shutil.copy(small_models.folder / "09.png", tmp_path / "c.png")
    label_map = tmp_path / "label_map.pbtxt"
    label_map.write_text('item { id: 1 name: "nut" }\nitem { id: 3 name: "washer" }\n')
    standings = []
    result = run_model(
        dataset(tmp_path, "a.png", "missing.png", "c.png"),
        ModelSpec(small_models.folder / "in_batches", label_map),
        process,
        options=ONE_BY_ONE,
        report=standings.append,
    )
    predictions = result.predictions
    assert predictions.images.tolist() == [0, 2]
    assert predictions.categories.tolist() == [1, 1]
    assert predictions.boxes_xyxy.tolist() == [[50, 15, 100, 45], [25, 20, 50, 60]]
    assert predictions.sizes_wh.tolist() == [[50, 30], [25, 40]]
    np.testing.assert_allclose(predictions.scores, [50 / 255, 100 / 255], rtol=1e-6)
    assert (result.images, result.of_all, result.part) == ((0, 1, 2), True, None)
    unread = next(problem for problem in result.problems if problem.source == str(tmp_path / "missing.png"))
    assert unread.problem and unread.remedy
    left_out = next(problem for problem in result.problems if problem.record == "class 3")
    assert "washer" in left_out.problem and left_out.problem.endswith("first on a.png")
    assert standings[0].done == 0 and standings[0].total == 3
    last = standings[-1]
    assert (last.done, last.total, last.skipped, last.reused) == (3, 3, 1, 0)
    assert result.run.computed == 2 and result.run.kind and result.run.device


def test_raw_outputs_come_with_the_predictions(small_models, process):
    names = ("04.png", "missing.png", "09.png")
    result = run_model(
        dataset(small_models.folder, *names), ModelSpec(small_models.folder / "telling_logits"), process
    )
    # Class 3 is the first category, class 1 none.
    raw = result.predictions.raw
    assert raw.images.tolist() == [0, 0, 2, 2]
    assert raw.categories.tolist() == [0, 0, 0, 0]
    assert raw.boxes_xyxy[[0, 2]].tolist() == [[50, 15, 100, 45], [25, 20, 50, 60]]
    assert raw.scores == pytest.approx(np.full(4, 0.8808), abs=1e-4)


def test_what_is_wrong_with_what_a_model_says_names_the_first_image(small_models, process, twelve, kept):
    silly = ModelSpec(small_models.folder / "beside_itself")
    result = run_model(twelve, silly, process, images=(4,), kept=kept)
    faults = [problem for problem in result.problems if problem.record == "first on 04.png"]
    assert faults and all(problem.remedy for problem in faults)
    # It stays wrong where it is not computed again, and is no fault of other images.
    with InferenceProcess() as fresh:
        assert run_model(twelve, silly, fresh, images=(4,), kept=kept).problems == result.problems
        assert fresh.pid is None
    others = run_model(twelve, silly, process, images=(7,), kept=kept)
    assert not [problem for problem in others.problems if problem.record == "first on 04.png"]


def test_what_is_known_is_not_computed_again_nor_the_process_started(twelve, model, process, kept):
    first = run_model(twelve, model, process, kept=kept)
    assert (first.run.computed, first.reused) == (12, 0)
    with InferenceProcess() as fresh:
        again = run_model(twelve, model, fresh, kept=kept)
        assert fresh.pid is None
    assert same(first, again)
    assert (again.reused, again.run.computed, again.run.seconds) == (12, None, None)
    assert again.run.kind == first.run.kind


def test_another_label_map_computes_nothing(twelve, model, process, kept, tmp_path):
    first = run_model(twelve, model, process, kept=kept)
    label_map = tmp_path / "other.pbtxt"
    label_map.write_text('item { id: 3 name: "nut" }\n')
    with InferenceProcess() as fresh:
        again = run_model(twelve, replace(model, label_map=label_map), fresh, kept=kept)
        named = run_model(twelve, replace(model, names=((1, "nut"),)), fresh, kept=kept)
        assert fresh.pid is None
    assert set(first.predictions.categories.tolist()) == {0}
    assert set(again.predictions.categories.tolist()) == {1}
    assert len(named.predictions) == 12 and set(named.predictions.categories.tolist()) == {1}


def test_images_with_the_same_bytes_are_run_once(small_models, heard, model, tmp_path):
    for name in ("a.png", "b.png", "c.png"):
        shutil.copy(small_models.folder / ("09.png" if name == "c.png" else "04.png"), tmp_path / name)
    result = run_model(dataset(tmp_path, "a.png", "b.png", "c.png"), model, heard)
    assert heard.asked == [(0, 2)]
    counts = np.bincount(result.predictions.images, minlength=3)
    assert counts[0] == counts[1] > 0 and result.images == (0, 1, 2)
    assert result.run.computed == 2


def test_only_a_file_whose_bytes_have_changed_is_run_again(twelve, model, heard, kept):
    run_model(twelve, model, heard, kept=kept)
    heard.asked.clear()
    touched, changed = (twelve.image_path(image) for image in (1, 2))
    os.utime(touched, (1, 1))
    shutil.copy(twelve.image_path(5), changed)  # which is known as well
    assert run_model(twelve, model, heard, kept=kept).reused == 12
    changed.write_bytes(changed.read_bytes() + b"\0")
    again = run_model(twelve, model, heard, kept=kept)
    assert heard.asked == [(2,)] and again.reused == 11


def test_only_new_images_are_what_the_run_is_of_where_it_was_asked_for(twelve, model, process, kept):
    few = run_model(twelve, model, process, images=(0, 1, 2), kept=kept)
    assert few.part == (0, 1, 2)
    rest = run_model(twelve, model, process, options=RunOptions(only_new=True), kept=kept)
    assert (rest.part, rest.reused) == (tuple(range(3, 12)), 0)
    assert set(rest.predictions.images.tolist()) == set(range(3, 12))


def test_a_cancelled_run_keeps_what_it_has_and_the_next_goes_on_from_there(twelve, model, heard, kept):
    with pytest.raises(CancelledError):
        run_model(
            twelve, model, heard, options=ONE_BY_ONE, kept=kept, cancelled=lambda: len(heard.answered) >= 4
        )
    done = len(heard.answered)
    heard.answered.clear()
    result = run_model(twelve, model, heard, options=ONE_BY_ONE, kept=kept)
    assert 4 <= done < 12
    assert (result.reused, len(heard.answered)) == (done, 12 - done)
    assert same(result, run_model(twelve, model, heard, options=ONE_BY_ONE))


@linux
def test_a_process_that_is_killed_loses_nothing_that_was_said(many, model, kept):
    with InferenceProcess() as process:
        heard = Heard(process)
        heard.after = lambda count: os.kill(process.pid, signal.SIGKILL) if count == 3 else None
        with pytest.raises(WorkFailedError, match="SIGKILL"):
            run_model(many, model, heard, options=ONE_BY_ONE, kept=kept)
        done = set(heard.answered)
        heard.after = lambda count: None
        result = run_model(many, model, heard, options=ONE_BY_ONE, kept=kept)
        assert set(heard.asked[-1]) == set(range(MANY)) - done
    assert result.reused == len(done) >= 3


def test_nothing_is_cancelled_before_the_model_loads_without_an_error(twelve, model):
    with InferenceProcess() as fresh:
        with pytest.raises(CancelledError):
            run_model(twelve, model, fresh, cancelled=lambda: True)
        assert fresh.pid is None


def test_a_sample_has_every_image_once_in_an_order_of_its_own():
    assert sample(()) == ()
    order = sample(range(100))
    assert sorted(order) == list(range(100)) and list(order) != sorted(order)
    assert order == sample(range(100)) != sample(range(100), seed=1)


def test_a_quick_look_ends_early_and_is_of_the_images_it_got_to(demo_dataset, process, kept):
    order = sample(range(len(demo_dataset.images)))
    labels = Labels(demo_dataset, demo_dataset.annotations, COCO)
    # Known, but far down the order: a fair sample has it only once it gets there.
    run_model(demo_dataset, DEMO_MODEL, process, images=order[-1:], kept=kept)
    standings = []
    result = run_model(
        demo_dataset,
        DEMO_MODEL,
        process,
        images=order,
        options=RunOptions(batch=4, seconds=1e-6),
        kept=kept,
        labels=labels,
        report=standings.append,
    )
    assert 0 < len(result.images) < len(order) and not result.of_all
    assert order[-1] not in result.images
    expected = evaluate_part(
        demo_dataset.images,
        demo_dataset.categories,
        demo_dataset.annotations,
        result.predictions,
        COCO,
        result.images,
    )
    assert result.run.metrics is not None
    np.testing.assert_array_equal(result.run.metrics.summary, expected.metrics.summary)
    last = standings[-1]
    assert (last.measured, last.ap) == (len(result.images), expected.metrics.ap)
    assert last.low - 1e-12 <= last.ap <= last.high + 1e-12  # one image alone has no room
    # What was done is done: the whole run computes the rest.
    whole = run_model(demo_dataset, DEMO_MODEL, process, kept=kept)
    assert whole.reused >= len(result.images) + 1


def test_metrics_are_those_of_the_predictions_on_the_labels_and_say_which_labels(twelve, model, process):
    labels = Labels(twelve, twelve.annotations, COCO, journal=7)
    result = run_model(twelve, model, process, labels=labels)
    expected = evaluate_part(
        twelve.images, twelve.categories, twelve.annotations, result.predictions, COCO, None
    )
    np.testing.assert_array_equal(result.run.metrics.summary, expected.metrics.summary)
    assert result.run.journal == 7
    assert result.run.problems == result.problems


@pytest.mark.parametrize(
    ("classes", "unknown", "mostly"),
    [([], 0.0, False), ([3, 8], 0.0, False), ([3, 1], 0.5, False), ([1, 2, 8], 2 / 3, True)],
)
def test_it_is_told_how_much_is_of_classes_that_the_dataset_lacks(classes, unknown, mostly):
    n = len(classes)
    said = (ImagePredictions(0, np.zeros((n, 4)), np.zeros(n), np.array(classes, np.int64)),)
    predictions, problems = to_predictions(said, CATEGORIES, None)
    result = RunResult(predictions, (0,), True, problems, NewRun("model"), said, None)
    assert result.unknown == pytest.approx(unknown)
    assert result.is_mostly_unknown is mostly
