"""The project file: creating it, reading it back, and appending to its journal."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, insert, select

from engine.data.address import place_name
from engine.data.check_settings import DEFAULTS, CheckSettings, changed_values, usable_values
from engine.data.dataset import Dataset, Predictions, Problem
from engine.data.journal import JournalEntry
from engine.data.model import ModelSpec
from engine.data.run import NewRun
from engine.data.settings_text import SettingsText
from engine.data.sources import Fingerprint, Place, SourceKind, Sources
from engine.errors import UserError, WorkFailedError
from engine.store import schema
from engine.store.baseline import dataset_of
from engine.store.examine import examine_left_over, require_sound
from engine.store.failure import DamagedProjectError, cannot_write, translated
from engine.store.finding_notes import FindingNotes
from engine.store.known_answers import Plantings
from engine.store.label_sets import LabelSets
from engine.store.pages import HEADER
from engine.store.places import folder_of
from engine.store.predicted import Predicted
from engine.store.presence import Opener, Presence, openers
from engine.store.rows import annotation_rows, journal_entry, journal_row, model_of, model_value
from engine.store.runs import Runs, run_values
from engine.store.salvage import holds_project
from engine.store.samples import Samples
from engine.store.seals import BASELINE, JOURNAL, read_table, require_journal, seal_everything, seal_row
from engine.store.sign_offs import SignOffs
from engine.store.upgrade import upgrade
from engine.store.values import get_value, set_value
from engine.store.whereabouts import SETTING, Whereabouts, new_values

_PATIENCE_MS = 200
"""How long a step waits for another program that is writing: somebody stands before the window."""
_PATIENCE_OF_JOBS_MS = 5000
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
        _require_sound(path)
        self._identity = _identity(path)
        self._engine = _connect(path)
        try:
            with self._guarded() as connection:
                require_sound(connection)
                version = get_value(connection, "schema_version")
        except UserError as error:
            self.close()
            if isinstance(error, DamagedProjectError) and not holds_project(path):
                raise _no_project(path) from error
            raise
        if version is None or version > schema.SCHEMA_VERSION:
            self.close()
            if version is None:
                raise _no_project(path)
            raise UserError("a newer version wrote this project", source=path, remedy="Update Boxwright")
        if version < schema.SCHEMA_VERSION:
            try:
                with translated(path):
                    upgrade(self._engine, path, version)
            except UserError:
                self.close()
                raise
        try:
            with self._guarded() as connection:
                model = get_value(connection, "model")
                self._last_journal_id = _last_journal_id(connection)
            self.whereabouts = Whereabouts(path, self._guarded)
        except UserError:
            self.close()
            raise
        self._model = None if model is None else model_of(model, folder_of(path))
        self.runs = Runs(path, self._guarded)
        self.samples = Samples(self._guarded)
        self.sign_offs = SignOffs(path, self._guarded)
        self.predicted = Predicted(partial(self._guarded, _PATIENCE_OF_JOBS_MS))
        self.label_sets = LabelSets(self._guarded)
        self.plantings = Plantings(self._guarded)
        self.findings = FindingNotes(path, self._guarded)

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
        if path.exists():
            raise UserError("this file exists already", source=path, remedy="Choose another project file")
        partial = path.with_name(f".{path.name}.partial")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.unlink(missing_ok=True)
            # SQLite would only say that it cannot open the file.
            partial.touch()
        except OSError as error:
            raise cannot_write(path, error) from error
        engine = create_engine(URL.create("sqlite", database=str(partial)))
        try:
            with translated(path), engine.begin() as connection:
                schema.metadata.create_all(connection)
                _write_baseline(connection, dataset)
                set_value(connection, SETTING, new_values(sources, dataset.image_root, contents, path))
                if predictions is not None:
                    values = run_values(predictions, NewRun(str(sources.predictions)))
                    connection.execute(insert(schema.run).values(**values))
                seal_everything(connection)
            with translated(path), engine.connect() as connection:
                # Stays with the file: an append is one write to the log beside it.
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            engine.dispose()
            _sync(partial)
            partial.replace(path)
        except OSError as error:
            raise cannot_write(path, error) from error
        finally:
            engine.dispose()
            partial.unlink(missing_ok=True)
        return ProjectFile(path)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
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
        """Which other programs have the project open now."""
        return tuple(own for own in openers(self.path) if not own.is_this_program)

    def sources(self) -> Sources:
        """What was opened when the project was made, where it is now."""
        return self.whereabouts.sources()

    def dataset(self) -> Dataset:
        """The dataset as it was opened."""
        with self._guarded() as connection:
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
        with self._guarded() as connection:
            set_value(connection, "model", model_value(model, folder_of(self.path)))
        self._model = model

    def journal(self) -> tuple[JournalEntry, ...]:
        """Everything that was done, oldest first."""
        with self._guarded() as connection:
            require_journal(connection)
            rows = connection.execute(select(schema.journal).order_by(schema.journal.c.id)).all()
        return tuple(journal_entry(row) for row in rows)

    @property
    def journal_length(self) -> int:
        """How many journal entries there are, as this window knows it."""
        return self._last_journal_id

    def append(self, entry: JournalEntry) -> None:
        """Write one journal entry; on return it is on disk.

        Raises
        ------
        UserError
            The file cannot be written to, or another window has written to it meanwhile.
        """
        with self._guarded() as connection:
            # By itself SQLite's driver begins a transaction with the first row that is written, after this look.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            if _last_journal_id(connection) != self._last_journal_id:
                raise UserError(
                    "another window has edited this project meanwhile",
                    source=self.path,
                    remedy="Open the project again, then repeat this last step",
                )
            result = connection.execute(insert(schema.journal).values(**journal_row(entry)))
            key = result.inserted_primary_key
            assert key is not None
            seal_row(connection, schema.journal.name, schema.journal, JOURNAL, int(key[0]))
        self._last_journal_id = int(key[0])

    def place(self) -> Place | None:
        """Where the reviewer left off."""
        with self._guarded() as connection:
            value = get_value(connection, "place")
        if value is None:
            return None
        value["annotation_ids"] = tuple(value["annotation_ids"])
        value["centre_xy"] = tuple(value["centre_xy"])
        return Place(**value)

    def set_place(self, place: Place) -> None:
        """Remember where the reviewer is."""
        with self._guarded() as connection:
            set_value(connection, "place", asdict(place))

    def settings(self) -> SettingsText | None:
        """How to measure; None: COCO's settings, which nobody has changed."""
        with self._guarded() as connection:
            value = get_value(connection, "evaluation")
        return None if value is None else SettingsText(**value)

    def set_settings(self, text: SettingsText) -> None:
        """Remember how to measure."""
        with self._guarded() as connection:
            set_value(connection, "evaluation", asdict(text))

    def check_settings(self) -> tuple[CheckSettings, tuple[Problem, ...]]:
        """Thresholds of the checks, and what another version stored that cannot be used here."""
        with self._guarded() as connection:
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
        with self._guarded() as connection:
            set_value(connection, "checks", changed_values(settings))

    @contextmanager
    def _guarded(self, patience_ms: int = _PATIENCE_MS) -> Iterator[Connection]:
        if _identity(self.path) != self._identity:
            # SQLite would go on writing into a file that nobody can find any more.
            raise WorkFailedError(
                "the project file was moved or deleted meanwhile",
                source=self.path,
                remedy="Put it back, or open it where it is now, then repeat the last step",
            )
        with translated(self.path), self._engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={patience_ms}")
            yield connection


def _connect(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        # A commit must survive the power cord, not just the process: an edit shown as saved is on disk.
        connection.execute("PRAGMA synchronous=FULL")

    return engine


def _no_project(path: Path) -> UserError:
    problem = "this is no Boxwright project, or nothing of it can be read any more"
    return UserError(problem, source=path, remedy="Choose another file, or bring back a copy of it")


def _require_sound(path: Path) -> None:
    """Look before SQLite does, which would write into an empty file, or take a damaged log into a whole one.

    Where another program has it open nothing is looked at: what it is writing would look damaged, and to close a file
    that this program has open twice is to give up the locks on it.
    """
    if openers(path):
        return
    try:
        with path.open("rb") as file:
            header = file.read(len(HEADER))
        if header != HEADER:
            if holds_project(path):
                raise DamagedProjectError(path, "its first bytes are not as they were written")
            raise _no_project(path)
        examine_left_over(path)
    except OSError as error:
        message = error.strerror or str(error)
        raise UserError(
            f"the file cannot be read ({message})", source=path, remedy="Check its permissions"
        ) from error


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file this is, whatever it is called; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


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
