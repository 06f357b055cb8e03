"""Tell in the background what files turn out to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.jobs import Jobs, Progress
from engine.errors import UserError
from engine.formats.detect import detect
from engine.formats.predictions import PREDICTION_TITLES, detect_predictions
from engine.formats.write import TARGETS


@dataclass(frozen=True, slots=True)
class RecogniseRequest:
    """A path, and what it was given as: ``"annotations"`` or ``"predictions"``."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class RecogniseResponse:
    """The format for people; or what is wrong, where it is not usable."""

    said: str
    usable: bool


def recognise(jobs: Jobs, request: RecogniseRequest, receive: Callable[[RecogniseResponse], None]) -> None:
    """Recognise the format of annotations or predictions."""
    jobs.start(f"recognise_{request.name}", _recognise, request, receive)


def _recognise(request: RecogniseRequest, progress: Progress) -> RecogniseResponse:
    try:
        if request.name == "predictions":
            return RecogniseResponse(PREDICTION_TITLES[detect_predictions(request.path)], usable=True)
        return RecogniseResponse(TARGETS[detect(request.path)].title, usable=True)
    except UserError as error:
        said = f"{error.problem[:1].upper()}{error.problem[1:]}."
        return RecogniseResponse(f"{said} {error.remedy}." if error.remedy else said, usable=False)
