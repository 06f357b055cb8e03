import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.data.dataset import Dataset
from engine.data.edit import Edit
from engine.data.image_file import FileState
from engine.data.journal import Action, JournalEntry, Origin, Step
from engine.data.model import FaultKind, ImagePredictions, ModelAbout, OutputFault, RawOutputs
from engine.errors import UserError
from engine.store.predicted import PredictedFile, pack, unpack
from engine.store.project import ProjectFile
from tests.engine.store.test_project import arrays_of, entry


def said(boxes: int, *, score: float = 0.5) -> ImagePredictions:
    return ImagePredictions(
        0, np.arange(4.0 * boxes).reshape(-1, 4), np.full(boxes, score), np.arange(boxes, dtype=np.int64)
    )


def flat(own: ImagePredictions) -> dict[str, object]:
    return {**arrays_of(own), "raw": None if own.raw is None else arrays_of(own.raw)}


@st.composite
def predictions_of_an_image(draw: st.DrawFn) -> ImagePredictions:
    n, m = draw(st.integers(0, 5)), draw(st.none() | st.integers(0, 5))
    raw = None
    if m is not None:
        raw = RawOutputs(
            draw(arrays(np.float32, (m, 4))), draw(arrays(np.float32, m)), draw(arrays(np.int32, m))
        )
    return ImagePredictions(
        0,
        draw(arrays(np.float64, (n, 4))),
        draw(arrays(np.float64, n)),
        draw(arrays(np.int64, n)),
        raw,
        draw(st.none() | st.just("größer as it says")),
    )


@given(predictions_of_an_image())
def test_what_is_packed_comes_back_to_the_bit(own: ImagePredictions) -> None:
    assert pack(unpack(pack(own))) == pack(own)
    again = unpack(pack(own))
    np.testing.assert_array_equal(again.boxes_xyxy, own.boxes_xyxy)
    np.testing.assert_array_equal(again.classes, own.classes)
    assert (again.raw is None, again.note) == (own.raw is None, own.note)


def test_nothing_is_known_at_first(project: ProjectFile) -> None:
    kept = project.predicted
    assert kept.known("model", []) == kept.known("model", ["image"]) == frozenset()
    assert kept.read("model", ["image"]) == {}
    assert kept.files() == {}
    assert kept.about("model") is None


def test_what_a_model_said_is_found_by_model_and_image(project: ProjectFile) -> None:
    kept = project.predicted
    kept.put("one", {"a": said(0), "b": said(3)})
    kept.put("other", {"a": said(2)})
    assert kept.known("one", ["a", "b", "c"]) == {"a", "b"}
    assert {image: flat(own) for image, own in kept.read("one", ["b", "c"]).items()} == {"b": flat(said(3))}
    # What was computed once stays, whoever computes it again.
    kept.put("one", {"b": said(1, score=0.9)})
    assert len(kept.read("one", ["b"])["b"].scores) == 3


def test_more_images_than_a_statement_takes_are_found(project: ProjectFile) -> None:
    names = [f"{number:064x}" for number in range(1200)]
    project.predicted.put("model", {name: said(1) for name in names})
    assert len(project.predicted.read("model", names)) == len(names)


def test_files_and_models_are_remembered_and_replaced(project: ProjectFile) -> None:
    kept = project.predicted
    one, other = Path("é/a.png"), Path("b.png")
    kept.set_files({one: FileState(1, 2, "a"), other: FileState(3, 4, "b")})
    kept.set_files({other: FileState(3, 5, "c")})
    assert kept.files() == {one: FileState(1, 2, "a"), other: FileState(3, 5, "c")}
    kept.set_about("hash", ModelAbout("SavedModel", None))
    kept.set_about("hash", ModelAbout("SavedModel", ((1, "cell"), (2, "größer"))))
    assert kept.about("hash") == ModelAbout("SavedModel", ((1, "cell"), (2, "größer")))


def test_what_was_wrong_stays_known_by_model_and_first_image(project: ProjectFile) -> None:
    kept = project.predicted
    assert kept.faults("model") == ()
    fault = OutputFault(FaultKind.OUTSIDE, 3, 2, "box [1, 2, 3, 4]")
    kept.add_faults("model", [("a", fault)])
    kept.add_faults("model", [("a", replace(fault, count=5)), ("b", fault)])
    kept.add_faults("other", [("a", fault)])
    told = [(image, own.kind, own.count) for image, own in kept.faults("model")]
    assert told == [("a", FaultKind.OUTSIDE, 5), ("b", FaultKind.OUTSIDE, 2)]


def test_edits_and_predictions_are_written_at_the_same_time(project: ProjectFile, dataset: Dataset) -> None:
    failures: list[BaseException] = []

    def run() -> None:
        try:
            for number in range(100):
                project.predicted.put("model", {f"{number}": said(100)})
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    edit = Edit.delete(dataset.annotations.at(0))
    for number in range(100):
        step = Step((edit if number % 2 == 0 else edit.inverse,), (), Origin.DELETED)
        project.append(JournalEntry(Action.DO, step, "somebody", entry(step).at))
    thread.join()
    assert failures == []
    assert len(project.journal()) == 100
    assert len(project.predicted.known("model", [str(number) for number in range(100)])) == 100


def test_the_command_line_keeps_them_in_a_file_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a folder" / "results.partial"
    file = PredictedFile(path)
    file.predicted.put("model", {"a": said(2)})
    file.close()
    again = PredictedFile(path)
    assert again.predicted.known("model", ["a"]) == {"a"}
    again.remove()
    assert list(path.parent.iterdir()) == []


def test_a_file_that_is_something_else_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    path.write_text("this is no database, whatever its name may be" * 100)
    with pytest.raises(UserError):
        PredictedFile(path)
    assert path.read_text().startswith("this is no database")
