"""The command that makes a machine take a part of the runs that others share."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from app.options import BatchSize, Device, Images, ModelAdapter, Trust, existing
from app.run_bar import interruptible
from app.run_job import model_to_run, refuse_untrusted
from engine.data.model import ModelSpec
from engine.data.sources import SourceKind
from engine.errors import UserError
from engine.inference.batch_worker import BatchWorker
from engine.inference.client import InferenceProcess
from engine.inference.run import RunOptions
from engine.opening import place_sources
from engine.store.project import ProjectFile
from engine.store.task_worker import WorkOptions, work
from engine.store.tasks import Tasks

commands = typer.Typer(rich_markup_mode=None)


@commands.command()
def worker(
    project: Annotated[
        Path,
        typer.Argument(metavar="ADDRESS", help="A project on a server: postgresql://user@host/database."),
    ],
    images: Images = None,
    model: Annotated[
        Path | None, typer.Option("--model", help="Where the model is on this machine; default: as before.")
    ] = None,
    adapter: ModelAdapter = None,
    trust: Trust = False,
    device: Device = None,
    batch: BatchSize = None,
    dead_after: Annotated[
        float,
        typer.Option(
            "--dead-after",
            metavar="SECONDS",
            min=0.1,
            help="A machine that says nothing for so long is taken for dead, and its batch is done here.",
        ),
    ] = WorkOptions().dead_after,
    once: Annotated[bool, typer.Option("--once", help="End where there is nothing to take.")] = False,
) -> None:
    """Run the model over what others share (boxwright predict --share), until Ctrl+C.

    The folder of the images and the model are remembered for this machine.
    """
    with closing(ProjectFile(project)) as file:
        tasks = Tasks(file.storage)
        root = _image_root(file, images)
        spec = _model(file, model, adapter, trust=trust)
        tasks.prepare()
        with InferenceProcess() as process, interruptible() as stopped:
            machine = BatchWorker(
                root,
                spec,
                process,
                file.predicted,
                RunOptions(device, batch=batch),
                stopped=stopped,
                say=_say,
            )
            _say(f"taking batches for {spec.path}")
            if others := tasks.waiting_besides(machine.keys):
                _say(f"batches wait that are for other models, or for another version of Boxwright: {others}")
            work(
                tasks.storage,
                machine.keys,
                machine.do,
                WorkOptions(dead_after=dead_after, once=once),
                stopped=stopped,
                say=_say,
            )
        _say(f"{machine.computed} images were run here")


def _image_root(file: ProjectFile, path: Path | None) -> Path:
    """The folder of the images on this machine; where it is said anew, that is remembered."""
    if path is not None:
        place_sources(file, {SourceKind.IMAGES: existing(path)})
    root = file.whereabouts.image_root()
    if root is None or not root.is_dir():
        raise UserError(
            "the folder of the images is not on this machine",
            source=root or file.storage.name,
            remedy="Say where it is: --images FOLDER",
        )
    return root


def _model(file: ProjectFile, path: Path | None, adapter: Path | None, *, trust: bool) -> ModelSpec:
    """The model on this machine; where it is said anew, that is remembered."""
    known = file.path if path is None else existing(path)
    spec = model_to_run(known, None, adapter, trust=trust)
    if not spec.path.exists():
        raise UserError(
            "the model is not on this machine", source=spec.path, remedy="Say where it is: --model PATH"
        )
    refuse_untrusted(spec)
    if path is not None:
        file.set_model(spec)
    return spec


def _say(text: str) -> None:
    print(f"boxwright: {text}", file=sys.stderr, flush=True)
