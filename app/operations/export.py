"""Write the labels as they are now, and tell before what a format cannot say of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.document import Document
from app.jobs import Jobs, Progress
from engine.data.dataset import Annotations, Dataset, Problem
from engine.exporting import provenance_of, refuse_opened
from engine.formats.losses import losses_of
from engine.formats.part import part_of
from engine.formats.write import write_dataset
from engine.sign_off.sign import said_in_exports
from engine.store.project import ProjectFile


@dataclass(frozen=True, eq=False, slots=True)
class ExportRequest:
    """Labels to write, in which format, and where to.

    Attributes
    ----------
    dataset, annotations
    images : tuple of int or None
        Indices of the images to write; None: all.
    format : str
    output : Path
    project : ProjectFile
        Where they come from.
    journal : int
        How many entries of its journal the labels are of.
    """

    dataset: Dataset
    annotations: Annotations
    images: tuple[int, ...] | None
    format: str
    output: Path
    project: ProjectFile
    journal: int


@dataclass(frozen=True, eq=False, slots=True)
class LossRequest:
    """Labels, those of which images (None: all), and the format to write them in."""

    dataset: Dataset
    annotations: Annotations
    images: tuple[int, ...] | None
    format: str


def export_labels(
    document: Document,
    jobs: Jobs,
    format_name: str,
    output: Path,
    done: Callable[[], None],
    *,
    images: tuple[int, ...] | None = None,
) -> None:
    """Write the labels as they are now in the background.

    Raises
    ------
    UserError
        The project or a file that it was begun from would be written to.
    """
    review = document.review
    refuse_opened(output, review.project.path, review.project.sources())
    request = ExportRequest(
        review.dataset,
        review.annotations,
        images,
        format_name,
        output,
        review.project,
        review.project.journal_length,
    )
    jobs.start("export", _export, request, lambda _answer: done())


def find_losses(
    document: Document,
    jobs: Jobs,
    format_name: str,
    images: tuple[int, ...] | None,
    receive: Callable[[tuple[Problem, ...]], None],
) -> None:
    """List what a format cannot say of the labels as they are now, in the background."""
    review = document.review
    request = LossRequest(review.dataset, review.annotations, images, format_name)
    jobs.start("losses", _losses, request, receive)


def _export(request: ExportRequest, progress: Progress) -> None:
    progress("Writing labels", 0, 0)
    entries = request.project.journal()[: request.journal]
    write_dataset(
        request.dataset,
        request.annotations,
        request.format,
        request.output,
        images=request.images,
        provenance=replace(
            provenance_of(request.project.path, entries), sign_off=said_in_exports(request.project)
        ),
        progress=lambda done, total: progress("Writing labels", done, total),
    )


def _losses(request: LossRequest, progress: Progress) -> tuple[Problem, ...]:
    dataset, annotations = request.dataset, request.annotations
    if request.images is not None:
        dataset, annotations = part_of(dataset, annotations, request.images)
    progress("Looking what would be lost", 0, 0)
    return losses_of(dataset, annotations, request.format)
