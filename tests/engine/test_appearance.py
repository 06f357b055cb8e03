import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.appearance import _percentile, _variance, survey
from engine.data.dataset import Dataset
from engine.errors import CancelledError
from engine.formats.splits import find_splits
from tests.engine.checks.photos import dataset, photo, save


def three(tmp_path) -> Dataset:
    names = [save(tmp_path, f"{i}.jpg", photo(i)) for i in range(3)]
    return dataset(tmp_path, names)


def test_progress_names_every_file(tmp_path):
    told = []
    data = three(tmp_path)
    survey(data, find_splits(data), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_it_stops_when_cancelled(tmp_path):
    data = three(tmp_path)

    def cancel(done, total):
        raise CancelledError

    with pytest.raises(CancelledError):
        survey(data, find_splits(data), progress=cancel)


def test_a_thousand_copies_are_compared_with_a_few_each(tmp_path):
    picture = photo(0)
    names = [save(tmp_path, f"{i}.jpg", picture) for i in range(40)]
    data = dataset(tmp_path, names)
    pairs = survey(data, find_splits(data)).pairs
    assert 39 <= len(pairs.first) <= 40 * 8
    assert (pairs.first < pairs.second).all()


@given(arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9))), st.sampled_from([0, 50, 95, 100]))
def test_figures_of_a_grey_image_are_numpys(grey, share):
    assert _percentile(grey, share) == pytest.approx(np.percentile(grey, share), abs=1e-9)
    assert _variance(grey) == pytest.approx(grey.var(), abs=1e-9)
