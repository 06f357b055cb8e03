import random

from hypothesis import given
from hypothesis import strategies as st

from engine.data.flag import Flag, FlagKind, VerdictKind
from engine.queue import make_entries, make_queue, patch_queue


def flag(n: int, score: float) -> Flag:
    return Flag(FlagKind.SPURIOUS_LABEL, 0, n, 0, (0, 0, 1, 1), score, "because")


def test_no_flags_make_an_empty_queue() -> None:
    assert make_queue([], {}, {}) == ()


def test_flags_come_by_score_times_size_of_price_and_unpriced_ones_last() -> None:
    small, costly, unpriced = flag(1, 0.9), flag(2, 0.5), flag(3, 1.0)
    prices = {small.key: 0.001, costly.key: -0.01}
    verdicts = {small.key: VerdictKind.UNSURE}
    queue = make_queue([unpriced, small, costly], prices, verdicts)
    assert [entry.flag for entry in queue] == [costly, small, unpriced]
    assert [entry.verdict for entry in queue] == [None, VerdictKind.UNSURE, None]


def test_the_order_is_the_same_however_the_flags_come_in() -> None:
    flags = [flag(n, 0.5) for n in range(20)]
    shuffled = random.Random(0).sample(flags, len(flags))
    assert make_queue(flags, {}, {}) == make_queue(shuffled, {}, {})


@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from([0.2, 0.5, 0.9])), unique_by=lambda own: own[0]),
    st.sets(st.integers(0, 9)),
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from([0.2, 0.5, 0.9])), unique_by=lambda own: own[0]),
    st.dictionaries(st.integers(0, 9), st.sampled_from([0.01, -0.02])),
)
def test_a_patched_queue_is_the_one_made_anew(
    before: list[tuple[int, float]],
    gone: set[int],
    come: list[tuple[int, float]],
    priced: dict[int, float],
) -> None:
    old = {number: flag(number, score) for number, score in before}
    new = {number: flag(number, score) for number, score in come}
    prices = {flag(number, 0).key: price for number, price in priced.items()}
    left = {number: own for number, own in old.items() if number not in gone and number not in new}
    # What stays in has the price it had.
    verdicts = {own.key: VerdictKind.UNSURE for number, own in new.items() if number % 2}
    known = {key: price for key, price in prices.items() if key not in {own.key for own in new.values()}}
    queue = make_queue(old.values(), known, {})
    leave = [old.get(number, flag(number, 0.1)) for number in (*gone, *new)]
    patched = patch_queue(queue, make_entries(leave, known, {}), make_entries(new.values(), prices, verdicts))
    assert patched == make_queue([*left.values(), *new.values()], prices, verdicts)
