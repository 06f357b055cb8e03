"""Reviews with known answers in their queue."""

from collections.abc import Iterable
from datetime import UTC, datetime

from engine import states
from engine.data.image_state import Stage
from engine.data.journal import Origin
from engine.data.known_answer import Planting
from engine.planting import PlantRequest, plant, used
from engine.review import Review


def approve(review: Review, images: Iterable[int]) -> None:
    """Have a lead look at some images and find their labels right."""
    wanted = tuple(images)
    for toggled in (states.toggled_reviewed, states.toggled_approved):
        marks = [mark for image in wanted for mark in toggled(review.states, image)]
        review.apply((), Origin.VERDICT, marks=marks)


def request(review: Review, *, share: float = 1.0, seed: int = 8) -> PlantRequest:
    # A share of many more flags than there are: every label that can be used has one.
    waiting = tuple(entry for entry in review.queue() if entry.verdict is None) * (20 if share == 1 else 1)
    return PlantRequest(
        review.assessment,
        review.states.at_stage(Stage.APPROVED),
        used(review.project.plantings.all()),
        waiting,
        share,
        seed,
        review.project.journal_length,
        datetime(2026, 3, 1, tzinfo=UTC),
        "a lead",
    )


def planted(review: Review, *, share: float = 1.0, seed: int = 8) -> Planting:
    """As many known answers as there is room for; with a small share, one."""
    return plant(request(review, share=share, seed=seed))
