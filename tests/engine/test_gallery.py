"""Each box is put together with its best flag, its loss, and whether it was confirmed."""

import numpy as np

from engine.data.dataset import Annotation, Annotations
from engine.data.flag import Flag, FlagKind, QueueEntry, VerdictKind
from engine.data.gallery import FLAG_KINDS, NO_FLAG
from engine.data.loss import Losses
from engine.gallery import make_cells

BOXES = Annotations.of_rows(
    [
        Annotation(i, i, i % 2, i % 3, (0.0, 0.0, 10.0 * i, 5.0), (10.0 * i, 5.0), 50.0 * i)
        for i in (1, 2, 5, 9)
    ]
)


def entry(box, kind=FlagKind.TINY, score=0.5, price=None, verdict=None):
    return QueueEntry(Flag(kind, 0, box, 0, (0.0, 0.0, 1.0, 1.0), score, ""), price, verdict)


def test_no_boxes_make_no_cells():
    assert len(make_cells(Annotations.empty(), None, [entry(1)], {})) == 0


def test_without_flags_or_a_model_little_is_known():
    cells = make_cells(BOXES, None, [], {})
    assert cells.ids.tolist() == [1, 2, 5, 9]
    assert cells.areas.tolist() == [50.0, 100.0, 250.0, 450.0]
    assert np.isnan(cells.losses).all()
    assert np.isnan(cells.prices).all()
    assert (cells.kinds == NO_FLAG).all()
    assert not cells.confirmed.any()


def test_the_first_flag_that_waits_is_the_one_shown():
    queue = [
        entry(5, score=0.9, verdict=VerdictKind.UNSURE),
        entry(5, FlagKind.WRONG_CLASS, 0.7, 0.01),
        entry(5, FlagKind.NESTED, 0.6),
        entry(None, FlagKind.MISSING_LABEL),
        entry(7),
        entry(100),
    ]
    losses = Losses(np.array([2, 5]), np.array([[0.1, 0.4, 0.2], [0.3, 0.0, 0.0]]))
    cells = make_cells(BOXES, losses, queue, {})
    assert [None if k == NO_FLAG else FLAG_KINDS[k] for k in cells.kinds] == [
        None, None, FlagKind.WRONG_CLASS, None,
    ]  # fmt: skip
    assert (cells.scores[2], cells.prices[2]) == (0.7, 0.01)
    assert cells.losses.tolist() == [0.0, 0.4, 0.3, 0.0]


def test_a_confirmed_box_is_so_until_it_changes():
    right = VerdictKind.LABEL_IS_RIGHT
    verdicts = {
        Flag.of_label(BOXES.at(1)).key: right,
        Flag.of_label(BOXES.at(2).relabelled(7)).key: right,
        Flag.of_label(BOXES.at(3)).key: VerdictKind.UNSURE,
        Flag.of_label(BOXES.at(0).relabelled(0)).key.replace("|1|1|", "|1|77|"): right,
        entry(9).flag.key: right,
    }
    assert make_cells(BOXES, None, [], verdicts).confirmed.tolist() == [False, True, False, False]
