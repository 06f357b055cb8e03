"""What a report says, gathered from a project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np

from engine.agreement.figures import agreement_of
from engine.agreement.reading import own_label_set
from engine.attribution import attribute
from engine.data.agreement import Agreement
from engine.data.attribution import Contribution
from engine.data.dataset import Annotations, Categories, Int
from engine.data.finding import Findings
from engine.data.finding_verdict import FindingVerdict, FindingVerdictKind, Given, Task
from engine.data.journal import JournalEntry
from engine.data.metrics import Metrics
from engine.data.sentence import sentence
from engine.data.sign_off import Facts, Policy, SignOff
from engine.data.sign_standing import Lack, SignStanding
from engine.data.sources import Sources
from engine.diagnose.admit import admit, examined
from engine.diagnose.run import diagnose
from engine.diagnose.tasks import tasks
from engine.history import History
from engine.report.pictures import picture_of
from engine.sign_off.facts import NO_PRICES, Scene, editors, gains_of, gather, read_scene, signed_images
from engine.sign_off.policy import lacks
from engine.sign_off.sign import last_record, project_standing
from engine.store.project import ProjectFile

Progress = Callable[[str, int, int], None]
FIXES = 20
_RESAMPLES = 500


@dataclass(frozen=True, eq=False, slots=True)
class Fix:
    """One box that was put right.

    Attributes
    ----------
    contribution : Contribution
    image : str
    author, at : str
        Who touched it last, and when, ISO 8601.
    before, after : bytes or None
        JPEGs of the place with the box as it was and as it is; None where the image cannot be read.
    """

    contribution: Contribution
    image: str
    author: str
    at: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, eq=False, slots=True)
class ReportContent:
    """All that a report says.

    Attributes
    ----------
    project : str
    made_at : datetime
    program : str
    facts : Facts
        Without hashes of image files.
    categories : Categories
    before, after : Metrics
    boxes_before, boxes_after : (k,) int64
        Of each class.
    course : tuple of (int, float)
        How many edited steps there were, and mAP after them.
    edits : mapping of str to int
        How many boxes were edited, by what was done to them.
    class_edits : mapping of int to int
        The same by index of the class.
    fixes : tuple of Fix
        Those that did most for mAP.
    agreement : Agreement or None
    standing : SignStanding
    record : SignOff or None
        Of the last sign-off.
    policy : Policy
    lacks : tuple of Lack
    diagnosis : Findings
        Why mAP is low, dismissed findings among them.
    verdicts : mapping of str to FindingVerdict
        What was said of findings, by their keys.
    tasks : tuple of Task
    """

    project: str
    made_at: datetime
    program: str
    facts: Facts
    categories: Categories
    before: Metrics
    after: Metrics
    boxes_before: Int
    boxes_after: Int
    course: tuple[tuple[int, float], ...]
    edits: Mapping[str, int]
    class_edits: Mapping[int, int]
    fixes: tuple[Fix, ...]
    agreement: Agreement | None
    standing: SignStanding
    record: SignOff | None
    policy: Policy
    lacks: tuple[Lack, ...]
    diagnosis: Findings
    verdicts: Mapping[str, FindingVerdict]
    tasks: tuple[Task, ...]

    @property
    def dismissed(self) -> frozenset[str]:
        """Keys of the findings that somebody dismissed."""
        return frozenset(
            key for key, own in self.verdicts.items() if own.kind is FindingVerdictKind.DISMISSED
        )


def gather_report(
    path: Path, *, progress: Progress = lambda text, done, total: None, now: datetime | None = None
) -> ReportContent:
    """Gather what there is to say about a project.

    Parameters
    ----------
    path
        The project file.
    progress
        May raise `engine.errors.CancelledError`.
    now
        Aware; None: the clock's.

    Raises
    ------
    UserError
        The project cannot be used.
    """
    with closing(ProjectFile(path)) as file:
        scene = read_scene(file, progress=progress)
        policy, kept = file.sign_offs.policy(), file.sign_offs.all()
        facts = _facts(file, scene, policy, progress)
        standing, others = project_standing(file), file.label_sets.all()
        given, verdicts, sources = file.findings.given, dict(file.findings.verdicts), file.sources()
    dataset, assessment = scene.dataset, scene.assessment
    steps = History.replayed(scene.entries).done
    found = attribute(
        assessment.baseline,
        dataset.annotations,
        steps,
        progress=lambda done, total: progress("Dividing the delta", done, total),
    ).contributions
    agreement = None
    if others:
        ours = own_label_set(
            sentence("Report", "Reviewed labels"), replace(dataset, annotations=scene.annotations)
        )
        progress("Comparing annotators", 0, 0)
        agreement = agreement_of([ours, *others], len(dataset.categories), resamples=_RESAMPLES)
    diagnosis = _diagnosis(scene, given, sources, progress)
    return ReportContent(
        project=path.stem,
        made_at=now or datetime.now(UTC),
        program=f"Boxwright {version('boxwright')}",
        facts=facts,
        categories=dataset.categories,
        before=assessment.baseline.metrics,
        after=assessment.evaluation.metrics,
        boxes_before=_per_class(dataset.annotations, len(dataset.categories)),
        boxes_after=_per_class(scene.annotations, len(dataset.categories)),
        course=_course(scene),
        edits=Counter(str(own.edit.kind) for own in found),
        class_edits=Counter(own.edit.subject.category for own in found),
        fixes=_fixes(scene, found, progress),
        agreement=agreement,
        standing=standing,
        record=last_record(kept),
        policy=policy,
        lacks=lacks(facts, policy, editors(scene.entries), keyed=True),
        diagnosis=diagnosis,
        verdicts=verdicts,
        tasks=tasks(diagnosis, verdicts),
    )


def _diagnosis(scene: Scene, given: Given, sources: Sources, progress: Progress) -> Findings:
    """Why mAP is low; what is not at hand or broken shortens the list, and the list says so."""
    dataset, assessment = scene.dataset, scene.assessment
    if assessment.predictions is None:
        return Findings()
    progress("Looking for causes", 0, 0)
    examination = examined(dataset, assessment, split=sources.split, progress=progress)
    patient, lacking = admit(
        dataset,
        assessment,
        given,
        examination=examination,
        label_map=sources.label_map,
        progress=progress,
    )
    *_, found = diagnose(patient, lacking=lacking, progress=progress)
    return found


def _facts(file: ProjectFile, scene: Scene, policy: Policy, progress: Progress) -> Facts:
    # It says how many doubts are open, not what each is worth.
    prices = None if policy.flags_above is None else NO_PRICES
    facts = gather(file, scene, signed_images(scene), prices=prices, progress=progress)
    return replace(facts, gains=gains_of(scene, progress))


def _per_class(annotations: Annotations, count: int) -> Int:
    known = annotations.categories[annotations.categories >= 0]
    return np.bincount(known, minlength=count).astype(np.int64)


def _course(scene: Scene) -> tuple[tuple[int, float], ...]:
    """MAP after each step that edited boxes, where it was measured as it is now."""
    measured = [
        (number, entry.measured)
        for number, entry in enumerate((own for own in scene.entries if own.step.edits), 1)
        if entry.measured is not None
    ]
    if not measured:
        return ()
    last = measured[-1][1]
    course = [(number, own.ap) for number, own in measured if own.comparable(last) and own.ap is not None]
    return ((0, max(scene.assessment.baseline.metrics.ap, 0.0)), *course)


def _fixes(scene: Scene, found: Sequence[Contribution], progress: Progress) -> tuple[Fix, ...]:
    """Those that did most, at most two of an image so that they are examples of more than one."""
    last: dict[int, JournalEntry] = {}
    for entry in scene.entries:
        last.update((edit.subject.id, entry) for edit in entry.step.edits)
    chosen: list[Contribution] = []
    times: dict[int, int] = {}
    for own in sorted(found, key=lambda one: -one.ap):
        image = own.edit.subject.image
        if times.get(image, 0) < 2 and len(chosen) < FIXES:
            times[image] = times.get(image, 0) + 1
            chosen.append(own)
    fixes = []
    for done, own in enumerate(chosen):
        progress("Cutting pictures", done, len(chosen))
        edit, entry = own.edit, last[own.edit.subject.id]
        path = scene.dataset.image_path(edit.subject.image)
        before, after = picture_of(path, edit) if path is not None else (None, None)
        name = scene.dataset.images.file_names[edit.subject.image]
        fixes.append(Fix(own, name, entry.author, entry.at.isoformat(), before, after))
    return tuple(fixes)
