"""Signing a project, and reopening it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from engine.data.sentence import sentence
from engine.data.sign_off import FORMAT, Facts, KeptSignOff, Policy, SignEvent, SignOff
from engine.data.sign_standing import Lack, SignStanding, SignState
from engine.errors import UserError
from engine.evaluation.settings import COCO, text_of
from engine.opening import with_model_input
from engine.pricing import Prices
from engine.sign_off.facts import (
    NO_PRICES,
    editors,
    gains_of,
    gather,
    hash_images,
    measured,
    read_scene,
    signed_images,
)
from engine.sign_off.keys import read_private_key
from engine.sign_off.policy import lacks, missing_images
from engine.sign_off.record import SUFFIX, SealedRecord, read_record, sealed
from engine.sign_off.standing import standing_of
from engine.store.project import ProjectFile

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class SignRequest:
    """Who wants to sign what.

    Attributes
    ----------
    project : Path
    author : str
    waiver : str
        Why flags may stay open.
    key : Path or None
        File of the private key.
    """

    project: Path
    author: str
    waiver: str = ""
    key: Path | None = None


@dataclass(frozen=True, eq=False, slots=True)
class ProspectRequest:
    """Which project to look at.

    Attributes
    ----------
    project : Path
    journal : int or None
        How many entries of its journal count; None: all.
    prices : Prices
        Those known of that state.
    """

    project: Path
    journal: int | None = None
    prices: Prices = NO_PRICES


@dataclass(frozen=True, eq=False, slots=True)
class Prospect:
    """What signing would say now, and what it lacks.

    Attributes
    ----------
    facts : Facts
        Without hashes of image files and without what pycocotools says. Flags have prices where the policy asks for
        them.
    policy : Policy
    lacks : tuple of Lack
        Without a reason and a key, which come with signing.
    """

    facts: Facts
    policy: Policy
    lacks: tuple[Lack, ...]


class NotSignedError(UserError):
    """The policy asks for more than is there.

    Parameters
    ----------
    lacks
    project
    """

    def __init__(self, lacking: Sequence[Lack], project: Path) -> None:
        self.lacks = tuple(lacking)
        said = " ".join(own.said for own in lacking)
        super().__init__(
            f"it cannot be signed yet. {said.removesuffix('.')}",
            source=project,
            remedy="Settle that, or change the policy",
        )


def prospects(
    request: ProspectRequest, *, progress: Progress = lambda text, done, total: None
) -> Iterator[Prospect]:
    """Look what a project lacks: that first, and once more with the gains, where there are predictions.

    Raises
    ------
    UserError
        The project cannot be used.
    """
    with closing(ProjectFile(request.project)) as file:
        scene = read_scene(file, length=request.journal, progress=progress)
        policy = file.sign_offs.policy()
        prices = None if policy.flags_above is None else request.prices
        facts = gather(file, scene, signed_images(scene), prices=prices, progress=progress)
        already = signed_already(file.sign_offs.all())
    found = Prospect(facts, policy, (*already, *lacks(facts, policy, editors(scene.entries), keyed=True)))
    yield found
    gains = gains_of(scene, progress)
    if gains is not None:
        yield replace(found, facts=replace(facts, gains=gains))


def sign(
    request: SignRequest, *, progress: Progress = lambda text, done, total: None
) -> tuple[KeptSignOff, SealedRecord]:
    """Sign a project as it is now; the record is kept in it.

    Raises
    ------
    NotSignedError
        Something is lacking that the policy asks for.
    UserError
        The key cannot be used, or the project was edited meanwhile.
    """
    key = None if request.key is None else read_private_key(request.key)
    with closing(ProjectFile(request.project)) as file:
        kept = file.sign_offs.all()
        scene = read_scene(file, progress=progress)
        policy = file.sign_offs.policy()
        images = signed_images(scene, hash_images(scene.dataset, progress))
        facts = gather(file, scene, images, progress=progress)
        found = (
            *signed_already(kept),
            *lacks(facts, policy, editors(scene.entries), waiver=request.waiver, keyed=key is not None),
            *missing_images(facts, policy),
        )
        if found:
            raise NotSignedError(found, request.project)
        facts = replace(facts, metrics=measured(scene, progress), gains=gains_of(scene, progress))
        now, previous = datetime.now(UTC), kept[-1].chain if kept else ""
        record = SignOff(
            FORMAT,
            request.project.stem,
            f"Boxwright {version('boxwright')}",
            request.author,
            now.isoformat(),
            request.waiver.strip(),
            policy,
            previous,
            "" if key is None else key.public_key().public_bytes_raw().hex(),
            facts,
        )
        made = sealed(record, key)
        row = file.sign_offs.add(
            SignEvent.SIGNED,
            request.author,
            made.text(),
            after=previous,
            at=now,
            journal=facts.journal.length,
        )
    return row, made


def reopen(file: ProjectFile, author: str, reason: str) -> KeptSignOff:
    """Take the last sign-off back.

    Raises
    ------
    UserError
        There is none, or no reason is given.
    """
    kept = file.sign_offs.all()
    if not kept or kept[-1].event is SignEvent.REOPENED:
        raise UserError("it is not signed", source=file.path, remedy="There is nothing to reopen")
    if not reason.strip():
        raise UserError("a reason is needed to reopen it", source=file.path, remedy="Say why")
    return file.sign_offs.add(
        SignEvent.REOPENED, author, reason.strip(), after=kept[-1].chain, journal=file.journal_length
    )


def last_record(kept: Sequence[KeptSignOff]) -> SignOff | None:
    """The record that was signed last."""
    signed = [own for own in kept if own.event is SignEvent.SIGNED]
    return read_record(signed[-1].content, f"sign-off {signed[-1].id}").record if signed else None


def signed_already(kept: Sequence[KeptSignOff]) -> tuple[Lack, ...]:
    """That a sign-off stands, be it lapsed: it is reopened before there is another."""
    if not kept or kept[-1].event is SignEvent.REOPENED:
        return ()
    said = sentence("SignOff", "It is signed already: reopen it first, and say why.")
    return (Lack("reopened", said),)


def record_path(project: Path) -> Path:
    """Where the record goes: beside the project, under its name."""
    return project.with_name(f"{project.stem}{SUFFIX}")


def project_standing(file: ProjectFile) -> SignStanding:
    """How a project stands to its last sign-off, as it is on disk.

    Raises
    ------
    UserError
        The project cannot be used.
    """
    kept = file.sign_offs.all()
    text = file.settings()
    checks, _ = file.check_settings()
    return standing_of(
        kept,
        last_record(kept),
        file.journal(),
        run=file.runs.in_use(),
        evaluation=text_of(COCO) if text is None else text,
        checks=with_model_input(checks, file.sources()),
    )


def said_in_exports(file: ProjectFile) -> str:
    """What an export says of the sign-off of its labels; empty where none holds."""
    record = last_record(file.sign_offs.all())
    if record is None or project_standing(file).state is not SignState.SIGNED:
        return ""
    return f"signed by {record.signed_by}, {record.signed_at}, labels {record.facts.labels.sha256}"
