"""Filters and orders over arrays say what a look at each entry would say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.flag import FlagKind, VerdictKind
from engine.data.image_state import ImageState, Stage
from engine.data.loss import Loss
from tests.widgets.flags import IMAGES, NAMES, entry
from widgets.queue.columns import Columns, same_rows
from widgets.queue.expression import STATES, VERDICTS, parse
from widgets.queue.filter import NUMBERS, Field, Filter, Holds, OneOf, Stand, Within
from widgets.queue.groups import group_by_image, places_of
from widgets.queue.model import class_name
from widgets.queue.order import Order, SortKey
from widgets.queue.rows import Rows
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
numbers = st.sampled_from([-0.01, 0.0, 0.1, 0.5, 0.7])


def choice(field, values):
    return st.builds(
        OneOf,
        st.just(field),
        st.lists(st.sampled_from(values), min_size=1, max_size=3).map(tuple),
        st.booleans(),
    )


terms = st.one_of(
    choice(Field.KIND, [str(kind) for kind in FlagKind]),
    choice(Field.CLASS, NAMES),
    choice(Field.IMAGE, ["tray_00", "DEEP", "1.jpg"]),
    choice(Field.VERDICT, [str(value) for value in VERDICTS]),
    choice(Field.STATE, [str(value) for value in STATES]),
    st.builds(Within, st.sampled_from(NUMBERS), numbers, st.none(), st.booleans(), st.booleans()),
    st.builds(Within, st.sampled_from(NUMBERS), st.none(), numbers, st.booleans(), st.booleans()),
    st.builds(Within, st.sampled_from(NUMBERS), numbers, numbers, st.just(False), st.booleans()),
    st.builds(
        Holds,
        st.sampled_from(["BOLT", "tray_00", "unknown", "strasse", "label", "nothing like it"]),
        st.booleans(),
    ),
)
filters = st.builds(Filter, st.lists(terms, max_size=4).map(tuple), st.sampled_from([None, 1, 3]))


def number(one, field):
    return {
        Field.SCORE: one.flag.score,
        Field.PRICE: one.price,
        Field.LOSS: None if one.loss is None else one.loss.total,
        Field.WORTH: None if one.price is None else abs(one.expected_price),
    }[field]


def has(one, field, value):
    flag = one.flag
    stand = Stand.WAITING if one.verdict is None else Stand.SETTLED
    return {
        Field.KIND: lambda: value == flag.kind,
        Field.CLASS: lambda: flag.category >= 0 and NAMES[flag.category] == value,
        Field.IMAGE: lambda: value.casefold() in IMAGES[flag.image].casefold(),
        Field.VERDICT: lambda: value in (Stand.ANY, stand, one.verdict),
        Field.STATE: lambda: value == "unreviewed",
    }[field]()


def lies(value, term):
    if value is None:
        return False
    above = term.low is None or (value > term.low if term.strict else value >= term.low)
    return above and (term.high is None or (value < term.high if term.strict else value <= term.high))


def holds(one, term):
    flag = one.flag
    if isinstance(term, Within):
        found = lies(number(one, term.field), term)
    elif isinstance(term, OneOf):
        found = any(has(one, term.field, value) for value in term.values)
    else:
        texts = (IMAGES[flag.image], class_name(NAMES, flag.category), flag_title(flag.kind), flag.reason)
        found = any(term.words.casefold() in text.casefold() for text in texts)
    return found != term.negated


def expected(some, wanted):
    own = wanted.of(Field.VERDICT)
    passing = [
        i
        for i, one in enumerate(some)
        if all(holds(one, term) for term in wanted.terms) and (own or one.verdict is None)
    ]
    return passing[: wanted.top]


@given(entries, filters)
def test_what_passes_is_what_a_look_at_each_entry_says(some, wanted):
    rows = Rows(some, NAMES, IMAGES)
    assert rows.passing(wanted).tolist() == expected(some, wanted)
    assert rows.passing(wanted).tolist() == expected(some, wanted)


@given(entries, st.sampled_from(["WIDE for", "straße", "box 1", "tray_001"]), st.booleans())
def test_a_word_found_while_it_is_typed_is_found_as_if_at_once(some, word, negated):
    rows = Rows(some, NAMES, IMAGES)
    for end in range(1, len(word) + 1):
        wanted = Filter((Holds(word[:end], negated),))
        assert rows.passing(wanted).tolist() == expected(some, wanted)


@given(entries, filters, st.sampled_from([Field.KIND, Field.CLASS, Field.VERDICT]))
def test_a_choice_has_as_many_as_would_pass_if_it_were_chosen(some, wanted, field):
    rows = Rows(some, NAMES, IMAGES)
    for value, count in rows.counts(wanted, field).items():
        chosen = wanted.with_terms(field, *([OneOf(field, (value,))] if value else []))
        assert count == len(expected(some, chosen))


@given(entries, entries, st.randoms())
def test_rows_after_an_edit_are_those_made_anew(before, come, chance):
    after = [one for one in before if chance.random() < 0.7]
    for one in come:
        after.insert(chance.randint(0, len(after)), one)
    rows = Rows(tuple(before), NAMES, IMAGES)
    list(rows.columns.read_ahead())
    patched, anew = rows.after(tuple(after), NAMES, IMAGES).columns, Columns(tuple(after))
    for name in ("kinds", "verdicts", "categories", "images", "scores", "prices", "losses", "reasons"):
        np.testing.assert_array_equal(patched.column(name), anew.column(name))


@pytest.mark.parametrize(
    ("text", "images"),
    [
        ("", [0, 1, 2]),
        ("state:unreviewed", [2]),
        ("state:returned", [0]),
        ("state:empty", [1]),
        ("-state:reviewed,empty", [0, 2]),
    ],
)
def test_flags_are_found_by_the_state_of_their_image_which_may_change_between(text, images):
    some = tuple(entry(number, image=number) for number in range(3))
    said = {0: ImageState(Stage.RETURNED), 1: ImageState(Stage.REVIEWED, empty=True)}
    wanted = parse(text, NAMES)
    before = Rows(some, NAMES, IMAGES)
    before.passing(wanted)
    assert before.after(some, NAMES, IMAGES, said).passing(wanted).tolist() == images


@given(st.lists(st.integers(0, 30), unique=True), st.lists(st.integers(0, 30), unique=True))
def test_a_row_that_is_found_again_is_the_same(before, after):
    source = same_rows(np.array(before, np.int64), np.array(after, np.int64)).tolist()
    assert all(row == -1 or before[row] == own for row, own in zip(source, after, strict=True))


@given(st.lists(st.integers(0, 99), unique=True).map(sorted), st.data())
def test_what_keeps_its_order_is_always_found_again(before, data):
    after = sorted({*data.draw(st.lists(st.sampled_from(before)) if before else st.just([])), 100, 101})
    source = same_rows(np.array(before, np.int64), np.array(after)).tolist()
    assert source == [before.index(own) if own in before else -1 for own in after]


@given(entries, filters, st.sampled_from(SortKey))
def test_images_stand_in_the_order_of_their_first_flags(some, wanted, key):
    rows = Rows(some, NAMES, IMAGES)
    shown = rows.ordered(rows.passing(wanted), Order.by(key))
    groups = group_by_image(shown, rows.columns.images, rows.columns.worths)
    by_image = {}
    for i in shown.tolist():
        by_image.setdefault(some[i].flag.image, []).append(i)
    assert groups.images.tolist() == list(by_image)
    assert groups.counts.tolist() == [len(own) for own in by_image.values()]
    assert groups.order.tolist() == [i for own in by_image.values() for i in own]
    for own, best in zip(by_image.values(), groups.worths.tolist(), strict=True):
        worths = [abs(some[i].expected_price) for i in own if some[i].price is not None]
        assert best == max(worths) if worths else np.isnan(best)
    laid_out = [at for n, own in enumerate(by_image.values()) for at in (-1 - n, *own)]
    assert places_of(groups, ()).tolist() == laid_out
    assert places_of(groups, by_image).tolist() == [-1 - n for n in range(len(by_image))]


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
