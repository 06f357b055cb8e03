"""Keys are given to actions, and no key ever to two."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.actions import ACTIONS
from app.keys import KeyRefusedError, Keys
from widgets.key_text import normal_form

DEFAULTS = {"draw": ("W", "R"), "next": ("D",), "keys": ("?",), "demo": (), "pan": ("Space",)}
KEYS = Keys(DEFAULTS, frozenset({"Space", "Alt+F"}))


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("", ""),
        ("nonsense", ""),
        ("Ctrl+", ""),
        ("Shift", ""),
        ("Ctrl+K, Ctrl+C", ""),
        ("x", "X"),
        ("shift+ctrl+z", "Ctrl+Shift+Z"),
        ("Shift+?", "?"),
        ("Ctrl+Shift++", "Ctrl++"),
        ("Shift+1", "Shift+1"),
        ("Num+1", "1"),
        ("Backtab", "Shift+Tab"),
        ("Shift+Backtab", "Shift+Tab"),
        ("Shift+Space", "Shift+Space"),
        (",", ","),
        (";", ";"),
    ],
)
def test_a_key_is_written_in_one_way(text: str, normal: str) -> None:
    assert normal_form(text) == normal
    assert normal_form(normal) == normal


def test_the_table_is_in_normal_form() -> None:
    keys = [key for spec in ACTIONS for key in spec.shortcuts]
    assert [normal_form(key) for key in keys] == keys


@pytest.mark.parametrize(
    ("action", "keys", "now"),
    [
        ("draw", (), ()),
        ("draw", ("B",), ("B",)),
        ("draw", ("b", "B"), ("B",)),
        ("draw", ("R", "W"), ("R", "W")),
        ("demo", ("Tab", "Esc"), ("Tab", "Esc")),
        ("pan", ("Space", "B"), ("Space", "B")),
    ],
)
def test_an_action_gets_other_keys(action: str, keys: tuple[str, ...], now: tuple[str, ...]) -> None:
    changed = KEYS.assign(action, keys)
    assert changed.of(action) == now
    assert set(changed.changes) == {action}
    assert changed.reset(action) == KEYS
    assert changed.reset_all() == KEYS


@pytest.mark.parametrize(
    ("action", "key", "owner"),
    [
        ("demo", "", None),
        ("demo", "nonsense", None),
        ("demo", "Alt+F", None),
        ("demo", "Space", None),
        ("demo", "w", "draw"),
        ("demo", "Shift+?", "keys"),
    ],
)
def test_a_key_that_is_not_free_is_refused(action: str, key: str, owner: str | None) -> None:
    with pytest.raises(KeyRefusedError) as refused:
        KEYS.assign(action, (key,))
    assert refused.value.owner == owner


def test_an_action_whose_key_was_given_away_is_not_reset() -> None:
    given_away = KEYS.assign("draw", ("R",)).assign("demo", ("W",))
    with pytest.raises(KeyRefusedError) as refused:
        given_away.reset("draw")
    assert (refused.value.key, refused.value.owner) == ("W", "demo")


@pytest.mark.parametrize(
    ("stored", "changes", "sentences"),
    [
        ({}, {}, 0),
        ({"draw": ["W", "R"]}, {}, 0),
        ({"draw": []}, {"draw": ()}, 0),
        ({"draw": ["B"]}, {"draw": ("B",)}, 0),
        ({"gone": ["B"]}, {}, 1),
        ({"draw": ["nonsense"]}, {}, 1),
        ({"draw": ["nonsense", "B"]}, {"draw": ("B",)}, 1),
        ({"draw": ["Alt+F"]}, {}, 1),
        # A default of a newer version clashes with what a person chose before.
        ({"demo": ["W"]}, {"demo": ("W",), "draw": ("R",)}, 1),
        # Written by hand: two actions with one key.
        ({"demo": ["B"], "next": ["b"]}, {"next": ("B",)}, 1),
        # They swapped their keys, which is no conflict.
        ({"draw": ["D"], "next": ["W", "R"]}, {"draw": ("D",), "next": ("W", "R")}, 0),
    ],
)
def test_kept_changes_are_taken_up_as_far_as_they_make_sense(
    stored: dict[str, list[str]], changes: dict[str, tuple[str, ...]], sentences: int
) -> None:
    restored, said = KEYS.restored(stored)
    assert dict(restored.changes) == changes
    assert len(said) == sentences


KEY = st.sampled_from(["W", "w", "R", "D", "?", "Shift+?", "Space", "Alt+F", "Tab", "B", "nonsense", ""])
ACTION = st.sampled_from([*DEFAULTS])


def no_key_belongs_to_two(keys: Keys) -> bool:
    counts = Counter(key for action in DEFAULTS for key in keys.of(action))
    return all(counts) and max(counts.values(), default=0) <= 1


@given(st.lists(st.tuples(ACTION, st.lists(KEY, max_size=3))))
def test_no_key_ever_belongs_to_two_actions(steps: list[tuple[str, list[str]]]) -> None:
    keys = KEYS
    for action, wanted in steps:
        try:
            keys = keys.assign(action, wanted)
        except KeyRefusedError:
            continue
        assert no_key_belongs_to_two(keys)
        assert keys.owner("W") in (None, *(name for name in DEFAULTS if "W" in keys.of(name)))


@given(st.dictionaries(st.one_of(ACTION, st.just("gone")), st.lists(KEY, max_size=3)))
def test_no_settings_file_gives_a_key_to_two_actions(stored: dict[str, list[str]]) -> None:
    restored, _ = KEYS.restored(stored)
    assert no_key_belongs_to_two(restored)
    # What is kept of it is taken up whole the next time.
    again, said = KEYS.restored({action: list(own) for action, own in restored.changes.items()})
    assert (again, said) == (restored, ())
