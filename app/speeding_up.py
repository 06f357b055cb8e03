"""The dialog in which a person chooses what makes the model quicker: filled as it is measured, its answer kept."""

from __future__ import annotations

from app.document import Document
from app.inference import Inference
from app.jobs import Jobs
from app.main_window import MainWindow
from app.operations.speed_up import measure_ways
from engine.data.model import Acceleration, ModelSpec
from engine.data.speed_up import LARGEST_CHANGE, SpeedUp
from widgets.dialogs.speed_up import SpeedUpDialog


def ask_speed_up(
    document: Document, jobs: Jobs, inference: Inference, window: MainWindow, model: ModelSpec
) -> None:
    """Measure every way to run a model on a sample, and run it in the one chosen from then on."""
    dialog = SpeedUpDialog(inference.acceleration, LARGEST_CHANGE, window)
    # It is of this project.
    document.opened.connect(dialog.reject)
    dialog.finished.connect(lambda: jobs.cancel("speed_up"))
    dialog.chosen.connect(inference.choose_acceleration)

    def show(measured: tuple[SpeedUp, ...]) -> None:
        waiting = list(Acceleration)[len(measured) :]
        dialog.set_measured(measured, measuring=waiting[0] if waiting else None)

    inference.sped_up.connect(show)
    dialog.finished.connect(lambda: inference.sped_up.disconnect(show))
    show(())
    dialog.open()
    measure_ways(document, jobs, inference, model, show)
