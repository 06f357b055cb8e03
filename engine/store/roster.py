"""Who works on a project on a server, under which login, and whether a lead has paused it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import insert, select, text

from engine.data.pause import Pause
from engine.errors import UserError
from engine.store import schema
from engine.store.dialect import keep_last
from engine.store.roles import Role, role_names
from engine.store.server import ServerStorage

_OWN_NAME = text("SELECT name FROM person WHERE login = session_user")
_LEADS = text(
    "SELECT coalesce((SELECT pg_has_role(session_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = :name), true)"
)


class Roster:
    """The people of one project on a server; the database itself holds them to it, see `engine.store.guards`.

    Parameters
    ----------
    storage
        Where the project is.
    """

    def __init__(self, storage: ServerStorage) -> None:
        self._storage = storage

    def own_name(self) -> str | None:
        """What whoever is logged in is called here; None: they have written nothing yet."""
        with self._storage.guarded() as connection:
            name: str | None = connection.execute(_OWN_NAME).scalar()
        return name

    def is_lead(self) -> bool:
        """Whether whoever is logged in is a lead; everybody is where nobody was given rights."""
        lead = role_names(self._storage.address.database)[Role.LEAD]
        with self._storage.guarded() as connection:
            return bool(connection.execute(_LEADS, {"name": lead}).scalar())

    def logins(self) -> Mapping[str, tuple[str, ...]]:
        """The logins that wrote under each name; a name that came with a published file has none."""
        entry, written = schema.journal.c, schema.written_by.c
        query = select(entry.author, written.login).join_from(
            schema.journal, schema.written_by, entry.id == written.number
        )
        with self._storage.guarded() as connection:
            rows = connection.execute(query.distinct().order_by(written.login)).all()
        return {name: tuple(login for own, login in rows if own == name) for name, _ in rows}

    def writers(self) -> Mapping[int, str]:
        """The login that wrote each journal entry, by its number; entries that came with a published file have none."""
        written = schema.written_by.c
        with self._storage.guarded() as connection:
            rows = connection.execute(select(written.number, written.login)).all()
        return {row.number: row.login for row in rows}

    def set_name(self, login: str, name: str) -> None:
        """Have what a login writes from now on carry this name.

        Raises
        ------
        UserError
            Somebody else is called so, or whoever asks is no lead.
        """
        table = schema.person
        with self._storage.alone() as connection:
            other = connection.execute(select(table.c.login).where(table.c.name == name)).scalar()
            if other not in (None, login):
                raise UserError(
                    f"{other} is called {name!r} in this project",
                    source=self._storage.name,
                    remedy="Choose another name",
                )
            keep_last(connection, table, [{"login": login, "name": name}])

    def pause(self) -> Pause | None:
        """Since when leads alone go on, and why; None: everybody does."""
        table = schema.pause
        with self._storage.guarded() as connection:
            row = connection.execute(select(table).order_by(table.c.id.desc()).limit(1)).one_or_none()
        if row is None or not row.paused:
            return None
        return Pause(row.author, datetime.fromisoformat(row.at), row.reason)

    def stop(self, author: str, reason: str) -> None:
        """Pause the project: until it goes on the database takes nothing from anybody who is no lead.

        Raises
        ------
        UserError
            Whoever asks is no lead.
        """
        self._say(author, reason, paused=True)

    def go_on(self, author: str) -> None:
        """Let everybody go on.

        Raises
        ------
        UserError
            Whoever asks is no lead.
        """
        self._say(author, "", paused=False)

    def _say(self, author: str, reason: str, *, paused: bool) -> None:
        values = {"at": datetime.now(UTC).isoformat(), "author": author, "paused": paused, "reason": reason}
        # Whoever appends holds the same lock: nobody's step is under way when it begins.
        with self._storage.alone() as connection:
            connection.execute(insert(schema.pause).values(**values))
