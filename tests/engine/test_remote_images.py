"""A dataset whose images are in a store, from opening to export and sign-off."""

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.appearance import survey, unseen_problems
from engine.data.address import CACHE_VARIABLE, image_folder
from engine.data.dataset import Dataset
from engine.data.sources import Condition, SourceKind, Sources
from engine.errors import CancelledError, UserError
from engine.formats.folder import read_folder
from engine.formats.losses import losses_of
from engine.formats.read import read_dataset
from engine.formats.splits import Splits, find_splits
from engine.formats.write import write_dataset
from engine.images import header_size, image_size, read_for_display, read_image
from engine.inference.image_hashes import hash_files
from engine.opening import open_project, open_sources, place_sources
from engine.remote.cache import ImageCache
from engine.remote.store import StoreUnreachableError
from engine.sign_off.facts import hash_images
from engine.sources import look
from engine.store.project import ProjectFile
from tests.engine.formats.samples import annotation, coco, write_json, write_text, write_xml
from tests.stores import HttpStore, forget_connections, say

NAMES = ("a.jpg", "b.jpg")


def photograph(seed: int) -> bytes:
    pixels = np.random.default_rng(seed).integers(0, 255, (80, 100, 3), np.uint8)
    return cv2.imencode(".jpg", pixels)[1].tobytes()


@pytest.fixture
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "the cache"))
    return tmp_path / "the cache"


@pytest.fixture
def store(cache_folder: Path) -> Iterator[HttpStore]:
    """A store with both of the labels' images."""
    forget_connections()
    running = HttpStore()
    running.files |= {name: photograph(number) for number, name in enumerate(NAMES)}
    yield running
    running.close()


@pytest.fixture
def sources(store: HttpStore, tmp_path: Path) -> Sources:
    labels = write_json(tmp_path / "labels.json", coco(annotation()))
    return Sources(labels, images=image_folder(store.address))


@pytest.fixture
def project(sources: Sources, tmp_path: Path) -> Path:
    open_sources(sources, tmp_path / "p.boxwright").close()
    return tmp_path / "p.boxwright"


@pytest.fixture
def dataset(sources: Sources) -> Dataset:
    return read_dataset(sources.annotations, image_root=sources.images, split=None, label_map=None)


def seen(dataset: Dataset):
    found = survey(dataset, find_splits(dataset))
    assert found is not None
    return found


def test_opening_asks_the_store_for_nothing(project: Path, store: HttpStore) -> None:
    assert not store.asked


def test_a_project_knows_the_address_and_nothing_of_this_machines_cache(
    project: Path, store: HttpStore, cache_folder: Path
) -> None:
    held = b"".join(path.read_bytes() for path in project.parent.glob("p.boxwright*"))
    assert store.address.encode() in held
    assert cache_folder.name.encode() not in held


def test_a_project_opens_on_another_machine_and_without_a_network(
    project: Path, store: HttpStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "another cache"))
    with closing(open_project(project)) as review:
        root = review.dataset.image_root
        assert root == image_folder(store.address)
        assert root.parent == tmp_path / "another cache"
        records = review.project.whereabouts.records()
        standings = look(records, project, review.dataset.images.file_names)
        assert {own.condition for own in standings} == {Condition.SAME}
        assert review.dataset.problems == ()


def test_whoever_says_where_the_images_are_is_told_at_once_that_they_are_not(
    project: Path, store: HttpStore
) -> None:
    elsewhere = image_folder(f"{store.address}/none")
    with pytest.raises(UserError, match=r"my images/none/a.jpg: the image is missing"):
        open_project(project, elsewhere)
    with closing(open_project(project, image_folder(store.address))):
        assert store.asked["a.jpg"] == 1


def test_images_move_from_a_folder_to_a_store_and_back(
    project: Path, store: HttpStore, tmp_path: Path
) -> None:
    (tmp_path / "images").mkdir()
    for name in NAMES:
        (tmp_path / "images" / name).write_bytes(store.files[name])
    for root in (tmp_path / "images", image_folder(store.address)):
        with closing(ProjectFile(project)) as file:
            place_sources(file, {SourceKind.IMAGES: root})
        with closing(ProjectFile(project)) as file:
            assert file.dataset().image_root == root


def test_every_way_to_read_an_image_fetches_it(dataset: Dataset, store: HttpStore) -> None:
    path = dataset.image_path(0)
    assert path is not None
    readers = (
        lambda: read_image(path).full_size_wh,
        lambda: read_for_display(path, max_bytes=10**6).full_size_wh,
        lambda: header_size(path),
        lambda: image_size(path),
    )
    for read in readers:
        ImageCache().clear()
        assert read() == (100, 80)
    assert store.asked == {"a.jpg": len(readers)}
    store.files["b.jpg"] = b"no image"
    with pytest.raises(UserError, match=f"{store.address}/b.jpg: this is no image"):
        read_image(path.with_name("b.jpg"))


def test_images_are_looked_at_and_those_the_store_lacks_are_missing(
    dataset: Dataset, store: HttpStore
) -> None:
    del store.files["b.jpg"]
    found = seen(dataset)
    assert found.sizes_wh.tolist() == [[100, 80], [0, 0]]
    assert found.missing.tolist() == [False, True]
    assert not found.unreadable.any()
    assert unseen_problems(dataset, found) == ()


def test_a_store_that_is_not_there_says_nothing_of_its_images(dataset: Dataset, store: HttpStore) -> None:
    store.close()
    with pytest.raises(StoreUnreachableError, match="cannot be reached"):
        seen(dataset)


def test_no_more_images_are_looked_at_than_the_cache_keeps(dataset: Dataset, store: HttpStore) -> None:
    read_image(dataset.image_path(0))
    # Only what is there already fits.
    ImageCache().set_limit(len(store.files["a.jpg"]))
    found = seen(dataset)
    assert found.sizes_wh.tolist() == [[100, 80], [0, 0]]
    assert found.unseen == 1
    assert store.asked == {"a.jpg": 1}
    (problem,) = unseen_problems(dataset, found)
    assert "1 of 2 images were not looked at" in problem.problem
    assert problem.source == store.address


def test_looking_at_images_ends_without_waiting_for_the_store(dataset: Dataset, store: HttpStore) -> None:
    gate = threading.Event()

    def slow(handler) -> None:
        gate.wait()
        say(handler, 200, b"")

    store.answers["b.jpg"] = slow

    def cancel(done: int, total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        survey(dataset, Splits(((), ())), progress=cancel)
    with pytest.raises(CancelledError):
        hash_files({i: dataset.image_path(i) for i in range(2)}, {}, progress=cancel)
    gate.set()


def test_images_are_hashed_by_what_the_store_has(dataset: Dataset, store: HttpStore) -> None:
    expected = {i: hashlib.sha256(store.files[name]).hexdigest() for i, name in enumerate(NAMES)}
    assert hash_images(dataset) == expected
    # What is signed or verified is what the store has now, not what once was fetched.
    store.files["a.jpg"] = photograph(7)
    expected[0] = hashlib.sha256(store.files["a.jpg"]).hexdigest()
    assert hash_images(dataset) == expected
    paths = {i: dataset.image_path(i) for i in range(2)}
    known, problems = hash_files(paths, {})
    assert {i: own.sha256 for i, own in known.items()} == expected
    assert problems == {}
    # What is in the cache as it was is not even read.
    paths[0].write_bytes(b"x" * known[0].size)
    os.utime(paths[0], ns=(1, known[0].mtime_ns))
    again, _ = hash_files(paths, {paths[i]: own for i, own in known.items()})
    assert again == known
    ImageCache().clear()
    del store.files["b.jpg"]
    assert hash_files(paths, {})[1] == {1: "the image is missing"}
    # Whoever signs or runs a model without a network is told so, instead of going on without images.
    store.close()
    with pytest.raises(StoreUnreachableError):
        hash_files(paths, {})


def test_exports_with_pixels_have_them(dataset: Dataset, store: HttpStore, tmp_path: Path) -> None:
    assert not [own for own in losses_of(dataset, dataset.annotations, "tfrecord") if "image" in own.problem]
    write_dataset(dataset, dataset.annotations, "tfrecord", tmp_path / "out")
    held = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert all(store.files[name] in held for name in NAMES)


def test_formats_that_name_images_are_read_without_asking_the_store(store: HttpStore, tmp_path: Path) -> None:
    write_xml(tmp_path / "voc" / "a.xml")
    found = read_dataset(tmp_path / "voc", image_root=image_folder(store.address), split=None, label_map=None)
    assert found.images.file_names == ("a.jpg",)
    assert found.problems == ()
    assert not store.asked


def test_where_boxes_are_fractions_images_are_fetched_for_their_size(
    store: HttpStore, tmp_path: Path
) -> None:
    folder = tmp_path / "yolo"
    for name in ("a", "gone"):
        write_text(folder / "labels" / f"{name}.txt", "0 0.5 0.5 0.2 0.25\n")
    write_text(folder / "classes.txt", "cat\n")
    store.files["images/a.jpg"] = store.files["a.jpg"]
    root = image_folder(store.address)
    found = read_dataset(folder, image_root=root, split=None, label_map=None)
    assert found.images.file_names == ("images/a.jpg", "images/gone.jpg")
    assert found.images.sizes_wh.tolist() == [[100, 80], [0, 0]]
    assert found.annotations.boxes_xyxy[0].tolist() == [40, 30, 60, 50]
    assert [(own.source, own.problem) for own in found.problems if "missing" in own.problem] == [
        (f"{store.address}/images/gone.jpg", "the image is missing")
    ]
    store.close()
    ImageCache().clear()
    with pytest.raises(StoreUnreachableError):
        read_dataset(folder, image_root=root, split=None, label_map=None)


def test_a_store_is_not_listed(store: HttpStore) -> None:
    with pytest.raises(UserError, match=r"images of a store are not listed. Give --annotations"):
        read_folder(image_folder(store.address), label_map=None)


def test_names_do_not_lead_out_of_the_store(dataset: Dataset) -> None:
    images = replace(dataset.images, file_names=("../a.jpg", "/etc/passwd"))
    outside = replace(dataset, images=images)
    assert [outside.image_path(i) for i in range(2)] == [None, None]
