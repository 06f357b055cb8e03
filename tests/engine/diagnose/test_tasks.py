"""What is said of findings, and the task list."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.finding import Finding, Findings, NextStep, Topic
from engine.data.finding_verdict import FindingVerdict, FindingVerdictKind, Task
from engine.diagnose.tasks import (
    csv_text,
    dismissed,
    markdown,
    tasks,
    verdict_on,
    without_dismissed,
    write_tasks,
)
from engine.errors import UserError

WHEN = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)


def finding(key: str, price: float | None = 0.1) -> Finding:
    steps = (NextStep(f"mend {key}"),)
    return Finding(key, Topic.LABELS, f"{key} is wrong", 0.9, price or 0.5, price, steps=steps)


def said(key: str, kind: FindingVerdictKind = FindingVerdictKind.TASK) -> FindingVerdict:
    return verdict_on(finding(key), kind, "ada", "no")


def task(sentence: str = "x", *, still_found: bool = True, price: float | None = 0.1) -> Task:
    return Task("k", "ada", WHEN, sentence, price, None, None, ("do this",), still_found)


@pytest.mark.parametrize(
    ("found", "verdicts", "listed"),
    [
        ("", "", ""),
        ("ab", "", ""),
        ("ab", "b", "b"),
        # In the order of rank, not in that of who said so first.
        ("ab", "ba", "ab"),
        # What is found no more comes last.
        ("ab", "cb", "bc"),
    ],
)
def test_the_list_has_what_somebody_put_on_it(found: str, verdicts: str, listed: str) -> None:
    findings = Findings(tuple(map(finding, found)))
    own = tasks(findings, {key: said(key) for key in verdicts})
    assert "".join(one.key for one in own) == listed
    assert [one.still_found for one in own] == [key in found for key in listed]
    assert all(one.sentence == f"{one.key} is wrong" and one.steps == (f"mend {one.key}",) for one in own)


def test_what_was_dismissed_is_not_ranked_and_no_task() -> None:
    found = Findings((finding("a"), finding("b")))
    verdicts = {"a": said("a", FindingVerdictKind.DISMISSED), "b": said("b", FindingVerdictKind.CONFIRMED)}
    assert [own.key for own in without_dismissed(found, verdicts).ranked] == ["b"]
    assert [own.key for own in dismissed(found, verdicts)] == ["a"]
    assert tasks(found, verdicts) == ()


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_dismissed_without_a_reason(reason: str) -> None:
    with pytest.raises(UserError, match="reason"):
        verdict_on(finding("a"), FindingVerdictKind.DISMISSED, "ada", reason)


def test_markdown_has_boxes_to_tick() -> None:
    assert "Nothing is on the list" in markdown([])
    text = markdown([task("labels\nare missing"), task("done", still_found=False, price=None)])
    assert text == (
        "# Tasks\n\n"
        "- [ ] **0.1000 mAP**: labels are missing\n  - do this\n  - *ada, 2024-05-01*\n"
        "- [x] **not priced**: done\n  - do this\n  - *ada, 2024-05-01; no longer found*\n"
    )


@given(st.lists(st.text()))
def test_csv_has_a_row_for_each_task(sentences: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(csv_text(map(task, sentences)), newline="")))
    assert len(rows) == 1 + len(sentences)
    for sentence, row in zip(sentences, rows[1:], strict=True):
        assert row[0] == "0.1"
        # Nothing in it is a formula to a spreadsheet.
        line = " ".join(sentence.split())
        assert row[3] in (line, f"'{line}")
        assert not row[3].startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(("name", "first"), [("tasks.md", "# Tasks"), ("tasks.CSV", "mAP,low,high")])
def test_the_ending_says_how_it_is_written(tmp_path: Path, name: str, first: str) -> None:
    write_tasks([task()], tmp_path / name)
    assert (tmp_path / name).read_text().startswith(first)
    with pytest.raises(UserError, match="Markdown or CSV"):
        write_tasks([task()], tmp_path / "tasks.xlsx")
