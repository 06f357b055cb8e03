"""The page of runs: what models said of the images, newest first, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from widgets.key_text import Hints
from widgets.queue.button import PanelButton
from widgets.runs.row import RunRow
from widgets.runs.scope import ACTION, RunButton, Scope
from widgets.runs.standing import StandingPanel
from widgets.runs.table import RunTable
from widgets.theme import GRID


class RunsPage(QWidget):
    """A list of runs to use, compare, show beside each other, name and delete; above it the one that goes on."""

    use_clicked = Signal(int)
    compare_clicked = Signal(int, int)
    """Ids of two runs, the older one first."""
    beside_toggled = Signal(object)
    """Id of the run that is to be shown beside the one in use, int; None: no more."""
    renamed = Signal(int, str)
    delete_clicked = Signal(int)
    run_clicked = Signal(str)
    """A `Scope`."""
    model_clicked = Signal()
    """A model is to be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing = StandingPanel()
        self._rows: Sequence[RunRow] = ()
        self._keys: Hints = {}
        self._why_not = ""
        self._run = RunButton()
        self._table = RunTable()
        self._use = _button("use_run", "accept", self.tr("Use"))
        self._compare = _button("compare_runs", "compare", self.tr("Compare"))
        self._beside = _button("beside", "beside", self.tr("Beside"))
        self._beside.setCheckable(True)
        self._rename = _button("rename_run", "rename", self.tr("Rename"))
        self._delete = _button("delete_run", "delete", self.tr("Delete"))
        self._buttons = (self._use, self._compare, self._beside, self._rename, self._delete)
        self._empty = QLabel()
        self._choose_model = QPushButton(self.tr("Choose a model…"))
        self._bar = QWidget()
        self._stack = QStackedLayout()
        self._lay_out()
        self._run.run_clicked.connect(self.run_clicked)
        self._run.model_clicked.connect(self.model_clicked)
        self._choose_model.clicked.connect(self.model_clicked)
        self._table.itemSelectionChanged.connect(self._refresh)
        self._table.customContextMenuRequested.connect(
            lambda at: self.menu().popup(self._table.viewport().mapToGlobal(at))
        )
        self._table.named.connect(self.renamed)
        self._table.use_wanted.connect(self._use.click)
        self._table.delete_wanted.connect(self._delete.click)
        self._use.clicked.connect(lambda: self.use_clicked.emit(self._table.chosen()[0].run.id))
        self._compare.clicked.connect(self._compare_pair)
        self._beside.clicked.connect(self._toggle_beside)
        self._rename.clicked.connect(self._table.edit_name)
        self._delete.clicked.connect(self._delete_chosen)
        self.set_runs(())

    def set_runs(self, rows: Sequence[RunRow]) -> None:
        """Show these runs, newest first; what is selected stays so."""
        self._rows = tuple(rows)
        self._table.show_rows(self._rows)
        if self._rows and not self._table.chosen():
            self._table.choose(self._rows[0].run.id)
        self._stack.setCurrentIndex(0 if self._rows else 1)
        self._refresh()

    def choose(self, run_id: int) -> None:
        """Select this run."""
        self._table.choose(run_id)

    def set_keys(self, keys: Hints) -> None:
        """Name these keys where one is named."""
        self._keys = keys
        self._run.set_keys(keys)
        self._refresh()

    def set_counts(self, counts: Mapping[Scope, int]) -> None:
        """Say how many images each scope has."""
        self._run.set_counts(counts)

    def set_why_not(self, reason: str) -> None:
        """Say why a model cannot be run now, in a sentence; empty: it can."""
        self._why_not = reason
        self._run.set_why_not(reason)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say in icons what there is no room to say in words."""
        super().resizeEvent(event)
        self._fit_bar()

    def _pair(self) -> tuple[int, int] | None:
        """The two runs to compare: those selected, or the one selected and the one in use."""
        chosen = {row.run.id for row in self._table.chosen()}
        if len(chosen) == 1:
            chosen |= {row.run.id for row in self._rows if row.in_use}
        if len(chosen) != 2:
            return None
        older, newer = sorted(chosen)
        return older, newer

    def _refresh(self) -> None:
        chosen = self._table.chosen()
        one = chosen[0] if len(chosen) == 1 else None
        other = one is not None and not one.in_use
        self._use.setEnabled(other)
        self._compare.setEnabled(self._pair() is not None)
        self._beside.setEnabled(other and any(row.in_use for row in self._rows))
        self._beside.setChecked(one is not None and one.beside)
        self._rename.setEnabled(one is not None)
        self._delete.setEnabled(bool(chosen) and not any(row.in_use for row in chosen))
        self._name_buttons(in_use_chosen=any(row.in_use for row in chosen))
        self._empty.setText(self._why_empty())
        self._choose_model.setVisible(bool(self._why_not))

    def _name_buttons(self, *, in_use_chosen: bool) -> None:
        self._use.set_name(self.tr("Use the predictions of this run (Enter)"))
        self._compare.set_name(self.tr("Compare the two selected runs, or this one with the one in use"))
        self._beside.set_name(self.tr("Show this run beside the one in use, on the image"))
        self._rename.set_name(self.tr("Rename this run (F2)"))
        self._delete.set_name(
            self.tr("The run in use cannot be deleted. Use another one first.")
            if in_use_chosen
            else self.tr("Delete this run and its predictions (Del)")
        )

    def _why_empty(self) -> str:
        if self._why_not:
            return self._why_not
        key = self._keys.get(ACTION, "")
        if not key:
            return self.tr(
                "There are no runs yet. Run the model, and what it says of the images is kept here."
            )
        return self.tr(
            "There are no runs yet. {key} runs the model over all images, and what it says is kept here."
        ).format(key=key)

    def _compare_pair(self) -> None:
        pair = self._pair()
        if pair is not None:
            self.compare_clicked.emit(*pair)

    def _toggle_beside(self) -> None:
        row = self._table.chosen()[0]
        # Until somebody says so, it is as it was.
        self._beside.setChecked(row.beside)
        self.beside_toggled.emit(None if row.beside else row.run.id)

    def _delete_chosen(self) -> None:
        for run_id in [row.run.id for row in self._table.chosen()]:
            self.delete_clicked.emit(run_id)

    def menu(self) -> QMenu:
        """A menu of what can be done with the selected runs; it deletes itself when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self._buttons:
            action = menu.addAction(button.icon(), button.text(), button.click)
            action.setEnabled(button.isEnabled())
            action.setCheckable(button.isCheckable())
            action.setChecked(button.isChecked())
        return menu

    def _fit_bar(self) -> None:
        style = Qt.ToolButtonStyle
        for button in self._buttons:
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon)
        if self._bar.sizeHint().width() > self.width():
            for button in self._buttons:
                button.setToolButtonStyle(style.ToolButtonIconOnly)

    def _lay_out(self) -> None:
        # With words or icons, as there is room.
        self._bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        bar.setSpacing(GRID)
        bar.addWidget(self._run)
        bar.addStretch(1)
        for button in self._buttons:
            bar.addWidget(button)
        self._empty.setObjectName("why_empty")
        self._empty.setProperty("muted", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._choose_model.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addStretch(2)
        column.addWidget(self._empty)
        column.addWidget(self._choose_model, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._stack.addWidget(self._table)
        self._stack.addWidget(nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.standing)
        layout.addWidget(self._bar)
        layout.addLayout(self._stack, 1)


def _button(name: str, icon_name: str, text: str) -> PanelButton:
    button = PanelButton(icon_name)
    button.setObjectName(name)
    button.setText(text)
    return button
