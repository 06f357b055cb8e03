from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.data.dataset import Dataset
from engine.doctor.image_sizes import with_image_sizes


def test_sizes_that_are_not_stated_come_from_the_files(demo_dataset: Dataset, tmp_path: Path) -> None:
    stated = demo_dataset.images.sizes_wh
    unknown = replace(demo_dataset, images=replace(demo_dataset.images, sizes_wh=np.zeros_like(stated)))
    assert with_image_sizes(unknown).images.sizes_wh.tolist() == stated.tolist()
    assert with_image_sizes(demo_dataset) is demo_dataset
    # Where there is no such file a size stays unknown.
    assert not with_image_sizes(replace(unknown, image_root=tmp_path)).images.sizes_wh.any()
    assert (
        with_image_sizes(replace(unknown, image_root=None)).images.sizes_wh.tolist()
        == np.zeros_like(stated).tolist()
    )
