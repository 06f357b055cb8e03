"""What the command line prints of runs: records for programs, tables for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from engine.data.metrics import NOT_DEFINED
from engine.data.model import Acceleration
from engine.data.run import Run
from engine.data.speed_up import SpeedUp
from engine.inference.run import RunResult

_WAYS = {
    Acceleration.NONE: "as it is",
    Acceleration.XLA: "compiled (XLA)",
    Acceleration.MIXED_PRECISION: "with 16 bits",
    Acceleration.BOTH: "both",
}


def result_record(result: RunResult, total: int, run: Run | None) -> dict[str, Any]:
    """What came of a run.

    Parameters
    ----------
    result
    total
        How many images the dataset has.
    run
        As it was kept in a project; None: it was not.
    """
    metrics = result.run.metrics
    return {
        "run": None if run is None else run.id,
        "images": len(result.images),
        "of": total,
        "reused": result.reused,
        "computed": result.run.computed or 0,
        "predictions": len(result.predictions),
        "model": result.run.model,
        "kind": result.run.kind,
        "device": result.run.device,
        "acceleration": result.run.acceleration.value,
        "seconds": result.run.seconds,
        "metrics": None if metrics is None else metrics.named(),
        "problems": [asdict(problem) for problem in result.problems],
    }


def run_records(runs: Sequence[Run], in_use: int | None) -> list[dict[str, Any]]:
    """Runs as JSON values."""
    return [
        {
            **asdict(run),
            "made_at": run.made_at.isoformat(),
            "acceleration": run.acceleration.value,
            "images_per_second": run.images_per_second,
            "in_use": run.id == in_use,
        }
        for run in runs
    ]


def run_table(runs: Sequence[Run], in_use: int | None) -> Table:
    """Runs, oldest first; a star marks the one in use."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Run", justify="right")
    table.add_column("Name", overflow="fold")
    table.add_column("Made", no_wrap=True)
    for title in ("Images", "mAP", "Images/s"):
        table.add_column(title, justify="right")
    table.add_column("Device")
    table.add_column("Model", overflow="fold")
    for run in runs:
        speed = run.images_per_second
        table.add_row(
            f"{'*' if run.id == in_use else ''}{run.id}",
            # A name is text, whatever brackets are in it.
            Text(run.name),
            f"{run.made_at.astimezone():%Y-%m-%d %H:%M}",
            "all" if run.images is None else str(run.images),
            "–" if run.ap is None else f"{run.ap:.4f}",
            "–" if speed is None else f"{speed:.1f}",
            Text(run.device or "–"),
            Text(run.kind or "–"),
        )
    return table


def speed_up_table(measured: Sequence[SpeedUp], chosen: Acceleration) -> Table:
    """What was measured of each way to run the model; a star marks the one that is used."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Way")
    for title in ("Images/s", "Times", "Largest change"):
        table.add_column(title, justify="right")
    table.add_column("Why not", ratio=1)
    for own in measured:
        speed, ratio, change = own.images_per_second, own.ratio, own.change
        table.add_row(
            f"{_WAYS[own.acceleration]}{' *' if own.acceleration is chosen else ''}",
            "–" if speed is None else f"{speed:.1f}",
            "–" if ratio is None else f"{ratio:.2f}",
            "–" if change is None else f"{change:.5f} {own.metric}".rstrip(),
            Text(own.why_not),
        )
    return table


def result_sentence(result: RunResult, total: int) -> str:
    """What came of a run, for people."""
    images = f"{total} images" if result.of_all else f"{len(result.images)} of {total} images"
    known = f", {result.reused} of them known already" if result.reused else ""
    metrics = result.run.metrics
    ap = "" if metrics is None or metrics.ap == NOT_DEFINED else f"; mAP {metrics.ap:.4f}"
    return f"{len(result.predictions)} predictions on {images}{known}{ap}"
