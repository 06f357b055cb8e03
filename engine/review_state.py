"""All that changes during a review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from engine.assessment import Assessment
from engine.data.dataset import Int
from engine.data.flag import Flag, VerdictKind
from engine.history import History
from engine.known_answers import KnownAnswers
from engine.pricing import Prices
from engine.queue import Queue, make_queue
from engine.states import States, returned_flags


@dataclass(frozen=True, eq=False)
class ReviewState:
    """All that changes during a review, replaced as a whole.

    Attributes
    ----------
    assessment : Assessment
    history : History
    verdicts : mapping of str to VerdictKind
        By `Flag.key`, those on known answers among them.
    states : States
    prices : Prices
        Those made up for known answers among them.
    known : KnownAnswers
    queue : Queue
    """

    assessment: Assessment
    history: History
    verdicts: Mapping[str, VerdictKind]
    states: States
    prices: Prices = field(default_factory=Prices)
    known: KnownAnswers = field(default_factory=KnownAnswers)
    queue: Queue = ()

    def requeued(self, sizes_wh: Int) -> ReviewState:
        """The same with a queue made anew."""
        returned = returned_flags(self.states, self.states.by_image, sizes_wh)
        known = (flag for image in self.known.by_image for flag in self.known_flags(image))
        flags = chain(returned, known, *self.assessment.flags.values())
        queue = make_queue(flags, self.prices.values, self.verdicts, self.assessment.losses)
        return replace(self, queue=queue)

    def known_flags(self, image: int) -> tuple[Flag, ...]:
        """Known answers that stand on an image; none without predictions, which they speak of."""
        if self.assessment.predictions is None:
            return ()
        doubts = self.assessment.flags.get(image, ())
        return self.known.flags_of(image, self.assessment.annotations, doubts)
