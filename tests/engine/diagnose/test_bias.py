"""What was planted comes first; where nothing was, nothing is found."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from engine.data.dataset import Categories
from engine.data.finding import Finding, NotLookedAt
from engine.diagnose import bias
from engine.diagnose.credit import credits
from engine.diagnose.run import diagnose, ranked
from tests.engine.diagnose.patients import patient, photographs, predicted


def quietly(text, done, total):
    pass


def found_in(own):
    every = list(bias.find(own, quietly))
    findings = ranked(one for one in every if isinstance(one, Finding))
    return findings, [one.sentence for one in every if isinstance(one, NotLookedAt)]


@pytest.fixture(scope="module")
def training(tmp_path_factory):
    return photographs(tmp_path_factory.mktemp("training"), range(1000, 1120))


@pytest.fixture(scope="module")
def healthy(tmp_path_factory):
    return photographs(tmp_path_factory.mktemp("here"), range(100))


def test_a_healthy_model_has_no_bias(healthy, training):
    findings, lacking = found_in(patient(healthy, predicted(healthy), training))
    assert findings == ()
    assert lacking == []


def test_darkened_images_come_first(tmp_path, training):
    dark = photographs(tmp_path, range(60), darken=0.35)
    badly = np.random.default_rng(0).random(len(dark.annotations)) < 0.4
    *_, found = diagnose(patient(dark, predicted(dark, badly), training))
    first = found.ranked[0]
    assert first.key == "bias.brightness"
    assert first.price is None
    assert "Cliff's delta -1.00" in first.sentence
    assert [series.name for series in first.plot.series] == ["training set", "here"]
    assert [step.action for step in first.steps] == [None, "augment"]


def test_a_worse_slice_of_two_conditions_comes_first_with_its_price(healthy):
    own = healthy.annotations
    seen = patient(healthy, predicted(healthy))
    traits = bias._side(seen, healthy, own, quietly).traits
    dark = traits.brightness <= np.quantile(traits.brightness, 0.25)
    badly = dark[own.images] & (own.categories == 0)
    worse = patient(healthy, predicted(healthy, badly))
    findings, _ = found_in(worse)
    assert findings[0].key == "bias.slice.class=0.brightness<"
    gain = patient(healthy, predicted(healthy)).assessment.evaluation.metrics.ap
    now = worse.assessment.evaluation.metrics.ap
    assert findings[0].price == pytest.approx(gain - now, rel=0.15)
    assert findings[0].price_low < findings[0].price < findings[0].price_high
    assert not findings[0].symptom


def test_a_kind_of_box_that_is_worse_is_a_symptom(healthy):
    own = healthy.annotations
    small = own.areas <= np.quantile(own.areas, 0.25)
    findings, _ = found_in(patient(healthy, predicted(healthy, small)))
    assert findings[0].key == "bias.slice.box_size<"
    assert findings[0].symptom


def test_images_that_training_knew_are_counted(tmp_path, healthy):
    training = photographs(tmp_path, range(1000, 1040))
    for image in range(7):
        # The same picture, saved anew under another name.
        shutil.copy(healthy.image_path(image), training.image_path(image))
    findings, _ = found_in(patient(healthy, predicted(healthy), training))
    assert [own.key for own in findings] == ["bias.leakage"]
    assert findings[0].sentence.startswith("7 of 100 images that were looked at are training images too")


def test_classes_that_training_lacks_are_priced(healthy, training):
    other = replace(training, categories=Categories(np.array([1, 2]), ("nut", "screw")))
    findings, _ = found_in(patient(healthy, predicted(healthy, healthy.annotations.categories == 1), other))
    lacking = next(own for own in findings if own.key == "bias.unseen_classes")
    assert "no box of 1 classes" in lacking.sentence
    assert lacking.price > 0.2
    mix = next(own for own in findings if own.key == "bias.class_mix")
    assert "0% there" in mix.sentence or "50% there" in mix.sentence


def test_without_files_training_or_predictions_the_list_is_shorter_and_says_so(healthy, training):
    gone = replace(healthy, image_root=None)
    _, lacking = found_in(patient(gone, None))
    assert len(lacking) == 3
    _, lacking = found_in(patient(healthy, predicted(healthy), replace(training, image_root=None)))
    assert lacking[0] == "There are no files of the training images to hold against these."


def test_credits_have_the_mean_of_ap(healthy):
    badly = np.random.default_rng(2).random(len(healthy.annotations)) < 0.3
    own = patient(healthy, predicted(healthy, badly)).assessment
    known = credits(own.evaluation, own.annotations)
    for category in (0, 1):
        mean = known.values[known.annotations.categories == category].mean()
        assert mean == pytest.approx(own.evaluation.metrics.per_class_ap[category], abs=0.01)
