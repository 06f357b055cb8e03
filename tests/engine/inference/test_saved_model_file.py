import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.saved_model_file import operations


def message(*fields):
    """A protocol buffer of (number, bytes or int)."""
    data = b""
    for number, value in fields:
        if isinstance(value, int):
            data += bytes([number << 3]) + varint(value)
        else:
            data += bytes([number << 3 | 2]) + varint(len(value)) + value
    return data


def varint(value):
    data = bytearray()
    while value > 0x7F:
        data.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*data, value])


def node(operation):
    return message((1, b"a name"), (2, operation.encode()))


def model(nodes, functions):
    library = message(
        *(
            (1, message((1, message((1, name.encode()))), *((3, node(own)) for own in inside)))
            for name, inside in functions.items()
        )
    )
    graph = message(*((1, node(own)) for own in nodes), (2, library), (3, 1234))
    return message((1, 1), (2, message((1, b"about"), (2, graph))))


def test_of_nothing_there_is_nothing():
    assert list(operations(b"")) == []


@given(st.lists(st.text(max_size=300)), st.dictionaries(st.text(max_size=20), st.lists(st.text(max_size=20))))
def test_every_operation_is_found_with_its_function(nodes, functions):
    wanted = [("", own) for own in nodes]
    wanted += [(name, own) for name, inside in functions.items() for own in inside]
    assert list(operations(model(nodes, functions))) == wanted


@pytest.mark.parametrize("data", [b"\x12", b"\x12\x05abc", b"\x0b", b"\xff" * 12])
def test_what_is_damaged_is_told(data):
    with pytest.raises(ValueError):
        list(operations(data))


def test_a_file_cut_anywhere_is_told_or_read():
    data = model(["ReadFile"], {"f": ["WriteFile", "Identity"]})
    for end in range(len(data)):
        try:
            list(operations(data[:end]))
        except ValueError:
            continue
