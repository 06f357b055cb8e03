"""Configurations of a training: the Object Detection API's pipeline.config, and JSON of a Keras script."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from engine.data.configuration import Anchors, Augmentation, Configuration, Schedule, Setting
from engine.errors import UserError
from engine.formats.protobuf_text import Message, Value, parse_json, parse_text
from engine.formats.text_file import read_text

_NAME = "pipeline.config"
_LABEL_MAPS = (".pbtxt", ".pbtext", ".prototxt")
_REMEDY = "Choose a pipeline.config, or the configuration of a Keras script as JSON"

# Names of fields of a Keras script's JSON, at any depth; docs/diagnosis.md lists them.
_CLASSES = ("num_classes", "classes_count")
_BATCH = ("batch_size", "global_batch_size")
_STEPS = ("steps", "num_steps", "train_steps", "total_train_steps")
_EPOCHS, _STEPS_PER_EPOCH = ("epochs", "num_epochs"), ("steps_per_epoch",)
_RATE = ("learning_rate", "lr", "initial_learning_rate", "base_learning_rate")
_PEAK = ("warmup_target", "max_learning_rate")
_DECAY = ("decay_steps", "cosine_decay_steps")
_WARM_UP = ("warmup_steps", "warm_up_steps")
_SCHEDULE = ("schedule", "lr_schedule", "learning_rate_schedule")
_TRAINING = ("train_path", "train_data", "train_paths", "training_data", "train_annotations")
_EVALUATION = ("val_path", "val_data", "val_paths", "validation_data", "eval_data", "val_annotations")
_LABEL_MAP = ("label_map", "label_map_path")
_CHECKPOINT = ("checkpoint", "weights", "pretrained_weights")
_MOST_BOXES = ("max_boxes", "max_number_of_boxes", "max_boxes_per_image")
_MOST_DETECTIONS = ("max_detections", "max_total_detections", "max_detections_per_class")
_ANCHORS = {
    "ssd_anchor_generator": {"min_scale": "0.2", "max_scale": "0.95"},
    "multiscale_anchor_generator": {"anchor_scale": "4.0"},
    "grid_anchor_generator": {},
}
"""Of each generator of anchors the numbers that all its anchors grow with."""
_AUGMENTATION = ("augmentation", "augmentations", "data_augmentation")


def read_configuration(path: Path) -> Configuration:
    """Read a configuration.

    Parameters
    ----------
    path
        The file, or a folder with a ``pipeline.config``.

    Raises
    ------
    UserError
        It cannot be read or is none; the line is named.
    """
    if path.is_dir():
        path = path / _NAME
    if path.suffix.lower() == ".json":
        return _Reader(path, read_text(path)).keras(parse_json(path))
    text = read_text(path)
    root = parse_text(text, path, what="pipeline.config", remedy=_REMEDY)
    known = ("model", "train_config", "train_input_reader", "eval_config", "eval_input_reader")
    if not any(name in known for name, _ in root.fields):
        raise UserError("this is no pipeline.config: it has no model", source=path, remedy=_REMEDY)
    return _Reader(path, text).pipeline(root)


def label_map_ids(path: Path) -> dict[int, Setting]:
    """Where the number of each class stands in a label map in protobuf's text format; nothing of other formats."""
    if path.suffix.lower() not in _LABEL_MAPS:
        return {}
    text = read_text(path)
    reader = _Reader(path, text)
    items = parse_text(text, path, what="label map", remedy=_REMEDY).messages("item")
    found = (reader.setting(item, "id") for item in items)
    return {int(own.value): own for own in found if own is not None}


class _Reader:
    """Turns what was parsed into settings that know their line."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = str(path)
        self._lines = text.split("\n")

    def pipeline(self, root: Message) -> Configuration:
        """A pipeline.config; where it leaves out a field that counts, its default."""
        model = next(
            (own for _, own in root.inside("model").fields if isinstance(own, Message)), Message(0, ())
        )
        train, train_input = root.inside("train_config"), root.inside("train_input_reader")
        eval_inputs = root.messages("eval_input_reader")
        optimizers = [
            (name, own) for name, own in train.inside("optimizer").fields if isinstance(own, Message)
        ]
        name, optimizer = optimizers[-1] if optimizers else ("", Message(0, ()))
        readers = (train_input, *eval_inputs)
        # Deprecated, and still what counts where no type is given.
        type_else = "detection" if self._is_true(train, "from_detection_checkpoint") else "classification"
        boxes = [self.setting(train, "max_number_of_boxes", "100")]
        boxes += [self.setting(own, "max_number_of_boxes", "100") for own in readers]
        return Configuration(
            path=self._path,
            object_detection_api=True,
            classes=self.setting(model, "num_classes"),
            batch=self.setting(train, "batch_size", "32"),
            steps=self.setting(train, "num_steps"),
            optimizer=name.removesuffix("_optimizer"),
            schedule=self._schedule(optimizer.inside("learning_rate")),
            checkpoint=self.setting(train, "fine_tune_checkpoint"),
            checkpoint_type=self.setting(train, "fine_tune_checkpoint_type", type_else),
            label_maps=self._settings(readers, "label_map_path"),
            training_data=self._inputs((train_input,)),
            evaluation_data=self._inputs(eval_inputs),
            augmentations=tuple(
                self._augmentation(kind, own)
                for step in train.messages("data_augmentation_options")
                for kind, own in step.fields
                if isinstance(own, Message)
            ),
            anchors=self._anchors(model),
            suppression_iou=self._suppression_iou(model),
            most_boxes=tuple(own for own in boxes if own is not None),
            most_detections=self._limits(model),
        )

    def keras(self, root: Message) -> Configuration:
        """The configuration of a Keras script."""
        rate, peak = self._named(root, _RATE), self._named(root, _PEAK)
        kind = self._named(root, _SCHEDULE)
        inside = root.inside("optimizer")
        optimizer = (
            self._named(root, ("optimizer", "optimizer_name"))
            or self.setting(inside, "name")
            or self.setting(inside, "class_name")
        )
        decay = self._named(root, _DECAY)
        return Configuration(
            path=self._path,
            object_detection_api=False,
            classes=self._named(root, _CLASSES),
            batch=self._named(root, _BATCH),
            steps=self._named(root, _STEPS) or self._product(root),
            optimizer="" if optimizer is None else optimizer.value.lower(),
            schedule=Schedule(
                kind=_kind(kind, decay),
                peak=peak or rate,
                decay=decay,
                first_decay=decay,
                warm_up=self._named(root, _WARM_UP),
            ),
            checkpoint=self._named(root, _CHECKPOINT),
            label_maps=self._all_named(root, _LABEL_MAP),
            training_data=self._all_named(root, _TRAINING),
            evaluation_data=self._all_named(root, _EVALUATION),
            augmentations=tuple(self._augmentations(root)),
            most_boxes=self._all_named(root, _MOST_BOXES),
            most_detections=self._all_named(root, _MOST_DETECTIONS),
        )

    def _schedule(self, rate: Message) -> Schedule:
        found = [(name, own) for name, own in rate.fields if isinstance(own, Message)]
        name, own = found[-1] if found else ("", Message(0, ()))
        kind = name.removesuffix("_learning_rate").removesuffix("_step").removesuffix("_decay")
        if kind == "cosine":
            total = self.setting(own, "total_steps", "4000000")
            return Schedule(
                kind,
                self.setting(own, "learning_rate_base", "0.002"),
                total,
                total,
                self.setting(own, "warmup_steps", "10000"),
                self.setting(own, "warmup_learning_rate", "0.0002"),
            )
        if kind == "exponential":
            first = self.setting(own, "decay_steps", "4000000")
            peak = self.setting(own, "initial_learning_rate", "0.002")
            return Schedule(kind, peak, None, first, self.setting(own, "burnin_steps"))
        if kind == "manual":
            steps = [self.setting(part, "step") for part in own.messages("schedule")]
            known = [part for part in steps if part is not None]
            peak = self.setting(own, "initial_learning_rate", "0.002")
            first, last = (known[0], known[-1]) if known else (None, None)
            warm_up = first if self._is_true(own, "warmup") else None
            return Schedule(kind, peak, last, first, warm_up)
        if kind == "constant":
            return Schedule(kind, self.setting(own, "learning_rate", "0.002"))
        return Schedule()

    def _anchors(self, model: Message) -> Anchors | None:
        """What makes a model's anchors; what the file leaves out is as the API's .proto files have it."""
        for name, own in model.walk():
            if name not in _ANCHORS or not isinstance(own, Message):
                continue
            ratios, scales = self._settings((own,), "aspect_ratios"), self._settings((own,), "scales")
            sizes = (self.setting(own, size, default) for size, default in _ANCHORS[name].items())
            known = tuple(size for size in sizes if size is not None and not scales)
            return Anchors(name, ratios, scales, known) if ratios else None
        return None

    def _suppression_iou(self, model: Message) -> Setting | None:
        for name in ("post_processing", "second_stage_post_processing"):
            for own in model.inside(name).messages("batch_non_max_suppression"):
                return self.setting(own, "iou_threshold", "0.6")
        return None

    def _limits(self, model: Message) -> tuple[Setting, ...]:
        """How many boxes are put out for an image, whatever the kind of model calls that."""
        made = []
        for name, own in model.walk():
            if name == "batch_non_max_suppression" and isinstance(own, Message):
                made.append(self.setting(own, "max_detections_per_class", "100"))
                made.append(self.setting(own, "max_total_detections", "100"))
            elif name == "object_center_params" and isinstance(own, Message):
                made.append(self.setting(own, "max_box_predictions", "100"))
            elif name == "first_stage_max_proposals" and isinstance(own, Value):
                made.append(self._made(name, own))
        return tuple(own for own in made if own is not None)

    def _inputs(self, readers: Iterable[Message]) -> tuple[Setting, ...]:
        return self._settings((own.inside("tf_record_input_reader") for own in readers), "input_path")

    def _settings(self, messages: Iterable[Message], name: str) -> tuple[Setting, ...]:
        return tuple(self._made(name, value) for own in messages for value in own.values(name))

    def setting(self, message: Message, name: str, default: str | None = None) -> Setting | None:
        """The field of a message; where it has none, what is then taken."""
        value = message.value(name)
        if value is not None:
            return self._made(name, value)
        return None if default is None else Setting(name, default, self._path)

    def _made(self, name: str, value: Value) -> Setting:
        line = self._lines[value.line - 1].rstrip()
        start = value.column - (len(line) - len(line.lstrip()))
        return Setting(name, value.text, self._path, value.line, line.strip(), start, start + len(value.raw))

    def _is_true(self, message: Message, name: str) -> bool:
        value = message.value(name)
        return value is not None and value.text.lower() in {"true", "t", "1"}

    def _augmentation(self, kind: str, own: Message) -> Augmentation:
        before = self._lines[own.line - 1].strip()
        setting = Setting(kind, kind, self._path, own.line, before)
        values = {name: self._made(name, value) for name, value in own.fields if isinstance(value, Value)}
        return Augmentation(setting, values)

    def _augmentations(self, root: Message) -> Iterable[Augmentation]:
        """Names in a list, messages by name, or messages in a list with their ``name``."""
        for key, own in root.walk():
            if key not in _AUGMENTATION:
                continue
            if isinstance(own, Value):
                yield Augmentation(self._made(own.text, own), {})
                continue
            name = own.value("name")
            if name is not None:
                yield Augmentation(self._made(name.text, name), self._augmentation("", own).values)
                continue
            for kind, inner in own.fields:
                if isinstance(inner, Message):
                    yield self._augmentation(kind, inner)
                elif inner.text not in {"false", "null", "0", "0.0"}:
                    yield Augmentation(self._made(kind, inner), {})

    def _named(self, root: Message, names: tuple[str, ...]) -> Setting | None:
        found = self._all_named(root, names)
        return found[0] if found else None

    def _all_named(self, root: Message, names: tuple[str, ...]) -> tuple[Setting, ...]:
        return tuple(
            self._made(key, own)
            for key, own in root.walk()
            if key in names and isinstance(own, Value) and own.text != "null"
        )

    def _product(self, root: Message) -> Setting | None:
        """Steps as epochs times steps of each."""
        epochs, steps = self._named(root, _EPOCHS), self._named(root, _STEPS_PER_EPOCH)
        if epochs is None or steps is None:
            return None
        count, size = epochs.as_number(), steps.as_number()
        if count is None or size is None:
            return None
        return Setting("steps", f"{count * size:.0f}", self._path)


def _kind(given: Setting | None, decay: Setting | None) -> str:
    text = "" if given is None else given.value.lower()
    for kind in ("cosine", "exponential", "constant"):
        if kind in text:
            return kind
    return "" if decay is None else "cosine"
