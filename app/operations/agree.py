"""Other people's labels: read them, compare them with these, and settle by majority; all in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.document import Document
from app.jobs import Jobs, Progress
from app.operations.evaluate import work_until_it_holds
from engine.agreement.figures import agreement_of
from engine.agreement.reading import own_label_set, read_label_set
from engine.agreement.second_pass import hand_out as hand_out_images
from engine.assessment import Assessment, with_label_sets
from engine.data.agreement import Agreement, LabelSet, distinct_names
from engine.data.dataset import Dataset, Problem
from engine.data.flag import VerdictKind
from engine.data.journal import Origin
from engine.review import Review
from engine.settlement import Settlement, open_disputes, settle_by_majority

KIND = "agreement"


@dataclass(frozen=True, eq=False, slots=True)
class ReadRequest:
    """Labels to read, and what they are to be compared with.

    Attributes
    ----------
    another : tuple of Path and str, or None
        What to read, and whose it is; None: nothing is read.
    dataset : Dataset
    assessment : Assessment
        Of the labels as they are now, against the sets known already.
    verdicts : mapping of str to VerdictKind
    own_name : str
        What these labels are called.
    """

    another: tuple[Path, str] | None
    dataset: Dataset
    assessment: Assessment
    verdicts: Mapping[str, VerdictKind]
    own_name: str


@dataclass(frozen=True, eq=False, slots=True)
class Compared:
    """How far these labels and others' agree.

    Attributes
    ----------
    assessment : Assessment
        Of the same labels, against all sets; that of the request where nothing was read.
    agreement : Agreement
    problems : tuple of Problem
        Of what was read.
    waiting : int
        Disputes that wait for a verdict.
    decided : int
        Those of them that a majority settles.
    """

    assessment: Assessment
    agreement: Agreement
    problems: tuple[Problem, ...]
    waiting: int
    decided: int


@dataclass(frozen=True, eq=False, slots=True)
class AloneRequest:
    """A state of the labels that is to be compared with nobody's."""

    assessment: Assessment


@dataclass(frozen=True, eq=False, slots=True)
class HandOutRequest:
    """Of which dataset how many images are to be written where, and the seed that draws them."""

    dataset: Dataset
    output: Path
    count: int
    seed: int


@dataclass(frozen=True, eq=False, slots=True)
class SettleRequest:
    """A state of the labels, what was said of its flags, and the next ids."""

    assessment: Assessment
    verdicts: Mapping[str, VerdictKind]
    next_ids: tuple[int, int]


def compare(
    document: Document,
    jobs: Jobs,
    another: tuple[Path, str] | None,
    own_name: str,
    receive: Callable[[Compared], None],
) -> None:
    """Read another set of labels, if any, keep it, and say how far all agree."""
    review = document.review

    def work() -> None:
        request = ReadRequest(another, review.dataset, review.assessment, review.verdicts, own_name)
        jobs.start(KIND, _compare, request, lambda found: take(request, found))

    def take(request: ReadRequest, found: Compared) -> None:
        if not document.is_open or document.review is not review:
            return
        if review.assessment is not request.assessment or review.verdicts is not request.verdicts:
            # Somebody edited meanwhile: this answer is of other labels.
            work()
            return
        if found.assessment is not request.assessment:
            document.set_label_sets(found.assessment)
        document.add_problems(found.problems)
        receive(found)

    work()


def forget(document: Document, jobs: Jobs, done: Callable[[], None]) -> None:
    """Let go of all other people's labels; what was edited stays."""

    def take(assessment: Assessment) -> None:
        document.set_label_sets(assessment)
        done()

    work_until_it_holds(document, jobs, KIND, _alone, lambda review: AloneRequest(review.assessment), take)


def settle(document: Document, jobs: Jobs, done: Callable[[Settlement], None]) -> None:
    """Settle every dispute that waits and that a majority decides, as one step."""
    review = document.review

    def request_of(own: Review) -> SettleRequest:
        return SettleRequest(own.assessment, own.verdicts, own.next_ids)

    def work() -> None:
        request = request_of(review)
        jobs.start(KIND, _settle, request, lambda found: take(request, found))

    def take(request: SettleRequest, found: Settlement) -> None:
        if not document.is_open or document.review is not review:
            return
        if review.assessment is not request.assessment or review.verdicts is not request.verdicts:
            work()
            return
        if found.edits or found.verdicts:
            document.apply(found.edits, Origin.CONSENSUS, dict(found.verdicts), outcome=found.outcome)
        done(found)

    work()


def _compare(request: ReadRequest, progress: Progress) -> Compared:
    assessment = request.assessment
    problems: tuple[Problem, ...] = ()
    if request.another is not None:
        assessment, problems = _with_another(request, *request.another, progress)
    now = replace(request.dataset, annotations=assessment.annotations)
    sets = (own_label_set(request.own_name, now), *assessment.evidence.others)
    agreement = agreement_of(
        sets,
        len(request.dataset.categories),
        progress=lambda done, total: progress("Comparing annotators", done, total),
    )
    waiting = open_disputes(assessment, request.verdicts)
    decided = sum(own.decided for own, _ in waiting)
    return Compared(assessment, agreement, problems, len(waiting), decided)


def _with_another(
    request: ReadRequest, path: Path, name: str, progress: Progress
) -> tuple[Assessment, tuple[Problem, ...]]:
    assessment = request.assessment
    made, problems = read_label_set(
        path,
        request.dataset,
        name=name,
        progress=lambda done, total: progress("Reading annotations", done, total),
    )
    # The same file once more is what it says now.
    kept: list[LabelSet] = [own for own in assessment.evidence.others if own.origin != made.origin]
    names = distinct_names([request.own_name, *(own.name for own in kept), made.name])
    others = (*kept, replace(made, name=names[-1]))
    progress("Checking images", 0, 0)
    return with_label_sets(assessment, others), problems


def hand_out(
    document: Document, jobs: Jobs, output: Path, count: int, seed: int, done: Callable[[], None]
) -> None:
    """Write images drawn by chance, without labels, for somebody else to label."""
    request = HandOutRequest(document.review.dataset, output, count, seed)
    jobs.start(KIND, _hand_out, request, lambda _answer: done())


def _hand_out(request: HandOutRequest, progress: Progress) -> None:
    progress("Writing labels", 0, 0)
    hand_out_images(request.dataset, request.output, count=request.count, seed=request.seed)


def _alone(request: AloneRequest, progress: Progress) -> Assessment:
    progress("Checking images", 0, 0)
    return with_label_sets(request.assessment, ())


def _settle(request: SettleRequest, progress: Progress) -> Settlement:
    progress("Settling by majority", 0, 0)
    return settle_by_majority(request.assessment, request.verdicts, request.next_ids, progress=progress)
