"""What could not be used of the sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from engine.data.dataset import Problem
from widgets.dialogs.listing import ListingDialog


class ProblemsDialog(ListingDialog):
    """Records that could not be used, while the rest could."""

    def __init__(self, problems: Sequence[Problem], parent: QWidget | None) -> None:
        found = self.tr(
            "These records could not be used; everything else is. Nothing was changed in your files."
        )
        none = self.tr("Nothing was wrong with the files that were opened.")
        super().__init__(
            self.tr("Problems found"),
            found if problems else none,
            (self.tr("File"), self.tr("Record"), self.tr("What is wrong"), self.tr("What to do")),
            [(Path(p.source).name, p.record, _sentence(p.problem), _sentence(p.remedy)) for p in problems],
            parent,
        )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
