"""A model over images of a dataset: what is known of them already is not computed again."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from engine.data.dataset import Dataset, Predictions, Problem
from engine.data.model import (
    Acceleration,
    Device,
    FaultKind,
    ImagePredictions,
    ImageSkipped,
    ModelAbout,
    ModelReady,
    ModelSpec,
    OutputFault,
    PredictFinished,
    PredictRequest,
    Speed,
)
from engine.data.run import NewRun, Standing
from engine.errors import CancelledError, UserError
from engine.formats.label_map import read_label_map
from engine.inference.classes import to_predictions
from engine.inference.client import InferenceProcess
from engine.inference.image_hashes import hash_files
from engine.inference.so_far import Labels, SoFar
from engine.inference.trust import examine
from engine.store.predicted import Predicted

_SECONDS_BETWEEN_WRITES = 0.5
_SECONDS_BETWEEN_REPORTS = 0.2
_USUAL_FIRST_CLASS = 1
_REMEDIES = {
    FaultKind.NOT_FINITE: "They are left out; look at the model with the program it was trained with",
    FaultKind.OUTSIDE: "Check that the model gives boxes of the image it was given, in the order that its kind has",
    FaultKind.SCORE_OUT_OF_RANGE: "Export the model with its last activation, so that scores are from 0 to 1",
    FaultKind.RAW_OUTPUTS: "Export the model with its raw outputs as they are",
}


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How to run.

    Attributes
    ----------
    device : str or None
        Name of a `Device`; None: the best there is.
    acceleration : Acceleration
    batch : int or None
        Images at once; None: as many as pay.
    seconds : float or None
        Stop once the model has run for so long; what it was run on by then is the result. None: run to the end.
    only_new : bool
        Whether the result is of the images alone that the model has not seen yet, or that have changed since.
    """

    device: str | None = None
    acceleration: Acceleration = Acceleration.NONE
    batch: int | None = None
    seconds: float | None = None
    only_new: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class RunResult:
    """What a model said of images.

    Attributes
    ----------
    predictions : Predictions
    images : tuple of int
        That it is of, ascending; those that could not be read among them.
    problems : tuple of Problem
        Images that could not be run, what was wrong with what the model said, and classes that are not the dataset's.
    run : NewRun
        What is kept of it.
    said : tuple of ImagePredictions
        The same as the model said it, with its own class numbers, by image.
    names : mapping of int to str, or None
        Of its classes, by which they became categories; None: they did by their ids.
    devices : tuple of Device
        That there are; empty where the model need not be loaded.
    """

    predictions: Predictions
    images: tuple[int, ...]
    problems: tuple[Problem, ...]
    run: NewRun
    said: tuple[ImagePredictions, ...]
    names: Mapping[int, str] | None
    devices: tuple[Device, ...] = ()


def model_key(model_hash: str, acceleration: Acceleration, min_score: float = 0.0) -> str:
    """What predictions are kept under: all that they depend on besides the image; not the names of classes."""
    return hashlib.sha256(f"{model_hash} {acceleration} {min_score!r}".encode()).hexdigest()


def sample(images: Sequence[int], seed: int = 0) -> tuple[int, ...]:
    """The same images in an order of chance: however early a run ends, it has seen a fair sample."""
    order = np.random.default_rng(seed).permutation(len(images))
    return tuple(images[i] for i in order.tolist())


def run_model(
    dataset: Dataset,
    model: ModelSpec,
    process: InferenceProcess,
    *,
    images: Sequence[int] | None = None,
    options: RunOptions | None = None,
    kept: Predicted | None = None,
    labels: Labels | None = None,
    report: Callable[[Standing], None] = lambda standing: None,
    cancelled: Callable[[], bool] = lambda: False,
    paused: Callable[[], bool] = lambda: False,
) -> RunResult:
    """Run a model over images of a dataset.

    Parameters
    ----------
    dataset
        Its `image_root` must be given.
    model
        Class numbers become categories by its names, its label map, the names that it carries, or by id.
    process
    images
        Indices, in the order to run; None: all.
    options
    kept
        Where what the model says is kept as it comes, by image, and looked up first; None: nowhere.
    labels
        What mAP so far is measured on; None: it is not.
    report
        Told how the run stands, a few times a second.
    cancelled, paused
        Asked several times a second.

    Raises
    ------
    UserError
        No images, no such model, or no detector.
    WorkFailedError
        The process ended; what it said until then is kept.
    CancelledError
    """
    return _Run(dataset, model, images, options or RunOptions(), kept, labels, report).done_in(
        process, cancelled, paused
    )


class _Run:
    """One run: what is to be done, what was said so far, and how it stands."""

    def __init__(
        self,
        dataset: Dataset,
        model: ModelSpec,
        images: Sequence[int] | None,
        options: RunOptions,
        kept: Predicted | None,
        labels: Labels | None,
        report: Callable[[Standing], None],
    ) -> None:
        if dataset.image_root is None:
            raise UserError(
                "the folder of the images is not known", source=dataset.source, remedy="Give --images"
            )
        self._dataset = dataset
        self._model = model
        self._images = tuple(range(len(dataset.images)) if images is None else images)
        self._paths = {image: dataset.image_root / dataset.images.file_names[image] for image in self._images}
        self._options = options
        self._kept = kept
        self._so_far = SoFar(labels)
        self._report = report
        self._label_maps: dict[int, Mapping[int, str]] = {}
        if model.label_map is not None:
            # Wrong files are told of before the model is started.
            self._label_maps[_USUAL_FIRST_CLASS] = read_label_map(model.label_map, first=_USUAL_FIRST_CLASS)
        self._hash = examine(model).hash
        self._key = model_key(self._hash, options.acceleration)
        self._hash_of: dict[int, str] = {}
        self._images_of: dict[str, list[int]] = {}
        self._said: dict[int, ImagePredictions] = {}
        self._skipped: dict[int, str] = {}
        self._unwritten: dict[str, ImagePredictions] = {}
        self._written_at = self._reported_at = 0.0
        self._began_at: float | None = None
        self._ready: ModelReady | None = None
        self._speed: Speed | None = None
        self._finished = PredictFinished(0.0)
        self._reused = self._computed = 0
        self._has_run_for = 0.0

    def done_in(
        self, process: InferenceProcess, cancelled: Callable[[], bool], paused: Callable[[], bool]
    ) -> RunResult:
        """Run what is not known yet, and put all of it together."""

        def stopped() -> bool:
            self._stand()
            return cancelled() or self._is_over()

        with self._so_far:
            to_run = self._look_up(cancelled)
            request = PredictRequest(
                self._model,
                tuple(to_run),
                tuple(self._paths[image] for image in to_run),
                device=self._options.device,
                acceleration=self._options.acceleration,
                batch=self._options.batch,
            )
            try:
                if to_run:
                    for message in process.predict(request, cancelled=stopped, paused=paused):
                        self._take(message)
            except CancelledError:
                if not self._is_over() or cancelled():
                    raise
            finally:
                self._write()
            self._stand(now=True)
        return self._result()

    def _look_up(self, cancelled: Callable[[], bool]) -> list[int]:
        """Take what is known already; give what is to be run, files that are the same once."""
        if self._kept is None:
            self._hash_of = {image: str(image) for image in self._images}
        else:
            known_files = self._kept.files()

            def progress(done: int, total: int) -> None:
                if cancelled():
                    raise CancelledError

            files, self._skipped = hash_files(self._paths, known_files, progress=progress)
            self._kept.set_files({i: own for i, own in files.items() if known_files.get(i) is not own})
            self._hash_of = {image: own.sha256 for image, own in files.items()}
        for image, own in self._hash_of.items():
            self._images_of.setdefault(own, []).append(image)
        if self._kept is not None:
            for own, said in self._kept.read(self._key, list(self._images_of)).items():
                self._keep(own, said)
        if self._options.only_new:
            self._images = tuple(image for image in self._images if image not in self._said)
            self._said.clear()
        self._reused = len(self._said)
        self._stand(now=True)
        return [same[0] for same in self._images_of.values() if same[0] not in self._said]

    def _take(self, message: ModelReady | Speed | ImagePredictions | ImageSkipped | PredictFinished) -> None:
        match message:
            case ModelReady():
                self._ready = message
                self._began_at = time.monotonic()
                if self._kept is not None:
                    self._kept.set_about(
                        self._hash, ModelAbout(message.kind, message.names, message.first_class)
                    )
            case Speed():
                self._speed = message
            case ImagePredictions():
                own = self._hash_of[message.image]
                self._keep(own, message)
                self._computed += 1
                self._unwritten[own] = message
                if time.monotonic() - self._written_at > _SECONDS_BETWEEN_WRITES:
                    self._write()
            case ImageSkipped():
                for image in self._images_of[self._hash_of[message.image]]:
                    self._skipped[image] = message.problem
            case PredictFinished():
                self._finished = message
        if self._began_at is not None:
            self._has_run_for = time.monotonic() - self._began_at
        self._stand()

    def _keep(self, own_hash: str, said: ImagePredictions) -> None:
        for image in self._images_of[own_hash]:
            self._said[image] = replace(said, image=image)

    def _write(self) -> None:
        if self._kept is not None and self._unwritten:
            self._kept.put(self._key, self._unwritten)
        self._unwritten = {}
        self._written_at = time.monotonic()

    def _is_over(self) -> bool:
        """Whether the time for it is up."""
        limit = self._options.seconds
        return limit is not None and self._began_at is not None and time.monotonic() - self._began_at >= limit

    def _stand(self, *, now: bool = False) -> None:
        """Report how the run stands, unless that was said a moment ago."""
        moment = time.monotonic()
        if not now and moment - self._reported_at < _SECONDS_BETWEEN_REPORTS:
            return
        self._reported_at = moment
        self._so_far.look(self._state)
        measured = self._so_far.measured
        done = len(self._said) + len(self._skipped)
        speed = None if self._speed is None else self._speed.images_per_second
        left = (len(self._images) - done) / speed if speed else None
        if left is not None and self._options.seconds is not None and self._began_at is not None:
            left = min(left, max(self._options.seconds - (moment - self._began_at), 0.0))
        if measured is not None and math.isnan(measured.ap):
            measured = None
        self._report(
            Standing(
                done,
                len(self._images),
                self._reused,
                len(self._skipped),
                speed,
                left,
                "" if self._ready is None else self._ready.device,
                None if self._speed is None else self._speed.memory,
                None if self._speed is None else self._speed.batch,
                None if measured is None else measured.ap,
                None if measured is None else measured.low,
                None if measured is None else measured.high,
                0 if measured is None else measured.images,
            )
        )

    def _state(self) -> tuple[Predictions, tuple[int, ...]]:
        predictions, _ = self._mapped()
        return predictions, self._covered()

    def _covered(self) -> tuple[int, ...]:
        return tuple(sorted({*self._said, *self._skipped}))

    def _mapped(self) -> tuple[Predictions, tuple[Problem, ...]]:
        """What was said, its classes mapped to categories."""
        return to_predictions(self._parts(), self._dataset.categories, self._names())

    def _parts(self) -> list[ImagePredictions]:
        return [self._said[image] for image in sorted(self._said)]

    def _names(self) -> Mapping[int, str] | None:
        """Of the model's classes: as a person matched them, as the label map says, as the model itself does."""
        if self._model.names is not None:
            return dict(self._model.names)
        about: ModelReady | ModelAbout | None = self._ready
        if about is None and self._kept is not None:
            about = self._kept.about(self._hash)
        if self._model.label_map is not None:
            # A list of names counts from the model's first class, which is not known before it is loaded.
            if about is not None and about.first_class not in self._label_maps:
                names = read_label_map(self._model.label_map, first=about.first_class)
                self._label_maps[about.first_class] = names
            return self._label_maps[_USUAL_FIRST_CLASS if about is None else about.first_class]
        return None if about is None or about.names is None else dict(about.names)

    def _result(self) -> RunResult:
        predictions, unknown = self._mapped()
        about = None if self._kept is None else self._kept.about(self._hash)
        kind = self._ready.kind if self._ready is not None else "" if about is None else about.kind
        run = NewRun(
            str(self._model.path),
            model=self._hash,
            kind=kind,
            device="" if self._ready is None else self._ready.device,
            seconds=self._has_run_for if self._computed else None,
            computed=self._computed if self._computed else None,
        )
        problems = (*self._not_run(), *self._faults(), *unknown)
        devices = () if self._ready is None else self._ready.devices
        return RunResult(
            predictions, self._covered(), problems, run, tuple(self._parts()), self._names(), devices
        )

    def _not_run(self) -> tuple[Problem, ...]:
        remedy = "Replace the image, then run the model again"
        return tuple(
            Problem(str(self._paths[image]), "", self._skipped[image], remedy)
            for image in sorted(self._skipped)
        )

    def _faults(self) -> tuple[Problem, ...]:
        source = str(self._model.path)
        found = [_fault(source, self._paths.get(own.image), own) for own in self._finished.faults]
        if self._finished.raw_problem:
            reason = f"{self._finished.raw_problem}; labels are judged by what survives suppression alone"
            remedy = "Export the model with its raw outputs as they are"
            found.append(Problem(source, "raw outputs", reason, remedy))
        return tuple(found)


def _fault(source: str, path: Path | None, fault: OutputFault) -> Problem:
    """Say what was wrong with what the model said, and on which image first."""
    first = "" if path is None else f"first on {path.name}"
    return Problem(source, first, f"{fault.detail} ({fault.count} times)", _REMEDIES[fault.kind])
