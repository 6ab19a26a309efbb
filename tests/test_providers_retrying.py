"""The one retry and the shared gate, in a time that passes only when everybody sleeps."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from cta_batch.errors import (
    AskedToWait,
    JobStopped,
    PageError,
    ProviderError,
    QuotaUsedUp,
    StageError,
    Stopped,
)
from cta_batch.providers.retrying import LONGEST_WAIT, Gate, attempt_twice
from tests.virtual_time import VirtualTime


@dataclass
class Calls:
    """A stage that fails as scripted, then answers."""

    script: list[BaseException]
    made: int = 0

    def __call__(self) -> str:
        self.made += 1
        if self.script:
            raise self.script.pop(0)
        return "done"


def run(
    *script: BaseException, stop: threading.Event | None = None
) -> tuple[Callable[[], str], Calls, list[StageError], VirtualTime]:
    time, calls, told = VirtualTime(), Calls(list(script)), list[StageError]()
    gate = Gate(clock=time.clock, sleep=time.sleep, stop=stop)
    return (lambda: attempt_twice(calls, on_retry=told.append, gate=gate)), calls, told, time


def unheard(error: StageError) -> None:
    """Nobody listens."""


# --- the one retry --------------------------------------------------------------------------------


def test_what_goes_well_is_done_once() -> None:
    attempt, calls, told, time = run()
    assert (attempt(), calls.made, told, time.now) == ("done", 1, [], 0)


def test_a_failure_is_tried_once_more() -> None:
    first = PageError("broke off")
    attempt, calls, told, _ = run(first)
    assert (attempt(), calls.made, told) == ("done", 2, [first])


def test_the_second_failure_is_the_end() -> None:
    first, second = PageError("one"), PageError("two")
    attempt, calls, told, _ = run(first, second, PageError("three"))
    with pytest.raises(PageError) as caught:
        attempt()
    assert caught.value is second
    assert (calls.made, told) == (2, [first])


@pytest.mark.parametrize("error", [QuotaUsedUp("empty"), KeyError("a bug")])
def test_a_limit_or_a_bug_is_not_tried_again(error: Exception) -> None:
    attempt, calls, told, _ = run(error)
    with pytest.raises(type(error)) as caught:
        attempt()
    assert caught.value is error
    assert (calls.made, told) == (1, [])


def test_a_job_that_stops_during_the_retry_stops() -> None:
    attempt, calls, _, _ = run(PageError("one"), QuotaUsedUp("empty"))
    with pytest.raises(QuotaUsedUp):
        attempt()
    assert calls.made == 2


# --- being asked to wait --------------------------------------------------------------------------


def test_waiting_is_no_failure_and_uses_up_no_retry() -> None:
    failure = ProviderError("hiccup")
    attempt, calls, told, time = run(
        AskedToWait("later", 5), failure, AskedToWait("later", 7), AskedToWait("later", 3)
    )
    assert attempt() == "done"
    assert (calls.made, told) == (5, [failure])
    assert time.now == pytest.approx(16)  # 5 + 1 before the retry + 7 + 3


def test_waits_that_do_not_say_how_long_grow() -> None:
    attempt, _, _, time = run(*(AskedToWait("later") for _ in range(4)))
    attempt()
    assert time.now == pytest.approx(1 + 2 + 4 + 8)


@pytest.mark.parametrize("at_once", [0.0, 0.001])
def test_a_server_that_says_at_once_for_ever_is_not_asked_as_fast_as_it_answers(
    at_once: float,
) -> None:
    attempt, calls, told, time = run(*(AskedToWait("at once", at_once) for _ in range(999)))
    with pytest.raises(AskedToWait):
        attempt()
    assert LONGEST_WAIT - 2 <= time.now <= LONGEST_WAIT
    assert (calls.made < 150, told) == (True, [])


def test_short_waits_that_help_are_waited_for_no_longer() -> None:
    attempt, _, _, time = run(*(AskedToWait("later", 0.2) for _ in range(2)))
    attempt()
    assert time.now == pytest.approx(0.4)


def test_a_wait_that_people_notice_is_told_of() -> None:
    time, heard = VirtualTime(), list[bool]()
    gate = Gate(clock=time.clock, sleep=time.sleep, on_wait=heard.append)
    calls = Calls([AskedToWait("later", 0.5), AskedToWait("later", 5)])
    attempt_twice(calls, on_retry=unheard, gate=gate)
    assert heard == [True, False]


def test_nobody_waits_longer_than_two_minutes() -> None:
    attempt, calls, told, time = run(*(AskedToWait("later", 50) for _ in range(9)))
    with pytest.raises(AskedToWait):
        attempt()
    assert time.now <= LONGEST_WAIT
    assert (calls.made, told) == (3, [])


def test_a_long_wait_holds_nobody_and_still_keeps_the_others_from_asking() -> None:
    time = VirtualTime()
    gate = Gate(clock=time.clock, sleep=time.sleep)
    long, short = Calls([AskedToWait("tomorrow", 600)]), Calls([])
    with pytest.raises(AskedToWait):
        attempt_twice(long, on_retry=unheard, gate=gate)
    time.sleep(100)
    with pytest.raises(AskedToWait) as told:
        attempt_twice(short, on_retry=unheard, gate=gate)
    assert (time.now, short.made, told.value.seconds) == (100, 0, 500)
    time.sleep(400)
    attempt_twice(short, on_retry=unheard, gate=gate)
    assert (time.now, short.made) == (600, 1)


# --- stopping -------------------------------------------------------------------------------------


def test_a_stop_wakes_whoever_waits() -> None:
    stop = threading.Event()
    gate = Gate(stop=stop)  # the real clock: without the stop this would wait two minutes
    gate.postpone(LONGEST_WAIT - 1)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(attempt_twice, Calls([]), on_retry=unheard, gate=gate)
        stop.set()
        with pytest.raises(Stopped) as caught:
            waiting.result(timeout=30)
    assert isinstance(caught.value, JobStopped)
    assert caught.value.exit_code == 130


def test_after_a_stop_no_call_is_begun() -> None:
    stop = threading.Event()
    attempt, calls, _, _ = run(stop=stop)
    stop.set()
    with pytest.raises(Stopped):
        attempt()
    assert calls.made == 0


def test_a_stop_between_failure_and_retry() -> None:
    stop = threading.Event()
    calls = Calls([PageError("one")])
    gate = Gate(sleep=lambda _: stop.set(), stop=stop)
    with pytest.raises(Stopped):
        attempt_twice(calls, on_retry=unheard, gate=gate)
    assert calls.made == 1


# --- one gate for all -----------------------------------------------------------------------------


@dataclass
class Provider:
    """Sixty requests at once, one more each second; a token bucket, as OpenAI's limits are."""

    time: VirtualTime
    says: str
    level: float = 60.0
    at: float = 0.0
    refused: int = 0
    answered: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def headers(self) -> dict[str, str]:
        return {
            "x-ratelimit-limit-requests": "60",
            "x-ratelimit-remaining-requests": str(int(self.level)),
        }

    def call(self, gate: Gate) -> None:
        with self.lock:
            self.level = min(60.0, self.level + self.time.now - self.at)
            self.at = self.time.now
            refused = self.level < 1 - 1e-9
            self.level -= 0 if refused else 1
            self.refused += refused
        if refused:
            raise AskedToWait(
                "later",
                None if self.says == "nothing" else 1.0,
                pace=1.0 if self.says == "its pace" else None,
            )
        if self.says == "its pace":
            gate.notice(self.headers())
        self.time.sleep(0.2)
        with self.lock:
            self.answered.append(self.time.now)


def sixty_a_minute(says: str, calls: int = 100, workers: int = 8) -> tuple[Provider, int]:
    """Run ``calls`` through one gate on ``workers`` threads; how many were lost."""
    time = VirtualTime(workers)
    gate = Gate(clock=time.clock, sleep=time.sleep)
    provider = Provider(time, says)
    todo, lost, lock = list(range(calls)), [0], threading.Lock()

    def work() -> None:
        while True:
            with lock:
                if not todo:
                    break
                todo.pop()
            try:
                attempt_twice(lambda: provider.call(gate), on_retry=unheard, gate=gate)
            except StageError:
                lost[0] += 1
        time.leave()

    threads = [threading.Thread(target=work, daemon=True) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return provider, lost[0]


@pytest.mark.parametrize("says", ["its pace", "how long", "nothing"])
def test_sixty_a_minute_loses_none_and_little_time(says: str) -> None:
    provider, lost = sixty_a_minute(says)
    assert lost == 0
    assert len(provider.answered) == 100
    assert max(provider.answered) <= 40 * (1.5 if says == "nothing" else 1.2)
    assert provider.refused <= 40
    if says == "its pace":
        assert provider.refused <= 8


def test_who_waits_goes_before_who_comes() -> None:
    gate = Gate(clock=lambda: 0.0, sleep=lambda _: None)
    first, second = gate.ticket(), gate.ticket()
    gate.postpone(0, pace=1)
    gate._waiting.add(first)
    assert gate._turn(second) == 1
    assert gate._turn(first) == 0
    assert gate._turn(second) == 1  # the pace, now that the first has gone
