"""A model over images of a dataset: what is known of them already is not computed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYetError
from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Dataset, Predictions, Problem
from engine.data.model import (
    Acceleration,
    Device,
    ImagePredictions,
    ImageSkipped,
    ModelAbout,
    ModelReady,
    ModelSpec,
    PredictFinished,
    PredictMessage,
    PredictRequest,
    Speed,
)
from engine.data.run import NewRun, Standing
from engine.errors import CancelledError, UserError
from engine.formats.label_map import read_label_map
from engine.inference.classes import to_predictions
from engine.inference.client import InferenceProcess
from engine.inference.known import Known, model_key
from engine.inference.reading_ahead import States, divided, reading_ahead
from engine.inference.said import Said
from engine.inference.so_far import Labels, SoFar
from engine.inference.stopwatch import Stopwatch
from engine.inference.trust import examine
from engine.store.predicted import Predicted

_SECONDS_BETWEEN_POLLS = 0.05
_USUAL_FIRST_CLASS = 1
_SECONDS_BETWEEN_REPORTS = 0.5
_MOSTLY_UNKNOWN = 0.5


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
        Stop once the model has run for so long, loading and pauses not counted, and on an image at least; what it was
        run on by then is the result. None: run to the end.
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
    of_all : bool
        Whether these are all images of the dataset.
    problems : tuple of Problem
        Images that could not be run, what was wrong with what the model said, and classes that are not the dataset's.
    run : NewRun
        What is kept of it.
    said : tuple of ImagePredictions
        The same as the model said it, with its own class numbers, by image.
    names : mapping of int to str, or None
        Of its classes, by which they became categories; None: they did by their ids.
    reused : int
        How many images were known already.
    devices : tuple of Device
        That there are; empty where the model need not be loaded.
    """

    predictions: Predictions
    images: tuple[int, ...]
    of_all: bool
    problems: tuple[Problem, ...]
    run: NewRun
    said: tuple[ImagePredictions, ...]
    names: Mapping[int, str] | None
    reused: int = 0
    devices: tuple[Device, ...] = ()

    @property
    def unknown(self) -> float:
        """Share of what the model said that is of classes which the dataset lacks, 0 to 1; it is left out."""
        said = sum(len(own.classes) for own in self.said)
        return 1 - len(self.predictions) / said if said else 0.0

    @property
    def is_mostly_unknown(self) -> bool:
        """Whether so much is of such classes that the model's seem not to be matched with the dataset's."""
        return self.unknown > _MOSTLY_UNKNOWN

    @property
    def part(self) -> tuple[int, ...] | None:
        """The images, or None where they are all: as `engine.store.runs.Runs.add` takes them."""
        return None if self.of_all else self.images


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
        Where what the model says is kept as it comes, by image, and looked up first; None: nowhere. Images with the
        same bytes are run once all the same.
    labels
        What mAP is measured on, now and then while it runs and at the end; None: it is not.
    report
        Told how the run stands, about twice a second.
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
    if dataset.image_root is None:
        raise UserError(
            "the folder of the images is not known", source=dataset.source, remedy="Give --images"
        )
    chosen = tuple(range(len(dataset.images)) if images is None else images)
    run = _Run(dataset, model, chosen, options or RunOptions(), kept, labels, report, cancelled, paused)
    return run.done_in(process)


class _Run:
    """One run: what is to be done, what was said so far, and how it stands."""

    def __init__(
        self,
        dataset: Dataset,
        model: ModelSpec,
        images: tuple[int, ...],
        options: RunOptions,
        kept: Predicted | None,
        labels: Labels | None,
        report: Callable[[Standing], None],
        cancelled: Callable[[], bool],
        paused: Callable[[], bool],
    ) -> None:
        self._dataset = dataset
        self._model = model
        self._images = images
        self._options = options
        self._labels = labels
        self._report = report
        self._cancelled = cancelled
        self._paused = paused
        assert dataset.image_root is not None
        self._paths = {image: dataset.image_root / dataset.images.file_names[image] for image in images}
        self._label_maps: dict[int, Mapping[int, str]] = {}
        if model.label_map is not None:
            # Wrong files are told of before the model is started.
            self._label_maps[_USUAL_FIRST_CLASS] = read_label_map(model.label_map, first=_USUAL_FIRST_CLASS)
        self._hash = examine(model).hash
        self._known = Known(self._paths, model_key(self._hash, options.acceleration), kept)
        self._so_far = SoFar(labels)
        self._said = Said(self._paths)
        self._watch = Stopwatch()
        self._reports = Stopwatch()
        self._reports.go_on()
        self._ready: ModelReady | None = None
        self._speed: Speed | None = None

    def done_in(self, process: InferenceProcess) -> RunResult:
        """Run what is not known yet, and put all of it together."""
        with self._so_far:
            self._stand(now=True)
            try:
                for to_run in self._parts():
                    self._run(process, to_run)
            except _OverError:
                self._said.limit(self._images)
            finally:
                self._known.write()
            self._said.add_faults(own for own in self._known.faults() if self._said.has(own.image))
            self._so_far.finish(self._state(), self._cancelled)
            self._stand(now=True)
        return self._result()

    def _parts(self) -> Iterator[list[int]]:
        """Images to run, a part at a time; files of the next are read meanwhile, and what is known is taken in."""
        parts = divided(self._images, self._known, self._check)
        with reading_ahead(self._known) as read:
            waiting = [read(part) for part in parts[:1]]
            for number in range(len(parts)):
                states, missing = self._awaited(waiting.pop())
                waiting = [read(part) for part in parts[number + 1 : number + 2]]
                self._said.skip(missing)
                recalled = self._known.recall(states)
                if self._options.only_new:
                    self._images = tuple(image for image in self._images if image not in recalled.before)
                else:
                    self._said.reuse(recalled.before)
                self._said.repeat(recalled.again)
                self._stand(now=not recalled.to_run)
                if recalled.to_run:
                    yield recalled.to_run

    def _awaited(self, reading: Future[States]) -> States:
        while True:
            self._check()
            try:
                return reading.result(_SECONDS_BETWEEN_POLLS)
            except NotYetError:
                self._stand()

    def _check(self) -> None:
        if self._cancelled():
            raise CancelledError
        if self._is_over():
            raise _OverError

    def _run(self, process: InferenceProcess, images: Sequence[int]) -> None:
        request = PredictRequest(
            self._model,
            tuple(images),
            tuple(self._paths[image] for image in images),
            device=self._options.device,
            acceleration=self._options.acceleration,
            batch=self._options.batch,
        )
        try:
            for message in process.predict(request, cancelled=self._stopped, paused=self._is_paused):
                self._take(message)
        except CancelledError:
            self._check()  # for the time is up, or it is cancelled
            raise
        finally:
            self._watch.pause()

    def _stopped(self) -> bool:
        self._stand()
        return self._cancelled() or self._is_over()

    def _is_paused(self) -> bool:
        paused = self._paused()
        if paused:
            self._watch.pause()
        elif self._ready is not None:
            self._watch.go_on()
        return paused

    def _is_over(self) -> bool:
        """Whether the time for it is up."""
        limit = self._options.seconds
        # A look at nothing is none: the first batch is waited for.
        return limit is not None and self._said.computed > 0 and self._watch.seconds >= limit

    def _take(self, message: PredictMessage) -> None:
        match message:
            case ModelReady():
                self._ready = message
                self._watch.go_on()
                self._known.set_about(ModelAbout(message.kind, message.names, message.first_class))
            case Speed():
                self._speed = message
            case ImagePredictions():
                self._said.take(self._known.take(message))
            case ImageSkipped():
                self._said.skip(dict.fromkeys(self._known.same_as(message.image), message.problem))
            case PredictFinished():
                self._said.finish(message)
                self._known.add_faults(message.faults)
        self._stand()

    def _stand(self, *, now: bool = False) -> None:
        """Report how the run stands, unless that was said a moment ago."""
        if not now and self._reports.seconds < _SECONDS_BETWEEN_REPORTS:
            return
        self._reports.reset()
        self._so_far.look(self._state)
        measured, speed, said = self._so_far.measured, self._speed, self._said
        if measured is not None and not measured.is_defined:
            measured = None
        rate = speed.images_per_second if speed is not None else self._watch.rate(said.computed)
        self._report(
            Standing(
                said.done,
                len(self._images),
                said.reused,
                said.skipped,
                rate,
                self._seconds_left(rate),
                "" if self._ready is None else self._ready.device,
                None if speed is None else speed.memory,
                None if speed is None else speed.batch,
                None if measured is None else measured.ap,
                None if measured is None else measured.low,
                None if measured is None else measured.high,
                0 if measured is None else measured.images,
            )
        )

    def _seconds_left(self, rate: float | None) -> float | None:
        left = (len(self._images) - self._said.done) / rate if rate else None
        limit = self._options.seconds
        if limit is None or not self._watch.seconds:
            return left
        remaining = max(limit - self._watch.seconds, 0.0)
        return remaining if left is None else min(left, remaining)

    def _state(self) -> tuple[Predictions, tuple[int, ...]]:
        predictions, _ = self._mapped()
        return predictions, self._said.covered()

    def _mapped(self) -> tuple[Predictions, tuple[Problem, ...]]:
        """What was said, its classes mapped to categories."""
        dataset = self._dataset
        return to_predictions(
            self._said.parts(), dataset.categories, self._names(), dataset.images.file_names
        )

    def _names(self) -> Mapping[int, str] | None:
        """Of the model's classes: as a person matched them, as the label map says, as the model itself does."""
        if self._model.names is not None:
            return dict(self._model.names)
        about = self._ready or self._known.about
        if self._model.label_map is not None:
            # A list of names counts from the model's first class, which is not known before it is loaded.
            first = _USUAL_FIRST_CLASS if about is None else about.first_class
            if first not in self._label_maps:
                self._label_maps[first] = read_label_map(self._model.label_map, first=first)
            return self._label_maps[first]
        return None if about is None or about.names is None else dict(about.names)

    def _result(self) -> RunResult:
        predictions, unknown = self._mapped()
        covered, computed = self._said.covered(), self._said.computed
        about, measured = self._ready or self._known.about, self._so_far.measured
        problems = (*self._said.problems(str(self._model.path)), *unknown)
        run = NewRun(
            str(self._model.path),
            model=self._hash,
            kind="" if about is None else about.kind,
            device="" if self._ready is None else self._ready.device,
            seconds=self._watch.seconds if computed else None,
            computed=computed or None,
            acceleration=self._options.acceleration,
            journal=None if self._labels is None else self._labels.journal,
            metrics=None if measured is None else measured.metrics,
            problems=problems,
        )
        return RunResult(
            predictions,
            covered,
            len(covered) == len(self._dataset.images),
            problems,
            run,
            tuple(self._said.parts()),
            self._names(),
            self._said.reused,
            () if self._ready is None else self._ready.devices,
        )


class _OverError(Exception):
    """The time for a run is up."""
