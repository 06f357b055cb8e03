from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.dataset import Annotations
from engine.loss import ModelEvidence, label_loss, learn_model, look, missing_labels
from tests.engine.checks.tray import BOLT, NUT, label, predictions, well_seen

BOX = (20.0, 20.0, 60.0, 60.0)


def learnt(*own: tuple[tuple[float, float, float, float], float, int, int]) -> ModelEvidence:
    labels, rows = well_seen()
    return learn_model(70, 2, Annotations.of_rows(labels), predictions(*own, *rows))


def test_nothing_is_learnt_from_nothing() -> None:
    model = learn_model(0, 0, Annotations.empty(), predictions())
    scene = look(model, Annotations.empty())
    assert len(label_loss(model, scene).held) == 0
    assert len(missing_labels(model, scene, label_loss(model, scene)).scores) == 0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40))
def test_a_higher_score_never_means_a_lower_probability(rows: list[tuple[float, bool]]) -> None:
    found = predictions(*((BOX, score, NUT, image) for image, (score, _) in enumerate(rows)))
    right = [label(i + 1, BOX, image=i) for i, (_, hit) in enumerate(rows) if hit]
    model = learn_model(len(rows), 1, Annotations.of_rows(right), found)
    in_order = model.probabilities[np.argsort(found.scores, kind="stable")]
    assert (np.diff(in_order) >= -1e-12).all()
    assert in_order.min() >= 0
    assert in_order.max() <= 1


def test_a_calibrated_score_is_the_share_that_is_right() -> None:
    rows = [(BOX, 0.9 if i < 400 else 0.3, NUT, i) for i in range(800)]
    right = [
        label(i + 1, BOX, image=i)
        for i in range(800)
        if (i % 4 != 0 and i < 400) or (i % 4 == 0 and i >= 400)
    ]
    model = learn_model(800, 1, Annotations.of_rows(right), predictions(*rows))
    assert model.probabilities[[0, 500]] == pytest.approx([0.75, 0.25])


def test_boxes_and_predictions_that_are_no_boxes_meet_nobody() -> None:
    model = learnt(((np.nan, 0, 1, 1), 0.9, NUT, 0), ((5, 5, 5, 9), 0.9, NUT, 0), (BOX, np.nan, NUT, 0))
    scene = look(model, Annotations.of_rows([label(1, BOX)]), image=0)
    assert len(scene.columns) == len(scene.labels) == 0
    assert model.probabilities[:3].tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("box", "category", "part"),
    [
        (BOX, NUT, None),
        (BOX, BOLT, "category"),
        ((45, 20, 85, 60), NUT, "place"),
        ((150, 20, 190, 60), NUT, "existence"),
    ],
)
def test_each_contradiction_has_its_part(
    box: tuple[float, float, float, float], category: int, part: str | None
) -> None:
    model = learnt((box, 0.95, category, 0))
    loss = label_loss(model, look(model, Annotations.of_rows([label(1, BOX)]), image=0))
    parts = {name: float(getattr(loss, name)[0]) for name in ("category", "place", "existence")}
    largest = max(parts, key=lambda name: parts[name])
    if part is None:
        assert max(parts.values()) < 0.1
        assert loss.held[0] > 0.9
    else:
        assert largest == part
        assert parts[largest] > 0.3
        assert loss.held[0] == 0


def test_a_label_that_answers_to_a_prediction_takes_it_off_the_missing() -> None:
    model = learnt((BOX, 0.95, NUT, 0))
    for labels, expected in (([], 1), ([label(1, BOX)], 0)):
        scene = look(model, Annotations.of_rows(labels), image=0)
        assert len(missing_labels(model, scene, label_loss(model, scene)).scores) == expected


def test_a_shifted_label_and_the_prediction_on_its_true_place_are_one_flag() -> None:
    model = learnt(((45, 20, 85, 60), 0.95, NUT, 0))
    alone, beside = (
        missing_labels(model, scene, label_loss(model, scene)).scores[0]
        for scene in (look(model, Annotations.of_rows(rows), image=0) for rows in ([], [label(1, BOX)]))
    )
    assert alone > 0.7
    assert beside < 0.2
