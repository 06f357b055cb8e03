"""No two people are given the same image, lapsed leases come back, and all times are the server's."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.data.lease import Attendance
from engine.data.sources import Sources
from engine.errors import UserError
from engine.store.address import Address
from engine.store.attending import PRESENT_S, Attending
from engine.store.copying import fetch, publish
from engine.store.desk import begin_desk
from engine.store.leases import Leases
from engine.store.project import ProjectFile
from tests.engine.conftest import IMAGES, small_dataset
from tests.postgresql import Server

ALL = range(IMAGES)


@pytest.fixture(scope="module")
def published(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Address:
    folder = tmp_path_factory.mktemp("leases")
    dataset = small_dataset(folder)
    ProjectFile.create(folder / "begun.boxwright", dataset, Sources(dataset.source)).close()
    address = server.emptied()
    publish(folder / "begun.boxwright", address)
    return address


@pytest.fixture
def line(server: Server, published: Address) -> Iterator[Any]:
    """PostgreSQL's own client."""
    import psycopg

    with psycopg.connect(server.text_of(published.database), autocommit=True) as line:
        yield line


@pytest.fixture
def address(published: Address, line: Any) -> Address:
    """Where nobody has anything."""
    line.execute("UPDATE lease SET until = NULL")
    line.execute("DELETE FROM presence")
    return published


def lapse(line: Any) -> None:
    line.execute("UPDATE lease SET until = now() - interval '1 second' WHERE until IS NOT NULL")
    line.execute("UPDATE presence SET until = now() - interval '1 second'")


def test_each_window_of_a_project_on_a_server_has_a_seat(address: Address, tmp_path: Path) -> None:
    begin_desk(tmp_path / "desk.boxwright", address)
    with (
        closing(ProjectFile(tmp_path / "desk.boxwright")) as one,
        closing(ProjectFile(tmp_path / "desk.boxwright")) as two,
    ):
        assert one.leases is not None
        assert two.leases is not None
        assert one.leases.seat != two.leases.seat
        one.leases.take([2], 1, 5, "ann")
    # What stands in a file again says nothing of them.
    fetch(tmp_path / "desk.boxwright", tmp_path / "back.boxwright")
    with closing(ProjectFile(tmp_path / "back.boxwright")) as file:
        assert file.leases is None


@pytest.mark.parametrize(
    ("wanted", "count", "taken"),
    [
        ((), 3, ()),
        ((7,), 3, (7,)),
        ((7, 2, 5, 1), 3, (7, 2, 5)),
        ((3, 99, 4), 3, (3, 4)),
    ],
)
def test_images_are_taken_in_the_order_asked_for(
    address: Address, wanted: tuple[int, ...], count: int, taken: tuple[int, ...]
) -> None:
    ann = Leases(address)
    assert ann.take(wanted, count, 5, "ann") == taken
    assert ann.attendance().held == set(taken)


def test_an_image_is_handed_out_once_until_it_is_given_back(address: Address) -> None:
    ann, bob = Leases(address), Leases(address)
    assert ann.take(ALL, 2, 5, "ann") == (0, 1)
    assert bob.take(ALL, 2, 5, "bob") == (2, 3)
    # Whoever asks again is given others.
    assert ann.take(ALL, 1, 5, "ann") == (4,)
    assert bob.attendance().holders == {0: "ann", 1: "ann", 4: "ann"}
    ann.give_back([1])
    assert bob.take(ALL, 2, 5, "bob") == (1, 5)
    ann.give_back()
    assert ann.attendance().held == frozenset()
    assert bob.attendance().held == {1, 2, 3, 5}
    # Nobody gives back what is another's.
    ann.give_back([2])
    assert bob.attendance().held == {1, 2, 3, 5}


def test_what_one_has_is_handed_on_or_taken_back(address: Address, line: Any) -> None:
    ann, bob, lea = Leases(address), Leases(address), Leases(address)
    ann.take(ALL, 2, 5, "ann")
    with pytest.raises(UserError, match="nothing was taken back or handed on"):
        lea.pass_on(ann.seat, bob.seat)  # bob is not there
    attending = Attending(bob)
    attending.sit("bob", None)
    with closing(attending.moments(lambda: False)) as moments:
        next(moments)
        assert lea.pass_on(ann.seat, bob.seat) == 2
        assert bob.attendance().held == {0, 1}
        assert ann.attendance().held == frozenset()
        assert lea.pass_on(bob.seat, None) == 2
        assert ann.take(ALL, 1, 5, "ann") == (0,)
        with pytest.raises(UserError, match="nothing was taken back or handed on"):
            lea.pass_on(bob.seat, None)


def test_a_lapsed_lease_comes_back_and_is_not_renewed(address: Address, line: Any) -> None:
    ann, bob = Leases(address), Leases(address)
    ann.take(ALL, IMAGES, 5, "ann")
    assert bob.take(ALL, 1, 5, "bob") == ()
    lapse(line)
    assert bob.attendance() == Attendance(bob.seat)
    assert bob.take(ALL, 2, 5, "bob") == (0, 1)
    ann.renew()
    assert ann.attendance().held == frozenset()
    assert bob.attendance().held == {0, 1}


def test_a_renewed_lease_has_its_whole_time_again(address: Address, line: Any) -> None:
    ann = Leases(address)
    ann.take([3], 1, 5, "ann")
    line.execute("UPDATE lease SET until = now() + interval '2 seconds' WHERE image = 3")
    ann.renew()
    (lease,) = ann.attendance().leases
    assert 290 < lease.seconds_left <= lease.seconds == 300


def test_what_was_held_in_a_window_that_is_gone_is_free_to_the_same_person_alone(
    address: Address, line: Any
) -> None:
    before, ann, bob = Leases(address), Leases(address), Leases(address)
    before.take(ALL, 2, 5, "ann")
    sitting = Attending(before)
    sitting.sit("ann", 11)
    with closing(sitting.moments(lambda: False)) as moments:
        next(moments)
        assert ann.take(ALL, 1, 5, "ann") == (2,)
    # That window was not left but lost: it is missed once nothing is heard of it.
    lapse_seat = "UPDATE presence SET until = now() WHERE seat = %s"
    line.execute(lapse_seat, (before.seat,))
    assert bob.take(ALL, 1, 5, "bob") == (3,)
    assert ann.take(ALL, 2, 5, "ann") == (0, 1)


def test_an_image_that_somebody_has_open_is_not_handed_out(address: Address) -> None:
    ann, bob = Leases(address), Leases(address)
    sitting = Attending(ann)
    sitting.sit("ann", 0)
    with closing(sitting.moments(lambda: False)) as moments:
        next(moments)
        assert bob.take(ALL, 1, 5, "bob") == (1,)
        assert ann.take(ALL, 1, 5, "ann") == (0,)


@pytest.mark.parametrize("seed", [0, 1])
def test_many_who_take_and_give_back_never_hold_the_same(address: Address, seed: int) -> None:
    held: dict[int, str] = {}
    lock, failures = threading.Lock(), list[str]()

    def client(number: int) -> None:
        chance, name = random.Random(100 * seed + number), f"person {number}"
        leases = Leases(address)
        own: set[int] = set()
        for _ in range(12):
            if own and chance.random() < 0.4:
                back = chance.sample(sorted(own), chance.randint(1, len(own)))
                with lock:
                    for image in back:
                        del held[image]
                leases.give_back(back)
                own.difference_update(back)
            else:
                order = chance.sample(ALL, IMAGES)
                taken = leases.take(order, chance.randint(1, 4), 5, name)
                with lock:
                    failures.extend(f"{image}: {name}, {held[image]}" for image in taken if image in held)
                    held.update(dict.fromkeys(taken, name))
                own.update(taken)

    clients = [threading.Thread(target=client, args=(number,)) for number in range(6)]
    for thread in clients:
        thread.start()
    for thread in clients:
        thread.join()
    assert failures == []
    assert Leases(address).attendance().holders == held


def test_clocks_an_hour_apart_do_no_harm(address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    real = time.time
    ann, bob = Leases(address), Leases(address)
    with monkeypatch.context() as fast:
        fast.setattr(time, "time", lambda: real() + 3600)
        fast.setenv("PGTZ", "Pacific/Auckland")
        ann.take([0], 1, 5, "ann")
    with monkeypatch.context() as slow:
        slow.setattr(time, "time", lambda: real() - 3600)
        slow.setenv("PGTZ", "America/Anchorage")
        assert bob.take([0, 1], 2, 5, "bob") == (1,)
        assert [round(lease.seconds_left, -1) for lease in bob.attendance().leases] == [300, 300]


def moment_of(
    moments: Iterator[Attendance], wanted: Callable[[Attendance], bool], *, deadline_s: float = 10.0
) -> Attendance:
    """The first that is as wanted; others may come before."""
    end = time.monotonic() + deadline_s
    found = next(own for own in moments if wanted(own) or time.monotonic() > end)
    assert wanted(found)
    return found


def test_who_is_where_is_told_and_who_leaves_gives_back(address: Address) -> None:
    ann, bob = Leases(address), Leases(address)
    hers, his = Attending(ann), Attending(bob)
    leaving = threading.Event()
    hers.sit("ann", 4)
    his.sit("bob", 2)
    seen: list[Attendance] = []
    thread = threading.Thread(target=lambda: seen.extend(hers.moments(leaving.is_set)))
    with closing(his.moments(lambda: False)) as moments:
        assert moment_of(moments, lambda own: True).visitors(2) == ""
        thread.start()
        assert moment_of(moments, lambda own: own.others).visitors(4) == "ann"
        hers.sit("ann", 5)
        moment_of(moments, lambda own: own.visitors(5) == "ann" and own.visitors(4) == "")
        ann.take([7], 1, 5, "ann")
        assert moment_of(moments, lambda own: bool(own.holders)).elsewhere == {5: "ann", 7: "ann"}
        leaving.set()
        moment_of(moments, lambda own: not own.others and not own.holders)
        thread.join()
    assert seen[-1].held in (frozenset(), {7})


def test_who_works_keeps_what_is_held(address: Address, line: Any) -> None:
    ann = Leases(address)
    hers = Attending(ann)
    hers.sit("ann", 0)
    with closing(hers.moments(lambda: False)) as moments:
        moment_of(moments, lambda own: True)
        ann.take([3], 1, 5, "ann")
        line.execute("UPDATE lease SET until = now() + interval '60 seconds' WHERE image = 3")
        hers.sit("ann", 1)
        (idle,) = moment_of(moments, lambda own: own.held == {3}).leases
        assert idle.seconds_left <= 60
        hers.work()
        hers.sit("ann", 2)
        (busy,) = moment_of(moments, lambda own: own.leases[0].seconds_left > 60).leases
        assert busy.seconds_left > 290
        # Of whoever nothing is heard any more is not seen for long.
        (until,) = line.execute("SELECT extract(epoch FROM until - now()) FROM presence").fetchone()
        assert 0 < until <= PRESENT_S
    line.execute("UPDATE presence SET until = now()")
    assert Leases(address).attendance().seats == ()


def test_a_server_that_cannot_be_reached_is_said(address: Address) -> None:
    nowhere = Leases(replace(address, port=1))
    with pytest.raises(UserError, match="the server cannot be used"):
        nowhere.take([0], 1, 5, "ann")
