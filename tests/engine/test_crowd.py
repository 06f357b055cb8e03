"""Several people at once, a server that is killed, a line that is cut: no edit is lost, and none is there twice.

`tests/benchmarks/test_team.py` is the same with fifty people.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from engine.data.dataset import Dataset, Predictions
from engine.data.sources import Sources
from engine.store.address import Address
from engine.store.copying import publish
from engine.store.desk import begin_desk
from engine.store.project import ProjectFile
from tests.crowd import Work, account, wait_for, work, work_whole
from tests.line import Line
from tests.postgresql import Server

PEOPLE = 4
EDITS = 25


def test_whatever_fails_meanwhile_no_edit_is_lost(
    tmp_path: Path, dataset: Dataset, predictions: Predictions, server: Server
) -> None:
    path = tmp_path / "p.boxwright"
    ProjectFile.create(path, dataset, Sources(dataset.source), predictions).close()
    address = server.emptied()
    publish(path, address)
    with Line(server.port) as line, ThreadPoolExecutor(PEOPLE) as pool:
        works = []
        for number in range(PEOPLE):
            author = f"person {number}"
            desk = tmp_path / author / "desk.boxwright"
            through = line.port if number < PEOPLE // 2 else server.port
            begin_desk(desk, Address(address.database, address.host, through, address.user))
            ahead = timedelta(hours=number % 3 - 1)
            works.append(Work(desk, author, desk.with_name("log"), EDITS, 2.0, (number, PEOPLE), ahead))
        kinds: list[Callable[[Work], None]] = [work_whole, *[work] * (PEOPLE - 1)]
        done = [pool.submit(kind, own) for kind, own in zip(kinds, works, strict=True)]
        wait_for(address, EDITS // 2)
        line.cut()
        wait_for(address, EDITS)
        server.kill()
        server.start()
        wait_for(address, EDITS * 3 // 2)
        line.mend()
        for own in done:
            own.result()
    found = account(works, tmp_path / "back.boxwright")
    assert len(found.seconds) == PEOPLE * EDITS
    assert found.measured
