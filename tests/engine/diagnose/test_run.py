"""The diagnosis as a whole: what is known after each topic, and in which order."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.finding import Finding, NextStep, NotLookedAt, Topic
from engine.diagnose import run
from engine.diagnose.admit import examined
from engine.diagnose.once import told_once
from engine.diagnose.patient import Patient
from engine.diagnose.run import diagnose, ranked
from engine.errors import CancelledError, UserError

NUMBERS = st.floats(0.0, 1.0)
FINDINGS = st.lists(
    st.builds(
        Finding,
        key=st.text("abc", min_size=1, max_size=3),
        topic=st.sampled_from(Topic),
        sentence=st.just("said"),
        confidence=NUMBERS,
        weight=NUMBERS,
        symptom=st.booleans(),
    ),
    unique_by=lambda own: own.key,
)


def finding(key: str, weight: float, confidence: float = 1.0, *, symptom: bool = False) -> Finding:
    return Finding(key, Topic.LABELS, "said", confidence, weight, symptom=symptom)


@pytest.mark.parametrize(
    ("findings", "order"),
    [
        ((), ""),
        ((finding("a", 0.1), finding("b", 0.2)), "ba"),
        # A suspicion of much weighs less than the certainty of a little less.
        ((finding("a", 0.3, 0.2), finding("b", 0.2, 0.9)), "ba"),
        ((finding("a", 0.9, symptom=True), finding("b", 0.001)), "ba"),
        ((finding("a", 0.2, 0.5), finding("b", 0.1, 1.0)), "ba"),
        ((finding("b", 0.1), finding("a", 0.1)), "ab"),
    ],
)
def test_causes_come_before_symptoms_and_the_costly_first(findings: tuple[Finding, ...], order: str) -> None:
    assert "".join(own.key for own in ranked(findings)) == order


@given(FINDINGS, st.randoms())
def test_the_order_is_total_and_does_not_depend_on_who_came_first(findings: list[Finding], random) -> None:
    first = ranked(findings)
    assert sorted(own.key for own in first) == sorted(own.key for own in findings)
    random.shuffle(findings)
    assert ranked(findings) == first
    assert ranked(first) == first
    symptoms = [own.symptom for own in first]
    assert symptoms == sorted(symptoms)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ((), ()),
        (("a",), ("a",)),
        (("set_up.capped", "a"), ("set_up.capped", "a")),
        (("set_up.capped", "model.too_many_objects", "a"), ("model.too_many_objects", "a")),
        (("configuration.max_total_detections", "model.too_many_objects"), ("model.too_many_objects",)),
        (("configuration.max_detections_per_class", "model.too_many_objects"), ("model.too_many_objects",)),
        (
            ("configuration.max_detections_per_class", "configuration.max_total_detections"),
            ("configuration.max_total_detections",),
        ),
    ],
)
def test_one_cause_is_told_once_with_all_that_can_be_done(
    keys: tuple[str, ...], told: tuple[str, ...]
) -> None:
    findings = [replace(finding(key, 0.1), steps=(NextStep(key),)) for key in keys]
    once = told_once(findings)
    assert tuple(own.key for own in once) == told
    assert {step.sentence for own in once for step in own.steps} == set(keys)


def test_what_is_known_grows_topic_by_topic_until_nothing_waits(mislabelled: Patient) -> None:
    steps = list(diagnose(mislabelled))
    topics = [topic for topic, _ in run.EXAMINERS]
    assert [own.waiting for own in steps] == [
        tuple(dict.fromkeys(topics[n + 1 :])) for n in range(len(topics))
    ]
    keys = [{own.key for own in step.ranked} for step in steps]
    assert all(before <= after for before, after in pairwise(keys))
    assert "labels.wrong_class" in keys[-1]


def test_a_broken_source_is_not_looked_at_and_the_rest_is(
    mislabelled: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(patient: Patient, progress: object) -> list[Finding]:
        raise UserError("it is cut off", source=Path("events.1"), remedy="Copy it again")

    monkeypatch.setattr(run, "EXAMINERS", ((Topic.TRAINING, broken), *run.EXAMINERS))
    before = NotLookedAt(Topic.BIAS, "no training set")
    *_, found = diagnose(mislabelled, lacking=[before])
    assert found.not_looked_at[0] is before
    assert [own.topic for own in found.not_looked_at if "events.1" in own.sentence] == [Topic.TRAINING]
    assert found.ranked


def test_our_own_mistake_is_not_hidden(mislabelled: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(patient: Patient, progress: object) -> list[Finding]:
        raise ZeroDivisionError

    monkeypatch.setattr(run, "EXAMINERS", ((Topic.TRAINING, wrong),))
    with pytest.raises(ZeroDivisionError):
        list(diagnose(mislabelled))


def test_whoever_is_told_how_far_it_is_can_stop_it(mislabelled: Patient) -> None:
    def stop(text: str, done: int, total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        list(diagnose(mislabelled, progress=stop))


def test_a_healthy_dataset_gets_no_cause(healthy: Patient) -> None:
    examination = examined(healthy.dataset, healthy.assessment, split=None)
    *_, found = diagnose(Patient(healthy.dataset, healthy.assessment, examination=examination))
    looked_at = (Topic.SET_UP, Topic.LABELS, Topic.ERRORS)
    assert [own.key for own in found.ranked if own.topic in looked_at] == []


def test_without_predictions_it_says_what_it_could_not_look_at(unpredicted: Patient) -> None:
    *_, found = diagnose(unpredicted)
    assert {Topic.SET_UP, Topic.LABELS, Topic.ERRORS} <= {own.topic for own in found.not_looked_at}
