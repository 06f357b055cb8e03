import pytest

from engine.data.sources import Sources
from engine.errors import CancelledError, UserError
from engine.formats.predictions import write_predictions
from engine.opening import open_project, open_sources, read_labels, read_sources
from tests.engine.formats.samples import contents, write_png, write_text
from tests.engine.formats.test_tfrecord import example, write_records


@pytest.fixture
def record(tmp_path):
    """A TFRecord with an image of its own, beside which nothing is."""
    data = write_png(tmp_path / "picture.png").read_bytes()
    (tmp_path / "picture.png").unlink()
    return write_records(tmp_path / "in" / "a.record", example(image__encoded=(data,)))


def test_images_in_records_become_files_beside_the_project(record, tmp_path):
    project = tmp_path / "work" / "p.boxwright"
    project.parent.mkdir()
    sources = Sources(record)
    review = open_sources(sources, project)
    assert review.dataset.image_path(0).read_bytes()
    review.project.close()
    assert sorted(path.name for path in project.parent.iterdir()) == ["p.boxwright", "p.images"]
    assert [path.name for path in record.parent.iterdir()] == ["a.record"]
    again = open_sources(sources, project)
    assert again.dataset.image_path(0).is_file()
    again.project.close()


def test_an_image_folder_of_that_name_is_left_alone(record, tmp_path):
    write_text(tmp_path / "p.images" / "mine.txt", "x")
    review = open_sources(Sources(record), tmp_path / "p.boxwright")
    assert review.dataset.image_root == tmp_path / "p.images-2"
    review.project.close()
    assert list(contents(tmp_path / "p.images")) == ["mine.txt"]


def test_records_without_images_need_no_folder(tmp_path):
    path = write_records(tmp_path / "a.record", example(image__encoded=None))
    review = open_sources(Sources(path), tmp_path / "p.boxwright")
    assert review.dataset.image_root is None
    review.project.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.record", "p.boxwright"]


@pytest.mark.parametrize("at", ["Taking images", "Reading annotations", "Writing the project"])
def test_cancelling_leaves_no_images_behind(record, tmp_path, at):
    def cancel(text, done, total):
        if text.startswith(at):
            raise CancelledError

    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CancelledError):
        open_sources(Sources(record), tmp_path / "p.boxwright", progress=cancel)
    assert sorted(tmp_path.rglob("*")) == before


def test_any_format_is_opened_with_predictions_in_any_other(dataset, predictions, tmp_path):
    root = tmp_path / "in"
    write_text(root / "data.yaml", "names: [cat, dog]")
    for name in dataset.images.file_names:
        write_png(root / "images" / name)
    write_text(root / "labels" / "3.txt", "1 0.5 0.5 0.5 0.5\n")
    yolo, _ = read_sources(Sources(root))
    write_predictions(yolo, predictions, "npz", tmp_path / "p.npz")
    review = open_sources(Sources(root, predictions=tmp_path / "p.npz"), tmp_path / "p.boxwright")
    assert len(review.predictions) == len(predictions)
    review.project.close()
    kept, labels, _ = read_labels(tmp_path / "p.boxwright")
    assert kept.format == "yolo"
    assert labels.boxes_xyxy.tolist() == [[25, 20, 75, 60]]
    assert dict(kept.header) == dict(yolo.header)
    open_project(tmp_path / "p.boxwright").project.close()


def test_what_is_no_labels_is_told(tmp_path):
    with pytest.raises(UserError, match="this folder is empty"):
        open_sources(Sources(tmp_path), tmp_path / "x" / "p.boxwright")
