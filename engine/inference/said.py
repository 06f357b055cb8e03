"""What a model said in a run so far, and what could not be used of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from engine.data.address import place_name
from engine.data.dataset import Problem
from engine.data.model import FaultKind, ImagePredictions, OutputFault, PredictFinished

_REMEDIES = {
    FaultKind.NOT_FINITE: "They are left out; look at the model with the program it was trained with",
    FaultKind.OUTSIDE: "Check that the model gives boxes of the image it was given, in the order that its kind has",
    FaultKind.SCORE_OUT_OF_RANGE: "Export the model with its last activation, so that scores are from 0 to 1",
    FaultKind.RAW_OUTPUTS: "Export the model with its raw outputs as they are",
}


class Said:
    """What was said of each image of a run, whether now or before.

    Parameters
    ----------
    paths
        By image, in the order that they are run in.
    """

    def __init__(self, paths: Mapping[int, Path]) -> None:
        self._paths = paths
        self._place = {image: place for place, image in enumerate(paths)}
        self._said: dict[int, ImagePredictions] = {}
        self._skipped: dict[int, str] = {}
        self._faults: dict[FaultKind, OutputFault] = {}
        self._raw_problem: str | None = None
        self._reused: set[int] = set()
        self._run_on: set[int] = set()

    @property
    def reused(self) -> int:
        """How many images were known already."""
        return len(self._reused)

    @property
    def computed(self) -> int:
        """How many images the model was run on."""
        return len(self._run_on)

    @property
    def done(self) -> int:
        """How many images are done, those that could not be run among them."""
        return len(self._said) + len(self._skipped)

    @property
    def skipped(self) -> int:
        """How many images could not be run."""
        return len(self._skipped)

    def reuse(self, said: Mapping[int, ImagePredictions]) -> None:
        """Take in what was known of images."""
        self._said.update(said)
        self._reused.update(said)

    def take(self, said: Sequence[ImagePredictions]) -> None:
        """Take in what the model said of an image, and of those that are the same after it."""
        self.repeat({own.image: own for own in said})
        self._run_on.add(said[0].image)

    def repeat(self, said: Mapping[int, ImagePredictions]) -> None:
        """Take in what was said of images that are the same as others of this run."""
        self._said.update(said)

    def skip(self, problems: Mapping[int, str]) -> None:
        """Images could not be run."""
        self._skipped.update(problems)

    def limit(self, order: Sequence[int]) -> None:
        """Forget the images behind the last that the model was run on: what happened to be known is no fair sample."""
        done = {*self._said, *self._skipped}
        undone = (place for place, image in enumerate(order) if image not in done)
        first = next(undone, len(order))
        reached = max(
            (place + 1 for place, image in enumerate(order) if image in self._run_on), default=first
        )
        for image in order[reached:]:
            self._said.pop(image, None)
            self._skipped.pop(image, None)
            self._reused.discard(image)

    def finish(self, finished: PredictFinished) -> None:
        """Take in what was wrong with what the model said in a part of the run."""
        self.add_faults(finished.faults)
        self._raw_problem = self._raw_problem or finished.raw_problem

    def add_faults(self, faults: Iterable[OutputFault]) -> None:
        """Take in what was wrong with what the model said; of each kind the first of the images is told."""
        for own in faults:
            count, first = own.count, own
            if (before := self._faults.get(own.kind)) is not None:
                first = min(before, own, key=lambda fault: self._place[fault.image])
                count += before.count
            self._faults[own.kind] = replace(first, count=count)

    def has(self, image: int) -> bool:
        """Whether something was said of an image."""
        return image in self._said

    def covered(self) -> tuple[int, ...]:
        """The images done, ascending."""
        return tuple(sorted({*self._said, *self._skipped}))

    def parts(self) -> list[ImagePredictions]:
        """What was said of each image, by image."""
        return [self._said[image] for image in sorted(self._said)]

    def problems(self, source: str) -> tuple[Problem, ...]:
        """What could not be run, and what was wrong with what the model said.

        Parameters
        ----------
        source
            The model's path.
        """
        remedy = "Replace the image, then run the model again"
        skipped = {image: (problem, remedy) for image, problem in self._skipped.items()}
        noted = {
            image: (own.note, "Look at it, and replace it if it should be another")
            for image, own in self._said.items()
            if own.note
        }
        images = [
            Problem(place_name(self._paths[image]), "", *told)
            for image, told in sorted({**skipped, **noted}.items())
        ]
        found = [self._problem(source, own) for own in self._faults.values()]
        if self._raw_problem:
            reason = f"{self._raw_problem}; labels are judged by what survives suppression alone"
            found.append(Problem(source, "raw outputs", reason, _REMEDIES[FaultKind.RAW_OUTPUTS]))
        return (*images, *found)

    def _problem(self, source: str, fault: OutputFault) -> Problem:
        path = self._paths.get(fault.image)
        first = "" if path is None else f"first on {path.name}"
        times = "once" if fault.count == 1 else f"{fault.count} times"
        return Problem(source, first, f"{fault.detail} ({times})", _REMEDIES[fault.kind])
