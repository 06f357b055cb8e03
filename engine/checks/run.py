"""All checks, over a whole dataset or over one image of it."""

from __future__ import annotations

from engine.checks.against_model import check_against_model
from engine.checks.classes import check_classes
from engine.checks.duplicate import check_duplicates
from engine.checks.evidence import Evidence, Testimony, measure_shapes
from engine.checks.habits import measure_habits
from engine.checks.neighbours import check_neighbours
from engine.checks.one_box import check_boxes, sound_boxes
from engine.checks.outlier import check_outliers
from engine.checks.place import check_places
from engine.checks.settings import DEFAULTS, CheckSettings
from engine.data.dataset import Annotations, Categories, Images, Predictions
from engine.data.flag import Flag
from engine.loss import label_loss, learn_model, look


def gather(
    images: Images,
    categories: Categories,
    annotations: Annotations,
    predictions: Predictions | None,
    *,
    settings: CheckSettings = DEFAULTS,
) -> Evidence:
    """Learn from a whole dataset what its checks need to know.

    Parameters
    ----------
    images, categories, annotations
        The dataset.
    predictions
        None, or no rows: checks against the model are left out.
    settings
    """
    shapes = measure_shapes(annotations, len(categories), settings.min_spread)
    model = None
    if predictions is not None and len(predictions):
        model = learn_model(len(images), len(categories), annotations, predictions)
    habits = measure_habits(images, annotations, len(categories), settings)
    return Evidence(images, categories, settings, shapes, habits, model)


def check(evidence: Evidence, annotations: Annotations, *, image: int | None = None) -> tuple[Flag, ...]:
    """Raise the flags of some labels, the most suspicious first; ties by image, box and kind.

    Parameters
    ----------
    evidence
        Of the dataset the labels belong to; they may have been edited since.
    annotations
        All of the dataset or, with ``image``, all of that image. An image's flags are the same either way.
    image
        Index of the only image to check.
    """
    testimony = None
    if evidence.model is not None:
        scene = look(evidence.model, annotations, image=image)
        testimony = Testimony(evidence.model, scene, label_loss(evidence.model, scene))
    sound = sound_boxes(evidence, annotations)
    flags = [
        *check_boxes(evidence, annotations),
        *check_classes(evidence, annotations, testimony, sound),
        *check_duplicates(evidence, annotations, testimony, sound),
        *check_outliers(evidence, annotations, testimony, sound),
        *check_neighbours(evidence, annotations, testimony, sound),
        *check_places(evidence, annotations, testimony, sound),
    ]
    if testimony is not None:
        flags += check_against_model(evidence, annotations, testimony, sound)
    return tuple(sorted((f for f in flags if f.score >= evidence.settings.min_score), key=_rank))


def _rank(flag: Flag) -> tuple[float, int, int, str, int]:
    return (
        -flag.score,
        flag.image,
        flag.annotation_id or 0,
        flag.kind,
        -1 if flag.prediction is None else flag.prediction,
    )
