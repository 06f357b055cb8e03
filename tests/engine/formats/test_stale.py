import pytest

from engine.data.dataset import UNKNOWN_CATEGORY, Annotations
from engine.formats.stale import edited, stale_fields
from tests.engine.formats.samples import with_box, with_category

RECORD = {"segmentation": [[1, 2, 3, 4]], "keypoints": [1], "attributes": {"old": True}, "score": 0.5}


@pytest.mark.parametrize(
    ("record", "moved", "relabelled", "stale"),
    [
        ({}, True, True, []),
        (RECORD, False, False, []),
        (RECORD, True, False, ["segmentation", "keypoints"]),
        (RECORD, False, True, ["keypoints", "attributes"]),
        (RECORD, True, True, ["segmentation", "keypoints", "attributes"]),
        ({"segmentation": []}, True, True, []),
    ],
)
def test_fields_that_an_edit_made_wrong_are_named(record, moved, relabelled, stale):
    assert stale_fields(record, moved=moved, relabelled=relabelled) == stale


def test_an_edited_box_is_told_from_the_others(dataset):
    boxes = dataset.annotations
    nothing = [False] * len(boxes)
    assert [mask.tolist() for mask in edited(boxes, boxes)] == [nothing, nothing]
    moved, relabelled = edited(boxes, with_box(boxes, 1, (1, 2, 3, 4)))
    assert moved.tolist() == [row == 1 for row in range(len(boxes))]
    assert relabelled.tolist() == nothing
    moved, relabelled = edited(boxes, with_category(boxes, 2, UNKNOWN_CATEGORY))
    assert moved.tolist() == nothing
    assert relabelled.tolist() == [row == 2 for row in range(len(boxes))]
    moved, relabelled = edited(boxes.take(boxes.ids != 2), boxes)
    assert moved.tolist() == relabelled.tolist() == [row == 1 for row in range(len(boxes))]


def test_a_box_of_nan_that_nobody_touched_was_not_moved(dataset):
    boxes = with_box(dataset.annotations, 0, (float("nan"), 1, 2, 3))
    assert not edited(boxes, boxes)[0].any()


def test_without_labels_before_all_are_new(dataset):
    assert edited(Annotations.empty(), dataset.annotations)[0].all()
    assert not len(edited(dataset.annotations, Annotations.empty())[0])
