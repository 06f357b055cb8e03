import os
import time
from collections import OrderedDict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.address import CACHE_VARIABLE, image_folder
from engine.errors import UserError, WorkFailedError
from engine.remote.allowance import Allowance
from engine.remote.cache import DEFAULT_LIMIT, CacheContent, ImageCache

ADDRESSES = ("s3://bucket/a", "https://host/b")
USES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 60)), max_size=30)
"""Numbers of files that are asked for, with the size of each."""


def place(number: int) -> Path:
    return image_folder(ADDRESSES[number % 2]) / "folder" / f"{number}.jpg"


def total(cache: ImageCache) -> int:
    return sum(own.bytes for own in cache.contents())


def test_an_empty_cache_holds_nothing(cache_folder: Path) -> None:
    cache = ImageCache()
    assert cache.contents() == ()
    assert cache.read(place(0)) is None
    assert cache.limit() == DEFAULT_LIMIT
    assert not cache_folder.exists()


@settings(max_examples=25)
@given(uses=USES)
def test_it_never_holds_more_than_its_limit_or_one_file_and_what_was_used_last_stays(
    uses: list[tuple[int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(tmp_path_factory.mktemp("cache")))
        cache = ImageCache()
        cache.set_limit(100)
        used: OrderedDict[int, int] = OrderedDict()
        for number, size in uses:
            size = used.get(number, size)
            if cache.read(place(number)) is None:
                cache.keep(place(number), bytes(size))
            used[number] = size
            used.move_to_end(number)
            held = [own for own in used if place(own).exists()]
            assert sum(used[own] for own in held) == total(cache) <= 100
            # Of those that are gone none was used later than one that is there.
            assert held == list(used)[len(used) - len(held) :]


def test_a_file_that_is_larger_than_the_limit_is_there_alone(cache_folder: Path) -> None:
    cache = ImageCache()
    cache.set_limit(100)
    cache.keep(place(0), bytes(50))
    cache.keep(place(1), bytes(500))
    assert cache.contents() == (CacheContent(ADDRESSES[1], 1, 500),)
    cache.keep(place(2), bytes(50))
    assert cache.contents() == (CacheContent(ADDRESSES[0], 1, 50),)


def test_a_lower_limit_holds_at_once_and_for_every_process(cache_folder: Path) -> None:
    cache = ImageCache()
    for number in range(10):
        cache.keep(place(number), bytes(10))
    cache.set_limit(40)
    # A tenth of the limit is left free, so that there is room for the next ones.
    assert [number for number in range(10) if place(number).exists()] == [7, 8, 9]
    assert ImageCache().limit() == 40
    with pytest.raises(UserError, match="less than nothing"):
        cache.set_limit(-1)


def test_clearing_leaves_the_limit(cache_folder: Path) -> None:
    cache = ImageCache()
    cache.set_limit(40)
    cache.keep(place(0), bytes(10))
    cache.clear()
    assert cache.contents() == ()
    assert cache.limit() == 40
    cache.keep(place(0), bytes(40))
    assert total(cache) == 40


def test_what_was_noted_wrong_or_not_at_all_is_counted_anew(cache_folder: Path) -> None:
    cache = ImageCache()
    cache.set_limit(100)
    cache.keep(place(0), bytes(60))
    for noted in ("", "no number", "0", "999999"):
        (cache_folder / ".state" / "bytes").write_text(noted)
        cache.keep(place(1), bytes(40))
        cache.keep(place(3), bytes(40))
        assert total(cache) <= 140 if noted == "0" else total(cache) <= 100
        cache.clear()


def test_reading_does_not_change_what_a_file_is_known_by(cache_folder: Path) -> None:
    cache = ImageCache()
    cache.keep(place(0), b"an image")
    os.utime(place(0), ns=(1, 1_000_000_007))
    assert cache.read(place(0), 2) == b"an"
    assert place(0).stat().st_mtime_ns == 1_000_000_007
    assert place(0).stat().st_atime_ns > 1


def test_what_killed_processes_were_writing_goes_after_a_while(cache_folder: Path) -> None:
    cache = ImageCache()
    cache.set_limit(10)
    old, young = (cache_folder / ".state" / f"{name}.part" for name in ("old", "young"))
    for part in (old, young):
        part.write_bytes(b"half")
    os.utime(old, (time.time() - 10_000,) * 2)
    cache.keep(place(0), bytes(8))
    cache.keep(place(1), bytes(8))
    assert not old.exists()
    assert young.exists()


def test_a_cache_that_cannot_be_written_to_says_where_and_what_to_do(cache_folder: Path) -> None:
    cache_folder.parent.mkdir(parents=True)
    cache_folder.write_text("a file is in its way")
    with pytest.raises(WorkFailedError, match="cannot be kept in the cache") as raised:
        ImageCache().keep(place(0), b"")
    assert raised.value.source == str(cache_folder)
    assert CACHE_VARIABLE in str(raised.value)
    with pytest.raises(UserError, match="cannot be written to"):
        ImageCache().set_limit(1)


def test_no_more_is_allowed_than_the_cache_keeps(cache_folder: Path, tmp_path: Path) -> None:
    cache = ImageCache()
    cache.set_limit(100)
    cache.keep(place(0), bytes(30))
    allowance = Allowance(image_folder(ADDRESSES[0]))
    for number in (2, 4):
        assert allowance.has(place(number))
        with allowance.reading(place(number)):
            cache.keep(place(number), bytes(30))
    assert not allowance.has(place(6))
    assert allowance.has(place(0))
    assert allowance.has(tmp_path / "of this machine.jpg")
    assert Allowance(tmp_path).has(tmp_path / "of this machine.jpg")
