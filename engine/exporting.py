"""Which labels of a project go into an export, and what it says of where they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from engine.data.dataset import Annotations, Dataset, Int, Problem
from engine.data.image_state import Stage
from engine.data.journal import JournalEntry
from engine.data.provenance import Provenance
from engine.data.sources import Sources
from engine.formats.output import refuse_places
from engine.formats.problem_list import ProblemList
from engine.formats.split import read_split, select
from engine.formats.stale import edited
from engine.states import States

_BESIDE_A_PROJECT = ("", "-wal", "-shm", "-journal")


def provenance_of(project: Path, entries: Sequence[JournalEntry]) -> Provenance:
    """Say where labels come from: the project's name, and the last moment of its journal that changed them.

    Verdicts change no label, so that the same labels are exported as the same bytes however far the review is.
    """
    moments = (entry.at for entry in reversed(entries) if entry.step.edits)
    return Provenance(project.stem, next(moments, None))


def reviewed_images(entries: Sequence[JournalEntry]) -> Int:
    """Indices of the images that somebody said are reviewed at the end of a journal, (n,) int64, ascending."""
    reviewed = States.replayed(entries).at_stage(Stage.REVIEWED, Stage.APPROVED)
    return np.array(sorted(reviewed), np.int64)


def edited_images(dataset: Dataset, annotations: Annotations) -> Int:
    """Indices of the images whose labels are not those that were opened, (n,) int64, ascending."""
    baseline = dataset.annotations
    moved, relabelled = edited(baseline, annotations)
    gone = ~np.isin(baseline.ids, annotations.ids)
    changed = np.concatenate([annotations.images[moved | relabelled], baseline.images[gone]])
    return np.unique(changed).astype(np.int64)


def images_in_split(dataset: Dataset, split: Path) -> tuple[tuple[int, ...], tuple[Problem, ...]]:
    """Indices of the images that a list names, ascending, and what it names that is not there.

    Raises
    ------
    UserError
        The list cannot be read.
    """
    found = ProblemList(split)
    chosen = select(dataset.images.file_names, read_split(split), split, found)
    return tuple(sorted(chosen)), found.all()


def refuse_opened(output: Path, project: Path, sources: Sources) -> None:
    """Refuse an output that would write to the project or to anything that it was begun from.

    Raises
    ------
    UserError
    """
    files = [project.with_name(project.name + ending) for ending in _BESIDE_A_PROJECT]
    refuse_places(output, [*files, *(path for path in asdict(sources).values() if path is not None)])
