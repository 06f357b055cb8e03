"""The command that writes what answers imbalance: class weights, and how often to draw each image."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from app.options import Images, LabelMap, Split, read
from app.reports import console
from engine.balance.files import write_balance
from engine.balance.keras_lines import FILE_NAME
from engine.balance.weights import BETA, MOST, Balance, BalanceSettings
from engine.balance.weights import balance as balanced
from engine.data.dataset import Categories

commands = typer.Typer(rich_markup_mode=None)


@commands.command()
def balance(
    dataset: Annotated[Path, typer.Argument(help="Ground truth in any format that is read.")],
    output: Annotated[Path, typer.Option("--output", help="A new or empty folder for the files.")],
    images: Images = None,
    label_map: LabelMap = None,
    split: Split = None,
    beta: Annotated[
        float, typer.Option("--beta", help="Of the effective number of samples, from 0 to below 1.")
    ] = BETA,
    cap: Annotated[
        float, typer.Option("--cap", help="How many times the lightest class the heaviest may weigh.")
    ] = MOST,
    threshold: Annotated[
        float | None,
        typer.Option(
            "--threshold",
            help="Share of the images below which a class is repeated (LVIS: 0.001); default: the middle class's.",
        ),
    ] = None,
    shards: Annotated[
        int, typer.Option("--tfrecords", help="Write so many TFRecord files with repeated images.")
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same images.")] = 0,
) -> None:
    """Write class weights, how often to draw each image, and the lines of Keras that use them."""
    settings = BalanceSettings(beta, cap, threshold, seed)
    labels, _ = read(dataset, None, images, label_map, split)
    found = balanced(labels, labels.annotations, settings)
    write_balance(labels, labels.annotations, found, settings, output, shards=shards)
    console().print(_table(labels.categories, found))
    print(
        f"{found.repeats.sum():,} images an epoch instead of {len(found.repeats):,}, or {found.kept.sum():,} of them "
        f"thinned out; see {output / FILE_NAME}",
        file=sys.stderr,
    )


def _table(categories: Categories, found: Balance) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Class")
    for title in ("Boxes", "Images", "Inverse frequency", "Effective number"):
        table.add_column(title, justify="right")
    for index, name in enumerate(categories.names):
        counts = f"{found.boxes[index]:,}", f"{found.images[index]:,}"
        weights = found.inverse_frequency[index], found.effective_number[index]
        table.add_row(escape(name), *counts, *(f"{weight:.3f}" for weight in weights))
    return table
