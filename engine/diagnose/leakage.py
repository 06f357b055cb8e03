"""Images that a model is measured on and was trained on too."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.appearance import find_copies
from engine.data.dataset import Bool, Int
from engine.data.finding import Finding, NextStep, Topic
from engine.data.flag import FlagKind
from engine.data.sentence import Sentence, sentence
from engine.diagnose.patient import Patient, Progress
from engine.diagnose.traits import Traits

_SAME_LEVELS = 20.0
"""Grey levels by which a part of two images may differ that show the same, as for flags."""
_SHOWS_SOMETHING = 2.0
_AS_A_RULE = 0.3
"""Of mAP, for an evaluation set that training knew whole: so much lower it is on images that are new."""
_LEAST = 0.02


def find(
    patient: Patient, training: Traits | None, here: Traits | None, progress: Progress
) -> Iterator[Finding]:
    """A finding where images are in both sets; by the files, or by the flags where the training set is not given."""
    own = patient.assessment
    if training is not None and here is not None:
        progress("Looking for copies among the training images", 0, 0)
        copies = _copied(training, here)
        steps: tuple[NextStep, ...] = ()
    else:
        flagged = [
            image
            for image, flags in own.flags.items()
            if any(flag.kind is FlagKind.IN_TWO_SPLITS for flag in flags)
        ]
        copies = np.array(sorted(flagged), np.int64)
        see = sentence("Diagnose", "See which they are, and take them out of one of the splits.")
        steps = (NextStep(see, filter_text=f"kind:{FlagKind.IN_TWO_SPLITS.value}"),)
    if not len(copies):
        return
    looked_at = len(patient.dataset.images) if here is None else len(here)
    names = patient.dataset.images.file_names
    out = sentence("Diagnose", "Take them out of the training set, and train anew; or measure without them.")
    yield Finding(
        key="bias.leakage",
        topic=Topic.BIAS,
        sentence=_sentence(patient, copies, looked_at, names[int(copies[0])]),
        confidence=0.95,
        weight=max(_AS_A_RULE * len(copies) / max(looked_at, 1), _LEAST),
        why_no_price=sentence("Diagnose", "Such images make mAP look better than it is, not worse."),
        steps=steps or (NextStep(out),),
    )


def _sentence(patient: Patient, copies: Int, looked_at: int, name: str) -> Sentence:
    figures = {"count": len(copies), "total": looked_at, "name": name}
    rest = np.setdiff1d(np.arange(len(patient.dataset.images)), copies)
    own = patient.assessment
    if own.predictions is None or not len(rest):
        return sentence(
            "Diagnose",
            "{count:,} of {total:,} images that were looked at are training images too, such as {name}: mAP says "
            "little of new images.",
            **figures,
        )
    without = patient.evaluated_on(rest)
    return sentence(
        "Diagnose",
        "{count:,} of {total:,} images that were looked at are training images too, such as {name}: mAP says "
        "little of new images. Without them it is {ap:.4f}.",
        ap=max(without.metrics.ap, 0.0),
        **figures,
    )


def _copied(training: Traits, here: Traits) -> Int:
    """Images that show what a training image shows, ascending."""
    copies = set(_of_one_file(training, here).nonzero()[0].tolist())
    paths = (*here.paths, *training.paths)
    thumbnails = np.concatenate([here.thumbnails, training.thumbnails])
    something = thumbnails.reshape(len(thumbnails), -1).std(axis=1) > _SHOWS_SOMETHING
    pairs = find_copies(paths, thumbnails, np.flatnonzero(something), between=len(here))
    same = pairs.differences.max(axis=(1, 2), initial=0.0) <= _SAME_LEVELS
    copies.update(pairs.first[same].tolist())
    return here.rows[np.array(sorted(copies), np.int64)]


def _of_one_file(training: Traits, here: Traits) -> Bool:
    known = {path.resolve() for path in training.paths}
    return np.array([path.resolve() in known for path in here.paths], np.bool_)
