from pathlib import Path

import numpy as np
import pytest

import engine
from engine.data.model import ModelSpec
from engine.errors import UserError
from engine.inference.loading import load_detector

EXAMPLES = (Path(engine.__file__).parents[1] / "docs" / "adapters.md").read_text("utf-8").split("```python\n")
READ = "def read(outputs, size):\n    return [[0, 0, *size]], [outputs['score']], [1]\n"
LOAD = "def load(path):\n    return lambda images: {'score': images.mean(axis=(1, 2, 3))}\n"


def detector(tmp_path, code, *, trusted=True):
    adapter, model = tmp_path / "mine.py", tmp_path / "model.bin"
    adapter.write_text(code, "utf-8")
    model.write_text("100")
    return load_detector(ModelSpec(model, adapter=adapter, trusted=trusted))


def of(own, *images):
    return own.detect([own.prepare(pixels) for pixels in images])


def grey(level, width=4, height=3):
    return np.full((height, width, 3), level, np.uint8)


def test_no_images_give_no_answers(tmp_path):
    assert of(detector(tmp_path, LOAD + READ)) == []


def test_the_documented_example_of_another_library_runs(tmp_path):
    own = detector(tmp_path, EXAMPLES[2].split("```")[0])
    pixels = grey(10, 40, 30)
    pixels[5:12, 7:20] = 200
    bright, dark = of(own, pixels, grey(10, 40, 30))
    assert bright.boxes_xyxy.tolist() == [[7, 5, 20, 12]] and bright.scores.tolist() == [1]
    assert dark.boxes_xyxy.shape == (0, 4) and dark.classes.dtype == np.int64


def test_an_adapter_is_not_run_unless_it_is_trusted(tmp_path):
    marker = tmp_path / "it ran"
    with pytest.raises(UserError, match="Python program") as caught:
        detector(tmp_path, f"open({str(marker)!r}, 'w')", trusted=False)
    assert "trust" in caught.value.remedy and not marker.exists()


def test_what_it_says_of_itself_is_told(tmp_path):
    own = detector(tmp_path, f"TITLE = 'Mine'\nNAMES = ['a', 'b']\nFIRST_CLASS = 1\nBATCH = 2\n{LOAD}{READ}")
    assert (own.kind, own.names, own.first_class, own.batch) == ("Mine", ((1, "a"), (2, "b")), 1, 2)
    plain = detector(tmp_path, LOAD + READ)
    assert (plain.kind, plain.names, plain.first_class, plain.batch) == (
        "Model with the adapter mine.py", None, 0, None,
    )  # fmt: skip


def test_a_batch_of_its_own_size_is_filled_up(tmp_path):
    code = LOAD.replace("images.mean", "assert_two(images).mean")
    code += "def assert_two(images):\n    assert len(images) == 2\n    return images\n"
    own = detector(tmp_path, f"BATCH = 2\n{code}{READ}")
    assert [told.scores.tolist() for told in of(own, grey(1), grey(2), grey(3))] == [[1], [2], [3]]


def test_boxes_come_back_to_pixels_of_the_image(tmp_path):
    halved = "def prepare(pixels):\n    return pixels[::2, ::2]\n"
    (told,) = of(detector(tmp_path, LOAD + READ + halved), grey(9, 8, 6))
    assert told.boxes_xyxy.tolist() == [[0, 0, 8, 6]]
    moved = "def prepare(pixels):\n    return pixels, (1, 1), (2, -1)\n"
    (told,) = of(detector(tmp_path, LOAD + READ + moved), grey(9, 8, 6))
    assert told.boxes_xyxy.tolist() == [[-2, 1, 6, 7]]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "no function 'read'"),
        ("read = 3", "no function 'read'"),
        ("def read(:\n", "line 1 of mine.py: SyntaxError"),
        ("import json\nimport no_such_module\n", "line 2 of mine.py: ModuleNotFoundError"),
        (f"{READ}def load(path):\n    return open(path / 'x')\n", "line 4 of mine.py: NotADirectoryError"),
        (f"{READ}def load(path):\n    return 3\n", "load\\(path\\) must return a function"),
        (f"NAMES = {{'one': 1}}\n{READ}{LOAD}", "ValueError"),
    ],
)
def test_an_adapter_that_cannot_be_used_is_refused_with_its_line(tmp_path, code, words):
    with pytest.raises(UserError, match=words) as caught:
        detector(tmp_path, code)
    assert caught.value.source == str(tmp_path / "mine.py") and "docs/adapters.md" in caught.value.remedy


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (f"{LOAD}def read(outputs, size):\n    return outputs['nothing']\n", "line 4 of mine.py: KeyError"),
        (
            f"{LOAD}def read(outputs, size):\n    return [[0, 0, 1, 1]], [0.5, 0.4], [1]\n",
            "1 boxes, 2 scores",
        ),
        (f"{LOAD}def read(outputs, size):\n    return 1, 2\n", "ValueError"),
        (f"{LOAD}{READ}def prepare(pixels):\n    return pixels / 0 + x\n", "line 6 of mine.py: NameError"),
        (f"{LOAD}{READ}def prepare(pixels):\n    return pixels.ravel()\n", r"array \(h, w, 3\), not \[36\]"),
        (f"{READ}def load(path):\n    return lambda images: 1 / 0\n", "line 4 of mine.py: ZeroDivisionError"),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_an_error_while_it_runs_names_its_line(tmp_path, code, words):
    own = detector(tmp_path, code)
    with pytest.raises(UserError, match=words) as caught:
        of(own, grey(9))
    assert caught.value.source == str(tmp_path / "mine.py")


def test_memory_that_runs_out_is_no_fault_of_the_adapters(tmp_path):
    own = detector(
        tmp_path, f"{READ}def load(path):\n    def run(images):\n        raise MemoryError\n    return run\n"
    )
    with pytest.raises(MemoryError):
        of(own, grey(9))


def test_there_must_be_an_adapter(tmp_path):
    with pytest.raises(UserError, match="no such adapter"):
        load_detector(ModelSpec(tmp_path, adapter=tmp_path / "nothing.py", trusted=True))
