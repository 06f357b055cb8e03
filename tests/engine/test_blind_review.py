from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.blind_review import BlindReview, draw_sample, population
from engine.data.dataset import Dataset, Predictions
from engine.data.edit import Edit
from engine.data.flag import FlagKind, VerdictKind
from engine.data.journal import Origin
from engine.data.sample import Decision, FoundError, FoundErrorKind, SampleRequest, Unit
from engine.review import Review
from tests.engine.conftest import RELABELLED
from tests.engine.test_review import begin

EVERYTHING = SampleRequest(Unit.IMAGE, refuse_rate=0.01, stratified=False)


@pytest.fixture
def review(tmp_path: Path, dataset: Dataset, predictions: Predictions) -> Iterator[Review]:
    review = begin(tmp_path, dataset, predictions)
    yield review
    review.close()


def test_what_flags_and_verdicts_say_goes_into_the_population(review: Review) -> None:
    found = population(review, Unit.BOX)
    assert len(found) == len(review.annotations)
    assert RELABELLED in found.annotation_ids[found.flagged]
    (flag,) = (flag for flag in review.flags_of(1) if flag.kind is FlagKind.WRONG_CLASS)
    assert flag.suggestion is not None
    review.apply([flag.suggestion], Origin.SUGGESTION, {flag.key: VerdictKind.FIXED})
    after = population(review, Unit.BOX)
    assert after.annotation_ids[after.put_right].tolist() == [RELABELLED]
    assert RELABELLED not in after.annotation_ids[after.flagged]


def test_a_sample_is_kept_before_anybody_sees_it(review: Review) -> None:
    sample = draw_sample(review, SampleRequest(refuse_rate=0.2), seed=4)
    assert review.project.samples.all() == (sample,)
    assert (sample.seed, sample.journal, sample.author) == (4, 0, review.author)


def test_labels_are_shown_as_they_were_drawn_whatever_was_edited_since(review: Review) -> None:
    sample = draw_sample(review, EVERYTHING, seed=1)
    review.apply([Edit.delete(review.annotations.at(0))], Origin.DELETED)
    blind = BlindReview(review, sample)
    assert sorted(blind.images) == list(range(12))
    assert blind.labels_of(0).ids.tolist() == [1, 2]


def test_a_blind_review_goes_on_where_it_was_left(review: Review) -> None:
    sample = draw_sample(review, EVERYTHING, seed=1)
    blind = BlindReview(review, sample)
    first, second, *rest = blind.images
    assert blind.next_waiting() == first
    assert blind.errors_of(first) is None
    missing = FoundError(FoundErrorKind.MISSING, 0, None, (1, 2, 3, 4))
    blind.answer(first, ())
    assert blind.standing().decision is Decision.OPEN
    blind.answer(second, [missing])
    assert blind.standing().decision is Decision.REFUSE
    again = BlindReview(review, sample)
    assert (again.errors_of(first), again.errors_of(second)) == ((), (missing,))
    assert again.next_waiting() == rest[0]
    for image in rest:
        again.answer(image, ())
    assert again.next_waiting() is None
    again.answer(second, ())
    assert again.standing().decision is Decision.ACCEPT
    assert again.answers == review.project.samples.answers(sample.id)


def test_of_a_sample_of_boxes_the_others_on_the_image_do_not_count(review: Review) -> None:
    sample = draw_sample(review, SampleRequest(refuse_rate=0.2, stratified=False), seed=3)
    blind = BlindReview(review, sample)
    image = next(own for own in blind.images if len(blind.units_of(own)) == 1)
    (unit,) = blind.units_of(image)
    wrong = [FoundError(FoundErrorKind.NO_OBJECT, 0, int(own)) for own in blind.labels_of(image).ids]
    assert len(wrong) == 2
    blind.answer(image, wrong)
    statement = blind.standing()
    assert (statement.answered, statement.rate.wrong) == (1, 1)
    assert blind.errors_of(image) == tuple(
        error for error in wrong if error.annotation_id == unit.annotation_id
    )
