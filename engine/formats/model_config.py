"""The TF2 Object Detection API's pipeline.config: input size, anchors, and what is done before boxes are put out.

Defaults are those of its .proto files; anchors are made as its anchor_generators do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.data.dataset import Float
from engine.data.model_config import AnchorLevel, ModelConfig, Suppression
from engine.errors import UserError
from engine.formats.protobuf_text import Message, parse_text
from engine.formats.text_file import read_text

_REMEDY = "Give the pipeline.config that the model was trained with"
_FIRST_SSD_STEP = 16.0
"""Of SSD's first feature map, on MobileNet and Inception alike."""
_CENTER_NET_STEP = 4.0


@dataclass(frozen=True, slots=True)
class _Fields:
    """A message with its numbers."""

    message: Message

    def inside(self, *names: str) -> _Fields:
        return _Fields(self.message.inside(*names))

    def has(self, name: str) -> bool:
        return any(key == name for key, _ in self.message.fields)

    def numbers(self, name: str) -> list[float]:
        return [float(value.text) for value in self.message.values(name)]

    def number(self, name: str, default: float) -> float:
        found = self.message.value(name)
        return default if found is None else float(found.text)

    def whole(self, name: str, default: int) -> int:
        number = float(self.number(name, default))
        if not number.is_integer():
            raise ValueError(f"{name} is {number:g}")
        return int(number)

    def is_false(self, name: str) -> bool:
        return any(value.text == "false" for value in self.message.values(name))


def read_model_config(path: Path) -> ModelConfig:
    """Read what a pipeline.config says of a model.

    Raises
    ------
    UserError
        The file cannot be read, or is no pipeline.config.
    """
    return model_config_of(read_text(path), path)


def model_config_of(text: str, path: Path) -> ModelConfig:
    """What the text of a pipeline.config says of a model; ``path`` is for errors, as in `read_model_config`."""
    try:
        read = parse_text(text, path, what="pipeline.config", remedy=_REMEDY)
        model = read.inside("model")
        kinds = [value for _, value in model.fields if isinstance(value, Message)]
        if not kinds:
            raise ValueError("there is no model in it")
        return _config(_Fields(model), _Fields(kinds[-1]))
    except ValueError as error:
        raise UserError(f"this is no pipeline.config ({error})", source=path, remedy=_REMEDY) from error


def _config(model: _Fields, own: _Fields) -> ModelConfig:
    resizer = own.inside("image_resizer")
    fixed, kept = resizer.inside("fixed_shape_resizer"), resizer.inside("keep_aspect_ratio_resizer")
    fixed_wh = sides = None
    if resizer.has("fixed_shape_resizer"):
        fixed_wh = (fixed.whole("width", 300), fixed.whole("height", 300))
    elif resizer.has("keep_aspect_ratio_resizer"):
        sides = (kept.whole("min_dimension", 600), kept.whole("max_dimension", 1024))
    if min(fixed_wh or sides or (1,)) < 1:
        raise ValueError("an image would be resized to nothing")
    anchors = _anchors(own, fixed_wh)
    step = min((float(level.steps.min()) for level in anchors), default=0.0)
    if model.has("center_net"):
        step = _CENTER_NET_STEP
    return ModelConfig(fixed_wh, sides, step, anchors, _suppression(own))


def _suppression(own: _Fields) -> Suppression | None:
    for name in ("post_processing", "second_stage_post_processing"):
        if own.inside(name).has("batch_non_max_suppression"):
            found = own.inside(name, "batch_non_max_suppression")
            return Suppression(
                score=found.number("score_threshold", 0.0),
                iou=found.number("iou_threshold", 0.6),
                most=found.whole("max_total_detections", 100),
                most_of_class=found.whole("max_detections_per_class", 100),
            )
    return None


def _anchors(own: _Fields, fixed_wh: tuple[int, int] | None) -> tuple[AnchorLevel, ...]:
    ssd, two_stages = own.inside("anchor_generator"), own.inside("first_stage_anchor_generator")
    generator = ssd if ssd.message.fields else two_stages
    if generator.has("ssd_anchor_generator"):
        # Its anchors are parts of the input, whose size nobody knows where it is not fixed.
        made = generator.inside("ssd_anchor_generator")
        return () if fixed_wh is None else tuple(_ssd(made, fixed_wh))
    if generator.has("multiscale_anchor_generator"):
        return tuple(_multiscale(generator.inside("multiscale_anchor_generator")))
    if generator.has("grid_anchor_generator"):
        return (_grid(generator.inside("grid_anchor_generator")),)
    return ()


def _ssd(own: _Fields, fixed_wh: tuple[int, int]) -> Iterator[AnchorLevel]:
    """Of multiple_grid_anchor_generator.create_ssd_anchors."""
    layers = own.whole("num_layers", 6)
    if not 1 <= layers <= 20:
        raise ValueError(f"it has {layers} layers of anchors")
    least, largest = own.number("min_scale", 0.2), own.number("max_scale", 0.95)
    scales = own.numbers("scales") or np.linspace(least, largest, layers).tolist()
    scales = [*scales, 1.0]
    ratios = own.numbers("aspect_ratios")
    between = own.number("interpolated_scale_aspect_ratio", 1.0)
    side = min(fixed_wh)
    for layer in range(layers):
        scale, following = scales[layer], scales[layer + 1]
        if layer == 0 and not own.is_false("reduce_boxes_in_lowest_layer"):
            pairs = [(0.1, 1.0), (scale, 2.0), (scale, 0.5)]
        else:
            pairs = [(scale, ratio) for ratio in ratios]
            if between > 0.0:
                pairs.append(((scale * following) ** 0.5, between))
        cells = np.ceil(np.array(fixed_wh) / (_FIRST_SSD_STEP * 2**layer))
        steps = np.array(fixed_wh) / cells
        yield AnchorLevel(steps, steps / 2, _shapes([(size * side, ratio) for size, ratio in pairs]))


def _multiscale(own: _Fields) -> Iterator[AnchorLevel]:
    """Of multiscale_grid_anchor_generator."""
    first, last = own.whole("min_level", 3), own.whole("max_level", 7)
    if not 0 <= first <= last <= 20:
        raise ValueError(f"its anchors are of the levels {first} to {last}")
    octave = own.whole("scales_per_octave", 2)
    ratios = own.numbers("aspect_ratios")
    for level in range(first, last + 1):
        base = own.number("anchor_scale", 4.0) * 2**level
        pairs = [(base * 2 ** (part / octave), ratio) for part in range(octave) for ratio in ratios]
        steps = np.full(2, 2.0**level)
        yield AnchorLevel(steps, steps / 2, _shapes(pairs))


def _grid(own: _Fields) -> AnchorLevel:
    """Of grid_anchor_generator."""
    base = np.array([own.number("width", 256), own.number("height", 256)])
    pairs = [(scale, ratio) for scale in own.numbers("scales") for ratio in own.numbers("aspect_ratios")]
    steps = np.array([own.number("width_stride", 16), own.number("height_stride", 16)])
    if not (steps > 0).all():
        raise ValueError("its anchors stand nowhere")
    offset = np.array([own.number("width_offset", 0), own.number("height_offset", 0)])
    return AnchorLevel(steps, offset, _shapes(pairs) * base)


def _shapes(pairs: Sequence[tuple[float, float]]) -> Float:
    """Width and height of anchors by scale and aspect ratio, which is width over height."""
    own = np.array(pairs, np.float64).reshape(-1, 2)
    if (own <= 0).any() or not np.isfinite(own).all():
        raise ValueError("an anchor has no size")
    root = np.sqrt(own[:, 1])
    return np.stack([own[:, 0] * root, own[:, 0] / root], axis=1)
