from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UserError
from engine.formats.label_map_pbtxt import label_map_text, read_pbtxt

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda name: not name.startswith(("/m/", "/g/"))
)


@given(st.dictionaries(st.integers(0, 2**31 - 1), TEXT, min_size=1, max_size=4))
def test_what_is_written_is_read(names):
    assert read_pbtxt(label_map_text(names), Path("a.pbtxt")) == names


@pytest.mark.parametrize(
    "text", ["item {" * 200, f"item {{ id: {2**31} name: 'a' }}", "item { id: 1_x name: 'a' }"]
)
def test_what_no_label_map_says_is_told_with_its_line(text):
    with pytest.raises(UserError, match="line 1"):
        read_pbtxt(text, Path("a.pbtxt"))
