import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.dataset import Annotation
from engine.data.edit import EditKind
from engine.data.flag import Flag, FlagKind
from tests.engine.checks.tray import BOLT, NUT, flags, images, label

PERSON, HELMET = NUT, BOLT


def people(n: int, seed: int = 0, a_scene: int = 3) -> tuple[list[Annotation], list[Annotation]]:
    """Persons of all sizes, several on an image, each with a helmet on the head: both in the same order."""
    rng = np.random.default_rng(seed)
    persons, helmets = [], []
    for i in range(n):
        height = rng.uniform(60, 200)
        x, y = rng.uniform(0, 300), rng.uniform(0, 200)
        body = (x, y, x + height / 3, y + height)
        side = height / 6 * rng.uniform(0.95, 1.05)
        left, top = x + height / 12 + rng.normal(0, height / 60), y - height / 30 + rng.normal(0, height / 60)
        persons.append(label(2 * i + 1, body, image=i // a_scene, category=PERSON))
        helmets.append(
            label(2 * i + 2, (left, top, left + side, top + side), image=i // a_scene, category=HELMET)
        )
    return persons, helmets


def odd(labels: list[Annotation]) -> list[Flag]:
    of = images(1 + max((own.image for own in labels), default=0), (800, 600))
    return [flag for flag in flags(labels, of=of) if flag.kind is FlagKind.ODD_OFFSET]


@pytest.mark.parametrize("n", [0, 1, 60])
def test_what_is_where_it_always_is_is_let_be(n: int) -> None:
    persons, helmets = people(n)
    assert odd(persons + helmets) == []


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 59), st.integers(0, 5))
def test_the_one_that_is_elsewhere_is_flagged_and_put_back(which: int, seed: int) -> None:
    persons, helmets = people(60, seed)
    right = helmets[which]
    x1, y1, x2, y2 = right.box_xyxy
    helmets[which] = right.moved((x1 + 420, y1 + 200, x2 + 420, y2 + 200))
    (flag,) = odd(persons + helmets)
    assert flag.annotation_id == right.id
    assert flag.score > 0.5
    if flag.suggestion is not None:
        assert flag.suggestion.kind is EditKind.MOVE


def test_of_a_helmet_at_the_feet_of_one_person_the_way_back_is_suggested() -> None:
    persons, helmets = people(60, a_scene=1)
    person, right = persons[7], helmets[7]
    down = 0.8 * (person.box_xyxy[3] - person.box_xyxy[1])
    x1, y1, x2, y2 = right.box_xyxy
    helmets[7] = right.moved((x1, y1 + down, x2, y2 + down))
    (flag,) = odd(persons + helmets)
    assert flag.suggestion is not None
    assert flag.suggestion.after is not None
    assert flag.suggestion.after.box_xyxy == pytest.approx(right.box_xyxy, abs=0.1 * down)


def test_a_second_helmet_elsewhere_has_no_place_to_go_to() -> None:
    persons, helmets = people(60, a_scene=1)
    x1, y1, x2, y2 = helmets[7].box_xyxy
    helmets.append(label(999, (x1 + 400, y1 + 150, x2 + 400, y2 + 150), image=7, category=HELMET))
    (flag,) = odd(persons + helmets)
    assert (flag.annotation_id, flag.suggestion) == (999, None)


@given(st.integers(0, 20))
@settings(max_examples=10, deadline=None)
def test_boxes_that_are_beside_each_other_by_chance_have_no_place(seed: int) -> None:
    rng = np.random.default_rng(seed)
    labels = []
    for i in range(200):
        x, y, side = rng.uniform(0, 700), rng.uniform(0, 500), rng.uniform(20, 90)
        labels.append(label(i + 1, (x, y, x + side, y + side), image=i // 8, category=int(rng.integers(2))))
    assert odd(labels) == []
