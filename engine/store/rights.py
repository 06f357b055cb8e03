"""Who may do what with a project on a server: PostgreSQL's own roles, whatever program asks."""

from __future__ import annotations

from contextlib import closing
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, text

from engine.errors import UserError
from engine.store import schema
from engine.store.project import ProjectFile
from engine.store.server import ServerStorage


class Role(StrEnum):
    """What a person is to a project; each may do what those before may."""

    READER = "reader"
    ANNOTATOR = "annotator"
    LEAD = "lead"


_ADDED = ("journal", "sample_answer", "planted_answer")
"""Everybody who works adds to these; nobody changes what is there."""
_NUMBERED = ("id_range", "step_id")
_ADDED_BY_LEADS = ("sign_off", "sample", "planting")
_CHANGED_BY_LEADS = ("setting", "run", "label_set", "predicted", "image_file", "model", "fault")
_RESEALED = ("run", "arrays", "label_set")
_FUNCTION = """
CREATE OR REPLACE FUNCTION boxwright_journal() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM journal) THEN
        RAISE EXCEPTION 'journal entries are numbered one after the other' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT pg_has_role({lead}, 'MEMBER') AND EXISTS (
        SELECT 1 FROM json_array_elements(CAST(NEW.marks AS json)) AS mark
        WHERE mark -> 'after' ->> 'stage' IN ('approved', 'returned')
    ) THEN
        RAISE EXCEPTION 'only a lead approves and returns images' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $body$
"""


def give_rights(desk: Path) -> tuple[str, ...]:
    """Make the roles of a project on a server, and give each what it may do; again where that was done before.

    Parameters
    ----------
    desk
        The file that stands for the project.

    Returns
    -------
    tuple of str
        Names of the roles, in the order of `Role`.

    Raises
    ------
    UserError
        The project is no server's, or whoever asks may not make roles.
    """
    with closing(ProjectFile(desk)) as project:
        if not isinstance(project.storage, ServerStorage):
            raise UserError(
                "a project file has no roles",
                source=desk,
                remedy="Publish it first: boxwright publish PROJECT ADDRESS",
            )
        names = role_names(project.storage.address.database)
        with project.storage.alone() as connection:
            _make(connection, names)
    return tuple(names[role] for role in Role)


def role_names(database: str) -> dict[Role, str]:
    """What the roles of a database are called."""
    return {role: f"{database}_{role}" for role in Role}


def _make(connection: Connection, names: dict[Role, str]) -> None:
    quote = connection.dialect.identifier_preparer.quote_identifier
    reader, annotator, lead = (quote(names[role]) for role in Role)
    database = quote(str(connection.execute(text("SELECT current_database()")).scalar_one()))
    known = set(connection.execute(text("SELECT rolname FROM pg_roles")).scalars())
    for name in names.values():
        if name not in known:
            _do(connection, f"CREATE ROLE {quote(name)} NOLOGIN")
    _do(connection, f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
    _do(connection, "REVOKE ALL ON SCHEMA public FROM PUBLIC")
    _do(connection, f"GRANT CONNECT ON DATABASE {database} TO {reader}")
    _do(connection, f"GRANT USAGE ON SCHEMA public TO {reader}")
    # Each may what those before may; whoever keeps the database may what a lead may.
    for has, given in ((annotator, reader), (lead, annotator), ("CURRENT_USER", lead)):
        _do(connection, f"GRANT {given} TO {has}")
    tables = [table.name for own in (schema.metadata, schema.of_servers) for table in own.sorted_tables]
    for name in tables:
        _do(connection, f'REVOKE ALL ON "{name}" FROM PUBLIC, {reader}, {annotator}, {lead}')
        _do(connection, f'GRANT SELECT ON "{name}" TO {reader}')
    _let(connection, "INSERT", (*_ADDED, *_NUMBERED, "seal"), annotator)
    _let(connection, "INSERT", (*_ADDED_BY_LEADS, *_CHANGED_BY_LEADS), lead)
    _let(connection, "UPDATE, DELETE", (*_CHANGED_BY_LEADS, "seal"), lead)
    _seal_policies(connection, reader, annotator, lead)
    _do(connection, _FUNCTION.format(lead=_text(names[Role.LEAD])))
    _do(connection, "DROP TRIGGER IF EXISTS boxwright_journal ON journal")
    _do(
        connection,
        "CREATE TRIGGER boxwright_journal BEFORE INSERT ON journal "
        "FOR EACH ROW EXECUTE FUNCTION boxwright_journal()",
    )


def _let(connection: Connection, what: str, tables: tuple[str, ...], role: str) -> None:
    for name in tables:
        _do(connection, f'GRANT {what} ON "{name}" TO {role}')
        query = text("SELECT pg_get_serial_sequence(:name, 'id')")
        columns = {**schema.metadata.tables, **schema.of_servers.tables}[name].columns
        sequence = connection.execute(query, {"name": name}).scalar() if "id" in columns else None
        if sequence is not None:
            _do(connection, f"GRANT USAGE ON SEQUENCE {sequence} TO {role}")


def _seal_policies(connection: Connection, reader: str, annotator: str, lead: str) -> None:
    """Whoever may add a row may seal it; only what may be changed may be sealed again."""
    changed = f"starts_with(kind, 'setting ') OR kind IN ({', '.join(map(_text, _RESEALED))})"
    added = f"kind IN ({', '.join(map(_text, _ADDED))})"
    by_leads = f"kind IN ({', '.join(map(_text, _ADDED_BY_LEADS))}) OR {changed}"
    _do(connection, "ALTER TABLE seal ENABLE ROW LEVEL SECURITY")
    for name, what in {
        "read": f"FOR SELECT TO {reader} USING (true)",
        "added": f"FOR INSERT TO {annotator} WITH CHECK ({added})",
        "added_by_leads": f"FOR INSERT TO {lead} WITH CHECK ({by_leads})",
        "changed": f"FOR UPDATE TO {lead} USING ({changed}) WITH CHECK ({changed})",
        "removed": f"FOR DELETE TO {lead} USING ({changed})",
    }.items():
        _do(connection, f"DROP POLICY IF EXISTS {name} ON seal")
        _do(connection, f"CREATE POLICY {name} ON seal {what}")


def _do(connection: Connection, statement: str) -> None:
    # Names may have a per cent sign, and a colon.
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute(statement)


def _text(value: str) -> str:
    escaped = value.replace("'", "''")
    return f"'{escaped}'"
