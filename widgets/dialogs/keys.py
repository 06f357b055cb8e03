"""Every key there is, and the place to change them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from widgets.icons import IconLabel
from widgets.key_text import held_text, key_of, shown_key
from widgets.theme import GRID

_FEWEST_KEYS = 2
"""How many keys every action can have."""
_KEY_PX = 168
_ROW_PX = 8 * GRID
_CHANGING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One action and its keys.

    Attributes
    ----------
    action : str
        Its id.
    group, text : str
        Where it stands, and what it does.
    keys : tuple of str
    changed : bool
        Whether they are others than at first.
    """

    action: str
    group: str
    text: str
    keys: tuple[str, ...]
    changed: bool


class KeysDialog(QDialog):
    """The ? sheet: every action with its keys, which are changed right there."""

    assigned = Signal(str, object)
    """Action and the keys, tuple of str, it is to have."""
    reset = Signal(str)
    """Action that is to have its own keys again."""
    all_reset = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        self.resize(840, 640)
        self._rows: tuple[KeyRow, ...] = ()
        self._field: KeyField | None = None
        self._find = QLineEdit()
        self._find.setPlaceholderText(self.tr("Find an action or a key"))
        self._find.setAccessibleName(self.tr("Find an action or a key"))
        self._find.setClearButtonEnabled(True)
        self._table = _Table()
        self._sign = IconLabel(4 * GRID)
        self._said = QLabel()
        self._said.setObjectName("said")
        self._said.setWordWrap(True)
        self._use_esc = self._button(self.tr("Use Esc"))
        self._change = self._button(self.tr("&Change…"))
        self._remove = self._button(self.tr("&Remove"))
        self._reset = self._button(self.tr("Re&set"))
        self._reset_all = self._button(self.tr("Reset &all"))
        self._copy = self._button(self.tr("C&opy all"))
        self._close = self._button(self.tr("Close"))
        self._lay_out()
        self._find.textChanged.connect(self._show_found)
        self._table.currentItemChanged.connect(self._refresh)
        self._table.change_wanted.connect(self._ask)
        self._table.remove_wanted.connect(self._take_away)
        self._change.clicked.connect(self._ask)
        self._remove.clicked.connect(self._take_away)
        self._reset.clicked.connect(lambda: self.reset.emit(self._row().action))
        self._reset_all.clicked.connect(self.all_reset)
        self._use_esc.clicked.connect(lambda: self._take("Esc"))
        self._copy.clicked.connect(self._copy_all)
        self._close.clicked.connect(self.reject)
        self._say("")

    def set_rows(self, rows: Sequence[KeyRow]) -> None:
        """Show these actions; those of a group stand one after the other."""
        self._rows = tuple(rows)
        self._table.show_rows(self._rows)
        self._show_found()
        self._reset_all.setEnabled(any(row.changed for row in rows))
        self._say("")

    def refuse(self, reason: str) -> None:
        """Say why a key was not taken."""
        self._say(reason, sign="problem")

    def _row(self) -> KeyRow:
        return self._table.row()

    def _ask(self) -> None:
        """Wait for a key in the place of the one that is to be changed."""
        self._end_asking()
        field = KeyField(self.tr("New key of {action}").format(action=self._row().text))
        field.pressed.connect(self._take)
        field.escaped.connect(self._offer_esc)
        field.left.connect(self._end_asking)
        self._field = field
        self._table.put_field(field)
        said = self.tr("Press the new key of “{action}”. Esc leaves it as it is.")
        self._say(said.format(action=self._row().text))
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, key: str) -> None:
        row, place = self._row(), self._table.place()
        keys = [*row.keys[:place], key, *row.keys[place + 1 :]]
        self._end_asking()
        self.assigned.emit(row.action, tuple(keys))

    def _offer_esc(self) -> None:
        self._end_asking()
        self._say(self.tr("Nothing was changed. To give it Esc itself:"))
        self._use_esc.show()

    def _end_asking(self) -> None:
        if self._field is not None:
            field, self._field = self._field, None
            field.blockSignals(True)
            had_focus = field.hasFocus()
            self._table.take_field()
            if had_focus:
                self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._say("")

    def _take_away(self) -> None:
        row, place = self._row(), self._table.place()
        if place < len(row.keys):
            self._say("")
            self.assigned.emit(row.action, row.keys[:place] + row.keys[place + 1 :])

    def _show_found(self) -> None:
        self._table.show_found(self._find.text())
        self._refresh()

    def _refresh(self) -> None:
        chosen = self._table.has_row()
        self._change.setEnabled(chosen)
        self._remove.setEnabled(chosen and self._table.place() < len(self._row().keys))
        self._reset.setEnabled(chosen and self._row().changed)
        if self._field is None:
            self._use_esc.hide()

    def _say(self, sentence: str, sign: str = "information") -> None:
        self._said.setText(sentence)
        self._sign.setVisible(bool(sentence))
        self._use_esc.hide()
        if sentence:
            self._sign.show_icon(sign)

    def _copy_all(self) -> None:
        lines = ("\t".join((row.group, row.text, ", ".join(map(shown_key, row.keys)))) for row in self._rows)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        # Enter belongs to the table.
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        above = QLabel(
            self.tr(
                "The mouse wheel zooms at the cursor; drag with the middle button, or with Space held, to pan."
            )
        )
        above.setWordWrap(True)
        above.setProperty("muted", True)
        said = QHBoxLayout()
        said.setSpacing(2 * GRID)
        said.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        said.addWidget(self._said, 1)
        said.addWidget(self._use_esc)
        # As high as a refusal of two lines, so that nothing moves when one comes.
        self._said.setMinimumHeight(2 * self._said.fontMetrics().lineSpacing())
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        for button in (self._change, self._remove, self._reset):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self._reset_all, self._copy, self._close):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 3 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addWidget(self._find)
        layout.addWidget(self._table, 1)
        layout.addWidget(above)
        layout.addLayout(said)
        layout.addLayout(buttons)


class KeyField(QLineEdit):
    """Waits for one key, whichever it is; Esc alone leaves.

    Parameters
    ----------
    name
        What a screen reader says.
    """

    pressed = Signal(str)
    """The key in its normal form."""
    escaped = Signal()
    left = Signal()
    """The focus went elsewhere before a key was pressed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("Press a key…"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        """Take every key, Tab too, before anything else can."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                self._press(event)
            elif event.type() == QEvent.Type.KeyRelease:
                self.setText(held_text(event))
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Wait no longer."""
        super().focusOutEvent(event)
        self.left.emit()

    def _press(self, event: QKeyEvent) -> None:
        key = key_of(event)
        if key == "Esc":
            self.escaped.emit()
        elif key:
            self.setText(shown_key(key))
            self.pressed.emit(key)
        else:
            self.setText(held_text(event))


class _Table(QTreeWidget):
    """Actions under their groups; a column for each key that one can have."""

    change_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[str, QTreeWidgetItem] = {}
        self._heads: list[QTreeWidgetItem] = []
        self._asked: tuple[QTreeWidgetItem, int] | None = None
        self.setObjectName("actions")
        self.setAccessibleName(self.tr("Actions and their keys"))
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(3 * GRID)
        self.setAllColumnsShowFocus(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(self._change)

    def show_rows(self, rows: Sequence[KeyRow]) -> None:
        action, column = self.row().action if self.has_row() else None, self.currentColumn()
        top = self.verticalScrollBar().value()
        self._items, self._heads, self._asked = {}, [], None
        self.clear()
        self._place_columns(max((len(row.keys) for row in rows), default=0))
        for group, members in groupby(rows, lambda row: row.group):
            head = QTreeWidgetItem(self, [group])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setFirstColumnSpanned(True)
            head.setSizeHint(0, QSize(0, _ROW_PX))
            head.setFont(0, self._bold())
            self._heads.append(head)
            for row in members:
                self._items[row.action] = self._item(head, row)
        self.expandAll()
        if action in self._items:
            self.setCurrentItem(self._items[action], column)
        self.verticalScrollBar().setValue(top)

    def show_found(self, text: str) -> None:
        words = text.casefold().split()
        for item in self._items.values():
            row: KeyRow = item.data(0, Qt.ItemDataRole.UserRole)
            told = " ".join((row.group, row.text, *row.keys, *map(shown_key, row.keys))).casefold()
            item.setHidden(not all(word in told for word in words))
        shown = [item for item in self._items.values() if not item.isHidden()]
        heads = {item.parent() for item in shown}
        for head in self._heads:
            head.setHidden(head not in heads)
        if shown and not self.has_row():
            self.setCurrentItem(shown[0], 1)

    def has_row(self) -> bool:
        """Whether an action is chosen."""
        return self._chosen() is not None

    def row(self) -> KeyRow:
        """The action chosen."""
        item = self._chosen()
        assert item is not None
        row: KeyRow = item.data(0, Qt.ItemDataRole.UserRole)
        return row

    def place(self) -> int:
        """Which of its keys is chosen, from 0; the first free one behind those it has."""
        return min(max(self.currentColumn() - 1, 0), len(self.row().keys))

    def put_field(self, field: KeyField) -> None:
        """Wait for a key in the place chosen."""
        item, column = self._chosen(), self.place() + 1
        assert item is not None
        self.setCurrentItem(item, column)
        self._asked = item, column
        self.scrollToItem(item)
        self.setItemWidget(item, column, field)
        # At once: the next key is for it.
        field.show()

    def take_field(self) -> None:
        """Show the key again."""
        if self._asked is not None:
            asked, self._asked = self._asked, None
            # Qt deletes it only later.
            self.itemWidget(*asked).hide()
            self.removeItemWidget(*asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter changes a key, Del takes it away."""
        if event.key() in _CHANGING:
            self._change()
        elif event.key() in _REMOVING and self.has_row():
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> QTreeWidgetItem | None:
        item = self.currentItem()
        return item if item is not None and item.parent() is not None and not item.isHidden() else None

    def _change(self) -> None:
        if self.has_row():
            self.change_wanted.emit()

    def _place_columns(self, most_keys: int) -> None:
        keys = max(most_keys, _FEWEST_KEYS)
        others = [self.tr("Or")] * (keys - 1)
        self.setHeaderLabels([self.tr("What it does"), self.tr("Key"), *others])
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, keys + 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, _KEY_PX)

    def _item(self, head: QTreeWidgetItem, row: KeyRow) -> QTreeWidgetItem:
        item = QTreeWidgetItem(head, [row.text, *map(shown_key, row.keys)])
        item.setData(0, Qt.ItemDataRole.UserRole, row)
        item.setSizeHint(0, QSize(0, _ROW_PX))
        item.setToolTip(0, row.text)
        if row.changed:
            for column in range(1, self.columnCount()):
                item.setFont(column, self._bold())
                item.setToolTip(column, self.tr("Changed by you"))
        return item

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font
