import math
from dataclasses import asdict, fields
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.check_settings import (
    DEFAULTS,
    THRESHOLDS,
    CheckSettings,
    Threshold,
    changed_values,
    faults,
    usable_values,
    with_values,
)
from engine.errors import UserError
from tests.engine.data.settings import check_settings

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "flagging.md"

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=3,
)


def test_every_field_has_its_row_and_every_row_its_field() -> None:
    described = [threshold.name for threshold in THRESHOLDS]
    there = [field.name for field in fields(CheckSettings)]
    assert sorted(set(there) - set(described)) == [], "fields of CheckSettings without a row in THRESHOLDS"
    assert sorted(set(described) - set(there)) == [], "rows of THRESHOLDS without a field in CheckSettings"
    assert len(described) == len(set(described))


def test_the_rows_of_a_group_stand_together() -> None:
    groups = [group for group, _ in groupby(THRESHOLDS, lambda threshold: threshold.group)]
    assert len(groups) == len(set(groups))


@pytest.mark.parametrize("threshold", THRESHOLDS, ids=lambda threshold: threshold.name)
def test_a_threshold_can_be_shown_and_reached_by_its_steps(threshold: Threshold) -> None:
    default = getattr(DEFAULTS, threshold.name)
    assert threshold.minimum <= default <= threshold.maximum
    assert round(default, threshold.decimals) == default
    assert round(threshold.step, threshold.decimals) == threshold.step > 0
    assert threshold.title
    assert threshold.reason.endswith(".")
    assert threshold.whole == isinstance(default, int)


@pytest.mark.parametrize("threshold", THRESHOLDS, ids=lambda threshold: threshold.name)
def test_a_threshold_is_in_the_documentation_as_it_is(threshold: Threshold) -> None:
    default = threshold.shown(getattr(DEFAULTS, threshold.name))
    line = f"| `{threshold.name}` | {default} | {threshold.title} | {threshold.reason} |"
    assert line in DOCUMENT.read_text().splitlines(), "put this line into docs/flagging.md, Thresholds"


def test_the_documentation_has_no_other_thresholds() -> None:
    section = DOCUMENT.read_text().partition("## Thresholds\n")[2].partition("\n## ")[0]
    assert sum(line.startswith("| `") for line in section.splitlines()) == len(THRESHOLDS)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {}),
        (asdict(DEFAULTS), {}),
        ({"min_score": 0}, {}),
        ({"min_score": -0.01}, {"min_score": "-0.01 is not from 0.00 to 1.00"}),
        ({"min_score": 1.5}, {"min_score": "1.5 is not from 0.00 to 1.00"}),
        ({"min_score": math.nan}, {"min_score": "nan is no number"}),
        ({"min_score": True}, {"min_score": "True is no number"}),
        ({"tiny_side": math.inf}, {"tiny_side": "inf is no number"}),
        ({"tiny_side": "2"}, {"tiny_side": "'2' is no number"}),
        ({"min_boxes": 20.0}, {}),
        ({"min_boxes": 20.5}, {"min_boxes": "20.5 is no whole number"}),
        ({"outlier_z": 0}, {"outlier_z": "0 is not from 0.50 deviations to 1,000.00 deviations"}),
        ({"speed": 3}, {"speed": "there is no such threshold"}),
        ({"speed_from": 3, "speed_sure": 2}, dict.fromkeys(["speed_from", "speed_sure"], "there is no such threshold")),
        ({"duplicate_from": 0.8, "duplicate_sure": 0.8}, {}),
        (
            {"duplicate_from": 0.9, "duplicate_sure": 0.8},
            {"duplicate_from": "it must not be above “Two boxes are surely one object”, 0.80 IoU"},
        ),
        ({"duplicate_from": 0.9, "duplicate_sure": 2}, {"duplicate_sure": "2 is not from 0.00 IoU to 1.00 IoU"}),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_value_is_said(values: dict[str, object], expected: dict[str, str]) -> None:
    assert faults(values) == expected


def test_settings_that_cannot_be_used_are_not_made() -> None:
    with pytest.raises(UserError, match=r"1\.5 is not from") as caught:
        CheckSettings(min_score=1.5)
    assert caught.value.record == "min_score"
    with pytest.raises(UserError, match="must not be above"):
        with_values(DEFAULTS, {"same_place_from": 0.99})


def test_an_unknown_name_is_told_which_there_are() -> None:
    with pytest.raises(UserError) as caught:
        with_values(DEFAULTS, {"min_scor": 0.1})
    assert caught.value.record == "min_scor"
    assert all(threshold.name in str(caught.value) for threshold in THRESHOLDS)


@given(check_settings())
def test_settings_are_the_defaults_and_what_differs(settings: CheckSettings) -> None:
    differing = changed_values(settings)
    assert with_values(DEFAULTS, differing) == settings
    assert usable_values(differing) == (settings, {})
    assert all(value != getattr(DEFAULTS, name) for name, value in differing.items())


@given(
    check_settings(),
    st.dictionaries(st.sampled_from([field.name for field in fields(CheckSettings)]) | st.text(max_size=5), JSON),
)  # fmt: skip
def test_whatever_another_version_stored_what_can_be_used_is_and_the_rest_is_named(
    settings: CheckSettings, other: dict[str, object]
) -> None:
    stored = {**changed_values(settings), **other}
    found, left_out = usable_values(stored)
    assert left_out.keys() <= stored.keys()
    for name, value in asdict(found).items():
        used = name in stored and name not in left_out
        assert value == (stored[name] if used else getattr(DEFAULTS, name))


def test_a_stored_value_that_contradicts_a_default_is_left_out() -> None:
    found, left_out = usable_values({"duplicate_from": 0.9, "tiny_side": 3})
    assert found == CheckSettings(tiny_side=3)
    assert list(left_out) == ["duplicate_from"]
