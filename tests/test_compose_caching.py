"""The cache: one maker for many askers, bounded, and no memory of failures."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from cta_batch.compose.caching import Cache


def test_many_threads_make_a_value_once() -> None:
    cache, made, gate = Cache[int](4), list[int](), threading.Barrier(8)

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
    cache, made = Cache[str](2), list[str]()

    def get(key: str) -> str:
        def make() -> str:
            made.append(key)
            return key

        return cache.get(key, make)

    for key in ("a", "b", "a", "c", "a", "b"):
        get(key)
    assert made == ["a", "b", "c", "b"]


def test_a_failure_reaches_the_caller_and_is_not_kept() -> None:
    cache = Cache[int](2)

    def fail() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        cache.get("key", fail)
    assert cache.get("key", lambda: 7) == 7
