import pytest

from engine.data.image_file import FileState


@pytest.mark.parametrize(("age_s", "settled"), [(-1.0, False), (0.0, False), (1.9, False), (2.1, True)])
def test_a_file_that_has_only_just_changed_may_change_again_unseen(age_s, settled):
    assert FileState(1, 5_000_000_000, "a").is_settled(5_000_000_000 + int(age_s * 1e9)) is settled
