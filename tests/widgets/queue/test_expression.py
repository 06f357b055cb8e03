"""A filter as text: what is written is read back the same, and a mistake says what is possible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.flag import FlagKind
from widgets.queue.expression import STATES, VERDICTS, ExpressionError, Problem, complete, parse, written
from widgets.queue.filter import NUMBERS, Field, Filter, Holds, OneOf, Within

NAMES = ("RBC", "white cell", 'a "quoted", one', "back\\slash", "-minus")

texts = st.text(st.sampled_from('ab:<>=-,." \\ß\n0'), min_size=1, max_size=6)
numbers = st.floats(allow_nan=False, allow_infinity=False)


def choices(field, values):
    return st.builds(
        OneOf, st.just(field), st.lists(values, min_size=1, max_size=3).map(tuple), st.booleans()
    )


def bounds():
    fields, no = st.sampled_from(NUMBERS), st.none()
    return st.one_of(
        st.builds(Within, fields, numbers, numbers, st.just(False), st.booleans()),
        st.builds(Within, fields, numbers, no, st.booleans(), st.booleans()),
        st.builds(Within, fields, no, numbers, st.booleans(), st.booleans()),
    )


terms = st.one_of(
    st.builds(Holds, texts, st.booleans()),
    choices(Field.KIND, st.sampled_from([str(kind) for kind in FlagKind])),
    choices(Field.CLASS, st.sampled_from(NAMES)),
    choices(Field.IMAGE, texts),
    choices(Field.VERDICT, st.sampled_from([str(value) for value in VERDICTS])),
    choices(Field.STATE, st.sampled_from([str(value) for value in STATES])),
    bounds(),
)
filters = st.builds(Filter, st.lists(terms, max_size=5).map(tuple), st.none() | st.integers(1, 10**6))


@given(filters)
def test_a_filter_that_is_written_is_read_back_the_same(wanted):
    assert parse(written(wanted), NAMES) == wanted


@given(st.text(st.sampled_from('kind:cls"\\ -<>=.,5'), max_size=20))
def test_any_text_is_a_filter_or_a_mistake(text):
    try:
        wanted = parse(text, NAMES)
    except ExpressionError:
        return
    assert parse(written(wanted), NAMES) == wanted


@pytest.mark.parametrize(
    ("text", "terms", "top"),
    [
        ("", (), None),
        ("   ", (), None),
        ("some words", (Holds("some"), Holds("words")), None),
        ('"two words" -tray', (Holds("two words"), Holds("tray", True)), None),
        ('"open end', (Holds("open end"),), None),
        ("kind:wrong_class", (OneOf(Field.KIND, ("wrong_class",)),), None),
        ("KIND:Wrong-Class,duplicate", (OneOf(Field.KIND, ("wrong_class", "duplicate")),), None),
        ('class:"WHITE cell"', (OneOf(Field.CLASS, ("white cell",)),), None),
        ("-class:rbc", (OneOf(Field.CLASS, ("RBC",), True),), None),
        ("image:0012,7", (OneOf(Field.IMAGE, ("0012", "7")),), None),
        ("verdict:any", (OneOf(Field.VERDICT, ("any",)),), None),
        ("score:0.3..0.7", (Within(Field.SCORE, 0.3, 0.7),), None),
        ("score:.3..", (Within(Field.SCORE, 0.3, None),), None),
        ("score=0.5", (Within(Field.SCORE, 0.5, 0.5),), None),
        ("price>0.001", (Within(Field.PRICE, 0.001, None, True),), None),
        ("price>=-1e-3", (Within(Field.PRICE, -0.001, None),), None),
        ("loss<0.3", (Within(Field.LOSS, None, 0.3, True),), None),
        ("top:100", (), 100),
    ],
)
def test_a_text_is_read_as_it_is_meant(text, terms, top):
    assert parse(text, NAMES) == Filter(terms, top)


@pytest.mark.parametrize(
    ("text", "problem", "field", "value"),
    [
        ("colour:red", Problem.FIELD, "colour", ""),
        ("kind:wrong", Problem.VALUE, "kind", "wrong"),
        ("class:RBC,wbc", Problem.VALUE, "class", "wbc"),
        ("kind:", Problem.NO_VALUE, "kind", ""),
        ("image:", Problem.NO_VALUE, "image", ""),
        ("score>much", Problem.NUMBER, "score", "much"),
        ("score:0.1..a", Problem.NUMBER, "score", "0.1..a"),
        ("score>1e999", Problem.NUMBER, "score", "1e999"),
        ("kind>duplicate", Problem.NOT_COMPARED, "kind", "duplicate"),
        ("top:0", Problem.TOP, "top", "top:0"),
        ("top:5 top:6", Problem.TOP, "top", "top:6"),
    ],
)
def test_a_mistake_names_its_field_and_value(text, problem, field, value):
    with pytest.raises(ExpressionError) as caught:
        parse(text, NAMES)
    assert (caught.value.problem, caught.value.field, caught.value.value) == (problem, field, value)


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("", ()),
        ("pr", ("price>=",)),
        ("k", ("kind:",)),
        ("kind:wr", ("wrong_class",)),
        ("kind:duplicate,wr", ("wrong_class",)),
        ("-cl", ("class:", "kind:class_disputed")),
        ("class:wh", ('"white cell"',)),
        ('class:"wh', ('"white cell"',)),
        ("whi", ('class:"white cell"',)),
        ("verdict:un", ("unsure",)),
        ("kind:wrong_class", ()),
        ("score>=0", ()),
    ],
)
def test_what_is_begun_can_be_completed(text, offers):
    assert complete(text, len(text), NAMES).offers == offers


def test_a_completion_takes_the_place_of_the_word_at_the_cursor_alone():
    text = "tray kind:wr -bolt"
    found = complete(text, text.index("wr") + 1, NAMES)
    assert text[: found.start] + found.offers[0] + text[found.end :] == "tray kind:wrong_class -bolt"


@given(filters, st.sampled_from([Field.KIND, Field.CLASS, Field.SCORE]))
def test_other_terms_of_a_field_take_the_place_of_all_before(wanted, field):
    other = OneOf(field, ("RBC",))
    changed = wanted.with_terms(field, other)
    assert changed.of(field) == (other,)
    rest = [term for term in wanted.terms if term not in wanted.of(field)]
    assert [term for term in changed.terms if term != other] == rest
    assert wanted.with_terms(field).terms == tuple(rest)
