"""How many known answers are to be mixed into the queue."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QSpinBox, QWidget

from widgets.dialogs.form import FormDialog
from widgets.theme import GRID

_USUAL = 50
_MOST = 1000


class KnownAnswersDialog(FormDialog):
    """Asks how rare they are to be.

    Parameters
    ----------
    available
        Labels that they can be on.
    waiting
        Flags that nobody has answered.
    leads
        Who alone sees how they were answered; empty: everybody.
    """

    chosen = Signal(float, object)
    """Known answers for each flag that waits, 0 to 1; and who alone sees how they are answered, tuple of str."""

    def __init__(
        self, available: int, waiting: int, leads: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__("", QDialogButtonBox.StandardButton.Ok, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Mix in known answers"))
        self._available, self._waiting = available, waiting
        explanation = QLabel(
            self.tr(
                "Flags with a wrong suggestion are put on labels of approved images and look like any other. Whoever "
                "says that the label is right answers well. Whatever is said, labels, metrics, journal, exports and "
                "sign-off stay as they are; People shows how each person answered."
            )
        )
        explanation.setWordWrap(True)
        self._rarity = QSpinBox()
        self._rarity.setObjectName("rarity")
        self._rarity.setRange(1, _MOST)
        self._rarity.setValue(_USUAL)
        self._rarity.setPrefix(self.tr("1 in "))
        self._rarity.setSuffix(self.tr(" flags"))
        self._leads = QLineEdit(", ".join(leads))
        self._leads.setObjectName("leads")
        self._leads.setPlaceholderText(self.tr("Everybody; or names, with commas"))
        part = QWidget()
        form = QFormLayout(part)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(2 * GRID)
        form.setVerticalSpacing(2 * GRID)
        form.addRow(self.tr("&Share"), self._rarity)
        form.addRow(self.tr("&Leads, who see the scores"), self._leads)
        self.add_part(explanation)
        self.add_part(part)
        self.go_on.setText(self.tr("Mix in"))
        self._rarity.valueChanged.connect(self._tell)
        self._tell()
        self.resize(self.minimumWidth(), 1)
        self.grow()

    def choose(self) -> None:
        """Tell the share."""
        self.accept()
        named = (own.strip() for own in self._leads.text().split(","))
        self.chosen.emit(1 / self._rarity.value(), tuple(own for own in named if own))

    def _tell(self) -> None:
        available, waiting = f"{self._available:,}", f"{self._waiting:,}"
        count = min(self._available, max(1, round(self._waiting / self._rarity.value())))
        problem = None
        if not self._available:
            problem = self.tr("No approved image has a label that nothing doubts: approve images first.")
        said = self.tr(
            "{count} known answers for {waiting} flags that wait; {available} labels can have one."
        ).format(count=f"{count:,}", available=available, waiting=waiting)
        self.show_state(problem, said)
