"""A machine that takes a batch, says so once it has run the model over some images of it, and then stands still.

Its arguments: the desk, the folder of the images, the model, after how many images, and `WorkOptions.dead_after`.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from engine.data.model import ImagePredictions, ModelSpec, PredictMessage, PredictRequest
from engine.inference.batch_worker import BatchWorker
from engine.inference.client import InferenceProcess
from engine.inference.run import RunOptions
from engine.store.project import ProjectFile
from engine.store.task_worker import WorkOptions, work
from engine.store.tasks import Tasks


class StandsStill(InferenceProcess):
    """The real process; after some answers nothing of it is heard any more."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._after = after

    def predict(self, request: PredictRequest, **how: Callable[[], bool]) -> Iterator[PredictMessage]:
        for message in super().predict(request, **how):
            yield message
            if isinstance(message, ImagePredictions):
                self._after -= 1
                if not self._after:
                    print("in the middle", flush=True)
                    sys.stdin.read()


def main(desk: str, images: str, model: str, after: str, dead_after: str) -> None:
    project = ProjectFile(Path(desk))
    with StandsStill(int(after)) as process:
        machine = BatchWorker(
            Path(images), ModelSpec(Path(model)), process, project.predicted, RunOptions(batch=1),
            stopped=lambda: False, say=print,
        )  # fmt: skip
        tasks = Tasks(project.storage)
        work(
            tasks.storage, machine.keys, machine.do, WorkOptions(dead_after=float(dead_after)),
            stopped=lambda: False, say=print,
        )  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
