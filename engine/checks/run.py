"""All checks, over a whole dataset or over one image of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.checks.against_model import check_against_model
from engine.checks.beside import measure_offsets
from engine.checks.classes import check_classes
from engine.checks.copies import check_copies
from engine.checks.duplicate import check_duplicates
from engine.checks.evidence import Evidence, Testimony, measure_shapes
from engine.checks.habits import measure_habits
from engine.checks.neighbours import check_neighbours
from engine.checks.offset import check_offsets
from engine.checks.one_box import check_boxes, sound_boxes
from engine.checks.others import check_others
from engine.checks.outlier import check_outliers
from engine.checks.place import check_places
from engine.checks.row import check_rows
from engine.checks.whole_images import check_images
from engine.data.agreement import LabelSet
from engine.data.appearance import Appearances
from engine.data.check_settings import DEFAULTS, CheckSettings
from engine.data.dataset import Annotations, Categories, Images, Predictions
from engine.data.flag import Flag
from engine.data.loss import Losses
from engine.loss import ModelEvidence, Scene, label_loss, learn_and_look, look, missing_labels, usable_boxes


def gather(
    images: Images,
    categories: Categories,
    annotations: Annotations,
    predictions: Predictions | None,
    *,
    settings: CheckSettings = DEFAULTS,
    appearances: Appearances | None = None,
    others: tuple[LabelSet, ...] = (),
) -> Evidence:
    """Learn from a whole dataset what its checks need to know: `gather_and_look` without what was seen."""
    return gather_and_look(
        images,
        categories,
        annotations,
        predictions,
        settings=settings,
        appearances=appearances,
        others=others,
    )[0]


def gather_and_look(
    images: Images,
    categories: Categories,
    annotations: Annotations,
    predictions: Predictions | None,
    *,
    settings: CheckSettings = DEFAULTS,
    appearances: Appearances | None = None,
    others: tuple[LabelSet, ...] = (),
) -> tuple[Evidence, Scene | None]:
    """Learn from a whole dataset what its checks need to know.

    Parameters
    ----------
    images, categories, annotations
        The dataset.
    predictions
        None, or no rows: checks against the model are left out.
    settings
    appearances
        None: nobody has looked at the image files yet.
    others
        Other people's labels of the same images.

    Returns
    -------
    Evidence
    Scene or None
        The labels beside the predictions, which is too large to be kept; None without a model.
    """
    model, scene = None, None
    if predictions is not None and len(predictions):
        model, scene = learn_and_look(len(images), len(categories), annotations, predictions)
    found = _measured(images, categories, annotations, settings, model, appearances)
    return replace(found, others=others), scene


def with_settings(evidence: Evidence, annotations: Annotations, settings: CheckSettings) -> Evidence:
    """The same by other thresholds; what is known of the model and of the files rests on none of them.

    Parameters
    ----------
    evidence
    annotations
        Those it was gathered from.
    settings
    """
    found = _measured(
        evidence.images, evidence.categories, annotations, settings, evidence.model, evidence.appearances
    )
    return replace(found, others=evidence.others)


def _measured(
    images: Images,
    categories: Categories,
    annotations: Annotations,
    settings: CheckSettings,
    model: ModelEvidence | None,
    appearances: Appearances | None,
) -> Evidence:
    count = len(categories)
    shapes = measure_shapes(annotations, count, settings.min_spread)
    habits = measure_habits(images, annotations, count, settings)
    offsets = measure_offsets(annotations, usable_boxes(annotations.boxes_xyxy), count, settings)
    return Evidence(images, categories, settings, shapes, habits, offsets, model, appearances)


@dataclass(frozen=True, eq=False, slots=True)
class Findings:
    """What checks find out about some labels.

    Attributes
    ----------
    flags : tuple of Flag
        The most suspicious first; ties by image, box and kind.
    losses : Losses or None
        Of every label that was checked; None without a model.
    """

    flags: tuple[Flag, ...]
    losses: Losses | None


def check(evidence: Evidence, annotations: Annotations, *, image: int | None = None) -> tuple[Flag, ...]:
    """Raise the flags of some labels: those of `examine`."""
    return examine(evidence, annotations, image=image).flags


def examine(
    evidence: Evidence, annotations: Annotations, *, image: int | None = None, scene: Scene | None = None
) -> Findings:
    """Raise the flags of some labels, and say how far the model contradicts each.

    Parameters
    ----------
    evidence
        Of the dataset the labels belong to; they may have been edited since.
    annotations
        All of the dataset. An image's flags are the same whether it is checked alone or with all others.
    image
        Index of the only image to check.
    scene
        `engine.loss.look` at these, where somebody has.
    """
    everywhere = annotations
    if image is not None:
        annotations = everywhere.take(everywhere.rows_of_image(image))
    testimony, losses = None, None
    if evidence.model is not None:
        scene = scene or look(evidence.model, annotations, image=image)
        loss = label_loss(evidence.model, scene)
        testimony = Testimony(evidence.model, scene, loss, missing_labels(evidence.model, scene, loss))
        parts = np.stack([loss.category, loss.place, loss.existence], axis=1)
        losses = Losses(annotations.ids, parts)
    sound = sound_boxes(evidence, annotations)
    flags = [
        *check_boxes(evidence, annotations),
        *check_classes(evidence, annotations, testimony, sound),
        *check_duplicates(evidence, annotations, testimony, sound),
        *check_outliers(evidence, annotations, testimony, sound),
        *check_neighbours(evidence, annotations, testimony, sound),
        *check_places(evidence, annotations, testimony, sound),
        *check_offsets(evidence, annotations, testimony, sound),
        *check_rows(evidence, annotations, testimony, sound),
        *check_images(evidence, annotations, testimony, image),
        *check_copies(evidence, everywhere, image),
        *check_others(evidence, annotations, image),
    ]
    if testimony is not None:
        flags += check_against_model(evidence, annotations, testimony, sound)
    raised = sorted((f for f in flags if f.score >= evidence.settings.min_score), key=_rank)
    return Findings(tuple(raised), losses)


def _rank(flag: Flag) -> tuple[float, int, int, str, int]:
    return (
        -flag.score,
        flag.image,
        flag.annotation_id or 0,
        flag.kind,
        -1 if flag.prediction is None else flag.prediction,
    )
