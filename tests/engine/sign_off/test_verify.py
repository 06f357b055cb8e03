"""One thing changed anywhere, and the record and the dataset no longer belong together; the sentence says where."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pytest
from sqlalchemy import create_engine

from engine.data.check_settings import CheckSettings
from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.data.settings_text import SettingsText
from engine.data.sign_off import SignEvent, SignOff
from engine.errors import UserError
from engine.opening import open_project
from engine.sign_off.differences import first_difference
from engine.sign_off.record import SealedRecord, _built, read_record, sealed
from engine.sign_off.sign import reopen
from engine.sign_off.verify import verify_dataset, verify_project
from engine.store.project import ProjectFile
from engine.store.rows import pack_predictions
from engine.store.seals import seal_everything
from engine.store.sign_offs import link
from tests.engine.conftest import small_dataset
from tests.engine.sign_off.conftest import Signed

Path_ = tuple[str | int, ...]


def leaves(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Every field; of lists the first and the last item."""
    if isinstance(value, dict):
        for name, own in value.items():
            yield from leaves(own, (*path, name))
    elif isinstance(value, list):
        if not value:
            yield path
        for place in dict.fromkeys((0, len(value) - 1) if value else ()):
            yield from leaves(value[place], (*path, place))
    else:
        yield path


def plain(record: SignOff) -> dict[str, Any]:
    return orjson.loads(orjson.dumps(asdict(record)))


def other(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return f"{value}x"
        case None:
            return 0.5
        case _:
            return [
                {"key": "k|0", "image": "0.jpg", "kind": "tiny", "reason": "", "verdict": "", "price": None}
            ]


def changed(record: SignOff, path: Path_) -> SignOff:
    value = plain(record)
    place = value
    for own in path[:-1]:
        place = place[own]
    place[path[-1]] = other(place[path[-1]])
    return _built(SignOff, value)


def differs(signed: Signed, record: SealedRecord | None = None, text: str = "") -> str:
    record = record or signed.sealed
    return verify_project(record, text or record.text(), signed.project).difference


def test_a_record_and_its_project_belong_together(signed: Signed) -> None:
    found = verify_project(signed.sealed, signed.text, signed.project, public_key=signed.public_key)
    assert found.holds, found.difference
    assert found.checked[0].startswith("The record is whole, and signed with the key ")
    assert found.checked[1] == "24 boxes on 12 images, and every image file, are those that were signed."


def test_every_field_of_the_record_counts(signed: Signed) -> None:
    record = signed.sealed.record
    paths = list(leaves(plain(record)))
    assert len(paths) > 80
    before = plain(record)
    for path in paths:
        forged = changed(record, path)
        # With the old seal, and with one that anybody can make.
        for own in (
            SealedRecord(forged, signed.sealed.sha256, signed.sealed.signature),
            sealed(forged, None),
        ):
            said = differs(signed, own)
            assert said.startswith("The record is not the one that the project keeps. "), path
        assert first_difference(before, plain(forged), exact=True) in said
        words = said.split(". ", 1)[1]
        assert str(path[-1]) in words or len(path) == 1 or isinstance(path[-1], int), (path, said)


def test_every_field_of_the_record_counts_without_the_project(signed: Signed) -> None:
    record, dataset = signed.sealed.record, small_dataset(signed.project.parent)
    for path in leaves(plain(record)):
        forged = changed(record, path)
        kept_seal = SealedRecord(forged, signed.sealed.sha256, signed.sealed.signature)
        own_seal = sealed(forged, None)
        for own, said in (
            (kept_seal, "The record was changed after it was signed: its seal does not fit."),
            (own_seal, "The signature is not of this record and key."),
        ):
            assert verify_dataset(own, own.text(), dataset).difference == said, path


def test_every_byte_of_the_file_counts(signed: Signed) -> None:
    dataset, data = small_dataset(signed.project.parent), signed.text.encode()
    for place in range(0, len(data), 13):
        text = (data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]).decode()
        try:
            found = verify_dataset(read_record(text, "it"), text, dataset)
        except UserError as error:
            assert "this is no sign-off" in str(error) or "cannot be read here" in str(error)
        else:
            assert not found.holds, place


def sql(statement: str, *values: object) -> Callable[[Signed], None]:
    """Change a project past all seals, which are then made anew."""

    def change(signed: Signed) -> None:
        with closing(sqlite3.connect(signed.project)) as connection, connection:
            connection.execute(statement, values)
            connection.execute("DELETE FROM seal")
        engine = create_engine(f"sqlite:///{signed.project}")
        with engine.begin() as connection:
            seal_everything(connection)
        engine.dispose()

    return change


def in_project(change: Callable[[ProjectFile], object]) -> Callable[[Signed], None]:
    def do(signed: Signed) -> None:
        with closing(ProjectFile(signed.project)) as file:
            change(file)

    return do


def move_a_box(signed: Signed) -> None:
    with closing(open_project(signed.project)) as review:
        box = review.annotations.at(0)
        x1, y1, x2, y2 = box.box_xyxy
        review.apply([Edit(box, box.moved((x1 + 1, y1, x2, y2)))], Origin.DRAGGED)


def image_byte(signed: Signed) -> None:
    path = signed.project.with_name("4.jpg")
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(data)


def last_bit_of_a_score(signed: Signed) -> None:
    with closing(ProjectFile(signed.project)) as file:
        found = file.runs.predictions(1)
    scores = np.append(np.nextafter(found.scores[:1], 0), found.scores[1:])
    sql("UPDATE run SET arrays = ?", pack_predictions(replace(found, scores=scores)))(signed)


def forge_the_row(signed: Signed) -> None:
    """The row with another name and a chain that fits, beside the record as it was."""
    with closing(sqlite3.connect(signed.project)) as connection, connection:
        at, content = connection.execute("SELECT at, content FROM sign_off").fetchone()
        content = content.replace('"signed_by": "Lea"', '"signed_by": "Bea"')
        values = (content, link("", SignEvent.SIGNED, at, "Lea", content))
        connection.execute("UPDATE sign_off SET content = ?, chain = ?", values)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda signed: None, ""),
        (
            sql("UPDATE annotation SET x1 = x1 + 0.001 WHERE id = 5"),
            "The labels of image 2.jpg are not those that were signed: 2 boxes were signed, here are 2.",
        ),
        (
            sql("UPDATE annotation SET crowd = 1 WHERE id = 24"),
            "The labels of image 11.jpg are not those that were signed: 2 boxes were signed, here are 2.",
        ),
        (
            sql("UPDATE category SET name = 'cow' WHERE position = 0"),
            "The labels of image 0.jpg are not those that were signed: 2 boxes were signed, here are 2.",
        ),
        (
            sql("UPDATE image SET file_name = 'x.jpg' WHERE position = 2"),
            "Image 2.jpg was signed and is not here.",
        ),
        (image_byte, "The image file 4.jpg is not the one that was signed."),
        (
            lambda signed: signed.project.with_name("6.jpg").unlink(),
            "The image file 6.jpg was signed and is not here.",
        ),
        (
            sql("UPDATE journal SET author = 'Eve' WHERE id = 2"),
            "Journal entry 2 is not the one that was signed.",
        ),
        (sql("DELETE FROM journal WHERE id = 3"), "The journal has 2 entries, and 3 were signed."),
        (last_bit_of_a_score, "Predictions, sha256: "),
        (
            in_project(lambda file: file.runs.rename(1, "other")),
            "Predictions, name: None was signed, and here is other.",
        ),
        (
            in_project(lambda file: file.set_settings(SettingsText("0.5", "", "100"))),
            "Evaluation settings, iou_thresholds: 0.5:0.95:0.05 was signed, and here is 0.5.",
        ),
        (
            in_project(lambda file: file.set_check_settings(CheckSettings(tiny_side=3))),
            "Check settings, tiny_side: 2.0 was signed, and here is 3.0.",
        ),
        (
            sql("UPDATE sample_answer SET author = 'Ann' WHERE id = 1"),
            "Random sample, reviewers: Bea was signed, and here is Ann, Bea.",
        ),
        (sql("UPDATE sample SET seed = 8"), "Random sample, seed: 7 was signed, and here is 8."),
        (
            sql("UPDATE sign_off SET author = 'Eve'"),
            "What the project keeps of sign-off 1 was changed afterwards.",
        ),
        (sql("DELETE FROM sign_off"), "The project was never signed."),
        (
            forge_the_row,
            "The record is not the one that the project keeps. Who signed: Bea was signed, and here is Lea.",
        ),
        (move_a_box, "The sign-off has lapsed: 1 box changed since."),
        (in_project(lambda file: reopen(file, "Lea", "One more class")), "It was reopened by Lea, "),
    ],
)
def test_the_first_difference_is_named(signed: Signed, change: Callable[[Signed], None], said: str) -> None:
    change(signed)
    found = differs(signed)
    assert found == said if said.endswith(".") or not said else found.startswith(said)


def test_a_flipped_bit_in_the_project_is_damage_before_all_else(signed: Signed) -> None:
    with closing(sqlite3.connect(signed.project)) as connection, connection:
        connection.execute("UPDATE journal SET author = 'Eve' WHERE id = 2")
    with pytest.raises(UserError, match="damaged"):
        differs(signed)


@pytest.mark.parametrize(
    ("key", "expected", "said"),
    [
        ("own", "own", ""),
        ("own", "another", "It was signed with another key than the one given."),
        ("none", "own", "It was signed without a key."),
    ],
)
def test_whose_key_it_was_is_asked(signed: Signed, key: str, expected: str, said: str) -> None:
    record = signed.sealed
    if key == "none":
        record = sealed(replace(record.record, public_key=""), None)
    wanted = signed.public_key if expected == "own" else "00" * 32
    dataset = small_dataset(signed.project.parent)
    # The class that was put right is in the project alone.
    found = verify_dataset(record, record.text(), dataset, public_key=wanted).difference
    assert found == said or (not said and found.startswith("The labels of image 1.jpg"))


def test_files_of_the_same_labels_belong_to_the_record_whatever_their_ids(signed: Signed) -> None:
    with closing(open_project(signed.project)) as review:
        dataset, annotations = review.dataset, review.annotations
    shuffled = annotations.take(np.random.default_rng(0).permutation(len(annotations)))
    files = replace(dataset, annotations=replace(shuffled, ids=np.arange(len(shuffled)) + 1))
    assert verify_dataset(signed.sealed, signed.text, files).holds
    fewer = replace(dataset, annotations=annotations.take(np.arange(len(annotations) - 1)))
    assert verify_dataset(signed.sealed, signed.text, fewer).difference == (
        "The labels of image 11.jpg are not those that were signed: 2 boxes were signed, here are 1."
    )
    away = replace(dataset, annotations=annotations, image_root=Path("nowhere"))
    assert verify_dataset(signed.sealed, signed.text, away).difference == (
        "The image file 0.jpg was signed and is not here."
    )
