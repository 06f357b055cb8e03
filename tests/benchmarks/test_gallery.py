"""How long a frame of the gallery takes while 100,000 crops scroll, and how long it takes to put them there."""

import os
from time import perf_counter, thread_time

import numpy as np
import pytest
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QListView

from engine.data.gallery import FLAG_KINDS, NO_FLAG, Cells
from engine.similarity import LENGTH, odd_first
from tests.benchmarks.conftest import OURS, Figures
from widgets.gallery.cell import CropPicture
from widgets.gallery.gallery import Gallery
from widgets.gallery.order import SortBy, order_of
from widgets.gallery.wall import Wall

COUNT = 100_000 if os.environ.get("BOXWRIGHT_BENCHMARK") == "full" else 5_000
VIEW = (1600, 1000)
GOAL = "16 ms"


def cells(count: int = COUNT) -> Cells:
    rng = np.random.default_rng(0)
    ids = np.arange(1, count + 1)
    flagged = rng.random(count) < 0.2
    return Cells(
        ids,
        ids % 5000,
        rng.integers(0, 80, count),
        rng.uniform(100, 10_000, count),
        rng.uniform(0, 1, count),
        np.where(flagged, rng.integers(0, len(FLAG_KINDS), count), NO_FLAG),
        np.where(flagged, rng.uniform(0, 1, count), np.nan),
        np.where(flagged, rng.normal(0, 0.001, count), np.nan),
        rng.random(count) < 0.3,
    )


@pytest.fixture
def gallery(qtbot) -> Gallery:
    """With crops at hand at once, so that it is painting that is measured."""
    gallery = Gallery()
    qtbot.addWidget(gallery)
    images = []
    for i in range(50):
        image = QImage(128, 128, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(7 * i, 120, 200))
        images.append(image)

    def answer(ids, side):
        gallery.set_crops({i: CropPicture(images[i % 50], (20.0, 20.0, 108.0, 108.0), 128) for i in ids})

    gallery.crops_wanted.connect(answer)
    gallery.resize(*VIEW)
    with qtbot.waitExposed(gallery):
        gallery.show()
    gallery.set_boxes(cells(), [f"class {i}" for i in range(80)], [f"{i}.jpg" for i in range(5000)])
    gallery.start_over()
    qtbot.wait(60)
    return gallery


def frames(bar, step: int, count: int = 200) -> np.ndarray:
    """Seconds of each frame while it scrolls by so many pixels a frame; of this thread, whoever else is at work."""
    times = []
    for i in range(count):
        start = thread_time()
        bar.setValue(bar.value() + step * (1 if i < count // 2 else -1))
        QApplication.processEvents()
        times.append(thread_time() - start)
    return np.array(times[2:])


def said(times: np.ndarray) -> str:
    return f"{1e3 * np.median(times):.1f} ms (99th percentile {1e3 * np.percentile(times, 99):.1f})"


@pytest.mark.parametrize(
    ("what", "step"), [("by the wheel", 60), ("by a page a frame", 1000), ("by a drag of the bar", 7_000)]
)
def test_a_frame_while_scrolling(gallery: Gallery, figures: Figures, what: str, step: int) -> None:
    times = frames(gallery.findChild(Wall).verticalScrollBar(), step)
    figures[f"gallery of {COUNT:,} crops, a frame while scrolling {what}"] = {OURS: said(times), "goal": GOAL}


def test_a_list_view_of_qt(qtbot, figures: Figures) -> None:
    """The peer: Qt's own way, with an item for each crop."""
    model = QStandardItemModel()
    pixmap = QPixmap(128, 128)
    pixmap.fill(QColor(90, 110, 100))
    icon = QIcon(pixmap)
    for i in range(COUNT):
        model.appendRow(QStandardItem(icon, f"class {i % 80}\nloss 0.50"))
    view = QListView()
    qtbot.addWidget(view)
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setUniformItemSizes(True)
    view.setIconSize(pixmap.size())
    view.setGridSize(pixmap.size() * 1.3)
    view.resize(*VIEW)
    start = perf_counter()
    view.setModel(model)
    with qtbot.waitExposed(view):
        view.show()
    QApplication.processEvents()
    shown = perf_counter() - start
    times = frames(view.verticalScrollBar(), 60, 40)
    pages = frames(view.verticalScrollBar(), 1000, 40)
    peer = f"Qt's list view: {said(times)}, by a page {said(pages)}, {shown:.1f} s until shown"
    figures[f"gallery of {COUNT:,} crops in a list view"] = {"goal": GOAL, OURS: peer}


def test_boxes_shown_and_sorted_anew(gallery: Gallery, figures: Figures, benchmark) -> None:
    own = cells()
    names, images = [f"class {i}" for i in range(80)], [f"{i}.jpg" for i in range(5000)]

    def show() -> None:
        gallery.set_boxes(own, names, images)
        QApplication.processEvents()

    benchmark.pedantic(show, rounds=10, warmup_rounds=1)


def test_an_order_of_all(benchmark) -> None:
    own = cells()
    benchmark.pedantic(order_of, (own, SortBy.LOSS, own.ids), rounds=10)


def test_the_order_by_similarity(figures: Figures) -> None:
    values = np.random.default_rng(0).normal(size=(COUNT, LENGTH)).astype(np.float32)
    start = perf_counter()
    odd_first(values)
    seconds = f"{perf_counter() - start:.1f} s"
    figures[f"order of {COUNT:,} boxes by similarity, in the background"] = {OURS: seconds}
