"""What a diagnosis is made from: everything at hand, and nothing that has to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.assessment import Assessment
from engine.data.appearance import Appearances
from engine.data.dataset import Dataset, Int
from engine.data.diagnosis import Examination
from engine.data.features import Features
from engine.evaluation.incremental import Evaluation
from engine.evaluation.part import evaluate_part

Progress = Callable[[str, int, int], None]
"""What is going on, how many are done, of how many; 0 of 0 where that is not known."""

FeatureSource = Callable[[Dataset, Int, Callable[[int, int], None]], Features | None]
"""From a dataset and some of its images, ascending, to their features; told how far it is by the third."""


@dataclass(frozen=True, eq=False, slots=True)
class Patient:
    """A dataset with what a model said of it, and what is known of how that model came to be.

    Attributes
    ----------
    dataset : Dataset
        As it was opened.
    assessment : Assessment
        The labels as they are now, evaluated and checked.
    training : Dataset or None
        What the model was trained on, where that is another dataset.
    appearances : Appearances or None
        What the image files look like; None: nobody has looked.
    examination : Examination or None
        What the import doctor found.
    event_files : Path or None
        A folder of TensorBoard event files.
    configuration : Path or None
        A pipeline.config, or a Keras training script's configuration as JSON.
    label_map : Path or None
    evaluations : Path or None
        A table of evaluations over time: `engine.formats.past_evaluations`.
    features : FeatureSource or None
        Gives a model's features of images; None: there is no model at hand.
    seed : int
        The same seed draws the same samples.
    """

    dataset: Dataset
    assessment: Assessment
    training: Dataset | None = None
    appearances: Appearances | None = None
    examination: Examination | None = None
    event_files: Path | None = None
    configuration: Path | None = None
    label_map: Path | None = None
    evaluations: Path | None = None
    features: FeatureSource | None = None
    seed: int = 0

    def evaluated_on(self, images: Int) -> Evaluation:
        """The predictions, which there must be, on some of the images alone, (n,) int64."""
        own = self.assessment
        assert own.predictions is not None
        return evaluate_part(
            self.dataset.images,
            self.dataset.categories,
            own.annotations,
            own.predictions,
            own.evaluation.settings,
            images.tolist(),
        )
