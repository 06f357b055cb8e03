from pathlib import Path

import numpy as np
import pytest

from engine.data.model import FaultKind, ImagePredictions, OutputFault, PredictFinished
from engine.inference.said import Said

PATHS = {image: Path(f"{image}.png") for image in range(6)}


def predictions(image: int, note: str | None = None) -> ImagePredictions:
    return ImagePredictions(image, np.zeros((0, 4)), np.zeros(0), np.zeros(0, np.int64), note=note)


def test_nothing_is_said_at_first():
    said = Said(PATHS)
    assert (said.done, said.covered(), said.parts(), said.problems("model")) == (0, (), [], ())


def test_images_are_covered_whether_they_were_known_run_or_skipped():
    said = Said(PATHS)
    said.reuse({4: predictions(4)})
    said.take([predictions(0), predictions(2)])
    said.skip({1: "the image is broken"})
    assert (said.done, said.reused, said.computed, said.skipped) == (4, 1, 1, 1)
    assert said.covered() == (0, 1, 2, 4)
    assert [part.image for part in said.parts()] == [0, 2, 4]


@pytest.mark.parametrize(
    ("order", "covered"),
    [
        ((0, 1, 2, 3, 4, 5), (0, 1, 2)),  # 2 is the last that it was run on
        ((5, 2, 4, 3, 0, 1), (2,)),
        ((4, 0, 3, 5, 1, 2), (0, 1, 2, 4)),
    ],
)
def test_what_happened_to_be_known_behind_the_end_is_no_part_of_a_sample(order, covered):
    said = Said(PATHS)
    said.reuse({4: predictions(4), 0: predictions(0)})
    said.skip({1: "broken"})
    said.take([predictions(2)])
    said.limit(order)
    assert said.covered() == covered


def test_a_sample_that_ends_before_the_model_began_is_what_was_known_up_to_there():
    said = Said(PATHS)
    said.reuse({0: predictions(0), 1: predictions(1), 3: predictions(3)})
    said.limit((1, 0, 2, 3))
    assert said.covered() == (0, 1) and said.reused == 2


def test_faults_of_all_parts_are_counted_together_and_name_the_first_image():
    said = Said(PATHS)
    said.skip({3: "the image is broken"})
    said.take([predictions(5, note="cut short: the rest is grey")])
    fault = OutputFault(FaultKind.OUTSIDE, 2, 3, "box [1, 2, 3, 4] outside")
    said.finish(PredictFinished(1.0, None, (fault,)))
    said.finish(PredictFinished(1.0, "of other anchors", (OutputFault(FaultKind.OUTSIDE, 4, 4, "another"),)))
    broken, cut, outside, raw = said.problems("model")
    assert (broken.source, broken.problem) == ("3.png", "the image is broken")
    assert (cut.source, cut.problem) == ("5.png", "cut short: the rest is grey")
    assert (outside.source, outside.record) == ("model", "first on 2.png")
    assert outside.problem == "box [1, 2, 3, 4] outside (7 times)"
    assert "survives suppression" in raw.problem
    # What was said in an earlier run is added last, and may be of an image before them all.
    said.add_faults((OutputFault(FaultKind.OUTSIDE, 1, 1, "box [9, 9, 9, 9] outside"),))
    assert said.problems("model")[2].problem == "box [9, 9, 9, 9] outside (8 times)"
