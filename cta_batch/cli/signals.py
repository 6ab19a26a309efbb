"""^C and SIGTERM: the first stops taking new work, the second leaves at once.

Handlers are installed explicitly: a process started in the background by a script has SIGINT
ignored, and SIGTERM would otherwise lose what is in flight.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SHOW_CURSOR = b"\x1b[?25h"


class Stop:
    """Whether and by which signal the user asked to stop."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self.signal: int | None = None

    @property
    def exit_code(self) -> int:
        """130 for ^C, 143 for SIGTERM."""
        return 128 + (self.signal or signal.SIGINT)


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Handle both signals until the end of the block."""
    stop = Stop()

    def handle(number: int, _frame: FrameType | None) -> None:
        if stop.event.is_set() and stop.signal is not None:
            os.write(2, SHOW_CURSOR + b"\n" if os.isatty(2) else b"\n")
            os._exit(128 + number)
        stop.signal = number
        stop.event.set()
        os.write(
            2, b"\nStopping: what is in flight is finished and saved. Once more leaves at once.\n"
        )

    before = {n: signal.signal(n, handle) for n in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
