from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from engine.data.dataset import Annotation
from engine.data.edit import Edit
from engine.data.flag import VerdictKind
from engine.data.journal import Action, JournalEntry, Measurement, Origin, Step, Verdict
from engine.data.settings_text import SettingsText
from engine.moments import difference
from widgets.journal.dialog import JournalDialog
from widgets.journal.model import Column, DifferenceColumn, DifferenceModel, JournalModel
from widgets.journal.words import entry_said, how_said, origin_said

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
BOX = replace(Annotation.new(1, 0, (5.0, 6.0, 15.0, 26.0)), id=7, source_id=7)
ADD = Step((Edit.add(BOX),), (), Origin.SUGGESTION)
SAY = Step((), (Verdict("kind|0|7", None, VerdictKind.UNSURE),), Origin.VERDICT)
NAMES = ("a.jpg", "b.jpg")


def entry(step: Step = ADD, ap: float = 0.5, action: Action = Action.DO, **how: object) -> JournalEntry:
    return JournalEntry(action, step, "ada", AT, Measurement((ap, *(-1.0,) * 11), **how))  # type: ignore[arg-type]


def column(model: JournalModel | DifferenceModel, which: int) -> list[str]:
    return [model.index(row, which).data() for row in range(model.rowCount())]


@pytest.mark.parametrize("origin", list(Origin))
def test_every_origin_has_words_and_fits_its_column_of_the_project_file(origin: Origin) -> None:
    assert how_said(origin) and origin_said(origin)
    assert len(origin.value) <= 16


@pytest.mark.parametrize(
    ("step", "action", "said"),
    [
        pytest.param(ADD, Action.DO, "Added a box", id="done"),
        pytest.param(ADD.inverse, Action.UNDO, "Undone: Added a box", id="undone"),
        pytest.param(SAY, Action.REDO, "Done again: Verdict: unsure", id="done again"),
        pytest.param(Step((), (), Origin.RETURNED), Action.DO, "Returned to an earlier state", id="returned"),
    ],
)
def test_an_entry_is_said_by_what_it_did(step: Step, action: Action, said: str) -> None:
    assert entry_said(entry(step, action=action)) == said


@pytest.mark.parametrize(
    ("entries", "changes"),
    [
        pytest.param([], [], id="nothing done"),
        pytest.param([entry()], ["–"], id="nothing to compare with"),
        pytest.param([entry(ap=0.5), entry(ap=0.75)], ["▲ +0.2500", "–"], id="better"),
        pytest.param([entry(run=1), entry(run=2)], ["–"] * 2, id="other predictions"),
        pytest.param(
            [entry(), entry(settings=SettingsText("0.5", "", "100"))], ["–"] * 2, id="measured otherwise"
        ),
        pytest.param([entry(), replace(entry(), measured=None)], ["–"] * 2, id="not measured"),
        pytest.param([entry(), entry(ap=-1.0)], ["–"] * 2, id="not defined"),
    ],
)
def test_the_change_is_told_where_both_steps_were_measured_alike(
    entries: Sequence[JournalEntry], changes: list[str]
) -> None:
    model = JournalModel()
    model.show_entries(entries, NAMES)
    assert column(model, Column.CHANGE) == [*changes, ""]
    assert column(model, Column.IMAGE) == ["b.jpg"] * len(entries) + [""]


def test_one_more_entry_is_put_on_top_and_another_journal_takes_its_place() -> None:
    model = JournalModel()
    inserted: list[int] = []
    reset: list[bool] = []
    model.rowsInserted.connect(lambda parent, first, last: inserted.append(first))
    model.modelReset.connect(lambda: reset.append(True))
    entries = tuple(entry() for _ in range(3))
    for shown in (entries[:1], entries[:2], entries, entries):
        model.show_entries(shown, NAMES)
    assert (inserted, reset) == ([0, 0, 0], [])
    model.show_entries((entry(), entry()), NAMES)
    assert reset == [True]
    assert column(model, Column.MOMENT) == ["2", "1", "0"]
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 3


def test_a_difference_lists_boxes_and_then_verdicts_with_their_places() -> None:
    entries = (entry(), entry(SAY))
    model = DifferenceModel(difference(entries, 0, 2), NAMES, ("cat",))
    assert column(model, DifferenceColumn.WHAT) == ["added", "verdict"]
    assert column(model, DifferenceColumn.AFTER) == ["cat  10 × 20  @ 5, 6", "Verdict: unsure"]
    assert [model.place_at(row) for row in range(2)] == [(1, 7), (0, None)]
    assert DifferenceModel(difference(entries, 1, 1), NAMES, ("cat",)).rowCount() == 0


def test_what_can_be_done_depends_on_the_moments_selected(qtbot: QtBot) -> None:
    dialog = JournalDialog(("cat",), None)
    qtbot.addWidget(dialog)
    dialog.set_entries((entry(), entry(SAY)), NAMES)
    asked: list[tuple[str, tuple[int, ...]]] = []
    dialog.look_wanted.connect(lambda *moment: asked.append(("look", moment)))
    dialog.return_wanted.connect(lambda *moment: asked.append(("return", moment)))
    dialog.difference_wanted.connect(lambda *moments: asked.append(("difference", moments)))
    names = ("look", "return", "against_source", "against_other")
    for moments, enabled in (
        ((), ()),
        ((0,), ("look", "return", "against_other")),
        ((1,), names),
        ((2,), ("look", "against_source")),
        ((0, 2), ("against_other",)),
        ((0, 1, 2), ()),
    ):
        dialog.choose(*moments)
        buttons = {name: dialog.findChild(QPushButton, name) for name in names}
        assert tuple(name for name, button in buttons.items() if button.isEnabled()) == enabled
        for name in enabled:
            buttons[name].click()
    assert asked == [
        ("look", (0,)), ("return", (0,)), ("difference", (0, 2)),
        ("look", (1,)), ("return", (1,)), ("difference", (0, 1)), ("difference", (1, 2)),
        ("look", (2,)), ("difference", (0, 2)),
        ("difference", (0, 2)),
    ]  # fmt: skip
