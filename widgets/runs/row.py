"""A run as one line of a list."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.data.run import Run
from widgets.metrics.metrics import NONE, delta_of, delta_text, number_text
from widgets.runs.figures import images_text, speed_number, speed_text
from widgets.words import translated


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run with what was measured of it.

    Attributes
    ----------
    run : Run
    total : int or None
        How many images it was to be of; None where that is not known, or it is of all of them.
    ap : float or None
        mAP on the labels as they are; None where it is not measured yet, or not defined.
    ap_before : float or None
        The same of the run before it; None: there is none before, or its is not measured.
    images_per_second : float or None
        Without images that an earlier run had done; None of a file.
    in_use : bool
        Whether its predictions are those of the review.
    beside : bool
        Whether it is shown beside the one in use.
    """

    run: Run
    total: int | None = None
    ap: float | None = None
    ap_before: float | None = None
    images_per_second: float | None = None
    in_use: bool = False
    beside: bool = False

    @property
    def is_partial(self) -> bool:
        """Whether it is of fewer images than it was to be of."""
        return self.total is not None and self.run.images is not None and self.run.images < self.total

    @property
    def images(self) -> str:
        """How many images it is of."""
        return NONE if self.run.images is None else images_text(self.run.images, self.total)

    @property
    def made_at(self) -> str:
        """When it was taken in, here."""
        return f"{self.run.made_at.astimezone():%Y-%m-%d %H:%M}"

    @property
    def measured(self) -> str:
        """Its mAP."""
        return number_text(self.ap)

    @property
    def change(self) -> str:
        """What mAP changed by since the run before it."""
        return delta_text(delta_of(self.ap_before, self.ap))

    @property
    def speed(self) -> str:
        """How quick it was, without the unit."""
        return NONE if self.images_per_second is None else speed_number(self.images_per_second)

    @property
    def state(self) -> str:
        """What is done with it, in a word; empty where nothing is."""
        if self.in_use:
            return QCoreApplication.translate("RunRow", "in use")
        return QCoreApplication.translate("RunRow", "beside") if self.beside else ""

    @property
    def icon_name(self) -> str | None:
        """The same as a name of `widgets.icons`."""
        return "in_use" if self.in_use else "beside" if self.beside else None

    def details(self) -> str:
        """All that there is to know, a line each: where columns are left out, it can still be read."""
        run = self.run
        lines = [run.name, run.origin, translated(run.kind), self.made_at]
        if run.images is not None:
            lines.append(QCoreApplication.translate("RunRow", "Images: {count}").format(count=self.images))
        if run.device:
            lines.append(run.device)
        if self.images_per_second is not None:
            lines.append(speed_text(self.images_per_second))
        return "\n".join(dict.fromkeys(line for line in lines if line))
