"""Open a dataset or a project, and close it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.document import Document
from app.jobs import Jobs, Progress
from engine.data.sources import Sources
from engine.opening import open_project, open_sources
from engine.review import Review


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """What to open: sources, with a project file of one's own choice or none, or a project alone."""

    sources: Sources | None
    project: Path | None


def open_dataset(document: Document, jobs: Jobs, request: OpenRequest, run_model: Callable[[], None]) -> None:
    """Open in the background; where there is a model and no predictions yet, run it then."""

    for kind in ("examine", "predict", "assess", "evaluate", "check", "price"):
        jobs.cancel(kind)

    def receive(review: Review) -> None:
        document.open(review, review.project.place())
        if review.predictions is None and review.project.model() is not None:
            run_model()

    jobs.start("open", _open, request, receive)


def close(document: Document, jobs: Jobs) -> None:
    """Stop what is under way and let go of the project; every edit is in it already."""
    for kind in (
        "open",
        "examine",
        "predict",
        "assess",
        "evaluate",
        "check",
        "price",
        "losses",
        "compare",
        "analyse",
        "follow",
        "behind",
        "measure_runs",
        "beside",
        "read_run",
        "doctor",
    ):
        jobs.cancel(kind)
    document.close()


def _open(request: OpenRequest, progress: Progress) -> Review:
    if request.sources is not None:
        return open_sources(request.sources, request.project, progress=progress)
    assert request.project is not None
    return open_project(request.project, progress=progress)
