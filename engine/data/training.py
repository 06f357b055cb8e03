"""What a training run left behind: curves of loss, learning rate and mAP over its steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from engine.data.dataset import Float, Int, Problem


@dataclass(frozen=True, eq=False, slots=True)
class Curve:
    """A scalar over the steps of a run.

    Attributes
    ----------
    steps : (n,) int64
        Ascending, each once.
    values : (n,) float64
        NaN and infinities as they were logged.
    """

    steps: Int
    values: Float

    def __len__(self) -> int:
        return len(self.steps)

    def finite(self) -> Curve:
        """The points that have a number."""
        keep = np.isfinite(self.values)
        return Curve(self.steps[keep], self.values[keep])


@dataclass(frozen=True, eq=False, slots=True)
class EventFile:
    """What was read of one event file so far.

    Attributes
    ----------
    end : int
        Bytes read; a file that grows is read on from there.
    last_time : float
        When the last event was written, in seconds since 1970; 0 where there is none.
    points : mapping of str to tuple of (step, value)
        By tag, in the order of the file.
    problem : str
        Why nothing more was read of it, for people; empty where its end was reached.
    damaged : int
        How many records were passed over because their bytes bear a wrong checksum.
    """

    end: int = 0
    last_time: float = 0.0
    points: Mapping[str, tuple[tuple[int, float], ...]] = field(default_factory=lambda: MappingProxyType({}))
    problem: str = ""
    damaged: int = 0


@dataclass(frozen=True, eq=False, slots=True)
class EventLog:
    """What was read of a folder of event files so far.

    Attributes
    ----------
    files : mapping of str to EventFile
        By path relative to the folder, in the order of their names.
    """

    files: Mapping[str, EventFile] = field(default_factory=lambda: MappingProxyType({}))

    def curves(self) -> dict[tuple[str, str], Curve]:
        """All curves by folder and tag.

        Where a run was taken up again from an earlier step, what it replaced is left out.
        """
        points: dict[tuple[str, str], list[tuple[int, float]]] = {}
        for path, own in self.files.items():
            folder = path.rpartition("/")[0]
            for tag, found in own.points.items():
                points.setdefault((folder, tag), []).extend(found)
        return {key: _curve(found) for key, found in points.items()}


@dataclass(frozen=True, eq=False, slots=True)
class TrainingRun:
    """The curves of one run, by what they mean; those that were not logged have no points.

    Attributes
    ----------
    name : str
        Its folder, relative to that of the event files.
    training_loss, validation_loss, learning_rate, mean_ap : Curve
    problems : tuple of Problem
        What could not be read, and runs that were passed over.
    """

    name: str
    training_loss: Curve
    validation_loss: Curve
    learning_rate: Curve
    mean_ap: Curve
    problems: tuple[Problem, ...] = ()


def _curve(points: list[tuple[int, float]]) -> Curve:
    kept: list[tuple[int, float]] = []
    for step, value in points:
        while kept and kept[-1][0] >= step:
            kept.pop()
        kept.append((step, value))
    return Curve(
        np.array([step for step, _ in kept], np.int64), np.array([value for _, value in kept], np.float64)
    )
