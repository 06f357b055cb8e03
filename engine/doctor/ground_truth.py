"""What is wrong with the ground truth alone, and what predictions tell of it."""

from __future__ import annotations

import numpy as np

from engine.data.dataset import UNKNOWN_CATEGORY, Dataset
from engine.data.diagnosis import Cause
from engine.data.reading import PIXELS, LabelReading, Layout
from engine.doctor import sentences
from engine.doctor.category_keys import plain_name
from engine.doctor.findings import Finding
from engine.doctor.first_pixel import counted_from_1
from engine.doctor.label_layout import Candidate, label_candidates, usable_labels
from engine.doctor.marks import crowd_masks, mark_name, named_marks, wrong_ids
from engine.doctor.placement import Found, Placement, Search

_IMAGES_FOR_OFFSET = 2000


def label_findings(dataset: Dataset, found: Found | None) -> list[Finding]:
    """Everything but the first pixel; ``found`` is where predictions are, None without any."""
    candidate = found.label_candidate if found is not None else _sure(dataset)
    return [*_layout(candidate), *_marks(dataset), *_ids(dataset), *_names(dataset)]


def offset_finding(dataset: Dataset, search: Search, placement: Placement) -> list[Finding]:
    """Labels whose pixels are counted from 1."""
    labels = search.label_boxes(placement.labels)
    rows = usable_labels(dataset)
    sizes = dataset.images.sizes_wh[dataset.annotations.images[rows]]
    seen, boxes, of_sample = search.pairs(placement, _IMAGES_FOR_OFFSET)
    offset = counted_from_1(labels[rows], sizes, seen.pairs, boxes, of_sample)
    if offset is None:
        return []
    return [
        Finding(
            Cause.ONE_BASED,
            sentences.of_offset(offset),
            0.9 if offset.low > 4 * offset.error else 0.7,
            label_changes={"first_pixel": 1, "last_pixel": offset.last_pixel},
            doubtful=True,
        )
    ]


def _sure(dataset: Dataset) -> Candidate | None:
    return next((own for own in label_candidates(dataset) if own.sure), None)


def _layout(candidate: Candidate | None) -> list[Finding]:
    if candidate is None or candidate.reading == LabelReading():
        return []
    reading = candidate.reading
    sure = 1.0 if candidate.sure else 0.8
    found = []
    if reading.scale != PIXELS:
        found.append(
            Finding(
                Cause.LABELS_NORMALISED,
                sentences.of_normalised_labels(),
                sure,
                label_changes={"scale": reading.scale},
            )
        )
    if reading.layout is not Layout.XYWH:
        centre = reading.layout is Layout.CXCYWH
        found.append(
            Finding(
                Cause.LABELS_CENTRE_BASED if centre else Cause.LABEL_LAYOUT,
                sentences.of_label_layout(reading.layout, candidate.outside, candidate.outside_now),
                sure,
                label_changes={"layout": reading.layout},
            )
        )
    return found


def _marks(dataset: Dataset) -> list[Finding]:
    found = []
    name = mark_name(dataset)
    named = int(np.count_nonzero(named_marks(dataset)))
    ignored = {"marked_ignored": True}
    if named and name is not None:
        found.append(
            Finding(Cause.DROPPED_MARKS, sentences.of_marks(named, name), 1.0, label_changes=ignored)
        )
    masks = int(np.count_nonzero(crowd_masks(dataset)))
    if masks:
        found.append(
            Finding(Cause.DROPPED_CROWD, sentences.of_crowd_masks(masks), 0.9, label_changes=ignored)
        )
    return found


def _ids(dataset: Dataset) -> list[Finding]:
    wrong = wrong_ids(dataset)
    return [] if wrong is None else [Finding(Cause.ANNOTATION_IDS, sentences.of_ids(wrong), 1.0)]


def _names(dataset: Dataset) -> list[Finding]:
    """Classes of labels that differ from a known one by case or plural; Pascal VOC states classes by name."""
    known = {
        plain_name(name): (int(number), name)
        for number, name in zip(dataset.categories.ids.tolist(), dataset.categories.names, strict=True)
    }
    own = dataset.annotations
    pairs: dict[str, tuple[int, str]] = {}
    count = 0
    for row in np.flatnonzero(own.categories == UNKNOWN_CATEGORY).tolist():
        name = dataset.records.get(int(own.ids[row]), {}).get("name")
        if isinstance(name, str) and plain_name(name) in known:
            pairs[name] = known[plain_name(name)]
            count += 1
    if not pairs:
        return []
    return [
        Finding(
            Cause.LABEL_NAMES,
            sentences.of_label_names([(name, pair[1]) for name, pair in pairs.items()], count),
            1.0,
            label_changes={"names": tuple((name, pair[0]) for name, pair in pairs.items())},
        )
    ]
