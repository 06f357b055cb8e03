"""Training: a real RetinaNet learns in the inference process, and what stands in the way of that is named."""

import dataclasses
import json
import math
import threading
import zipfile
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.data.dataset import Annotation, Annotations, Categories, Dataset, Images
from engine.data.fine_tune import CheckStage, FineTuneRequest, HeldOutAp, TrainingLoss
from engine.data.model import Device, ImagePredictions, ImageSkipped, ModelSpec, PredictRequest
from engine.errors import CancelledError, UserError
from engine.evaluation.settings import COCO
from engine.inference.client import InferenceProcess
from engine.inference.detector import Prepared
from engine.inference.fine_tune import FineTuning
from engine.inference.fine_tune_check import FineTunePlan, fine_tune_check
from engine.inference.kinds.fit import crop, stretch
from engine.inference.kinds.keras_detector import _corners, from_corners
from engine.inference.metadata import Metadata
from engine.inference.model_features import ModelFeatures
from engine.inference.run import RunOptions
from engine.inference.signature import FileKind, Signature, Tensor
from engine.inference.so_far import Labels
from engine.inference.tunable import class_count
from tests.engine.inference import rectangles, tunable_models

TRAIN, HELD_OUT = 32, tuple(range(32, 44))
FAST = 3e-3


@pytest.fixture(scope="session")
def models(tmp_path_factory):
    return tunable_models.build(tmp_path_factory.mktemp("tunable"))


@pytest.fixture(scope="module")
def process():
    """The same for all: to load KerasHub takes seconds."""
    with InferenceProcess() as own:
        yield own


@pytest.fixture(scope="session")
def drawn(tmp_path_factory):
    """Images of red and blue rectangles, and their labels."""
    folder = tmp_path_factory.mktemp("drawn")
    rng = np.random.default_rng(3)
    rows, sizes = [], []
    for image in range(TRAIN + len(HELD_OUT)):
        size = rectangles.SIZES[image % len(rectangles.SIZES)]
        pixels, boxes, classes = rectangles.draw(rng, size)
        cv2.imwrite(str(folder / f"{image}.png"), pixels[..., ::-1])
        sizes.append(size)
        rows += [
            dataclasses.replace(Annotation.new(image, int(own), tuple(box)), id=len(rows) + 1 + i)
            for i, (box, own) in enumerate(zip(boxes, classes, strict=True))
        ]
    return Dataset(
        images=Images(
            np.arange(1, len(sizes) + 1), tuple(f"{i}.png" for i in range(len(sizes))), np.array(sizes)
        ),
        categories=Categories(np.array([3, 7, 9]), ("red", "blue", "green")),
        annotations=Annotations.of_rows(rows),
        image_root=folder,
        source=folder / "labels.json",
        format="coco",
    )


def request(models, drawn, output, images=range(TRAIN), **options):
    rows = [drawn.annotations.rows_of_image(image) for image in images]
    return FineTuneRequest(
        ModelSpec(models / "retinanet.keras"),
        tuple(images),
        tuple(drawn.image_path(image) for image in images),
        tuple(drawn.annotations.boxes_xyxy[own] for own in rows),
        tuple(drawn.annotations.categories[own] for own in rows),
        output,
        **{"epochs": 4, "learning_rate": FAST, **options},
    )


def labels(drawn, annotations=None):
    return Labels(drawn, drawn.annotations if annotations is None else annotations, COCO)


def runs(process, model, path):
    return any(
        isinstance(told, ImagePredictions) for told in process.predict(PredictRequest(model, (0,), (path,)))
    )


def test_a_training_that_is_stopped_leaves_nothing_and_the_process_stays_usable(
    models, drawn, process, tmp_path
):
    output = tmp_path / "tuned.keras"
    stop = threading.Event()
    with pytest.raises(CancelledError):
        for told in process.fine_tune(request(models, drawn, output, epochs=500), cancelled=stop.is_set):
            if isinstance(told, TrainingLoss):
                stop.set()
    assert list(tmp_path.iterdir()) == []
    assert runs(process, ModelSpec(models / "retinanet.keras"), drawn.image_path(0))


def test_features_are_of_the_backbone_and_taken_once_of_each_file(models, drawn, process):
    source = ModelFeatures(ModelSpec(models / "retinanet.keras"), process)
    told = []
    rows = np.array([1, 4, 5])
    features = source(drawn, rows, lambda done, total: told.append((done, total)))
    assert (features.rows.tolist(), features.source) == (rows.tolist(), "retina_net_backbone")
    assert features.vectors.shape[0] == 3 and features.vectors.std(axis=0).max() > 0
    assert {total for _, total in told} == {3}
    told.clear()
    more = source(drawn, np.array([1, 2, 4]), lambda done, total: told.append((done, total)))
    assert {total for _, total in told} == {1}
    assert np.array_equal(more.vectors[[0, 2]], features.vectors[:2])
    # Alone or with others, and padded: the same.
    alone = ModelFeatures(ModelSpec(models / "retinanet.keras"), process)(
        drawn, np.array([4]), lambda done, total: None
    )
    np.testing.assert_allclose(alone.vectors[0], features.vectors[1], rtol=1e-4, atol=1e-5)


def test_a_loss_that_is_no_number_is_named_with_its_step(models, drawn, process, tmp_path):
    output = tmp_path / "tuned.keras"
    with pytest.raises(UserError, match=r"the loss is no number any more .* at step \d+ of 16.* 1e\+12"):
        list(process.fine_tune(request(models, drawn, output, learning_rate=1e12)))
    assert list(tmp_path.iterdir()) == []


def test_the_loss_falls_and_the_tuned_model_is_measured_on_images_that_it_never_learned(
    models, drawn, process, tmp_path
):
    spec = ModelSpec(models / "retinanet.keras", names=((0, "red"), (1, "blue")))
    before = spec.path.read_bytes()
    # An image of a class that the model does not know is left out; one that is held out is not learned.
    annotations = drawn.annotations
    green = dataclasses.replace(annotations.at(0), category=2)
    rows = [green, *(annotations.at(row) for row in range(1, len(annotations)))]
    plan = FineTunePlan(
        tuple(range(TRAIN + 3)), HELD_OUT, tmp_path / "tuned.keras", epochs=25, learning_rate=FAST, batch=4
    )
    told = []
    result = fine_tune_check(
        labels(drawn, Annotations.of_rows(rows)),
        spec,
        process,
        plan,
        options=RunOptions(batch=1),
        report=told.append,
    )
    assert (result.trained, result.held_out, result.left_out) == (TRAIN - 1, len(HELD_OUT), 1)
    assert [own for own in told if isinstance(own, CheckStage)] == list(CheckStage)
    assert [own for own in told if isinstance(own, HeldOutAp)] == [result.before, result.after]
    losses = [own for own in told if isinstance(own, TrainingLoss)]
    assert [(own.step, own.steps, own.epoch) for own in losses] == [
        (i + 1, 200, i // 8 + 1) for i in range(200)
    ]
    assert sum(own.loss for own in losses[-8:]) < 0.5 * sum(own.loss for own in losses[8:16])
    assert result.before.ap < 0.01 < result.after.ap
    assert result.change.ap.delta == pytest.approx(result.after.ap - result.before.ap)
    assert result.change.ap.is_more_than_noise
    assert result.model == ModelSpec(plan.output, names=spec.names)
    assert spec.path.read_bytes() == before
    # Nothing of what the optimizer keeps is in it, and no other file is left.
    assert plan.output.stat().st_size < 1.2 * len(before)
    assert list(tmp_path.iterdir()) == [plan.output]
    with pytest.raises(UserError, match="exists already"):
        fine_tune_check(labels(drawn), spec, process, plan)


@pytest.mark.parametrize("names", [((0, "cat"),), None])
def test_a_model_of_other_classes_is_refused_before_it_is_trained(models, drawn, process, tmp_path, names):
    spec = ModelSpec(models / "retinanet.keras", names=names)
    plan = FineTunePlan((0, 1), HELD_OUT, tmp_path / "tuned.keras")
    with pytest.raises(UserError, match="knows none of the classes"):
        fine_tune_check(labels(drawn), spec, process, plan)


@pytest.mark.parametrize(("labelled", "said"), [(HELD_OUT[0], "images to train on"), (0, "images held out")])
def test_without_boxes_there_is_nothing_to_learn_or_to_measure_on(
    models, drawn, process, tmp_path, labelled, said
):
    spec = ModelSpec(models / "retinanet.keras", names=((0, "red"), (1, "blue")))
    plan = FineTunePlan((0, 1), HELD_OUT, tmp_path / "tuned.keras")
    few = drawn.annotations.take(drawn.annotations.images == labelled)
    with pytest.raises(UserError, match=f"there are no boxes on the {said}"):
        fine_tune_check(labels(drawn, few), spec, process, plan)


def keras_file(path, config):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", json.dumps(config))
    return path


def test_models_that_cannot_be_trained_are_refused_before_anything_is_loaded(models, tmp_path):
    assert class_count(ModelSpec(models / "retinanet.keras")) == 2
    other = {
        "class_name": "RetinaNetObjectDetector",
        "module": "mine.retinanet",
        "config": {"num_classes": 2},
    }
    for spec, said in (
        (ModelSpec(tmp_path), "a SavedModel is made to be run"),
        (ModelSpec(tmp_path / "model.tflite"), "a TFLite file is made to be run"),
        (ModelSpec(models / "retinanet.keras", adapter=tmp_path / "mine.py"), "an adapter"),
        (ModelSpec(models / "classifier.keras"), "this is a Sequential"),
        (ModelSpec(keras_file(tmp_path / "other.keras", other)), "only RetinaNet detectors of KerasHub"),
    ):
        with InferenceProcess() as own, pytest.raises(UserError, match=said):
            next(iter(own.fine_tune(FineTuneRequest(spec, (), (), (), (), tmp_path / "tuned.keras"))))
        assert own.pid is None


@pytest.mark.parametrize("box_format", ["xyxy", "yxyx", "xywh", "center_xywh", "rel_xyxy", "rel_yxyx"])
def test_boxes_go_to_every_format_and_back(box_format):
    boxes = np.array([[1.0, 2.0, 5.0, 10.0], [0.0, 0.0, 30.0, 20.0]])
    there = from_corners(boxes, box_format, (30, 20))
    assert _corners(there, box_format, (30, 20)) == pytest.approx(boxes)
    assert from_corners(np.zeros((0, 4)), box_format, (30, 20)).shape == (0, 4)


def test_images_that_cannot_be_read_are_told_of_once(models, drawn, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no image")
    good = request(models, drawn, tmp_path / "tuned.keras", images=range(3), epochs=2, batch=2)
    learner = Learner()
    told = learned(learner, dataclasses.replace(good, paths=(broken, *good.paths[1:])))
    assert [own.image for own in told if isinstance(own, ImageSkipped)] == [0]
    assert [len(images) for images, _ in learner.given] == [2] * 4
    with pytest.raises(UserError, match="none of the images to train on can be read"):
        learned(Learner(), dataclasses.replace(good, paths=(broken,) * 3))


class Learner:
    """Remembers what it is given; has memory for so many images."""

    kind, names, first_class = "", None, 0
    device = Device("CPU:0", "CPU")

    def __init__(
        self, room=1000, batch=None, side=32, box_format="xyxy", fit=lambda pixels: stretch(pixels, (32, 32))
    ):
        self.room, self.batch, self.fit = room, batch, fit
        image = Tensor("images", "float32", (batch, side, side, 3))
        self.signature = Signature(FileKind.KERAS, (image,), (), Metadata(box_format=box_format))
        self.given = []

    def prepare(self, pixels) -> Prepared:
        return self.fit(pixels)

    def begin_training(self, learning_rate, seed):
        self.rate = learning_rate

    def learn(self, images, targets):
        if len(images) > self.room:
            raise MemoryError
        self.given.append((images, targets))
        return float(len(images))

    def save(self, path: Path):
        path.write_text("learned")


def learned(learner, wanted):
    told = []
    run = FineTuning(learner, learner, wanted, send=told.append, is_cancelled=lambda: False)
    run.run()
    return told


def test_every_image_is_seen_once_in_an_epoch_in_an_order_of_chance(models, drawn, tmp_path):
    wanted = request(models, drawn, tmp_path / "tuned.keras", images=range(12), batch=4, epochs=2)
    one, other, again = Learner(), Learner(), Learner()
    learned(one, wanted)
    learned(again, wanted)
    learned(other, dataclasses.replace(wanted, seed=1))
    seen = [
        [own.tobytes() for images, _ in learner.given for own in images] for learner in (one, again, other)
    ]
    assert len(set(seen[0][:12])) == 12 and set(seen[0][:12]) == set(seen[0][12:])
    assert seen[0][:12] != seen[0][12:]
    assert seen[0] == seen[1] != seen[2]


def test_boxes_move_with_their_image_and_the_rest_is_padding(models, drawn, tmp_path):
    counts = [len(drawn.annotations.rows_of_image(image)) for image in range(TRAIN)]
    image = counts.index(1)
    wanted = request(models, drawn, tmp_path / "tuned.keras", images=[image, counts.index(3)], epochs=1)
    learner = Learner()
    learned(learner, wanted)
    ((_, targets),) = learner.given
    row = 0 if targets["labels"][0, 1] == -1 else 1
    assert targets["boxes"].shape == (2, 3, 4) and targets["boxes"].dtype == np.float32
    width, height = drawn.images.sizes_wh[image]
    expected = wanted.boxes_xyxy[0][0] * (32 / np.array([width, height, width, height]))
    assert targets["boxes"][row, 0] == pytest.approx(expected)
    assert targets["labels"][row].tolist() == [wanted.classes[0][0], -1, -1]
    assert (targets["boxes"][row, 1:] == -1).all()


def test_what_is_cropped_away_is_not_learned(models, drawn, tmp_path):
    wanted = request(models, drawn, tmp_path / "tuned.keras", images=[0], epochs=1)  # 96 x 64
    boxes = np.array([[0.0, 0.0, 10.0, 64.0], [0.0, 0.0, 48.0, 32.0]])
    wanted = dataclasses.replace(wanted, boxes_xyxy=(boxes,), classes=(np.array([0, 1]),))
    learner = Learner(fit=lambda pixels: crop(pixels, (32, 32)))
    learned(learner, wanted)
    ((_, targets),) = learner.given
    assert targets["labels"][0].tolist() == [1, -1]
    assert targets["boxes"][0, 0].tolist() == [0, 0, 16, 16]


def test_images_of_several_sizes_share_a_batch_and_boxes_are_of_what_is_padded(models, drawn, tmp_path):
    wanted = request(models, drawn, tmp_path / "tuned.keras", images=[0, 2], epochs=1)  # 96 x 64 and 60 x 90
    boxes = np.array([[32.0, 16.0, 64.0, 48.0]])
    wanted = dataclasses.replace(wanted, boxes_xyxy=(boxes, boxes), classes=(np.array([0]), np.array([0])))
    learner = Learner(
        side=None,
        box_format="rel_xyxy",
        fit=lambda pixels: Prepared(pixels, (pixels.shape[1], pixels.shape[0])),
    )
    learned(learner, wanted)
    ((images, targets),) = learner.given
    assert images.shape == (2, 128, 128, 3)
    assert not images[:, 96:].any() and not images[:, :, 96:].any()
    assert targets["boxes"][:, 0].tolist() == [[0.25, 0.125, 0.5, 0.375], [0.25, 0.125, 0.46875, 0.375]]


def test_memory_that_runs_out_makes_the_steps_smaller(models, drawn, tmp_path):
    wanted = request(models, drawn, tmp_path / "tuned.keras", images=range(16), epochs=1, batch=8)
    learner = Learner(room=3)
    told = learned(learner, wanted)
    assert [len(images) for images, _ in learner.given] == [2] * 8
    assert [(own.step, own.loss) for own in told] == [(1, 2.0), (2, 2.0)]
    with pytest.raises(MemoryError):
        learned(Learner(room=0), wanted)


def test_a_model_of_a_fixed_batch_gets_full_ones(models, drawn, tmp_path):
    wanted = request(models, drawn, tmp_path / "tuned.keras", images=range(6), epochs=1)
    learner = Learner(batch=4)
    told = learned(learner, wanted)
    assert [len(images) for images, _ in learner.given] == [4, 4]
    assert all(math.isfinite(own.loss) for own in told)
