from pathlib import Path

import pytest

from engine.doctor.marks import WrongIds, crowd_masks, mark_name, marked, named_marks, wrong_ids
from engine.formats.read import read_dataset
from tests.engine.formats.samples import annotation, coco, write_json

POLYGON = [[0, 0, 1, 0, 1, 1]]
RUNS = {"counts": [1, 2], "size": [80, 100]}


def read(tmp_path: Path, *annotations: dict):
    return read_dataset(write_json(tmp_path / "labels.json", coco(*annotations)))


def test_no_annotations_have_no_marks(tmp_path: Path) -> None:
    dataset = read(tmp_path)
    assert marked(dataset).tolist() == []
    assert mark_name(dataset) is None
    assert wrong_ids(dataset) is None


@pytest.mark.parametrize(
    ("fields", "is_marked"),
    [
        ({}, False),
        ({"difficult": 0}, False),
        ({"difficult": 1}, True),
        ({"ignore": True}, True),
        ({"attributes": {"is_crowd": True}}, True),
        ({"attributes": {"occluded": True}}, False),
        ({"IsGroupOf": "1"}, True),
        # It says so where evaluation hears it.
        ({"difficult": 1, "iscrowd": 1}, False),
    ],
)
def test_a_mark_in_a_field_that_evaluation_does_not_know_is_found(
    tmp_path: Path, fields: dict, is_marked: bool
) -> None:
    dataset = read(tmp_path, annotation(id=1), annotation(id=2, **fields))
    assert named_marks(dataset).tolist() == [False, is_marked]


@pytest.mark.parametrize(
    ("masks", "crowds"),
    [
        ([POLYGON] * 6, []),
        ([RUNS, *[POLYGON] * 5], [0]),
        # Some programs write all masks so.
        ([RUNS] * 6, []),
        ([RUNS, *[None] * 5], []),
    ],
)
def test_masks_that_crowds_alone_have_tell_crowds(tmp_path: Path, masks: list, crowds: list[int]) -> None:
    annotations = [
        annotation(id=n, **({} if mask is None else {"segmentation": mask}))
        for n, mask in enumerate(masks, 1)
    ]
    assert crowd_masks(read(tmp_path, *annotations)).nonzero()[0].tolist() == crowds


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ([1, 2, 3], None),
        ([0, 1, 2], WrongIds(0, 1)),
        ([1, 1, 1, 2], WrongIds(2, 0)),
        ([0, 0, 5, 5], WrongIds(1, 2)),
    ],
)
def test_ids_that_are_0_or_given_twice_are_counted(
    tmp_path: Path, ids: list[int], expected: WrongIds | None
) -> None:
    assert wrong_ids(read(tmp_path, *(annotation(id=id_) for id_ in ids))) == expected
