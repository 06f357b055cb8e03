"""The server's clock, which is the one that counts where several people work: their own differ."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def this_machine() -> datetime:
    """This machine's clock."""
    return datetime.now(UTC)


class ServerClock:
    """This machine's clock, put right by what the server said last.

    Parameters
    ----------
    own
        This machine's.
    """

    def __init__(self, own: Callable[[], datetime] = this_machine) -> None:
        self._own = own
        self._ahead = timedelta()

    def tell(self, server: datetime) -> None:
        """What the server's clock says now."""
        self._ahead = server - self._own()

    def now(self) -> datetime:
        """What the server's clock says, as far as that is known."""
        return (self._own() + self._ahead).astimezone(UTC)
