"""Figures of agreement are those of published examples, and of a library that computes them otherwise."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.agreement.figures import agreement_of
from engine.data.agreement import MEASURES, Measure
from engine.errors import CancelledError, UserError
from tests.engine.agreement.sets import label_set, of_counts, of_values

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from nltk.metrics.agreement import AnnotationTask

__ = None

KRIPPENDORFF_2011 = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, __, __, __],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, __, 3],
    [__, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, __],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, __],
]
"""K. Krippendorff, Computing Krippendorff's alpha-reliability, 2011, section D: nominal 0.743."""

KRIPPENDORFF_2011_BINARY = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
"""Section A: 0.095."""

KRIPPENDORFF_2011_TWO = [
    [0, 0, 1, 1, 3, 2, 2, 2, 4, 3, 3, 0],
    [1, 0, 1, 1, 1, 2, 2, 2, 4, 3, 3, 3],
]
"""Section B: 0.692."""

COHEN_1960 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
"""J. Cohen, A coefficient of agreement for nominal scales, 1960: 0.70 observed, 0.41 by chance, kappa 0.492."""

FLEISS_2003 = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
"""J. L. Fleiss, B. Levin and M. C. Paik, Statistical Methods for Rates and Proportions, 2003, table 18.1: 0.68."""

FLEISS_1971 = [
    [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1], [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0],
    [0, 2, 0, 4, 0], [1, 0, 2, 0, 3], [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0],
    [1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6],
]  # fmt: skip
"""J. L. Fleiss, Measuring nominal scale agreement among many raters, 1971: six psychiatrists, thirty patients; kappa
0.430, of single diagnoses 0.245, 0.245, 0.520, 0.471 and 0.566."""


def figure(sets, measure, category=None, classes=6):
    return agreement_of(sets, classes, resamples=0).together.value(measure, category)[0]


def of_table(table):
    cells = [(a, b) for a, row in enumerate(table) for b, count in enumerate(row) for _ in range(count)]
    return of_values([[a for a, _ in cells], [b for _, b in cells]])


@pytest.mark.parametrize(
    ("values", "published"),
    [
        pytest.param(KRIPPENDORFF_2011_BINARY, 0.095, id="two observers, two values"),
        pytest.param(KRIPPENDORFF_2011_TWO, 0.692, id="two observers, five values"),
        pytest.param(KRIPPENDORFF_2011, 0.743, id="four observers, values missing"),
    ],
)
def test_alpha_is_that_of_krippendorffs_examples(values, published):
    assert round(figure(of_values(values), Measure.ALPHA), 3) == published


@pytest.mark.parametrize(("table", "published"), [(COHEN_1960, 0.492), (FLEISS_2003, 0.676)])
def test_kappa_of_two_is_that_of_cohens_example(table, published):
    assert round(figure(of_table(table), Measure.KAPPA), 3) == published


def test_kappa_of_more_is_that_of_fleiss_example():
    sets = of_counts(FLEISS_1971)
    assert round(figure(sets, Measure.KAPPA), 3) == 0.430
    of_diagnoses = [round(figure(sets, Measure.KAPPA, category), 3) for category in range(5)]
    assert of_diagnoses == [0.245, 0.245, 0.520, 0.471, 0.566]


@st.composite
def ratings(draw):
    """What each rater says of each unit; None: nothing."""
    count, units = draw(st.integers(2, 4)), draw(st.integers(1, 12))
    value = st.one_of(st.none(), st.integers(0, 2))
    return draw(st.lists(st.lists(value, min_size=units, max_size=units), min_size=count, max_size=count))


def by_library(values, *, absent=None):
    """The same in the form of the library; a missing value is left out, or another value."""
    return AnnotationTask(
        [
            (str(rater), unit, absent if said is None else said)
            for rater, own in enumerate(values)
            for unit, said in enumerate(own)
            if said is not None or absent is not None
        ]
    )


def units_where(values, wanted):
    chosen = [unit for unit in zip(*values, strict=True) if wanted(unit)]
    return [list(own) for own in zip(*chosen, strict=True)]


def several_values(values):
    return len({said for own in values for said in own if said is not None}) > 1


@settings(max_examples=40)
@given(ratings())
def test_alpha_is_that_of_an_independent_library(values):
    found = agreement_of(of_values(values), 3, resamples=0).together
    paired = units_where(values, lambda unit: sum(said is not None for said in unit) >= 2)
    if not paired or not several_values(paired):
        assert np.isnan(found.value(Measure.ALPHA)[0])
    else:
        assert found.value(Measure.ALPHA)[0] == pytest.approx(by_library(paired).alpha(), abs=1e-9)
        for category in {said for own in paired for said in own if said is not None}:
            binary = [[None if said is None else said == category for said in own] for own in paired]
            if several_values(binary):
                expected = by_library(binary).alpha()
                assert found.value(Measure.ALPHA, category)[0] == pytest.approx(expected, abs=1e-9)
    there = units_where(values, lambda unit: any(said is not None for said in unit))
    if there and several_values([[-1 if said is None else said for said in own] for own in there]):
        expected = by_library(there, absent=-1).alpha()
        assert found.value(Measure.JOINT_ALPHA)[0] == pytest.approx(expected, abs=1e-9)


@settings(max_examples=40)
@given(ratings())
def test_kappa_is_that_of_an_independent_library(values):
    found = agreement_of(of_values(values), 3, resamples=0).together.value(Measure.KAPPA)[0]
    complete = units_where(values, lambda unit: all(said is not None for said in unit))
    task = by_library(complete) if complete and several_values(complete) else None
    if task is None:
        assert np.isnan(found)
    elif len(values) == 2:
        assert found == pytest.approx(task.kappa_pairwise("0", "1"), abs=1e-9)
    else:
        assert found == pytest.approx(task.pi(), abs=1e-9)


@settings(max_examples=25)
@given(ratings())
def test_presence_of_a_class_on_an_image_is_rated_like_any_other_value(values):
    found = agreement_of(of_values(values), 3, resamples=0).together
    used = sorted({said for own in values for said in own if said is not None})
    cells = [[said == category for category in used for said in own] for own in values]
    if not used or not several_values(cells):
        assert np.isnan(found.value(Measure.PRESENCE_ALPHA)[0])
        return
    task = by_library(cells)
    assert found.value(Measure.PRESENCE_ALPHA)[0] == pytest.approx(task.alpha(), abs=1e-9)
    kappa = task.kappa_pairwise("0", "1") if len(values) == 2 else task.pi()
    assert found.value(Measure.PRESENCE_KAPPA)[0] == pytest.approx(kappa, abs=1e-9)


def test_a_set_agrees_with_itself():
    boxes = [
        (image, image % 3, (10.0 * place, 5.0, 10.0 * place + 8, 20.0))
        for image in range(9)
        for place in (0, 1)
    ]
    same = [label_set(name, range(10), boxes) for name in "abc"]
    found = agreement_of(same, 3, resamples=20)
    for figures in (*found.pairs, found.together):
        assert figures.overall == pytest.approx(np.ones((len(MEASURES), 3)))
        assert figures.iou_quantiles.tolist() == [1.0] * 5
        assert figures.images == 10
    assert found.together.boxes.tolist() == [18, 18, 18]
    assert found.pairs[0].matched.tolist() == [6, 6, 6]


def test_sets_without_a_box_agree_about_nothing_that_could_be_measured():
    found = agreement_of([label_set("a", [0, 1], []), label_set("b", [1], [])], 2, resamples=5)
    assert np.isnan(found.together.overall).all()
    assert found.together.images == 1


def test_an_image_that_one_lacks_says_nothing_of_both():
    box = (0.0, 0.0, 10.0, 10.0)
    first = label_set("a", [0, 1, 2], [(0, 0, box), (1, 0, box), (2, 1, box)])
    second = label_set("b", [0, 2], [(0, 0, box), (2, 1, box)])
    third = label_set("c", [1], [])
    found = agreement_of([first, second, third], 2, resamples=0)
    assert [own.sets for own in found.pairs] == [(0, 1), (0, 2)]
    assert found.pairs[0].value(Measure.EXISTENCE)[0] == 1.0
    assert found.pairs[1].value(Measure.EXISTENCE)[0] == 0.0
    # Of the three, the first and the second are seen together on two images, the first and the third on one.
    assert found.together.value(Measure.EXISTENCE)[0] == pytest.approx(4 / 5)


def test_a_pair_of_two_classes_counts_for_both_of_them_and_once_for_all():
    near, far = (0.0, 0.0, 10.0, 10.0), (0.0, 0.0, 10.0, 8.0)
    first = label_set("a", [0, 1], [(0, 0, near), (1, 1, near)])
    second = label_set("b", [0, 1], [(0, 1, far), (1, 1, near)])
    found = agreement_of([first, second], 2, resamples=0).together
    assert found.value(Measure.IOU)[0] == pytest.approx(0.9)
    assert [found.value(Measure.IOU, category)[0] for category in (0, 1)] == pytest.approx([0.8, 0.9])
    assert found.value(Measure.SAME_CLASS)[0] == pytest.approx(0.5)
    assert [found.value(Measure.SAME_CLASS, category)[0] for category in (0, 1)] == pytest.approx(
        [0.0, 2 / 3]
    )
    assert found.matched.tolist() == [1, 2]


def test_boxes_that_cannot_be_compared_are_left_out():
    box = (0.0, 0.0, 10.0, 10.0)
    odd = [(0, -1, box), (0, 1, (np.nan, 0.0, 1.0, 1.0)), (0, 1, (5.0, 5.0, 5.0, 9.0)), (0, 0, box)]
    found = agreement_of([label_set("a", [0], odd), label_set("b", [0], odd)], 2, resamples=0).together
    assert found.boxes.tolist() == [2, 0]


@pytest.mark.parametrize(
    ("sets", "threshold", "said"),
    [
        ([], 0.5, "no image that two people labelled"),
        ([label_set("a", [0], [])], 0.5, "no image that two people labelled"),
        ([label_set("a", [0], []), label_set("b", [1], [])], 0.5, "no image that two people labelled"),
        ([label_set("a", [0], []), label_set("b", [0], [])], 0.0, "out of range"),
    ],
)
def test_what_cannot_be_compared_is_said(sets, threshold, said):
    with pytest.raises(UserError, match=said):
        agreement_of(sets, 1, threshold=threshold)


def test_the_same_seed_gives_the_same_intervals_and_work_can_be_cancelled():
    sets = of_values(KRIPPENDORFF_2011)
    one, same, other = (agreement_of(sets, 6, resamples=40, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.together.overall, same.together.overall)
    assert not np.array_equal(one.together.overall, other.together.overall)
    value, low, high = one.together.value(Measure.ALPHA)
    assert low < value < high

    def cancel(done, total):
        raise CancelledError

    with pytest.raises(CancelledError):
        agreement_of(sets, 6, progress=cancel)
