"""A project on a PostgreSQL server."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from engine.errors import UserError, WorkFailedError
from engine.store.address import Address, password_of
from engine.store.refusal import RefusedError, distrust, refusal
from engine.store.seals import BrokenSealError
from engine.store.storage import PATIENCE_MS

LOCK = 0x626F78
"""Whoever holds it is the only one that appends: so ids are given in the order in which steps become visible."""
_LIMITS = "-c lock_timeout=5000 -c idle_in_transaction_session_timeout=10000"
"""Milliseconds: whoever stands before the window does not wait for ever, and whose line was cut holds up nobody."""
_LINE = {
    "connect_timeout": "5",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "tcp_user_timeout": "5000",
}
_SAFE = "all saved edits are safe"
_SAID = (
    (("InsufficientPrivilege",), "you may not do this in this project", "Ask whoever keeps the database"),
    (("LockNotAvailable",), "somebody else is writing for so long that nothing could be saved", "Try again"),
    (("SerializationFailure", "DeadlockDetected"), "somebody else changed the same meanwhile", "Try again"),
    (("UndefinedTable", "UndefinedColumn", "InvalidCatalogName"), "there is no project in this database",
     "Put one there: boxwright publish PROJECT ADDRESS"),
    (("DataError", "UntranslatableCharacter", "StringDataRightTruncation", "NumericValueOutOfRange"),
     "the server cannot keep a value", "Correct it first"),
)  # fmt: skip
"""By PostgreSQL's name of a failure: what is wrong, and what to do."""
_FOR_EVER = {"InsufficientPrivilege", "DataError"}
"""Those that are so however often it is tried."""


class UnreachableError(WorkFailedError):
    """The server cannot be reached at present.

    Parameters
    ----------
    address
    error
        What was tried in vain.
    """

    def __init__(self, address: Address, error: BaseException | None = None) -> None:
        detail = "" if error is None else f" ({' '.join(str(error).split())})"
        super().__init__(
            f"the server cannot be reached{detail}",
            source=str(address),
            remedy=f"Check the network, the address and your password, then repeat the last step; {_SAFE}",
        )


class ServerStorage:
    """A database on a server.

    Parameters
    ----------
    address
        Nothing is connected before something is asked.

    Raises
    ------
    UserError
        The driver is not installed.
    """

    shared = True

    def __init__(self, address: Address) -> None:
        self.address = address
        if importlib.util.find_spec("psycopg") is None:
            raise UserError(
                "PostgreSQL's driver is not installed",
                source=str(address),
                remedy='Install it: pip install "boxwright[team]"',
            )
        # A connection that broke while nobody worked is found out before it is used.
        self.engine = create_engine(
            "postgresql+psycopg://",
            creator=self.connect,
            pool_pre_ping=True,
            isolation_level="REPEATABLE READ",
        )

    @property
    def name(self) -> str:
        """The address."""
        return str(self.address)

    def connect(self, line: Mapping[str, str] = MappingProxyType({})) -> Any:
        """A connection of its own: psycopg's.

        Parameters
        ----------
        line
            Parameters of libpq that are otherwise than usual.
        """
        import psycopg

        return psycopg.connect("", **{**self.parameters(), **line, **self.address.parameters})

    def parameters(self) -> dict[str, Any]:
        """What psycopg is told; the password is among it."""
        # Asked for here alone, so that no text and no traceback ever has it.
        secret = password_of(self.address)
        own: dict[str, Any] = {"application_name": "boxwright", "client_encoding": "utf8", "options": _LIMITS}
        return own | _LINE | self.address.parameters | ({} if secret is None else {"password": secret})

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @contextmanager
    def guarded(self, patience_ms: int = PATIENCE_MS) -> Iterator[Connection]:
        """A transaction.

        Raises
        ------
        UserError
            The server cannot be reached, refuses, or has no project.
        """
        with said_plainly(self.address), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A transaction that no other of the kind runs beside."""
        with said_plainly(self.address), self.engine.connect() as connection:
            # What others wrote while it waited for the lock has to be seen.
            connection.execution_options(isolation_level="READ COMMITTED")
            with connection.begin():
                connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
                yield connection


@contextmanager
def said_plainly(address: Address) -> Iterator[None]:
    """PostgreSQL's failures in a person's words."""
    import psycopg

    try:
        yield
    except BrokenSealError as error:
        raise UserError(
            f"the project on the server is damaged ({error} is not as it was written)",
            source=str(address),
            remedy="Have whoever keeps the database bring back its last backup",
        ) from error
    except DBAPIError as error:
        raise _failure(address, error.orig) from error
    except (SQLAlchemyError, psycopg.Error) as error:
        raise _failure(address, error) from error


def _failure(address: Address, error: BaseException | None) -> UserError:
    refused = refusal(str(address), error)
    if refused is not None:
        return refused
    names = {kind.__name__ for kind in type(error).__mro__}
    detail = " ".join(str(error).split())
    for kinds, problem, remedy in _SAID:
        if names.intersection(kinds):
            kind = RefusedError if names.intersection(_FOR_EVER) else UserError
            return kind(f"{problem} ({detail})", source=str(address), remedy=remedy)
    distrusted = distrust(str(address), detail)
    if distrusted is not None:
        return distrusted
    if "OperationalError" in names or "InterfaceError" in names:
        return WorkFailedError(
            f"the server cannot be used ({detail})",
            source=str(address),
            remedy=f"Check the network, the address and your password, then repeat the last step; {_SAFE}",
        )
    return WorkFailedError(
        f"the server could not do this ({detail})",
        source=str(address),
        remedy=f"Repeat the last step; {_SAFE}",
    )
