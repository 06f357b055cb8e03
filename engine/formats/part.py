"""Some of a dataset's images with their labels, as a dataset of its own."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from engine.data.dataset import Annotations, Dataset, Images, Int


def part_of(dataset: Dataset, annotations: Annotations, images: Sequence[int]) -> tuple[Dataset, Annotations]:
    """Take these images, by index, in their old order; everything that belongs to none of them is left out."""
    chosen = np.unique(np.array(images, np.int64))
    place = np.full(len(dataset.images), -1, np.int64)
    place[chosen] = np.arange(len(chosen))
    all_images = dataset.images
    records = {
        int(place[index]): dataset.image_records[index]
        for index in chosen.tolist()
        if index in dataset.image_records
    }
    baseline = _placed(dataset.annotations, place)
    kept = set(baseline.ids.tolist())
    taken = replace(
        dataset,
        images=Images(
            all_images.ids[chosen],
            tuple(all_images.file_names[index] for index in chosen.tolist()),
            all_images.sizes_wh[chosen],
        ),
        annotations=baseline,
        records=MappingProxyType({id_: record for id_, record in dataset.records.items() if id_ in kept}),
        image_records=MappingProxyType(records),
        header=MappingProxyType(
            {key: value for key, value in dataset.header.items() if key != "boxwright_unread"}
        ),
    )
    return taken, _placed(annotations, place)


def _placed(annotations: Annotations, place: Int) -> Annotations:
    rows = np.flatnonzero(place[annotations.images] >= 0)
    taken = annotations.take(rows)
    return replace(taken, images=place[taken.images])
