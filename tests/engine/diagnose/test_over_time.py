"""A learning curve of models that learned from more and more data."""

from dataclasses import replace

import numpy as np
import pytest

from engine.data.finding import Finding, NotLookedAt
from engine.diagnose import amount
from engine.formats.results import write_results
from tests.engine.diagnose.detections import patient, scattered


def found_in(own):
    every = list(amount.find(own, lambda text, done, total: None))
    return {one.key: one for one in every if isinstance(one, Finding)}, [
        one.sentence for one in every if isinstance(one, NotLookedAt)
    ]


@pytest.fixture(scope="module")
def own():
    return patient(scattered([100] * 3, 60, np.random.default_rng(1)), lambda box: 0.8, images=60, classes=3)


def table(folder, rows, head="boxes,map"):
    path = folder / "table.csv"
    path.write_text("\n".join([head, *(",".join(map(str, row)) for row in rows)]))
    return path


def test_map_that_grows_with_the_data_is_a_cause_with_what_twice_as_much_brings(own, tmp_path):
    rows = [(100, 0.30), (200, 0.362), (400, 0.418), (800, 0.481)]
    causes, _ = found_in(replace(own, evaluations=table(tmp_path, rows)))
    (cause,) = causes.values()
    assert cause.key == "amount.learning_curve"
    assert cause.price == pytest.approx(0.06, abs=0.003)
    assert 0.04 < cause.price_low < cause.price < cause.price_high < 0.08
    measured, line = cause.plot.series
    assert measured.y.tolist() == [0.30, 0.362, 0.418, 0.481]
    # Extrapolated by one doubling, with its interval.
    assert line.x[-1] == pytest.approx(np.log2(1600))
    assert line.low[-1] < line.y[-1] < line.high[-1]


@pytest.mark.parametrize(
    "values", [(0.48, 0.479, 0.482, 0.48), (0.3, 0.5, 0.2, 0.4)], ids=["level", "unsteady"]
)
def test_map_that_does_not_grow_is_none(own, tmp_path, values):
    causes, lacking = found_in(
        replace(own, evaluations=table(tmp_path, zip((100, 200, 400, 800), values, strict=True)))
    )
    assert causes == {}
    assert lacking == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "there are 0"),
        ([(100, 0.1), (200, 0.2), (400, 0.3)], "there are 3"),
        ([(100, 0.1), (110, 0.2), (120, 0.3), (130, 0.4)], "there are 4"),
        ([(100, "?")], "line 2"),
    ],
)
def test_too_few_and_broken_tables_shorten_the_list(own, tmp_path, rows, said):
    causes, lacking = found_in(replace(own, evaluations=table(tmp_path, rows)))
    assert causes == {}
    assert len(lacking) == 1 and said in lacking[0]


def test_predictions_are_measured_on_the_labels_as_they_are_now(own, tmp_path):
    rows = []
    for number, boxes in enumerate((100, 200, 400, 800)):
        kept = np.flatnonzero(np.arange(len(own.assessment.predictions)) % 8 <= 2 * number)
        name = f"{boxes}.json"
        write_results(own.dataset, own.assessment.predictions.take(kept), tmp_path / name)
        rows.append((boxes, name))
    causes, _ = found_in(replace(own, evaluations=table(tmp_path, rows, "boxes,predictions")))
    values = causes["amount.learning_curve"].plot.series[0].y
    assert (np.diff(values) > 0).all()
    assert values[-1] <= own.assessment.evaluation.metrics.ap
