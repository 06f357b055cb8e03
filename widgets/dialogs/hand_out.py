"""What work somebody wants."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFormLayout, QLabel, QSpinBox, QWidget

from engine.data.flag import FlagKind
from engine.data.lease import Wish
from widgets.dialogs.form import FormDialog
from widgets.icons import icon
from widgets.theme import GRID, flag_icon_name, flag_title

_USUAL, _MOST = 20, 1000
_USUAL_MINUTES, _MOST_MINUTES = 30, 480


class HandOutDialog(FormDialog):
    """Asks for how many images with which flags, and for how long.

    Parameters
    ----------
    class_names
        By index.
    kinds
        Of the flags that wait.
    """

    chosen = Signal(object)
    """`Wish`"""

    def __init__(
        self, class_names: Sequence[str], kinds: Sequence[FlagKind], parent: QWidget | None = None
    ) -> None:
        super().__init__("", QDialogButtonBox.StandardButton.Ok, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Give me work"))
        explanation = QLabel(
            self.tr(
                "Images with flags that wait, those first whose correction is worth most. Nobody else is given them "
                "while they are yours; whoever opens one all the same is warned."
            )
        )
        explanation.setWordWrap(True)
        self._kind, self._category = QComboBox(), QComboBox()
        self._kind.setObjectName("kind")
        self._kind.setIconSize(QSize(4 * GRID, 4 * GRID))
        self._kind.addItem(self.tr("Every kind"), None)
        for kind in kinds:
            self._kind.addItem(icon(flag_icon_name(kind)), flag_title(kind), kind)
        self._category.setObjectName("category")
        self._category.addItem(self.tr("Every class"), None)
        for index, name in enumerate(class_names):
            self._category.addItem(name, index)
        self._images = _number("images", _USUAL, _MOST, self.tr(" images"))
        self._minutes = _number("minutes", _USUAL_MINUTES, _MOST_MINUTES, self.tr(" minutes"))
        part = QWidget()
        form = QFormLayout(part)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(2 * GRID)
        form.setVerticalSpacing(2 * GRID)
        form.addRow(self.tr("&Kind of flag"), self._kind)
        form.addRow(self.tr("&Class"), self._category)
        form.addRow(self.tr("&At most"), self._images)
        form.addRow(self.tr("&Time after my last step"), self._minutes)
        self.add_part(explanation)
        self.add_part(part)
        self.go_on.setText(self.tr("Give me work"))
        self.show_state(None, self.tr("What was handed out goes back by itself when its time is over."))
        self.resize(self.minimumWidth(), 1)
        self.grow()

    def choose(self) -> None:
        """Tell what is wanted."""
        self.accept()
        kind = self._kind.currentData()
        self.chosen.emit(
            Wish(
                self._images.value(),
                self._minutes.value(),
                self._category.currentData(),
                None if kind is None else FlagKind(kind),
            )
        )


def _number(name: str, usual: int, most: int, suffix: str) -> QSpinBox:
    field = QSpinBox()
    field.setObjectName(name)
    field.setRange(1, most)
    field.setValue(usual)
    field.setSuffix(suffix)
    return field
