"""Features of two sets of images: told apart where they differ, and a word where they cannot be had."""

from dataclasses import replace

import numpy as np
import pytest

from engine.data.features import Features
from engine.data.finding import Finding, NotLookedAt
from engine.diagnose import embedding
from engine.diagnose.shift import lost_as_a_rule
from engine.errors import UserError
from tests.engine.boxes import new_box
from tests.engine.diagnose.patients import of_boxes, patient, predicted


def quietly(text, done, total):
    pass


def found_in(own):
    every = list(embedding.find(own, quietly))
    return [one for one in every if isinstance(one, Finding)], [
        one.sentence for one in every if isinstance(one, NotLookedAt)
    ]


@pytest.fixture(scope="module")
def sets():
    return tuple(
        of_boxes(
            None,
            [f"{name}{n}.jpg" for n in range(count)],
            [new_box(n, n % 2, 5, 5, 30) for n in range(count)],
        )
        for name, count in (("here", 60), ("there", 80))
    )


def source(other, shift):
    """Features of which some are shifted in all datasets but one."""

    def features(dataset, rows, progress):
        progress(0, len(rows))
        rng = np.random.default_rng(0 if dataset is other else 1)
        vectors = rng.normal(size=(len(rows), 16)).astype(np.float32)
        if dataset is not other:
            vectors[:, :3] += shift
        return Features(rows, vectors, "mixed7")

    return features


def looked_at(sets, features):
    here, training = sets
    return replace(patient(here, predicted(here), training), features=features)


def test_without_a_training_set_there_is_nothing_to_compare_with(sets):
    assert found_in(patient(sets[0], None)) == ([], [])


def test_images_that_the_model_sees_otherwise_are_told(sets):
    findings, lacking = found_in(looked_at(sets, source(sets[1], 1.5)))
    assert lacking == []
    (own,) = findings
    assert own.key == "bias.features"
    assert own.price is None
    assert 0 < own.weight < lost_as_a_rule(looked_at(sets, None), 1.0)
    assert "(mixed7)" in own.sentence
    assert any(name in own.sentence for name in sets[0].images.file_names)
    there, here = own.plot.series
    assert np.average(there.x, weights=there.y) < 0.3 < 0.7 < np.average(here.x, weights=here.y)
    assert there.y.sum() == pytest.approx(1.0) and here.y.sum() == pytest.approx(1.0)


def test_images_that_it_sees_alike_are_not(sets):
    assert found_in(looked_at(sets, source(sets[1], 0.0))) == ([], [])


def test_features_that_are_no_numbers_take_no_part(sets):
    def features(dataset, rows, progress):
        found = source(sets[1], 1.5)(dataset, rows, progress)
        found.vectors[::2] = np.nan
        return found

    (own,), _ = found_in(looked_at(sets, features))
    assert own.key == "bias.features"


def refused(dataset, rows, progress):
    raise UserError("the model gives no features of images", source="model.tflite")


@pytest.mark.parametrize(
    ("features", "said"),
    [
        (None, "No features of a model are at hand"),
        (lambda dataset, rows, progress: None, "too few files of images"),
        (
            lambda dataset, rows, progress: Features(rows[:5], np.ones((5, 4), np.float32), "a"),
            "too few files",
        ),
        (refused, "model.tflite: the model gives no features"),
    ],
)
def test_where_there_are_no_features_the_list_says_why(sets, features, said):
    findings, lacking = found_in(looked_at(sets, features))
    assert findings == []
    (sentence,) = lacking
    assert said in sentence
