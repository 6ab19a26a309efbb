"""The floor: one of several threads at a time, in their order, as a courtesy that never blocks."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from cta_batch.floor import Floor, before_leaving, left

PATIENCE = 60.0
"""Seconds after which something that should come does not come."""


@pytest.fixture
def floor() -> Floor:
    return Floor(PATIENCE)


def free(floor: Floor) -> bool:
    """Whether another thread would have it at once."""

    def look() -> bool:
        taken = floor._lock.take(0)  # without the patience of ``take``
        if taken:
            floor.give()
        return taken

    with ThreadPoolExecutor(1) as other:
        return other.submit(look).result()


def test_those_who_come_have_it_one_after_the_other_in_their_order(floor: Floor) -> None:
    order: list[int] = []
    inside = threading.Semaphore(1)

    def come(n: int) -> None:
        with floor.held():
            assert inside.acquire(blocking=False), "two at a time"
            order.append(n)
            inside.release()

    with ThreadPoolExecutor(5) as pool, floor.held():
        for n in range(5):
            pool.submit(come, n)
            while len(floor._lock._waiting) <= n:
                pass
    assert order == [0, 1, 2, 3, 4]


def test_it_is_free_while_its_thread_waits_for_something_else(floor: Floor) -> None:
    with floor.held():
        assert not free(floor)
        with left():
            assert free(floor)
            with left():
                assert free(floor)
            assert free(floor), "taken back within a longer wait"
        assert not free(floor)
    assert free(floor)


def test_one_who_waited_long_enough_goes_on_without_it() -> None:
    floor = Floor(0.01)

    def come() -> bool:
        with floor.held(), left():
            return free(floor)

    with ThreadPoolExecutor(1) as other, floor.held():
        assert not other.submit(come).result(), "gave away what it did not have"
        assert not free(floor)
    assert free(floor)


def test_without_patience_nobody_waits() -> None:
    floor = Floor(0)

    def come() -> None:
        with floor.held():
            floor.make_way()

    with ThreadPoolExecutor(1) as other, floor.held():
        other.submit(come).result(PATIENCE)


def test_what_can_begin_later_waits_until_nobody_has_it(floor: Floor) -> None:
    began = threading.Event()

    def later() -> None:
        floor.make_way()
        began.set()

    with ThreadPoolExecutor(2) as pool:
        with floor.held():
            pool.submit(later)
            pool.submit(later)
            while len(floor._quiet._cond._waiters) < 2:  # type: ignore[attr-defined]  # an Event's own
                pass
            assert not began.is_set()
        assert began.wait(PATIENCE)
        floor.make_way()


def test_it_does_not_begin_between_two_who_have_it(floor: Floor) -> None:
    """The first gives it to the second, so it was never quiet."""
    went, go = threading.Event(), threading.Event()

    def second() -> None:
        with floor.held():
            went.set()
            go.wait(PATIENCE)

    with ThreadPoolExecutor(2) as pool:
        with floor.held():
            pool.submit(second)
            while not floor._lock._waiting:
                pass
        assert went.wait(PATIENCE)
        way = pool.submit(floor.make_way)
        assert not way.done()
        go.set()
        way.result(PATIENCE)


def test_what_is_to_be_done_before_leaving_is_done_on_the_floor(floor: Floor) -> None:
    done: list[str] = []

    def note(what: str) -> None:
        assert not free(floor)
        done.append(what)

    assert not before_leaving(lambda: note("nothing to leave"))
    with floor.held():
        assert before_leaving(lambda: note("before the wait"))
        with left():
            assert done == ["before the wait"]
            assert not before_leaving(lambda: note("has left"))
        assert before_leaving(lambda: note("at the end"))
        assert done == ["before the wait"]
    assert done == ["before the wait", "at the end"]


def test_it_is_given_back_though_that_fails(floor: Floor) -> None:
    def fail() -> None:
        raise ValueError("no luck")

    with pytest.raises(ValueError, match="no luck"), floor.held():
        before_leaving(fail)
    assert free(floor)
    with floor.held():
        before_leaving(fail)
        with pytest.raises(ValueError, match="no luck"), left():
            pytest.fail("left in spite of that")
        assert before_leaving(lambda: None), "still has its say"
    assert free(floor)
