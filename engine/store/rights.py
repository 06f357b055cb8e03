"""Who may do what with a project on a server: PostgreSQL's own roles, whatever program asks."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, text

from engine.errors import UserError
from engine.store import schema
from engine.store.dialect import run_raw
from engine.store.guards import watch
from engine.store.lease_rights import lease_statements
from engine.store.project import ProjectFile
from engine.store.roles import Role, role_names
from engine.store.server import ServerStorage
from engine.store.tasks import grants, make_tables, require_library
from engine.store.telling import tell_of_changes

_ADDED = ("journal", "sample_answer", "planted_answer")
"""Everybody who works adds to these; nobody changes what is there."""
_NUMBERED = ("id_range", "step_id")
_ADDED_BY_LEADS = ("sign_off", "sample", "planting", "pause")
_CHANGED_BY_LEADS = ("setting", "run", "label_set", "predicted", "image_file", "model", "fault")
_ADDED_BY_MACHINES = ("predicted", "model", "fault")
_CHANGED_BY_MACHINES = ("model", "fault")
_NAMES = "person"
_RESEALED = ("run", "arrays", "label_set")


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
        require_library(project.storage.name)
        names = role_names(project.storage.address.database)
        with project.storage.alone() as connection:
            _make(connection, names)
    return tuple(names[role] for role in Role)


def _make(connection: Connection, names: dict[Role, str]) -> None:
    quote = connection.dialect.identifier_preparer.quote_identifier
    reader, annotator, lead, worker = (quote(names[role]) for role in Role)
    database = quote(str(connection.execute(text("SELECT current_database()")).scalar_one()))
    known = set(connection.execute(text("SELECT rolname FROM pg_roles")).scalars())
    for name in names.values():
        if name not in known:
            run_raw(connection, f"CREATE ROLE {quote(name)} NOLOGIN")
    run_raw(connection, f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
    run_raw(connection, "REVOKE ALL ON SCHEMA public FROM PUBLIC")
    run_raw(connection, f"GRANT CONNECT ON DATABASE {database} TO {reader}")
    run_raw(connection, f"GRANT USAGE ON SCHEMA public TO {reader}")
    # Each may what those before may; whoever keeps the database may what a lead may.
    inherited = (
        (annotator, reader),
        (worker, reader),
        (lead, annotator),
        (lead, worker),
        ("CURRENT_USER", lead),
    )
    for has, given in inherited:
        run_raw(connection, f"GRANT {given} TO {has}")
    # A project that was published earlier lacks the newest.
    schema.of_servers.create_all(connection)
    tell_of_changes(connection)
    tables = [table.name for own in (schema.metadata, schema.of_servers) for table in own.sorted_tables]
    for name in tables:
        run_raw(connection, f'REVOKE ALL ON "{name}" FROM PUBLIC, {reader}, {annotator}, {lead}, {worker}')
        run_raw(connection, f'GRANT SELECT ON "{name}" TO {reader}')
    _let(connection, "INSERT", (*_ADDED, *_NUMBERED, "seal"), annotator)
    _let(connection, "INSERT", (*_ADDED_BY_LEADS, *_CHANGED_BY_LEADS), lead)
    _let(connection, "UPDATE, DELETE", (*_CHANGED_BY_LEADS, "seal"), lead)
    _let(connection, "INSERT, UPDATE, DELETE", (_NAMES,), lead)
    _let(connection, "INSERT", _ADDED_BY_MACHINES, worker)
    _let(connection, "UPDATE", _CHANGED_BY_MACHINES, worker)
    make_tables(connection)
    for statement in grants(worker, lead):
        run_raw(connection, statement)
    _seal_policies(connection, reader, annotator, lead)
    for statement in lease_statements(reader, annotator, lead):
        run_raw(connection, statement)
    watch(connection, _text(names[Role.LEAD]))


def _let(connection: Connection, what: str, tables: tuple[str, ...], role: str) -> None:
    for name in tables:
        run_raw(connection, f'GRANT {what} ON "{name}" TO {role}')
        query = text("SELECT pg_get_serial_sequence(:name, 'id')")
        columns = {**schema.metadata.tables, **schema.of_servers.tables}[name].columns
        sequence = connection.execute(query, {"name": name}).scalar() if "id" in columns else None
        if sequence is not None:
            run_raw(connection, f"GRANT USAGE ON SEQUENCE {sequence} TO {role}")


def _seal_policies(connection: Connection, reader: str, annotator: str, lead: str) -> None:
    """Whoever may add a row may seal it; only what may be changed may be sealed again."""
    changed = f"starts_with(kind, 'setting ') OR kind IN ({', '.join(map(_text, _RESEALED))})"
    # Of a row that is there: one that is to come would be kept from being sealed.
    added = " OR ".join(
        f"kind = {_text(name)} AND EXISTS (SELECT 1 FROM {name} WHERE {name}.id = number)" for name in _ADDED
    )
    by_leads = f"kind IN ({', '.join(map(_text, _ADDED_BY_LEADS))}) OR {changed}"
    run_raw(connection, "ALTER TABLE seal ENABLE ROW LEVEL SECURITY")
    for name, what in {
        "read": f"FOR SELECT TO {reader} USING (true)",
        "added": f"FOR INSERT TO {annotator} WITH CHECK ({added})",
        "added_by_leads": f"FOR INSERT TO {lead} WITH CHECK ({by_leads})",
        "changed": f"FOR UPDATE TO {lead} USING ({changed}) WITH CHECK ({changed})",
        "removed": f"FOR DELETE TO {lead} USING ({changed})",
    }.items():
        run_raw(connection, f"DROP POLICY IF EXISTS {name} ON seal")
        run_raw(connection, f"CREATE POLICY {name} ON seal {what}")


def _text(value: str) -> str:
    escaped = value.replace("'", "''")
    return f"'{escaped}'"
