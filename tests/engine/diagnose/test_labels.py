"""What accepting the likely suggestions would change, by kind."""

from itertools import pairwise

import numpy as np
import pytest

from engine.assessment import after_edits
from engine.data.finding import Finding, PlotKind
from engine.data.flag import BEHIND_PLOTS, FlagKind
from engine.diagnose.labels import LIKELY, find
from engine.diagnose.patient import Patient
from engine.editing import numbered


def silent(text: str, done: int, total: int) -> None: ...


def findings(patient: Patient) -> dict[str, Finding]:
    return {own.key: own for own in find(patient, silent) if isinstance(own, Finding)}


def test_a_healthy_dataset_has_none(healthy: Patient) -> None:
    assert findings(healthy) == {}


def test_one_wrong_class_is_found(mislabelled: Patient) -> None:
    assert set(findings(mislabelled)) == {"labels.wrong_class"}


def test_the_price_is_the_map_once_the_suggestions_are_accepted(bccd_patient: Patient) -> None:
    own = bccd_patient.assessment
    found = findings(bccd_patient)["labels.missing_label"]
    edits = [
        flag.suggestion
        for flags in own.flags.values()
        for flag in flags
        if flag.kind is FlagKind.MISSING_LABEL and flag.suggestion is not None and flag.score >= LIKELY
    ]
    after = after_edits(own, numbered(edits, own.annotations)).evaluation.metrics
    assert found.price == pytest.approx(after.ap - own.evaluation.metrics.ap, abs=1e-12)
    assert found.price is not None
    assert found.price_low is not None
    assert found.price_high is not None
    assert found.price_low <= found.price <= found.price_high
    assert found.weight == found.price
    # The plot has the change of each class that changes, the largest first.
    assert found.plot is not None
    assert found.plot.kind is PlotKind.BARS
    (series,) = found.plot.series
    names = bccd_patient.dataset.categories.names
    change = after.per_class_ap - own.evaluation.metrics.per_class_ap
    shown = dict(zip(found.plot.names, series.y.tolist(), strict=True))
    assert shown == pytest.approx({name: change[names.index(name)] for name in shown}, abs=1e-12)
    assert all(abs(one) >= abs(other) for one, other in pairwise(series.y.tolist()))
    assert np.count_nonzero(change) == len(shown)


def test_the_next_step_shows_as_many_flags_as_it_says(bccd_patient: Patient) -> None:
    flags = [flag for own in bccd_patient.assessment.flags.values() for flag in own]
    for key, own in findings(bccd_patient).items():
        kind = FlagKind(key.removeprefix("labels."))
        assert kind not in BEHIND_PLOTS
        (step,) = own.steps
        assert step.filter_text == f"kind:{kind.value} score>={LIKELY}"
        likely = [flag for flag in flags if flag.kind is kind and flag.score >= LIKELY]
        said = "this flag" if len(likely) == 1 else f"{len(likely):,} flags"
        assert said in step.sentence
