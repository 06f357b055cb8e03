"""The examination: what keeps predictions and ground truth from fitting each other, and how they would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.data.dataset import Dataset, Int
from engine.data.diagnosis import Diagnosis, Examination, Unplaced
from engine.data.raw_predictions import RawPredictions
from engine.data.reading import AS_READ, ImageKey, Reading
from engine.doctor.findings import Finding
from engine.doctor.ground_truth import label_findings, offset_finding
from engine.doctor.image_keys import image_indices
from engine.doctor.place import Placed, read_as, read_labels_as
from engine.doctor.placement import Search
from engine.doctor.predictions import (
    category_findings,
    completeness_findings,
    placement_findings,
    score_findings,
    unplaced_findings,
)
from engine.evaluation.incremental import evaluate
from engine.formats.results import read_raw_results

Progress = Callable[[str, int, int], None]
"""What is going on, how many are done, of how many; 0 of 0 where that is not known."""

_MEASURED_IMAGES = 600
_NO_WORSE = 1e-6


def examine(
    dataset: Dataset,
    predictions: RawPredictions | Path | None,
    *,
    label_map: Mapping[int, str] | None = None,
    seed: int = 0,
    progress: Progress = lambda text, done, total: None,
) -> Examination:
    """Hold ground truth and predictions against each other, and find what makes mAP collapse without an error.

    Nothing is changed. `read_as` of `engine.doctor.place` gives the predictions under a reading, `read_labels_as` the
    labels.

    Parameters
    ----------
    dataset
        Ground truth as a reader of `engine.formats` gives it.
    predictions
        A file of COCO results or its content as it stands (`engine.formats.results.read_raw_results`); None: the ground
        truth alone is looked at.
    label_map
        Names of the predictions' class numbers, where they are known.
    seed
        The same seed looks at the same images of a large dataset.
    progress
        Told how far it is. May raise `engine.errors.CancelledError`.

    Raises
    ------
    UserError
        The file is no list of predictions.
    """
    progress("Looking for misread boxes and names", 0, 0)
    raw = read_raw_results(predictions) if isinstance(predictions, Path) else predictions
    if raw is None or not len(raw):
        return _of_labels(dataset)
    search = Search(dataset, raw, seed=seed)
    found = search.find()
    findings = placement_findings(dataset, raw, found, search.indices)
    findings += score_findings(raw)
    findings += category_findings(dataset, raw, search, found.placement, label_map)
    findings += label_findings(dataset, found)
    measure = _Measure(dataset, raw, seed=seed, progress=progress)
    so_far = _together(findings)
    findings += completeness_findings(measure.placed(so_far), measure.labels(so_far), seed)
    findings += offset_finding(dataset, search, found.placement)
    findings = _confirmed(findings, measure)
    reading = _together(findings)
    findings += unplaced_findings(dataset, raw, reading, measure.placed(reading).unplaced)
    return _examination(findings, reading, measure)


class _Measure:
    """mAP under readings, on the same images each time."""

    def __init__(self, dataset: Dataset, raw: RawPredictions, *, seed: int, progress: Progress) -> None:
        self._dataset = dataset
        self._raw = raw
        self._progress = progress
        self._samples: dict[ImageKey, RawPredictions] = {}
        self._ap: dict[Reading, float | None] = {}
        every = np.arange(len(dataset.images))
        if len(every) > _MEASURED_IMAGES:
            every = np.sort(np.random.default_rng(seed).choice(every, _MEASURED_IMAGES, replace=False))
        self.images: Int = every

    def placed(self, reading: Reading) -> Placed:
        """Predictions under a reading, of all images."""
        return read_as(self._raw, self._dataset, reading)

    def labels(self, reading: Reading) -> Dataset:
        """The dataset with its labels under a reading."""
        return replace(self._dataset, annotations=read_labels_as(self._dataset, reading.labels))

    def ap(self, reading: Reading) -> float | None:
        """mAP under a reading on the sample; None where it is not defined."""
        if reading not in self._ap:
            progress = self._progress
            progress("Measuring readings", len(self._ap), 0)
            own = self._dataset
            labels = read_labels_as(own, reading.labels)
            labels = labels.take(np.isin(labels.images, self.images))
            found = read_as(self._sample(reading.images), own, reading).predictions
            value = evaluate(own.images, own.categories, labels, found).metrics.ap
            self._ap[reading] = value if value >= 0 else None
        return self._ap[reading]

    def _sample(self, kind: ImageKey) -> RawPredictions:
        """The predictions on the sample where images are named so."""
        if kind not in self._samples:
            images = image_indices(self._dataset, self._raw.image_keys, kind)
            self._samples[kind] = self._raw.take(np.isin(images, self.images)[self._raw.images])
        return self._samples[kind]


def _together(findings: list[Finding]) -> Reading:
    """Everything mended that a reading can mend."""
    reading = AS_READ
    for finding in findings:
        reading = finding.mended(reading)
    return reading


def _confirmed(findings: list[Finding], measure: _Measure) -> list[Finding]:
    """Without those whose reading mAP is the better without."""
    kept = list(findings)
    for finding in findings:
        if not finding.doubtful:
            continue
        whole = measure.ap(_together(kept))
        without = measure.ap(_together([own for own in kept if own is not finding]))
        if whole is not None and without is not None and whole < without + _NO_WORSE:
            kept = [own for own in kept if own is not finding]
    return kept


def _examination(findings: list[Finding], reading: Reading, measure: _Measure) -> Examination:
    now = measure.ap(AS_READ)
    diagnoses = []
    for finding in sorted(findings, key=lambda own: -_cost(own, findings, measure)):
        own = finding.mended(AS_READ) if finding.mends else None
        diagnoses.append(
            Diagnosis(
                finding.cause,
                finding.sentence,
                finding.confidence,
                own,
                None if own is None else measure.ap(own),
            )
        )
    return Examination(
        tuple(diagnoses),
        reading,
        now,
        measure.ap(reading),
        len(measure.images),
        measure.placed(AS_READ).unplaced,
        measure.placed(reading).unplaced,
    )


def _cost(finding: Finding, findings: list[Finding], measure: _Measure) -> float:
    """What mAP loses where everything is mended but this; less than nothing where no reading mends it."""
    if not finding.mends:
        return -1.0
    whole = measure.ap(_together(findings)) or 0.0
    return whole - (measure.ap(_together([own for own in findings if own is not finding])) or 0.0)


def _of_labels(dataset: Dataset) -> Examination:
    findings = label_findings(dataset, None)
    diagnoses = tuple(
        Diagnosis(own.cause, own.sentence, own.confidence, own.mended(AS_READ) if own.mends else None)
        for own in findings
    )
    return Examination(diagnoses, _together(findings), None, None, 0, Unplaced(), Unplaced())
