"""Anchors for boxes that those of a configuration do not cover, as the lines that make them."""

import numpy as np
import pytest

from engine.anchors import COVERED, best_ious
from engine.diagnose import better_anchors
from engine.formats.model_config import read_model_config
from engine.formats.training_config import read_configuration
from tests.engine.diagnose.detections import config

SSD = "ssd_anchor_generator { num_layers: 6 min_scale: 0.2 max_scale: 0.95 aspect_ratios: 1.0 aspect_ratios: 2.0 }"
LINES = """multiscale_anchor_generator {
  min_level: 3
  max_level: 7
  aspect_ratios: 1.0
  aspect_ratios: 2.0
  aspect_ratios: 0.5
}"""
GRID = "grid_anchor_generator { height_stride: 16 width_stride: 16 scales: [0.25, 0.5] aspect_ratios: [1.0] }"
BARE = "multiscale_anchor_generator { min_level: 3 max_level: 7 }"


def boxes(ratio, side, count=200):
    rng = np.random.default_rng(0)
    sides = side * rng.uniform(0.8, 1.25, count)
    ratios = ratio * rng.uniform(0.85, 1.2, count)
    sizes = np.stack([sides * np.sqrt(ratios), sides / np.sqrt(ratios)], axis=1)
    return rng.uniform(100, 200, (count, 2)), sizes


def proposed(folder, text, ratio, side):
    path = config(folder, anchors=text)
    settings = read_configuration(path)
    return path, better_anchors.steps(path, settings.anchors, *boxes(ratio, side), seed=0)


def covered(path, ratio, side):
    return float(np.mean(best_ious(*boxes(ratio, side), read_model_config(path).anchors) >= COVERED))


def applied(path, steps):
    """Change the lines of the file; one that is missing goes under the first that is changed."""
    lines = path.read_text().split("\n")
    assert len({step.line.number for step in steps}) == len(steps)
    for own in (step.line for step in steps):
        if not own.number:
            lines[steps[0].line.number - 1] += "\n" + own.after
            continue
        assert lines[own.number - 1].strip() == own.before
        lines[own.number - 1] = own.after
    path.write_text("\n".join(lines))


@pytest.mark.parametrize("text", [SSD, LINES, GRID], ids=["ssd", "lines", "grid"])
@pytest.mark.parametrize(("ratio", "side"), [(6.0, 60), (0.15, 90)])
def test_the_lines_cover_what_they_say(tmp_path, text, ratio, side):
    path, steps = proposed(tmp_path, text, ratio, side)
    assert steps and f"{text.split()[0]} anchors" in steps[0].sentence
    before = covered(path, ratio, side)
    applied(path, steps)
    share = covered(path, ratio, side)
    assert share > before + 0.3
    assert f"with {share:.0%} of the boxes" in steps[0].sentence


def test_a_size_that_the_file_leaves_out_is_a_line_to_add(tmp_path):
    _, steps = proposed(tmp_path, LINES, 3.0, 200 / 2**5)
    assert [step.line.number for step in steps][-1] == 0
    assert steps[-1].line.after.startswith("anchor_scale: ")


def test_without_ratios_there_is_no_line_to_change(tmp_path):
    assert read_configuration(config(tmp_path, anchors=BARE)).anchors is None


def test_anchors_that_fit_stay(tmp_path):
    assert proposed(tmp_path, LINES, 1.0, 64)[1] == ()
