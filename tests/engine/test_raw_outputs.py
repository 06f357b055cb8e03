from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.checks.run import check, gather
from engine.data.check_settings import CheckSettings
from engine.data.dataset import Annotation, Annotations, Predictions
from engine.data.flag import Flag, FlagKind
from engine.loss import label_loss, learn_model, look
from engine.raw_outputs import ask_anchors, learn_raw
from tests.engine.checks.tray import BOLT, CATEGORIES, NUT, Box, images, label, predictions, well_seen

BOX = (120.0, 20.0, 160.0, 60.0)
"""Where nothing survives suppression: what does is at `FAR`, on the same image."""

FAR = (20.0, 20.0, 60.0, 60.0)

AGAINST_MODEL = (FlagKind.SPURIOUS_LABEL, FlagKind.WRONG_CLASS, FlagKind.BAD_LOCATION, FlagKind.MISSING_LABEL)

Row = tuple[Box, float, int, int]


def by_image(*rows: Row) -> Predictions:
    return predictions(*sorted(rows, key=lambda row: row[3]))


def found(labels: list[Annotation], *raw: Row) -> tuple[Flag, ...]:
    """What the model says against image 0, where anchors and predictions see the rest of the tray well."""
    known, rows = well_seen()
    seen = predictions((FAR, 0.9, NUT, 0), *rows)
    anchors = [
        (box, score - delta, category, image) for box, score, category, image in rows for delta in (0, 0.3)
    ]
    everything = Annotations.of_rows([label(1, FAR), *labels, *known])
    told = replace(seen, raw=by_image((FAR, 0.9, NUT, 0), *raw, *anchors)) if raw else seen
    flags = check(gather(images(70), CATEGORIES, everything, told), everything)
    return tuple(flag for flag in flags if flag.image == 0 and flag.kind in AGAINST_MODEL)


def test_nothing_is_learnt_from_nothing() -> None:
    nothing = np.zeros(0, np.bool_)
    for raw in (None, Predictions.empty()):
        evidence = learn_raw(0, 0, Annotations.empty(), nothing, raw)
        anchors = ask_anchors(evidence, Annotations.empty(), nothing, 0.75)
        assert len(anchors.own) == len(anchors.other) == len(anchors.rival) == 0


def test_without_raw_outputs_no_figure_changes() -> None:
    labels, rows = well_seen()
    annotations = Annotations.of_rows([label(1, FAR), label(2, BOX, category=BOLT), *labels])
    seen = predictions((FAR, 0.9, NUT, 0), (BOX, 0.95, NUT, 0), *rows)
    losses = []
    for raw in (None, Predictions.empty()):
        model = learn_model(70, 2, annotations, replace(seen, raw=raw))
        losses.append(label_loss(model, look(model, annotations)))
    for field in fields(losses[0]):
        np.testing.assert_array_equal(*(getattr(loss, field.name) for loss in losses))
    assert (losses[0].raw_rival == -1).all()
    assert losses[0].category[1] > 0 and losses[0].rival[1] == 1


def test_a_label_that_only_a_suppressed_anchor_supports_is_not_called_spurious() -> None:
    (flag,) = found([label(2, BOX)])
    assert (flag.kind, flag.annotation_id) == (FlagKind.SPURIOUS_LABEL, 2)
    assert found([label(2, BOX)], (BOX, 0.9, NUT, 0)) == ()


def test_a_class_that_anchors_alone_contradict_is_flagged_as_wrong() -> None:
    near = (122.0, 21.0, 161.0, 62.0)
    (flag,) = found([label(2, BOX)], (BOX, 0.9, BOLT, 0), (near, 0.85, BOLT, 0))
    assert (flag.kind, flag.annotation_id, flag.prediction) == (FlagKind.WRONG_CLASS, 2, None)
    assert flag.suggestion is not None and flag.suggestion.after is not None
    assert flag.suggestion.after.category == BOLT
    assert "Before suppression" in flag.reason and "bolt" in flag.reason and "nut" in flag.reason


def test_one_anchor_alone_does_not_contradict_a_class() -> None:
    kinds = [flag.kind for flag in found([label(2, BOX)], (BOX, 0.9, BOLT, 0))]
    assert FlagKind.WRONG_CLASS not in kinds


def test_another_class_that_has_its_own_label_does_not_contradict() -> None:
    raw = [(BOX, score, category, 0) for category in (NUT, BOLT) for score in (0.9, 0.85)]
    kinds = [flag.kind for flag in found([label(2, BOX), label(3, BOX, category=BOLT)], *raw)]
    assert FlagKind.WRONG_CLASS not in kinds


@pytest.mark.parametrize("box", [(np.nan, 0, 1, 1), (5, 5, 5, 9), (300, 300, 320, 320)])
def test_a_label_that_no_anchor_covers_is_told_nothing(box: Box) -> None:
    annotations = Annotations.of_rows([label(1, box)])
    usable = np.isfinite(annotations.boxes_xyxy).all(axis=1) & (annotations.sizes_wh > 0).all(axis=1)
    raw = learn_raw(1, 2, annotations, usable, by_image((BOX, 0.9, NUT, 0)))
    anchors = ask_anchors(raw, annotations, usable, 0.75)
    assert (anchors.own[0], anchors.other[0], anchors.rival[0]) == (0, 0, -1)


boxes = st.tuples(*(st.integers(0, 6) for _ in range(2)), *(st.integers(1, 6) for _ in range(2))).map(
    lambda v: (v[0] * 8.0, v[1] * 8.0, (v[0] + v[2]) * 8.0, (v[1] + v[3]) * 8.0)
)
raw_rows = st.lists(st.tuples(boxes, st.floats(0.02, 1), st.integers(0, 1), st.integers(0, 3)), max_size=30)


@given(st.lists(st.tuples(boxes, st.integers(0, 1), st.integers(0, 3)), max_size=8), raw_rows)
def test_an_image_is_judged_the_same_alone_and_each_part_is_a_share(
    own: list[tuple[Box, int, int]], rows: list[Row]
) -> None:
    annotations = Annotations.of_rows(
        [label(i + 1, box, category=category, image=image) for i, (box, category, image) in enumerate(own)]
    )
    seen = replace(predictions(*((box, 0.5, NUT, image) for box, _, image in own)), raw=by_image(*rows))
    evidence = gather(images(4), CATEGORIES, annotations, seen, settings=CheckSettings(min_score=0.0))
    alone = [
        flag
        for image in range(4)
        for flag in check(evidence, annotations.take(annotations.rows_of_image(image)), image=image)
    ]
    assert sorted(alone, key=repr) == sorted(check(evidence, annotations), key=repr)
    assert all(0 <= flag.score <= 1 for flag in alone)


@given(st.lists(st.tuples(boxes, st.integers(0, 1)), min_size=1, max_size=4), raw_rows)
def test_own_is_the_surest_covering_anchor_of_the_class(own: list[tuple[Box, int]], rows: list[Row]) -> None:
    annotations = Annotations.of_rows([label(i + 1, box, category=c) for i, (box, c) in enumerate(own)])
    usable = np.ones(len(own), np.bool_)
    raw = learn_raw(4, 2, annotations, usable, by_image(*rows))
    anchors = ask_anchors(raw, annotations, usable, 0.75)
    for i, (box, category) in enumerate(own):
        firm = [0.0]
        for j, other in enumerate(raw.outputs.boxes_xyxy.tolist()):
            width = max(min(box[2], other[2]) - max(box[0], other[0]), 0)
            inter = width * max(min(box[3], other[3]) - max(box[1], other[1]), 0)
            union = sum((b[2] - b[0]) * (b[3] - b[1]) for b in (box, other)) - inter
            if raw.outputs.images[j] == 0 and raw.outputs.categories[j] == category and inter >= union / 2:
                firm.append(min(1, inter / union / 0.75) * raw.probabilities[j])
        assert anchors.own[i] == pytest.approx(max(firm))
