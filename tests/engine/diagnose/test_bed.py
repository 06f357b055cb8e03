"""Ailing patients, each with one planted cause, and healthy ones, held against the whole diagnosis.

    BOXWRIGHT_BENCHMARK=full pytest -s -n 0 tests/engine/diagnose/test_bed.py

takes five seeds of each and prints what came first. Every patient has the event files of a healthy run and a healthy
configuration, so that every topic has something to look at.
"""

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from engine.assessment import assess
from engine.data.dataset import Annotation, Categories, Dataset, Images, Predictions
from engine.data.features import Features
from engine.data.finding import Findings, Topic
from engine.data.sources import Sources
from engine.diagnose.admit import examined
from engine.diagnose.patient import Patient
from engine.diagnose.run import diagnose
from engine.formats.read import read_dataset
from engine.opening import read_sources
from tests.benchmarks.planted import coco_like, detector, labels, plant
from tests.engine.diagnose import patients
from tests.engine.diagnose.detections import new, patient, scattered
from tests.engine.diagnose.test_configuration import HEALTHY

RUNS = Path(__file__).parent / "runs"
FULL = os.environ.get("BOXWRIGHT_BENCHMARK") == "full"
SEEDS = range(1, 6) if FULL else range(1, 2)
ANCHORS = "multiscale_anchor_generator { min_level: 3 max_level: 7 aspect_ratios: [1.0, 2.0, 0.5] }"
CURVE = (30, 40, 50, 60, 100, 150, 220, 330)
TAIL = (30, 34, 38, 100, 130, 180, 400, 400)

Bed = Callable[["Ward", int], Patient]


class Ward:
    """A folder for the files of the patients, and the data they are made of."""

    def __init__(self, folder: Path, bccd: Path) -> None:
        self.folder = folder
        self.bccd = bccd
        self.cells = read_dataset(bccd / "Annotations")
        self.sound = cache(sound)
        self._number = 0

    def new_folder(self) -> Path:
        self._number += 1
        folder = self.folder / str(self._number)
        folder.mkdir()
        return folder

    def config(self, names: Sequence[str], changes: Sequence[tuple[str, str]] = ()) -> Path:
        """A healthy configuration for these classes, with some changes."""
        folder = self.new_folder()
        items = "".join(f"item {{ id: {number} name: '{name}' }}\n" for number, name in enumerate(names, 1))
        (folder / "label_map.pbtxt").write_text(items)
        text = HEALTHY.replace(
            "num_classes: 3", f"num_classes: {len(names)}\n    anchor_generator {{ {ANCHORS} }}"
        )
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        (folder / "pipeline.config").write_text(text)
        return folder / "pipeline.config"

    def admitted(self, own: Patient, *changes: tuple[str, str], run: str = "healthy") -> Patient:
        """With everything that there is to look at."""
        return replace(
            own,
            configuration=self.config(own.dataset.categories.names, changes),
            event_files=RUNS / run,
            examination=examined(own.dataset, own.assessment, split=None),
        )


def boxes(seed: int, count: int = 100) -> list[Annotation]:
    return scattered([count] * 4, 70, np.random.default_rng(seed))


def found(seed: int, rows: Sequence[Annotation], chance: Callable[[Annotation], float], **options) -> Patient:
    return patient(rows, chance, **{"images": 70, "classes": 4, "seed": seed, **options})


def sound(seed: int) -> Patient:
    return found(seed, boxes(seed), lambda box: 0.9)


def healthy(ward: Ward, seed: int) -> Patient:
    return ward.admitted(ward.sound(seed))


def healthy_rare(ward: Ward, seed: int) -> Patient:
    rows = scattered([120] * 4 + [24], 70, np.random.default_rng(seed))
    return ward.admitted(found(seed, rows, lambda box: 0.9, classes=5))


def starved(ward: Ward, seed: int) -> Patient:
    rows = scattered([120] * 4 + [16], 70, np.random.default_rng(seed))
    return ward.admitted(found(seed, rows, lambda box: 0.3 if box.category == 4 else 0.9, classes=5))


def too_little(ward: Ward, seed: int) -> Patient:
    rows = scattered(CURVE, 110, np.random.default_rng(seed))
    own = found(seed, rows, lambda box: 0.2 + 0.08 * np.log2(CURVE[box.category]), images=110, classes=8)
    return ward.admitted(own)


def imbalanced(ward: Ward, seed: int) -> Patient:
    rows = scattered(TAIL, 130, np.random.default_rng(seed))
    own = found(seed, rows, lambda box: 0.4 if TAIL[box.category] < 40 else 0.9, images=130, classes=8)
    return ward.admitted(own)


def small(ward: Ward, seed: int) -> Patient:
    rows = [
        box if number % 3 else new(box.image, box.category, *box.box_xyxy[:2], 12, 12)
        for number, box in enumerate(boxes(seed))
    ]
    return ward.admitted(found(seed, rows, lambda box: 0.1 if box.size_wh[0] < 13 else 0.9))


def long(ward: Ward, seed: int) -> Patient:
    rows = [
        box if number % 4 else new(box.image, box.category, *box.box_xyxy[:2], 150, 20)
        for number, box in enumerate(boxes(seed))
    ]
    return ward.admitted(found(seed, rows, lambda box: 0.3 if box.size_wh[0] > 149 else 0.9))


def crowded(ward: Ward, seed: int) -> Patient:
    rows = scattered([240], 20, np.random.default_rng(seed))
    own = found(seed, rows, lambda box: 0.9, images=20, classes=1, most=8)
    return ward.admitted(own, ("max_total_detections: 100", "max_total_detections: 8"))


def tall(ward: Ward, seed: int) -> Patient:
    rows = [
        box if number % 3 else new(box.image, box.category, *box.box_xyxy[:2], 18, 130)
        for number, box in enumerate(boxes(seed))
    ]
    return ward.admitted(found(seed, rows, lambda box: 0.3 if box.size_wh[1] > 129 else 0.9))


def crowded_of_one_class(ward: Ward, seed: int) -> Patient:
    rows = scattered([240], 20, np.random.default_rng(seed))
    own = found(seed, rows, lambda box: 0.9, images=20, classes=1, most=8)
    return ward.admitted(own, ("max_detections_per_class: 100", "max_detections_per_class: 8"))


def still_learning(ward: Ward, seed: int) -> Patient:
    """Five models, each of twice the data, and what they came to."""
    noise = np.random.default_rng(seed).normal(0, 0.006, 5)
    rows = [f"{100 * 2**step},{0.35 + 0.05 * step + noise[step]:.4f}" for step in range(5)]
    table = ward.new_folder() / "evaluations.csv"
    table.write_text("\n".join(["boxes,map", *rows]))
    return replace(ward.admitted(ward.sound(seed)), evaluations=table)


def seen_by_a_model(shift: float) -> Bed:
    """Two sets of one look and one mix, of which a model's features differ by so many deviations in a few places."""

    def bed(ward: Ward, seed: int) -> Patient:
        own, training = ward.sound(seed), ward.sound(seed + 100).dataset

        def features(dataset: Dataset, rows: np.ndarray, progress: object) -> Features:
            is_training = dataset is training
            vectors = np.random.default_rng(seed + is_training).normal(size=(len(rows), 64)).clip(0.0)
            vectors[:, :6] += 0.0 if is_training else shift
            return Features(rows, vectors.astype(np.float32), "backbone")

        return replace(ward.admitted(own), training=training, features=features)

    return bed


def neighbours(ward: Ward, seed: int) -> Patient:
    rows = boxes(seed)
    beside = [
        new(box.image, box.category, box.box_xyxy[0] + 0.15 * box.size_wh[0], box.box_xyxy[1], *box.size_wh)
        for box in rows[::2]
    ]
    hidden = {box.box_xyxy for box in beside}
    return ward.admitted(found(seed, [*rows, *beside], lambda box: 0.05 if box.box_xyxy in hidden else 0.95))


def cut(ward: Ward, seed: int) -> Patient:
    return ward.admitted(found(seed, boxes(seed), lambda box: 0.9, cut=0.5))


def stretched(ward: Ward, seed: int) -> Patient:
    return ward.admitted(found(seed, boxes(seed), lambda box: 0.9, size_wh=(1280, 480)))


def trained(run: str) -> Bed:
    def bed(ward: Ward, seed: int) -> Patient:
        return ward.admitted(ward.sound(seed), run=run)

    return bed


def configured(before: str, after: str) -> Bed:
    def bed(ward: Ward, seed: int) -> Patient:
        return ward.admitted(ward.sound(seed), (before, after))

    return bed


def cells(kind: str | None, quality: float = 0.77, images: int = 45) -> Bed:
    """BCCD's labels taken for the truth, a simulated detector, and a tenth of the labels made wrong in one way.

    Its mAP on the truth is about 0.65, of a quality of 0.9 about 0.8.
    """

    def bed(ward: Ward, seed: int) -> Patient:
        rng = np.random.default_rng(seed)
        own = ward.cells.annotations
        usable = (own.images < images) & (own.sizes_wh > 1.0).all(axis=1)
        truth = labels(own.images[usable], own.categories[usable], own.boxes_xyxy[usable])
        every = ward.cells.images
        few = Images(every.ids[:images], every.file_names[:images], every.sizes_wh[:images])
        categories = Categories(np.arange(1, 4), ward.cells.categories.names)
        predictions = detector(np.random.default_rng(seed), few, 3, truth, quality)
        planted = truth if kind is None else plant(rng, few, 3, truth, 0.1, (kind,)).annotations
        return ward.admitted(of(few, categories, planted, predictions))

    return bed


def like_coco(ward: Ward, seed: int) -> Patient:
    """Forty classes with a long tail, which a detector confuses."""
    images, categories, truth = coco_like(np.random.default_rng(seed))
    predictions = detector(np.random.default_rng(seed), images, len(categories), truth, 0.8)
    # Its small boxes are hard, and would be rightly held against the configuration's input.
    return replace(ward.admitted(of(images, categories, truth, predictions)), configuration=None)


def of(images: Images, categories: Categories, own, predictions: Predictions) -> Patient:
    dataset = Dataset(images, categories, own, None, Path("labels.json"), "coco")
    return Patient(dataset, assess(dataset, own, predictions))


def published(change: Callable[[Dataset, Predictions, int], tuple[Dataset, Predictions]]) -> Bed:
    """BCCD's labels and predictions as they were published, spoilt in one way."""

    def bed(ward: Ward, seed: int) -> Patient:
        dataset, predictions = read_sources(
            Sources(
                ward.bccd / "test_ground_truth.coco.json",
                predictions=ward.bccd / "test_predictions.coco.json",
            )
        )
        assert predictions is not None
        dataset, predictions = change(dataset, predictions, seed)
        return ward.admitted(Patient(dataset, assess(dataset, dataset.annotations, predictions)))

    return bed


def dropped(dataset: Dataset, predictions: Predictions, seed: int) -> tuple[Dataset, Predictions]:
    own = dataset.annotations
    kept = np.random.default_rng(seed).random(len(own)) >= 0.15
    return replace(dataset, annotations=own.take(kept)), predictions


def flipped(dataset: Dataset, predictions: Predictions, seed: int) -> tuple[Dataset, Predictions]:
    own, rng = dataset.annotations, np.random.default_rng(seed)
    other = (own.categories + rng.integers(1, 3, len(own))) % 3
    categories = np.where(rng.random(len(own)) < 0.15, other, own.categories)
    values = {name: getattr(own, name) for name in type(own).__slots__}
    return replace(dataset, annotations=type(own)(**{**values, "categories": categories})), predictions


def off_by_one(dataset: Dataset, predictions: Predictions, seed: int) -> tuple[Dataset, Predictions]:
    return dataset, replace(predictions, categories=(predictions.categories + 1 + seed % 2) % 3)


def darkened(ward: Ward, seed: int) -> Patient:
    training = patients.photographs(ward.new_folder(), range(1000 * seed, 1000 * seed + 60))
    dark = patients.photographs(ward.new_folder(), range(30), darken=0.35)
    badly = np.random.default_rng(seed).random(len(dark.annotations)) < 0.4
    return ward.admitted(patients.patient(dark, uncut(patients.predicted(dark, badly, seed)), training))


def photographed(ward: Ward, seed: int) -> Patient:
    training = patients.photographs(ward.new_folder(), range(1000 * seed, 1000 * seed + 60))
    here = patients.photographs(ward.new_folder(), range(30))
    return ward.admitted(patients.patient(here, uncut(patients.predicted(here, seed=seed)), training))


def uncut(predictions: Predictions) -> Predictions:
    """Scores from 0.5 on stretched to all there are."""
    return replace(predictions, scores=predictions.scores * 2.0 - 1.0)


AILING: tuple[tuple[str, Bed, str], ...] = (
    ("BCCD, labels dropped", published(dropped), "labels.missing_label"),
    ("BCCD, labels flipped", published(flipped), "labels.wrong_class"),
    ("BCCD, classes off by one", published(off_by_one), "set_up.permuted"),
    ("BCCD simulated, dropped", cells("dropped"), "labels.missing_label"),
    ("BCCD simulated, flipped", cells("flipped"), "labels.wrong_class"),
    ("BCCD simulated, shifted", cells("shifted"), "labels.bad_location"),
    ("BCCD simulated, duplicated", cells("duplicated"), "labels.duplicate"),
    ("class starved", starved, "amount.starved"),
    ("too little data", too_little, "amount.more_data"),
    ("imbalance", imbalanced, "imbalance.neglected"),
    ("images darkened", darkened, "bias.brightness"),
    ("images that a model sees otherwise", seen_by_a_model(1.0), "bias.features"),
    ("mAP that grows with the data", still_learning, "amount.learning_curve"),
    ("small boxes", small, "model.small_boxes"),
    ("long boxes", long, "model.anchors"),
    ("more boxes than are put out", crowded, "model.too_many_objects"),
    ("suppressed neighbours", neighbours, "model.suppression"),
    ("scores cut", cut, "set_up.cut_scores"),
    ("inputs out of shape", stretched, "model.out_of_shape"),
    ("overfitting run", trained("overfitting"), "training.overfitting"),
    ("underfitting run", trained("not_converged"), "training.not_converged"),
    ("diverging run", trained("diverging"), "training.diverging"),
    ("one class too few", configured("num_classes: 4", "num_classes: 3"), "configuration.num_classes"),
    ("rate too high", configured("learning_rate_base: 0.01", "learning_rate_base: .8"), "configuration.learning_rate"),
    ("decay too short", configured("total_steps: 20000", "total_steps: 5000"), "configuration.decay_too_short"),
)  # fmt: skip

MORE_AILING: tuple[tuple[str, Bed, str], ...] = (
    ("tall boxes", tall, "model.anchors"),
    ("more boxes of a class than are put out", crowded_of_one_class, "model.too_many_objects"),
    ("checkpoint's type", configured('"detection"', '"classification"'), "configuration.checkpoint_type"),
    ("same data", configured('"val.record"', '"train.record"'), "configuration.same_data"),
    (
        "few boxes",
        configured("number_of_boxes: 100", "number_of_boxes: 5"),
        "configuration.max_number_of_boxes",
    ),
)


HEALTHY_BEDS: tuple[tuple[str, Bed], ...] = (
    ("made up", healthy),
    ("made up, with a rare class", healthy_rare),
    ("BCCD simulated, good", cells(None, 0.9)),
    ("BCCD simulated, fair", cells(None)),
    ("photographs with their training set", photographed),
    ("sets that a model sees alike", seen_by_a_model(0.0)),
    *((("like COCO", like_coco),) if FULL else ()),
)


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory, bccd: Path) -> Ward:
    return Ward(tmp_path_factory.mktemp("ward"), bccd)


def result(own: Patient) -> Findings:
    *_, last = diagnose(own)
    return last


def causes(own: Patient) -> list[str]:
    return [finding.key for finding in result(own).ranked if not finding.symptom]


def test_the_planted_cause_comes_first_in_nine_of_ten(ward: Ward) -> None:
    first = []
    for name, bed, key in AILING + MORE_AILING if FULL else AILING:
        for seed in SEEDS:
            keys = causes(bed(ward, seed))
            first.append(keys[:1] == [key])
            if not first[-1]:
                print(f"{name}, seed {seed}: {key} is not first of {keys}")
    print(f"first in {sum(first)} of {len(first)}")
    assert sum(first) >= 0.9 * len(first)


@pytest.mark.parametrize(("name", "bed"), HEALTHY_BEDS, ids=[name for name, _ in HEALTHY_BEDS])
def test_the_healthy_get_no_cause(ward: Ward, name: str, bed: Bed) -> None:
    assert [causes(bed(ward, seed)) for seed in SEEDS] == [[] for _ in SEEDS]


def without_files(ward: Ward, own: Patient) -> Patient:
    return replace(own, event_files=None, configuration=None)


def with_a_truncated_run(ward: Ward, own: Patient) -> Patient:
    folder = ward.new_folder()
    shutil.copytree(RUNS / "healthy", folder, dirs_exist_ok=True)
    for file in folder.rglob("events.out*"):
        file.write_bytes(file.read_bytes()[:-7])
    return replace(own, event_files=folder)


def with_an_empty_run(ward: Ward, own: Patient) -> Patient:
    return replace(own, event_files=ward.new_folder())


def with_half_a_configuration(ward: Ward, own: Patient) -> Patient:
    assert own.configuration is not None
    own.configuration.write_text(own.configuration.read_text()[:200])
    return own


def with_the_configuration_of_another_model(ward: Ward, own: Patient) -> Patient:
    assert own.configuration is not None
    text = own.configuration.read_text()
    own.configuration.write_text(text.replace("max_total_detections: 100", "max_total_detections: 4"))
    return own


BROKEN: tuple[tuple[Callable[[Ward, Patient], Patient], set[Topic]], ...] = (
    (without_files, {Topic.TRAINING, Topic.CONFIGURATION, Topic.MODEL}),
    (with_a_truncated_run, {Topic.TRAINING}),
    (with_an_empty_run, {Topic.TRAINING}),
    (with_half_a_configuration, {Topic.CONFIGURATION, Topic.MODEL}),
    (with_the_configuration_of_another_model, {Topic.MODEL}),
)


@pytest.fixture(scope="module")
def starving(ward: Ward) -> tuple[Patient, Findings]:
    own = starved(ward, 1)
    return own, result(own)


@pytest.mark.parametrize(("spoil", "topics"), BROKEN)
def test_what_is_missing_or_broken_is_said_and_the_planted_cause_is_found(
    ward: Ward,
    starving: tuple[Patient, Findings],
    spoil: Callable[[Ward, Patient], Patient],
    topics: set[Topic],
) -> None:
    own, before = starving
    whole = replace(own, configuration=ward.config(own.dataset.categories.names))
    after = result(spoil(ward, whole))
    new_topics = {own.topic for own in after.not_looked_at} - {own.topic for own in before.not_looked_at}
    # There are never image files here, nor a training set.
    assert new_topics == topics
    assert Topic.BIAS in {own.topic for own in after.not_looked_at}
    assert "amount.starved" in {finding.key for finding in after.ranked}
