import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.data.dataset import Dataset
from engine.data.edit import Edit
from engine.data.flag import Flag, VerdictKind
from engine.data.journal import Action, JournalEntry, Measurement, Origin, Step, Verdict
from engine.errors import UserError
from engine.journal_export import DIFFERENCE_COLUMNS, JOURNAL_COLUMNS, write_difference, write_journal
from engine.moments import difference

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def entries(dataset: Dataset) -> tuple[JournalEntry, ...]:
    box = dataset.annotations.at(0)
    broken = box.moved((1.0, 2.0, float("nan"), 4.5))
    steps = (
        Step(
            (Edit(box, broken),), (Verdict(Flag.of_label(box).key, None, VerdictKind.FIXED),), Origin.DRAGGED
        ),
        Step((Edit.relabel(broken, 1), Edit.delete(dataset.annotations.at(1))), (), Origin.GALLERY_RELABEL),
        Step((), (), Origin.VERDICT),
    )
    measured = Measurement((1 / 3, *(-1.0,) * 11), 7)
    return tuple(JournalEntry(Action.DO, step, 'ada, "qa"', AT, measured) for step in steps)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_an_empty_journal_is_a_table_without_rows(tmp_path: Path, dataset: Dataset) -> None:
    write_journal((), dataset, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text().splitlines() == [",".join(JOURNAL_COLUMNS)]
    write_difference(difference((), 0, 0), dataset, tmp_path / "b.csv")
    assert (tmp_path / "b.csv").read_text().splitlines() == [",".join(DIFFERENCE_COLUMNS)]
    write_journal((), dataset, tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text()) == []


def test_a_journal_has_a_row_for_each_edit_and_verdict_with_before_and_after(
    tmp_path: Path, dataset: Dataset, entries: Sequence[JournalEntry]
) -> None:
    write_journal(entries, dataset, tmp_path / "a.csv")
    moved, said, relabelled, deleted, nothing = table(tmp_path / "a.csv")
    assert (moved["entry"], moved["author"], moved["origin"]) == ("1", 'ada, "qa"', "dragged")
    assert (moved["change"], moved["before_x1"], moved["after_y2"], moved["after_x2"]) == (
        "moved", "5", "4.5", "",
    )  # fmt: skip
    assert float(moved["AP"]) == 1 / 3
    assert said["flag"].startswith("label|")
    assert (said["image"], said["verdict_before"], said["verdict_after"]) == (moved["image"], "", "fixed")
    assert (relabelled["before_class"], relabelled["after_class"]) == ("cat", "dog")
    assert (deleted["change"], deleted["before_class"], deleted["after_class"]) == ("removed", "dog", "")
    assert (nothing["entry"], nothing["change"]) == ("3", "")
    write_journal(entries, dataset, tmp_path / "a.json")
    told = json.loads((tmp_path / "a.json").read_text())
    assert [len(own["edits"]) for own in told] == [1, 2, 0]
    assert told[0]["metrics"]["AP"] == 1 / 3
    assert told[0]["edits"][0]["after"]["x2"] is None


def test_a_difference_has_a_row_for_each_box_and_verdict(
    tmp_path: Path, dataset: Dataset, entries: Sequence[JournalEntry]
) -> None:
    found = difference(entries, 0, 3)
    write_difference(found, dataset, tmp_path / "a.csv")
    both, removed, said = table(tmp_path / "a.csv")
    assert (both["change"], both["entry"], both["at"]) == ("moved relabelled", "2", AT.isoformat())
    assert (removed["annotation"], removed["source_id"]) == ("2", "102")
    assert said["verdict_after"] == "fixed"
    write_difference(found, dataset, tmp_path / "a.json")
    told = json.loads((tmp_path / "a.json").read_text())
    assert (told["from"], told["to"], len(told["boxes"]), len(told["verdicts"])) == (0, 3, 2, 1)


def test_a_source_is_never_written_over_and_another_suffix_is_refused(
    tmp_path: Path, dataset: Dataset
) -> None:
    dataset.source.write_text("mine")
    with pytest.raises(UserError, match="never written"):
        write_journal((), dataset, dataset.source)
    assert dataset.source.read_text() == "mine"
    other = replace(dataset, image_root=None)
    with pytest.raises(UserError, match=r"\.csv or \.json"):
        write_journal((), other, tmp_path / "a.txt")
