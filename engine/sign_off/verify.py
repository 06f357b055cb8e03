"""Whether a record and a dataset still belong together, to the byte, and what the first difference is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

from engine.data.check_settings import DEFAULTS, with_values
from engine.data.dataset import Dataset
from engine.data.sign_off import KeptSignOff, SignedImage, SignEvent, SignOff
from engine.data.sign_standing import Verified
from engine.sign_off.canonical import STEP_DIGITS, journal_mark, labels_by_image, sha256
from engine.sign_off.differences import filled, first_difference, first_of_images
from engine.sign_off.facts import gains_of, gather, hash_images, measured, read_scene, signed_images
from engine.sign_off.keys import signed_by
from engine.sign_off.record import SealedRecord, read_record, record_bytes
from engine.sign_off.standing import changes_since, shown_time
from engine.store.project import ProjectFile
from engine.store.sign_offs import link

Progress = Callable[[str, int, int], None]


class _DiffersError(Exception):
    """Something is not as it was signed; the message says what."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def verify_project(
    sealed: SealedRecord,
    text: str,
    project: Path,
    *,
    images: Path | None = None,
    public_key: str | None = None,
    progress: Progress = lambda text, done, total: None,
) -> Verified:
    """Say whether a record and a project belong together.

    Parameters
    ----------
    sealed, text
        The record, and its file.
    project
        The project file.
    images
        The folder of the images; None: where the project finds it.
    public_key
        With which key it must have been signed, hexadecimal; None: with any or none.
    progress
        May raise `engine.errors.CancelledError`.

    Raises
    ------
    UserError
        The project cannot be used.
    """

    def steps(checked: list[str]) -> None:
        with closing(ProjectFile(project)) as file:
            kept = file.sign_offs.all()
            _require_chain(kept)
            _require_kept(sealed, text, kept)
            checked += _seal(sealed, text, public_key)
            _require_journal(sealed.record, file)
            _require_unchanged(sealed.record, kept, file)
            checked += _facts(sealed.record, file, images, progress)

    return _verified(steps)


def verify_dataset(
    sealed: SealedRecord,
    text: str,
    dataset: Dataset,
    *,
    public_key: str | None = None,
    progress: Progress = lambda text, done, total: None,
) -> Verified:
    """Say whether a record and labels in files belong together; otherwise as `verify_project`.

    Parameters
    ----------
    sealed, text
    dataset
        As it was read; its images are looked at in its folder.
    public_key, progress
    """

    def steps(checked: list[str]) -> None:
        checked += _seal(sealed, text, public_key)
        found = labels_by_image(dataset, dataset.annotations)
        files = hash_images(dataset, progress)
        now = [
            SignedImage(name, files.get(image, ""), *found[image], "")
            for image, name in enumerate(dataset.images.file_names)
        ]
        _raise(first_of_images([replace(own, stage="") for own in sealed.record.facts.images], now))
        checked += _counts(sealed.record)

    return _verified(steps)


def _verified(steps: Callable[[list[str]], None]) -> Verified:
    checked: list[str] = []
    try:
        steps(checked)
    except _DiffersError as error:
        return Verified(tuple(checked), error.said)
    return Verified(tuple(checked))


def _raise(said: str) -> None:
    if said:
        raise _DiffersError(said)


def _seal(sealed: SealedRecord, text: str, public_key: str | None) -> list[str]:
    record = sealed.record
    data = record_bytes(record)
    if sha256(data) != sealed.sha256:
        raise _DiffersError(filled("The record was changed after it was signed: its seal does not fit."))
    if text != sealed.text():
        pairs = enumerate(zip(text.split("\n"), sealed.text().split("\n"), strict=False), 1)
        line = next((number for number, (one, other) in pairs if one != other), 1)
        raise _DiffersError(filled("The record's file is not as it was written, line {line}.", line=line))
    if record.public_key and not signed_by(record.public_key, sealed.signature, data):
        raise _DiffersError(filled("The signature is not of this record and key."))
    if sealed.signature and not record.public_key:
        raise _DiffersError(filled("There is a signature, and the record names no key."))
    if public_key is not None and not record.public_key:
        raise _DiffersError(filled("It was signed without a key."))
    if public_key is not None and public_key != record.public_key:
        raise _DiffersError(filled("It was signed with another key than the one given."))
    if not record.public_key:
        return [filled("The record is whole; it was signed without a key.")]
    return [
        filled("The record is whole, and signed with the key {key}.", key=key_shown(record.public_key))
        if public_key is not None
        else filled(
            "The record is whole, and signed with the key {key}; whose that is, a public key would tell.",
            key=key_shown(record.public_key),
        )
    ]


def key_shown(public_key: str) -> str:
    """The beginning of a key, by which people tell keys apart."""
    return " ".join(public_key[at : at + 4] for at in range(0, 16, 4))


def _require_chain(kept: Sequence[KeptSignOff]) -> None:
    before = ""
    for own in kept:
        before = link(before, own.event, own.at, own.author, own.content)
        if before != own.chain:
            raise _DiffersError(
                filled(
                    "What the project keeps of sign-off {number} was changed afterwards.",
                    number=own.id,
                )
            )


def _require_kept(sealed: SealedRecord, text: str, kept: Sequence[KeptSignOff]) -> None:
    """The project has this very record; of another one in its place the first field that differs is named."""
    signed = [own for own in kept if own.event is SignEvent.SIGNED]
    if any(own.content == text for own in signed):
        return
    if not signed:
        raise _DiffersError(filled("The project was never signed."))
    others = [read_record(own.content, f"sign-off {own.id}") for own in signed]
    nearest = next((own for own in others if own.sha256 == sealed.sha256), None) or next(
        (own for own in others if own.record.previous == sealed.record.previous), others[-1]
    )
    found = first_difference(asdict(nearest.record), asdict(sealed.record), exact=True)
    if found:
        raise _DiffersError(filled("The record is not the one that the project keeps. {found}", found=found))
    if nearest.sha256 != sealed.sha256:
        raise _DiffersError(filled("The record's seal is not the one that the project keeps."))
    if nearest.signature != sealed.signature:
        raise _DiffersError(filled("The signature is not the one that the project keeps."))


def _require_journal(record: SignOff, file: ProjectFile) -> None:
    signed, entries = record.facts.journal, file.journal()
    if signed.length > len(entries):
        raise _DiffersError(
            filled(
                "The journal has {now} entries, and {then} were signed.",
                now=len(entries),
                then=signed.length,
            )
        )
    now = journal_mark(entries[: signed.length])
    for number, (one, other) in enumerate(zip(signed.steps, now.steps, strict=False), 1):
        if one != other:
            raise _DiffersError(
                filled("Journal entry {number} is not the one that was signed.", number=number)
            )
    if signed.head != now.head:
        assert signed.head[:STEP_DIGITS] == now.head[:STEP_DIGITS] or not now.steps
        raise _DiffersError(filled("The journal is not the one that was signed."))


def _require_unchanged(record: SignOff, kept: Sequence[KeptSignOff], file: ProjectFile) -> None:
    later = kept[-1]
    if later.event is SignEvent.REOPENED:
        raise _DiffersError(
            filled(
                "It was reopened by {who}, {when}: {why}",
                who=later.author,
                when=shown_time(later.at),
                why=later.content,
            )
        )
    facts = record.facts
    # How it is measured and checked now is compared with all else that is so.
    changes = changes_since(
        record,
        file.journal(),
        run=file.runs.in_use(),
        evaluation=facts.evaluation,
        checks=with_values(DEFAULTS, dict(facts.checks)),
    )
    if changes:
        raise _DiffersError(filled("The sign-off has lapsed: {changes} since.", changes=", ".join(changes)))


def _facts(record: SignOff, file: ProjectFile, images: Path | None, progress: Progress) -> list[str]:
    signed = record.facts
    scene = read_scene(
        file,
        length=signed.journal.length,
        answers=None if signed.sample is None else signed.sample.answers,
        sample=0 if signed.sample is None else signed.sample.number,
        images=images,
        progress=progress,
    )
    found = signed_images(scene, hash_images(scene.dataset, progress))
    _raise(first_of_images(signed.images, found))
    now = replace(gather(file, scene, found, progress=progress), gains=gains_of(scene, progress))
    # What takes long comes last.
    _raise(first_difference({"facts": asdict(replace(signed, metrics=None))}, {"facts": asdict(now)}))
    metrics = measured(scene, progress)
    if signed.metrics is not None and metrics is not None:
        # Another version that says the same is as good.
        metrics = replace(metrics, by=signed.metrics.by)
    _raise(first_difference({"facts": asdict(signed)}, {"facts": asdict(replace(now, metrics=metrics))}))
    return _counts(record)


def _counts(record: SignOff) -> list[str]:
    facts = record.facts
    return [
        filled(
            "{boxes} boxes on {images} images, and every image file, are those that were signed.",
            boxes=facts.labels.boxes,
            images=len(facts.images),
        )
    ]
