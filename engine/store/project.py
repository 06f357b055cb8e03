"""The project file: creating it, reading it back, and appending to its journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import Connection, func, insert, select

from engine.data.address import place_name
from engine.data.check_settings import DEFAULTS, CheckSettings, changed_values, usable_values
from engine.data.dataset import Dataset, Predictions, Problem
from engine.data.journal import AlreadyThere, Conflict, JournalEntry, JournalPart, Waits
from engine.data.model import ModelSpec
from engine.data.run import NewRun
from engine.data.settings_text import SettingsText
from engine.data.sources import Fingerprint, Place, SourceKind, Sources
from engine.errors import UserError
from engine.store import schema
from engine.store.baseline import dataset_of
from engine.store.begin import opened, require_unharmed
from engine.store.finding_notes import FindingNotes
from engine.store.journal import entries_after, write_entry
from engine.store.known_answers import Plantings
from engine.store.label_sets import LabelSets
from engine.store.leases import Leases
from engine.store.listening import Listener
from engine.store.new_file import new_file
from engine.store.places import folder_of
from engine.store.predicted import Predicted
from engine.store.presence import Opener, Presence, openers
from engine.store.reserved_ids import ReservedIds
from engine.store.roster import Roster
from engine.store.rows import annotation_rows, model_of, model_value
from engine.store.runs import Runs, run_values
from engine.store.samples import Samples
from engine.store.seals import BASELINE, read_table, require_journal, seal_everything
from engine.store.server import ServerStorage
from engine.store.shared_journal import SharedJournal
from engine.store.sign_offs import SignOffs
from engine.store.storage import PATIENCE_OF_JOBS_MS, FileStorage, Storage
from engine.store.values import get_value, set_value
from engine.store.waiting import WaitingSteps
from engine.store.whereabouts import SETTING, Whereabouts, new_values

_CHOOSE_AGAIN = "The default is used; choose another value in the check settings"


class ProjectFile:
    """One dataset under review, on disk.

    The baseline (images, categories, boxes as opened) is written once. All that happens later is
    appended to the journal, one transaction a step; the state of the labels is the baseline with the
    journal replayed over it.

    Parameters
    ----------
    path
        An existing project file; `create` makes one.

    Raises
    ------
    UserError
        The file is missing, is no project, was written by a newer version, or cannot be written to.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._presence: Presence | None = None
        if not path.is_file():
            raise UserError("there is no such project file", source=path, remedy="Check the path")
        require_unharmed(path)
        self._desk = FileStorage(path)
        self.storage: Storage = self._desk
        self.shared: SharedJournal | None = None
        self.waiting = WaitingSteps(self._desk)
        try:
            self.storage = opened(self._desk)
            with self._desk.guarded() as connection:
                model = get_value(connection, "model")
            with self.storage.guarded() as connection:
                model = model or get_value(connection, "model")
                self._last_journal_id = _last_journal_id(connection)
            if isinstance(self.storage, ServerStorage):
                with self.storage.guarded() as connection:
                    now = connection.execute(select(func.clock_timestamp())).scalar_one()
                self.shared = SharedJournal(self.storage, self.waiting, self._last_journal_id, now)
            self.whereabouts = Whereabouts(path, self._desk.guarded, self.storage.guarded)
        except UserError:
            self.close()
            raise
        guarded = self.storage.guarded
        own = self.storage
        self.leases = Leases(own.address) if isinstance(own, ServerStorage) else None
        self._ids = ReservedIds(self.storage) if self.storage.shared else None
        self._model = None if model is None else model_of(model, folder_of(path))
        self.runs = Runs(path, guarded)
        self.samples = Samples(guarded)
        self.sign_offs = SignOffs(path, self.storage)
        self.predicted = Predicted(
            partial(guarded, PATIENCE_OF_JOBS_MS), partial(self._desk.guarded, PATIENCE_OF_JOBS_MS)
        )
        self.label_sets = LabelSets(guarded)
        self.plantings = Plantings(guarded)
        self.roster = Roster(self.storage) if isinstance(self.storage, ServerStorage) else None
        self.findings = FindingNotes(path, self.storage, self._desk.guarded)

    @staticmethod
    def create(
        path: Path,
        dataset: Dataset,
        sources: Sources,
        predictions: Predictions | None = None,
        contents: Mapping[SourceKind, Fingerprint] = MappingProxyType({}),
    ) -> ProjectFile:
        """Write a new project file, whole or not at all, and open it.

        Parameters
        ----------
        path
        dataset, sources, predictions
            What was read, and of what.
        contents
            What the sources held before they were read.

        Raises
        ------
        UserError
            There is a file already, or the folder cannot be written to.
        """
        with new_file(path) as connection:
            schema.metadata.create_all(connection)
            _write_baseline(connection, dataset)
            set_value(connection, SETTING, new_values(sources, dataset.image_root, contents, path))
            if predictions is not None:
                values = run_values(predictions, NewRun(str(sources.predictions)))
                connection.execute(insert(schema.run).values(**values))
            seal_everything(connection)
        return ProjectFile(path)

    def close(self) -> None:
        """Let go of the file, and of the server."""
        if self.shared is not None:
            self.shared.close()
        self.storage.close()
        self._desk.close()
        if self._presence is not None:
            self._presence.leave()
            self._presence = None

    def enter(self) -> None:
        """Let other programs see that this one has the project open, until it is closed.

        Raises
        ------
        UserError
            Nothing can be written beside the file.
        """
        self._presence = Presence(self.path)

    def others(self) -> tuple[Opener, ...]:
        """Which other programs have the project open now; nobody who works on a server is in another's way."""
        if self.storage.shared:
            return ()
        return tuple(own for own in openers(self.path) if not own.is_this_program)

    def take_over_waiting(self) -> int:
        """Take over steps that wait for the server, of a program that ended before it was back.

        Returns
        -------
        int
            How many there are.
        """
        if self.shared is not None and all(own.is_this_program for own in openers(self.path)):
            self.waiting.adopt()
        return self.waiting.count

    def sources(self) -> Sources:
        """What was opened when the project was made, where it is now."""
        return self.whereabouts.sources()

    def dataset(self) -> Dataset:
        """The dataset as it was opened."""
        with self.storage.guarded() as connection:
            tables = {table.name: read_table(connection, table) for table in BASELINE}
            dataset = dataset_of(tables, get_value(connection, "dataset"))
        return replace(dataset, image_root=self.whereabouts.image_root(), source=self.sources().annotations)

    def predictions(self) -> Predictions | None:
        """The predictions of the run in use, or None where there is none yet."""
        run_id = self.runs.in_use()
        return None if run_id is None else self.runs.predictions(run_id)

    def model(self) -> ModelSpec | None:
        """The model to run: the one chosen last, else that of the sources; None where there is none."""
        return self.sources().model_spec if self._model is None else self._model

    def set_model(self, model: ModelSpec) -> None:
        """Remember the model to run."""
        with self._desk.guarded() as connection:
            set_value(connection, "model", model_value(model, folder_of(self.path)))
        self._model = model

    def journal(self) -> tuple[JournalEntry, ...]:
        """Everything that was done, oldest first."""
        with self.storage.guarded() as connection:
            require_journal(connection)
            return entries_after(connection, 0)

    @property
    def journal_length(self) -> int:
        """How many journal entries there are, as this window knows it."""
        return self._last_journal_id if self.shared is None else self.shared.known

    def rests_on(self, entries: int) -> None:
        """What is done from now on rests on so many journal entries: they are known to whoever does it."""
        if self.shared is None:
            self._last_journal_id = entries
        else:
            self.shared.known = entries

    def append(self, entry: JournalEntry) -> JournalPart | Conflict | AlreadyThere | Waits | None:
        """Write one journal entry; on return it is on disk.

        Returns
        -------
        None
            It is there.
        JournalPart
            On a server: nothing was written, since others did something of which whoever did this did not know.
            Once that was taken in, it can be written.
        Conflict
            On a server: others changed the same. The entry is kept as a conflict, which changes nothing.
        AlreadyThere
            On a server: it is there, and others did something besides.
        Waits
            On a server that cannot be reached: it is on disk here.

        Raises
        ------
        UserError
            The file or the server cannot be written to, or another window has written to the file meanwhile.
        """
        if self.shared is not None:
            return self.shared.append(entry)
        with self.storage.alone() as connection:
            last = _last_journal_id(connection)
            if last != self._last_journal_id:
                raise UserError(
                    "another window has edited this project meanwhile",
                    source=self.path,
                    remedy="Open the project again, then repeat this last step",
                )
            write_entry(connection, last + 1, entry)
        # Not before it is on disk.
        self._last_journal_id = last + 1
        return None

    def now(self) -> datetime:
        """The time that the journal goes by: that of the server, if there is one."""
        return datetime.now(UTC) if self.shared is None else self.shared.now()

    def entries_after(self, known: int) -> JournalPart:
        """What others did after so many journal entries."""
        with self.storage.guarded() as connection:
            return JournalPart(known, entries_after(connection, known))

    def listener(self) -> Listener | None:
        """What tells of others' steps as they do them; None where nobody else can do any: in a file."""
        if not isinstance(self.storage, ServerStorage):
            return None
        return Listener(self.storage.address, self.journal_length)

    def free_ids(self, at_least: tuple[int, int], count: int, author: str) -> tuple[int, int]:
        """Ids for new boxes, of which nobody else has any: the program's own first one, and the source's.

        Parameters
        ----------
        at_least
            Smallest ids that no box ever had, as far as whoever asks knows.
        count
            How many boxes.
        author
            Whose they are.
        """
        return at_least if self._ids is None else self._ids.take(at_least, count, author)

    def stock_ids(self, at_least: tuple[int, int], author: str) -> None:
        """Set ids aside for new boxes that are drawn without the server; arguments as for `free_ids`."""
        if self._ids is not None:
            self._ids.stock(at_least, author)

    def place(self) -> Place | None:
        """Where the reviewer left off."""
        with self._desk.guarded() as connection:
            value = get_value(connection, "place")
        if value is None:
            return None
        value["annotation_ids"] = tuple(value["annotation_ids"])
        value["centre_xy"] = tuple(value["centre_xy"])
        return Place(**value)

    def set_place(self, place: Place) -> None:
        """Remember where the reviewer is."""
        with self._desk.guarded() as connection:
            set_value(connection, "place", asdict(place))

    def settings(self) -> SettingsText | None:
        """How to measure; None: COCO's settings, which nobody has changed."""
        with self.storage.guarded() as connection:
            value = get_value(connection, "evaluation")
        return None if value is None else SettingsText(**value)

    def set_settings(self, text: SettingsText) -> None:
        """Remember how to measure."""
        with self.storage.guarded() as connection:
            set_value(connection, "evaluation", asdict(text))

    def check_settings(self) -> tuple[CheckSettings, tuple[Problem, ...]]:
        """Thresholds of the checks, and what another version stored that cannot be used here."""
        with self.storage.guarded() as connection:
            stored = get_value(connection, "checks")
        if stored is None:
            return DEFAULTS, ()
        if not isinstance(stored, dict):
            problem = Problem(str(self.path), "check settings", "they cannot be read", _CHOOSE_AGAIN)
            return DEFAULTS, (problem,)
        settings, left_out = usable_values(stored)
        return settings, tuple(
            Problem(str(self.path), f"check setting {name}", problem, _CHOOSE_AGAIN)
            for name, problem in left_out.items()
        )

    def set_check_settings(self, settings: CheckSettings) -> None:
        """Remember the thresholds that are not the default: a better default of another version still helps."""
        with self.storage.guarded() as connection:
            set_value(connection, "checks", changed_values(settings))


def _last_journal_id(connection: Connection) -> int:
    return int(connection.execute(select(func.max(schema.journal.c.id))).scalar() or 0)


def _write_baseline(connection: Connection, dataset: Dataset) -> None:
    set_value(connection, "schema_version", schema.SCHEMA_VERSION)
    about = {
        "image_root": None if dataset.image_root is None else place_name(dataset.image_root),
        "source": str(dataset.source),
        "format": dataset.format,
        "header": dict(dataset.header),
    }
    set_value(connection, "dataset", about)
    sizes = dataset.images.sizes_wh.tolist()
    images = [
        {
            "position": i,
            "id": id_,
            "file_name": dataset.images.file_names[i],
            "width": sizes[i][0],
            "height": sizes[i][1],
            "record": dict(dataset.image_records[i]) if i in dataset.image_records else None,
        }
        for i, id_ in enumerate(dataset.images.ids.tolist())
    ]
    categories = [
        {"position": i, "id": id_, "name": dataset.categories.names[i]}
        for i, id_ in enumerate(dataset.categories.ids.tolist())
    ]
    problems = [{"position": i, **asdict(problem)} for i, problem in enumerate(dataset.problems)]
    boxes = annotation_rows(dataset.annotations, dataset.records)
    for table, rows in (
        (schema.image, images),
        (schema.category, categories),
        (schema.annotation, boxes),
        (schema.problem, problems),
    ):
        if rows:
            connection.execute(insert(table), rows)
