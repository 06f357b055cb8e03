import pytest

from engine.inference.batches import MOST, BatchSize

SHAPE = (480, 640, 3)


def run(batches: BatchSize, seconds, times: int = 60, shape=SHAPE) -> list[int]:
    """Sizes of so many full batches; ``seconds`` tells how long one of a size takes."""
    sizes = []
    for _ in range(times):
        sizes.append(batches.size)
        batches.ran(shape, batches.size, seconds(batches.size))
    return sizes


def test_it_begins_with_one():
    assert BatchSize().size == 1


def test_it_doubles_while_that_makes_a_model_quicker_and_goes_back_where_it_does_not():
    """A hundredth of a second a batch and a thousandth an image, but past 16 nothing is gained any more."""
    batches = BatchSize()
    sizes = run(batches, lambda size: 0.01 + 0.001 * size if size <= 16 else 0.026 / 16 * size)
    assert sorted(set(sizes)) == [1, 2, 4, 8, 16, 32]
    assert batches.size == sizes[-1] == 16


def test_a_model_that_gains_nothing_stays_at_one():
    batches = BatchSize()
    assert set(run(batches, lambda size: 0.02 * size)) == {1, 2}
    assert batches.size == 1


def test_a_batch_is_never_so_long_that_a_run_cannot_be_cancelled():
    batches = BatchSize()
    assert max(run(batches, lambda size: 0.1 + 0.001 * size)) == 4 * 32
    slow = BatchSize()
    assert max(run(slow, lambda size: 0.3)) == 1


def test_a_batch_has_no_more_images_than_pay_anywhere():
    batches = BatchSize()
    assert max(run(batches, lambda size: 0.01)) == MOST == batches.size


def test_the_first_batch_of_a_shape_does_not_count():
    """It makes the model ready, which may take seconds."""
    batches = BatchSize()
    batches.ran(SHAPE, 1, 5.0)
    assert run(batches, lambda size: 0.01, times=3) == [1, 1, 1]
    assert batches.size == 2


def test_sizes_are_held_against_each_other_at_the_same_shape():
    batches = BatchSize()
    run(batches, lambda size: 0.01, times=4)
    assert batches.size == 2
    # Another shape, for which nothing is known of batches of one.
    run(batches, lambda size: 1.0, times=10, shape=(10, 10, 3))
    assert batches.size == 2
    run(batches, lambda size: 0.01, times=4)
    assert batches.size == 4


@pytest.mark.parametrize("fixed", [None, 8])
def test_memory_that_runs_out_halves_it_for_good(fixed):
    batches = BatchSize(fixed)
    run(batches, lambda size: 0.01, times=12)
    assert batches.size == 8
    assert batches.ran_out(8)
    assert set(run(batches, lambda size: 0.01)) == {4}
    assert batches.ran_out(4) and batches.ran_out(2)
    assert not batches.ran_out(1)


def test_large_images_are_run_in_smaller_batches_unless_somebody_asked_for_more():
    batches = BatchSize()
    run(batches, lambda size: 0.001)
    assert batches.room(640 * 480) == 109
    assert batches.room(50_000_000) == 1
    assert BatchSize(16).room(50_000_000) == 16


def test_what_was_asked_for_is_kept():
    assert set(run(BatchSize(3), lambda size: 0.01)) == {3}
