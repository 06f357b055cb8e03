import os
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from engine.data.address import CACHE_VARIABLE, image_folder
from engine.data.model import Acceleration, ImagePredictions, ModelAbout
from engine.inference.known import Known, model_key
from engine.store.predicted import PredictedFile


@pytest.fixture
def paths(tmp_path: Path) -> dict[int, Path]:
    """Four files, of which the second and the fourth are the same."""
    found = {}
    for image, content in enumerate((b"a", b"bb", b"ccc", b"bb")):
        found[image] = tmp_path / f"{image}.png"
        found[image].write_bytes(content)
        os.utime(found[image], (1_000_000, 1_000_000))
    return found


def said(image: int, score: float = 0.5) -> ImagePredictions:
    return ImagePredictions(image, np.ones((1, 4)), np.array([score]), np.array([1], np.int64))


def stopped(done: int, total: int) -> None:
    """Never."""


def test_a_key_depends_on_all_that_predictions_depend_on():
    keys = {
        model_key("a", Acceleration.NONE),
        model_key("b", Acceleration.NONE),
        model_key("a", Acceleration.XLA),
        model_key("a", Acceleration.NONE, 0.1),
    }
    assert len(keys) == 4 and all(len(key) == 64 for key in keys)
    assert model_key("a", Acceleration.NONE) == model_key("a", Acceleration.NONE, 0.0)


def test_no_images_need_no_run(paths):
    recalled = Known(paths, "key", None).recall({})
    assert (recalled.before, recalled.again, recalled.to_run) == ({}, {}, [])


def test_of_images_that_are_the_same_the_first_is_run_and_the_others_follow(paths):
    known = Known(paths, "key", None)
    states, missing = known.read((0, 1, 3), stopped)
    assert known.recall(states).to_run == [0, 1] and missing == {}
    assert [own.image for own in known.take(said(1))] == [1, 3]
    assert list(known.same_as(3)) == [1, 3]


def test_an_image_of_a_later_part_takes_what_was_said_of_the_same_in_an_earlier_one(paths):
    known = Known(paths, "key", None)
    known.recall(known.read((1,), stopped)[0])
    known.take(said(1))
    recalled = known.recall(known.read((2, 3), stopped)[0])
    assert (list(recalled.again), recalled.to_run, recalled.before) == ([3], [2], {})


def test_what_was_written_is_known_to_the_next_run_under_the_same_key_alone(paths, tmp_path):
    with closing(PredictedFile(tmp_path / "kept")) as file:
        known = Known(paths, "key", file.predicted)
        assert known.about is None
        known.set_about(ModelAbout("kind", ((1, "a"),)))
        known.recall(known.read(paths, stopped)[0])
        known.take(said(1))
        known.write()
        again = Known(paths, "key", file.predicted)
        assert again.about == ModelAbout("kind", ((1, "a"),))
        recalled = again.recall(again.read(paths, stopped)[0])
        assert (sorted(recalled.before), recalled.to_run) == ([1, 3], [0, 2])
        other = Known(paths, "other", file.predicted)
        assert other.recall(other.read(paths, stopped)[0]).to_run == [0, 1, 2]
        assert other.about is None


def test_a_file_is_read_again_only_where_it_may_have_changed(paths, tmp_path):
    with closing(PredictedFile(tmp_path / "kept")) as file:
        known = Known(paths, "key", file.predicted)
        assert known.size_to_read(2) == 3
        known.recall(known.read(paths, stopped)[0])
        again = Known(paths, "key", file.predicted)
        assert [again.size_to_read(image) for image in paths] == [0, 0, 0, 0]
        paths[2].write_bytes(b"xyz")  # as long, and now
        assert again.size_to_read(2) == 3
        states, _ = again.read(paths, stopped)
        again.recall(states)
        # Too young to be told from another of the same moment.
        assert Known(paths, "key", file.predicted).size_to_read(2) == 3


def test_a_file_that_is_not_there_is_told(paths):
    paths[1].unlink()
    known = Known(paths, "key", None)
    assert known.size_to_read(1) == 0
    states, missing = known.read((0, 1), stopped)
    assert list(states) == [0] and missing == {1: "the image is missing"}


def test_of_images_in_a_store_what_was_said_is_kept_and_where_the_cache_has_them_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    path = image_folder("s3://bucket/a") / "b.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"an image")
    os.utime(path, (1_000_000, 1_000_000))
    with closing(PredictedFile(tmp_path / "p.sqlite")) as kept:
        known = Known({0: path}, "key", kept.predicted)
        # Of one that is not there yet it is not known how large it is.
        assert known.size_to_read(0) == len(b"an image")
        known.recall(known.read((0,), stopped)[0])
        known.take(said(0))
        known.write()
        assert kept.predicted.files() == {}
        again = Known({0: path}, "key", kept.predicted)
        assert list(again.recall(again.read((0,), stopped)[0]).before) == [0]
        path.unlink()
        assert again.size_to_read(0) > 0
