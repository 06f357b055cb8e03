from dataclasses import replace

import pytest

from engine.data.dataset import Annotations
from engine.data.sample import FoundError, FoundErrorKind
from tests.engine.boxes import new_box
from widgets.sampling.marks import Marks

LABELS = Annotations.of_rows([replace(new_box(0, 2, 0, 0, 9), id=5), replace(new_box(0, 1, 9, 9, 9), id=8)])


def test_without_a_mark_nothing_is_wrong() -> None:
    marks = Marks(LABELS, (5,), ())
    assert marks.errors() == ()
    assert marks.kind_of(5) is None


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([FoundErrorKind.WRONG_CLASS], FoundErrorKind.WRONG_CLASS),
        ([FoundErrorKind.WRONG_CLASS, FoundErrorKind.NO_OBJECT], FoundErrorKind.NO_OBJECT),
        ([FoundErrorKind.NO_OBJECT, FoundErrorKind.NO_OBJECT], None),
    ],
)
def test_a_box_has_one_mark_and_the_same_again_takes_it_back(
    kinds: list[FoundErrorKind], expected: FoundErrorKind | None
) -> None:
    marks = Marks(LABELS, (5, 8), ())
    for kind in kinds:
        marks.toggle(5, kind)
    assert marks.kind_of(5) is expected
    assert marks.errors() == (() if expected is None else (FoundError(expected, 2, 5),))


def test_what_was_said_before_is_there_again() -> None:
    before = (
        FoundError(FoundErrorKind.WRONG_PLACE, 1, 8),
        FoundError(FoundErrorKind.MISSING, 0, None, (1, 2, 3, 4)),
    )
    marks = Marks(LABELS, (5, 8), before)
    assert marks.errors() == before
    marks.add_missing((5, 6, 7, 8), 1)
    assert marks.errors()[-1] == FoundError(FoundErrorKind.MISSING, 1, None, (5, 6, 7, 8))
