"""Whose questions models may be answering, and who goes before whom."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import cast

from cta_batch.domain import Status
from cta_batch.pipeline.buying import Purchase
from cta_batch.pipeline.seats import Seats
from cta_batch.store import Ledger

A, B, C, D = (uuid.UUID(int=n) for n in range(1, 5))
LONG = 30.0
"""Seconds that nothing here takes."""


def started(do: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=do, daemon=True)
    thread.start()
    return thread


def until(holds: Callable[[], bool]) -> None:
    """Wait for it."""
    end = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < end, "it never came to that"


def in_line(seats: Seats, count: int) -> None:
    """Wait until so many stand in line."""
    until(lambda: len(seats._line) == count)


def let_by(seats: Seats, passed: threading.Event) -> None:
    seats.give_way(LONG)
    passed.set()


def test_no_more_sit_than_there_are_seats_and_the_next_is_who_came_first() -> None:
    seats, sat = Seats(2), list[uuid.UUID]()

    def sit(info: uuid.UUID) -> None:
        seats.take(info)
        sat.append(info)

    sit(A)
    sit(B)
    threads = []
    for n, info in enumerate((C, D), 1):
        threads.append(started(partial(sit, info)))
        in_line(seats, n)
    assert sat == [A, B]
    seats.leave(A)
    threads[0].join(LONG)
    assert sat == [A, B, C]
    seats.leave(B)
    threads[1].join(LONG)
    assert sat == [A, B, C, D]


def test_who_asks_once_more_goes_before_those_in_line() -> None:
    seats = Seats(1)
    seats.take(A)
    last = started(lambda: seats.take(B))
    in_line(seats, 1)
    first = started(lambda: seats.take(C, again=True))
    in_line(seats, 2)
    seats.leave(A)
    first.join(LONG)
    assert not first.is_alive()
    assert last.is_alive()
    seats.leave(C)
    last.join(LONG)
    assert not last.is_alive()


def test_to_sit_or_to_leave_twice_changes_nothing() -> None:
    seats = Seats(1)
    for _ in range(2):
        seats.take(A)
    seats.asked(A)
    seats.take(A)
    for _ in range(2):
        seats.leave(A)
    seats.take(B)
    thread = started(lambda: seats.take(C))
    in_line(seats, 1)
    assert thread.is_alive(), "a seat was given away twice"
    seats.leave(B)
    thread.join(LONG)
    assert not thread.is_alive()


def test_others_are_let_by_who_are_about_to_ask_but_not_those_that_come_later() -> None:
    seats, passed = Seats(3), threading.Event()
    for info in (A, B, C):
        seats.take(info)
    seats.asked(C)
    waiting = started(lambda: let_by(seats, passed))
    until(lambda: bool(seats._polite))
    seats.answered(C)  # came later: it may think as long as it likes
    seats.asked(A)
    assert not passed.is_set()
    seats.asked(B)
    waiting.join(LONG)
    assert passed.is_set()


def test_one_who_leaves_is_let_by_no_longer_but_who_sits_down_for_it_is() -> None:
    seats, passed = Seats(1), threading.Event()
    seats.take(A)
    started(lambda: seats.take(B))
    in_line(seats, 1)
    waiting = started(lambda: let_by(seats, passed))
    until(lambda: bool(seats._polite))
    seats.leave(A)
    waiting.join(LONG)
    assert passed.is_set(), "B came to its seat after the waiting had begun"
    seats.give_way(0)
    seats.asked(B)
    seats.give_way(LONG)


def test_nobody_is_let_by_for_ever() -> None:
    seats = Seats(1)
    seats.take(A)
    seats.give_way(0.0)
    seats.asked(A)


class Payless:
    """A ledger that lets every call go."""

    def begin(self, *_what: object) -> uuid.UUID:
        return uuid.uuid4()

    def settle(self, *_what: object) -> None:
        pass


def test_a_retry_of_words_whose_seat_was_left_asks_only_once_it_sits_again() -> None:
    seats = Seats(1)
    ledger = cast("Ledger", Payless())
    stage, cent = Status.GENERATING_SUGGESTION, Decimal("0.01")
    seats.take(A)
    for _ in range(2):
        words = Purchase(ledger, A, stage, cent, None, lambda: None, seats, last=True)
        asking = started(partial(words.begin, "model", "hash"))
        if B in seats._waiting:
            in_line(seats, 1)
            seats.leave(B)
        asking.join(LONG)
        assert seats._waiting == {A}
        words.answered()
        seats.take(B)
        seats.asked(B)


def test_those_who_do_without_wait_for_nobody() -> None:
    seats = Seats()
    for info in (A, B, C):
        seats.take(info)
        seats.give_way(LONG)
        seats.asked(info)
        seats.answered(info)
        seats.give_way(LONG)
        seats.leave(info)
