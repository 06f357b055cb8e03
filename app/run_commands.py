"""Commands about runs of models: running one, comparing two, and listing those of a project."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress as Bar

from app.options import (
    BatchSize,
    Device,
    Images,
    Json,
    LabelMap,
    ModelAdapter,
    Split,
    Trust,
    print_json,
    read,
    warn,
)
from app.reports import console, effect_record, effect_report
from app.run_bar import interruptible, run_bar
from app.run_job import RunFiles, RunJob, model_to_run, run_job
from app.run_reports import result_record, result_sentence, run_records, run_table, speed_up_table
from engine.data.dataset import Annotations, Dataset, Predictions
from engine.data.model import ModelSpec
from engine.data.sources import Sources
from engine.data.speed_up import quickest
from engine.errors import CancelledError, UserError
from engine.evaluation.bootstrap import compare_effects
from engine.evaluation.compare import Corners
from engine.evaluation.incremental import Evaluation, evaluate
from engine.formats.predictions import read_predictions
from engine.inference.client import InferenceProcess
from engine.inference.run import RunOptions, RunResult, run_model, sample
from engine.inference.shared_run import ShareOptions, share_run
from engine.inference.speed_up import measure_speed_ups
from engine.opening import PROJECT_SUFFIX, read_other_labels
from engine.run_comparison import compare_runs
from engine.store.project import ProjectFile
from engine.store.tasks import Tasks

commands = typer.Typer(rich_markup_mode=None)


@commands.command()
def predict(
    source: Annotated[
        Path,
        typer.Argument(metavar="MODEL_OR_PROJECT", help="A model; or a project file, to run its own model."),
    ],
    images: Images = None,
    output: Annotated[Path | None, typer.Option("--output", help="The COCO results file to write.")] = None,
    annotations: Annotated[
        Path | None, typer.Option("--annotations", help="Ground truth that says which images, and their ids.")
    ] = None,
    label_map: LabelMap = None,
    split: Split = None,
    project: Annotated[
        Path | None,
        typer.Option("--project", help="A project file: run over its images, and keep the run in it."),
    ] = None,
    device: Device = None,
    batch: BatchSize = None,
    accelerate: Annotated[
        bool,
        typer.Option(
            "--accelerate", help="Try what makes the model quicker, and use what changes no metric."
        ),
    ] = False,
    adapter: ModelAdapter = None,
    trust: Trust = False,
    seconds: Annotated[
        float | None,
        typer.Option(
            "--sample", metavar="SECONDS", min=0.1, help="A quick look: images by chance, for so long."
        ),
    ] = None,
    share: Annotated[
        bool,
        typer.Option(
            "--share",
            help="Of a project on a server: let other machines (boxwright worker) take a part of it.",
        ),
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="With --share: leave all of it to other machines.")
    ] = False,
    json: Json = False,
) -> None:
    """Run a model over images; write what it says as COCO results, or keep it in a project.

    What is done is kept as it comes: the same command goes on where it was stopped.
    """
    if source.suffix == PROJECT_SUFFIX:
        if project is not None:
            raise UserError("a project is given twice", source=source, remedy="Leave --project out")
        project = source
    options = RunOptions(device, batch=batch, seconds=seconds)
    model = model_to_run(source, label_map, adapter, trust=trust)
    files = RunFiles(project, images, annotations, label_map, split)
    with run_job(model, files, output) as job:
        warn(job.dataset.problems)
        with InferenceProcess() as process:
            if accelerate:
                options = _accelerated(job, model, process, options)
            result = _run(job, model, process, options, _sharing(job, options, share=share, wait=wait))
        warn(result.problems)
        if result.is_mostly_unknown:
            unmatched = f"{result.unknown:.0%} of what the model said is of classes that the dataset lacks"
            warn(
                [
                    f"{unmatched}. Give --label-map, or match them in the window: Model > Match the model's classes."
                ]
            )
        run = job.keep(result)
    total = len(job.dataset.images)
    if json:
        print_json(result_record(result, total, run))
    where = "" if output is None else f", written to {output}"
    kept = "" if run is None else f"; run {run.id} of {project}"
    print(f"{result_sentence(result, total)}{where}{kept}", file=sys.stderr)


@commands.command()
def compare(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="GROUND_TRUTH_OR_PROJECT",
            help="A file or a folder of labels; or a project file, to compare two of its runs.",
        ),
    ],
    predictions: Annotated[
        str,
        typer.Argument(metavar="PREDICTIONS_OR_RUN", help="Predictions; or a run's number or name."),
    ],
    other_predictions: Annotated[
        str,
        typer.Argument(metavar="OTHER_PREDICTIONS_OR_RUN", help="Those of another model; or another run."),
    ],
    labels: Annotated[
        Path | None, typer.Option("--labels", help="The ground truth as it is now, of the same images.")
    ] = None,
    labels_now: Annotated[
        bool,
        typer.Option(
            "--labels-now",
            help="Of a project: measure the second run on the labels as they are now, not as then.",
        ),
    ] = False,
    images: Images = None,
    label_map: LabelMap = None,
    split: Split = None,
    resamples: Annotated[int, typer.Option("--resamples", min=1, help="How often images are drawn.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same images.")] = 0,
    json: Json = False,
) -> None:
    """Say what other predictions, other labels or both change, and whether it is more than noise.

    Two runs of a project are measured on the labels as they were when each was made, over the images of both.
    """
    terminal = Console(stderr=True)
    with Bar(console=terminal, transient=True, disable=not terminal.is_terminal) as bar:
        task = bar.add_task("Comparing", total=None)

        def progress(text: str, done: int, total: int) -> None:
            bar.update(task, description=text, completed=done, total=total or None)

        if source.suffix == PROJECT_SUFFIX:
            if any(option is not None for option in (labels, images, label_map, split)):
                raise UserError(
                    "a project knows its own files", source=source, remedy="Leave the options of files out"
                )
            with closing(ProjectFile(source)) as project:
                ids = (_run_id(project, predictions), _run_id(project, other_predictions))
                found = compare_runs(
                    project, *ids, labels_now=labels_now, resamples=resamples, seed=seed, progress=progress
                )
                categories = project.dataset().categories
            corners, effects, measured_on = found.corners, found.effects, len(found.images)
        else:
            if labels_now:
                raise UserError("--labels-now is for projects", source=source, remedy="Give --labels instead")
            sources = Sources(source, images, label_map=label_map, split=split)
            dataset, corners = _corners_of_files(sources, Path(predictions), Path(other_predictions), labels)
            effects = compare_effects(
                corners,
                resamples=resamples,
                seed=seed,
                sizes=True,
                progress=lambda done, total: progress("Resampling images", done, total),
            )
            categories, measured_on = dataset.categories, len(dataset.images)
    if json:
        print_json({**effect_record(corners, effects, categories), "images": measured_on})
    else:
        console().print(effect_report(corners, effects, categories))


@commands.command()
def runs(
    project: Annotated[Path, typer.Argument(help="A project file.")],
    json: Json = False,
) -> None:
    """List the runs of a project, oldest first; a star marks the one in use."""
    with closing(ProjectFile(project)) as file:
        found, in_use = file.runs.all(), file.runs.in_use()
    if json:
        print_json({"runs": run_records(found, in_use)})
    else:
        console().print(run_table(found, in_use))


def _sharing(
    job: RunJob, options: RunOptions, *, share: bool, wait: bool
) -> tuple[Tasks, ShareOptions] | None:
    """How the run is shared; None: this machine does all of it."""
    if not share:
        if wait:
            raise UserError("--wait is for runs that are shared", remedy="Give --share as well")
        return None
    if options.seconds is not None:
        raise UserError("a quick look is not shared", remedy="Leave --sample or --share out")
    if job.project is None:
        raise UserError(
            "files are not shared", remedy="Give --project with the address of a project on a server"
        )
    return Tasks(job.project.storage), ShareOptions(helps=not wait)


def _run(
    job: RunJob,
    model: ModelSpec,
    process: InferenceProcess,
    options: RunOptions,
    sharing: tuple[Tasks, ShareOptions] | None,
) -> RunResult:
    every = range(len(job.dataset.images))
    chosen = every if options.seconds is None else sample(every)
    with interruptible() as stopped, run_bar() as bar:
        run = (
            partial(run_model, images=chosen)
            if sharing is None
            else partial(share_run, tasks=sharing[0], sharing=sharing[1], say=bar.say)
        )
        try:
            return run(
                job.dataset,
                model,
                process,
                options=options,
                kept=job.kept,
                labels=job.labels,
                report=bar.report,
                cancelled=stopped,
            )
        except CancelledError:
            last = bar.last
            message = f"Stopped: {last.done} of {last.total} images are done and kept."
            print(f"boxwright: {message} The same command goes on from there.", file=sys.stderr)
            raise


def _accelerated(job: RunJob, model: ModelSpec, process: InferenceProcess, options: RunOptions) -> RunOptions:
    if job.labels is None:
        raise UserError(
            "there are no labels to see by whether a metric changes",
            remedy="Give --annotations, or leave --accelerate out",
        )
    with interruptible() as stopped:
        measured = measure_speed_ups(job.labels, model, process, options=options, cancelled=stopped)
    chosen = quickest(measured)
    Console(stderr=True).print(speed_up_table(measured, chosen))
    return replace(options, acceleration=chosen)


def _corners_of_files(
    sources: Sources, predictions: Path, other_predictions: Path, labels: Path | None
) -> tuple[Dataset, Corners]:
    dataset, scored = read(sources.annotations, predictions, sources.images, sources.label_map, sources.split)
    assert scored is not None
    other, problems = read_predictions(other_predictions, dataset)
    warn(problems)

    def evaluated(boxes: Annotations, found: Predictions) -> Evaluation:
        return evaluate(dataset.images, dataset.categories, boxes, found)

    old = dataset.annotations
    before, new_predictions = evaluated(old, scored), evaluated(old, other)
    if labels is None:
        return dataset, Corners.of_predictions(before, new_predictions)
    now = read_other_labels(replace(sources, annotations=labels), dataset)
    return dataset, Corners(before, evaluated(now, scored), new_predictions, evaluated(now, other))


def _run_id(project: ProjectFile, said: str) -> int:
    """The run of this number, or else of this name."""
    every = project.runs.all()
    by_number = [run for run in every if str(run.id) == said.lstrip("#")]
    found = by_number or [run for run in every if run.name == said]
    if len(found) == 1:
        return found[0].id
    several = ", ".join(str(run.id) for run in found)
    raise UserError(
        f"several runs have this name: {several}" if found else "there is no such run",
        source=project.path,
        record=f"run {said}",
        remedy="Give its number" if found else f"See boxwright runs {project.path.name}",
    )
