"""Imbalance answered: weights of classes, and how often each image should be drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Annotations, Bool, Dataset, Float, Int
from engine.errors import UserError

BETA = 0.999
MOST = 10.0


@dataclass(frozen=True, slots=True)
class BalanceSettings:
    """How to balance.

    Attributes
    ----------
    beta : float
        Of the effective number of samples, 0 to below 1: the nearer to 1, the more each further box counts as new.
    most : float
        How many times the lightest class the heaviest may weigh; 1 at least.
    threshold : float or None
        Share of the images, 0 to 1, below which a class is repeated; None: the share of the middle class.
    seed : int
        The same seed draws the same images.

    Raises
    ------
    UserError
        One of them is out of its range.
    """

    beta: float = BETA
    most: float = MOST
    threshold: float | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        for name, right, remedy in (
            ("beta", 0.0 <= self.beta < 1.0, "Give a number from 0 to below 1, as 0.999"),
            ("cap", self.most >= 1.0, "Give 1 or more, as 10"),
            (
                "threshold",
                self.threshold is None or 0.0 < self.threshold <= 1.0,
                "Give a share of the images above 0 and up to 1, as 0.001",
            ),
            ("seed", self.seed >= 0, "Give 0 or more"),
        ):
            if not right:
                raise UserError(f"this {name} is out of range", record="balance", remedy=remedy)


@dataclass(frozen=True, eq=False, slots=True)
class Balance:
    """What answers the imbalance of a dataset.

    Attributes
    ----------
    boxes, images : (k,) int64
        Of each class: its boxes, and the images with one at least.
    inverse_frequency, effective_number : (k,) float64
        Weights of the classes, capped; the mean of those that have boxes is 1, and others have 1.
    threshold : float
        Share of the images below which a class is repeated.
    repeat_factors : (n,) float64
        Of each image, 1 at least.
    repeats : (n,) int64
        How often each image is drawn in an epoch: its factor, rounded up or down by chance.
    keep_shares : (n,) float64
        Of each image, above 0 and up to 1: how likely it is to stay where common classes are thinned out.
    kept : (n,) bool
        Which stay.
    """

    boxes: Int
    images: Int
    inverse_frequency: Float
    effective_number: Float
    threshold: float
    repeat_factors: Float
    repeats: Int
    keep_shares: Float
    kept: Bool


def balance(dataset: Dataset, annotations: Annotations, settings: BalanceSettings | None = None) -> Balance:
    """Weigh the classes of a dataset and say how often each image should be drawn.

    Parameters
    ----------
    dataset
    annotations
        The labels as they are now; crowds, ignored boxes and those of unknown classes do not count.
    settings
        None: the usual ones.
    """
    own = BalanceSettings() if settings is None else settings
    boxes, present = presence(annotations, len(dataset.images), len(dataset.categories))
    images = present.sum(axis=0, dtype=np.int64)
    shares = images / max(len(dataset.images), 1)
    threshold = middle_share(shares) if own.threshold is None else own.threshold
    factors = repeat_factors(present, class_repeat_factors(shares, threshold))
    keep = keep_shares(present, shares, threshold)
    rng = np.random.default_rng(own.seed)
    return Balance(
        boxes=boxes,
        images=images,
        inverse_frequency=capped(inverse_frequency_weights(boxes), boxes, own.most),
        effective_number=capped(effective_number_weights(boxes, own.beta), boxes, own.most),
        threshold=threshold,
        repeat_factors=factors,
        repeats=rounded_by_chance(factors, rng),
        keep_shares=keep,
        kept=rng.random(len(keep)) < keep,
    )


def presence(annotations: Annotations, images: int, categories: int) -> tuple[Int, Bool]:
    """Boxes of each class, (k,) int64, and which images have one, (n, k) bool."""
    counts = annotations.countable() & ~annotations.crowd & ~annotations.ignore
    own = annotations.take(counts & (annotations.categories < categories))
    present = np.zeros((images, categories), np.bool_)
    present[own.images, own.categories] = True
    return np.bincount(own.categories, minlength=categories).astype(np.int64), present


def inverse_frequency_weights(counts: Int) -> Float:
    """Weights that are to each other as 1 / count; see `Balance` for their mean.

    Parameters
    ----------
    counts : (k,) int64
        Boxes of each class.
    """
    return _mean_of_one(1.0 / np.maximum(counts, 1), counts)


def effective_number_weights(counts: Int, beta: float = BETA) -> Float:
    """Weights that are to each other as 1 / E, with the effective number E = (1 - beta**n) / (1 - beta).

    Source: Y. Cui et al., Class-Balanced Loss Based on Effective Number of Samples, CVPR 2019, equations 1 and 2, where
    the weights add up to the number of classes.

    Parameters
    ----------
    counts : (k,) int64
    beta : float
        0: all weigh the same; towards 1: as the inverse frequency.
    """
    # expm1 keeps its digits where beta is next to 1.
    shrunk = np.maximum(counts, 1) * np.log(beta) if beta > 0.0 else np.full(len(counts), -np.inf)
    return _mean_of_one(1.0 / -np.expm1(shrunk), counts)


def capped(weights: Float, counts: Int, most: float) -> Float:
    """Weights of which none is more than ``most`` times the lightest of a class with boxes; their mean is 1 again."""
    has = counts > 0
    if not has.any():
        return weights
    return _mean_of_one(np.minimum(weights, most * weights[has].min()), counts)


def class_repeat_factors(shares: Float, threshold: float) -> Float:
    """How often a class should be repeated: max(1, sqrt(t / f)); 1 for a class on no image.

    Source: A. Gupta et al., LVIS: A Dataset for Large Vocabulary Instance Segmentation, CVPR 2019, where t is 0.001.

    Parameters
    ----------
    shares : (k,) float64
        f: share of the images that have the class.
    threshold : float
        t: classes rarer than this are repeated.
    """
    known = np.where(shares > 0.0, shares, np.inf)
    return np.maximum(1.0, np.sqrt(threshold / known))


def repeat_factors(present: Bool, of_classes: Float) -> Float:
    """How often an image should be drawn, (n,): as often as the rarest of its classes; 1 where it has none (LVIS)."""
    return np.asarray(np.where(present, of_classes, 1.0).max(axis=1, initial=1.0), np.float64)


def keep_shares(present: Bool, shares: Float, threshold: float) -> Float:
    """How likely an image is to stay, (n,): min(1, sqrt(t / f)) of the rarest of its classes; 1 where it has none.

    This is the mirror of `class_repeat_factors`: an image stays for its rarest class, so that no rare box is lost.
    """
    of_classes = np.minimum(1.0, np.sqrt(threshold / np.where(shares > 0.0, shares, np.inf)))
    # A class on no image has no say; an image without classes stays.
    best = np.max(np.where(present, of_classes, 0.0), axis=1, initial=0.0)
    return np.where(present.any(axis=1), best, 1.0)


def middle_share(shares: Float) -> float:
    """Share of the images that the middle one of the classes is on; 1 where there is none."""
    known = shares[shares > 0.0]
    return float(np.median(known)) if len(known) else 1.0


def rounded_by_chance(factors: Float, rng: np.random.Generator) -> Int:
    """Whole numbers whose expectation is the factors: 2.3 is 2, and 3 in three cases of ten (as in Detectron2)."""
    whole = np.floor(factors)
    return (whole + (rng.random(len(factors)) < factors - whole)).astype(np.int64)


def _mean_of_one(weights: Float, counts: Int) -> Float:
    """Scaled so that the mean over the classes with boxes is 1; the others get 1."""
    has = counts > 0
    if not has.any():
        return np.ones(len(weights))
    return np.where(has, weights / weights[has].mean(), 1.0)
