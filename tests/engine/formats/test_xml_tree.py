import io
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formats import xml_tree


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("<a/>", ""),
        ("<a> x </a>", " x "),
        ("<a><b>1</b><c/></a>", {"b": "1", "c": ""}),
        ("<a><b>1</b><b>2</b><b>3</b></a>", {"b": ["1", "2", "3"]}),
        ('<a k="v">x<b/></a>', {"@k": "v", "#text": "x", "b": ""}),
        ("<a><!-- no --><b>é</b></a>", {"b": "é"}),
        ("<a><part><name>head</name></part><part/></a>", {"part": [{"name": "head"}, ""]}),
    ],
)
def test_an_element_becomes_its_text_or_a_mapping(text, value):
    assert xml_tree.to_value(xml_tree.parse(text.encode())) == value


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=5)
NAMES = st.text("abc_", min_size=1, max_size=3)

ELEMENTS = st.recursive(
    st.tuples(NAMES, st.dictionaries(NAMES, TEXT, max_size=2), TEXT, st.just([])),
    lambda inner: st.tuples(
        NAMES, st.dictionaries(NAMES, TEXT, max_size=2), st.just(""), st.lists(inner, max_size=4)
    ),
    max_leaves=12,
)


def element_of(tag, attributes, text, children):
    element = ET.Element(tag, attributes)
    element.text = text
    element.extend(element_of(*child) for child in children)
    return element


@given(st.lists(ELEMENTS, max_size=3))
def test_what_is_kept_is_written_as_it_was(children):
    value = xml_tree.to_value(element_of("annotation", {}, "", children))
    root = ET.Element("annotation")
    for tag, item in value.items() if isinstance(value, dict) else ():
        xml_tree.append(root, tag, item)
    assert xml_tree.to_value(xml_tree.parse(xml_tree.to_bytes(root))) == value


def test_line_ends_inside_a_text_survive():
    root = ET.Element("a")
    xml_tree.append(root, "b", "1\r\n2\t3")
    assert xml_tree.to_value(xml_tree.parse(xml_tree.to_bytes(root))) == {"b": "1\r\n2\t3"}


@pytest.mark.parametrize("character", ["\0", "\x1b", "\ud800", "\uffff"])
def test_a_character_that_xml_does_not_have_is_refused(character):
    root = ET.Element("a")
    root.text = f"x{character}"
    with pytest.raises(ValueError, match="the character"):
        xml_tree.to_bytes(root)


BOMB = '<!DOCTYPE a [<!ENTITY b "xx"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    "data",
    [BOMB.encode(), BOMB.encode("utf-16"), b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///x"><a/>'],
)
def test_document_types_and_entities_are_refused(data):
    with pytest.raises(xml_tree.UnsafeXmlError):
        xml_tree.parse(data)


@pytest.mark.parametrize("count", [0, 1, 3000])
def test_parts_come_one_by_one_and_the_rest_at_the_end(count):
    text = "<r><a>1</a>" + "".join(f"<p n='{n}'><p/></p>" for n in range(count)) + "<a>2</a></r>"
    *parts, root = xml_tree.parse_parts(io.BytesIO(text.encode()), "p")
    assert [part.get("n") for part in parts] == [str(n) for n in range(count)]
    assert all(len(part) == 1 for part in parts)
    assert xml_tree.to_value(root) == {"a": ["1", "2"]}


def test_parts_end_where_the_document_is_broken():
    parts = xml_tree.parse_parts(io.BytesIO(b"<r><p/>" + b" " * 70_000 + b"</x>"), "p")
    assert next(parts).tag == "p"
    with pytest.raises(ET.ParseError):
        next(parts)
