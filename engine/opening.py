"""Opening: from files on disk to a dataset under review."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, count
from pathlib import Path

import numpy as np

from engine.assessment import Assessment, assess
from engine.data.check_settings import DEFAULTS, CheckSettings
from engine.data.dataset import Annotations, Dataset, Int, Predictions
from engine.data.journal import JournalEntry
from engine.data.sources import Condition, SourceKind, SourceRecord, Sources, exists
from engine.editing import apply_edits
from engine.errors import UserError
from engine.evaluation.settings import COCO, settings_of
from engine.formats.detect import detect
from engine.formats.embedded import extract_images
from engine.formats.label_map import read_label_map
from engine.formats.pipeline_config import input_side
from engine.formats.predictions import read_predictions
from engine.formats.read import read_dataset
from engine.handing_in import hand_in
from engine.person import system_name
from engine.review import Review
from engine.sources import find_images, fingerprints, look, problems_of, standing_at
from engine.store.project import ProjectFile

Progress = Callable[[str, int, int], None]
"""What is going on, how many are done, of how many; 0 of 0 where that is not known."""

PROJECT_SUFFIX = ".boxwright"


def default_project(sources: Sources) -> Path:
    """Where the project file goes if nobody says otherwise: beside the annotations, under their name."""
    name = sources.annotations.name
    for suffix in (".json", ".coco"):
        name = name.removesuffix(suffix)
    if sources.split is not None:
        name = f"{name}-{sources.split.stem}"
    return sources.annotations.parent / f"{name}{PROJECT_SUFFIX}"


def read_sources(
    sources: Sources, *, progress: Progress = lambda text, done, total: None
) -> tuple[Dataset, Predictions | None]:
    """Read ground truth and, where given, predictions.

    Returns
    -------
    Dataset, Predictions or None
        Problems of both readers are in `Dataset.problems`.

    Raises
    ------
    UserError
        A source is not usable at all.
    """
    label_map = None if sources.label_map is None else read_label_map(sources.label_map)
    dataset = read_dataset(
        sources.annotations,
        image_root=sources.images,
        split=sources.split,
        label_map=label_map,
        progress=lambda done, total: progress("Reading annotations", done, total),
    )
    if sources.predictions is None:
        return dataset, None
    progress("Reading predictions", 0, 0)
    predictions, problems = read_predictions(
        sources.predictions,
        dataset,
        progress=lambda done, total: progress("Reading predictions", done, total),
    )
    return replace(dataset, problems=(*dataset.problems, *problems)), predictions


def read_other_labels(sources: Sources, dataset: Dataset) -> Annotations:
    """Read another ground truth of the same images and classes, by their places in a dataset.

    Images are the same by file name, classes by name.

    Raises
    ------
    UserError
        A source is not usable, or it has an image or a class that the dataset lacks, or the other way round.
    """
    other, _ = read_sources(replace(sources, predictions=None))
    images = _places(other.images.file_names, dataset.images.file_names, "image", other.source)
    categories = _places(other.categories.names, dataset.categories.names, "class", other.source)
    boxes = other.annotations
    return replace(
        boxes,
        images=images[boxes.images],
        # An unknown class, -1, stays one.
        categories=np.append(categories, -1)[boxes.categories],
    )


def _places(names: Sequence[str], known: Sequence[str], what: str, source: Path) -> Int:
    """Where each name is among the known ones."""
    if len(set(known)) < len(known):
        raise UserError(
            f"two of the {what} names are the same, so that labels cannot be matched by them",
            source=source,
            remedy="Give each its own name",
        )
    if set(names) != set(known):
        lacking = sorted(set(known).symmetric_difference(names))[0]
        raise UserError(
            f"the two ground truths do not have the same {what} names",
            source=source,
            record=f"{what} {lacking}",
            remedy="Compare labels of the same images and classes",
        )
    place = {name: index for index, name in enumerate(known)}
    return np.array([place[name] for name in names], np.int64)


def open_sources(
    sources: Sources, project: Path | None = None, *, progress: Progress = lambda text, done, total: None
) -> Review:
    """Open a dataset: begin a project, or go on with the one begun from the same files.

    Parameters
    ----------
    sources
        What to open.
    project
        The project file; None: `default_project`.
    progress
        Told how far it is. May raise `engine.errors.CancelledError`; nothing is left behind then.

    Raises
    ------
    UserError
        A source is not usable, or the project file belongs to other sources or cannot be written.
    """
    path = default_project(sources) if project is None else project
    if path.exists():
        found = ProjectFile(path)
        known = found.sources()
        try:
            same = _same_sources(found, sources)
        finally:
            found.close()
        if not same:
            raise UserError(
                f"this project was begun from other files ({known.annotations.name} and others)",
                source=path,
                remedy="Open it by its name alone, or choose another file with --project",
            )
        return open_project(path, progress=progress)
    # Before anything is read: what changes meanwhile is noticed when the project is opened again.
    progress("Looking at sources", 0, 0)
    contents = fingerprints(sources)
    with _record_images(sources, path, progress) as images:
        dataset, predictions = read_sources(replace(sources, images=images), progress=progress)
        checks = with_model_input(DEFAULTS, sources)
        assessment = assess(dataset, dataset.annotations, predictions, checks=checks, progress=progress)
        progress("Writing the project file", 0, 0)
        file = ProjectFile.create(path, dataset, sources, predictions, contents)
        file.enter()
    return Review(file, dataset, assessment, (), system_name())


@contextmanager
def _record_images(sources: Sources, project: Path, progress: Progress) -> Iterator[Path | None]:
    """The image folder; where images stand in the records of labels, a new one beside the project that has them.

    Nothing of it is left behind where the project cannot be begun.
    """
    if sources.images is not None or detect(sources.annotations) != "tfrecord":
        yield sources.images
        return
    numbered = (project.with_suffix(f".images-{number}") for number in count(2))
    folder = next(path for path in chain((project.with_suffix(".images"),), numbered) if not path.exists())
    found = extract_images(
        sources.annotations,
        folder,
        progress=lambda done, total: progress("Taking images out of their records", done, total),
    )
    try:
        yield folder if found else None
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def open_project(
    path: Path, images: Path | None = None, *, progress: Progress = lambda text, done, total: None
) -> Review:
    """Go on with a project where it was left.

    Parameters
    ----------
    path
    images
        Where its images are from now on; None: where they were, or near by.
    progress

    Raises
    ------
    UserError
        The file is no project or cannot be used, or its images are not in the folder given.
    """
    file = ProjectFile(path)
    try:
        file.enter()
        file.sign_offs.require_whole()
        if images is not None:
            place_sources(file, {SourceKind.IMAGES: images})
        dataset, assessment, entries = _assessed(file, progress=progress)
        review = Review(file, dataset, assessment, entries, system_name())
        if file.take_over_waiting():
            # A window ended before the server was back.
            handed_in = review.without_waiting()
            hand_in(handed_in, progress)
            review.take_over(handed_in)
    except BaseException:
        file.close()
        raise
    return review


def assess_project(
    path: Path, change_of: Callable[[CheckSettings], CheckSettings]
) -> tuple[Dataset, Assessment]:
    """Evaluate and check a project's labels as they are now, with other thresholds than its own for this once.

    Parameters
    ----------
    path
    change_of
        From the project's thresholds to those to check with.

    Raises
    ------
    UserError
        The file is no project or cannot be used, or the thresholds cannot.
    """
    file = ProjectFile(path)
    try:
        dataset, assessment, _ = _assessed(file, change_of)
        standings = look(file.whereabouts.records(), path, dataset.images.file_names)
    finally:
        file.close()
    return replace(dataset, problems=(*dataset.problems, *problems_of(standings))), assessment


def place_sources(file: ProjectFile, paths: Mapping[SourceKind, Path]) -> None:
    """Say where sources of a project are; that is remembered, and what was read of them stays as it was.

    Raises
    ------
    UserError
        There is nothing of that kind; nothing is remembered then.
    """
    records = {own.kind: own for own in file.whereabouts.records()}
    names = file.dataset().images.file_names
    standings = [
        standing_at(records.get(kind, SourceRecord(kind, (path,))), path, names)
        for kind, path in paths.items()
    ]
    file.whereabouts.remember(own.settled for own in standings)


def _same_sources(file: ProjectFile, sources: Sources) -> bool:
    """Whether a project was begun from these files, be they elsewhere now; where they are is remembered then."""
    known = file.sources()
    records = {own.kind: own for own in file.whereabouts.records()}
    moved = {}
    for kind in SourceKind:
        was, is_ = getattr(known, kind), getattr(sources, kind)
        if (was is None) != (is_ is None):
            return False
        if was is None or os.path.abspath(was) == os.path.abspath(is_):  # noqa: PTH100 - links are left alone
            continue
        if exists(was) or standing_at(records[kind], is_, ()).condition is Condition.CHANGED:
            return False
        moved[kind] = is_
    if moved:
        place_sources(file, moved)
    return True


def read_labels(path: Path) -> tuple[Dataset, Annotations, tuple[JournalEntry, ...]]:
    """Read a project's dataset, its labels as they are now, and its journal, without evaluating anything.

    Raises
    ------
    UserError
        The file is no project or cannot be used.
    """
    file = ProjectFile(path)
    try:
        return _labels(file)
    finally:
        file.close()


def _assessed(
    file: ProjectFile,
    change_of: Callable[[CheckSettings], CheckSettings] = lambda settings: settings,
    *,
    progress: Progress = lambda text, done, total: None,
) -> tuple[Dataset, Assessment, tuple[JournalEntry, ...]]:
    progress("Reading the project", 0, 0)
    dataset, annotations, entries = _labels(file)
    text = file.settings()
    settings = COCO if text is None else settings_of(text)
    kept, problems = file.check_settings()
    checks = change_of(with_model_input(kept, file.sources()))
    assessment = assess(
        dataset,
        annotations,
        file.predictions(),
        settings,
        checks=checks,
        others=file.label_sets.all(),
        progress=progress,
    )
    return replace(dataset, problems=(*dataset.problems, *problems)), assessment, entries


def with_model_input(checks: CheckSettings, sources: Sources) -> CheckSettings:
    """The thresholds with the side of the model's input, where nobody has set it and the model says it."""
    if checks.input_side or sources.model is None:
        return checks
    return replace(checks, input_side=input_side(sources.model))


def _labels(file: ProjectFile) -> tuple[Dataset, Annotations, tuple[JournalEntry, ...]]:
    dataset = file.dataset()
    if dataset.image_root is not None:
        own = next(own for own in file.whereabouts.records() if own.kind is SourceKind.IMAGES)
        found = find_images(own, file.path, dataset.images.file_names)
        dataset = replace(dataset, image_root=found or dataset.image_root)
    entries = file.journal()
    edits = [edit for entry in entries for edit in entry.step.edits]
    return dataset, apply_edits(dataset.annotations, edits), entries
