"""What a server's database refuses in words of the project's own."""

from __future__ import annotations

from engine.errors import UserError

REFUSED = "BW0"
"""So begin the SQLSTATEs of `engine.store.guards`; PostgreSQL has none that do."""
_PAUSED = f"{REFUSED}01"
"""Of the one thing that is refused for a while."""

_CERTIFICATES = (
    (
        ("does not match host name",),
        "the server is not the one that its certificate names",
        "Write the name that is in its certificate into the address, or ask whoever keeps the server",
    ),
    (
        ("certificate verify failed", "root certificate"),
        "nobody whom this machine trusts vouches for the server's certificate",
        "Get the certificate of its authority from whoever keeps the server, and put it into "
        "~/.postgresql/root.crt, or name it in the address: ?sslrootcert=FILE",
    ),
    (
        ("server does not support SSL",),
        "the server does not encrypt the line",
        "Ask whoever keeps the server; an address that says ?sslmode=disable goes without",
    ),
)
"""By what libpq says where a line was given up before anything was told over it."""


class RefusedError(UserError):
    """What the server will never do: whoever asks may not, or it cannot keep a value."""


def distrust(source: str, detail: str) -> UserError | None:
    """What is wrong with a server's certificate; None: something else is wrong."""
    for said, problem, remedy in _CERTIFICATES:
        if any(own in detail for own in said):
            return UserError(f"{problem} ({detail})", source=source, remedy=remedy)
    return None


def refusal(source: str, error: BaseException | None) -> UserError | None:
    """What a trigger of the project says, as it says it; None: it was none.

    Parameters
    ----------
    source
        The address of the project.
    error
        Of psycopg's.
    """
    state = getattr(error, "sqlstate", None) or ""
    diagnostics = getattr(error, "diag", None)
    if diagnostics is None or not state.startswith(REFUSED):
        return None
    kind = UserError if state == _PAUSED else RefusedError
    return kind(diagnostics.message_primary, source=source, remedy=diagnostics.message_hint)
