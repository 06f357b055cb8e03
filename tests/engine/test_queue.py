import random

from engine.data.flag import Flag, FlagKind, VerdictKind
from engine.queue import make_queue


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
