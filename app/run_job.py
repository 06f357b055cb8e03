"""What a command runs a model over, and where what the model says is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.options import existing
from engine.data.dataset import Dataset
from engine.data.model import ModelSpec
from engine.data.run import Run
from engine.errors import UserError
from engine.evaluation.settings import COCO, settings_of
from engine.formats.folder import read_folder
from engine.formats.label_map import read_label_map
from engine.formats.read import read_dataset
from engine.formats.results import write_results
from engine.inference.run import RunResult
from engine.inference.so_far import Labels
from engine.inference.trust import examine
from engine.opening import PROJECT_SUFFIX
from engine.run_comparison import labels_after
from engine.store.predicted import Predicted, PredictedFile
from engine.store.project import ProjectFile

_CACHE_SUFFIX = ".partial"
"""Of the file beside the output that holds what is done of a run."""


@dataclass(frozen=True, slots=True)
class RunFiles:
    """Files that a command was given besides the model; each may be None."""

    project: Path | None
    images: Path | None
    annotations: Path | None
    label_map: Path | None
    split: Path | None


@dataclass(frozen=True, eq=False, slots=True)
class RunJob:
    """What to run a model over, and where what it says is kept.

    Attributes
    ----------
    dataset : Dataset
    labels : Labels or None
        None: there is nothing to measure on.
    kept : Predicted
    keep : function
        Takes the result in; gives the run where it is kept as one.
    project : ProjectFile or None
        None: it is of files.
    """

    dataset: Dataset
    labels: Labels | None
    kept: Predicted
    keep: Callable[[RunResult], Run | None]
    project: ProjectFile | None = None


def model_to_run(source: Path, label_map: Path | None, adapter: Path | None, *, trust: bool) -> ModelSpec:
    """A model, or that of a project, with what was given for it.

    Raises
    ------
    UserError
        The project has no model, or a file is not there.
    """
    if source.suffix != PROJECT_SUFFIX:
        spec = ModelSpec(source.absolute())
    else:
        with closing(ProjectFile(source)) as file:
            own = file.model()
        if own is None:
            raise UserError(
                "this project has no model",
                source=source,
                remedy=f"Write boxwright predict MODEL --project {source}",
            )
        spec = own
    if label_map is not None:
        spec = replace(spec, label_map=existing(label_map), names=None)
    if adapter is not None:
        spec = replace(spec, adapter=existing(adapter))
    return replace(spec, trusted=trust)


@contextmanager
def run_job(model: ModelSpec, files: RunFiles, output: Path | None) -> Iterator[RunJob]:
    """Open what a model is to be run over.

    Raises
    ------
    UserError
        It is not said, or said twice, cannot be read, or the model may not be run.
    """
    if files.project is not None:
        if any(option is not None for option in (files.images, files.annotations, files.split)):
            raise UserError(
                "a project knows its own files",
                source=files.project,
                remedy="Leave --images, --annotations and --split out",
            )
        with closing(ProjectFile(files.project)) as project:
            refuse_untrusted(model)
            yield _of_project(project, output)
        return
    if files.images is None or output is None:
        raise UserError(
            "it is not said what to run the model over, and where its predictions go",
            remedy="Give --images and --output, or --project",
        )
    dataset, labels = _dataset(files, files.images)
    refuse_untrusted(model)
    cache = PredictedFile(output.with_name(output.name + _CACHE_SUFFIX))

    def keep(result: RunResult) -> None:
        write_results(dataset, result.predictions, output)
        if result.of_all:
            cache.remove()

    with closing(cache):
        yield RunJob(dataset, labels, cache.predicted, keep)


def _of_project(file: ProjectFile, output: Path | None) -> RunJob:
    dataset, entries, text = file.dataset(), file.journal(), file.settings()
    settings = COCO if text is None else settings_of(text)
    labels = Labels(dataset, labels_after(dataset, entries, len(entries)), settings, len(entries))

    def keep(result: RunResult) -> Run:
        if output is not None:
            write_results(dataset, result.predictions, output)
        return file.runs.add(result.predictions, result.run, images=result.part)

    return RunJob(dataset, labels, file.predicted, keep, file)


def _dataset(files: RunFiles, images: Path) -> tuple[Dataset, Labels | None]:
    """The images, and the labels to measure on, if there are any."""
    names = None if files.label_map is None else read_label_map(files.label_map)
    if files.annotations is None:
        return read_folder(images, label_map=names), None
    dataset = read_dataset(files.annotations, image_root=images, split=files.split, label_map=names)
    labels = Labels(dataset, dataset.annotations, COCO) if len(dataset.annotations) else None
    return dataset, labels


def refuse_untrusted(model: ModelSpec) -> None:
    """See that a model cannot act on its own, unless somebody said that it may.

    Raises
    ------
    UserError
        It could.
    """
    if model.trusted:
        return
    for danger in examine(model).dangers:
        raise UserError(
            f"a model is a program, and this one could act on its own. {danger.rstrip('.')}",
            source=model.path,
            remedy="If you know where it comes from, give --trust",
        )
