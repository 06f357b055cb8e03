"""Price flags: what accepting each suggestion would do to mAP."""

from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from engine.data.dataset import Annotations
from engine.data.flag import Flag
from engine.evaluation.incremental import Evaluation
from engine.pricing import price_flags

_PRICED_AT_ONCE = 250


@dataclass(frozen=True, eq=False, slots=True)
class PriceRequest:
    """Flags to price on a state of the labels."""

    evaluation: Evaluation
    annotations: Annotations
    flags: tuple[Flag, ...]


def price_queue(document: Document, jobs: Jobs) -> bool:
    """Price flags that have no price yet, and the first whose price may have changed, in the background.

    Some at a time, so that the top of the queue has its prices soon; call it again when they are in.

    Returns
    -------
    bool
        Whether there is something to price.
    """
    jobs.cancel("price")
    if not document.is_open or document.review.predictions is None:
        return False
    review = document.review
    flags = review.flags_to_price(_PRICED_AT_ONCE)
    if flags:
        assessment = review.assessment
        request = PriceRequest(assessment.evaluation, assessment.annotations, flags)
        jobs.start("price", _price, request, document.set_prices)
    return bool(flags)


def _price(request: PriceRequest, progress: Progress) -> dict[str, float]:
    return price_flags(
        request.evaluation,
        request.annotations,
        request.flags,
        progress=lambda done, total: progress("Pricing flags", done, total),
    )
