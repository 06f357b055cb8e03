"""What people said of findings, and the task list that comes of it: for a report, as Markdown, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from engine.data.finding import Finding, Findings
from engine.data.finding_verdict import FindingVerdict, FindingVerdictKind, Task
from engine.errors import UserError
from engine.formats.output import write_file

SUFFIXES = (".md", ".csv")
_COLUMNS = ("mAP", "low", "high", "what was found", "what to do", "still found", "by", "since")
_FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet would take for the beginning of a formula."""


def verdict_on(finding: Finding, kind: FindingVerdictKind, author: str, reason: str = "") -> FindingVerdict:
    """What somebody says of a finding now.

    Raises
    ------
    UserError
        It is dismissed without a reason: whoever reads that later would have to look again.
    """
    reason = reason.strip()
    if kind is FindingVerdictKind.DISMISSED and not reason:
        raise UserError(
            "a finding is dismissed with a reason", record=finding.key, remedy="Say why it is none"
        )
    return FindingVerdict(
        finding.key,
        kind,
        author,
        datetime.now(UTC),
        reason,
        str(finding.sentence),
        finding.price,
        tuple(str(step.sentence) for step in finding.steps),
    )


def without_dismissed(found: Findings, verdicts: Mapping[str, FindingVerdict]) -> Findings:
    """The findings without those that somebody dismissed."""
    return replace(found, ranked=tuple(own for own in found.ranked if not _dismissed(own, verdicts)))


def dismissed(found: Findings, verdicts: Mapping[str, FindingVerdict]) -> tuple[Finding, ...]:
    """The findings that somebody dismissed."""
    return tuple(own for own in found.ranked if _dismissed(own, verdicts))


def tasks(found: Findings, verdicts: Mapping[str, FindingVerdict]) -> tuple[Task, ...]:
    """What is on the task list: what is still found in the order of its rank, then what is not, the oldest first."""
    now = {own.key: (rank, own) for rank, own in enumerate(found.ranked)}
    listed = [own for own in verdicts.values() if own.kind is FindingVerdictKind.TASK]
    listed.sort(key=lambda own: (now[own.key][0] if own.key in now else len(now), own.at, own.key))
    return tuple(_task(own, now[own.key][1] if own.key in now else None) for own in listed)


def markdown(listed: Sequence[Task]) -> str:
    """The task list as Markdown with boxes to tick; those that are found no more are ticked."""
    lines = ["# Tasks", ""]
    if not listed:
        lines += ["Nothing is on the list.", ""]
    for own in listed:
        lines.append(f"- [{' ' if own.still_found else 'x'}] **{_worth(own)}**: {_one_line(own.sentence)}")
        lines += [f"  - {_one_line(step)}" for step in own.steps]
        ending = "" if own.still_found else "; no longer found"
        lines.append(f"  - *{_one_line(own.author)}, {own.at:%Y-%m-%d}{ending}*")
    return "\n".join(lines).rstrip() + "\n"


def csv_text(listed: Iterable[Task]) -> str:
    """The task list as CSV, a row for each, with a line of titles."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for own in listed:
        numbers = [
            "" if value is None else repr(value) for value in (own.price, own.price_low, own.price_high)
        ]
        words = (own.sentence, " ".join(own.steps), "yes" if own.still_found else "no", own.author)
        writer.writerow([*numbers, *map(_no_formula, words), own.at.isoformat(timespec="seconds")])
    return text.getvalue()


def write_tasks(listed: Sequence[Task], path: Path) -> None:
    """Write the task list as Markdown or CSV, by the name's ending.

    Raises
    ------
    UserError
        It ends otherwise, or cannot be written there.
    """
    texts = {".md": markdown, ".csv": csv_text}
    suffix = path.suffix.lower()
    if suffix not in texts:
        raise UserError(
            "a task list is written as Markdown or CSV", source=path, remedy="End its name with .md or .csv"
        )
    write_file(path, [texts[suffix](listed).encode()])


def _dismissed(finding: Finding, verdicts: Mapping[str, FindingVerdict]) -> bool:
    verdict = verdicts.get(finding.key)
    return verdict is not None and verdict.kind is FindingVerdictKind.DISMISSED


def _task(verdict: FindingVerdict, now: Finding | None) -> Task:
    if now is None:
        return Task(
            verdict.key,
            verdict.author,
            verdict.at,
            verdict.sentence,
            verdict.price,
            None,
            None,
            verdict.steps,
            still_found=False,
        )
    return Task(
        verdict.key,
        verdict.author,
        verdict.at,
        now.sentence,
        now.price,
        now.price_low,
        now.price_high,
        tuple(step.sentence for step in now.steps),
        still_found=True,
    )


def _worth(task: Task) -> str:
    if task.price is None:
        return "not priced"
    if task.price_low is None or task.price_high is None:
        return f"{task.price:.4f} mAP"
    return f"{task.price:.4f} mAP ({task.price_low:.4f} to {task.price_high:.4f})"


def _one_line(said: str) -> str:
    return " ".join(said.split())


def _no_formula(said: str) -> str:
    line = _one_line(said)
    return f"'{line}" if line.startswith(_FORMULA) else line
