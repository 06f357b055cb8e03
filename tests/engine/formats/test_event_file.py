import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.training import EventLog
from engine.errors import CancelledError, UserError
from engine.formats.event_file import read_events
from engine.formats.protobuf_wire import delimited
from engine.formats.tfrecord_file import framed
from engine.formats.training_run import training_run
from tests.engine.diagnose.trained import event, summary, tensor, write_events

RUNS = Path(__file__).parents[1] / "diagnose" / "runs"
NAME = "events.out.tfevents.1.host.v2"


def points(log: EventLog, folder: str, tag: str) -> list[tuple[int, float]]:
    curve = log.curves()[folder, tag]
    return list(zip(curve.steps.tolist(), curve.values.tolist(), strict=True))


@pytest.mark.parametrize("files", [[], ["notes.txt"]])
def test_a_folder_without_event_files_is_told(tmp_path, files):
    for name in files:
        (tmp_path / name).write_text("x")
    with pytest.raises(UserError, match="no event file"):
        read_events(tmp_path)
    with pytest.raises(UserError, match="no such folder"):
        read_events(tmp_path / "nowhere")


def test_progress_is_told_in_bytes_of_all_files_and_reading_stops_when_it_is_cancelled(tmp_path):
    for run in ("train", "eval"):
        write_events(tmp_path / run / NAME, {"loss": [(step, 0.5) for step in range(6000)]})
    told = []
    read_events(tmp_path, progress=lambda done, total: told.append((done, total)))
    size = sum(path.stat().st_size for path in tmp_path.glob("*/*"))
    assert {total for _, total in told} == {size}
    done = [own for own, _ in told]
    assert done == sorted(done) and len(done) > 2 and done[-1] < size

    def cancel(done, total):
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        read_events(tmp_path, progress=cancel)


@pytest.mark.parametrize("simple", [False, True])
def test_scalars_are_read_as_they_were_written(tmp_path, simple):
    write_events(
        tmp_path / "train" / NAME, {"loss": [(0, 1.5), (10, 0.25), (20, float("nan"))]}, simple=simple
    )
    log = read_events(tmp_path)
    assert points(log, "train", "loss")[:2] == [(0, 1.5), (10, 0.25)]
    assert np.isnan(log.curves()["train", "loss"].values[2])
    assert [own.problem for own in log.files.values()] == [""]
    assert points(read_events(tmp_path / "train" / NAME), "", "loss")[:2] == [(0, 1.5), (10, 0.25)]


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (tensor(0.5), 0.5),
        (b"\x08\x01" + delimited(4, struct.pack("<f", 0.5)), 0.5),
        (b"\x08\x01\x2d" + struct.pack("<f", 0.5), 0.5),
        (b"\x08\x02" + delimited(6, struct.pack("<d", 0.1)), 0.1),
        (b"\x08\x03" + delimited(7, b"\x07"), 7.0),
        (b"\x08\x09\x50\x07", 7.0),
        (b"\x08\x13" + delimited(4, struct.pack("<e", 0.5)), 0.5),
        (b"\x08\x07" + delimited(8, b"text"), None),
        (b"\x08\x01" + delimited(5, struct.pack("<2f", 1, 2)), None),
        (b"\x08\x01", None),
        (b"", None),
    ],
)
def test_tensors_of_one_number_are_scalars(tmp_path, content, value):
    own = delimited(5, delimited(1, delimited(1, b"x") + delimited(8, content)))
    (tmp_path / NAME).write_bytes(framed(event(3, 1.0, own)))
    log = read_events(tmp_path)
    assert (points(log, "", "x") if value is not None else log.curves()) == (
        [(3, value)] if value is not None else {}
    )


def test_a_run_taken_up_again_replaces_what_it_repeats(tmp_path):
    write_events(tmp_path / "events.out.tfevents.1", {"loss": [(0, 3.0), (1, 2.0), (2, 1.0)]})
    write_events(tmp_path / "events.out.tfevents.2", {"loss": [(1, 9.0), (2, 8.0)]})
    assert points(read_events(tmp_path), "", "loss") == [(0, 3.0), (1, 9.0), (2, 8.0)]


def whole_file() -> bytes:
    return (next((RUNS / "overfitting" / "train").glob("*tfevents*"))).read_bytes()


@given(st.data())
def test_a_file_cut_anywhere_is_read_as_far_as_it_goes_and_read_on_from_there(tmp_path_factory, data):
    whole = whole_file()
    cut = data.draw(st.integers(0, len(whole)))
    path = tmp_path_factory.mktemp("run") / NAME
    path.write_bytes(whole)
    complete = read_events(path.parent)
    path.write_bytes(whole[:cut])
    part = read_events(path.parent)
    (own,) = part.files.values()
    assert own.end <= cut
    assert bool(own.problem) == (own.end < cut)
    for key, curve in part.curves().items():
        expected = complete.curves()[key]
        assert curve.steps.tolist() == expected.steps[: len(curve)].tolist()
        assert curve.values.tolist() == expected.values[: len(curve)].tolist()
    path.write_bytes(whole)
    on = read_events(path.parent, part)
    (own,) = on.files.values()
    assert (own.end, own.problem) == (len(whole), "")
    assert {key: curve.values.tolist() for key, curve in on.curves().items()} == {
        key: curve.values.tolist() for key, curve in complete.curves().items()
    }


def test_only_what_is_new_is_read_of_a_file_that_grows(tmp_path):
    whole, path = whole_file(), tmp_path / NAME
    path.write_bytes(whole[:3000])
    part = read_events(tmp_path)
    end = part.files[NAME].end
    # What was read before is not looked at again: damage there goes unseen.
    path.write_bytes(b"\0" * end + whole[end:])
    on = read_events(tmp_path, part)
    assert len(on.curves()["", "epoch_loss"]) == 36
    path.write_bytes(whole[: end - 200])
    assert len(read_events(tmp_path, on).curves()["", "epoch_loss"]) < len(part.curves()["", "epoch_loss"])


@given(st.data())
def test_a_file_with_any_bit_flipped_raises_nothing(tmp_path_factory, data):
    changed = bytearray(whole_file())
    place = data.draw(st.integers(0, len(changed) - 1))
    changed[place] ^= 1 << data.draw(st.integers(0, 7))
    path = tmp_path_factory.mktemp("run") / NAME
    path.write_bytes(changed)
    (own,) = read_events(path.parent).files.values()
    assert own.damaged or own.problem


@given(st.binary(max_size=60))
def test_any_bytes_with_a_right_checksum_raise_nothing(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("run") / NAME
    path.write_bytes(framed(delimited(5, content)) + framed(content))
    read_events(path.parent)


@pytest.mark.parametrize(
    ("training", "validation", "names"),
    [
        ("train", "validation", ("epoch_loss", "epoch_loss", "epoch_learning_rate", "epoch_map")),
        (
            "train",
            "eval",
            ("Loss/total_loss", "Loss/total_loss", "learning_rate", "DetectionBoxes_Precision/mAP"),
        ),
        (
            "",
            "eval_0",
            ("Losses/TotalLoss", "Losses/TotalLoss", "learning_rate", "DetectionBoxes_Precision/mAP"),
        ),
        ("", "", ("train/loss", "val/loss", "lr", "val/mAP_0.5:0.95")),
        ("", "", ("training_loss", "validation_loss", "learning_rate", "val_mAP")),
        ("train", "validation", ("total_loss", "validation_loss", "learning_rate", "AP")),
    ],
)
def test_curves_are_known_by_their_names_in_several_programs(tmp_path, training, validation, names):
    loss, val_loss, rate, precision = names
    write_events(tmp_path / "run" / training / "events.out.tfevents.1", {loss: [(0, 1.0)], rate: [(0, 2.0)]})
    noise = {"DetectionBoxes_Precision/mAP (small)": [(0, 9.0)], "DetectionBoxes_Recall/AR@1": [(0, 9.0)]}
    own = {val_loss: [(0, 3.0)], precision: [(0, 0.5)], "DetectionBoxes_Precision/mAP@.50IOU": [(0, 0.7)]}
    write_events(tmp_path / "run" / validation / "events.out.tfevents.2", {**noise, **own})
    run = training_run(read_events(tmp_path))
    assert run.name == "run"
    curves = (run.training_loss, run.validation_loss, run.learning_rate, run.mean_ap)
    assert [curve.values.tolist() for curve in curves] == [[1.0], [3.0], [2.0], [0.5]]


def test_of_several_runs_the_one_written_last_is_taken_and_the_others_named(tmp_path):
    for name, time in (("a", 2e9), ("b", 1e9)):
        write_events(tmp_path / name / "train" / NAME, {"epoch_loss": [(0, time)]}, time=time)
    run = training_run(read_events(tmp_path))
    assert run.name == "a"
    (problem,) = run.problems
    assert "1 older runs" in problem.problem


def test_event_files_without_a_curve_are_no_run(tmp_path):
    write_events(tmp_path / NAME, {"other": [(0, 1.0)]})
    assert training_run(read_events(tmp_path)) is None


def test_a_tag_is_read_whatever_it_is_called(tmp_path):
    (tmp_path / NAME).write_bytes(framed(event(-1, 1.0, summary("müsli", 1.0))))
    assert points(read_events(tmp_path), "", "müsli") == [(-1, 1.0)]
