"""The blind review: an image with its labels and nothing else, and what a person says is wrong."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.data.dataset import Annotation, Annotations, BoxTuple
from engine.data.sample import FoundError, FoundErrorKind
from widgets.canvas.canvas import Canvas
from widgets.canvas.picture import ScaledImage
from widgets.canvas.tools import Tool
from widgets.dialogs.class_palette import ClassPalette
from widgets.sampling.marks import Marks
from widgets.sampling.summary import Row, Summary
from widgets.theme import GRID, Theme
from widgets.words import translated

_SIDE_PX = 320
KINDS: tuple[tuple[FoundErrorKind, str, Qt.Key], ...] = (
    (FoundErrorKind.WRONG_CLASS, str(QT_TRANSLATE_NOOP("FoundErrorKind", "Wrong class")), Qt.Key.Key_1),
    (FoundErrorKind.WRONG_PLACE, str(QT_TRANSLATE_NOOP("FoundErrorKind", "Wrong place")), Qt.Key.Key_2),
    (
        FoundErrorKind.NO_OBJECT,
        str(QT_TRANSLATE_NOOP("FoundErrorKind", "No object, or labelled twice")),
        Qt.Key.Key_3,
    ),
    (FoundErrorKind.MISSING, str(QT_TRANSLATE_NOOP("FoundErrorKind", "Missing here")), Qt.Key.Key_4),
)


class BlindReviewDialog(QDialog):
    """Shows one image after the other over the whole window, which keeps every flag and prediction out of sight.

    Parameters
    ----------
    class_names
        Of all classes, by index.
    with_missing
        Whether what is missing counts: the sample is of images.
    parent
        The window that it covers.
    """

    answered = Signal(object)
    """Everything that is wrong on the image shown, tuple of `FoundError`; empty: all is right."""
    back_clicked = Signal()

    def __init__(self, class_names: Sequence[str], *, with_missing: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("blind_review")
        self.setWindowTitle(self.tr("Blind review of a random sample"))
        self.setModal(True)
        self._names = tuple(class_names)
        self._marks = Marks(Annotations.empty(), (), ())
        self.canvas = Canvas()
        self._title = QLabel()
        self._title.setObjectName("title")
        self._standing = QLabel()
        self._standing.setObjectName("standing")
        self._standing.setWordWrap(True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(2 * GRID)
        self._list = QListWidget()
        self._list.setObjectName("judged")
        self._list.setAccessibleName(self.tr("Boxes to judge"))
        # Its keys are the dialog's.
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hint = QLabel()
        self._hint.setObjectName("hint")
        self._hint.setProperty("muted", True)
        self._hint.setWordWrap(True)
        self._buttons = {
            kind: _button(kind.value, f"{title_of(kind)}   {index}")
            for index, (kind, _, _) in enumerate(KINDS, 1)
            if with_missing or kind is not FoundErrorKind.MISSING
        }
        self._next = _button("next", "")
        self._next.setProperty("primary", True)
        self._back = _button("back", self.tr("Back to the last image   A"))
        self._leave = _button("leave", self.tr("Leave; answers are kept   Esc"))
        self.summary = Summary()
        self.summary.closed.connect(self.accept)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._review_page())
        self._pages.addWidget(self.summary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._wire()
        if parent is not None:
            self.setGeometry(parent.window().geometry())

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self.canvas.set_theme(theme)

    def show_image(
        self, title: str, labels: Annotations, judged: Sequence[int], errors: Sequence[FoundError]
    ) -> None:
        """Show another image.

        Parameters
        ----------
        title
        labels
            Of the image.
        judged
            Ids of the boxes to be judged.
        errors
            What was said of them before.
        """
        self._marks = Marks(labels, judged, errors)
        self._title.setText(title)
        self.canvas.set_tool(Tool.SELECT)
        self.canvas.set_annotations(labels, self._names)
        self._refresh()
        self._go_to(0)
        self.canvas.setFocus()

    def show_picture(self, image: ScaledImage | None, size_wh: tuple[int, int], message: str | None) -> None:
        """Show the picture of the image, or why there is none."""
        before = self.canvas.image
        self.canvas.set_image(image, size_wh, message)
        if before is None or image is None:
            self.canvas.fit()

    def show_standing(self, done: int, total: int, said: Sequence[str]) -> None:
        """Show how far it is, and what it says so far."""
        self._progress.setMaximum(total)
        self._progress.setValue(done)
        self._standing.setText("\n".join(translated(own) for own in said))

    def show_summary(self, said: Sequence[str], kinds: Sequence[Row], classes: Sequence[Row]) -> None:
        """Show what the sample says in the place of an image."""
        self.summary.show_statement(said, kinds, classes)
        self._pages.setCurrentWidget(self.summary)
        self.summary.take_keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer, mark, or walk."""
        key = Qt.Key(event.key())
        kind = next((own for own, _, wanted in KINDS if wanted == key), None)
        reviewing = self._pages.currentWidget() is not self.summary
        if not reviewing:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._next.click()
        elif kind in self._buttons:
            self._buttons[kind].click()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go_to(self._list.currentRow() + (1 if key == Qt.Key.Key_Down else -1))
        elif key == Qt.Key.Key_A:
            self._back.click()
        elif key == Qt.Key.Key_Escape and self.canvas.tool is Tool.DRAW:
            self.canvas.set_tool(Tool.SELECT)
        else:
            super().keyPressEvent(event)

    def _review_page(self) -> QWidget:
        page = QWidget()
        side = QWidget()
        side.setFixedWidth(_SIDE_PX)
        column = QVBoxLayout(side)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        for widget in (self._title, self._progress, self._standing):
            column.addWidget(widget)
        column.addSpacing(2 * GRID)
        column.addWidget(self._list, 1)
        column.addWidget(self._hint)
        for button in self._buttons.values():
            column.addWidget(button)
        column.addSpacing(2 * GRID)
        for button in (self._next, self._back, self._leave):
            column.addWidget(button)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.canvas, 1)
        row.addWidget(side)
        return page

    def _wire(self) -> None:
        self._next.clicked.connect(lambda: self.answered.emit(self._marks.errors()))
        self._back.clicked.connect(self.back_clicked)
        self._leave.clicked.connect(self.reject)
        for kind, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, kind=kind: self._mark(kind))
        self._list.currentRowChanged.connect(self._show_row)
        self._list.itemDoubleClicked.connect(lambda _item: self._take_back())
        self.canvas.selection_changed.connect(self._show_selected)
        self.canvas.box_drawn.connect(self._ask_class)

    def _mark(self, kind: FoundErrorKind) -> None:
        if kind is FoundErrorKind.MISSING:
            self.canvas.set_tool(Tool.DRAW)
            self._hint.setText(self.tr("Draw a box around what has no label."))
            return
        row = self._list.currentRow()
        if 0 <= row < len(self._marks.judged):
            self._marks.toggle(self._marks.judged[row], kind)
            self._refresh()

    def _ask_class(self, box_xyxy: BoxTuple) -> None:
        """Ask what is missing; closed without a class, it is missing all the same."""
        self._marks.add_missing(box_xyxy, -1)
        self._refresh()
        palette = ClassPalette(self._names, (), self)
        palette.chosen.connect(self._name_missing)
        palette.adjustSize()
        palette.move(self.canvas.mapToGlobal(self.canvas.rect().center()) - palette.rect().center())
        palette.show()

    def _name_missing(self, category: int) -> None:
        last = self._marks.missing.pop()
        assert last.box_xyxy is not None
        self._marks.add_missing(last.box_xyxy, category)
        self._refresh()

    def _take_back(self) -> None:
        """Take back what was said to be missing in the row that was double-clicked."""
        place = self._list.currentRow() - len(self._marks.judged)
        if place >= 0:
            del self._marks.missing[place]
            self._refresh()

    def _refresh(self) -> None:
        """Show the marks."""
        row = self._list.currentRow()
        self._list.blockSignals(True)
        self._list.clear()
        for own in self._marks.judged:
            box = self._marks.labels.get(own)
            assert box is not None
            kind = self._marks.kind_of(own)
            said = self.tr("right") if kind is None else title_of(kind)
            self._list.addItem(QListWidgetItem(f"{self._name(box.category)}: {said}"))
        for error in self._marks.missing:
            said = title_of(FoundErrorKind.MISSING)
            self._list.addItem(QListWidgetItem(f"{self._name(error.category)}: {said}"))
        self._list.setCurrentRow(min(row, self._list.count() - 1))
        self._list.blockSignals(False)
        self.canvas.set_ghosts(_boxes_of(self._marks.missing))
        self._next.setText(
            self.tr("Next   Enter") if self._marks.errors() else self.tr("All is right   Enter")
        )
        self._show_row(self._list.currentRow())

    def _go_to(self, row: int) -> None:
        if self._list.count():
            self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))
        self._show_row(self._list.currentRow())

    def _show_row(self, row: int) -> None:
        judged = 0 <= row < len(self._marks.judged)
        self.canvas.select((self._marks.judged[row],) if judged else ())
        self._enable(judged=judged)
        self._hint.setText(
            self.tr("Judge the selected box; the arrow keys go to the others.")
            if len(self._marks.judged) > 1
            else ""
        )

    def _show_selected(self, ids: tuple[int, ...]) -> None:
        if len(ids) == 1 and ids[0] in self._marks.judged:
            self._go_to(self._marks.judged.index(ids[0]))
            return
        self._enable(judged=False)
        self._hint.setText(self.tr("This box is not in the sample.") if ids else "")

    def _enable(self, *, judged: bool) -> None:
        for kind, button in self._buttons.items():
            button.setEnabled(judged or kind is FoundErrorKind.MISSING)

    def _name(self, category: int) -> str:
        return self._names[category] if 0 <= category < len(self._names) else self.tr("Something")


def title_of(kind: FoundErrorKind) -> str:
    """A kind of error, for people."""
    title = next(own for found, own, _ in KINDS if found is kind)
    return QCoreApplication.translate("FoundErrorKind", title)


def _boxes_of(missing: Sequence[FoundError]) -> Annotations:
    boxes = [error.box_xyxy for error in missing if error.box_xyxy is not None]
    rows = [Annotation.new(0, max(error.category, 0), box) for error, box in zip(missing, boxes, strict=True)]
    made = Annotations.of_rows(rows)
    return made.take(np.arange(len(rows)))


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    # Enter is the answer, whatever has the focus.
    button.setAutoDefault(False)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
