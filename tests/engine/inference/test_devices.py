"""The same model on every device there is; what needs a GPU is skipped without one."""

import json
from dataclasses import dataclass

import numpy as np
import pytest

from engine.data.model import ImagePredictions, ModelReady, ModelSpec, PredictFinished, PredictRequest, Speed
from engine.errors import UserError

GPU = pytest.param("GPU:0", marks=pytest.mark.gpu)


@dataclass(frozen=True)
class Run:
    ready: ModelReady
    parts: dict[int, ImagePredictions]
    speeds: list[Speed]
    images_per_second: float


@pytest.fixture
def on(bccd, process):
    """Runs BCCD's model over its test images, so many times, on a device by name."""
    truth = json.loads((bccd / "test_ground_truth.coco.json").read_text())
    paths = [bccd / "JPEGImages" / image["file_name"] for image in truth["images"]]

    def run(device: str | None, times: int = 1) -> Run:
        if device and device not in {own.name for own in process.warm_up()}:
            pytest.skip(f"TensorFlow sees no {device}")
        many = tuple(paths * times)
        request = PredictRequest(
            ModelSpec(bccd / "saved_model"), tuple(range(len(many))), many, device=device
        )
        messages = list(process.predict(request))
        finished = messages[-1]
        assert isinstance(finished, PredictFinished)
        return Run(
            messages[0],
            {m.image: m for m in messages if isinstance(m, ImagePredictions)},
            [m for m in messages if isinstance(m, Speed)],
            len(many) / finished.seconds,
        )

    return run


@pytest.mark.parametrize("device", ["CPU:0", GPU])
def test_a_device_is_chosen_by_name_and_says_how_much_memory_it_has_in_use(on, device):
    run = on(device, times=3)
    (title,) = (own.title for own in run.ready.devices if own.name == device)
    assert run.ready.device == title
    assert len(run.parts) == 3 * 72
    assert all(speed.memory > 10**6 and speed.images_per_second > 0 for speed in run.speeds)


def test_without_a_name_it_is_the_first_that_there_is(on):
    run = on(None)
    assert run.ready.device == run.ready.devices[0].title


def test_a_device_that_is_not_there_is_refused_with_those_that_are(bccd, process):
    path = bccd / "JPEGImages" / "BloodImage_00007.jpg"
    request = PredictRequest(ModelSpec(bccd / "saved_model"), (0,), (path,), device="CPU:7")
    with pytest.raises(UserError, match=r"no device 'CPU:7'.*CPU:0"):
        next(process.predict(request))


@pytest.mark.gpu
def test_a_gpu_finds_what_the_cpu_finds(on):
    there, here = on("GPU:0").parts, on("CPU:0").parts
    assert there.keys() == here.keys()
    for image, part in here.items():
        sure = part.scores > 0.5
        assert np.sum(there[image].scores > 0.5) == pytest.approx(sure.sum(), abs=1)
        np.testing.assert_allclose(there[image].scores[:3], part.scores[:3], atol=0.02)


@pytest.mark.gpu
def test_a_gpu_is_quicker_than_the_cpu(on, record_property):
    speeds = {}
    for device in ("GPU:0", "CPU:0"):
        on(device)  # for the first time the model is made ready
        speeds[device] = on(device, times=10).images_per_second
        record_property(device, speeds[device])
    assert speeds["GPU:0"] > speeds["CPU:0"], speeds
