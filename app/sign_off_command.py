"""Commands about sign-offs: signing a project, reopening it, its policy, and whether a record still holds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from app.options import Images, Json, LabelMap, Split, existing, print_json, warn
from app.run_bar import stages
from app.settings import PERSON
from engine.data.sign_off import Policy
from engine.data.sources import Sources
from engine.errors import UserError
from engine.opening import PROJECT_SUFFIX, read_sources
from engine.person import system_name
from engine.report.content import ReportContent, gather_report
from engine.report.page import page_of, title_of, write_page
from engine.sign_off.keys import make_keys, read_public_key
from engine.sign_off.record import read_record_file, write_record
from engine.sign_off.sign import SignRequest, record_path, reopen, sign
from engine.sign_off.verify import verify_dataset, verify_project
from engine.store.project import ProjectFile

commands = typer.Typer(rich_markup_mode=None)

_DIFFERS = 1
_ENGLISH = "en"
_LANGUAGES = (_ENGLISH, "de")
_ON, _OFF = ("on", "true", "yes"), ("off", "false", "no")


@commands.command("sign")
def sign_(
    project: Annotated[Path, typer.Argument(help="A project file.")],
    key: Annotated[
        Path | None, typer.Option("--key", help="Your private Ed25519 key; it is never kept in the project.")
    ] = None,
    why_open: Annotated[
        str, typer.Option("--why-open", help="Why flags that nobody settled may stay open.")
    ] = "",
    reopen_because: Annotated[
        str | None, typer.Option("--reopen", metavar="REASON", help="Take the last sign-off back instead.")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", envvar=PERSON, help="The name that is put under it.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", help="Where the record goes; default: beside the project.")
    ] = None,
) -> None:
    """Sign a project's labels exactly as they are now, where all is there that its policy asks for."""
    path, author = existing(project), person or system_name()
    if reopen_because is not None:
        with closing(ProjectFile(path)) as file:
            reopen(file, author, reopen_because)
        print(f"Reopened by {author}.", file=sys.stderr)
        return
    place = record_path(path) if output is None else output.absolute()
    if not place.parent.is_dir():
        raise UserError("there is no such folder", source=place.parent, remedy="Check the path")
    with stages() as progress:
        row, made = sign(SignRequest(path, author, why_open, key), progress=progress)
    write_record(place, row.content)
    boxes = f"{made.record.facts.labels.boxes} boxes on {len(made.record.facts.images)} images"
    print(f"Signed by {author}: {boxes}, written to {place}", file=sys.stderr)


@commands.command()
def verify(
    record: Annotated[Path, typer.Argument(help="A record, NAME.signoff.json.")],
    dataset: Annotated[
        Path,
        typer.Argument(metavar="DATASET_OR_PROJECT", help="Labels in any format that is read; or a project."),
    ],
    images: Images = None,
    public_key: Annotated[
        Path | None, typer.Option("--public-key", help="The key that it must have been signed with.")
    ] = None,
    label_map: LabelMap = None,
    split: Split = None,
    json: Json = False,
) -> int:
    """Say whether a record and a dataset still belong together, to the byte, and name the first difference.

    The exit code is 0 where they do, and 1 where they do not.
    """
    sealed, text = read_record_file(record)
    wanted = None if public_key is None else read_public_key(public_key)
    with stages() as progress:
        if dataset.suffix == PROJECT_SUFFIX:
            if label_map is not None or split is not None:
                raise UserError(
                    "a project knows its own files",
                    source=dataset,
                    remedy="Leave --label-map and --split out",
                )
            found = verify_project(
                sealed, text, existing(dataset), images=images, public_key=wanted, progress=progress
            )
        else:
            read, _ = read_sources(
                Sources(existing(dataset), images, label_map=label_map, split=split), progress=progress
            )
            warn(read.problems)
            found = verify_dataset(sealed, text, read, public_key=wanted, progress=progress)
    if json:
        print_json({"holds": found.holds, "checked": list(found.checked), "difference": found.difference})
    else:
        signed = sealed.record
        print(f"Signed by {signed.signed_by}, {signed.signed_at}, with {signed.program}.")
        for said in found.checked:
            print(said)
        print("They belong together." if found.holds else f"They do not belong together. {found.difference}")
    return 0 if found.holds else _DIFFERS


@commands.command()
def sign_key(
    file: Annotated[Path, typer.Argument(help="The private key to write; the public one is FILE.pub.")],
) -> None:
    """Make a pair of Ed25519 keys to sign with: keep the one to yourself, give the other to whoever verifies."""
    public = make_keys(file.absolute())
    print(f"{file} is yours alone; {public} is for everybody.", file=sys.stderr)


@commands.command()
def sign_policy(
    project: Annotated[Path, typer.Argument(help="A project file.")],
    assignments: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="RULE=VALUE", help="A number, on or off; off turns a rule off."),
    ] = None,
    json: Json = False,
) -> None:
    """Say what signing a project asks for, or change it."""
    with closing(ProjectFile(existing(project))) as file:
        policy = file.sign_offs.policy()
        if assignments:
            policy = replace(policy, **_rules(assignments))
            file.sign_offs.set_policy(policy)
    rules = asdict(policy)
    if json:
        print_json({"policy": rules})
        return
    for name, value in rules.items():
        shown = {True: "on", False: "off", None: "off"}.get(value) if not _is_number(value) else f"{value:g}"
        print(f"{name:12} {shown}")


@commands.command()
def report(
    project: Annotated[Path, typer.Argument(help="A project file.")],
    output: Annotated[Path, typer.Option("--output", help="The report to write: .html or .pdf.")],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace a file that is there already.")
    ] = False,
    language: Annotated[
        str, typer.Option("--language", help="The language of the report: en or de.")
    ] = _ENGLISH,
) -> None:
    """Write a report on a project's labels for people: quality, gains, sample, people, causes, examples, sign-off."""
    kind = output.suffix.lower()
    if kind not in (".html", ".pdf"):
        raise UserError("a report is .html or .pdf", source=output, remedy="Name it so")
    if output.exists() and not overwrite:
        raise UserError(
            "this file is there already", source=output, remedy="Name another one, or give --overwrite"
        )
    if language not in _LANGUAGES:
        raise UserError(
            "reports are not written in this language",
            record=f"--language {language}",
            remedy=f"Choose among {', '.join(_LANGUAGES)}",
        )
    with stages() as progress:
        content = gather_report(existing(project), progress=progress)
        if kind == ".html" and language == _ENGLISH:
            write_page(output, page_of(content))
        else:
            progress("Setting pages", 0, 0)
            _write_with_qt(content, output, language)
    print(f"Report written to {output}", file=sys.stderr)


def _write_with_qt(content: ReportContent, output: Path, language: str) -> None:
    """Write a report as PDF, or in another language; Qt is loaded for that alone."""
    from app.language import Language, spoken
    from app.report_pdf import without_window, write_pdf
    from widgets.words import translated

    qt = without_window()
    with spoken(qt, Language(language)):
        page, title = page_of(content, translated), translated(title_of(content))
        if output.suffix.lower() == ".html":
            write_page(output, page)
        else:
            write_pdf(page, output, title)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _rules(assignments: Sequence[str]) -> dict[str, Any]:
    """Values of rules by name.

    Raises
    ------
    UserError
        There is no such rule, or it takes no such value.
    """
    known, found = asdict(Policy()), {}
    for assignment in assignments:
        name, _, said = assignment.partition("=")
        if name not in known:
            raise UserError(
                "there is no such rule",
                record=f"--set {assignment}",
                remedy=f"Choose among {', '.join(known)}",
            )
        takes_number = not isinstance(known[name], bool)
        value: float | bool | None
        if said in _OFF:
            value = None if takes_number else False
        elif said in _ON and not takes_number:
            value = True
        else:
            value = _number(said) if takes_number else None
            if value is None:
                raise UserError(
                    "the rule takes no such value",
                    record=f"--set {assignment}",
                    remedy="Give a number from 0 to 1, or off" if takes_number else "Give on or off",
                )
        found[name] = value
    return found


def _number(said: str) -> float | None:
    try:
        value = float(said)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None
