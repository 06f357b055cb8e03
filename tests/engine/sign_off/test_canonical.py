from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.dataset import Annotations, Categories, Dataset, Images, Predictions
from engine.sign_off.canonical import journal_mark, labels_by_image, predictions_hash
from tests.engine.conftest import small_dataset, small_predictions


def reordered(dataset: Dataset, predictions: Predictions, seed: int) -> tuple[Dataset, Predictions]:
    """The same under other ids and in another order: of images, classes, boxes and predictions."""
    rng = np.random.default_rng(seed)
    images, classes = (rng.permutation(len(own)) for own in (dataset.images, dataset.categories))
    to_image, to_class = np.argsort(images), np.append(np.argsort(classes), -1)
    boxes = dataset.annotations.take(rng.permutation(len(dataset.annotations)))
    scored = predictions.take(rng.permutation(len(predictions)))
    return replace(
        dataset,
        images=Images(
            np.arange(len(images)),
            tuple(dataset.images.file_names[own] for own in images),
            dataset.images.sizes_wh[images],
        ),
        categories=Categories(
            np.arange(len(classes)), tuple(dataset.categories.names[own] for own in classes)
        ),
        annotations=replace(
            boxes,
            ids=np.arange(len(boxes)) + 1,
            source_ids=boxes.source_ids + 7,
            images=to_image[boxes.images],
            categories=to_class[boxes.categories],
        ),
    ), replace(scored, images=to_image[scored.images], categories=to_class[scored.categories])


def by_name(dataset: Dataset) -> dict[str, tuple[str, int]]:
    return dict(zip(dataset.images.file_names, labels_by_image(dataset, dataset.annotations), strict=True))


def test_no_labels_have_a_hash_too(tmp_path_factory) -> None:
    dataset = replace(small_dataset(tmp_path_factory.getbasetemp()), annotations=Annotations.empty())
    assert {count for _, count in by_name(dataset).values()} == {0}
    assert journal_mark(()).head == ""
    assert predictions_hash(dataset, Predictions.empty()) != predictions_hash(dataset, small_predictions())


@settings(max_examples=30)
@given(st.integers(0, 2**32), st.integers(0, 23), st.sampled_from(["boxes_xyxy", "sizes_wh", "areas"]))
def test_hashes_do_not_depend_on_order_or_ids_and_do_on_the_last_bit(
    tmp_path_factory, seed: int, row: int, name: str
) -> None:
    dataset, predictions = small_dataset(tmp_path_factory.getbasetemp()), small_predictions()
    # Ties and boxes that no evaluation can use are in it too.
    dataset = replace(dataset, annotations=_odd(dataset.annotations))
    predictions = replace(predictions, scores=predictions.scores.round(1))
    other, shuffled = reordered(dataset, predictions, seed)
    assert by_name(other) == by_name(dataset)
    assert predictions_hash(other, shuffled) == predictions_hash(dataset, predictions)

    values = getattr(other.annotations, name).copy()
    values.reshape(len(values), -1)[row, 0] = np.nextafter(values.reshape(len(values), -1)[row, 0], 1e9)
    nudged = replace(other, annotations=replace(other.annotations, **{name: values}))
    if np.isfinite(values.reshape(len(values), -1)[row, 0]):
        assert sum(by_name(nudged)[own] != there for own, there in by_name(dataset).items()) == 1
    scores = shuffled.scores.copy()
    scores[row] = np.nextafter(scores[row], 0)
    assert predictions_hash(other, replace(shuffled, scores=scores)) != predictions_hash(dataset, predictions)


def _odd(boxes: Annotations) -> Annotations:
    corners, categories = boxes.boxes_xyxy.copy(), boxes.categories.copy()
    corners[3], categories[5], corners[7, 0] = np.nan, -1, -0.0
    return replace(boxes, boxes_xyxy=corners, categories=categories)
