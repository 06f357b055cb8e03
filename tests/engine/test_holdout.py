"""Images to learn from and images held out: by split, or by chance that stays the same."""

import pytest

from engine.formats.splits import Splits
from engine.holdout import holdout

NAMES = tuple(f"photo {i}.jpg" for i in range(500))


def unknown(names):
    return Splits(((),) * len(names))


def drawn(names, **options):
    """Names held out."""
    (group,) = holdout(names, unknown(names), **options).held_out
    return {names[image] for image in group.images}


def test_without_images_the_groups_are_empty():
    divided = holdout((), Splits(()))
    assert [group.images for group in (*divided.train, *divided.held_out)] == [(), ()]


@pytest.mark.parametrize("own", [(), ("train",)])
def test_without_two_splits_a_fifth_is_held_out_by_chance(own):
    divided = holdout(NAMES, Splits((own,) * len(NAMES)))
    (train,), (held_out,) = divided.train, divided.held_out
    assert sorted((*train.images, *held_out.images)) == list(range(500))
    assert 70 < len(held_out.images) < 130
    assert train.key != held_out.key


def test_images_that_are_added_move_no_other():
    more = (*(f"added {i}.jpg" for i in range(100)), *NAMES)
    assert drawn(more) & set(NAMES) == drawn(NAMES)


def test_a_name_is_the_same_on_windows():
    places = ["\\".join(("a", name)) for name in NAMES]
    assert {name.replace("\\", "/") for name in drawn(places)} == drawn([f"a/{name}" for name in NAMES])


def test_another_seed_draws_others():
    assert drawn(NAMES, seed=1) != drawn(NAMES)


def test_splits_are_offered_the_most_fitting_first():
    own = [("test",), ("train",), (), ("val", "train"), ("train",)]
    divided = holdout(NAMES[:5], Splits(tuple(own)))
    assert [(group.key, group.images) for group in divided.train] == [
        ("train", (1, 3, 4)),
        ("val", (3,)),
        ("test", (0,)),
    ]
    assert [group.key for group in divided.held_out] == ["val", "test", "train"]
