"""One batch of a shared run, done on this machine: what the model says is kept by the bytes of each image."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from engine.data.batch import Batch
from engine.data.model import (
    Acceleration,
    ImagePredictions,
    ImageSkipped,
    ModelAbout,
    ModelReady,
    ModelSpec,
    PredictFinished,
    PredictRequest,
)
from engine.errors import CancelledError
from engine.inference.client import InferenceProcess
from engine.inference.known import Known, model_key
from engine.inference.run import RunOptions
from engine.inference.trust import examine
from engine.store.predicted import Predicted


class BatchWorker:
    """Runs a model over batches of images.

    Parameters
    ----------
    image_root
        The folder that names of images are relative to, on this machine.
    model
        One that may run.
    process
    kept
        Where what it says is kept, whoever computed it.
    options
        Device and images at once are this machine's own affair.
    stopped
        Asked several times a second whether to leave a batch: what is done of it is kept.
    paused
        Asked as often; while it is true no more images are begun.
    say
        Told in a sentence of each image that is left out.

    Raises
    ------
    UserError
        There is no such model.
    """

    def __init__(
        self,
        image_root: Path,
        model: ModelSpec,
        process: InferenceProcess,
        kept: Predicted,
        options: RunOptions,
        *,
        stopped: Callable[[], bool],
        say: Callable[[str], None],
        paused: Callable[[], bool] = lambda: False,
    ) -> None:
        self._image_root = image_root
        self._model = model
        self._process = process
        self._kept = kept
        self._options = options
        self._stopped = stopped
        self._paused = paused
        self._say = say
        hash_ = examine(model).hash
        self.keys = tuple(model_key(hash_, own) for own in Acceleration)
        """Of the batches that this model can do."""
        self.computed = 0
        """How many images the model was run on."""

    def do(self, batch: Batch) -> None:
        """Run the model over a batch, but for what another machine has done of it.

        Raises
        ------
        UserError, WorkFailedError
            As of `InferenceProcess.predict`, or of the project.
        CancelledError
            It is to be left.
        """
        paths = {place: self._image_root / own.file_name for place, own in enumerate(batch.images)}
        known = Known(paths, batch.key, self._kept)
        to_run = self._to_run(batch, known)
        if not to_run:
            return
        request = PredictRequest(
            self._model,
            tuple(to_run),
            tuple(paths[image] for image in to_run),
            device=self._options.device,
            acceleration=batch.acceleration,
            batch=self._options.batch,
        )
        try:
            for message in self._process.predict(request, cancelled=self._stopped, paused=self._paused):
                self._take(message, batch, known)
        finally:
            known.write()

    def _to_run(self, batch: Batch, known: Known) -> list[int]:
        """Images that are here as they were meant, and of which nothing is known."""
        states, problems = known.read(range(len(batch.images)), self._check)
        for place, problem in problems.items():
            self._leave_out(batch, place, problem)
        same = {}
        for place, state in states.items():
            if state.sha256 == batch.images[place].sha256:
                same[place] = state
            else:
                self._leave_out(batch, place, "it is another image here")
        return known.recall(same).to_run

    def _take(self, message: object, batch: Batch, known: Known) -> None:
        match message:
            case ModelReady():
                about = ModelAbout(message.kind, message.names, message.first_class)
                if known.about != about:
                    known.set_about(about)
            case ImagePredictions():
                known.take(message)
                self.computed += 1
            case ImageSkipped():
                self._leave_out(batch, message.image, message.problem)
            case PredictFinished():
                known.add_faults(message.faults)

    def _check(self, done: int, total: int) -> None:
        if self._stopped():
            raise CancelledError

    def _leave_out(self, batch: Batch, place: int, problem: str) -> None:
        self._say(f"{batch.images[place].file_name}: {problem}; it is left out")
