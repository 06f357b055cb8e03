"""How far annotators agree, in the window: others' labels loaded, figures shown, disagreements gone through."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from app.document import Document
from app.jobs import Jobs
from app.main_window import MainWindow
from app.operations import agree
from app.operations.agree import Compared
from engine.data.flag import DISPUTES, FlagKind
from engine.settlement import Settlement
from widgets.dialogs.agreement import AgreementDialog
from widgets.dialogs.other_labels import OtherLabelsDialog
from widgets.dialogs.second_pass import SecondPassDialog

_DISPUTES_ALONE = "kind:" + ",".join(kind.value for kind in FlagKind if kind in DISPUTES)


class AgreementSurface(QObject):
    """Asks for other people's labels, and says how far they agree with these.

    Parameters
    ----------
    document, jobs, window
    say
        What shows a line of text.
    parent
    """

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        window: MainWindow,
        say: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._window = window
        self._say = say

    def show(self) -> None:
        """Show the figures; where nobody else's labels are loaded yet, ask for them."""
        if self._document.review.label_sets:
            self._compare()
        else:
            self._ask()

    def ask_second_pass(self) -> None:
        """Ask how many images somebody else is to label, and write them without labels."""
        review = self._document.review
        folder = review.project.sources().annotations.parent
        dialog = SecondPassDialog(len(review.dataset.images), folder, self._window)
        # It is of this dataset.
        self._document.opened.connect(dialog.reject)
        dialog.chosen.connect(self._hand_out)
        dialog.open()

    def _hand_out(self, output: Path, count: int, seed: int) -> None:
        said = self.tr("{count} images without labels written to {output}").format(count=count, output=output)
        agree.hand_out(self._document, self._jobs, output, count, seed, partial(self._say, said))

    def _ask(self) -> None:
        dialog = OtherLabelsDialog(self._window)
        # They are of this dataset.
        self._document.opened.connect(dialog.reject)
        dialog.chosen.connect(self._add)
        dialog.open()

    def _add(self, path: Path, name: str) -> None:
        agree.compare(self._document, self._jobs, (path, name), self.tr("These labels"), self._show)

    def _compare(self) -> None:
        agree.compare(self._document, self._jobs, None, self.tr("These labels"), self._show)

    def _show(self, found: Compared) -> None:
        names = self._document.review.dataset.categories.names
        dialog = AgreementDialog(
            found.agreement, names, waiting=found.waiting, decided=found.decided, parent=self._window
        )
        # It is of this dataset.
        self._document.opened.connect(dialog.reject)
        dialog.add_clicked.connect(self._ask)
        dialog.show_clicked.connect(partial(self._window.queue.set_filter_text, _DISPUTES_ALONE))
        dialog.settle_clicked.connect(partial(agree.settle, self._document, self._jobs, self._tell))
        dialog.forget_clicked.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        said = self.tr("The labels of other people are forgotten. What was edited stays.")
        agree.forget(self._document, self._jobs, partial(self._say, said))

    def _tell(self, found: Settlement) -> None:
        settled = self.tr("{count} disagreements are settled by majority").format(count=len(found.verdicts))
        left = self.tr("{count} wait for you, since votes are tied").format(count=found.tied)
        self._say(f"{settled}; {left}." if found.tied else f"{settled}.")
