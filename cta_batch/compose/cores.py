"""Where pixel work is done: on threads of its own, as many as there are cores.

More would finish no sooner, and each holds pictures of tens of megabytes. That they are always the
same threads matters as much: the allocator keeps a store of freed memory for every thread that
ever asked for a large piece (glibc: up to 64 MB each); see ``share_freed_memory``.
"""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

MOST = 8
"""Threads, however many cores there are: memory is bounded by them."""
_NAME = "pixels"

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Read by NumPy's OpenBLAS when it is loaded. Else it has a thread for each core, which after a
product of two small matrices looks for the next one for a while without sleeping: an eighth of the
CPU that a batch took."""

_lock = threading.Lock()
_pool: ThreadPoolExecutor | None = None


def cores() -> int:
    """How many threads work on pixels at once."""
    usable = getattr(os, "sched_getaffinity", None)  # containers give a process fewer; Linux only
    return min(MOST, len(usable(0)) if usable else os.cpu_count() or 1)


def share_freed_memory() -> None:
    """Keep little of the memory that threads which begin from now on have freed.

    A batch has dozens of threads, and glibc makes up to eight stores of freed memory for each core:
    two must do, with some room in each. Large pieces go back to the system at once, as they do at
    first; by itself glibc raises that bar to 32 MB when it sees any. Other allocators have neither
    habit.
    """
    with suppress(OSError, AttributeError, TypeError):
        set_option = ctypes.CDLL(None).mallopt
        set_option(_M_ARENA_MAX, 2)
        set_option(_M_MMAP_THRESHOLD, LARGE)
        set_option(_M_TRIM_THRESHOLD, KEPT)


@dataclass
class Thrift:
    """Gives freed memory back to the system each time that the process has grown by ``GROWN``.

    It lies in pieces between others that are in use, and becomes more the longer a batch takes. To
    look costs nothing, to give back some milliseconds, and as much to have it again; glibc only.
    """

    _after: int = 0

    def look(self) -> None:
        with suppress(OSError, AttributeError, TypeError):
            if _resident() > self._after + GROWN:
                ctypes.CDLL(None).malloc_trim(0)
                self._after = _resident()


def _resident() -> int:
    """Bytes of memory that the process takes: proc_pid_statm(5)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


_M_ARENA_MAX, _M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -8, -3, -1
"""glibc's malloc.h, as mallopt(3) has them."""
GROWN = 60_000_000
"""Bytes: half of what a batch has in use."""
KEPT = 32_000_000
"""Bytes of freed memory that a store keeps: a cut-out needs as much again and again, and from the
system it comes page by page."""
LARGE = 6_000_000
"""Bytes: a photo's pixels as floats are more, as levels they are less. With 1 MB a batch took a
third more CPU, for every piece then comes from the system anew."""


def on_a_core(work: Callable[[], T]) -> T:
    """What ``work`` returns or raises; waits for its turn, first come, first served."""
    if threading.current_thread().name.startswith(_NAME):
        return work()
    return _threads().submit(work).result()


def _threads() -> ThreadPoolExecutor:
    global _pool  # noqa: PLW0603  the threads of a process, made when first needed
    with _lock:
        if _pool is None:
            _pool = ThreadPoolExecutor(cores(), thread_name_prefix=_NAME)
        return _pool


def _forget() -> None:
    """A forked process has none of its parent's threads, and maybe its locked lock."""
    global _lock, _pool
    _lock, _pool = threading.Lock(), None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
