import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import run
from engine.assessment import recheck
from engine.data.check_settings import CheckSettings
from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.data.metrics import METRIC_NAMES
from engine.data.sources import Sources
from engine.formats.predictions import PREDICTION_FORMATS, write_predictions
from engine.opening import open_sources, read_sources
from engine.review import Review
from engine.states import toggled_reviewed
from tests.app.reference import twelve
from tests.conftest import DEMO


def fails(capsys: pytest.CaptureFixture[str], arguments: list[str | Path], code: int = 2) -> str:
    """Run a command that must fail: its one line."""
    assert run([str(argument) for argument in arguments]) == code
    err = capsys.readouterr().err
    assert "Traceback" not in err
    lines = [line for line in err.splitlines() if "warning:" not in line]
    assert len(lines) == 1, err
    return lines[0]


def test_evaluate_prints_the_reference_metrics(bccd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels, results = bccd / "test_ground_truth.coco.json", bccd / "test_predictions.coco.json"
    assert run(["evaluate", str(labels), str(results), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    expected = json.loads((bccd / "test_reference_metrics.json").read_text())
    assert list(printed["metrics"]) == list(METRIC_NAMES)
    assert printed["metrics"] == pytest.approx(expected["metrics"], abs=1e-9)
    per_class = {name: {"AP": ap} for name, ap in expected["per_class_AP"].items()}
    assert printed["per_class"].keys() == per_class.keys()
    for name, value in per_class.items():
        assert printed["per_class"][name]["AP"] == pytest.approx(value["AP"], abs=1e-9)
    assert printed["settings"]["max_detections"] == "1, 10, 100"


def test_evaluate_prints_a_table_for_people(bccd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels, results = bccd / "test_ground_truth.coco.json", bccd / "test_predictions.coco.json"
    assert run(["evaluate", str(labels), str(results)]) == 0
    assert "0.5031" in capsys.readouterr().out


def test_check_prints_flags_the_most_suspicious_first(bccd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels, results = bccd / "test_ground_truth.coco.json", bccd / "test_predictions.coco.json"
    assert run(["check", str(labels), "--predictions", str(results), "--json"]) == 0
    flags = json.loads(capsys.readouterr().out)["flags"]
    assert flags
    scores = [flag["score"] for flag in flags]
    assert scores == sorted(scores, reverse=True)
    keys = {
        "kind", "image", "image_id", "annotation_id", "category", "bbox", "score", "price", "reason", "suggestion",
    }  # fmt: skip
    for flag in flags:
        assert flag.keys() == keys
        assert (flag["annotation_id"] is None) == (flag["kind"] == "missing_label")
        assert (flag["price"] is None) == (flag["suggestion"] is None)


def test_check_without_predictions_needs_no_model(bccd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(bccd / "Annotations"), "--images", str(bccd / "JPEGImages"), "--json"]) == 0
    flags = json.loads(capsys.readouterr().out)["flags"]
    assert all(flag["price"] is None for flag in flags)


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["evaluate"], ["Missing argument"]),
        (["frobnicate"], ["frobnicate"]),
        (["evaluate", "nowhere.json", "nothing.json"], ["nowhere.json"]),
        (["open", "--predictions", "results.json"], ["--annotations"]),
        (["open", "nowhere.boxwright"], ["nowhere.boxwright"]),
        (["export", "nowhere.boxwright", "--format", "coco", "--output", "x.json"], ["nowhere.boxwright"]),
        (["predict", "nowhere", "--images", "nothing", "--output", "x.json"], ["nothing"]),
    ],
)
def test_a_wrong_call_is_one_line_and_code_2(
    arguments: list[str],
    parts: list[str],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    line = fails(capsys, list(arguments))
    assert all(part in line for part in parts), line


@pytest.mark.parametrize(
    "content", ["", "{", "[1, 2]", '{"images": 3}', "not json", '{"images": [], "annotations": 7}']
)
def test_a_broken_ground_truth_file_is_named(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = tmp_path / "labels.json"
    labels.write_text(content)
    results = tmp_path / "results.json"
    results.write_text("[]")
    assert "labels.json" in fails(capsys, ["evaluate", labels, results])


def test_debug_shows_the_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "nowhere.json", "nothing.json", "--debug"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_an_empty_dataset_is_evaluated_and_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels, results = tmp_path / "labels.json", tmp_path / "results.json"
    labels.write_text('{"images": [], "annotations": [], "categories": []}')
    results.write_text("[]")
    assert run(["evaluate", str(labels), str(results), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["metrics"]["AP"] == -1
    assert run(["check", str(labels), "--predictions", str(results), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"flags": [], "images": []}


def test_the_command_line_starts_without_qt_or_tensorflow() -> None:
    code = "import sys, app.cli; print([m for m in ('PySide6', 'tensorflow') if m in sys.modules])"
    root = Path(__file__).resolve().parents[2]
    answer = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert answer.stdout.strip() == "[]"


def test_predict_gives_the_reference_ap_and_its_file_can_be_evaluated(
    bccd: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels, results = bccd / "test_ground_truth.coco.json", tmp_path / "results.json"
    assert (
        run(
            [
                "predict", str(bccd / "saved_model"), "--images", str(bccd / "JPEGImages"),
                "--annotations", str(labels), "--label-map", str(bccd / "label_map.pbtxt"),
                "--output", str(results),
            ]
        )
        == 0
    )  # fmt: skip
    assert run(["evaluate", str(labels), str(results), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["metrics"]["AP"]
    expected = json.loads((bccd / "test_reference_metrics.json").read_text())["metrics"]["AP"]
    assert found == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("format_name", ["coco", "voc"])
def test_export_writes_the_labels_as_they_are_now(
    format_name: str, bccd: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = Sources(bccd / "test_ground_truth.coco.json", images=bccd / "JPEGImages")
    review = open_sources(sources, tmp_path / "p.boxwright")
    gone = review.annotations.at(0)
    review.apply([Edit.delete(gone), Edit.relabel(review.annotations.at(1), 1)], Origin.DELETED)
    review.close()
    output = tmp_path / ("labels.json" if format_name == "coco" else "labels")
    arguments = ["export", str(tmp_path / "p.boxwright"), "--format", format_name, "--output", str(output)]
    assert run(arguments) == 0
    label_map = ["--label-map", str(bccd / "label_map.pbtxt")]
    written = read_sources(Sources(output, label_map=Path(label_map[1])))[0].annotations
    assert len(written) == len(review.annotations)
    assert int((written.categories == 1).sum()) == int((review.annotations.categories == 1).sum())
    capsys.readouterr()


def test_an_unknown_format_and_a_source_as_output_are_refused(
    bccd: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = tmp_path / "labels.json"
    labels.write_bytes((bccd / "test_ground_truth.coco.json").read_bytes())
    before = labels.read_bytes()
    open_sources(Sources(labels), tmp_path / "p.boxwright").close()
    project = tmp_path / "p.boxwright"
    assert "none" in fails(capsys, ["export", project, "--format", "none", "--output", tmp_path / "x"])
    assert "labels.json" in fails(capsys, ["export", project, "--format", "coco", "--output", labels])
    assert labels.read_bytes() == before


@pytest.fixture
def demo_review(tmp_path: Path) -> Review:
    """The demo's labels in a project: a box of the third image deleted, the second image reviewed."""
    review = open_sources(Sources(DEMO / "ground_truth.json"), tmp_path / "p.boxwright")
    box = next(own for own in map(review.annotations.at, range(len(review.annotations))) if own.image == 2)
    review.apply([Edit.delete(box)], Origin.DELETED)
    review.apply([], Origin.VERDICT, marks=toggled_reviewed(review.states, 1))
    review.close()
    return review


@pytest.mark.parametrize(
    ("options", "images"),
    [
        ([], None),
        (["--part", "reviewed"], [1]),
        (["--part", "edited"], [2]),
        (["--split", "split.txt"], [0, 2]),
        (["--split", "split.txt", "--part", "edited"], [2]),
        (["--split", "split.txt", "--part", "reviewed"], []),
    ],
)
def test_export_writes_a_part_with_its_provenance_and_the_same_bytes_each_time(
    demo_review: Review,
    options: list[str],
    images: list[int] | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    names = demo_review.dataset.images.file_names
    (tmp_path / "split.txt").write_text(f"{names[2]}\n{names[0]}\n")
    arguments = ["export", "p.boxwright", "--format", "coco", *options, "--output"]
    for output in ("one.json", "two.json"):
        assert run([*arguments, output]) == 0
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    content = json.loads((tmp_path / "one.json").read_text())
    wanted = names if images is None else [names[image] for image in images]
    assert [image["file_name"] for image in content["images"]] == list(wanted)
    assert content["boxwright_provenance"]["project"] == "p"
    assert "moment" in content["boxwright_provenance"]
    assert run([*arguments, "plain.json", "--no-provenance"]) == 0
    assert b"provenance" not in (tmp_path / "plain.json").read_bytes()


def test_export_says_what_is_lost_and_replaces_a_file_only_where_it_is_asked_to(
    demo_review: Review, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.csv"
    output.write_text("mine")
    arguments: list[str | Path] = ["export", tmp_path / "p.boxwright", "--format", "csv", "--output", output]
    assert "--overwrite" in fails(capsys, arguments)
    assert output.read_text() == "mine"
    assert run([*map(str, arguments), "--overwrite"]) == 0
    err = capsys.readouterr().err
    assert "warning" in err and "CSV" in err
    assert output.read_text().startswith("filename,")
    project = tmp_path / "p.boxwright"
    before = project.read_bytes()
    refused = ["export", project, "--format", "coco", "--output", project, "--overwrite"]
    assert "never written to" in fails(capsys, refused)
    assert project.read_bytes() == before


@pytest.mark.parametrize("format_name", [name for name in PREDICTION_FORMATS if name != "coco"])
def test_other_predictions_are_compared_and_examined_in_any_format(
    format_name: str, demo_results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels, results = DEMO / "ground_truth.json", demo_results
    images = ["--images", str(DEMO / "images")]
    dataset, predictions = read_sources(Sources(labels, DEMO / "images", results))
    assert predictions is not None
    other = tmp_path / "other"
    write_predictions(dataset, predictions, format_name, other)
    arguments = [str(labels), str(results), str(other), *images]
    assert run(["compare", *arguments, "--resamples", "2", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)["metrics"]["AP"]
    assert record["after"] == pytest.approx(record["before"], abs=1e-3)
    assert run(["doctor", str(labels), str(other), *images, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ap"] == pytest.approx(record["before"], abs=1e-3)


def test_predictions_beyond_the_cap_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels, results = tmp_path / "labels.json", tmp_path / "results.json"
    box = {"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 1, 9, 9], "area": 81, "iscrowd": 0}
    image = {"id": 1, "file_name": "a.jpg", "width": 50, "height": 50}
    truth = {"images": [image], "annotations": [box], "categories": [{"id": 1, "name": "cell"}]}
    labels.write_text(json.dumps(truth))
    many = [{"image_id": 1, "category_id": 1, "bbox": [1, 1, 9, 9], "score": i / 200} for i in range(130)]
    results.write_text(json.dumps(many))
    assert run(["evaluate", str(labels), str(results), "--json"]) == 0
    assert "30 predictions do not count" in capsys.readouterr().err


def test_evaluate_measures_as_it_is_told(bccd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(bccd / "test_ground_truth.coco.json"), str(bccd / "test_predictions.coco.json")]
    options = ["--iou", "0.5", "--areas", "tiny=0:20^2", "--max-detections", "1,10,300", "--json"]
    assert run(["evaluate", *files, *options]) == 0
    printed = json.loads(capsys.readouterr().out)
    expected = json.loads((bccd / "test_reference_metrics.json").read_text())["metrics"]
    assert printed["metrics"]["AP"] == pytest.approx(expected["AP50"], abs=1e-9)
    assert printed["metrics"]["AR300"] > 0
    assert printed["metrics"]["APs"] == -1
    assert "AR100" not in printed["metrics"]


def test_evaluate_prints_the_operating_point_of_each_class(
    bccd: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(bccd / "test_ground_truth.coco.json"), str(bccd / "test_predictions.coco.json")]
    assert run(["evaluate", *files, "--json"]) == 0
    of_class = json.loads(capsys.readouterr().out)["per_class"]["WBC"]
    point = of_class["best_F1"]
    harmonic = 2 * point["precision"] * point["recall"] / (point["precision"] + point["recall"])
    assert point["f1"] == pytest.approx(harmonic)
    assert 0 < of_class["AR"] <= 1
    assert run(["evaluate", *files]) == 0
    assert "Best F1" in capsys.readouterr().out


def test_evaluate_prints_pascal_voc_ap(bccd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(bccd / "test_ground_truth.coco.json"), str(bccd / "test_predictions.coco.json")]
    assert run(["evaluate", *files, "--metric", "voc", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    per_class = [own["AP50_all_point"] for own in printed["per_class"].values()]
    assert printed["metrics"]["AP50_all_point"] == pytest.approx(sum(per_class) / 3)
    # COCO's AP50 samples the same curve at 101 recalls.
    expected = json.loads((bccd / "test_reference_metrics.json").read_text())["metrics"]["AP50"]
    assert printed["metrics"]["AP50_all_point"] == pytest.approx(expected, abs=0.01)
    assert run(["evaluate", *files, "--metric", "voc"]) == 0
    assert "11 points" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--iou", "half"], "'half' is no number"),
        (["--max-detections", "10,1"], "they must ascend"),
        (["--metric", "voc", "--iou", "0.75"], "has no settings"),
        (["--metric", "f1"], "--help"),
    ],
)
def test_settings_that_cannot_be_are_refused(
    bccd: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    files = [bccd / "test_ground_truth.coco.json", bccd / "test_predictions.coco.json"]
    assert said in fails(capsys, ["evaluate", *files, *options])


@pytest.fixture
def other_results(bccd: Path, tmp_path: Path) -> Path:
    """The reference predictions with every third one left out."""
    results = json.loads((bccd / "test_predictions.coco.json").read_text())
    path = tmp_path / "other.json"
    path.write_text(json.dumps([result for n, result in enumerate(results) if n % 3]))
    return path


def test_compare_says_what_other_predictions_change(
    bccd: Path, other_results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels, results = bccd / "test_ground_truth.coco.json", bccd / "test_predictions.coco.json"
    files = [str(labels), str(results), str(other_results)]
    assert run(["compare", *files, "--resamples", "50", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    old, new = twelve(labels, results), twelve(labels, other_results)
    for record, before, after in zip(printed["metrics"].values(), old, new, strict=True):
        assert record["before"] == pytest.approx(before, abs=1e-9)
        assert record["total"]["delta"] == pytest.approx(after - before, abs=1e-9)
        assert record["total"] == record["predictions"]
        assert record["labels"]["delta"] == 0
        assert record["total"]["low"] <= record["total"]["high"]
    assert printed["resamples"] == 50
    assert run(["compare", *files, "--resamples", "20"]) == 0
    assert "The model alone" in capsys.readouterr().out


def test_compare_tells_labels_from_model(
    bccd: Path, other_results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels, results = bccd / "test_ground_truth.coco.json", bccd / "test_predictions.coco.json"
    truth = json.loads(labels.read_text())
    # Other ids, another order, and a tenth of the boxes gone: what counts are names.
    truth["annotations"] = [own for n, own in enumerate(truth["annotations"]) if n % 10]
    truth["images"].reverse()
    for image in truth["images"]:
        image["id"] += 1000
    for own in truth["annotations"]:
        own["image_id"] += 1000
    now = tmp_path / "now.json"
    now.write_text(json.dumps(truth))
    moved = [{**own, "image_id": own["image_id"] + 1000} for own in json.loads(other_results.read_text())]
    theirs = tmp_path / "theirs.json"
    theirs.write_text(json.dumps(moved))
    arguments = [str(labels), str(results), str(other_results), "--labels", str(now), "--resamples", "20"]
    assert run(["compare", *arguments, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    ap = printed["metrics"]["AP"]
    assert ap["after"] == pytest.approx(twelve(now, theirs)[0], abs=1e-9)
    assert ap["labels"]["delta"] != 0
    parts = ap["labels"]["delta"] + ap["predictions"]["delta"]
    assert parts == pytest.approx(ap["total"]["delta"], abs=1e-12)


def test_labels_of_other_images_are_not_compared(
    bccd: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels, results = bccd / "test_ground_truth.coco.json", bccd / "test_predictions.coco.json"
    truth = json.loads(labels.read_text())
    truth["images"][0]["file_name"] = "another.jpg"
    now = tmp_path / "now.json"
    now.write_text(json.dumps(truth))
    said = fails(capsys, ["compare", labels, results, results, "--labels", now])
    assert "do not have the same image names" in said
    assert "now.json" in said


def test_check_lists_every_label_where_it_is_asked_to(bccd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels, results = bccd / "test_ground_truth.coco.json", bccd / "test_predictions.coco.json"
    assert run(["check", str(labels), "--predictions", str(results), "--min-score", "0", "--json"]) == 0
    flags = json.loads(capsys.readouterr().out)["flags"]
    of_labels = {flag["annotation_id"] for flag in flags} - {None}
    assert of_labels == {own["id"] for own in json.loads(labels.read_text())["annotations"]}
    assert sum(flag["annotation_id"] is None for flag in flags) > 1000
    assert all(flag["price"] is None for flag in flags if flag["score"] < 0.3)
    assert any(flag["price"] for flag in flags)


def test_check_takes_thresholds_one_by_one(bccd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [
        bccd / "test_ground_truth.coco.json",
        "--predictions",
        bccd / "test_predictions.coco.json",
        "--json",
    ]

    def checked(*options: str) -> list[dict[str, object]]:
        assert run(["check", *map(str, files), *options]) == 0
        return json.loads(capsys.readouterr().out)["flags"]

    usual = checked()
    few = checked("--set", "min_score=0.6")
    assert few == checked("--min-score", "0.6") == [flag for flag in usual if flag["score"] >= 0.6]
    tiny = checked("--set", "min_score=0.01", "--set", "tiny_side=30", "--set", "common=1")
    assert sum(flag["kind"] == "tiny" for flag in tiny) > sum(flag["kind"] == "tiny" for flag in usual)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--set", "tiny=3"], ("--set tiny", "there is no such threshold", "tiny_side")),
        (["--set", "tiny_side"], ("--set tiny_side", "this sets nothing", "NAME=NUMBER")),
        (["--set", "tiny_side="], ("--set tiny_side=", "'' is no number")),
        (["--set", "tiny_side=few"], ("--set tiny_side=few", "'few' is no number")),
        (["--set", "covered=95"], ("--set covered", "95 is not from 0.50 to 1.00")),
        (["--set", "min_score=nan"], ("--set min_score", "nan is no number")),
        (["--set", "duplicate_from=0.9"], ("--set duplicate_from", "must not be above")),
        (["--set", "min_score=0.1", "--min-score", "0.2"], ("either --min-score or --set min_score",)),
    ],
)
def test_thresholds_that_cannot_be_used_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: tuple[str, ...]
) -> None:
    (tmp_path / "labels.json").write_text('{"images": [], "annotations": [], "categories": []}')
    message = fails(capsys, ["check", tmp_path / "labels.json", *options])
    assert all(part in message for part in said), message


def test_check_of_a_project_is_of_its_labels_and_thresholds(
    bccd: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.boxwright"
    labels, results = bccd / "test_ground_truth.coco.json", bccd / "test_predictions.coco.json"
    review = open_sources(Sources(labels, predictions=results), path)
    review.set_check_settings(recheck(review.dataset, review.assessment, CheckSettings(min_score=0.5)))
    first = next(entry for entry in review.queue() if entry.flag.suggestion is not None)
    review.apply([first.flag.suggestion], Origin.SUGGESTION)
    expected = {(entry.flag.kind.value, entry.flag.reason) for entry in review.queue()}
    review.close()
    before = path.read_bytes()
    assert run(["check", str(path), "--json"]) == 0
    flags = json.loads(capsys.readouterr().out)["flags"]
    assert {(flag["kind"], flag["reason"]) for flag in flags} == expected
    assert run(["check", str(path), "--min-score", "0.7", "--json"]) == 0
    fewer = json.loads(capsys.readouterr().out)["flags"]
    assert fewer == [flag for flag in flags if flag["score"] >= 0.7]
    assert path.read_bytes() == before
    said = fails(capsys, ["check", path, "--predictions", results])
    assert "a project knows its own files" in said
    assert "no such file" in fails(capsys, ["check", tmp_path / "other.boxwright"])


def test_recover_saves_what_can_be_read_and_says_what_is_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = tmp_path / "labels.json"
    box = {"id": 1, "image_id": 1, "category_id": 1, "bbox": [5, 5, 20, 20], "area": 400, "iscrowd": 0}
    images = [{"id": 1, "file_name": "a.jpg", "width": 80, "height": 60}]
    named = [{"id": 1, "name": "cell"}]
    labels.write_text(json.dumps({"images": images, "annotations": [box], "categories": named}))
    path = tmp_path / "p.boxwright"
    review = open_sources(Sources(labels), path)
    review.apply([Edit.delete(review.annotations.at(0))], Origin.DELETED)
    review.close()
    damaged = path.read_bytes().replace(b"deleted", b"deketed")
    path.write_bytes(damaged)
    assert run(["export", str(path), "--format", "coco", "--output", str(tmp_path / "x.json")]) == 2
    assert "boxwright recover" in capsys.readouterr().err
    assert run(["recover", str(path)]) == 0
    said = capsys.readouterr().err
    assert "the last 1 of 1 steps" in said and "0 steps recovered to" in said
    assert path.read_bytes() == damaged
    assert run(["recover", str(path), "--output", str(tmp_path / "p-recovered.boxwright")]) == 2
