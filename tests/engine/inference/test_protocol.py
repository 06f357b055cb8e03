import os
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.model import (
    ImagePredictions,
    ImageSkipped,
    ModelReady,
    ModelSpec,
    PredictFinished,
    PredictRequest,
    RawOutputs,
)
from engine.errors import EngineError, UserError, WorkFailedError
from engine.inference.protocol import Failure, decode, encode

texts = st.text(st.characters(exclude_categories=["Cs"]))
paths = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).map(Path)
floats = st.floats(allow_nan=True, allow_infinity=True)
indices = st.integers(0, 2**40)


@st.composite
def requests(draw):
    images = draw(st.lists(indices, max_size=5))
    return PredictRequest(
        ModelSpec(draw(paths), draw(st.none() | paths)),
        tuple(images),
        tuple(draw(paths) for _ in images),
        draw(st.floats(0, 1)),
    )


@st.composite
def raw_outputs(draw):
    n = draw(st.integers(0, 4))
    single = st.floats(width=32)
    classes = draw(st.lists(st.integers(-9, 2**31 - 1), min_size=n, max_size=n))
    boxes, scores = (
        np.array(draw(st.lists(single, min_size=size, max_size=size)), np.float32) for size in (4 * n, n)
    )
    return RawOutputs(boxes.reshape(n, 4), scores, np.array(classes, np.int32))


@st.composite
def predictions(draw):
    n = draw(st.integers(0, 4))

    def numbers(size):
        return np.array(draw(st.lists(floats, min_size=size, max_size=size)), np.float64)

    classes = np.array(draw(st.lists(st.integers(-9, 2**40), min_size=n, max_size=n)), np.int64)
    raw = draw(st.none() | raw_outputs())
    return ImagePredictions(draw(indices), numbers(4 * n).reshape(n, 4), numbers(n), classes, raw)


messages = (
    requests()
    | predictions()
    | st.builds(ModelReady, texts)
    | st.builds(ImageSkipped, indices, texts)
    | st.builds(PredictFinished, st.floats(0, 1e9), st.none() | texts)
    | st.builds(Failure, st.booleans(), texts, st.none() | texts, st.none() | texts, st.none() | texts)
)


@given(messages)
def test_a_message_reads_back_the_same_to_the_last_bit(message):
    line = encode(message)
    assert line.count(b"\n") == 1 and line.endswith(b"\n")
    assert_same(decode(line), message)


def assert_same(again, message):
    assert type(again) is type(message)
    for field in fields(message):
        ours, theirs = getattr(message, field.name), getattr(again, field.name)
        if isinstance(ours, np.ndarray):
            assert (theirs.dtype, theirs.shape) == (ours.dtype, ours.shape)
            np.testing.assert_array_equal(theirs, ours)
            # Of zero too; that of NaN means nothing and is not kept.
            signed = ~np.isnan(ours)
            np.testing.assert_array_equal(np.signbit(theirs[signed]), np.signbit(ours[signed]))
        elif isinstance(ours, RawOutputs):
            assert_same(theirs, ours)
        else:
            assert theirs == ours


@pytest.mark.skipif(os.name != "posix", reason="file names are text elsewhere")
def test_a_file_name_that_is_no_unicode_arrives():
    path = Path(os.fsdecode(b"/data/caf\xe9.jpg"))
    request = PredictRequest(ModelSpec(path), (0,), (path,))
    assert decode(encode(request)) == request


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"not JSON\n",
        b"[1]\n",
        b'{"version":2}\n',
        b'{"version":2,"kind":"Nonsense"}\n',
        b'{"version":2,"kind":"ModelReady"}\n',
        b'{"version":2,"kind":"ImagePredictions","image":0,"boxes_xyxy":[1],"scores":[],"classes":[]}\n',
    ],
)
def test_what_is_no_message_is_our_bug(line):
    with pytest.raises(EngineError, match="not a message"):
        decode(line)


def test_another_version_is_refused_by_number():
    with pytest.raises(WorkFailedError, match=r"version 99 .* version 2"):
        decode(b'{"version":99,"kind":"Unheard"}\n')


@pytest.mark.parametrize("kind", [UserError, WorkFailedError])
def test_an_exception_crosses_to_the_other_process_whole(kind):
    error = kind("it is broken", source=Path("a.pb"), record="node 3", remedy="Mend it")
    again = decode(encode(Failure.of(error))).error()
    assert type(again) is kind
    assert str(again) == str(error)
