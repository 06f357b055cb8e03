"""Image files are looked at in the background, and what they show is flagged in the window."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import orjson
import pytest

from app.application import Application
from app.operations import edit
from app.operations.dataset import OpenRequest
from engine.data.flag import FlagKind
from engine.data.sources import Sources
from tests.engine.checks.photos import HEIGHT, WIDTH, photo, save

BOX = (20.0, 20.0, 60.0, 60.0)


@pytest.fixture
def photographs(tmp_path: Path) -> Sources:
    """Two copies of one photograph of which one has a box, a black one, and one that is missing."""
    root = tmp_path / "images"
    save(root, "a.jpg", photo(0))
    save(root, "b.jpg", photo(0), quality=60)
    save(root, "dark.jpg", photo(1) // 12)
    names = ["a.jpg", "b.jpg", "dark.jpg", "gone.jpg"]
    labels = {
        "images": [
            {"id": i + 1, "file_name": name, "width": WIDTH, "height": HEIGHT} for i, name in enumerate(names)
        ],
        "annotations": [
            {"id": 1, "image_id": 1, "category_id": 1, "bbox": [20, 20, 40, 40], "area": 1600, "iscrowd": 0}
        ],
        "categories": [{"id": 1, "name": "nut"}],
    }
    path = tmp_path / "labels.json"
    path.write_bytes(orjson.dumps(labels))
    return Sources(path, images=root)


@pytest.fixture
def opened(
    application: Application, photographs: Sources, tmp_path: Path, wait_until_idle: Callable[[], None]
) -> Application:
    application.open(OpenRequest(photographs, tmp_path / "p.boxwright"))
    wait_until_idle()
    return application


def kinds(application: Application) -> set[tuple[FlagKind, int]]:
    return {(entry.flag.kind, entry.flag.image) for entry in application.document.queue()}


FOUND = {(FlagKind.COPIES_DISAGREE, 1), (FlagKind.TOO_DARK, 2), (FlagKind.MISSING_IMAGE, 3)}


def test_what_image_files_show_is_in_the_queue(opened: Application) -> None:
    assert kinds(opened) == FOUND
    for entry in opened.window.queue.entries_shown():
        opened.document.go_to_flag(entry)
        assert opened.document.image == entry.flag.image
        assert opened.document.category == 0


def test_a_copy_that_is_given_the_box_agrees_and_disagrees_again_once_it_is_taken_back(
    opened: Application,
) -> None:
    document = opened.document
    entry = next(e for e in document.queue() if e.flag.kind is FlagKind.COPIES_DISAGREE)
    document.go_to_flag(entry)
    opened.actions["accept"].trigger()
    assert kinds(opened) == FOUND - {(FlagKind.COPIES_DISAGREE, 1)}
    # An edit of the other copy changes what is said of this one.
    document.go_to_image(0)
    document.select([1])
    opened.actions["delete"].trigger()
    assert (FlagKind.COPIES_DISAGREE, 0) in kinds(opened)
    opened.actions["undo"].trigger()
    opened.actions["undo"].trigger()
    assert kinds(opened) == FOUND


def test_flags_of_images_outlive_other_settings(
    opened: Application, wait_until_idle: Callable[[], None]
) -> None:
    from app.operations.evaluate import set_settings
    from engine.data.settings_text import SettingsText

    set_settings(opened.document, opened.jobs, SettingsText("0.5", "", "100"))
    wait_until_idle()
    assert kinds(opened) == FOUND


def test_an_edit_made_while_files_are_looked_at_is_kept(
    application: Application,
    photographs: Sources,
    tmp_path: Path,
    qtbot,
    wait_until_idle: Callable[[], None],
) -> None:
    for i in range(60):
        cv2.imwrite(str(tmp_path / "images" / f"{i}.jpg"), np.kron(photo(i), np.ones((8, 8), np.uint8)))
    labels = orjson.loads(photographs.annotations.read_bytes())
    labels["images"] += [{"id": 10 + i, "file_name": f"{i}.jpg", "width": 0, "height": 0} for i in range(60)]
    photographs.annotations.write_bytes(orjson.dumps(labels))
    application.open(OpenRequest(photographs, tmp_path / "p.boxwright"))
    qtbot.waitUntil(lambda: application.jobs.running("survey"), timeout=60_000)
    edit.draw_box(application.document, (100, 20, 140, 60), 0)
    wait_until_idle()
    assert len(application.document.review.annotations) == 2
    assert kinds(application) >= FOUND
