"""The section of the report on why mAP is low, and the plots of what findings were seen in."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.finding import (
    EvidencePlot,
    Finding,
    Findings,
    Line,
    Mark,
    NextStep,
    NotLookedAt,
    PlotKind,
    Series,
    Topic,
)
from engine.data.finding_verdict import FindingVerdict, FindingVerdictKind, GivenKind
from engine.diagnose.tasks import tasks
from engine.errors import CancelledError
from engine.report.content import ReportContent, gather_report
from engine.report.diagnosis import diagnosis
from engine.report.finding_plot import MOST_BARS, finding_plot
from engine.report.markup import Markup
from engine.report.svg import round_values
from engine.store.project import ProjectFile
from tests.engine.report.test_page import words
from tests.engine.sign_off.conftest import Signed

AT = datetime(2026, 3, 14, tzinfo=UTC)
NOWHERE = np.zeros(0)
Report = Callable[..., str]


def cause(key: str = "labels.missing_label", **values: object) -> Finding:
    known: dict[str, object] = {"price": 0.02, "price_low": 0.01, "price_high": 0.034}
    return Finding(key, Topic.LABELS, f"It is {key}.", 0.8, 0.02, **(known | values))  # type: ignore[arg-type]


def said_of(key: str, kind: FindingVerdictKind, reason: str = "") -> FindingVerdict:
    return FindingVerdict(key, kind, "Lea", AT, reason, f"It was {key}.", 0.01, ("Mend it.",))


@pytest.fixture
def section(content: ReportContent) -> Report:
    """The words of the section where this was found and that was said."""

    def made(found: Findings, *verdicts: FindingVerdict) -> str:
        known = {own.key: own for own in verdicts}
        own = replace(content, diagnosis=found, verdicts=known, tasks=tasks(found, known))
        return words(f"<body>{diagnosis(own, Markup())}")

    return made


def test_nothing_found_is_said(section: Report) -> None:
    assert section(Findings()) == "Why is mAP low? Nothing was found that makes mAP low."


def test_a_cause_has_price_confidence_next_step_and_verdict(section: Report) -> None:
    line = Line("pipeline.config", 7, "num_classes: 90", "num_classes: 2")
    steps = (NextStep("Review these flags."), NextStep("Change the line.", line=line))
    found = Findings((cause(steps=steps), cause("errors.missed", symptom=True, price=None)))
    said = section(found, said_of("labels.missing_label", FindingVerdictKind.CONFIRMED))
    assert (
        "+0.0200 0.010 to 0.034 It is labels.missing_label. likely · Labels · Confirmed by Lea, 2026-" in said
    )
    assert "→ Review these flags. → Change the line. pipeline.config, line 7: num_classes: 90 → num_c" in said
    symptoms = said.index("Symptoms")
    assert said.index("It is errors.missed.") > symptoms and "no price" in said[symptoms:]


def test_what_was_dismissed_stands_with_its_reason_alone(section: Report) -> None:
    found = Findings((cause(),))
    said = section(found, said_of("labels.missing_label", FindingVerdictKind.DISMISSED, "Known to the lab"))
    assert said.count("It is labels.missing_label.") == 1
    assert "Nothing was found" in said and "Dismissed by Lea, 2026-03-14: Known to the lab" in said


def test_tasks_are_ticked_once_they_are_found_no_more(section: Report) -> None:
    kind = FindingVerdictKind.TASK
    said = section(Findings((cause("a"),)), said_of("gone", kind), said_of("a", kind))
    listed = said[said.index("Task list") :]
    assert listed.index("☐ It is a.") < listed.index("☑ It was gone. No longer found. → Mend it.")


def test_what_is_not_at_hand_shortens_the_list_and_is_said(section: Report) -> None:
    said = section(Findings(not_looked_at=(NotLookedAt(Topic.TRAINING, "No event files."),)))
    assert said.endswith("Training: No event files.")


def test_causes_that_are_too_many_are_counted(section: Report) -> None:
    assert "3 causes that cost less are left out." in section(
        Findings(tuple(cause(f"c{n}") for n in range(15)))
    )


def test_broken_inputs_of_a_project_are_named(signed: Signed, tmp_path: Path) -> None:
    broken = tmp_path / "pipeline.config"
    broken.write_text("model { ssd { num_classes: ")
    with closing(ProjectFile(signed.project)) as file:
        file.findings.give(GivenKind.CONFIGURATION, broken)
    content: ReportContent = gather_report(signed.project)
    said = {own.topic: str(own.sentence) for own in content.diagnosis.not_looked_at}
    assert "pipeline.config" in said[Topic.CONFIGURATION]
    assert "event files" in said[Topic.TRAINING]


def test_gathering_is_cancelled_while_causes_are_looked_for(signed_once: Signed) -> None:
    def stop(text: str, done: int, total: int) -> None:
        if text == "Looking for causes":
            raise CancelledError

    with pytest.raises(CancelledError):
        gather_report(signed_once.project, progress=stop)


def plot(kind: PlotKind, *series: Series, **values: object) -> EvidencePlot:
    return EvidencePlot(kind, "t", "x<", "y>", series, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "own",
    [
        plot(PlotKind.LINES),
        plot(PlotKind.BARS),
        plot(PlotKind.LINES, Series("", NOWHERE, NOWHERE)),
        plot(PlotKind.POINTS, Series("", np.ones(1), np.ones(1))),
        plot(
            PlotKind.LINES, Series("a", np.arange(2.0), np.array([np.nan, np.inf])), marks=(Mark(1, "here"),)
        ),
        plot(PlotKind.LINES, Series("", np.arange(5e3), np.arange(5e3), np.zeros(5000), np.full(5000, 6e3))),
        plot(
            PlotKind.BARS,
            Series("a", np.arange(2.0), np.array([-0.1, np.nan]), np.array([-0.2, 0]), np.array([0.1, 1])),
            Series("b", np.arange(2.0), np.array([0.3, 0.0])),
            names=("<cat>", "d" * 60),
        ),
    ],
)
def test_evidence_is_sound_svg_within_its_frame(own: EvidencePlot) -> None:
    svg = finding_plot(own)
    root = ElementTree.fromstring(svg)
    assert "nan" not in svg and "inf" not in svg.replace("infinite", "")
    assert len(svg) < 40_000
    for shape in root:
        for name in ("x", "x1", "x2", "cx"):
            assert 0 <= float(shape.get(name, 0)) <= float(root.get("width", 0))


def test_of_many_bars_the_first_are_shown() -> None:
    many = plot(
        PlotKind.BARS, Series("", np.arange(30.0), np.ones(30)), names=tuple(f"name{n}" for n in range(30))
    )
    svg = finding_plot(many)
    assert f">name{MOST_BARS - 1}<" in svg and f">name{MOST_BARS}<" not in svg


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
def test_round_values_lie_around_what_they_are_of(low: float, span: float) -> None:
    values = round_values(low, low + span)
    room = 1e-6 * max(span, abs(low), 1e-6)
    assert values[0] <= low + room and values[-1] >= low + span - room
    assert 2 <= len(values) <= 8
