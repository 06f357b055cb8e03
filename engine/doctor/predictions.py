"""What is wrong with predictions: where they are, of what they are, how sure they are, and which are missing."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.data.dataset import Dataset, Int
from engine.data.diagnosis import Cause, Unplaced
from engine.data.raw_predictions import Key, RawPredictions
from engine.data.reading import PIXELS, ImageKey, Layout, Reading
from engine.doctor import sentences
from engine.doctor.category_keys import BACKGROUND_NAMES, as_read, plain_name, renamed, votes
from engine.doctor.coverage import capped, without_predictions
from engine.doctor.findings import Finding
from engine.doctor.image_keys import UNKNOWN, image_indices
from engine.doctor.place import Placed, category_indices
from engine.doctor.placement import Found, Placement, Search
from engine.doctor.score_range import cut_at, equal_score, score_scale
from engine.doctor.suppression import USUAL, not_suppressed, suppressed_twice
from engine.formats.coco import image_id

_IMAGES_FOR_VOTES = 800
_MOST_ON_LABELS = 0.5


def placement_findings(
    dataset: Dataset, raw: RawPredictions, found: Found, indices: Mapping[ImageKey, Int]
) -> list[Finding]:
    """Images by another name, boxes by other numbers or in other pixels."""
    placement = found.placement
    sure = min(1.0, max(0.5, 1.0 - max(found.now, 0.0) / max(found.agreement, 1e-9)))
    findings = []
    kind = placement.images
    placed = np.flatnonzero(indices[kind] != UNKNOWN)
    names = dataset.images.file_names
    if kind is not ImageKey.AS_READ or _by_file_name(dataset, raw):
        first = int(placed[0]) if len(placed) else 0
        by_name = kind in (ImageKey.AS_READ, ImageKey.NAME)
        text = sentences.of_images(kind, raw.image_keys[first], names[int(indices[kind][first])])
        cause = Cause.IMAGE_NAMES if by_name else Cause.IMAGE_NUMBERS
        findings.append(
            Finding(
                cause,
                text,
                1.0 if by_name or kind is ImageKey.TEXT else sure,
                {"images": kind},
                doubtful=not by_name and kind is not ImageKey.TEXT,
            )
        )
    if placement.layout is not Layout.XYWH:
        cause = Cause.CENTRE_BASED if placement.layout is Layout.CXCYWH else Cause.LAYOUT
        text = sentences.of_layout(placement.layout)
        findings.append(Finding(cause, text, sure, {"layout": placement.layout}, doubtful=True))
    if placement.scale != PIXELS:
        cause = Cause.NORMALISED if placement.scale.size_wh == (1.0, 1.0) else Cause.MODEL_PIXELS
        text = sentences.of_scale(placement.scale)
        findings.append(Finding(cause, text, sure, {"scale": placement.scale}, doubtful=True))
    return findings


def score_findings(raw: RawPredictions) -> list[Finding]:
    """Scores on another scale, that are all equal, or that begin in the middle."""
    findings = []
    told = score_scale(raw.scores)
    finite = raw.scores[np.isfinite(raw.scores)]
    if told is not None:
        cause, scale = told
        text = sentences.of_scores(cause, float(finite.min()), float(finite.max()))
        findings.append(Finding(cause, text, 0.9, {"scores": scale}))
    equal = equal_score(raw.scores)
    if equal is not None:
        findings.append(Finding(Cause.EQUAL_SCORES, sentences.of_equal_scores(equal), 1.0, mends=False))
    cut = cut_at(raw.scores, told[1]) if told is not None else cut_at(raw.scores, Reading().scores)
    if cut is not None:
        findings.append(Finding(Cause.CUT_SCORES, sentences.of_cut_scores(cut), 0.9, mends=False))
    return findings


def category_findings(
    dataset: Dataset,
    raw: RawPredictions,
    search: Search,
    placement: Placement,
    label_map: Mapping[int, str] | None,
) -> list[Finding]:
    """Classes by other numbers or names, and the background as one."""
    keys, categories = raw.category_keys, dataset.categories
    seen, boxes, labels = search.pairs(placement, _IMAGES_FOR_VOTES)
    of_labels = dataset.annotations.categories[seen.labels]
    found = votes(raw, seen, boxes, labels, of_labels, len(categories))
    findings = []
    renaming = renamed(keys, categories, found, label_map)
    indices = as_read(keys, categories) if renaming is None else renaming.indices
    if renaming is not None:
        ids = categories.ids.tolist()
        pairs = [(key, int(n)) for key, n in zip(keys, indices.tolist(), strict=True) if key is not None]
        told = tuple((key, ids[n] if n != UNKNOWN else _free_id(ids)) for key, n in pairs)
        shown = [
            (key, categories.name(n)) for key, n in sorted(pairs, key=lambda own: str(own[0])) if n != UNKNOWN
        ]
        text = sentences.of_categories(
            renaming.cause, renaming.shift, shown, renaming.votes, renaming.votes_now
        )
        named = renaming.cause is Cause.CATEGORY_NAMES
        sure = 1.0 if named else renaming.votes / max(renaming.votes + renaming.votes_now, 1)
        findings.append(Finding(renaming.cause, text, sure, {"categories": told}, doubtful=not named))
    background = _background(raw, found, seen.rows, indices, categories.names)
    if background:
        rows = np.isin(raw.categories, [keys.index(key) for key in background])
        text = sentences.of_background(background, int(np.count_nonzero(rows)))
        findings.append(Finding(Cause.BACKGROUND, text, 0.9, {"background": background}))
    return findings


def completeness_findings(placed: Placed, dataset: Dataset, seed: int) -> list[Finding]:
    """Predictions that are missing, or that are there several times."""
    rng = np.random.default_rng(seed)
    found, own = placed.predictions, dataset.annotations
    if not len(found):
        return []
    counts = np.bincount(found.images, minlength=len(dataset.images))
    of_labels = np.bincount(own.images[own.countable() & ~own.crowd], minlength=len(dataset.images))
    findings = []
    missing = without_predictions(counts, of_labels)
    if len(missing):
        text = sentences.of_missing(
            len(missing), int(np.count_nonzero(of_labels)), dataset.images.file_names[int(missing[0])]
        )
        findings.append(Finding(Cause.NO_PREDICTIONS, text, 0.8, mends=False))
    cap = capped(counts, of_labels)
    if cap is not None:
        findings.append(Finding(Cause.CAPPED, sentences.of_cap(cap), 0.9, mends=False))
    share = not_suppressed(found, rng)
    if share is not None:
        text = sentences.of_repeats(share)
        findings.append(Finding(Cause.NOT_SUPPRESSED, text, 0.9, {"suppression": USUAL}, doubtful=True))
    else:
        twice = suppressed_twice(found, own, rng)
        if twice is not None:
            findings.append(Finding(Cause.SUPPRESSED_TWICE, sentences.of_twice(twice), 0.8, mends=False))
    return findings


def unplaced_findings(
    dataset: Dataset, raw: RawPredictions, reading: Reading, unplaced: Unplaced
) -> list[Finding]:
    """Predictions that no reading places: counted and shown."""
    findings = []
    if unplaced.images:
        of_keys = image_indices(dataset, raw.image_keys, reading.images)
        unknown = [raw.image_keys[n] for n in np.flatnonzero(of_keys == UNKNOWN).tolist()]
        text = sentences.of_unknown_images(unknown, unplaced.images)
        findings.append(Finding(Cause.UNKNOWN_IMAGES, text, 1.0, mends=False))
    if unplaced.categories:
        known = category_indices(dataset, raw, reading) != UNKNOWN
        keys = [
            key
            for key, is_known in zip(raw.category_keys, known.tolist(), strict=True)
            if not is_known and key not in reading.background
        ]
        text = sentences.of_unknown_categories(keys, unplaced.categories)
        findings.append(Finding(Cause.UNKNOWN_CATEGORIES, text, 1.0, mends=False))
    if unplaced.boxes or unplaced.scores:
        text = sentences.of_unusable(unplaced.boxes, unplaced.scores)
        findings.append(Finding(Cause.UNUSABLE, text, 1.0, mends=False))
    return findings


def _by_file_name(dataset: Dataset, raw: RawPredictions) -> bool:
    """Whether images are named by text that is none of their ids."""
    texts = [key for key in raw.image_keys if isinstance(key, str)]
    if len(texts) < 0.5 * len(raw.image_keys) or not texts:
        return False
    ids = {image_id(dataset, image) for image in range(len(dataset.images))}
    return not any(text in ids for text in texts)


def _free_id(ids: list[int]) -> int:
    """An id that no category has."""
    return min(ids, default=0) - 1


def _background(
    raw: RawPredictions, found: np.ndarray, rows: Int, indices: Int, names: tuple[str, ...]
) -> tuple[Key, ...]:
    """Class names that are the background: by what they say, or as number 0 that lies on labels less than others do."""
    of_sample = np.bincount(raw.categories[rows], minlength=len(raw.category_keys))
    on_labels = found.sum(axis=1)
    known = indices != UNKNOWN
    usual = on_labels[known].sum() / max(of_sample[known].sum(), 1)
    result = []
    for n, key in enumerate(raw.category_keys):
        if key is None:
            continue
        name = names[indices[n]] if indices[n] != UNKNOWN else str(key)
        by_name = name.casefold().strip() in BACKGROUND_NAMES or plain_name(name) == "background"
        number = key == 0 and indices[n] == UNKNOWN
        if by_name or (number and known.any() and on_labels[n] <= _MOST_ON_LABELS * usual * of_sample[n] + 1):
            result.append(key)
    return tuple(result)
