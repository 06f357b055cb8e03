"""All that is so of a state of a project: found when it is signed, and found again when a record is verified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import MappingProxyType

from engine.assessment import Assessment, assess
from engine.data.dataset import Annotations, Dataset, Predictions
from engine.data.flag import VerdictKind
from engine.data.journal import JournalEntry
from engine.data.run import Run
from engine.data.sample import Sample
from engine.data.sign_off import (
    Facts,
    Gains,
    LabelMark,
    OpenFlag,
    PredictionMark,
    SignedFlags,
    SignedImage,
    SignedMetrics,
    SignedPerson,
    SignedSample,
)
from engine.data.sources import SourceKind
from engine.editing import apply_edits
from engine.evaluation.settings import COCO, settings_of, text_of
from engine.history import History
from engine.inference.image_hashes import hash_files
from engine.moments import difference, judged
from engine.opening import with_model_input
from engine.people import count_people
from engine.pricing import Prices, price_flags
from engine.sampling.statement import standing_of
from engine.sign_off.canonical import journal_mark, labels_by_image, labels_hash, predictions_hash
from engine.sign_off.gains import honest_gains
from engine.sign_off.reference import Question, reference_metrics
from engine.sources import find_images
from engine.states import States
from engine.store.project import ProjectFile

Progress = Callable[[str, int, int], None]
NO_PRICES = Prices()
_OPEN = (None, VerdictKind.UNSURE)


@dataclass(frozen=True, eq=False, slots=True)
class Scene:
    """A state of a project, read and assessed.

    Attributes
    ----------
    dataset : Dataset
        As it was opened, its image folder where it is now.
    entries : tuple of JournalEntry
        Those that lead to the state.
    assessment : Assessment
        Of the state.
    sample : Sample or None
        The last one that was drawn until then.
    answers : int
        How many of its answers count.
    run : Run or None
        Whose predictions are in use.
    """

    dataset: Dataset
    entries: tuple[JournalEntry, ...]
    assessment: Assessment
    sample: Sample | None
    answers: int
    run: Run | None

    @property
    def annotations(self) -> Annotations:
        """The labels of the state."""
        return self.assessment.annotations


def read_scene(
    file: ProjectFile,
    *,
    length: int | None = None,
    answers: int | None = None,
    sample: int | None = None,
    images: Path | None = None,
    progress: Progress = lambda text, done, total: None,
) -> Scene:
    """Read a project's labels as they were after some entries of the journal, and assess them.

    Parameters
    ----------
    file
    length
        How many entries; None: all.
    answers
        How many answers of the sample count; None: all.
    sample
        Its number, 0: none counts; None: the last one.
    images
        The folder of the images; None: where the project finds it.
    progress
        May raise `engine.errors.CancelledError`.
    """
    progress("Reading the project", 0, 0)
    dataset = _with_images(file, images)
    entries = file.journal()[:length]
    annotations = apply_edits(dataset.annotations, [edit for entry in entries for edit in entry.step.edits])
    text = file.settings()
    kept, _ = file.check_settings()
    assessment = assess(
        dataset,
        annotations,
        file.predictions(),
        COCO if text is None else settings_of(text),
        checks=with_model_input(kept, file.sources()),
        others=file.label_sets.all(),
        progress=progress,
    )
    drawn = [own for own in file.samples.all() if own.journal <= len(entries) and not own.plan.reading_of]
    if sample is not None:
        drawn = [own for own in drawn if own.id == sample]
    last = drawn[-1] if drawn else None
    given = 0 if last is None else len(file.samples.answers(last.id))
    number = file.runs.in_use()
    run = next((own for own in file.runs.all() if own.id == number), None)
    return Scene(dataset, entries, assessment, last, given if answers is None else min(answers, given), run)


def gather(
    file: ProjectFile,
    scene: Scene,
    images: tuple[SignedImage, ...],
    *,
    prices: Prices | None = NO_PRICES,
    progress: Progress = lambda text, done, total: None,
) -> Facts:
    """Find all that is so of a state, but for what takes long: `gains_of` and `measured`.

    Parameters
    ----------
    file
        The project that the state is of.
    scene
    images
        `signed_images` of it.
    prices
        Those known of exactly this state, so that the other flags alone are priced; None: no flag needs a price.
    progress
        May raise `engine.errors.CancelledError`.
    """
    dataset, assessment, entries = scene.dataset, scene.assessment, scene.entries
    progress("Hashing labels and predictions", 0, 0)
    checks = asdict(assessment.evidence.settings)
    return Facts(
        journal=journal_mark(entries),
        labels=LabelMark(
            labels_hash((own.name, own.labels) for own in images),
            len(scene.annotations),
            dataset.categories.names,
        ),
        images=images,
        predictions=_predictions(scene, assessment.predictions),
        evaluation=text_of(assessment.evaluation.settings),
        checks=tuple((name, float(checks[name])) for name in sorted(checks)),
        metrics=None,
        gains=None,
        flags=_flags(scene, prices, progress),
        sample=None if scene.sample is None else _sample(file, scene, scene.sample),
        people=_people(entries),
    )


def gains_of(scene: Scene, progress: Progress = lambda text, done, total: None) -> Gains | None:
    """How much of the delta of mAP is real; None without predictions."""
    if scene.assessment.predictions is None:
        return None
    steps = History.replayed(scene.entries).done
    return honest_gains(scene.dataset, scene.assessment, steps, scene.sample, progress=progress)


def editors(entries: Sequence[JournalEntry]) -> frozenset[str]:
    """Whose steps changed labels, undone ones among them."""
    return frozenset(entry.author for entry in entries if entry.step.edits)


def _with_images(file: ProjectFile, images: Path | None) -> Dataset:
    dataset = file.dataset()
    if images is None and dataset.image_root is not None:
        own = next(own for own in file.whereabouts.records() if own.kind is SourceKind.IMAGES)
        images = find_images(own, file.path, dataset.images.file_names)
    return dataset if images is None else replace(dataset, image_root=images)


def measured(scene: Scene, progress: Progress = lambda text, done, total: None) -> SignedMetrics | None:
    """What pycocotools says of the state; None without predictions.

    Raises
    ------
    WorkFailedError
        It could not be run.
    """
    dataset, assessment = scene.dataset, scene.assessment
    if assessment.predictions is None:
        return None
    question = Question(
        dataset.images,
        dataset.categories,
        dataset.annotations,
        scene.annotations,
        assessment.predictions,
        assessment.evaluation.settings,
    )
    return reference_metrics(
        question, progress=lambda done, total: progress("Measuring with pycocotools", done, total)
    )


def signed_images(scene: Scene, hashes: Mapping[int, str] = MappingProxyType({})) -> tuple[SignedImage, ...]:
    """Every image with its labels, and with the hash of its file where `hash_images` has it."""
    states = States.replayed(scene.entries)
    labels = labels_by_image(scene.dataset, scene.annotations)
    return tuple(
        SignedImage(name, hashes.get(image, ""), *labels[image], str(states.of(image).stage))
        for image, name in enumerate(scene.dataset.images.file_names)
    )


def hash_images(dataset: Dataset, progress: Progress = lambda text, done, total: None) -> dict[int, str]:
    """SHA-256 of every image file that is there, by image."""
    places = {image: dataset.image_path(image) for image in range(len(dataset.images))}
    # Every byte is read: that a file seems not to have changed is no evidence.
    files, _ = hash_files(
        {image: path for image, path in places.items() if path is not None},
        None,
        progress=lambda done, total: progress("Reading images", done, total),
    )
    return {image: state.sha256 for image, state in files.items()}


def _predictions(scene: Scene, predictions: Predictions | None) -> PredictionMark | None:
    if predictions is None or scene.run is None:
        return None
    run, found = scene.run, predictions_hash(scene.dataset, predictions)
    return PredictionMark(found, len(predictions), run.id, run.name, run.model or "")


def _flags(scene: Scene, prices: Prices | None, progress: Progress) -> SignedFlags:
    assessment = scene.assessment
    verdicts = judged({}, (verdict for entry in scene.entries for verdict in entry.step.verdicts))
    flags = [flag for own in assessment.flags.values() for flag in own]
    waiting = [flag for flag in flags if verdicts.get(flag.key) in _OPEN]
    known: dict[str, float] = {}
    if assessment.predictions is not None and prices is not None:
        known = {flag.key: prices.values[flag.key] for flag in waiting if prices.fresh(flag)}
        known |= price_flags(
            assessment.evaluation,
            scene.annotations,
            [flag for flag in waiting if flag.key not in known],
            progress=lambda done, total: progress("Pricing open flags", done, total),
        )
    names = scene.dataset.images.file_names
    answered = Counter(str(kind) for kind in verdicts.values() if kind not in _OPEN)
    found = [
        OpenFlag(
            flag.key, names[flag.image], str(flag.kind), str(flag.reason),
            str(verdicts.get(flag.key, "")), known.get(flag.key),
        )
        for flag in waiting
    ]  # fmt: skip
    found.sort(key=lambda own: (-(own.price or 0.0), own.key))
    return SignedFlags(tuple(sorted(answered.items())), tuple(found))


def _sample(file: ProjectFile, scene: Scene, sample: Sample) -> SignedSample:
    answers = file.samples.answers(sample.id)[: scene.answers]
    standing = standing_of(sample, answers)
    since = difference(scene.entries, sample.journal, len(scene.entries))
    return SignedSample(
        number=sample.id,
        unit=str(sample.plan.unit),
        drawn=len(sample.units),
        population=sample.population,
        seed=sample.seed,
        answers=len(answers),
        reviewers=tuple(sorted({answer.author for answer in answers})),
        decision=str(standing.decision),
        waiting=standing.waiting,
        wrong=standing.rate.wrong,
        estimate=standing.rate.estimate,
        bound=standing.rate.bound,
        risk=sample.plan.risk,
        edited_since=len(since),
    )


def _people(entries: Sequence[JournalEntry]) -> tuple[SignedPerson, ...]:
    return tuple(
        SignedPerson(
            own.name,
            sum(own.work.edits.values()),
            sum(own.work.verdicts.values()),
            own.reviewed,
            own.approved,
            own.returned,
        )
        for own in count_people(entries).persons
    )
