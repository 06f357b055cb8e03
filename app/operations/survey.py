"""Look at the image files in the background, and check the labels again with what was seen."""

from __future__ import annotations

from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from app.operations.evaluate import work_until_it_holds
from engine.appearance import survey, unseen_problems
from engine.assessment import Assessment, with_appearances
from engine.data.appearance import Appearances
from engine.data.dataset import Dataset, Problem
from engine.formats.splits import find_splits
from engine.review import Review


@dataclass(frozen=True, eq=False, slots=True)
class SurveyRequest:
    """The dataset whose image files are to be looked at."""

    dataset: Dataset


@dataclass(frozen=True, eq=False, slots=True)
class SurveyResponse:
    """What the files look like, None without an image folder, and lists of splits that could not be used."""

    appearances: Appearances | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, eq=False, slots=True)
class CheckRequest:
    """A state of the labels, and what the image files look like."""

    assessment: Assessment
    appearances: Appearances


def look_at_images(document: Document, jobs: Jobs) -> None:
    """Look at every image file once, then raise the flags that this allows."""
    jobs.cancel("survey")
    jobs.cancel("check_images")
    if not document.is_open or document.review.dataset.image_root is None:
        return
    review = document.review

    def receive(response: SurveyResponse) -> None:
        if document.is_open and document.review is review:
            document.add_problems(response.problems)
            if response.appearances is not None:
                _check(document, jobs, response.appearances)

    jobs.start("survey", _survey, SurveyRequest(review.dataset), receive)


def _check(document: Document, jobs: Jobs, appearances: Appearances) -> None:
    def request(review: Review) -> CheckRequest:
        return CheckRequest(review.assessment, appearances)

    work_until_it_holds(document, jobs, "check_images", _checked, request, document.set_flags)


def _survey(request: SurveyRequest, progress: Progress) -> SurveyResponse:
    progress("Looking at images", 0, 0)
    splits = find_splits(request.dataset)
    seen = survey(
        request.dataset, splits, progress=lambda done, total: progress("Looking at images", done, total)
    )
    return SurveyResponse(seen, (*splits.problems, *unseen_problems(request.dataset, seen)))


def _checked(request: CheckRequest, progress: Progress) -> Assessment:
    progress("Checking images", 0, 0)
    return with_appearances(request.assessment, request.appearances)
