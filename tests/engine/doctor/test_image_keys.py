import numpy as np
import pytest

from engine.data.dataset import Annotations, Categories, Images
from engine.data.raw_predictions import Key
from engine.data.reading import ImageKey
from engine.doctor.image_keys import image_indices
from tests.engine.doctor.broken import dataset_of

NAMES = ("train/b_0007.jpg", "train/a_0012.JPG", "train/c_0001.jpg")
DATASET = dataset_of(
    Images(np.array([4, 5, 9]), NAMES, np.tile([10, 10], (3, 1))),
    Categories(np.array([1]), ("cat",)),
    Annotations.empty(),
)


@pytest.mark.parametrize("kind", ImageKey)
def test_no_names_are_no_images(kind: ImageKey) -> None:
    assert image_indices(DATASET, (), kind).tolist() == []


@pytest.mark.parametrize(
    ("kind", "keys", "images"),
    [
        (ImageKey.AS_READ, (5, "b_0007", "c_0001.jpg", 6, None), [1, 0, 2, -1, -1]),
        (ImageKey.TEXT, ("5", "009", "6", 4), [1, 2, -1, -1]),
        (ImageKey.NAME, ("D:\\x\\A_0012.png", "b_0007", "B_0007.jpg", "d", 4), [1, 0, 0, -1, -1]),
        (ImageKey.NUMBER_IN_NAME, (7, 12, "c-1", 4, None), [0, 1, 2, -1, -1]),
        (ImageKey.FROM_0, (0, 2, 3), [0, 2, -1]),
        (ImageKey.FROM_1, (1, 3, 0), [0, 2, -1]),
        (ImageKey.NAMES_FROM_0, (0, 1, 2), [1, 0, 2]),
        (ImageKey.NAMES_FROM_1, (1, 2, 3), [1, 0, 2]),
    ],
)
def test_a_name_means_an_image(kind: ImageKey, keys: tuple[Key | None, ...], images: list[int]) -> None:
    assert image_indices(DATASET, keys, kind).tolist() == images


def test_a_number_that_two_file_names_end_with_is_neithers() -> None:
    twins = dataset_of(
        Images(np.array([1, 2]), ("a_3.jpg", "b_3.jpg"), np.zeros((2, 2), np.int64)),
        Categories(np.array([1]), ("cat",)),
        Annotations.empty(),
    )
    assert image_indices(twins, (3,), ImageKey.NUMBER_IN_NAME).tolist() == [-1]
