"""Filters and orders over arrays say what a look at each entry would say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.flag import FlagKind, VerdictKind
from engine.data.loss import Loss
from tests.widgets.flags import IMAGES, NAMES, entry
from widgets.queue.model import class_name
from widgets.queue.order import Order, SortKey
from widgets.queue.rows import Filter, Rows, Stand
from widgets.theme import flag_title

entries = st.lists(
    st.builds(
        entry,
        st.integers(1, 9),
        st.sampled_from(FlagKind),
        category=st.integers(-1, len(NAMES) - 1),
        image=st.integers(0, len(IMAGES) - 1),
        score=st.sampled_from([0.1, 0.5, 0.9]),
        price=st.sampled_from([None, -0.01, 0.0, 0.02]),
        verdict=st.sampled_from([None, *VerdictKind]),
        loss=st.sampled_from([None, Loss(0.0, 0.0, 0.0), Loss(0.2, 0.7, 0.1)]),
        reason=st.sampled_from(["Too WIDE for a bolt.", "No prediction agrees.", "Straße"]),
    ),
    max_size=12,
)
filters = st.builds(
    Filter,
    st.sampled_from([None, *FlagKind]),
    st.sampled_from([None, 0, 1, 2]),
    st.sampled_from(Stand),
    st.sampled_from(["", "  ", "BOLT", "tray_00 wide", "unknown", "strasse", "label", "nothing like it"]),
)


def passes(one, wanted):
    flag = one.flag
    stands = wanted.stand is Stand.ALL or (one.verdict is None) == (wanted.stand is Stand.WAITING)
    texts = (IMAGES[flag.image], class_name(NAMES, flag.category), flag_title(flag.kind), flag.reason)
    return (
        stands
        and wanted.kind in (None, flag.kind)
        and wanted.category in (None, flag.category)
        and all(any(word in text.casefold() for text in texts) for word in wanted.text.casefold().split())
    )


@given(entries, filters)
def test_what_passes_is_what_a_look_at_each_entry_says(some, wanted):
    expected = [i for i, one in enumerate(some) if passes(one, wanted)]
    assert Rows(some, NAMES, IMAGES).passing(wanted).tolist() == expected


ORDERS = {
    SortKey.KIND: lambda one: flag_title(one.flag.kind),
    SortKey.CLASS: lambda one: one.flag.category,
    SortKey.IMAGE: lambda one: one.flag.image,
    SortKey.SCORE: lambda one: one.flag.score,
    SortKey.PRICE: lambda one: one.price or 0.0,
    SortKey.LOSS: lambda one: -1 if one.loss is None else one.loss.total,
    SortKey.ANNOTATION: lambda one: (
        float("inf") if one.flag.annotation_id is None else one.flag.annotation_id
    ),
}


@pytest.mark.parametrize("key", ORDERS)
@given(some=entries, descending=st.booleans())
def test_equal_entries_keep_their_order_when_sorted(key, some, descending):
    rows = Rows(some, NAMES, IMAGES)
    found = rows.ordered(np.arange(len(some)), Order(key, descending)).tolist()
    assert found == sorted(range(len(some)), key=lambda i: ORDERS[key](some[i]), reverse=descending)


def test_classes_are_sorted_by_name_and_what_has_none_comes_first():
    some = [entry(1, category=0), entry(2, category=1), entry(3, category=-1)]
    rows = Rows(some, ("nut", "Bolt"), IMAGES)
    assert rows.ordered(np.arange(3), Order(SortKey.CLASS, descending=False)).tolist() == [2, 1, 0]


@pytest.mark.parametrize("key", [None, entry(9).flag.key, entry(1, image=2).flag.key])
def test_a_flag_that_is_not_there_has_no_index(key):
    assert Rows([entry(1), entry(2)], NAMES, IMAGES).index_of(key) is None


def test_a_flag_is_found_by_its_key():
    some = [entry(1), entry(1, image=2), entry(1, FlagKind.DUPLICATE)]
    rows = Rows(some, NAMES, IMAGES)
    assert [rows.index_of(one.flag.key) for one in some] == [0, 1, 2]
