"""That a lead has stopped the work on a project for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause that has not ended.

    Attributes
    ----------
    author : str
        Who paused the project.
    at : datetime
        Aware, UTC.
    reason : str
        Empty: they said none.
    """

    author: str
    at: datetime
    reason: str
