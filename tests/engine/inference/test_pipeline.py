import threading

import cv2
import numpy as np
import pytest

from engine.data.model import ImagePredictions, ModelSpec, PredictRequest
from engine.inference.batches import BatchSize
from engine.inference.detector import Found, Prepared
from engine.inference.pipeline import Pipeline

SECONDS = 20


class Nothing:
    """A model that finds nothing."""

    kind, device, batch, names, first_class, callers = "", "", None, None, 1, 2

    def prepare(self, pixels):
        return Prepared(pixels, (pixels.shape[1], pixels.shape[0]))

    def detect(self, batch):
        return [Found(np.zeros((0, 4)), np.zeros(0), np.zeros(0, np.int64)) for _ in batch]


class RoomForOne(Nothing):
    """There is memory for one batch at a time; the second is not done before another has tried."""

    def __init__(self):
        self.calls = 0
        self.inside = threading.Lock()
        self.has_failed = threading.Event()

    def detect(self, batch):
        if not self.inside.acquire(blocking=False):
            self.has_failed.set()
            raise MemoryError
        try:
            self.calls += 1
            if self.calls == 2:
                assert self.has_failed.wait(SECONDS)
            return super().detect(batch)
        finally:
            self.inside.release()


class SlowDisk(Nothing):
    """All images but the first come only once something was said of that."""

    def __init__(self):
        self.goes_on = threading.Event()

    def prepare(self, pixels):
        if pixels[0, 0, 0]:
            assert self.goes_on.wait(SECONDS)
        return super().prepare(pixels)


@pytest.fixture
def paths(tmp_path):
    files = tuple(tmp_path / f"{number}.png" for number in range(6))
    for number, path in enumerate(files):
        cv2.imwrite(str(path), np.full((8, 8, 3), number, np.uint8))
    return files


def run(detector, paths, batch, said=lambda answer: None):
    answers = []

    def send(answer):
        answers.append(answer)
        said(answer)

    Pipeline(
        detector,
        PredictRequest(ModelSpec(paths[0]), tuple(range(len(paths))), paths),
        BatchSize(batch),
        send=send,
        flush=lambda: None,
        memory=lambda: 0,
        is_cancelled=lambda: False,
        is_paused=lambda: False,
    ).run()
    return sorted(answer.image for answer in answers if isinstance(answer, ImagePredictions))


def test_two_batches_that_do_not_fit_into_memory_together_are_run_one_by_one(paths):
    detector = RoomForOne()
    assert run(detector, paths, 1) == list(range(6))
    assert detector.has_failed.is_set()


def test_an_idle_model_does_not_wait_for_a_batch_to_become_full_for_long(paths):
    detector = SlowDisk()
    assert run(detector, paths, 4, lambda answer: detector.goes_on.set()) == list(range(6))
