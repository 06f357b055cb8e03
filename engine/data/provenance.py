"""Where exported labels came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an export says of itself, where its format has room.

    Attributes
    ----------
    project : str
        Name of the project.
    moment : datetime or None
        Aware: the moment of the journal whose labels these are, not that of writing, so that the same labels are
        written as the same bytes again. None: nobody has edited them since they were opened.
    sign_off : str
        Who signed these labels and what it says; empty where nobody did.
    """

    project: str
    moment: datetime | None
    sign_off: str = ""

    def fields(self) -> dict[str, str]:
        """The same as text by name, for formats that take fields."""
        told = {"project": self.project}
        told |= {} if self.moment is None else {"moment": self.moment.isoformat()}
        return told | ({"sign_off": self.sign_off} if self.sign_off else {})
