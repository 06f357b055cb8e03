"""What a training was told to do, with the place of each setting in its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.data.finding import Line


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of a configuration.

    Attributes
    ----------
    name : str
        As in the file.
    value : str
    path : str
        The file.
    number : int
        Its line, from 1; 0 where the file says nothing and this is what is then taken.
    before : str
        The line as it stands, without indentation.
    start, end : int
        Where in that line the value is written, quotes and all.
    """

    name: str
    value: str
    path: str
    number: int = 0
    before: str = ""
    start: int = 0
    end: int = 0

    def as_number(self) -> float | None:
        """The value where it is a number."""
        try:
            return float(self.value)
        except ValueError:
            return None

    def line(self, value: str) -> Line:
        """Its line with another value; what to add where there is none.

        Parameters
        ----------
        value
            As it is written in the file, with quotes where it is a text.
        """
        if not self.number:
            return Line(self.path, 0, "", f"{self.name}: {value}")
        after = self.before[: self.start] + value + self.before[self.end :]
        return Line(self.path, self.number, self.before, after)

    def quoted(self, value: str) -> Line:
        """Its line with another text, in the quotes that are used there."""
        quote = self.before[self.start : self.start + 1]
        return self.line(f"'{value}'" if quote == "'" else f'"{value}"')

    def removed(self) -> Line:
        """Its line taken away."""
        return Line(self.path, self.number, self.before, "")


@dataclass(frozen=True, slots=True)
class LineEdit:
    """Another text for a part of a line.

    Attributes
    ----------
    setting : Setting
        Tells the line; one with the number 0 is to be added.
    start, end : int
        The part, as in `Setting`.
    text : str
    """

    setting: Setting
    start: int
    end: int
    text: str


def set_to(setting: Setting, value: str) -> LineEdit:
    """Another value for a setting, as it is written in the file."""
    text = value if setting.number else f"{setting.name}: {value}"
    return LineEdit(setting, setting.start, setting.end, text)


def set_all_to(settings: tuple[Setting, ...], values: tuple[str, ...]) -> list[LineEdit]:
    """Other values for a repeated field: the first place gets all of them, and the others are taken away.

    Parameters
    ----------
    settings
        The values that the file has, in its order, one at least.
    values
        As they are written in the file.

    Returns
    -------
    list of LineEdit
        Nothing for a list that goes over several lines.
    """
    first = settings[0]
    listed = ", ".join(values)
    if first.before[: first.start].rstrip().endswith("["):
        last = settings[-1]
        # A list over several lines has commas and brackets that nobody has kept the place of.
        return [LineEdit(first, first.start, last.end, listed)] if last.number == first.number else []
    others = (_without(own) for own in settings[1:])
    return [LineEdit(first, first.start, first.end, f"[{listed}]"), *others]


def _without(setting: Setting) -> LineEdit:
    """Its line without it; nothing of the line where it has nothing else."""
    begin = max(setting.before.rfind(setting.name, 0, setting.start), 0)
    rest = setting.before[:begin] + setting.before[setting.end :]
    if not rest.strip() or rest.lstrip().startswith("#"):
        return LineEdit(setting, 0, len(setting.before), "")
    return LineEdit(setting, begin, setting.end, "")


def edited_lines(edits: Iterable[LineEdit]) -> tuple[Line, ...]:
    """Each line once, with all that is changed in it; those that are missing last."""
    by_number: dict[int, list[LineEdit]] = {}
    missing = []
    for edit in edits:
        if edit.setting.number:
            by_number.setdefault(edit.setting.number, []).append(edit)
        else:
            missing.append(Line(edit.setting.path, 0, "", edit.text))
    lines = []
    for number, own in sorted(by_number.items()):
        before = after = own[0].setting.before
        for edit in sorted(own, key=lambda edit: -edit.start):
            after = after[: edit.start] + edit.text + after[edit.end :]
        lines.append(Line(own[0].setting.path, number, before, after.strip()))
    return (*lines, *missing)


@dataclass(frozen=True, slots=True)
class Anchors:
    """The settings of a generator of anchors.

    Attributes
    ----------
    kind : str
        ``ssd_anchor_generator``, ``multiscale_anchor_generator`` or ``grid_anchor_generator``.
    ratios, scales : tuple of Setting
        Repeated fields.
    sizes : tuple of Setting
        Single numbers that all anchors grow with.
    """

    kind: str
    ratios: tuple[Setting, ...]
    scales: tuple[Setting, ...] = ()
    sizes: tuple[Setting, ...] = ()


@dataclass(frozen=True, slots=True)
class Augmentation:
    """A step of augmentation.

    Attributes
    ----------
    kind : Setting
        Its name is its value.
    values : mapping of str to Setting
        What it was given, by name.
    """

    kind: Setting
    values: Mapping[str, Setting]

    def number(self, name: str, default: float) -> float:
        """What it was given under a name, or what is taken if it was given nothing."""
        own = self.values.get(name)
        value = None if own is None else own.as_number()
        return default if value is None else value


@dataclass(frozen=True, slots=True)
class Schedule:
    """The course that the learning rate is to take.

    Attributes
    ----------
    kind : str
        "constant", "cosine", "exponential" or "manual"; empty where it is not known.
    peak : Setting or None
        The largest rate.
    decay : Setting or None
        Steps over which it decays, or of the last change.
    first_decay : Setting or None
        Steps until it first changes.
    warm_up : Setting or None
        Steps over which it rises.
    warm_up_rate : Setting or None
        The rate that it rises from.
    """

    kind: str = ""
    peak: Setting | None = None
    decay: Setting | None = None
    first_decay: Setting | None = None
    warm_up: Setting | None = None
    warm_up_rate: Setting | None = None


@dataclass(frozen=True, slots=True)
class Configuration:
    """Settings of a training in any of the formats that are read; None or empty where the file says nothing.

    Attributes
    ----------
    path : str
    object_detection_api : bool
        Whether it is a pipeline.config.
    classes, batch, steps : Setting or None
    optimizer : str
        In small letters: "momentum", "adam", "rms_prop", "sgd".
    schedule : Schedule
    checkpoint, checkpoint_type : Setting or None
    label_maps, training_data, evaluation_data : tuple of Setting
        Paths.
    augmentations : tuple of Augmentation
    anchors : Anchors or None
    suppression_iou : Setting or None
        From which IoU on the worse of two boxes of one class is dropped.
    most_boxes, most_detections : tuple of Setting
        Limits on the boxes of an image that are trained on, and on those that are put out.
    """

    path: str
    object_detection_api: bool
    classes: Setting | None = None
    batch: Setting | None = None
    steps: Setting | None = None
    optimizer: str = ""
    schedule: Schedule = Schedule()
    checkpoint: Setting | None = None
    checkpoint_type: Setting | None = None
    label_maps: tuple[Setting, ...] = ()
    training_data: tuple[Setting, ...] = ()
    evaluation_data: tuple[Setting, ...] = ()
    augmentations: tuple[Augmentation, ...] = ()
    anchors: Anchors | None = None
    suppression_iou: Setting | None = None
    most_boxes: tuple[Setting, ...] = ()
    most_detections: tuple[Setting, ...] = ()
