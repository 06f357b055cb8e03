"""The plots under the canvas: loaded when somebody first asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING

from app.document import Document
from app.jobs import Jobs, Progress
from app.main_window import MainWindow
from widgets.theme import Theme

if TYPE_CHECKING:
    from widgets.plots.panel import PlotsPanel


class Plots:
    """The panel of plots, once there is one.

    Parameters
    ----------
    document, jobs, window
    theme
        What it is drawn in first.
    """

    def __init__(self, document: Document, jobs: Jobs, window: MainWindow, theme: Theme) -> None:
        self._document = document
        self._jobs = jobs
        self._window = window
        self._theme = theme
        self._category: int | None = None
        self._panel: PlotsPanel | None = None
        self._steps: Iterator[PlotsPanel | None] = iter(())

    def toggle(self) -> None:
        """Show or hide the plots."""
        if self._panel is not None:
            self._window.toggle_plots()
        elif not self._jobs.running("load"):
            self._jobs.start("load", _load, None, self._make)

    def go_to(self) -> None:
        """Go there with the keyboard; show them first where they are not there yet."""
        if self._panel is None:
            self.toggle()
        else:
            self._window.go_to("plots")

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._theme = theme
        if self._panel is not None:
            self._panel.set_theme(theme)

    def choose_class(self, category: int | None) -> None:
        """Show the curve of this class; None: of all."""
        self._category = category
        if self._panel is not None:
            self._panel.curves.choose_class(category)

    def _make(self, plots: ModuleType) -> None:
        self._steps = plots.made_in_steps(self._theme)
        self._make_next(None)

    def _make_next(self, answer: None) -> None:
        """Make what is made in one step; the next one comes as a job's answer, after what else the window has to do."""
        panel = next(self._steps)
        receive = self._make_next if panel is None else lambda answer: self._show(panel)
        self._jobs.start("load", _let_others_first, None, receive)

    def _show(self, panel: PlotsPanel) -> None:
        from app.presenters.plots import PlotsPresenter

        self._panel = panel
        # It may have changed since the first step.
        panel.set_theme(self._theme)
        PlotsPresenter(self._document, self._jobs, panel, self._window)
        self._window.add_plots(panel)
        panel.curves.choose_class(self._category)


def _load(request: None, progress: Progress) -> ModuleType:
    """Import what draws the plots: a third of a second that nobody else has to wait for."""
    from widgets.plots import panel

    return panel


def _let_others_first(request: None, progress: Progress) -> None:
    pass
