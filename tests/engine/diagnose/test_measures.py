"""What images look like and how they were taken, as two sets are compared by it."""

import cv2
import numpy as np
import pytest

from engine.data.finding import Finding
from engine.diagnose.bias import find
from engine.diagnose.measures import relative
from engine.diagnose.traits import look_at, sampled
from engine.errors import CancelledError
from tests.engine.checks.photos import HEIGHT, WIDTH, photo
from tests.engine.diagnose.patients import of_boxes, patient, photographs, predicted
from tests.engine.diagnose.test_exif import exif, jpeg


def coloured(folder, name, rgb):
    cv2.imwrite(str(folder / name), np.full((HEIGHT, WIDTH, 3), rgb[::-1], np.uint8))
    return name


def test_looks_of_plain_images(tmp_path):
    names = [coloured(tmp_path, f"{i}.png", rgb) for i, rgb in enumerate([(200, 100, 50), (80, 80, 80)])]
    traits = look_at(of_boxes(tmp_path, [*names, "missing.png"], []), np.arange(3))
    assert traits.rows.tolist() == [0, 1]
    assert traits.brightness == pytest.approx([124, 80], abs=1)
    assert traits.contrast == pytest.approx([0, 0], abs=0.01)
    assert traits.saturation == pytest.approx([0.75, 0])
    assert traits.warmth == pytest.approx([np.log(201 / 51), 0])
    assert traits.cameras == ("", "")
    assert traits.times == (None, None)


def test_without_files_nothing_is_known(tmp_path):
    assert look_at(of_boxes(None, ["a.png"], []), np.arange(1)) is None
    assert look_at(of_boxes(tmp_path, ["a.png"], []), np.arange(1)) is None
    assert look_at(of_boxes(tmp_path, [], []), np.arange(0)) is None


def test_it_stops_when_cancelled(tmp_path):
    def cancel(done, total):
        raise CancelledError

    with pytest.raises(CancelledError):
        look_at(photographs(tmp_path, range(2)), np.arange(2), progress=cancel)


def test_a_sample_is_some_of_all():
    assert sampled(0, 5, 0).tolist() == []
    assert sampled(5, 5, 0).tolist() == [0, 1, 2, 3, 4]
    few = sampled(1000, 5, 3)
    assert len(set(few.tolist())) == 5
    assert np.array_equal(few, np.sort(few))
    assert np.array_equal(few, sampled(1000, 5, 3))


def test_boxes_are_measured_in_their_image():
    boxes = np.array([[0.0, 0, 20, 5], [5, 5, 5, 9], [1, 1, 2, 2]])
    found = relative(boxes, np.array([[100, 50], [100, 50], [0, 0]]))
    assert found["box_size"] == pytest.approx([10, np.nan, np.nan], nan_ok=True)
    assert found["box_aspect"] == pytest.approx([4, np.nan, 1], nan_ok=True)
    assert found["box_x"] == pytest.approx([10, 5, np.nan], nan_ok=True)
    assert found["box_y"] == pytest.approx([5, 14, np.nan], nan_ok=True)


def test_another_camera_at_another_time_is_found(tmp_path):
    sets = []
    for folder, camera, hour, first in (("then", "Alpha 1", 10, 0), ("now", "Beta 2", 23, 500)):
        (tmp_path / folder).mkdir()
        own = photographs(tmp_path / folder, range(first, first + 20))
        for image, seed in enumerate(range(first, first + 20)):
            tiff = exif("<", {0x0110: camera}, {0x9003: f"2024:01:02 {hour}:00:00"})
            data = cv2.imencode(".jpg", photo(seed))[1].tobytes()
            jpeg(own.image_path(image), tiff, data)
        sets.append(own)
    training, here = sets
    found = [
        own
        for own in find(patient(here, predicted(here), training), lambda text, done, total: None)
        if isinstance(own, Finding)
    ]
    assert {own.key for own in found} == {"bias.camera", "bias.time"}
    said = {own.key: str(own.sentence) for own in found}
    assert "Alpha 1: 0% here, 100% there" in said["bias.camera"]
    assert "Cramér's V 1.00" in said["bias.time"]
