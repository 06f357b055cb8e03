"""The document: the engine's Review and the reviewer's place in it, with signals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from engine.analysis.behind import Narrowing
from engine.assessment import Assessment
from engine.conflicts import ConflictError
from engine.data.analysis import Behind
from engine.data.dataset import Annotation, Problem
from engine.data.difference import Difference
from engine.data.edit import Edit
from engine.data.flag import OF_IMAGES, QueueEntry, VerdictKind
from engine.data.image_state import Mark
from engine.data.journal import JournalPart, Origin
from engine.data.known_answer import PlantedAnswer, Planting
from engine.data.lease import Attendance
from engine.data.metrics import Changes
from engine.data.model import ModelSpec
from engine.data.run import NewRun
from engine.data.sources import Place
from engine.person import system_name
from engine.review import Review


class Document(QObject):
    """What the window shows: a review, the current image, flag and selection.

    All changes to labels go through `apply`, `undo` and `redo`; all moves through `go_to_image`,
    `go_to_flag` and `select`.
    """

    opened = Signal()
    """Another review is in, or none."""
    changed = Signal(object)
    """`Changes`: labels, predictions or verdicts changed."""
    flags_changed = Signal()
    """More flags came, or prices of them; the labels are as they were."""
    image_changed = Signal()
    flag_changed = Signal()
    selection_changed = Signal()
    problems_changed = Signal()
    category_changed = Signal()
    """Another class for the next box drawn."""
    narrowed = Signal()
    """The queue is of other boxes: those behind a part of a plot, or of all flags again."""
    attendance_changed = Signal()
    """Others came, went or moved on, or images were handed out or went back."""

    kept_changed = Signal(object)
    """Names of tables: others changed what the project keeps there besides its journal, and it was taken in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review: Review | None = None
        self._image = 0
        self._entry: QueueEntry | None = None
        self._selection: tuple[int, ...] = ()
        self._problems: tuple[Problem, ...] = ()
        self._as_opened = True
        self._category = 0
        self._recent: tuple[int, ...] = ()
        self._copied: tuple[Annotation, ...] = ()
        self._narrowing: Narrowing | None = None
        self._person = system_name()
        self._attendance: Attendance | None = None

    @property
    def review(self) -> Review:
        """The review; only where `is_open`."""
        assert self._review is not None
        return self._review

    @property
    def is_open(self) -> bool:
        """Whether there is a review."""
        return self._review is not None

    @property
    def model(self) -> ModelSpec | None:
        """The model that the project runs; None where there is none, or nothing is open."""
        return None if self._review is None else self._review.project.model()

    @property
    def image(self) -> int:
        """Index of the image shown."""
        return self._image

    @property
    def entry(self) -> QueueEntry | None:
        """The flag under review."""
        return self._entry

    @property
    def selection(self) -> tuple[int, ...]:
        """Ids of the selected boxes, all on the image shown."""
        return self._selection

    @property
    def category(self) -> int:
        """Index of the class of the next box drawn: that of a missing label under review, else the last chosen."""
        entry = self._entry
        if entry is not None and entry.flag.annotation_id is None and entry.flag.kind not in OF_IMAGES:
            return entry.flag.category
        return self._category

    @property
    def recent_categories(self) -> tuple[int, ...]:
        """Indices of the classes that were chosen since the dataset was opened, the last first."""
        return self._recent

    @property
    def copied(self) -> tuple[Annotation, ...]:
        """The boxes to paste."""
        return self._copied

    @property
    def narrowing(self) -> Narrowing | None:
        """What the queue is narrowed to; None: to nothing, it holds every flag."""
        return self._narrowing

    @property
    def attendance(self) -> Attendance | None:
        """Who works on which image; None where that is not known, as of a project file."""
        return self._attendance

    @property
    def held(self) -> frozenset[int]:
        """The images that were handed out to this window."""
        return frozenset() if self._attendance is None else self._attendance.held

    def queue(self) -> tuple[QueueEntry, ...]:
        """Every flag, or those of the images held, or those that the queue is narrowed to, in the order of review."""
        if self._narrowing is None:
            queue, held = self.review.queue(), self.held
            return tuple(entry for entry in queue if entry.flag.image in held) if held else queue
        return self.review.queue_of(self._narrowing.open_flags(self.review.annotations))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be used of the sources, images the model could not be run on, and what metrics leave out."""
        if self._review is None:
            return self._problems
        return (*(own for own in self._problems if self._holds(own)), *self._review.assessment.problems)

    @property
    def selected(self) -> tuple[Annotation, ...]:
        """The selected boxes as they are now."""
        found = (self.review.annotations.get(id_) for id_ in self._selection)
        return tuple(annotation for annotation in found if annotation is not None)

    @property
    def person(self) -> str:
        """Whose name what is done carries."""
        return self._person

    def set_person(self, name: str) -> None:
        """Have what is done from now on carry another name."""
        self._person = name
        if self._review is not None:
            self._review.author = name

    def open(self, review: Review, place: Place | None) -> None:
        """Show another review, at the place where it was left."""
        self.close()
        self._review = review
        review.author = self._person
        place = place or Place()
        images = len(review.dataset.images)
        self._image = min(max(place.image, 0), max(images - 1, 0))
        self._category = 0
        self._selection = tuple(i for i in place.annotation_ids if self._on_image(i))
        self._entry = next((e for e in review.queue() if e.flag.key == place.flag_key), None)
        self._problems = review.dataset.problems
        self._as_opened = review.project.runs.in_use_as_opened()
        self.opened.emit()

    def close(self) -> None:
        """Let go of the review."""
        if self._review is None:
            return
        self._review.close()
        self._review, self._image, self._entry, self._selection = None, 0, None, ()
        self._problems, self._copied, self._recent = (), (), ()
        self._narrowing = self._attendance = None
        self.opened.emit()

    def apply(
        self,
        edits: Iterable[Edit],
        origin: Origin,
        verdicts: Mapping[str, VerdictKind | None] | None = None,
        *,
        marks: Iterable[Mark] = (),
        outcome: Assessment | None = None,
    ) -> Changes:
        """Do one step; see `engine.review.Review.apply`."""
        return self._done(lambda: self.review.apply(edits, origin, verdicts, marks=marks, outcome=outcome))

    def undo(self, *, outcome: Assessment | None = None) -> Changes:
        """Take back the last step."""
        return self._done(lambda: self.review.undo(outcome=outcome))

    def redo(self, *, outcome: Assessment | None = None) -> Changes:
        """Do again what was last taken back."""
        return self._done(lambda: self.review.redo(outcome=outcome))

    def return_to(self, number: int, *, way: Difference, outcome: Assessment) -> Changes:
        """Bring labels and verdicts back to a moment; see `engine.review.Review.return_to`."""
        return self._done(lambda: self.review.return_to(number, way=way, outcome=outcome))

    def merge(self, part: JournalPart, *, outcome: Assessment | None = None) -> None:
        """Take in what others did; see `engine.review.Review.merge`."""
        if self.review.news(part):
            self._announce(self.review.merge(part, outcome=outcome))

    def take_over(self, handed_in: Review) -> bool:
        """Show that all that waited for the server was handed in, unless more waits; see `engine.review.Review`."""
        changes = self.review.take_over(handed_in)
        if changes is not None:
            self._announce(changes)
        return changes is not None

    def set_predictions(self, assessment: Assessment, run: NewRun | int) -> Changes:
        """Replace the predictions; see `engine.review.Review.set_predictions`."""
        changes = self.review.set_predictions(assessment, run)
        self._as_opened = self.review.project.runs.in_use_as_opened()
        self._announce(changes)
        self.problems_changed.emit()
        return changes

    def follow(self, assessment: Assessment, run: int | None) -> None:
        """Go on with what somebody else chose; see `engine.review.Review.follow`."""
        changes = self.review.follow(assessment, run)
        self._as_opened = self.review.project.runs.in_use_as_opened()
        self._announce(changes)
        self.problems_changed.emit()

    def follow_known(self, plantings: Iterable[Planting], answers: Iterable[PlantedAnswer]) -> None:
        """Go on with all known answers; see `engine.review.Review.follow_known`."""
        if self.review.follow_known(plantings, answers):
            self._refresh_entry()
            self.flags_changed.emit()

    def set_settings(self, assessment: Assessment) -> Changes:
        """Measure in another way; see `engine.review.Review.set_settings`."""
        changes = self._announce(self.review.set_settings(assessment))
        self.problems_changed.emit()
        return changes

    def set_check_settings(self, assessment: Assessment) -> None:
        """Check with other thresholds; see `engine.review.Review.set_check_settings`."""
        self.review.set_check_settings(assessment)
        self._refresh_entry()
        self.flags_changed.emit()

    def set_flags(self, assessment: Assessment) -> None:
        """Take in other flags; see `engine.review.Review.set_flags`."""
        self.review.set_flags(assessment)
        self._refresh_entry()
        self.flags_changed.emit()

    def set_label_sets(self, assessment: Assessment) -> None:
        """Keep other people's labels; see `engine.review.Review.set_label_sets`."""
        self.review.set_label_sets(assessment)
        self._refresh_entry()
        self.flags_changed.emit()

    def set_prices(self, prices: Mapping[str, float]) -> None:
        """Add prices of flags."""
        self.review.set_prices(prices)
        self._refresh_entry()
        self.flags_changed.emit()

    def plant(self, planting: Planting) -> None:
        """Mix known answers into the queue; see `engine.review.Review.plant`."""
        self.review.plant(planting)
        self._refresh_entry()
        self.flags_changed.emit()

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Add what a run of the model could not use."""
        self._problems = tuple(dict.fromkeys((*self._problems, *problems)))
        self.problems_changed.emit()

    def go_to_image(self, image: int) -> None:
        """Show this image; the flag under review stays only if it is on it."""
        if not self.is_open or not 0 <= image < len(self.review.dataset.images) or image == self._image:
            return
        self._image = image
        self.select(())
        if self._entry is not None and self._entry.flag.image != image:
            self._entry = None
            self.flag_changed.emit()
        self.image_changed.emit()

    def go_to_flag(self, entry: QueueEntry | None) -> None:
        """Put this flag under review: its image is shown, its box selected."""
        if entry is not None:
            self.go_to_image(entry.flag.image)
        self._entry = entry
        if entry is not None:
            self.select(() if entry.flag.annotation_id is None else (entry.flag.annotation_id,))
        self.flag_changed.emit()

    def select(self, annotation_ids: Iterable[int]) -> None:
        """Select boxes of the image shown."""
        selection = tuple(annotation_ids)
        if selection != self._selection:
            self._selection = selection
            self.selection_changed.emit()

    def copy(self, boxes: Iterable[Annotation]) -> None:
        """Keep boxes to paste, on this image or another one."""
        self._copied = tuple(boxes)
        self.selection_changed.emit()

    def narrow(self, behind: Behind | None) -> None:
        """Narrow the queue to the boxes behind a part of a plot; None: to nothing, every flag is in it again."""
        self._narrowing = None if behind is None else Narrowing(behind, self.review.annotations)
        self.narrowed.emit()

    def attend(self, attendance: Attendance) -> None:
        """Take in who works on which image now."""
        before, self._attendance = self._attendance, attendance
        if not attendance.shows_the_same(before):
            self.attendance_changed.emit()

    def choose_category(self, category: int) -> None:
        """Draw the next boxes as this class."""
        if self.is_open and 0 <= category < len(self.review.dataset.categories):
            self._category = category
            self._recent = (category, *(own for own in self._recent if own != category))
            self.category_changed.emit()

    def _done(self, step: Callable[[], Changes]) -> Changes:
        try:
            changes = step()
        except ConflictError as error:
            # The step was not done, but what others did was taken in.
            self._announce(error.changes)
            raise
        return self._announce(changes)

    def _announce(self, changes: Changes) -> Changes:
        if self._narrowing is not None:
            self._narrowing = None if changes.everything else self._narrowing.after(changes.images)
        self._selection = tuple(i for i in self._selection if self._on_image(i))
        self._refresh_entry()
        self.changed.emit(changes)
        return changes

    def _refresh_entry(self) -> None:
        """Bring price and verdict of the flag under review up to date; it may be settled and gone."""
        if self._entry is None:
            return
        key = self._entry.flag.key
        image = self._entry.flag.image
        flags = self.review.flags_of(image)
        if self._narrowing is not None:
            flags += tuple(flag for flag in self._narrowing.behind.flags if flag.image == image)
        flag = next((flag for flag in flags if flag.key == key), None)
        self._entry = None if flag is None else self.review.entry(flag)

    def _holds(self, problem: Problem) -> bool:
        """Whether a problem still is one: those of a file of predictions are none while others are in use."""
        return self._as_opened or problem.source != str(self.review.project.sources().predictions)

    def _on_image(self, annotation_id: int) -> bool:
        annotation = self.review.annotations.get(annotation_id)
        return annotation is not None and annotation.image == self._image
