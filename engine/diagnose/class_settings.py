"""num_classes and the label map against the classes of the data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.data.configuration import Configuration, Setting
from engine.data.finding import Finding, NextStep, NotLookedAt, Topic
from engine.data.sentence import sentence
from engine.diagnose.facts import Facts, mistake
from engine.errors import UserError
from engine.formats.label_map import read_label_map
from engine.formats.training_config import label_map_ids


def find(own: Configuration, known: Facts, label_map: Path | None) -> Iterator[Finding | NotLookedAt]:
    """What is wrong with the label map that is given, or else with the one the configuration names."""
    path = _path_of(own, label_map)
    names: dict[int, str] = {}
    if path is not None:
        try:
            names, places = read_label_map(path), label_map_ids(path)
        except UserError as error:
            yield NotLookedAt(Topic.CONFIGURATION, sentence("Diagnose", "{reason}", reason=str(error)))
        else:
            yield from _ids(own, names, places, known)
            yield from _names(names, path, known)
    yield from _count(own, names, known)


def _path_of(own: Configuration, label_map: Path | None) -> Path | None:
    if label_map is not None:
        return label_map
    for setting in own.label_maps:
        path = Path(own.path).parent / setting.value
        if path.is_file():
            return path
    return None


def _ids(
    own: Configuration, names: dict[int, str], places: dict[int, Setting], known: Facts
) -> Iterator[Finding]:
    """Numbers from 1 without gaps, unless the data have the same gaps."""
    if not own.object_detection_api:
        return
    lowest = min(names)
    if lowest < 1:
        setting = places.get(lowest)
        yield mistake(
            "label_map_from_zero",
            sentence(
                "Diagnose",
                "The label map numbers its classes from {lowest}, but 0 is the background: boxes of "
                "{name} are not learned.",
                lowest=lowest,
                name=names[lowest],
            ),
            NextStep(
                sentence("Diagnose", "Number all classes from 1, here and in the records."),
                line=None if setting is None else setting.line("1"),
            ),
            weight=0.4,
        )
        return
    gap = _gap(names, known)
    if gap is not None:
        following = min(number for number in names if number > gap)
        setting = places.get(following)
        yield mistake(
            "label_map_gap",
            sentence(
                "Diagnose",
                "The label map leaves out number {gap}: numbers have to run from 1 without a gap.",
                gap=gap,
            ),
            NextStep(
                sentence("Diagnose", "Number all classes from 1, here and in the records."),
                line=None if setting is None else setting.line(str(gap)),
            ),
            weight=0.3,
            confidence=0.7,
        )


def _gap(names: dict[int, str], known: Facts) -> int | None:
    """The first number that is left out, unless the data leave out the same."""
    if set(names) <= set(known.ids.tolist()):
        return None
    return next((number for number in range(1, max(names)) if number not in names), None)


def _names(names: dict[int, str], path: Path, known: Facts) -> Iterator[Finding]:
    """Classes of the data that the label map does not know."""
    told = set(names.values())
    lacking = [
        place
        for place, name in enumerate(known.names)
        if name not in told and known.boxes_per_class[place] > 0
    ]
    if lacking:
        listed = ", ".join(known.names[place] for place in lacking[:5])
        yield mistake(
            "label_map_names",
            sentence(
                "Diagnose",
                "The label map does not know {count} classes of the data ({names}): {share:.0%} of the "
                "boxes are not learned.",
                count=len(lacking),
                names=listed,
                share=known.share_of(lacking),
            ),
            NextStep(
                sentence("Diagnose", "Write the names in {path} exactly as in the data.", path=path.name)
            ),
            weight=0.9 * known.share_of(lacking),
            confidence=0.9,
        )


def _count(own: Configuration, names: dict[int, str], known: Facts) -> Iterator[Finding]:
    """num_classes: as many as the largest number in the label map, else as there are classes."""
    setting = own.classes
    value = None if setting is None else setting.as_number()
    if setting is None or value is None or not known.names:
        return
    needed = len(known.names)
    if names and own.object_detection_api:
        needed = max(names) if _gap(names, known) is None else len(names)
    if value < needed:
        yield mistake(
            "num_classes",
            sentence(
                "Diagnose",
                "num_classes is {value:.0f}, but there are {needed} classes: the last ones can never be predicted.",
                value=value,
                needed=needed,
            ),
            NextStep(
                sentence("Diagnose", "Set it to the number of classes."), line=setting.line(str(needed))
            ),
            weight=max(0.3, (needed - value) / needed),
        )
    # One more may be the background of a script of one's own; as many as the largest number is how COCO's are counted.
    elif value > needed + (0 if own.object_detection_api else 1) and value != max(known.ids.tolist()):
        yield mistake(
            "num_classes",
            sentence(
                "Diagnose",
                "num_classes is {value:.0f}, but there are only {needed} classes: the others are learned "
                "for nothing.",
                value=value,
                needed=needed,
            ),
            NextStep(
                sentence("Diagnose", "Set it to the number of classes."), line=setting.line(str(needed))
            ),
            weight=0.05,
        )
