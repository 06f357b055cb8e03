from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.dataset import NEW_ID, Annotation, Annotations
from engine.data.edit import Edit, EditKind
from engine.editing import apply_edits, numbered
from engine.errors import EngineError

FINITE = st.floats(-1e4, 1e4)


def annotation(id_: int, category: int = 0, x: float = 1.0) -> Annotation:
    return Annotation(id_, id_, 0, category, (x, 2.0, x + 4, 8.0), (4.0, 6.0), 24.0)


def rows(annotations: Annotations) -> list[Annotation]:
    return [annotations.at(i) for i in range(len(annotations))]


def three() -> Annotations:
    return Annotations.of_rows([annotation(1), annotation(3), annotation(7, 1)])


@pytest.mark.parametrize(
    ("edit", "ids"),
    [
        pytest.param(Edit.add(annotation(5)), [1, 3, 5, 7], id="add between"),
        pytest.param(Edit.add(annotation(9)), [1, 3, 7, 9], id="add at the end"),
        pytest.param(Edit.delete(annotation(3)), [1, 7], id="delete"),
        pytest.param(Edit.move(annotation(3), (0, 0, 1, 1)), [1, 3, 7], id="move"),
        pytest.param(Edit.relabel(annotation(3), 1), [1, 3, 7], id="relabel"),
    ],
)
def test_an_edit_and_its_inverse_leave_everything_as_it_was(edit: Edit, ids: list[int]) -> None:
    before = three()
    after = apply_edits(before, [edit])
    assert after.ids.tolist() == ids
    assert rows(apply_edits(after, [edit.inverse])) == rows(before) == rows(three())


def test_no_edits_change_nothing() -> None:
    assert len(apply_edits(Annotations.empty(), [])) == 0


@pytest.mark.parametrize(
    "edit",
    [
        Edit.delete(annotation(2)),
        Edit.delete(annotation(3, category=1)),
        Edit.move(annotation(3, x=2.0), (0, 0, 1, 1)),
        Edit.add(annotation(3)),
    ],
)
def test_an_edit_that_does_not_fit_is_refused(edit: Edit) -> None:
    with pytest.raises(EngineError):
        apply_edits(three(), [edit])


def test_a_box_of_nan_can_be_deleted_and_brought_back() -> None:
    broken = annotation(1).moved((float("nan"), 0, 1, 1))
    annotations = Annotations.of_rows([broken])
    gone = apply_edits(annotations, [Edit.delete(broken)])
    assert len(gone) == 0
    assert np.isnan(apply_edits(gone, [Edit.add(broken)]).boxes_xyxy[0, 0])


def test_new_boxes_get_ids_never_used_before() -> None:
    new = annotation(NEW_ID)
    edits = numbered([Edit.add(new), Edit.add(new)], three(), next_id=12, next_source_id=40)
    assert [(e.subject.id, e.subject.source_id) for e in edits] == [(12, 40), (13, 41)]
    assert [e.subject.id for e in numbered([Edit.add(new)], Annotations.empty())] == [1]


@given(st.tuples(FINITE, FINITE, FINITE, FINITE), st.integers(0, 3))
def test_the_kind_of_an_edit_follows_from_its_two_sides(
    box: tuple[float, float, float, float], category: int
) -> None:
    one = annotation(1)
    edit = Edit(one, one.moved(box).relabelled(category))
    moved, relabelled = one.box_xyxy != box, category != one.category
    expected = {
        (True, True): EditKind.REPLACE,
        (False, True): EditKind.RELABEL,
        (True, False): EditKind.MOVE,
        (False, False): EditKind.MOVE,
    }[(moved, relabelled)]
    assert edit.kind is expected
    assert edit.inverse.inverse == edit


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 3)), max_size=25))
def test_many_edits_at_once_are_the_same_as_one_after_the_other(plan: list[tuple[int, int]]) -> None:
    one_by_one, edits = three(), []
    for id_, what in plan:
        box = one_by_one.get(id_)
        if box is None:
            # Also a box that was deleted before, on another image and from another source.
            edit = Edit.add(replace(annotation(id_, what), image=what, source_id=id_ + what))
        elif what == 0:
            edit = Edit.delete(box)
        else:
            edit = Edit(box, box.moved((0.0, 0.0, 1.0 * what, 2.0)).relabelled(what))
        one_by_one = apply_edits(one_by_one, [edit])
        edits.append(edit)
    assert rows(apply_edits(three(), edits)) == rows(one_by_one)
