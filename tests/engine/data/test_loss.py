import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.data.loss import Loss, Losses

Table = dict[int, tuple[float, float, float]]
share = st.floats(0, 1)
tables = st.dictionaries(st.integers(1, 30), st.tuples(share, share, share), max_size=12)


def losses(table: Table) -> Losses:
    ids = sorted(table)
    return Losses(np.array(ids, np.int64), np.array([table[i] for i in ids], np.float64).reshape(-1, 3))


def test_without_labels_there_is_nothing_to_find() -> None:
    none = losses({})
    assert none.of(1) is None
    assert none.of(None) is None
    assert none.totals_of(np.array([1, 2])).tolist() == [0, 0]


@given(tables, st.lists(st.integers(0, 40)))
def test_each_label_has_its_own_loss(table: Table, asked: list[int]) -> None:
    own = losses(table)
    expected = [Loss(*table[i]) if i in table else None for i in asked]
    assert own.of_each(asked) == expected
    totals = [0.0 if loss is None else loss.total for loss in expected]
    assert own.totals_of(np.array(asked, np.int64)).tolist() == totals


@given(tables, tables, st.sets(st.integers(1, 30)))
def test_fresh_losses_replace_those_before_and_no_others(before: Table, fresh: Table, now: set[int]) -> None:
    merged = losses(before).replaced(np.array(sorted(now), np.int64), losses(fresh))
    both = {**before, **fresh}
    assert merged.ids.tolist() == sorted(now)
    assert [tuple(row) for row in merged.parts.tolist()] == [both.get(i, (0, 0, 0)) for i in sorted(now)]
