"""What an export says of itself, where a format has room for it."""

from datetime import UTC, datetime

import pytest

from engine.data.provenance import Provenance
from engine.formats.read import read_dataset
from engine.formats.write import FORMATS, write_dataset
from tests.engine.formats.samples import contents, write_png

PROVENANCE = Provenance("cells", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "A. Person: agreed")
ROOM = ("coco", "cvat", "datumaro", "labelme", "yolo")


def files(dataset, name, folder, **more):
    folder.mkdir()
    write_dataset(dataset, dataset.annotations, name, folder / "out", **more)
    return b"\n".join(data for _, data in sorted(contents(folder).items()))


@pytest.mark.parametrize("name", FORMATS)
def test_it_is_told_where_there_is_room_and_changes_nothing_else(dataset, tmp_path, name):
    plain = files(dataset, name, tmp_path / "plain")
    told = files(dataset, name, tmp_path / "told", provenance=PROVENANCE)
    if name in ROOM:
        for value in PROVENANCE.fields().values():
            assert value.encode() in told
    else:
        assert told == plain


@pytest.mark.parametrize("name", ROOM)
def test_that_of_an_earlier_export_is_not_said_again(dataset, tmp_path, name):
    for image in dataset.images.file_names:
        write_png(tmp_path / "pictures" / image)
    files(dataset, name, tmp_path / "told", provenance=PROVENANCE)
    opened = read_dataset(tmp_path / "told" / "out", image_root=tmp_path / "pictures")
    assert b"agreed" not in files(opened, name, tmp_path / "plain")
    later = Provenance("other", PROVENANCE.moment)
    assert b"agreed" not in files(opened, name, tmp_path / "later", provenance=later)


def test_without_a_sign_off_none_is_told():
    assert "sign_off" not in Provenance("a", PROVENANCE.moment).fields()
