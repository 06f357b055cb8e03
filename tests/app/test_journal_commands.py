import csv
import json
from pathlib import Path

import pytest

from app.cli import run
from engine.data.edit import Edit
from engine.data.flag import Flag, VerdictKind
from engine.data.journal import Origin
from engine.data.sources import Sources
from engine.opening import open_sources
from tests.app.test_cli import fails
from tests.conftest import DEMO


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with a deletion, a verdict, the deletion taken back, and a class changed."""
    path = tmp_path_factory.mktemp("journal") / "demo.boxwright"
    review = open_sources(Sources(DEMO / "ground_truth.json", DEMO / "images"), path)
    review.apply([Edit.delete(review.annotations.at(0))], Origin.GALLERY_DELETE)
    review.undo()
    review.apply(
        [], Origin.VERDICT, {Flag.of_label(review.annotations.at(0)).key: VerdictKind.LABEL_IS_RIGHT}
    )
    box = review.annotations.at(1)
    review.apply([Edit.relabel(box, 1 - min(box.category, 1))], Origin.RELABELLED)
    review.close()
    return path


def test_the_journal_is_listed_for_people_and_for_programs(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["journal", str(project)]) == 0
    out = capsys.readouterr().out
    assert "undo: added" in out and "gallery_delete" in out and "verdict label is right" in out
    assert run(["journal", str(project), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["journal"]
    assert [own["action"] for own in told] == ["do", "undo", "do", "do"]
    assert [own["metrics"] for own in told] == [None] * 4
    assert run(["journal", str(project), "--output", str(tmp_path / "a.csv")]) == 0
    with (tmp_path / "a.csv").open(newline="") as file:
        assert len(list(csv.DictReader(file))) == 4
    assert "4 entries written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "boxes", "verdicts"),
    [
        pytest.param(["--to", "source"], 0, 0, id="source with itself"),
        pytest.param([], 1, 1, id="source with now"),
        pytest.param(["--from", "now", "--to", "0"], 1, 1, id="back"),
        pytest.param(["--from", "1", "--to", "2"], 1, 0, id="two moments"),
        pytest.param(["--from", "2", "--to", "3"], 0, 1, id="a verdict alone"),
    ],
)
def test_a_diff_is_of_any_two_moments(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], boxes: int, verdicts: int
) -> None:
    assert run(["diff", str(project), *arguments, "--json"]) == 0
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    assert (len(told["boxes"]), len(told["verdicts"])) == (boxes, verdicts)
    assert f"{boxes} boxes differ" in printed.err


def test_a_diff_is_a_table_for_people_and_a_file(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", str(project)]) == 0
    assert "relabelled" in capsys.readouterr().out
    assert run(["diff", str(project), "--output", str(tmp_path / "a.json")]) == 0
    assert len(json.loads((tmp_path / "a.json").read_text())["boxes"]) == 1


def test_a_moment_that_is_none_is_refused_in_one_sentence(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "moment 9" in fails(capsys, ["diff", project, "--to", "9"])
    assert "this is no moment" in fails(capsys, ["diff", project, "--from", "yesterday"])
