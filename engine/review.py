"""A dataset under review: labels, predictions, metrics, flags, and every change to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace

from engine.assessment import Assessment, checked_with, edited
from engine.conflicts import ConflictError, Conflicts
from engine.data.dataset import Dataset
from engine.data.difference import Difference
from engine.data.edit import Edit
from engine.data.flag import VerdictKind
from engine.data.image_state import Mark, StateChange
from engine.data.journal import (
    Action,
    AlreadyThere,
    Conflict,
    JournalEntry,
    JournalPart,
    Measurement,
    Origin,
    Step,
    Verdict,
    Waits,
)
from engine.data.known_answer import AnsweredStep, PlantedAnswer, Planting
from engine.data.metrics import Changes
from engine.data.run import NewRun
from engine.editing import new_boxes, next_ids, with_ids
from engine.errors import EngineError, WorkFailedError
from engine.evaluation.settings import COCO, text_of
from engine.history import BoxHistories, History
from engine.known_answers import KnownAnswers
from engine.moments import difference, judged
from engine.pricing import Prices
from engine.review_state import ReviewState
from engine.review_view import ReviewView
from engine.states import States, answered, lapsed, rebased
from engine.store.project import ProjectFile

_AHEAD = 100_000
"""So many boxes at most are added by work in the background, which numbers them itself."""


class Review(ReviewView):
    """A dataset under review: the only mutable object of the engine.

    Every change is on disk before it is visible here; where it cannot be written, nothing changes.

    Parameters
    ----------
    project
        The project file, its journal already replayed into ``assessment`` and ``history``.
    dataset
        As it was opened.
    assessment
        Of the labels at the end of the journal.
    entries
        The journal.
    author
        Whose name new journal entries carry; another person may take over.
    """

    def __init__(
        self,
        project: ProjectFile,
        dataset: Dataset,
        assessment: Assessment,
        entries: Sequence[JournalEntry],
        author: str,
    ) -> None:
        self.project = project
        self.dataset = dataset
        self.author = author
        self._entries = tuple(entries)
        self._run = project.runs.in_use()
        verdicts = judged({}, (verdict for entry in entries for verdict in entry.step.verdicts))
        known = KnownAnswers.of(project.plantings.all(), project.plantings.answers(), dataset.categories)
        verdicts = {**verdicts, **known.said}
        prices = Prices().known(known.prices)
        self._state = ReviewState(
            dataset.images.sizes_wh,
            assessment,
            # Where several people work at the same time undo is of what was done since it was opened here.
            History() if project.storage.shared else History.replayed(entries),
            verdicts,
            States.replayed(entries),
            prices,
            known,
            Conflicts().after(entries),
        ).requeued()
        self._before_waiting: Review | None = None
        self._rests_on = len(entries)
        project.rests_on(self._rests_on)
        self._next_ids = next_ids(dataset.annotations, entries)
        self._histories = BoxHistories(entries)

    def apply(
        self,
        edits: Iterable[Edit],
        origin: Origin,
        verdicts: Mapping[str, VerdictKind | None] | None = None,
        *,
        marks: Iterable[Mark] = (),
        outcome: Assessment | None = None,
    ) -> Changes:
        """Do one step: some edits, what they say of flags, and what is said of images.

        Parameters
        ----------
        edits
            May be empty where only a verdict is given. Additions may carry `NEW_ID`.
        origin
            What the step came from.
        verdicts
            New verdicts by `Flag.key`; None takes one back.
        marks
            As `engine.states` makes them; what edits and verdicts by themselves do to states is added.
        outcome
            What these edits lead to, where that was worked out beforehand with `engine.assessment.after_edits`, from
            the assessment as it is now; None: it is worked out here.

        Raises
        ------
        UserError
            The step could not be written to the project file; nothing has changed then.
        """
        edits, marks, said = tuple(edits), tuple(marks), verdicts or {}
        asked = [key for key in said if key in self._state.known.places]
        if asked:
            return self._answer(edits, origin, dict(said), marks, outcome, asked)
        done = with_ids(edits, *self.project.free_ids(self._next_ids, new_boxes(edits), self.author))

        def step() -> Step:
            known, states, sizes = self._state.verdicts, self.states, self.dataset.images.sizes_wh
            return Step(
                done,
                tuple(Verdict(key, known.get(key), kind) for key, kind in said.items()),
                origin,
                (*rebased(states, marks), *answered(states, said, sizes), *lapsed(states, done)),
            )

        return self._take(Action.DO, step, outcome)

    def undo(self, *, outcome: Assessment | None = None) -> Changes:
        """Take back the last step; ``outcome`` as for `apply`."""
        history = self._state.history.stepped_back()
        step = history.undone[-1]
        if isinstance(step, AnsweredStep):
            return self._keep_answers(step.inverse.verdicts, history)
        return self._take(Action.UNDO, lambda: self._with_lapses(step.inverse), outcome)

    def redo(self, *, outcome: Assessment | None = None) -> Changes:
        """Do again what was last taken back; ``outcome`` as for `apply`."""
        history = self._state.history.stepped_forward()
        step = history.done[-1]
        if isinstance(step, AnsweredStep):
            return self._keep_answers(step.verdicts, history)
        return self._take(Action.REDO, lambda: self._with_lapses(step), outcome)

    def return_to(
        self, number: int, *, way: Difference | None = None, outcome: Assessment | None = None
    ) -> Changes:
        """Bring labels and verdicts back to a moment, as one more step.

        Parameters
        ----------
        number
            How many journal entries lead to the moment; 0: the source as it was opened.
        way
            `engine.moments.difference` from now to the moment, where that was worked out beforehand.
        outcome
            As for `apply`, of the edits of ``way``.

        Raises
        ------
        UserError
            The step could not be written to the project file; nothing has changed then.
        """
        now = len(self._entries)
        if way is None:
            way = difference(self._entries, now, number)
        if way.moments != (now, number):
            message = f"this way leads from moment {way.moments[0]}, and now is {now}"
            raise EngineError(message)

        def step() -> Step:
            here = len(self._entries)
            own = way if here == now else difference(self._entries, here, number)
            # States are part of the moment: what edits do to them otherwise is not added.
            verdicts, marks = (one.verdict for one in own.verdicts), (one.mark for one in own.marks)
            return Step(own.edits(), tuple(verdicts), Origin.RETURNED, tuple(marks))

        return self._take(Action.DO, step, outcome)

    def merge(self, part: JournalPart, *, outcome: Assessment | None = None) -> Changes:
        """Take in what others did, as they did it; one's own steps stay to be taken back, but for what they changed.

        Parameters
        ----------
        part
            Of the journal of the project; what is known of it already is left out.
        outcome
            As for `apply`, of `news` of the part.
        """
        entries = self.news(part)
        if outcome is None:
            outcome = self._outcome([edit for entry in entries for edit in entry.step.edits])
        return self._show(entries, outcome, self._state.history.after_others(entries))

    def news(self, part: JournalPart) -> tuple[JournalEntry, ...]:
        """What is not known yet of a part of the journal."""
        known = len(self._entries)
        if self.waits or part.after > known:
            message = f"this part of the journal does not go on where it is known: {part.after}, {known}"
            raise EngineError(message)
        return part.entries[known - part.after :]

    @property
    def waits(self) -> bool:
        """Whether some of what is seen here waits for the server."""
        return self._before_waiting is not None

    def require_all_in_journal(self) -> None:
        """Make sure that the server has all that is seen here: what is signed or sampled rests on its journal.

        Raises
        ------
        UserError
            Some waits for the server.
        """
        if self.waits:
            raise WorkFailedError(
                "this cannot be done while steps of yours wait for the server",
                source=self.project.storage.name,
                remedy="Go on with your review, and repeat this once the server is back and has them",
            )

    def get_ready_for_no_line(self) -> None:
        """Set aside what is needed to go on without the server; may be called on any thread.

        Raises
        ------
        UserError
            The server cannot be reached, or whoever works here may only read.
        """
        self.project.stock_ids(self._next_ids, self.author)

    def without_waiting(self) -> Review:
        """A review of its own of what the server's journal leads to, to hand in what waits: by `engine.handing_in`."""
        review = copy(self._before_waiting or self)
        review._histories = BoxHistories(review._entries)
        return review

    def take_over(self, handed_in: Review) -> Changes | None:
        """Let this be a review at which all that waited was handed in.

        Parameters
        ----------
        handed_in
            As `without_waiting` gave it. It is not used again.

        Returns
        -------
        Changes or None
            None: something still waits, or again. Nothing is seen of what was handed in, which goes on from there.
        """
        if self.project.waiting.count:
            self._before_waiting = handed_in
            return None
        self.project.waiting.forget()
        since, before = self._rests_on, self.metrics
        gone = [edit.inverse for entry in self._entries[since:] for edit in entry.step.edits]
        come = [edit for entry in handed_in._entries[since:] for edit in entry.step.edits]
        edits = (*reversed(gone), *come)
        self._state, self._entries, self._histories = (
            handed_in._state,
            handed_in._entries,
            handed_in._histories,
        )
        self._next_ids = (
            max(self._next_ids[0], handed_in._next_ids[0]),
            max(self._next_ids[1], handed_in._next_ids[1]),
        )
        self._before_waiting, self._rests_on = None, len(self._entries)
        images = tuple(dict.fromkeys(edit.subject.image for edit in edits))
        return Changes(images, edits, before, self.metrics)

    def take_in(self, entries: Sequence[JournalEntry]) -> None:
        """Take in what others did, which comes next in the journal; see `engine.handing_in.Standing`."""
        if entries:
            self.merge(JournalPart(len(self._entries), tuple(entries)))

    def worked_out(self, entry: JournalEntry) -> JournalEntry:
        """A step that waited, as it is on top of what is known now; see `engine.handing_in.Standing`."""
        step, states = entry.step, self.states
        if entry.action is Action.DO:
            known = self._state.verdicts
            said = tuple(replace(own, before=known.get(own.flag_key)) for own in step.verdicts)
            marked = {mark.image for mark in step.marks if isinstance(mark, StateChange)}
            edits = () if step.origin is Origin.RETURNED else step.edits
            lapses = (mark for mark in lapsed(states, edits) if mark.image not in marked)
            step = replace(step, verdicts=said, marks=(*rebased(states, step.marks), *lapses))
        measured = self._measurement(self._outcome(step.edits))
        return JournalEntry(entry.action, step, entry.author, entry.at, measured)

    def show_own(self, entry: JournalEntry) -> None:
        """Show a step that waited, once it is in the journal; see `engine.handing_in.Standing`."""
        self._show((entry,), self._outcome(entry.step.edits), self._state.history.after_own(entry))

    def set_predictions(self, assessment: Assessment, run: NewRun | int) -> Changes:
        """Replace the predictions by those of an assessment of the labels as they are now.

        Parameters
        ----------
        assessment
        run
            Where they come from; an id: a run that the project has already.
        """
        if assessment.annotations is not self.annotations or assessment.predictions is None:
            message = "this assessment is of other labels, or has no predictions"
            raise EngineError(message)
        if isinstance(run, int):
            self.project.runs.use(run)
        else:
            metrics, journal = assessment.evaluation.metrics, self.project.journal_length
            self.project.runs.add(assessment.predictions, replace(run, metrics=metrics, journal=journal))
        self._run = self.project.runs.in_use()
        return self._replace(assessment)

    def set_settings(self, assessment: Assessment) -> Changes:
        """Measure in another way from now on: that of an assessment of the labels and predictions as they are now."""
        if assessment.annotations is not self.annotations or assessment.predictions is not self.predictions:
            message = "this assessment is of other labels or predictions"
            raise EngineError(message)
        self.project.set_settings(text_of(assessment.evaluation.settings))
        return self._replace(assessment)

    def follow(self, assessment: Assessment, run: int | None) -> Changes:
        """Go on with predictions or a way to measure that somebody else chose: the project has it already.

        Parameters
        ----------
        assessment
            Of the labels as they are now.
        run
            Whose predictions these are.
        """
        if assessment.annotations is not self.annotations:
            message = "this assessment is of other labels"
            raise EngineError(message)
        self._run = run
        return self._replace(assessment)

    def set_check_settings(self, assessment: Assessment) -> None:
        """Check with other thresholds from now on: those of a recheck of the labels as they are now."""
        self._require_same_labels(assessment)
        self.project.set_check_settings(assessment.evidence.settings)
        self.set_flags(assessment)

    @property
    def next_ids(self) -> tuple[int, int]:
        """Ids that no box ever had, and none above them: the program's own, and the source's."""
        return self.project.free_ids(self._next_ids, _AHEAD, self.author)

    def set_label_sets(self, assessment: Assessment) -> None:
        """Keep other people's labels: those of an assessment of the labels as they are now, against them."""
        self._require_same_labels(assessment)
        self.project.label_sets.replace(assessment.evidence.others)
        self.set_flags(assessment)

    def set_flags(self, assessment: Assessment) -> None:
        """Take in flags raised with other evidence or thresholds, of the labels and predictions as they are now."""
        self._require_same_labels(assessment)
        self._state = replace(self._state, assessment=assessment).requeued()

    def set_prices(self, prices: Mapping[str, float]) -> None:
        """Add prices computed in the background, by `Flag.key`."""
        self._state = self._state.priced(prices)

    def plant(self, planting: Planting) -> None:
        """Mix known answers into the queue: what is said of them is kept apart, and changes nothing else.

        Raises
        ------
        UserError
            They could not be written to the project file; nothing has changed then.
        """
        plantings = self.project.plantings
        plantings.add(planting)
        known = KnownAnswers.of(plantings.all(), plantings.answers(), self.dataset.categories)
        self._state = self._state.with_known(known)

    def follow_known(self, plantings: Iterable[Planting], answers: Iterable[PlantedAnswer]) -> bool:
        """Go on with all known answers and what was said of them, by others too; whether that is anything new."""
        known, now = KnownAnswers.of(plantings, answers, self.dataset.categories), self._state.known
        if (known.places, known.said) == (now.places, now.said):
            return False
        others = {key: kind for key, kind in self.verdicts.items() if key not in known.places}
        self._state = replace(self._state, verdicts={**others, **known.said}).with_known(known)
        return True

    def close(self) -> None:
        """Let go of the project file."""
        self.project.close()

    def _require_same_labels(self, assessment: Assessment) -> None:
        if assessment.evaluation is not self._state.assessment.evaluation:
            message = "this assessment is of other labels or predictions"
            raise EngineError(message)

    def _replace(self, assessment: Assessment) -> Changes:
        before = self.metrics
        self._state = self._state.assessed(assessment)
        return Changes((), (), before, self.metrics, everything=True)

    def _take(self, action: Action, step_now: Callable[[], Step], outcome: Assessment | None) -> Changes:
        """Do a step, after what others did meanwhile where several people work.

        Parameters
        ----------
        action
        step_now
            Gives the step on the state as it is when it is called.
        outcome
            What it leads to, if nobody did anything meanwhile.

        Raises
        ------
        ConflictError
            Others changed the same.
        """
        merged: Changes | None = None
        while True:
            step = step_now()
            if outcome is None:
                outcome = self._outcome(step.edits)
            entry = JournalEntry(action, step, self.author, self.project.now(), self._measurement(outcome))
            newer = self._append(entry)
            if newer is None or isinstance(newer, Waits):
                changes = self._show((entry,), outcome, self._state.history.taking(action, step))
                return changes if merged is None else merged.then(changes)
            if isinstance(newer, AlreadyThere):
                came = self._take_already_there(newer, entry)
                return came if merged is None else merged.then(came)
            came = self.merge(newer.newer if isinstance(newer, Conflict) else newer)
            merged, outcome = came if merged is None else merged.then(came), None
            if isinstance(newer, Conflict):
                raise ConflictError(newer.theirs, merged)

    def _with_lapses(self, step: Step) -> Step:
        """A step that is taken back or done again, and the approvals that others gave since, which it takes away."""
        own = {mark.image for mark in step.marks if isinstance(mark, StateChange)}
        more = [mark for mark in lapsed(self.states, step.edits) if mark.image not in own]
        return replace(step, marks=(*step.marks, *more)) if more else step

    def _append(self, entry: JournalEntry) -> JournalPart | Conflict | AlreadyThere | Waits | None:
        """Put a step into the journal, or behind those that wait to come there."""
        if self.waits:
            return self.project.waiting.add(entry, self._rests_on)
        newer = self.project.append(entry)
        if isinstance(newer, Waits):
            self._before_waiting = copy(self)
        return newer

    def _take_already_there(self, found: AlreadyThere, entry: JournalEntry) -> Changes:
        """Show a step that got into the journal as the line went down, among what others did."""
        place = found.number - len(self._entries) - 1
        entries, after = found.newer.entries, len(self._entries)
        changes = self.merge(JournalPart(after, entries[:place]))
        history = self._state.history.taking(entry.action, entry.step)
        changes = changes.then(self._show((entries[place],), self._outcome(entry.step.edits), history))
        return changes.then(self.merge(JournalPart(after, entries)))

    def _outcome(self, edits: Sequence[Edit]) -> Assessment:
        images = tuple(dict.fromkeys(edit.subject.image for edit in edits))
        assessment = self._state.assessment
        return edited(assessment, edits, checked_with(assessment.evidence, images))

    def _show(self, entries: Sequence[JournalEntry], outcome: Assessment, history: History) -> Changes:
        """Let the state be that after some more entries, which are in the journal."""
        before = self.metrics
        self._entries = (*self._entries, *entries)
        if not self.waits:
            self._rests_on = len(self._entries)
            self.project.rests_on(self._rests_on)
        for entry in entries:
            self._histories.record(entry)
        self._state = self._state.after(entries, outcome, history)
        edits = tuple(edit for entry in entries for edit in entry.step.edits)
        ids = [self._next_ids, *((e.subject.id + 1, e.subject.source_id + 1) for e in edits)]
        self._next_ids = (max(own for own, _ in ids), max(source for _, source in ids))
        images = tuple(dict.fromkeys(edit.subject.image for edit in edits))
        return Changes(images, edits, before, self.metrics)

    def _answer(
        self,
        edits: tuple[Edit, ...],
        origin: Origin,
        verdicts: dict[str, VerdictKind | None],
        marks: tuple[Mark, ...],
        outcome: Assessment | None,
        asked: Sequence[str],
    ) -> Changes:
        """Do a step that says something of known answers: it is kept apart, and their suggestions are not applied."""
        said = tuple(Verdict(key, self.verdicts.get(key), verdicts.pop(key)) for key in asked)
        accepted = edits if origin is Origin.SUGGESTION else ()
        if edits and not accepted:
            # By hand: it is a label like any other from now on, and what was known of it is not.
            return self.apply(edits, origin, verdicts, marks=marks, outcome=outcome)
        if not (verdicts or marks):
            step = AnsweredStep((), said, origin, (), accepted)
            return self._keep_answers(said, self._state.history.pushed(step))
        self._keep_answers(said, self._state.history)
        return self.apply((), origin, verdicts, marks=marks)

    def _keep_answers(self, said: Sequence[Verdict], history: History) -> Changes:
        """Write what is said of known answers, and show it."""
        answers = self._state.known.answers(said, self.author, self.project.now())
        self.project.plantings.answer(answers)
        self._state = self._state.answered(said, history)
        return Changes((), (), self.metrics, self.metrics)

    def _measurement(self, assessment: Assessment) -> Measurement | None:
        if assessment.predictions is None:
            return None
        settings = assessment.evaluation.settings
        how = None if settings.same_as(COCO) else text_of(settings)
        return Measurement(tuple(assessment.evaluation.metrics.summary.tolist()), self._run, how)
