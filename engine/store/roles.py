"""What a person, or a machine, can be to a project on a server."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person, or a machine, is to a project; each person may do what those before may."""

    READER = "reader"
    ANNOTATOR = "annotator"
    LEAD = "lead"
    WORKER = "worker"
    """A machine that runs models: it reads all, and adds what they say."""


def role_names(database: str) -> dict[Role, str]:
    """What the roles of a database are called."""
    return {role: f"{database}_{role}" for role in Role}
