"""Open a dataset or a project, and close it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.document import Document
from app.jobs import Jobs, Progress
from engine.data.sources import Sources
from engine.opening import open_project, open_sources
from engine.recovery import Recovery, recover
from engine.review import Review
from engine.store.presence import Opener


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """What to open: sources, with a project file of one's own choice or none; or a project, perhaps with its images."""

    sources: Sources | None
    project: Path | None
    images: Path | None = None


def open_dataset(
    document: Document,
    jobs: Jobs,
    request: OpenRequest,
    run_model: Callable[[], None],
    tell_others: Callable[[Sequence[Opener]], None],
) -> None:
    """Open in the background, and say who else has it open; where there is a model and no predictions yet, run it."""

    for kind in ("examine", "predict", "assess", "evaluate", "check", "price"):
        jobs.cancel(kind)

    def receive(review: Review) -> None:
        document.open(review, review.project.place())
        tell_others(review.project.others())
        if review.predictions is None and review.project.model() is not None:
            run_model()

    jobs.start("open", _open, request, receive)


def recover_project(jobs: Jobs, path: Path, receive: Callable[[Recovery], None]) -> None:
    """Save what can be read of a damaged project as another one, in the background."""
    jobs.start("recover", _recover, path, receive)


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
        "sources",
        "place_sources",
        "source_changes",
        "agreement",
        "moment",
        "differences",
        "sign_off",
        "sign",
        "report",
    ):
        jobs.cancel(kind)
    document.close()


def _open(request: OpenRequest, progress: Progress) -> Review:
    if request.sources is not None:
        return open_sources(request.sources, request.project, progress=progress)
    assert request.project is not None
    return open_project(request.project, request.images, progress=progress)


def _recover(path: Path, progress: Progress) -> Recovery:
    return recover(path, progress=progress)
