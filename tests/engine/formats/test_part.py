import numpy as np
import pytest

from engine.formats import coco
from engine.formats.part import part_of
from tests.engine.formats.samples import IMAGES, annotation, write_json
from tests.engine.formats.samples import coco as coco_content


@pytest.fixture
def opened(tmp_path):
    images = [{**image, "weather": image["file_name"]} for image in IMAGES]
    content = coco_content(
        annotation(score=1),
        annotation(id=8, image_id=5, score=2),
        annotation(id=9, image_id=99),
        images=images,
    )
    return coco.read(write_json(tmp_path / "a.json", content))


@pytest.mark.parametrize(("images", "names"), [([], ()), ([1], ("b.jpg",)), ([1, 0, 1], ("a.jpg", "b.jpg"))])
def test_images_keep_their_order_and_all_that_is_theirs(opened, images, names):
    part, boxes = part_of(opened, opened.annotations, images)
    assert part.images.file_names == names
    assert [part.image_records[index]["weather"] for index in range(len(names))] == list(names)
    assert [part.images.file_names[image] for image in boxes.images] == list(names)
    assert sorted(part.records) == boxes.ids.tolist()
    assert "boxwright_unread" not in part.header


def test_edits_are_still_told_from_the_baseline(opened):
    rows = [opened.annotations.at(0), opened.annotations.at(1).moved((1, 2, 3, 4))]
    part, boxes = part_of(opened, type(opened.annotations).of_rows(rows), [1])
    assert part.annotations.boxes_xyxy.tolist() == [[10, 20, 40, 60]]
    assert boxes.boxes_xyxy.tolist() == [[1, 2, 3, 4]]
    np.testing.assert_array_equal(boxes.ids, part.annotations.ids)
