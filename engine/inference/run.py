"""A model over all images of a dataset: paths in, predictions out."""

from collections.abc import Callable

from engine.data.dataset import Dataset, Predictions, Problem
from engine.data.model import (
    ImagePredictions,
    ImageSkipped,
    ModelReady,
    ModelSpec,
    PredictFinished,
    PredictRequest,
)
from engine.errors import CancelledError, UserError
from engine.formats.label_map import read_label_map
from engine.inference.classes import to_predictions
from engine.inference.client import predict


def run_model(
    dataset: Dataset,
    model: ModelSpec,
    *,
    progress: Callable[[str, int, int], None] = lambda text, done, total: None,
) -> tuple[Predictions, tuple[Problem, ...]]:
    """Run a model in its own process over every image of a dataset.

    Parameters
    ----------
    dataset
        Its `image_root` must be given.
    model
        Class numbers are mapped to categories by the label map, or by category id without one.
    progress
        Told how far it is; may raise `CancelledError`, and the process is stopped then.

    Returns
    -------
    Predictions, tuple of Problem
        Images that could not be run have no predictions and a problem each.

    Raises
    ------
    UserError
        No images, no such model, or no detector.
    CancelledError
    """
    paths = [dataset.image_path(i) for i in range(len(dataset.images))]
    if any(path is None for path in paths):
        raise UserError(
            "the folder of the images is not known", source=dataset.source, remedy="Give --images"
        )
    names = None if model.label_map is None else read_label_map(model.label_map)
    request = PredictRequest(
        model, tuple(range(len(paths))), tuple(path for path in paths if path is not None)
    )
    parts: list[ImagePredictions] = []
    problems: list[Problem] = []
    text, total = "Starting the model", 0

    def done() -> int:
        return len(parts) + len(problems)

    def cancelled() -> bool:
        try:
            progress(text, done(), total)
        except CancelledError:
            return True
        return False

    for message in predict(request, cancelled=cancelled):
        if isinstance(message, ModelReady):
            text, total = f"Running the model on {message.device}", len(paths)
        elif isinstance(message, ImagePredictions):
            parts.append(message)
        elif isinstance(message, ImageSkipped):
            path = str(paths[message.image])
            problems.append(Problem(path, "", message.problem, "Replace the image, then run the model again"))
        elif isinstance(message, PredictFinished) and message.raw_problem:
            reason = f"{message.raw_problem}; labels are judged by what survives suppression alone"
            problems.append(
                Problem(
                    str(model.path),
                    "raw outputs",
                    reason,
                    "Export the model with its raw outputs as they are",
                )
            )
    predictions, unknown = to_predictions(parts, dataset.categories, names)
    return predictions, (*problems, *unknown)
