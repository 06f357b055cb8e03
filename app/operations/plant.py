"""Mix known answers into the queue, made up in the background."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from app.document import Document
from app.jobs import Jobs, Progress
from engine.data.image_state import Stage
from engine.data.known_answer import Planting
from engine.planting import PlantRequest, plant, trusted, used

_SEEDS = 2**31


def standing(document: Document) -> tuple[int, int]:
    """How many labels known answers can be planted on, and how many flags wait."""
    review = document.review
    approved = review.states.at_stage(Stage.APPROVED)
    rows = trusted(review.assessment, approved, used(review.project.plantings.all()))
    return len(rows), sum(entry.verdict is None for entry in review.queue())


def mix_in(document: Document, jobs: Jobs, share: float, receive: Callable[[int], None]) -> None:
    """Make up known answers, a share of the flags that wait, and mix them in; tell how many they are."""
    review = document.review
    review.require_all_in_journal()
    request = PlantRequest(
        review.assessment,
        review.states.at_stage(Stage.APPROVED),
        used(review.project.plantings.all()),
        tuple(entry for entry in review.queue() if entry.verdict is None),
        share,
        secrets.randbelow(_SEEDS),
        review.project.journal_length,
        datetime.now(UTC),
        review.author,
    )

    def take(planting: Planting) -> None:
        if document.is_open and document.review is review:
            document.plant(planting)
            receive(len(planting.known))

    jobs.start("plant", _plant, request, take)


def _plant(request: PlantRequest, progress: Progress) -> Planting:
    progress("Making up known answers", 0, 0)
    return plant(request)
