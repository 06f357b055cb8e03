"""The command line: what the window does, for scripts and for CI."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from app.agreement_command import commands as of_agreement
from app.balance_command import commands as balancing
from app.commands import commands as windowless
from app.desktop_message import reads_the_terminal, show_message
from app.diagnose_command import commands as diagnosis
from app.display import display_problem, require_display
from app.doctor_command import commands as doctor
from app.errors import bug_report, log, start_log
from app.image_cache_command import commands as of_the_cache
from app.journal_commands import commands as of_the_journal
from app.options import (
    LABELS_HELP,
    PREDICTIONS_HELP,
    Images,
    LabelMap,
    Split,
    existing,
)
from app.people_command import commands as of_people
from app.run_commands import commands as of_runs
from app.sample_commands import commands as of_samples
from app.settings import PERSON, demo_sources
from app.sign_off_command import commands as of_sign_offs
from app.source_command import commands as of_sources
from app.team_command import commands as of_teams
from app.team_command import with_desks
from app.worker_command import commands as of_workers
from engine.data.sources import Sources
from engine.errors import CancelledError, UserError, WorkFailedError

if TYPE_CHECKING:
    from app.operations.dataset import OpenRequest

DONE, FAILED, WRONG_INPUT = 0, 1, 2

_INTERRUPTED = 130

_WITH_A_WINDOW = {"open", "demo"}
"""What a menu, and a double click on a file, start."""

commands = typer.Typer(
    name="boxwright",
    help="Find, price and fix the wrong labels of an object-detection dataset.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for _group in (
    windowless,
    of_runs,
    of_the_journal,
    doctor,
    diagnosis,
    balancing,
    of_sources,
    of_the_cache,
    of_agreement,
    of_people,
    of_samples,
    of_sign_offs,
    of_teams,
    of_workers,
):
    commands.add_typer(_group)


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code: 0 done, 1 the work failed, 2 the call or the input is wrong."""
    debug = "--debug" in arguments
    arguments = [argument for argument in arguments if argument != "--debug"]
    log_path = start_log()
    try:
        result = commands(args=with_desks(arguments), standalone_mode=False)
    except UserError as error:
        code = FAILED if isinstance(error, WorkFailedError) else WRONG_INPUT
        return _fail(code, str(error), error, arguments, debug=debug)
    except (KeyboardInterrupt, CancelledError, typer.Abort):
        return _INTERRUPTED
    except TyperException as error:
        wrong_call: Callable[[], str] = getattr(error, "format_message", error.__str__)
        return _fail(WRONG_INPUT, f"{wrong_call()} See boxwright --help.", error, arguments, debug=debug)
    except Exception as error:
        where = f"; the log has the details: {log_path}" if log_path else "; --debug shows the details"
        message = f"Boxwright made a mistake ({type(error).__name__}: {error}){where}."
        return _fail(FAILED, message, error, arguments, debug=debug)
    return result if isinstance(result, int) else DONE


def _fail(code: int, message: str, error: BaseException, arguments: Sequence[str], *, debug: bool) -> int:
    report = bug_report(error)
    log.error("%s", report)
    plain = " ".join(message.split())
    print(report if debug else f"boxwright: {plain}", file=sys.stderr, flush=True)
    shows_a_window = not arguments or arguments[0] in _WITH_A_WINDOW
    if shows_a_window and not reads_the_terminal() and display_problem() is None:
        show_message(plain)
    return code


@commands.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Open the start page where no command is given. --debug, anywhere, shows tracebacks."""
    if version:
        from importlib.metadata import version as version_of

        print(version_of("boxwright"))
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.Exit(_show(None))


@commands.command()
def demo(
    output: Annotated[
        Path, typer.Option("--output", help="Where the picture of the window goes where there is no display.")
    ] = Path("boxwright-demo.png"),
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what was done in the demo before.")] = False,
) -> int:
    """Open the window on the demo, or do the demo's job without one where there is no display."""
    problem = display_problem()
    if problem is not None:
        from app.demo import demo_without_display

        print(f"There is no window here ({problem}): the demo does the same job without one.")
        return demo_without_display(output)
    from app.operations.dataset import OpenRequest
    from app.settings import demo_project_file
    from app.window import show_window

    project = demo_project_file()
    if fresh:
        for suffix in ("", "-wal", "-shm"):
            project.with_name(project.name + suffix).unlink(missing_ok=True)
    return show_window(OpenRequest(demo_sources(), project))


@commands.command("open")
def open_(
    project: Annotated[
        Path | None, typer.Argument(help="A project file; or the address of a project on a server.")
    ] = None,
    annotations: Annotated[Path | None, typer.Option("--annotations", help=LABELS_HELP)] = None,
    images: Images = None,
    predictions: Annotated[Path | None, typer.Option("--predictions", help=PREDICTIONS_HELP)] = None,
    model: Annotated[Path | None, typer.Option("--model", help="A TensorFlow SavedModel.")] = None,
    label_map: LabelMap = None,
    split: Split = None,
    project_file: Annotated[
        Path | None,
        typer.Option("--project", help="The project file to write; default: beside the annotations."),
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", envvar=PERSON, help="The name that edits carry, for this once.")
    ] = None,
) -> int:
    """Open a project, or a dataset with predictions or a model, in the window; the start page where neither is given.

    Of a project --images says where its images are now.
    """
    others = (predictions, model, label_map, split, project_file)
    if project is None and annotations is None and images is None and not any(others):
        # As the desktop's menu calls it.
        return _show(None)
    if (project is None) == (annotations is None):
        raise UserError(
            "give either a project file or --annotations", remedy="See boxwright open --help for the choices"
        )
    if predictions is not None and model is not None:
        raise UserError("give either --predictions or --model, not both", remedy="Leave one of them out")
    from app.operations.dataset import OpenRequest

    if annotations is None:
        assert project is not None
        if any(option is not None for option in others):
            raise UserError(
                "a project knows its own files",
                source=project,
                remedy="Leave the options of files out, but for --images; boxwright sources says where others are",
            )
        request = OpenRequest(None, existing(project), None if images is None else existing(images))
    else:
        sources = Sources(
            existing(annotations),
            *(
                None if path is None else existing(path)
                for path in (images, predictions, model, label_map, split)
            ),
        )
        request = OpenRequest(sources, None if project_file is None else project_file.absolute())
    if person is not None:
        os.environ[PERSON] = person
    return _show(request)


def _show(request: OpenRequest | None) -> int:
    require_display()
    from app.window import show_window

    return show_window(request)
