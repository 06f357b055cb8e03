"""The demo where there is no display: the same job, told in the terminal, and a picture of the window."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress as Bar

from app.operations.dataset import OpenRequest
from app.reports import comparison_table, console, flag_table
from app.settings import demo_sources
from engine.assessment import assess
from engine.data.flag import VerdictKind
from engine.data.journal import Origin
from engine.data.run import Standing
from engine.errors import UserError
from engine.inference.client import InferenceProcess
from engine.inference.run import run_model
from engine.opening import open_sources
from engine.pricing import price_flags
from engine.review import Review

if TYPE_CHECKING:
    from app.application import Application

_SHOWN = 10
_APPLIED = 10
_WINDOW_WH = (1600, 1000)
_LOOKED_EVERY_MS = 50


def demo_without_display(output: Path) -> int:
    """Evaluate, flag, fix and evaluate again, then render the real window into a PNG.

    Parameters
    ----------
    output
        Where the PNG goes.

    Returns
    -------
    int
        The exit code.
    """
    terminal = console()
    with tempfile.TemporaryDirectory(prefix="boxwright-demo-") as folder:
        project = Path(folder) / "demo.boxwright"
        review = open_sources(demo_sources(), project)
        try:
            _predict(review)
            _price(review)
            before = review.metrics
            waiting = [entry for entry in review.queue() if entry.verdict is None]
            terminal.print(f"\n{len(waiting)} flags; the {_SHOWN} whose correction is worth most:")
            terminal.print(flag_table(waiting[:_SHOWN], review.dataset))
            applied = _apply_best(review)
            terminal.print(f"The {applied} best suggestions applied:")
            terminal.print(comparison_table(before, review.metrics, review.dataset.categories))
        finally:
            review.close()
        _render(project, output)
    terminal.print(f"A picture of the window: {output}")
    return 0


def _predict(review: Review) -> None:
    model = review.project.sources().model_spec
    if model is None:
        return
    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Running the model", total=None)

        def progress(text: str, done: int, total: int) -> None:
            bar.update(task, description=escape(text), completed=done, total=total or None)

        def report(standing: Standing) -> None:
            bar.update(task, completed=standing.done, total=standing.total or None)

        with InferenceProcess() as process:
            result = run_model(review.dataset, model, process, kept=review.project.predicted, report=report)
        assessment = assess(review.dataset, review.annotations, result.predictions, progress=progress)
    review.set_predictions(assessment, result.run)


def _price(review: Review) -> None:
    flags = [entry.flag for entry in review.queue() if entry.price is None]
    review.set_prices(price_flags(review.assessment.evaluation, review.annotations, flags))


def _apply_best(review: Review) -> int:
    """Accept the suggestion at the top of the queue, again and again."""
    for done in range(_APPLIED):
        waiting = (e.flag for e in review.queue() if e.verdict is None and e.flag.suggestion is not None)
        flag = next(waiting, None)
        if flag is None or flag.suggestion is None:
            return done
        review.apply([flag.suggestion], Origin.SUGGESTION, {flag.key: VerdictKind.FIXED})
        _price(review)
    return _APPLIED


def _render(project: Path, output: Path) -> None:
    """Open the project in the real window, offscreen, and save what it looks like."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from app.window import load_window

    qt, application = load_window()
    window = application.window
    window.resize(*_WINDOW_WH)
    window.show()
    application.open(OpenRequest(None, project))
    _wait_until_idle(application)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        written = window.grab().save(str(output), "PNG")
    except OSError:
        written = False
    window.close()
    qt.processEvents()
    if not written:
        raise UserError("the picture cannot be written here", source=output, remedy="Choose another --output")


def _wait_until_idle(application: Application) -> None:
    """Run the event loop until all background work is done."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    failures: list[BaseException] = []
    application.jobs.failed.connect(lambda _kind, error: failures.append(error))
    clock = QTimer()
    clock.setInterval(_LOOKED_EVERY_MS)
    clock.timeout.connect(lambda: loop.quit() if failures or application.jobs.idle else None)
    clock.start()
    loop.exec()
    if failures:
        raise failures[0]
