"""Pixel work: never on more threads than cores, whoever asks, and none that waits for itself."""

from __future__ import annotations

import multiprocessing
import os
import platform
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cta_batch.compose.cores import cores, on_a_core


def test_many_askers_are_served_by_the_same_few_threads() -> None:
    used, together = set[str](), threading.Barrier(cores())

    def work(number: int) -> int:
        if number < cores():
            together.wait()  # all of them do work at the same time
        used.add(threading.current_thread().name)
        return number

    def ask(number: int) -> int:
        return on_a_core(lambda: work(number))

    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(ask, range(40))) == list(range(40))
    assert len(used) == cores()


def test_work_that_asks_for_more_does_not_wait_for_its_own_place() -> None:
    def nested(depth: int) -> int:
        return depth and 1 + on_a_core(lambda: nested(depth - 1))

    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(lambda _: on_a_core(lambda: nested(3)), range(10))) == [3] * 10


def test_a_failure_comes_back_to_who_asked() -> None:
    with pytest.raises(ZeroDivisionError):
        on_a_core(lambda: 1 // 0)


def _in_child(answers: multiprocessing.queues.Queue[int]) -> None:
    answers.put(on_a_core(lambda: 7))


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # Python 3.12 dislikes the mix
def test_a_forked_worker_has_threads_of_its_own() -> None:
    on_a_core(lambda: 1)
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    child = context.Process(target=_in_child, args=(answers,))
    child.start()
    assert answers.get(timeout=60) == 7
    child.join()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="counts threads as Linux does")
def test_sums_of_colours_wake_no_threads_of_their_own() -> None:
    script = (
        "import os, numpy\n"
        "from cta_batch.compose import colour\n"
        "colour.srgb_to_oklch(numpy.random.rand(200_000, 3))\n"
        "print(len(os.listdir('/proc/self/task')))"
    )
    script = f"import cta_batch.compose\n{script}"
    environment = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}

    made = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )

    assert made.stdout.strip() == "1"


@pytest.mark.skipif(
    not Path("/proc/self/statm").exists() or platform.libc_ver()[0] != "glibc",
    reason="memory is given back where glibc keeps it",
)
def test_memory_freed_between_pieces_in_use_is_given_back() -> None:
    script = (
        "from cta_batch.compose.cores import Thrift, _resident, share_freed_memory\n"
        "share_freed_memory()\n"
        "thrift = Thrift()\n"
        "thrift.look()\n"
        "held = [b'x' * 100_000 for _ in range(3000)]\n"
        "del held[::2], held[::3]\n"
        "kept = _resident()\n"
        "thrift.look()\n"
        "print(kept - _resident())"
    )
    made = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert int(made.stdout) > 150_000_000
