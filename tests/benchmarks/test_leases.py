"""How long fifty people wait for work, and how soon they see each other; docs/team.md quotes the figures.

BOXWRIGHT_BENCHMARK=full pytest -s -n 0 tests/benchmarks/test_leases.py
"""

from __future__ import annotations

import os
import random
import threading
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from engine.data.sources import Sources
from engine.store.address import Address
from engine.store.attending import Attending
from engine.store.copying import publish
from engine.store.leases import Leases
from engine.store.project import ProjectFile
from tests.benchmarks.conftest import OURS, Figures
from tests.engine.conftest import small_dataset
from tests.postgresql import Server

pytestmark = pytest.mark.skipif(
    os.environ.get("BOXWRIGHT_BENCHMARK") != "full",
    reason="half a minute; ask for it with BOXWRIGHT_BENCHMARK=full",
)
IMAGES = 5000
PEOPLE = 50
TAKES = 20
MOVES = 60


@pytest.fixture
def address(server: Server, tmp_path: Path) -> Address:
    import psycopg

    dataset = small_dataset(tmp_path)
    ProjectFile.create(tmp_path / "p.boxwright", dataset, Sources(dataset.source)).close()
    address = server.database()
    publish(tmp_path / "p.boxwright", address)
    with psycopg.connect(server.text_of(address.database)) as line:
        line.execute(f"INSERT INTO lease (image) SELECT generate_series(12, {IMAGES - 1})")
    return address


def in_figures(seconds: list[float]) -> str:
    median, last = np.percentile(seconds, [50, 99])
    return f"median {1000 * median:.0f} ms, 99th percentile {1000 * last:.0f} ms"


def test_fifty_people_take_work_at_once(address: Address, figures: Figures) -> None:
    waits: list[float] = []
    taken: list[tuple[int, ...]] = []
    begin = threading.Barrier(PEOPLE)

    def person(number: int) -> None:
        leases = Leases(address)
        begin.wait()
        for _ in range(TAKES):
            since = time.perf_counter()
            # Everybody wants the same ones first.
            taken.append(leases.take(range(IMAGES), 4, 30, f"person {number}"))
            waits.append(time.perf_counter() - since)

    people = [threading.Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    for thread in people:
        thread.start()
    for thread in people:
        thread.join()
    everything = [image for images in taken for image in images]
    assert len(everything) == PEOPLE * TAKES * 4
    assert sorted(everything) == list(range(len(everything)))
    figures[f"{PEOPLE} people take 4 of {IMAGES:,} images, all at once"] = {OURS: in_figures(waits)}


def test_fifty_people_see_each_other(address: Address, figures: Figures) -> None:
    stop = threading.Event()
    places = [Attending(Leases(address)) for _ in range(PEOPLE - 1)]
    for number, place in enumerate(places):
        place.sit(f"person {number}", number)

    def follow(place: Attending) -> None:
        for _ in place.moments(stop.is_set):
            pass

    people = [threading.Thread(target=follow, args=(place,)) for place in places]
    for thread in people:
        thread.start()
    chance, seen = random.Random(1), list[float]()
    observer = Attending(Leases(address))
    observer.sit("observer", None)
    with closing(observer.moments(lambda: False)) as moments:
        next(moments)
        for move in range(MOVES):
            # Others move as well.
            for other in range(1, PEOPLE - 1):
                if chance.random() < 0.1:
                    places[other].sit(f"person {other}", chance.randrange(IMAGES))
            since = time.perf_counter()
            places[0].sit("person 0", IMAGES + move)
            next(own for own in moments if own.visitors(IMAGES + move))
            seen.append(time.perf_counter() - since)
    stop.set()
    for thread in people:
        thread.join()
    figures[f"one of {PEOPLE} moves on, and is seen there"] = {OURS: in_figures(seen), "goal": "1 s"}
    assert Leases(address).attendance().seats[0].person == "observer"
