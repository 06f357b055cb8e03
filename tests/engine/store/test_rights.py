"""What each role may not do, tried in plain SQL beside the program: the database refuses it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.data.batch import Batch, BatchImage
from engine.data.dataset import Dataset, Predictions
from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.data.model import Acceleration, FaultKind, ImagePredictions, ModelAbout, OutputFault
from engine.data.sign_off import SignEvent
from engine.data.sources import Sources
from engine.errors import UserError
from engine.opening import open_project
from engine.review import Review
from engine.states import returned, toggled_approved, toggled_reviewed
from engine.store.address import Address
from engine.store.attending import Attending
from engine.store.copying import publish
from engine.store.desk import begin_desk, desk_at
from engine.store.leases import Leases
from engine.store.project import ProjectFile
from engine.store.rights import Role, give_rights
from engine.store.server import ServerStorage
from engine.store.task_worker import WorkOptions, work
from engine.store.tasks import Tasks
from tests.engine.conftest import small_dataset, small_predictions
from tests.engine.store.test_samples import SAMPLE
from tests.postgresql import Server


@dataclass(frozen=True)
class Place:
    """A project with its roles, and a person of each."""

    address: Address
    server: Server
    folder: Path

    def as_(self, role: Role) -> Address:
        return replace(self.address, user=f"a_{role}")

    def line(self, role: Role) -> Any:
        import psycopg

        return psycopg.connect(self.server.text_of(self.address.database, f"a_{role}"), autocommit=True)

    def review(self, role: Role) -> Review:
        path = self.folder / role / "desk.boxwright"
        if not path.exists():
            begin_desk(path, self.as_(role))
        return open_project(path)


@pytest.fixture(scope="module")
def place(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    import psycopg

    folder = tmp_path_factory.mktemp("rights")
    dataset: Dataset = small_dataset(folder)
    predictions: Predictions = small_predictions()
    path = folder / "p.boxwright"
    project = ProjectFile.create(path, dataset, Sources(dataset.source), predictions)
    project.samples.add(SAMPLE)
    project.sign_offs.add(SignEvent.SIGNED, "lead", "{}", after="", journal=0)
    project.close()
    address = server.database()
    publish(path, address)
    desk = desk_at(folder, address)
    names = give_rights(desk)
    assert give_rights(desk) == names
    with psycopg.connect(server.text_of(address.database), autocommit=True) as connection:
        for role, name in zip(Role, names, strict=True):
            connection.execute(f'CREATE ROLE "a_{role}" LOGIN')
            connection.execute(f'GRANT "{name}" TO "a_{role}"')
    place = Place(address, server, folder)
    with closing(place.review(Role.ANNOTATOR)) as review:
        review.apply([Edit.delete(review.annotations.at(0))], Origin.DELETED)
    yield place


ENTRY = (
    "INSERT INTO journal (id, at, author, action, origin, edits, verdicts, marks) VALUES "
    "({id}, '2026-01-01T00:00:00+00:00', 'x', 'do', 'verdict', '[]', '[]', '{marks}')"
)
APPROVED = '{"stage": "approved", "empty": false}'
APPROVAL = f'[{{"image": 1, "before": {APPROVED}, "after": {APPROVED}}}]'
NEXT = "(SELECT max(id) + 1 FROM journal)"
NOBODY = (
    "UPDATE journal SET author = 'y'",
    "DELETE FROM journal",
    "TRUNCATE journal",
    "UPDATE annotation SET x1 = 0",
    "DELETE FROM image",
    "UPDATE sign_off SET author = 'y'",
    "DELETE FROM sign_off",
    "UPDATE sample SET seed = 0",
    "DELETE FROM sample_answer",
    "DELETE FROM id_range",
    "DROP TABLE journal",
    "ALTER TABLE journal DISABLE TRIGGER ALL",
    "DROP TRIGGER boxwright_journal ON journal",
    "CREATE TABLE mine (id int)",
    "CREATE OR REPLACE FUNCTION boxwright_journal() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
    "INSERT INTO seal VALUES ('annotation', 1, 0)",
    ENTRY.format(id=99, marks="[]"),
)
NO_ANNOTATOR = (
    *NOBODY,
    ENTRY.format(id=NEXT, marks=APPROVAL),
    ENTRY.format(id=NEXT, marks=APPROVAL.replace("approved", "returned")),
    "INSERT INTO sign_off (event, at, author, content, chain) VALUES ('signed', '', '', '', '')",
    "INSERT INTO setting VALUES ('evaluation', '{}')",
    "UPDATE setting SET value = '4'",
    "DELETE FROM run",
    "UPDATE run SET name = 'x'",
    "DELETE FROM label_set",
    "DELETE FROM predicted",
    "UPDATE seal SET crc = 0",
    "DELETE FROM seal",
    "INSERT INTO seal VALUES ('run', 9, 0)",
    "SET ROLE {lead}",
)
NO_LEAD = (
    *NOBODY,
    "UPDATE procrastinate_jobs SET args = '{}'",
    "UPDATE procrastinate_events SET job_id = 1",
    "SELECT procrastinate_defer_periodic_job_v2('run-x', '', '', 'x', 0, '', 0, '{}')",
)
DEFER = (
    "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('run-x', 'boxwright.predict', 0, NULL, NULL, '{}', NULL)]"
    "::procrastinate_job_to_defer_v1[])"
)
NO_PART_IN_RUNS = (
    DEFER,
    "INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('run-x', 'x')",
    "DELETE FROM procrastinate_jobs",
    "TRUNCATE procrastinate_jobs CASCADE",
)
NO_PLACE_IN_THE_QUEUE = (
    *NO_PART_IN_RUNS,
    "SELECT procrastinate_fetch_job_v2(NULL, 1)",
    "SELECT procrastinate_finish_job_v1(1, 'succeeded', false)",
    "UPDATE procrastinate_jobs SET status = 'todo'",
    "SELECT args FROM procrastinate_jobs",
    "DELETE FROM procrastinate_workers",
    "INSERT INTO predicted VALUES ('x', 'y', '')",
)
NO_MACHINE = (
    "UPDATE predicted SET arrays = ''",
    "INSERT INTO run (name, origin, made_at, kind, device, acceleration, problems, journal, arrays) "
    "VALUES ('', '', '', '', '', '', '[]', 0, '')",
)
NO_READER = (
    *NO_ANNOTATOR,
    ENTRY.format(id=NEXT, marks="[]"),
    "INSERT INTO sample_answer (sample, unit, errors, author, at) VALUES (1, 0, '[]', '', '')",
    "INSERT INTO id_range (first, first_source, size, author, at) VALUES (1, 1, 1, '', '')",
    "INSERT INTO seal VALUES ('journal', 9, 0)",
)


@pytest.mark.parametrize(
    ("role", "forbidden"),
    [
        (Role.READER, NO_READER + NO_PLACE_IN_THE_QUEUE),
        (Role.ANNOTATOR, NO_ANNOTATOR + NO_PLACE_IN_THE_QUEUE),
        (Role.LEAD, NO_LEAD),
        (Role.WORKER, NO_READER + NO_LEAD + NO_PART_IN_RUNS + NO_MACHINE),
    ],
)
def test_every_forbidden_thing_is_refused_by_the_database(
    place: Place, role: Role, forbidden: tuple[str, ...]
) -> None:
    import psycopg

    def everything() -> list[Any]:
        tables = (
            "journal",
            "annotation",
            "sign_off",
            "sample",
            "setting",
            "run",
            "seal",
            "id_range",
            "predicted",
        )
        queue = ("procrastinate_jobs", "procrastinate_events", "procrastinate_workers")
        with psycopg.connect(place.server.text_of(place.address.database)) as connection:
            return [
                sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
                for name in (*tables, *queue)
            ]

    before = everything()
    with place.line(role) as line:
        for statement in forbidden:
            said = statement.replace("{lead}", f'"{place.address.database}_lead"')
            # Where a row is hidden from a role nothing is done to it.
            try:
                done = line.execute(said).rowcount
            except (psycopg.errors.InsufficientPrivilege, psycopg.errors.CheckViolation):
                continue
            assert done == 0, said
    assert everything() == before


def test_each_may_do_their_own_work(place: Place) -> None:
    with closing(place.review(Role.ANNOTATOR)) as annotator, closing(place.review(Role.LEAD)) as lead:
        annotator.apply((), Origin.VERDICT, marks=toggled_reviewed(annotator.states, 2))
        with pytest.raises(UserError, match="only a lead approves"):
            annotator.apply((), Origin.VERDICT, marks=toggled_approved(annotator.states, 2))
        lead.merge(lead.project.entries_after(len(lead.journal)))
        lead.apply((), Origin.VERDICT, marks=toggled_approved(lead.states, 2))
        marks = returned(lead.states, 3, "too wide", "lead", datetime.now(UTC))
        lead.apply((), Origin.VERDICT, marks=marks)
        sign_offs = lead.project.sign_offs
        last = sign_offs.all()[-1].chain
        sign_offs.add(SignEvent.REOPENED, "lead", "why", after=last, journal=lead.project.journal_length)
        with pytest.raises(UserError, match="you may not do this"):
            annotator.project.runs.rename(1, "mine")
        lead.project.runs.rename(1, "ours")
        lead.project.samples.add(SAMPLE)
    with closing(place.review(Role.READER)) as reader:
        assert len(reader.journal) == 4
        with pytest.raises(UserError, match="you may not do this"):
            reader.apply([Edit.delete(reader.annotations.at(0))], Origin.DELETED)


def test_leads_hand_out_and_machines_take_and_add_what_a_model_says(place: Place) -> None:
    image, key = "1" * 64, "2" * 64
    with closing(place.review(Role.LEAD)) as lead, closing(place.review(Role.WORKER)) as machine:
        storage = machine.project.storage
        assert isinstance(storage, ServerStorage)
        tasks = Tasks(lead.project.storage)
        tasks.prepare()
        Tasks(storage).prepare()
        found = tasks.hand_out(key, Acceleration.NONE, [BatchImage("1.jpg", image)])

        def do(batch: Batch) -> None:
            kept, own = machine.project.predicted, batch.images[0].sha256
            kept.set_about(key, ModelAbout("a kind", None))
            kept.put(key, {own: ImagePredictions(0, np.empty((0, 4)), np.empty(0), np.empty(0, np.int64))})
            kept.add_faults(key, [(own, OutputFault(FaultKind.OUTSIDE, 0, 1, ""))])

        with pytest.raises(UserError, match="you may not do this"):
            Tasks(storage).hand_out(key, Acceleration.NONE, [BatchImage("2.jpg", "3" * 64)])
        work(storage, [key], do, WorkOptions(once=True), stopped=lambda: False, say=print)
        assert tasks.standing(list(found)).over == frozenset(found)
        tasks.take_back(list(found))
        assert lead.project.predicted.known(key, [image]) == {image}


def test_a_file_has_no_roles(tmp_path: Path, dataset: Dataset, sources: Sources) -> None:
    path = tmp_path / "p.boxwright"
    ProjectFile.create(path, dataset, sources).close()
    with pytest.raises(UserError, match="no roles"):
        give_rights(path)


def test_work_is_taken_by_those_who_may_and_from_nobody(place: Place) -> None:
    import psycopg

    leases = {role: Leases(place.as_(role)) for role in Role}
    refused = psycopg.errors.InsufficientPrivilege
    assert leases[Role.ANNOTATOR].take([0, 1], 2, 5, "ann") == (0, 1)
    assert leases[Role.LEAD].take([1, 2], 2, 5, "lea") == (2,)
    with pytest.raises(UserError, match="you may not do this"):
        leases[Role.READER].take([3], 1, 5, "rob")
    with place.line(Role.ANNOTATOR) as line:
        # A name may be anybody's; who is logged in cannot be.
        assert line.execute("UPDATE lease SET until = NULL WHERE image = 2").rowcount == 0
        for said in (
            "UPDATE lease SET login = 'a_lead' WHERE image = 0",
            "UPDATE lease SET until = 'infinity' WHERE image = 0",
            "UPDATE lease SET image = 99 WHERE image = 0",
            "DELETE FROM lease",
            "INSERT INTO presence VALUES ('x', 'lea', 'a_lead', 0, now())",
        ):
            with pytest.raises(refused):
                line.execute(said)
    # A lead takes back what was handed out.
    with place.line(Role.LEAD) as line:
        assert line.execute("UPDATE lease SET until = NULL WHERE image = 0").rowcount == 1
    assert leases[Role.READER].attendance().holders == {1: "ann", 2: "lea"}


def test_who_may_only_read_sees_who_is_where_and_is_not_seen(place: Place) -> None:
    reader, annotator = (Attending(Leases(place.as_(role))) for role in (Role.READER, Role.ANNOTATOR))
    reader.sit("rob", 1)
    annotator.sit("ann", 2)
    with closing(annotator.moments(lambda: False)) as hers, closing(reader.moments(lambda: False)) as his:
        next(hers)
        seats = next(his).seats
    assert [(seat.person, seat.image) for seat in seats] == [("ann", 2)]
