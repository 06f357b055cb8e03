"""How mAP went while the labels were edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Annotations, Float
from engine.data.edit import Edit
from engine.data.journal import Step
from engine.editing import apply_edits
from engine.evaluation.incremental import Evaluation, reevaluate


@dataclass(frozen=True, eq=False, slots=True)
class Course:
    """mAP at the baseline and after each step.

    Attributes
    ----------
    steps : tuple of s Step
        Those that edited a box, oldest first.
    aps : (s + 1,) float64
        AP before the first and after each of them.
    """

    steps: tuple[Step, ...]
    aps: Float

    def followed(self, steps: Iterable[Step], ap: float) -> Course | None:
        """The course one step further or back, at the cost of a look; None where more has changed.

        Parameters
        ----------
        steps
            All steps in force now, oldest first.
        ap
            AP as it is now.
        """
        now = editing_steps(steps)
        if now == self.steps:
            return self
        if now[:-1] == self.steps:
            return Course(now, np.append(self.aps, ap))
        return Course(now, self.aps[:-1]) if now == self.steps[:-1] else None


def editing_steps(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps that edited a box; verdicts alone change no metric."""
    return tuple(step for step in steps if step.edits)


def follow(
    baseline: Evaluation,
    annotations: Annotations,
    steps: Iterable[Step],
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Course:
    """Go through the steps of a journal once more, and keep AP after each.

    Parameters
    ----------
    baseline
        Of ``annotations``.
    annotations
        Every box as it was at the baseline, ascending by id.
    steps
        Those in force, oldest first: `engine.history.History.done`.
    progress
        Told how many steps are done, of how many. May raise `engine.errors.CancelledError`.
    """
    edited = editing_steps(steps)
    boxes: dict[int, Annotations] = {}
    now, aps = baseline, [baseline.metrics.ap]
    for done, step in enumerate(edited):
        progress(done, len(edited))
        by_image: dict[int, list[Edit]] = {}
        for edit in step.edits:
            by_image.setdefault(edit.subject.image, []).append(edit)
        for image, own in by_image.items():
            if image not in boxes:
                boxes[image] = annotations.take(annotations.rows_of_image(image))
            boxes[image] = apply_edits(boxes[image], own)
        now = reevaluate(now, {image: boxes[image] for image in by_image})
        aps.append(now.metrics.ap)
    progress(len(edited), len(edited))
    return Course(edited, np.array(aps))
