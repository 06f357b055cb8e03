"""Flags, verdicts, and the entries of the queue."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from engine.data.dataset import Annotation, Annotations, BoxTuple
from engine.data.edit import Edit
from engine.data.loss import Loss


class FlagKind(StrEnum):
    """What a flag doubts. The values are what the command line prints and the project file stores.

    `RETURNED` is what a lead wants changed, `CONFLICT` a change that came when somebody else had changed the same box.
    The last five doubt nothing: they bring the boxes behind a plot into the queue.
    """

    INVALID_BOX = "invalid_box"
    NO_SIZE = "no_size"
    OUTSIDE_IMAGE = "outside_image"
    UNKNOWN_CATEGORY = "unknown_category"
    TINY = "tiny"
    COVERS_IMAGE = "covers_image"
    DUPLICATE = "duplicate"
    SAME_PLACE = "same_place"
    NESTED = "nested"
    OUT_OF_SCALE = "out_of_scale"
    UNUSUAL_PLACE = "unusual_place"
    ODD_OFFSET = "odd_offset"
    GAP_IN_ROW = "gap_in_row"
    SIZE_OUTLIER = "size_outlier"
    ASPECT_OUTLIER = "aspect_outlier"
    MISSING_LABEL = "missing_label"
    SPURIOUS_LABEL = "spurious_label"
    WRONG_CLASS = "wrong_class"
    BAD_LOCATION = "bad_location"
    MISSING_IMAGE = "missing_image"
    UNREADABLE_IMAGE = "unreadable_image"
    SIZE_DIFFERS = "size_differs"
    NOT_ROTATED = "not_rotated"
    NO_BOXES = "no_boxes"
    COPIES_DISAGREE = "copies_disagree"
    IN_TWO_SPLITS = "in_two_splits"
    TOO_DARK = "too_dark"
    BLANK = "blank"
    BLURRED = "blurred"
    OTHERS_SEE = "others_see"
    OTHERS_LACK = "others_lack"
    CLASS_DISPUTED = "class_disputed"
    PLACE_DISPUTED = "place_disputed"
    RETURNED = "returned"
    CONFLICT = "conflict"
    FALSE_POSITIVE = "false_positive"
    MISSED = "missed"
    TRUE_POSITIVE = "true_positive"
    EDITED = "edited"
    LABEL = "label"


BEHIND_PLOTS = frozenset(
    {FlagKind.FALSE_POSITIVE, FlagKind.MISSED, FlagKind.TRUE_POSITIVE, FlagKind.EDITED, FlagKind.LABEL}
)
"""The kinds that no check makes."""

DISPUTES = frozenset(
    {FlagKind.OTHERS_SEE, FlagKind.OTHERS_LACK, FlagKind.CLASS_DISPUTED, FlagKind.PLACE_DISPUTED}
)
"""The kinds that other people's labels raise."""

OF_IMAGES = frozenset(
    {
        FlagKind.MISSING_IMAGE,
        FlagKind.UNREADABLE_IMAGE,
        FlagKind.SIZE_DIFFERS,
        FlagKind.NOT_ROTATED,
        FlagKind.NO_BOXES,
        FlagKind.IN_TWO_SPLITS,
        FlagKind.TOO_DARK,
        FlagKind.BLANK,
        FlagKind.BLURRED,
        FlagKind.RETURNED,
    }
)
"""The kinds of no class: they doubt an image as a whole, or a lead returned it."""


class VerdictKind(StrEnum):
    """What a person said of a flag."""

    FIXED = "fixed"
    LABEL_IS_RIGHT = "label_is_right"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Flag:
    """One doubt about one box, or about one place in an image that has none.

    Attributes
    ----------
    kind : FlagKind
    image : int
        Index into `Images`.
    annotation_id : int or None
        The box it doubts; None for a missing label.
    category : int
        Index of the box's category, of the prediction's for a missing label; -1 for an image as a whole.
    box_xyxy : tuple of 4 float
        The doubted box, the place of the missing one, or the whole image.
    score : float
        How likely the label is wrong, 0 to 1.
    reason : str
        One plain sentence with its numbers.
    suggestion : Edit or None
        The edit that would settle it.
    prediction : int or None
        Row of the prediction that contradicts the label.
    known : str
        Which known answer it is; empty where it is a doubt. Nothing that a person sees may depend on it.
    key : str
        What a verdict sticks to: this kind of doubt about exactly this box; another box, another key.
    """

    kind: FlagKind
    image: int
    annotation_id: int | None
    category: int
    box_xyxy: BoxTuple
    score: float
    reason: str
    suggestion: Edit | None = None
    prediction: int | None = None
    known: str = ""
    key: str = field(init=False)

    def __post_init__(self) -> None:
        # Made once: every refresh of the queue asks for the key of every flag.
        key = Flag.key_of(self.kind, self.image, self.annotation_id or 0, self.category, self.box_xyxy)
        # A known answer is never taken for a doubt, nor the other way round.
        object.__setattr__(self, "key", f"{key}|{self.known}" if self.known else key)

    @staticmethod
    def key_of(kind: FlagKind, image: int, annotation_id: int, category: int, box_xyxy: BoxTuple) -> str:
        """The key of a flag; ``annotation_id`` is 0 where there is no box."""
        x1, y1, x2, y2 = box_xyxy
        return f"{kind}|{image}|{annotation_id}|{category}|{x1:.2f},{y1:.2f},{x2:.2f},{y2:.2f}"

    @staticmethod
    def of_label(box: Annotation) -> Flag:
        """The flag about a label itself, which no check makes: a label without any flag is confirmed by its key."""
        return Flag(FlagKind.LABEL, box.image, box.id, box.category, box.box_xyxy, 0.0, "")

    @staticmethod
    def keys_of_labels(labels: Annotations) -> list[str]:
        """The keys of `of_label` of many boxes."""
        columns = (labels.images, labels.ids, labels.categories, labels.boxes_xyxy)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return [Flag.key_of(FlagKind.LABEL, image, id_, category, box) for image, id_, category, box in rows]

    @staticmethod
    def image_of(key: str) -> int:
        """Index of the image that the flag with this key is on."""
        return int(key.split("|")[1])

    @staticmethod
    def annotation_of(key: str) -> int:
        """Id of the box that the flag with this key doubts; 0 where there is none."""
        return int(key.split("|")[2])

    @staticmethod
    def category_of(key: str) -> int:
        """Index of the class that the flag with this key is of; -1 where it is of none."""
        return int(key.split("|")[3])


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A flag as it stands in the queue.

    Attributes
    ----------
    flag : Flag
    price : float or None
        Exact change of AP if the suggestion were accepted; None without one, or until it is computed.
    verdict : VerdictKind or None
        What the reviewer said of it; None while it waits.
    loss : Loss or None
        How far the model contradicts the label; None for a place without one, and without a model.
    awaited : bool
        Whether a price is to come where there is none: not without predictions.
    """

    flag: Flag
    price: float | None = None
    verdict: VerdictKind | None = None
    loss: Loss | None = None
    awaited: bool = True

    @property
    def expected_price(self) -> float | None:
        """Probability that the label is wrong times the price; None without a price."""
        return None if self.price is None else self.flag.score * self.price
