"""A project onto a team's server, and back into a file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from app.options import existing
from app.settings import desk_folder
from engine.store.address import address_of, is_address
from engine.store.copying import fetch, publish
from engine.store.desk import desk_at
from engine.store.rights import give_rights

commands = typer.Typer(rich_markup_mode=None)

_PUBLISH = "publish"


def with_desks(arguments: Sequence[str]) -> list[str]:
    """The arguments of a call with a file of this machine in place of each address: it stands for the project there.

    Raises
    ------
    UserError
        One has a password in it, or there is no project at it.
    """
    return [_desk(own) if is_address(own) and _PUBLISH not in arguments[:1] else own for own in arguments]


@commands.command(_PUBLISH)
def publish_(
    project: Annotated[Path, typer.Argument(help="A project file; it stays as it is.")],
    address: Annotated[str, typer.Argument(help="An empty database: postgresql://user@host/database.")],
) -> None:
    """Put a project onto a PostgreSQL server, where several people work on it at the same time."""
    at = address_of(address)
    publish(existing(project), at)
    print(f"published; everybody opens it with: boxwright open {at}", file=sys.stderr)


@commands.command("fetch")
def fetch_(
    project: Annotated[
        Path,
        typer.Argument(metavar="ADDRESS", help="A project on a server: postgresql://user@host/database."),
    ],
    output: Annotated[Path, typer.Argument(metavar="PROJECT", help="The new project file.")],
) -> None:
    """Write a project that is on a server into a file, its journal whole; it stays on the server."""
    fetch(existing(project), output.absolute())
    print(f"fetched to {output}", file=sys.stderr)


@commands.command("rights")
def rights_(
    project: Annotated[
        Path,
        typer.Argument(metavar="ADDRESS", help="A project on a server: postgresql://owner@host/database."),
    ],
) -> None:
    """Make the roles of a project on a server: who reads, who annotates, who leads. It can be done again."""
    for name in give_rights(existing(project)):
        print(name)


def _desk(said: str) -> str:
    return str(desk_at(desk_folder(), address_of(said)))
