"""All that changes during a review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import chain

from engine.assessment import Assessment, checked_with
from engine.conflicts import Conflicts
from engine.data.dataset import Int
from engine.data.flag import Flag, QueueEntry, VerdictKind
from engine.data.journal import JournalEntry, Verdict
from engine.history import History
from engine.known_answers import KnownAnswers
from engine.moments import judged
from engine.pricing import KEPT_FRESH, Prices
from engine.queue import Queue, make_entries, make_queue, patch_queue
from engine.states import States, returned_flags


@dataclass(frozen=True, eq=False)
class ReviewState:
    """All that changes during a review, replaced as a whole.

    Attributes
    ----------
    sizes_wh : (n, 2) int
        Of the images; these stay.
    assessment : Assessment
    history : History
    verdicts : mapping of str to VerdictKind
        By `Flag.key`, those on known answers among them.
    states : States
    prices : Prices
        Those made up for known answers among them.
    known : KnownAnswers
    conflicts : Conflicts
        Of people who work at the same time.
    queue : Queue
    """

    sizes_wh: Int
    assessment: Assessment
    history: History
    verdicts: Mapping[str, VerdictKind]
    states: States
    prices: Prices = field(default_factory=Prices)
    known: KnownAnswers = field(default_factory=KnownAnswers)
    conflicts: Conflicts = field(default_factory=Conflicts)
    queue: Queue = ()

    def flags_of(self, image: int) -> tuple[Flag, ...]:
        """Flags of one image, first what a lead returned it for; known answers are among them."""
        doubts = self.assessment.flags.get(image, ())
        return (*self._asked([image]), *doubts, *self._known_flags(image))

    def to_price(self) -> Iterator[Flag]:
        """Flags that have a suggestion and no price, or one that an edit of its classes has made stale, first first.

        What is far down the queue keeps a stale price until it comes near the top.
        """
        for place, entry in enumerate(self.queue):
            flag = entry.flag
            if flag.suggestion is None or flag.key in self.known.places:
                continue
            if entry.price is None or (place < KEPT_FRESH and not self.prices.fresh(flag)):
                yield flag

    def requeued(self) -> ReviewState:
        """The same with a queue made anew."""
        known = (flag for image in self.known.by_image for flag in self._known_flags(image))
        asked = dict.fromkeys((*self.states.by_image, *self.conflicts.by_image))
        flags = chain(self._asked(asked), known, *self.assessment.flags.values())
        queue = make_queue(flags, self.prices.values, self.verdicts, self.assessment.losses)
        return replace(self, queue=queue)

    def assessed(self, assessment: Assessment) -> ReviewState:
        """The same with other predictions or another way to measure; all prices are to be computed anew."""
        return replace(self, assessment=assessment, prices=Prices().known(self.known.prices)).requeued()

    def priced(self, prices: Mapping[str, float]) -> ReviewState:
        """The same with more prices, by `Flag.key`."""
        state = replace(self, prices=self.prices.known(prices))
        return self._leading_to(state, self._flags_with(prices), state._flags_with(prices))

    def with_known(self, known: KnownAnswers) -> ReviewState:
        """The same with other known answers in the queue."""
        return replace(self, known=known, prices=self.prices.known(known.prices)).requeued()

    def answered(self, said: Sequence[Verdict], history: History) -> ReviewState:
        """What was said of known answers."""
        keys = {own.flag_key for own in said}
        state = replace(
            self, known=self.known.after(said), verdicts=judged(self.verdicts, said), history=history
        )
        return self._leading_to(state, self._flags_with(keys), state._flags_with(keys))

    def after(self, entries: Sequence[JournalEntry], assessment: Assessment, history: History) -> ReviewState:
        """What some steps in a row lead to.

        Parameters
        ----------
        entries
        assessment
            Of the labels after them.
        history
            With them.
        """
        edits = [edit for entry in entries for edit in entry.step.edits]
        verdicts = [verdict for entry in entries for verdict in entry.step.verdicts]
        images = tuple(dict.fromkeys(edit.subject.image for edit in edits))
        checked = checked_with(self.assessment.evidence, images)
        refused = (edit for entry in entries if entry.refused for edit in entry.refused.edits)
        marked = {mark.image for entry in entries for mark in entry.step.marks}
        marked.update(edit.subject.image for edit in refused)
        said = [verdict.flag_key for verdict in verdicts]
        stale = [flag for image in checked for flag in self.flags_of(image)]
        gone = [*stale, *self._flags_with(said), *self._asked(marked)]
        state = replace(
            self,
            assessment=assessment,
            history=history,
            verdicts=judged(self.verdicts, verdicts),
            states=reduce(States.after, entries, self.states),
            prices=self.prices.after(edits, {flag.key for flag in stale} - self.known.places.keys()),
            conflicts=self.conflicts.after(entries),
        )
        come = [
            *state._flags_with(said),
            *state._asked(marked),
            *(flag for image in checked for flag in state.flags_of(image)),
        ]
        return self._leading_to(state, gone, {flag.key: flag for flag in come}.values())

    def _leading_to(self, state: ReviewState, gone: Iterable[Flag], come: Iterable[Flag]) -> ReviewState:
        """The state with a queue for it: this one's without some flags, and with others."""
        return replace(state, queue=patch_queue(self.queue, self._entries(gone), state._entries(come)))

    def _entries(self, flags: Iterable[Flag]) -> list[QueueEntry]:
        return make_entries(flags, self.prices.values, self.verdicts, self.assessment.losses)

    def _asked(self, images: Iterable[int]) -> Iterator[Flag]:
        """What people want looked at, which no check finds."""
        for image in images:
            yield from returned_flags(self.states, [image], self.sizes_wh)
            yield from self.conflicts.flags_of(image, self.assessment.annotations)

    def _known_flags(self, image: int) -> tuple[Flag, ...]:
        """Known answers that stand on an image; none without predictions, which they speak of."""
        if self.assessment.predictions is None:
            return ()
        doubts = self.assessment.flags.get(image, ())
        return self.known.flags_of(image, self.assessment.annotations, doubts)

    def _flags_with(self, keys: Iterable[str]) -> list[Flag]:
        """The flags with these keys, as far as there are any."""
        wanted = set(keys)
        images = {Flag.image_of(key) for key in wanted}
        return [flag for image in images for flag in self.flags_of(image) if flag.key in wanted]
