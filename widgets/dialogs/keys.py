"""Every key there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from widgets.dialogs.listing import ListingDialog


class KeysDialog(ListingDialog):
    """The ? sheet.

    Parameters
    ----------
    rows
        Group, what it does, and its keys.
    """

    def __init__(self, rows: Sequence[tuple[str, str, str]], parent: QWidget | None) -> None:
        super().__init__(
            self.tr("Keys"),
            self.tr(
                "The mouse wheel zooms at the cursor; drag with the middle button, or with Space held, to pan."
            ),
            (self.tr("Where"), self.tr("What it does"), self.tr("Keys")),
            rows,
            parent,
        )
