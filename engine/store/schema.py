"""Tables of a project, one schema for the file and for a team's server."""

import json
from typing import Any

from sqlalchemy import JSON as OWN_JSON
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

SCHEMA_VERSION = 3
"""1 had tables of predictions without runs; 2 knew sources by absolute path alone, and had neither seals, nor metrics
and states of images in the journal, nor other people's labels, nor samples, nor sign-offs;
`engine.store.upgrade` brings them here."""

metadata = MetaData()


class _TextOfJson(TypeDecorator[Any]):
    """JSON as the text it was written as: PostgreSQL's own type refuses NaN, which labels may have."""

    impl = Text
    cache_ok = True

    def __init__(self, *, none_as_null: bool = False) -> None:
        super().__init__()
        self.none_as_null = none_as_null

    def process_bind_param(self, value: Any, dialect: object) -> str | None:
        return None if value is None and self.none_as_null else json.dumps(value)

    def process_result_value(self, value: str | None, dialect: object) -> Any:
        return None if value is None else json.loads(value)


JSON = OWN_JSON().with_variant(_TextOfJson(), "postgresql")
_JSON_OR_NULL = OWN_JSON(none_as_null=True).with_variant(_TextOfJson(none_as_null=True), "postgresql")

setting = Table(
    "setting",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", JSON, nullable=False),
)
"""Single values: schema version, sources, header of the source, where the reviewer left off."""

image = Table(
    "image",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", BigInteger, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("record", JSON),
)

category = Table(
    "category",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
)

annotation = Table(
    "annotation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("source_id", BigInteger, nullable=False),
    Column("image", Integer, nullable=False),
    Column("category", Integer, nullable=False),
    Column("x1", Float),
    Column("y1", Float),
    Column("x2", Float),
    Column("y2", Float),
    Column("width", Float),
    Column("height", Float),
    Column("area", Float),
    Column("crowd", Boolean, nullable=False),
    Column("ignore", Boolean, nullable=False),
    Column("record", JSON),
)
"""The boxes as they were opened; never updated. NULL stands for NaN."""

problem = Table(
    "problem",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("remedy", Text, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("model", String(64)),
    Column("kind", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("seconds", Float),
    Column("computed", Integer),
    Column("acceleration", String(32), nullable=False),
    Column("metrics", JSON),
    Column("problems", JSON, nullable=False),
    Column("journal", Integer, nullable=False),
    Column("images", LargeBinary),
    Column("arrays", LargeBinary, nullable=False),
)
"""What a model said of the images, or what a file holds, a row each; see `engine.data.run.Run`. `images` are those that
it is of, int32, NULL where it is of all; `arrays` is a NumPy .npz of the fields of `engine.data.dataset.Predictions`,
of those of its raw outputs, if any, under ``raw_...``. `metrics` are those on the labels that it was made with, as
lists of the fields of `engine.data.metrics.Metrics`; `problems` are fields of `engine.data.dataset.Problem`."""

model = Table(
    "model",
    metadata,
    Column("model", String(64), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("names", JSON),
    Column("first_class", Integer, nullable=False),
)
"""What was found out about a model when it was loaded, so that it need not be loaded where all it says is known; by the
same key as in `predicted`."""

image_file = Table(
    "image_file",
    metadata,
    Column("path", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
)
"""Hashes of image files, so that a file that has not changed is not read again."""

predicted = Table(
    "predicted",
    metadata,
    Column("model", String(64), primary_key=True),
    Column("image", String(64), primary_key=True),
    Column("arrays", LargeBinary, nullable=False),
)
"""What a model said of an image, by the key of the one and the hash of the other: written as it comes, and never
computed twice. `engine.store.predicted` says what the key is of, and packs the arrays."""

fault = Table(
    "fault",
    metadata,
    Column("model", String(64), primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("image", String(64), primary_key=True),
    Column("times", Integer, nullable=False),
    Column("detail", Text, nullable=False),
)
"""What was wrong with what a model said, by the keys of `predicted`; `image` is the first of those run
together."""

label_set = Table(
    "label_set",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("origin", Text, nullable=False),
    Column("arrays", LargeBinary, nullable=False),
)
"""Other people's labels of the same images; `arrays` is a NumPy .npz of the fields of
`engine.data.dataset.Annotations`, and of the images that were labelled."""

journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("author", Text, nullable=False),
    Column("action", String(8), nullable=False),
    Column("origin", String(16), nullable=False),
    Column("edits", JSON, nullable=False),
    Column("verdicts", JSON, nullable=False),
    Column("marks", _JSON_OR_NULL),
    Column("metrics", _JSON_OR_NULL),
    Column("run", Integer),
    Column("settings", _JSON_OR_NULL),
)
"""Append-only: every edit, verdict and mark, with what stood before and after, and `metrics` after it: twelve numbers
in the order of `engine.data.metrics.METRIC_NAMES`, of the predictions of `run`, measured by `settings` (fields of
`engine.data.settings_text.SettingsText`, NULL: COCO's). `metrics` is NULL where there were no predictions; that and
`marks` in what older versions wrote: there, that an image is reviewed is a verdict of its own."""

seal = Table(
    "seal",
    metadata,
    Column("kind", String(80), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("crc", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""CRC-32 of what was written, beside it: of a table of the baseline, a journal entry, a run, a setting; see
`engine.store.seals`."""

sample = Table(
    "sample",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", String(32), nullable=False),
    Column("author", Text, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("plan", JSON, nullable=False),
    Column("strata", JSON, nullable=False),
    Column("class_sizes", JSON, nullable=False),
    Column("units", JSON, nullable=False),
    Column("put_right", Integer, nullable=False),
    Column("journal", Integer, nullable=False),
)
"""Random samples of the labels as they were after so many journal entries, as they were drawn; never updated. See
`engine.data.sample.Sample`; units are lists of the fields of `SampleUnit`."""

sample_answer = Table(
    "sample_answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sample", Integer, nullable=False, index=True),
    Column("unit", Integer, nullable=False),
    Column("errors", JSON, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
)
"""Append-only: what was said of the units of samples in blind reviews; the last answer of a unit counts."""

sign_off = Table(
    "sign_off",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event", String(16), nullable=False),
    Column("at", String(32), nullable=False),
    Column("author", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("chain", String(64), nullable=False),
)
"""Append-only: records that were signed, as they were written, and reasons of reopenings; `chain` is a SHA-256 over the
row and the one before. See `engine.data.sign_off.KeptSignOff`."""

planting = Table(
    "planting",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seed", BigInteger, nullable=False),
    Column("share", Float, nullable=False),
    Column("journal", Integer, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("author", Text, nullable=False),
    Column("known", JSON, nullable=False),
)
"""Known answers that were mixed into the queue, a row for each time; never updated. See
`engine.data.known_answer.Planting`."""

planted_answer = Table(
    "planted_answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("planting", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("verdict", String(16), nullable=False),
)
"""Append-only: what was said of known answers, empty where that was taken back; the last of each counts."""

of_servers = MetaData()
"""What a server has besides, and no file."""

id_range = Table(
    "id_range",
    of_servers,
    Column("id", Integer, primary_key=True),
    Column("first", Integer, nullable=False),
    Column("first_source", BigInteger, nullable=False),
    Column("size", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
)
"""Append-only: ids that were set aside for the new boxes of one window, so that no two ever give the same."""

lease = Table(
    "lease",
    of_servers,
    Column("image", Integer, primary_key=True, autoincrement=False),
    Column("seat", Text),
    Column("person", Text),
    Column("login", Text),
    Column("seconds", Integer),
    Column("until", DateTime(timezone=True), index=True),
)
"""A row for each image: who has it, in which window, and until when unless it is renewed for `seconds` more; NULL or
past: it is free. No history: who did what stands in the journal."""

presence = Table(
    "presence",
    of_servers,
    Column("seat", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("login", Text, nullable=False),
    Column("image", Integer),
    Column("until", DateTime(timezone=True), nullable=False),
)
"""A row for each window that has the project open, renewed while it lives: who sits there, at which image."""

person = Table(
    "person",
    of_servers,
    Column("login", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)
"""What each login is called, from the first thing that it writes; a lead may change it."""

written_by = Table(
    "written_by",
    of_servers,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("login", Text, nullable=False),
)
"""Append-only: the login that wrote a journal entry, kept by the database itself; see `engine.store.guards`."""

image_stage = Table(
    "image_stage",
    of_servers,
    Column("image", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("before", Text, nullable=False),
    Column("state", Text, nullable=False),
)
"""Where each image stands at the end of the journal, what it was before, and the entry that says so: kept by the
database itself, so that it need not read the journal to know what is approved."""

touched_box = Table(
    "touched_box",
    of_servers,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("image", Integer, nullable=False),
    Index("touched_box_image", "image", "number"),
)
"""Append-only: which journal entries changed which box: kept by the database itself."""

pause = Table(
    "pause",
    of_servers,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("author", Text, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Append-only: when a lead paused the project and let it go on; the last one counts."""

step_id = Table(
    "step_id",
    of_servers,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("step", String(32), nullable=False, unique=True),
)
"""Append-only: by the number of a journal entry the id that whoever did it made up, so that what is handed in again,
since nobody knows whether it came, is in the journal once."""

of_desks = MetaData()
"""What a file that stands for a project on a server has besides."""

waiting_step = Table(
    "waiting_step",
    of_desks,
    Column("id", Integer, primary_key=True),
    Column("step", String(32), nullable=False, unique=True),
    Column("known", Integer, nullable=False),
    Column("entry", Text, nullable=False),
    Column("crc", BigInteger, nullable=False),
    Column("number", Integer),
    Column("refused", Text),
)
"""Steps that were done while the server could not be reached: on how many entries of its journal each rests; `entry`
is the JSON of the columns of `journal`, sealed by `crc`; `number` is its place in the journal, once it is there, or
`refused` says why the server never takes it. Rows go once all have a place."""
