from __future__ import annotations

import pytest

from engine.data.check_settings import CheckSettings
from engine.data.dataset import Annotation
from engine.data.edit import EditKind
from engine.data.flag import FlagKind
from tests.engine.checks.tray import BOLT, flags, images, kinds, label, predictions, well_seen

BOX = (10.0, 10.0, 50.0, 50.0)
NEAR = (11.0, 11.0, 51.0, 51.0)
BESIDE = (40.0, 10.0, 80.0, 50.0)


@pytest.mark.parametrize(
    ("labels", "doubted"),
    [
        ([], []),
        ([label(1, BOX)], []),
        ([label(1, BOX), label(2, BESIDE)], []),
        ([label(1, BOX), label(2, NEAR)], [2]),
        ([label(1, BOX), label(2, BOX), label(3, BOX)], [2, 3]),
        ([label(1, BOX), label(2, BOX, category=BOLT)], []),
        ([label(1, BOX), label(2, BOX, image=1)], []),
        ([label(1, BOX), label(2, BOX, crowd=True)], []),
    ],
)
def test_all_but_one_of_the_boxes_on_an_object_are_flagged(
    labels: list[Annotation], doubted: list[int]
) -> None:
    found = [flag for flag in flags(labels) if flag.kind is not FlagKind.SAME_PLACE]
    assert kinds(tuple(found)) == [(FlagKind.DUPLICATE, id) for id in doubted]
    assert all(flag.suggestion is not None and flag.suggestion.kind is EditKind.DELETE for flag in found)


def test_the_box_that_fits_the_model_stays() -> None:
    labels, seen = well_seen()
    rows = predictions(((20, 20, 60, 60), 0.95, 0, 0), *seen)
    found = flags([label(1, (24, 22, 63, 64)), label(2, (20, 20, 60, 60)), *labels], rows, of=images(70))
    assert kinds(found) == [(FlagKind.DUPLICATE, 1)]


def test_two_boxes_that_the_model_sees_as_two_objects_are_let_be() -> None:
    labels, seen = well_seen()
    a, b = (20.0, 20.0, 60.0, 60.0), (28.0, 20.0, 68.0, 60.0)
    rows = predictions((a, 0.95, 0, 0), (b, 0.95, 0, 0), *seen)
    assert kinds(flags([label(1, a), label(2, b)])) == [(FlagKind.DUPLICATE, 2)]
    assert flags([label(1, a), label(2, b), *labels], rows, of=images(70)) == ()


def test_the_kept_box_is_listed_far_below_the_doubted_one_when_all_is_listed() -> None:
    found = flags([label(1, BOX), label(2, NEAR)], settings=CheckSettings(min_score=0))
    assert kinds(found) == [(FlagKind.DUPLICATE, 2), (FlagKind.DUPLICATE, 1)]
    assert found[1].score < CheckSettings().min_score < found[0].score
