import random
from contextlib import suppress

import numpy as np
import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from hypothesis import given
from hypothesis import strategies as st

from engine.formats.example import example_bytes, parse_example
from engine.formats.protobuf_wire import NotMessageError

FEATURES = st.dictionaries(
    st.text(max_size=9),
    st.one_of(
        st.lists(st.binary(max_size=9), max_size=4).map(tuple),
        st.lists(st.floats(width=32), max_size=4).map(lambda values: np.array(values, np.float32)),
        st.lists(st.integers(-(2**63), 2**63 - 1), max_size=4).map(lambda values: np.array(values, np.int64)),
    ),
    max_size=5,
)
# Example { features { feature { key: "a" value { int64_list { value: [1, 300] } } } } }, packed and one by one.
PACKED = bytes.fromhex("0a0e 0a0c 0a0161 1207 1a05 0a03 01ac02".replace(" ", ""))
UNPACKED = bytes.fromhex("0a0f 0a0d 0a0161 1208 1a06 0801 08ac0208".replace(" ", ""))


def same(one, other):
    assert type(one) is type(other)
    if isinstance(one, tuple):
        assert one == other
    else:
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one, other)


def test_no_bytes_are_no_features():
    assert parse_example(b"") == {}
    assert parse_example(example_bytes({})) == {}


def test_numbers_may_be_packed_or_not():
    assert parse_example(PACKED)["a"].tolist() == [1, 300]
    with pytest.raises(NotMessageError, match="ends early"):
        parse_example(UNPACKED)
    whole = bytes.fromhex("0a0e0a0c0a016112071a05080108ac02")
    assert parse_example(whole)["a"].tolist() == [1, 300]


@given(FEATURES)
def test_what_is_written_is_read_back(features):
    back = parse_example(example_bytes(features))
    assert sorted(back) == sorted(features)
    for name, feature in features.items():
        if len(feature):
            same(back[name], feature)
        else:
            assert len(back[name]) == 0


@pytest.fixture(scope="module")
def peer():
    """The message as protobuf itself makes it, described here since TensorFlow takes seconds to import."""
    file = descriptor_pb2.FileDescriptorProto(name="example.proto", package="t", syntax="proto3")
    field = descriptor_pb2.FieldDescriptorProto
    for kind, type_ in (
        ("Bytes", field.TYPE_BYTES),
        ("Float", field.TYPE_FLOAT),
        ("Int64", field.TYPE_INT64),
    ):
        message = file.message_type.add(name=f"{kind}List")
        message.field.add(name="value", number=1, type=type_, label=field.LABEL_REPEATED)
    feature = file.message_type.add(name="Feature")
    feature.oneof_decl.add(name="kind")
    for number, kind in enumerate(("Bytes", "Float", "Int64"), 1):
        name = f"{kind.lower()}_list"
        feature.field.add(
            name=name, number=number, type=field.TYPE_MESSAGE, type_name=f".t.{kind}List", oneof_index=0
        )
    features = file.message_type.add(name="Features")
    entry = features.nested_type.add(name="FeatureEntry")
    entry.options.map_entry = True
    entry.field.add(name="key", number=1, type=field.TYPE_STRING)
    entry.field.add(name="value", number=2, type=field.TYPE_MESSAGE, type_name=".t.Feature")
    features.field.add(
        name="feature",
        number=1,
        type=field.TYPE_MESSAGE,
        label=field.LABEL_REPEATED,
        type_name=".t.Features.FeatureEntry",
    )
    example = file.message_type.add(name="Example")
    example.field.add(name="features", number=1, type=field.TYPE_MESSAGE, type_name=".t.Features")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("t.Example"))


@given(FEATURES)
def test_the_bytes_are_those_of_protobuf(peer, features):
    message = peer()
    for name, feature in features.items():
        target = message.features.feature[name]
        if isinstance(feature, tuple):
            target.bytes_list.value.extend(feature)
        elif feature.dtype == np.float32:
            target.float_list.value.extend(feature.tolist())
        else:
            target.int64_list.value.extend(feature.tolist())
    parsed = peer.FromString(example_bytes(features))
    for name, feature in features.items():
        own = parsed.features.feature[name]
        kind = own.WhichOneof("kind")
        values = list(getattr(own, kind).value) if kind else []
        np.testing.assert_array_equal(values, list(feature))
    for name, feature in parse_example(message.SerializeToString()).items():
        if len(feature):
            same(feature, features[name])


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    try:
        parse_example(data)
    except NotMessageError as error:
        assert str(error)


def test_bytes_changed_anywhere_are_read_or_refused():
    data = example_bytes({"a": (b"x" * 40,), "b": np.arange(9, dtype=np.int64), "c": np.ones(9, np.float32)})
    draw = random.Random(0)
    for _ in range(3000):
        changed = bytearray(data)
        changed[draw.randrange(len(changed))] = draw.randrange(256)
        with suppress(NotMessageError):
            parse_example(bytes(changed[: draw.randrange(len(changed) + 1)]))
