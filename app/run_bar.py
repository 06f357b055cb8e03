"""How a run of a model is shown in the terminal, and stopped with Ctrl+C without losing what it has done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from engine.data.run import Standing


class RunBar:
    """A bar with images per second, time left and mAP so far, on standard error."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("Starting the model", total=None, said="")
        self.last = Standing(0, 0)
        """How the run stood last."""

    def report(self, standing: Standing) -> None:
        """Show how the run stands."""
        self.last = standing
        text = f"Running the model on {standing.device}" if standing.device else "Starting the model"
        self._bar.update(
            self._task,
            description=text,
            completed=standing.done,
            total=standing.total or None,
            said="  ".join(_said(standing)),
        )

    def say(self, text: str) -> None:
        """Write a line above the bar."""
        self._bar.console.print(f"boxwright: {text}", markup=False, highlight=False, soft_wrap=True)


@contextmanager
def run_bar() -> Iterator[RunBar]:
    """Show a bar, which is gone at the end."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[said]}", markup=False),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield RunBar(bar)


@contextmanager
def stages() -> Iterator[Callable[[str, int, int], None]]:
    """Show what is going on, and how far it is, while a piece of work tells it."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Starting", total=None)

        def report(text: str, done: int, total: int) -> None:
            bar.update(task, description=text, completed=done, total=total or None)

        yield report


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Take the first Ctrl+C, or a service's being stopped, as a wish to stop, which is asked for.

    The second is as ever.
    """
    wanted = threading.Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(number, before[signal.Signals(number)])
        wanted.set()

    for number in before:
        signal.signal(number, stop)
    try:
        yield wanted.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def duration(seconds: float) -> str:
    """Hours, minutes and seconds: ``"1:02:03"``, ``"0:07"``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _said(standing: Standing) -> Iterator[str]:
    if standing.images_per_second:
        yield f"{standing.images_per_second:.1f} images/s"
    if standing.seconds_left is not None:
        yield f"{duration(standing.seconds_left)} left"
    if standing.ap is not None:
        yield f"mAP {standing.ap:.4f} ({standing.low:.4f} to {standing.high:.4f})"
