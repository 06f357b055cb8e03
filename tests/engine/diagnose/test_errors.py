"""Kinds of error, as symptoms."""

import numpy as np
import pytest

from engine.analysis.analyse import analyse
from engine.data.analysis import ErrorKind
from engine.data.finding import Finding, NotLookedAt
from engine.diagnose.errors import find
from engine.diagnose.patient import Patient


def silent(text: str, done: int, total: int) -> None: ...


def test_without_predictions_there_is_nothing_to_tell(unpredicted: Patient) -> None:
    assert [type(own) for own in find(unpredicted, silent)] == [NotLookedAt]


def test_a_good_model_has_none_that_costs_anything(healthy: Patient) -> None:
    assert list(find(healthy, silent)) == []


def test_each_kind_costs_what_the_analysis_says(bccd_patient: Patient) -> None:
    own = bccd_patient.assessment
    analysis = analyse(own.evaluation, own.annotations).analysis
    costs = {f"errors.{cost.kind.value}": cost for cost in analysis.errors}
    found = [one for one in find(bccd_patient, silent) if isinstance(one, Finding)]
    assert {one.key for one in found} == {"errors.location", "errors.background"}
    for one in found:
        assert one.symptom
        assert one.price == costs[one.key].ap


@pytest.mark.parametrize("kind", [ErrorKind.LOCATION, ErrorKind.BACKGROUND])
def test_the_plot_has_every_error_once_by_class_and_size(bccd_patient: Patient, kind: ErrorKind) -> None:
    own = bccd_patient.assessment
    costs = {cost.kind: cost for cost in analyse(own.evaluation, own.annotations).analysis.errors}
    found = {one.key: one for one in find(bccd_patient, silent) if isinstance(one, Finding)}
    plot = found[f"errors.{kind.value}"].plot
    assert plot is not None
    assert sum(int(series.y.sum()) for series in plot.series) == costs[kind].count
    assert all(series.x.tolist() == list(range(len(plot.names))) for series in plot.series)
    totals = np.sum([series.y for series in plot.series], axis=0)
    assert (np.diff(totals) <= 0).all()
