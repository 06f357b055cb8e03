"""Patients for tests: a small dataset, and event files written as TensorBoard writes them."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.assessment import assess
from engine.data.dataset import Annotation, Annotations, Categories, Dataset, Images
from engine.diagnose.patient import Patient
from engine.formats.protobuf_wire import delimited, varint_bytes
from engine.formats.tfrecord_file import framed
from tests.engine.boxes import new_box

Points = Iterable[tuple[int, float]]


def patient(
    *,
    names: tuple[str, ...] = ("cat", "dog", "bird"),
    ids: tuple[int, ...] = (1, 2, 3),
    per_image: int = 6,
    images: int = 4,
    event_files: Path | None = None,
    configuration: Path | None = None,
    label_map: Path | None = None,
    training_images: int = 0,
) -> Patient:
    """Images of 640 x 480 with as many boxes of 60 pixels each, of all classes in turn; nothing was predicted."""
    dataset = dataset_of(names, ids, images, per_image)
    return Patient(
        dataset,
        assess(dataset, dataset.annotations, None),
        training=dataset_of(names, ids, training_images, 1) if training_images else None,
        event_files=event_files,
        configuration=configuration,
        label_map=label_map,
    )


def dataset_of(names: tuple[str, ...], ids: tuple[int, ...], images: int, per_image: int) -> Dataset:
    rows = []
    for image in range(images):
        for box in range(per_image):
            own = new_box(image, box % len(names), 10 + 7 * (box % 70), 10 + 50 * (box % 8), 60)
            rows.append(own)
    return Dataset(
        images=Images(
            np.arange(images) + 1, tuple(f"{i}.jpg" for i in range(images)), np.tile([640, 480], (images, 1))
        ),
        categories=Categories(np.array(ids), names),
        annotations=Annotations.of_rows([_numbered(row, number) for number, row in enumerate(rows, 1)]),
        image_root=None,
        source=Path("labels.json"),
        format="coco",
    )


def _numbered(row: Annotation, number: int) -> Annotation:
    return replace(row, id=number, source_id=number)


def write_events(
    path: Path, curves: Mapping[str, Points], *, simple: bool = False, time: float = 1e9
) -> None:
    """Write an event file with these curves one after the other, as tensors (TensorFlow 2) or simple values (1)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    records = [framed(event(0, time, delimited(3, b"brain.Event:2")))]
    for tag, points in curves.items():
        records += [
            framed(event(step, time + step, summary(tag, value, simple=simple))) for step, value in points
        ]
    path.write_bytes(b"".join(records))


def event(step: int, time: float, content: bytes) -> bytes:
    return b"\x09" + struct.pack("<d", time) + b"\x10" + varint_bytes(step % 2**64) + content


def summary(tag: str, value: float, *, simple: bool = False) -> bytes:
    number = b"\x15" + struct.pack("<f", value) if simple else delimited(8, tensor(value))
    return delimited(5, delimited(1, delimited(1, tag.encode()) + number))


def tensor(value: float) -> bytes:
    return b"\x08\x01" + delimited(2, b"") + delimited(5, struct.pack("<f", value))
