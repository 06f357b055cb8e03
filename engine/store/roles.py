"""What a person can be to a project on a server."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is to a project; each may do what those before may."""

    READER = "reader"
    ANNOTATOR = "annotator"
    LEAD = "lead"


def role_names(database: str) -> dict[Role, str]:
    """What the roles of a database are called."""
    return {role: f"{database}_{role}" for role in Role}
