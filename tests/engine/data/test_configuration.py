"""Other values in the lines of a configuration."""

import pytest

from engine.data.configuration import edited_lines, set_all_to, set_to
from engine.errors import UserError
from engine.formats.training_config import read_configuration

TEXT = "model {{ ssd {{ num_classes: 1\nanchor_generator {{ ssd_anchor_generator {{\n{anchors}\n}} }} }} }}"


def edited(folder, anchors):
    """The lines that give other ratios and scales, as (number from the first, before, after)."""
    path = folder / "pipeline.config"
    path.write_text(TEXT.format(anchors=anchors))
    own = read_configuration(path).anchors
    edits = [*set_all_to(own.ratios, ("0.5", "3")), *(set_to(size, "0.4") for size in own.sizes[:1])]
    return [(line.number and line.number - 2, line.before, line.after) for line in edited_lines(edits)]


@pytest.mark.parametrize(
    ("anchors", "lines"),
    [
        ("aspect_ratios: 1", [(1, "aspect_ratios: 1", "aspect_ratios: [0.5, 3]"), (0, "", "min_scale: 0.4")]),
        (
            "  min_scale: 0.2  # small\n  aspect_ratios: [1.0, 2.0] ",
            [
                (1, "min_scale: 0.2  # small", "min_scale: 0.4  # small"),
                (2, "aspect_ratios: [1.0, 2.0]", "aspect_ratios: [0.5, 3]"),
            ],
        ),
        (
            "aspect_ratios: 1\naspect_ratios: 2\nmin_scale: 0.2",
            [
                (1, "aspect_ratios: 1", "aspect_ratios: [0.5, 3]"),
                (2, "aspect_ratios: 2", ""),
                (3, "min_scale: 0.2", "min_scale: 0.4"),
            ],
        ),
        (
            "aspect_ratios: 1 min_scale: 0.2 aspect_ratios: 2",
            [
                (
                    1,
                    "aspect_ratios: 1 min_scale: 0.2 aspect_ratios: 2",
                    "aspect_ratios: [0.5, 3] min_scale: 0.4",
                )
            ],
        ),
        ("aspect_ratios: [1,\n2]", [(0, "", "min_scale: 0.4")]),
        (
            "aspect_ratios: 1\naspect_ratios: 2  # wide",
            [
                (1, "aspect_ratios: 1", "aspect_ratios: [0.5, 3]"),
                (2, "aspect_ratios: 2  # wide", ""),
                (0, "", "min_scale: 0.4"),
            ],
        ),
    ],
)
def test_each_line_is_there_once_with_all_that_is_changed(tmp_path, anchors, lines):
    assert edited(tmp_path, anchors) == lines


def test_nothing_changed_is_no_line():
    assert edited_lines([]) == ()


def test_a_configuration_of_something_else_is_refused(tmp_path):
    path = tmp_path / "pipeline.config"
    path.write_text("colour: 'red'")
    with pytest.raises(UserError, match="no pipeline"):
        read_configuration(path)
