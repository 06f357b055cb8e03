"""The command that says what the image cache holds, bounds it, and empties it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from app.options import Json, print_json
from app.reports import console
from engine.remote.cache import ImageCache

_GB = 1_000_000_000

commands = typer.Typer(rich_markup_mode=None)


@commands.command()
def image_cache(
    limit: Annotated[
        float | None,
        typer.Option("--limit", metavar="GB", min=0.0, help="Keep no more than this, from now on."),
    ] = None,
    clear: Annotated[
        bool, typer.Option("--clear", help="Remove all images: they are fetched anew when they are read.")
    ] = False,
    json: Json = False,
) -> None:
    """Say which images of stores are kept on this machine, and how much room they take."""
    cache = ImageCache()
    if limit is not None:
        cache.set_limit(round(limit * _GB))
    if clear:
        cache.clear()
    contents = cache.contents()
    if json:
        told = [asdict(own) for own in contents]
        print_json({"folder": str(cache.folder), "limit": cache.limit(), "addresses": told})
        return
    if contents:
        table = Table(box=box.SIMPLE_HEAD)
        table.add_column("address", overflow="fold")
        table.add_column("images", justify="right")
        table.add_column("GB", justify="right")
        for own in contents:
            table.add_row(escape(own.address), f"{own.files:,}", f"{own.bytes / _GB:.2f}")
        console().print(table)
    held = sum(own.bytes for own in contents)
    print(f"{held / _GB:.2f} of at most {cache.limit() / _GB:g} GB, in {cache.folder}", file=sys.stderr)
