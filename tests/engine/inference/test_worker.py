"""What the worker answers, over models small enough to know the answer."""

from collections import Counter

import pytest

from engine.data.model import FaultKind, ImagePredictions, ImageSkipped, ModelReady, PredictFinished, Speed
from engine.inference.protocol import Failure


def predictions(small_models, name):
    return [m for m in small_models.answers[name] if isinstance(m, ImagePredictions)]


@pytest.mark.parametrize("name", ["chatty_float", "in_batches", "choosy"])
def test_a_run_begins_with_the_device_and_ends_with_its_time(small_models, name):
    ready, *images, finished = (m for m in small_models.answers[name] if not isinstance(m, Speed))
    assert isinstance(ready, ModelReady) and ready.device.startswith(("CPU", "GPU 0 ("))
    assert isinstance(finished, PredictFinished) and finished.seconds > 0
    assert sorted(message.image for message in images) == list(range(12))


def test_boxes_are_pixels_of_their_own_image_and_are_not_clipped(small_models):
    for part in predictions(small_models, "in_batches"):
        width, height = (50, 80) if part.image == 9 else (100, 60)
        assert part.boxes_xyxy[0].tolist() == [width / 2, height / 4, width, height * 3 / 4]
        assert part.boxes_xyxy[-1].tolist() == [0, -height / 2, width, height * 3 / 2]


def test_a_model_of_floats_gets_0_to_255_in_the_order_rgb(small_models):
    for part in predictions(small_models, "in_batches"):
        assert part.scores[0] == pytest.approx((10 * part.image + 10) / 255)
    for part in predictions(small_models, "chatty_float"):
        assert part.scores[0] == pytest.approx((10 * part.image + 10) / 255)
        # Red is 0: dropped for its score, as the box that is no number and the one past the count are.
        assert part.classes.tolist() == [1]


def test_images_of_one_shape_are_run_together(small_models):
    """Eleven are of one shape and the tenth of another, whatever order they come in."""
    sizes = Counter(round(100 * part.scores[-1]) for part in predictions(small_models, "in_batches"))
    assert sizes == {8: 8, 3: 3, 1: 1}


def test_memory_that_runs_out_halves_the_batch_for_good(small_models):
    sizes = Counter(round(100 * part.scores[0]) for part in predictions(small_models, "greedy"))
    assert sizes == {4: 8, 3: 3, 1: 1}


def test_what_is_wrong_with_predictions_is_named_with_the_first_image_and_a_count(small_models):
    parts = predictions(small_models, "beside_itself")
    assert [part.scores.tolist() for part in parts] == [[1.5]] * 12
    faults = {fault.kind: fault for fault in small_models.answers["beside_itself"][-1].faults}
    assert set(faults) == {FaultKind.NOT_FINITE, FaultKind.OUTSIDE, FaultKind.SCORE_OUT_OF_RANGE}
    assert {fault.image for fault in faults.values()} == {0}
    assert faults[FaultKind.NOT_FINITE].count == 12
    assert faults[FaultKind.SCORE_OUT_OF_RANGE].count == 24
    assert "score 1.5" in faults[FaultKind.SCORE_OUT_OF_RANGE].detail


def test_raw_outputs_that_cannot_be_used_are_a_fault(small_models):
    (fault,) = (
        fault
        for fault in small_models.answers["telling_nonsense"][-1].faults
        if fault.kind is FaultKind.RAW_OUTPUTS
    )
    assert fault.count == 12 and "do not go together" in fault.detail


def test_an_image_the_model_fails_on_is_skipped(small_models):
    skipped = [m for m in small_models.answers["choosy"] if isinstance(m, ImageSkipped)]
    assert [message.image for message in skipped] == [9]
    assert "the model failed on it" in skipped[0].problem
    assert len(predictions(small_models, "choosy")) == 11


def test_raw_outputs_are_pixels_by_score_without_background_and_what_is_no_number(small_models):
    for part in predictions(small_models, "telling_all"):
        width, height = (50, 80) if part.image == 9 else (100, 60)
        grey = (10 * part.image + 10) / 255
        expected = sorted([(grey, 1), (grey, 1), (0.5, 2), (0.5, 2)], key=lambda own: -own[0])
        assert part.raw.scores.tolist() == pytest.approx([score for score, _ in expected])
        assert part.raw.classes.tolist() == [number for _, number in expected]
        assert part.raw.boxes_xyxy[0].tolist() == [width / 2, height / 4, width, height * 3 / 4]
        assert part.raw.boxes_xyxy[1].tolist() == [0, 0, width / 4, height / 2]


def test_raw_outputs_that_are_logits_are_read_as_probabilities(small_models):
    raw = predictions(small_models, "telling_logits")[0].raw
    assert raw.classes.tolist() == [3, 3, 1, 1]
    assert raw.scores.tolist() == pytest.approx([0.8808, 0.8808, 0.5, 0.5], abs=1e-4)


def test_a_model_without_raw_outputs_gives_none_and_nothing_is_wrong_with_that(small_models):
    assert all(part.raw is None for part in predictions(small_models, "in_batches"))
    assert small_models.answers["in_batches"][-1].raw_problem is None
    assert small_models.answers["telling_all"][-1].raw_problem is None


def test_raw_outputs_of_odd_shapes_are_ignored_with_a_note(small_models):
    parts = predictions(small_models, "telling_nonsense")
    assert len(parts) == 12 and all(part.raw is None and len(part.scores) == 2 for part in parts)
    assert (
        "[1, 3, 4], raw_detection_scores [1, 7, 4]"
        in small_models.answers["telling_nonsense"][-1].raw_problem
    )


@pytest.mark.parametrize(
    ("name", "is_work", "words"),
    [
        ("never_content", False, ["failed on every image", "too high"]),
        ("hungry", True, ["memory ran out", "free memory"]),
        (
            "classifier",
            False,
            ["one RGB image", "features float32 [any, 4]", "probabilities float32 [any, 4]"],
        ),
        ("two_inputs", False, ["threshold float32 []", "input_tensor uint8 [1, any, any, 3]"]),
        ("of_files", False, ["encoded image files", "encoded string [any]"]),
        ("without_signature", False, ["no signature 'serving_default' (signatures: none)"]),
        ("without_weights", False, ["cannot read", "variables"]),
        ("empty", False, ["cannot read"]),
        ("corrupt", False, ["cannot read", "corrupt"]),
    ],
)
def test_a_model_that_cannot_be_used_is_refused_in_plain_words(small_models, name, is_work, words):
    failure = small_models.answers[name][-1]
    assert isinstance(failure, Failure)
    text = str(failure.error())
    assert failure.input_is_fine == is_work
    assert [word for word in words if word not in text] == []
    assert is_work or text.startswith(str(small_models.folder / name))
    assert failure.remedy and len(text) < 500
