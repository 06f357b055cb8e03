"""Configuration: what the training was told to do, against the data and against itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from engine.data.configuration import Configuration, Setting
from engine.data.finding import Finding, Line, NextStep, NotLookedAt, Topic
from engine.data.sentence import Sentence, sentence
from engine.diagnose import augmentation_settings, class_settings, limit_settings, rate_settings
from engine.diagnose.facts import Facts, facts, mistake
from engine.diagnose.patient import Patient, Progress
from engine.formats.training_config import read_configuration

_PLACEHOLDER = "PATH_TO_BE_CONFIGURED"
_DETECTION = (
    "ssd",
    "rcnn",
    "centernet",
    "efficientdet",
    "extremenet",
    "retinanet",
    "coco",
    "checkpoint/ckpt-0",
)
_CLASSIFICATION = ("imagenet", "mobilenet", "resnet", "inception", "efficientnet", "vgg", "densenet")
"""Parts of the names of checkpoints in the API's model zoo, or of their backbones."""

Check = Callable[[Configuration, Facts], Iterator[Finding]]


def find(patient: Patient, progress: Progress) -> Iterator[Finding | NotLookedAt]:
    """Every setting that does not fit the data, the other settings, or the files that are there."""
    if patient.configuration is None:
        yield NotLookedAt(
            Topic.CONFIGURATION, sentence("Diagnose", "There is no configuration of the training at hand.")
        )
        return
    progress("Reading the configuration", 0, 0)
    own, known = read_configuration(patient.configuration), facts(patient)
    yield from class_settings.find(own, known, patient.label_map)
    for check in _CHECKS:
        yield from check(own, known)


def _placeholders(own: Configuration, known: Facts) -> Iterator[Finding]:
    """Paths that were never filled in, by the name of their field."""
    paths = (*own.label_maps, *own.training_data, *own.evaluation_data)
    found: dict[str, list[Setting]] = {}
    for setting in (*paths, *((own.checkpoint,) if own.checkpoint else ())):
        if _PLACEHOLDER in setting.value:
            found.setdefault(setting.name, []).append(setting)
    for name, settings in found.items():
        yield mistake(
            f"placeholder.{name}",
            sentence(
                "Diagnose",
                "{name} in line {number} was never filled in: it still says {value}.",
                name=name,
                number=settings[0].number,
                value=settings[0].value,
            ),
            *(
                NextStep(sentence("Diagnose", "Write the path of the file."), line=setting.quoted("…"))
                for setting in settings
            ),
            weight=0.3,
        )


def _same_data(own: Configuration, known: Facts) -> Iterator[Finding]:
    """Evaluation on what was trained on."""
    trained = {_normalised(setting.value) for setting in own.training_data}
    same = [
        setting
        for setting in own.evaluation_data
        if _normalised(setting.value) in trained and _PLACEHOLDER not in setting.value
    ]
    if same:
        yield mistake(
            "same_data",
            sentence(
                "Diagnose",
                "The evaluation during training reads what is trained on ({value}): its mAP is of images that the "
                "model knows by heart, and overfitting cannot be seen.",
                value=same[0].value,
            ),
            *(
                NextStep(
                    sentence("Diagnose", "Name the file of the evaluation images."), line=setting.quoted("…")
                )
                for setting in same
            ),
            weight=0.15,
        )


def _normalised(path: str) -> str:
    return path.replace("\\", "/").removeprefix("./").rstrip("/")


def _checkpoint(own: Configuration, known: Facts) -> Iterator[Finding]:
    """A training that starts from nothing, from a file that is not there, or from the wrong parts of one."""
    if not own.object_detection_api:
        return
    setting = own.checkpoint
    if setting is None or not setting.value:
        line = Line(own.path, 0, "", 'fine_tune_checkpoint: "…/checkpoint/ckpt-0"')
        yield mistake(
            "no_checkpoint",
            sentence("Diagnose", "There is no fine_tune_checkpoint: the model is trained from nothing."),
            NextStep(sentence("Diagnose", "Start from a checkpoint of the model zoo."), line=line),
            weight=0.3,
            confidence=0.8,
        )
        return
    if _PLACEHOLDER in setting.value:
        return
    if _is_missing(setting, Path(own.path).parent):
        yield mistake(
            "missing_checkpoint",
            sentence("Diagnose", "The fine_tune_checkpoint is not there: {value}.", value=setting.value),
            NextStep(
                sentence(
                    "Diagnose",
                    "Name the checkpoint without its ending, as in …/checkpoint/ckpt-0 for ckpt-0.index.",
                ),
                line=setting.quoted("…/checkpoint/ckpt-0"),
            ),
            weight=0.3,
            confidence=0.9,
        )
    yield from _checkpoint_type(own, setting)


def _is_missing(setting: Setting, folder: Path) -> bool:
    """Whether its folder is there and it is not; elsewhere nothing can be told."""
    path = folder / setting.value
    try:
        return path.parent.is_dir() and not any(path.parent.glob(f"{_escaped(path.name)}*"))
    except (OSError, ValueError):
        return False


def _escaped(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _checkpoint_type(own: Configuration, setting: Setting) -> Iterator[Finding]:
    kind = own.checkpoint_type
    if kind is None:
        return
    name = setting.value.lower()
    of_detection = any(part in name for part in _DETECTION)
    if kind.value == "classification" and of_detection:
        said = sentence(
            "Diagnose",
            "The checkpoint looks like a detector's ({value}), but fine_tune_checkpoint_type is "
            "classification: only its backbone is taken, or nothing.",
            value=setting.value,
        )
        better = "detection"
    elif kind.value == "detection" and not of_detection and any(part in name for part in _CLASSIFICATION):
        said = sentence(
            "Diagnose",
            "The checkpoint looks like a classifier's ({value}), but fine_tune_checkpoint_type is "
            "detection: it does not fit, or nothing of it is taken.",
            value=setting.value,
        )
        better = "classification"
    else:
        return
    yield mistake("checkpoint_type", said, _said_type(kind, better), weight=0.25, confidence=0.8)


def _said_type(kind: Setting, better: str) -> NextStep:
    said: Sentence = sentence("Diagnose", "Take the checkpoint as what it is.")
    return NextStep(said, line=kind.quoted(better))


_CHECKS: tuple[Check, ...] = (
    limit_settings.find,
    rate_settings.find,
    augmentation_settings.find,
    _checkpoint,
    _same_data,
    _placeholders,
)
