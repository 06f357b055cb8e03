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
from engine.data.edit import Edit, EditKind
from engine.data.flag import VerdictKind
from engine.data.image_state import ImageState, Stage, StateChange
from engine.data.journal import Action, JournalEntry, Origin, Step
from engine.data.model import Acceleration, FaultKind, ImagePredictions, ModelAbout, OutputFault
from engine.data.sample import Answer
from engine.data.sign_off import SignEvent
from engine.data.sources import Sources
from engine.errors import UserError
from engine.opening import open_project
from engine.people import count_people
from engine.review import Review
from engine.states import returned, toggled_approved, toggled_reviewed
from engine.store.address import Address
from engine.store.attending import Attending
from engine.store.copying import publish
from engine.store.desk import begin_desk, desk_at
from engine.store.leases import Leases
from engine.store.project import ProjectFile
from engine.store.rights import give_rights
from engine.store.roles import Role
from engine.store.server import ServerStorage
from engine.store.task_worker import WorkOptions, work
from engine.store.tasks import Tasks
from tests.engine.boxes import new_box
from tests.engine.conftest import small_dataset, small_predictions
from tests.engine.store.test_samples import SAMPLE
from tests.postgresql import Server


def catch_up(review: Review) -> None:
    review.merge(review.project.entries_after(len(review.journal)))


NAMES = {Role.READER: "Rob", Role.ANNOTATOR: "Ann", Role.LEAD: "Lea", Role.WORKER: "Gus"}


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
        review = open_project(path)
        review.author = NAMES[role]
        return review


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
    with closing(place.review(Role.LEAD)) as review:
        review.apply((), Origin.VERDICT, {review.queue()[0].flag.key: VerdictKind.UNSURE})
    yield place


APPROVED = '{"stage": "approved", "empty": false}'
REVIEWED = '{"stage": "reviewed", "empty": false}'
NEXT = "(SELECT max(id) + 1 FROM journal)"


def entry(
    *, id_: object = NEXT, author: str = "{name}", action: str = "do", edits: str = "[]", marks: str = "[]"
) -> str:
    """Add to the journal; ``{name}`` stands for whoever does."""
    return (
        "INSERT INTO journal (id, at, author, action, origin, edits, verdicts, marks) VALUES "
        f"({id_}, '2026-01-01T00:00:00+00:00', '{author}', '{action}', 'verdict', '{edits}', '[]', '{marks}')"
    )


def mark(after: str, image: int = 1, before: str = REVIEWED) -> str:
    return f'[{{"image": {image}, "before": {before}, "after": {after}}}]'


OTHER_TABLES = (
    ("sample_answer", "(sample, unit, errors, author, at) VALUES (1, 0, '[]', '{author}', '')"),
    ("planted_answer", "(author, at, planting, place, verdict) VALUES ('{author}', '', 1, 0, '')"),
)
OF_LEADS = (
    ("sign_off", "(event, at, author, content, chain) VALUES ('signed', '', '{author}', '', '')"),
    ("pause", "(at, author, paused, reason) VALUES ('', '{author}', true, '')"),
)
KEPT = (
    "journal", "annotation", "image", "category", "sign_off", "sample", "sample_answer", "planting",
    "planted_answer", "written_by", "touched_box", "pause", "id_range", "step_id", "image_stage",
)  # fmt: skip
NOBODY = (
    *(f"DELETE FROM {table}" for table in KEPT),
    *(f"TRUNCATE {table}" for table in KEPT),
    *(f"DROP TABLE {table}" for table in KEPT),
    *(f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in KEPT),
    "UPDATE journal SET author = 'y'",
    "UPDATE journal SET id = id + 1",
    "UPDATE annotation SET x1 = 0",
    "UPDATE sign_off SET author = 'y'",
    "UPDATE sample SET seed = 0",
    "UPDATE written_by SET login = 'y'",
    "UPDATE image_stage SET before = state",
    "INSERT INTO written_by VALUES (9, 'y')",
    "INSERT INTO image_stage VALUES (9, 9, '{}', '{}')",
    "INSERT INTO touched_box VALUES (9, 9, 9)",
    "ALTER TABLE journal DISABLE TRIGGER boxwright_journal",
    "ALTER TABLE journal ADD COLUMN mine int",
    "ALTER TABLE seal DISABLE ROW LEVEL SECURITY",
    "DROP TRIGGER boxwright_journal ON journal",
    "DROP POLICY changed ON seal",
    "CREATE RULE mine AS ON INSERT TO journal DO INSTEAD NOTHING",
    "CREATE TRIGGER mine BEFORE INSERT ON journal EXECUTE FUNCTION boxwright_stays()",
    "SET session_replication_role = replica",
    "SET SESSION AUTHORIZATION boxwright",
    "DO 'BEGIN LOCK TABLE journal IN ACCESS EXCLUSIVE MODE; END'",
    "CREATE TABLE mine (id int)",
    "CREATE TEMPORARY TABLE journal (id int)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION boxwright_journal() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
    "SELECT boxwright_same_boxes(1, 1, 1, '[]')",
    "SELECT setval('run_id_seq', 1)",
    "COPY journal FROM PROGRAM 'true'",
    "GRANT ALL ON journal TO PUBLIC",
    "GRANT {lead} TO a_reader",
    "CREATE ROLE another",
    "ALTER ROLE {login} SUPERUSER",
    "ALTER DATABASE {database} SET row_security = off",
    "INSERT INTO seal VALUES ('annotation', 1, 0)",
    "INSERT INTO seal VALUES ('journal', 99, 0)",
    entry(id_=99),
    entry(id_=1),
    f"{entry(id_=1)} ON CONFLICT DO NOTHING",
    f"{entry(id_=1)} ON CONFLICT (id) DO UPDATE SET author = 'y'",
    # Without a seal.
    entry(),
    entry().replace("'[]')", "NULL)"),
    entry(author="Somebody Else"),
    *(f"INSERT INTO {table} {values.replace('{author}', 'Somebody Else')}" for table, values in OTHER_TABLES),
    *(f"INSERT INTO {table} {values.replace('{author}', 'Somebody Else')}" for table, values in OF_LEADS),
)
MOVED_ELSEWHERE = '[{"before": {"id": 5, "image": 9}, "after": {"id": 5, "image": 9}}]'
NO_ANNOTATOR = (
    *NOBODY,
    entry(marks=mark(APPROVED)),
    entry(marks=mark(APPROVED, before=APPROVED)),
    entry(marks=mark(APPROVED), action="undo"),
    entry(marks=mark(APPROVED), action="redo"),
    entry(marks=mark('{"stage": "\\u0061pproved", "empty": false}')),
    entry(marks=mark('{"stage": "reviewed", "stage": "approved", "empty": false}')),
    entry(marks=mark(APPROVED.replace("approved", "returned"))),
    entry(marks="null"),
    entry(edits="null"),
    entry(edits=MOVED_ELSEWHERE),
    *(f"INSERT INTO {table} {values.replace('{author}', '{name}')}" for table, values in OF_LEADS),
    "INSERT INTO sample (made_at, author, seed, plan, strata, class_sizes, units, put_right, journal) "
    "VALUES ('', '{name}', 1, '', '', '', '', 0, 0)",
    "INSERT INTO planting (seed, share, journal, made_at, author, known) VALUES (1, 1, 1, '', '{name}', '[]')",
    "INSERT INTO person VALUES ('a_lead', '{name}')",
    "UPDATE person SET name = 'y'",
    "DELETE FROM person",
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
    *(f"INSERT INTO {table} {values.replace('{author}', '{name}')}" for table, values in OTHER_TABLES),
    "INSERT INTO id_range (first, first_source, size, author, at) VALUES (1, 1, 1, '', '')",
    "INSERT INTO seal VALUES ('journal', 1, 0)",
    "SELECT nextval('sample_answer_id_seq')",
    "COPY journal FROM STDIN",
)
REFUSED = {"42501", "42P07", "23505", "22023"}
"""No privilege; and for a few that is found out by what there is: the name is taken, the key, a value is none."""


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
        tables = (*KEPT, "setting", "run", "seal", "person", "predicted")
        queue = ("procrastinate_jobs", "procrastinate_events", "procrastinate_workers")
        queries = (
            *(f"SELECT * FROM {table}" for table in (*tables, *queue)),
            "SELECT relname, relacl FROM pg_class",
        )
        with psycopg.connect(place.server.text_of(place.address.database)) as connection:
            return [sorted(connection.execute(query).fetchall(), key=repr) for query in queries]

    before = everything()
    names = {
        "{name}": NAMES[role],
        "{login}": f'"a_{role}"',
        "{lead}": f'"{place.address.database}_lead"',
        "{database}": place.address.database,
    }
    allowed = []
    with place.line(role) as line:
        for statement in forbidden:
            said = statement
            for name, value in names.items():
                said = said.replace(name, value)
            # Where a row is hidden from a role nothing is done to it.
            try:
                done = line.execute(said).rowcount
            except psycopg.Error as error:
                if error.sqlstate not in REFUSED and not (error.sqlstate or "").startswith("BW0"):
                    allowed.append((said, error))
            else:
                # Who may grant nothing is only warned; what was granted is looked at below.
                if done != 0 and not said.startswith("GRANT ALL"):
                    allowed.append((said, done))
    assert allowed == []
    assert everything() == before


@pytest.mark.parametrize("role", Role)
def test_nothing_is_copied_over_the_journal(place: Place, role: Role) -> None:
    import psycopg

    with place.line(role) as line:
        (length,) = line.execute("SELECT max(id) FROM journal").fetchone()
        rows = [
            # There already, too far ahead, by another person, and without a seal.
            (1, NAMES[role]),
            (length + 2, NAMES[role]),
            (length + 1, "Somebody Else"),
            (length + 1, NAMES[role]),
        ]
        for number, author in rows:
            with pytest.raises(psycopg.Error) as refused, line.cursor() as cursor:
                columns = "id, at, author, action, origin, edits, verdicts, marks"
                with cursor.copy(f"COPY journal ({columns}) FROM STDIN") as copy:
                    copy.write_row((number, "", author, "do", "verdict", "[]", "[]", "[]"))
            state = refused.value.sqlstate or ""
            assert state == "42501" if role in (Role.READER, Role.WORKER) else state.startswith("BW0")
        assert line.execute("SELECT max(id) FROM journal").fetchone() == (length,)


def test_each_may_do_their_own_work(place: Place) -> None:
    with closing(place.review(Role.ANNOTATOR)) as annotator, closing(place.review(Role.LEAD)) as lead:
        known = len(annotator.journal)
        annotator.apply((), Origin.VERDICT, marks=toggled_reviewed(annotator.states, 2))
        with pytest.raises(UserError, match="only a lead approves"):
            annotator.apply((), Origin.VERDICT, marks=toggled_approved(annotator.states, 2))
        catch_up(lead)
        lead.apply((), Origin.VERDICT, marks=toggled_approved(lead.states, 2))
        marks_at = datetime.now(UTC)
        marks = returned(lead.states, 3, "too wide", "Lea", marks_at)
        lead.apply((), Origin.VERDICT, marks=marks)
        # What a lead returned is mended, and stands as returned again where that is taken back.
        catch_up(annotator)
        for _ in range(2):
            annotator.apply((), Origin.VERDICT, marks=toggled_reviewed(annotator.states, 3))
        assert annotator.states.of(3).stage is Stage.RETURNED
        with pytest.raises(UserError, match="only a lead returns"):
            annotator.apply((), Origin.VERDICT, marks=returned(annotator.states, 4, "", "Ann", marks_at))
        sign_offs = lead.project.sign_offs
        last = sign_offs.all()[-1].chain
        catch_up(lead)
        sign_offs.add(SignEvent.REOPENED, "Lea", "why", after=last, journal=lead.project.journal_length)
        with pytest.raises(UserError, match="you may not do this"):
            annotator.project.runs.rename(1, "mine")
        lead.project.runs.rename(1, "ours")
        lead.project.samples.add(replace(SAMPLE, author="Lea"))
    with closing(place.review(Role.READER)) as reader:
        assert len(reader.journal) == known + 5
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


def approved_image(place: Place, annotator: Review, image: int) -> None:
    """A lead approves an image."""
    annotator.apply((), Origin.VERDICT, marks=toggled_reviewed(annotator.states, image))
    with closing(place.review(Role.LEAD)) as lead:
        lead.apply((), Origin.VERDICT, marks=toggled_approved(lead.states, image))
    catch_up(annotator)
    assert annotator.states.of(image).stage is Stage.APPROVED


def test_to_take_back_an_edit_brings_the_approval_back_that_it_took(place: Place) -> None:
    with closing(place.review(Role.ANNOTATOR)) as ann:
        approved_image(place, ann, 5)
        boxes = [ann.annotations.at(int(row)) for row in ann.annotations.rows_of_image(5)]
        ann.apply([Edit.move(boxes[0], (1.0, 2.0, 30.0, 40.0))], Origin.DRAGGED)
        ann.apply([Edit.delete(boxes[1])], Origin.DELETED)
        ann.apply([Edit.add(new_box(5, 0, 10, 10, 20))], Origin.DRAWN)
        assert ann.states.of(5).stage is Stage.REVIEWED
        for _ in range(3):
            ann.undo()
        assert ann.states.of(5).stage is Stage.APPROVED
        ann.redo()
        assert ann.states.of(5).stage is Stage.REVIEWED
        ann.undo()
        assert ann.states.of(5).stage is Stage.APPROVED


def test_an_approval_comes_back_by_nothing_else(place: Place) -> None:
    with closing(place.review(Role.ANNOTATOR)) as ann, closing(place.review(Role.LEAD)) as lead:
        approved_image(place, ann, 6)
        catch_up(lead)
        boxes = [ann.annotations.at(int(row)) for row in ann.annotations.rows_of_image(6)]
        moved = Edit.move(boxes[0], (1.0, 2.0, 30.0, 40.0))
        lapse = StateChange(6, ImageState(Stage.APPROVED), ImageState(Stage.REVIEWED))

        def write(action: Action, edits: tuple[Edit, ...], marks: tuple[StateChange, ...]) -> None:
            """As a program of one's own would, beside this one."""
            step = Step(edits, (), Origin.DRAGGED, marks)
            ann.project.append(JournalEntry(action, step, "Ann", datetime.now(UTC)))

        with pytest.raises(UserError, match="takes the approval away"):
            write(Action.DO, (moved,), ())
        write(Action.DO, (moved,), (lapse,))
        write(Action.DO, (Edit.delete(boxes[1]),), ())
        other = replace(boxes[0], box_xyxy=(5.0, 6.0, 30.0, 40.0))
        for action, edits in (
            # Not the box as it was, not all of them, by a step that is none back, and what was never so.
            (Action.UNDO, ()),
            (Action.UNDO, (moved.inverse,)),
            (Action.UNDO, (Edit.add(boxes[1]),)),
            (Action.UNDO, (Edit.add(boxes[1]), Edit(moved.after, other))),
            (Action.DO, (Edit.add(boxes[1]), moved.inverse)),
        ):
            with pytest.raises(UserError, match="only a lead approves"):
                write(action, edits, (lapse.inverse,))
        catch_up(lead)
        # Nor of what somebody else took away.
        write(Action.UNDO, (Edit.add(boxes[1]), moved.inverse), (lapse.inverse,))
        catch_up(lead)
        lead.apply([Edit.delete(boxes[0])], Origin.DELETED)
        catch_up(ann)
        with pytest.raises(UserError, match="only a lead approves"):
            write(Action.UNDO, (Edit.add(boxes[0]),), (lapse.inverse,))


def test_to_take_back_an_older_edit_takes_a_later_approval_away(place: Place) -> None:
    with closing(place.review(Role.ANNOTATOR)) as ann:
        box = ann.annotations.at(int(ann.annotations.rows_of_image(7)[0]))
        ann.apply([Edit.delete(box)], Origin.DELETED)
        step = ann.history.done[-1]
        with closing(place.review(Role.LEAD)) as lead:
            lead.apply((), Origin.VERDICT, marks=toggled_reviewed(lead.states, 7))
            lead.apply((), Origin.VERDICT, marks=toggled_approved(lead.states, 7))
        catch_up(ann)
        assert ann.history.done[-1] is step
        ann.undo()
        assert ann.states.of(7).stage is Stage.REVIEWED
        ann.redo()
        assert ann.annotations.get(box.id) is None
        counted = {own.name: own for own in count_people(ann.journal).persons}
        assert counted["Ann"].work.edits[EditKind.DELETE] >= 2


def test_a_name_is_of_one_login_until_a_lead_changes_it(place: Place) -> None:
    with closing(place.review(Role.ANNOTATOR)) as ann, closing(place.review(Role.LEAD)) as lead:
        rosters = ann.project.roster, lead.project.roster
        assert rosters[0] is not None and rosters[1] is not None
        assert (rosters[0].own_name(), rosters[1].own_name()) == ("Ann", "Lea")
        assert (rosters[0].is_lead(), rosters[1].is_lead()) == (False, True)
        assert rosters[0].logins() == {"Ann": ("a_annotator",), "Lea": ("a_lead",)}
        ann.author = "Anna"
        mark = toggled_reviewed(ann.states, 8)
        with pytest.raises(UserError, match='is called "Ann" in this project, not "Anna"'):
            ann.apply((), Origin.VERDICT, marks=mark)
        with pytest.raises(UserError, match="you may not do this"):
            rosters[0].set_name("a_annotator", "Anna")
        with pytest.raises(UserError, match="a_lead is called 'Lea'"):
            rosters[1].set_name("a_annotator", "Lea")
        rosters[1].set_name("a_annotator", "Anna")
        ann.apply((), Origin.VERDICT, marks=mark)
        rosters[1].set_name("a_annotator", "Ann")
        assert rosters[1].logins()["Anna"] == ("a_annotator",)


def test_somebody_new_cannot_take_the_name_of_another(place: Place) -> None:
    import psycopg

    with psycopg.connect(place.server.text_of(place.address.database), autocommit=True) as connection:
        connection.execute('CREATE ROLE "new one" LOGIN')
        connection.execute(f'GRANT "{place.address.database}_annotator" TO "new one"')
    desk = place.folder / "new" / "desk.boxwright"
    begin_desk(desk, replace(place.address, user="new one"))
    with closing(open_project(desk)) as review:
        review.author = "Lea"
        with pytest.raises(UserError, match='somebody else is called "Lea"'):
            review.apply((), Origin.VERDICT, marks=toggled_reviewed(review.states, 9))


def test_a_paused_project_takes_nothing_but_from_leads(place: Place) -> None:
    with closing(place.review(Role.ANNOTATOR)) as ann, closing(place.review(Role.LEAD)) as lead:
        assert ann.project.roster is not None and lead.project.roster is not None
        assert ann.project.roster.pause() is None
        with pytest.raises(UserError, match="you may not do this"):
            ann.project.roster.stop("Ann", "")
        lead.project.roster.stop("Lea", "the classes are being split")
        pause = ann.project.roster.pause()
        assert pause is not None and (pause.author, pause.reason) == ("Lea", "the classes are being split")
        before = len(ann.journal)
        marks = toggled_reviewed(ann.states, 10)
        with pytest.raises(
            UserError, match="Lea has paused this project: the classes are being split"
        ) as said:
            ann.apply((), Origin.VERDICT, marks=marks)
        assert "CONTEXT" not in str(said.value)
        with pytest.raises(UserError, match="has paused"):
            ann.project.samples.answer(1, (Answer(0, (), "Ann", datetime.now(UTC)),))
        lead.apply((), Origin.VERDICT, marks=toggled_reviewed(lead.states, 11))
        lead.project.roster.go_on("Lea")
        assert ann.project.roster.pause() is None
        ann.apply((), Origin.VERDICT, marks=marks)
        assert len(ann.journal) == before + 2


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
    with pytest.raises(UserError, match="or you are no lead"):
        leases[Role.ANNOTATOR].pass_on(leases[Role.LEAD].seat, None)
    assert leases[Role.LEAD].pass_on(leases[Role.ANNOTATOR].seat, None) == 1
    assert leases[Role.READER].attendance().holders == {2: "lea"}


def test_who_may_only_read_sees_who_is_where_and_is_not_seen(place: Place) -> None:
    reader, annotator = (Attending(Leases(place.as_(role))) for role in (Role.READER, Role.ANNOTATOR))
    reader.sit("rob", 1)
    annotator.sit("ann", 2)
    with closing(annotator.moments(lambda: False)) as hers, closing(reader.moments(lambda: False)) as his:
        next(hers)
        seats = next(his).seats
    assert [(seat.person, seat.image) for seat in seats] == [("ann", 2)]
