from __future__ import annotations

from engine.data.dataset import UNKNOWN_CATEGORY
from engine.data.edit import EditKind
from engine.data.flag import FlagKind
from tests.engine.checks.tray import BOLT, flags, images, label, predictions, well_seen

BOX = (10.0, 10.0, 50.0, 50.0)


def test_a_known_class_is_not_flagged() -> None:
    assert flags([label(1, BOX)]) == ()


def test_an_unknown_class_is_certainly_wrong() -> None:
    (flag,) = flags([label(1, BOX, category=UNKNOWN_CATEGORY)])
    assert (flag.kind, flag.score, flag.suggestion) == (FlagKind.UNKNOWN_CATEGORY, 1.0, None)


def test_an_unknown_class_becomes_what_the_model_sees_there() -> None:
    labels, seen = well_seen()
    row = (BOX, 0.95, BOLT, 0)
    (flag,) = flags(
        [label(1, BOX, category=UNKNOWN_CATEGORY), *labels], predictions(row, *seen), of=images(70)
    )
    assert flag.prediction == 0
    assert "bolt" in flag.reason
    assert flag.suggestion is not None
    assert flag.suggestion.kind is EditKind.RELABEL
    assert flag.suggestion.subject.category == BOLT
