import pytest

from engine.data.flag import FlagKind, QueueEntry, VerdictKind
from engine.data.lease import Attendance, Lease, Seat, Wish
from engine.handing_out import images_by_worth
from tests.widgets.flags import entry

QUEUE = tuple(
    entry(number, kind, image=image, category=category, verdict=verdict)
    for number, (image, category, kind, verdict) in enumerate(
        (
            (4, 0, FlagKind.WRONG_CLASS, None),
            (2, 1, FlagKind.MISSING_LABEL, None),
            (4, 1, FlagKind.MISSING_LABEL, None),
            (0, 1, FlagKind.WRONG_CLASS, VerdictKind.UNSURE),
            (1, 1, FlagKind.WRONG_CLASS, None),
        )
    )
)


@pytest.mark.parametrize(
    ("queue", "wish", "images"),
    [
        ((), Wish(5, 30), ()),
        (QUEUE, Wish(5, 30), (4, 2, 1)),
        (QUEUE, Wish(5, 30, category=1), (2, 4, 1)),
        (QUEUE, Wish(5, 30, kind=FlagKind.WRONG_CLASS), (4, 1)),
        (QUEUE, Wish(5, 30, category=0, kind=FlagKind.MISSING_LABEL), ()),
    ],
)
def test_images_come_in_the_order_of_their_best_flag_that_waits(
    queue: tuple[QueueEntry, ...], wish: Wish, images: tuple[int, ...]
) -> None:
    assert images_by_worth(queue, wish) == images


def test_an_attendance_says_who_is_where_but_oneself() -> None:
    empty = Attendance("me")
    assert (empty.held, empty.holders, empty.elsewhere, empty.others) == (frozenset(), {}, {}, False)
    seats = (Seat("b", "Bob", 3), Seat("c", "Cleo", None), Seat("me", "I", 3))
    now = Attendance("me", (Lease(1, "me", "I", 60, 9.0), Lease(3, "a", "Ann", 60, 9.0)), seats)
    assert now.held == {1}
    assert now.holders == {3: "Ann"}
    assert now.elsewhere == {3: "Ann, Bob"}
    assert (now.visitors(3), now.visitors(1), now.others) == ("Bob", "", True)
    later = Attendance("me", (Lease(1, "me", "I", 60, 2.0), Lease(3, "a", "Ann", 60, 2.0)), seats)
    assert later.shows_the_same(now)
    assert not later.shows_the_same(None)
    assert not later.shows_the_same(empty)
