"""What the program makes of a state of the labels: metrics, flags, losses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.checks.copies import twins
from engine.checks.evidence import Evidence
from engine.checks.limits import check_limits
from engine.checks.names import check_class_names
from engine.checks.run import check, examine, gather_and_look, with_settings
from engine.data.agreement import LabelSet
from engine.data.appearance import Appearances
from engine.data.check_settings import DEFAULTS, CheckSettings
from engine.data.dataset import Annotations, Dataset, Predictions, Problem
from engine.data.edit import Edit
from engine.data.flag import Flag
from engine.data.loss import Losses
from engine.editing import apply_edits
from engine.evaluation.cap import left_out
from engine.evaluation.incremental import Evaluation, evaluate, reevaluate
from engine.evaluation.settings import COCO, EvaluationSettings

FlagsByImage = Mapping[int, tuple[Flag, ...]]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, eq=False, slots=True)
class Assessment:
    """What the program makes of a state of the labels: computed off the GUI thread, whole.

    Attributes
    ----------
    annotations : Annotations
        The labels it was made of.
    predictions : Predictions or None
        None: there are no predictions yet; the metrics are then those of a model that says nothing.
    baseline, evaluation : Evaluation
        Of the labels as they were opened and of these, with the same predictions.
    evidence : Evidence
    flags : mapping of int to tuple of Flag
        By image index; images without flags are not in it.
    losses : Losses or None
        How far the model contradicts each label; None without a model.
    problems : tuple of Problem
        What the metrics leave out without a word, and classes that a dataset should not have so.
    """

    annotations: Annotations
    predictions: Predictions | None
    baseline: Evaluation
    evaluation: Evaluation
    evidence: Evidence
    flags: FlagsByImage
    losses: Losses | None
    problems: tuple[Problem, ...] = ()


def assess(
    dataset: Dataset,
    annotations: Annotations,
    predictions: Predictions | None,
    settings: EvaluationSettings = COCO,
    *,
    checks: CheckSettings = DEFAULTS,
    appearances: Appearances | None = None,
    others: tuple[LabelSet, ...] = (),
    progress: Progress = lambda text, done, total: None,
) -> Assessment:
    """Evaluate and check a state of the labels.

    Parameters
    ----------
    dataset
        As it was opened: the baseline.
    annotations
        The labels as they are now.
    predictions
        None where there are none yet.
    settings
        How to measure.
    checks
        Thresholds of the checks.
    appearances
        What the image files look like; None: nobody has looked yet.
    others
        Other people's labels of the same images.
    progress
        Told what is going on, and how far it is. May raise `engine.errors.CancelledError`.
    """
    scored = Predictions.empty() if predictions is None else predictions

    def evaluated(boxes: Annotations) -> Evaluation:
        return evaluate(
            dataset.images,
            dataset.categories,
            boxes,
            scored,
            settings,
            progress=lambda done, total: progress("Evaluating", done, total),
        )

    evaluation = evaluated(annotations)
    unedited = annotations is dataset.annotations
    baseline = evaluation if unedited else evaluated(dataset.annotations)
    progress("Looking for doubtful boxes", 0, 0)
    # Of the labels as opened, so that a flag does not depend on when the project was last opened.
    evidence, scene = gather_and_look(
        dataset.images,
        dataset.categories,
        dataset.annotations,
        predictions,
        settings=checks,
        appearances=appearances,
        others=others,
    )
    found = examine(evidence, annotations, scene=scene if unedited else None)
    problems = (
        *left_out(scored, len(dataset.images), len(dataset.categories), settings).problems(),
        *check_class_names(dataset.categories, dataset.annotations, predictions),
        *check_limits(evidence, dataset.annotations, scene),
    )
    flags = _by_image(found.flags)
    return Assessment(annotations, predictions, baseline, evaluation, evidence, flags, found.losses, problems)


def recheck(
    dataset: Dataset,
    assessment: Assessment,
    checks: CheckSettings,
    *,
    progress: Progress = lambda text, done, total: None,
) -> Assessment:
    """The same labels, checked again with other thresholds; what was evaluated stays as it is.

    Parameters
    ----------
    dataset
        As it was opened.
    assessment
        Of the labels as they are now.
    checks, progress
        As for `assess`.
    """
    progress("Looking for doubtful boxes", 0, 0)
    evidence = with_settings(assessment.evidence, dataset.annotations, checks)
    return replace(assessment, evidence=evidence, flags=_by_image(check(evidence, assessment.annotations)))


def with_appearances(assessment: Assessment, appearances: Appearances) -> Assessment:
    """The same labels, checked again once somebody has looked at the image files."""
    evidence = replace(assessment.evidence, appearances=appearances)
    return replace(assessment, evidence=evidence, flags=_by_image(check(evidence, assessment.annotations)))


def with_label_sets(assessment: Assessment, others: tuple[LabelSet, ...]) -> Assessment:
    """The same labels, checked again against other people's."""
    evidence = replace(assessment.evidence, others=others)
    return replace(assessment, evidence=evidence, flags=_by_image(check(evidence, assessment.annotations)))


def _by_image(flags: Iterable[Flag]) -> FlagsByImage:
    by_image: dict[int, list[Flag]] = {}
    for flag in flags:
        by_image.setdefault(flag.image, []).append(flag)
    return {image: tuple(own) for image, own in by_image.items()}


def checked_with(evidence: Evidence, images: Sequence[int]) -> tuple[int, ...]:
    """Some images, and those whose flags depend on the labels of these."""
    return tuple(dict.fromkeys((*images, *(twin for image in images for twin in twins(evidence, image)))))


def after_edits(
    assessment: Assessment, edits: Sequence[Edit], *, progress: Progress = lambda text, done, total: None
) -> Assessment:
    """What some edits lead to; nothing is changed, so that it can be worked out off the GUI thread."""
    images = tuple(dict.fromkeys(edit.subject.image for edit in edits))
    return edited(assessment, edits, checked_with(assessment.evidence, images), progress=progress)


def edited(
    assessment: Assessment,
    edits: Sequence[Edit],
    checked: Sequence[int],
    *,
    progress: Progress = lambda text, done, total: None,
) -> Assessment:
    """The same after some edits; flags and losses of these images are found anew.

    Parameters
    ----------
    assessment, edits
    checked
        `checked_with` of the edited images.
    progress
        As for `assess`.
    """
    if not edits:
        return assessment
    annotations = apply_edits(assessment.annotations, edits)
    images = dict.fromkeys(edit.subject.image for edit in edits)
    of_image = {image: annotations.take(annotations.rows_of_image(image)) for image in images}
    flags = dict(assessment.flags)
    fresh: list[Losses] = []
    for done, image in enumerate(checked):
        progress("Checking images", done, len(checked))
        flags.pop(image, None)
        found = examine(assessment.evidence, annotations, image=image)
        if found.flags:
            flags[image] = found.flags
        if found.losses is not None:
            fresh.append(found.losses)
    losses = assessment.losses
    if losses is not None:
        losses = losses.replaced(annotations.ids, Losses.joined(fresh))
    return replace(
        assessment,
        annotations=annotations,
        evaluation=reevaluate(assessment.evaluation, of_image),
        flags=flags,
        losses=losses,
    )
