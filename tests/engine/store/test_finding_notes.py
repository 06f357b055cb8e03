"""Verdicts on findings and given paths outlive the window, and move with the project."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.finding_verdict import FindingVerdict, FindingVerdictKind, Given, GivenKind
from engine.store.finding_notes import _value, _verdict
from engine.store.project import ProjectFile

WHEN = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)
VERDICTS = st.builds(
    FindingVerdict,
    key=st.text(),
    kind=st.sampled_from(FindingVerdictKind),
    author=st.text(),
    at=st.datetimes(timezones=st.just(UTC)),
    reason=st.text(),
    sentence=st.text(),
    price=st.none() | st.floats(allow_nan=False),
    steps=st.lists(st.text(), max_size=3).map(tuple),
)


@given(VERDICTS)
def test_a_verdict_is_read_back_as_it_was_written(verdict: FindingVerdict) -> None:
    assert _verdict(verdict.key, _value(verdict)) == verdict


def test_nothing_is_known_at_first(project: ProjectFile) -> None:
    assert project.findings.verdicts == {}
    assert project.findings.given == Given()


def test_the_last_verdict_on_a_finding_holds_and_can_be_taken_back(project: ProjectFile) -> None:
    notes = project.findings
    first = FindingVerdict("a", FindingVerdictKind.TASK, "ada", WHEN)
    last = FindingVerdict("a", FindingVerdictKind.DISMISSED, "bob", WHEN, "it is not so")
    other = FindingVerdict("b", FindingVerdictKind.CONFIRMED, "ada", WHEN)
    for verdict in (first, other, last):
        notes.judge(verdict)
    again = ProjectFile(project.path)
    assert again.findings.verdicts == {"a": last, "b": other} == notes.verdicts
    # What another window says of another finding stays.
    elsewhere = replace(other, key="c")
    notes.judge(elsewhere)
    again.findings.take_back("a")
    again.findings.take_back("never judged")
    again.close()
    once_more = ProjectFile(project.path)
    assert once_more.findings.verdicts == {"b": other, "c": elsewhere}
    once_more.close()


@pytest.mark.parametrize("kind", list(GivenKind))
def test_what_is_given_moves_with_the_project_and_can_be_forgotten(
    project: ProjectFile, tmp_path: Path, kind: GivenKind
) -> None:
    path = tmp_path / "beside" / "größe 1"
    project.findings.give(kind, path)
    again = ProjectFile(project.path)
    assert again.findings.given.path(kind) == path
    again.findings.give(kind, None)
    assert again.findings.given == Given()
    again.close()
