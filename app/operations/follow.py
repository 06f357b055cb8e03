"""Take in what others changed of a project on a server besides its journal: runs, settings, verdicts on findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from app.operations.evaluate import (
    AssessRequest,
    RecheckRequest,
    assess_request,
    recheck_request,
    work_until_it_holds,
)
from engine.assessment import Assessment, with_label_sets
from engine.data.agreement import LabelSet
from engine.data.check_settings import CheckSettings
from engine.data.dataset import Predictions
from engine.data.finding_verdict import FindingVerdict
from engine.data.known_answer import PlantedAnswer, Planting
from engine.data.pause import Pause
from engine.data.settings_text import SettingsText
from engine.evaluation.settings import COCO, EvaluationSettings, settings_of
from engine.review import Review
from engine.store.project import ProjectFile
from engine.store.runs import Runs

KIND = "follow"
_OF_KNOWN = frozenset({"planting", "planted_answer"})


@dataclass(frozen=True, slots=True)
class FollowRequest:
    """A project, and which of its tables were changed."""

    project: ProjectFile
    tables: frozenset[str]


@dataclass(frozen=True, eq=False, slots=True)
class Kept:
    """What a project keeps now.

    Attributes
    ----------
    run : int or None
        In use.
    settings : SettingsText or None
        How to measure; None: COCO's.
    checks : CheckSettings
    verdicts : mapping of str to FindingVerdict
    known : tuple, or None
        Known answers, and what was said of them; None: nobody changed them.
    label_sets : tuple of LabelSet, or None
        None: nobody changed them.
    pause : Pause or None
    name : str or None
        What whoever is logged in is called; None: they have written nothing yet.
    """

    run: int | None
    settings: SettingsText | None
    checks: CheckSettings
    verdicts: Mapping[str, FindingVerdict]
    known: tuple[tuple[Planting, ...], tuple[PlantedAnswer, ...]] | None
    label_sets: tuple[LabelSet, ...] | None
    pause: Pause | None
    name: str | None


@dataclass(frozen=True, eq=False, slots=True)
class OthersRequest:
    """Labels, and other people's to check them against."""

    assessment: Assessment
    others: tuple[LabelSet, ...]


def follow(document: Document, jobs: Jobs, tables: frozenset[str], receive: Callable[[Kept], None]) -> None:
    """Read what the project keeps in tables that somebody changed, and go on with what is new of it.

    Parameters
    ----------
    receive
        Gets the rest of it.
    """
    review = document.review

    def take(kept: Kept) -> None:
        if document.is_open and document.review is review:
            _take_in(document, jobs, kept)
            receive(kept)
            document.kept_changed.emit(tables)

    jobs.start(KIND, _read, FollowRequest(review.project, tables), take)


def _take_in(document: Document, jobs: Jobs, kept: Kept) -> None:
    review = document.review
    review.project.findings.take_in(kept.verdicts)
    if kept.known is not None:
        document.follow_known(*kept.known)
    settings = COCO if kept.settings is None else settings_of(kept.settings)
    if kept.run is not None and kept.run != review.run:
        _follow_run(document, jobs, kept.run, settings)
    elif not settings.same_as(review.settings):
        _assess(document, jobs, review.predictions, settings, review.run)
    if kept.checks != review.check_settings:
        _check(document, jobs, kept.checks)
    if kept.label_sets is not None and _names(kept.label_sets) != _names(review.label_sets):
        _compare(document, jobs, kept.label_sets)


def _follow_run(document: Document, jobs: Jobs, run: int, settings: EvaluationSettings) -> None:
    review = document.review

    def take(predictions: Predictions) -> None:
        if document.is_open and document.review is review:
            _assess(document, jobs, predictions, settings, run)

    jobs.start("read_run", _predictions, (review.project.runs, run), take)


def _assess(
    document: Document,
    jobs: Jobs,
    predictions: Predictions | None,
    settings: EvaluationSettings,
    run: int | None,
) -> None:
    def request(review: Review) -> AssessRequest:
        return AssessRequest.of(review, predictions, settings)

    def take(assessment: Assessment) -> None:
        document.follow(assessment, run)

    work_until_it_holds(document, jobs, "assess", assess_request, request, take)


def _check(document: Document, jobs: Jobs, checks: CheckSettings) -> None:
    def request(review: Review) -> RecheckRequest:
        return RecheckRequest(review.dataset, review.assessment, checks)

    work_until_it_holds(document, jobs, "check", recheck_request, request, document.set_flags)


def _compare(document: Document, jobs: Jobs, others: tuple[LabelSet, ...]) -> None:
    def request(review: Review) -> OthersRequest:
        return OthersRequest(review.assessment, others)

    work_until_it_holds(document, jobs, "check_others", _with_others, request, document.set_flags)


def _predictions(request: tuple[Runs, int], progress: Progress) -> Predictions:
    progress("Reading the run", 0, 0)
    runs, run_id = request
    return runs.predictions(run_id)


def _with_others(request: OthersRequest, progress: Progress) -> Assessment:
    progress("Checking images", 0, 0)
    return with_label_sets(request.assessment, request.others)


def _names(sets: tuple[LabelSet, ...]) -> list[tuple[str, str, str]]:
    return [(own.name, own.origin, own.made_at) for own in sets]


def _read(request: FollowRequest, progress: Progress) -> Kept:
    project, tables = request.project, request.tables
    checks, _ = project.check_settings()
    plantings, roster = project.plantings, project.roster
    return Kept(
        project.runs.in_use(),
        project.settings(),
        checks,
        project.findings.read(),
        (plantings.all(), plantings.answers()) if tables & _OF_KNOWN else None,
        project.label_sets.all() if "label_set" in tables else None,
        None if roster is None else roster.pause(),
        None if roster is None else roster.own_name(),
    )
