"""The price of a flag: the exact change of AP if its suggestion were accepted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from engine.data.dataset import Annotations
from engine.data.edit import Edit
from engine.data.flag import Flag
from engine.editing import apply_edits, numbered
from engine.errors import CancelledError
from engine.evaluation.incremental import Evaluation, reevaluate
from engine.evaluation.what_if import what_if_ap

KEPT_FRESH = 250
"""How many of the queue's first prices are kept exact: more than anybody reviews in an hour."""


@dataclass(frozen=True, eq=False, slots=True)
class Prices:
    """The prices of flags, and which of them edits have made stale.

    mAP is the mean over classes, so the price of a suggestion holds until a box of one of its classes is edited; mostly
    it is near what it was even then.

    Attributes
    ----------
    values : mapping of str to float
        By `Flag.key`.
    ages : mapping of str to int
        The step at which each was computed.
    changed : mapping of int to int
        By class, the step that changed it last.
    step : int
        How many steps there were.
    """

    values: Mapping[str, float] = field(default_factory=dict)
    ages: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[int, int] = field(default_factory=dict)
    step: int = 0

    def known(self, prices: Mapping[str, float]) -> Prices:
        """With some that were computed now."""
        ages = dict.fromkeys(prices, self.step)
        return replace(self, values={**self.values, **prices}, ages={**self.ages, **ages})

    def after(self, edits: Iterable[Edit], gone: Collection[str]) -> Prices:
        """After some edits, without those whose flags are gone or on an edited image."""
        step = self.step + 1
        changed = {category: step for edit in edits for category in edit.categories}
        values = {key: price for key, price in self.values.items() if key not in gone}
        return Prices(values, self.ages, {**self.changed, **changed}, step)

    def fresh(self, flag: Flag) -> bool:
        """Whether the price of a flag is there, and exact."""
        if flag.key not in self.values or flag.suggestion is None:
            return False
        age = self.ages[flag.key]
        return all(self.changed.get(category, 0) <= age for category in flag.suggestion.categories)


def after_edits(evaluation: Evaluation, annotations: Annotations, edits: Iterable[Edit]) -> Evaluation:
    """Evaluate the labels as some edits would leave them; nothing is changed.

    Parameters
    ----------
    evaluation
        Of ``annotations`` as they are.
    annotations
        Every box, ascending by id.
    edits
        An added box may still carry `engine.data.dataset.NEW_ID`.
    """
    return reevaluate(evaluation, _touched(annotations, edits))


def ap_after_edits(evaluation: Evaluation, annotations: Annotations, edits: Iterable[Edit]) -> float:
    """AP alone of what `after_edits` evaluates, in half the time."""
    return what_if_ap(evaluation, _touched(annotations, edits))


def price_flags(
    evaluation: Evaluation,
    annotations: Annotations,
    flags: Sequence[Flag],
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> dict[str, float]:
    """Price every flag that has a suggestion.

    Returns
    -------
    dict of str to float
        Change of AP, signed, by `Flag.key`. Where AP is not defined before or after (no ground truth
        at all), the change is counted from or to 0.

    Raises
    ------
    CancelledError
    """
    before = max(evaluation.metrics.ap, 0.0)
    prices: dict[str, float] = {}
    for done, flag in enumerate(flags):
        if cancelled():
            raise CancelledError
        if done % 50 == 0:
            progress(done, len(flags))
        if flag.suggestion is not None:
            after = ap_after_edits(evaluation, annotations, (flag.suggestion,))
            prices[flag.key] = max(after, 0.0) - before
    progress(len(flags), len(flags))
    return prices


def _touched(annotations: Annotations, edits: Iterable[Edit]) -> dict[int, Annotations]:
    """All boxes, as some edits would leave them, of the images they touch."""
    edits = numbered(edits, annotations)
    by_image: dict[int, list[Edit]] = {}
    for edit in edits:
        by_image.setdefault(edit.subject.image, []).append(edit)
    return {
        image: apply_edits(annotations.take(annotations.rows_of_image(image)), own)
        for image, own in by_image.items()
    }
