"""Drawing a sample of a dataset under review, and reviewing it blind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from engine.data.dataset import Annotations
from engine.data.sample import Answer, FoundError, Sample, SampleRequest, SampleUnit, Statement, Unit
from engine.errors import UserError
from engine.review import Review
from engine.run_comparison import labels_after
from engine.sampling.draw import Population, population_of
from engine.sampling.new import Made, new_sample
from engine.sampling.statement import standing_of


def population(review: Review, unit: Unit) -> Population:
    """What a sample of the labels as they are now can be drawn from."""
    flags = (flag for own in review.assessment.flags.values() for flag in own)
    waiting = [flag for flag in flags if flag.key not in review.verdicts]
    images = len(review.dataset.images)
    return population_of(unit, review.annotations, images, waiting, review.reviewed(), review.history.done)


def draw_sample(review: Review, request: SampleRequest, seed: int) -> Sample:
    """Draw a sample of the labels as they are now, and keep it before anybody sees it.

    Raises
    ------
    UserError
        There is no such plan, nothing to draw, or the project file cannot be written to.
    """
    made = Made(seed, review.project.journal_length, datetime.now(UTC), review.author)
    return review.project.samples.add(new_sample(population(review, request.unit), request, made))


class BlindReview:
    """A sample whose images are shown one after the other, with the labels that were drawn and nothing else.

    Parameters
    ----------
    review
        Of the dataset that the sample is of; only its project is written to.
    sample
    """

    def __init__(self, review: Review, sample: Sample) -> None:
        self.sample = sample
        self._review = review
        self._labels = labels_after(review.dataset, review.project.journal(), sample.journal)
        self._answers = list(review.project.samples.answers(sample.id))
        first = review.project.samples.answers(sample.plan.reading_of) if sample.plan.reading_of else ()
        self._read_before = frozenset(answer.author for answer in first)
        self._units: dict[int, list[int]] = {}
        for place, unit in enumerate(sample.units):
            self._units.setdefault(unit.image, []).append(place)

    @property
    def images(self) -> tuple[int, ...]:
        """Indices of the images, in the order to review them."""
        return tuple(self._units)

    def labels_of(self, image: int) -> Annotations:
        """The labels of an image as they were when the sample was drawn."""
        return self._labels.take(self._labels.rows_of_image(image))

    def units_of(self, image: int) -> tuple[SampleUnit, ...]:
        """What was drawn of an image."""
        return tuple(self.sample.units[place] for place in self._units[image])

    def errors_of(self, image: int) -> tuple[FoundError, ...] | None:
        """What was said to be wrong on an image; None: nobody answered."""
        said = self._said()
        if any(place not in said for place in self._units[image]):
            return None
        return tuple(error for place in self._units[image] for error in said[place])

    def next_waiting(self) -> int | None:
        """The first image that waits for an answer; None: every one has it."""
        said = self._said()
        waiting = (image for image, places in self._units.items() if any(own not in said for own in places))
        return next(waiting, None)

    def answer(self, image: int, errors: Iterable[FoundError]) -> None:
        """Say what is wrong on an image; what of the sample is not named is right.

        Of a sample of boxes, errors of others than those drawn are left out.

        Raises
        ------
        UserError
            The answer could not be written to the project file, or it is a second reading by one who did the first;
            nothing has changed then.
        """
        if self._review.author in self._read_before:
            raise UserError(
                f"{self._review.author} reviewed this sample already",
                remedy="A second reading takes somebody else: they say who they are under File > Your name",
            )
        found = tuple(errors)
        now = datetime.now(UTC)
        answers = tuple(
            Answer(place, self._of_unit(place, found), self._review.author, now)
            for place in self._units[image]
        )
        self._review.project.samples.answer(self.sample.id, answers)
        self._answers.extend(answers)

    def take_in(self, answers: Iterable[Answer]) -> None:
        """Go on with everything that was said, by others too."""
        self._answers = list(answers)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Everything that was said, oldest first."""
        return tuple(self._answers)

    def standing(self) -> Statement:
        """Decision and rate by the answers so far."""
        return standing_of(self.sample, self._answers)

    def _of_unit(self, place: int, errors: tuple[FoundError, ...]) -> tuple[FoundError, ...]:
        unit = self.sample.units[place]
        if unit.annotation_id is None:
            return errors
        return tuple(error for error in errors if error.annotation_id == unit.annotation_id)

    def _said(self) -> Mapping[int, tuple[FoundError, ...]]:
        return {answer.unit: answer.errors for answer in self._answers}
