"""How much of the delta of mAP is real."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.assessment import Assessment
from engine.attribution import attribute
from engine.data.dataset import Annotations, Dataset, Predictions
from engine.data.journal import Step
from engine.data.metrics import NOT_DEFINED
from engine.data.sample import Sample
from engine.data.sign_off import Gains
from engine.evaluation.bootstrap import RESAMPLES, compare
from engine.evaluation.part import evaluate_part

Progress = Callable[[str, int, int], None]


def honest_gains(
    dataset: Dataset,
    assessment: Assessment,
    steps: Sequence[Step],
    sample: Sample | None,
    *,
    resamples: int = RESAMPLES,
    progress: Progress = lambda text, done, total: None,
) -> Gains:
    """The delta with its interval, without copies of the model's boxes, and on the images of a blind sample alone.

    Parameters
    ----------
    dataset
        As it was opened.
    assessment
        Of the labels as they are.
    steps
        Those in force, oldest first.
    sample
        Its images were drawn by chance, whatever the flags say of them: what is gained there was not looked for.
    resamples
        How many draws the interval rests on.
    progress
        May raise `engine.errors.CancelledError`.
    """
    baseline, evaluation = assessment.baseline, assessment.evaluation
    delta = compare(
        baseline,
        evaluation,
        resamples=resamples,
        progress=lambda done, total: progress("Resampling images", done, total),
    ).ap
    found = attribute(
        baseline,
        dataset.annotations,
        steps,
        progress=lambda done, total: progress("Dividing the delta", done, total),
    )
    images = () if sample is None else tuple(sorted({unit.image for unit in sample.units}))
    predictions = assessment.predictions or Predictions.empty()

    def on_sample(labels: Annotations) -> float:
        if not images:
            return NOT_DEFINED
        measured = evaluate_part(
            dataset.images, dataset.categories, labels, predictions, evaluation.settings, images
        )
        return measured.metrics.ap

    return Gains(
        before=baseline.metrics.ap,
        after=evaluation.metrics.ap,
        low=delta.low,
        high=delta.high,
        without_copies=found.without_copies,
        copies=found.copies,
        edits=len(found.contributions),
        sample_images=len(images),
        sample_before=on_sample(dataset.annotations),
        sample_after=on_sample(assessment.annotations),
    )
