"""A damaged project is noticed before anything is made of it, and what can be read becomes another project."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from engine.agreement.reading import own_label_set
from engine.data.edit import Edit
from engine.data.flag import VerdictKind
from engine.data.journal import Origin
from engine.data.sample import Answer
from engine.data.settings_text import SettingsText
from engine.data.sign_off import KeptSignOff, SignEvent
from engine.data.sources import Sources
from engine.errors import UserError
from engine.formats.results import write_results
from engine.formats.write import write_dataset
from engine.opening import open_project, open_sources
from engine.recovery import recover
from engine.store.failure import DamagedProjectError
from engine.store.pages import log_of
from engine.store.project import ProjectFile
from engine.store.restore import RECOVERY
from engine.store.sign_offs import link
from tests.engine.conftest import small_dataset, small_predictions
from tests.engine.sampling.drawn import AT
from tests.engine.store.test_samples import SAMPLE

LONGER = int(os.environ.get("BOXWRIGHT_FUZZ", "1"))
SEED = int(os.environ.get("BOXWRIGHT_FUZZ_SEED", "7"))
STEPS = 40

Damage = Callable[[bytearray, random.Random], bytes]


def state_of(path: Path) -> tuple[str, ...]:
    """All that a person would miss: labels as opened, every step, what was said by models, how it is measured."""
    file = ProjectFile(path)
    try:
        dataset, predictions = file.dataset(), file.predictions()
        boxes = [repr(dataset.annotations.at(row)) for row in range(len(dataset.annotations))]
        others = (
            dataset.images.file_names, dataset.images.ids.tolist(), dataset.categories.names, dict(dataset.records),
            file.settings(), file.sources(), [repr(own) for own in file.label_sets.all()], file.samples.all(),
            file.samples.answers(1), None if predictions is None else predictions.scores.tolist(),
        )  # fmt: skip
        return (repr(boxes), repr(others), *(repr(entry) for entry in file.journal()))
    finally:
        file.close()


def edit(path: Path, steps: int) -> None:
    review = open_project(path)
    review.project.set_settings(SettingsText("0.5", "small=0:1024", "1, 10, 300"))
    review.project.label_sets.replace([own_label_set("Anna", review.dataset)])
    review.project.samples.answer(review.project.samples.add(SAMPLE).id, (Answer(1, (), "bob", AT),))
    chance = random.Random(3)
    for step in range(steps):
        row = chance.randrange(len(review.annotations))
        box = review.annotations.at(row)
        if step % 7 == 5:
            review.undo()
        elif step % 5 == 3:
            review.apply([], Origin.VERDICT, {f"spurious_label|{step % 12}|0|0|": VerdictKind.UNSURE})
        else:
            review.apply([Edit.move(box, (1.25, 2, 30 + step / 3, 40))], Origin.DRAGGED)
    review.close()


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with steps, a setting and a run; the files that it was begun from lie beside it."""
    folder = tmp_path_factory.mktemp("begun")
    dataset = small_dataset(folder / "images")
    write_dataset(dataset, dataset.annotations, "coco", folder / "labels.json")
    sources = Sources(folder / "labels.json", predictions=folder / "predictions.json")
    write_results(dataset, small_predictions(), sources.predictions)
    path = folder / "p.boxwright"
    open_sources(sources, path).close()
    edit(path, STEPS)
    return path


@pytest.fixture(scope="module")
def killed(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a program that was ended suddenly leaves it: the last steps are in the log alone."""
    path = tmp_path_factory.mktemp("killed") / "p.boxwright"
    shutil.copyfile(begun, path)
    other = path.with_name("other.boxwright")
    shutil.copyfile(begun, other)
    review = open_project(other)
    for row in range(9):
        review.apply([Edit.delete(review.annotations.at(row))], Origin.DELETED)
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{other}{suffix}", f"{path}{suffix}")
    review.close()
    return path


def flipped(content: bytearray, chance: random.Random) -> bytes:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def scribbled(content: bytearray, chance: random.Random) -> bytes:
    size = chance.choice((4, 60, 700))
    at = chance.randrange(max(1, len(content) - size))
    content[at : at + size] = chance.randbytes(size)
    return bytes(content)


def emptied(content: bytearray, chance: random.Random) -> bytes:
    page = 4096 * chance.randrange(max(1, len(content) // 4096))
    content[page : page + 4096] = bytes(len(content[page : page + 4096]))
    return bytes(content)


def cut(content: bytearray, chance: random.Random) -> bytes:
    return bytes(content[: chance.randrange(1, len(content))])


def without_header(content: bytearray, chance: random.Random) -> bytes:
    size = chance.choice((16, 100))
    content[:size] = chance.randbytes(size)
    return bytes(content)


DAMAGES: tuple[Damage, ...] = (flipped, scribbled, emptied, cut, without_header)


@pytest.mark.parametrize("name", ["begun", "killed"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_project_opens_as_it_was_or_is_recovered_up_to_some_step(
    request: pytest.FixtureRequest, tmp_path: Path, name: str, damage: Damage
) -> None:
    whole = request.getfixturevalue(name)
    pattern = tmp_path / "whole.boxwright"
    path = tmp_path / "p.boxwright"
    for suffix in ("", "-wal"):
        if Path(f"{whole}{suffix}").exists():
            shutil.copyfile(f"{whole}{suffix}", f"{pattern}{suffix}")
    expected = state_of(pattern)
    chance = random.Random(f"{SEED} {name} {damage.__name__}")
    for _ in range(10 * LONGER):
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
        for suffix in ("", "-wal"):
            if Path(f"{whole}{suffix}").exists():
                shutil.copyfile(f"{whole}{suffix}", f"{path}{suffix}")
        # Of a project with a log it is one of the two.
        hit = log_of(path) if log_of(path).exists() and chance.random() < 0.6 else path
        hit.write_bytes(damage(bytearray(hit.read_bytes()), chance))
        before = {own.name: own.read_bytes() for own in tmp_path.iterdir()}
        try:
            found = state_of(path)
        except DamagedProjectError:
            found = None
        except UserError as error:
            assert "nothing of it can be read" in str(error)
            with pytest.raises(UserError, match="nothing of a Boxwright project"):
                recover(path)
            assert {own.name: own.read_bytes() for own in tmp_path.iterdir()} == before
            continue
        if found is None:
            assert {own.name: own.read_bytes() for own in tmp_path.iterdir()} == before
            try:
                recovered = recover(path)
            except UserError as error:
                # Of the first pages there are the lists of tables and of images alone.
                assert damage is cut and "nothing of a Boxwright project" in str(error)
                assert hit.stat().st_size < 8 * 4096
                continue
            assert {name: (tmp_path / name).read_bytes() for name in before} == before
            again = state_of(recovered.path)
            assert again[0] == expected[0] or recovered.lost
            assert again[2:] == expected[2 : len(again)]
            assert len(again) - 2 == recovered.steps
            assert len(again) == len(expected) or recovered.lost
        elif hit == path:
            assert found == expected
        else:
            # The end of a log that was cut off is no different from a step that never came to its end.
            assert found[:2] == expected[:2]
            assert found[2:] == expected[2 : len(found)]


@pytest.fixture(scope="module")
def signed(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, signed, reopened and signed again; records of the size that real ones have."""
    path = tmp_path_factory.mktemp("signed") / "p.boxwright"
    shutil.copyfile(begun, path)
    with closing(ProjectFile(path)) as file:
        after = ""
        for event, who, said in (
            (SignEvent.SIGNED, "Lea", f"first {'x' * 9000}"),
            (SignEvent.REOPENED, "Lea", "A class is missing"),
            (SignEvent.SIGNED, "Max", f"second {'y' * 9000}"),
        ):
            after = file.sign_offs.add(event, who, said, after=after, journal=file.journal_length).chain
    return path


def recovered_chain(path: Path) -> tuple[list[KeptSignOff], str]:
    recovery = recover(path)
    with closing(ProjectFile(recovery.path)) as file:
        return list(file.sign_offs.all()), "\n".join(map(str, recovery.lost))


def sign_offs_of(path: Path) -> list[KeptSignOff]:
    with closing(ProjectFile(path)) as file:
        return list(file.sign_offs.all())


def test_sign_offs_are_brought_over_and_stand_where_nothing_is_lost(signed: Path) -> None:
    assert recovered_chain(signed) == (sign_offs_of(signed), "")


@pytest.mark.parametrize(
    ("hit", "kept"),
    [(b"first x", 0), (b"A class is missing", 1), (b"second y", 2), (b"Max", 2)],
)
def test_a_chain_of_sign_offs_is_kept_up_to_what_is_damaged_and_does_not_stand(
    signed: Path, tmp_path: Path, hit: bytes, kept: int
) -> None:
    path = Path(shutil.copyfile(signed, tmp_path / "p.boxwright"))
    content = path.read_bytes()
    assert content.count(hit) == 1
    path.write_bytes(content.replace(hit, bytes([hit[0] ^ 1]) + hit[1:]))
    with pytest.raises(DamagedProjectError, match=f"sign-off {kept + 1} is not as it was written"):
        open_project(path)
    whole = sign_offs_of(signed)
    found, lost = recovered_chain(path)
    assert f"the last {3 - kept} of 3 entries of sign-offs" in lost
    assert found[:kept] == whole[:kept]
    after = found[kept:]
    # What is the last is not taken for standing where more may have been said.
    if kept and whole[kept - 1].event is SignEvent.SIGNED:
        (reopened,) = after
        assert (reopened.event, reopened.author) == (SignEvent.REOPENED, RECOVERY)
        said = (reopened.event, reopened.at, reopened.author, reopened.content)
        assert reopened.chain == link(whole[kept - 1].chain, *said)
    else:
        assert not after


def test_a_sign_off_does_not_stand_where_steps_are_lost(signed: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(signed, tmp_path / "p.boxwright"))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE journal SET author = 'Eve' WHERE id = 30")
    connection.close()
    found, lost = recovered_chain(path)
    assert "the last 11 of 40 steps" in lost and "sign-offs" not in lost
    assert found[:3] == sign_offs_of(signed)
    assert [own.author for own in found[3:]] == [RECOVERY]
