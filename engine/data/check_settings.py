"""The thresholds of the checks, and each of them described for people.

A new threshold is a field of `CheckSettings` and a row of `THRESHOLDS`, whose words are translated where they are
shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isfinite

from engine.data.sentence import sentence
from engine.errors import UserError


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a person is told of one threshold.

    Attributes
    ----------
    name : str
        The field of `CheckSettings`.
    group : str
        What it stands under.
    title : str
    reason : str
        One sentence: what it does, and why its default is a good one.
    unit : str
        What a value counts; ``""`` for a share or a score.
    minimum, maximum : float
        Both allowed.
    step : float
        What one press of an arrow adds.
    decimals : int
        Shown after the point; a threshold with none takes whole numbers alone.
    """

    name: str
    group: str
    title: str
    reason: str
    unit: str
    minimum: float
    maximum: float
    step: float
    decimals: int

    def shown(self, value: float) -> str:
        """A value as text, with the unit."""
        number = f"{value:,.{self.decimals}f}"
        if not self.unit:
            return number
        return sentence("Threshold", "{number} {unit}", number=number, unit=sentence("Threshold", self.unit))

    @property
    def whole(self) -> bool:
        """Whether it counts something: nothing lies between two whole numbers."""
        return self.decimals == 0


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Thresholds of the checks; `THRESHOLDS` says what each is, its unit, its range and its reason.

    Raises
    ------
    UserError
        A value is out of its range, or two contradict each other; ``record`` is the name of the threshold.
    """

    min_score: float = 0.3
    edge_tolerance: float = 1.0
    tiny_side: float = 2.0
    input_side: int = 0
    tiny_input_side: float = 4.0
    covered: float = 0.95
    common: float = 0.05
    min_boxes: int = 20
    outlier_z: float = 3.5
    min_spread: float = 0.1
    neighbours: int = 6
    nested_share: float = 0.95
    same_place_from: float = 0.75
    same_place_sure: float = 0.95
    duplicate_from: float = 0.45
    duplicate_sure: float = 0.80
    dark_level: float = 40.0
    blank_contrast: float = 2.0

    def __post_init__(self) -> None:
        for name, problem in faults(asdict(self)).items():
            raise UserError(problem, record=name, remedy="Choose another value")


_SCORE, _ONE_BOX, _CLASS = "Score", "One box", "Against its class"
_NEIGHBOURS, _DUPLICATES, _IMAGE = "Against its neighbours", "Duplicates", "Images"

THRESHOLDS: tuple[Threshold, ...] = (
    Threshold(
        "min_score", _SCORE, "Smallest score of a flag",
        "Less likely flags are not raised: below 0.3, two in three or more would be false alarms.",
        "", 0.0, 1.0, 0.05, 2,
    ),
    Threshold(
        "edge_tolerance", _ONE_BOX, "Room beyond the edge of the image",
        "A box may hang over by so much: tools differ by one in what they call the last pixel.",
        "px", 0.0, 1000.0, 0.5, 1,
    ),
    Threshold(
        "tiny_side", _ONE_BOX, "Side of a tiny box",
        "A shorter side is a slip of the mouse: nobody draws around so little on purpose.",
        "px", 0.0, 1000.0, 0.5, 1,
    ),
    Threshold(
        "input_side", _ONE_BOX, "Longer side of the model's input",
        "To which the model reduces an image; 0: as its pipeline.config says, or not known.",
        "px", 0, 100_000, 32, 0,
    ),
    Threshold(
        "tiny_input_side", _ONE_BOX, "Side of a box that is tiny in the model's input",
        "A shorter side leaves the model nothing to see: half a cell of its finest features.",
        "px", 0.0, 1000.0, 0.5, 1,
    ),
    Threshold(
        "covered", _ONE_BOX, "Share of the image that is all of it",
        "A box over so much of its image may stand for the image, not for an object.",
        "", 0.5, 1.0, 0.01, 2,
    ),
    Threshold(
        "common", _CLASS, "Share of a class that makes it usual",
        "What so many boxes of the class do is simply what such boxes do, and no doubt at all.",
        "", 0.001, 1.0, 0.01, 3,
    ),
    Threshold(
        "min_boxes", _CLASS, "Boxes that a class needs",
        "With fewer, none of them can be unlike the rest: what is usual would be a guess.",
        "boxes", 2, 1_000_000, 1, 0,
    ),
    Threshold(
        "outlier_z", _CLASS, "Distance from what is usual",
        "Robust standard deviations from the median from which a box is odd; 3.5: one in 2,000 of a normal spread.",
        "deviations", 0.5, 1000.0, 0.1, 2,
    ),
    Threshold(
        "min_spread", _CLASS, "Smallest spread of size and shape",
        "On a log scale: 0.1 is some 10 %, and people draw boxes no more alike than that.",
        "", 0.01, 2.0, 0.01, 2,
    ),
    Threshold(
        "neighbours", _NEIGHBOURS, "Boxes of a class that an image needs",
        "With fewer, none of them can be out of scale with the others.",
        "boxes", 3, 1_000_000, 1, 0,
    ),
    Threshold(
        "nested_share", _NEIGHBOURS, "Share of a box inside another of its class",
        "From so much on the inner one is a part, or the outer one a group.",
        "", 0.5, 1.0, 0.01, 2,
    ),
    Threshold(
        "same_place_from", _NEIGHBOURS, "Two classes begin to be in one place",
        "An object that is held or worn fills less of the other one.",
        "IoU", 0.0, 1.0, 0.05, 2,
    ),
    Threshold(
        "same_place_sure", _NEIGHBOURS, "Two classes are surely in one place",
        "Nothing but a second name for the same object overlaps by so much.",
        "IoU", 0.0, 1.0, 0.05, 2,
    ),
    Threshold(
        "duplicate_from", _DUPLICATES, "Two boxes begin to be one object",
        "Different objects of a class seldom overlap by more.",
        "IoU", 0.0, 1.0, 0.05, 2,
    ),
    Threshold(
        "duplicate_sure", _DUPLICATES, "Two boxes are surely one object",
        "Two careful people who draw around one object agree by so much.",
        "IoU", 0.0, 1.0, 0.05, 2,
    ),
    Threshold(
        "dark_level", _IMAGE, "Brightness of an image that is too dark",
        "Where 95 % of an image lie below this grey level, a screen shows nothing.",
        "of 255", 0.0, 255.0, 5.0, 1,
    ),
    Threshold(
        "blank_contrast", _IMAGE, "Contrast of a blank image",
        "Standard deviation of the grey levels below which it shows nothing: noise alone is more.",
        "of 255", 0.0, 255.0, 0.5, 1,
    ),
)  # fmt: skip
"""In the order in which people see them, those of a group together."""

_BY_NAME: Mapping[str, Threshold] = {threshold.name: threshold for threshold in THRESHOLDS}
_UNKNOWN = sentence("Threshold", "there is no such threshold")


def faults(values: Mapping[str, object]) -> dict[str, str]:
    """What is wrong with some thresholds: problems by name, in a few words; none where all are right.

    A threshold ``..._from`` must not be above the ``..._sure`` beside it.
    """
    found = {name: problem for name, value in values.items() if (problem := _fault(name, value)) is not None}
    for name, value in values.items():
        sure = name.removesuffix("_from") + "_sure"
        limit = values.get(sure)
        if name in found or sure in found or not isinstance(value, int | float):
            continue
        if isinstance(limit, int | float) and value > limit:
            found[name] = sentence(
                "Threshold",
                "it must not be above “{title}”, {limit}",
                title=sentence("Threshold", _BY_NAME[sure].title),
                limit=_BY_NAME[sure].shown(limit),
            )
    return found


def with_values(settings: CheckSettings, values: Mapping[str, float]) -> CheckSettings:
    """The same settings but for some values, by name.

    Raises
    ------
    UserError
        There is no such threshold, or a value cannot be used; ``record`` is the name.
    """
    for name in values.keys() - _BY_NAME.keys():
        raise UserError(_UNKNOWN, record=name, remedy=f"There are {', '.join(_BY_NAME)}")
    return CheckSettings(**{**asdict(settings), **values})


def changed_values(settings: CheckSettings) -> dict[str, float]:
    """The values that are not the default, by name."""
    defaults = asdict(DEFAULTS)
    return {name: value for name, value in asdict(settings).items() if value != defaults[name]}


def usable_values(values: Mapping[str, object]) -> tuple[CheckSettings, dict[str, str]]:
    """Settings of those values that can be used, defaults for the rest, and why each of the rest cannot be.

    Parameters
    ----------
    values
        By name, from wherever: another version may know other names and allow other values.
    """
    left_out = faults(values)
    kept = {name: value for name, value in values.items() if name not in left_out}
    # A value may contradict a default just as well.
    for name, problem in faults({**asdict(DEFAULTS), **kept}).items():
        pair = {name, name.removesuffix("_from") + "_sure"} & kept.keys()
        left_out.update(dict.fromkeys(pair, problem))
        for own in pair:
            del kept[own]
    return CheckSettings(**{**asdict(DEFAULTS), **kept}), left_out


def _fault(name: str, value: object) -> str | None:
    """What is wrong with a value by itself."""
    threshold = _BY_NAME.get(name)
    if threshold is None:
        return _UNKNOWN
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return sentence("Threshold", "{value!r} is no number", value=value)
    if not threshold.minimum <= value <= threshold.maximum:
        least, most = threshold.shown(threshold.minimum), threshold.shown(threshold.maximum)
        return sentence(
            "Threshold", "{value:g} is not from {least} to {most}", value=value, least=least, most=most
        )
    if threshold.whole and not float(value).is_integer():
        return sentence("Threshold", "{value:g} is no whole number", value=value)
    return None


DEFAULTS = CheckSettings()
"""Stands last, since making settings asks all of the above whether they can be used."""
