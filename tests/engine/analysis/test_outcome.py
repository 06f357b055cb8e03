import numpy as np
from hypothesis import given, settings

from engine.analysis.outcome import outcomes
from tests.engine.evaluation.reference import Case, annotation, case, cases, pycocotools

BOX = annotation(1, 0, 0, 10, 10, 40, 40)


def test_nothing_has_no_outcome() -> None:
    truth = case(0, 0, [], [])
    found = outcomes(truth.evaluated(), truth.annotations)
    assert len(found.rows) == len(found.annotations) == 0
    assert not found.true_positive.any()
    assert not found.missed.any()


@settings(max_examples=100)
@given(cases())
def test_outcomes_are_the_matches_of_each_image(truth: Case) -> None:
    evaluation = truth.evaluated()
    found = outcomes(evaluation, truth.annotations)
    ids = np.append(found.annotations.ids, 0)
    of_row = dict(zip(found.rows.tolist(), ids[found.matched].tolist(), strict=True))
    finder = dict(
        zip(found.annotations.ids.tolist(), np.append(found.rows, -1)[found.found_by].tolist(), strict=True)
    )
    for image in range(len(truth.images)):
        matches = evaluation.matches(image)
        assert [of_row[row] for row in matches.prediction_rows.tolist()] == (
            matches.prediction_annotation.tolist()
        )
        once = ~np.isin(matches.annotation_ids, found.annotations.ids[found.annotations.crowd])
        assert [finder[number] for number in matches.annotation_ids[once].tolist()] == (
            matches.annotation_prediction[once].tolist()
        )


@settings(max_examples=50)
@given(cases())
def test_recall_of_the_outcomes_is_that_of_pycocotools(truth: Case) -> None:
    evaluation = truth.evaluated()
    found = outcomes(evaluation, truth.annotations)
    reference = pycocotools(truth).eval["recall"][0, :, 0, -1]
    for category in range(len(truth.categories)):
        asked = (found.annotations.categories == category) & ~found.ignored
        if asked.any():
            hits = np.count_nonzero(found.true_positive & (found.categories == category))
            assert hits / np.count_nonzero(asked) == reference[category]
