"""Whether this machine keeps memory at hand that nobody touches for some seconds.

A guest whose host takes such memory away (to compress it, or for other guests) gets it back page by
page. Whatever waits for seconds, as for an answer, is slower then than its work.
"""

from __future__ import annotations

import mmap
import time

PAGES = 8192
ALONE = 2.5
"""Seconds: a model's answer takes as long."""
NOTICEABLE = 1.0
"""Microseconds a page: 10 MB of it take 2.5 ms then."""


def verdict() -> str:
    """One sentence, with microseconds a page for memory just touched and for memory left alone."""
    with mmap.mmap(-1, PAGES * mmap.PAGESIZE) as memory:
        _touched(memory)
        at_hand = _touched(memory)
        time.sleep(ALONE)
        alone = _touched(memory)
    took = f"Memory left alone for {ALONE} s takes {alone:.1f} µs a page here, else {at_hand:.1f}"
    if alone - at_hand < NOTICEABLE:
        return f"{took}."
    return f"{took}: what waits is slower than its work (docs/speed.md)."


def _touched(memory: mmap.mmap) -> float:
    """Microseconds a page."""
    began = time.perf_counter()
    for page in range(PAGES):
        memory[page * mmap.PAGESIZE] = 1
    return (time.perf_counter() - began) / PAGES * 1e6
