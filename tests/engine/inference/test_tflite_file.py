import flatbuffers
import numpy as np
import pytest

from engine.inference.tflite_file import POST_PROCESS, TfliteFacts, read_facts


def table(builder, *fields):
    builder.StartObject(max((number for number, _, _ in fields), default=-1) + 1)
    for number, kind, value in fields:
        match kind:
            case "offset":
                builder.PrependUOffsetTRelativeSlot(number, value, 0)
            case "int":
                builder.PrependUint32Slot(number, value, 0)
            case "byte":
                builder.PrependUint8Slot(number, value, 0)
    return builder.EndObject()


def tables(builder, *items):
    builder.StartVector(4, len(items), 4)
    for item in reversed(items):
        builder.PrependUOffsetTRelative(item)
    return builder.EndVector()


def metadata(mean, std):
    """ModelMetadata of one input, whose second process unit normalises."""
    builder = flatbuffers.Builder()
    options = [builder.CreateNumpyVector(np.float32(values)) for values in (mean, std)]
    options = table(builder, (0, "offset", options[0]), (1, "offset", options[1]))
    units = tables(builder, table(builder), table(builder, (0, "byte", 1), (1, "offset", options)))
    graph = table(builder, (2, "offset", tables(builder, table(builder, (5, "offset", units)))))
    builder.Finish(table(builder, (4, "offset", tables(builder, graph))))
    return bytes(builder.Output())


def model(*, code=POST_PROCESS, outputs=(4, 5, 6, 7), content=None):
    builder = flatbuffers.Builder()
    name = builder.CreateString(code)
    codes = tables(builder, table(builder), table(builder, (1, "offset", name)))
    results = builder.CreateNumpyVector(np.int32(outputs))
    operators = tables(builder, table(builder), table(builder, (0, "int", 1), (2, "offset", results)))
    graphs = tables(builder, table(builder, (3, "offset", operators)))
    fields = [(1, "offset", codes), (2, "offset", graphs)]
    if content is not None:
        data = table(builder, (0, "offset", builder.CreateByteVector(content)))
        fields.append((4, "offset", tables(builder, table(builder), data)))
        named = builder.CreateString("TFLITE_METADATA")
        fields.append((6, "offset", tables(builder, table(builder, (0, "offset", named), (1, "int", 1)))))
    builder.Finish(table(builder, *fields), b"TFL3")
    return bytes(builder.Output())


def test_of_what_is_no_tflite_file_nothing_is_known():
    assert read_facts(b"") == read_facts(b"this is no model at all") == TfliteFacts()


def test_custom_operators_and_the_tensors_of_the_post_process_are_found():
    assert read_facts(model()) == TfliteFacts((POST_PROCESS,), (4, 5, 6, 7))
    assert read_facts(model(code="Mine")) == TfliteFacts(("Mine",))


@pytest.mark.parametrize(("mean", "std"), [([127.5], [127.5]), ([1.0, 2.0, 3.0], [4.0, 5.0, 6.0])])
def test_the_metadata_says_how_the_input_is_normalised(mean, std):
    facts = read_facts(model(content=metadata(mean, std)))
    assert (facts.mean, facts.std) == (tuple(mean), tuple(std))


def test_a_file_cut_anywhere_is_no_error():
    data = model(content=metadata([1.0], [2.0]))
    for end in range(len(data)):
        read_facts(data[:end])
