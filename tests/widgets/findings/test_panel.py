"""The panel of findings: what it lists, what it says of one, and what it draws."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

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
from engine.data.finding_verdict import FindingVerdict, FindingVerdictKind, Given, GivenKind
from widgets.findings.evidence import EvidenceView
from widgets.findings.list import FindingList
from widgets.findings.panel import FindingsPanel
from widgets.findings.said import sure_word
from widgets.theme import Scheme, theme_of

PRICED = Finding("a", Topic.LABELS, "labels are missing", 0.95, 0.1, 0.1, 0.05, 0.15)
UNPRICED = Finding(
    "b",
    Topic.CONFIGURATION,
    "the rate never falls",
    0.6,
    0.05,
    why_no_price="Only training again would tell.",
    steps=(NextStep("Let it fall.", line=Line("pipeline.config", 12, "rate: 0.1", "rate: 0.01")),),
)
SYMPTOM = Finding("c", Topic.ERRORS, "boxes fit badly", 1.0, 0.3, 0.3, symptom=True)
LACKING = NotLookedAt(Topic.TRAINING, "There are no event files.")
ALL = Findings((PRICED, UNPRICED, SYMPTOM), (LACKING,))


def values(*numbers: float) -> np.ndarray:
    return np.array(numbers, np.float64)


BARS = EvidencePlot(
    PlotKind.BARS,
    "Bars",
    "",
    "boxes",
    (
        Series(
            "training", values(0, 1, 2), values(3, -2, np.nan), values(2, -3, np.nan), values(4, -1, np.nan)
        ),
        Series("<evaluation>", values(0, 2), values(5, 1)),
    ),
    names=("cat", "dog", "an owl with a long name"),
)
LINES = EvidencePlot(
    PlotKind.LINES,
    "Lines",
    "step",
    "loss",
    (
        Series(
            "loss",
            values(0, 10, 20),
            values(1, np.nan, 0.2),
            values(0.9, np.nan, 0.1),
            values(1.1, np.nan, 0.3),
        ),
    ),
    marks=(Mark(10, "It begins to overfit here."),),
)
POINTS = EvidencePlot(
    PlotKind.POINTS,
    "Points",
    "boxes",
    "AP",
    (Series("", values(1, 5), values(0.2, 0.2), values(0, 0.1), values(1, 1)),),
)
NOTHING = EvidencePlot(PlotKind.LINES, "Nothing", "", "", (Series("", values(), values()),))


@pytest.fixture
def panel(qtbot):
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.resize(800, 400)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def groups(panel):
    own = panel.findChild(FindingList)
    items = map(own.topLevelItem, range(own.topLevelItemCount()))
    return {item.text(0): [item.child(row).text(0) for row in range(item.childCount())] for item in items}


def choose(panel, group, row):
    own = panel.findChild(FindingList)
    own.setCurrentItem(own.topLevelItem(group).child(row))
    QApplication.processEvents()


def text(panel, name):
    label = panel.findChild(QLabel, name)
    return label.text() if label.isVisible() else ""


def button(panel, name):
    return next((own for own in panel.findChildren(QAbstractButton, name) if own.isVisible()), None)


def test_nothing_found_lists_nothing(panel):
    assert groups(panel) == {}
    assert panel._status.whole == "Nobody has looked yet."
    panel.set_findings(Findings())
    assert groups(panel) == {}
    assert panel._status.whole == "Nothing was found that makes mAP low."
    assert panel.finding is None


def test_symptoms_and_what_was_not_looked_at_stand_apart(panel):
    panel.set_findings(ALL)
    assert groups(panel) == {
        "Causes (2)": [
            "+0.1000, 0.050 to 0.150, labels are missing, almost certain",
            "the rate never falls, rather likely",
        ],
        "Symptoms: where mAP is lost (1)": ["+0.3000, boxes fit badly, almost certain"],
        "Not looked at (1)": ["Training: There are no event files."],
    }
    assert panel.finding is PRICED
    assert panel._status.whole == "2 causes, the most costly first"


def test_a_price_is_said_with_its_interval_or_why_there_is_none(panel):
    panel.set_findings(ALL)
    assert text(panel, "finding_price") == (
        "Without it: +0.1000 mAP; with 95 % certainty 0.050 to 0.150. Almost certain (95% sure)."
    )
    choose(panel, 0, 1)
    assert text(panel, "finding_price") == (
        "Cannot be priced. Only training again would tell. Rather likely (60% sure)."
    )


def test_a_line_of_a_configuration_is_copied(panel):
    panel.set_findings(ALL)
    choose(panel, 0, 1)
    labels = [own.text() for own in panel.findChildren(QLabel) if own.isVisible()]
    assert {"pipeline.config:12", "− rate: 0.1", "+ rate: 0.01"} <= set(labels)
    button(panel, "step_0").click()
    assert QGuiApplication.clipboard().text() == "rate: 0.01"


def test_what_is_lacking_can_be_given(panel):
    heard = []
    panel.choose_folder_clicked.connect(heard.append)
    panel.set_findings(ALL)
    panel.set_given(Given(event_files=Path("runs")))
    choose(panel, 2, 0)
    assert text(panel, "finding_price") == "runs"
    assert button(panel, "choose_given_folder").text() == "Choose event files…"
    button(panel, "choose_given_folder").click()
    assert heard == [GivenKind.EVENT_FILES]
    assert button(panel, "confirm_finding") is None


def test_what_somebody_chose_stays_chosen_and_a_reason_half_typed_stays(panel):
    panel.set_findings(Findings((PRICED,), waiting=(Topic.ERRORS,)))
    button(panel, "dismiss_finding").click()
    panel._detail.verdicts._reason.setText("because")
    panel.set_findings(ALL)
    assert panel._detail.verdicts._reason.text() == "because"
    choose(panel, 0, 1)
    panel.set_findings(Findings((SYMPTOM,)))
    assert panel.finding is SYMPTOM
    panel.set_findings(ALL)
    assert panel.finding is UNPRICED


@pytest.mark.parametrize("kind", list(FindingVerdictKind))
def test_a_verdict_is_shown_with_its_author_and_can_be_taken_back(panel, kind):
    heard = []
    panel.judged.connect(lambda *said: heard.append(said))
    panel.set_findings(ALL)
    verdict = FindingVerdict("a", kind, "ada", datetime(2024, 5, 1, 12, tzinfo=UTC), "no")
    panel.set_verdicts({"a": verdict})
    is_dismissed = kind is FindingVerdictKind.DISMISSED
    assert ("Dismissed (1)" in groups(panel)) == is_dismissed
    if is_dismissed:
        assert panel.finding is UNPRICED
        own = panel.findChild(FindingList)
        own.topLevelItem(own.topLevelItemCount() - 1).setExpanded(True)
        choose(panel, own.topLevelItemCount() - 1, 0)
    assert panel.finding is PRICED
    assert "ada, 2024-05-01" in panel._detail.verdicts._said.text()
    assert button(panel, "confirm_finding") is None
    button(panel, "take_back_finding").click()
    assert heard == [(PRICED, None, "")]
    assert (button(panel, "task_list").text(), button(panel, "task_list").isEnabled()) == (
        ("Task list (1)", True) if kind is FindingVerdictKind.TASK else ("Task list (0)", False)
    )


@pytest.mark.parametrize("width", [320, 800])
@pytest.mark.parametrize("scheme", list(Scheme))
def test_it_can_be_drawn_at_any_width(panel, width, scheme):
    panel.set_findings(ALL)
    view = EvidenceView(theme_of(scheme))
    panel.evidence_shown.connect(lambda plot: plot is not None and view.set_evidence(plot))
    panel.set_view(view)
    panel.resize(width, 500)
    QApplication.processEvents()
    assert not panel.grab().isNull()


@pytest.mark.parametrize(
    ("evidence", "place", "said"),
    [
        (NOTHING, (0, 0), ""),
        (BARS, (0.0, 0.1), "cat\ntraining 3 (2 – 4)\n<evaluation> 5"),
        (BARS, (0.0, 7.0), ""),
        (LINES, (19.0, 0.5), "20: loss 0.2 (0.1 – 0.3)"),
        (POINTS, (0.0, 0.5), "1: 0.2 (0 – 1)"),
    ],
)
def test_evidence_is_drawn_and_says_what_is_under_the_mouse(qtbot, evidence, place, said):
    view = EvidenceView(theme_of(Scheme.LIGHT))
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.set_evidence(evidence)
    with qtbot.waitExposed(view):
        view.show()
    view.set_theme(theme_of(Scheme.DARK))
    assert not view.grab().isNull()
    assert view.plot.tip(*place) == said
    marks = view.findChild(QLabel, "marks")
    assert marks.text() == "\n".join(f"{n}  {own.sentence}" for n, own in enumerate(evidence.marks, 1))
    low, high = view.plot.getPlotItem().getViewBox().viewRange()[0 if evidence is BARS else 1]
    drawn = np.concatenate([own.y for own in evidence.series])
    assert (drawn[np.isfinite(drawn)] >= low).all()
    assert (drawn[np.isfinite(drawn)] <= high).all()


def test_a_title_of_the_plot_before_does_not_stay(qtbot):
    view = EvidenceView(theme_of(Scheme.LIGHT))
    qtbot.addWidget(view)
    for evidence in (LINES, BARS, LINES):
        view.set_evidence(evidence)
        axis = view.plot.getPlotItem().getAxis("left")
        assert axis.label.isVisible() == (evidence is LINES)


@pytest.mark.parametrize(
    ("confidence", "word"),
    [
        (0.0, "a suspicion"),
        (0.5, "rather likely"),
        (0.7, "likely"),
        (0.9, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_confidence_is_said_in_words(confidence, word):
    assert sure_word(confidence) == word
