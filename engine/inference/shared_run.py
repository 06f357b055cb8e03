"""A run that several machines share: its images are handed out in batches, and put together as one machine's."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from engine.data.batch import Batch, BatchImage
from engine.data.dataset import Dataset
from engine.data.model import ModelSpec
from engine.data.run import Standing
from engine.errors import CancelledError, UserError
from engine.inference.batch_worker import BatchWorker
from engine.inference.client import InferenceProcess
from engine.inference.known import Known, model_key
from engine.inference.run import RunOptions, RunResult, run_model
from engine.inference.so_far import Labels
from engine.inference.stopwatch import Stopwatch
from engine.inference.trust import examine
from engine.store.predicted import Predicted
from engine.store.task_worker import WorkOptions, work
from engine.store.tasks import Tasks

_SECONDS_BETWEEN_LOOKS = 0.5
_SECONDS_BETWEEN_POLLS = 0.05


@dataclass(frozen=True, slots=True)
class ShareOptions:
    """How a run is shared.

    Attributes
    ----------
    at_once : int or None
        Images of a batch; None: as many as seem right.
    helps : bool
        Whether this machine takes batches as well.
    work : WorkOptions
        How it does.
    """

    at_once: int | None = None
    helps: bool = True
    work: WorkOptions = field(default_factory=WorkOptions)


def share_run(
    dataset: Dataset,
    model: ModelSpec,
    process: InferenceProcess,
    *,
    tasks: Tasks,
    kept: Predicted,
    options: RunOptions | None = None,
    sharing: ShareOptions | None = None,
    labels: Labels | None = None,
    report: Callable[[Standing], None] = lambda standing: None,
    cancelled: Callable[[], bool] = lambda: False,
    paused: Callable[[], bool] = lambda: False,
    say: Callable[[str], None] = lambda text: None,
) -> RunResult:
    """Run a model over all images of a dataset, on every machine that takes batches of them.

    Parameters
    ----------
    dataset
        Its `image_root` must be given: batches say by their bytes which images are meant.
    model, process, options, labels, report, cancelled, paused
        As of `engine.inference.run.run_model`; what is paused is this machine's part. What is left over where all
        batches are done, as images that other machines do not have, is run here.
    tasks, kept
        Of the project.
    sharing
    say
        Told in a sentence what goes wrong while the run goes on.

    Returns
    -------
    RunResult
        The same as of one machine, but for the time it took.

    Raises
    ------
    UserError, WorkFailedError
    CancelledError
        What is done is kept, and nobody begins with more of it.
    """
    if dataset.image_root is None:
        raise UserError(
            "the folder of the images is not known", source=dataset.source, remedy="Give --images"
        )
    options = options or RunOptions()
    run = _Shared(dataset, tasks, kept, sharing or ShareOptions(), report, cancelled, say)
    key = model_key(examine(model).hash, options.acceleration)
    worker = BatchWorker(
        dataset.image_root, model, process, kept, options, stopped=lambda: run.is_over, paused=paused, say=say
    )
    handed_out = run.done(key, options, worker)
    result = run_model(
        dataset,
        model,
        process,
        options=options,
        kept=kept,
        labels=labels,
        report=report,
        cancelled=cancelled,
        paused=paused,
    )
    if not handed_out:
        return result
    computed = (result.run.computed or 0) + handed_out
    own = replace(result.run, device=run.machines, seconds=run.seconds, computed=computed)
    return replace(result, run=own, reused=run.reused)


class _Shared:
    """The part of a run that is handed out."""

    def __init__(
        self,
        dataset: Dataset,
        tasks: Tasks,
        kept: Predicted,
        sharing: ShareOptions,
        report: Callable[[Standing], None],
        cancelled: Callable[[], bool],
        say: Callable[[str], None],
    ) -> None:
        assert dataset.image_root is not None
        names = dataset.images.file_names
        self._names = names
        self._paths = {image: dataset.image_root / names[image] for image in range(len(names))}
        self._tasks = tasks
        self._kept = kept
        self._sharing = sharing
        self._report = report
        self._cancelled = cancelled
        self._say = say
        self._watch = Stopwatch()
        self._machines: set[int] = set()
        self._over = threading.Event()
        self.reused = 0
        """How many images were known already."""

    @property
    def is_over(self) -> bool:
        """Whether this machine is to take no more batches; asked from any thread."""
        return self._over.is_set()

    @property
    def machines(self) -> str:
        """How many were seen at it, for people."""
        count = len(self._machines)
        return f"{count} machines" if count > 1 else "one machine"

    @property
    def seconds(self) -> float:
        """How long it took since the batches were handed out."""
        return self._watch.seconds

    def done(self, key: str, options: RunOptions, worker: BatchWorker) -> int:
        """Hand out all of which nothing is known, and wait until it is done; gives how many images were done so."""
        lacking = self._lacking(key)
        if not lacking:
            return 0
        self._tasks.prepare()
        batches = self._tasks.hand_out(key, options.acceleration, lacking, at_once=self._sharing.at_once)
        self._watch.go_on()
        try:
            with self._helping(key, worker) as helping:
                self._wait(key, batches, len(lacking), helping)
        except BaseException:
            self._tasks.take_back(list(batches))
            raise
        self._watch.pause()
        self._tasks.forget(list(batches))
        return len(self._kept.known(key, [image.sha256 for image in lacking]))

    def _lacking(self, key: str) -> list[BatchImage]:
        """Of the images of which nothing is known, one for all that are the same."""
        known = Known(self._paths, key, self._kept)
        states, _ = known.read(self._paths, self._check)
        images = {state.sha256: image for image, state in reversed(states.items())}
        there = self._kept.known(key, sorted(images))
        self.reused = sum(state.sha256 in there for state in states.values())
        return [
            BatchImage(self._names[image], own) for own, image in reversed(images.items()) if own not in there
        ]

    @contextmanager
    def _helping(self, key: str, worker: BatchWorker) -> Iterator[Future[None] | None]:
        """Have this machine take batches, too."""
        if not self._sharing.helps:
            yield None
            return
        with ThreadPoolExecutor(1, "batches") as thread:
            try:
                yield thread.submit(
                    work,
                    self._tasks.storage,
                    [key],
                    worker.do,
                    self._sharing.work,
                    stopped=lambda: self.is_over,
                    say=self._say,
                )
            finally:
                self._over.set()

    def _wait(self, key: str, batches: dict[int, Batch], total: int, helping: Future[None] | None) -> None:
        images = {number: [own.sha256 for own in batch.images] for number, batch in batches.items()}
        while True:
            standing = self._tasks.standing(list(images))
            self._machines.update(standing.machines)
            begun = [own for number in standing.running for own in images[number]]
            done = sum(len(images[number]) for number in standing.over)
            self._stand(done + len(self._kept.known(key, begun)), total)
            if len(standing.over) == len(images):
                return
            if helping is not None and helping.done():
                helping.result()  # why it cannot
                helping = None
            looked_at = time.monotonic()
            while time.monotonic() - looked_at < _SECONDS_BETWEEN_LOOKS:
                self._check(0, 0)
                self._over.wait(_SECONDS_BETWEEN_POLLS)

    def _stand(self, done: int, total: int) -> None:
        rate = self._watch.rate(done)
        every = len(self._paths)
        self._report(
            Standing(
                min(self.reused + done, every),
                every,
                self.reused,
                images_per_second=rate,
                seconds_left=max(total - done, 0) / rate if rate else None,
                device=self.machines if self._machines else "",
            )
        )

    def _check(self, done: int, total: int) -> None:
        if self._cancelled():
            raise CancelledError
