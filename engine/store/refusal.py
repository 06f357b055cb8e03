"""What a server's database refuses in words of the project's own."""

from __future__ import annotations

from engine.errors import UserError

REFUSED = "BW0"
"""So begin the SQLSTATEs of `engine.store.guards`; PostgreSQL has none that do."""


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
    return UserError(diagnostics.message_primary, source=source, remedy=diagnostics.message_hint)
