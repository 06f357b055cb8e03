"""The dialog in which a model's classes are matched with the dataset's: filled, and its answer kept and used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from app.document import Document
from app.inference import Inference
from app.jobs import Jobs
from app.main_window import MainWindow
from app.operations.classes import MatchResponse, Seen, match_model
from engine.data.dataset import Predictions
from engine.data.model import ModelSpec
from engine.errors import UserError
from engine.inference.class_match import CONFIDENT
from widgets.canvas.picture import ScaledImage
from widgets.dialogs.class_table import ModelClass
from widgets.dialogs.examples import Example
from widgets.dialogs.label_map import EXAMPLES, LabelMapDialog
from widgets.theme import Theme


def ask_classes(
    document: Document,
    jobs: Jobs,
    inference: Inference,
    window: MainWindow,
    theme: Callable[[], Theme],
    model: ModelSpec,
    matched: Callable[[ModelSpec], None],
) -> None:
    """Run a model over examples, ask which of its classes is which, and go on with it so.

    Parameters
    ----------
    theme
        Gives the colours to draw the examples in.
    model
        One that may run.
    matched
        Gets the model with the names as they were matched.
    """

    def ask(response: MatchResponse) -> None:
        match = response.match
        rows = zip(match.numbers, match.names, match.counts, match.categories, strict=True)
        names = document.review.dataset.categories.names
        dialog = LabelMapDialog([ModelClass(*row) for row in rows], names, theme(), window)
        # It is of this project.
        document.opened.connect(dialog.reject)
        dialog.set_overlaps(match.overlaps)
        for place, seen in enumerate(response.seen):
            dialog.set_example(place, _example(document, seen))
        dialog.accepted.connect(lambda: matched(replace(model, names=dialog.mapping())))
        dialog.open()

    match_model(document, jobs, inference, model, EXAMPLES, ask)


def _example(document: Document, seen: Seen) -> Example:
    review, said = document.review, seen.said
    sizes = said.boxes_xyxy[:, 2:] - said.boxes_xyxy[:, :2]
    images = np.full(len(said.scores), said.image)
    predictions = Predictions(images, said.classes, said.boxes_xyxy, sizes, said.scores)
    # What the model is not sure of would hide the rest.
    predictions = predictions.take(said.scores >= CONFIDENT)
    boxes = review.annotations.take(review.annotations.rows_of_image(said.image))
    name = review.dataset.images.file_names[said.image]
    if isinstance(seen.decoded, UserError):
        width, height = (int(side) for side in review.dataset.images.sizes_wh[said.image])
        return Example(name, None, (width, height), boxes, predictions, seen.decoded.problem)
    size = seen.decoded.full_size_wh
    return Example(name, ScaledImage(seen.decoded.pixels, size), size, boxes, predictions)
