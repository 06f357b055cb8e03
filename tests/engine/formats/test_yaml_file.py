import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formats.yaml_file import NotYamlError, parse, quoted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("names: [a, 'b']", {"names": ["a", "b"]}),
        ("names:\n  0: no\n  1: 1.0", {"names": {"0": "no", "1": "1.0"}}),
        ("a: !!python/object/apply:os.system ['x']", {"a": ["x"]}),
    ],
)
def test_everything_is_text(text, value):
    assert parse(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "a: &b [1]\nc: *b",
        "a: *b",
        "[" * 5000,
        "- " * 5000,
        "a\x00b",
        "x" * 5_000_000,
        "? [a]: b\n: c",
        "[a]: b",
        "a: b: c",
        "\t- a",
    ],
)
def test_what_is_no_plain_document_is_told(text):
    with pytest.raises(NotYamlError) as caught:
        parse(text)
    assert str(caught.value)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_can_be_quoted(text):
    assert parse(f"names: [{quoted(text)}]") == {"names": [text]}
