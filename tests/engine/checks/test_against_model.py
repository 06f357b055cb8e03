from __future__ import annotations

import pytest

from engine.data.dataset import NEW_ID, Annotation
from engine.data.edit import EditKind
from engine.data.flag import Flag, FlagKind
from tests.engine.checks.tray import BOLT, NUT, Seen, flags, images, kinds, label, predictions, well_seen

BOX = (20.0, 20.0, 60.0, 60.0)


def judged(own: list[Annotation], seen: list[Seen]) -> tuple[Flag, ...]:
    """Flags of image 0, in a dataset whose other images show that the model can be trusted."""
    labels, rows = well_seen()
    return flags([*own, *labels], predictions(*seen, *rows), of=images(70))


ELSEWHERE: Seen = ((130.0, 20.0, 170.0, 60.0), 0.95, NUT, 0)


@pytest.mark.parametrize(
    ("own", "seen", "expected"),
    [
        ([], [], []),
        ([label(1, BOX)], [], []),
        ([label(1, BOX)], [(BOX, 0.95, NUT, 0)], []),
        ([], [(BOX, 0.95, NUT, 0)], [(FlagKind.MISSING_LABEL, None), (FlagKind.NO_BOXES, None)]),
        ([label(1, BOX)], [(BOX, 0.95, BOLT, 0)], [(FlagKind.WRONG_CLASS, 1)]),
        ([label(1, BOX)], [((45, 20, 85, 60), 0.95, NUT, 0)], [(FlagKind.BAD_LOCATION, 1)]),
        (
            [label(1, BOX), label(2, ELSEWHERE[0])],
            [ELSEWHERE],
            [(FlagKind.SPURIOUS_LABEL, 1)],
        ),
        ([label(1, BOX, crowd=True)], [((25, 25, 40, 40), 0.95, NUT, 0)], []),
        ([label(1, BOX, ignore=True)], [(BOX, 0.95, BOLT, 0)], []),
    ],
)
def test_what_the_model_contradicts_is_flagged_once(
    own: list[Annotation], seen: list[Seen], expected: list[tuple[FlagKind, int | None]]
) -> None:
    assert kinds(judged(own, seen)) == expected


def test_a_wrong_class_names_both_and_suggests_the_models() -> None:
    (flag,) = judged([label(1, BOX)], [((22, 20, 62, 60), 0.93, BOLT, 0)])
    assert flag.reason == (
        "The model sees bolt here with score 0.93 where this box says nut; they overlap by 0.90 IoU."
    )
    assert flag.prediction == 0
    assert flag.suggestion is not None
    assert flag.suggestion.kind is EditKind.RELABEL


def test_a_bad_location_is_moved_to_the_prediction() -> None:
    (flag,) = judged([label(1, BOX)], [((45, 20, 85, 60), 0.95, NUT, 0)])
    assert flag.suggestion is not None
    assert flag.suggestion.after is not None
    assert flag.suggestion.after.box_xyxy == (45, 20, 85, 60)


def test_a_missing_label_is_added_with_an_id_to_come() -> None:
    flag, _ = judged([], [(BOX, 0.95, BOLT, 0)])
    assert flag.suggestion is not None
    added = flag.suggestion.after
    assert added is not None
    assert (added.id, added.category, added.box_xyxy, added.area) == (NEW_ID, BOLT, BOX, 1600)


def test_an_image_without_predictions_was_not_seen() -> None:
    assert judged([label(1, BOX)], []) == ()
