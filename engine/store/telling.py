"""That something besides the journal changed on a server, told to those who listen by the database itself."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from engine.store.dialect import run_raw

KEPT_CHANNEL = "boxwright_kept"
"""On which a server tells the name of a table that was changed."""
TOLD = (
    "setting",
    "run",
    "label_set",
    "sample",
    "sample_answer",
    "planting",
    "planted_answer",
    "sign_off",
    "person",
    "pause",
)
"""Tables whose changes are told; the journal tells its own numbers."""

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION boxwright_tell() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    PERFORM pg_notify('{KEPT_CHANNEL}', TG_TABLE_NAME);
    RETURN NULL;
END $body$
"""


def tell_of_changes(connection: Connection) -> None:
    """Let the database tell of them, again where it did already."""
    there = set(inspect(connection).get_table_names())
    run_raw(connection, _FUNCTION)
    for table in TOLD:
        if table in there:
            run_raw(connection, f"DROP TRIGGER IF EXISTS boxwright_tell ON {table}")
            run_raw(
                connection,
                f"CREATE TRIGGER boxwright_tell AFTER INSERT OR UPDATE OR DELETE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION boxwright_tell()",
            )
