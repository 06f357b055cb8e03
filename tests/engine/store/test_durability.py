"""What was said to be saved survives kill -9 and power loss, again and again in one file."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine.data.dataset import Dataset, Predictions
from engine.data.journal import JournalEntry
from engine.data.sources import Sources
from engine.editing import apply_edits
from engine.history import History
from engine.store.pages import log_of, read_log
from engine.store.project import ProjectFile

ROOT = Path(__file__).resolve().parents[3]
FULL = os.environ.get("BOXWRIGHT_BENCHMARK") == "full"
EDITS, LIVES = (20_000, 60) if FULL else (1_000, 4)


def told(entries: tuple[JournalEntry, ...], dataset: Dataset) -> list[str]:
    """What the program tells after the last of some steps."""
    boxes = apply_edits(dataset.annotations, [edit for entry in entries for edit in entry.step.edits])
    verdicts: dict[str, object] = {}
    for entry in entries:
        for verdict in entry.step.verdicts:
            verdicts[verdict.flag_key] = verdict.after
    given = [key for key, after in verdicts.items() if after is not None]
    done = len(History.replayed(entries).done)
    return [str(len(entries)), str(done), str(len(given)), repr(float(boxes.boxes_xyxy.sum()))]


def edits_of_one_life(path: Path, seed: int, most: int) -> list[str]:
    """What was told of so many edits, and of those that were made until the kill came; the last line may be cut."""
    command = [sys.executable, str(Path(__file__).with_name("edit_until_killed.py")), str(path), str(seed)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(most)]
        child.kill()
        lines += child.stdout.readlines()
    whole = [line for line in lines if line.endswith("\n")]
    assert len(whole) >= most
    return whole


def test_a_thousand_edits_through_kills_at_random_moments(
    tmp_path: Path, dataset: Dataset, predictions: Predictions
) -> None:
    path = tmp_path / "p.boxwright"
    ProjectFile.create(path, dataset, Sources(dataset.source), predictions).close()
    chance = random.Random(11)
    steps = 0
    for life in range(LIVES):
        most = EDITS // LIVES + chance.randrange(-EDITS // LIVES // 4, EDITS // LIVES // 4)
        last = edits_of_one_life(path, life, EDITS - steps if life == LIVES - 1 else most)[-1].split()
        # As the power cord would have left it, by the way; the file goes on as the kill left it.
        power_is_lost(path, tmp_path / f"power {life}", int(last[0]), chance)
        project = ProjectFile(path)
        entries = project.journal()
        # The edit that was under way may be there as well; no more, and none is half there.
        assert int(last[0]) <= len(entries) <= int(last[0]) + 1
        assert told(entries[: int(last[0])], project.dataset()) == last
        told(entries, project.dataset())
        # Who was killed is not there any more.
        assert project.others() == ()
        project.close()
        steps = len(entries)
    assert steps >= EDITS


def power_is_lost(path: Path, folder: Path, steps: int, chance: random.Random) -> None:
    """The end of the log was never written, or as something else: the file opens at the last whole step before it."""
    folder.mkdir()
    copy = folder / path.name
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{path}{suffix}", f"{copy}{suffix}")
    log = log_of(copy).read_bytes()
    if len(log) < 2 * 4120:
        return
    whole = len(log) - (len(log) - 32) % 4120
    cut = whole - chance.randrange(1, 4120)
    for end in (b"", chance.randbytes(whole - cut), chance.randbytes(9_000), bytes(whole - cut)):
        log_of(copy).write_bytes(log[:cut] + end)
        opened = ProjectFile(copy)
        entries = opened.journal()
        assert steps - 1 <= len(entries) <= steps + 1
        told(entries, opened.dataset())
        opened.close()
        shutil.copyfile(path, copy)


@pytest.mark.parametrize("content", [b"", b"\0" * 31, b"short"])
def test_a_log_that_was_hardly_begun_is_empty(content: bytes) -> None:
    log = read_log(content)
    assert (dict(log.pages), log.size, log.damaged) == ({}, None, False)
