"""The cache: one maker for many askers, bounded, and no memory of failures."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from PIL import Image

from cta_batch.compose.caching import Cache, pixel_bytes


def test_many_threads_make_a_value_once() -> None:
    cache, made, gate = Cache[int](4, lambda _: 1), list[int](), threading.Barrier(8)

    def make() -> int:
        made.append(1)
        return 42

    def ask() -> int:
        gate.wait()
        return cache.get("key", make)

    with ThreadPoolExecutor(8) as pool:
        answers = [future.result() for future in [pool.submit(ask) for _ in range(8)]]
    assert answers == [42] * 8
    assert len(made) == 1


def test_the_value_used_longest_ago_goes_first() -> None:
    cache, made = Cache[str](2, len), list[str]()

    def get(key: str) -> str:
        def make() -> str:
            made.append(key)
            return key

        return cache.get(key, make)

    for key in ("a", "b", "a", "c", "a", "b"):
        get(key)
    assert made == ["a", "b", "c", "b"]


def test_one_heavy_value_pushes_out_several_and_is_kept_itself() -> None:
    cache, made = Cache[str](4, len), list[str]()

    def get(value: str) -> str:
        def make() -> str:
            made.append(value)
            return value

        return cache.get(value, make)

    for value in ("ab", "c", "heavier", "heavier", "ab", "c", "ab"):
        assert get(value) == value
    assert made == ["ab", "c", "heavier", "ab", "c"]


def test_what_is_being_made_is_not_dropped() -> None:
    cache, made, begun, go_on = (
        Cache[str](2, len),
        list[str](),
        threading.Event(),
        threading.Event(),
    )

    def slow() -> str:
        made.append("slow")
        begun.set()
        go_on.wait()
        return "s"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cache.get, "slow", slow)
        begun.wait()
        for other in ("aa", "bb", "cc"):
            cache.get(other, partial(str, other))
        second = pool.submit(cache.get, "slow", slow)
        go_on.set()
        assert first.result() == second.result() == "s"
    assert made == ["slow"]


@pytest.mark.parametrize(("mode", "each"), [("L", 1), ("RGB", 4), ("RGBA", 4)])
def test_a_pictures_weight_is_what_pillow_allocates(mode: str, each: int) -> None:
    """Pillow keeps RGB in four bytes a pixel."""
    assert pixel_bytes(Image.new(mode, (30, 20))) == 600 * each


def test_a_failure_reaches_the_caller_and_is_not_kept() -> None:
    cache = Cache[int](2, lambda _: 1)

    def fail() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        cache.get("key", fail)
    assert cache.get("key", lambda: 7) == 7
