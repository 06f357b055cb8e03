import pytest

from engine.formats.pipeline_config import input_side


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("", 0),
        ("model { ssd { num_classes: 3 } }", 0),
        ("model { ssd { image_resizer { fixed_shape_resizer { height: 320\n width: 640 } } } }", 640),
        (
            "image_resizer {\n keep_aspect_ratio_resizer {\n min_dimension: 600\n max_dimension: 1024\n }\n}",
            1024,
        ),
        ("image_resizer { identity_resizer { } }\nwidth: 17", 0),
        ("image_resizer { fixed_shape_resizer { height: 300", 0),
    ],
)
def test_the_resizer_says_how_large_the_model_sees_images(tmp_path, text, side):
    model = tmp_path / "saved_model"
    model.mkdir()
    assert input_side(model) == 0
    (tmp_path / "pipeline.config").write_text(text)
    assert input_side(model) == side
    (model / "pipeline.config").write_text("image_resizer { fixed_shape_resizer { height: 8 width: 8 } }")
    assert input_side(model) == 8
