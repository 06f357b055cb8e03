import os
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.features import FeatureRequest, FeaturesFinished, ImageFeatures
from engine.data.fine_tune import FineTuned, FineTuneRequest, TrainingLoss
from engine.data.model import (
    Acceleration,
    Device,
    FaultKind,
    ImagePredictions,
    ImageSkipped,
    ModelReady,
    ModelSpec,
    OutputFault,
    PredictFinished,
    PredictRequest,
    RawOutputs,
    Speed,
)
from engine.errors import EngineError, UserError, WorkFailedError
from engine.inference.protocol import (
    VERSION,
    Cancel,
    Failure,
    Pause,
    Resume,
    Stopped,
    Warm,
    WarmUp,
    decode,
    encode,
)

texts = st.text(st.characters(exclude_categories=["Cs"]))
paths = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).map(Path)
floats = st.floats(allow_nan=True, allow_infinity=True)
indices = st.integers(0, 2**40)
names = st.none() | st.lists(st.tuples(indices, texts), max_size=3).map(tuple)
devices = st.lists(st.builds(Device, texts, texts), max_size=3).map(tuple)
faults = st.lists(st.builds(OutputFault, st.sampled_from(FaultKind), indices, indices, texts), max_size=3)


@st.composite
def requests(draw):
    images = draw(st.lists(indices, max_size=5))
    return PredictRequest(
        ModelSpec(
            draw(paths), draw(st.none() | paths), draw(names), draw(st.none() | paths), draw(st.booleans())
        ),
        tuple(images),
        tuple(draw(paths) for _ in images),
        draw(st.floats(0, 1)),
        draw(st.none() | texts),
        draw(st.sampled_from(Acceleration)),
        draw(st.none() | st.integers(1, 512)),
    )


@st.composite
def trainings(draw):
    images = draw(st.lists(indices, max_size=4))
    counts = [draw(st.integers(0, 3)) for _ in images]
    numbers = st.lists(floats, min_size=12, max_size=12)
    return FineTuneRequest(
        ModelSpec(draw(paths), trusted=draw(st.booleans())),
        tuple(images),
        tuple(draw(paths) for _ in images),
        tuple(np.array(draw(numbers), np.float64).reshape(3, 4)[:count] for count in counts),
        tuple(np.array(draw(st.tuples(indices, indices, indices)), np.int64)[:count] for count in counts),
        draw(paths),
        draw(st.integers(1, 99)),
        draw(st.floats(0, 1)),
        draw(st.integers(1, 512)),
        draw(indices),
        draw(st.none() | texts),
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
    note = draw(st.none() | texts)
    return ImagePredictions(draw(indices), numbers(4 * n).reshape(n, 4), numbers(n), classes, raw, note)


def single(numbers):
    return np.array(numbers, np.float32)


@st.composite
def feature_requests(draw):
    images = draw(st.lists(indices, max_size=4))
    return FeatureRequest(
        ModelSpec(draw(paths), trusted=draw(st.booleans())),
        tuple(images),
        tuple(draw(paths) for _ in images),
        draw(st.none() | texts),
        draw(st.sampled_from(Acceleration)),
    )


messages = (
    requests()
    | predictions()
    | trainings()
    | st.builds(TrainingLoss, indices, indices, indices, indices, st.floats(allow_nan=False))
    | feature_requests()
    | st.builds(ImageFeatures, indices, st.lists(st.floats(width=32), max_size=4).map(single))
    | st.builds(FeaturesFinished, texts)
    | st.builds(FineTuned, paths, st.floats(0, 1e9))
    | st.sampled_from([WarmUp(), Cancel(), Pause(), Resume(), Stopped()])
    | st.builds(Warm, devices)
    | st.builds(ModelReady, texts, texts, names, devices, st.integers(0, 1))
    | st.builds(Speed, st.floats(0, 1e9), indices, indices)
    | st.builds(ImageSkipped, indices, texts)
    | st.builds(PredictFinished, st.floats(0, 1e9), st.none() | texts, faults.map(tuple))
    | st.builds(Failure, st.booleans(), texts, st.none() | texts, st.none() | texts, st.none() | texts)
)


@given(indices, messages)
def test_a_message_reads_back_the_same_to_the_last_bit(request_number, message):
    line = encode(request_number, message)
    assert line.count(b"\n") == 1 and line.endswith(b"\n")
    again, same = decode(line)
    assert again == request_number
    assert_same(same, message)


def assert_same(again, message):
    assert type(again) is type(message)
    for field in fields(message):
        ours, theirs = getattr(message, field.name), getattr(again, field.name)
        if isinstance(ours, np.ndarray):
            assert_same_array(theirs, ours)
        elif isinstance(ours, tuple) and ours and isinstance(ours[0], np.ndarray):
            for own, other in zip(theirs, ours, strict=True):
                assert_same_array(own, other)
        elif isinstance(ours, RawOutputs):
            assert_same(theirs, ours)
        else:
            assert theirs == ours


def assert_same_array(again, array):
    assert (again.dtype, again.shape) == (array.dtype, array.shape)
    assert again.tobytes() == array.tobytes()


@pytest.mark.skipif(os.name != "posix", reason="file names are text elsewhere")
def test_a_file_name_that_is_no_unicode_arrives():
    path = Path(os.fsdecode(b"/data/caf\xe9.jpg"))
    request = PredictRequest(ModelSpec(path), (0,), (path,))
    assert decode(encode(3, request)) == (3, request)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"not JSON\n",
        b"[1]\n",
        b'{"version":5}\n',
        b'{"version":5,"kind":"Cancel"}\n',
        b'{"version":5,"request":1,"kind":"Nonsense"}\n',
        b'{"version":5,"request":1,"kind":"Cancel","more":1}\n',
        b'{"version":5,"request":1,"kind":"ModelReady"}\n',
        b'{"version":5,"request":1,"kind":"ImagePredictions","image":0,"found":[1,"",""],"raw":null}\n',
        b'{"version":5,"request":1,"kind":"ImagePredictions","image":0,"found":["AAA=","",""],"raw":null}\n',
    ],
)
def test_what_is_no_message_is_our_bug(line):
    with pytest.raises(EngineError, match="not a message"):
        decode(line)


def test_another_version_is_refused_by_number():
    with pytest.raises(WorkFailedError, match=rf"version 99 .* version {VERSION}"):
        decode(b'{"version":99,"kind":"Unheard"}\n')


@pytest.mark.parametrize("kind", [UserError, WorkFailedError])
def test_an_exception_crosses_to_the_other_process_whole(kind):
    error = kind("it is broken", source=Path("a.pb"), record="node 3", remedy="Mend it")
    again = decode(encode(1, Failure.of(error)))[1].error()
    assert type(again) is kind
    assert str(again) == str(error)
