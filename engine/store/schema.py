"""Tables of the project file, one schema for every database SQLAlchemy speaks to."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA_VERSION = 1

metadata = MetaData()

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

prediction_set = Table(
    "prediction_set",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("arrays", LargeBinary, nullable=False),
)
"""One row per set; `arrays` is a NumPy .npz of the fields of `engine.data.dataset.Predictions`, of those of its
raw outputs, if any, under ``raw_...``."""

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
)
"""Append-only: every edit and verdict, with what stood before and after."""
