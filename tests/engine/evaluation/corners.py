"""Two states of the labels with two sets of predictions, for tests."""

from dataclasses import replace

from hypothesis import strategies as st

from engine.evaluation.compare import Corners
from tests.engine.evaluation.reference import Case, case, cases


def corners_of(one: Case, other: Case) -> Corners:
    """From the labels and predictions of one dataset to those of another, over the images of the larger."""
    images, categories = (
        max(len(getattr(of, name)) for of in (one, other)) for name in ("images", "categories")
    )
    blank = case(images, categories, [], [])
    return Corners(
        *(
            replace(blank, annotations=labels.annotations, predictions=model.predictions).evaluated()
            for model in (one, other)
            for labels in (one, other)
        )
    )


def swapped(of: Corners) -> Corners:
    """The way back."""
    return Corners(of.after, of.new_predictions, of.new_labels, of.before)


def corners() -> st.SearchStrategy[Corners]:
    """From any small dataset to any other."""
    return st.builds(corners_of, cases(), cases())
