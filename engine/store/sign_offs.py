"""Sign-offs and reopenings in the project file: a chain that is only ever added to."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, insert, select

from engine.data.sign_off import KeptSignOff, Policy, SignEvent
from engine.errors import UserError
from engine.store import schema
from engine.store.seals import BrokenSealError
from engine.store.storage import Storage
from engine.store.values import get_value, set_value

_POLICY = "policy"


class SignOffs:
    """The sign-offs of one project.

    Parameters
    ----------
    path
        The project file.
    storage
        What the project is in.
    """

    def __init__(self, path: Path, storage: Storage) -> None:
        self._path = path
        self._storage = storage

    def all(self) -> tuple[KeptSignOff, ...]:
        """Everything that was signed and reopened, oldest first."""
        with self._storage.guarded() as connection:
            rows = connection.execute(select(schema.sign_off).order_by(schema.sign_off.c.id)).all()
        return tuple(
            KeptSignOff(row.id, SignEvent(row.event), row.at, row.author, row.content, row.chain)
            for row in rows
        )

    def require_whole(self) -> None:
        """Look whether the chain holds.

        Raises
        ------
        engine.store.failure.DamagedProjectError
            It does not: something is not as it was written.
        """
        with self._storage.guarded() as connection:
            before = ""
            for row in connection.execute(select(schema.sign_off).order_by(schema.sign_off.c.id)):
                before = link(before, row.event, row.at, row.author, row.content)
                if before != row.chain:
                    message = f"sign-off {row.id}"
                    raise BrokenSealError(message)

    def policy(self) -> Policy:
        """What signing asks for."""
        with self._storage.guarded() as connection:
            return Policy(**(get_value(connection, _POLICY) or {}))

    def set_policy(self, policy: Policy) -> None:
        """Remember what signing asks for."""
        with self._storage.guarded() as connection:
            set_value(connection, _POLICY, asdict(policy))

    def add(
        self,
        event: SignEvent,
        author: str,
        content: str,
        *,
        after: str,
        at: datetime | None = None,
        journal: int,
    ) -> KeptSignOff:
        """Keep a sign-off or a reopening; on return it is on disk.

        Parameters
        ----------
        event, author, content
            As of `KeptSignOff`.
        after
            End of the chain as whoever signs knows it.
        at
            Aware; None: now.
        journal
            How many journal entries there are, as they know it.

        Raises
        ------
        UserError
            Somebody edited or signed the project meanwhile, or the file cannot be written to.
        """
        when = (at or datetime.now(UTC)).isoformat()
        chain = link(after, event, when, author, content)
        with self._storage.alone() as connection:
            table = schema.sign_off
            last = connection.execute(select(table.c.chain).order_by(table.c.id.desc()).limit(1)).scalar()
            length = connection.execute(select(func.max(schema.journal.c.id))).scalar() or 0
            if (last or "") != after or length != journal:
                raise UserError(
                    "the project was edited or signed meanwhile",
                    source=self._path,
                    remedy="Look at it again, then sign",
                )
            values = {"event": event, "at": when, "author": author, "content": content, "chain": chain}
            key = connection.execute(insert(table).values(**values)).inserted_primary_key
        assert key is not None
        return KeptSignOff(int(key[0]), event, when, author, content, chain)


def link(before: str, event: str, at: str, author: str, content: str) -> str:
    """The next hash of the chain, SHA-256 in hexadecimal."""
    return hashlib.sha256("\0".join((before, str(event), at, author, content)).encode()).hexdigest()
