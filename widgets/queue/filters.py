"""The filter of the queue, with two faces: choices to pick from, and text that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.data.flag import BEHIND_PLOTS, FlagKind, VerdictKind
from widgets.icons import icon
from widgets.key_text import Hints
from widgets.queue.counted import CountedChoice
from widgets.queue.expression import ExpressionError, Problem, parse, written
from widgets.queue.filter import Field, Filter, OneOf, Stand, Term, Within
from widgets.queue.find import Find
from widgets.queue.model import verdict_icon_name, verdict_title
from widgets.queue.numbers import NumbersButton
from widgets.queue.saved import SavedFilters
from widgets.theme import GRID, flag_icon_name, flag_title

_TOLD_AFTER_MS = 500
"""So long nothing is said of a mistake: while someone types, most texts are unfinished."""
_MOST_NAMED = 4


class FilterBar(QWidget):
    """Says what to show; a key that is typed here is not the window's."""

    changed = Signal()
    entered = Signal()
    """Enter was pressed in the text."""
    mistaken = Signal(str)
    """A sentence about what is wrong with the text; empty: nothing is."""
    opening = Signal(object)
    """The choices of a `Field` are about to be seen; `show_counts` says how many each has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = Filter()
        self._class_names: tuple[str, ...] = ()
        self._sentence = ""
        self._find = Find()
        self._numbers = NumbersButton()
        self.saved = SavedFilters()
        self._choices = {
            Field.KIND: CountedChoice(self.tr("Kind of flag")),
            Field.CLASS: CountedChoice(self.tr("Class")),
            Field.VERDICT: CountedChoice(self.tr("Verdict")),
        }
        self._patience = QTimer(self, singleShot=True, interval=_TOLD_AFTER_MS)
        self._patience.timeout.connect(self._tell)
        self._fill()
        self._lay_out()
        self._find.textChanged.connect(self._read)
        self._find.entered.connect(self._enter)
        self._find.editingFinished.connect(self._tell)
        self._numbers.changed.connect(self._bound)
        self.saved.chosen.connect(self.set_text)
        for field, choice in self._choices.items():
            choice.setPlaceholderText(self.tr("Several"))
            choice.currentIndexChanged.connect(lambda _index, field=field: self._choose(field))
            choice.opening.connect(lambda field=field: self.opening.emit(field))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons again where the colours changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._draw_icons()

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """What Tab steps through, in order."""
        return (*self._choices.values(), self._find, self._numbers, self.saved)

    def set_keys(self, keys: Hints) -> None:
        """Name these keys."""
        self._find.set_key(keys["find"])

    def filter(self) -> Filter:
        """What is asked for now: the last filter that was whole."""
        return self._filter

    def text(self) -> str:
        """The same as text, written out in full."""
        return written(self._filter)

    def set_text(self, text: str) -> None:
        """Ask for something else; a text with a mistake stands in the field and changes nothing else."""
        self._write(text)
        self._tell()

    def clear(self) -> None:
        """Show all that waits."""
        self._set(Filter())

    def set_classes(self, names: Sequence[str]) -> None:
        """Offer these classes; what is asked for of others is asked for no more."""
        self._class_names = tuple(names)
        self._find.set_classes(self._class_names)
        choice = self._choices[Field.CLASS]
        with QSignalBlocker(choice):
            choice.clear()
            choice.addItem(self.tr("Every class"), None)
            for name in names:
                choice.addItem(name, name)
        with QSignalBlocker(self):
            self._set(_of_classes(self._filter, self._class_names))

    def choose_class(self, category: int | None) -> None:
        """Let one class through alone; None: every class."""
        self._choices[Field.CLASS].setCurrentIndex(0 if category is None else category + 1)

    def show_counts(self, field: Field, counts: Mapping[str, int]) -> None:
        """Say how many flags each choice has, by value, "" for all of them."""
        self._choices[field].show_counts(counts)

    def go_to_find(self) -> None:
        """Go to the text, what it holds selected."""
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    def _choose(self, field: Field) -> None:
        choice = self._choices[field]
        if choice.currentIndex() >= 0:
            value = choice.currentData()
            terms = () if value is None else (OneOf(field, (str(value),)),)
            self._set(self._filter.with_terms(field, *terms))

    def _bound(self, field: Field, term: Within | None) -> None:
        self._set(self._filter.with_terms(field, *(() if term is None else (term,))))

    def _set(self, wanted: Filter) -> None:
        """Take in what was chosen, and write it down."""
        before, self._filter = self._filter, wanted
        # Reading finds the filter that is in force.
        self._write(written(wanted))
        self._say("")
        self._show()
        if wanted != before:
            self.changed.emit()

    def _write(self, text: str) -> None:
        self._find.setText(text)
        if not self._find.hasFocus():
            # Where it is too long, its start is seen.
            self._find.home(False)

    def _read(self) -> None:
        """Take in what was written."""
        try:
            wanted = parse(self._find.text(), self._class_names)
        except ExpressionError:
            self._patience.start()
            return
        self._say("")
        if wanted != self._filter:
            self._filter = wanted
            self._show()
            self.changed.emit()

    def _enter(self) -> None:
        self._tell()
        if not self._sentence:
            self.entered.emit()

    def _tell(self) -> None:
        """Say what is wrong with the text, if anything is."""
        try:
            parse(self._find.text(), self._class_names)
        except ExpressionError as mistake:
            self._say(self._said(mistake))
        else:
            self._say("")

    def _say(self, sentence: str) -> None:
        self._patience.stop()
        if sentence != self._sentence:
            self._sentence = sentence
            self._find.setAccessibleDescription(sentence)
            self.mistaken.emit(sentence)

    def _said(self, mistake: ExpressionError) -> str:
        possible = self._named(mistake)
        said = {
            Problem.FIELD: self.tr("Nothing is called “{field}:” here. Try {possible}."),
            Problem.VALUE: self.tr("No {field} is “{value}”. Try {possible}."),
            Problem.NO_VALUE: self.tr("Say which {field}: {possible}."),
            Problem.NUMBER: self.tr("“{value}” is no number. Write {field}>=0.5 or {field}:0.3..0.7."),
            Problem.NOT_COMPARED: self.tr("A {field} is not larger or smaller. Write {field}:{value}."),
            Problem.TOP: self.tr("“{value}” says not how many. Write top:100, once."),
        }[mistake.problem]
        if mistake.problem is Problem.NO_VALUE and not possible:
            said = self.tr("Say a part of the {field}'s name.")
        return said.format(field=mistake.field, value=mistake.value, possible=possible).replace("….", "…")

    def _named(self, mistake: ExpressionError) -> str:
        """What could stand there; where that is much, only what is most alike, or the first of it."""
        names = list(dict.fromkeys(mistake.possible))
        if len(names) > 2 * _MOST_NAMED + 1:
            near = get_close_matches(mistake.value or mistake.field, names, _MOST_NAMED)
            names = near or [*names[:_MOST_NAMED], "…"]
        return ", ".join(map(str, names))

    def _show(self) -> None:
        """Bring the choices in step with the filter."""
        for field, choice in self._choices.items():
            terms = self._filter.of(field)
            index = -1
            if not terms or terms == (OneOf(Field.VERDICT, (Stand.WAITING,)),):
                index = 0
            elif len(terms) == 1 and isinstance(term := terms[0], OneOf):
                index = -1 if term.negated or len(term.values) > 1 else choice.findData(str(term.values[0]))
            with QSignalBlocker(choice):
                choice.setCurrentIndex(index)
        self._numbers.show_filter(self._filter)
        self.saved.show_text(self.text())

    def _fill(self) -> None:
        kinds, verdicts = self._choices[Field.KIND], self._choices[Field.VERDICT]
        kinds.addItem(self.tr("Every kind"), None)
        for kind in sorted(FlagKind, key=BEHIND_PLOTS.__contains__):
            kinds.addItem(flag_title(kind), str(kind))
        kinds.insertSeparator(kinds.count() - len(BEHIND_PLOTS))
        self._choices[Field.CLASS].addItem(self.tr("Every class"), None)
        verdicts.addItem(self.tr("Waiting"), None)
        verdicts.addItem(self.tr("Settled"), str(Stand.SETTLED))
        verdicts.addItem(self.tr("All"), str(Stand.ANY))
        verdicts.insertSeparator(verdicts.count())
        for verdict in VerdictKind:
            verdicts.addItem(verdict_title(verdict), str(verdict))
        self._draw_icons()

    def _draw_icons(self) -> None:
        kinds, verdicts = self._choices[Field.KIND], self._choices[Field.VERDICT]
        for kind in FlagKind:
            kinds.setItemIcon(kinds.findData(str(kind)), icon(flag_icon_name(kind)))
        for verdict in VerdictKind:
            verdicts.setItemIcon(verdicts.findData(str(verdict)), icon(verdict_icon_name(verdict)))

    def _lay_out(self) -> None:
        choices, line = QHBoxLayout(), QHBoxLayout()
        for row in (choices, line):
            row.setSpacing(GRID)
        for choice in self._choices.values():
            choices.addWidget(choice, 1)
        line.addWidget(self._find, 1)
        line.addWidget(self._numbers)
        line.addWidget(self.saved)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(choices)
        layout.addLayout(line)


def _of_classes(wanted: Filter, names: Sequence[str]) -> Filter:
    """A filter without the classes that are not there."""
    terms: list[Term] = []
    for term in wanted.terms:
        if isinstance(term, OneOf) and term.field is Field.CLASS:
            there = tuple(name for name in term.values if name in names)
            if there:
                terms.append(replace(term, values=there))
        else:
            terms.append(term)
    return replace(wanted, terms=tuple(terms))
