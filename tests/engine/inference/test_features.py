"""Which output has features, and what becomes of images on the way to them."""

from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from engine.data.features import FeatureRequest, FeaturesFinished, ImageFeatures
from engine.data.model import ImageSkipped, ModelSpec
from engine.errors import CancelledError, UserError
from engine.inference.detector import Prepared
from engine.inference.features import FeatureRun, backbone, feature_output, last_map, pooled
from engine.inference.loading import _Detector
from engine.inference.signature import FileKind
from tests.engine.inference.kinds.signatures import image, signature

BOXES = (None, 100, 4)


@pytest.mark.parametrize(
    ("outputs", "expected"),
    [
        ({}, None),
        ({"detection_boxes": BOXES}, None),
        ({"detection_boxes": BOXES, "detection_features": (None, 100, 7, 7, 64)}, "detection_features"),
        ({"embedding": (None, 128)}, "embedding"),
        ({"image_embeddings": None}, "image_embeddings"),
        ({"pre_logits": (None, 9, 9, 32)}, "pre_logits"),
        ({"featureless": (None, 2)}, None),
        ({"feature": (None,)}, None),
    ],
)
def test_an_output_has_features_by_its_name(outputs, expected):
    assert feature_output(signature(FileKind.SAVED_MODEL, image(), outputs)) == expected


@pytest.mark.parametrize("shape", [(3, 8), (3, 5, 8), (3, 4, 5, 8), (3, 2, 4, 5, 8)])
def test_features_are_means_over_places(shape):
    found = pooled(np.arange(np.prod(shape)).reshape(shape))
    assert (found.shape, found.dtype) == ((3, 8), np.float32)
    assert found[0, 1] - found[0, 0] == 1


def layer(kind, shape):
    return type(kind, (), {"output": SimpleNamespace(shape=shape)})()


def test_layers_are_chosen_by_what_they_know_of_the_whole_image():
    fine, coarse, wide = (
        layer("Conv2D", shape) for shape in ((None, 8, 8, 64), (None, 4, 4, 16), (None, 4, 4, 32))
    )
    head = layer("Dense", (None, 10))
    assert last_map(SimpleNamespace(layers=[])) is None
    assert last_map(SimpleNamespace(layers=[head, object()])) is None
    assert last_map(SimpleNamespace(layers=[fine, wide, coarse, head])) is wide
    pooling = layer("GlobalAveragePooling2D", (None, 32))
    assert last_map(SimpleNamespace(layers=[fine, pooling, coarse])) is pooling
    assert backbone(SimpleNamespace(backbone="resnet")) is None
    own = type("Model", (), {"layers": [], "__call__": lambda self: None})()
    assert backbone(SimpleNamespace(backbone=own)) is own


class Mean:
    """A model whose features are the mean of each channel; it takes no more than so many images."""

    features_from = "mean"

    def __init__(self, most=99, batch=None):
        self.most, self.batch, self.sizes = most, batch, []

    def prepare(self, pixels):
        return Prepared(pixels, pixels.shape[1::-1])

    def features(self, batch):
        self.sizes.append(len(batch))
        if len(batch) > self.most:
            raise MemoryError
        assert len({own.pixels.shape for own in batch}) == 1
        return np.array([own.pixels.mean(axis=(0, 1)) for own in batch], np.float32)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pictures")
    for number in range(20):
        side = 6 if number < 11 else 9
        cv2.imwrite(str(folder / f"{number}.png"), np.full((side, 6, 3), number, np.uint8))
    return folder


def asked(folder, numbers):
    paths = tuple(folder / f"{number}.png" for number in numbers)
    return FeatureRequest(ModelSpec(folder / "model.keras"), tuple(numbers), paths)


def answers(model, request, is_cancelled=lambda: False):
    told = []
    finished = FeatureRun(model, request, send=told.append, is_cancelled=is_cancelled).run()
    assert finished == FeaturesFinished("mean")
    return told


@pytest.mark.parametrize("most", [99, 3, 1])
def test_every_image_has_its_features_however_many_fit(pictures, most):
    told = answers(Mean(most), asked(pictures, range(20)))
    assert [own.image for own in told] == list(range(20))
    assert all(own.vector.tolist() == [own.image] * 3 for own in told)


def test_an_image_that_cannot_be_read_is_left_out(pictures):
    first, second = answers(Mean(), asked(pictures, [99, 3]))
    assert isinstance(first, ImageSkipped) and first.image == 99
    assert isinstance(second, ImageFeatures) and second.image == 3


def test_without_images_there_is_nothing_to_do(pictures):
    assert answers(Mean(), asked(pictures, [])) == []


def test_what_gives_no_features_or_fails_says_so(pictures):
    silent = Mean()
    silent.features_from = None
    with pytest.raises(UserError, match="gives no features"):
        answers(silent, asked(pictures, [0]))
    broken = Mean()
    broken.features = lambda batch: (_ for _ in ()).throw(RuntimeError("a shape"))
    with pytest.raises(UserError, match=r"failed .* \(a shape\)"):
        answers(broken, asked(pictures, [0]))


def test_it_stops_when_it_is_cancelled(pictures):
    with pytest.raises(CancelledError):
        answers(Mean(), asked(pictures, [0]), lambda: True)


def test_a_model_of_a_fixed_batch_gives_as_many_features_as_there_are_images():
    outputs = {"detection_boxes": BOXES, "embedding": (2, 3)}
    model = SimpleNamespace(
        signature=signature(FileKind.SAVED_MODEL, image(shape=(2, None, None, 3)), outputs),
        device=SimpleNamespace(title="CPU"),
        run=lambda arrays: {"embedding": arrays["input_tensor"].mean(axis=(1, 2))},
    )
    kind = SimpleNamespace(title="kind", names=None, first_class=1)
    detector = _Detector(model, kind, 1)
    assert detector.features_from == "embedding"
    batch = [Prepared(np.full((4, 4, 3), level, np.uint8), (4, 4)) for level in (1, 2, 3)]
    assert detector.features(batch).tolist() == [[1] * 3, [2] * 3, [3] * 3]
