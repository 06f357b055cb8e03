from datetime import UTC, datetime, timedelta

from engine.data.run import Run
from widgets.runs.row import RunRow

_FIRST = datetime(2026, 11, 26, 8, 30, tzinfo=UTC)


def run(run_id, name="", images=100, **more):
    return Run(
        run_id, name or f"run {run_id}", "saved_model", _FIRST + timedelta(hours=run_id), images, **more
    )


def row(run_id, name="", images=100, **more):
    return RunRow(run(run_id, name, images), **more)
