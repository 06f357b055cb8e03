"""Draw a random sample in the background, and state what its answers say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.document import Document
from app.jobs import Jobs, Progress
from engine.blind_review import BlindReview, population
from engine.data.sample import Answer, Sample, SampleRequest, Statement
from engine.data.sentence import Sentence
from engine.sampling.draw import Population, size_of
from engine.sampling.new import Made, new_sample, plan_of
from engine.sampling.sentences import of_plan
from engine.sampling.statement import statement_of


@dataclass(frozen=True, eq=False, slots=True)
class DrawRequest:
    """What there is to draw from, how, and from which seed."""

    population: Population
    request: SampleRequest
    made: Made


@dataclass(frozen=True, eq=False, slots=True)
class StateRequest:
    """A sample with its answers so far."""

    sample: Sample
    answers: tuple[Answer, ...]


def tell(of: Population, request: SampleRequest) -> Sequence[Sentence]:
    """What a sample would tell, before it is drawn.

    Raises
    ------
    UserError
        There is no such plan.
    """
    plan = plan_of(request, len(of))
    size = size_of(of, plan, stratified=request.stratified)
    return of_plan(replace(plan, size=size), len(of))


def draw(
    document: Document, jobs: Jobs, request: SampleRequest, seed: int, receive: Callable[[Sample], None]
) -> None:
    """Draw a sample of the labels as they are now, and keep it before anybody sees it."""
    review = document.review
    review.require_all_in_journal()
    made = Made(seed, review.project.journal_length, datetime.now(UTC), review.author)

    def take(drawn: Sample) -> None:
        if document.is_open and document.review is review:
            receive(review.project.samples.add(drawn))

    jobs.start("sample", _draw, DrawRequest(population(review, request.unit), request, made), take)


def state(jobs: Jobs, blind: BlindReview, receive: Callable[[Statement], None]) -> None:
    """State everything that a sample says; classes may be many."""
    jobs.start("state", _state, StateRequest(blind.sample, blind.answers), receive)


def _draw(request: DrawRequest, progress: Progress) -> Sample:
    return new_sample(request.population, request.request, request.made)


def _state(request: StateRequest, progress: Progress) -> Statement:
    return statement_of(request.sample, request.answers)
