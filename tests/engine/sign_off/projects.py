"""A small project that can be signed: edited by one person, sampled by another."""

from pathlib import Path

import cv2
import numpy as np

from engine.blind_review import BlindReview, draw_sample
from engine.data.edit import Edit
from engine.data.flag import VerdictKind
from engine.data.journal import Origin
from engine.data.sample import SampleRequest, Unit
from engine.review import Review
from engine.sign_off.sign import SignRequest
from engine.states import toggled_reviewed
from tests.engine.conftest import RELABELLED, small_dataset, small_predictions
from tests.engine.test_review import begin


def edited_project(folder: Path) -> Review:
    """A class put right by Ann, who answered every other flag; no sample yet."""
    dataset = small_dataset(folder)
    for number, name in enumerate(dataset.images.file_names):
        cv2.imwrite(str(folder / name), np.full((80, 100, 3), 20 * number, np.uint8))
    dataset.source.write_text("{}")
    review = begin(folder, dataset, small_predictions())
    review.author = "Ann"
    wrong = review.annotations.get(RELABELLED)
    assert wrong is not None
    review.apply([Edit(wrong, wrong.relabelled(1 - wrong.category))], Origin.RELABELLED)
    keys = [flag.key for own in review.assessment.flags.values() for flag in own]
    review.apply([], Origin.VERDICT, dict.fromkeys(keys, VerdictKind.LABEL_IS_RIGHT))
    review.apply([], Origin.VERDICT, marks=toggled_reviewed(review.states, 0))
    return review


def sampled(review: Review, who: str = "Bea") -> None:
    """Have somebody review a sample of all images blind, and find nothing wrong."""
    review.author = who
    blind = BlindReview(review, draw_sample(review, SampleRequest(Unit.IMAGE, 0.2, stratified=False), 7))
    while (image := blind.next_waiting()) is not None:
        blind.answer(image, ())


def signable_project(folder: Path) -> Path:
    """All that the policy asks for is there."""
    review = edited_project(folder)
    sampled(review)
    review.close()
    return review.project.path


def lead(project: Path, **values: object) -> SignRequest:
    return SignRequest(project, "Lea", **values)
