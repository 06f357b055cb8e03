"""Look in the background at what became of a project's sources; say where they are; see what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.document import Document
from app.jobs import Jobs, Progress
from app.operations import evaluate
from engine.data.dataset import Dataset, Predictions, Problem
from engine.data.run import NewRun
from engine.data.sources import SourceChanges, SourceRecord, Sources, SourceStanding, exists
from engine.formats.predictions import read_predictions
from engine.opening import read_sources
from engine.sources import count_changes, look, skipped, standing_at

Standings = tuple[SourceStanding, ...]


@dataclass(frozen=True, slots=True)
class LookRequest:
    """A project's sources as it remembers them, its file, and the names of its images."""

    records: tuple[SourceRecord, ...]
    project: Path
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceRequest:
    """Where somebody says that sources are."""

    placed: tuple[tuple[SourceRecord, Path], ...]
    names: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class ChangesRequest:
    """Labels as they were read, and where they are now."""

    dataset: Dataset
    sources: Sources


@dataclass(frozen=True, eq=False, slots=True)
class LoadRequest:
    """A file of predictions, and the dataset that they are of."""

    dataset: Dataset
    path: Path


@dataclass(frozen=True, eq=False, slots=True)
class LoadResponse:
    """The predictions, and what could not be used of them."""

    predictions: Predictions
    problems: tuple[Problem, ...]


def look_at_sources(document: Document, jobs: Jobs, receive: Callable[[Standings], None]) -> None:
    """Look for each source; where it is found is remembered."""
    review = document.review
    project = review.project
    request = LookRequest(project.whereabouts.records(), project.path, review.dataset.images.file_names)

    def take(standings: Standings) -> None:
        if document.is_open and document.review is review:
            project.whereabouts.remember(own.settled for own in standings)
            receive(standings)

    jobs.start("sources", _look, request, take)


def place_sources(
    document: Document, jobs: Jobs, paths: Mapping[SourceRecord, Path], done: Callable[[], None]
) -> None:
    """Remember where sources are, after a look that they are there; what was read of them stays as it was."""
    review = document.review
    request = PlaceRequest(tuple(paths.items()), review.dataset.images.file_names)

    def take(standings: Standings) -> None:
        if document.is_open and document.review is review:
            review.project.whereabouts.remember(own.settled for own in standings)
            done()

    jobs.start("place_sources", _place, request, take)


def skip(document: Document, missing: Standings) -> None:
    """Ask for these sources no more."""
    document.review.project.whereabouts.remember(map(skipped, missing))


def count(
    document: Document, jobs: Jobs, annotations: SourceStanding, receive: Callable[[SourceChanges], None]
) -> None:
    """Read the labels as they are on disk now, and count how they differ; nothing is taken in."""
    review = document.review
    sources = review.project.sources()
    beside = {
        name: path
        for name in ("images", "label_map", "split")
        if (path := getattr(sources, name)) is not None and exists(path)
    }
    request = ChangesRequest(review.dataset, Sources(annotations.path, **beside))

    def take(changes: SourceChanges) -> None:
        if document.is_open and document.review is review:
            receive(changes)

    jobs.start("source_changes", _count, request, take)


def load_predictions(
    document: Document, jobs: Jobs, predictions: SourceStanding, name: str, done: Callable[[], None]
) -> None:
    """Take predictions as they are on disk now into the project as another run, in use from then on."""
    review = document.review
    content = predictions.content
    request = LoadRequest(review.dataset, predictions.path)

    def take(response: LoadResponse) -> None:
        if not document.is_open or document.review is not review:
            return
        document.add_problems(response.problems)
        run = NewRun(origin=str(predictions.path), name=name, problems=response.problems)
        evaluate.take_in(document, jobs, response.predictions, run, loaded)

    def loaded() -> None:
        read = SourceRecord(predictions.record.kind, (predictions.path,), content)
        review.project.whereabouts.remember([read])
        done()

    jobs.start("read_run", _load, request, take)


def _look(request: LookRequest, progress: Progress) -> Standings:
    return look(
        request.records,
        request.project,
        request.names,
        progress=lambda done, total: progress("Looking at sources", done, total),
    )


def _place(request: PlaceRequest, progress: Progress) -> Standings:
    progress("Looking at sources", 0, 0)
    return tuple(standing_at(record, path, request.names) for record, path in request.placed)


def _count(request: ChangesRequest, progress: Progress) -> SourceChanges:
    now, _ = read_sources(replace(request.sources, predictions=None), progress=progress)
    return count_changes(request.dataset, now)


def _load(request: LoadRequest, progress: Progress) -> LoadResponse:
    progress("Reading predictions", 0, 0)
    predictions, problems = read_predictions(
        request.path,
        request.dataset,
        progress=lambda done, total: progress("Reading predictions", done, total),
    )
    return LoadResponse(predictions, tuple(problems))
