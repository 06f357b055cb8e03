import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.dataset import Images, Predictions
from engine.data.metrics import NOT_DEFINED
from engine.evaluation.part import evaluate_part
from engine.evaluation.settings import COCO
from tests.engine.evaluation.reference import Case, cases, pycocotools

THOROUGH = settings(max_examples=60, deadline=None)


def with_images_alone(of: Case, part: list[int]) -> Case:
    """The same as a dataset that never had the others: ids instead of indices stay what they were."""
    few = sorted(set(part))
    place = {image: number for number, image in enumerate(few)}
    labels, scored = of.annotations, of.predictions
    own, said = np.isin(labels.images, few), np.isin(scored.images, few)
    moved = labels.take(own)
    fields = {name: getattr(moved, name) for name in moved.__slots__}
    fields["images"] = np.array([place[image] for image in moved.images.tolist()], np.int64)
    told = scored.take(said)
    images = np.array([place[image] for image in told.images.tolist()], np.int64)
    return Case(
        Images(of.images.ids[few], tuple(of.images.file_names[i] for i in few), of.images.sizes_wh[few]),
        of.categories,
        type(labels)(**fields),
        Predictions(images, told.categories, told.boxes_xyxy, told.sizes_wh, told.scores),
    )


@given(cases(), st.data())
@THOROUGH
def test_some_images_are_measured_as_if_there_were_no_others(of: Case, data: st.DataObject) -> None:
    part = data.draw(st.lists(st.integers(0, len(of.images) - 1), max_size=6))
    found = evaluate_part(of.images, of.categories, of.annotations, of.predictions, COCO, part)
    expected = pycocotools(with_images_alone(of, part)).stats if part else np.full(12, NOT_DEFINED)
    np.testing.assert_array_equal(found.metrics.summary, expected)


@given(cases())
@THOROUGH
def test_all_images_are_measured_as_ever(of: Case) -> None:
    found = evaluate_part(of.images, of.categories, of.annotations, of.predictions, COCO, None)
    np.testing.assert_array_equal(found.metrics.summary, of.evaluated().metrics.summary)
