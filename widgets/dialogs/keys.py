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
        Group, what it does, and its keys; those of a group one after the other.
    """

    def __init__(self, rows: Sequence[tuple[str, str, str]], parent: QWidget | None) -> None:
        groups = [""] + [group for group, _, _ in rows]
        once = [
            ("" if group == before else group, text, keys)
            for before, (group, text, keys) in zip(groups, rows, strict=False)
        ]
        super().__init__(
            self.tr("Keys"),
            self.tr(
                "The mouse wheel zooms at the cursor; drag with the middle button, or with Space held, to pan."
            ),
            (self.tr("Where"), self.tr("What it does"), self.tr("Keys")),
            once,
            parent,
        )
