from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from engine.course import Course, follow
from engine.data.edit import Edit
from engine.data.flag import VerdictKind
from engine.data.journal import Origin, Step, Verdict
from engine.editing import apply_edits
from engine.errors import CancelledError
from engine.evaluation.incremental import evaluate
from tests.engine.conftest import RELABELLED, small_dataset, small_predictions

DATASET, PREDICTIONS = small_dataset(Path()), small_predictions()
LABELS = DATASET.annotations
BASELINE = evaluate(DATASET.images, DATASET.categories, LABELS, PREDICTIONS)
WRONG = LABELS.get(RELABELLED)
assert WRONG is not None
MEND = Step((Edit.relabel(WRONG, 1 - WRONG.category),), (), Origin.RELABELLED)
SPOIL = Step((Edit.delete(LABELS.at(0)), Edit.delete(LABELS.at(5))), (), Origin.DELETED)
SAY = Step((), (Verdict("a|0", None, VerdictKind.UNSURE),), Origin.VERDICT)


def followed(*steps: Step) -> Course:
    return follow(BASELINE, LABELS, steps)


@pytest.mark.parametrize("steps", [(), (SAY,), (MEND,), (MEND, SAY, SPOIL), (SPOIL, SPOIL.inverse, MEND)])
def test_the_course_is_ap_after_each_step_that_edits(steps: Sequence[Step]) -> None:
    labels, expected = LABELS, [BASELINE.metrics.ap]
    for step in steps:
        labels = apply_edits(labels, step.edits)
        if step.edits:
            full = evaluate(DATASET.images, DATASET.categories, labels, PREDICTIONS)
            expected.append(full.metrics.ap)
    assert followed(*steps).aps.tolist() == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param((), (), id="nothing done"),
        pytest.param((), (MEND,), id="the first step"),
        pytest.param((MEND,), (MEND, SPOIL), id="one more"),
        pytest.param((MEND, SPOIL), (MEND,), id="one taken back"),
        pytest.param((MEND,), (MEND, SAY), id="a verdict"),
    ],
)
def test_a_step_further_or_back_needs_no_replay(before: Sequence[Step], after: Sequence[Step]) -> None:
    whole = followed(*after)
    course = followed(*before).followed(after, float(whole.aps[-1]))
    assert course is not None
    assert course.steps == whole.steps
    assert np.array_equal(course.aps, whole.aps)


@pytest.mark.parametrize(
    ("before", "after"), [((), (MEND, SPOIL)), ((MEND,), (SPOIL,)), ((MEND, SPOIL, SPOIL.inverse), (MEND,))]
)
def test_another_history_needs_a_replay(before: Sequence[Step], after: Sequence[Step]) -> None:
    assert followed(*before).followed(after, 0.5) is None


def test_a_replay_can_be_cancelled() -> None:
    def cancel(done: int, total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        follow(BASELINE, LABELS, (MEND,), progress=cancel)
