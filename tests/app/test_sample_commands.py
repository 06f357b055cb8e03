import json
from contextlib import closing
from pathlib import Path

import pytest

from app.cli import run
from engine.blind_review import BlindReview
from engine.data.sample import FoundError, FoundErrorKind
from engine.data.sources import Sources
from engine.opening import open_project, open_sources
from tests.app.test_cli import fails
from tests.conftest import DEMO


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "demo.boxwright"
    open_sources(Sources(DEMO / "ground_truth.json", DEMO / "images"), path).close()
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict:
    assert run([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_without_a_sample_the_way_to_one_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Draw one with boxwright sample" in fails(capsys, ["sample-status", str(project)])


def test_a_sample_is_drawn_answered_and_stated(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = printed(capsys, "sample", project, "--refuse", "0.05", "--seed", "7")["sample"]
    assert (drawn["seed"], drawn["plan"]["accept"]) == (7, 0)
    assert sum(stratum["size"] for stratum in drawn["strata"]) == drawn["population"]
    assert run(["sample", str(project), "--refuse", "0.05", "--seed", "7"]) == 0
    assert "with a chance of 5.0% at most" in capsys.readouterr().out
    with closing(open_project(project)) as review:
        one, other = review.project.samples.all()
        assert one.units == other.units
        blind = BlindReview(review, one)
        for image in blind.images:
            ids = [unit.annotation_id for unit in blind.units_of(image)]
            wrong = image == blind.images[0]
            blind.answer(image, [FoundError(FoundErrorKind.WRONG_CLASS, 0, ids[0])] if wrong else ())
    status = printed(capsys, "sample-status", project, "--sample", "1")["statement"]
    assert (status["decision"], status["rate"]["wrong"], status["kinds"]["wrong_class"]["wrong"]) == (
        "refuse",
        1,
        1,
    )
    assert status["rate"]["bound"] > 0.05 and status["more"] > 0
    assert run(["sample-status", str(project), "--sample", "1"]) == 0
    out = capsys.readouterr().out
    assert "Refused: 1 wrong, and 0 may be." in out and "more, drawn from the rest" in out
    assert printed(capsys, "sample-status", project)["statement"]["decision"] == "open"
    read_again(project, capsys)


def read_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Some of the sample is drawn once more, and read by somebody else."""
    assert "nobody has answered" in fails(capsys, ["second-reading", str(project)])
    assert run(["second-reading", str(project), "--sample", "1", "--share", "0.5", "--seed", "3"]) == 0
    assert "of sample 1, seed 3, to be read by another person" in capsys.readouterr().err
    with closing(open_project(project)) as review:
        review.author = "Somebody Else"
        blind = BlindReview(review, review.project.samples.all()[-1])
        for image in blind.images:
            blind.answer(image, ())
        units = len(blind.sample.units)
    status = printed(capsys, "sample-status", project, "--sample", "1")
    assert (status["second_reading"]["units"], status["second_reading"]["found"]) == (units, None)
    assert printed(capsys, "sample-status", project)["second_reading"] is None
    assert run(["sample-status", str(project), "--sample", "1"]) == 0
    assert f"Second reading: {units} read, 0 wait." in capsys.readouterr().out


def test_a_plan_of_the_standard_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--aql", "2.5", "--level", "I", "--tightened", "--plain", "--of", "image")
    drawn = printed(capsys, "sample", project, *arguments)["sample"]
    assert drawn["plan"]["standard"].startswith("ISO 2859-1, tightened, level I, AQL 2.5, letter ")
    assert (len(drawn["strata"]), drawn["population"]) == (1, 72)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--aql", "2.5", "--refuse", "0.1"], "brings its own rate"),
        (["--aql", "2"], "no AQL of 2"),
        (["--refuse", "2"], "to be refused is 2"),
    ],
)
def test_a_plan_that_cannot_be_is_said(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], problem: str
) -> None:
    assert problem in fails(capsys, ["sample", str(project), *arguments])
