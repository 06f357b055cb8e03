"""The address of a project on a server: read, and never with a password in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import parse_qsl, unquote, urlsplit

from engine.errors import UserError

SCHEMES = ("postgresql", "postgres")
_KEYRING_NAME = "boxwright"
_EXAMPLE = "postgresql://user@host/database"
_LOCAL = ("localhost", "127.0.0.1", "::1")
_OPTIONS = frozenset(
    {"host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "passfile"}
)
"""What may stand after the question mark: names of libpq's parameters that are no secrets."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a project lies on a PostgreSQL server.

    Attributes
    ----------
    database : str
    host : str
        A name or a number; a folder with the server's socket; empty: this machine's own socket.
    port : int
    user : str
        Empty: whom the system names.
    options : mapping of str to str
        More parameters of libpq, such as ``sslmode``.
    """

    database: str
    host: str = ""
    port: int = 5432
    user: str = ""
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_local(self) -> bool:
        """Whether nothing goes over a wire."""
        return not self.host or self.host.startswith("/") or self.host in _LOCAL

    @property
    def parameters(self) -> dict[str, str]:
        """What libpq is told; over a wire certificates are checked unless the address says otherwise."""
        own = {"dbname": self.database, "host": self.host, "port": str(self.port), "user": self.user}
        encrypted = {} if self.is_local else {"sslmode": "verify-full"}
        return {**encrypted, **self.options, **{name: value for name, value in own.items() if value}}

    @property
    def key(self) -> str:
        """Under what name the system's keyring has the password."""
        return f"{self.user}@{self.host or 'localhost'}:{self.port}/{self.database}"

    @property
    def file_name(self) -> str:
        """A name for a file about this project; another one may have the same."""
        where = self.host if not self.host.startswith("/") else ""
        return re.sub(r"[^\w.@-]+", "-", f"{self.database}@{where or 'localhost'}")

    def __str__(self) -> str:
        who = f"{self.user}@" if self.user else ""
        socket = self.host.startswith("/")
        host = "" if socket else f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == 5432 or socket else f":{self.port}"
        more = dict(self.options)
        if socket:
            more |= {"host": self.host, "port": str(self.port)}
        asked = "&".join(f"{name}={value}" for name, value in sorted(more.items()))
        return f"postgresql://{who}{host}{port}/{self.database}" + (f"?{asked}" if asked else "")


def is_address(said: str) -> bool:
    """Whether a text is meant as an address and not as a path."""
    return said.startswith(tuple(f"{scheme}:/" for scheme in SCHEMES))


def address_of(said: str) -> Address:
    """The address that a text says.

    Raises
    ------
    UserError
        It is none, or there is a password in it; the message does not repeat what was said then.
    """
    try:
        parts = urlsplit(said)
        port = parts.port
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query), keep_blank_values=True))
    except ValueError as error:
        raise _not_an_address() from error
    if parts.password is not None or "password" in options or _has_password(said):
        raise UserError(
            "a password does not belong into an address: others can read it in lists of programs and in logs",
            remedy=f"Leave it out, and keep it in the system's keyring (keyring set {_KEYRING_NAME} "
            "USER@HOST:PORT/DATABASE) or in a file of PostgreSQL's own (PGPASSFILE)",
        )
    database = options.pop("dbname", unquote(parts.path.lstrip("/")))
    if parts.scheme not in SCHEMES or not database or "/" in database:
        raise _not_an_address()
    unknown = sorted(options.keys() - _OPTIONS)
    if unknown:
        raise UserError(
            f"an address cannot say {unknown[0]!r}", remedy=f"It may say {', '.join(sorted(_OPTIONS))}"
        )
    host = options.pop("host", unquote(parts.hostname or ""))
    user = options.pop("user", unquote(parts.username or ""))
    try:
        port = int(options.pop("port", port or 5432))
    except ValueError as error:
        raise _not_an_address() from error
    return Address(database, host, port, user, MappingProxyType(options))


def password_of(address: Address) -> str | None:
    """The password that the system's keyring has; None where there is none: libpq looks where it always does."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(_KEYRING_NAME, address.key)
    except KeyringError:
        # Locked, or none on this machine: PGPASSFILE or the server's own trust may do.
        return None


def _has_password(said: str) -> bool:
    """The same of an address that was taken for a path, and has lost a slash."""
    before, at, _ = said.partition("@")
    return bool(at) and ":" in before.partition(":/")[2]


def _not_an_address() -> UserError:
    return UserError("this is no address of a project on a server", remedy=f"Write {_EXAMPLE}")
