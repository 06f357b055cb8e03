"""Random samples in the window: choosing a plan, drawing, the blind review, and what it says."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject

from app.document import Document
from app.jobs import Jobs
from app.main_window import MainWindow
from app.operations.sample import draw, state, tell
from app.pictures import Picture, Pictures
from engine.blind_review import BlindReview, population
from engine.data.sample import FoundError, Rate, Sample, SampleRequest, Statement, Unit
from engine.data.sentence import Sentence, sentence
from engine.errors import UserError
from engine.sampling.draw import Population
from engine.sampling.iso2859 import AQLS, LEVELS
from engine.sampling.new import Made
from engine.sampling.second_reading import draw_reading, reading_of
from engine.sampling.sentences import of_decision, of_rate, of_reading, of_statement
from widgets.sampling.blind import BlindReviewDialog, title_of
from widgets.sampling.plan import SamplePlanDialog
from widgets.theme import Theme
from widgets.words import translated

_SEEDS = 2**31
_MOST_PERCENT = 10
"""Above it the standard counts errors, of which a unit has several; here a unit is right or wrong."""


class Samples(QObject):
    """Asks for a plan, shows the images of a sample one after the other, and keeps the answers.

    Parameters
    ----------
    document, jobs, window
    pictures
        Where images are loaded.
    theme
        The colours of now.
    report
        What shows an error.
    parent
    """

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        window: MainWindow,
        pictures: Pictures,
        theme: Callable[[], Theme],
        report: Callable[[BaseException], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._window = window
        self._pictures = pictures
        self._theme = theme
        self._report = report
        self._blind: BlindReview | None = None
        self._image = 0
        self._dialog: BlindReviewDialog | None = None
        self._plan: SamplePlanDialog | None = None
        self._offers: dict[str, Callable[[], None]] = {}
        document.kept_changed.connect(self._follow)

    def show(self) -> None:
        """Ask how to draw a sample; the last one can be gone on with, or its statement shown."""
        dialog = SamplePlanDialog(LEVELS, [own for own in AQLS if own <= _MOST_PERCENT], self._window)
        # It is of this dataset.
        self._document.opened.connect(dialog.reject)
        populations = {unit: population(self._document.review, unit) for unit in Unit}
        dialog.changed.connect(partial(self._tell, dialog, populations))
        dialog.chosen.connect(self._draw)
        # What is offered may be another one by then: several people review at the same time.
        dialog.continued.connect(lambda: self._offers["continue"]())
        dialog.read_again.connect(lambda: self._offers["read"]())
        dialog.finished.connect(self._end_plan)
        self._plan = dialog
        self._offer_last(dialog)
        dialog.refresh()
        dialog.open()

    def _end_plan(self) -> None:
        self._plan = None

    def _follow(self, tables: frozenset[str]) -> None:
        """Somebody else drew a sample, or answered."""
        if not tables & {"sample", "sample_answer"}:
            return
        if self._plan is not None:
            self._plan.take_offers_back()
            self._offer_last(self._plan)
        if self._blind is not None:
            self._blind.take_in(self._document.review.project.samples.answers(self._blind.sample.id))

    def _offer_last(self, dialog: SamplePlanDialog) -> None:
        """Offer the last sample, and where it is reviewed to its end, a second reading of it."""
        every = self._document.review.project.samples.all()
        samples = [own for own in every if not own.plan.reading_of]
        if not samples:
            return
        last = samples[-1]
        blind = BlindReview(self._document.review, last)
        standing = blind.standing()
        said = sentence("Sample", "Sample {number}.", number=last.id)
        shown = f"{translated(said)} {translated(of_decision(last.plan, standing))}"
        dialog.show_last(shown, goes_on=standing.waiting > 0)
        self._offers["continue"] = partial(self._go_on, blind)
        reading = last.last_reading(every)
        if reading is not None:
            again = BlindReview(self._document.review, reading)
            first, *_ = self._said_of(again)
            dialog.show_reading(translated(first), waiting=again.standing().waiting)
            self._offers["read"] = partial(self._go_on, again)
        elif not standing.waiting:
            offer = self.tr("What did the reviewer overlook? Another person reads some of it again, blind.")
            dialog.show_reading(offer, waiting=None)
            self._offers["read"] = partial(self._read_again, blind)

    def _read_again(self, blind: BlindReview) -> None:
        review = self._document.review
        made = Made(secrets.randbelow(_SEEDS), blind.sample.journal, datetime.now(UTC), review.author)
        try:
            drawn = review.project.samples.add(draw_reading(blind.sample, blind.answers, made))
        except UserError as error:
            self._report(error)
            return
        self._begin(drawn)

    def _said_of(self, again: BlindReview) -> Sequence[Sentence]:
        """What a second reading tells so far."""
        samples = self._document.review.project.samples
        first = next(own for own in samples.all() if own.id == again.sample.plan.reading_of)
        found = reading_of(first, samples.answers(first.id), again.sample, again.answers)
        return of_reading(first, found, again.standing().waiting)

    def _tell(
        self, dialog: SamplePlanDialog, populations: Mapping[Unit, Population], request: SampleRequest
    ) -> None:
        try:
            dialog.show_plan(tell(populations[request.unit], request))
        except UserError as error:
            dialog.show_problem(f"{error.problem}. {error.remedy}.")

    def _draw(self, request: SampleRequest) -> None:
        draw(self._document, self._jobs, request, secrets.randbelow(_SEEDS), self._begin)

    def _begin(self, sample: Sample) -> None:
        self._go_on(BlindReview(self._document.review, sample))

    def _go_on(self, blind: BlindReview) -> None:
        self._blind = blind
        dialog = BlindReviewDialog(
            self._document.review.dataset.categories.names,
            with_missing=blind.sample.plan.unit is Unit.IMAGE,
            parent=self._window,
        )
        dialog.set_theme(self._theme())
        self._dialog = dialog
        self._document.opened.connect(dialog.reject)
        dialog.answered.connect(self._answer)
        dialog.back_clicked.connect(self._step_back)
        dialog.finished.connect(self._end)
        dialog.open()
        self._show_next()

    def _end(self) -> None:
        self._dialog = self._blind = None

    def _show_next(self) -> None:
        dialog, blind = self._shown()
        image = blind.next_waiting()
        if image is None and blind.sample.plan.reading_of:
            dialog.show_summary(self._said_of(blind), (), ())
        elif image is None:
            state(self._jobs, blind, partial(self._show_summary, dialog))
        else:
            self._show_image(image)

    def _show_image(self, image: int) -> None:
        dialog, blind = self._shown()
        self._image = image
        labels = blind.labels_of(image)
        labels = labels.take(labels.countable())
        drawn = [unit.annotation_id for unit in blind.units_of(image)]
        judged = labels.ids.tolist() if drawn == [None] else [own for own in drawn if own is not None]
        place, of = blind.images.index(image) + 1, len(blind.images)
        title = self.tr("Image {place} of {of}").format(place=place, of=of)
        dialog.show_image(title, labels, judged, blind.errors_of(image) or ())
        standing = blind.standing()
        plan, total = blind.sample.plan, len(blind.sample.units)
        # What the first reader said would be a hint.
        said = () if plan.reading_of else (of_decision(plan, standing), of_rate(blind.sample, standing))
        dialog.show_standing(standing.answered, total, said)
        self._load(image)

    def _load(self, image: int) -> None:
        dialog, blind = self._shown()
        data = self._document.review.dataset
        path = data.image_path(image)
        size = (int(data.images.sizes_wh[image][0]), int(data.images.sizes_wh[image][1]))

        def show(picture: Picture) -> None:
            if self._dialog is dialog and self._image == image:
                found = picture.size_wh if picture.size_wh[0] else size
                dialog.show_picture(picture.image, found, picture.message)

        if path is None:
            show(Picture(None, size, self.tr("The folder of the images is not known. Open it with images.")))
            return
        known = self._pictures.get(path)
        if known is not None:
            show(Picture(None, size, None))
            show(known)
            return
        show(Picture(None, size, None))
        self._pictures.load(path, show)
        images = blind.images
        ahead = images[images.index(image) + 1 :][:2]
        self._pictures.prefetch(own for own in map(data.image_path, ahead) if own is not None)

    def _answer(self, errors: tuple[FoundError, ...]) -> None:
        _, blind = self._shown()
        waits = blind.errors_of(self._image) is None
        try:
            blind.answer(self._image, errors)
        except UserError as error:
            self._report(error)
            return
        place = blind.images.index(self._image) + 1
        # An answer that was looked at again leads on to the image after it.
        if waits or place == len(blind.images):
            self._show_next()
        else:
            self._show_image(blind.images[place])

    def _step_back(self) -> None:
        _, blind = self._shown()
        place = blind.images.index(self._image)
        if place:
            self._show_image(blind.images[place - 1])

    def _show_summary(self, dialog: BlindReviewDialog, statement: Statement) -> None:
        if self._dialog is not dialog or self._blind is None:
            return
        names = self._document.review.dataset.categories
        kinds = [(title_of(kind), rate) for kind, rate in statement.kinds]
        classes: Sequence[tuple[str, Rate]] = [
            (translated(names.name(category)), rate) for category, rate in statement.classes
        ]
        dialog.show_summary(of_statement(self._blind.sample, statement), kinds, classes)

    def _shown(self) -> tuple[BlindReviewDialog, BlindReview]:
        assert self._dialog is not None
        assert self._blind is not None
        return self._dialog, self._blind
