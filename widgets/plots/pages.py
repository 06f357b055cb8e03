"""The pages of the plots' panel: each a plot with its words and choices."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal

from engine.data.analysis import Analysis, Confusion, ErrorCost, ErrorKind
from engine.data.dataset import Float, Int
from engine.data.loss import Losses
from engine.data.metrics import NOT_DEFINED, Metrics
from widgets.choice import Choice
from widgets.plots.bars import Bar, BarList, BarsPlot
from widgets.plots.calibration import CalibrationPlot
from widgets.plots.confusion import MOST_READ, ConfusionPlot
from widgets.plots.course import CoursePlot
from widgets.plots.curves import CurvesPlot
from widgets.plots.losses import Legend, LossPlot
from widgets.plots.page import Page
from widgets.theme import Theme


class CurvesPage(Page):
    """Precision over recall of one class or of all, at one IoU threshold."""

    choice_changed = Signal()
    """Another class or IoU threshold."""

    def __init__(self, theme: Theme) -> None:
        self.plot = CurvesPlot(theme)
        self._class, self._threshold = Choice(""), Choice("")
        super().__init__(self.plot, self._class, self._threshold)
        for choice, name in ((self._class, self.tr("Class")), (self._threshold, self.tr("IoU threshold"))):
            choice.setAccessibleName(name)
            choice.setToolTip(name)
            choice.currentIndexChanged.connect(self.choice_changed)

    @property
    def category(self) -> int | None:
        """Index of the class chosen; None: all."""
        return self._class.currentIndex() - 1 if self._class.currentIndex() > 0 else None

    @property
    def threshold(self) -> int:
        """Index of the IoU threshold chosen."""
        return max(self._threshold.currentIndex(), 0)

    def set_choices(self, names: Sequence[str], iou_thresholds: Sequence[float]) -> None:
        """Offer these; what is chosen stays where it is among them."""
        _offer(self._class, [self.tr("All classes"), *names])
        _offer(self._threshold, [self.tr("IoU {iou:.2f}").format(iou=iou) for iou in iou_thresholds])

    def choose_class(self, category: int | None) -> None:
        """Show the curves of this class; None: of all."""
        self._class.setCurrentIndex(0 if category is None else category + 1)

    def set_curves(
        self, recall: Float, baseline: Float | None, current: Float | None, scores: Float | None
    ) -> None:
        """Show precision at the recalls; see `CurvesPlot.set_curves`."""
        self.plot.set_curves(recall, baseline, current, scores)
        if current is None:
            self.say(self.tr("This class has no boxes to be found."), "")
            return
        said = self.tr("AP {ap:.4f}").format(ap=float(np.mean(current)))
        if baseline is not None:
            said += self.tr(", baseline {ap:.4f}").format(ap=float(np.mean(baseline)))
        self.say(said, self.tr("Click a point to see what is wrong up to there, and what is not found."))


class DeltasPage(Page):
    """The change of AP of each class."""

    class_chosen = Signal(int)
    """Index of the class."""

    def __init__(self, theme: Theme) -> None:
        self.plot = BarsPlot(theme, signed=True)
        self._list = BarList(self.plot)
        self._order: list[int] = []
        super().__init__(self._list)
        self.plot.setAccessibleName(self.tr("Change of AP of each class"))
        self.plot.set_titles(bottom=self.tr("Change of AP"))
        self.plot.bar_chosen.connect(lambda row: self.class_chosen.emit(self._order[row]))

    def set_metrics(self, names: Sequence[str], baseline: Metrics, current: Metrics) -> None:
        """Show the classes whose AP changed, the largest change first."""
        before, now = baseline.per_class_ap, current.per_class_ap
        defined = (before != NOT_DEFINED) & (now != NOT_DEFINED)
        deltas = np.where(defined, now - before, 0.0)
        self._order = [k for k in np.argsort(-np.abs(deltas), kind="stable").tolist() if deltas[k] != 0]
        if not self._order:
            self.say_why_not(self.tr("No class has changed yet. Bars appear as boxes are corrected."))
            return
        tip = self.tr("{name}: AP {before:.4f} → {now:.4f}")
        self._list.set_bars(
            [
                Bar(
                    names[k],
                    float(deltas[k]),
                    f"{deltas[k]:+.4f}",
                    tip.format(name=names[k], before=before[k], now=now[k]),
                )
                for k in self._order
            ]
        )
        changed, of = len(self._order), len(names)
        self.say(
            self.tr("{changed} of {of} classes changed.").format(changed=changed, of=of),
            self.tr("Click a bar to see the boxes of the class that were edited."),
        )


class CoursePage(Page):
    """mAP over the course of the edits."""

    def __init__(self, theme: Theme) -> None:
        self.plot = CoursePlot(theme)
        super().__init__(self.plot)

    def set_course(self, aps: Float) -> None:
        """Show AP at the baseline and after each step, (s + 1,) float64."""
        if len(aps) < 2:
            self.say_why_not(self.tr("No box was edited yet. The line grows with each edit."))
            return
        self.plot.set_course(aps)
        self.say(
            self.tr("{count:,} steps, from {first:.4f} to {last:.4f}.").format(
                count=len(aps) - 1, first=max(aps[0], 0.0), last=max(aps[-1], 0.0)
            ),
            self.tr("Click a step to see its boxes."),
        )


class ErrorsPage(Page):
    """What each kind of error costs."""

    kind_chosen = Signal(object)
    """`ErrorKind`."""

    def __init__(self, theme: Theme) -> None:
        self.plot = BarsPlot(theme, signed=False)
        self._list = BarList(self.plot)
        super().__init__(self._list)
        self.plot.setAccessibleName(self.tr("mAP that each kind of error costs"))
        self.plot.set_titles(bottom=self.tr("mAP it costs"))
        self.plot.bar_chosen.connect(lambda row: self.kind_chosen.emit(tuple(ErrorKind)[row]))

    def set_errors(self, errors: Sequence[ErrorCost]) -> None:
        """Show a bar for each kind, in the order of `ErrorKind`."""
        titles = {
            ErrorKind.CLASS: (self.tr("Class"), self.tr("Right place, another class")),
            ErrorKind.LOCATION: (self.tr("Location"), self.tr("Right class, not quite the place")),
            ErrorKind.BOTH: (self.tr("Both"), self.tr("Another class, and not quite the place")),
            ErrorKind.DUPLICATE: (self.tr("Duplicate"), self.tr("A second prediction of the same box")),
            ErrorKind.BACKGROUND: (self.tr("Background"), self.tr("A prediction where there is no box")),
            ErrorKind.MISSED: (self.tr("Missed"), self.tr("A box that no prediction comes near")),
        }
        tip = self.tr(
            "{what}: {count:,} at IoU 0.50. Without them mAP would be {ap:.4f} higher, AP50 {ap50:.4f}."
        )
        self._list.set_bars(
            [
                Bar(
                    titles[own.kind][0],
                    own.ap,
                    f"{own.ap:.4f}   {own.count:,}×",
                    tip.format(what=titles[own.kind][1], count=own.count, ap=own.ap, ap50=own.ap50),
                )
                for own in errors
            ]
        )
        self.say(
            self.tr(
                "What mAP would gain without each kind of error (TIDE), and how many there are at IoU 0.50."
            ),
            self.tr("Click a bar to see them."),
        )


class ConfusionPage(Page):
    """Which classes are taken for which."""

    def __init__(self, theme: Theme) -> None:
        self.plot = ConfusionPlot(theme)
        self._which = Choice("")
        super().__init__(self.plot, self._which)
        self._which.setAccessibleName(self.tr("Classes shown"))
        self._which.addItems([self.tr("The most confused"), self.tr("All classes")])
        self._which.currentIndexChanged.connect(self._show)
        self._shown: tuple[Sequence[str], Confusion] | None = None

    def set_analysis(self, names: Sequence[str], analysis: Analysis) -> None:
        """Show the counts."""
        self._shown = names, analysis.confusion
        # Where all can be read there is nothing to choose.
        self._which.setVisible(len(names) > MOST_READ)
        self._show()

    def _show(self) -> None:
        if self._shown is None:
            return
        names, confusion = self._shown
        every = self._which.currentIndex() == 1
        self.plot.set_counts(
            names, confusion.counts, np.arange(len(names)) if every else _most_confused(confusion.counts)
        )
        self.say(
            self.tr("Predictions with a score of {score:.2f} or more, where F1 is best.").format(
                score=confusion.min_score
            ),
            self.tr("Darker: a larger share of the row. Click a cell to see its boxes."),
        )


class CalibrationPage(Page):
    """Whether scores are what they promise."""

    def __init__(self, theme: Theme) -> None:
        self.plot = CalibrationPlot(theme)
        super().__init__(self.plot)

    def set_analysis(self, analysis: Analysis) -> None:
        """Show the calibration, or why there is none."""
        if analysis.calibration is None:
            self.say_why_not(self.tr("Some scores are not from 0 to 1, so they promise nothing."))
            return
        self.plot.set_calibration(analysis.calibration)
        self.say(
            self.tr("Scores are off by {error:.3f} on average, {worst:.3f} at worst.").format(
                error=analysis.calibration.expected_error, worst=analysis.calibration.largest_error
            ),
            self.tr("On the line, a score is the share that is right. Click a bar to see its predictions."),
        )


class LossPage(Page):
    """How far the model contradicts the labels."""

    def __init__(self, theme: Theme) -> None:
        self.plot = LossPlot(theme)
        super().__init__(self.plot, Legend())
        self.plot.range_changing.connect(self._say)

    def set_losses(self, losses: Losses) -> None:
        """Show the loss of every label."""
        self.plot.set_losses(losses)
        self._say()

    def _say(self) -> None:
        low, high = self.plot.brushed
        self.say(
            self.tr(
                "{count:,} labels have a loss from {low:.2f} to {high:.2f}: the largest of its parts."
            ).format(count=self.plot.count_brushed(), low=low, high=high),
            self.tr("Drag the brush or its edges, or click a bar, to see the labels."),
        )


def _most_confused(counts: Int) -> Int:
    """The classes most often taken for another, or another for them, ascending; as many as can be read."""
    confused = counts[:-1, :-1].copy()
    np.fill_diagonal(confused, 0)
    worst = np.argsort(-(confused.sum(axis=0) + confused.sum(axis=1)), kind="stable")
    return np.sort(worst[:MOST_READ])


def _offer(choice: Choice, texts: Sequence[str]) -> None:
    """Offer these; the one chosen stays where it is among them."""
    if list(texts) == [choice.itemText(i) for i in range(choice.count())]:
        return
    chosen = choice.currentText()
    with QSignalBlocker(choice):
        choice.clear()
        choice.addItems(list(texts))
        choice.setCurrentIndex(max(choice.findText(chosen, Qt.MatchFlag.MatchExactly), 0))
